// Words quoted literally, tied to the bytes they were taken from.

package import Diagnostics

/// A literal quotation.
package struct Quotation: Entity {
  package static var kind: EntityKind { .quotation }
  /// The id, the printed mark and the old ids.
  package let identity: Identity
  /// The words, byte for byte as in the source.
  package let text: Located<String>
  /// Who said it.
  package let speakers: [Reference<Actor>]
  /// When it was said.
  package let date: Located<DateValue>?
  /// Where it is quoted from.
  package let source: Reference<Source>
  /// Where it stands in the captured document.
  package let passage: Passage
  /// Statements that it carries.
  package let claims: [Reference<Claim>]
  /// What other sources have instead of these words.
  package let variant: MarkdownText?
  /// How well it is supported.
  package let status: EvidenceStatus?
  /// What is uncertain.
  package let note: MarkdownText?

  package var label: String { text.value }
}

/// Where the words of a quotation stand in a captured document.
package struct Passage: Sendable {
  /// Where the selector is written.
  package let span: Span
  /// The captured document.
  package let document: Reference<ArchivedDocument>
  /// Byte offset of the first byte.
  package let start: Int
  /// Byte offset after the last byte.
  package let end: Int
  /// The SHA-256 of the bytes, in lower-case hexadecimal.
  package let sha256: Located<String>
  /// The line on which they begin.
  package let line: Int?
  /// The registered passage of which the words are a part; `nil` when they are the whole.
  package let within: Located<String>?
  /// The words just before them.
  package let prefix: String?
  /// The words just after them.
  package let suffix: String?
  /// The number of Unicode scalars before them.
  package let characterStart: Located<Int>?
  /// The number of Unicode scalars up to their end.
  package let characterEnd: Located<Int>?
}
