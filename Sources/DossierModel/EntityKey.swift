// One value for "any record": the key of back-links, routes and indexes over all kinds.

/// The index of a record of any kind.
package enum EntityKey: Hashable, Sendable, Comparable {
  case actor(ActorID)
  case event(EventID)
  case instrument(InstrumentID)
  case provision(ProvisionID)
  case measure(MeasureID)
  case source(DocumentSourceID)
  case quotation(QuotationID)
  case claim(ClaimID)
  case contradiction(ContradictionID)
  case limit(LimitID)
  case openPoint(OpenPointID)
  case correction(CorrectionID)
  case term(TermID)
  case chapter(ChapterID)
  case archivedDocument(ArchivedDocumentID)

  /// Makes the key of the record at `index` in the table of `kind`.
  package init(_ kind: EntityKind, index: UInt32) {
    switch kind {
    case .actor: self = .actor(ActorID(raw: index))
    case .event: self = .event(EventID(raw: index))
    case .instrument: self = .instrument(InstrumentID(raw: index))
    case .provision: self = .provision(ProvisionID(raw: index))
    case .measure: self = .measure(MeasureID(raw: index))
    case .source: self = .source(DocumentSourceID(raw: index))
    case .quotation: self = .quotation(QuotationID(raw: index))
    case .claim: self = .claim(ClaimID(raw: index))
    case .contradiction: self = .contradiction(ContradictionID(raw: index))
    case .limit: self = .limit(LimitID(raw: index))
    case .openPoint: self = .openPoint(OpenPointID(raw: index))
    case .correction: self = .correction(CorrectionID(raw: index))
    case .term: self = .term(TermID(raw: index))
    case .chapter: self = .chapter(ChapterID(raw: index))
    case .archivedDocument: self = .archivedDocument(ArchivedDocumentID(raw: index))
    }
  }

  /// The kind of the record.
  package var kind: EntityKind {
    switch self {
    case .actor: .actor
    case .event: .event
    case .instrument: .instrument
    case .provision: .provision
    case .measure: .measure
    case .source: .source
    case .quotation: .quotation
    case .claim: .claim
    case .contradiction: .contradiction
    case .limit: .limit
    case .openPoint: .openPoint
    case .correction: .correction
    case .term: .term
    case .chapter: .chapter
    case .archivedDocument: .archivedDocument
    }
  }

  /// The position in the table of its kind.
  package var index: UInt32 {
    switch self {
    case .actor(let id): id.raw
    case .event(let id): id.raw
    case .instrument(let id): id.raw
    case .provision(let id): id.raw
    case .measure(let id): id.raw
    case .source(let id): id.raw
    case .quotation(let id): id.raw
    case .claim(let id): id.raw
    case .contradiction(let id): id.raw
    case .limit(let id): id.raw
    case .openPoint(let id): id.raw
    case .correction(let id): id.raw
    case .term(let id): id.raw
    case .chapter(let id): id.raw
    case .archivedDocument(let id): id.raw
    }
  }

  /// By kind, then by position.
  package static func < (left: EntityKey, right: EntityKey) -> Bool {
    (left.kind, left.index) < (right.kind, right.index)
  }
}
