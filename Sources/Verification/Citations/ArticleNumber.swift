// Owns the numbers of articles as written in prose and in the data: `226-8-1`, `L. 131-21`, `24 bis`,
// `6-I-8`, `1er`. What text an article belongs to is not its question.

/// The number of an article.
struct ArticleNumber: Hashable, Sendable {
  /// `l`, `lo`, `r`, `d` or `a` before the number, in lower case; empty for most.
  let prefix: String
  /// The parts between hyphens, Roman numerals and suffixes among them, in lower case.
  let parts: [String]

  /// The number as printed.
  var text: String {
    var text = prefix.isEmpty ? "" : prefix.uppercased() + ". "
    for (index, part) in parts.enumerated() {
      if index == 0 {
        text += part
      } else if Self.suffixes.contains(part) {
        text += " " + part
      } else {
        text += "-" + (Self.romans.contains(part) ? part.uppercased() : part)
      }
    }
    return text
  }

  /// Whether the number has the shape of one only: three parts or more, such as `226-8-1`.
  var isDistinctive: Bool { parts.count >= 3 && parts.allSatisfy(Self.isNumber) }

  /// Whether one of two numbers is likely a slip for the other.
  ///
  /// That is so where the digits are the same and the hyphens are not (`226-81`), where only the
  /// letter before differs, where two neighbouring digits of a part are exchanged (`262-8`), and
  /// where one part of three or more differs by one digit (`226-6-1`). Numbers of two parts that
  /// differ by a digit are all articles, as a rule.
  func isSlip(of other: ArticleNumber) -> Bool {
    if self == other || !parts.allSatisfy(Self.isNumber) || !other.parts.allSatisfy(Self.isNumber) {
      return false
    }
    if parts == other.parts { return true }
    if prefix != other.prefix { return false }
    if parts.count > 1, other.parts.count > 1, parts.joined() == other.parts.joined() {
      return true
    }
    guard parts.count == other.parts.count else { return false }
    let differing = parts.indices.filter { parts[$0] != other.parts[$0] }
    guard differing.count == 1, let place = differing.first else { return false }
    let left = Array(parts[place].utf8)
    let right = Array(other.parts[place].utf8)
    guard left.count == right.count else { return false }
    let changed = left.indices.filter { left[$0] != right[$0] }
    if changed.count == 1 { return parts.count >= 3 }
    return changed.count == 2 && changed[1] == changed[0] + 1
      && left[changed[0]] == right[changed[1]] && left[changed[1]] == right[changed[0]]
  }

  private static func isNumber(_ part: String) -> Bool { part.utf8.allSatisfy(ProseBytes.isDigit) }

  static let romans: Set<String> = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii",
  ]
  static let suffixes: Set<String> = [
    "bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies", "decies",
    "undecies", "duodecies", "terdecies",
  ]
  static let prefixes: Set<String> = ["l", "lo", "r", "d", "a"]

  // MARK: - Reading

  /// Reads the number that begins at a token; `nil` where none begins.
  ///
  /// - Returns: The number, and the index of the token behind it.
  /// - Complexity: O(1): a number has at most eight parts.
  static func read(
    _ tokens: ProseTokens, at start: Int, in bytes: [UInt8]
  ) -> (number: ArticleNumber, end: Int)? {
    var index = start
    var prefix = ""
    if let token = tokens[index], token.kind == .word, prefixes.contains(token.text) {
      prefix = token.text
      index += 1
      while index < start + 4, tokens.isOne(of: [".", "*"], at: index) { index += 1 }
    }
    guard let first = tokens[index], first.kind == .digits, first.text.utf8.count <= 5,
      first.text != "0"
    else { return nil }
    var parts = [first.text]
    index += 1
    if parts[0] == "1", let token = tokens[index], token.spaces == 0,
      token.text == "er" || token.text == "ere"
    {
      index += 1
    }
    while parts.count < 8, let (part, end) = nextPart(tokens, at: index, in: bytes) {
      parts.append(part)
      index = end
    }
    return (ArticleNumber(prefix: prefix, parts: parts), index)
  }

  /// A further part: `-8`, `-I`, `, I`, ` I`, ` bis`.
  private static func nextPart(
    _ tokens: ProseTokens, at index: Int, in bytes: [UInt8]
  ) -> (String, Int)? {
    guard let token = tokens[index] else { return nil }
    if token.kind == .word, token.spaces <= 1, suffixes.contains(token.text) {
      return (token.text, index + 1)
    }
    if isRoman(tokens, at: index, in: bytes) { return (token.text, index + 1) }
    if token.text == "," || token.text == "." {
      // "6, I, 3°": a digit belongs to the number only behind a Roman numeral.
      if isRoman(tokens, at: index + 1, in: bytes) {
        return (tokens[index + 1]?.text ?? "", index + 2)
      }
      guard isRoman(tokens, at: index - 1, in: bytes), let next = tokens[index + 1],
        next.kind == .digits, next.text.utf8.count <= 2
      else { return nil }
      return (next.text, index + 2)
    }
    guard token.text == "-", token.spaces == 0, let next = tokens[index + 1], next.spaces == 0
    else { return nil }
    if next.kind == .digits, next.text.utf8.count <= 4 { return (next.text, index + 2) }
    return isRoman(tokens, at: index + 1, in: bytes) ? (next.text, index + 2) : nil
  }

  private static func isRoman(_ tokens: ProseTokens, at index: Int, in bytes: [UInt8]) -> Bool {
    guard let token = tokens[index], token.kind == .word, romans.contains(token.text) else {
      return false
    }
    return bytes[token.range].allSatisfy { (0x41...0x5A).contains($0) }
  }

  /// The numbers of the key `article` of a provision: "226-1 et 226-2", "70, 73 et 74".
  static func all(in text: String) -> [ArticleNumber] {
    let bytes = Array(text.utf8)
    let tokens = ProseTokens(bytes)
    var numbers: [ArticleNumber] = []
    var index = 0
    while index < tokens.tokens.count {
      if let (number, end) = read(tokens, at: index, in: bytes) {
        numbers.append(number)
        index = end
      } else {
        index += 1
      }
    }
    return numbers
  }
}
