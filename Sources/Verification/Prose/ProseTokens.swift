// Owns the cutting of a prose block into words, digits and signs. Only blocks that a cheap look at
// the bytes found interesting are cut.

/// A word, a run of digits or a sign.
struct ProseToken: Equatable {
  enum Kind: Equatable {
    case word, digits, sign
  }

  let kind: Kind
  /// Where it stands in the block's text.
  let range: Range<Int>
  /// The word in plain lower case, the digits, or the sign with one form of apostrophe and hyphen.
  let text: String
  /// The number of spaces before it.
  let spaces: Int
}

/// The tokens of a prose block.
struct ProseTokens {
  private(set) var tokens: [ProseToken] = []

  /// Cuts UTF-8 prose.
  ///
  /// - Complexity: O(n).
  init(_ bytes: [UInt8]) {
    var index = 0
    var spaces = 0
    while index < bytes.count {
      if let width = ProseBytes.spaceWidth(bytes, at: index) {
        spaces += 1
        index += width
        continue
      }
      let start = index
      if ProseBytes.isDigit(bytes[index]) {
        while index < bytes.count, ProseBytes.isDigit(bytes[index]) { index += 1 }
        append(
          .digits, start..<index, String(decoding: bytes[start..<index], as: UTF8.self), spaces)
      } else if let width = ProseBytes.apostropheWidth(bytes, at: index) {
        index += width
        append(.sign, start..<index, "’", spaces)
      } else if let width = Self.signWidth(bytes, at: index) {
        index += width
        let sign = String(decoding: bytes[start..<index], as: UTF8.self)
        append(.sign, start..<index, Self.hyphens.contains(sign) ? "-" : sign, spaces)
      } else {
        while index < bytes.count, !ProseBytes.isDigit(bytes[index]),
          Self.signWidth(bytes, at: index) == nil,
          ProseBytes.apostropheWidth(bytes, at: index) == nil
        {
          index += 1
        }
        append(.word, start..<index, ProseBytes.folded(bytes[start..<index]), spaces)
      }
      spaces = 0
    }
  }

  /// The token at an index, or `nil` beyond the ends.
  subscript(index: Int) -> ProseToken? { tokens.indices.contains(index) ? tokens[index] : nil }

  /// Whether the token at an index has one of some texts.
  func isOne(of texts: Set<String>, at index: Int) -> Bool {
    self[index].map { texts.contains($0.text) } ?? false
  }

  /// Whether a sentence ends between two tokens: `.`, `!`, `?`, `;` or `…` before a space and a
  /// capital, an opening sign or the end.
  func endsSentence(at index: Int, in bytes: [UInt8]) -> Bool {
    guard let token = self[index], token.kind == .sign else { return false }
    switch token.text {
    case ";", "!", "?", "…": return true
    case ".":
      guard let next = self[index + 1] else { return true }
      if next.spaces == 0 || isOne(of: Self.abbreviations, at: index - 1) { return false }
      let first = bytes[next.range.lowerBound]
      return (0x41...0x5A).contains(first) || first >= 0x80
    default: return false
    }
  }

  /// The sentences, as ranges of tokens, each with its closing sign, in order.
  ///
  /// - Parameter splitsClauses: Whether a semicolon ends one too.
  /// - Complexity: O(n).
  func sentences(in bytes: [UInt8], splitsClauses: Bool = true) -> [Range<Int>] {
    var sentences: [Range<Int>] = []
    var start = 0
    for index in tokens.indices where endsSentence(at: index, in: bytes) {
      if !splitsClauses, tokens[index].text == ";" { continue }
      sentences.append(start..<(index + 1))
      start = index + 1
    }
    if start < tokens.count { sentences.append(start..<tokens.count) }
    return sentences
  }

  /// Where some tokens stand in the text.
  func bytes(of range: Range<Int>) -> Range<Int> {
    guard let first = self[range.lowerBound], let last = self[range.upperBound - 1] else {
      return 0..<0
    }
    return first.range.lowerBound..<last.range.upperBound
  }

  private static let hyphens: Set<String> = ["-", "\u{2010}", "\u{2011}", "\u{2013}"]
  private static let abbreviations: Set<String> = [
    "art", "al", "l", "r", "d", "p", "n", "no", "m", "c",
  ]

  private mutating func append(
    _ kind: ProseToken.Kind, _ range: Range<Int>, _ text: String, _ spaces: Int
  ) {
    tokens.append(ProseToken(kind: kind, range: range, text: text, spaces: spaces))
  }

  private static func signWidth(_ bytes: [UInt8], at index: Int) -> Int? {
    let byte = bytes[index]
    if byte < 0x80 { return ProseBytes.isWordByte(byte) ? nil : 1 }
    return ProseBytes.punctuationWidth(bytes, at: index)
  }
}
