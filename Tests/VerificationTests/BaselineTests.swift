// Weights of rules and the baseline (B-09): known faults are accepted, new ones are not, whatever
// line they stand on.

import Diagnostics
import DossierModel
import Testing

@testable import Verification

@Suite struct BaselineTests {
  private static let chapter = "Content/chapters/02-analyse.md"
  private static let guilty = "[[actor:jean-durand]] est coupable de cette diffusion."

  private static func dossier(_ body: String) throws -> VerificationFixtures.Files {
    try VerificationFixtures.base().with([
      chapter: """
      ---
      title: L’analyse
      number: 2
      description: Ce que dit le droit.
      presumption: true
      ---

      \(body)

      """
    ])
  }

  /// The files with a baseline of what is found in them now.
  private static func accepting(
    _ files: VerificationFixtures.Files
  ) async throws -> (files: VerificationFixtures.Files, baseline: String) {
    let found = await VerificationFixtures.check(files)
    let text = try #require(
      Baseline.text(for: found.diagnostics, sources: found.sources))
    return (files.with([Baseline.path: text]), text)
  }

  private static func weighing(
    _ rules: String, _ files: VerificationFixtures.Files
  ) -> VerificationFixtures.Files {
    let settings = (files.texts["Content/dossier.yaml"] ?? "") + "rules: {\(rules)}\n"
    return files.with(["Content/dossier.yaml": settings])
  }

  @Test func acceptedFaultsPassAndNewOnesDoNot() async throws {
    let (files, baseline) = try await Self.accepting(try Self.dossier(Self.guilty))
    #expect(await VerificationFixtures.check(files).codes == [])
    let other = try Self.dossier(
      Self.guilty + "\n\nUn autre juge que [[actor:jean-durand]] est coupable de tout.")
    let outcome = await VerificationFixtures.check(other.with([Baseline.path: baseline]))
    #expect(outcome.codes == ["R0503"])
  }

  @Test func acceptedFaultsSurviveMovesAndSpaces() async throws {
    let (_, baseline) = try await Self.accepting(try Self.dossier(Self.guilty))
    let moved = try Self.dossier("Un paragraphe de plus.\n\n  " + Self.guilty + "  ")
    let outcome = await VerificationFixtures.check(moved.with([Baseline.path: baseline]))
    #expect(outcome.codes == [])
  }

  @Test func aSecondFaultOfTheSameLineIsNew() async throws {
    let (_, baseline) = try await Self.accepting(try Self.dossier(Self.guilty))
    let twice = try Self.dossier(Self.guilty + "\n\n" + Self.guilty)
    let outcome = await VerificationFixtures.check(twice.with([Baseline.path: baseline]))
    #expect(outcome.codes == ["R0503"])
    let (files, _) = try await Self.accepting(twice)
    #expect(await VerificationFixtures.check(files).codes == [])
  }

  @Test func mendedFaultsAreNamed() async throws {
    let (_, baseline) = try await Self.accepting(try Self.dossier(Self.guilty))
    let mended = try Self.dossier("[[actor:jean-durand]] est convoqué.")
    let outcome = await VerificationFixtures.check(mended.with([Baseline.path: baseline]))
    #expect(outcome.codes == ["R0603"] && outcome.checked != nil)
  }

  @Test func errorsOfTheRulesMayBeAccepted() async throws {
    let wrong = try VerificationFixtures.example("R0202", "bad")
    let (files, _) = try await Self.accepting(wrong)
    let outcome = await VerificationFixtures.check(files)
    #expect(outcome.codes == [] && outcome.checked != nil)
  }

  @Test func faultsThatPagesRelyOnAreNeverAccepted() async throws {
    for code in ["R0101", "R0110"] {
      let found = await VerificationFixtures.check(
        try VerificationFixtures.example(code, "bad"))
      #expect(Baseline.text(for: found.diagnostics, sources: found.sources) == nil)
    }
  }

  @Test func weightsMakeFaultsGraverLighterOrSilent() async throws {
    let files = try Self.dossier(Self.guilty)
    let error = await VerificationFixtures.check(Self.weighing("R0503: error", files))
    #expect(error.codes == ["R0503"] && error.checked == nil)
    let off = await VerificationFixtures.check(Self.weighing("R0503: off", files))
    #expect(off.codes == [] && off.checked != nil)
    let weekday = try VerificationFixtures.example("R0202", "bad")
    let warning = await VerificationFixtures.check(Self.weighing("R0202: warning", weekday))
    #expect(warning.codes == ["R0202"] && warning.checked != nil)
  }

  @Test func fixedRulesKeepTheirWeight() async throws {
    for code in Baseline.fixedCodes.sorted() {
      let outcome = await VerificationFixtures.check(
        Self.weighing("\(code): off", try VerificationFixtures.base()))
      #expect(outcome.codes == ["R0602"] && outcome.checked == nil, "\(code)")
      #expect(RuleRegistry.rules.contains { $0.code.id == code }, "\(code) is no rule")
    }
    let data = await VerificationFixtures.check(
      Self.weighing("D0201: off", try VerificationFixtures.base()))
    #expect(data.codes == ["R0602"])
  }
}
