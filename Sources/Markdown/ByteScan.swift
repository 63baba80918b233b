// Searching and comparing bytes eight at a time: what the passes over a whole text are made of.
// Source: H. S. Warren, Hacker's Delight, section 6-1, for the test for a zero byte. // HOT

/// Scans of plain memory.
enum ByteScan {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// Eight bytes at an address.
  @inline(__always)
  static func word(_ bytes: UnsafePointer<UInt8>, _ offset: Int) -> UInt64 {
    UnsafeRawPointer(bytes).loadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }

  /// Not 0 if one of eight bytes is the given one.
  @inline(__always)
  static func has(_ byte: UInt8, in word: UInt64) -> UInt64 {
    let difference = word ^ (ones &* UInt64(byte))
    return (difference &- ones) & ~difference & highs
  }

  /// Not 0 if one of eight bytes is beyond ASCII.
  @inline(__always)
  static func hasHigh(_ word: UInt64) -> UInt64 { word & highs }

  /// The offset of the first byte of a value, or `end`.
  @inline(__always)
  static func first(
    _ byte: UInt8, in bytes: UnsafePointer<UInt8>, from start: Int, to end: Int
  ) -> Int {
    var index = start
    while index + 8 <= end {
      let found = has(byte, in: word(bytes, index))
      // The lowest mark is exact: false ones only stand above a true one.
      if found != 0 {
        return index + UInt64(littleEndian: found).trailingZeroBitCount / 8
      }
      index += 8
    }
    while index < end, bytes[index] != byte { index += 1 }
    return index
  }

  /// Whether a text stands in a source as it is, without anything that could be an escape or a
  /// character reference.
  @inline(__always)
  static func isPlainCopy(
    _ text: UnsafePointer<UInt8>, of source: UnsafePointer<UInt8>, count: Int
  ) -> Bool {
    var index = 0
    while index + 8 <= count {
      let bytes = word(text, index)
      if bytes != word(source, index) { return false }
      if has(UInt8(ascii: "\\"), in: bytes) | has(UInt8(ascii: "&"), in: bytes) != 0 {
        return false
      }
      index += 8
    }
    while index < count {
      let byte = text[index]
      if byte != source[index] || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "&") {
        return false
      }
      index += 1
    }
    return true
  }

  /// Whether one of two bytes stands in a stretch of memory.
  @inline(__always)
  static func contains(
    _ byte: UInt8, or other: UInt8, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    var index = 0
    while index + 8 <= bytes.count {
      let eight = word(base, index)
      if has(byte, in: eight) | has(other, in: eight) != 0 { return true }
      index += 8
    }
    while index < bytes.count {
      if base[index] == byte || base[index] == other { return true }
      index += 1
    }
    return false
  }
}
