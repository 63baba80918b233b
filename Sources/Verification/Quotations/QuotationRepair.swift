// Owns the way back from an altered quotation to the registered one when no archive is at hand: the
// hash proves the one small change that undoes the alteration.

/// Searches the words that a hash was made of, one change away from some others.
///
/// Every try hashes a text, so the work is counted in hashed bytes and ends with `budget`: a find in
/// a text of some hundred bytes is sure, one in a text of some thousand likely, and no quotation is
/// long enough to hold a build up.
struct QuotationRepair {
  /// The bytes that may still be hashed in a run.
  private(set) var budget = 32_000_000
  /// The bytes that may be hashed for one quotation.
  static let quotationBudget = 8_000_000

  /// Returns the text of a hash that one change makes of another text, or `nil`.
  ///
  /// Tried are, by the difference in length: one word left out, one negation put in, one letter left
  /// out, put in or exchanged. A find is certain, because the hash is.
  /// - Parameters:
  ///   - altered: UTF-8 bytes.
  ///   - hash: The SHA-256 of the wanted text, in lower-case hexadecimal.
  ///   - size: The number of bytes of the wanted text.
  /// - Complexity: O(n) up to a constant number of hashed bytes.
  mutating func repair(_ altered: [UInt8], hash: String, size: Int) -> [UInt8]? {
    guard abs(size - altered.count) <= 24, let wanted = SHA256.digest(hash), budget > 0 else {
      return nil
    }
    var search = Search(
      altered, wanted: wanted, size: size, budget: min(budget, Self.quotationBudget))
    let found = search.run()
    budget -= min(budget, Self.quotationBudget) - max(0, search.budget)
    return found
  }

  /// The search for one quotation.
  private struct Search {
    let altered: [UInt8]
    let wanted: SIMD8<UInt32>
    let size: Int
    var budget: Int
    /// The states behind each 64 bytes of the altered text: what stands before a change is hashed
    /// once.
    private var states = [SHA256State()]

    init(_ altered: [UInt8], wanted: SIMD8<UInt32>, size: Int, budget: Int) {
      self.altered = altered
      self.wanted = wanted
      self.size = size
      self.budget = budget
    }

    /// The altered text with a range replaced, if it hashes to what is wanted.
    mutating func attempt(_ range: Range<Int>, _ new: [UInt8]) -> [UInt8]? {
      guard altered.count - range.count + new.count == size, budget > 0 else { return nil }
      let block = range.lowerBound / 64
      while states.count <= block {
        var next = states[states.count - 1]
        let start = (states.count - 1) * 64
        next.append(altered[start..<start + 64])
        states.append(next)
      }
      budget -= size - block * 64 + 64
      var state = states[block]
      state.append(altered[block * 64..<range.lowerBound])
      state.append(new)
      state.append(altered[range.upperBound...])
      guard state.finished() == wanted else { return nil }
      return Array(altered[..<range.lowerBound]) + new + Array(altered[range.upperBound...])
    }

    mutating func run() -> [UInt8]? {
      let starts = altered.indices.filter { altered[$0] & 0xC0 != 0x80 }
      let words = ProseBytes.words(altered)
      for (index, word) in words.enumerated() {
        let end = index + 1 < words.count ? words[index + 1].lowerBound : altered.count
        let before = index > 0 ? words[index - 1].upperBound : 0
        for range in [word.lowerBound..<end, before..<word.upperBound] {
          if let found = attempt(range, []) { return found }
        }
        for negation in QuotationRepair.negations {
          if let found = attempt(word.lowerBound..<word.lowerBound, negation) { return found }
        }
      }
      let scalars = starts.indices.map {
        starts[$0]..<($0 + 1 < starts.count ? starts[$0 + 1] : altered.count)
      }
      for scalar in scalars {
        if let found = attempt(scalar, []) { return found }
      }
      for letter in QuotationRepair.letters where budget > 0 {
        for start in starts + [altered.count] {
          if let found = attempt(start..<start, letter) { return found }
        }
        for scalar in scalars {
          if let found = attempt(scalar, letter) { return found }
        }
      }
      return nil
    }
  }

  private static let negations: [[UInt8]] = [
    "pas ", "ne ", "n’", "n'", "plus ", "non ", "jamais ", "peu ", "not ", "never ",
  ].map { Array($0.utf8) }

  /// The letters of French by how often they are written, then digits and signs.
  private static let letters: [[UInt8]] =
    "setainrulodcmpévqfbghjàxèêzyçkôùâûîœwëïü0123456789 ,.’'-;:!?ESTAINRULODCMPÉVQFBGHJÀ\u{A0}"
    .unicodeScalars.map { Array(String($0).utf8) }
}
