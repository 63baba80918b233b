// Documents that the dossier cites: official texts, press, agencies, research.

/// A document that supports statements of the dossier.
package struct Source: Entity {
  package static var kind: EntityKind { .source }
  package let identity: Identity
  package let publisher: String
  package let title: String
  package let author: String?
  package let date: Located<DateValue>?
  package let url: Located<String>?
  /// The day on which the document was read.
  package let accessed: Located<DateValue>?
  package let kind: SourceKind
  package let level: SourceLevel
  /// The source that this one repeats: copies of one dispatch count once.
  package let copies: Reference<Source>?
  package let reliability: Reliability?
  /// The captured document, where the register has one.
  package let archive: Reference<ArchivedDocument>?
  /// The language of the document, as a BCP 47 tag.
  package let language: String?
  package let note: MarkdownText?
  package let status: EvidenceStatus?

  package var label: String { title }
}
