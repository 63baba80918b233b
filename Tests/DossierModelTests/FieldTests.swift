// What each type of field accepts and what it says to a value it does not accept.

import Diagnostics
import DossierModel
import Testing

@Suite struct FieldTests {
  private func penalty(_ field: String) async -> LoadedDossier {
    await ModelFixtures.load(
      "provisions.yaml",
      "- id: a\n  cote: L-1\n  instrument: b\n  article: 1\n  title: x\n  summary: x\n  versions:\n"
        + "    - id: v1\n      in-force: 2024-05-23\n      summary: x\n      penalties:\n"
        + "        - circumstance: base\n          label: base\n          \(field)\n")
  }

  @Test(arguments: [
    ("fine-eur: 75 000", "D0203", "write digits only: `75000`"),
    ("fine-eur: 75 000 €", "D0203", "write digits only: `75000`"),
    ("fine-eur: 75.000", "D0203", "write digits only: `75000`"),
    ("fine-eur: \"75000\"", "D0203", "write `75000`, without quotation marks"),
    ("fine-eur: beaucoup", "D0203", "write digits only"),
    ("fine-eur: [75000]", "D0203", "a text that begins with `[` needs quotation marks"),
    (
      "fine-eur: {a: b}", "D0203", "a text that holds `: ` or begins with `{` needs quotation marks"
    ),
    ("turnover-percent: 7,5", "D0203", "write `7.5`, without quotation marks"),
    ("turnover-percent: sept", "D0203", "write digits, and a point for decimals"),
    ("turnover-percent: -1", "D0203", "write digits, and a point for decimals"),
    ("turnover-percent: nan", "D0203", "write digits, and a point for decimals"),
  ])
  func numbers(field: String, code: String, hint: String) async throws {
    let loaded = await penalty(field)
    #expect(ModelFixtures.codes(loaded) == [code])
    let hints = try #require(ModelFixtures.faults(loaded).first).hints
    #expect(hints.map(\.text.english) == [hint])
  }

  @Test(arguments: [
    "fine-eur: -1", "prison-years: 101", "legal-person-multiplier: 0",
    "fine-eur: 99999999999999999999", "fine-cap-eur: -99999999999999999999",
    "turnover-percent: 100.5", "turnover-percent: \(String(repeating: "9", count: 400))",
  ])
  func numbersOutOfRange(field: String) async {
    #expect(ModelFixtures.codes(await penalty(field)) == ["D0208"])
  }

  @Test(arguments: [
    "fine-eur: 0", "prison-years: 100", "turnover-percent: 1.5", "turnover-percent: 7",
  ])
  func goodNumbers(field: String) async {
    #expect(ModelFixtures.codes(await penalty(field)) == [])
  }

  @Test(arguments: [
    ("oui", "write `true`"), ("yes", "write `true`"), ("\"true\"", "write `true`"),
    ("True", "write `true`"), ("non", "write `false`"), ("off", "write `false`"),
    ("0", "write `false`"), ("peut-être", nil),
  ])
  func truthValues(text: String, hint: String?) async throws {
    let loaded = await actor("party-to: \(text)")
    #expect(ModelFixtures.codes(loaded) == ["D0203"])
    #expect(ModelFixtures.faults(loaded)[0].hints.map(\.text.english) == (hint.map { [$0] } ?? []))
  }

  @Test(arguments: [
    "http://x.fr", "https://x.fr/à?b=c#d", "https://sub.x.co.uk:8080/a,b;c",
    "http://localhost:3000",
  ])
  func goodAddresses(address: String) async {
    #expect(ModelFixtures.codes(await actor("links: [{label: x, url: \"\(address)\"}]")) == [])
  }

  @Test(arguments: [
    "x.fr", "javascript:alert(1)", "https://", "https:///x", "https://x", "http://x .fr",
    "https://x.fr/<b>", "https://x.fr/\\\"", "//x.fr", "ftp://x.fr", "data:text/html,x",
    "HTTPS://x.fr", "https://x.fr/\\n",
  ])
  func badAddresses(address: String) async {
    #expect(
      ModelFixtures.codes(await actor("links: [{label: x, url: \"\(address)\"}]")) == ["D0210"])
  }

  @Test(arguments: ["00:00", "23:59", "21:59"])
  func goodTimes(time: String) async {
    #expect(ModelFixtures.codes(await event("time: \(time)")) == [])
  }

  @Test(arguments: ["24:00", "21:60", "9:05", "21h59", "21:59:00", "midi", "-1:00"])
  func badTimes(time: String) async {
    #expect(ModelFixtures.codes(await event("time: \(time)")) == ["D0213"])
  }

  @Test(arguments: ["law:cp-226-8-1", "open-point:v-1", "seed:x", "quote:q-1"])
  func goodQualifiedReferences(text: String) async {
    #expect(ModelFixtures.codes(await openPoint("\"\(text)\"")) == [])
  }

  @Test(arguments: ["cp-226-8-1", "loi:cp-226-8-1", "law:", ":x", "law:a:b", "law"])
  func badQualifiedReferences(text: String) async {
    #expect(ModelFixtures.codes(await openPoint("\"\(text)\"")) == ["D0206"])
  }

  @Test(arguments: [
    (LawIdentifierKind.nor, "ECOX0200175L", true), (.nor, "ECOX200175L", false),
    (.legiarti, "LEGIARTI000049567458", true), (.legiarti, "LEGIARTI49567458", false),
    (.celex, "32022R2065", true), (.celex, "02022R2065-20240101", true),
    (.celex, "32022R2065R(01)", true), (.celex, "2022/2065", false), (.celex, "62019CJ0311", true),
    (.eli, "http://data.europa.eu/eli/dir/2024/1385/oj", true),
    (.eli, "eli/loi/2024/5/21/ECOI2309270L/jo/texte", true), (.eli, "2024/1385", false),
    (.ecli, "ECLI:FR:CC:2024:2024.866.DC", true), (.ecli, "ECLI:FR:CC:24:2024.866.DC", false),
    (.ecli, "FR:CC:2024:2024.866.DC", false), (.jorftext, "JORFTEXT000049563368", true),
    (.legitext, "LEGITEXT000006070719", true), (.legitext, "", false),
  ])
  func lawIdentifiers(kind: LawIdentifierKind, text: String, isGood: Bool) {
    #expect(kind.accepts(text) == isGood)
  }

  @Test(arguments: [
    ("Éric Bothorel", "eric-bothorel"), ("Anne Le Hénanff", "anne-le-henanff"), ("x_y", "x-y"),
    ("  Œuvre d’art !", "oeuvre-d-art"), ("226‑8‑1", "226-8-1"), ("日本", nil), ("", nil),
    ("--a--", "a"),
  ])
  func proposedIds(text: String, slug: String?) {
    #expect(Slug.proposal(for: text) == slug)
    if let slug { #expect(Slug.isValid(slug)) }
    #expect(!Slug.isValid(text))
  }

  @Test func oneReferenceOrAList() async throws {
    for speaker in ["a", "[a]", "[a, b]"] {
      let loaded = await ModelFixtures.load(
        "claims.yaml",
        "- id: s-1\n  cote: S-1\n  text: x\n  nature: fact\n  speaker: \(speaker)\n  source: b\n"
          + "  verdict: open\n")
      #expect(ModelFixtures.codes(loaded) == [])
      #expect(loaded.dossier.claims.first?.speakers.first?.slug == "a")
    }
  }

  @Test func emptyRequiredListsAndTexts() async {
    let loaded = await ModelFixtures.load(
      "events.yaml",
      "- id: e-1\n  cote: \"  \"\n  date:\n  title: x\n  kind: law\n  jurisdiction: fr\n  sources: []\n"
        + "  status: open\n")
    #expect(ModelFixtures.codes(loaded) == ["D0209", "D0209", "D0209"])
  }

  // MARK: - Records with one field to test

  private func actor(_ field: String) async -> LoadedDossier {
    await ModelFixtures.load(
      "actors.yaml",
      "- id: a\n  cote: A-1\n  name: x\n  kind: media\n  description: x\n  \(field)\n")
  }

  private func event(_ field: String) async -> LoadedDossier {
    await ModelFixtures.load(
      "events.yaml",
      "- id: e-1\n  cote: E-1\n  date: 2026\n  title: x\n  kind: law\n  jurisdiction: fr\n"
        + "  sources: [a]\n  status: open\n  \(field)\n")
  }

  private func openPoint(_ reference: String) async -> LoadedDossier {
    await ModelFixtures.load(
      "open-points.yaml", "- id: v-1\n  text: x\n  concerns: [\(reference)]\n")
  }
}
