// HOT: every byte of prose is looked at. Owns the cheap look that spares most prose a closer reading:
// does any of some words begin in it?

/// Some words to look for at the beginnings of words, with the letters of French in either case.
struct ProseWordFilter: Sendable {
  /// The words by their first byte in lower case.
  private let words: [[[UInt8]]]
  /// Whether a word begins with a byte, in either case.
  private let isFirst: [Bool]
  /// Whether a word of less than four bytes begins with a byte.
  private let isShort: [Bool]
  /// Whether a word begins with four bytes, by their hash.
  private let isStart: [Bool]

  /// Takes words in lower case.
  init(_ list: [String]) {
    var words = [[[UInt8]]](repeating: [], count: 256)
    var isFirst = [Bool](repeating: false, count: 256)
    var isShort = isFirst
    var isStart = [Bool](repeating: false, count: Self.startCount)
    for word in list.map({ Array($0.utf8) }) {
      guard let first = word.first else { continue }
      words[Int(first)].append(word)
      isFirst[Int(first)] = true
      if (0x61...0x7A).contains(first) { isFirst[Int(first) - 0x20] = true }
      if word.count < 4 {
        isShort[Int(first)] = true
        if (0x61...0x7A).contains(first) { isShort[Int(first) - 0x20] = true }
      } else {
        isStart[Self.slot(of: Self.four(word), count: Self.startCount)] = true
      }
    }
    self.words = words
    self.isFirst = isFirst
    self.isShort = isShort
    self.isStart = isStart
  }

  private static let startCount = 2_048

  /// The first four bytes of a word, as they are loaded from a text.
  private static func four(_ word: [UInt8]) -> UInt32 {
    UInt32(word[0]) | UInt32(word[1]) << 8 | UInt32(word[2]) << 16 | UInt32(word[3]) << 24
  }

  /// The slot of four bytes in a table, the same for both cases of ASCII letters.
  static func slot(of four: UInt32, count: Int) -> Int {
    Int(((four | 0x2020_2020) &* 0x9E37_79B1) >> 16) & (count - 1)
  }

  /// The slots of the first four bytes of the words in a table; words of three bytes and less have
  /// none.
  func slots(of count: Int) -> [Int] {
    words.flatMap { $0 }.filter { $0.count >= 4 }.map { Self.slot(of: Self.four($0), count: count) }
  }

  /// Whether a word begins at an offset.
  func begins(_ bytes: [UInt8], at index: Int) -> Bool {
    guard isFirst[Int(bytes[index])] else { return false }
    guard
      index == 0 || !ProseBytes.isWordByte(bytes[index - 1])
        || ProseBytes.isPunctuation(bytes, before: index)
    else { return false }
    return words[Int(Self.lower(bytes[index]))].contains { word in
      index + word.count <= bytes.count
        && word.indices.allSatisfy { offset in
          let byte = bytes[index + offset]
          // "É" is C3 89, "é" is C3 A9.
          return Self.lower(byte) == word[offset]
            || offset > 0 && word[offset - 1] == 0xC3 && byte | 0x20 == word[offset]
        }
    }
  }

  /// The offset of the first place, from an offset on, at which one of the words begins or, where
  /// asked for, a digit stands; `nil` where there is none.
  ///
  /// - Complexity: O(n), without allocation.
  func first(in bytes: [UInt8], from start: Int = 0, orDigit isDigitWanted: Bool = false) -> Int? {
    bytes.withUnsafeBytes { buffer in
      isFirst.withUnsafeBufferPointer { isFirst in
        // Whether the byte before is an ASCII letter or digit: no word begins behind it.
        var isInside =
          start > 0 && buffer[start - 1] < 0x80 && ProseBytes.isWordByte(buffer[start - 1])
        var index = start
        while index < buffer.count {
          let byte = buffer[index]
          let isDigit = byte &- 0x30 < 10
          if isDigit, isDigitWanted { return index }
          if !isInside, isFirst[Int(byte)],
            isShort[Int(byte)] || index + 4 > buffer.count
              || isStart[
                Self.slot(
                  of: buffer.loadUnaligned(fromByteOffset: index, as: UInt32.self),
                  count: Self.startCount)],
            begins(bytes, at: index)
          {
            return index
          }
          isInside = isDigit || (byte | 0x20) &- 0x61 < 26
          index += 1
        }
        return nil
      }
    }
  }

  /// Whether any of the words begins anywhere.
  ///
  /// - Complexity: O(n), without allocation.
  func mayHold(_ bytes: [UInt8]) -> Bool { first(in: bytes) != nil }

  private static func lower(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
  }
}
