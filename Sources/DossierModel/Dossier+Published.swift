// The dossier as readers may see it: without drafts and private records.

extension Dossier {
  /// The keys of records that no reader may see, by kind, then in order.
  package var unpublishedKeys: [EntityKey] {
    keys.filter { identity(of: $0).visibility != .published }
  }

  /// The same dossier without drafts and private records; ids of records differ.
  ///
  /// Made after the checks, so that a reference from a published record to one that is not has
  /// been reported. Notes under `private-note` are in no dossier at all.
  package var published: Dossier {
    guard !unpublishedKeys.isEmpty else { return self }
    return Dossier(
      settings: settings, actors: actors.published, events: events.published,
      instruments: instruments.published, provisions: provisions.published,
      measures: measures.published, sources: sources.published, quotations: quotations.published,
      claims: claims.published, contradictions: contradictions.published,
      limits: limits.published, openPoints: openPoints.published,
      corrections: corrections.published, glossary: glossary.published,
      chapters: chapters.published, archivedDocuments: archivedDocuments.published,
      matrix: matrix, acceptedFaults: acceptedFaults, mediaPaths: mediaPaths,
      incompleteKinds: incompleteKinds,
      unreadSlugs: unreadSlugs)
  }
}

extension EntityTable {
  /// The records that readers may see.
  package var published: EntityTable { EntityTable(filter(\.isPublished)) }
}
