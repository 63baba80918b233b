// Owns the recognition of dates in French and English prose: "samedi 11 janvier 2026", "1er mars",
// "Saturday, 11 January 2026", "January 11, 2026", "11/01/2026". Byte by byte around digits, since
// all prose of a dossier is read.

import DossierModel

/// A date read from prose, possible or not.
struct ProseDate: Hashable, Sendable {
  let day: Int
  /// 1 to 12 from a word; any number from digits.
  let month: Int
  /// `nil` where none is written.
  let year: Int?
  /// The day of the week written before it.
  let weekday: Weekday?
  /// The word for it, as written.
  let weekdayText: String?
  /// Where it stands in the block's text, weekday included.
  let range: Range<Int>
}

/// Finds dates in a block of prose.
struct ProseDateScanner {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The dates of the block, in order.
  ///
  /// - Complexity: O(n).
  func dates() -> [ProseDate] {
    var dates: [ProseDate] = []
    var index = 0
    while index < bytes.count {
      guard ProseBytes.isDigit(bytes[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < bytes.count, ProseBytes.isDigit(bytes[index]) { index += 1 }
      // `index` is behind the digits whether or not a date begins here.
      if index - start <= 2, let date = date(from: start, to: index) {
        dates.append(date)
        index = max(index, date.range.upperBound)
      }
    }
    return dates
  }

  private func date(from start: Int, to end: Int) -> ProseDate? {
    guard start == 0 || !isJoined(start), let day = number(start..<end) else { return nil }
    if end < bytes.count, bytes[end] == UInt8(ascii: "/") {
      return numericDate(day: day, from: start, to: end)
    }
    var cursor = end
    if let word = word(at: cursor), ["er", "st", "nd", "rd", "th"].contains(word.text) {
      cursor = word.range.upperBound
    }
    let afterDay = cursor
    cursor = skipSpaces(cursor)
    if cursor > afterDay, let word = word(at: cursor), word.text == "of" {
      cursor = skipSpaces(word.range.upperBound)
    }
    if cursor > afterDay, let word = word(at: cursor), let month = Self.months[word.text] {
      var until = word.range.upperBound
      let year = year(after: until)
      if let year { until = year.end }
      return finished(day, month, year?.value, start..<until)
    }
    // English order: the month stands before the day.
    if let word = wordBefore(start), let month = Self.englishMonths[word.text] {
      var until = afterDay
      let year = year(after: until)
      if let year { until = year.end }
      return finished(day, month, year?.value, word.range.lowerBound..<until)
    }
    return nil
  }

  private func numericDate(day: Int, from start: Int, to end: Int) -> ProseDate? {
    guard let month = digits(at: end + 1), month.range.count <= 2,
      month.range.upperBound < bytes.count,
      bytes[month.range.upperBound] == UInt8(ascii: "/"),
      let year = digits(at: month.range.upperBound + 1), year.range.count == 4
    else { return nil }
    return finished(day, month.value, year.value, start..<year.range.upperBound)
  }

  private func finished(_ day: Int, _ month: Int, _ year: Int?, _ range: Range<Int>) -> ProseDate {
    var before = wordBefore(range.lowerBound, over: [0x2C])
    // "samedi, le 11 janvier", "Saturday the 11th of January"
    if let article = before, article.text == "le" || article.text == "the" {
      before = wordBefore(article.range.lowerBound, over: [0x2C])
    }
    let weekday = before.flatMap { Self.weekdays[$0.text] }
    let start = weekday == nil ? range.lowerBound : before?.range.lowerBound ?? range.lowerBound
    let text =
      weekday == nil ? nil : before.map { String(decoding: bytes[$0.range], as: UTF8.self) }
    return ProseDate(
      day: day, month: month, year: year, weekday: weekday, weekdayText: text,
      range: start..<range.upperBound)
  }

  // MARK: - Reading around

  /// Whether the digits at `start` belong to something longer: `1/2`, `2.3`, `226-8`, `X11`.
  private func isJoined(_ start: Int) -> Bool {
    let before = bytes[start - 1]
    if ProseBytes.isLetter(before) || ProseBytes.isDigit(before) { return true }
    return before == UInt8(ascii: "/") || before == UInt8(ascii: "-")
      || (before == UInt8(ascii: ".") || before == UInt8(ascii: ","))
        && start >= 2 && ProseBytes.isDigit(bytes[start - 2])
  }

  private func number(_ range: Range<Int>) -> Int? {
    Int(String(decoding: bytes[range], as: UTF8.self))
  }

  private func digits(at start: Int) -> (value: Int, range: Range<Int>)? {
    var end = start
    while end < bytes.count, end < start + 5, ProseBytes.isDigit(bytes[end]) { end += 1 }
    guard end > start, let value = number(start..<end) else { return nil }
    return (value, start..<end)
  }

  private func year(after start: Int) -> (value: Int, end: Int)? {
    var cursor = start
    if cursor < bytes.count, bytes[cursor] == 0x2C { cursor += 1 }
    let from = skipSpaces(cursor)
    guard from > cursor, let year = digits(at: from), year.range.count == 4,
      (1_000...2_999).contains(year.value)
    else { return nil }
    return (year.value, year.range.upperBound)
  }

  private func skipSpaces(_ start: Int) -> Int {
    var index = start
    while index < bytes.count, let width = ProseBytes.spaceWidth(bytes, at: index) {
      index += width
    }
    return index
  }

  private func word(at start: Int) -> (text: String, range: Range<Int>)? {
    var end = start
    while end < bytes.count, end < start + 16, isWordByte(end) { end += 1 }
    return end > start ? (ProseBytes.folded(bytes[start..<end]), start..<end) : nil
  }

  private func isWordByte(_ index: Int) -> Bool {
    let byte = bytes[index]
    if ProseBytes.isLetter(byte) { return true }
    guard byte >= 0x80 else { return false }
    return ProseBytes.punctuationWidth(bytes, at: index) == nil
  }

  /// The word before an offset, over spaces and some other bytes.
  private func wordBefore(
    _ start: Int, over others: Set<UInt8> = []
  ) -> (text: String, range: Range<Int>)? {
    var end = start
    while end > 0 {
      let byte = bytes[end - 1]
      if byte == 0x20 || others.contains(byte) {
        end -= 1
      } else if end >= 2, bytes[end - 2] == 0xC2, byte == 0xA0 {
        end -= 2
      } else if end >= 3, bytes[end - 3] == 0xE2, bytes[end - 2] == 0x80, byte == 0xAF {
        end -= 3
      } else {
        break
      }
    }
    guard end < start else { return nil }
    var from = end
    while from > 0, from > end - 16, ProseBytes.isLetter(bytes[from - 1]) || bytes[from - 1] >= 0x80
    {
      from -= 1
    }
    return from < end ? (ProseBytes.folded(bytes[from..<end]), from..<end) : nil
  }

  // MARK: - Words

  static let months: [String: Int] = [
    "janvier": 1, "fevrier": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6, "juillet": 7,
    "aout": 8, "septembre": 9, "octobre": 10, "novembre": 11, "decembre": 12,
  ].merging(englishMonths) { first, _ in first }

  private static let englishMonths: [String: Int] = [
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7,
    "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
  ]

  private static let weekdays: [String: Weekday] = [
    "lundi": .monday, "mardi": .tuesday, "mercredi": .wednesday, "jeudi": .thursday,
    "vendredi": .friday, "samedi": .saturday, "dimanche": .sunday,
    "monday": .monday, "tuesday": .tuesday, "wednesday": .wednesday, "thursday": .thursday,
    "friday": .friday, "saturday": .saturday, "sunday": .sunday,
  ]
}

extension Weekday {
  /// The name of the day in the language of a dossier.
  func name(_ language: DossierLanguage) -> String {
    let names =
      language == .french
      ? ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
      : ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    return names[rawValue - 1]
  }
}
