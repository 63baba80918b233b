// Owns the cheap look that spares most prose the reading for citations of law.

/// Says whether a block can hold a citation of law.
struct CitationFilter: Sendable {
  private let words: ProseWordFilter

  /// Makes a filter that knows the names of a dossier's instruments.
  init(_ names: LawNames) { words = ProseWordFilter(Self.keywords + names.firstWords) }

  private static let keywords = [
    "art", "loi", "law", "l.", "décr", "decr", "ordon", "direct", "règle", "regle", "regul",
    "décis", "decis",
  ]

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
      } else if words.begins(bytes, at: index) {
        lastWord = index
      }
    }
    return false
  }
}
