// Documents that the dossier cites: official texts, press, agencies, research.

/// A document that supports statements of the dossier.
package struct Source: Entity {
  package static var kind: EntityKind { .source }
  /// The id, the printed mark and the old ids.
  package let identity: Identity
  /// Who published it.
  package let publisher: String
  /// Its title, or what it is.
  package let title: String
  /// Whether `title` is the dossier's own description of the document and not its title.
  package let isDescribed: Bool
  /// Who wrote it.
  package let author: String?
  /// When it was published.
  package let date: Located<DateValue>?
  /// Where it can be read.
  package let url: Located<String>?
  /// The day on which the document was read.
  package let accessed: Located<DateValue>?
  /// What it is.
  package let kind: SourceKind
  /// How far it stands from what it reports.
  package let level: SourceLevel
  /// The source that this one repeats: copies of one dispatch count once.
  package let copies: Reference<Source>?
  /// Sources it rests on without being a copy of them.
  package let drawsOn: [Reference<Source>]
  /// How far it can be relied on.
  package let reliability: Reliability?
  /// The captured document, where the register has one.
  package let archive: Reference<ArchivedDocument>?
  /// The language of the document, as a BCP 47 tag.
  package let language: String?
  /// What a reader should know of it.
  package let note: MarkdownText?
  /// How well it is supported.
  package let status: EvidenceStatus?
  /// How much of it may be kept and shown; `full` where the record says nothing.
  package let policy: Located<EvidencePolicy>
  /// When it should be looked at again.
  package let reviewBy: Located<DateValue>?

  package var label: String { title }
}
