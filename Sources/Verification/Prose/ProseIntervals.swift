// Owns the recognition of intervals of days in prose, "du 29 décembre au 9 janvier 2026", "from 3 to
// 9 March", and of durations, "11 jours", "three weeks".

import DossierModel

/// Two days with everything between, as written.
struct ProseInterval: Hashable {
  let first: CivilDate
  let last: CivilDate
  /// Where it stands in the block's text.
  let range: Range<Int>

  /// The number of days, both included.
  var dayCount: Int { first.days(until: last) + 1 }
}

extension ProseInterval {
  /// The intervals among the dates of a block.
  ///
  /// A day without a year takes that of the other, and the year before where it would come after it.
  /// Without any year the days are counted as in a common year; so is what they last.
  static func all(among dates: [ProseDate], in bytes: [UInt8]) -> [ProseInterval] {
    var found: [ProseInterval] = []
    for (index, date) in dates.enumerated() {
      let next = index + 1 < dates.count ? dates[index + 1] : nil
      if let next,
        joins(
          bytes[date.range.upperBound..<next.range.lowerBound],
          isBetween: isBetween(before: date.range.lowerBound, in: bytes)),
        let interval = interval(date, next, from: date.range.lowerBound)
      {
        found.append(interval)
      } else if let (day, start) = bareDay(before: date, in: bytes) {
        let first = ProseDate(
          day: day, month: date.month, year: date.year, weekday: nil, weekdayText: nil,
          range: start..<date.range.upperBound)
        if let interval = interval(first, date, from: start) { found.append(interval) }
      }
    }
    return found
  }

  private static func interval(
    _ first: ProseDate, _ last: ProseDate, from start: Int
  ) -> ProseInterval? {
    let lastYear = last.year ?? first.year ?? 2001
    guard let end = CivilDate(year: lastYear, month: last.month, day: last.day) else { return nil }
    let comesAfter = (first.month, first.day) > (last.month, last.day)
    var firstYear = first.year ?? (comesAfter ? lastYear - 1 : lastYear)
    if last.year == nil, let year = first.year { firstYear = year }
    guard let begin = CivilDate(year: firstYear, month: first.month, day: first.day) else {
      return nil
    }
    var close = end
    if last.year == nil, first.year != nil, comesAfter,
      let next = CivilDate(year: lastYear + 1, month: last.month, day: last.day)
    {
      close = next
    }
    guard begin < close else { return nil }
    return ProseInterval(first: begin, last: close, range: start..<last.range.upperBound)
  }

  /// Whether `entre le` or `between` stands before an offset.
  private static func isBetween(before offset: Int, in bytes: [UInt8]) -> Bool {
    let lead = Array(bytes[max(0, offset - 16)..<offset])
    let words = ProseBytes.words(lead).suffix(2).map { ProseBytes.folded(lead[$0]) }
    return words.last == "between" || words == ["entre", "le"]
  }

  /// Whether what stands between two dates makes an interval of them: `au`, `to`, `until`, a dash;
  /// `et le` and `and` behind `entre le` and `between`.
  private static func joins(_ between: ArraySlice<UInt8>, isBetween: Bool) -> Bool {
    guard between.count <= 16 else { return false }
    let word = ProseBytes.words(Array(between)).map { ProseBytes.folded(Array(between)[$0]) }
    if isBetween, word == ["et", "le"] || word == ["and"] { return true }
    if word.isEmpty {
      let text = String(decoding: between, as: UTF8.self)
      return text.contains("–") || text.contains("-") || text.contains("—") || text.contains("→")
    }
    return word == ["au"] || word == ["to"] || word == ["until"] || word == ["through"]
      || word == ["jusqu", "au"] || word == ["inclus", "au"]
  }

  /// The day without a month in "du 3 au 9 mars", "du 1er au 9 mars", "from 3 to 9 March", "entre le 3 et
  /// le 9 mars", "3–9 mars".
  private static func bareDay(before date: ProseDate, in bytes: [UInt8]) -> (Int, Int)? {
    let lead = bytes[max(0, date.range.lowerBound - 24)..<date.range.lowerBound]
    var tokens = ProseTokens(Array(lead)).tokens
    // "et le" is one joint.
    if tokens.last?.text == "le", tokens.dropLast().last?.text == "et" { tokens.removeLast() }
    guard let join = tokens.popLast() else { return nil }
    // "1er", "3rd".
    if let ending = tokens.last, ending.kind == .word, ending.spaces == 0,
      tokens.dropLast().last?.kind == .digits
    {
      tokens.removeLast()
    }
    guard let number = tokens.popLast(), number.kind == .digits, number.text.utf8.count <= 2,
      let day = Int(number.text), day < date.day
    else { return nil }
    let before = tokens.last?.text ?? ""
    switch join.text {
    case "-", "–": break
    case "au", "to": guard before == "du" || before == "from" else { return nil }
    case "et": guard before == "le", tokens.dropLast().last?.text == "entre" else { return nil }
    case "and": guard before == "between" else { return nil }
    default: return nil
    }
    // `2026-3-9 mars` and `12-15` inside a number are no interval.
    if before == "-" || before == "." || before == "," || before == "/" { return nil }
    return (day, lead.startIndex + number.range.lowerBound)
  }
}

/// A length of time, as written.
struct ProseDuration: Hashable {
  enum Unit: Hashable {
    case days, weeks, months, years
  }

  let count: Int
  let unit: Unit
  /// The tokens it is made of.
  let tokens: Range<Int>
  /// Where it stands in the block's text.
  let range: Range<Int>

  /// The duration that begins at a token.
  static func read(_ tokens: ProseTokens, at index: Int, isEnglish: Bool) -> ProseDuration? {
    guard let number = ProseNumber.read(tokens, at: index, isEnglish: isEnglish),
      let count = number.whole, count > 0, count < 100_000, let first = tokens[index],
      let word = tokens[number.end], let unit = units[word.text]
    else { return nil }
    return ProseDuration(
      count: count, unit: unit, tokens: index..<(number.end + 1),
      range: first.range.lowerBound..<word.range.upperBound)
  }

  /// Whether an interval can be said to last so long. Days are counted with the first and the last;
  /// longer units may be rounded. "Huit jours" and "quinze jours" also mean one and two weeks.
  func fits(_ interval: ProseInterval) -> Bool {
    let days = interval.dayCount
    switch unit {
    case .days:
      return days == count || (count == 8 || count == 15) && days == count - 1
    case .weeks: return abs(days - 7 * count) <= 1 || abs(days - 7 * count) <= count
    case .months: return abs(Double(days) / 30.44 - Double(count)) < 0.75
    case .years: return abs(Double(days) / 365.25 - Double(count)) < 0.75
    }
  }

  private static let units: [String: Unit] = [
    "jour": .days, "jours": .days, "day": .days, "days": .days, "semaine": .weeks,
    "semaines": .weeks, "week": .weeks, "weeks": .weeks, "mois": .months, "month": .months,
    "months": .months, "an": .years, "ans": .years, "annee": .years, "annees": .years,
    "year": .years, "years": .years,
  ]
}
