// Words of the field, defined for the reader.

/// A term of the glossary.
package struct Term: Entity {
  package static var kind: EntityKind { .term }
  package let identity: Identity
  package let term: String
  package let definition: MarkdownText
  package let sources: [Reference<Source>]
  package let laws: [LawReference]

  package var label: String { term }
}
