// Owns the sums of tables: which rows and columns call themselves a total, and what their cells add up
// to. R0703 reports what disagrees.

import Diagnostics
import Markdown

/// A cell of a total that is not the sum of its parts.
struct TableSum {
  /// The rank of the cell in the document's `proseBlocks`.
  let cell: Int
  /// The sum as given, in thousandths.
  let given: Int
  /// What the parts add up to, in thousandths.
  let found: Int

  /// The wrong sums of the table that holds a cell.
  ///
  /// A row is a total when its first cell begins with "total", a column when its heading does. Parts
  /// are the rows above, down from the subtotal before, or the columns before; rows that begin with
  /// "dont" are parts of parts. Every part of a sum is a number with the unit of the sum; a column
  /// with any other text in it, of years or of ranks, is none.
  /// - Complexity: O(n) in the cells of the table.
  static func all(
    in document: MarkdownDocument, around cell: Int, isEnglish: Bool
  ) -> [TableSum] {
    TableCells(document, around: cell, isEnglish: isEnglish).sums()
  }
}

/// The cells of a table, read as labels and amounts.
private struct TableCells {
  /// An amount with its unit.
  struct Amount {
    let value: Int
    let unit: String
    /// How far the amount may lie from the exact one, in thousandths: figures in millions or with
    /// decimals are rounded.
    let slack: Int
  }

  enum Content {
    case empty
    case amount(Amount)
    case text
  }

  struct Cell {
    /// The rank in the document's `proseBlocks`; `nil` for a cell without text.
    let block: Int?
    let words: [String]
    let content: Content
  }

  private var header: [Cell] = []
  private var rows: [[Cell]] = []

  init(_ document: MarkdownDocument, around block: Int, isEnglish: Bool) {
    let nodes = document.nodes
    var table = Int32(document.proseBlocks.node(at: block))
    while table > 0, nodes[Int(table)].kind != .table { table = nodes[Int(table)].parent }
    guard table > 0 else { return }
    var blocks: [Int32: Int] = [:]
    // The blocks of a table follow one another.
    func collect(_ range: some Sequence<Int>) {
      for index in range {
        let item = Int32(document.proseBlocks.node(at: index))
        guard document.proseBlocks.kind(at: index) == .cell, document.holds(table, item) else {
          break
        }
        blocks[item] = index
      }
    }
    collect(block..<document.proseBlocks.count)
    collect((0..<block).reversed())
    var row = nodes[Int(table)].firstChild
    while row >= 0 {
      if nodes[Int(row)].kind == .tableRow {
        var cells: [Cell] = []
        var cell = nodes[Int(row)].firstChild
        while cell >= 0 {
          let index = blocks[cell]
          cells.append(Self.cell(index, in: document, isEnglish: isEnglish))
          cell = nodes[Int(cell)].nextSibling
        }
        if nodes[Int(row)].flag { header = cells } else { rows.append(cells) }
      }
      row = nodes[Int(row)].nextSibling
    }
  }

  private static func cell(
    _ index: Int?, in document: MarkdownDocument, isEnglish: Bool
  ) -> Cell {
    guard let index else { return Cell(block: nil, words: [], content: .empty) }
    let block = document.proseBlocks[index]
    let tokens = ProseTokens(block.text)
    let words = tokens.tokens.map(\.text)
    let content: Content
    if !block.code.isEmpty {
      content = .text
    } else if words.allSatisfy({ $0 == "-" || $0 == "—" || $0 == "." }) {
      content = .empty
    } else if let number = ProseNumber.read(tokens, at: 0, isEnglish: isEnglish),
      tokens.tokens.count <= number.end + 1, tokens[0]?.kind == .digits
    {
      let isRounded =
        number.thousandths % 1_000 != 0 || words.contains(where: Self.multiples.contains)
      content = .amount(
        Amount(
          value: number.thousandths, unit: tokens[number.end]?.text ?? "",
          slack: isRounded ? max(50, number.thousandths / 1_000) : 0))
    } else {
      content = .text
    }
    return Cell(block: index, words: words, content: content)
  }

  func sums() -> [TableSum] {
    var found: [TableSum] = []
    let columnCount = rows.map(\.count).max() ?? 0
    let columns = (1..<max(1, columnCount)).filter { !isOrdinal($0) }
    for column in columns { found += sums(down: column) }
    for (rank, cell) in header.enumerated() where rank > 0 && isTotal(cell) {
      let parts = columns.filter {
        $0 < rank && !(header.indices.contains($0) && isTotal(header[$0]))
      }
      for row in rows {
        guard rank < row.count else { continue }
        found += [sum(parts.filter { $0 < row.count }.map { row[$0] }, given: row[rank])]
          .compactMap { $0 }
      }
    }
    var seen = Set<Int>()
    return found.filter { seen.insert($0.cell).inserted }.sorted { $0.cell < $1.cell }
  }

  private func sums(down column: Int) -> [TableSum] {
    var found: [TableSum] = []
    var all: [Cell] = []
    var group: [Cell] = []
    for row in rows {
      guard let label = row.first, column < row.count else { continue }
      let cell = row[column]
      if isSubtotal(label) {
        found += [sum(group, given: cell)].compactMap { $0 }
        group = []
      } else if isTotal(label) {
        found += [sum(all, given: cell)].compactMap { $0 }
        group = []
        all = []
      } else if !isPartOfPart(label) {
        all.append(cell)
        group.append(cell)
      }
    }
    return found
  }

  private func sum(_ parts: [Cell], given: Cell) -> TableSum? {
    guard let block = given.block, case .amount(let total) = given.content else { return nil }
    var sum = 0
    var slack = total.slack
    var count = 0
    for part in parts {
      switch part.content {
      case .empty: continue
      case .text: return nil
      case .amount(let amount):
        guard amount.unit == total.unit else { return nil }
        let (next, overflow) = sum.addingReportingOverflow(amount.value)
        if overflow { return nil }
        sum = next
        slack += amount.slack
        count += 1
      }
    }
    guard count >= 2, abs(sum - total.value) > slack else { return nil }
    // Rates have no sum: only shares of a whole do.
    if total.unit == "%" || total.unit == "percent", total.value != 100_000 { return nil }
    return TableSum(cell: block, given: total.value, found: sum)
  }

  private func isTotal(_ cell: Cell) -> Bool {
    cell.words.first.map(Self.totals.contains) ?? false
  }

  private func isSubtotal(_ cell: Cell) -> Bool {
    guard let first = cell.words.first else { return false }
    return first == "subtotal"
      || (first == "sous" || first == "sub")
        && cell.words.dropFirst().contains(where: Self.totals.contains)
  }

  private func isPartOfPart(_ cell: Cell) -> Bool {
    guard let first = cell.words.first(where: { $0 != "-" && $0 != "(" }) else { return false }
    return ["dont", "including", "of"].contains(first)
  }

  /// Whether the numbers of a column are not amounts.
  private func isOrdinal(_ column: Int) -> Bool {
    guard header.indices.contains(column) else { return false }
    return header[column].words.contains(where: Self.ordinals.contains)
  }

  private static let multiples: Set<String> = [
    "m", "md", "k", "mille", "million", "millions", "milliard", "milliards", "billion", "billions",
  ]
  private static let totals: Set<String> = ["total", "totaux", "totals"]
  private static let ordinals: Set<String> = [
    "annee", "annees", "year", "date", "article", "art", "rang", "rank", "no", "°", "º", "numero",
    "age",
    "moyenne", "average", "mean", "mediane", "median", "taux", "rate", "evolution", "page",
  ]
}

extension MarkdownDocument {
  /// Whether a node lies inside a table.
  fileprivate func holds(_ table: Int32, _ node: Int32) -> Bool {
    var current = node
    while current > 0, current != table { current = nodes[Int(current)].parent }
    return current == table
  }
}

extension CheckContext {
  /// The tables with a cell that begins with "total", once each, by one such cell.
  var tablesWithTotals: [(text: ProseText, block: Int)] {
    var found: [(text: ProseText, block: Int)] = []
    var last: Span?
    for signed in signedBlocks where signed.signs.contains(.sum) && signed.block.kind == .cell {
      let bytes = signed.block.text
      guard Self.totalFilter.mayHold(bytes) else { continue }
      let document = signed.text.document
      var table = Int32(signed.block.node)
      while table > 0, document.nodes[Int(table)].kind != .table {
        table = document.nodes[Int(table)].parent
      }
      guard table > 0 else { continue }
      let span = document.nodes[Int(table)].span
      if span == last { continue }
      last = span
      found.append((signed.text, signed.index))
    }
    return found
  }

  private static let totalFilter = ProseWordFilter(["total", "totaux", "subtotal"])
}
