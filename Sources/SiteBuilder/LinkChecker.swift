// Walks every link of the finished pages: each must lead to a page or file of the site and, where
// it names a fragment, to an id of that page. What leads outside the site is not followed.

package import Diagnostics
import Presentation

/// Checks the links of a finished site.
package enum LinkChecker {
  /// Checks all pages against one another.
  ///
  /// - Parameters:
  ///   - pages: The finished pages.
  ///   - files: The routes of the other files of the site.
  ///   - baseURL: The address of the site: absolute links below it are internal too.
  ///   - workerCount: How many pages are scanned at once.
  ///   - bag: Receives `S0102` to `S0105`, in the order of the pages.
  /// - Complexity: O(n) in the bytes of all pages.
  package static func check(
    _ pages: [RenderedPage], files: [String], baseURL: String?, workerCount: Int,
    into bag: inout DiagnosticBag
  ) async {
    let scans = await PhaseMap.map(
      pages, workerCount: workerCount, into: &bag, makeState: {}
    ) { page, _, _ in PageScan(page.bytes) }
    var ids: [String: Set<String>] = [:]
    for (page, scan) in zip(pages, scans) {
      var seen = Set<String>()
      var reported = Set<String>()
      for id in scan.ids where !seen.insert(id).inserted && reported.insert(id).inserted {
        bag.add(.duplicateElementID(id, on: page.request.route.path))
      }
      ids[page.request.route.path] = seen
    }
    let files = Set(files)
    let base = baseURL.map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    for (page, scan) in zip(pages, scans) {
      let path = page.request.route.path
      var checked = Set<String>()
      for link in scan.links where checked.insert(link).inserted {
        checkLink(link, on: path, ids: ids, files: files, base: base, into: &bag)
      }
      for file in scan.files where checked.insert(file).inserted {
        guard let target = internalTarget(file, on: path, base: base) else { continue }
        if !files.contains(target.path), ids[target.path] == nil {
          bag.add(.missingAsset(target.path, on: path, known: files.sorted()))
        }
      }
      let own = ids[path] ?? []
      for id in scan.idReferences where !own.contains(id) && checked.insert("#" + id).inserted {
        bag.add(.deadFragment(id, of: path, on: path, known: own.sorted()))
      }
    }
  }

  private static func checkLink(
    _ link: String, on path: String, ids: [String: Set<String>], files: Set<String>,
    base: String?, into bag: inout DiagnosticBag
  ) {
    guard let target = internalTarget(link, on: path, base: base) else { return }
    guard let targetIDs = ids[target.path] else {
      if !files.contains(target.path) {
        bag.add(.deadLink(target.path, on: path, known: ids.keys.sorted() + files.sorted()))
      }
      return
    }
    if let fragment = target.fragment, !fragment.isEmpty, !targetIDs.contains(fragment) {
      bag.add(
        .deadFragment(fragment, of: target.path, on: path, known: targetIDs.sorted()))
    }
  }

  /// The place in the site that an address means; `nil` for what leads outside.
  static func internalTarget(
    _ address: String, on page: String, base: String?
  ) -> (path: String, fragment: String?)? {
    var rest = address[...]
    if let base, rest.hasPrefix(base) {
      rest = rest.dropFirst(base.count)
      return split(rest.isEmpty ? "index.html" : rest)
    }
    if hasScheme(rest) || rest.hasPrefix("//") { return nil }
    let (path, fragment) = split(rest)
    if path.isEmpty { return (page, fragment) }
    var parts = page.split(separator: "/").dropLast().map(String.init)
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      switch part {
      case ".", "": break
      case "..":
        if parts.isEmpty { return (path, fragment) }
        parts.removeLast()
      default: parts.append(String(part))
      }
    }
    if path.hasSuffix("/") { parts.append("index.html") }
    return (parts.joined(separator: "/"), fragment)
  }

  private static func split(_ address: Substring) -> (path: String, fragment: String?) {
    let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let path = parts[0].prefix { $0 != "?" }
    return (String(path), parts.count > 1 ? String(parts[1]) : nil)
  }

  private static func hasScheme(_ address: Substring) -> Bool {
    guard let colon = address.firstIndex(of: ":") else { return false }
    let head = address[..<colon]
    return !head.isEmpty
      && head.utf8.allSatisfy {
        $0 >= 0x61 && $0 <= 0x7A || $0 >= 0x41 && $0 <= 0x5A || $0 >= 0x30 && $0 <= 0x39
          || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
      }
  }
}
