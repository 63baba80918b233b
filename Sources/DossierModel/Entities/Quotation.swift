// Words quoted literally, tied to the bytes they were taken from.

package import Diagnostics

/// A literal quotation.
package struct Quotation: Entity {
  package static var kind: EntityKind { .quotation }
  package let identity: Identity
  /// The words, byte for byte as in the source.
  package let text: Located<String>
  package let speakers: [Reference<Actor>]
  package let date: Located<DateValue>?
  package let source: Reference<Source>
  package let passage: Passage
  package let claims: [Reference<Claim>]
  /// What other sources have instead of these words.
  package let variant: MarkdownText?
  package let status: EvidenceStatus?
  package let note: MarkdownText?

  package var label: String { text.value }
}

/// Where the words of a quotation stand in a captured document.
package struct Passage: Sendable {
  /// Where the selector is written.
  package let span: Span
  package let document: Reference<ArchivedDocument>
  /// Byte offset of the first byte.
  package let start: Int
  /// Byte offset after the last byte.
  package let end: Int
  /// The SHA-256 of the bytes, in lower-case hexadecimal.
  package let sha256: Located<String>
  package let line: Int?
  /// The registered passage of which the words are a part; `nil` when they are the whole.
  package let within: Located<String>?
}
