// What is left to verify, and by when.

/// A point that remains to be verified.
package struct OpenPoint: Entity {
  package static var kind: EntityKind { .openPoint }
  package let identity: Identity
  package let text: MarkdownText
  package let concerns: [QualifiedReference]
  package let reviewBy: Located<DateValue>?

  package var label: String { text.source }
}
