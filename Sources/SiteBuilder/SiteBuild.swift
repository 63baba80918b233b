// The stages of a build, one after the other: load, check, plan, render, check links, write.

import Diagnostics
package import DossierModel
import Exchange
import FileSystem
import Presentation
import Verification

/// What a build is asked to do. Date and paths come in here; no stage reads the clock.
package struct SiteBuildOptions: Sendable {
  /// The folder that holds `Content/`, and where it has them `Templates/` and `seeds/`.
  package var source: String
  /// The folder the site is written to; `nil` checks everything and writes nothing.
  package var output: String?
  /// The address the site will have, for absolute addresses; relative ones need none.
  package var baseURL: String?
  /// The folder that holds the captured documents; `nil` checks hashes only.
  package var archive: String?
  /// The day of the build: events after it are to come.
  package var date: CivilDate
  /// How many workers render at most.
  package var jobs: Int
  /// Whether a folder that dossier did not make may be written to.
  package var force: Bool
  /// Whether faults that the baseline accepts are reported all the same.
  package var ignoresBaseline = false
  /// Whether the site is to be published: more is asked of it, and hosts are told how to serve it.
  package var publishes = false
  /// The folder of the site as it was published last, to compare with.
  package var previous: String?
  /// A folder with printed briefings to offer for download; a name that is not there is left out.
  package var briefings: String?
  /// A report of the tests in a browser, for the accessibility statement.
  package var pageChecks: String?
  /// The part of the pages to make; `nil` for all.
  package var shard: Shard?
  /// The folder in which a build remembers what it saw, outside the published one; `nil` for a build
  /// that remembers nothing.
  package var cache: String?
  /// Receives when each stage and page was made; `nil` when nobody asks.
  package var recorder: SpanRecorder?

  /// Makes options.
  package init(
    source: String, output: String?, baseURL: String? = nil, archive: String? = nil,
    date: CivilDate, jobs: Int = 1, force: Bool = false,
    briefings: String? = nil, pageChecks: String? = nil
  ) {
    self.source = source
    self.output = output
    self.baseURL = baseURL
    self.archive = archive
    self.date = date
    self.jobs = jobs
    self.force = force
    self.briefings = briefings
    self.pageChecks = pageChecks
  }
}

/// Builds a site.
package enum SiteBuild {
  /// Runs all stages and says what happened; faults are in the report, never thrown.
  ///
  /// Pages are made aside and their links checked first: when anything is an error, no file of the
  /// site is touched.
  /// - Parameters:
  ///   - options: What to build, from where, to where, as of which day.
  ///   - progress: Called when a stage begins, on any thread.
  package static func run(
    _ options: SiteBuildOptions, progress: @Sendable (BuildProgress) -> Void = { _ in }
  ) async -> BuildReport {
    var run = SiteBuildRun(options)
    await run.stages(progress)
    return run.finish()
  }
}

/// One build in progress: what was found so far.
private struct SiteBuildRun {
  let options: SiteBuildOptions
  var report = BuildReport()
  var bag = DiagnosticBag()
  private var stage: (name: BuildStage, start: ContinuousClock.Instant, processorTime: Duration?)?
  /// What the stage has read or made.
  private var stageBytes = 0

  init(_ options: SiteBuildOptions) { self.options = options }

  /// Ends the stage before and begins the next.
  private mutating func begin(
    _ name: BuildStage, count: Int? = nil, _ progress: (BuildProgress) -> Void
  ) {
    endStage()
    progress(BuildProgress(stage: name, count: count, language: report.language))
    if options.recorder != nil { ProcessUsage.beginPeak() }
    stage = (name, .now, options.recorder.map { _ in ProcessUsage.current.processorTime })
    stageBytes = 0
  }

  private mutating func endStage() {
    guard let (name, start, processorTime) = stage else { return }
    report.stages.append((name, start.duration(to: .now)))
    if let recorder = options.recorder, let processorTime {
      recorder.add(name.rawValue, since: start, bytes: stageBytes)
      let usage = ProcessUsage.current
      report.timings.append(
        StageTiming(
          stage: name, duration: start.duration(to: .now),
          processorTime: usage.processorTime - processorTime, byteCount: stageBytes,
          peakMemory: usage.peakMemory))
    }
    stage = nil
  }

  mutating func stages(_ progress: (BuildProgress) -> Void) async {
    // The output folder is looked at first: a refusal should not cost a whole build.
    var output: OutputTree?
    if let path = options.output {
      do throws(Diagnostic) {
        output = try OutputTree.open(path, source: options.source, force: options.force)
      } catch {
        bag.add(error)
        return
      }
    }

    let probe =
      options.shard == nil && !options.publishes
      ? output.flatMap { BuildProbe(options, output: $0.path) } : nil
    if let state = probe?.unchanged() {
      report.take(state, output: output)
      return
    }
    defer { if let probe, bag.isEmpty, report.indexPath != nil { probe.remember(report) } }

    begin(.load, progress)
    let loaded = await DossierLoader.load(
      folder: options.source, workerCount: options.jobs, marks: probe != nil)
    report.sources = loaded.sources
    report.language = loaded.language
    bag.merge(loaded.diagnostics)
    let textCount = report.sources.count
    let read = ReadLog.reads {
      TemplateLibrary.load(
        folder: PathName.join(options.source, "Templates"),
        language: loaded.dossier.settings.language, dossier: loaded.dossier, buildDay: options.date,
        baseURL: options.baseURL, sources: &report.sources, into: &bag)
    }
    let library = read.result
    let assets = AssetPipeline(library, folder: options.source, into: &bag)
    let theme = probe.map { _ in
      ThemeMarks(report.sources, from: textCount, library, assets, reads: read.reads)
    }
    let archive = options.archive.flatMap {
      Archive.read($0, for: loaded.dossier, into: &bag)
    }

    begin(.check, count: loaded.dossier.entityCount, progress)
    var checkOptions = CheckOptions(buildDate: options.date, archive: archive)
    checkOptions.ignoresBaseline = options.ignoresBaseline
    guard
      let checked = await check(
        loaded.dossier, sources: report.sources, options: checkOptions,
        workerCount: options.jobs, into: &bag)
    else { return }

    let address = options.baseURL ?? checked.dossier.settings.baseURL
    if options.publishes {
      PublicationCheck.check(
        loaded.dossier, baseURL: address, sources: report.sources, options: checkOptions,
        into: &bag)
      if bag.hasErrors { return }
    }

    begin(.plan, progress)
    let folder = library.words["routes.data"]
    let pageChecks = readPageChecks()
    var session: OutputSession?
    do throws(Diagnostic) {
      session = try output?.begin()
    } catch {
      bag.add(error)
      return
    }
    // One shard makes what is no page.
    let fileSession = options.shard?.isFirst ?? true ? session : nil
    var memory = SiteMemory(records: false)
    let draft = await SiteDraft(
      checked, library, baseURL: address, assets: assets, buildDate: options.date,
      briefings: SiteDraft.printed(in: options.briefings, library.words), pageChecks: pageChecks,
      workerCount: options.jobs,
      outlet: DraftOutlet(fileSession, keepsBytes: options.publishes), memory: &memory, into: &bag)
    memory = SiteMemory(records: false)
    if bag.hasErrors { return }
    let presenter = draft.presenter
    var files = assets.files
    let media = assets.media
    var fileRoutes = files.map(\.route) + draft.routes + media.map(\.route)
    let plan = SitePlan(presenter, files: fileRoutes, into: &bag)
    if options.publishes, let previous = options.previous {
      Publication.compare(with: previous, plan, draft.exports, checked.dossier, into: &bag)
    }
    if bag.hasErrors { return }
    if let sitemap = Sitemap.file(
      plan.jobs, baseURL: presenter.baseURL,
      lastChange: checked.dossier.settings.lastChange.value)
    {
      files.append(sitemap)
      fileRoutes.insert(sitemap.route, at: fileRoutes.count - media.count)
    }
    let addresses = SiteAddresses(
      pages: plan.jobs.map(\.request.route.path), files: plan.files, baseURL: presenter.baseURL,
      aside: presenter.searchFolder)
    stageBytes =
      draft.byteCount + media.reduce(files.reduce(0) { $0 + $1.bytes.count }) { $0 + $1.size }
    report.byteCount = stageBytes
    var made = draft.made
    do throws(Diagnostic) {
      if let fileSession { made += try Self.make(files, media, fileSession) }
    } catch {
      bag.add(error)
      return
    }
    let hashed = options.publishes ? files + draft.files + assets.loadedMedia(into: &bag) : []
    files = []

    begin(.render, count: plan.jobs.count, progress)
    var renderer = PageRenderer(
      jobs: plan.jobs, presenter: presenter, addresses: addresses, session: session,
      shard: options.shard, recorder: options.recorder, isPublished: options.publishes)
    var basis: PublishedPages.Basis?
    if let probe, let theme {
      let now = PublishedPages.Basis(
        request: probe.request, loaded, theme, presenter, addresses)
      renderer.isRecorded = true
      renderer.known = probe.pages()?.kept(for: now) ?? []
      basis = now
    }
    let pages = await renderer.run(workerCount: options.jobs, into: &bag)
    report.madeCount = pages.count { $0?.isKept == false }
    stageBytes = pages.reduce(0) { $0 + ($1?.size ?? 0) }
    report.byteCount += stageBytes
    for kind in PageKind.allCases {
      let count = zip(plan.jobs, pages).count { $0.request.kind == kind && $1 != nil }
      if count > 0 { report.pages.append((kind.rawValue, count)) }
    }
    if bag.hasErrors { return }

    begin(.links, count: pages.count, progress)
    let shapes = ShapeCache()
    var again = DiagnosticBag()
    LinkChecker.report(
      LinkChecker.faultyPages(pages.map { $0?.links }), addresses: addresses,
      page: { renderer.page($0, shapes, into: &again) }, into: &bag)
    if bag.hasErrors { return }

    if options.publishes, let base = presenter.baseURL {
      // Hashes and the policy are those of the whole site: pages of other shards are made for them.
      let others = plan.jobs.indices.filter { pages[$0] == nil }
      var foreign = await PageRenderer.render(
        others.map { plan.jobs[$0] }, presenter, workerCount: options.jobs, into: &bag
      ).map { PageSeal($0.bytes) }[...]
      let seals = zip(plan.jobs, pages).map { job, page in
        (route: job.request.route.path, seal: page?.seal ?? foreign.removeFirst())
      }
      let host = Publication.files(for: hashed, pages: seals, baseURL: base, folder: folder)
      do throws(Diagnostic) {
        made += try Self.make(host, [], session)
      } catch {
        bag.add(error)
        return
      }
    }
    guard let session else { return }

    made += pages.compactMap { $0?.file }
    begin(.write, count: made.count, progress)
    do throws(Diagnostic) {
      if let shard = options.shard {
        let plate = ShardPlate(
          shard: shard, inputs: ShardPlate.fingerprint(of: report.sources, options),
          pages: Array(addresses.paths[..<addresses.pageCount]), files: fileRoutes,
          baseURL: presenter.baseURL)
        try FileWriter.write(plate.bytes, to: PathName.join(session.path, ShardPlate.fileName))
      }
      let written = try session.publish(made)
      report.writtenCount = written.writtenCount
      report.unchangedCount = written.unchangedCount
      report.prunedCount = written.prunedCount
      report.indexPath = PathName.join(session.path, "index.html")
      if let probe, let basis, let theme {
        probe.remember(PublishedPages(basis, theme, pages, session))
      }
    } catch {
      bag.add(error)
    }
  }

  /// What was checked in a browser, where a report was given and can be read.
  private mutating func readPageChecks() -> PageChecks? {
    guard let path = options.pageChecks else { return nil }
    do throws(Diagnostic) {
      let bytes = try FileReader.read(path)
      let source = report.sources.add(path: path, bytes: bytes)
      return PageChecks.read(source, in: report.sources, into: &bag)
    } catch {
      bag.add(error)
      return nil
    }
  }

  /// Makes the files that are no pages.
  private static func make(
    _ files: [OutputFile], _ media: [(route: String, path: String, size: Int, stamp: FileStamp)],
    _ session: OutputSession?
  ) throws(Diagnostic) -> [MadeFile] {
    guard let writer = try session?.writer() else { return [] }
    var made: [MadeFile] = []
    for file in files { made.append(try writer.make(file.route, file.bytes)) }
    for file in media { made.append(try writer.copy(file.path, as: file.route)) }
    return made
  }

  mutating func finish() -> BuildReport {
    endStage()
    report.close(bag)
    return report
  }
}
