// What every record of a dossier that can be pointed at has in common: its kind, its identity
// (id, place, printed mark, old ids), its dense typed id, and the table that holds all of one kind.

package import Diagnostics

/// A record of the dossier that other records and chapters can point at.
package protocol Entity: Sendable {
  /// The kind of every value of this type.
  static var kind: EntityKind { get }
  /// The id, its place, the printed mark and the old ids.
  var identity: Identity { get }
  /// A short text without markup that names the record in lists and messages.
  var label: String { get }
}

extension Entity {
  /// The id as written: `[a-z0-9][a-z0-9-]*`, unique within the kind.
  package var slug: String { identity.slug }
  /// Where the id is written.
  package var idSpan: Span { identity.span }
  /// The printed mark, such as `S-19` or `L-02`; `nil` for kinds and records without one.
  package var cote: String? { identity.cote?.value }
  /// Old ids that still lead here.
  package var aliases: [Located<String>] { identity.aliases }
  /// Whether readers may see the record.
  package var isPublished: Bool { identity.visibility == .published }
}

/// The name of a record: its id, where it stands, its printed mark and its old ids.
package struct Identity: Hashable, Sendable {
  /// The id as written.
  package let slug: String
  /// Where the id is written; for a chapter without `slug` the start of its front matter.
  package let span: Span
  /// The printed mark, such as `S-19`, and its place.
  package let cote: Located<String>?
  /// Old ids that still lead to this record.
  package let aliases: [Located<String>]
  /// Whether readers may see the record.
  package let visibility: Visibility

  /// Makes an identity.
  package init(
    slug: String, span: Span, cote: Located<String>?, aliases: [Located<String>],
    visibility: Visibility = .published
  ) {
    self.slug = slug
    self.span = span
    self.cote = cote
    self.aliases = aliases
    self.visibility = visibility
  }
}

/// Whether a record may leave the author's desk.
package enum Visibility: Hashable, Sendable {
  /// Readers see it.
  case published
  /// Not finished: checked like any other record, and left out of all output.
  case draft
  /// For the authors only: left out of all output for good.
  case isPrivate
}

/// The kinds of record, in the order in which a dossier lists them.
package enum EntityKind: String, CaseIterable, Hashable, Sendable, Comparable {
  case actor
  case event
  case instrument
  case provision
  case measure
  case source
  case quotation
  case claim
  case contradiction
  case limit
  case openPoint = "open-point"
  case correction
  case term
  case chapter
  case archivedDocument = "seed"

  /// The kind as written in a Markdown reference: `[[law:cp-226-8-1]]`.
  ///
  /// Instruments and provisions share `law`: a reader cites the law, not our division of it.
  package var referenceName: String {
    switch self {
    case .instrument, .provision: "law"
    case .quotation: "quote"
    default: rawValue
    }
  }

  /// The data file that holds the kind, without its extension; `nil` for chapters and seeds.
  package var dataFileName: String? {
    switch self {
    case .actor: "actors"
    case .event: "events"
    case .instrument: "instruments"
    case .provision: "provisions"
    case .measure: "measures"
    case .source: "sources"
    case .quotation: "quotations"
    case .claim: "claims"
    case .contradiction: "contradictions"
    case .limit: "limits"
    case .openPoint: "open-points"
    case .correction: "corrections"
    case .term: "glossary"
    case .chapter, .archivedDocument: nil
    }
  }

  /// The names that may stand before the colon of a reference.
  package static let referenceNames: [String] = {
    var names: [String] = []
    for kind in allCases where !names.contains(kind.referenceName) {
      names.append(kind.referenceName)
    }
    return names
  }()

  private static let kindsByReferenceName = Dictionary(grouping: allCases, by: \.referenceName)

  /// The kinds that a reference name covers; empty for an unknown name.
  package static func kinds(referenceName: String) -> [EntityKind] {
    kindsByReferenceName[referenceName] ?? []
  }

  /// In the order of declaration.
  package static func < (left: EntityKind, right: EntityKind) -> Bool {
    left.order < right.order
  }

  /// The rank of the kind in that order, from 0.
  package var order: Int {
    switch self {
    case .actor: 0
    case .event: 1
    case .instrument: 2
    case .provision: 3
    case .measure: 4
    case .source: 5
    case .quotation: 6
    case .claim: 7
    case .contradiction: 8
    case .limit: 9
    case .openPoint: 10
    case .correction: 11
    case .term: 12
    case .chapter: 13
    case .archivedDocument: 14
    }
  }
}

/// The position of a record in the table of its kind: a join is an array access.
package struct EntityID<Element: Entity>: Hashable, Comparable, Sendable {
  /// The index in the table.
  package let raw: UInt32

  /// Makes an id from an index.
  package init(raw: UInt32) { self.raw = raw }

  /// In the order of the table.
  package static func < (left: Self, right: Self) -> Bool { left.raw < right.raw }
}

/// The index of an actor.
package typealias ActorID = EntityID<Actor>
/// The index of an event.
package typealias EventID = EntityID<Event>
/// The index of an instrument.
package typealias InstrumentID = EntityID<Instrument>
/// The index of a provision.
package typealias ProvisionID = EntityID<Provision>
/// The index of a measure.
package typealias MeasureID = EntityID<Measure>
/// The index of a source.
package typealias DocumentSourceID = EntityID<Source>
/// The index of a quotation.
package typealias QuotationID = EntityID<Quotation>
/// The index of a claim.
package typealias ClaimID = EntityID<Claim>
/// The index of a contradiction.
package typealias ContradictionID = EntityID<Contradiction>
/// The index of a limit.
package typealias LimitID = EntityID<Limit>
/// The index of an open point.
package typealias OpenPointID = EntityID<OpenPoint>
/// The index of a correction.
package typealias CorrectionID = EntityID<Correction>
/// The index of a term of the glossary.
package typealias TermID = EntityID<Term>
/// The index of a chapter.
package typealias ChapterID = EntityID<Chapter>
/// The index of an archived document.
package typealias ArchivedDocumentID = EntityID<ArchivedDocument>

/// A record at a place of its own, so that a look at one of its fields copies no other.
final class RecordBox<Element: Entity>: Sendable {
  let record: Element

  init(_ record: Element) { self.record = record }
}

/// All records of one kind, in the order of the dossier, with a lookup by id and by old id.
package struct EntityTable<Element: Entity>: RandomAccessCollection, Sendable {
  private let boxes: [RecordBox<Element>]
  private let bySlug: [String: UInt32]
  private let byAlias: [String: UInt32]

  /// Makes a table; of two records with one id the first is found.
  ///
  /// - Complexity: O(n) time and space.
  package init(_ elements: [Element] = []) {
    boxes = elements.map { RecordBox($0) }
    var bySlug: [String: UInt32] = [:]
    var byAlias: [String: UInt32] = [:]
    bySlug.reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() {
      if bySlug[element.slug] == nil { bySlug[element.slug] = UInt32(index) }
      for alias in element.aliases where byAlias[alias.value] == nil {
        byAlias[alias.value] = UInt32(index)
      }
    }
    self.bySlug = bySlug
    self.byAlias = byAlias
  }

  /// The same table with other versions of some records, whose ids and old ids are the same.
  func replacing(_ range: Range<Int>, with new: [Element]) -> EntityTable {
    var boxes = boxes
    boxes.replaceSubrange(range, with: new.map { RecordBox($0) })
    return EntityTable(boxes: boxes, bySlug: bySlug, byAlias: byAlias)
  }

  private init(
    boxes: [RecordBox<Element>], bySlug: [String: UInt32], byAlias: [String: UInt32]
  ) {
    self.boxes = boxes
    self.bySlug = bySlug
    self.byAlias = byAlias
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { boxes.count }
  // Lent, not copied: a record holds dozens of references to count.
  package subscript(position: Int) -> Element {
    _read {
      ReadLog.note(.record(Element.kind, UInt32(position)))
      yield boxes[position].record
    }
  }

  /// The record at an id of this table.
  package subscript(id: EntityID<Element>) -> Element {
    _read {
      ReadLog.note(.record(Element.kind, id.raw))
      yield boxes[Int(id.raw)].record
    }
  }

  /// The record that a reference names, by id or old id.
  package subscript(reference: Reference<Element>) -> Element? {
    id(of: reference.slug).map { self[$0] }
  }

  /// The record with an id or old id.
  package subscript(slug slug: String) -> Element? { id(of: slug).map { self[$0] } }

  /// The index of the record with an id or old id.
  package func id(of slug: String) -> EntityID<Element>? {
    if let index = bySlug[slug] { return EntityID(raw: index) }
    return byAlias.isEmpty ? nil : byAlias[slug].map { EntityID(raw: $0) }
  }

  /// The index of the record that a reference names.
  package func id(of reference: Reference<Element>) -> EntityID<Element>? {
    id(of: reference.slug)
  }

  /// Whether a slug leads to a record only as an old id.
  package func isAlias(_ slug: String) -> Bool {
    bySlug[slug] == nil && byAlias[slug] != nil
  }

  /// The ids of all records, in order.
  package var ids: [EntityID<Element>] {
    boxes.indices.map { EntityID(raw: UInt32($0)) }
  }

  /// The slugs of all records, in order, old ids left out.
  package var slugs: [String] { boxes.map(\.record.slug) }
}
