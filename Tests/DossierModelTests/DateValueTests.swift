// EDTF: what is read, what is refused and why, order, bounds.

import Diagnostics
import DossierModel
import TestSupport
import Testing

@Suite struct DateValueTests {
  @Test(arguments: [
    ("2026-01-02", "2026-01-02", "2026-01-02"),
    ("2026-01", "2026-01-01", "2026-01-31"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("2026", "2026-01-01", "2026-12-31"),
    ("2026-02-01?", "2026-02-01", "2026-02-01"),
    ("2026-01~", "2026-01-01", "2026-01-31"),
    ("2026%", "2026-01-01", "2026-12-31"),
    ("2025-12-31~/2026-01-02", "2025-12-31", "2026-01-02"),
    ("2026-01/2026-03", "2026-01-01", "2026-03-31"),
    ("2026-01-02/2026-01-02", "2026-01-02", "2026-01-02"),
  ])
  func bounds(text: String, earliest: String, latest: String) throws {
    let value = try DateValue.parse(text)
    #expect(value.earliest?.description == earliest)
    #expect(value.latest?.description == latest)
    #expect(value.description == text)
  }

  @Test func unspecifiedPartsAreLeftOut() throws {
    #expect(try DateValue.parse("2026-01-XX") == DateValue.parse("2026-01"))
    #expect(try DateValue.parse("2026-XX-XX") == DateValue.parse("2026"))
    #expect(try DateValue.parse("2026-XX") == DateValue.parse("2026"))
  }

  @Test func openAndUnknownEnds() throws {
    let open = try DateValue.parse("2026-02/..")
    #expect(open.latest == nil && open.earliest != nil && open.isInterval)
    let unknown = try DateValue.parse("/2026-01")
    #expect(unknown.earliest == nil && unknown.latest?.description == "2026-01-31")
    #expect(open.description == "2026-02/.." && unknown.description == "/2026-01")
  }

  @Test func marks() throws {
    let uncertain = try DateValue.parse("2026-02-01?")
    #expect(uncertain.isUncertain && !uncertain.isApproximate && uncertain.exactDay == nil)
    let about = try DateValue.parse("2025-12-31~/2026-01-02")
    #expect(about.isApproximate && !about.isUncertain)
    let both = try DateValue.parse("2026%")
    #expect(both.isApproximate && both.isUncertain)
    #expect(try DateValue.parse("2026-01-02").exactDay?.description == "2026-01-02")
    #expect(try DateValue.parse("2026-01").exactDay == nil)
  }

  @Test(arguments: [
    ("2026-02-30", "February 2026 has 28 days", nil),
    ("2024-02-30", "February 2024 has 29 days", nil),
    ("2026-04-31", "April 2026 has 30 days", nil),
    ("2026-01-00", "there is no day 00", "leave the day out when it is not known: `2026-01`"),
    ("2026-13", "there is no month 13", "months are written `01` to `12`"),
    ("2026-00-01", "there is no month 00", "months are written `01` to `12`"),
    (
      "2026-31-01", "there is no month 31", "month and day are exchanged: write `2026-01-31`"
    ),
    (
      "2026-21", "seasons are not read; month 21 does not exist",
      "write an interval of months: `2026-03/2026-05`"
    ),
    ("02/01/2026", "a date is written year first, with hyphens", "write `2026-01-02`"),
    ("2026/01/02", "a date is written year first, with hyphens", "write `2026-01-02`"),
    ("02-01-2026", "a date is written year first", "write `2026-01-02`"),
    ("2026-1-2", "year, month and day have four, two and two digits", "write `2026-01-02`"),
    ("2 janvier 2026", "a date is written in digits, year first", "write `2026-01-02`"),
    ("1er Février 2026", "a date is written in digits, year first", "write `2026-02-01`"),
    ("3 May 2026", "a date is written in digits, year first", "write `2026-05-03`"),
    (
      "2026-01-02T21:59", "a date carries no time of day",
      "write the day only; an event has the key `time`"
    ),
    (
      "2026?-01", "`?` stands inside the date",
      "put one mark at the end: `2026-02-01?`; `%` means uncertain and approximate"
    ),
    (
      "2026-01-02?~", "`?` stands inside the date",
      "put one mark at the end: `2026-02-01?`; `%` means uncertain and approximate"
    ),
    ("0000", "there is no year 0000", nil),
    ("2026-XX-02", "the day is given and the month is not", nil),
    ("", "the date is empty", "write `2026-01-02`, `2026-01` or `2026`"),
    (
      "2026-01-09/2026-01-02", "the interval ends on 2026-01-02 before it begins on 2026-01-09",
      "write `2026-01-02/2026-01-09`"
    ),
    ("../..", "an interval needs at least one date", nil),
    ("/", "an interval needs at least one date", nil),
    (
      "2026/2027/2028/2029", "an interval has two ends, here are 4", "write `2026-01-02/2026-01-09`"
    ),
    (
      "hier", "a date is written `2026-01-02`, `2026-01` or `2026`",
      "leave out what is not known; `~` means about, `?` doubtful"
    ),
    (
      "٢٠٢٦", "a date is written `2026-01-02`, `2026-01` or `2026`",
      "leave out what is not known; `~` means about, `?` doubtful"
    ),
  ])
  func faults(text: String, reason: String, hint: String?) {
    let fault = #expect(throws: DateFault.self) { try DateValue.parse(text) }
    #expect(fault?.reason.english == reason && fault?.hint?.english == hint)
    #expect(fault?.reason.french != reason)
  }

  @Test func orderDoesNotDependOnTheInput() throws {
    let sorted = try [
      "/2026-01", "2025", "2025-12-29", "2025-12-31~/2026-01-02", "2026-01-01", "2026-01",
      "2026-01-02", "2026-01-02?", "2026-01-02/2026-01-03", "2026-01-02/..", "2026-02-01?",
      "2026-12-02", "2027-06-14",
    ].map(DateValue.parse)
    var random = SplitMix64(seed: 7)
    for _ in 0..<200 {
      #expect(sorted.shuffled(using: &random).sorted() == sorted)
    }
  }

  @Test func beforeAndAfter() throws {
    let day = try CivilDate.parse("2026-01-15")
    #expect(try DateValue.parse("2026-01").covers(day))
    #expect(try DateValue.parse("2026-02").isAfter(day))
    #expect(try DateValue.parse("2025").isBefore(day))
    #expect(try DateValue.parse("2026-01-01/..").covers(day))
    #expect(try !DateValue.parse("2026-01-01/..").isBefore(day))
    #expect(try DateValue.parse("/2026-01-14").isBefore(day))
  }

  /// Any text is either a date that is written as it was read, or a fault with a reason.
  @Test func randomTextsNeverCrash() {
    var random = SplitMix64(seed: 2026)
    let alphabet = Array("0123456789-/?~%.XxT: éà")
    for _ in 0..<20_000 {
      let length = Int.random(in: 0...14, using: &random)
      let text = String((0..<length).map { _ in alphabet.randomElement(using: &random) ?? "0" })
      do throws(DateFault) {
        let value = try DateValue.parse(text)
        #expect(throws: Never.self) { try DateValue.parse(value.description) == value }
        if let first = value.earliest, let last = value.latest { #expect(first <= last) }
      } catch {
        #expect(!error.reason.english.isEmpty)
      }
    }
  }
}
