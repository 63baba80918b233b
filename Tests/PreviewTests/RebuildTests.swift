// The law of the preview: whatever was edited in between, its pages are those of a build from
// nothing; and a fault leaves the last good ones.

import Diagnostics
import DossierModel
import FileSystem
import Foundation
import Presentation
import SiteBuilder
import TestSupport
import Testing

@testable import Preview

/// A dossier to edit, and what previews show of it.
struct EditedDossier {
  let workspace: TemporaryWorkspace
  private let day: CivilDate

  /// The small dossier that the tests of the command share.
  static let fixture = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("EndToEndTests/Fixtures/base").path

  init() throws {
    workspace = try TemporaryWorkspace()
    day = try CivilDate.parse("2026-11-22")
    for folder in ["Content", "seeds"] where Directory.exists(Self.fixture + "/" + folder) {
      try workspace.copy(Self.fixture + "/" + folder, to: folder)
    }
  }

  var settings: PreviewSettings {
    PreviewSettings(source: workspace.root, port: 0, date: day)
  }

  /// A preview that has shown nothing yet.
  func preview() -> (build: PreviewBuild, store: PageStore) {
    let store = PageStore()
    return (PreviewBuild(settings, store: store), store)
  }

  /// The names of the files of the dossier.
  func files() throws -> [String] { try workspace.list("Content").map { "Content/" + $0 } }
}

@Suite struct RebuildTests {
  private func codes(_ report: RebuildReport) -> [String] {
    let renderer = DiagnosticRenderer(sources: report.sources)
    return report.diagnostics.map { renderer.render($0) }
  }

  /// Pages are those that the build of a site writes.
  @Test func pagesAreThoseOfABuild() async throws {
    let dossier = try EditedDossier()
    var (build, store) = dossier.preview()
    let report = await build.rebuild()
    #expect(report.isGood)
    let site = try TemporaryWorkspace()
    let options = SiteBuildOptions(
      source: dossier.workspace.root, output: site.path("site"), date: dossier.settings.date)
    let written = await SiteBuild.run(options)
    #expect(written.outcome == .succeeded)
    let pages = try site.list("site").filter { !$0.hasPrefix(".") }
    let shown = store.contents
    #expect(Set(shown.keys) == Set(pages))
    for page in pages {
      #expect(try shown[page] == FileReader.read(site.path("site/" + page)), "\(page)")
    }
  }

  /// After any sequence of edits, good and bad, pages and faults are those of a build from nothing.
  @Test(arguments: [1, 2, 3, 4])
  func aRebuildEqualsAColdBuild(seed: UInt64) async throws {
    let dossier = try EditedDossier()
    let editor = DossierEditor(dossier.workspace)
    var random = SplitMix64(seed: seed)
    var (build, store) = dossier.preview()
    _ = await build.rebuild()
    var good = 0
    var mended: [String: String] = [:]
    var done: [String] = []
    for step in 0..<8 {
      let edits = Int.random(in: 1...2, using: &random)
      var names: Set<String> = []
      for (name, text) in mended { try dossier.workspace.write(name, text) }
      names.formUnion(mended.keys)
      mended = [:]
      done.append("step \(step):")
      for _ in 0..<edits {
        let edit = try editor.edit(&random)
        done.append(edit.name)
        names.formUnion(edit.files)
      }
      if step % 3 == 2, let name = try dossier.files().randomElement(using: &random) {
        // A fault that stops everything, mended in the next step.
        let text = try dossier.workspace.read(name)
        mended[name] = text
        try dossier.workspace.write(name, "\u{0}\n" + text)
        names.insert(name)
        done.append("break \(name)")
      }
      // What the watcher names is a help, not a condition.
      let told = step % 2 == 0 ? Set(names.map(dossier.workspace.path)) : []
      let report = await build.rebuild(changed: told)
      var (cold, coldStore) = dossier.preview()
      let coldReport = await cold.rebuild()
      let story = "seed \(seed): \(done.joined(separator: ", "))"
      #expect(codes(report) == codes(coldReport), "\(story)")
      guard coldReport.isGood else { continue }
      good += 1
      let (warm, fresh) = (store.contents, coldStore.contents)
      #expect(Set(warm.keys) == Set(fresh.keys), "\(story)")
      for (route, bytes) in fresh where warm[route] != bytes {
        Issue.record("\(route) differs, \(story)")
      }
    }
    #expect(good > 0)
  }

  // MARK: - What is made again

  private func rendered(
    _ name: String, _ old: String, _ new: String
  ) async throws -> (count: Int, report: RebuildReport, all: Int) {
    let dossier = try EditedDossier()
    for number in 2...9 {
      try dossier.workspace.write(
        "Content/chapters/0\(number)-more.md",
        "---\ntitle: More \(number)\nnumber: \(number)\nslug: more-\(number)\ndescription: More.\n---\n\nA word.\n"
      )
    }
    var (build, store) = dossier.preview()
    #expect(await build.rebuild().isGood)
    let text = try dossier.workspace.read(name)
    #expect(text.contains(old))
    try dossier.workspace.write(name, text.replacing(old, with: new))
    let report = await build.rebuild(changed: [dossier.workspace.path(name)])
    #expect(report.isGood)
    return (report.renderedCount, report, store.pageCount)
  }

  /// Words in a paragraph cost the page of the chapter, and the search.
  @Test func proseIsOnePage() async throws {
    let made = try await rendered("Content/chapters/05-more.md", "A word.", "Other words.")
    #expect(made.report.changedRoutes.first?.hasSuffix("more-5.html") == true)
    #expect(made.count <= 2)
  }

  /// A title costs the pages that show it.
  @Test func aTitleIsWhatShowsIt() async throws {
    let made = try await rendered("Content/chapters/05-more.md", "title: More 5", "title: Mere 5")
    #expect(made.report.changedRoutes.contains { $0.hasSuffix("more-4.html") })
    #expect(!made.report.changedRoutes.contains { $0.hasSuffix("more-2.html") })
    #expect(made.count < made.all / 2)
  }

  /// An actor's name costs the pages that show it.
  @Test func aRecordIsWhatShowsIt() async throws {
    let made = try await rendered(
      "Content/data/actors.yaml", "name: Tram Company", "name: Tramway Company")
    #expect(made.report.changedRoutes.contains { $0.hasSuffix("tram-company.html") })
    #expect(!made.report.changedRoutes.contains { $0.hasSuffix("more-2.html") })
    #expect(made.count < made.all / 2)
  }

  /// Nothing changed costs nothing.
  @Test func nothingIsNoPage() async throws {
    let made = try await rendered("Content/chapters/05-more.md", "A word.", "A word.")
    #expect(made.count == 0)
    #expect(made.report.changedRoutes == [])
  }

  /// A page that a save makes old is made when it is asked for, before the checks are done.
  @Test func aPageIsMadeWhenItIsAskedFor() async throws {
    let dossier = try EditedDossier()
    var (build, store) = dossier.preview()
    _ = await build.rebuild()
    let name = "Content/data/actors.yaml"
    try dossier.workspace.write(
      name, dossier.workspace.read(name).replacing("Tram Company", with: "Tramway Company"))
    let shown = build.showAhead([dossier.workspace.path(name)], open: [])
    #expect(shown.isEmpty)
    let route = try #require(store.contents.keys.first { $0.hasSuffix("tram-company.html") })
    guard case .page(let bytes) = await store.settled(route) else {
      Issue.record("no page")
      return
    }
    #expect(String(decoding: bytes, as: UTF8.self).contains("Tramway Company"))
    let report = await build.rebuild()
    #expect(report.changedRoutes.contains(route))
  }

  /// The first look shows a chapter's own text before other chapters are read.
  @Test func theFirstLookShowsAChapter() async throws {
    let dossier = try EditedDossier()
    var files: LoaderMemory? = LoaderMemory()
    let loaded = await DossierLoader.load(
      folder: dossier.workspace.root, workerCount: 2, memory: &files, skims: true)
    let look = try #require(await FirstLook(loaded, dossier.settings))
    let route = try #require(look.routes.first { $0.hasSuffix("facts.html") })
    let page = String(decoding: try #require(look.page(route)), as: UTF8.self)
    #expect(page.contains("presented the contract"))
    #expect(page.contains("Jane Martin"))
    #expect(look.page("index.html") != nil)
  }

  @Test func aFaultLeavesTheLastGoodPages() async throws {
    let dossier = try EditedDossier()
    var (build, store) = dossier.preview()
    _ = await build.rebuild()
    let before = store.contents
    let name = try #require(dossier.files().first { $0.hasSuffix(".md") })
    let text = try dossier.workspace.read(name)
    try dossier.workspace.write(name, text + "\nSee [[actor:nobody-at-all]].\n")
    let bad = await build.rebuild()
    #expect(!bad.isGood)
    #expect(bad.errorCount == 1)
    #expect(store.contents == before)
    try dossier.workspace.write(name, text)
    let good = await build.rebuild()
    #expect(good.isGood)
    #expect(good.changedRoutes == [])
    #expect(store.contents == before)
  }

  /// The page of the file that changed is told first, with the place on it.
  @Test func aChangeLeadsToItsPlace() async throws {
    let dossier = try EditedDossier()
    var (build, _) = dossier.preview()
    _ = await build.rebuild()
    let name = try #require(dossier.files().last { $0.hasSuffix(".md") })
    let text = try dossier.workspace.read(name)
    try dossier.workspace.write(
      name, text.replacing("title: ", with: "title: New ") + "\n## A new end\n\nAt last.\n")
    let report = await build.rebuild(changed: [dossier.workspace.path(name)])
    #expect(report.isGood)
    let first = try #require(report.changed.first)
    #expect(
      build.model?.presenter.dossier.chapters.contains { first.route.contains($0.slug) } == true)
  }

  @Test func aNewStyleSheetChangesNoPage() async throws {
    let dossier = try EditedDossier()
    var (build, store) = dossier.preview()
    _ = await build.rebuild()
    let old = store.stylesheetRoute
    try dossier.workspace.write("Templates/assets/style.css", "h1 { color: #123; }\n")
    let report = await build.rebuild()
    #expect(report.isGood)
    #expect(report.changedRoutes == [])
    #expect(report.stylesheet != nil)
    #expect(store.stylesheetRoute != old)
    // Open pages may still ask for the one before.
    if case .file = store.lookup(old ?? "") {} else { Issue.record("\(old ?? "") is gone") }
  }

  /// Drafts show, with the other records that no reader sees.
  @Test func draftsAreShownAndNamed() async throws {
    let dossier = try EditedDossier()
    try dossier.workspace.write(
      "Content/chapters/98-draft.md",
      """
      ---
      title: Not yet
      number: 98
      slug: not-yet
      description: A draft.
      draft: true
      private-note: Ask the clerk.
      ---

      A word that nothing supports.

      """)
    var (build, store) = dossier.preview()
    let report = await build.rebuild()
    #expect(report.isGood)
    let route = try #require(store.contents.keys.first { $0.hasSuffix("not-yet.html") })
    let state = DeskState(words: build.words, model: build.model, report: report, asOf: nil)
    let desk = AuthorDesk.json(state, page: route)
    #expect(desk.contains("\"draft\":true"))
    #expect(desk.contains("Ask the clerk."))
    #expect(desk.contains("A word that nothing supports."))
    #expect(
      !store.contents.values.contains { page in
        String(decoding: page, as: UTF8.self).contains("Ask the clerk.")
      })
  }

  /// A page waits for the build that makes it; one that no build plans is not there.
  @Test func requestsWaitForTheFirstBuild() async throws {
    let dossier = try EditedDossier()
    let (build, store) = dossier.preview()
    async let page = store.settled("index.html")
    async let nothing = store.settled("nowhere.html")
    let task = Task {
      var build = build
      return await build.rebuild()
    }
    if case .page(let bytes) = await page {
      #expect(!bytes.isEmpty)
    } else {
      Issue.record("no home page")
    }
    if case .missing = await nothing {} else { Issue.record("a page from nowhere") }
    #expect(await task.value.isGood)
  }

  /// A build that is given up settles nothing: the next one does.
  @Test func aStaleBuildIsGivenUp() async throws {
    let dossier = try EditedDossier()
    let (build, store) = dossier.preview()
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      var build = build
      let report = await build.rebuild()
      return (build, report)
    }
    task.cancel()
    var (next, report) = await task.value
    #expect(report.isStale)
    if case .pending = store.lookup("index.html") {
    } else {
      Issue.record("settled by a stale build")
    }
    #expect(await next.rebuild().isGood)
  }
}
