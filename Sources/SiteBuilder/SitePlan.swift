// The plan of a site: every page with its place, template and view, every file to copy. Two
// requests for one path are a fault here, never an overwriting later.

package import Diagnostics
import DossierModel
package import FileSystem
package import Presentation
import TemplateEngine
import Verification

/// A page to render.
package struct PageJob: Sendable {
  /// What the page shows and where it stands.
  package let request: PageRequest
  /// The template that renders it.
  package let template: String
}

/// Everything a build will write.
package struct SitePlan: Sendable {
  /// The pages, in the order of the site.
  package let jobs: [PageJob]
  /// Files that are not rendered: assets, media, exports.
  package let files: [OutputFile]

  /// Plans the pages of a dossier beside files that are copied as they are.
  ///
  /// - Complexity: O(n) in the number of pages and files.
  package init(
    _ presenter: Presenter, files: [OutputFile], into bag: inout DiagnosticBag
  ) {
    var owners: [String: Span?] = [:]
    var kept: [OutputFile] = []
    for file in files {
      if owners.updateValue(nil, forKey: file.route) == nil {
        kept.append(file)
      } else {
        bag.add(.routeCollision(file.route, at: nil, and: nil))
      }
    }
    var jobs: [PageJob] = []
    var missing = Set<String>()
    let known = presenter.library.templates.names
    for request in presenter.pages() {
      let path = request.route.path
      let span = request.key.map { presenter.checked.dossier.idSpan(of: $0) }
      if let other = owners[path] {
        bag.add(.routeCollision(path, at: span, and: other))
        continue
      }
      owners[path] = .some(span)
      let template = request.kind.template
      if presenter.library.templates.template(template) == nil, missing.insert(template).inserted,
        !bag.hasErrors
      {
        bag.add(.missingTemplate(template, known: known))
      }
      jobs.append(PageJob(request: request, template: template))
    }
    self.jobs = jobs
    self.files = kept
  }
}
