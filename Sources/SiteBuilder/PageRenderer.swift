// Renders all pages of a plan in memory, on several workers; the result does not depend on how many.

package import Diagnostics
package import Presentation
import TemplateEngine

/// A finished page.
package struct RenderedPage: Sendable {
  /// What the page shows and where it stands.
  package let request: PageRequest
  /// The whole page; empty when it could not be rendered.
  package let bytes: [UInt8]
}

/// Renders pages.
package enum PageRenderer {
  /// Renders every job; one faulty page never hides another.
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
      page(job, presenter, shapes, into: &bag)
    }
  }

  private static func page(
    _ job: PageJob, _ presenter: Presenter, _ shapes: ShapeCache, into bag: inout DiagnosticBag
  ) -> RenderedPage {
    guard let template = presenter.library.templates.template(job.template) else {
      return RenderedPage(request: job.request, bytes: [])
    }
    let scope = PageScope(presenter, page: job.request.route, shapes: shapes)
    let context = scope.context(for: job.request)
    bag.merge(scope.faults)
    var out = OutputBuffer()
    do throws(Diagnostic) {
      try template.render(context, into: &out, warnings: &bag)
    } catch {
      var fault = error
      fault.notes.append("while rendering the page `\(job.request.route.path)`")
      bag.add(fault)
      return RenderedPage(request: job.request, bytes: [])
    }
    guard let anchors = presenter.oldAnchors[job.request.route.path] else {
      return RenderedPage(request: job.request, bytes: out.bytes)
    }
    return RenderedPage(
      request: job.request, bytes: OldAnchors.insert(anchors, into: out.bytes))
  }
}
