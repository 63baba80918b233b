// The calendars: content lines, folding by octets, days, identity.

import DossierModel
import Foundation
import TestSupport
import Testing

@testable import Exchange

/// Checks of a calendar that hold for any dossier.
enum CalendarCheck {
  /// The lines of a calendar, unfolded.
  static func lines(_ text: String) -> [String] {
    text.replacingOccurrences(of: "\r\n ", with: "").components(separatedBy: "\r\n").dropLast()
  }

  /// Expects the form that RFC 5545 asks for.
  static func check(_ file: ExchangeFile) {
    var start = 0
    let bytes = file.bytes
    for index in bytes.indices where bytes[index] == 0x0A {
      #expect(index > 0 && bytes[index - 1] == 0x0D, "a line feed without carriage return")
      let line = bytes[start..<(index - 1)]
      #expect(line.count <= 75, "a line of \(line.count) octets")
      #expect(String(validating: line, as: UTF8.self) != nil, "a character cut in two")
      start = index + 1
    }
    #expect(start == bytes.count, "the last line has no end")
    let lines = lines(file.text)
    #expect(lines.first == "BEGIN:VCALENDAR" && lines.last == "END:VCALENDAR")
    let identifiers = lines.filter { $0.hasPrefix("UID:") }
    #expect(Set(identifiers).count == identifiers.count)
    for name in ["BEGIN:VEVENT", "DTSTAMP:", "DTSTART;", "DTEND;", "SUMMARY:", "END:VEVENT"] {
      #expect(lines.count { $0.hasPrefix(name) } == identifiers.count, "\(name)")
    }
  }
}

@Suite struct ICalendarTests {
  private func lines(_ route: String, on date: String = "2026-11-22") async throws -> [String] {
    let file = try await ExchangeFixture.file(route, on: date)
    CalendarCheck.check(file)
    return CalendarCheck.lines(file.text)
  }

  @Test func everyEventKnownToTheDayHasAnEntry() async throws {
    let lines = try await lines("chronologie.ics")
    #expect(
      lines.filter { $0.hasPrefix("UID:") } == [
        "UID:e-04@l-affaire-d-essai-un-modele.dossier",
        "UID:e-01@l-affaire-d-essai-un-modele.dossier",
        "UID:e-02@l-affaire-d-essai-un-modele.dossier",
        "UID:e-05@l-affaire-d-essai-un-modele.dossier",
      ])
  }

  @Test(arguments: [
    ("2026-11-22", ["e-05"]), ("2026-12-02", ["e-05"]), ("2026-12-03", []),
    ("2026-01-02", ["e-04", "e-01", "e-02", "e-05"]),
  ])
  func eventsToComeBeginOnTheDayOfTheBuild(date: String, expected: [String]) async throws {
    let identifiers = try await lines("echeances.ics", on: date)
      .filter { $0.hasPrefix("UID:") }
      .map { String($0.dropFirst(4).prefix { $0 != "@" }) }
    #expect(identifiers == expected)
  }

  /// A calendar program knows an entry by its UID: other edits must not make a second one.
  @Test func identityOutlivesOtherEdits() async throws {
    let before = try await lines("chronologie.ics").filter { $0.hasPrefix("UID:") }
    let workspace = try TemporaryWorkspace()
    try workspace.copy(ExchangeFixture.folder.path + "/dossier", to: "dossier")
    let name = "dossier/Content/data/events.yaml"
    let text = try workspace.read(name)
    try workspace.write(
      name,
      text.replacingOccurrences(of: "Les images circulent.", with: "Les images se répandent.")
        .replacingOccurrences(of: "date: 2026-12-02", with: "date: 2026-12-03"))
    let day = try ExchangeFixture.day("2026-11-23")
    let checked = try await ExchangeFixture.checked(
      URL(fileURLWithPath: workspace.path("dossier")), on: day)
    let file = try #require(
      exchangeFiles(for: checked, buildDate: day, baseURL: nil)
        .first { $0.route == "chronologie.ics" })
    #expect(file.text.contains("SUMMARY:Les images se répandent."))
    #expect(file.text.contains("DTSTART;VALUE=DATE:20261203"))
    #expect(CalendarCheck.lines(file.text).filter { $0.hasPrefix("UID:") } == before)
  }

  @Test func endIsTheDayAfterTheLast() async throws {
    let lines = try await lines("chronologie.ics")
    #expect(
      lines.filter { $0.hasPrefix("DTSTART") } == [
        "DTSTART;VALUE=DATE:20251231", "DTSTART;VALUE=DATE:20260102",
        "DTSTART;VALUE=DATE:20260201", "DTSTART;VALUE=DATE:20261202",
      ])
    #expect(
      lines.filter { $0.hasPrefix("DTEND") } == [
        "DTEND;VALUE=DATE:20260103", "DTEND;VALUE=DATE:20260103", "DTEND;VALUE=DATE:20260202",
        "DTEND;VALUE=DATE:20261203",
      ])
  }

  @Test func stampIsTheDayOfTheLastChange() async throws {
    let stamps = Set(try await lines("chronologie.ics").filter { $0.hasPrefix("DTSTAMP") })
    #expect(stamps == ["DTSTAMP:20261121T000000Z"])
  }

  @Test func doubtfulDaysAreTentative() async throws {
    let lines = try await lines("chronologie.ics")
    #expect(
      lines.filter { $0.hasPrefix("STATUS") || $0.hasPrefix("X-EDTF") } == [
        "STATUS:TENTATIVE", "X-EDTF:2025-12-31~/2026-01-02", "STATUS:CONFIRMED",
        "X-EDTF:2026-01-02", "STATUS:TENTATIVE", "X-EDTF:2026-02-01?", "STATUS:CONFIRMED",
        "X-EDTF:2026-12-02",
      ])
  }

  @Test func textIsEscaped() async throws {
    let lines = try await lines("chronologie.ics")
    let summary = try #require(
      lines.first { $0.hasPrefix("SUMMARY:Ada Lemoine") })
    #expect(summary.hasPrefix("SUMMARY:Ada Lemoine\\, députée\\, signale"))
    #expect(summary.contains("générées"))
    #expect(summary.contains("\\; elle dénonce"))
    let description = try #require(lines.first { $0.hasPrefix("DESCRIPTION:21:59\\n") })
    #expect(description.contains("vise Société Modèle et cite Code de l’exemple\\, art. 10."))
  }
}

@Suite struct ContentLinesTests {
  /// Every way in which a character of one to four bytes can lie on the fold.
  @Test(arguments: 60...80, ["a", "é", "’", "🙂"])
  func foldsBetweenCharacters(length: Int, character: String) {
    let value = String(repeating: "a", count: length) + String(repeating: character, count: 90)
    var lines = ContentLines()
    lines.add("X", value)
    let pieces = String(decoding: lines.bytes, as: UTF8.self).components(separatedBy: "\r\n")
    #expect(pieces.last == "")
    #expect(pieces.allSatisfy { $0.utf8.count <= 75 && !$0.contains("\u{FFFD}") })
    #expect(pieces.dropFirst().dropLast().allSatisfy { $0.hasPrefix(" ") })
    let unfolded = pieces.dropFirst().reduce(pieces[0]) { $0 + $1.dropFirst() }
    #expect(unfolded == "X:" + value)
  }

  @Test(arguments: [73, 74])
  func foldsOnlyWhatIsTooLong(length: Int) {
    var lines = ContentLines()
    lines.add("X", String(repeating: "a", count: length))
    let count = String(decoding: lines.bytes, as: UTF8.self).components(separatedBy: "\r\n").count
    #expect(count == (length == 73 ? 2 : 3))
  }

  @Test func escapesWhatTextAsksFor() {
    var lines = ContentLines()
    lines.add(text: "X", "a\\b;c,d\ne\r\nf\tg:h\"i")
    #expect(
      String(decoding: lines.bytes, as: UTF8.self) == "X:a\\\\b\\;c\\,d\\ne\\nf g:h\"i\r\n")
  }
}
