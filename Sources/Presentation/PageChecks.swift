// What the tests of the pages in a browser found, as they wrote it down: the accessibility statement
// says no more than this.

package import Diagnostics
import DossierModel

/// A report of tests of the pages.
package struct PageChecks: Sendable {
  /// One test.
  package struct Check: Sendable {
    /// Its id: `axe`, `reflow` … by which the catalogue names it.
    package let id: String
    /// What ran it, with its version.
    package let tool: String
    /// How many pages it opened.
    package let pages: Int
    /// Under which conditions, such as `1280 light`.
    package let views: [String]
    /// How many faults it found.
    package let faults: Int
  }

  /// The day of the tests, as written.
  package let date: String
  /// The tests, in the order of the report.
  package let checks: [Check]

  /// Reads a report: a map with `date` and a list `checks` of maps with `id`, `tool`, `pages`,
  /// `views` and `faults`.
  ///
  /// - Returns: `nil` where the text is no such report, which is reported.
  package static func read(
    _ source: SourceID, in map: SourceMap, into bag: inout DiagnosticBag
  ) -> PageChecks? {
    let bytes = map.bytes(of: source)
    let tree = YAMLReader.read(source, bytes: bytes, range: bytes.indices, into: &bag)
    guard let root = tree.root, case .map(let entries) = root.content,
      let date = text(entries, "date"), (try? CivilDate.parse(date)) != nil,
      let list = entries.first(where: { $0.key == "checks" })?.value,
      case .list(let items) = list.content
    else {
      bag.add(.malformedPageChecks(at: tree.root?.span))
      return nil
    }
    var checks: [Check] = []
    for item in items {
      guard case .map(let fields) = item.content, let id = text(fields, "id"),
        let tool = text(fields, "tool"), let pages = text(fields, "pages").flatMap({ Int($0) }),
        let faults = text(fields, "faults").flatMap({ Int($0) })
      else {
        bag.add(.malformedPageChecks(at: item.span))
        return nil
      }
      var views: [String] = []
      if let node = fields.first(where: { $0.key == "views" })?.value,
        case .list(let names) = node.content
      {
        for case .scalar(let name) in names.map(\.content) { views.append(name.text) }
      }
      checks.append(Check(id: id, tool: tool, pages: pages, views: views, faults: faults))
    }
    return PageChecks(date: date, checks: checks)
  }

  private static func text(_ entries: [DataEntry], _ key: String) -> String? {
    guard let node = entries.first(where: { $0.key == key })?.value,
      case .scalar(let scalar) = node.content
    else { return nil }
    return scalar.text
  }
}
