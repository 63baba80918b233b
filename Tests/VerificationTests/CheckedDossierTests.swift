// What a checked dossier computes: law at a date, timeline, links both ways; over random dossiers.

import Diagnostics
import DossierModel
import TestSupport
import Testing

@testable import Verification

@Suite struct CheckedDossierTests {
  private static let versions = """
    - id: ia-5
      cote: L-09
      instrument: code-penal
      article: "5"
      title: Pratiques interdites
      summary: Des pratiques interdites.
      versions:
        - id: v1
          adopted: 2024-06-13
          published: 2024-07-12
          in-force: 2024-08-01
          applicable: 2025-02-02
          until: 2026-12-02
          summary: Deux interdictions.
        - id: v2
          adopted: 2026-07-08
          published: 2026-07-24
          in-force: 2026-07-27
          applicable: 2026-12-02
          until: 2030-01-01
          summary: Trois interdictions.

    """

  @Test(
    arguments: [
      ("2024-06-12", LawState.upcoming, nil, 0), ("2024-06-13", .adopted, nil, 0),
      ("2024-07-12", .published, nil, 0), ("2024-08-01", .inForce, nil, 0),
      ("2025-02-02", .applicable, 0, 1), ("2026-10-01", .applicable, 0, 1),
      ("2026-12-01", .applicable, 0, 1), ("2026-12-02", .applicable, 1, nil),
      ("2030-01-01", .repealed, nil, nil),
    ] as [(String, LawState, Int?, Int?)])
  func lawHasOneStateADay(day: String, state: LawState, applicable: Int?, next: Int?) async throws {
    let files = try VerificationFixtures.base().with([
      "Content/data/provisions/ia.yaml": Self.versions
    ])
    let outcome = await VerificationFixtures.check(files)
    let checked = try #require(outcome.checked, "\(outcome.rendered)")
    let id = try #require(checked.dossier.provisions.id(of: "ia-5"))
    let law = checked.law(id, on: DateValue.day(day))
    #expect(law.state == state)
    #expect(law.applicable == applicable)
    #expect(law.next == next)
    let difference = checked.dossier.provisions[id].difference(ofVersion: 1)
    #expect(difference?.marked == "[-Deux-] {+Trois+} interdictions.")
    #expect(checked.dossier.provisions[id].difference(ofVersion: 0) == nil)
  }

  @Test func statesHaveSixWords() {
    for language in [DossierLanguage.french, .english] {
      #expect(Set(LawState.allCases.map { $0.wording(language) }).count == 6)
    }
    #expect(LawState.allCases.filter { $0.wording(.french) == "en vigueur" } == [.applicable])
  }

  @Test(arguments: 0..<20)
  func linksAreSymmetricAndOrderIsStable(seed: Int) async throws {
    let files = RandomDossier.files(seed: UInt64(seed))
    let outcome = await VerificationFixtures.check(files)
    let checked = try #require(outcome.checked, "\(outcome.rendered)")
    let keys = checked.dossier.keys
    for key in keys {
      for other in checked.backlinks.related(to: key) {
        #expect(checked.backlinks.related(to: other).contains(key))
        #expect(checked.backlinks.related(to: other, kind: key.kind).contains(key))
      }
    }
    for link in checked.backlinks.all {
      #expect(checked.backlinks.links(to: link.target).contains(link))
      #expect(checked.backlinks.links(from: link.owner).contains(link))
    }
    let dates = checked.timeline.map { checked.dossier.events[$0].date.value }
    #expect(dates == dates.sorted())
    #expect(Set(checked.timeline).count == checked.dossier.events.count)

    let shuffled = await VerificationFixtures.check(
      RandomDossier.shuffled(files, seed: UInt64(seed)))
    let again = try #require(shuffled.checked)
    #expect(
      again.timeline.map { again.dossier.events[$0].slug }
        == checked.timeline.map { checked.dossier.events[$0].slug })
  }

  @Test(arguments: 0..<20)
  func atMostOneVersionAppliesOnADay(seed: Int) async throws {
    let outcome = await VerificationFixtures.check(RandomDossier.files(seed: UInt64(seed)))
    let checked = try #require(outcome.checked)
    var day = DateValue.day("2000-01-01")
    while day < DateValue.day("2032-01-01") {
      for provision in checked.dossier.provisions {
        let count = provision.versions.count { $0.state(on: day) == .applicable }
        #expect(count <= 1)
        #expect((LawAtDate(provision, on: day).applicable != nil) == (count == 1))
      }
      day = day.adding(days: 97)
    }
  }
}

/// Dossiers made from a seed: every reference leads somewhere, every rule is kept.
enum RandomDossier {
  static func files(seed: UInt64) -> VerificationFixtures.Files {
    var random = SplitMix64(seed: seed)
    let counts = (actors: 6, events: 9, provisions: 4, sources: 5, claims: 7)
    func some(_ prefix: String, _ count: Int, not own: Int? = nil) -> String {
      let picked = (0..<count).filter { $0 != own && Int.random(in: 0..<3, using: &random) == 0 }
      return "[" + picked.shuffled(using: &random).map { "\(prefix)-\($0)" }.joined(separator: ", ")
        + "]"
    }
    var texts: [String: String] = [:]
    texts["Content/dossier.yaml"] = """
      title: Essai
      language: fr
      description: Un dossier d’essai.
      as-of: 2026-11-22
      law-date: 2026-01-02
      last-change: 2026-11-22
      presumption: Chacun est présumé innocent.

      """
    for index in 0..<counts.actors {
      texts["Content/data/actors/a-\(index).yaml"] = """
        id: a-\(index)
        cote: A-0\(index)
        name: Acteur \(index)
        kind: organisation
        description: Voir [[event:e-\(Int.random(in: 0..<counts.events, using: &random))]].
        replies: \(some("e", counts.events))
        sources: \(some("s", counts.sources))

        """
    }
    for index in 0..<counts.sources {
      texts["Content/data/sources/s-\(index).yaml"] = """
        id: s-\(index)
        cote: B-0\(index)
        publisher: Journal
        title: Article \(index)
        kind: press
        level: secondary
        \(index > 0 ? "copies: s-\(index - 1)" : "")

        """
    }
    texts["Content/data/instruments.yaml"] = """
      - id: code
        cote: L-00
        title: Un code
        short: Code
        kind: code
        jurisdiction: fr

      """
    for index in 0..<counts.provisions {
      var start = 2000 + Int.random(in: 0..<5, using: &random)
      var versions = ""
      let count = Int.random(in: 1...3, using: &random)
      for version in 0..<count {
        let end = start + Int.random(in: 1...6, using: &random)
        versions += "    - id: v\(version)\n      in-force: \(start)-03-01\n"
        if version + 1 < count || Bool.random(using: &random) {
          versions += "      until: \(end)-03-01\n"
        }
        versions += "      summary: Une rédaction.\n"
        start = end + Int.random(in: 0...2, using: &random)
      }
      texts["Content/data/provisions/p-\(index).yaml"] = """
        - id: p-\(index)
          cote: L-1\(index)
          instrument: code
          article: "\(index)"
          title: Un article
          summary: Ce que l’article dit.
          versions:
        \(versions)
        """
    }
    for index in 0..<counts.events {
      let month = Int.random(in: 1...9, using: &random)
      let form = ["2026-0\(month)-1\(index)", "2026-0\(month)", "2026-0\(month)-1\(index)?"]
      texts["Content/data/events/e-\(index).yaml"] = """
        id: e-\(index)
        cote: E-0\(index)
        date: \(form[Int.random(in: 0..<3, using: &random)])
        title: Un événement.
        kind: politics
        jurisdiction: fr
        actors: \(some("a", counts.actors))
        laws: \(some("p", counts.provisions))
        claims: \(some("c", counts.claims))
        sources: [s-\(Int.random(in: 0..<counts.sources, using: &random))]
        status: established

        """
    }
    for index in 0..<counts.claims {
      texts["Content/data/claims/c-\(index).yaml"] = """
        id: c-\(index)
        cote: S-0\(index)
        text: Une affirmation.
        nature: statement
        speaker: \(some("a", counts.actors))
        about: \(some("a", counts.actors))
        source: s-\(Int.random(in: 0..<counts.sources, using: &random))
        verdict: open
        laws: \(some("p", counts.provisions))
        events: \(some("e", counts.events))
        \(index > 0 ? "parent: c-\(Int.random(in: 0..<index, using: &random))" : "")

        """
    }
    texts["Content/chapters/01-essai.md"] = """
      ---
      title: Essai
      number: 1
      description: Un chapitre.
      ---

      [[actor:a-\(Int.random(in: 0..<counts.actors, using: &random))]] parle [@s-0] de
      [[law:p-\(Int.random(in: 0..<counts.provisions, using: &random))]].

      """
    return VerificationFixtures.Files(texts: texts)
  }

  /// The same records in files of other names, so that they are read in another order.
  static func shuffled(_ files: VerificationFixtures.Files, seed: UInt64)
    -> VerificationFixtures.Files
  {
    var random = SplitMix64(seed: seed &+ 1)
    var texts: [String: String] = [:]
    for (path, text) in files.texts.sorted(by: { $0.key < $1.key }) {
      let parts = path.split(separator: "/")
      if parts.count == 4 {
        texts["\(parts[0])/\(parts[1])/\(parts[2])/\(random.next())-\(parts[3])"] = text
      } else {
        texts[path] = text
      }
    }
    return VerificationFixtures.Files(texts: texts)
  }
}
