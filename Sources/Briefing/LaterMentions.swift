// What a text says of days after the day of a briefing: dates spelled out in French or English, and
// names of laws that did not exist yet. Dates that known law had fixed already are not later.

import DossierModel
import Verification

/// Finds mentions of what came after a day.
struct LaterMentions: Sendable {
  private let cutoff: CivilDate
  /// Dates that law known on the day had fixed: "applicable from 2 August 2026" was known in 2025.
  private let known: Set<String>
  /// Names of laws that came later, as the sources write them.
  private let names: [[UInt8]]

  init(cutoff: CivilDate, knownDates: [DateValue], laterLaws: [Instrument]) {
    self.cutoff = cutoff
    known = Set(knownDates.compactMap { Self.key($0) })
    var names: [[UInt8]] = []
    for law in laterLaws {
      names.append(Array(law.short.utf8))
      // "2026/1744" is the law in any language.
      for word in (law.short + " " + law.title).split(whereSeparator: {
        $0 == " " || $0 == "\u{A0}"
      })
      where word.contains("/") && word.contains(where: \.isNumber) {
        names.append(Array(word.utf8.filter { $0 != UInt8(ascii: ",") }))
      }
    }
    self.names = names.filter { $0.count > 5 }
  }

  /// The offset of the first byte of a text that tells of a later day; `nil` when none does.
  func first(in text: [UInt8]) -> Int? {
    var found: Int?
    for name in names {
      if let at = Self.offset(of: name, in: text) { found = min(found ?? at, at) }
    }
    let words = Self.words(of: text)
    for (index, word) in words.enumerated() {
      if let found, word.start >= found { break }
      if let start = laterDate(endingAt: index, in: words) {
        found = min(found ?? start, start)
        break
      }
    }
    return found
  }

  /// The same for a text of a data field.
  func isLater(_ text: String) -> Bool { first(in: Array(text.utf8)) != nil }

  // MARK: - Dates

  private struct Word {
    let start: Int
    let text: String
  }

  /// Where a date that ends with the word at an index starts, if it lies after the day.
  private func laterDate(endingAt index: Int, in words: [Word]) -> Int? {
    let word = words[index]
    if let (date, key) = Self.numericDate(word.text) {
      return date > cutoff && !known.contains(key) ? word.start : nil
    }
    guard word.text.count == 4, let year = Int(word.text), (1900...2199).contains(year) else {
      return nil
    }
    func before(_ count: Int) -> String { index >= count ? words[index - count].text : "" }
    var month = Self.months[before(1)]
    var day = Self.day(before(2))
    var start = words[max(0, index - 1)].start
    if month == nil, let named = Self.months[before(2)], let number = Self.day(before(1)) {
      // "March 26, 2026"
      (month, day) = (named, number)
      start = words[index - 2].start
    } else if month != nil, day != nil {
      start = words[index - 2].start
    }
    guard let month else {
      // A year alone, behind no number of a law or page.
      let isLater = year > cutoff.year && year <= cutoff.year + 30
      return isLater && !known.contains("\(year)") ? word.start : nil
    }
    guard let date = CivilDate(year: year, month: month, day: day ?? 1) else { return nil }
    let key = "\(year)-\(month)" + (day.map { "-\($0)" } ?? "")
    return date > cutoff && !known.contains(key) ? start : nil
  }

  /// What a date is spelled as: its day, or its month or year where no more is known.
  private static func key(_ date: DateValue) -> String? {
    if let day = date.exactDay { return "\(day.year)-\(day.month)-\(day.day)" }
    guard let first = date.earliest, let last = date.latest, first.year == last.year else {
      return nil
    }
    return first.month == last.month ? "\(first.year)-\(first.month)" : "\(first.year)"
  }

  private static func day(_ word: String) -> Int? {
    let digits = word.prefix { $0.isASCII && $0.isNumber }
    let rest = word.dropFirst(digits.count)
    guard ["", "er", "st", "nd", "rd", "th"].contains(rest), let day = Int(digits) else {
      return nil
    }
    return (1...31).contains(day) ? day : nil
  }

  /// `2026-03-26`, `2026-03` or `26/03/2026`.
  private static func numericDate(_ word: String) -> (CivilDate, String)? {
    var parts = word.split(separator: "-", omittingEmptySubsequences: false)
    if parts.count < 2 {
      parts = word.split(separator: "/", omittingEmptySubsequences: false).reversed()
      guard parts.count == 3 else { return nil }
    }
    let numbers = parts.compactMap { Int($0) }
    guard (2...3).contains(numbers.count), numbers.count == parts.count, parts[0].count == 4,
      parts[1].count == 2,
      let date = CivilDate(
        year: numbers[0], month: numbers[1], day: numbers.count == 3 ? numbers[2] : 1)
    else { return nil }
    return (date, numbers.map { String($0) }.joined(separator: "-"))
  }

  private static let months: [String: Int] = {
    var months: [String: Int] = [:]
    let spellings = [
      "janvier janv january jan", "février févr fév february feb", "mars march mar",
      "avril avr april apr", "mai may", "juin june jun", "juillet juill juil july jul",
      "août aout august aug", "septembre sept september sep", "octobre oct october",
      "novembre nov november", "décembre déc december dec",
    ]
    for (index, spelling) in spellings.enumerated() {
      for name in spelling.split(separator: " ") { months[String(name)] = index + 1 }
    }
    return months
  }()

  // MARK: - Bytes

  /// The words of a text in lower case, without the signs around them and the marks of the
  /// typography.
  private static func words(of text: [UInt8]) -> [Word] {
    var words: [Word] = []
    var start = 0
    var current = String.UnicodeScalarView()
    func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar.value {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2F, 0xC0...0x24F: false
      default: true
      }
    }
    func finish() {
      if !current.isEmpty { words.append(Word(start: start, text: String(current).lowercased())) }
      current = String.UnicodeScalarView()
    }
    var offset = 0
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      let width = UTF8.width(scalar)
      if (0xFDD0...0xFDEF).contains(scalar.value) || scalar.value == 0x2060 {
        // A mark of the typography stands inside a word: "1" and a raised "er".
      } else if isSeparator(scalar) {
        finish()
      } else {
        if current.isEmpty { start = offset }
        current.append(scalar)
      }
      offset += width
    }
    finish()
    return words
  }

  private static func offset(of name: [UInt8], in text: [UInt8]) -> Int? {
    guard let head = name.first, text.count >= name.count else { return nil }
    for start in 0...(text.count - name.count)
    where text[start] == head && text[start..<start + name.count].elementsEqual(name) {
      return start
    }
    return nil
  }
}
