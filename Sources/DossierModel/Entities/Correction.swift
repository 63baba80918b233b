// The corrections log: what the dossier said, what it says now, and why.

/// A correction of something published.
package struct Correction: Entity {
  package static var kind: EntityKind { .correction }
  /// The id, the printed mark and the old ids.
  package let identity: Identity
  /// The day of the correction.
  package let date: Located<CivilDate>
  /// The records it bears on.
  package let concerns: [QualifiedReference]
  /// The key `was`: what the dossier said before.
  package let before: MarkdownText
  /// The key `is`: what it says now.
  package let after: MarkdownText
  /// Why it was changed.
  package let reason: MarkdownText
  /// Sources of the correction.
  package let sources: [Reference<Source>]

  package var label: String { reason.source }
}
