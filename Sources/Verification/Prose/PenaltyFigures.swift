// Owns the recognition of penalties in prose: amounts in euros, prison terms, shares of turnover.
// Whether a figure is right is the rule's question.

/// A penalty read from prose.
struct PenaltyFigure: Hashable {
  enum Amount: Hashable {
    case euros(Int)
    case prisonMonths(Int)
    /// A share of turnover in thousandths of a percent.
    case turnoverThousandths(Int)
  }

  let amount: Amount
  /// Where it stands in the block's text.
  let range: Range<Int>
  /// The number of the sentence in the block, from 0.
  let sentence: Int
}

/// Finds penalties in a block of prose.
struct PenaltyScanner {
  private let bytes: [UInt8]
  private let tokens: ProseTokens
  private let isEnglish: Bool
  /// The sentence of each token.
  private var sentences: [Int] = []

  /// Cuts a block; call it only where its signs say that it may hold a penalty.
  init(_ bytes: [UInt8], isEnglish: Bool) {
    self.bytes = bytes
    self.isEnglish = isEnglish
    tokens = ProseTokens(bytes)
    var sentence = 0
    for index in tokens.tokens.indices {
      sentences.append(sentence)
      if tokens.endsSentence(at: index, in: bytes) { sentence += 1 }
    }
  }

  /// Whether a block speaks of a penalty by name: `amende`, `emprisonnement`, `peine`, `prison`,
  /// `fine`.
  static func namesPenalty(_ bytes: [UInt8]) -> Bool {
    bytes.indices.contains { penaltyNames.begins(bytes, at: $0) }
  }

  private static let penaltyNames = ProseWordFilter([
    "amende", "emprisonnement", "peine", "prison", "réclusion", "fine ", "imprisonment", "jail",
  ])

  /// The sentence that an offset of the text lies in.
  func sentence(at offset: Int) -> Int {
    var low = 0
    var high = tokens.tokens.count
    while low < high {
      let middle = (low + high) / 2
      if tokens.tokens[middle].range.lowerBound <= offset {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low > 0 ? sentences[low - 1] : 0
  }

  /// The penalties of the block, in order.
  func figures() -> [PenaltyFigure] {
    var figures: [PenaltyFigure] = []
    var index = 0
    while index < tokens.tokens.count {
      let number = ProseNumber.read(tokens, at: index, isEnglish: isEnglish)
      if let (figure, end) = figure(at: index, number) {
        if let figure { figures.append(figure) }
        index = end
      } else {
        // The inside of a number begins no other number.
        index = max(index + 1, number?.end ?? 0)
      }
    }
    return figures
  }

  /// The prison terms and fines of the block that are given together, each figure once: "trois ans et
  /// 75 000 €", "2 ans d’emprisonnement et 60 000 euros d’amende", "60 000 € d’amende et deux ans de prison".
  ///
  /// - Complexity: O(n) in the figures.
  func pairs(_ figures: [PenaltyFigure]) -> [(prison: PenaltyFigure, fine: PenaltyFigure)] {
    var pairs: [(prison: PenaltyFigure, fine: PenaltyFigure)] = []
    var index = 0
    var last: PenaltyFigure?
    while index + 1 < figures.count {
      let first = figures[index]
      let second = figures[index + 1]
      switch (first.amount, second.amount) {
      case (.prisonMonths, .euros) where areJoined(first, second, by: Self.pairJoints):
        pairs.append((first, second))
        last = second
        index += 2
      case (.euros, .prisonMonths)
      where last != first && areJoined(first, second, by: Self.conjunctions)
        && !startsPair(figures, at: index + 1):
        pairs.append((second, first))
        last = second
        index += 2
      default: index += 1
      }
    }
    return pairs
  }

  /// Whether a prison term goes with the fine behind it.
  private func startsPair(_ figures: [PenaltyFigure], at index: Int) -> Bool {
    guard index + 1 < figures.count, case .euros = figures[index + 1].amount else { return false }
    return areJoined(figures[index], figures[index + 1], by: Self.closeJoints)
  }

  /// Whether only a joint and small words stand between two figures of one sentence.
  private func areJoined(
    _ first: PenaltyFigure, _ second: PenaltyFigure, by joints: Set<String>
  ) -> Bool {
    guard first.sentence == second.sentence else { return false }
    let between =
      tokens.index(at: first.range.upperBound)..<tokens.index(at: second.range.lowerBound)
    return between.count <= 9 && between.contains { tokens.isOne(of: joints, at: $0) }
      && between.allSatisfy {
        tokens.isOne(of: joints, at: $0) || tokens.isOne(of: Self.pairFillers, at: $0)
      }
  }

  private static let pairJoints: Set<String> = [
    "et", "and", ",", "/", "+", "(", "ainsi", "assortis", "with", "avec",
  ]
  /// Joints that bind closer than a comma.
  private static let closeJoints: Set<String> = ["et", "and", "/", "+"]
  private static let pairFillers = fillers.union(prisonWords).union(["un", "an", "in", "-"])

  /// The penalty that begins at a token and the token behind it; no penalty, where the figure there
  /// is none that a law sets.
  private func figure(at index: Int, _ number: ProseNumber?) -> (PenaltyFigure?, Int)? {
    if let (euros, end) = euros(at: index, number) {
      // A sum due for each day of delay is set by a court, not by the law.
      if tokens[end]?.text == "par", tokens[end + 1]?.text == "jour" { return (nil, end) }
      return (make(.euros(euros), index, end), end)
    }
    guard let number else { return nil }
    if let (months, end) = duration(number), isPrison(from: index, to: end) {
      return (make(.prisonMonths(months), index, end), end)
    }
    if let (share, end) = turnoverShare(number, from: index) {
      return (make(.turnoverThousandths(share), index, end), end)
    }
    return nil
  }

  private func make(_ amount: PenaltyFigure.Amount, _ start: Int, _ end: Int) -> PenaltyFigure {
    let from = tokens[start]?.range.lowerBound ?? 0
    let to = tokens[end - 1]?.range.upperBound ?? from
    return PenaltyFigure(amount: amount, range: from..<to, sentence: sentences[start])
  }

  // MARK: - Amounts

  private func euros(at start: Int) -> (Int, Int)? {
    euros(at: start, ProseNumber.read(tokens, at: start, isEnglish: isEnglish))
  }

  /// The amount that begins at a token, whose number was read already.
  private func euros(at start: Int, _ number: ProseNumber?) -> (Int, Int)? {
    if tokens.isOne(of: Self.leadingCurrency, at: start), tokens[start + 1]?.kind == .digits,
      let number = ProseNumber.read(tokens, at: start + 1, isEnglish: isEnglish),
      let value = number.whole, !tokens.isOne(of: Self.currency, at: number.end),
      isEnglish || tokens[start]?.text == "eur"
    {
      return (value, number.end)
    }
    guard let number, let value = number.whole else { return nil }
    var index = number.end
    if tokens[index]?.text == "d", tokens[index + 1]?.text == "’" { index += 2 }
    guard tokens.isOne(of: Self.currency, at: index) else { return nil }
    return (value, index + 1)
  }

  private static let currency: Set<String> = ["€", "euro", "euros", "eur"]
  private static let leadingCurrency: Set<String> = ["€", "eur"]

  // MARK: - Prison

  private func duration(_ number: ProseNumber) -> (Int, Int)? {
    guard let value = number.whole, value <= 1_000 else { return nil }
    if tokens.isOne(of: Self.monthWords, at: number.end) { return (value, number.end + 1) }
    guard tokens.isOne(of: Self.yearWords, at: number.end) else { return nil }
    let end = number.end + 1
    // "deux ans et six mois"
    if tokens.isOne(of: Self.conjunctions, at: end),
      let more = ProseNumber.read(tokens, at: end + 1, isEnglish: isEnglish),
      let months = more.whole, tokens.isOne(of: Self.monthWords, at: more.end)
    {
      return (value * 12 + months, more.end + 1)
    }
    return (value * 12, end)
  }

  /// Whether a duration is a prison term: followed by the word, paired with an amount, or after the
  /// word in the same sentence with nothing that makes it an age or a delay.
  private func isPrison(from start: Int, to end: Int) -> Bool {
    var next = end
    if tokens[next]?.text == "’" { next += 1 }
    if tokens.isOne(of: Self.prisonWords, at: next) { return true }
    var isOfSomething = false
    if tokens.isOne(of: Self.links, at: next) {
      next += 1
      isOfSomething = true
    } else if tokens[next]?.text == "d", tokens[next + 1]?.text == "’" {
      next += 2
      isOfSomething = true
    }
    if tokens.isOne(of: Self.prisonWords, at: next) { return true }
    if isOfSomething, tokens[next]?.kind == .word { return false }
    if isPaired(after: end) { return true }
    return isAfterPrisonWord(start) && !isAgeOrDelay(from: start, to: end)
  }

  private func isPaired(after end: Int) -> Bool {
    var index = end
    guard tokens.isOne(of: Self.joints, at: index) else { return false }
    while index < end + 7 {
      if euros(at: index) != nil { return true }
      guard tokens.isOne(of: Self.jointsAndFillers, at: index) else { return false }
      index += 1
    }
    return false
  }

  private func isAfterPrisonWord(_ start: Int) -> Bool {
    var index = start - 1
    while index >= 0, index >= start - 9, sentences[index] == sentences[start] {
      if tokens.isOne(of: Self.prisonWords, at: index) { return true }
      if tokens.isOne(of: Self.otherPenaltyWords, at: index) { return false }
      if tokens.isOne(of: Self.sentenceWords, at: index) { return true }
      index -= 1
    }
    return false
  }

  private func isAgeOrDelay(from start: Int, to end: Int) -> Bool {
    if tokens.isOne(of: Self.laterWords, at: end) {
      return true
    }
    if tokens.isOne(of: Self.delayWords, at: start - 1) { return true }
    return tokens.isOne(of: Self.ageLinks, at: start - 1)
      && tokens.isOne(of: Self.ageWords, at: start - 2)
  }

  private static let yearWords: Set<String> = ["an", "ans", "annee", "annees", "year", "years"]
  private static let monthWords: Set<String> = ["mois", "month", "months"]
  private static let prisonWords: Set<String> = [
    "emprisonnement", "prison", "reclusion", "imprisonment", "jail",
  ]
  private static let otherPenaltyWords: Set<String> = [
    "suspension", "interdiction", "ineligibilite", "bannissement", "complementaire",
    "complementaires", "prescription",
  ]
  private static let joints: Set<String> = ["et", "ou", ",", "/", "+", "(", "and", "or", "ainsi"]
  private static let fillers: Set<String> = [
    "de", "d", "’", "une", "amende", "a", "fine", "of", "que", "assortis", "jusqu",
  ]
  private static let jointsAndFillers = joints.union(fillers)
  private static let conjunctions: Set<String> = ["et", "and"]
  private static let alternatives: Set<String> = ["ou", "et", "or", "and"]
  private static let links: Set<String> = ["de", "of", "in"]
  private static let ageLinks: Set<String> = ["de", "a", "of"]
  private static let sentenceWords: Set<String> = ["peine", "peines", "sentence"]
  private static let turnoverWords: Set<String> = ["affaires", "ca", "turnover"]
  private static let laterWords: Set<String> = [
    "plus", "apres", "avant", "auparavant", "later", "ago",
  ]
  private static let delayWords: Set<String> = [
    "depuis", "apres", "pendant", "durant", "y", "dans", "since", "for", "within",
  ]
  private static let ageWords: Set<String> = [
    "mineur", "mineurs", "mineure", "mineures", "moins", "age", "agee", "ages", "agees", "delai",
    "enfant", "enfants", "minor", "minors", "aged",
  ]

  // MARK: - Turnover

  private func turnoverShare(_ number: ProseNumber, from start: Int) -> (Int, Int)? {
    guard tokens[number.end]?.text == "%" else { return nil }
    let end = number.end + 1
    // "35 millions d’euros ou 7 %"
    if tokens.isOne(of: Self.alternatives, at: start - 1),
      tokens.isOne(of: Self.currency, at: start - 2)
    {
      return (number.thousandths, end)
    }
    for index in end..<(end + 6) where tokens.isOne(of: Self.turnoverWords, at: index) {
      return (number.thousandths, end)
    }
    return nil
  }
}
