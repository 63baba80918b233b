// Words of the field, defined for the reader.

/// A term of the glossary.
package struct Term: Entity {
  package static var kind: EntityKind { .term }
  /// The id, the printed mark and the old ids.
  package let identity: Identity
  /// The word.
  package let term: String
  /// What it means here.
  package let definition: MarkdownText
  /// Sources.
  package let sources: [Reference<Source>]
  /// Provisions that define it.
  package let laws: [LawReference]

  package var label: String { term }
}
