// HOT: every byte of a dossier is looked at. Whether a text is UTF-8, and how it is read all the same.

package import Diagnostics

/// The check of the encoding that comes before every reader.
package enum UTF8Check {
  /// Reports the first byte that is not UTF-8 and returns the text with a sign of the same length
  /// in its place, so that positions hold and the records of the file do not go missing as well.
  ///
  /// - Returns: The text, and its first offset behind a byte order mark.
  package static func readable(
    _ source: SourceID, bytes: [UInt8], range: Range<Int>, into bag: inout DiagnosticBag
  ) -> (bytes: [UInt8], start: Int) {
    var start = range.lowerBound
    if bytes[start..<range.upperBound].starts(with: [0xEF, 0xBB, 0xBF]) { start += 3 }
    guard let offset = firstInvalidOffset(bytes, in: start..<range.upperBound) else {
      return (bytes, start)
    }
    bag.add(.notUTF8(at: Span(source: source, start: offset, end: offset + 1)))
    var bytes = bytes
    var next: Int? = offset
    while let place = next {
      bytes[place] = UInt8(ascii: "?")
      next = firstInvalidOffset(bytes, in: (place + 1)..<range.upperBound)
    }
    return (bytes, start)
  }

  /// The offset of the first byte that is not part of well-formed UTF-8.
  ///
  /// - Source: Unicode 15.0, table 3-7, well-formed UTF-8 byte sequences.
  static func firstInvalidOffset(_ bytes: [UInt8], in range: Range<Int>) -> Int? {
    bytes.withUnsafeBytes { firstInvalidOffset($0, in: range) }
  }

  private static func firstInvalidOffset(
    _ bytes: UnsafeRawBufferPointer, in range: Range<Int>
  ) -> Int? {
    var index = range.lowerBound
    while index < range.upperBound {
      let lead = bytes[index]
      if lead < 0x80 {
        index += 1
        while index + 8 <= range.upperBound,
          bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        {
          index += 8
        }
        continue
      }
      let length: Int
      var second: ClosedRange<UInt8> = 0x80...0xBF
      switch lead {
      case 0xC2...0xDF: length = 2
      case 0xE0:
        length = 3
        second = 0xA0...0xBF
      case 0xED:
        length = 3
        second = 0x80...0x9F
      case 0xE1...0xEF: length = 3
      case 0xF0:
        length = 4
        second = 0x90...0xBF
      case 0xF4:
        length = 4
        second = 0x80...0x8F
      case 0xF1...0xF3: length = 4
      default: return index
      }
      guard index + length <= range.upperBound, second.contains(bytes[index + 1]) else {
        return index
      }
      for trail in (index + 2)..<max(index + 2, index + length)
      where bytes[trail] & 0xC0 != 0x80 {
        return index
      }
      index += length
    }
    return nil
  }
}
