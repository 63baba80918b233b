// What was said, reformulated, with its nature and what the check found.

/// A statement of the affair, with the result of its check.
package struct Claim: Entity {
  package static var kind: EntityKind { .claim }
  package let identity: Identity
  /// The statement in our own words.
  package let text: MarkdownText
  package let nature: ClaimNature
  package let speakers: [Reference<Actor>]
  package let date: Located<DateValue>?
  /// Whom an allegation aims at.
  package let about: [Reference<Actor>]
  package let parent: Reference<Claim>?
  package let source: Reference<Source>
  /// The line of the source document.
  package let line: Int?
  package let quotation: Reference<Quotation>?
  package let verdict: Located<Verdict>
  /// The verdict in words, where the default of `verdict` does not fit.
  package let verdictLabel: String?
  /// Why the check came to this verdict.
  package let why: MarkdownText?
  /// The day whose law the verdict reads.
  package let lawDate: Located<CivilDate>?
  package let laws: [LawReference]
  package let evidence: Evidence
  package let events: [Reference<Event>]
  package let reply: Reply?
  package let status: EvidenceStatus?

  package var label: String { text.source }
}

/// Sources for and against a statement; the keys are `for` and `against`.
package struct Evidence: Sendable {
  package let supporting: [Reference<Source>]
  package let opposing: [Reference<Source>]
}

/// What is known of the answer of the accused.
package struct Reply: Sendable {
  package let status: Located<ReplyStatus>
  package let event: Reference<Event>?
  package let text: MarkdownText?
}
