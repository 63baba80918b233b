// Sources that disagree: every value is shown with its sources, one is retained, and why.

/// A point on which sources disagree.
package struct Contradiction: Entity {
  package static var kind: EntityKind { .contradiction }
  /// The id, the printed mark and the old ids.
  package let identity: Identity
  /// The point.
  package let subject: MarkdownText
  /// What each source says.
  package let values: [ContradictionValue]
  /// The value the dossier uses; `nil` when it cannot decide.
  package let retained: String?
  /// Why, or why none can be retained.
  package let reason: MarkdownText
  /// How well the retained value is supported.
  package let status: EvidenceStatus?
  /// Events it bears on.
  package let events: [Reference<Event>]
  /// When it should be looked at again.
  package let reviewBy: Located<DateValue>?

  package var label: String { subject.source }
}

/// One of the values in contradiction.
package struct ContradictionValue: Sendable {
  /// The value.
  package let value: String
  /// Who gives it.
  package let sources: [Reference<Source>]
  /// What a reader should know of it.
  package let note: String?
}
