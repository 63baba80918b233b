// Reads CSV (RFC 4180) into the same spanned nodes as YAML, so that one decoder serves both. The
// first row holds the keys; a cell that holds a list has its items separated by semicolons.

import Diagnostics

/// Reads CSV texts.
enum CSVReader {
  /// Reads the records of a CSV text.
  ///
  /// Cells are separated by commas, or by semicolons or tabs where the first row has no comma. Lines
  /// end in LF or CRLF; blanks around a cell without quotation marks are not part of it; an empty cell
  /// is an absent value. Rows without any value, and columns at the end without key and values, are
  /// what spreadsheets leave behind, and nothing.
  /// - Parameters:
  ///   - source: The source, for spans.
  ///   - bytes: The whole file; a byte order mark is skipped.
  ///   - record: The keys, which tell the cells that hold lists.
  ///   - bag: Receives what is wrong.
  /// - Returns: A list of records; `nil` for a text without a first row.
  /// - Complexity: O(n).
  static func read(
    _ source: SourceID, bytes: [UInt8], record: RecordDeclaration, into bag: inout DiagnosticBag
  ) -> DataNode? {
    let (bytes, start) = UTF8Check.readable(source, bytes: bytes, range: bytes.indices, into: &bag)
    var rows = Rows(source: source, bytes: bytes, cursor: start)
    guard var header = rows.next(into: &bag) else { return nil }
    while header.count > 1, header.last?.isEmpty == true { header.removeLast() }
    var records: [DataNode] = []
    let keys = header.map { (name: $0.text, span: $0.span) }
    var places: [String: Span] = [:]
    for key in keys {
      if let first = places[key.name] {
        bag.add(.duplicateKey(key.name, at: key.span, first: first))
      } else {
        places[key.name] = key.span
      }
    }
    let missing = missingColumns(keys.map(\.name), of: record, at: header, into: &bag)
    while var row = rows.next(into: &bag) {
      if row.allSatisfy(\.isEmpty) { continue }
      while row.count > keys.count, row.last?.isEmpty == true { row.removeLast() }
      guard row.count == keys.count else {
        bag.add(
          .cellCount(row.count, expected: keys.count, at: rowSpan(row), header: rowSpan(header)))
        continue
      }
      var entries: [DataEntry] = []
      for (key, cell) in zip(keys, row) {
        entries.append(
          DataEntry(
            key: key.name, keySpan: key.span,
            value: value(of: cell, type: record.field(key.name)?.type)))
      }
      for key in missing {
        entries.append(
          DataEntry(
            key: key, keySpan: rowSpan(header),
            value: DataNode(content: .unreadable, span: rowSpan(header))))
      }
      records.append(DataNode(content: .map(entries), span: rowSpan(row)))
    }
    return DataNode(
      content: .list(records), span: Span(source: source, start: start, end: bytes.count))
  }

  /// Reports required columns that the first row lacks, once for all rows, and returns their keys.
  private static func missingColumns(
    _ keys: [String], of record: RecordDeclaration, at header: [Cell],
    into bag: inout DiagnosticBag
  ) -> [String] {
    var missing = record.fields.filter { $0.isRequired && !keys.contains($0.key) }
    for key in keys where record.field(key) == nil {
      let near = Suggestion.nearest(to: key, among: record.fields.map(\.key))
      // A misspelt column is one fault, reported as an unknown key.
      if let first = near.first { missing.removeAll { $0.key == first } }
    }
    if !missing.isEmpty { bag.add(.missingKeys(missing, in: record, at: rowSpan(header))) }
    return record.fields.filter { $0.isRequired && !keys.contains($0.key) }.map(\.key)
  }

  private static func rowSpan(_ row: [Cell]) -> Span {
    guard let first = row.first, let last = row.last else {
      preconditionFailure("a row has at least one cell")
    }
    return first.span.union(last.span)
  }

  /// The value of a cell: a list where the key holds one, a text otherwise.
  private static func value(of cell: Cell, type: FieldType?) -> DataNode {
    guard !cell.isEmpty else { return scalar(cell, cell.bytes.indices) }
    switch type {
    case .list, .oneOrMany:
      var items: [DataNode] = []
      var start = 0
      for end in 0...cell.bytes.count
      where end == cell.bytes.count || cell.bytes[end] == UInt8(ascii: ";") {
        let item = trimmed(start..<end, in: cell.bytes)
        if !item.isEmpty { items.append(scalar(cell, item)) }
        start = end + 1
      }
      return DataNode(content: .list(items), span: cell.span)
    default: return scalar(cell, cell.bytes.indices)
    }
  }

  private static func scalar(_ cell: Cell, _ range: Range<Int>) -> DataNode {
    let bytes = Array(cell.bytes[range])
    let pieces: [TextOrigin.Piece] = cell.pieces.compactMap { piece in
      let start = max(Int(piece.textOffset), range.lowerBound)
      let end = min(Int(piece.textOffset) + Int(piece.length), range.upperBound)
      guard start < end else { return nil }
      return .init(
        textOffset: start - range.lowerBound,
        sourceOffset: Int(piece.sourceOffset) + start - Int(piece.textOffset), length: end - start)
    }
    let origin = TextOrigin(whole: cell.span, pieces: pieces)
    let span = range == cell.bytes.indices ? cell.span : origin.span(0..<bytes.count)
    return DataNode(
      content: .scalar(
        DataScalar(
          bytes: bytes, style: .plain, origin: TextOrigin(whole: span, pieces: pieces))),
      span: span)
  }

  fileprivate static func trimmed(_ range: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    return start..<end
  }
}

/// A cell with the places of its bytes.
private struct Cell {
  var bytes: [UInt8] = []
  var pieces: [TextOrigin.Piece] = []
  var span: Span

  var text: String { String(decoding: bytes, as: UTF8.self) }
  var isEmpty: Bool { bytes.isEmpty }
}

/// The rows of a CSV text, one after the other.
private struct Rows {
  let source: SourceID
  let bytes: [UInt8]
  var cursor: Int
  let separator: UInt8

  init(source: SourceID, bytes: [UInt8], cursor: Int) {
    self.source = source
    self.bytes = bytes
    self.cursor = cursor
    let first = bytes[cursor...].prefix { $0 != 0x0A }
    separator =
      [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09].first(where: first.contains)
      ?? UInt8(ascii: ",")
  }

  /// The cells of the next row; `nil` at the end.
  mutating func next(into bag: inout DiagnosticBag) -> [Cell]? {
    guard cursor < bytes.count else { return nil }
    var cells: [Cell] = []
    while true {
      cells.append(cell(into: &bag))
      guard cursor < bytes.count, bytes[cursor] == separator else { break }
      cursor += 1
    }
    if cursor < bytes.count, bytes[cursor] == 0x0D { cursor += 1 }
    if cursor < bytes.count, bytes[cursor] == 0x0A { cursor += 1 }
    return cells
  }

  private mutating func cell(into bag: inout DiagnosticBag) -> Cell {
    var start = cursor
    while start < bytes.count, bytes[start] == 0x20 || bytes[start] == 0x09,
      bytes[start] != separator
    {
      start += 1
    }
    if start < bytes.count, bytes[start] == UInt8(ascii: "\"") {
      return quoted(from: start, into: &bag)
    }
    while cursor < bytes.count, !endsCell(bytes[cursor]) { cursor += 1 }
    let range = CSVReader.trimmed(start..<max(start, cursor), in: bytes)
    return Cell(
      bytes: Array(bytes[range]),
      pieces: [.init(textOffset: 0, sourceOffset: range.lowerBound, length: range.count)],
      span: Span(source: source, start: range.lowerBound, end: range.upperBound))
  }

  /// A cell in quotation marks; a doubled mark inside it is one.
  private mutating func quoted(from start: Int, into bag: inout DiagnosticBag) -> Cell {
    var cell = Cell(span: Span(source: source, start: start, end: start + 1))
    var run = start + 1
    cursor = start + 1
    func close(_ cell: inout Cell, at end: Int) {
      guard end > run else { return }
      cell.pieces.append(
        .init(textOffset: cell.bytes.count, sourceOffset: run, length: end - run))
      cell.bytes += bytes[run..<end]
    }
    while cursor < bytes.count {
      guard bytes[cursor] == UInt8(ascii: "\"") else {
        cursor += 1
        continue
      }
      if cursor + 1 < bytes.count, bytes[cursor + 1] == UInt8(ascii: "\"") {
        cursor += 1
        close(&cell, at: cursor)
        cursor += 1
        run = cursor
        continue
      }
      close(&cell, at: cursor)
      cursor += 1
      cell.span = Span(source: source, start: start, end: cursor)
      let after = cursor
      while cursor < bytes.count, !endsCell(bytes[cursor]) { cursor += 1 }
      let rest = CSVReader.trimmed(after..<cursor, in: bytes)
      if !rest.isEmpty {
        bag.add(
          .textAfterQuotedCell(
            at: Span(source: source, start: rest.lowerBound, end: rest.upperBound)))
      }
      return cell
    }
    bag.add(.cellNotClosed(at: cell.span))
    close(&cell, at: bytes.count)
    cell.span = Span(source: source, start: start, end: bytes.count)
    return cell
  }

  private func endsCell(_ byte: UInt8) -> Bool {
    byte == separator || byte == 0x0A
      || (byte == 0x0D && (cursor + 1 >= bytes.count || bytes[cursor + 1] == 0x0A))
  }
}
