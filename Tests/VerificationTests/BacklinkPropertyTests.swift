// Links between records of every kind, at random: whoever points is pointed back at, for every pair of
// kinds.

import Diagnostics
import DossierModel
import TestSupport
import Testing

@testable import Verification

@Suite struct BacklinkPropertyTests {
  /// The words before the colon with the ids of the records that `files` makes.
  private static let targets: [(word: String, ids: [String])] = [
    ("actor", ["claire-martin", "a-1", "a-2"]), ("event", ["e-1", "e-2"]),
    ("law", ["code-penal", "loi-1", "cp-226-8-1", "cp-2"]), ("source", ["gazette", "greffe"]),
    ("quote", ["q-reponse"]), ("claim", ["s-1", "s-2"]), ("contradiction", ["x-1"]),
    ("limit", ["i-1"]), ("term", ["mot"]), ("measure", ["m-1"]), ("chapter", ["faits", "autre"]),
  ]

  /// A dossier in which a Markdown field of each kind of record names records of any kind.
  private static func files(seed: UInt64) throws -> VerificationFixtures.Files {
    var random = SplitMix64(seed: seed)
    func prose(not own: String) -> String {
      var words: [String] = []
      for _ in 0..<Int.random(in: 2...6, using: &random) {
        guard let target = targets.randomElement(using: &random),
          let id = target.ids.randomElement(using: &random), id != own
        else { continue }
        words.append("[[\(target.word):\(id)]]")
      }
      return "\"Voir \(words.joined(separator: " "))\""
    }
    func actor(_ id: String, _ mark: String) -> String {
      "- id: \(id)\n  cote: \(mark)\n  name: Acteur \(mark)\n  kind: organisation\n"
        + "  description: \(prose(not: id))\n"
    }
    func claim(_ id: String, _ mark: String) -> String {
      "- id: \(id)\n  cote: \(mark)\n  text: Une affirmation.\n  nature: statement\n"
        + "  source: gazette\n  verdict: open\n  why: \(prose(not: id))\n"
    }
    let base = try VerificationFixtures.base()
    let quotation = base.texts["Content/data/quotations.yaml"] ?? ""
    let source = base.texts["Content/data/sources.yaml"] ?? ""
    return base.with([
      "Content/data/actors/plus.yaml": actor("a-1", "A-11") + actor("a-2", "A-12"),
      "Content/data/events/plus.yaml":
        "- id: e-2\n  cote: E-02\n  date: 2026-02-03\n  title: Une audience.\n  kind: politics\n"
        + "  jurisdiction: fr\n  sources: [greffe]\n  status: established\n"
        + "  note: \(prose(not: "e-2"))\n",
      "Content/data/instruments/plus.yaml":
        "- id: loi-1\n  title: Une loi\n  short: Loi une\n  kind: statute\n  jurisdiction: fr\n"
        + "  note: \(prose(not: "loi-1"))\n",
      "Content/data/provisions/plus.yaml":
        "- id: cp-2\n  cote: L-12\n  instrument: code-penal\n  article: \"2\"\n"
        + "  title: Un article\n  summary: Un article.\n  note: \(prose(not: "cp-2"))\n"
        + "  versions:\n    - id: v1\n      in-force: 2020-01-01\n      summary: Un texte.\n",
      "Content/data/claims/plus.yaml": claim("s-1", "S-01") + claim("s-2", "S-02"),
      "Content/data/contradictions/plus.yaml":
        "- id: x-1\n  cote: X-01\n  subject: Une date\n  values:\n"
        + "    - {value: le 2, sources: [gazette]}\n    - {value: le 3, sources: [greffe]}\n"
        + "  reason: \(prose(not: "x-1"))\n",
      "Content/data/limits/plus.yaml":
        "- id: i-1\n  cote: I-01\n  text: \(prose(not: "i-1"))\n  severity: low\n",
      "Content/data/open-points/plus.yaml": "- id: v-1\n  text: \(prose(not: "v-1"))\n",
      "Content/data/corrections/plus.yaml":
        "- id: r-1\n  date: 2026-11-20\n  concerns: [\"event:e-1\"]\n  was: Avant.\n"
        + "  is: Après.\n  reason: \(prose(not: "r-1"))\n",
      "Content/data/glossary/plus.yaml":
        "- id: mot\n  term: Mot\n  definition: \(prose(not: "mot"))\n",
      "Content/data/measures/plus.yaml":
        "- id: m-1\n  cote: M-01\n  title: Une mesure.\n  kind: other\n  authority: a-1\n"
        + "  status: possible\n  sources: [gazette]\n  note: \(prose(not: "m-1"))\n",
      "Content/data/quotations.yaml": quotation + "  note: \(prose(not: "q-reponse"))\n",
      "Content/data/sources.yaml": source + "  note: \(prose(not: "greffe"))\n",
      "Content/chapters/02-autre.md":
        "---\ntitle: Autre\nnumber: 2\nslug: autre\ndescription: Un autre.\npresumption: true\n---\n\n"
        + "\(prose(not: "autre").dropFirst().dropLast()).\n",
    ])
  }

  @Test func everyPairOfKindsIsSymmetric() async throws {
    var pairs = Set<String>()
    for seed in 0..<40 {
      let outcome = await VerificationFixtures.check(try Self.files(seed: UInt64(seed)))
      let checked = try #require(outcome.checked, "\(outcome.rendered)")
      for key in checked.dossier.keys {
        for other in checked.backlinks.related(to: key) {
          #expect(other != key)
          #expect(checked.backlinks.related(to: other).contains(key))
          #expect(checked.backlinks.related(to: other, kind: key.kind).contains(key))
        }
      }
      for link in checked.backlinks.all {
        #expect(checked.backlinks.links(to: link.target).contains(link))
        #expect(checked.backlinks.links(from: link.owner).contains(link))
        if let owner = link.owner.key { pairs.insert("\(owner.kind) \(link.target.kind)") }
      }
    }
    // Whatever holds prose names whatever can be named; the register is named by fields alone.
    let owners = EntityKind.allCases.filter { $0 != .archivedDocument }
    let named = Set(Self.targets.flatMap { EntityKind.kinds(referenceName: $0.word) })
    for owner in owners {
      for target in named where owner != target {
        #expect(pairs.contains("\(owner) \(target)"), "\(owner) → \(target)")
      }
    }
  }
}
