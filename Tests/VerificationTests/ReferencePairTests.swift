// Every way in which one record points at another is walked, leads back, and is reported when it
// leads nowhere (B-03): the id of one reference of each role is replaced by an unknown one.

import Diagnostics
import DossierModel
import Testing

@testable import Verification

@Suite struct ReferencePairTests {
  /// A dossier in which every field that points somewhere does.
  private static let full: [String: String] = [
    "Content/dossier.yaml": """
    title: Essai
    language: fr
    description: Un dossier d’essai, [[chapter:faits]].
    as-of: 2026-11-22
    law-date: 2026-01-02
    last-change: 2026-11-22
    presumption: Chacun est présumé innocent.
    proceedings:
      - authority: societe-exemple
        subject: Une enquête
        stage: En cours
        status: ongoing
        since: e-1

    """,
    "Content/data/actors/complet.yaml": """
    id: anne-petit
    cote: A-04
    name: Anne Petit
    kind: person
    description: Une personne, selon [@gazette].
    roles:
      - title: directrice
        organisation: societe-exemple
        sources: [gazette]
    memberships:
      - group: un syndicat
        organisation: societe-exemple
        sources: [gazette]
    consent:
      date: 2026-01
      sources: [gazette]
    public-declaration:
      date: 2026-01
      sources: [gazette]
    past-standings:
      - status: reported
        since: 2025-12
        text: Visée par un premier signalement.
        sources: [gazette]
    party-to: true
    standing:
      status: reported
      since: 2026-01-02
      text: Visée par un signalement.
      sources: [gazette]
    replies: [e-1]
    relations:
      - verb: conseille
        to: claire-martin
        event: e-1
    sources: [gazette]

    """,
    "Content/data/events/complet.yaml": """
    id: e-2
    cote: E-02
    date: 2026-02-03
    title: Une audience se tient.
    kind: procedure
    jurisdiction: fr
    actors: [claire-martin, {actor: anne-petit, as: directrice}]
    legal-basis: [cp-226-8-1]
    laws: [code-penal, cp-2]
    claims: [s-1]
    contradictions: [x-1]
    sources: [greffe]
    status: established

    """,
    "Content/data/instruments/complet.yaml": """
    id: loi
    cote: L-90
    title: Une loi
    short: Loi
    kind: statute
    jurisdiction: fr
    sources: [gazette]

    """,
    "Content/data/provisions/complet.yaml": """
    id: cp-2
    cote: L-91
    instrument: code-penal
    article: "2"
    title: Un article
    summary: Ce que dit l’article.
    versions:
      - id: v1
        in-force: 2020-01-01
        changed-by: loi
        summary: Une rédaction.
        sources: [gazette]

    """,
    "Content/data/sources/complet.yaml": """
    id: reprise
    cote: B-03
    publisher: La Reprise
    title: Une reprise
    kind: press
    level: copy
    copies: gazette
    draws-on: [greffe]
    archive: piece

    """,
    "Content/data/quotations.yaml": """
    - id: q-reponse
      cote: C-01
      text: Aujourd’hui, ils se moquent de nous et cela doit cesser.
      speaker: [claire-martin]
      source: gazette
      passage:
        document: piece
        start: 32
        end: 90
        sha256: 147e351aaaf6ee3f1bb3f9d85aeaeac9698dba6895fa141a9bf3b51531f0cfb3
      claims: [s-1]

    """,
    "Content/data/claims.yaml": """
    - id: s-0
      cote: S-00
      text: Une affirmation.
      nature: statement
      source: gazette
      verdict: open
    - id: s-1
      cote: S-01
      text: Une autre affirmation.
      nature: statement
      speaker: [claire-martin]
      about: [anne-petit]
      parent: s-0
      source: gazette
      quotation: q-reponse
      verdict: partly
      laws: [cp-226-8-1]
      evidence:
        for: [gazette]
        against: [greffe]
      events: [e-1]
      reply:
        status: published
        event: e-2

    """,
    "Content/data/contradictions.yaml": """
    - id: x-1
      cote: X-01
      subject: Une date
      values:
        - value: le 2
          sources: [gazette]
        - value: le 3
          sources: [greffe]
      reason: La seconde source est officielle.
      status: disputed
      events: [e-1]

    """,
    "Content/data/limits.yaml": """
    - id: i-1
      cote: I-01
      text: Une lacune.
      severity: low
      sources: [gazette]
      claims: [s-1]

    """,
    "Content/data/open-points.yaml": """
    - id: v-1
      text: Un point à vérifier.
      concerns: ["law:cp-2", "event:e-1"]

    """,
    "Content/data/measures.yaml": """
    - id: m-1
      cote: M-01
      title: Une injonction est prononcée.
      kind: injunction
      authority: anne-petit
      addressee: societe-exemple
      date: 2026-02-03
      status: ordered
      laws: [cp-2]
      events: [e-1]
      sources: [gazette]

    """,
    "Content/data/corrections.yaml": """
    - id: r-1
      date: 2026-11-20
      concerns: ["event:e-1"]
      was: Le 3 janvier.
      is: Le 2 janvier.
      reason: Une faute.
      sources: [gazette]

    """,
    "Content/data/glossary.yaml": """
    - id: mot
      term: Mot
      definition: Ce que le mot veut dire.
      sources: [gazette]
      law: cp-2

    """,
    "Content/data/matrix.yaml": """
    conducts:
      - id: share
        label: Diffuser
    parties:
      - id: user
        label: Utilisateur
    cells:
      - conduct: share
        party: user
        entries:
          - provision: cp-226-8-1
            text: 2 ans et 60 000 €.

    """,
    "Content/chapters/02-complet.md": """
    ---
    title: Complet
    number: 2
    description: Une référence de chaque sorte.
    presumption: true
    ---

    [[actor:claire-martin]] [[event:e-1]] [[law:code-penal]] [[law:cp-2]] [[claim:s-1]]
    [[source:greffe]] [[quote:q-reponse]] [[chapter:faits]] [[contradiction:x-1]] [[term:mot]]
    [@gazette].

    {{ quote q-reponse }}

    """,
  ]

  static func files() throws -> VerificationFixtures.Files {
    try VerificationFixtures.base().with(full)
  }

  static func references(
    _ files: VerificationFixtures.Files
  ) async -> (references: [WrittenReference], sources: SourceMap) {
    let loaded = await DossierLoader.load(
      files.texts.filter { !$0.key.hasPrefix("archive/") }
        .map { DossierFile(path: $0.key, text: $0.value) })
    let context = CheckContext(
      loaded.dossier, sources: loaded.sources,
      options: CheckOptions(buildDate: VerificationFixtures.buildDate))
    return (context.references, loaded.sources)
  }

  @Test func everyRoleIsWalkedAndLeadsSomewhere() async throws {
    let files = try Self.files()
    let outcome = await VerificationFixtures.check(files)
    #expect(outcome.checked != nil, "\(outcome.rendered)")
    #expect(outcome.codes.isEmpty, "\(outcome.rendered)")
    let walked = Set(await Self.references(files).references.map(\.role))
    #expect(walked == Set(LinkRole.allCases), "\(Set(LinkRole.allCases).subtracting(walked))")
    let linked = Set(outcome.checked?.backlinks.all.map(\.role) ?? [])
    #expect(linked == walked)
  }

  @Test func anUnknownIdIsReportedWhereverItStands() async throws {
    let files = try Self.files()
    let (references, sources) = await Self.references(files)
    var tried = Set<String>()
    for reference in references {
      guard tried.insert("\(reference.role) \(reference.kindWord) \(reference.owner)").inserted
      else {
        continue
      }
      let path = sources.path(of: reference.span.source)
      var bytes = sources.bytes(of: reference.span.source)
      let range = Int(reference.span.start)..<Int(reference.span.end)
      let written = String(decoding: bytes[range], as: UTF8.self)
      bytes.replaceSubrange(range, with: Array(written.replacing(reference.slug, with: "zz9").utf8))
      let changed = files.with([path: String(decoding: bytes, as: UTF8.self)])
      let outcome = await VerificationFixtures.check(changed)
      let found = outcome.diagnostics.filter { $0.code == .unknownRecord }
      #expect(
        found.contains { $0.primary?.span.start == reference.span.start },
        "\(reference.role) in \(path): \(outcome.rendered)")
      #expect(outcome.checked == nil)
    }
    #expect(tried.count >= LinkRole.allCases.count)
  }

  @Test func anOldIdWarnsAndLeadsOn() async throws {
    let files = try Self.files()
    let renamed = files.with([
      "Content/data/actors/complet.yaml": (files.texts["Content/data/actors/complet.yaml"] ?? "")
        .replacing("id: anne-petit", with: "id: anne-grand\naliases: [anne-petit]")
    ])
    let outcome = await VerificationFixtures.check(renamed)
    let checked = try #require(outcome.checked, "\(outcome.rendered)")
    #expect(Set(outcome.codes) == ["R0102"])
    let actor = try #require(checked.dossier.key(.actor, slug: "anne-grand"))
    #expect(!checked.backlinks.related(to: actor, kind: .event).isEmpty)
    let renderer = outcome.rendered
    #expect(renderer.contains("write `anne-grand`"))
  }
}
