// Makes all pages of a plan on several workers: each is rendered, its links are read, and its bytes
// are made aside and forgotten. The result does not depend on the number of workers.

package import Diagnostics
import DossierModel
import FileSystem
package import Presentation
import TemplateEngine

/// A finished page in memory, for a server.
package struct RenderedPage: Sendable {
  /// What the page shows and where it stands.
  package let request: PageRequest
  /// The whole page; empty when it could not be rendered.
  package let bytes: [UInt8]
}

/// What is kept of a page that was made.
struct FinishedPage: Sendable {
  /// The file that was made aside; `nil` where nothing is written or nothing could be.
  let file: MadeFile?
  /// Its links.
  let links: PageLinks
  /// The number of its bytes.
  let size: Int
  /// What a release says of the page; `nil` where nothing is published.
  let seal: PageSeal?
  /// Whether the page is the one of the last build.
  let isKept: Bool
  /// What the page rests on; `nil` where that is not recorded, or the page said something.
  let reads: Facets?
}

/// Makes pages.
package struct PageRenderer: Sendable {
  let jobs: [PageJob]
  let presenter: Presenter
  let addresses: SiteAddresses
  /// Where pages go; `nil` when nothing is to be written.
  let session: OutputSession?
  /// The part of the pages that is made; `nil` for all.
  let shard: Shard?
  /// Receives when each page was made; `nil` when nobody asks.
  let recorder: SpanRecorder?
  /// Whether the site is published, so that the hash and the policy of each page are kept.
  let isPublished: Bool
  /// Whether what pages rest on is recorded.
  var isRecorded = false
  /// The pages of the last build that rest on nothing that changed, by their numbers: their files stay
  /// as they are, where they still are what they were. Empty where there are none.
  var known: [PublishedPage?] = []

  /// Makes every page; one faulty page never hides another.
  ///
  /// - Parameters:
  ///   - workerCount: How many workers at most.
  ///   - bag: Receives the faults of templates and of the disk.
  /// - Returns: The pages, in the order of the plan; `nil` for those that another shard makes.
  func run(workerCount: Int, into bag: inout DiagnosticBag) async -> [FinishedPage?] {
    // Pages about many records are large: they go first, so that no worker is left alone with one.
    let own = jobs.indices.filter { shard?.holds($0) ?? true }
    // Those of one folder stand together: they have links in common.
    let about = own.filter { jobs[$0].request.key == nil }
    let large =
      about.filter { jobs[$0].request.route.isAtRoot }
      + about.filter { !jobs[$0].request.route.isAtRoot }
    let order = large + own.filter { jobs[$0].request.key != nil }
    let finished = await PhaseMap.map(
      order, leading: large.count, workerCount: workerCount, into: &bag,
      makeState: { PageWorker(session, recorder) }
    ) { number, worker, bag in
      worker.finish(number, of: self, into: &bag)
    }
    var pages = [FinishedPage?](repeating: nil, count: jobs.count)
    for (number, page) in zip(order, finished) { pages[number] = page }
    return pages
  }

  /// Makes pages in memory; one faulty page never hides another.
  ///
  /// - Parameters:
  ///   - jobs: The pages.
  ///   - presenter: What they are made from.
  ///   - workerCount: How many workers at most.
  ///   - bag: Receives the faults of templates, in the order of the pages.
  package static func render(
    _ jobs: [PageJob], _ presenter: Presenter, workerCount: Int, into bag: inout DiagnosticBag
  ) async -> [RenderedPage] {
    await PhaseMap.map(
      jobs, workerCount: workerCount, into: &bag, makeState: ShapeCache.init
    ) { job, shapes, bag in
      RenderedPage(request: job.request, bytes: page(job, presenter, shapes, into: &bag))
    }
  }

  /// Makes the bytes of one page; empty when it could not be rendered.
  func page(_ number: Int, _ shapes: ShapeCache, into bag: inout DiagnosticBag) -> [UInt8] {
    Self.page(jobs[number], presenter, shapes, into: &bag)
  }

  static func page(
    _ job: PageJob, _ presenter: Presenter, _ shapes: ShapeCache, into bag: inout DiagnosticBag
  ) -> [UInt8] {
    guard let template = presenter.library.templates.template(job.template) else { return [] }
    let scope = PageScope(presenter, page: job.request.route, shapes: shapes)
    let context = scope.context(for: job.request)
    bag.merge(scope.faults)
    var out = OutputBuffer()
    do throws(Diagnostic) {
      try template.render(
        context + [scope.pageVariable], into: &out, warnings: &bag, memory: shapes.renderings)
    } catch {
      var fault = error
      fault.notes.append("while rendering the page `\(job.request.route.path)`")
      bag.add(fault)
      return []
    }
    guard let anchors = presenter.oldAnchors[job.request.route.path] else { return out.bytes }
    return OldAnchors.insert(anchors, into: out.bytes)
  }
}

/// What one worker reuses from page to page.
private final class PageWorker {
  private let shapes = ShapeCache()
  private var scratch = LinkScratch()
  private var writer: OutputWriter?
  private var fault: Diagnostic?
  private let recorder: SpanRecorder.Lane?

  init(_ session: OutputSession?, _ recorder: SpanRecorder?) {
    self.recorder = recorder?.lane()
    do throws(Diagnostic) {
      writer = try session?.writer()
    } catch {
      fault = error
    }
  }

  func finish(
    _ number: Int, of renderer: PageRenderer, into bag: inout DiagnosticBag
  ) -> FinishedPage {
    let path = renderer.jobs[number].request.route.path
    if let page = renderer.known.isEmpty ? nil : renderer.known[number],
      let file = writer?.keep(page.file, as: path)
    {
      return FinishedPage(
        file: file, links: page.links, size: file.size, seal: nil, isKept: true,
        reads: Facets(sorted: page.reads))
    }
    let start = recorder?.now
    var faults = DiagnosticBag()
    let bytes: [UInt8]
    var reads: Facets?
    if renderer.isRecorded {
      let made = ReadLog.reads { renderer.page(number, shapes, into: &faults) }
      bytes = made.result
      if faults.isEmpty { reads = made.reads }
    } else {
      bytes = renderer.page(number, shapes, into: &faults)
    }
    bag.merge(faults)
    let links = PageLinks(
      bytes, path: path, number: Int32(number), addresses: renderer.addresses, scratch: &scratch)
    let file = write(path, bytes, into: &bag)
    if let start { recorder?.add(path, since: start, bytes: bytes.count) }
    return FinishedPage(
      file: file, links: links, size: bytes.count,
      seal: renderer.isPublished ? PageSeal(bytes) : nil, isKept: false,
      reads: links.isFaulty ? nil : reads)
  }

  /// Makes the file aside. After the first failure nothing more is tried: a full disk is one fault.
  private func write(
    _ path: String, _ bytes: [UInt8], into bag: inout DiagnosticBag
  ) -> MadeFile? {
    if let fault {
      bag.add(fault)
      self.fault = nil
      writer = nil
    }
    guard let writer else { return nil }
    do throws(Diagnostic) {
      return try writer.make(path, bytes)
    } catch {
      bag.add(error)
      self.writer = nil
      return nil
    }
  }
}
