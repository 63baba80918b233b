// HOT: the front matter of nearly every chapter. A record of single lines `key: value`, whose values
// need no rule of YAML but the one that plain text is plain text, is read without libyaml, and gives
// the same tree. Whatever else a line holds is left to libyaml.

import Diagnostics

/// The reader of records of plain lines.
enum PlainRecord {
  /// Reads a record; `nil` where libyaml must read it.
  ///
  /// - Source: YAML 1.1, 9.1.3 plain scalars: what they may begin with and hold.
  /// - Complexity: O(n), and O(k²) in the number of keys, at most 24.
  static func read(_ source: SourceID, bytes: [UInt8], range: Range<Int>) -> DataNode? {
    var entries: [DataEntry] = []
    entries.reserveCapacity(8)
    var index = range.lowerBound
    var last = index
    while index < range.upperBound {
      guard let line = line(bytes, index, range.upperBound), entries.count < 24 else { return nil }
      let key = String(decoding: bytes[line.key], as: UTF8.self)
      if entries.contains(where: { $0.key == key }) { return nil }
      let span = Span(source: source, start: line.value.lowerBound, end: line.value.upperBound)
      let scalar = DataScalar(
        bytes: Array(bytes[line.value]), style: .plain, origin: TextOrigin(verbatim: span))
      entries.append(
        DataEntry(
          key: key,
          keySpan: Span(source: source, start: line.key.lowerBound, end: line.key.upperBound),
          value: DataNode(content: .scalar(scalar), span: span)))
      last = line.value.upperBound
      index = last + 1
    }
    guard !entries.isEmpty else { return nil }
    return DataNode(
      content: .map(entries), span: Span(source: source, start: range.lowerBound, end: last))
  }

  /// The key and the value of a line; `nil` where it is not plain.
  private static func line(
    _ bytes: [UInt8], _ start: Int, _ end: Int
  ) -> (key: Range<Int>, value: Range<Int>)? {
    var index = start
    while index < end, (0x61...0x7A).contains(bytes[index]) || index > start && bytes[index] == 0x2D
    {
      index += 1
    }
    let key = start..<index
    guard !key.isEmpty, key.count < 128, index + 2 < end, bytes[index] == UInt8(ascii: ":"),
      bytes[index + 1] == 0x20
    else { return nil }
    index += 2
    while index < end, bytes[index] == 0x20 { index += 1 }
    let value = index
    guard value < end, isWord(bytes[value]) || bytes[value] == 0xC3 else { return nil }
    while index < end, bytes[index] != 0x0A {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: ":"), UInt8(ascii: "#"):
        // They mean something beside a space only, and may stand at no end of a line.
        guard index + 1 < end, bytes[index + 1] > 0x20, bytes[index - 1] != 0x20 else {
          return nil
        }
      case 0x20...0x7E: break
      case 0xC2:
        guard index + 1 < end, bytes[index + 1] >= 0xA0, bytes[index + 1] < 0xC0 else {
          return nil
        }
        index += 1
      case 0xC3:
        guard index + 1 < end, bytes[index + 1] & 0xC0 == 0x80 else { return nil }
        index += 1
      default: return nil
      }
      index += 1
    }
    guard bytes[index - 1] != 0x20 else { return nil }
    return (key, value..<index)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
  }
}
