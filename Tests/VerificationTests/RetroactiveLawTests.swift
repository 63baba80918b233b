// Law that reaches back: a version published later that holds from an earlier day. One version a day all
// the same, what was known on each day, and conclusions that are read again.

import Diagnostics
import DossierModel
import TestSupport
import Testing

@testable import Verification

@Suite struct RetroactiveLawTests {
  /// A provision whose second version was published in June 2026 and holds since June 2025.
  private static let provision = """
    - id: ia-5
      cote: L-05
      instrument: code-penal
      article: "5"
      title: Pratiques interdites
      summary: Ce qui est interdit.
      versions:
        - id: v1
          published: 2025-01-20
          in-force: 2025-02-02
          until: 2025-06-01
          summary: Deux pratiques.
        - id: v2
          adopted: 2026-05-28
          published: 2026-06-01
          in-force: 2025-06-01
          retroactive: true
          summary: Trois pratiques.

    """

  private static func files(
    claim: String = "", front: String = "", body: String = "", provision: String = Self.provision
  ) throws -> VerificationFixtures.Files {
    var texts = [
      "Content/data/provisions/ia.yaml": provision,
      "Content/chapters/02-essai.md":
        "---\ntitle: Essai\nnumber: 2\ndescription: Un cas.\npresumption: true\n\(front)---\n\n"
        + "Un texte. \(body)\n",
    ]
    if !claim.isEmpty {
      texts["Content/data/claims.yaml"] =
        "- id: s-1\n  cote: S-01\n  text: L’outil est interdit.\n  nature: legal\n"
        + "  source: gazette\n  verdict: inexact\n  laws: [ia-5]\n\(claim)"
    }
    return try VerificationFixtures.base().with(texts)
  }

  private static func versions(
    on day: String, known: String? = nil
  ) async throws -> (applicable: String?, state: LawState) {
    let outcome = await VerificationFixtures.check(try files())
    let provision = try #require(outcome.checked?.dossier.provisions[slug: "ia-5"])
    let law = LawAtDate(
      provision, on: DateValue.day(day), known: known.map(DateValue.day) ?? .last)
    return (law.applicable.map { provision.versions[$0].id.value }, law.state)
  }

  /// Today the second version holds since June 2025; before June 2026 nobody knew, and the first went on.
  @Test(arguments: [
    ("2025-05-31", nil, "v1"), ("2025-06-01", nil, "v2"), ("2026-01-02", nil, "v2"),
    ("2025-06-01", "2026-05-31", "v1"), ("2026-01-02", "2026-01-02", "v1"),
    ("2026-01-02", "2026-06-01", "v2"), ("2025-05-31", "2026-06-01", "v1"),
  ])
  func theLawOfADayIsWhatWasKnownOfIt(
    day: String, known: String?, expected: String
  ) async throws {
    let law = try await Self.versions(on: day, known: known)
    #expect(law.applicable == expected)
    #expect(law.state == .applicable)
  }

  /// A site built before the correction was published shows the law of then.
  @Test func aBuildKnowsWhatWasPublished() async throws {
    for (built, expected) in [("2026-05-31", "v1"), ("2026-06-01", "v2")] {
      let outcome = await VerificationFixtures.check(
        try Self.files(), on: DateValue.day(built))
      let checked = try #require(outcome.checked, "\(outcome.rendered)")
      let id = try #require(checked.dossier.provisions.id(of: "ia-5"))
      let version = checked.law(id, on: DateValue.day("2026-01-02")).applicable
      #expect(version.map { checked.dossier.provisions[id].versions[$0].id.value } == expected)
    }
  }

  /// What reads one day for good is read again when that day is corrected, until somebody says so.
  @Test(arguments: [
    // A verdict on words of that day, and one for later readers.
    ("  law-date: 2026-01-02\n  date: 2026-01-02\n", "", "", ["R0313"]),
    ("  law-date: 2026-01-02\n", "", "", ["R0313"]),
    ("  law-date: 2026-01-02\n  date: 2026-01-02\n  law-read: 2026-05-31\n", "", "", ["R0313"]),
    ("  law-date: 2026-01-02\n  date: 2026-01-02\n  law-read: 2026-06-01\n", "", "", []),
    ("  law-date: 2026-01-02\n  law-read: 2026-06-01\n", "", "", []),
    // A chapter pinned to the day, and a reference with a day.
    ("", "law-date: 2026-01-02\nlaw-pinned: true\n", "[[law:ia-5]]", ["R0313"]),
    ("", "law-date: 2026-01-02\nlaw-pinned: true\nlaw-read: 2026-11-01\n", "[[law:ia-5]]", []),
    ("", "", "[[law:ia-5@2026-01-02]]", ["R0313"]),
    ("", "law-read: 2026-11-01\n", "[[law:ia-5@2026-01-02]]", []),
    // A day before the correction reaches, and one version by its name.
    ("", "", "[[law:ia-5@2025-05-31]]", []), ("", "", "[[law:ia-5#v1]]", []),
  ])
  func pinnedDaysAreReadAgain(
    claim: String, front: String, body: String, expected: [String]
  ) async throws {
    let files = try Self.files(claim: claim, front: front, body: body)
    #expect(await VerificationFixtures.check(files).codes == expected)
    // Before it was published, the correction overtakes nothing.
    let before = await VerificationFixtures.check(files, on: DateValue.day("2026-05-31"))
    #expect(!before.codes.contains("R0313"))
  }

  @Test func theMessageSaysWhatToDo() async throws {
    let files = try Self.files(claim: "  law-date: 2026-01-02\n  date: 2026-01-02\n")
    let rendered = await VerificationFixtures.check(files).rendered
    #expect(rendered.contains("which was corrected afterwards"))
    #expect(rendered.contains("`law-read`"))
    #expect(rendered.contains("published: 2026-06-01"))
  }

  /// A version that reaches back says so, and was published after the day from which it holds.
  @Test(arguments: [
    ("      retroactive: true\n", "", ["R0205"]),
    ("      adopted: 2026-05-28\n      published: 2026-06-01\n", "", ["R0205"]),
    ("      published: 2026-06-01\n", "      published: 2025-05-01\n", ["R0205"]),
  ])
  func retroactiveVersionsSaySo(
    taken: String, put: String, expected: [String]
  ) async throws {
    let provision = Self.provision.replacing(taken, with: put)
    #expect(provision != Self.provision)
    let outcome = await VerificationFixtures.check(try Self.files(provision: provision))
    #expect(Array(Set(outcome.codes)) == expected, "\(outcome.rendered)")
  }

  /// A correction that ends gives way to what it had replaced no earlier than that end.
  @Test(arguments: 0..<40)
  func oneVersionADayWhateverIsKnown(seed: Int) async throws {
    var random = SplitMix64(seed: UInt64(seed))
    var text = "- id: p\n  cote: L-01\n  instrument: code\n  article: \"1\"\n  title: Un article\n"
    text += "  summary: Un article.\n  versions:\n"
    var start = DateValue.day("2020-01-01")
    let count = Int.random(in: 1...6, using: &random)
    for index in 0..<count {
      let end = start.adding(days: Int.random(in: 30..<400, using: &random))
      let isBack = Bool.random(using: &random)
      let published = start.adding(days: isBack ? Int.random(in: 1..<900, using: &random) : -3)
      text += "    - id: v\(index)\n      published: \(published)\n      in-force: \(start)\n"
      if isBack { text += "      retroactive: true\n" }
      if index + 1 < count { text += "      until: \(end)\n" }
      text += "      summary: La rédaction \(index).\n"
      start = end
    }
    let loaded = await DossierLoader.load([
      DossierFile(path: "Content/data/provisions.yaml", text: text)
    ])
    let provision = try #require(loaded.dossier.provisions[slug: "p"])
    var known = DateValue.day("2019-06-01")
    while known < DateValue.day("2026-01-01") {
      var day = DateValue.day("2019-12-01")
      while day < DateValue.day("2025-01-01") {
        let law = LawAtDate(provision, on: day, known: known)
        if let applicable = law.applicable {
          #expect(!provision.versions[applicable].isUnknown(on: known))
          #expect(provision.versions[applicable].firstApplicableDay ?? .last <= day)
        } else {
          // Nothing known had begun.
          #expect(
            !provision.versions.contains {
              !$0.isUnknown(on: known) && ($0.firstApplicableDay ?? .last) <= day
            })
        }
        // Once everything is known, what the dates say holds.
        if let plain = LawAtDate(provision, on: day).applicable {
          #expect(provision.versions[plain].state(on: day) == .applicable)
        }
        day = day.adding(days: 41)
      }
      known = known.adding(days: 97)
    }
  }
}
