// The mistakes that real pages made about this affair: each is caught where somebody writes it, or
// stands in the dossier as a contradiction with all its values.

import Diagnostics
import DossierModel
import Foundation
import Testing

@testable import Verification

@Suite struct RealMistakesTests {
  /// The codes of the dossier with one more paragraph of a chapter.
  private static func codes(_ body: String) async throws -> (codes: [String], shown: String) {
    let files = try VerificationFixtures.shipped().with([
      "Content/chapters/99-essai.md": """
      ---
      title: Essai
      number: 99
      description: Une phrase.
      presumption: true
      ---

      \(body)

      """
    ])
    let outcome = await VerificationFixtures.check(files)
    return (outcome.codes, outcome.rendered)
  }

  private static func checked() async throws -> CheckedDossier {
    let outcome = await VerificationFixtures.check(try VerificationFixtures.shipped())
    return try #require(outcome.checked, "\(outcome.rendered)")
  }

  // MARK: - Caught

  @Test(arguments: [
    ("Un article du code pénal, l’article 226-6-1, punirait la création.", "R0304"),
    ("L’art. 226-6-1 du code pénal punirait la création.", "R0304"),
    ("La loi SREN du 21 mars 2024 a changé le code.", "R0305"),
    ("La loi n° 2024-449 du 21 mars 2024 a changé le code.", "R0305"),
    ("La loi du 21 mars 2024 a changé le code.", "R0306"),
    ("La loi du 9 mai 2024 a changé le code.", "R0306"),
    ("L’Indonésie bloque le service le samedi 11 janvier 2026.", "R0202"),
    ("L’hébergeur est exonéré par le 6-I-3 LCEN.", "R0310"),
    ("L’[[law:ia-99|article 99]] plafonne l’amende à 7,5 M€.", "R0301"),
    ("La directive (UE) 1385/2024 attend sa transposition.", "R0307"),
    ("L’[[law:cp-226-8|article 226-8-1]] vise les contenus sexuels.", "R0311"),
    ("[[actor:elon-musk]] est coupable de cette diffusion.", "R0503"),
    ("[[actor:elon-musk]] a été mis en examen en mai.", "R0503"),
  ])
  func whatPagesWroteIsCaught(body: String, code: String) async throws {
    let found = try await Self.codes(body)
    #expect(found.codes == [code], "\(body)\n\(found.shown)")
  }

  /// livv.eu shows the text of 2024 under the identifier of 1994.
  @Test func aTextOf2024UnderAnIdentifierOf1994IsCaught() async throws {
    let files = try VerificationFixtures.shipped().replacing(
      "identifier: LEGIARTI000049571542", with: "identifier: LEGIARTI000006417937",
      in: "Content/data/provisions.yaml")
    let outcome = await VerificationFixtures.check(files)
    #expect(Set(outcome.codes) == ["R0303", "R0309"], "\(outcome.rendered)")
    // With no record of the version of 1994, the age of the identifier gives it away.
    let alone = try VerificationFixtures.base().replacing(
      "LEGIARTI000049567458", with: "LEGIARTI000006417937", in: "Content/data/provisions.yaml")
    let old = await VerificationFixtures.check(alone)
    #expect(old.codes == ["R0309"], "\(old.rendered)")
  }

  /// I-01: Delaporte accompanied by Delaporte.
  @Test func aDeputyAccompaniedByHimselfIsCaught() async throws {
    let files = try VerificationFixtures.shipped()
    let events = "Content/data/events.yaml"
    let text = try #require(files.texts[events])
    let twice = text.replacing(
      "- actor: eric-bothorel", with: "- actor: arthur-delaporte\n    - actor: eric-bothorel")
    let listed = await VerificationFixtures.check(files.with([events: twice]))
    #expect(Set(listed.codes) == ["R0106"], "\(listed.rendered)")
    let related = try VerificationFixtures.base().replacing(
      "description: Députée.",
      with:
        "description: Députée.\n  relations:\n    - {verb: est accompagnée de, to: claire-martin}",
      in: "Content/data/actors.yaml")
    let outcome = await VerificationFixtures.check(related)
    #expect(outcome.codes == ["R0105"], "\(outcome.rendered)")
    let limit = try #require(try await Self.checked().dossier.limits[slug: "i-01"])
    #expect(limit.severity == .high && !limit.claims.isEmpty)
  }

  // MARK: - Modelled

  @Test(arguments: (1...14).map { $0 < 10 ? "x-0\($0)" : "x-\($0)" })
  func everyContradictionStandsWithItsValues(slug: String) async throws {
    let dossier = try await Self.checked().dossier
    let contradiction = try #require(dossier.contradictions[slug: slug])
    #expect(contradiction.values.count >= 2)
    #expect(contradiction.values.allSatisfy { !$0.sources.isEmpty })
    #expect(!contradiction.reason.source.isEmpty)
    #expect(Set(contradiction.values.map(\.value)).count == contradiction.values.count)
  }

  /// What was retained, and that the values of other pages still stand.
  @Test(arguments: [
    ("x-01", "janvier 2025", "juillet 2025"), ("x-02", "Le 10 janvier", "samedi 11"),
    ("x-03", "9 janvier", "5 janvier"), ("x-04", "Ancien député", "Député"),
    ("x-05", "7 mai", "6 mai"), ("x-06", "8 janvier", "9 janvier"),
    ("x-07", "21 mai 2024", "21 mars 2024"), ("x-08", "3 %", "1,5 %"),
    ("x-09", "Stichting Offlimits", "Autorité de protection"), ("x-10", "2 décembre", "Trois mois"),
  ])
  func theOtherValueIsShownToo(slug: String, retained: String, other: String) async throws {
    let dossier = try await Self.checked().dossier
    let contradiction = try #require(dossier.contradictions[slug: slug])
    #expect(contradiction.retained?.contains(retained) == true)
    #expect(contradiction.values.contains { $0.value.contains(other) })
  }

  @Test func x01IsTwoEvents() async throws {
    let checked = try await Self.checked()
    let opened = try #require(checked.dossier.events[slug: "e-02b"])
    let assigned = try #require(checked.dossier.events[slug: "e-02c"])
    #expect(opened.date.value < assigned.date.value)
  }

  @Test func x02HasTheDaysOfTheCalendar() async throws {
    let checked = try await Self.checked()
    let blocked = try #require(checked.dossier.events[slug: "e-11"]?.date.value.exactDay)
    #expect(blocked == DateValue.day("2026-01-10") && blocked.weekday == .saturday)
    #expect(DateValue.day("2026-01-11").weekday == .sunday)
  }

  @Test func x04AFormerDeputyHoldsNoMandate() async throws {
    let checked = try await Self.checked()
    let actor = try #require(checked.dossier.actors.id(of: "stephane-vojetta"))
    let report = try #require(checked.dossier.events.id(of: "e-19"))
    let decree = try #require(checked.dossier.events.id(of: "e-44"))
    func isDeputy(_ event: EventID) -> Bool {
      checked.roles(of: actor, at: event).contains { $0.title.hasPrefix("Député") }
    }
    #expect(!isDeputy(report))
    #expect(isDeputy(decree))
  }

  @Test func x10GivesADateAndNoDuration() async throws {
    let dossier = try await Self.checked().dossier
    let retained = dossier.contradictions[slug: "x-10"]?.retained ?? ""
    #expect(retained.contains("2026") && !retained.contains("mois"))
  }

  /// What was concluded of a past day stays as it was when the ban of December applies: no false alarm.
  @Test(arguments: ["2026-11-22", "2026-12-02", "2027-01-15"])
  func conclusionsOfAPastDayDoNotGrowStale(day: String) async throws {
    let outcome = await VerificationFixtures.check(
      try VerificationFixtures.shipped(), on: DateValue.day(day))
    #expect(outcome.diagnostics.isEmpty, "\(outcome.rendered)")
    #expect(outcome.checked?.staleConclusions.isEmpty == true)
  }

  /// A change of the law that the dossier did not foresee overtakes what it says of the law of today.
  @Test func conclusionsOfTodayAreListedOnceTheLawChanges() async throws {
    let provisions = "Content/data/provisions.yaml"
    var files = try VerificationFixtures.shipped()
    let text = try #require(files.texts[provisions])
    let record = try #require(text.range(of: "- id: cp-226-8-1\n"))
    let start = try #require(
      text.range(
        of: "      in-force: 2024-05-23\n", range: record.upperBound..<text.endIndex))
    let versions = try #require(
      text.range(
        of: "  versions:\n", options: .backwards, range: record.upperBound..<start.lowerBound))
    var changed = text
    changed.replaceSubrange(
      start, with: "      in-force: 2024-05-23\n      until: 2026-12-15\n")
    changed.replaceSubrange(
      versions,
      with: """
          versions:
            - id: v-decembre
              in-force: 2026-12-15
              summary: Une version nouvelle.

        """)
    files.texts[provisions] = changed
    let before = await VerificationFixtures.check(files, on: DateValue.day("2026-12-14"))
    #expect(before.checked?.staleConclusions.isEmpty == true, "\(before.rendered)")
    let after = await VerificationFixtures.check(files, on: DateValue.day("2027-01-15"))
    let checked = try #require(after.checked, "\(after.rendered)")
    let provision = try #require(checked.dossier.provisions.id(of: "cp-226-8-1"))
    #expect(checked.staleConclusions.allSatisfy { $0.provision == provision })
    let owners = checked.staleConclusions.map { checked.dossier.slug(of: $0.owner) }
    #expect(owners.contains("devoirs-des-plateformes"))
    #expect(!owners.contains("analyse-juridique"))
    #expect(after.diagnostics.contains { $0.code == .staleConclusion })
    for stale in checked.staleConclusions {
      #expect(checked.staleConclusions(of: stale.owner).contains(stale))
    }
  }
}
