// Whole builds of a small dossier in memory and on disk.

import Diagnostics
import DossierModel
import FileSystem
import TestSupport
import Testing

@testable import SiteBuilder

@Suite struct SiteBuildTests {
  /// A small dossier in a folder that disappears with the test.
  struct Workspace {
    private let files: TemporaryWorkspace
    var root: String { files.root }

    init() throws {
      files = try TemporaryWorkspace()
      try write(
        "Content/dossier.yaml",
        """
        title: Petit dossier
        language: fr
        description: Un dossier d’essai.
        as-of: 2026-11-22
        law-date: 2026-01-02
        last-change: 2026-11-22
        presumption: Chacun est présumé innocent.
        """)
      try write(
        "Content/data/actors.yaml",
        """
        - id: xai
          cote: A-01
          name: xAI
          kind: organisation
          description: Le fournisseur du modèle.
        """)
      try write(
        "Content/data/sources.yaml",
        """
        - id: journal
          cote: B-01
          publisher: Le Journal
          title: Un article
          kind: press
          level: secondary
        """)
      try write(
        "Content/data/events.yaml",
        """
        - id: e-01
          cote: E-01
          date: 2026-01-02
          title: Une chose arrive.
          kind: platform
          jurisdiction: fr
          actors: [xai]
          sources: [journal]
          status: single-source
        - id: e-02
          cote: E-02
          date: 2026-12-02
          title: Une chose arrivera.
          kind: law
          jurisdiction: eu
          sources: [journal]
          status: single-source
        """)
      try write(
        "Content/chapters/01-faits.md",
        """
        ---
        title: Les faits
        number: 1
        description: Ce qui s’est passé.
        presumption: true
        ---

        ## Le début {#debut}

        [[actor:xai]] a fait [[event:e-01|une chose]] [@journal].
        """)
    }

    func write(_ path: String, _ text: String) throws { try files.write(path, text) }

    func read(_ path: String) -> String { (try? files.read(path)) ?? "" }

    func options(jobs: Int = 1, output: String = "public", baseURL: String? = nil) throws
      -> SiteBuildOptions
    {
      SiteBuildOptions(
        source: root, output: root + "/" + output, baseURL: baseURL,
        date: try CivilDate.parse("2026-11-22"), jobs: jobs)
    }

    /// Every file of an output folder that a reader sees, with its bytes.
    func site(_ output: String = "public") throws -> [String: [UInt8]] {
      var site: [String: [UInt8]] = [:]
      for entry in try Directory.files(below: root + "/" + output) {
        site[entry.path] = try FileReader.read("\(root)/\(output)/\(entry.path)")
      }
      return site
    }
  }

  static func describe(_ report: BuildReport) -> String {
    report.diagnostics.map { "\($0.code.id) \($0.message.english)" }.joined(separator: "\n")
  }

  @Test func aSmallDossierBuilds() async throws {
    let workspace = try Workspace()
    let report = await SiteBuild.run(try workspace.options())
    #expect(report.outcome == .succeeded, "\(Self.describe(report))")
    #expect(report.diagnostics.isEmpty, "\(Self.describe(report))")
    #expect(report.indexPath == workspace.root + "/public/index.html")
    #expect(report.pages.first { $0.kind == "actor" }?.count == 1)
    let timeline = workspace.read("public/chronologie.html")
    #expect(timeline.contains("dans 10 jours"))
    #expect(timeline.contains("id=\"e-01\""))
    let actor = workspace.read("public/acteurs/xai.html")
    #expect(actor.contains("href=\"../chronologie.html#e-01\""))
    #expect(actor.contains("href=\"../chapitres/faits.html#p1\""))
    let chapter = workspace.read("public/chapitres/faits.html")
    #expect(chapter.contains("href=\"../acteurs/xai.html\""))
    // A block of data is no script.
    let data = "<script type=\"application/ld+json\">"
    #expect(!chapter.replacing(data, with: "").contains("<script"))
    #expect(!chapter.contains(" style="))
  }

  @Test func aMissingArchiveIsOneFault() async throws {
    let workspace = try Workspace()
    var options = try workspace.options()
    options.archive = "/nope"
    let report = await SiteBuild.run(options)
    #expect(report.outcome == .machineFault)
    #expect(report.diagnostics.map(\.message.english) == ["there is no archive folder `/nope`"])
  }

  @Test func theSameInputGivesTheSameBytes() async throws {
    let workspace = try Workspace()
    _ = await SiteBuild.run(try workspace.options(jobs: 1, output: "one"))
    _ = await SiteBuild.run(try workspace.options(jobs: 4, output: "four"))
    let one = try workspace.site("one")
    #expect(!one.isEmpty)
    #expect(try workspace.site("four") == one)
    let again = await SiteBuild.run(try workspace.options(jobs: 4, output: "one"))
    #expect(again.writtenCount == 0)
    #expect(again.unchangedCount == one.count)
  }

  @Test func anErrorLeavesTheLastSite() async throws {
    let workspace = try Workspace()
    _ = await SiteBuild.run(try workspace.options())
    let before = try workspace.site()
    try workspace.write(
      "Content/chapters/02-suite.md",
      "---\ntitle: Suite\nnumber: 2\ndescription: La suite.\n---\n\nVoir [ici](nulle-part.html).\n")
    let report = await SiteBuild.run(try workspace.options())
    #expect(report.outcome == .contentFaults)
    #expect(report.diagnostics.map(\.code.id) == ["R0111"], "\(Self.describe(report))")
    #expect(try workspace.site() == before)
  }

  @Test func aDossierMayReplaceATemplateAndAWord() async throws {
    let workspace = try Workspace()
    try workspace.write(
      "Templates/pages/404.html",
      "{% extends \"layouts/base.html\" %}{% block main %}<h1>Perdu</h1>{% endblock %}")
    try workspace.write("Templates/i18n/fr.yaml", "nav:\n  timeline: Le fil des jours\n")
    let report = await SiteBuild.run(try workspace.options())
    #expect(report.outcome == .succeeded, "\(Self.describe(report))")
    #expect(workspace.read("public/404.html").contains("<h1>Perdu</h1>"))
    #expect(workspace.read("public/index.html").contains("Le fil des jours"))
  }

  @Test func aFaultyTemplateIsPointedAt() async throws {
    let workspace = try Workspace()
    try workspace.write(
      "Templates/pages/404.html",
      "{% extends \"layouts/base.html\" %}{% block main %}{{ page.headin }}{% endblock %}")
    let report = await SiteBuild.run(try workspace.options())
    #expect(report.outcome == .contentFaults)
    let fault = try #require(report.diagnostics.first)
    let span = try #require(fault.primary?.span)
    #expect(report.sources.path(of: span.source) == "Templates/pages/404.html")
  }

  @Test func absoluteAddressesNeedABase() async throws {
    let workspace = try Workspace()
    _ = await SiteBuild.run(try workspace.options())
    #expect(!workspace.read("public/index.html").contains("rel=\"canonical\""))
    #expect(workspace.read("public/sitemap.xml").isEmpty)
    _ = await SiteBuild.run(try workspace.options(baseURL: "https://example.org/d"))
    #expect(
      workspace.read("public/acteurs/xai.html").contains(
        "<link rel=\"canonical\" href=\"https://example.org/d/acteurs/xai.html\">"))
    let map = workspace.read("public/sitemap.xml")
    #expect(map.contains("<loc>https://example.org/d/</loc>"))
    #expect(!map.contains("404.html"))
  }

  @Test func twoPagesAtOnePathAreAFault() async throws {
    let workspace = try Workspace()
    try workspace.write(
      "Content/data/actors.yaml",
      """
      - id: xai
        cote: A-01
        name: xAI
        kind: organisation
        description: Le fournisseur du modèle.
      - id: index
        cote: A-02
        name: Index
        kind: organisation
        description: Une association.
      """)
    let report = await SiteBuild.run(try workspace.options())
    #expect(report.diagnostics.map(\.code.id) == ["S0101"], "\(Self.describe(report))")
  }

  /// Fines of legal persons, empty cells and states come from the data, on the day of reading.
  @Test func theLawIsComputedFromTheData() async throws {
    let workspace = try Workspace()
    try workspace.write(
      "Content/data/instruments.yaml",
      """
      - id: code
        title: Code pénal
        short: Code pénal
        kind: code
        jurisdiction: fr
      """)
    try workspace.write(
      "Content/data/provisions.yaml",
      """
      - id: cp-1
        cote: L-01
        instrument: code
        article: "1-2-3"
        title: Un délit
        summary: Punit une chose.
        legal-person-multiplier: 5
        versions:
          - id: v1
            in-force: 2024-05-23
            verified: 2026-11-22
            summary: Le texte d’origine.
            quote: publier une chose
            until: 2026-12-02
            penalties:
              - circumstance: base
                label: Cas simple
                prison-years: 2
                fine-eur: 60000
          - id: v2
            in-force: 2026-12-02
            adopted: 2026-06-29
            verified: 2026-11-22
            summary: Le texte modifié.
            quote: porter une chose
      """)
    try workspace.write(
      "Content/data/matrix.yaml",
      """
      conducts:
        - id: share
          label: Diffuser
      parties:
        - id: user
          label: Utilisateur
        - id: provider
          label: Fournisseur
      cells:
        - conduct: share
          party: user
          entries:
            - provision: cp-1
              status: applicable
      """)
    let report = await SiteBuild.run(try workspace.options())
    #expect(report.outcome == .succeeded, "\(Self.describe(report))")
    let analysis = workspace.read("public/analyse.html")
    #expect(analysis.contains("300\u{202F}000\u{A0}€"))
    #expect(analysis.contains("Aucun texte trouvé"))
    #expect(analysis.contains("dans 10 jours"))
    #expect(analysis.contains("dispositions/cp-1.html"))
    let provision = workspace.read("public/dispositions/cp-1.html")
    #expect(provision.contains("<del>publier</del> <ins>porter</ins> une chose"))
    #expect(provision.contains("En vigueur"))
    #expect(provision.contains("id=\"v2\""))
  }

  /// Who is party to a procedure is shown with the notice, and only then.
  @Test func thePresumptionStandsWhereItBelongs() async throws {
    let workspace = try Workspace()
    _ = await SiteBuild.run(try workspace.options())
    #expect(!workspace.read("public/acteurs/xai.html").contains("présumé innocent"))
    try workspace.write(
      "Content/data/actors.yaml",
      """
      - id: xai
        cote: A-01
        name: xAI
        kind: organisation
        description: Le fournisseur du modèle.
        party-to: true
        standing:
          status: reported
          since: 2026-01-02
          text: Signalée au parquet.
          sources: [journal]
      """)
    let report = await SiteBuild.run(try workspace.options())
    #expect(report.outcome == .succeeded, "\(Self.describe(report))")
    #expect(workspace.read("public/acteurs/xai.html").contains("présumé innocent"))
  }
}
