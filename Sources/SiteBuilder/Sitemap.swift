// The site map for search engines: every page that may be found, by absolute address.

package import DossierModel
package import FileSystem
import Presentation

/// Writes the site map.
package enum Sitemap {
  /// The file, or `nil` without an address of the site: a site map holds absolute addresses only.
  ///
  /// - Source: sitemaps.org protocol 0.9.
  package static func file(
    _ jobs: [PageJob], baseURL: String?, lastChange: CivilDate
  ) -> OutputFile? {
    guard let baseURL else { return nil }
    let base = baseURL.hasSuffix("/") ? baseURL : baseURL + "/"
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">

      """
    for job in jobs where job.request.kind != .notFound && job.request.kind != .moved {
      let path = job.request.kind == .home ? "" : job.request.route.path
      text += "<url><loc>\(escaped(base + path))</loc><lastmod>\(lastChange)</lastmod></url>\n"
    }
    text += "</urlset>\n"
    return OutputFile(route: "sitemap.xml", bytes: Array(text.utf8))
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
  }
}
