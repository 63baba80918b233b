// Days: calendar, arithmetic, weekdays.

import DossierModel
import Testing

@Suite struct CivilDateTests {
  @Test(arguments: [
    ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2026-01-02", 20_455),
    ("0001-01-01", -719_162), ("9999-12-31", 2_932_896),
  ])
  func dayNumbers(text: String, number: Int) throws {
    let date = try CivilDate.parse(text)
    #expect(date.dayNumber == number)
    #expect(CivilDate(dayNumber: number) == date)
    #expect(date.description == text)
  }

  @Test func everyDayOfFourCenturiesFollowsTheOther() throws {
    var date = try CivilDate.parse("1800-01-01")
    let end = try CivilDate.parse("2200-12-31")
    while date < end {
      let next = date.adding(days: 1)
      #expect(next.dayNumber == date.dayNumber + 1 && date < next)
      if next.day != 1 {
        #expect(next.day == date.day + 1 && next.month == date.month)
      } else {
        #expect(date.day == CivilDate.dayCount(ofMonth: date.month, year: date.year))
      }
      date = next
    }
  }

  @Test(arguments: [
    ("2026-01-02", Weekday.friday), ("2026-01-10", .saturday), ("2026-01-11", .sunday),
    ("2026-02-01", .sunday), ("2000-01-01", .saturday), ("1900-03-01", .thursday),
    ("0001-01-01", .monday),
  ])
  func weekdays(text: String, weekday: Weekday) throws {
    #expect(try CivilDate.parse(text).weekday == weekday)
  }

  @Test func noDayOutsideTheCalendar() {
    #expect(CivilDate(year: 2026, month: 2, day: 29) == nil)
    #expect(CivilDate(year: 2024, month: 2, day: 29) != nil)
    #expect(CivilDate(year: 1900, month: 2, day: 29) == nil)
    #expect(CivilDate(year: 2026, month: 13, day: 1) == nil)
    #expect(CivilDate(year: 2026, month: 0, day: 1) == nil)
    #expect(CivilDate(year: 0, month: 1, day: 1) == nil)
    #expect(CivilDate(dayNumber: Int.max) == nil)
  }

  @Test func arithmeticStaysWithinTheCalendar() {
    #expect(CivilDate.last.adding(days: 1) == .last)
    #expect(CivilDate.first.adding(days: -1) == .first)
    #expect(CivilDate.last.adding(days: Int.max) == .last)
    #expect(CivilDate.first.adding(days: Int.min) == .first)
  }

  @Test func differences() throws {
    let start = try CivilDate.parse("2025-12-29")
    #expect(start.days(until: try CivilDate.parse("2026-01-08")) == 10)
    #expect(start.days(until: try CivilDate.parse("2025-12-28")) == -1)
  }

  @Test(arguments: ["2026-01", "2026-01-02?", "2026-01-01/2026-01-02", "2026"])
  func aDayIsOneCertainDay(text: String) {
    #expect(throws: DateFault.self) { try CivilDate.parse(text) }
  }
}
