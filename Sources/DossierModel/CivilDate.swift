// A day of the Gregorian calendar and the arithmetic on days. No time zone, no clock, no locale:
// the wording of dates belongs to Presentation.

import Diagnostics

/// A day of the (proleptic) Gregorian calendar, in the years 1 to 9999.
package struct CivilDate: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The year, 1 to 9999.
  package let year: Int
  /// The month, 1 to 12.
  package let month: Int
  /// The day of the month.
  package let day: Int

  /// Makes a day, or `nil` when the calendar has no such day.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.dayCount(ofMonth: month, year: year)
    else { return nil }
    self.init(validYear: year, month: month, day: day)
  }

  init(validYear year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Reads a day written `2026-01-02`.
  ///
  /// - Throws: `DateFault`, with what is wrong.
  package static func parse(_ text: String) throws(DateFault) -> CivilDate {
    let value = try DateValue.parse(text)
    guard case .single(let date) = value.form, date.precision == .day else {
      throw DateFault(
        reason: Wording("a single day is expected", fr: "un jour seul est attendu"),
        hint: Wording(
          "write the year, month and day: `2026-01-02`",
          fr: "écrivez l'année, le mois et le jour : `2026-01-02`"))
    }
    guard !date.isUncertain, !date.isApproximate else {
      throw DateFault(
        reason: Wording("this date must be certain", fr: "cette date doit être certaine"),
        hint: Wording("leave out `?`, `~` and `%`", fr: "retirez `?`, `~` et `%`"))
    }
    return date.earliest
  }

  /// The number of days since 1 January 1970, negative before it.
  ///
  /// - Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
  package var dayNumber: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// Makes the day with a number, or `nil` outside the years 1 to 9999.
  package init?(dayNumber: Int) {
    guard (-719_162...2_932_896).contains(dayNumber) else { return nil }
    let shifted = dayNumber + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
    self.init(
      validYear: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// The day `count` days later, held within the years 1 to 9999.
  package func adding(days count: Int) -> CivilDate {
    let number = dayNumber.addingReportingOverflow(count).partialValue
    if let date = CivilDate(dayNumber: number) { return date }
    return count < 0 ? Self.first : Self.last
  }

  /// The number of days from this day to another; negative when the other is earlier.
  package func days(until other: CivilDate) -> Int { other.dayNumber - dayNumber }

  /// The day of the week.
  package var weekday: Weekday {
    // 1 January 1970 was a Thursday.
    let index = (dayNumber + 3) % 7
    return Weekday.allCases[index < 0 ? index + 7 : index]
  }

  /// The first day that can be written.
  package static let first = CivilDate(validYear: 1, month: 1, day: 1)
  /// The last day that can be written.
  package static let last = CivilDate(validYear: 9999, month: 12, day: 31)

  /// Whether February has 29 days.
  package static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// The number of days of a month.
  package static func dayCount(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// By year, month and day.
  package static func < (left: CivilDate, right: CivilDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  /// The day in ISO 8601: `2026-01-02`.
  package var description: String {
    "\(Self.padded(year, to: 4))-\(Self.padded(month, to: 2))-\(Self.padded(day, to: 2))"
  }

  static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}

/// A day of the week, Monday first as in ISO 8601.
package enum Weekday: Int, CaseIterable, Hashable, Sendable {
  case monday = 1
  case tuesday, wednesday, thursday, friday, saturday, sunday
}
