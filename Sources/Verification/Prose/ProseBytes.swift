// Owns the reading of UTF-8 prose byte by byte: spaces, apostrophes, word boundaries, and folding
// of letters to plain lower case. No `Character`, no locale.

/// Questions about bytes of UTF-8 prose.
package enum ProseBytes {
  /// The width in bytes of the space at an offset, or `nil`.
  ///
  /// Spaces are U+0009 to U+000D, U+0020, U+00A0, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F.
  package static func spaceWidth(_ bytes: [UInt8], at index: Int) -> Int? {
    switch bytes[index] {
    case 0x20, 0x09...0x0D: return 1
    case 0xC2: return index + 1 < bytes.count && bytes[index + 1] == 0xA0 ? 2 : nil
    case 0xE2:
      guard index + 2 < bytes.count else { return nil }
      switch (bytes[index + 1], bytes[index + 2]) {
      case (0x80, 0x80...0x8A), (0x80, 0xA8), (0x80, 0xA9), (0x80, 0xAF), (0x81, 0x9F): return 3
      default: return nil
      }
    default: return nil
    }
  }

  /// The width in bytes of the apostrophe at an offset (U+0027, U+2019, U+02BC), or `nil`.
  package static func apostropheWidth(_ bytes: [UInt8], at index: Int) -> Int? {
    switch bytes[index] {
    case 0x27: return 1
    case 0xE2:
      return index + 2 < bytes.count && bytes[index + 1] == 0x80 && bytes[index + 2] == 0x99
        ? 3 : nil
    case 0xCA: return index + 1 < bytes.count && bytes[index + 1] == 0xBC ? 2 : nil
    default: return nil
    }
  }

  /// Whether U+FFFC, which stands for a reference in prose, is at an offset.
  package static func isObjectMark(_ bytes: [UInt8], at index: Int) -> Bool {
    bytes[index] == 0xEF && index + 2 < bytes.count && bytes[index + 1] == 0xBF
      && bytes[index + 2] == 0xBC
  }

  /// Whether U+200B, U+200C, U+200D or U+2060 is at an offset.
  package static func isZeroWidth(_ bytes: [UInt8], at index: Int) -> Bool {
    guard bytes[index] == 0xE2, index + 2 < bytes.count else { return false }
    switch (bytes[index + 1], bytes[index + 2]) {
    case (0x80, 0x8B...0x8D), (0x81, 0xA0): return true
    default: return false
    }
  }

  /// Whether a byte can belong to a word: ASCII letters and digits, and all of UTF-8 above ASCII.
  package static func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || isDigit(byte) || isLetter(byte)
  }

  /// Whether a byte is an ASCII digit.
  package static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// Whether a byte is an ASCII letter.
  package static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  /// The width of the non-ASCII sign at an offset that is no letter: U+00A0 to U+00BF, U+00D7,
  /// U+00F7, U+2000 to U+2BFF, U+3000 to U+303F, U+FF00 to U+FFFF; `nil` elsewhere.
  package static func punctuationWidth(_ bytes: [UInt8], at index: Int) -> Int? {
    guard index + 1 < bytes.count else { return nil }
    switch (bytes[index], bytes[index + 1]) {
    case (0xC2, 0xA0...0xBF), (0xC3, 0x97), (0xC3, 0xB7): return 2
    case (0xE2, 0x80...0xAF), (0xE3, 0x80), (0xEF, 0xBC...0xBF):
      return index + 2 < bytes.count ? 3 : nil
    default: return nil
    }
  }

  static func isPunctuation(_ bytes: [UInt8], at index: Int) -> Bool {
    punctuationWidth(bytes, at: index) != nil
  }

  static func isPunctuation(_ bytes: [UInt8], before index: Int) -> Bool {
    (index >= 2 && punctuationWidth(bytes, at: index - 2) == 2)
      || (index >= 3 && punctuationWidth(bytes, at: index - 3) == 3)
  }

  /// The words of a text: runs of letters and digits, split at apostrophes and all punctuation.
  ///
  /// - Complexity: O(n).
  package static func words(_ bytes: [UInt8]) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var start: Int?
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let width = byte < 0x80 ? (isWordByte(byte) ? nil : 1) : punctuationWidth(bytes, at: index)
      if let width {
        if let begin = start { words.append(begin..<index) }
        start = nil
        index += width
      } else {
        if start == nil { start = index }
        index += 1
      }
    }
    if let begin = start { words.append(begin..<bytes.count) }
    return words
  }

  /// The offset behind the word that begins at an offset: no digit, space, sign or apostrophe.
  package static func wordEnd(_ bytes: [UInt8], from start: Int) -> Int {
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      let isInside =
        byte < 0x80
        ? isLetter(byte)
        : punctuationWidth(bytes, at: index) == nil && apostropheWidth(bytes, at: index) == nil
      if !isInside { break }
      index += 1
    }
    return index
  }

  /// The first letter of a word in plain lower case, and its width; the first byte of a letter that
  /// has no plain form, or of a ligature.
  static func foldedLetter(_ bytes: [UInt8], at index: Int) -> (letter: UInt8, width: Int) {
    let byte = bytes[index]
    if byte < 0x80 { return ((0x41...0x5A).contains(byte) ? byte + 0x20 : byte, 1) }
    let next = index + 1 < bytes.count ? bytes[index + 1] : 0
    if byte == 0xC3, let plain = plainLetter(next) { return (plain, 2) }
    if byte == 0xC3, next == 0x86 || next == 0xA6 { return (UInt8(ascii: "a"), 2) }
    if byte == 0xC5, next == 0x92 || next == 0x93 { return (UInt8(ascii: "o"), 2) }
    return (byte, 1)
  }

  /// Whether a word of a text begins with the letters of a folded one.
  static func begins(_ bytes: [UInt8], at start: Int, with word: [UInt8]) -> Bool {
    var index = start
    var matched = 0
    while matched < word.count {
      guard index < bytes.count else { return false }
      let (letter, width) = foldedLetter(bytes, at: index)
      guard letter == word[matched] else { return false }
      matched += 1
      // "œ" and "æ" are two letters.
      if width == 2, bytes[index] == 0xC5 || bytes[index + 1] | 0x20 == 0xA6 {
        guard matched == word.count || word[matched] == UInt8(ascii: "e") else { return false }
        matched += 1
      }
      index += width
    }
    return true
  }

  /// A word in lower case and without the accents of French.
  ///
  /// Letters beyond U+00C0 to U+00FF and `œ` are kept as they are.
  package static func folded(_ word: ArraySlice<UInt8>) -> String {
    // No letter grows: two bytes become one or two.
    String(unsafeUninitializedCapacity: word.count) { out in
      var count = 0
      func put(_ byte: UInt8) {
        out[count] = byte
        count += 1
      }
      var index = word.startIndex
      while index < word.endIndex {
        let byte = word[index]
        if byte < 0x80 {
          put((0x41...0x5A).contains(byte) ? byte + 0x20 : byte)
          index += 1
          continue
        }
        let next = index + 1 < word.endIndex ? word[index + 1] : 0
        if byte == 0xC3, let plain = plainLetter(next) {
          put(plain)
          index += 2
        } else if byte == 0xC3, next == 0x86 || next == 0xA6 {
          put(UInt8(ascii: "a"))
          put(UInt8(ascii: "e"))
          index += 2
        } else if byte == 0xC5, next == 0x92 || next == 0x93 {
          put(UInt8(ascii: "o"))
          put(UInt8(ascii: "e"))
          index += 2
        } else {
          put(byte)
          index += 1
        }
      }
      return count
    }
  }

  /// The plain lower-case letter for the second byte of U+00C0 to U+00FF.
  private static func plainLetter(_ byte: UInt8) -> UInt8? {
    switch byte | 0x20 {
    case 0xA0...0xA5: UInt8(ascii: "a")
    case 0xA7: UInt8(ascii: "c")
    case 0xA8...0xAB: UInt8(ascii: "e")
    case 0xAC...0xAF: UInt8(ascii: "i")
    case 0xB1: UInt8(ascii: "n")
    case 0xB2...0xB6: UInt8(ascii: "o")
    case 0xB9...0xBC: UInt8(ascii: "u")
    case 0xBD, 0xBF: UInt8(ascii: "y")
    default: nil
    }
  }
}
