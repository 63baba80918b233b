// Owns the making of the site in memory: from the folder to pages in the store. The one place of the
// preview that knows the stages of a build; what it makes is what `dossier build` would write.

import Briefing
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
  /// How many pages were made; all others rest on nothing that changed.
  package internal(set) var renderedCount = 0
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
  /// All that is known, whatever day is shown.
  let dossier: Dossier
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
  /// The files as they were decoded last.
  private var files: LoaderMemory? = LoaderMemory()
  /// What the pages of the last model rest on.
  private var site = SiteMemory()
  private var base: ModelBase?
  /// Counts the models.
  private var baseNumber = 0
  /// The pages of the model, by their paths.
  private var requests: [String: PageRequest] = [:]
  /// The pages that were shown ahead of the checks, as they were before.
  private var ahead: [(route: String, bytes: [UInt8])] = []
  /// What changed on them, until a rebuild that was not given up has told it.
  private var aheadChanges: [ChangedPage] = []
  /// Whether the last rebuild that was not given up found errors: what is saved beside them would be taken back
  /// as soon as it was shown.
  private var isFaulty = false
  /// The number of the last save that this state knows of.
  var save = 0
  /// What was saved since the model was made, where it could be shown without the checks.
  private var quick: QuickState?
  /// The style sheets that pages in the store may name beside the present one, since the last rebuild
  /// that made them all.
  private var oldStylesheets: [String] = []

  /// What the model was made from, to tell what differs in the next one.
  private struct ModelBase {
    var loaded: LoadedDossier
    let theme: ThemeState
    let asOf: CivilDate?
  }

  /// The model with what was saved since.
  private struct QuickState {
    var loaded: LoadedDossier
    var presenter: Presenter
    /// The pages that it has made old.
    var touched: Set<String>
    /// The number of the last save in it.
    var save: Int
    /// Which model it began from.
    var baseNumber: Int
  }

  /// Makes a site that has no pages yet.
  package init(_ settings: PreviewSettings, store: PageStore) {
    self.settings = settings
    self.store = store
    asOf = settings.asOf
    words = TemplateLibrary.builtInWords(settings.language == .french ? .french : .english)
  }

  /// Makes the site again from the files as they stand; what rests on nothing that changed stays.
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
    if number == 1 { await lookFirst() }
    if save == 0 || quick?.save != save { showAhead(files, open: open) }
    let shown = aheadChanges
    if !shown.isEmpty, let stylesheet = store.stylesheetRoute {
      early(shown.map(\.route), stylesheet)
    }
    if quick != nil {
      // Who looks at the page asks for it now: that comes before the checks.
      try? await Task.sleep(for: Self.pause)
    }
    if !Task.isCancelled, let plan = await prepare(&report, &bag) {
      await render(plan, open: open, early: early, &report, &bag)
    }
    report.isStale = Task.isCancelled
    report.diagnostics = bag.sorted(by: report.sources)
    if !report.isStale {
      // What the checks refuse is no good page: the one before comes back.
      if report.errorCount > 0 {
        store.expect([], save: save, make: nil)
        noteAsked()
        report.changed += store.put(ahead, save: save)
        if model == nil { store.removeAll() }
        for (route, _) in ahead { site.forget(page: route) }
      } else {
        for (change, _) in store.takeAsked() { report.changed.append(change) }
        report.changed = Self.unique(aheadChanges + report.changed)
        putFirst(pagesOf: files, &report)
      }
      ahead = []
      aheadChanges = []
      quick = nil
    }
    report.pageCount = store.pageCount
    report.isGood = report.errorCount == 0 && !report.isStale
    if report.isGood { oldStylesheets = [] }
    if !report.isStale { isFaulty = report.errorCount > 0 }
    if !report.isStale { store.settle(save: save) }
    report.duration = start.duration(to: .now)
    return report
  }

  /// Each page once, with what was said of it last, where it was said first.
  private static func unique(_ changes: [ChangedPage]) -> [ChangedPage] {
    var last: [String: ChangedPage] = [:]
    for change in changes { last[change.route] = change }
    var seen = Set<String>()
    return changes.compactMap { seen.insert($0.route).inserted ? last[$0.route] : nil }
  }

  // MARK: - The first look

  /// Makes pages that are asked for before the first build has read all chapters: from the data, the
  /// chapters' titles and the text of the one chapter. The build makes them again.
  private mutating func lookFirst() async {
    // What a day knew is told by reading all.
    guard asOf == nil else { return }
    let folder = PathName.join(settings.source, "Content/chapters")
    guard Directory.entryCount(folder, upTo: Self.largeCount) == Self.largeCount else { return }
    let loaded = await DossierLoader.load(
      folder: settings.source, workerCount: settings.jobs, memory: &files, skims: true)
    guard let look = await FirstLook(loaded, settings) else { return }
    store.offer(look.files, stylesheet: look.stylesheet)
    store.expect(look.routes, save: save) { look.page($0) }
  }

  /// How long the checks wait for the page that is asked for.
  private static let pause = Duration.milliseconds(60)

  /// From how many chapters on a first page is shown before all are read: below, it is there at once.
  private static let largeCount = 300

  // MARK: - One file

  /// Shows at once what a save of one file changes on the pages that are looked at, where that can be
  /// told without the checks; the other pages that it changes are made when they are asked for.
  ///
  /// What earlier saves have shown so stays: each builds on the one before.
  @discardableResult
  mutating func showAhead(_ files: Set<String>, open: Set<String>) -> [ChangedPage] {
    let root = PathName.absolute(settings.source) + "/"
    guard !isFaulty, asOf == nil, let last = model?.presenter, let base, base.asOf == nil,
      let memory = self.files, files.count == 1,
      let file = files.first, file.hasPrefix(root), let bytes = try? FileReader.read(file)
    else { return [] }
    let old = quick?.presenter ?? last
    guard
      let revision = (quick?.loaded ?? base.loaded).revised(
        String(file.dropFirst(root.count)), bytes, memory)
    else { return [] }
    let dossier = revision.loaded.dossier
    let (presenter, change) = old.revised(
      old.checked.revised(dossier), revision.change, chapter: revision.chapter)
    let touched = change.isWhole ? Set(requests.keys) : site.oldPages(after: change)
    var looked = open
    if let chapter = revision.chapter, let own = presenter.permalink(.chapter(chapter)) {
      looked.insert(own)
    }
    var pages: [(String, [UInt8])] = []
    for route in touched.intersection(looked).sorted() {
      guard let request = requests[route], let bytes = PageRenderer.page(request, presenter) else {
        continue
      }
      pages.append((route, bytes))
    }
    noteBefore(pages.map(\.0))
    let changes = store.put(pages, save: save, isAhead: true)
    let due = touched.union(quick?.touched ?? []).subtracting(pages.map(\.0))
    let (known, made) = (requests, presenter)
    store.expectAhead(due, save: save) { route in
      known[route].flatMap { PageRenderer.page($0, made) }
    }
    quick = QuickState(
      loaded: revision.loaded, presenter: presenter, touched: due, save: save,
      baseNumber: baseNumber)
    noteAhead(changes)
    return changes
  }

  /// Remembers pages as they are, before others are shown ahead of the checks.
  private mutating func noteBefore(_ routes: [String]) {
    for route in routes where !ahead.contains(where: { $0.route == route }) {
      if let bytes = store.bytes(route) { ahead.append((route, bytes)) }
    }
  }

  private mutating func noteAhead(_ changes: [ChangedPage]) {
    let routes = Set(changes.map(\.route))
    aheadChanges = aheadChanges.filter { !routes.contains($0.route) } + changes
  }

  /// Counts the pages that were asked for ahead of the checks to those that were shown so.
  private mutating func noteAsked() {
    for (change, before) in store.takeAsked() {
      if let before, !ahead.contains(where: { $0.route == change.route }) {
        ahead.append((change.route, before))
      }
      noteAhead([change])
    }
  }

  /// Takes over what another state of this build has shown ahead of the checks.
  mutating func keepAhead(of other: PreviewBuild) {
    // What was shown from an older model is no ground for what comes.
    quick = other.quick?.baseNumber == baseNumber ? other.quick : nil
    ahead += other.ahead.filter { page in !ahead.contains { $0.route == page.route } }
    noteAhead(other.aheadChanges)
  }

  /// Forgets the pages that another state of this build has shown ahead of the checks.
  mutating func forgetAhead(of other: PreviewBuild) {
    for (route, _) in other.ahead { site.forget(page: route) }
  }

  /// The path of the style sheet that pages name.
  var stylesheet: String { store.stylesheetRoute ?? "" }

  // MARK: - Stages

  /// How many workers make what is not asked for: behind the first build, a thread is left for what a
  /// save shows at once.
  private var workerCount: Int { number == 1 ? settings.jobs : max(1, settings.jobs - 1) }

  private struct Plan {
    let site: SitePlan
    let presenter: Presenter
    let addresses: SiteAddresses
    let stylesheet: String
  }

  /// Reads, checks and plans; `nil` where an error leaves nothing to render.
  private mutating func prepare(
    _ report: inout RebuildReport, _ bag: inout DiagnosticBag
  ) async -> Plan? {
    var loaded = await DossierLoader.load(
      folder: settings.source, workerCount: workerCount, memory: &files)
    report.sources = loaded.sources
    let language = loaded.language
    loaded.sources = SourceMap()
    bag.merge(loaded.diagnostics)
    report.language =
      settings.language
      ?? (language == .french ? .french : .english)
    let textCount = report.sources.count
    let read = ReadLog.reads {
      TemplateLibrary.load(
        folder: PathName.join(settings.source, "Templates"),
        language: loaded.dossier.settings.language, dossier: loaded.dossier,
        buildDay: settings.date, sources: &report.sources, into: &bag)
    }
    let library = read.result
    if !library.words.keys.isEmpty, language != nil { words = library.words }
    let assets = AssetPipeline(library, folder: settings.source, into: &bag)
    let archive = settings.archive.flatMap { Archive.read($0, for: loaded.dossier, into: &bag) }
    if Task.isCancelled { return nil }

    var options = CheckOptions(buildDate: settings.date, archive: archive)
    options.keepsUnpublished = true
    let checkedNow = await check(
      loaded.dossier, sources: report.sources, options: options, workerCount: workerCount,
      into: &bag)
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
      // What a page shows of a day is what a briefing of that day holds.
      let known = KnownDossier.dossier(
        Presenter(checked: then, library: library, baseURL: nil), on: asOf)
      checked = then.narrowed(to: known, sources: report.sources, options: options)
    }
    let inherited = assets.loaded(into: &bag)
    if bag.hasErrors || Task.isCancelled { return nil }

    let theme = ThemeState(report.sources, from: textCount, files: inherited, reads: read.reads)
    site.forget(difference(loaded, theme))
    for (route, _) in ahead { site.forget(page: route) }
    base = ModelBase(loaded: loaded, theme: theme, asOf: asOf)
    baseNumber += 1
    let draft = await SiteDraft(
      checked, library, baseURL: checked.dossier.settings.baseURL, assets: assets,
      buildDate: options.buildDate,
      briefings: SiteDraft.printed(in: settings.briefings, library.words),
      workerCount: workerCount, outlet: DraftOutlet(nil, keepsBytes: true), memory: &site,
      into: &bag)
    let presenter = draft.presenter
    model = PreviewModel(
      presenter: presenter, sources: report.sources, dossier: loaded.dossier)
    var files = inherited + draft.files
    let plan = SitePlan(presenter, files: files.map(\.route), into: &bag)
    if bag.hasErrors || Task.isCancelled { return nil }
    let addresses = SiteAddresses(
      pages: plan.jobs.map(\.request.route.path), files: plan.files, baseURL: presenter.baseURL)
    // From here on, nothing is made from the state before.
    let store = store
    if Task.isCancelled { return nil }
    store.expect([], save: save, make: nil)
    noteAsked()
    for (route, _) in ahead { site.forget(page: route) }
    site.take(addresses) { store.bytes($0) }
    requests = [:]
    for job in plan.jobs { requests[job.request.route.path] = job.request }
    site.keep(Set(addresses.paths.prefix(addresses.pageCount)))
    let lastChange = checked.dossier.settings.lastChange.value
    if let map = Sitemap.file(plan.jobs, baseURL: presenter.baseURL, lastChange: lastChange) {
      files.append(map)
    }
    let old = store.stylesheetRoute
    store.plan(
      Set(plan.jobs.map(\.request.route.path)), files: files, stylesheet: assets.stylesheet)
    report.stylesheet = old == assets.stylesheet ? nil : assets.stylesheet
    if let old, old != assets.stylesheet { oldStylesheets.append(old) }
    return Plan(
      site: plan, presenter: presenter, addresses: addresses, stylesheet: assets.stylesheet)
  }

  /// What differs from the model before.
  private func difference(_ loaded: LoadedDossier, _ theme: ThemeState) -> DossierChange {
    // Records of a day have other numbers than those that were read.
    guard let base, base.asOf == asOf, asOf == nil, base.theme.isSame(as: theme) else {
      return .whole
    }
    let change = loaded.change(from: base.loaded)
    return base.theme.reads.isUntouched(by: change) ? change : .whole
  }

  /// Renders the pages that are looked at, then all others that are out of date, and checks the links
  /// of all.
  private mutating func render(
    _ plan: Plan, open: Set<String>,
    early: @Sendable ([String], _ stylesheet: String) -> Void,
    _ report: inout RebuildReport, _ bag: inout DiagnosticBag
  ) async {
    let jobs = plan.site.jobs
    var ranks: [String: Int] = [:]
    ranks.reserveCapacity(jobs.count)
    var isMade = [Bool](repeating: false, count: jobs.count)
    var due = Set<String>()
    for (rank, job) in jobs.enumerated() {
      let route = job.request.route.path
      ranks[route] = rank
      isMade[rank] = site.page(route) != nil
      if !isMade[rank] { due.insert(route) }
    }
    report.renderedCount = due.count
    let (presenter, known) = (plan.presenter, requests)
    if Task.isCancelled { return }
    store.expect(due, save: save) { route in
      known[route].flatMap { PageRenderer.page($0, presenter) }
    }
    let isSame = Self.comparison(oldStylesheets, plan.stylesheet)

    func make(_ chosen: [Int], _ changed: inout [ChangedPage]) async {
      for rank in chosen { isMade[rank] = true }
      let pages = await PageRenderer.record(
        chosen.map { ($0, jobs[$0]) }, plan.presenter, addresses: plan.addresses,
        workerCount: workerCount)
      // What was saved meanwhile may be shown already.
      if Task.isCancelled { return }
      // A page that could not be rendered stays as it was.
      let good = pages.map { ($0.page.request.route.path, $0.page.bytes) }.filter {
        !$0.1.isEmpty
      }
      for page in pages { site.remember(page.memory, of: page.page.request.route.path) }
      changed += store.put(good, save: save, isSame: isSame)
    }

    let shown = ahead.map(\.route) + aheadChanges.map(\.route)
    var first = open.union(store.takeWanted()).union(shown).compactMap { ranks[$0] }.sorted()
    if store.isEmpty, first.isEmpty, let home = ranks["index.html"] { first = [home] }
    await make(first.filter { !isMade[$0] }, &report.changed)
    early(report.changed.map(\.route), plan.stylesheet)

    var next = 0
    while next < jobs.count {
      if Task.isCancelled { return }
      var chunk: [Int] = []
      while next < jobs.count, chunk.count < Self.chunkSize {
        if !isMade[next] { chunk.append(next) }
        next += 1
      }
      if !chunk.isEmpty { await make(chunk, &report.changed) }
    }
    report.gone = store.keepOnlyPlanned()
    for job in jobs {
      if let memory = site.page(job.request.route.path) { bag.merge(memory.faults) }
    }
    // What a day does not know yet, texts of that day may lead to: that is no fault.
    if bag.hasErrors || Task.isCancelled || asOf != nil { return }
    let pages = self.store
    site.checkLinks(page: { pages.bytes($0) }, into: &bag)
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

  /// How many pages are made between two looks at whether a later save makes them old.
  private static let chunkSize = 16

  /// Whether two pages differ in the name of the style sheet alone.
  private static func comparison(
    _ old: [String], _ new: String
  ) -> ([UInt8], [UInt8]) -> Bool {
    func name(_ path: String) -> [UInt8] { Array((path.split(separator: "/").last ?? "").utf8) }
    let newName = name(new)
    let oldNames = Set(old).subtracting([new]).map(name).filter {
      $0.count == newName.count && !$0.isEmpty
    }
    return { left, right in
      left.count == right.count && oldNames.contains { isSame(left, right, $0, newName) }
    }
  }

  private static func isSame(
    _ left: [UInt8], _ right: [UInt8], _ oldName: [UInt8], _ newName: [UInt8]
  ) -> Bool {
    var index = 0
    while index < left.count {
      if left[index] == oldName[0], index + oldName.count <= left.count,
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
