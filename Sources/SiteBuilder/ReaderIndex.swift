// Owns the way from a part of the dossier to the pages that read it, so that a save looks at those
// pages and at no other.

import DossierModel

/// The pages that read each part of a dossier.
///
/// A page that reads less than it did stays listed: who asks compares with what is remembered of it.
struct ReaderIndex: Sendable {
  private var routes: [String] = []
  private var numbers: [String: Int32] = [:]
  /// What each page is listed under.
  private var listed: [Facets] = []
  private var readers: [Facet: [Int32]] = [:]

  /// Lists a page under what it reads.
  ///
  /// - Complexity: O(n) in the number of parts that it reads and read before.
  mutating func note(_ route: String, _ reads: Facets) {
    guard let number = numbers[route] else {
      let number = Int32(routes.count)
      numbers[route] = number
      routes.append(route)
      listed.append(reads)
      for facet in reads.all { readers[facet, default: []].append(number) }
      return
    }
    let old = listed[Int(number)]
    if old == reads { return }
    let new = reads.all.filter { !old.contains($0) }
    for facet in new { readers[facet, default: []].append(number) }
    if !new.isEmpty { listed[Int(number)] = Facets(old.all + new) }
  }

  /// The pages that may read one of the parts, each once, in no order.
  func pages(reading facets: Set<Facet>) -> Set<String> {
    var found = Set<Int32>()
    for facet in facets { found.formUnion(readers[facet] ?? []) }
    return Set(found.map { routes[Int($0)] })
  }
}
