// French typography, rule by rule. T numbers are those of the project's list of checks.

extension TypesettingPass {
  /// Handles the scalar at `index`; everything before it is written.
  mutating func frenchStep() {
    let scalar = at(index)
    switch scalar {
    case Sign.space, Sign.noBreak, Sign.narrow, 0x2009: frenchBlank()
    case 0x3B, 0x21, 0x3F: frenchHighPunctuation()
    case 0x3A: frenchColon()
    case Sign.openGuillemet:
      copyScalar()
      care = index + 1
      quoteDepth += 1
      if !Self.isSpace(at(index)) { emit(Sign.noBreak) }
    case Sign.closeGuillemet:
      if !Self.isSpace(previous) { emit(Sign.noBreak) }
      copyScalar()
      quoteDepth = max(0, quoteDepth - 1)
    case 0x22: frenchDoubleQuote()
    case 0x27: frenchSingleQuote()
    case 0x2E: frenchDots()
    case Sign.ellipsis: frenchEllipsis(to: next(index))
    case 0x25, Sign.euro:
      // T16: a no-break space before % and €.
      if Self.isDigit(previous), !Self.isWord(at(next(index))) { emit(Sign.noBreak) }
      copyScalar()
    case Sign.degree:
      // T11: n° 12.
      let isNumero = previous == 0x6E || previous == 0x4E
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
    let next = blanksEnd(index)
    let end = min(next, max(runEnd, self.next(index)))
    guard let replacement = frenchSpace(before: next) else {
      copy(to: end)
      return
    }
    replace(to: end, replacement)
  }

  /// The space wanted between what is written and the scalar at `next`; nil to keep the blanks.
  private func frenchSpace(before next: Int) -> UInt32? {
    let after = at(next)
    let before = previous
    if before == 0 || after == 0 || after == Sign.lineFeed || Self.isSpace(before) {
      return before == Sign.openGuillemet && after != 0 ? Sign.noBreak : nil
    }
    if before == Sign.openGuillemet { return Sign.noBreak }
    switch after {
    case 0x3B, 0x21, 0x3F:
      return Self.followsPunctuation(at(next + 1)) ? Sign.narrow : nil
    case 0x3A:
      return Self.followsPunctuation(at(next + 1)) ? Sign.noBreak : nil
    case Sign.closeGuillemet: return Sign.noBreak
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
      let word = previousWord
      if FrenchWords.titles.contains(word) { return Sign.noBreak }
      if isArticleLetter(next), FrenchWords.articles.contains(word) { return Sign.noBreak }
    }
    // M. le ministre, Mme la rapporteure.
    if after == 0x6C, FrenchWords.courtesies.contains(previousWord),
      FrenchWords.articlesOfNames.contains(word(next, wordEnd(next)))
    {
      return Sign.noBreak
    }
    if before == 0x65 || before == 0x72, FrenchWords.isOrdinal(previousWord) {
      let end = wordEnd(next)
      // A month in capitals stands before a year.
      let isDay =
        isMonth(next, end) && (!Self.isUpper(after) || Self.isDigit(at(blanksEnd(end))))
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
    if word == 0x68, isHourBefore { return Sign.noBreak }
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
    if FrenchWords.units.contains(word(next, end)) { return Sign.noBreak }
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
    let isFollowed = Self.isDigit(at(index + 1))
    copyScalar()
    guard isFollowed else { return }
    flush()
    if FrenchWords.beforeNumber.contains(previousWord) { emit(Sign.noBreak) }
  }

  /// T09: `etc.` takes no suspension points.
  private mutating func frenchEllipsis(to end: Int) {
    let isEtCetera = previousWord == FrenchWords.etCetera
    replace(to: end, isEtCetera ? 0x2E : Sign.ellipsis)
  }

  // MARK: - Numbers

  private mutating func frenchNumber() {
    defer { care = index + 4 }
    let before = previous
    let end = digitsEnd(index)
    let limit = runEnd
    guard !Self.isWord(before), before != 0x2D, before != 0x2E, before != 0x2C, before != 0x2F,
      before != 0x23, before != 0x5F, end <= limit
    else {
      copy(to: max(min(end, limit), index + 1))
      return
    }
    if let number = unbrokenEnd(end), number <= limit {
      emitUnbroken(number)
    } else if frenchOrdinal(digits: end) || frenchHour(end) || frenchDay(end) {
      return
    } else if end - index >= 5, isAmount(end) {
      emitGrouped(end)
    } else if let decimals = decimalEnd(end), decimals <= limit {
      copy(to: end)
      replace(to: end + 1, 0x2C)
      copy(to: decimals)
    } else {
      copy(to: end)
    }
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
    guard digits - index <= 2, at(digits) == 0x68 else { return false }
    let minutes = digitsEnd(digits + 1)
    let count = minutes - digits - 1
    guard count == 0 || count == 2, !Self.isWord(at(minutes)), minutes <= runEnd else {
      return false
    }
    copy(to: digits)
    emit(Sign.noBreak)
    copy(to: digits + 1)
    if count == 2 {
      emit(Sign.noBreak)
      copy(to: minutes)
    }
    return true
  }

  /// T19: the first day is 1er, days have no leading zero.
  private mutating func frenchDay(_ digits: Int) -> Bool {
    guard digits - index <= 2, Self.isBlank(at(digits)) else { return false }
    let month = blanksEnd(digits)
    let end = wordEnd(month)
    guard isMonth(month, end) else { return false }
    // "mars" and "mai" without a year may be part of something else when capitalised.
    guard !Self.isUpper(at(month)) || Self.isDigit(at(blanksEnd(end))) else { return false }
    if digits - index == 2, input[index] == 0x30 { skip(to: index + 1) }
    let isFirst = digits - index == 1 && input[index] == 0x31
    copy(to: digits)
    if isFirst { emitSuperscript("er") }
    return true
  }

  /// Whether digits are followed by a currency or by what is counted, so that they may be grouped:
  /// a postal code, an identifier and the number of a text are not.
  private func isAmount(_ digits: Int) -> Bool {
    let next = blanksEnd(digits)
    if has("€", at: next) { return true }
    guard next > digits, input[index] != 0x30,
      FrenchWords.counted.contains(word(next, wordEnd(next)))
    else { return false }
    let (before, start) = scalar(before: outCount)
    return !Self.isBlank(before) || !FrenchWords.beforeNumber.contains(previousWord(before: start))
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
    if at(next) == 0x25 || has("million", at: next) || has("milliard", at: next) { return end }
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
        || before == Sign.ellipsis || before == Sign.openGuillemet,
      Self.isBlank(at(index + 1))
    else { return false }
    let next = blanksEnd(index + 1)
    return FrenchWords.afterA.contains(word(next, wordEnd(next)))
  }

  /// Whether a stretch is the name of a month, in small letters or capitals, and a whole word.
  private func isMonth(_ start: Int, _ end: Int) -> Bool {
    FrenchWords.months.contains(loweredWord(start, end)) && !Self.isDigit(at(end))
  }

  private func isMonthAfterDay(_ end: Int) -> Bool {
    guard isMonth(index, end), Self.isDigit(at(blanksEnd(end)))
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
