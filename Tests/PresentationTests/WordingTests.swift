// Dates, numbers and money in words, in both languages.

import Diagnostics
import DossierModel
import TemplateEngine
import Testing

@testable import Presentation

@Suite struct WordingTests {
  /// The words of the built-in theme.
  static func words(_ language: DossierLanguage) -> Words {
    var sources = SourceMap()
    var bag = DiagnosticBag()
    return TemplateLibrary.load(folder: nil, language: language, sources: &sources, into: &bag)
      .words
  }

  static func plain(_ text: String) -> String {
    text.replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ")
  }

  @Test(arguments: [
    ("2026-01-02", "2 janvier 2026"),
    ("2026-01-01", "1er janvier 2026"),
    ("2026-01", "janvier 2026"),
    ("2026", "2026"),
    ("2025-12-31~", "vers le 31 décembre 2025"),
    ("2026-05~", "vers mai 2026"),
    ("2026-02-01?", "1er février 2026, date à confirmer"),
    ("2026-02-16/2026-02-17", "du 16 au 17 février 2026"),
    ("2026-01-30/2026-02-02", "du 30 janvier au 2 février 2026"),
    ("2025-12-30/2026-01-02", "du 30 décembre 2025 au 2 janvier 2026"),
    ("2025-12-31~/2026-01-02", "du 31 décembre 2025 environ au 2 janvier 2026"),
    ("2026-01/2026-03", "de janvier à mars 2026"),
    ("2025-04/2026-03", "d’avril 2025 à mars 2026"),
    ("2026-02-01/..", "depuis le 1er février 2026"),
    ("2026-02/..", "depuis février 2026"),
    ("../2026-02-01", "jusqu’au 1er février 2026"),
  ])
  func frenchDates(written: String, expected: String) throws {
    let dates = DateWording(Self.words(.french))
    #expect(Self.plain(dates.text(try DateValue.parse(written))) == expected)
  }

  @Test(arguments: [
    ("2026-01-02", DateStyle.short, "2 janv. 2026"),
    ("2026-01-02", .day, "2 janvier"),
    ("2026-01", .day, "janvier"),
    ("2026", .day, "2026"),
  ])
  func styles(written: String, style: DateStyle, expected: String) throws {
    let dates = DateWording(Self.words(.french))
    #expect(Self.plain(dates.text(try DateValue.parse(written), style)) == expected)
  }

  /// A `time` element never says more than is known, and holds no doubt in its attribute.
  @Test(arguments: [
    ("2026-01-01", "<time datetime=\"2026-01-01\">1<sup>er</sup>\u{A0}janvier 2026</time>"),
    ("2026-01", "<time datetime=\"2026-01\">janvier 2026</time>"),
    ("2025-12-31~", "vers le <time datetime=\"2025-12-31\">31\u{A0}décembre 2025</time>"),
    (
      "2026-02-16/2026-02-17",
      "du <time datetime=\"2026-02-16\">16</time> au "
        + "<time datetime=\"2026-02-17\">17\u{A0}février 2026</time>"
    ),
  ])
  func markup(written: String, expected: String) throws {
    let dates = DateWording(Self.words(.french))
    #expect(dates.html(try DateValue.parse(written)) == expected)
  }

  @Test(arguments: [
    ("2026-01-01", "1 January 2026"), ("2026-02-16/2026-02-17", "16 to 17 February 2026"),
    ("2025-12-31~", "about 31 December 2025"),
  ])
  func englishDates(written: String, expected: String) throws {
    let dates = DateWording(Self.words(.english))
    #expect(Self.plain(dates.text(try DateValue.parse(written))) == expected)
  }

  /// An article goes with a day, another word with a month, none with an interval.
  @Test(arguments: [
    ("evidence.version_of", "2024-05-23", "Version du 23 mai 2024"),
    ("evidence.version_of", "2009-06", "Version de juin 2009"),
    ("evidence.version_of", "2009-04", "Version d’avril 2009"),
    ("evidence.version_of", "2025?", "Version de 2025, date à confirmer"),
    ("provision.in_force", "2024-02?", "en vigueur en février 2024, date à confirmer"),
    ("provision.adopted", "2024-05-21~", "adopté : vers le 21 mai 2024"),
    ("actor.role_since", "2022", "Depuis 2022"),
    ("actor.role_since", "2025-07-01", "Depuis le 1er juillet 2025"),
  ])
  func phrases(key: String, written: String, expected: String) throws {
    let dates = DateWording(Self.words(.french))
    #expect(Self.plain(dates.text(key, try DateValue.parse(written))) == expected)
  }

  @Test func distances() throws {
    let dates = DateWording(Self.words(.french))
    let day = try CivilDate.parse("2026-11-22")
    #expect(dates.distance(from: day, to: day) == "aujourd’hui")
    #expect(dates.distance(from: day, to: day.adding(days: 1)) == "demain")
    #expect(dates.distance(from: day, to: day.adding(days: 10)) == "dans 10 jours")
    #expect(dates.distance(from: day, to: day.adding(days: 400)) == nil)
    #expect(dates.distance(from: day, to: day.adding(days: -1)) == nil)
  }

  @Test(arguments: [
    (0, "0 €"), (1500, "1500 €"), (15_000, "15 000 €"), (100_000, "100 000 €"),
    (1_000_000, "1 M€"), (2_500_000, "2,5 M€"), (35_000_000, "35 M€"), (1_234_567, "1 234 567 €"),
  ])
  func frenchMoney(euros: Int, expected: String) {
    #expect(Self.plain(NumberWording(Self.words(.french)).money(euros)) == expected)
  }

  @Test func englishMoney() {
    #expect(NumberWording(Self.words(.english)).money(15_000) == "€15,000")
  }

  @Test(arguments: [
    (12, "1 an"), (24, "2 ans"), (6, "6 mois"), (18, "18 mois"), (30, "2 ans et 6 mois"),
  ])
  func prison(months: Int, expected: String) {
    #expect(Self.plain(NumberWording(Self.words(.french)).prison(months: months)) == expected)
  }

  @Test func percentages() {
    let numbers = NumberWording(Self.words(.french))
    #expect(Self.plain(numbers.percent(6)) == "6 %")
    #expect(Self.plain(numbers.percent(1.5)) == "1,5 %")
    #expect(Self.plain(numbers.percent(0.05)) == "0,05 %")
  }
}
