// Pipe tables: a line of a paragraph and a delimiter row behind it become a table with the lines
// that follow; its cells are parsed apart, all in one go, so that markup cannot run across a bar.
// Source: GitHub Flavored Markdown 0.29, section 4.10.

import Diagnostics

extension DocumentBuilder {
  /// How many cells a table may lack: a wide header over many short rows would otherwise make a
  /// document whose size is the square of its source's.
  private static let addedCellLimit = 1 << 16

  /// Turns a paragraph into a table; returns whether it is one.
  mutating func table(
    _ content: Region, span: Span, parent: Int32, around container: OpenBlock?
  ) -> Bool {
    let bytes = content.bytes
    let lines = LineTable(bytes)
    guard let (first, alignments) = Self.header(bytes, lines) else { return false }
    let header = lines.line(first, in: bytes)
    var rows: [(line: Range<Int>, cells: [Range<Int>])] = [(header, Self.cells(bytes, header))]
    var number = first + 2
    while true {
      let line = lines.line(number, in: bytes)
      guard line.lowerBound < bytes.count, !line.isEmpty else { break }
      rows.append((line, Self.cells(bytes, line)))
      number += 1
    }
    let missing = rows.reduce(0) { $0 + max(0, alignments.count - $1.cells.count) }
    guard missing <= Self.addedCellLimit else { return false }
    var span = span
    if first > 1 {
      paragraphBefore(header, of: content, parent: parent, around: container)
      span = content.span(header.lowerBound..<bytes.count)
    }
    let table = add(MarkdownNode(kind: .table, span: span), to: parent)
    tableCount += 1
    var ranges: [Range<Int>] = []
    var cellNodes: [Int32] = []
    for (rowIndex, row) in rows.enumerated() {
      let rowSpan = content.span(row.line)
      var node = MarkdownNode(kind: .tableRow, span: rowSpan)
      node.flag = rowIndex == 0
      let added = add(node, to: table)
      if row.cells.count > alignments.count {
        bag.add(
          .extraCells(
            row.cells.count, columns: alignments.count,
            at: content.span(row.cells[alignments.count].lowerBound..<row.line.upperBound)))
      }
      for (column, alignment) in alignments.enumerated() {
        let range =
          column < row.cells.count ? row.cells[column] : row.line.upperBound..<row.line.upperBound
        var cell = MarkdownNode(kind: .tableCell, span: content.span(range))
        cell.alignment = alignment
        cell.flag = rowIndex == 0
        cellNodes.append(add(cell, to: added))
        ranges.append(range)
      }
    }
    buildApart(
      ranges, of: content, below: cellNodes, kind: .cell, unescapesBars: true,
      around: container)
    return true
  }

  /// The line that heads a table, and the alignments of its columns: the first one behind which
  /// stands a delimiter row of as many cells.
  private static func header(
    _ bytes: [UInt8], _ lines: LineTable
  ) -> (line: Int, alignments: [MarkdownNode.Alignment])? {
    var number = 2
    while number <= lines.count {
      let line = lines.line(number, in: bytes)
      if !line.isEmpty, mayStartDelimiterRow(bytes[line.lowerBound]),
        let alignments = delimiterRow(bytes[line]),
        cells(bytes, lines.line(number - 1, in: bytes)).count == alignments.count
      {
        return (number - 1, alignments)
      }
      number += 1
    }
    return nil
  }

  /// Adds the lines before the header of a table as a paragraph.
  private mutating func paragraphBefore(
    _ header: Range<Int>, of content: Region, parent: Int32, around container: OpenBlock?
  ) {
    let range = 0..<max(0, header.lowerBound - 1)
    var block = MarkdownNode(kind: .paragraph, span: content.span(range))
    block.number = nextNumber(below: parent)
    let isInList = document.nodes[Int(parent)].kind == .item
    buildApart(
      [range], of: content, below: [add(block, to: parent)],
      kind: isInList && proseKind == .paragraph ? .listItem : proseKind, unescapesBars: false,
      around: container)
  }

  private static func mayStartDelimiterRow(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "|") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "-")
      || byte.isBlank
  }

  /// The alignments of `| :-- | --: |`, or nil if the line is no delimiter row.
  static func delimiterRow(_ line: ArraySlice<UInt8>) -> [MarkdownNode.Alignment]? {
    var alignments: [MarkdownNode.Alignment] = []
    var index = line.startIndex
    let end = line.endIndex
    func skipBlanks() { while index < end, line[index].isBlank { index += 1 } }
    skipBlanks()
    guard line.contains(UInt8(ascii: "|")) else { return nil }
    if index < end, line[index] == UInt8(ascii: "|") { index += 1 }
    while true {
      skipBlanks()
      if index == end { break }
      let isLeft = line[index] == UInt8(ascii: ":")
      if isLeft { index += 1 }
      let dashes = index
      while index < end, line[index] == UInt8(ascii: "-") { index += 1 }
      guard index > dashes else { return nil }
      let isRight = index < end && line[index] == UInt8(ascii: ":")
      if isRight { index += 1 }
      alignments.append(isLeft ? (isRight ? .center : .left) : (isRight ? .right : .none))
      skipBlanks()
      if index == end { break }
      guard line[index] == UInt8(ascii: "|") else { return nil }
      index += 1
    }
    return alignments.isEmpty ? nil : alignments
  }

  /// The cells of a row, trimmed; a bar behind a backslash does not end a cell.
  static func cells(_ bytes: [UInt8], _ line: Range<Int>) -> [Range<Int>] {
    var start = line.lowerBound
    var end = line.upperBound
    while start < end, bytes[start].isBlank { start += 1 }
    while end > start, bytes[end - 1].isBlank { end -= 1 }
    if start < end, bytes[start] == UInt8(ascii: "|") { start += 1 }
    var cells: [Range<Int>] = []
    var index = start
    while index < end {
      if bytes[index] == UInt8(ascii: "\\") {
        index += 2
        continue
      }
      if bytes[index] == UInt8(ascii: "|") {
        cells.append(trimmedCell(bytes, start..<index))
        start = index + 1
      }
      index += 1
    }
    // What follows the last bar is a cell unless the row ends with that bar.
    if start < end || cells.isEmpty { cells.append(trimmedCell(bytes, start..<max(start, end))) }
    return cells
  }

  static func trimmedCell(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, bytes[start].isBlank { start += 1 }
    while end > start, bytes[end - 1].isBlank { end -= 1 }
    return start..<end
  }

  // MARK: - Texts parsed apart

  /// Parses ranges of a leaf as the inlines of other leaves: every range becomes a paragraph that
  /// starts with a placeholder, so that no cell can start a list or a heading.
  ///
  /// - Complexity: O(n) for all ranges together.
  mutating func buildApart(
    _ ranges: [Range<Int>], of content: Region, below nodes: [Int32], kind: ProseBlock.Kind,
    unescapesBars: Bool, around container: OpenBlock?
  ) {
    let prefix =
      tokens.add(Token(original: [], span: content.span(0..<0), value: .blockStart)) + [0x20]
    var bytes: [UInt8] = []
    var map = OffsetMap()
    var contents: [Range<Int>] = []
    for range in ranges {
      let start = bytes.count
      map.addReplacement(
        out: bytes.count, outCount: prefix.count, source: range.lowerBound, sourceCount: 0)
      bytes.append(contentsOf: prefix)
      var index = range.lowerBound
      while index < range.upperBound {
        // Up to the next escaped bar, whose backslash goes.
        var end = range.upperBound
        if unescapesBars {
          end = index + 1
          while end < range.upperBound,
            content.bytes[end] != UInt8(ascii: "|")
              || content.bytes[end - 1] != UInt8(ascii: "\\")
          {
            end += 1
          }
        }
        let run = index..<(end < range.upperBound ? end - 1 : end)
        map.addCopy(out: bytes.count, source: run.lowerBound, count: run.count)
        bytes.append(contentsOf: content.bytes[run])
        index = end
      }
      contents.append(start..<bytes.count)
      map.addReplacement(
        out: bytes.count, outCount: 2, source: range.upperBound, sourceCount: 0)
      bytes.append(contentsOf: [0x0A, 0x0A])
    }
    bytes.append(contentsOf: definitions.wanted(by: bytes))
    let region = Region(bytes: bytes, maps: [map] + content.maps, origin: content.origin)
    let raw = RawTree(parsing: bytes)
    var index = 1
    var position = 0
    while index < raw.nodes.count, position < nodes.count {
      let node = raw.nodes[index]
      if node.kind == .paragraph {
        let range = contents[position]
        var leaf = LeafBuilder(
          node: nodes[position], content: region, window: range, kind: kind,
          isVerbatim: container?.takesVerbatim ?? false, spare: takeSpareProse())
        leaf.language = container?.currentLanguage ?? []
        leaf.prose.span = document.nodes[Int(nodes[position])].span
        build(&leaf, from: index + 1, to: Int(node.subtreeEnd), in: raw)
        finish(&leaf)
        position += 1
      }
      index = Int(node.subtreeEnd)
    }
  }
}
