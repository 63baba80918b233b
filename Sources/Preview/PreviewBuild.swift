// Owns the making of the site in memory: from the folder to pages in the store. The one place of the
// preview that knows the stages of a build; what it makes is what `dossier build` would write.

package import Diagnostics
package import DossierModel
import FileSystem
import Presentation
import SiteBuilder
import TemplateEngine
import Verification

/// What a rebuild did.
package struct RebuildReport: Sendable {
  /// Which rebuild it was, from 1.
  package internal(set) var number = 0
  /// Whether the pages are those of the files as they stand now.
  package internal(set) var isGood = false
  /// What was found, in the order to show.
  package internal(set) var diagnostics: [Diagnostic] = []
  /// The texts that the diagnostics point into.
  package internal(set) var sources = SourceMap()
  /// The language of messages.
  package internal(set) var language = DiagnosticLanguage.english
  /// How many pages the site has.
  package internal(set) var pageCount = 0
  /// The paths of pages that changed.
  package var changedRoutes: [String] { changed.map(\.route) }
  /// How long it took.
  package internal(set) var duration = Duration.zero
  /// Whether a later change made it give up.
  package internal(set) var isStale = false
  var changed: [ChangedPage] = []
  var gone: [String] = []
  var stylesheet: String?

  /// The number of errors.
  package var errorCount: Int { diagnostics.count { $0.severity == .error } }
  /// The number of warnings.
  package var warningCount: Int { diagnostics.count { $0.severity == .warning } }
}

/// What the pages of the last good build were made from.
struct PreviewModel: Sendable {
  /// What pages are made from.
  let presenter: Presenter
  /// The texts that spans point into.
  let sources: SourceMap
}

/// The site in the making; one rebuild after the other.
package struct PreviewBuild: Sendable {
  private let settings: PreviewSettings
  private let store: PageStore
  /// The day on which law and events are shown.
  package var asOf: CivilDate?
  /// The words of the interface; those of the built-in theme before the first build.
  private(set) var words: Words
  /// What the pages were made from, once there are some.
  private(set) var model: PreviewModel?
  private var number = 0
  /// The pages that were shown ahead of the checks, as they were before.
  private var ahead: [(route: String, bytes: [UInt8])] = []
  /// What changed on them, until a rebuild that was not given up has told it.
  private var aheadChanges: [ChangedPage] = []

  /// Makes a site that has no pages yet.
  package init(_ settings: PreviewSettings, store: PageStore) {
    self.settings = settings
    self.store = store
    asOf = settings.asOf
    var sources = SourceMap()
    var bag = DiagnosticBag()
    words =
      TemplateLibrary.load(
        folder: nil, language: settings.language == .french ? .french : .english,
        sources: &sources, into: &bag
      ).words
  }

  /// Makes the site again from the files as they stand.
  ///
  /// - Parameters:
  ///   - files: The absolute paths of what changed, where that is known.
  ///   - open: The pages that are looked at: they are made first.
  ///   - early: Called when these are made, with those that changed and the style sheet.
  /// - Returns: What was done. Errors leave the pages of the last good build in the store.
  package mutating func rebuild(
    changed files: Set<String> = [], open: Set<String> = [],
    early: @Sendable ([String], _ stylesheet: String) -> Void = { _, _ in }
  ) async -> RebuildReport {
    let start = ContinuousClock.now
    number += 1
    store.begin()
    var report = RebuildReport()
    var bag = DiagnosticBag()
    report.number = number
    _ = showAhead(files, open: open)
    let shown = aheadChanges
    if !shown.isEmpty, let stylesheet = store.stylesheetRoute {
      early(shown.map(\.route), stylesheet)
    }
    if let plan = await prepare(&report, &bag) {
      await render(plan, open: open, early: early, &report, &bag)
    }
    report.isStale = Task.isCancelled
    report.diagnostics = bag.sorted(by: report.sources)
    if !report.isStale {
      // What the checks refuse is no good page: the one before comes back.
      if report.errorCount > 0 {
        report.changed += store.put(ahead)
      } else {
        let known = Set(report.changed.map(\.route))
        report.changed = shown.filter { !known.contains($0.route) } + report.changed
        putFirst(pagesOf: files, &report)
      }
      ahead = []
      aheadChanges = []
    }
    report.pageCount = store.pageCount
    report.isGood = report.errorCount == 0 && !report.isStale
    if !report.isStale { store.settle() }
    report.duration = start.duration(to: .now)
    return report
  }

  // MARK: - One chapter

  /// Shows at once what a save of one chapter changes on its own page and on those that are looked
  /// at, where that can be told without the rest of the dossier.
  mutating func showAhead(_ files: Set<String>, open: Set<String>) -> [ChangedPage] {
    let root = PathName.absolute(settings.source) + "/"
    guard let old = model?.presenter, files.count == 1, let file = files.first,
      file.hasPrefix(root), let bytes = try? FileReader.read(file),
      let (dossier, chapter) = old.dossier.revised(String(file.dropFirst(root.count)), bytes)
    else { return [] }
    let presenter = Presenter(
      checked: old.checked.revised(asOf.map(dossier.read(on:)) ?? dossier), library: old.library,
      baseURL: old.baseURL, stylesheet: old.stylesheet, searchScript: old.searchScript
    ).following(old)
    guard let own = presenter.permalink(.chapter(chapter)) else { return [] }
    let requests = presenter.pages().filter {
      $0.route.path == own || open.contains($0.route.path)
    }
    let shapes = ShapeCache()
    var pages: [(String, [UInt8])] = []
    for request in requests {
      guard let template = presenter.library.templates.template(request.kind.template) else {
        continue
      }
      let scope = PageScope(presenter, page: request.route, shapes: shapes)
      var faults = DiagnosticBag()
      var out = OutputBuffer()
      do throws(Diagnostic) {
        try template.render(scope.context(for: request), into: &out, warnings: &faults)
      } catch { continue }
      if !scope.faults.hasErrors { pages.append((request.route.path, out.bytes)) }
    }
    for (route, _) in pages where !ahead.contains(where: { $0.route == route }) {
      if case .page(let bytes) = store.lookup(route) { ahead.append((route, bytes)) }
    }
    let changes = store.put(pages)
    noteAhead(changes)
    return changes
  }

  private mutating func noteAhead(_ changes: [ChangedPage]) {
    let routes = Set(changes.map(\.route))
    aheadChanges = aheadChanges.filter { !routes.contains($0.route) } + changes
  }

  /// Takes over what another state of this build has shown ahead of the checks.
  mutating func keepAhead(of other: PreviewBuild) {
    ahead += other.ahead.filter { page in !ahead.contains { $0.route == page.route } }
    noteAhead(other.aheadChanges)
  }

  /// The path of the style sheet that pages name.
  var stylesheet: String { store.stylesheetRoute ?? "" }

  // MARK: - Stages

  private struct Plan {
    let site: SitePlan
    let presenter: Presenter
    let stylesheet: String
    let oldStylesheet: String?
  }

  /// Reads, checks and plans; `nil` where an error leaves nothing to render.
  private mutating func prepare(
    _ report: inout RebuildReport, _ bag: inout DiagnosticBag
  ) async -> Plan? {
    var loaded = await DossierLoader.load(folder: settings.source, workerCount: settings.jobs)
    report.sources = loaded.sources
    let language = loaded.language
    loaded.sources = SourceMap()
    bag.merge(loaded.diagnostics)
    report.language =
      settings.language
      ?? (language == .french ? .french : .english)
    let library = TemplateLibrary.load(
      folder: PathName.join(settings.source, "Templates"),
      language: loaded.dossier.settings.language, dossier: loaded.dossier,
      buildDay: settings.date, sources: &report.sources, into: &bag)
    if !library.words.keys.isEmpty, language != nil { words = library.words }
    let assets = AssetPipeline(library, folder: settings.source, into: &bag)
    let archive = settings.archive.flatMap { Archive.read($0, for: loaded.dossier, into: &bag) }
    if Task.isCancelled { return nil }

    var options = CheckOptions(buildDate: settings.date, archive: archive)
    options.keepsUnpublished = true
    let checkedNow = check(loaded.dossier, sources: report.sources, options: options, into: &bag)
    guard var checked = checkedNow else { return nil }
    if let asOf {
      // The day is asked for on purpose: what it makes doubtful is not said.
      options.buildDate = asOf
      var doubts = DiagnosticBag()
      let dossier = loaded.dossier.read(on: asOf)
      guard
        let then = check(dossier, sources: report.sources, options: options, into: &doubts)
      else {
        bag.merge(doubts)
        return nil
      }
      checked = then
    }
    if Task.isCancelled { return nil }

    let draft = await SiteDraft(
      checked, library, baseURL: checked.dossier.settings.baseURL, assets: assets,
      buildDate: options.buildDate, workerCount: settings.jobs)
    let presenter = draft.presenter
    let files = assets.loaded(into: &bag) + draft.files
    let site = SitePlan(presenter, files: files.map(\.route), into: &bag)
    if bag.hasErrors || Task.isCancelled { return nil }
    let old = store.stylesheetRoute
    store.plan(
      Set(site.jobs.map(\.request.route.path)), files: files, stylesheet: assets.stylesheet)
    model = PreviewModel(presenter: presenter, sources: report.sources)
    report.stylesheet = old == assets.stylesheet ? nil : assets.stylesheet
    return Plan(
      site: site, presenter: presenter, stylesheet: assets.stylesheet, oldStylesheet: old)
  }

  /// Renders the pages that are looked at, then all others, and checks the links of all.
  private func render(
    _ plan: Plan, open: Set<String>,
    early: @Sendable ([String], _ stylesheet: String) -> Void,
    _ report: inout RebuildReport, _ bag: inout DiagnosticBag
  ) async {
    let jobs = plan.site.jobs
    var ranks: [String: Int] = [:]
    for (rank, job) in jobs.enumerated() { ranks[job.request.route.path] = rank }
    var isMade = [Bool](repeating: false, count: jobs.count)
    var made: [RenderedPage?] = Array(repeating: nil, count: jobs.count)
    let isSame = Self.comparison(plan.oldStylesheet, plan.stylesheet)
    var faults = DiagnosticBag()

    func make(_ chosen: [Int], _ changed: inout [ChangedPage]) async {
      for rank in chosen { isMade[rank] = true }
      let pages = await PageRenderer.render(
        chosen.map { jobs[$0] }, plan.presenter, workerCount: settings.jobs, into: &faults)
      // What was saved meanwhile may be shown already.
      if Task.isCancelled { return }
      var good: [(String, [UInt8])] = []
      for (rank, page) in zip(chosen, pages) {
        made[rank] = page
        // A page that could not be rendered stays as it was.
        if !page.bytes.isEmpty { good.append((page.request.route.path, page.bytes)) }
      }
      changed += store.put(good, isSame: isSame)
    }

    var first = open.union(store.takeWanted()).compactMap { ranks[$0] }.sorted()
    if first.isEmpty, let home = ranks["index.html"] { first = [home] }
    await make(first, &report.changed)
    early(report.changed.map(\.route), plan.stylesheet)

    var next = 0
    while next < jobs.count {
      if Task.isCancelled { return }
      let wanted = store.takeWanted().compactMap { ranks[$0] }.filter { !isMade[$0] }
      var chunk = wanted
      while next < jobs.count, chunk.count < Self.chunkSize + wanted.count {
        if !isMade[next], !wanted.contains(next) { chunk.append(next) }
        next += 1
      }
      if !chunk.isEmpty { await make(chunk, &report.changed) }
    }
    report.gone = store.keepOnlyPlanned()
    bag.merge(faults)
    if bag.hasErrors || Task.isCancelled { return }
    await LinkChecker.check(
      made.compactMap { $0 }, files: plan.site.files, baseURL: plan.presenter.baseURL,
      workerCount: settings.jobs, into: &bag)
  }

  /// A change shows first on the page of the file that changed.
  private func putFirst(pagesOf files: Set<String>, _ report: inout RebuildReport) {
    guard let presenter = model?.presenter, !files.isEmpty, report.changed.count > 1 else { return }
    let root = PathName.absolute(settings.source)
    let chapters = presenter.dossier.chapters
    let own = Set(
      zip(chapters.ids, chapters).compactMap { id, chapter in
        files.contains(root + "/" + chapter.path) ? presenter.permalink(.chapter(id)) : nil
      })
    let first = report.changed.filter { own.contains($0.route) }
    report.changed = first + report.changed.filter { !own.contains($0.route) }
  }

  /// How many pages are made between two looks at what is asked for.
  private static let chunkSize = 64

  /// Whether two pages differ in the name of the style sheet alone.
  private static func comparison(
    _ old: String?, _ new: String
  ) -> ([UInt8], [UInt8]) -> Bool {
    guard let old, old != new else { return { _, _ in false } }
    let oldName = Array((old.split(separator: "/").last ?? "").utf8)
    let newName = Array((new.split(separator: "/").last ?? "").utf8)
    guard oldName.count == newName.count, let firstByte = oldName.first else {
      return { _, _ in false }
    }
    return { left, right in
      guard left.count == right.count else { return false }
      var index = 0
      while index < left.count {
        if left[index] == firstByte, index + oldName.count <= left.count,
          left[index..<(index + oldName.count)].elementsEqual(oldName),
          right[index..<(index + newName.count)].elementsEqual(newName)
        {
          index += oldName.count
          continue
        }
        if left[index] != right[index] { return false }
        index += 1
      }
      return true
    }
  }
}
