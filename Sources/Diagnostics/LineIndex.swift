// Owns the translation from byte offsets to lines and columns. Built only when a diagnostic
// is shown.

/// The line starts of one text.
public struct LineIndex: Sendable {
  private let starts: [Int]
  private let count: Int
  /// How many scalars begin before every 1024th byte, so that a column far to the right of a line
  /// without end costs no more than another.
  private let scalars: [Int]

  /// Indexes a text; LF, CRLF and CR end a line.
  public init(_ bytes: [UInt8]) {
    var starts = [0]
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == 0x0A {
        starts.append(index)
      } else if byte == 0x0D {
        if index < bytes.count, bytes[index] == 0x0A { index += 1 }
        starts.append(index)
      }
    }
    self.starts = starts
    count = bytes.count
    var scalars = [0]
    var seen = 0
    for (offset, byte) in bytes.enumerated() {
      if byte & 0xC0 != 0x80 { seen += 1 }
      if offset & 1023 == 1023 { scalars.append(seen) }
    }
    self.scalars = scalars
  }

  /// How many scalars begin before an offset.
  private func scalars(before offset: Int, in bytes: [UInt8]) -> Int {
    var seen = scalars[offset >> 10]
    for at in (offset & ~1023)..<offset where bytes[at] & 0xC0 != 0x80 { seen += 1 }
    return seen
  }

  /// The zero-based line that holds an offset.
  public func line(at offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The byte range of a zero-based line, without its end-of-line bytes.
  public func range(ofLine line: Int, in bytes: [UInt8]) -> Range<Int> {
    let start = starts[line]
    var end = line + 1 < starts.count ? starts[line + 1] : count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  /// The one-based line and column of an offset; columns count Unicode scalars.
  public func position(of offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
    let offset = min(max(offset, 0), count)
    let line = line(at: offset)
    var start = starts[line]
    // A byte order mark is not a column.
    if start == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = min(3, offset) }
    let column = scalars(before: offset, in: bytes) - scalars(before: start, in: bytes)
    return (line + 1, column + 1)
  }
}
