// Sources that disagree: every value is shown with its sources, one is retained, and why.

/// A point on which sources disagree.
package struct Contradiction: Entity {
  package static var kind: EntityKind { .contradiction }
  package let identity: Identity
  package let subject: MarkdownText
  package let values: [ContradictionValue]
  /// The value the dossier uses; `nil` when it cannot decide.
  package let retained: String?
  package let reason: MarkdownText
  package let status: EvidenceStatus?
  package let events: [Reference<Event>]

  package var label: String { subject.source }
}

/// One of the values in contradiction.
package struct ContradictionValue: Sendable {
  package let value: String
  package let sources: [Reference<Source>]
  package let note: String?
}
