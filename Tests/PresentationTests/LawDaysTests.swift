// The law at a date, over the dossier in this repository: what a page of a day says and does not say.

import Diagnostics
import DossierModel
import TemplateEngine
import Testing
import Verification

@testable import Presentation

@Suite struct LawDaysTests {
  /// The finished page that answers for a day.
  static func page(_ day: String) async throws -> String {
    let presenter = try await ThemeReferenceTests.presenter()
    let change = try #require(presenter.lawDays.at(try CivilDate.parse(day)))
    let request = PageRequest(.lawDay, route: change.route)
    let scope = PageScope(presenter, page: change.route, shapes: ShapeCache())
    let template = try #require(presenter.library.templates.template(PageKind.lawDay.template))
    var out = OutputBuffer()
    var bag = scope.faults
    try template.render(scope.context(for: request), into: &out, warnings: &bag)
    #expect(bag.isEmpty)
    return String(decoding: out.bytes, as: UTF8.self)
  }

  /// B-27: on 2 January 2026 article 226-8-1 stands in its version of 2024, and no text bans the tool.
  @Test func theLawOfADayIsThatOfTheLastChangeBeforeIt() async throws {
    let before = try await Self.page("2026-01-02")
    #expect(before.contains("href=\"../dispositions/cp-226-8-1.html#v1\""))
    let presenter = try await ThemeReferenceTests.presenter()
    let act = try #require(presenter.dossier.provisions.id(of: "ia-5"))
    func version(_ day: String) throws -> Int? {
      presenter.checked.law(act, on: try CivilDate.parse(day)).applicable
    }
    let banned = try #require(try version("2026-12-02"))
    #expect(try version("2026-01-02") != banned)
    let name = presenter.dossier.provisions[act].versions[banned].id.value
    #expect(!before.contains("href=\"../dispositions/ia-5.html#\(name)\""))
    let after = try await Self.page("2026-12-02")
    #expect(after.contains("href=\"../dispositions/ia-5.html#\(name)\""))
    #expect(after.contains("avenir"), "what is still to come on the day of the build says so")
  }

  @Test func everyEventFallsUnderOneDayAtMost() async throws {
    let presenter = try await ThemeReferenceTests.presenter()
    let days = presenter.lawDays.all
    #expect(zip(days, days.dropFirst()).allSatisfy { $0.day < $1.day && $0.next == $1.day })
    #expect(Set(days.map(\.route.path)).count == days.count)
    let events = presenter.eventsByLawDay.values.reduce(0) { $0 + $1.count }
    #expect(events <= presenter.dossier.events.count)
    for day in days {
      for id in presenter.eventsByLawDay[day.day] ?? [] {
        #expect(day.covers(try #require(presenter.dossier.events[id].date.value.earliest)))
      }
    }
  }

  @Test func nothingIsEnforcedBeforeTheFirstDay() async throws {
    let presenter = try await ThemeReferenceTests.presenter()
    #expect(presenter.lawDays.at(.first) == nil)
    #expect(presenter.lawDays.at(.last)?.day == presenter.lawDays.all.last?.day)
  }

  @Test(arguments: [
    ("226-8", "226-15", true), ("226-8-1", "226-8", false), ("5", "50", true),
    ("L. 131-21", "L. 131-4", false),
  ])
  func articlesAreOrderedByTheirNumbers(left: String, right: String, isBefore: Bool) {
    #expect(
      PageScope.articleKey(left).lexicographicallyPrecedes(PageScope.articleKey(right)) == isBefore)
  }

  @Test(arguments: [
    ("ils se moquent", ":~:text=ils%20se%20moquent"),
    ("a-b, c&d", ":~:text=a%2Db%2C%20c%26d"),
    (
      "un deux trois quatre cinq six sept huit neuf dix onze",
      ":~:text=un%20deux%20trois%20quatre%20cinq,sept%20huit%20neuf%20dix%20onze"
    ),
    ("l’État", ":~:text=l%E2%80%99%C3%89tat"),
  ])
  func wordsOfASourceAreAddressed(text: String, directive: String) {
    #expect(TextFragment.directive(text) == directive)
  }
}
