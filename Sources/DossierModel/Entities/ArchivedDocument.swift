// The register of captured documents: what was captured, its hash, what it says in our words, and
// where the quoted passages stand. The documents themselves are not part of the dossier.

package import Diagnostics

/// A captured document of the register.
package struct ArchivedDocument: Entity {
  package static var kind: EntityKind { .archivedDocument }
  /// The id, the printed mark and the old ids.
  package let identity: Identity
  /// The file name in the archive.
  package let file: String
  /// The SHA-256 of the whole document, in lower-case hexadecimal.
  package let sha256: Located<String>
  /// In bytes.
  package let size: Int
  /// Where the size is written.
  package let sizeSpan: Span
  /// Its number of lines.
  package let lines: Int?
  /// Who published it.
  package let publisher: String
  /// Its title.
  package let title: String
  /// When it was published.
  package let date: Located<DateValue>?
  /// When it was captured.
  package let captured: Located<DateValue>?
  /// Its licence.
  package let licence: String?
  /// Where it was published.
  package let address: String?
  /// Its language, as a BCP 47 tag.
  package let language: String?
  /// What a reader should know of it.
  package let note: MarkdownText?
  /// What it says, in our words.
  package let statements: [ArchivedStatement]
  /// Byte ranges with their hashes.
  package let passages: [ArchivedPassage]
  /// How much of it may be kept and shown; `full` where the record says nothing.
  package let policy: Located<EvidencePolicy>

  package var label: String { title }

  /// The passage with an id.
  package func passage(_ id: String) -> ArchivedPassage? {
    passages.first { $0.id.value == id }
  }
}

/// A statement of a captured document, in our own words.
package struct ArchivedStatement: Sendable {
  /// Its number: `S-01`.
  package let id: Located<String>
  /// The statement, in our words.
  package let text: String
  /// The line on which it stands.
  package let line: Int
}

/// A byte range of a captured document with its hash.
package struct ArchivedPassage: Sendable {
  /// Its name.
  package let id: Located<String>
  /// The offset of its first byte.
  package let start: Int
  /// The offset after its last byte.
  package let end: Int
  /// The SHA-256 of its bytes.
  package let sha256: Located<String>
  /// The line on which it begins.
  package let line: Int
}
