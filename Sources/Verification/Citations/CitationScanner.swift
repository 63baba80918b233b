// Owns the recognition of citations of French and European law in prose: "art. 226-8-1 du code
// pénal", "loi n° 2024-449 du 21 mai 2024", "directive (UE) 2024/1385", "6-I-3 LCEN". Whether what is
// cited exists is the rules' question; identifiers are `IdentifierScanner`'s.

import DossierModel

/// Finds citations of law in a block of prose.
struct CitationScanner {
  private let bytes: [UInt8]
  let tokens: ProseTokens
  private let names: LawNames

  /// Cuts a block; call it only where a `CitationFilter` says so.
  init(_ bytes: [UInt8], names: LawNames) {
    self.bytes = bytes
    self.names = names
    tokens = ProseTokens(bytes)
  }

  /// The citations of the block, in order.
  ///
  /// - Complexity: O(n): what is read behind a word is bounded.
  func citations() -> [LawCitation] {
    var citations: [LawCitation] = []
    var index = 0
    while index < tokens.tokens.count {
      guard let (citation, end) = citation(at: index) else {
        index += 1
        continue
      }
      citations.append(citation)
      index = max(end, index + 1)
    }
    return citations
  }

  private func citation(at index: Int) -> (LawCitation, Int)? {
    guard let token = tokens[index] else { return nil }
    switch token.kind {
    case .sign: return nil
    case .digits:
      // A number inside a longer one, or behind a hyphen, begins nothing.
      if tokens[index - 1]?.text == "-", token.spaces == 0 { return nil }
      guard let (number, end) = ArticleNumber.read(tokens, at: index, in: bytes),
        number.parts.count >= 2
      else { return nil }
      return articles(from: index, numbers: [number], end: end, needsName: true)
    case .word:
      if Self.articleWords.contains(token.text) {
        var start = index + 1
        if tokens[start]?.text == "." { start += 1 }
        guard let (number, end) = ArticleNumber.read(tokens, at: start, in: bytes) else {
          return nil
        }
        return articles(from: index, numbers: [number], end: end, needsName: false)
      }
      guard let (name, end) = lawName(at: index) else { return nil }
      // The name of an instrument alone says nothing that could be wrong.
      guard name.number != nil || name.date != nil else { return nil }
      return (LawCitation(content: .text(name), range: name.range), end)
    }
  }

  private static let articleWords: Set<String> = ["art", "arts", "article", "articles"]

  // MARK: - Articles

  private func articles(
    from start: Int, numbers first: [ArticleNumber], end firstEnd: Int, needsName: Bool
  ) -> (LawCitation, Int)? {
    var numbers = first
    var end = skipDetails(firstEnd)
    while numbers.count < 64, let (number, next) = nextNumber(at: end) {
      numbers.append(number)
      end = skipDetails(next)
    }
    var owner = LawCitation.Owner.unnamed
    var nameEnd = end
    if let (found, behind) = self.owner(at: end) {
      owner = found
      nameEnd = behind
    }
    if needsName {
      guard case .named = owner else { return nil }
    }
    let from = tokens[start]?.range.lowerBound ?? 0
    let to = tokens[nameEnd - 1]?.range.upperBound ?? from
    return (
      LawCitation(content: .articles(numbers, of: owner), range: from..<max(from, to)), nameEnd
    )
  }

  /// A further number of a list: ", 226-2", " et 226-2", " à 226-2-1".
  private func nextNumber(at index: Int) -> (ArticleNumber, Int)? {
    guard tokens.isOne(of: Self.joints, at: index) else { return nil }
    var start = index + 1
    while start < index + 4, tokens.isOne(of: Self.joints.union(Self.linkWords), at: start) {
      start += 1
    }
    guard let (number, end) = ArticleNumber.read(tokens, at: start, in: bytes) else { return nil }
    // "et 75 000 €", "et 2 janvier 2026": a number of something else.
    if tokens.isOne(of: Self.units, at: end) || CitedDay.months[tokens[end]?.text ?? ""] != nil {
      return nil
    }
    if let next = tokens[end], next.kind == .digits, next.spaces == 1 { return nil }
    return (number, end)
  }

  private static let joints: Set<String> = [",", "et", "ou", "a", "and", "or", "to"]
  private static let linkWords: Set<String> = ["de", "l", "’", "article", "articles", "art", "."]
  private static let units: Set<String> = [
    "€", "%", "euro", "euros", "an", "ans", "mois", "jours", "jour", "years", "year", "months",
    "h", "heures", "fois", "millions", "million",
  ]

  /// Skips what names a part of an article: "(al. 2)", ", paragraphe 1, point ba)", "§ 1", "(4)".
  private func skipDetails(_ start: Int) -> Int {
    var index = start
    while index < start + 24 {
      var next = index
      if tokens[next]?.text == "," { next += 1 }
      if tokens[next]?.text == "(" {
        guard let close = (next..<next + 9).first(where: { tokens[$0]?.text == ")" }),
          next == index || isDetail(next + 1), !isCommunity(next)
        else { return index }
        index = close + 1
        continue
      }
      guard isDetail(next) else { return index }
      next += 1
      // What follows the word: a number, a letter, a bracket, several of them.
      let from = next
      while next < from + 8, let token = tokens[next],
        token.kind == .digits || Self.detailSigns.contains(token.text)
          || token.kind == .word && (token.range.count <= 2 || Self.detailMore.contains(token.text))
            && !Self.owners.contains(token.text)
      {
        next += 1
      }
      while next > from, tokens.isOne(of: [",", "et", "a"], at: next - 1) { next -= 1 }
      index = next
    }
    return index
  }

  private func isDetail(_ index: Int) -> Bool { tokens.isOne(of: Self.details, at: index) }

  private func isCommunity(_ index: Int) -> Bool {
    tokens.isOne(of: Self.communities, at: index + 1) && tokens[index + 2]?.text == ")"
  }

  private static let details: Set<String> = [
    "paragraphe", "paragraphes", "paragraph", "paragraphs", "alinea", "alineas", "al", "point",
    "points", "§", "premier", "deuxieme", "second", "troisieme",
  ]
  private static let detailSigns: Set<String> = ["(", ")", ".", "°", "º", ",", "§"]
  private static let detailMore: Set<String> = ["bis", "ter", "quater", "alinea", "er"]
  private static let communities: Set<String> = ["ue", "ce", "cee", "eu", "ec", "eec", "euratom"]
  private static let owners: Set<String> = ["du", "de", "l", "la", "of"]

  /// The text that articles belong to, said behind them.
  private func owner(at start: Int) -> (LawCitation.Owner, Int)? {
    var index = start
    if tokens[index]?.text == "," { index += 1 }
    let from = index
    while index < from + 3, tokens.isOne(of: Self.fillers, at: index) { index += 1 }
    if let (name, end) = lawName(at: index) { return (.named(name), end) }
    // "du même code", "de la Constitution": some other text.
    guard index > from, let token = tokens[index], token.kind == .word else { return nil }
    return (.other, start)
  }

  private static let fillers: Set<String> = [
    "du", "de", "des", "la", "le", "l", "’", "d", "of", "the", "dudit",
  ]

  // MARK: - Texts

  /// The text of law whose name begins at a token.
  private func lawName(at start: Int) -> (LawName, Int)? {
    guard let first = tokens[start] else { return nil }
    var name = LawName(range: first.range)
    var end: Int
    if let (instrument, behind) = names.match(tokens, at: start) {
      name.instrument = instrument
      name.word = LawWord.words[first.text]
      end = behind
    } else if let word = LawWord.words[first.text] {
      name.word = word
      var index = start + 1
      while index < start + 4, tokens.isOne(of: Self.adjectives, at: index) { index += 1 }
      if let (instrument, behind) = names.match(tokens, at: index) {
        name.instrument = instrument
        index = behind
      }
      end = index
      if let (number, behind) = number(at: index, of: word) {
        name.number = number
        end = behind
      }
    } else if first.text == "l", tokens[start + 1]?.text == ".",
      let (number, behind) = number(at: start + 2, of: .statute),
      number.hasSign || LawNumber.isYear(number.first)
    {
      name.word = .statute
      name.number = number
      end = behind
    } else {
      return nil
    }
    if let (date, behind) = day(at: end) {
      name.date = date
      end = behind
    }
    guard name.number != nil || name.date != nil || name.instrument != nil else { return nil }
    let to = tokens[end - 1]?.range.upperBound ?? first.range.upperBound
    name.range = first.range.lowerBound..<max(first.range.upperBound, to)
    return (name, end)
  }

  private static let adjectives: Set<String> = [
    "organique", "constitutionnelle", "modifiee", "delegue", "deleguee", "d", "’", "execution",
    "implementing", "delegated",
  ]

  /// The number of a text: "n° 2024-449", "(UE) 2022/2065", "2011/93/UE".
  private func number(at start: Int, of word: LawWord) -> (LawNumber, Int)? {
    var index = start
    var isOfUnion = false
    if tokens[index]?.text == "(", isCommunity(index) {
      isOfUnion = true
      index += 3
    }
    var hasSign = false
    if tokens.isOne(of: ["n", "no", "nos"], at: index) {
      index += 1
      while tokens.isOne(of: ["°", "º", "."], at: index), index < start + 7 { index += 1 }
      hasSign = true
    }
    let separator = word.celexLetter == nil ? "-" : "/"
    guard let first = tokens[index], first.kind == .digits, first.text.utf8.count <= 4,
      let left = Int(first.text), let mark = tokens[index + 1], mark.text == separator,
      mark.spaces == 0, let second = tokens[index + 2], second.kind == .digits,
      second.spaces == 0, second.text.utf8.count <= 5, let right = Int(second.text)
    else { return nil }
    var end = index + 3
    if separator == "/", tokens[end]?.text == "/",
      tokens.isOne(of: Self.communities, at: end + 1)
    {
      isOfUnion = true
      end += 2
    }
    // "2024-449-3" is no number of a text.
    if separator == "-", tokens[end]?.text == "-", tokens[end]?.spaces == 0 { return nil }
    let text = String(
      decoding: bytes[first.range.lowerBound..<(tokens[end - 1]?.range.upperBound ?? 0)],
      as: UTF8.self)
    let isShortYear = first.text.utf8.count == 2 && (separator == "-" || !hasSign)
    return (
      LawNumber(
        first: isShortYear ? left + 1900 : left, second: right, text: text, hasSign: hasSign,
        isOfUnion: isOfUnion), end
    )
  }

  /// A day behind the name of a text: "du 21 mai 2024", "of 19 October 2022", the makers of an act of
  /// the Union in between.
  private func day(at start: Int) -> (CitedDay, Int)? {
    var index = start
    while index < start + 12, tokens.isOne(of: Self.makers, at: index) { index += 1 }
    guard index > start, let day = tokens[index], day.kind == .digits, day.text.utf8.count <= 2,
      let number = Int(day.text)
    else { return nil }
    var next = index + 1
    if tokens.isOne(of: ["er", "st", "nd", "rd", "th"], at: next) { next += 1 }
    guard let month = CitedDay.months[tokens[next]?.text ?? ""], let year = tokens[next + 1],
      year.kind == .digits, year.text.utf8.count == 4, let yearNumber = Int(year.text)
    else { return nil }
    return (
      CitedDay(
        day: number, month: month, year: yearNumber,
        range: day.range.lowerBound..<year.range.upperBound), next + 2
    )
  }

  private static let makers: Set<String> = [
    "du", "of", "en", "date", "parlement", "europeen", "et", "conseil", "de", "la", "commission",
    "the", "european", "parliament", "and", "council", "dated", ",", "(",
  ]

  // MARK: - The sentence around

  /// Whether one of some words stands in the sentence around an offset, at most 60 tokens away.
  func sentence(around offset: Int, holdsOneOf words: (ProseToken) -> Bool) -> Bool {
    var low = 0
    var high = tokens.tokens.count
    while low < high {
      let middle = (low + high) / 2
      if tokens.tokens[middle].range.upperBound <= offset {
        low = middle + 1
      } else {
        high = middle
      }
    }
    var index = low
    while index > 0, index > low - 60, !tokens.endsSentence(at: index - 1, in: bytes) { index -= 1 }
    while index < min(tokens.tokens.count, low + 60) {
      if words(tokens.tokens[index]) { return true }
      if index >= low, tokens.endsSentence(at: index, in: bytes) { return false }
      index += 1
    }
    return false
  }
}

extension CitedDay {
  /// The months by their names in plain lower case, French and English.
  static var months: [String: Int] { ProseDateScanner.months }
}
