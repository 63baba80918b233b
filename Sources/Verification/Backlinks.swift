// Owns who points at whom, in both directions, for every pair of kinds. Made once from the list of
// references; a page asks it and never searches.

package import Diagnostics
package import DossierModel

/// A reference that leads somewhere.
package struct Link: Hashable, Sendable {
  /// Who points.
  package let owner: LinkOwner
  /// How.
  package let role: LinkRole
  /// At whom.
  package let target: EntityKey
  /// Where the reference is written.
  package let span: Span
  /// The rank of the numbered paragraph of a chapter that holds it, from 0.
  package let paragraph: Int?
}

/// The links of a dossier by target and by owner.
package struct Backlinks: Sendable {
  private let links: [Link]
  private let byTarget: [EntityKey: [Int32]]
  private let byOwner: [LinkOwner: [Int32]]

  init(_ references: [WrittenReference]) {
    var links: [Link] = []
    links.reserveCapacity(references.count)
    var byTarget: [EntityKey: [Int32]] = [:]
    var byOwner: [LinkOwner: [Int32]] = [:]
    for reference in references {
      guard let target = reference.target else { continue }
      let index = Int32(links.count)
      links.append(
        Link(
          owner: reference.owner, role: reference.role, target: target, span: reference.span,
          paragraph: reference.paragraph))
      byTarget[target, default: []].append(index)
      byOwner[reference.owner, default: []].append(index)
    }
    self.links = links
    self.byTarget = byTarget
    self.byOwner = byOwner
  }

  /// All links, in the order of the walk.
  package var all: [Link] {
    ReadLog.note(.allLinks)
    return links
  }

  /// The links that lead to a record, in the order of the walk.
  package func links(to key: EntityKey) -> [Link] {
    ReadLog.note(.links(key))
    return (byTarget[key] ?? []).map { links[Int($0)] }
  }

  /// The links that a record, the settings or the matrix holds.
  package func links(from owner: LinkOwner) -> [Link] {
    ReadLog.note(owner.key.map(Facet.links) ?? .allLinks)
    return (byOwner[owner] ?? []).map { links[Int($0)] }
  }

  /// The parts that differ from an earlier state of a dossier with the same records; where a
  /// reference stands in its file does not count.
  ///
  /// - Complexity: O(n) in the number of links.
  package func change(from old: Backlinks) -> Set<Facet> {
    if links.count == old.links.count,
      zip(links, old.links).allSatisfy({
        $0.owner == $1.owner && $0.role == $1.role && $0.target == $1.target
          && $0.paragraph == $1.paragraph
      })
    {
      return []
    }
    var facets: Set<Facet> = [.allLinks]
    let (new, before) = (digests(), old.digests())
    for (key, digest) in new where before[key] != digest { facets.insert(.links(key)) }
    for key in before.keys where new[key] == nil { facets.insert(.links(key)) }
    return facets
  }

  /// A hash of the links to and from each record, in their order.
  private func digests() -> [EntityKey: Int] {
    var digests: [EntityKey: Int] = [:]
    for link in links {
      var hasher = Hasher()
      hasher.combine(link.owner)
      hasher.combine(link.role)
      hasher.combine(link.target)
      hasher.combine(link.paragraph)
      let hash = hasher.finalize()
      digests[link.target, default: 17] = digests[link.target, default: 17] &* 31 &+ hash
      if let key = link.owner.key {
        digests[key, default: 17] = digests[key, default: 17] &* 31 &+ hash
      }
    }
    return digests
  }

  /// The links that a record holds.
  package func links(from key: EntityKey) -> [Link] { links(from: .record(key)) }

  /// The records of one kind that point at a record or that it points at, each once, in order.
  ///
  /// Symmetric: B is related to A exactly when A is related to B.
  package func related(to key: EntityKey, kind: EntityKind) -> [EntityKey] {
    related(to: key).filter { $0.kind == kind }
  }

  /// The records of any kind that point at a record or that it points at, each once, in order.
  package func related(to key: EntityKey) -> [EntityKey] {
    var found = Set<EntityKey>()
    for link in links(to: key) {
      if let owner = link.owner.key { found.insert(owner) }
    }
    for link in links(from: key) { found.insert(link.target) }
    found.remove(key)
    return found.sorted()
  }

  /// The records that point at a record in one of some ways, each once, in order.
  package func owners(of key: EntityKey, roles: Set<LinkRole>) -> [EntityKey] {
    var found = Set<EntityKey>()
    for link in links(to: key) where roles.contains(link.role) {
      if let owner = link.owner.key { found.insert(owner) }
    }
    return found.sorted()
  }

  /// The chapter paragraphs that mention a record: chapter, rank from 0, in reading order.
  package func paragraphs(mentioning key: EntityKey) -> [(chapter: ChapterID, paragraph: Int)] {
    struct Place: Hashable, Comparable {
      let chapter: ChapterID
      let paragraph: Int
      static func < (left: Place, right: Place) -> Bool {
        (left.chapter, left.paragraph) < (right.chapter, right.paragraph)
      }
    }
    var places = Set<Place>()
    for link in links(to: key) {
      guard case .record(.chapter(let chapter)) = link.owner, let paragraph = link.paragraph else {
        continue
      }
      places.insert(Place(chapter: chapter, paragraph: paragraph))
    }
    return places.sorted().map { ($0.chapter, $0.paragraph) }
  }
}
