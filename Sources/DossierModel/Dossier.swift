// The whole dossier as read: the settings, one table per kind, the matrix. Immutable; made by
// `DossierLoader`, checked by Verification. References are still slugs here.

package import Diagnostics

/// A dossier as read from its files, before any check that needs two records.
package struct Dossier: Sendable {
  /// Title, publisher, dates and key points, from `Content/dossier.yaml`.
  package internal(set) var settings: DossierSettings
  /// The actors, in the order of the files.
  package internal(set) var actors: EntityTable<Actor>
  /// The events, in the order of the files.
  package internal(set) var events: EntityTable<Event>
  /// The legal texts, in the order of the files.
  package internal(set) var instruments: EntityTable<Instrument>
  /// The articles of law, in the order of the files.
  package internal(set) var provisions: EntityTable<Provision>
  /// What authorities and platforms did or may do, in the order of the files.
  package internal(set) var measures: EntityTable<Measure>
  /// The sources, in the order of the files.
  package internal(set) var sources: EntityTable<Source>
  /// The literal quotations, in the order of the files.
  package internal(set) var quotations: EntityTable<Quotation>
  /// The statements and what their check found, in the order of the files.
  package internal(set) var claims: EntityTable<Claim>
  /// The points on which sources disagree, in the order of the files.
  package internal(set) var contradictions: EntityTable<Contradiction>
  /// The inconsistencies of the source document, in the order of the files.
  package internal(set) var limits: EntityTable<Limit>
  /// What is left to verify, in the order of the files.
  package internal(set) var openPoints: EntityTable<OpenPoint>
  /// What was corrected after publication, in the order of the files.
  package internal(set) var corrections: EntityTable<Correction>
  /// The terms, in the order of the files.
  package internal(set) var glossary: EntityTable<Term>
  /// The chapters in reading order: by number, then by path.
  package internal(set) var chapters: EntityTable<Chapter>
  /// The register of captured documents, from `seeds/`.
  package internal(set) var archivedDocuments: EntityTable<ArchivedDocument>
  /// Who is liable for what; `nil` when the dossier has no `matrix.yaml`.
  package let matrix: LiabilityMatrix?
  /// The faults that the authors accept for the time being, from `Content/baseline.yaml`.
  package let acceptedFaults: [AcceptedFault]
  /// The files below `Content/media/`, as `media/name`.
  package let mediaPaths: Set<String>
  /// The kinds of which a file or record could not be read that names no id.
  package let incompleteKinds: Set<EntityKind>
  /// Ids that stand in parts of files that could not be read.
  let unreadSlugs: [EntityKind: Set<String>]

  /// Whether a reference that leads nowhere may only follow from a fault that has been reported:
  /// its target stands in a part of a file that could not be read, or nothing is written where a
  /// required reference is missing. Checks of references stay silent about it.
  package func mayBeUnread(_ kind: EntityKind, slug: String) -> Bool {
    slug.isEmpty || incompleteKinds.contains(kind) || unreadSlugs[kind]?.contains(slug) == true
  }

  /// Whether a reference with this name that leads nowhere may only follow from a reported fault.
  package func mayBeUnread(referenceName: String, slug: String) -> Bool {
    EntityKind.kinds(referenceName: referenceName).contains { mayBeUnread($0, slug: slug) }
  }

  /// A dossier without a record.
  package static let empty = Dossier(
    settings: .missing, actors: EntityTable(), events: EntityTable(), instruments: EntityTable(),
    provisions: EntityTable(), measures: EntityTable(), sources: EntityTable(),
    quotations: EntityTable(),
    claims: EntityTable(), contradictions: EntityTable(), limits: EntityTable(),
    openPoints: EntityTable(), corrections: EntityTable(), glossary: EntityTable(),
    chapters: EntityTable(),
    archivedDocuments: EntityTable(), matrix: nil, acceptedFaults: [], mediaPaths: [],
    incompleteKinds: [],
    unreadSlugs: [:])

  /// The number of records of all kinds.
  package var entityCount: Int {
    EntityKind.allCases.reduce(0) { $0 + count(of: $1) }
  }

  /// The number of records of one kind.
  package func count(of kind: EntityKind) -> Int {
    switch kind {
    case .actor: actors.count
    case .event: events.count
    case .instrument: instruments.count
    case .provision: provisions.count
    case .measure: measures.count
    case .source: sources.count
    case .quotation: quotations.count
    case .claim: claims.count
    case .contradiction: contradictions.count
    case .limit: limits.count
    case .openPoint: openPoints.count
    case .correction: corrections.count
    case .term: glossary.count
    case .chapter: chapters.count
    case .archivedDocument: archivedDocuments.count
    }
  }

  /// The keys of all records of one kind, in order.
  package func keys(of kind: EntityKind) -> [EntityKey] {
    (0..<UInt32(count(of: kind))).map { EntityKey(kind, index: $0) }
  }

  /// The keys of all records, by kind, then in order.
  package var keys: [EntityKey] { EntityKind.allCases.flatMap(keys(of:)) }

  // Inlined, so that who asks for the id alone copies the id alone.
  /// The id, its place, the printed mark and the old ids of a record.
  @inline(__always)
  package func identity(of key: EntityKey) -> Identity {
    switch key {
    case .actor(let id): actors[id].identity
    case .event(let id): events[id].identity
    case .instrument(let id): instruments[id].identity
    case .provision(let id): provisions[id].identity
    case .measure(let id): measures[id].identity
    case .source(let id): sources[id].identity
    case .quotation(let id): quotations[id].identity
    case .claim(let id): claims[id].identity
    case .contradiction(let id): contradictions[id].identity
    case .limit(let id): limits[id].identity
    case .openPoint(let id): openPoints[id].identity
    case .correction(let id): corrections[id].identity
    case .term(let id): glossary[id].identity
    case .chapter(let id): chapters[id].identity
    case .archivedDocument(let id): archivedDocuments[id].identity
    }
  }

  /// The id of a record.
  package func slug(of key: EntityKey) -> String { identity(of: key).slug }
  /// Where the id of a record is written.
  package func idSpan(of key: EntityKey) -> Span { identity(of: key).span }
  /// The printed mark of a record, where it has one.
  package func cote(of key: EntityKey) -> String? { identity(of: key).cote?.value }

  /// A short text that names a record.
  package func label(of key: EntityKey) -> String {
    switch key {
    case .actor(let id): actors[id].label
    case .event(let id): events[id].label
    case .instrument(let id): instruments[id].label
    case .provision(let id): provisions[id].label
    case .measure(let id): measures[id].label
    case .source(let id): sources[id].label
    case .quotation(let id): quotations[id].label
    case .claim(let id): claims[id].label
    case .contradiction(let id): contradictions[id].label
    case .limit(let id): limits[id].label
    case .openPoint(let id): openPoints[id].label
    case .correction(let id): corrections[id].label
    case .term(let id): glossary[id].label
    case .chapter(let id): chapters[id].label
    case .archivedDocument(let id): archivedDocuments[id].label
    }
  }

  /// The key of the record of one kind with an id or old id.
  package func key(_ kind: EntityKind, slug: String) -> EntityKey? {
    switch kind {
    case .actor: actors.id(of: slug).map(EntityKey.actor)
    case .event: events.id(of: slug).map(EntityKey.event)
    case .instrument: instruments.id(of: slug).map(EntityKey.instrument)
    case .provision: provisions.id(of: slug).map(EntityKey.provision)
    case .measure: measures.id(of: slug).map(EntityKey.measure)
    case .source: sources.id(of: slug).map(EntityKey.source)
    case .quotation: quotations.id(of: slug).map(EntityKey.quotation)
    case .claim: claims.id(of: slug).map(EntityKey.claim)
    case .contradiction: contradictions.id(of: slug).map(EntityKey.contradiction)
    case .limit: limits.id(of: slug).map(EntityKey.limit)
    case .openPoint: openPoints.id(of: slug).map(EntityKey.openPoint)
    case .correction: corrections.id(of: slug).map(EntityKey.correction)
    case .term: glossary.id(of: slug).map(EntityKey.term)
    case .chapter: chapters.id(of: slug).map(EntityKey.chapter)
    case .archivedDocument: archivedDocuments.id(of: slug).map(EntityKey.archivedDocument)
    }
  }

  /// The key of the record that a Markdown reference names: `law` looks among provisions first,
  /// then among instruments.
  package func key(referenceName: String, slug: String) -> EntityKey? {
    if referenceName == EntityKind.provision.referenceName {
      return law(slug)
    }
    for kind in EntityKind.kinds(referenceName: referenceName) {
      if let key = key(kind, slug: slug) { return key }
    }
    return nil
  }

  /// The provision or instrument with an id or old id; provisions come first.
  package func law(_ slug: String) -> EntityKey? {
    key(.provision, slug: slug) ?? key(.instrument, slug: slug)
  }

  /// The provision or instrument that a reference names.
  package func law(_ reference: LawReference) -> EntityKey? { law(reference.slug) }

  /// The ids that a reference with this name could have meant, for suggestions.
  package func slugs(referenceName: String) -> [String] {
    EntityKind.kinds(referenceName: referenceName).flatMap(slugs(of:))
  }

  /// The ids of all records of one kind, in order.
  package func slugs(of kind: EntityKind) -> [String] { keys(of: kind).map(slug(of:)) }

  /// Whether a slug leads to a record of the kind only as an old id.
  package func isAlias(_ slug: String, of kind: EntityKind) -> Bool {
    key(kind, slug: slug).map { self.slug(of: $0) != slug } ?? false
  }
}
