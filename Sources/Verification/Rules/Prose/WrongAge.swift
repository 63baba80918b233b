// R0702: an age written beside a date of birth is the age of who was born then.

import Diagnostics
import DossierModel
import Markdown

extension Rule {
  /// "née le 3 mars 1980, elle a 47 ans" is warned of in a dossier closed in 2026.
  ///
  /// The age is reckoned on the other full date of the sentence, where it has exactly one, and else
  /// on the day at which the dossier was closed; without a day of birth a year more or less fits.
  static let wrongAge = Rule(
    .wrongAge, .prose, reads: "dates of birth and ages in prose, `as-of`"
  ) { context, bag in
    guard let closed = context.dossier.settings.readDays.first(where: { $0.key == "as-of" })
    else { return }
    let isEnglish = context.dossier.settings.language == .english
    for signed in context.signedBlocks where signed.signs.contains([.digit, .birth]) {
      let block = signed.block
      let tokens = ProseTokens(block.text)
      let dates = signed.dates
      let skipped = signed.skipped
      for found in ProseAge.all(tokens, dates: dates, in: block.text, isEnglish: isEnglish) {
        let day = found.day ?? closed.day.value
        let ages = found.birth.ages(on: day)
        guard !ages.contains(found.age), !skipped.contains(where: { $0.overlaps(found.range) })
        else { continue }
        bag.add(
          .wrongAge(
            String(decoding: block.text[found.range], as: UTF8.self), right: ages, on: day,
            isClosingDay: found.day == nil, at: block.span(of: found.range),
            birth: block.span(of: found.birth.range)))
      }
    }
  }
}

/// An age beside a birth in one sentence.
private struct ProseAge {
  /// When somebody was born: a day, or a year.
  struct Birth {
    let day: CivilDate?
    let year: Int
    let range: Range<Int>

    /// The ages that fit on a day.
    func ages(on date: CivilDate) -> ClosedRange<Int> {
      let years = max(0, date.year - year)
      guard let day else { return max(0, years - 1)...years }
      let hadBirthday = (date.month, date.day) >= (day.month, day.day)
      let age = max(0, hadBirthday ? years : years - 1)
      return age...age
    }
  }

  let age: Int
  /// Where the age stands in the block's text.
  let range: Range<Int>
  let birth: Birth
  /// The other date of the sentence, where there is one.
  let day: CivilDate?

  static func all(
    _ tokens: ProseTokens, dates: [ProseDate], in text: [UInt8], isEnglish: Bool
  ) -> [ProseAge] {
    tokens.sentences(in: text).compactMap {
      one(tokens, $0, dates: dates, isEnglish: isEnglish)
    }
  }

  /// The age of a sentence with exactly one birth.
  private static func one(
    _ tokens: ProseTokens, _ sentence: Range<Int>, dates: [ProseDate], isEnglish: Bool
  ) -> ProseAge? {
    let births = sentence.compactMap { birth(tokens, at: $0, dates: dates) }
    guard births.count == 1, let birth = births.first else { return nil }
    let ages = sentence.compactMap { age(tokens, at: $0, isEnglish: isEnglish) }
    guard ages.count == 1, let (age, range) = ages.first else { return nil }
    let from = tokens.tokens[sentence.lowerBound].range.lowerBound
    let to = tokens.tokens[sentence.upperBound - 1].range.upperBound
    let days = dates.filter {
      $0.range.lowerBound >= from && $0.range.upperBound <= to && !$0.range.overlaps(birth.range)
    }.compactMap { date in
      date.year.flatMap { CivilDate(year: $0, month: date.month, day: date.day) }
    }
    if days.count > 1 { return nil }
    return ProseAge(age: age, range: range, birth: birth, day: days.first)
  }

  private static let birthWords: Set<String> = ["ne", "nee", "nes", "nees", "born"]

  private static func birth(_ tokens: ProseTokens, at index: Int, dates: [ProseDate]) -> Birth? {
    guard let word = tokens[index], word.kind == .word, birthWords.contains(word.text) else {
      return nil
    }
    // "ne" without accent is a negation: the accent takes a byte.
    if word.text == "ne", word.range.count == 2 { return nil }
    guard let joint = tokens[index + 1], let next = tokens[index + 2] else { return nil }
    if joint.text == "en" || joint.text == "in", next.kind == .digits,
      next.text.utf8.count == 4, let year = Int(next.text)
    {
      return Birth(
        day: nil, year: year, range: word.range.lowerBound..<next.range.upperBound)
    }
    guard joint.text == "le" || joint.text == "on",
      let date = dates.first(where: {
        $0.range.lowerBound <= next.range.lowerBound && $0.range.upperBound > next.range.lowerBound
      }), let year = date.year, let day = CivilDate(year: year, month: date.month, day: date.day)
    else { return nil }
    return Birth(day: day, year: year, range: word.range.lowerBound..<date.range.upperBound)
  }

  /// "47 ans", "aged 47", "47 years old".
  private static func age(
    _ tokens: ProseTokens, at index: Int, isEnglish: Bool
  ) -> (Int, Range<Int>)? {
    guard let token = tokens[index], token.kind == .digits || token.kind == .word,
      let number = ProseNumber.read(tokens, at: index, isEnglish: isEnglish),
      let age = number.whole, (1...120).contains(age),
      // The inside of a number begins no number.
      tokens[index - 1].map({
        ProseNumber.read(tokens, at: index - 1, isEnglish: isEnglish)?.end != number.end
          || $0.kind == .sign
      }) ?? true
    else { return nil }
    let last = tokens[number.end - 1] ?? token
    let range = token.range.lowerBound..<last.range.upperBound
    if tokens.isOne(of: ["aged", "age", "agee"], at: index - 1) { return (age, range) }
    if tokens.isOne(of: ["ans"], at: number.end) {
      // "depuis 12 ans", "pendant 3 ans", "3 ans de prison" are no ages.
      if tokens.isOne(of: Self.spans, at: index - 1)
        || tokens.isOne(of: ["de", "d", "plus", "apres"], at: number.end + 1)
      {
        return nil
      }
      return (age, range)
    }
    if tokens.isOne(of: ["years", "year"], at: number.end),
      tokens.isOne(of: ["old"], at: number.end + 1)
        || tokens[number.end + 1]?.text == "-" && tokens[number.end + 2]?.text == "old"
    {
      return (age, range)
    }
    return nil
  }

  private static let spans: Set<String> = [
    "depuis", "pendant", "durant", "apres", "dans", "y", "de", "des", "il", "en", "plus", "moins",
  ]
}
