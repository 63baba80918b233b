// Owns the step from a checked dossier to what its pages are made from: the data sets, the search
// index, what pages say to programs, and the presenter that knows of all of them. The build of a
// site and the preview both take it, so that their pages cannot differ.

package import Diagnostics
package import DossierModel
import Exchange
package import FileSystem
package import Presentation
import Search
package import Verification

/// All that a site has beside its pages and its theme's files, and what its pages are made from.
package struct SiteDraft: Sendable {
  /// A printed briefing that the site offers.
  package struct PrintedFile: Sendable {
    /// The name of the file.
    package let name: String
    /// The key of the word for it.
    package let labelKey: String
    /// The document.
    package let bytes: [UInt8]
  }

  /// The printed briefings that are in a folder, by the names under which they are printed.
  package static func printed(in folder: String?, _ words: Words) -> [PrintedFile] {
    guard let folder, Directory.exists(folder) else { return [] }
    return ["note", "full"].compactMap { profile in
      let name = words["print.files.\(profile)"]
      guard let bytes = try? FileReader.read(PathName.join(folder, name)) else { return nil }
      return PrintedFile(name: name, labelKey: "briefing-\(profile)", bytes: bytes)
    }
  }

  /// What pages are made from.
  package let presenter: Presenter
  /// Search index, picture, briefings and data sets, under their paths; none where their bytes are
  /// not kept.
  package let files: [OutputFile]
  /// The paths of all these files.
  let routes: [String]
  /// The files that were made aside.
  let made: [MadeFile]
  /// The number of bytes of all these files.
  let byteCount: Int
  /// The data sets.
  let exports: [ExchangeFile]

  /// Drafts a site.
  ///
  /// - Parameters:
  ///   - checked: The dossier.
  ///   - library: The theme.
  ///   - baseURL: The address of the site, where it has one.
  ///   - assets: The theme's files, whose names pages carry.
  ///   - buildDate: The day of the build.
  ///   - briefings: The printed briefings that are there.
  ///   - pageChecks: What was checked in a browser, where a report was given.
  ///   - workerCount: The number of workers.
  ///   - outlet: Where the files go.
  ///   - memory: What the last state of the site left, where it left something: what rests on nothing
  ///     that changed is taken from there.
  ///   - bag: Receives the faults of the disk.
  package init(
    _ checked: CheckedDossier, _ library: TemplateLibrary, baseURL: String?,
    assets: AssetPipeline, buildDate: CivilDate, briefings: [PrintedFile] = [],
    pageChecks: PageChecks? = nil, workerCount: Int, outlet: DraftOutlet,
    memory: inout SiteMemory, into bag: inout DiagnosticBag
  ) async {
    let plain = Presenter(
      checked: checked, library: library, baseURL: baseURL, stylesheet: assets.stylesheet,
      searchScript: assets.searchScript)
    let folder = library.words["routes.data"]
    memory.take(plain.following(memory.presenter))
    let made = await Self.make(
      plain, Self.tasks(plain, memory), buildDate: buildDate, workerCount: workerCount,
      outlet: outlet, memory: &memory, into: &bag)
    exports = made.exports.map(\.file)
    let head = SiteHead.face(plain, files: exports)
    let printed = briefings.map {
      Download(path: "\(folder)/\($0.name)", labelKey: $0.labelKey, size: $0.bytes.count)
    }
    let offered = exports.compactMap { file in
      file.labelKey.map {
        Download(path: "\(folder)/\(file.route)", labelKey: $0, size: file.size)
      }
    }
    presenter = plain.showing(head.face).searching(version: made.search.version)
      .checkedInBrowser(pageChecks).offering(printed + offered)
    memory.take(presenter)
    let desk = DraftOutlet.Desk(outlet)
    var files = made.search.files
    if let picture = head.picture {
      files.append(desk.take(picture.route, picture.bytes, into: &bag))
    }
    for file in briefings {
      files.append(desk.take("\(folder)/\(file.name)", file.bytes, into: &bag))
    }
    files += made.exports.map(\.drafted)
    self.files = files.compactMap { file in
      file.bytes.map { OutputFile(route: file.route, bytes: $0) }
    }
    self.made = files.compactMap(\.made)
    routes = files.map(\.route)
    byteCount = files.reduce(0) { $0 + $1.size }
  }

  // MARK: - Tasks

  /// A data set, and what became of it.
  private struct Export: Sendable {
    let file: ExchangeFile
    let drafted: DraftedFile
  }

  /// A piece of work that waits for no other.
  private enum Task: Sendable {
    /// Data sets.
    case exports(Range<Int>)
    /// Data sets that are known.
    case known(SiteMemory.Made<[ExchangeFile]>)
    /// A part of the search index.
    case search(SearchFiles.Chunk)
  }

  /// What came of a piece of work.
  private enum Piece: Sendable {
    case exports(SiteMemory.Made<[Export]>)
    case search(SiteMemory.Made<PartialIndex>)
  }

  /// The work of a draft, what takes longest first.
  private static func tasks(_ presenter: Presenter, _ memory: SiteMemory) -> [Task] {
    let exports: [Task]
    if let known = memory.exports {
      exports = [.known(known)]
    } else if memory.records {
      // What the data sets rest on is recorded of all of them together.
      exports = [.exports(ExchangeFiles.jobs)]
    } else {
      exports = ExchangeFiles.jobs.map { .exports($0..<($0 + 1)) }
    }
    return exports + SearchFiles.chunks(presenter).map { .search($0) }
  }

  /// Does the work of a draft: all data sets and parts of the index side by side, then the index.
  private static func make(
    _ presenter: Presenter, _ tasks: [Task], buildDate: CivilDate, workerCount: Int,
    outlet: DraftOutlet, memory: inout SiteMemory, into bag: inout DiagnosticBag
  ) async -> (exports: [Export], search: SearchFiles.Made) {
    let folder = presenter.library.words["routes.data"]
    let recorder = SiteMemory(records: memory.records)
    let known = memory.searchParts
    @Sendable func draft(
      _ files: [ExchangeFile], _ desk: DraftOutlet.Desk, _ bag: inout DiagnosticBag
    ) -> [Export] {
      files.map { file in
        let drafted = desk.take("\(folder)/\(file.route)", file.bytes, into: &bag)
        return Export(file: drafted.bytes == nil ? file.withoutBytes() : file, drafted: drafted)
      }
    }
    let exchange = ExchangeFiles(
      for: presenter.checked, buildDate: buildDate, baseURL: presenter.baseURL, folder: folder
    ) { presenter.permalink($0) }
    let pieces = await PhaseMap.map(
      tasks, leading: tasks.count, workerCount: workerCount, into: &bag,
      makeState: { (shapes: ShapeCache(), desk: DraftOutlet.Desk(outlet)) }
    ) { task, state, bag in
      switch task {
      case .known(let made):
        return Piece.exports(
          SiteMemory.Made(value: draft(made.value, state.desk, &bag), reads: made.reads))
      case .exports(let jobs):
        let made = recorder.make { jobs.flatMap { exchange.files(of: $0) } }
        return Piece.exports(
          SiteMemory.Made(value: draft(made.value, state.desk, &bag), reads: made.reads))
      case .search(let chunk):
        if let known = known[chunk.part] { return .search(known) }
        return .search(recorder.make { SearchFiles.read(chunk, presenter, state.shapes) })
      }
    }
    var exports: [Export] = []
    var parts: [(kind: EntityKind, index: PartialIndex)] = []
    memory.searchParts = [:]
    for (task, piece) in zip(tasks, pieces) {
      switch (task, piece) {
      case (_, .exports(let made)):
        exports += made.value
        memory.exports = SiteMemory.Made(value: made.value.map(\.file), reads: made.reads)
      case (.search(let chunk), .search(let made)):
        parts.append((chunk.kind, made.value))
        memory.searchParts[chunk.part] = made
      default: break
      }
    }
    if let search = memory.search, known.count == parts.count,
      memory.searchParts.keys.allSatisfy({ known[$0] != nil })
    {
      return (exports, search)
    }
    let search = await SearchFiles.make(
      parts, presenter, outlet, workerCount: workerCount, into: &bag)
    memory.search = search
    return (exports, search)
  }
}
