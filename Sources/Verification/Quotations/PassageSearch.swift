// Owns the search for quoted words among registered texts: an exact find through an index of word
// runs, and the nearest passage when there is none.

import Diagnostics

/// A text that quotations may be taken from, with a name for messages.
struct QuotableText: Sendable {
  /// What it is, as shown: "quotation `q-s28`".
  let name: Wording
  let text: NormalisedText
}

/// A passage near to quoted words.
struct NearPassage: Sendable {
  let name: Wording
  let passage: String
  let difference: WordDifference
}

/// An index over registered texts.
struct PassageIndex {
  /// The number of words that the index keys are made of, and the fewest that a search needs.
  static let runLength = 4

  private struct Place {
    let text: Int32
    let word: Int32
  }

  private let texts: [QuotableText]
  private var places: [[UInt8]: [Place]] = [:]

  /// Indexes texts.
  ///
  /// - Complexity: O(n) in the number of words.
  init(_ texts: [QuotableText]) {
    self.texts = texts
    for (number, quotable) in texts.enumerated() {
      let words = quotable.text.words
      guard words.count >= Self.runLength else { continue }
      for word in 0...(words.count - Self.runLength) {
        let key = Self.key(quotable.text, at: word)
        places[key, default: []].append(Place(text: Int32(number), word: Int32(word)))
      }
    }
  }

  /// Whether some registered text holds the words, with no difference but spaces and apostrophes.
  ///
  /// A cut `[…]` or `(…)` divides the words into parts that must follow in order in one text. Words
  /// in square brackets are the author's and are left out in the same way. One full stop, comma or
  /// semicolon at the end does not count.
  func contains(_ quoted: [UInt8]) -> Bool {
    let parts = Self.parts(quoted).map { NormalisedText($0) }.filter { !$0.words.isEmpty }
    guard let first = parts.first(where: { $0.words.count >= Self.runLength }) else {
      // Cuts left no run of words long enough to tell a quotation by.
      return parts.count > 1 && texts.contains { Self.holds($0.text, parts, from: 0) != nil }
    }
    var last: Int32 = -1
    // The places of one text stand together; it is searched once.
    for place in places[Self.key(first, at: 0)] ?? [] where place.text != last {
      last = place.text
      let text = texts[Int(place.text)].text
      if Self.holds(text, parts, from: 0) != nil { return true }
    }
    return false
  }

  /// The registered passage with the most words in common; `nil` when fewer than half are.
  ///
  /// - Complexity: O(n) in the number of registered words; called for faults only.
  func nearest(to quoted: NormalisedText, excluding excluded: Wording? = nil) -> NearPassage? {
    var wanted: [String: Int] = [:]
    for index in quoted.words.indices {
      wanted[ProseBytes.folded(quoted.word(index)), default: 0] += 1
    }
    let count = quoted.words.count
    var best: (score: Int, text: Int, from: Int, to: Int)?
    for (number, quotable) in texts.enumerated() where quotable.name != excluded {
      let words = quotable.text.words.indices.map { ProseBytes.folded(quotable.text.word($0)) }
      var balance = wanted
      var score = 0
      var from = 0
      for (index, word) in words.enumerated() {
        if let left = balance[word] {
          if left > 0 { score += 1 }
          balance[word] = left - 1
        }
        if index - from + 1 > count {
          if let left = balance[words[from]] {
            if left >= 0 { score -= 1 }
            balance[words[from]] = left + 1
          }
          from += 1
        }
        if score > best?.score ?? 0 { best = (score, number, from, index) }
      }
    }
    guard let best, best.score * 2 >= count else { return nil }
    let text = texts[best.text].text
    let passage = Self.passage(text, from: best.from, to: best.to, like: quoted)
    return NearPassage(
      name: texts[best.text].name, passage: passage,
      difference: WordDifference(from: passage, to: quoted.string))
  }

  // MARK: - Parts

  /// The stretches of quoted words between cuts and bracketed words.
  private static func parts(_ quoted: [UInt8]) -> [[UInt8]] {
    var parts: [[UInt8]] = [[]]
    var index = 0
    while index < quoted.count {
      let open = quoted[index]
      let isCut =
        open == UInt8(ascii: "[") || open == UInt8(ascii: "(") && isEllipsis(quoted, index + 1)
      if isCut {
        let close = open == UInt8(ascii: "[") ? UInt8(ascii: "]") : UInt8(ascii: ")")
        if let end = quoted[index...].firstIndex(of: close) {
          parts.append([])
          index = end + 1
          continue
        }
      }
      parts[parts.count - 1].append(open)
      index += 1
    }
    let last = parts.count - 1
    parts[last] = trimmedEnd(parts[last])
    return parts
  }

  private static func isEllipsis(_ bytes: [UInt8], _ index: Int) -> Bool {
    bytes[index...].starts(with: [0xE2, 0x80, 0xA6])
      || bytes[index...].starts(with: [0x2E, 0x2E, 0x2E])
  }

  private static func trimmedEnd(_ part: [UInt8]) -> [UInt8] {
    var part = part
    while let last = part.last, last == 0x20 || last == 0x0A { part.removeLast() }
    if let last = part.last, last == 0x2E || last == 0x2C || last == 0x3B { part.removeLast() }
    return part
  }

  /// The offset behind the parts when they follow in order in a text, whole words only.
  ///
  /// A cut may leave words out, but no negation of a sentence that goes on, and it may not join two
  /// numbers.
  private static func holds(_ text: NormalisedText, _ parts: [NormalisedText], from start: Int)
    -> Int?
  {
    span(of: parts, in: text, from: start)?.upperBound
  }

  private static func span(
    of parts: [NormalisedText], in text: NormalisedText, from start: Int
  ) -> Range<Int>? {
    var cursor = start
    var begin: Int?
    for part in parts {
      guard let found = find(part.bytes, in: text, from: cursor) else { return nil }
      if begin != nil, changesMeaning(cursor..<found, in: text) { return nil }
      begin = begin ?? found
      cursor = found + part.bytes.count
    }
    return (begin ?? start)..<cursor
  }

  /// Whether leaving a stretch out says something else: it holds a negation and no end of a sentence,
  /// or two numbers would become one.
  private static func changesMeaning(_ cut: Range<Int>, in text: NormalisedText) -> Bool {
    let bytes = text.bytes
    if cut.lowerBound > 0, cut.upperBound < bytes.count,
      ProseBytes.isDigit(bytes[cut.lowerBound - 1]), ProseBytes.isDigit(bytes[cut.upperBound])
    {
      return true
    }
    let left = Array(bytes[cut])
    if left.contains(where: { $0 == 0x2E || $0 == 0x21 || $0 == 0x3F }) { return false }
    return ProseBytes.words(left).contains { negations.contains(ProseBytes.folded(left[$0])) }
  }

  private static let negations: Set<String> = [
    "ne", "n", "pas", "non", "jamais", "aucun", "aucune", "ni", "sans", "rien", "personne", "guere",
    "not", "no", "never", "nor", "without", "nobody", "nothing", "none", "t",
  ]

  /// Whether quoted words are a whole passage but for spaces, apostrophes, a sign at the end, cuts in
  /// order and words in square brackets.
  static func isNormalised(_ quoted: [UInt8], as passage: some Sequence<UInt8>) -> Bool {
    let text = NormalisedText(trimmedEnd(Array(passage)))
    let parts = parts(quoted).map { NormalisedText($0) }.filter { !$0.words.isEmpty }
    guard !parts.isEmpty, let first = text.words.first, let last = text.words.last,
      let span = span(of: parts, in: text, from: 0)
    else { return false }
    return span.lowerBound <= first.lowerBound && span.upperBound >= last.upperBound
  }

  /// Whether quoted words, cuts in order, stand somewhere in a text.
  static func isInside(_ quoted: [UInt8], _ text: NormalisedText) -> Bool {
    let parts = parts(quoted).map { NormalisedText($0) }.filter { !$0.words.isEmpty }
    return !parts.isEmpty && span(of: parts, in: text, from: 0) != nil
  }

  /// Whether quoted words leave something out: `[…]`, `(…)`, or words in square brackets.
  static func hasCut(_ quoted: [UInt8]) -> Bool { parts(quoted).count > 1 }

  /// The offset of some bytes in a text at word boundaries; candidates are the word starts.
  private static func find(_ bytes: [UInt8], in text: NormalisedText, from start: Int) -> Int? {
    guard let lead = ProseBytes.words(bytes).first?.lowerBound else { return nil }
    for word in text.words where word.lowerBound - lead >= start {
      let from = word.lowerBound - lead
      let to = from + bytes.count
      guard to <= text.bytes.count, text.bytes[from..<to].elementsEqual(bytes),
        text.isWordBoundary(to), text.isWordBoundary(from)
      else { continue }
      return from
    }
    return nil
  }

  /// The words of a text from one to another, widened to where the quoted words begin and end.
  private static func passage(
    _ text: NormalisedText, from: Int, to: Int, like quoted: NormalisedText
  ) -> String {
    let start = text.words[from].lowerBound
    var end = text.words[to].upperBound
    // Keep the closing sign when the quotation has one too.
    if let last = quoted.bytes.last, end < text.bytes.count, text.bytes[end] == last,
      !ProseBytes.isWordByte(last)
    {
      end += 1
    }
    return String(decoding: text.bytes[start..<end], as: UTF8.self)
  }

  private static func key(_ text: NormalisedText, at word: Int) -> [UInt8] {
    var key: [UInt8] = []
    for index in word..<(word + runLength) {
      key.append(contentsOf: text.word(index))
      key.append(0x20)
    }
    return key
  }
}
