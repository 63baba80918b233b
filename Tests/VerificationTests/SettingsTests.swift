// Settings that could not be read: only their own fault is shown, and no check concludes anything
// from what stands in for them.

import Diagnostics
import DossierModel
import Testing

@testable import Verification

@Suite struct SettingsTests {
  private static let path = "Content/dossier.yaml"

  @Test(arguments: [
    ("# Rien.\n", "D0302"), ("{}\n", "D0202"), ("title: a: b\n", "D0101"),
    ("- title: Un\n- title: Deux\n", "D0309"), ("Un texte.\n", "D0203"), ("[]\n", "D0309"),
  ])
  func onlyTheRealFaultIsShown(text: String, code: String) async throws {
    let outcome = await VerificationFixtures.check(
      try VerificationFixtures.base().with([Self.path: text]))
    #expect(outcome.codes == [code], "\(outcome.rendered)")
    #expect(outcome.checked == nil)
  }

  @Test func missingSettingsAreOneFault() async throws {
    let outcome = await VerificationFixtures.check(
      try VerificationFixtures.base().with([Self.path: ""]))
    #expect(outcome.codes == ["D0302"], "\(outcome.rendered)")
  }

  @Test func noFileIsOneFault() async throws {
    let outcome = await VerificationFixtures.check(VerificationFixtures.Files(texts: [:]))
    #expect(outcome.codes == ["D0302"], "\(outcome.rendered)")
  }

  @Test(arguments: ["as-of: 2026-11-22", "law-date: 2026-01-02", "last-change: 2026-11-22"])
  func aDayThatIsNotReadIsOneFault(line: String) async throws {
    let key = String(line.prefix { $0 != ":" })
    for (new, code) in [
      ("", "D0202"), ("\(key): hier", "D0205"), ("\(key): 2026-13-45", "D0205"),
      ("\(key): [a]", "D0203"), ("\(key): 9999-12-31", "R0207"),
    ] {
      let files = try VerificationFixtures.base().replacing(line, with: new, in: Self.path)
      let outcome = await VerificationFixtures.check(files)
      let errors = outcome.diagnostics.filter { $0.severity == .error }.map(\.code.id)
      #expect(errors == [code], "\(outcome.rendered)")
    }
  }

  @Test func daysAfterTheBuildAreNamed() async throws {
    let files = try VerificationFixtures.base()
      .replacing("as-of: 2026-11-22", with: "as-of: 2026-11-23", in: Self.path)
      .replacing("last-change: 2026-11-22", with: "last-change: 2027-01-01", in: Self.path)
      .with([
        "Content/data/sources/b.yaml": """
        id: b
        cote: B-09
        publisher: Une agence
        title: Une dépêche
        accessed: 2026-11-24
        kind: agency
        level: primary

        """
      ])
    let outcome = await VerificationFixtures.check(files)
    #expect(outcome.codes == ["R0209", "R0209", "R0209"], "\(outcome.rendered)")
    #expect(outcome.checked != nil)
    let later = await VerificationFixtures.check(files, on: DateValue.day("2027-01-01"))
    #expect(later.codes.isEmpty, "\(later.rendered)")
  }

  @Test(arguments: [
    ("legal", "partly", 1), ("legal", "to-verify", 1), ("legal", "inexact", 0),
    ("legal", "open", 0), ("opinion", "opinion", 0), ("statement", "attributed", 0),
  ])
  func aStatementOfLawIsJudgedByTheLawOfItsDay(
    nature: String, verdict: String, count: Int
  ) async throws {
    let files = try VerificationFixtures.base().with([
      "Content/data/claims.yaml": """
      - id: s-1
        cote: S-01
        text: Un texte punit ces contenus.
        nature: \(nature)
        source: gazette
        verdict: \(verdict)
        date: 2023-01-02
        laws: [cp-226-8-1]

      """
    ])
    let outcome = await VerificationFixtures.check(files)
    #expect(outcome.codes == Array(repeating: "R0208", count: count), "\(outcome.rendered)")
  }
}
