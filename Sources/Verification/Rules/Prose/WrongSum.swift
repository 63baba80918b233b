// R0703: parts that a sentence or a table adds up make the sum that it gives. Tables are read in
// `TableSum`.

import Diagnostics
import DossierModel
import Markdown

extension Rule {
  /// "sept élus : trois députés, deux sénateurs et un maire" is warned of, and so are "30 et 40, soit
  /// 80 au total", "3 + 4 = 8", a breakdown in percentages that do not make 100, and the row or column
  /// "Total" of a table that is not the sum of what stands above it or before it.
  static let wrongSum = Rule(.wrongSum, .prose, reads: "parts and sums in prose and tables") {
    context, bag in
    let isEnglish = context.dossier.settings.language == .english
    let wanted: ProseSigns = [.sum, .percent]
    for (text, block) in context.tablesWithTotals {
      for sum in TableSum.all(in: text.document, around: block, isEnglish: isEnglish) {
        bag.add(
          .wrongSum(
            given: ProseSum.text(sum.given), found: ProseSum.text(sum.found), isShare: false,
            at: text.document.proseBlocks[sum.cell].span))
      }
    }
    for signed in context.signedBlocks where !signed.signs.isDisjoint(with: wanted) {
      let block = signed.block
      let tokens = ProseTokens(block.text)
      let skipped = signed.skipped
      for sum in ProseSum.all(tokens, in: block.text, isEnglish: isEnglish)
      where !skipped.contains(where: { $0.overlaps(sum.range) }) {
        bag.add(
          .wrongSum(
            given: ProseSum.text(sum.given), found: ProseSum.text(sum.found),
            isShare: sum.isShare, at: block.span(of: sum.range)))
      }
    }
  }
}

/// Parts and a sum that disagree.
struct ProseSum {
  /// The sum as given, in thousandths.
  let given: Int
  /// What the parts add up to, in thousandths.
  let found: Int
  /// Whether the parts are shares of 100 %.
  let isShare: Bool
  /// Where the sum stands in the block's text; the parts, where the sum goes without saying.
  let range: Range<Int>

  /// A number of thousandths as written without grouping.
  static func text(_ thousandths: Int) -> String {
    let whole = thousandths / 1_000
    var part = abs(thousandths % 1_000)
    if part == 0 { return String(whole) }
    var digits = 3
    while part % 10 == 0 {
      part /= 10
      digits -= 1
    }
    let text = String(part)
    return "\(whole),\(String(repeating: "0", count: digits - text.count))\(text)"
  }

  /// The wrong sums of a block.
  ///
  /// - Complexity: O(n) in its words.
  static func all(_ tokens: ProseTokens, in text: [UInt8], isEnglish: Bool) -> [ProseSum] {
    tokens.sentences(in: text).flatMap { range in
      let sentence = Sentence(tokens, range, isEnglish: isEnglish)
      return [sentence.enumeration(), sentence.total(), sentence.shares()].compactMap { $0 }
    }
  }

  /// A number of a sentence with what surrounds it.
  private struct Number {
    let value: Int
    let tokens: Range<Int>
    let isPercent: Bool
  }

  private struct Sentence {
    let tokens: ProseTokens
    let range: Range<Int>
    var numbers: [Number] = []

    init(_ tokens: ProseTokens, _ range: Range<Int>, isEnglish: Bool) {
      self.tokens = tokens
      self.range = range
      var index = range.lowerBound
      while index < range.upperBound {
        guard let number = ProseNumber.read(tokens, at: index, isEnglish: isEnglish),
          number.end <= range.upperBound, !isArticle(index, number)
        else {
          index += 1
          continue
        }
        let isPercent = tokens.isOne(of: ["%", "percent"], at: number.end)
        numbers.append(
          Number(value: number.thousandths, tokens: index..<number.end, isPercent: isPercent))
        index = number.end
      }
    }

    /// "un", "une" and "one" alone count only where an enumeration shows that they are numbers.
    private func isArticle(_ index: Int, _ number: ProseNumber) -> Bool {
      number.end == index + 1 && tokens.isOne(of: ["un", "une", "one"], at: index)
        && !(tokens.isOne(of: Self.joints, at: index - 1) || tokens[index - 1]?.text == ":")
    }

    /// The signs that an item may hold; the last stands for a citation.
    private static let inItems: Set<String> = ["-", "’", ".", "(", ")", "\u{FFFC}"]
    private static let joints: Set<String> = [",", "et", "and", "puis", "plus", "+"]

    /// "sept élus : trois députés, deux sénateurs et un maire": every item behind the colon begins
    /// with a number, and the number before it is their sum.
    func enumeration() -> ProseSum? {
      guard let colon = range.first(where: { tokens[$0]?.text == ":" }) else { return nil }
      let parts = numbers.filter { $0.tokens.lowerBound > colon }
      guard let total = numbers.last(where: { $0.tokens.upperBound <= colon }), parts.count >= 2,
        colon - total.tokens.upperBound <= 4, !total.isPercent, total.value % 1_000 == 0,
        isCount(total), parts.allSatisfy({ !$0.isPercent && isCount($0) })
      else { return nil }
      // Items are separated by commas and one "et"; each begins with its number.
      var expected = colon + 1
      for (rank, part) in parts.enumerated() {
        guard part.tokens.lowerBound == expected else { return nil }
        var index = part.tokens.upperBound
        var next: Int?
        while index < range.upperBound {
          guard let token = tokens[index] else { break }
          if token.kind == .digits { return nil }
          if token.text == "," || token.text == "et" || token.text == "and" {
            next = index + 1
            // "deux sénateurs, et un maire"
            if token.text == ",", tokens.isOne(of: ["et", "and"], at: index + 1) {
              next = index + 2
            }
            break
          }
          if token.kind == .sign, !Self.inItems.contains(token.text) { return nil }
          if index - part.tokens.upperBound > 6 { return nil }
          index += 1
        }
        guard let next else {
          guard rank == parts.count - 1 else { return nil }
          break
        }
        // What follows the last number behind a comma is another thought.
        if rank == parts.count - 1 { return nil }
        expected = next
      }
      return sum(of: parts, given: total, isShare: false)
    }

    /// "30 et 40, soit 80 au total", "3 + 4 = 8".
    func total() -> ProseSum? {
      for (rank, number) in numbers.enumerated() where rank >= 2 {
        let before = number.tokens.lowerBound - 1
        let isEquation = tokens[before]?.text == "="
        let parts = Array(numbers[..<rank])
        if isEquation {
          guard isJoined(parts, by: ["+"]), parts.last?.tokens.upperBound == before else {
            continue
          }
          return sum(of: parts, given: number, isShare: false)
        }
        guard
          tokens.isOne(of: ["soit", "total"], at: before)
            || tokens[before]?.text == "de"
              && tokens.isOne(of: ["total"], at: before - 1),
          tokens.isOne(of: ["total", "tout", "all"], at: number.tokens.upperBound + 1)
            || tokens.isOne(of: ["total"], at: before)
            || tokens.isOne(of: ["total"], at: before - 1),
          isJoined(parts, by: [",", "et", "and", "puis", "plus", "+"]),
          parts.allSatisfy({ unit($0) == unit(number) }) || addsUpThings(parts, to: number)
        else { continue }
        return sum(of: parts, given: number, isShare: false)
      }
      return nil
    }

    /// "se répartissent en 60 %, 30 % et 20 %".
    func shares() -> ProseSum? {
      let parts = numbers.filter(\.isPercent)
      guard parts.count >= 2, parts.count == numbers.count,
        range.contains(where: { index in
          guard let word = tokens[index], word.kind == .word else { return false }
          return Self.breakdown.contains { word.text.hasPrefix($0) }
        }), parts.allSatisfy({ $0.value <= 100_000 })
      else { return nil }
      let found = parts.reduce(0) { $0 + $1.value }
      // Rounded shares may miss 100 by half a unit each.
      guard abs(found - 100_000) > 500 * parts.count else { return nil }
      let first = parts[0].tokens.lowerBound
      let last = parts[parts.count - 1].tokens.upperBound
      return make(given: 100_000, found: found, isShare: true, from: first, to: last)
    }

    private static let breakdown = ["repart", "ventil", "breakdown", "broken", "split", "divided"]

    /// Whether each number is followed, within four words, by a joint and the next number.
    private func isJoined(_ parts: [Number], by joints: Set<String>) -> Bool {
      for (left, right) in zip(parts, parts.dropFirst()) {
        let between = left.tokens.upperBound..<right.tokens.lowerBound
        guard between.count <= 5, between.contains(where: { tokens.isOne(of: joints, at: $0) })
        else { return false }
      }
      return parts.count >= 2
    }

    /// "deux députés et trois sénateurs, soit 6 au total": things of several kinds, and a sum of them
    /// all without a word of its own.
    private func addsUpThings(_ parts: [Number], to number: Number) -> Bool {
      unit(number).isEmpty && !number.isPercent
        && parts.allSatisfy { part in
          let unit = unit(part)
          return !unit.isEmpty && !Self.notCounted.contains(unit) && unit != "€" && unit != "%"
        }
    }

    /// The word, or sign of money, behind a number.
    private func unit(_ number: Number) -> String {
      guard let token = tokens[number.tokens.upperBound] else { return "" }
      if token.kind == .word { return Self.noUnits.contains(token.text) ? "" : token.text }
      return token.text == "€" || token.text == "%" ? token.text : ""
    }

    private static let noUnits: Set<String> = [
      "et", "and", "au", "soit", "puis", "plus", "en", "in", "ou", "or", "a", "for",
    ]

    /// Whether a number counts things: not part of a date, an article, a cote, a decimal.
    private func isCount(_ number: Number) -> Bool {
      let before = number.tokens.lowerBound - 1
      if tokens.isOne(of: Self.ordinals, at: before) { return false }
      if tokens[before]?.text == "-" || tokens[number.tokens.upperBound]?.text == "-" {
        return false
      }
      guard let next = tokens[number.tokens.upperBound], next.kind == .word else { return false }
      return !Self.notCounted.contains(next.text)
    }

    private static let ordinals: Set<String> = [
      "article", "articles", "art", "le", "du", "page", "p", "ligne", "n", "no", "chapitre",
      "paragraphe", "section", "en", "fin", "debut", "alinea", "point", "a", "au", "l",
    ]
    private static let notCounted: Set<String> = [
      "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre",
      "octobre", "novembre", "decembre", "january", "february", "march", "april", "may", "june",
      "july", "august", "september", "october", "november", "december", "et", "and", "ou", "or",
      "du", "de", "des", "h", "er",
    ]

    private func sum(of parts: [Number], given: Number, isShare: Bool) -> ProseSum? {
      let found = parts.reduce(0) { $0.addingReportingOverflow($1.value).partialValue }
      guard found != given.value else { return nil }
      return make(
        given: given.value, found: found, isShare: isShare, from: given.tokens.lowerBound,
        to: given.tokens.upperBound)
    }

    private func make(given: Int, found: Int, isShare: Bool, from: Int, to: Int) -> ProseSum? {
      guard let first = tokens[from], let last = tokens[to - 1] else { return nil }
      return ProseSum(
        given: given, found: found, isShare: isShare,
        range: first.range.lowerBound..<last.range.upperBound)
    }
  }
}
