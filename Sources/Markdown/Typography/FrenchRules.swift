// French typography, rule by rule. T numbers are those of the project's list of checks.

extension TypesettingPass {
  /// Handles the scalar at `index`; everything before it is written.
  mutating func frenchStep() {
    let scalar = at(index)
    switch scalar {
    case Sign.space, Sign.lineFeed, Sign.noBreak, Sign.narrow, 0x2009: frenchBlank()
    case 0x3B, 0x21, 0x3F: frenchHighPunctuation()
    case 0x3A: frenchColon()
    case Sign.openGuillemet:
      quoteDepth += 1
      if quoteDepth > 1, isInnerGuillemet(index) {
        replace(to: next(index), Sign.openQuote)
        skip(to: max(index, min(blanksEnd(index), runEnd)))
        break
      }
      copyScalar()
      care = index + 1
      if !Self.isSpace(at(index)) { emit(Sign.noBreak) }
    case Sign.closeGuillemet:
      let isInner = quoteDepth > 1 && isInnerGuillemet(index)
      quoteDepth = max(0, quoteDepth - 1)
      if isInner {
        replace(to: next(index), Sign.closeQuote)
        break
      }
      if !Self.isSpace(previous) { emit(Sign.noBreak) }
      copyScalar()
    case 0x22: frenchDoubleQuote()
    case 0x27: frenchSingleQuote()
    case 0x2E: frenchDots()
    case Sign.ellipsis: frenchEllipsis(to: next(index))
    case 0x25, 0x24, 0xA3, Sign.euro:
      // T16: a no-break space before % and signs of money.
      if Self.isDigit(previous), !Self.isWord(at(next(index))) { emit(Sign.noBreak) }
      copyScalar()
    case Sign.degree:
      // T11: n° 12.
      let isNumero = previous == 0x6E || previous == 0x4E
      // 20 °C, but 45°.
      let unit = at(next(index))
      if unit == 0x43 || unit == 0x46, Self.isDigit(previous),
        !Self.isWord(at(next(index) + 1))
      {
        emit(Sign.noBreak)
      }
      copyScalar()
      if isNumero, Self.isDigit(at(index)) { emit(Sign.noBreak) }
    case 0xA7:
      copyScalar()
      if Self.isDigit(at(index)) { emit(Sign.noBreak) }
    case 0x30...0x39: frenchNumber()
    default:
      if Self.isLetter(scalar) { frenchWord() } else { copyScalar() }
    }
  }

  /// Copies the current scalar.
  mutating func copyScalar() { copy(to: next(index)) }

  // MARK: - Spaces

  private mutating func frenchBlank() {
    let next = spacesEnd(index)
    // An empty line is no space.
    if next == index { return copyScalar() }
    let end = min(next, max(runEnd, self.next(index)))
    // Blanks that go on in another text node are decided there: the call of a note may stand
    // between the two.
    guard next <= max(runEnd, end), let replacement = frenchSpace(before: next) else {
      copy(to: end)
      return
    }
    if replacement == 0 { skip(to: end) } else { replace(to: end, replacement) }
  }

  /// The space wanted between what is written and the scalar at `next`; nil to keep the blanks, 0
  /// for none.
  private mutating func frenchSpace(before next: Int) -> UInt32? {
    let after = at(next)
    let (before, wordEnd) = previousBehindCall
    if before == 0 || after == 0 || after == Sign.lineFeed || Self.isSpace(before) {
      return before == Sign.openGuillemet && after != 0 ? Sign.noBreak : nil
    }
    if before == Sign.openGuillemet { return Sign.noBreak }
    switch after {
    case 0x3B, 0x21, 0x3F:
      return Self.followsPunctuation(at(next + 1)) ? Sign.narrow : nil
    case 0x3A:
      return Self.followsPunctuation(at(next + 1)) ? Sign.noBreak : nil
    case Sign.closeGuillemet:
      return quoteDepth > 1 && isInnerGuillemet(next) ? 0 : Sign.noBreak
    case Sign.degree:
      return Self.isDigit(before) && at(self.next(next)) == 0x43 ? Sign.noBreak : nil
    case 0x25, Sign.euro, 0x24, 0xA3, 0x2030:
      return Self.isDigit(before) && !Self.isWord(at(self.next(next))) ? Sign.noBreak : nil
    default: break
    }
    if Self.isDigit(after) { return frenchSpaceBeforeDigit(next, before) }
    if Self.isDigit(before) { return frenchSpaceAfterDigit(next) }
    guard Self.isLetter(after) || after == TypographicMark.object else { return nil }
    if Self.isUpper(after) || after == TypographicMark.object {
      let word = previousWord(before: wordEnd)
      if FrenchWords.titles.contains(word) { return Sign.noBreak }
      if isArticleLetter(next), FrenchWords.articles.contains(word) { return Sign.noBreak }
    }
    // M. le ministre, Mme la rapporteure.
    if after == 0x6C, FrenchWords.courtesies.contains(previousWord),
      FrenchWords.articlesOfNames.contains(word(next, self.wordEnd(next)))
    {
      return Sign.noBreak
    }
    if before == 0x65 || before == 0x72, FrenchWords.isOrdinal(previousWord) {
      let end = self.wordEnd(next)
      // A month in capitals stands before a year.
      let isDay =
        isMonth(next, end) && (!Self.isUpper(after) || Self.isDigit(at(spacesEnd(end))))
      if isDay || has("siècle", at: next) { return Sign.noBreak }
    }
    return nil
  }

  /// T11–T13: article 432-15, n° 12, p. 4, § 12, L. 131-21; T14: thousands.
  private func frenchSpaceBeforeDigit(_ next: Int, _ before: UInt32) -> UInt32? {
    if Self.isDigit(before) {
      let end = digitsEnd(next)
      guard end - next == 3, !Self.isWord(at(end)), at(end) != 0x2D || !Self.isDigit(at(end + 1)),
        isThousandsHead
      else { return nil }
      return Sign.narrow
    }
    let word = previousWord
    if FrenchWords.beforeNumber.contains(word) { return Sign.noBreak }
    if word == 0x68, isHourBefore {
      let end = digitsEnd(next)
      return end == next + 2 && !Self.isWord(at(end)) ? Sign.noBreak : nil
    }
    // `règlement (UE) 2026/1744`: the number of an act of the Union stays with its community.
    if before == 0x29, endsWith("(UE)") || endsWith("(CE)") || endsWith("(CEE)") {
      return Sign.noBreak
    }
    return nil
  }

  /// Whether the digits before the current place may be the first groups of a grouped number.
  private var isThousandsHead: Bool {
    var position = outCount
    while position > 0, Self.isDigit(UInt32(out[position - 1])) { position -= 1 }
    let count = outCount - position
    guard count >= 1, count <= 3, out[position] != 0x30 || count == 3 else { return false }
    guard position > 0 else { return true }
    let (before, start) = scalar(before: position)
    if before == Sign.narrow { return count == 3 }
    if Self.isLetter(before) || before == 0x2D || before == 0x2E || before == 0x2C
      || before == 0x2F || before == 0x23 || Self.isMark(before)
    {
      return false
    }
    // `article 12 345` and `n° 12 345` are two numbers or an identifier.
    guard before == Sign.noBreak else { return true }
    return !FrenchWords.beforeNumber.contains(previousWord(before: start))
  }

  /// Whether `h` stands behind an hour.
  private var isHourBefore: Bool {
    let (blank, start) = scalar(before: outCount - 1)
    return Self.isBlank(blank) && Self.isDigit(scalar(before: start).scalar)
  }

  /// T18: 14 h 30; T19: 1er mars; units behind numbers.
  private func frenchSpaceAfterDigit(_ next: Int) -> UInt32? {
    guard Self.isLetter(at(next)) else { return nil }
    let end = wordEnd(next)
    let unit = word(next, end)
    // `les articles 34 et 35 s'appliquent`: no seconds; `B-90 EUR-Lex`: no euros.
    let behind = at(end)
    let isWhole =
      behind != 0x27 && behind != Sign.apostrophe
      && (behind != 0x2D || !Self.isLetter(at(end + 1)))
    if isWhole, FrenchWords.units.contains(unit) { return Sign.noBreak }
    // 3 M€, 5 Md€.
    if at(end) == Sign.euro, FrenchWords.multiples.contains(unit) { return Sign.noBreak }
    guard isMonth(next, end) else { return nil }
    // A day has one or two digits.
    return (1...0xFFFF).contains(previousWord) ? Sign.noBreak : nil
  }

  /// Whether a capital of the code's parts stands at an offset: `L. 131`.
  private func isArticleLetter(_ position: Int) -> Bool {
    let letter = at(position)
    guard letter == 0x4C || letter == 0x52 || letter == 0x44 || letter == 0x41 else { return false }
    return at(position + 1) == 0x2E || Self.isDigit(at(position + 1))
  }

  // MARK: - Punctuation

  /// T01, T03: a narrow no-break space before `; ! ?`.
  private mutating func frenchHighPunctuation() {
    if Self.endsWord(previous), Self.followsPunctuation(at(index + 1)) { emit(Sign.narrow) }
    copyScalar()
  }

  /// T02: a no-break space before `:`.
  private mutating func frenchColon() {
    let before = previous
    if Self.endsWord(before), before != 0x2E, spaceFollowsColon { emit(Sign.noBreak) }
    copyScalar()
  }

  /// Whether a space stands behind a colon, or will: before a closing guillemet.
  private var spaceFollowsColon: Bool {
    mutating get {
      let after = at(index + 1)
      if after == 0x22 { return quoteDepth <= 1 && role(at: index + 1) == .close }
      return Self.isSpace(after) || after == Sign.closeGuillemet
    }
  }

  /// T05: « » first, “ ” inside.
  private mutating func frenchDoubleQuote() {
    switch role() {
    case .open:
      if quoteDepth > 0 {
        replace(to: index + 1, Sign.openQuote)
      } else {
        replace(to: index + 1, Sign.openGuillemet)
        emit(Sign.noBreak)
      }
      quoteDepth += 1
    case .close:
      quoteDepth = max(0, quoteDepth - 1)
      if quoteDepth > 0 {
        replace(to: index + 1, Sign.closeQuote)
      } else {
        if !Self.isSpace(previous) { emit(Sign.noBreak) }
        replace(to: index + 1, Sign.closeGuillemet)
      }
    default: copyScalar()
    }
  }

  /// T06: the apostrophe is ’; pairs of single marks become “ ”.
  private mutating func frenchSingleQuote() {
    switch role() {
    case .open: replace(to: index + 1, Sign.openQuote)
    case .close: replace(to: index + 1, Sign.closeQuote)
    case .apostrophe: replace(to: index + 1, Sign.apostrophe)
    case .none: copyScalar()
    }
  }

  /// T07: three dots are one sign; T13: L. 131-21, p. 4.
  private mutating func frenchDots() {
    if at(index + 1) == 0x2E, at(index + 2) == 0x2E, at(index + 3) != 0x2E, previous != 0x2E,
      index + 3 <= runEnd
    {
      frenchEllipsis(to: index + 3)
      return
    }
    let after = at(index + 1)
    // A name, not the initials of M.-A. or M.D.
    let isName = Self.isUpper(after) && Self.isLetter(at(next(index + 1)))
    copyScalar()
    guard Self.isDigit(after) || isName else { return }
    flush()
    let words = isName ? FrenchWords.men : FrenchWords.beforeNumber
    if words.contains(previousWord) { emit(Sign.noBreak) }
  }

  /// T09: `etc.` takes no suspension points.
  private mutating func frenchEllipsis(to end: Int) {
    let word = previousWord
    let isEtCetera = word == FrenchWords.etCetera || word == FrenchWords.capitalEtCetera
    replace(to: end, isEtCetera ? 0x2E : Sign.ellipsis)
  }

  // MARK: - Numbers

  private mutating func frenchNumber() {
    defer { care = index + 4 }
    let before = previous
    let end = digitsEnd(index)
    let limit = runEnd
    let isNegative = before == 0x2D && isBehindSign
    guard !Self.isWord(before), before != 0x2D || isNegative, before != 0x2E, before != 0x2C,
      before != 0x2F, before != 0x23, before != 0x5F, end <= limit
    else {
      copy(to: max(min(end, limit), index + 1))
      return
    }
    let fraction = fractionEnd(end)
    if end - index >= 5, fraction <= limit, isAmount(fraction) {
      emitAmount(end, fraction)
    } else if isNegative {
      copy(to: end)
    } else if let number = unbrokenEnd(end), number <= limit {
      emitUnbroken(number)
    } else if frenchOrdinal(digits: end) || frenchHour(end) || frenchDay(end) {
      return
    } else if let decimals = decimalEnd(end), decimals <= limit {
      copy(to: end)
      replace(to: end + 1, 0x2C)
      copy(to: decimals)
    } else {
      copy(to: end)
    }
  }

  /// Whether the hyphen before the current place is the sign of a number.
  private var isBehindSign: Bool {
    let before = written(before: written(before: outCount).start).scalar
    return Self.isSpace(before) || before == 0x28 || before == 0x5B
      || before == Sign.openGuillemet
  }

  /// The end of the decimals of 12345,67 or 12345.67, or of the digits alone.
  private func fractionEnd(_ digits: Int) -> Int {
    let mark = at(digits)
    guard mark == 0x2C || mark == 0x2E, Self.isDigit(at(digits + 1)) else { return digits }
    let end = digitsEnd(digits + 1)
    // Three digits behind a full stop may be thousands.
    guard end - digits <= (mark == 0x2C ? 7 : 3), !Self.isWord(at(end)),
      at(end) != 0x2E && at(end) != 0x2C || !Self.isDigit(at(end + 1))
    else { return digits }
    return end
  }

  /// The end of 226-8-1, 2024-449 or 21-83.710, if such a number stands here.
  private func unbrokenEnd(_ digits: Int) -> Int? {
    var end = digits
    var hasHyphen = false
    while at(end) == 0x2D || (hasHyphen && at(end) == 0x2E), Self.isDigit(at(end + 1)) {
      if at(end) == 0x2D { hasHyphen = true }
      end = digitsEnd(end + 1)
    }
    return hasHyphen && !Self.isLetter(at(end)) ? end : nil
  }

  private mutating func emitUnbroken(_ end: Int) {
    if emitsMarks { emit(TypographicMark.unbrokenStart) }
    copy(to: end)
    if emitsMarks { emit(TypographicMark.unbrokenEnd) }
  }

  /// T10: 1er, 1re, 2e with raised letters; 2ème becomes 2e.
  private mutating func frenchOrdinal(digits: Int) -> Bool {
    let end = wordEnd(digits)
    guard end > digits, end <= runEnd, !Self.isDigit(at(end)) else { return false }
    let isOne = digits - index == 1 && input[index] == 0x31
    guard let suffix = FrenchWords.ordinal(word(digits, end), isOne: isOne) else { return false }
    copy(to: digits)
    emitSuperscript(suffix)
    skip(to: end)
    return true
  }

  /// T18: 14h30 becomes 14 h 30.
  private mutating func frenchHour(_ digits: Int) -> Bool {
    guard digits - index <= 2, at(digits) == 0x68 || at(digits) == 0x48 else { return false }
    let minutes = digitsEnd(digits + 1)
    let count = minutes - digits - 1
    guard count == 0 && at(digits) == 0x68 || count == 2, !Self.isWord(at(minutes)),
      minutes <= runEnd
    else {
      return false
    }
    copy(to: digits)
    emit(Sign.noBreak)
    replace(to: digits + 1, 0x68)
    if count == 2 {
      emit(Sign.noBreak)
      copy(to: minutes)
    }
    return true
  }

  /// T19: the first day is 1er, days have no leading zero.
  private mutating func frenchDay(_ digits: Int) -> Bool {
    guard digits - index <= 2, Self.isBlank(at(digits)) || at(digits) == Sign.lineFeed else {
      return false
    }
    let month = spacesEnd(digits)
    let end = wordEnd(month)
    guard isMonth(month, end) else { return false }
    // "mars" and "mai" without a year may be part of something else when capitalised.
    guard !Self.isUpper(at(month)) || Self.isDigit(at(spacesEnd(end))) else { return false }
    if digits - index == 2, input[index] == 0x30 { skip(to: index + 1) }
    let isFirst = digits - index == 1 && input[index] == 0x31
    copy(to: digits)
    if isFirst { emitSuperscript("er") }
    return true
  }

  /// Whether digits are followed by a currency or by what is counted, so that they may be grouped:
  /// a postal code, an identifier and the number of a text are not.
  ///
  /// The first of two amounts, as in 10000-20000 € and 10000 à 20000 personnes, is one too.
  private func isAmount(_ digits: Int) -> Bool {
    guard input[index] != 0x30 else { return false }
    var isCounted = false
    if isSum(digits, &isCounted) { return true }
    if !isCounted, let second = secondAmount(digits) {
      if isSum(fractionEnd(second), &isCounted) { return true }
    }
    guard isCounted else { return false }
    let (before, start) = scalar(before: outCount)
    return !Self.isBlank(before) || !FrenchWords.beforeNumber.contains(previousWord(before: start))
  }

  /// Whether a sign of money stands behind digits; or else, whether something counted does.
  private func isSum(_ digits: Int, _ isCounted: inout Bool) -> Bool {
    let next = spacesEnd(digits)
    let sign = at(next)
    if sign == Sign.euro || sign == 0x24 || sign == 0xA3 { return true }
    let end = wordEnd(next)
    isCounted = next > digits && FrenchWords.counted.contains(word(next, end))
    return next > digits && at(end) == Sign.euro && FrenchWords.multiples.contains(word(next, end))
  }

  /// The end of the digits behind `-`, `–`, `à`, `et` or `ou`.
  private func secondAmount(_ digits: Int) -> Int? {
    var start = digits
    if at(start) == 0x2D || at(start) == Sign.enDash {
      start = next(start)
    } else {
      let word = spacesEnd(digits)
      let end = wordEnd(word)
      guard word > digits, FrenchWords.betweenAmounts.contains(self.word(word, end)) else {
        return nil
      }
      start = spacesEnd(end)
    }
    guard Self.isDigit(at(start)) else { return nil }
    var end = digitsEnd(start)
    // Groups of three may stand there already.
    var left = 4
    while left > 0, Self.isBlank(at(end)), digitsEnd(next(end)) == next(end) + 3 {
      end = next(end) + 3
      left -= 1
    }
    return end
  }

  /// Writes a grouped number, its decimals, and the number behind a hyphen.
  private mutating func emitAmount(_ digits: Int, _ fraction: Int) {
    let second = at(fraction) == 0x2D ? digitsEnd(fraction + 1) : fraction
    let isRange = second > fraction + 1 && second <= runEnd
    if isRange, emitsMarks { emit(TypographicMark.unbrokenStart) }
    emitGrouped(digits)
    if fraction > digits {
      replace(to: digits + 1, 0x2C)
      copy(to: fraction)
    }
    guard isRange else { return }
    copy(to: fraction + 1)
    if second - index >= 5 { emitGrouped(second) } else { copy(to: second) }
    if emitsMarks { emit(TypographicMark.unbrokenEnd) }
  }

  private mutating func emitGrouped(_ end: Int) {
    while index < end {
      copy(to: index + 1)
      if index < end, (end - index) % 3 == 0 { emit(Sign.narrow) }
    }
  }

  /// T15: the end of the decimals of 2.5 %, which takes a comma.
  private func decimalEnd(_ digits: Int) -> Int? {
    guard at(digits) == 0x2E, Self.isDigit(at(digits + 1)) else { return nil }
    let end = digitsEnd(digits + 1)
    guard end - digits <= 4 else { return nil }
    let next = blanksEnd(end)
    if at(next) == 0x25 || has("million", at: next) || has("milliard", at: next)
      || has("M€", at: next) || has("Md€", at: next) || has("k€", at: next)
    {
      return end
    }
    // Three digits behind the full stop of an amount may be thousands.
    let decimals = end - digits - 1
    return decimals <= 2 && (has("€", at: next) || has("euro", at: next)) ? end : nil
  }

  // MARK: - Words

  /// T10: XIXe; T19: months in lower case; T23: capitals with accents. T24 has its own place.
  private mutating func frenchWord() {
    let wordEnd = wordEnd(index)
    let end = min(wordEnd, max(runEnd, index + 1))
    guard !Self.isWord(previous), end == wordEnd else {
      copy(to: end)
      care = index + 4
      return
    }
    if frenchRoman(end) {
      care = index + 4
      return
    }
    let first = input[index]
    if first == 0x4D || first == 0x44 || first == 0x50 || first == 0x41,
      FrenchWords.startTitles.contains(word(index, end))
    {
      care = end + 3
    }
    if first == 0x45, FrenchWords.wantsAccent(word(index + 1, end)) {
      replace(to: index + 1, 0xC9)
      copy(to: end)
    } else if first == 0x41, end == index + 1, isPrepositionA {
      replace(to: end, 0xC0)
    } else if Self.isUpper(UInt32(first)), isMonthAfterDay(end) {
      replace(to: index + 1, UInt32(first | 0x20))
      copy(to: end)
    } else {
      // The rest of the word may hold an `oe`.
      copy(to: index + 1)
    }
  }

  private mutating func frenchRoman(_ end: Int) -> Bool {
    var roman = index
    while roman < end, input[roman] == 0x49 || input[roman] == 0x56 || input[roman] == 0x58 {
      roman += 1
    }
    guard roman > index, roman < end, !Self.isDigit(at(end)) else { return false }
    let isOne = roman - index == 1 && input[index] == 0x49
    let suffix = word(roman, end)
    guard FrenchWords.followsRoman(suffix), let raised = FrenchWords.ordinal(suffix, isOne: isOne)
    else { return false }
    copy(to: roman)
    emitSuperscript(raised)
    skip(to: end)
    return true
  }

  /// Whether `A` at the start of a sentence is the preposition.
  private var isPrepositionA: Bool {
    var (before, start) = scalar(before: outCount)
    while Self.isBlank(before) { (before, start) = scalar(before: start) }
    guard
      before == 0 || before == 0x2E || before == 0x3A || before == 0x21 || before == 0x3F
        || before == Sign.ellipsis || before == Sign.openGuillemet || before == Sign.openQuote
        || before == 0x28 || before == 0x5B || before == Sign.emDash || before == Sign.enDash,
      Self.isBlank(at(index + 1)) || at(index + 1) == Sign.lineFeed
    else { return false }
    let next = spacesEnd(index + 1)
    return FrenchWords.afterA.contains(word(next, wordEnd(next)))
  }

  /// Whether a stretch is the name of a month, in small letters or capitals, and a whole word.
  private func isMonth(_ start: Int, _ end: Int) -> Bool {
    FrenchWords.months.contains(loweredWord(start, end)) && !Self.isDigit(at(end))
  }

  private func isMonthAfterDay(_ end: Int) -> Bool {
    guard isMonth(index, end), Self.isDigit(at(spacesEnd(end)))
    else { return false }
    var (before, start) = scalar(before: outCount)
    guard Self.isBlank(before) else { return false }
    (before, start) = scalar(before: start)
    while Self.isMark(before) || before == 0x65 || before == 0x72 {
      (before, start) = scalar(before: start)
    }
    return Self.isDigit(before)
  }
}
