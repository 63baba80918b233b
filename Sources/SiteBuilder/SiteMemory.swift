// Owns what a site remembers between two rebuilds: of each page, part of the search index and data
// set what it was made from, so that only what rests on a change is made again.

package import Diagnostics
package import DossierModel
import Exchange
import FileSystem
package import Presentation
import Search

/// A page in memory, with what is remembered of it.
package struct RecordedPage: Sendable {
  /// The page.
  package let page: RenderedPage
  /// What it rests on, and what was found.
  package let memory: PageMemory
}

/// What is remembered of a page.
package struct PageMemory: Sendable {
  /// The parts of the dossier that the page read.
  package let reads: Facets
  /// What is wrong with it.
  package let faults: DiagnosticBag
  /// Its links, by the numbers of the site's addresses.
  let links: PageLinks
}

/// What a site remembers of its last state.
package struct SiteMemory: Sendable {
  /// Something with the parts that it was made from.
  struct Made<Value: Sendable>: Sendable {
    let value: Value
    let reads: Facets
  }

  /// A part of the search index: records of one kind from one on.
  struct SearchPart: Hashable, Sendable {
    let kind: EntityKind
    let start: Int
  }

  var exports: Made<[ExchangeFile]>?
  var searchParts: [SearchPart: Made<PartialIndex>] = [:]
  /// The whole index, as long as no part of it is another.
  var search: SearchFiles.Made?
  private(set) var pages: [String: PageMemory] = [:]
  private var readers = ReaderIndex()
  /// The pages that were remembered and are to be made again.
  private var forgotten: Set<String> = []
  private(set) var presenter: Presenter?
  private(set) var addresses: SiteAddresses?

  /// Whether what is made is recorded; a build that ends with its site has nobody to tell.
  let records: Bool

  /// Remembers nothing yet.
  ///
  /// - Parameter records: Whether what is made is recorded.
  package init(records: Bool = true) { self.records = records }

  /// Makes something and records what it reads.
  func make<Value: Sendable>(_ work: () -> Value) -> Made<Value> {
    guard records else { return Made(value: work(), reads: Facets([])) }
    let made = ReadLog.reads(of: work)
    return Made(value: made.result, reads: made.reads)
  }

  /// The number of pages that are remembered.
  package var pageCount: Int { pages.count }

  /// Forgets all that rests on what changed.
  package mutating func forget(_ change: DossierChange) {
    if change.isEmpty { return }
    if change.isWhole {
      let lost = forgotten.union(pages.keys)
      self = SiteMemory(records: records)
      forgotten = lost
      return
    }
    if let made = exports, !made.reads.isUntouched(by: change) { exports = nil }
    for (part, made) in searchParts where !made.reads.isUntouched(by: change) {
      searchParts[part] = nil
      search = nil
    }
    for route in pages(touchedBy: change) { forget(page: route) }
  }

  /// Forgets a page whose bytes are no longer those that were remembered.
  package mutating func forget(page route: String) {
    if pages.removeValue(forKey: route) != nil { forgotten.insert(route) }
  }

  /// Takes a presenter for the pages to come, and forgets what its computed lists change.
  mutating func take(_ new: Presenter) {
    if let presenter { forget(new.change(from: presenter)) }
    presenter = new
  }

  /// Takes the paths of the site; links are read again where a path went or pages are others.
  ///
  /// - Parameter page: The bytes of a page that is remembered.
  package mutating func take(_ new: SiteAddresses, page: (String) -> [UInt8]?) {
    defer { addresses = new }
    guard let old = addresses else { return }
    if old.paths == new.paths, old.base == new.base { return }
    let ownPages = old.paths.prefix(old.pageCount)
    if old.base == new.base, ownPages == new.paths.prefix(new.pageCount),
      Set(new.paths).isSuperset(of: old.paths)
    {
      return
    }
    var scratch = LinkScratch()
    for (number, path) in new.paths.prefix(new.pageCount).enumerated() {
      guard let memory = pages[path] else { continue }
      guard let bytes = page(path) else {
        forget(page: path)
        continue
      }
      pages[path] = PageMemory(
        reads: memory.reads, faults: memory.faults,
        links: PageLinks(
          bytes, path: path, number: Int32(number), addresses: new, scratch: &scratch))
    }
  }

  /// What is remembered of a page; `nil` for one that is to be made.
  package func page(_ route: String) -> PageMemory? { pages[route] }

  /// Remembers a page.
  package mutating func remember(_ page: PageMemory, of route: String) {
    pages[route] = page
    forgotten.remove(route)
    readers.note(route, page.reads)
  }

  /// The pages that a change touches, among those that are remembered.
  ///
  /// - Complexity: O(n) in the number of pages that read what changed.
  package func pages(touchedBy change: DossierChange) -> Set<String> {
    if change.isWhole { return Set(pages.keys) }
    return readers.pages(reading: change.facets).filter {
      pages[$0].map { !$0.reads.isUntouched(by: change) } ?? false
    }
  }

  /// The pages that a change makes old, with those that are to be made again whatever it changes.
  package func oldPages(after change: DossierChange) -> Set<String> {
    pages(touchedBy: change).union(forgotten)
  }

  /// Forgets pages that the site has no longer, and knows those that it is to have.
  package mutating func keep(_ routes: Set<String>) {
    for route in pages.keys where !routes.contains(route) { pages[route] = nil }
    forgotten = routes.subtracting(pages.keys)
  }

  /// Checks the links of all pages that are remembered.
  ///
  /// - Parameters:
  ///   - page: The bytes of a page.
  ///   - bag: Receives `S0102` to `S0105`, in the order of the pages.
  /// - Complexity: O(n log m) in the number of links and of ids on a page.
  package func checkLinks(page: @escaping (String) -> [UInt8]?, into bag: inout DiagnosticBag) {
    guard let addresses else { return }
    let paths = addresses.paths.prefix(addresses.pageCount)
    LinkChecker.report(
      LinkChecker.faultyPages(paths.map { pages[$0]?.links }), addresses: addresses,
      page: { page(addresses.paths[$0]) ?? [] }, into: &bag)
  }
}

extension PageRenderer {
  /// Makes pages in memory and records what each rests on; one faulty page never hides another.
  ///
  /// - Parameters:
  ///   - jobs: The pages with their numbers among the addresses.
  ///   - presenter: What they are made from.
  ///   - addresses: All paths of the site.
  ///   - workerCount: How many workers at most.
  package static func record(
    _ jobs: [(number: Int, job: PageJob)], _ presenter: Presenter, addresses: SiteAddresses,
    workerCount: Int
  ) async -> [RecordedPage] {
    struct State {
      let shapes = ShapeCache()
      var scratch = LinkScratch()
    }
    var none = DiagnosticBag()
    return await PhaseMap.map(
      jobs, workerCount: workerCount, into: &none, makeState: { State() }
    ) { input, state, _ in
      let route = input.job.request.route.path
      var faults = DiagnosticBag()
      let made = ReadLog.reads {
        page(input.job, presenter, state.shapes, into: &faults)
      }
      return RecordedPage(
        page: RenderedPage(request: input.job.request, bytes: made.result),
        memory: PageMemory(
          reads: made.reads, faults: faults,
          links: PageLinks(
            made.result, path: route, number: Int32(input.number), addresses: addresses,
            scratch: &state.scratch)))
    }
  }

  /// Makes one page in memory; `nil` where it cannot be made without a fault.
  package static func page(_ request: PageRequest, _ presenter: Presenter) -> [UInt8]? {
    var faults = DiagnosticBag()
    let bytes = page(
      PageJob(request: request, template: request.kind.template), presenter, ShapeCache(),
      into: &faults)
    return bytes.isEmpty || faults.hasErrors ? nil : bytes
  }
}
