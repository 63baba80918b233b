// Inconsistencies of the source document, and what could be done about them.

/// An inconsistency or gap of the source document.
package struct Limit: Entity {
  package static var kind: EntityKind { .limit }
  /// The id, the printed mark and the old ids.
  package let identity: Identity
  /// The inconsistency.
  package let text: MarkdownText
  /// How much it weighs.
  package let severity: LimitSeverity
  /// What could be found out.
  package let resolution: MarkdownText?
  /// Whether it is resolved.
  package let status: LimitStatus?
  /// Sources of the resolution.
  package let sources: [Reference<Source>]
  /// Statements it bears on.
  package let claims: [Reference<Claim>]
  /// When it should be looked at again.
  package let reviewBy: Located<DateValue>?

  package var label: String { text.source }
}
