// What is computed from many records is compared when one changes: a list that nobody compares would
// leave pages as they were. These tests hold the lists of properties that are compared.

import DossierModel
import FileSystem
import Presentation
import TestSupport
import Testing
import Verification

@testable import Preview

@Suite struct ComparisonTests {
  private func properties(_ value: Any) -> Set<String> {
    Set(Mirror(reflecting: value).children.compactMap(\.label))
  }

  /// A new property of these types is compared in `Presenter.change(from:)` or, for a dossier, in
  /// `LoadedDossier.change(from:)`, and then named here.
  @Test func allThatPagesReadIsCompared() async throws {
    let dossier = try EditedDossier()
    var (build, _) = dossier.preview()
    _ = await build.rebuild()
    let presenter = try #require(build.model?.presenter)
    // `routes` follow from ids, `identity` is told anew; `library`, `router`, `dates`, `numbers` and `typographer` follow from the theme's texts and the
    // settings, which are compared before there is a presenter.
    #expect(
      properties(presenter) == [
        "checked", "library", "router", "baseURL", "stylesheet", "icon", "offered", "face", "dates",
        "numbers", "typographer", "paragraphs", "oldAnchors", "sourcesCopying",
        "lawDays", "eventsByLawDay", "origins", "staleConclusions", "searchScript", "version",
        "pageChecks", "identity", "routes",
      ])
    // `staleByOwner` is `staleConclusions` in another order.
    #expect(
      properties(presenter.checked) == [
        "dossier", "buildDate", "backlinks", "timeline", "staleConclusions", "origins",
        "isArchiveChecked", "staleByOwner", "timelineRanks",
      ])
    #expect(
      properties(presenter.dossier) == [
        "settings", "actors", "events", "instruments", "provisions", "measures", "sources",
        "quotations", "claims", "contradictions", "limits", "openPoints", "corrections", "glossary",
        "chapters", "archivedDocuments", "matrix", "acceptedFaults", "mediaPaths",
        "incompleteKinds",
        "unreadSlugs",
      ])
  }

  private func load(_ files: [String: String]) async throws -> LoadedDossier {
    let workspace = try TemporaryWorkspace()
    for (name, text) in files { try workspace.write(name, text) }
    var memory: LoaderMemory? = LoaderMemory()
    return await DossierLoader.load(folder: workspace.root, workerCount: 1, memory: &memory)
  }

  private static let settings = """
    title: T
    language: en
    as-of: 2026-01-01
    law-date: 2026-01-01

    """
  private static let chapter = "---\ntitle: A\nnumber: 1\ndescription: D.\n---\n\nText.\n"
  private static let terms = """
    - id: one
      term: One
      definition: First.
    - id: two
      term: Two
      definition: Second.

    """

  private func change(_ name: String, _ text: String) async throws -> DossierChange {
    var files = [
      "Content/dossier.yaml": Self.settings, "Content/chapters/01-a.md": Self.chapter,
      "Content/data/glossary.yaml": Self.terms,
    ]
    let old = try await load(files)
    files[name] = text
    return try await load(files).change(from: old)
  }

  @Test func aRecordIsAPartOfItsOwn() async throws {
    let one = try await change(
      "Content/data/glossary.yaml", Self.terms.replacing("First.", with: "Longer than first."))
    #expect(one.facets == [.record(.term(TermID(raw: 0)))])
    #expect(!one.isWhole)
  }

  @Test func aTextIsNotItsChapter() async throws {
    let text = try await change(
      "Content/chapters/01-a.md", Self.chapter.replacing("Text.", with: "Words."))
    #expect(text.facets.count == 1)
    #expect(!text.facets.contains(.record(.chapter(ChapterID(raw: 0)))))
    let title = try await change(
      "Content/chapters/01-a.md", Self.chapter.replacing("title: A", with: "title: B"))
    #expect(title.facets == [.record(.chapter(ChapterID(raw: 0)))])
  }

  @Test func whatMovesOthersIsWhole() async throws {
    #expect(try await change("Content/dossier.yaml", Self.settings + "subtitle: S\n").isWhole)
    #expect(
      try await change(
        "Content/data/glossary.yaml", Self.terms.replacing("id: two", with: "id: three")
      ).isWhole)
    #expect(
      try await change(
        "Content/chapters/02-b.md",
        Self.chapter.replacing("number: 1", with: "number: 2")
      ).isWhole)
    #expect(try await change("Content/dossier.yaml", Self.settings).isEmpty)
  }

  /// A log holds what was read while it was kept, and each part once.
  @Test func readingIsNoted() async throws {
    let dossier = try await load([
      "Content/dossier.yaml": Self.settings, "Content/chapters/01-a.md": Self.chapter,
      "Content/data/glossary.yaml": Self.terms,
    ]).dossier
    _ = dossier.glossary[0]
    let read = ReadLog.reads {
      dossier.glossary.map(\.term).count + (dossier.glossary[slug: "two"]?.term.count ?? 0)
    }
    #expect(read.reads.count == 2)
    #expect(read.reads.contains(.record(.term(TermID(raw: 1)))))
    let none = ReadLog.reads { dossier.glossary.count + dossier.chapters.ids.count }
    #expect(none.reads.count == 0)
    let face = ReadLog.reads { dossier.chapters[0].title }
    let body = ReadLog.reads { [dossier.chapters[0].body].count }
    #expect(face.reads.count == 1)
    #expect(body.reads.count == 2)
  }

  /// Files that did not change are not decoded again, and give the same.
  @Test func memoryGivesWhatTheDiskWould() async throws {
    let workspace = try TemporaryWorkspace()
    try workspace.write("Content/dossier.yaml", Self.settings)
    try workspace.write("Content/chapters/01-a.md", Self.chapter)
    var memory: LoaderMemory? = LoaderMemory()
    let skimmed = await DossierLoader.load(
      folder: workspace.root, workerCount: 1, memory: &memory, skims: true)
    #expect(skimmed.dossier.chapters[0].numberedParagraphCount == 0)
    let whole = await DossierLoader.load(folder: workspace.root, workerCount: 1, memory: &memory)
    #expect(whole.dossier.chapters[0].numberedParagraphCount == 1)
    // The same size within the same moment.
    try workspace.write("Content/chapters/01-a.md", Self.chapter.replacing("Text.", with: "Word."))
    let again = await DossierLoader.load(folder: workspace.root, workerCount: 1, memory: &memory)
    #expect(again.change(from: whole).facets.count == 1)
  }
}
