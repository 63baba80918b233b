// The register of captured documents: what was captured, its hash, what it says in our words, and
// where the quoted passages stand. The documents themselves are not part of the dossier.

/// A captured document of the register.
package struct ArchivedDocument: Entity {
  package static var kind: EntityKind { .archivedDocument }
  package let identity: Identity
  /// The file name in the archive.
  package let file: String
  /// The SHA-256 of the whole document, in lower-case hexadecimal.
  package let sha256: Located<String>
  /// In bytes.
  package let size: Int
  package let lines: Int?
  package let publisher: String
  package let title: String
  package let date: Located<DateValue>?
  package let captured: Located<DateValue>?
  package let licence: String?
  package let address: String?
  package let language: String?
  package let note: MarkdownText?
  package let statements: [ArchivedStatement]
  package let passages: [ArchivedPassage]

  package var label: String { title }

  /// The passage with an id.
  package func passage(_ id: String) -> ArchivedPassage? {
    passages.first { $0.id.value == id }
  }
}

/// A statement of a captured document, in our own words.
package struct ArchivedStatement: Sendable {
  package let id: Located<String>
  package let text: String
  package let line: Int
}

/// A byte range of a captured document with its hash.
package struct ArchivedPassage: Sendable {
  package let id: Located<String>
  package let start: Int
  package let end: Int
  package let sha256: Located<String>
  package let line: Int
}
