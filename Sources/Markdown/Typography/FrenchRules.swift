// French typography, rule by rule. T numbers are those of the project's list of checks.

extension TypesettingPass {
  /// Handles the scalar at `index`.
  mutating func frenchStep() {
    let scalar = input[index]
    switch scalar {
    case Sign.lineFeed, TypographicMark.object: copy()
    case Sign.space, Sign.noBreak, Sign.narrow, 0x2009: frenchBlank()
    case 0x3B, 0x21, 0x3F: frenchHighPunctuation()
    case 0x3A: frenchColon()
    case Sign.openGuillemet:
      copy()
      quoteDepth += 1
      if !Self.isSpace(at(index)) { out.append(Sign.noBreak) }
    case Sign.closeGuillemet:
      if !Self.isSpace(previous) { out.append(Sign.noBreak) }
      copy()
      quoteDepth = max(0, quoteDepth - 1)
    case 0x22: frenchDoubleQuote()
    case 0x27: frenchSingleQuote()
    case 0x2E: frenchDots()
    case Sign.ellipsis: frenchEllipsis(1)
    case 0x25, Sign.euro:
      // T16: a no-break space before % and €.
      if Self.isDigit(previous), !Self.isWord(at(index + 1)) { out.append(Sign.noBreak) }
      copy()
    case Sign.degree:
      // T11: n° 12.
      let isNumero = previous == 0x6E || previous == 0x4E
      copy()
      if isNumero, Self.isDigit(at(index)) { out.append(Sign.noBreak) }
    case 0xA7:
      copy()
      if Self.isDigit(at(index)) { out.append(Sign.noBreak) }
    case 0x30...0x39: frenchNumber()
    default:
      if Self.isLetter(scalar) { frenchWord() } else { copy() }
    }
  }

  // MARK: - Spaces

  private mutating func frenchBlank() {
    let end = min(blanksEnd(index), max(runEnd, index + 1))
    let next = blanksEnd(index)
    guard let replacement = frenchSpace(before: next) else {
      copy(to: end)
      return
    }
    out.append(replacement)
    index = end
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
    case 0x3B:
      return Self.followsPunctuation(at(next + 1)) ? Sign.narrow : nil
    case 0x21, 0x3F:
      return Self.followsPunctuation(at(next + 1)) ? Sign.narrow : nil
    case 0x3A:
      return Self.followsPunctuation(at(next + 1)) ? Sign.noBreak : nil
    case Sign.closeGuillemet: return Sign.noBreak
    case 0x25, Sign.euro, 0x24, 0xA3, 0x2030:
      return Self.isDigit(before) && !Self.isWord(at(next + 1)) ? Sign.noBreak : nil
    default: break
    }
    if Self.isDigit(after) { return frenchSpaceBeforeDigit(next, before) }
    if Self.isDigit(before) { return frenchSpaceAfterDigit(next) }
    guard Self.isLetter(after) || after == TypographicMark.object else { return nil }
    if Self.isUpper(after) || after == TypographicMark.object,
      FrenchWords.titles.contains(previousWord)
    {
      return Sign.noBreak
    }
    if Self.isUpper(after), isArticleLetter(next), FrenchWords.articles.contains(previousWord) {
      return Sign.noBreak
    }
    if before == 0x65 || before == 0x72, mayEndOrdinal, FrenchWords.isOrdinal(previousWord) {
      let end = wordEnd(next)
      if FrenchWords.months.contains(Array(input[next..<end])) || has("siècle", at: next) {
        return Sign.noBreak
      }
    }
    return nil
  }

  /// Whether the output may end with `1er` or `XIXe`: asked before every word, so cheap.
  private var mayEndOrdinal: Bool {
    var position = out.count - 1
    while position >= 0, Self.isMark(out[position]) || Self.isLetter(out[position]) {
      if out[position] == 0x49 || out[position] == 0x56 || out[position] == 0x58 { return true }
      if out.count - position > 6 { return false }
      position -= 1
    }
    return position >= 0 && Self.isDigit(out[position])
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
    if word.count == 1, word[0] == 0x68, isHourBefore { return Sign.noBreak }
    // `règlement (UE) 2026/1744`: the number of an act of the Union stays with its community.
    if before == 0x29, Self.communities.contains(where: { out.suffix($0.count) == $0[...] }) {
      return Sign.noBreak
    }
    return nil
  }

  private static let communities = ["(UE)", "(CE)", "(CEE)"].map { $0.unicodeScalars.map(\.value) }

  /// Whether the digits before the current place may be the first groups of a grouped number.
  private var isThousandsHead: Bool {
    var position = out.count - 1
    var count = 0
    while position >= 0, Self.isDigit(out[position]) {
      count += 1
      position -= 1
    }
    guard count >= 1, count <= 3, out[position + 1] != 0x30 || count == 3 else { return false }
    guard position >= 0 else { return true }
    let before = out[position]
    if before == Sign.narrow { return count == 3 }
    if Self.isLetter(before) || before == 0x2D || before == 0x2E || before == 0x2C
      || before == 0x2F || before == 0x23 || Self.isMark(before)
    {
      return false
    }
    // `article 12 345` and `n° 12 345` are two numbers or an identifier.
    guard before == Sign.noBreak else { return true }
    var word: [UInt32] = []
    position -= 1
    while position >= 0, !Self.isSpace(out[position]), word.count < 12 {
      word.append(out[position])
      position -= 1
    }
    word.reverse()
    return !FrenchWords.beforeNumber.contains(word)
  }

  /// Whether `h` stands behind an hour.
  private var isHourBefore: Bool {
    let position = out.count - 2
    guard position >= 1, Self.isBlank(out[position]) else { return false }
    return Self.isDigit(out[position - 1])
  }

  /// T18: 14 h 30; T19: 1er mars; units behind numbers.
  private func frenchSpaceAfterDigit(_ next: Int) -> UInt32? {
    guard Self.isLetter(at(next)) else { return nil }
    let end = wordEnd(next)
    guard end - next <= 10 else { return nil }
    let word = Array(input[next..<end])
    if FrenchWords.units.contains(word) { return Sign.noBreak }
    let lower = word.map { FrenchWords.lowered($0) }
    if FrenchWords.months.contains(lower), previousWord.count <= 2 { return Sign.noBreak }
    return nil
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
    let before = previous
    let after = at(index + 1)
    if Self.endsWord(before), Self.followsPunctuation(after) { out.append(Sign.narrow) }
    copy()
  }

  /// T02: a no-break space before `:`.
  private mutating func frenchColon() {
    if Self.endsWord(previous), previous != 0x2E, Self.isSpace(at(index + 1)) {
      out.append(Sign.noBreak)
    }
    copy()
  }

  /// T05: « » first, “ ” inside.
  private mutating func frenchDoubleQuote() {
    switch role(at: index) {
    case .open:
      if quoteDepth > 0 {
        out.append(Sign.openQuote)
      } else {
        out.append(Sign.openGuillemet)
        out.append(Sign.noBreak)
      }
      quoteDepth += 1
      index += 1
    case .close:
      quoteDepth = max(0, quoteDepth - 1)
      if quoteDepth > 0 {
        out.append(Sign.closeQuote)
      } else {
        if !Self.isSpace(previous) { out.append(Sign.noBreak) }
        out.append(Sign.closeGuillemet)
      }
      index += 1
    default: copy()
    }
  }

  /// T06: the apostrophe is ’; pairs of single marks become “ ”.
  private mutating func frenchSingleQuote() {
    switch role(at: index) {
    case .open: out.append(Sign.openQuote)
    case .close: out.append(Sign.closeQuote)
    case .apostrophe: out.append(Sign.apostrophe)
    case .none: out.append(0x27)
    }
    index += 1
  }

  /// T07: three dots are one sign; T13: L. 131-21, p. 4.
  private mutating func frenchDots() {
    if at(index + 1) == 0x2E, at(index + 2) == 0x2E, at(index + 3) != 0x2E, previous != 0x2E,
      index + 3 <= runEnd
    {
      frenchEllipsis(3)
      return
    }
    let word = previousWord
    copy()
    guard Self.isDigit(at(index)) else { return }
    if FrenchWords.beforeNumber.contains(word + [0x2E]) { out.append(Sign.noBreak) }
  }

  /// T09: `etc.` takes no suspension points.
  private mutating func frenchEllipsis(_ count: Int) {
    let isEtCetera = previousWord == FrenchWords.etCetera
    out.append(isEtCetera ? 0x2E : Sign.ellipsis)
    index += count
  }

  // MARK: - Numbers

  private mutating func frenchNumber() {
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
      out.append(0x2C)
      index += 1
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
    if emitsMarks { out.append(TypographicMark.unbrokenStart) }
    copy(to: end)
    if emitsMarks { out.append(TypographicMark.unbrokenEnd) }
  }

  /// T10: 1er, 1re, 2e with raised letters; 2ème becomes 2e.
  private mutating func frenchOrdinal(digits: Int) -> Bool {
    let end = wordEnd(digits)
    guard end > digits, end <= runEnd, end - digits <= 4, !Self.isDigit(at(end)) else {
      return false
    }
    let isOne = digits - index == 1 && input[index] == 0x31
    guard let suffix = FrenchWords.ordinal(Array(input[digits..<end]), isOne: isOne) else {
      return false
    }
    copy(to: digits)
    emitSuperscript(suffix)
    index = end
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
    out.append(Sign.noBreak)
    copy()
    if count == 2 {
      out.append(Sign.noBreak)
      copy(to: minutes)
    }
    return true
  }

  /// T19: the first day is 1er, days have no leading zero.
  private mutating func frenchDay(_ digits: Int) -> Bool {
    guard digits - index <= 2, Self.isBlank(at(digits)) else { return false }
    let month = blanksEnd(digits)
    let end = wordEnd(month)
    guard end - month <= 9 else { return false }
    let lower = input[month..<end].map { FrenchWords.lowered($0) }
    guard FrenchWords.months.contains(lower) else { return false }
    // "mars" and "mai" without a year may be part of something else when capitalised.
    guard !Self.isUpper(at(month)) || Self.isDigit(at(blanksEnd(end))) else { return false }
    if digits - index == 2, input[index] == 0x30 { index += 1 }
    let isFirst = digits - index == 1 && input[index] == 0x31
    copy(to: digits)
    if isFirst { emitSuperscript("er") }
    return true
  }

  /// Whether digits are followed by a currency, so that they may be grouped.
  private func isAmount(_ digits: Int) -> Bool {
    let next = blanksEnd(digits)
    if at(next) == Sign.euro { return true }
    return has("euros", at: next) || has("dollars", at: next)
  }

  private mutating func emitGrouped(_ end: Int) {
    while index < end {
      copy()
      if index < end, (end - index) % 3 == 0 { out.append(Sign.narrow) }
    }
  }

  /// T15: the end of the decimals of 2.5 %, which takes a comma.
  private func decimalEnd(_ digits: Int) -> Int? {
    guard at(digits) == 0x2E, Self.isDigit(at(digits + 1)) else { return nil }
    let end = digitsEnd(digits + 1)
    guard end - digits <= 3 else { return nil }
    let next = blanksEnd(end)
    let isMeasured =
      at(next) == 0x25 || at(next) == Sign.euro || has("million", at: next)
      || has("milliard", at: next)
    return isMeasured ? end : nil
  }

  // MARK: - Words

  /// T10: XIXe; T19: months in lower case; T23: capitals with accents; T24: œ.
  private mutating func frenchWord() {
    let end = min(wordEnd(index), max(runEnd, index + 1))
    let isStart = !Self.isWord(previous)
    guard isStart, end == wordEnd(index) else {
      copy(to: end)
      return
    }
    if frenchRoman(end) { return }
    let first = input[index]
    if first == 0x45, let accented = FrenchWords.accented(input[index..<end]) {
      out.append(accented)
      index += 1
    } else if first == 0x41, end == index + 1, isPrepositionA {
      out.append(0xC0)
      index += 1
    } else if Self.isUpper(first), end - index <= 9, isMonthAfterDay(end) {
      out.append(FrenchWords.lowered(first))
      index += 1
    }
    frenchLigature(end)
    copy(to: end)
  }

  private mutating func frenchRoman(_ end: Int) -> Bool {
    var roman = index
    while roman < end, input[roman] == 0x49 || input[roman] == 0x56 || input[roman] == 0x58 {
      roman += 1
    }
    guard roman > index, roman < end, !Self.isDigit(at(end)) else { return false }
    let isOne = roman - index == 1 && input[index] == 0x49
    let suffix = Array(input[roman..<end])
    guard suffix.count <= 3, let raised = FrenchWords.ordinal(suffix, isOne: isOne) else {
      return false
    }
    copy(to: roman)
    emitSuperscript(raised)
    index = end
    return true
  }

  /// Whether `A` at the start of a sentence is the preposition.
  private var isPrepositionA: Bool {
    var position = out.count - 1
    while position >= 0, Self.isBlank(out[position]) { position -= 1 }
    let starts =
      position < 0 || out[position] == 0x2E || out[position] == 0x3A
      || out[position] == Sign.openGuillemet
    guard starts, Self.isBlank(at(index + 1)) else { return false }
    let next = blanksEnd(index + 1)
    let end = wordEnd(next)
    guard end - next <= 9 else { return false }
    return FrenchWords.afterA.contains(Array(input[next..<end]))
  }

  private func isMonthAfterDay(_ end: Int) -> Bool {
    let lower = input[index..<end].map { FrenchWords.lowered($0) }
    guard FrenchWords.months.contains(lower), Self.isDigit(at(blanksEnd(end))) else { return false }
    var position = out.count - 1
    guard position >= 0, Self.isBlank(out[position]) else { return false }
    position -= 1
    while position >= 0,
      Self.isMark(out[position]) || out[position] == 0x65 || out[position] == 0x72
    {
      position -= 1
    }
    return position >= 0 && Self.isDigit(out[position])
  }

  /// T24: writes `oe` as œ in the words that want it, up to the end of the word.
  private mutating func frenchLigature(_ end: Int) {
    var position = index
    while position + 1 < end {
      let first = input[position]
      if first == 0x6F || first == 0x4F, input[position + 1] | 0x20 == 0x65,
        FrenchWords.wantsLigature(input[index..<end].map { FrenchWords.lowered($0) })
      {
        copy(to: position)
        out.append(first == 0x6F ? 0x153 : 0x152)
        index += 2
        return
      }
      position += 1
    }
  }
}
