// Loading a folder: which files count, in which order, what one faulty file does to the others.

import Diagnostics
import DossierModel
import TestSupport
import Testing

@Suite struct LoaderTests {
  private func actor(_ id: String, cote: String) -> String {
    "- id: \(id)\n  cote: \(cote)\n  name: \(id)\n  kind: media\n  description: x\n"
  }

  @Test func recordsStandInTheOrderOfPathsThenPositions() async {
    let files = [
      ModelFixtures.settings,
      DossierFile(path: "Content/data/actors/b.yaml", text: actor("d", cote: "A-4")),
      DossierFile(
        path: "Content/data/actors.yaml", text: actor("z", cote: "A-1") + actor("a", cote: "A-2")),
      DossierFile(path: "Content/data/actors/a.yaml", text: actor("c", cote: "A-3")),
    ]
    for order in [files, files.reversed()] {
      for workerCount in [1, 2, 8] {
        let loaded = await DossierLoader.load(order, workerCount: workerCount)
        #expect(loaded.dossier.actors.slugs == ["z", "a", "c", "d"])
        #expect(ModelFixtures.codes(loaded) == [])
      }
    }
  }

  @Test func chaptersStandInTheOrderOfTheirNumbers() async {
    func chapter(_ name: String, _ number: Int) -> DossierFile {
      DossierFile(
        path: "Content/chapters/\(name).md",
        text: "---\ntitle: \(name)\nnumber: \(number)\ndescription: x\n---\n\nTexte.\n")
    }
    let loaded = await DossierLoader.load([
      ModelFixtures.settings, chapter("01-b", 10), chapter("02-a", 2), chapter("03-c", 1),
    ])
    #expect(loaded.dossier.chapters.slugs == ["c", "a", "b"])
  }

  @Test func faultsOfAllFilesAreReportedInOneRun() async {
    let loaded = await DossierLoader.load([
      DossierFile(path: "Content/dossier.yaml", text: "title: x\nlanguage: de\n"),
      DossierFile(path: "Content/data/actors.yaml", text: "- id: A\n  nam: x\n"),
      DossierFile(path: "Content/data/events.yaml", bytes: [0x61, 0xFF]),
      DossierFile(path: "Content/data/claims.yaml", text: "- a: b: c\n"),
      DossierFile(path: "Content/chapters/01-a.md", text: "Texte\n"),
      DossierFile(path: "Content/data/evens.yaml", text: ""),
      DossierFile(path: "seeds/x.yaml", text: "id: x\nsize: beaucoup\n"),
    ])
    let codes = Set(ModelFixtures.codes(loaded))
    #expect(
      codes.isSuperset(of: [
        "D0101", "D0102", "D0201", "D0202", "D0203", "D0204", "D0206", "D0303", "D0304",
      ]))
  }

  @Test func theDossierTurnsElementsOn() async throws {
    func load(_ keys: String) async -> LoadedDossier {
      await DossierLoader.load([
        DossierFile(
          path: "Content/dossier.yaml",
          bytes: ModelFixtures.settings.bytes + Array("\n\(keys)\n".utf8)),
        DossierFile(
          path: "Content/chapters/01-a.md",
          text: "---\ntitle: a\nnumber: 1\ndescription: x\n---\n\n<kbd>A</kbd> <b>c</b>\n"),
      ])
    }
    func codes(_ loaded: LoadedDossier) -> [String] {
      loaded.diagnostics.sorted(by: loaded.sources).map(\.code.id)
    }
    #expect(codes(await load("")).count { $0 == "M0401" } == 4)
    let loaded = await load("html-elements: [kbd]")
    #expect(codes(loaded).count { $0 == "M0401" } == 2)
    #expect(loaded.dossier.settings.htmlElements == [.kbd])
    #expect(codes(await load("html-elements: [script]")).contains("D0204"))
  }

  @Test func aMisspeltKeyIsOneFault() async {
    let loaded = await ModelFixtures.load(
      "actors.yaml", "- id: a\n  cote: A-1\n  nane: x\n  kind: media\n  description: x\n")
    #expect(ModelFixtures.codes(loaded) == ["D0201"])
  }

  @Test func bothPlacesOfADoubleAreShown() async throws {
    let loaded = await DossierLoader.load([
      ModelFixtures.settings,
      DossierFile(path: "Content/data/actors.yaml", text: actor("a", cote: "A-1")),
      DossierFile(path: "Content/data/actors/b.yaml", text: actor("a", cote: "A-2")),
    ])
    let fault = try #require(ModelFixtures.faults(loaded).first)
    #expect(fault.code == .duplicateIdentifier)
    #expect(
      fault.primary.map { loaded.sources.path(of: $0.span.source) } == "Content/data/actors/b.yaml")
    #expect(
      fault.secondary.map { loaded.sources.path(of: $0.span.source) } == [
        "Content/data/actors.yaml"
      ])
    #expect(loaded.dossier.actors.id(of: "a") == ActorID(raw: 0))
  }

  @Test func anOldIdInUseIsReported() async {
    let loaded = await ModelFixtures.load(
      "actors.yaml", actor("a", cote: "A-1") + "  aliases: [b]\n" + actor("b", cote: "A-2"))
    #expect(ModelFixtures.codes(loaded) == ["D0207"])
  }

  @Test func provisionsAndInstrumentsShareTheirIds() async {
    let loaded = await DossierLoader.load([
      ModelFixtures.settings,
      DossierFile(
        path: "Content/data/instruments.yaml",
        text: "- id: dsa\n  title: x\n  short: x\n  kind: regulation\n  jurisdiction: eu\n"),
      DossierFile(
        path: "Content/data/provisions.yaml",
        text: "- id: dsa\n  cote: L-1\n  instrument: dsa\n  article: 1\n  title: x\n  summary: x\n"
          + "  versions:\n    - id: v1\n      in-force: 2022\n      summary: x\n"),
    ])
    #expect(ModelFixtures.codes(loaded) == ["D0207"])
  }

  @Test func doublesWithinARecordAreReported() async {
    let version = "    - id: v1\n      in-force: 2022\n      summary: x\n"
    let loaded = await ModelFixtures.load(
      "provisions.yaml",
      "- id: a\n  cote: L-1\n  instrument: dsa\n  article: 1\n  title: x\n  summary: x\n"
        + "  versions:\n" + version + version)
    #expect(ModelFixtures.codes(loaded) == ["D0207"])
  }

  @Test func aFolderIsLoaded() async throws {
    let workspace = try TemporaryWorkspace()
    for file in try ModelFixtures.files("complete") {
      try workspace.write(file.path, String(decoding: file.bytes, as: UTF8.self))
    }
    try workspace.write("Content/LICENSE.md", "CC BY 4.0")
    try workspace.write("Content/media/plan.svg", "<svg/>")
    try workspace.write("Content/data/.actors.yaml.swp", "x")
    try workspace.write("seeds/grok.txt", "x")
    try workspace.write("Templates/base.html", "x")
    let loaded = await DossierLoader.load(folder: workspace.root)
    #expect(ModelFixtures.codes(loaded) == [])
    #expect(loaded.dossier.actors.count == 2)
    #expect(loaded.sources.path(of: SourceID(raw: 0)).hasPrefix("Content/"))
  }

  @Test func whatTheMachineCannotReadHasNoFurtherFaults() async throws {
    let workspace = try TemporaryWorkspace()
    try workspace.write("Content/dossier.yaml", "")
    try workspace.link("Content/data", to: "nowhere")
    let loaded = await DossierLoader.load(folder: workspace.root)
    #expect(loaded.diagnostics.diagnostics.map(\.code.id) == ["F0001"])
    #expect(loaded.dossier.mayBeUnread(.actor, slug: "xai"))
  }

  @Test func aMissingFolderIsReported() async {
    let loaded = await DossierLoader.load(folder: "/nonexistent/dossier")
    #expect(loaded.diagnostics.diagnostics.map(\.code.id) == ["F0006"])
  }

  @Test func aFaultySettingsFileLeavesADossier() async {
    let loaded = await DossierLoader.load([
      DossierFile(path: "Content/dossier.yaml", text: "title: a: b\n"),
      DossierFile(path: "Content/data/actors.yaml", text: actor("a", cote: "A-1")),
    ])
    #expect(ModelFixtures.codes(loaded) == ["D0101"])
    #expect(loaded.dossier.actors.count == 1)
  }

  @Test func theFormOfALineEndDoesNotMatter() async throws {
    let files = try ModelFixtures.files("complete")
    let other = files.map { file in
      DossierFile(
        path: file.path,
        bytes: Array("\u{FEFF}".utf8) + file.bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] })
    }
    let loaded = await DossierLoader.load(other)
    #expect(ModelFixtures.codes(loaded) == [], "\(ModelFixtures.rendered(loaded))")
    #expect(loaded.dossier.settings.presumption.source == "Chacun est présumé innocent.")
    #expect(loaded.dossier.events[0].text?.source == "Un paragraphe.\n\nUn autre.")
  }
}
