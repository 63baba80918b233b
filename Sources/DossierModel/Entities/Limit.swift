// Inconsistencies of the source document, and what could be done about them.

/// An inconsistency or gap of the source document.
package struct Limit: Entity {
  package static var kind: EntityKind { .limit }
  package let identity: Identity
  package let text: MarkdownText
  package let severity: LimitSeverity
  package let resolution: MarkdownText?
  package let status: LimitStatus?
  package let sources: [Reference<Source>]
  package let claims: [Reference<Claim>]

  package var label: String { text.source }
}
