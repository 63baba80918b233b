// The dossier of the repository keeps every rule, and small changes of it break the right one at the
// right place.

import Diagnostics
import DossierModel
import Foundation
import Testing

@testable import Verification

@Suite struct ShippedDossierTests {
  @Test func keepsAllRules() async throws {
    let outcome = await VerificationFixtures.check(try VerificationFixtures.shipped())
    #expect(outcome.diagnostics.isEmpty, "\(outcome.rendered)")
    #expect(outcome.checked != nil)
  }

  /// A change of one file and what it must lead to.
  struct Mutation: Sendable, CustomStringConvertible {
    let description: String
    let path: String
    let old: String
    let new: String
    let code: String
    /// The marked bytes.
    let marked: String
    /// A part of the drawn diagnostic.
    let says: String
  }

  private static let chapter = "Content/chapters/01-l-essentiel.md"
  private static let claims = "Content/data/claims.yaml"
  private static let events = "Content/data/events.yaml"
  private static let provisions = "Content/data/provisions.yaml"
  private static let quotations = "Content/data/quotations.yaml"

  private static let mutations: [Mutation] = [
    Mutation(
      description: "a figure in prose", path: chapter, old: "et 75 000 € d’amende en ligne",
      new: "et 45 000 € d’amende en ligne", code: "R0301", marked: "45 000 €",
      says: "a fine of 75 000 €"),
    Mutation(
      description: "a figure in words", path: chapter, old: "trois ans d’emprisonnement",
      new: "cinq ans d’emprisonnement", code: "R0301", marked: "cinq ans",
      says: "a prison term of 3 years"),
    Mutation(
      description: "ils for il", path: quotations, old: "Aujourd’hui, ils se moquent",
      new: "Aujourd’hui, il se moquent", code: "R0401", marked: "Aujourd’hui, il",
      says: "word by word: Aujourd’hui, [-ils-] {+il+} se moquent du monde."),
    Mutation(
      description: "a selector moved", path: quotations, old: "start: 2060", new: "start: 2061",
      code: "R0402", marked: "document", says: "no passage from byte 2061 to 2320"),
    Mutation(
      description: "a wrong actor", path: events, old: "- actor: eric-bothorel",
      new: "- actor: eric-bothorrel",
      code: "R0101", marked: "eric-bothorrel", says: "did you mean `eric-bothorel`?"),
  ]

  @Test(arguments: mutations.indices)
  func mutationBreaksTheBuild(index: Int) async throws {
    let mutation = Self.mutations[index]
    var files = try VerificationFixtures.shipped()
    // The words may stand elsewhere too: the first place is changed.
    let text = try #require(files.texts[mutation.path])
    let place = try #require(text.range(of: mutation.old), "`\(mutation.old)` is gone")
    files.texts[mutation.path] = text.replacingCharacters(in: place, with: mutation.new)
    let outcome = await VerificationFixtures.check(files)
    #expect(outcome.checked == nil)
    #expect(outcome.codes == [mutation.code], "\(outcome.rendered)")
    let span = try #require(outcome.diagnostics.first?.primary?.span)
    #expect(outcome.sources.path(of: span.source) == mutation.path)
    let bytes = outcome.sources.bytes(of: span.source)
    let marked = String(decoding: bytes[Int(span.start)..<Int(span.end)], as: UTF8.self)
    #expect(marked.contains(mutation.marked))
    #expect(outcome.rendered.contains(mutation.says), "\(outcome.rendered)")
  }

  /// The event of 2 January 2026 rests on article 226-8-1: with a later start it has no basis.
  @Test func movingTheStartOfTheLawTakesTheBasisAway() async throws {
    var files = try VerificationFixtures.shipped()
    let text = try #require(files.texts[Self.provisions])
    let record = try #require(text.range(of: "- id: cp-226-8-1\n"))
    let start = try #require(
      text.range(of: "in-force: 2024-05-23", range: record.upperBound..<text.endIndex))
    files.texts[Self.provisions] = text.replacingCharacters(
      in: start, with: "in-force: 2026-02-01")
    let outcome = await VerificationFixtures.check(files)
    #expect(outcome.checked == nil)
    let found = outcome.diagnostics.filter { $0.code == .lawNotInForce }
    #expect(
      found.contains {
        $0.message.english.contains("`cp-226-8-1`") && $0.message.english.contains("`e-03`")
      },
      "\(outcome.rendered)")
    #expect(found.allSatisfy { $0.notes.contains { $0.english.contains("2026-02-01") } })
    let claims = outcome.diagnostics.filter { $0.code == .claimLawNotInForce }.map(
      \.message.english)
    for claim in ["s-16b", "s-16c", "s-16e", "s-18a", "s-20", "s-21", "s-22", "s-23"] {
      #expect(
        claims.contains { $0.contains("`cp-226-8-1`") && $0.contains("`\(claim)`") }, "\(claim)")
    }
  }

  @Test func altersOfAQuotationInProseIsFound() async throws {
    let files = try VerificationFixtures.shipped().with([
      "Content/chapters/99-essai.md": """
      ---
      title: Essai
      number: 99
      description: Une citation altérée.
      presumption: true
      ---

      Il ajoute : « Aujourd’hui, il se moque du monde ».

      """
    ])
    let outcome = await VerificationFixtures.check(files)
    #expect(outcome.codes == ["R0405"])
    #expect(outcome.rendered.contains("[-ils-] {+il+} se [-moquent-] {+moque+} du monde"))
  }

  @Test func computesTheLawOfTheDay() async throws {
    let outcome = await VerificationFixtures.check(try VerificationFixtures.shipped())
    let checked = try #require(outcome.checked)
    let dossier = checked.dossier
    func slugs(_ day: String) -> Set<String> {
      Set(
        checked.penaltyTable(on: DateValue.day(day)).applicable.map {
          dossier.provisions[$0.provision].slug
        })
    }
    #expect(slugs("2026-01-02").contains("cp-226-8-1"))
    #expect(!slugs("2024-01-02").contains("cp-226-8-1"))
    let ban = try #require(dossier.provisions.id(of: "ia-5"))
    let before = checked.law(ban, on: DateValue.day("2026-11-22"))
    let after = checked.law(ban, on: DateValue.day("2026-12-02"))
    #expect(before.applicable == 0 && before.next == 1)
    #expect(after.applicable == 1 && after.next == nil)
    #expect(dossier.provisions[ban].state(ofVersion: 1, on: before.day) == .inForce)
    let basis = try #require(dossier.provisions.id(of: "cp-226-8-1"))
    let event = try #require(dossier.events.id(of: "e-03"))
    #expect(checked.version(of: basis, at: event) == 0)
    #expect(checked.events(concerning: basis).contains { $0.event == event && $0.isLegalBasis })
    let row = checked.penaltyTable(on: DateValue.day("2026-01-02")).applicable.filter {
      $0.provision == basis
    }
    #expect(row.map(\.prisonMonths) == [24, 36])
    #expect(row.map(\.legalPersonFineEuros) == [300_000, 375_000])
  }

  @Test func eventsToComeFollowFromTheDayOfTheBuild() async throws {
    let files = try VerificationFixtures.shipped()
    for (day, timing) in [("2026-12-01", EventTiming.upcoming), ("2026-12-02", .elapsed)] {
      let outcome = await VerificationFixtures.check(files, on: DateValue.day(day))
      let checked = try #require(outcome.checked)
      let event = try #require(checked.dossier.events.id(of: "e-36"))
      #expect(checked.timing(of: event) == timing)
    }
  }
}
