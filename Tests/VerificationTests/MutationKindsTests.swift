// Small changes of the shipped dossier, each of another kind: every one is found by its rule, at the
// place that was changed.

import Diagnostics
import DossierModel
import Foundation
import Testing

@testable import Verification

@Suite struct MutationKindsTests {
  struct Mutation: Sendable, CustomTestStringConvertible {
    let code: String
    let path: String
    /// What stands behind this in the file is changed; the whole file where empty.
    var after = ""
    let old: String
    let new: String
    /// What the diagnostic marks.
    let marked: String

    var testDescription: String { "\(code): \(new)" }
  }

  private static let facts = "Content/chapters/02-les-faits.md"
  private static let words = "Content/chapters/03-paroles-verifiees.md"
  private static let actors = "Content/data/actors.yaml"
  private static let claims = "Content/data/claims.yaml"
  private static let laws = "Content/data/provisions.yaml"
  private static let texts = "Content/data/instruments.yaml"
  private static let sources = "Content/data/sources.yaml"

  static let mutations: [Mutation] = [
    Mutation(
      code: "R0101", path: claims, old: "source: toptribune-grok", new: "source: toptribune-grock",
      marked: "toptribune-grock"),
    Mutation(
      code: "R0101", path: facts, old: "[[event:e-13|", new: "[[event:e-130|", marked: "e-130"),
    Mutation(
      code: "R0101", path: words, old: "{{ quote q-s16 }}", new: "{{ quote q-s61 }}",
      marked: "q-s61"),
    Mutation(
      code: "R0103", path: facts, old: "[[law:cp-226-8-1|", new: "[[law:cp-226-8-1@2024-01-01|",
      marked: "2024-01-01"),
    Mutation(
      code: "R0104", path: "Content/chapters/01-l-essentiel.md",
      old: "[[chapter:ce-qui-reste-ouvert|", new: "[[chapter:ce-qui-reste-ouvert#nulle-part|",
      marked: "nulle-part"),
    Mutation(
      code: "R0105", path: actors, after: "- id: arthur-delaporte", old: "to: parquet-de-paris",
      new: "to: arthur-delaporte", marked: "arthur-delaporte"),
    Mutation(
      code: "R0106", path: "Content/data/events.yaml", after: "- id: e-03\n",
      old: "actor: eric-bothorel",
      new: "actor: arthur-delaporte", marked: "arthur-delaporte"),
    Mutation(
      code: "R0107", path: "Content/chapters/06-ce-qui-reste-ouvert.md",
      old: "{{ table contradictions }}", new: "{{ table contradiction }}", marked: "contradiction"),
    Mutation(
      code: "R0108", path: facts, old: "[[actor:pharos|", new: "[[acteur:pharos|",
      marked: "acteur"),
    Mutation(
      code: "R0109", path: "Content/data/matrix.yaml", old: "    party: user",
      new: "    party: utilisateur", marked: "utilisateur"),
    Mutation(
      code: "R0110", path: sources, after: "- id: politico-signalements",
      old: "level: secondary", new: "level: secondary\n  copies: paris-daily-signalements",
      marked: "politico-signalements"),
    Mutation(
      code: "R0111", path: facts, old: "## De mars à juillet",
      new: "Voir [plus bas](#nulle-part).\n\n## De mars à juillet", marked: "#nulle-part"),
    Mutation(
      code: "R0112", path: facts, old: "## De mars à juillet",
      new: "![Une carte](media/carte.svg)\n\n## De mars à juillet", marked: "media/carte.svg"),
    Mutation(
      code: "R0202", path: "Content/chapters/01-l-essentiel.md", old: "Le vendredi 2 janvier 2026",
      new: "Le samedi 2 janvier 2026", marked: "samedi 2 janvier 2026"),
    Mutation(
      code: "R0203", path: facts, old: "Le 3 février, [[", new: "Le 30 février, [[",
      marked: "30 février"),
    Mutation(
      code: "R0204", path: laws, old: "until: 2024-05-23", new: "until: 2024-06-23",
      marked: "2024-05-23"),
    Mutation(
      code: "R0205", path: laws, after: "- id: cp-226-8-1", old: "published: 2024-05-22",
      new: "published: 2024-05-24", marked: "2024-05-23"),
    Mutation(
      code: "R0206", path: actors, old: "to: 2026-01\n", new: "to: 2025-06\n", marked: "2025-06"),
    Mutation(
      code: "R0207", path: laws, old: "until: 2024-05-23", new: "until: 2999-01-01",
      marked: "2999-01-01"),
    Mutation(
      code: "R0208", path: claims, after: "- id: s-20", old: "law-date: 2026-01-02",
      new: "law-date: 2024-01-02", marked: "cp-226-8-1"),
    Mutation(
      code: "R0302", path: laws, old: "LEGIARTI000049567458", new: "LEGIARTI00004956745",
      marked: "LEGIARTI00004956745"),
    Mutation(
      code: "R0303", path: laws, old: "LEGIARTI000006417938", new: "LEGIARTI000006417937",
      marked: "LEGIARTI000006417937"),
    Mutation(
      code: "R0305", path: facts, old: "[[law:sren|loi du 21 mai 2024]]",
      new: "[[law:sren|loi du 21 mars 2024]]", marked: "21 mars 2024"),
    Mutation(
      code: "R0307", path: "Content/chapters/01-l-essentiel.md",
      old: "règlement (UE) 2026/1744]]", new: "règlement (UE) 1744/2026]]",
      marked: "règlement (UE) 1744/2026"),
    Mutation(
      code: "R0309", path: texts, old: "celex: 32022R2065", new: "celex: 32022L2065",
      marked: "32022L2065"),
    Mutation(
      code: "R0311", path: facts, old: "|article 226-8-1 du code pénal]]",
      new: "|article 226-8 du code pénal]]", marked: "article 226-8 du code pénal"),
    Mutation(
      code: "R0502", path: actors, old: "    since: 2026-05-07\n", new: "",
      marked: "under-investigation"),
  ]

  @Test(arguments: mutations)
  func isFoundAtItsPlace(mutation: Mutation) async throws {
    var files = try VerificationFixtures.shipped()
    let text = try #require(files.texts[mutation.path])
    let start =
      mutation.after.isEmpty ? text.startIndex : text.range(of: mutation.after)?.upperBound
    let from = try #require(start, "`\(mutation.after)` is gone")
    let place = try #require(
      text.range(of: mutation.old, range: from..<text.endIndex), "`\(mutation.old)` is gone")
    files.texts[mutation.path] = text.replacingCharacters(in: place, with: mutation.new)
    let outcome = await VerificationFixtures.check(files)
    #expect(outcome.checked == nil)
    let found = outcome.diagnostics.filter { $0.code.id == mutation.code }
    #expect(!found.isEmpty, "\(outcome.rendered)")
    let span = try #require(found.first?.primary?.span)
    #expect(outcome.sources.path(of: span.source) == mutation.path)
    #expect(outcome.sources.text(span).contains(mutation.marked), "\(outcome.rendered)")
  }

  @Test func thereAreManyKinds() {
    #expect(Set(Self.mutations.map(\.code)).count >= 20)
  }
}
