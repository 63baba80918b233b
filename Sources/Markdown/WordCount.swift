// How many words a text has: between two spaces stands a word if there is a letter or a digit. // HOT

/// Counts words.
enum WordCount {
  /// Counts the words of a text without code.
  static func count(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    guard let base = text.baseAddress, !text.isEmpty else { return 0 }
    var count = 0
    var isInWord = step(base[0], false, &count)
    var index = 1
    while index < text.count {
      // Sixteen bytes at a time, while every space is followed by another one or by a letter.
      while index + 16 <= text.count, isInWord || isSpace(base[index - 1]) {
        let bytes = ByteScan.load(base, index)
        let isLetter = letters(bytes)
        let follows = spaces(ByteScan.load(base, index - 1))
        if ByteScan.isAny(follows .& .!(isLetter .| spaces(bytes))) { break }
        let starts = unsafeBitCast(isLetter .& follows, to: SIMD2<UInt64>.self)
        count += (starts[0].nonzeroBitCount + starts[1].nonzeroBitCount) / 8
        index += 16
        isInWord = !isSpace(base[index - 1])
      }
      let stop = min(index + 16, text.count)
      while index < stop {
        isInWord = step(base[index], isInWord, &count)
        index += 1
      }
    }
    return count
  }

  /// Goes one byte on; returns whether a word goes on behind it.
  @inline(__always)
  private static func step(_ byte: UInt8, _ isInWord: Bool, _ count: inout Int) -> Bool {
    if isSpace(byte) { return false }
    if !isInWord, byte.isASCIILetter || byte.isDigit || byte == 0xC3 || byte == 0xC5 {
      count += 1
      return true
    }
    return isInWord
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
