// Owns the cheap look that spares most prose the reading for citations of law.

/// Says whether a block can hold a citation of law.
struct CitationFilter: Sendable {
  /// Words that names of law begin with, in lower case, by their first byte.
  private let words: [[[UInt8]]]

  /// Makes a filter that knows the names of a dossier's instruments.
  init(_ names: LawNames) {
    var words = [[[UInt8]]](repeating: [], count: 256)
    for word in Self.keywords + names.firstWords.map({ Array($0.utf8) }) {
      guard let first = word.first else { continue }
      words[Int(first)].append(word)
    }
    self.words = words
  }

  private static let keywords: [[UInt8]] = [
    "art", "loi", "law", "l.", "décr", "decr", "ordon", "direct", "règle", "regle", "regul",
    "décis", "decis",
  ].map { Array($0.utf8) }

  /// Whether the block has a digit, and at most 48 bytes before it a word that names law, or behind
  /// it a hyphen.
  ///
  /// - Complexity: O(n), without allocation.
  func mayHoldCitation(_ bytes: [UInt8]) -> Bool {
    var lastWord = Int.min / 2
    for index in bytes.indices {
      let byte = bytes[index]
      if ProseBytes.isDigit(byte) {
        if index - lastWord <= 48 { return true }
        // "226-8-1 du code pénal", "6-I-3 LCEN": a number without the word before it.
        if index + 2 < bytes.count, bytes[index + 1] == 0x2D || bytes[index + 1] == 0xE2 {
          return true
        }
      } else if index == 0 || !ProseBytes.isWordByte(bytes[index - 1])
        || ProseBytes.isPunctuation(bytes, before: index)
      {
        let lower = (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
        for word in words[Int(lower)] where begins(bytes, index, word) { lastWord = index }
      }
    }
    return false
  }

  private func begins(_ bytes: [UInt8], _ index: Int, _ word: [UInt8]) -> Bool {
    guard index + word.count <= bytes.count else { return false }
    for offset in word.indices {
      var byte = bytes[index + offset]
      if (0x41...0x5A).contains(byte) { byte += 0x20 }
      if byte != word[offset] { return false }
    }
    return true
  }
}
