// Owns what is said of links: each must lead to a page or file of the site and, where it names a
// fragment, to an id of that page. What leads outside the site is not followed.

package import Diagnostics
import Presentation

/// Checks the links of a finished site.
package enum LinkChecker {
  /// The numbers of the pages with a fault, ascending.
  ///
  /// - Parameter links: The links of each page; `nil` for a page that is not at hand, and of which
  ///   nothing is said.
  /// - Complexity: O(n log m) in the number of links and of ids on a page.
  package static func faultyPages(_ links: [PageLinks?]) -> [Int] {
    links.indices.filter { number in
      guard let own = links[number] else { return false }
      return own.isFaulty
        || own.fragments.contains { links[Int($0.page)]?.has($0.id) == false }
    }
  }

  /// Checks pages in memory against one another.
  ///
  /// - Parameters:
  ///   - pages: The finished pages.
  ///   - files: The paths of the other files of the site.
  ///   - baseURL: The address of the site: absolute links below it are internal too.
  ///   - workerCount: How many pages are scanned at once.
  ///   - bag: Receives `S0102` to `S0105`, in the order of the pages.
  /// - Complexity: O(n) in the bytes of all pages.
  package static func check(
    _ pages: [RenderedPage], files: [String], baseURL: String?, workerCount: Int,
    into bag: inout DiagnosticBag
  ) async {
    let addresses = SiteAddresses(
      pages: pages.map(\.request.route.path), files: files, baseURL: baseURL)
    let links = await PhaseMap.map(
      Array(pages.indices), workerCount: workerCount, into: &bag, makeState: { LinkScratch() }
    ) { number, scratch, _ in
      PageLinks(
        pages[number].bytes, path: addresses.paths[number], number: Int32(number),
        addresses: addresses, scratch: &scratch)
    }
    report(
      faultyPages(links), addresses: addresses, page: { pages[$0].bytes }, into: &bag)
  }

  /// Says what is wrong with some pages.
  ///
  /// - Parameters:
  ///   - faulty: The numbers of the pages.
  ///   - addresses: All paths of the site.
  ///   - page: Makes the page of a number again.
  ///   - bag: Receives `S0102` to `S0105`, in the order of the pages.
  package static func report(
    _ faulty: [Int], addresses: SiteAddresses, page: @escaping (Int) -> [UInt8],
    into bag: inout DiagnosticBag
  ) {
    if faulty.isEmpty { return }
    var report = LinkReport(addresses, page)
    for number in faulty { report.check(number, into: &bag) }
  }
}

/// The words for faults of links, with what they are compared with.
private struct LinkReport {
  /// How many faults name near addresses: looking for them goes through all.
  private static let suggestionLimit = 100

  private let addresses: SiteAddresses
  private let page: (Int) -> [UInt8]
  private let numbers: [String: Int]
  private let base: String?
  private var ids: [Int: Set<String>] = [:]
  private var suggestionCount = 0

  init(_ addresses: SiteAddresses, _ page: @escaping (Int) -> [UInt8]) {
    self.addresses = addresses
    self.page = page
    var numbers: [String: Int] = [:]
    for (number, path) in addresses.paths.enumerated() where numbers[path] == nil {
      numbers[path] = number
    }
    self.numbers = numbers
    base = addresses.base.map { String(decoding: $0, as: UTF8.self) }
  }

  mutating func check(_ number: Int, into bag: inout DiagnosticBag) {
    let addresses = addresses
    let path = addresses.paths[number]
    let scan = PageScan(page(number))
    var own = Set<String>()
    var reported = Set<String>()
    for id in scan.ids where !own.insert(id).inserted && reported.insert(id).inserted {
      bag.add(.duplicateElementID(id, on: path))
    }
    ids[number] = own
    var checked = Set<String>()
    for link in scan.links where checked.insert(link).inserted {
      guard let target = Self.internalTarget(link, on: path, base: base) else { continue }
      guard let targetNumber = numbers[target.path] else {
        bag.add(.deadLink(target.path, on: path, known: known { addresses.paths }))
        continue
      }
      guard targetNumber < addresses.pageCount, let fragment = target.fragment, !fragment.isEmpty
      else { continue }
      let there = idsOfPage(targetNumber)
      if !there.contains(fragment) {
        bag.add(
          .deadFragment(fragment, of: target.path, on: path, known: known { there.sorted() }))
      }
    }
    for file in scan.files where checked.insert(file).inserted {
      guard let target = Self.internalTarget(file, on: path, base: base) else { continue }
      if numbers[target.path] == nil {
        bag.add(
          .missingAsset(
            target.path, on: path, known: known { Array(addresses.paths[addresses.pageCount...]) }))
      }
    }
    for id in scan.idReferences where !own.contains(id) && checked.insert("#" + id).inserted {
      bag.add(.deadFragment(id, of: path, on: path, known: known { own.sorted() }))
    }
  }

  private mutating func known(_ names: () -> [String]) -> [String] {
    suggestionCount += 1
    return suggestionCount > Self.suggestionLimit ? [] : names()
  }

  private mutating func idsOfPage(_ number: Int) -> Set<String> {
    if let known = ids[number] { return known }
    let found = Set(PageScan(page(number)).ids)
    ids[number] = found
    return found
  }

  /// The place in the site that an address means; `nil` for what leads outside.
  private static func internalTarget(
    _ address: String, on page: String, base: String?
  ) -> (path: String, fragment: String?)? {
    var rest = address[...]
    if let base, rest.hasPrefix(base) {
      rest = rest.dropFirst(base.count)
      let (path, fragment) = split(rest)
      return (path.isEmpty ? "index.html" : path, fragment)
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
