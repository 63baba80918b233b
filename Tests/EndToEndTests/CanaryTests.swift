// Drafts, private records and private notes: no byte of them is in anything that a build writes.

import Foundation
import TestSupport
import Testing

@Suite struct CanaryTests {
  /// Words that stand nowhere else, one for each place that must stay hidden.
  private static let records: [String: String] = [
    "Content/data/actors/cache.yaml": """
    id: canari-acteur
    cote: A-990
    name: Canari Nom
    kind: person
    description: Canari description.
    part: Canari part
    private: true

    """,
    "Content/data/events/cache.yaml": """
    id: canari-evenement
    cote: E-990
    date: 2026-01-02
    title: Canari titre.
    text: Canari texte.
    kind: politics
    jurisdiction: fr
    actors: [canari-acteur]
    sources: [canari-source]
    status: to-verify
    draft: true

    """,
    "Content/data/sources/cache.yaml": """
    id: canari-source
    cote: B-990
    publisher: Canari éditeur
    title: Canari source
    url: https://canari.example/
    kind: press
    level: primary
    draft: true

    """,
    "Content/data/claims/cache.yaml": """
    id: canari-affirmation
    cote: S-990
    text: Canari affirmation.
    nature: fact
    source: canari-source
    verdict: open
    private: true

    """,
    "Content/data/provisions/cache.yaml": """
    id: canari-disposition
    cote: L-990
    instrument: code-penal
    article: "999-9"
    title: Canari disposition
    summary: Canari résumé.
    versions:
      - id: v1
        in-force: 2020-01-01
        summary: Canari version.
        penalties:
          - {circumstance: base, label: Canari peine, fine-eur: 987654}
    draft: true

    """,
    "Content/data/measures/cache.yaml": """
    id: canari-mesure
    cote: M-990
    title: Canari mesure.
    kind: other
    authority: canari-acteur
    status: possible
    sources: [canari-source]
    private: true

    """,
    "Content/data/contradictions/cache.yaml": """
    id: canari-contradiction
    cote: X-990
    subject: Canari contradiction
    values:
      - {value: Canari une, sources: [canari-source]}
      - {value: Canari deux, sources: [canari-source]}
    reason: Canari raison.
    draft: true

    """,
    "Content/data/limits/cache.yaml": """
    id: canari-limite
    cote: I-990
    text: Canari limite.
    severity: low
    draft: true

    """,
    "Content/data/open-points/cache.yaml": """
    id: canari-point
    text: Canari point.
    private: true

    """,
    "Content/data/corrections/cache.yaml": """
    id: canari-correction
    date: 2026-11-20
    concerns: ["event:canari-evenement"]
    was: Canari avant.
    is: Canari après.
    reason: Canari motif.
    draft: true

    """,
    "Content/data/glossary/cache.yaml": """
    id: canari-mot
    term: Canari mot
    definition: Canari définition.
    private: true

    """,
    "Content/data/glossary/note.yaml": """
    id: mot-visible
    term: Un mot visible
    definition: Sa définition.
    private-note: Canari note des auteurs.

    """,
    "Content/chapters/98-cache.md": """
    ---
    title: Canari chapitre
    number: 98
    slug: canari-chapitre
    description: Canari annonce.
    presumption: true
    draft: true
    ---

    Canari corps, [[actor:canari-acteur]].

    """,
  ]

  @Test func nothingHiddenIsWritten() throws {
    let copy = try DossierCopy()
    for (path, text) in Self.records { try copy.workspace.write(path, text) }
    let outcome = try copy.run("build")
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    let root = copy.workspace.path("public")
    var count = 0
    for path in try FileManager.default.subpathsOfDirectory(atPath: root) {
      #expect(!path.lowercased().contains("canari"), "\(path)")
      guard let bytes = FileManager.default.contents(atPath: root + "/" + path) else { continue }
      count += 1
      for word in ["canari", "Canari", "CANARI", "987654", "987 654", "987\u{202F}654", "999-9"] {
        #expect(bytes.range(of: Data(word.utf8)) == nil, "\(path) holds `\(word)`")
      }
    }
    #expect(count > 100)
    #expect(
      try copy.site().values.contains {
        String(decoding: $0, as: UTF8.self).contains("mot visible")
      })
  }

  /// With an address a site has more to say: the picture, whole addresses in graphs and feeds.
  @Test func nothingHiddenIsWrittenWithAnAddress() throws {
    let copy = try DossierCopy()
    for (path, text) in Self.records { try copy.workspace.write(path, text) }
    let outcome = try copy.run("build", ["--base-url", "https://dossiers.test/grok/"])
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    let site = try copy.site()
    #expect(site.keys.contains { $0.hasSuffix(".png") })
    for (path, bytes) in site {
      for word in ["canari", "Canari", "CANARI", "987654", "999-9"] {
        #expect(bytes.range(of: Data(word.utf8)) == nil, "\(path) holds `\(word)`")
      }
    }
  }

  /// The body of a captured document is compared, never published; one that may only be described is
  /// not even to be there.
  @Test func noBodyOfADocumentIsWritten() throws {
    let workspace = try PublishTests.workspace()
    try workspace.copy(FixtureDossierTests.fixtures + "/archive", to: "archive")
    let body = "Canary of a body that may only be described.\n"
    try workspace.write("archive/withheld.txt", body)
    try workspace.write(
      "dossier/seeds/withheld.yaml",
      """
      id: withheld
      file: withheld.txt
      sha256: 04169a7e51b0097e71e51722e8753d2ac84ed3588fef0a61fb24975685fa3618
      size: 45
      publisher: Unknown
      title: A withheld document
      policy: metadata-only

      """)
    let refused = try PublishTests.publish(workspace, ["--archive", "../archive"])
    #expect(refused.diagnostics.map(\.code) == ["R0507"], "\(refused.output)")
    #expect(try workspace.list("dossier/public").isEmpty)
    let outcome = try PublishTests.publish(workspace)
    #expect(outcome.status == 0, "\(outcome.output)")
    try workspace.remove("archive/withheld.txt")
    let compared = try FixtureDossierTests.run(
      workspace, ["build", "--output", workspace.path("compared")])
    #expect(compared.status == 0, "\(compared.errors)")
    for folder in ["dossier/public", "compared"] {
      let names = try workspace.list(folder)
      #expect(names.count > 40)
      for name in names {
        let path = workspace.path(folder + "/" + name)
        let bytes = FileManager.default.contents(atPath: path) ?? Data()
        for word in ["Canary of a body", "Applause"] {
          #expect(bytes.range(of: Data(word.utf8)) == nil, "\(folder)/\(name) holds `\(word)`")
        }
      }
    }
  }

  /// The same records without the keys that hide them are seen, so that the test above can fail.
  @Test func whatIsNotHiddenIsWritten() throws {
    let copy = try DossierCopy()
    for (path, text) in Self.records {
      try copy.workspace.write(
        path, text.replacing("draft: true\n", with: "").replacing("private: true\n", with: ""))
    }
    let outcome = try copy.run("build")
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    let pages = try copy.site().values.map { String(decoding: $0, as: UTF8.self) }
    for word in ["Canari Nom", "Canari chapitre", "Canari définition"] {
      #expect(pages.contains { $0.contains(word) }, "\(word) is nowhere")
    }
    #expect(!pages.contains { $0.contains("Canari note") })
  }
}
