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
    var index = 0
    while let place = words.first(in: bytes, from: index, orDigit: true) {
      index = place + 1
      guard ProseBytes.isDigit(bytes[place]) else {
        lastWord = place
        continue
      }
      if place - lastWord <= 48 { return true }
      // "226-8-1 du code pénal", "6-I-3 LCEN": a number without the word before it.
      if place + 2 < bytes.count, bytes[place + 1] == 0x2D || bytes[place + 1] == 0xE2 {
        return true
      }
    }
    return false
  }
}
