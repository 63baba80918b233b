// What is left to verify, and by when.

/// A point that remains to be verified.
package struct OpenPoint: Entity {
  package static var kind: EntityKind { .openPoint }
  /// The id, the printed mark and the old ids.
  package let identity: Identity
  /// What is left to verify.
  package let text: MarkdownText
  /// The records it bears on.
  package let concerns: [QualifiedReference]
  /// When it should be looked at again.
  package let reviewBy: Located<DateValue>?

  package var label: String { text.source }
}
