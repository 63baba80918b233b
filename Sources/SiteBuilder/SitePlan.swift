// The plan of a site: every page with its place, template and view, every file to copy. Two
// requests for one path are a fault here, never an overwriting later.

package import Diagnostics
import DossierModel
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
  /// The paths of files that are not rendered: assets, media, exports.
  package let files: [String]

  /// Plans the pages of a dossier beside files that are copied as they are.
  ///
  /// - Complexity: O(n) in the number of pages and files.
  package init(
    _ presenter: Presenter, files: [String], into bag: inout DiagnosticBag
  ) {
    var owners: [String: Span?] = [:]
    // Paths that differ by case alone are one path on many disks; strings that differ by Unicode
    // normalisation alone are equal already.
    for file in files where owners.updateValue(nil, forKey: file.lowercased()) != nil {
      bag.add(.routeCollision(file, at: nil, and: nil))
    }
    var jobs: [PageJob] = []
    var missing = Set<String>()
    let known = presenter.library.templates.names
    for request in presenter.pages() {
      let path = request.route.path
      let span = request.key.map { presenter.checked.dossier.idSpan(of: $0) }
      if let other = owners[path.lowercased()] {
        bag.add(.routeCollision(path, at: span, and: other))
        continue
      }
      owners[path.lowercased()] = .some(span)
      let template = request.kind.template
      if presenter.library.templates.template(template) == nil, missing.insert(template).inserted,
        !bag.hasErrors
      {
        bag.add(.missingTemplate(template, known: known))
      }
      jobs.append(PageJob(request: request, template: template))
    }
    self.jobs = jobs
    self.files = files
  }
}
