// How many words a text has: between two spaces stands a word if there is a letter or a digit. // HOT

/// Counts words.
enum WordCount {
  /// Counts the words of a text without code: the stretches between spaces, but for those, such as
  /// a dash, that hold no letter and no digit.
  ///
  /// - Complexity: O(n).
  static func count(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    guard let base = text.baseAddress, !text.isEmpty else { return 0 }
    let end = text.count
    var count = isSpace(base[0]) ? 0 : start(base, 0, end)
    var index = 1
    while index + 16 <= end {
      let bytes = ByteScan.load(base, index)
      let starts = spaces(ByteScan.load(base, index - 1)) .& .!spaces(bytes)
      let halves = unsafeBitCast(starts, to: SIMD2<UInt64>.self)
      let isStrange = ByteScan.isAny(starts .& .!letters(bytes))
      if isStrange {
        for half in 0..<2 {
          var bits = UInt64(littleEndian: halves[half])
          while bits != 0 {
            let position = bits.trailingZeroBitCount / 8
            bits &= ~(0xFF << UInt64(position * 8))
            count += start(base, index + half * 8 + position, end)
          }
        }
      } else {
        count += (halves[0].nonzeroBitCount + halves[1].nonzeroBitCount) / 8
      }
      index += 16
    }
    while index < end {
      if isSpace(base[index - 1]), !isSpace(base[index]) { count += start(base, index, end) }
      index += 1
    }
    return count
  }

  /// How many words the stretch that starts at an offset is: 1 if it holds a letter or a digit.
  @inline(__always)
  private static func start(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    var index = start
    while index < end, !isSpace(bytes[index]) {
      let byte = bytes[index]
      if byte.isASCIILetter || byte.isDigit || byte == 0xC3 || byte == 0xC5 { return 1 }
      index += 1
    }
    return 0
  }

  @inline(__always)
  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0xA0 || byte == 0x0A
  }

  @inline(__always)
  private static func spaces(_ bytes: Bytes16) -> Mask16 {
    (bytes .== Bytes16(repeating: 0x20)) .| (bytes .== Bytes16(repeating: 0xA0))
      .| (bytes .== Bytes16(repeating: 0x0A))
  }

  @inline(__always)
  private static func letters(_ bytes: Bytes16) -> Mask16 {
    ByteScan.range(UInt8(ascii: "a"), UInt8(ascii: "z"), in: bytes | Bytes16(repeating: 0x20))
      .| ByteScan.range(UInt8(ascii: "0"), UInt8(ascii: "9"), in: bytes)
      .| (bytes .== Bytes16(repeating: 0xC3)) .| (bytes .== Bytes16(repeating: 0xC5))
  }
}
