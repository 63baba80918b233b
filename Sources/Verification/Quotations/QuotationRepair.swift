// Owns the way back from an altered quotation to the registered one when no archive is at hand: the
// hash proves the one small change that undoes the alteration.

/// Searches the words that a hash was made of, one change away from some others.
enum QuotationRepair {
  /// The longest text that is searched, in bytes.
  static let sizeLimit = 2_000

  /// Returns the text of a hash that one change makes of another text, or `nil`.
  ///
  /// Tried are, by the difference in length: one word left out, one negation put in, one letter left
  /// out, put in or exchanged. A find is certain, because the hash is.
  /// - Parameters:
  ///   - altered: UTF-8 bytes.
  ///   - hash: The SHA-256 of the wanted text, in lower-case hexadecimal.
  ///   - size: The number of bytes of the wanted text.
  /// - Complexity: O(n²) with a factor of some fifty letters; called for faults only.
  static func repair(_ altered: [UInt8], hash: String, size: Int) -> [UInt8]? {
    guard altered.count <= sizeLimit, size <= sizeLimit, abs(size - altered.count) <= 24 else {
      return nil
    }
    func proves(_ candidate: [UInt8]) -> Bool {
      candidate.count == size && SHA256.hexadecimal(candidate) == hash
    }
    let starts = scalarStarts(altered)
    let words = ProseBytes.words(altered)
    for (index, word) in words.enumerated() {
      let end = index + 1 < words.count ? words[index + 1].lowerBound : altered.count
      let before = index > 0 ? words[index - 1].upperBound : 0
      for range in [word.lowerBound..<end, before..<word.upperBound] {
        let candidate = replaced(altered, range, by: [])
        if proves(candidate) { return candidate }
      }
      for negation in negations where altered.count + negation.count == size {
        let candidate = replaced(altered, word.lowerBound..<word.lowerBound, by: negation)
        if proves(candidate) { return candidate }
      }
    }
    for (index, start) in starts.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1] : altered.count
      let candidate = replaced(altered, start..<end, by: [])
      if proves(candidate) { return candidate }
    }
    for letter in letters {
      if altered.count + letter.count == size {
        for start in starts + [altered.count] {
          let candidate = replaced(altered, start..<start, by: letter)
          if proves(candidate) { return candidate }
        }
      }
      for (index, start) in starts.enumerated() {
        let end = index + 1 < starts.count ? starts[index + 1] : altered.count
        guard altered.count - (end - start) + letter.count == size else { continue }
        let candidate = replaced(altered, start..<end, by: letter)
        if proves(candidate) { return candidate }
      }
    }
    return nil
  }

  private static func replaced(
    _ bytes: [UInt8], _ range: Range<Int>, by new: [UInt8]
  ) -> [UInt8] {
    var out = bytes
    out.replaceSubrange(range, with: new)
    return out
  }

  private static func scalarStarts(_ bytes: [UInt8]) -> [Int] {
    bytes.indices.filter { bytes[$0] & 0xC0 != 0x80 }
  }

  private static let negations: [[UInt8]] = [
    "pas ", "ne ", "n’", "n'", "plus ", "non ", "jamais ", "peu ", "not ", "never ",
  ].map { Array($0.utf8) }

  /// The letters of French by how often they are written, then digits and signs.
  private static let letters: [[UInt8]] =
    "setainrulodcmpévqfbghjàxèêzyçkôùâûîœwëïü0123456789 ,.’'-;:!?ESTAINRULODCMPÉVQFBGHJÀ\u{A0}"
    .unicodeScalars.map { Array(String($0).utf8) }
}
