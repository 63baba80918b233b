// Owns the names of records as graphs write them, made once: every page names a dozen.

import DossierModel

/// Texts of records in one run of bytes.
struct NamePool: Sendable {
  private var bytes: [UInt8] = []
  /// By kind, then by position: where a text begins and ends.
  private var ranges = [[Range<UInt32>]](repeating: [], count: EntityKind.allCases.count)

  /// Keeps the text of a record as JSON writes it. Records come in the order of their tables.
  mutating func set(_ text: String, of key: EntityKey) {
    let column = key.kind.order
    let start = UInt32(bytes.count)
    bytes += JSONWriter.escapedForPage(text)
    let missing = Int(key.index) - ranges[column].count
    if missing > 0 { ranges[column] += repeatElement(0..<0, count: missing) }
    ranges[column].append(start..<UInt32(bytes.count))
  }

  /// The text of a record; `nil` where it has none.
  subscript(key: EntityKey) -> ArraySlice<UInt8>? {
    let column = ranges[key.kind.order]
    let place = Int(key.index)
    guard place < column.count, !column[place].isEmpty else { return nil }
    return bytes[Int(column[place].lowerBound)..<Int(column[place].upperBound)]
  }
}
