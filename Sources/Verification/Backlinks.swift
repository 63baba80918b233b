// Owns who points at whom, in both directions, for every pair of kinds. Made once from the list of
// references; a page asks it and never searches.

package import Diagnostics
package import DossierModel
import FileSystem

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
  package var paragraph: Int? { rank >= 0 ? Int(rank) : nil }

  /// The same in four bytes; -1 where there is none.
  fileprivate let rank: Int32
}

/// The links of a dossier by target and by owner.
package struct Backlinks: Sendable {
  private let links: [Link]
  private let places: RecordPlaces
  private let byTarget: LinkGroups
  private let byOwner: LinkGroups

  init(_ references: [WrittenReference]) {
    var links: [Link] = []
    links.reserveCapacity(references.count)
    for reference in references {
      guard let target = reference.target else { continue }
      links.append(
        Link(
          owner: reference.owner, role: reference.role, target: target, span: reference.span,
          rank: reference.paragraph))
    }
    let places = RecordPlaces(links)
    self.places = places
    byTarget = LinkGroups(links.map { Int32(places.place(of: $0.target)) }, count: places.count)
    byOwner = LinkGroups(links.map { Int32(places.place(of: $0.owner)) }, count: places.count)
    self.links = links
  }

  /// All links, in the order of the walk.
  package var all: [Link] {
    ReadLog.note(.allLinks)
    return links
  }

  /// The links that lead to a record, in the order of the walk.
  package func links(to key: EntityKey) -> [Link] {
    ReadLog.note(.links(key))
    return byTarget[places.place(of: key)].map { links[Int($0)] }
  }

  /// The links that a record, the settings or the matrix holds.
  package func links(from owner: LinkOwner) -> [Link] {
    ReadLog.note(owner.key.map(Facet.links) ?? .allLinks)
    return byOwner[places.place(of: owner)].map { links[Int($0)] }
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

  /// The marks of all links and of those of each record, the same in every process; where a reference
  /// stands in its file does not count.
  ///
  /// - Complexity: O(n) in the number of links.
  package var marks: [(facet: Facet, mark: UInt64)] {
    var marks = [UInt64](repeating: 0, count: places.count)
    var all: UInt64 = 0
    let roles = Dictionary(
      uniqueKeysWithValues: LinkRole.allCases.map { ($0, Fingerprint(Array($0.rawValue.utf8)).low) }
    )
    func mix(_ mark: UInt64, _ word: UInt64) -> UInt64 {
      let product = (mark ^ word ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(
        by: word &+ 0xE703_7ED1_A0B4_28DB)
      return product.high ^ product.low ^ (mark >> 29)
    }
    func word(_ key: EntityKey) -> UInt64 { UInt64(key.kind.order) << 32 | UInt64(key.index) }
    for link in links {
      var mark = mix(roles[link.role] ?? 0, word(link.target))
      switch link.owner {
      case .record(let key): mark = mix(mark, word(key))
      case .settings: mark = mix(mark, 1 << 60)
      case .matrix: mark = mix(mark, 2 << 60)
      }
      mark = mix(mark, UInt64(bitPattern: Int64(link.rank)))
      all = mix(all, mark)
      let (target, owner) = (places.place(of: link.target), places.place(of: link.owner))
      marks[target] = mix(marks[target], mark)
      if link.owner.key != nil { marks[owner] = mix(marks[owner], mark) }
    }
    var parts: [(facet: Facet, mark: UInt64)] = [(.allLinks, all)]
    for kind in EntityKind.allCases {
      for index in 0..<places.count(of: kind) {
        let key = EntityKey(kind, index: UInt32(index))
        let mark = marks[places.place(of: key)]
        if mark != 0 { parts.append((.links(key), mark)) }
      }
    }
    return parts
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
  package func owners(of key: EntityKey, roles: [LinkRole]) -> [EntityKey] {
    ReadLog.note(.links(key))
    var found: [EntityKey] = []
    for index in byTarget[places.place(of: key)] where roles.contains(links[Int(index)].role) {
      if let owner = links[Int(index)].owner.key { found.append(owner) }
    }
    found.sort()
    var last: EntityKey?
    return found.filter { owner in
      defer { last = owner }
      return owner != last
    }
  }

  /// The chapter paragraphs that mention a record: chapter, rank from 0, in reading order.
  package func paragraphs(mentioning key: EntityKey) -> [(chapter: ChapterID, paragraph: Int)] {
    ReadLog.note(.links(key))
    // The chapter in the upper half: numbers are sorted faster than pairs.
    var found: [UInt64] = []
    for index in byTarget[places.place(of: key)] {
      guard case .record(.chapter(let chapter)) = links[Int(index)].owner,
        let paragraph = links[Int(index)].paragraph
      else { continue }
      found.append(UInt64(chapter.raw) << 32 | UInt64(UInt32(paragraph)))
    }
    found.sort()
    var paragraphs: [(chapter: ChapterID, paragraph: Int)] = []
    paragraphs.reserveCapacity(found.count)
    for (index, place) in found.enumerated() where index == 0 || found[index - 1] != place {
      paragraphs.append(
        (ChapterID(raw: UInt32(place >> 32)), Int(UInt32(truncatingIfNeeded: place))))
    }
    return paragraphs
  }
}

/// Numbers for whatever a link may begin or end at, so that links are looked up by index.
private struct RecordPlaces: Sendable {
  /// The number of the first record of each kind; behind them the settings and the matrix.
  private let starts: [Int]

  /// Makes room for the records that some links name.
  init(_ links: [Link]) {
    var counts = [Int](repeating: 0, count: EntityKind.allCases.count)
    func note(_ key: EntityKey) {
      counts[key.kind.order] = max(counts[key.kind.order], Int(key.index) + 1)
    }
    for link in links {
      note(link.target)
      if let owner = link.owner.key { note(owner) }
    }
    var starts = [0]
    for count in counts { starts.append((starts.last ?? 0) + count) }
    self.starts = starts
  }

  /// How many numbers there are: those of records, one for the settings, one for the matrix, and a
  /// last one for records without a link.
  var count: Int { starts[starts.count - 1] + 3 }

  /// How many records of a kind have numbers of their own.
  func count(of kind: EntityKind) -> Int { starts[kind.order + 1] - starts[kind.order] }

  func place(of key: EntityKey) -> Int {
    let place = starts[key.kind.order] + Int(key.index)
    return place < starts[key.kind.order + 1] ? place : count - 1
  }

  func place(of owner: LinkOwner) -> Int {
    switch owner {
    case .record(let key): place(of: key)
    case .settings: count - 3
    case .matrix: count - 2
    }
  }
}

/// Indices grouped by a number, in order: two arrays, however many groups there are.
private struct LinkGroups: Sendable {
  private let starts: [Int32]
  private let members: [Int32]

  /// Groups the indices of a list by what the list says.
  ///
  /// - Complexity: O(n).
  init(_ groups: [Int32], count: Int) {
    var starts = [Int32](repeating: 0, count: count + 1)
    for group in groups { starts[Int(group) + 1] += 1 }
    for index in 1..<starts.count { starts[index] += starts[index - 1] }
    var next = starts
    var members = [Int32](repeating: 0, count: groups.count)
    for (index, group) in groups.enumerated() {
      members[Int(next[Int(group)])] = Int32(index)
      next[Int(group)] += 1
    }
    self.starts = starts
    self.members = members
  }

  subscript(group: Int) -> ArraySlice<Int32> {
    members[Int(starts[group])..<Int(starts[group + 1])]
  }
}
