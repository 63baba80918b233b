// What was said, reformulated, with its nature and what the check found.

/// A statement of the affair, with the result of its check.
package struct Claim: Entity {
  package static var kind: EntityKind { .claim }
  /// The id, the printed mark and the old ids.
  package let identity: Identity
  /// The statement in our own words.
  package let text: MarkdownText
  /// What it is.
  package let nature: ClaimNature
  /// Who made it.
  package let speakers: [Reference<Actor>]
  /// When it was made.
  package let date: Located<DateValue>?
  /// Whom an allegation aims at.
  package let about: [Reference<Actor>]
  /// The statement of which it is a part.
  package let parent: Reference<Claim>?
  /// Where it is reported.
  package let source: Reference<Source>
  /// The line of the source document.
  package let line: Int?
  /// Its literal words.
  package let quotation: Reference<Quotation>?
  /// What the check found.
  package let verdict: Located<Verdict>
  /// The verdict in words, where the default of `verdict` does not fit.
  package let verdictLabel: String?
  /// Why the check came to this verdict.
  package let why: MarkdownText?
  /// The day whose law the verdict reads.
  package let lawDate: Located<CivilDate>?
  /// The day on which the law of that day was last read; that day itself where absent.
  package let lawRead: Located<CivilDate>?
  /// Provisions the verdict rests on.
  package let laws: [LawReference]
  /// Sources for and against.
  package let evidence: Evidence
  /// Events it speaks of.
  package let events: [Reference<Event>]
  /// What the accused answered.
  package let reply: Reply?
  /// How well it is supported.
  package let status: EvidenceStatus?
  /// When it should be looked at again.
  package let reviewBy: Located<DateValue>?

  package var label: String { text.source }
}

/// Sources for and against a statement; the keys are `for` and `against`.
package struct Evidence: Sendable {
  /// Sources that support it.
  package let supporting: [Reference<Source>]
  /// Sources that contradict it.
  package let opposing: [Reference<Source>]
}

/// What is known of the answer of the accused.
package struct Reply: Sendable {
  /// Whether there is one.
  package let status: Located<ReplyStatus>
  /// The event in which it was given.
  package let event: Reference<Event>?
  /// What it says.
  package let text: MarkdownText?
  /// When it was asked for.
  package let requested: Located<DateValue>?
  /// When it came.
  package let received: Located<DateValue>?
}
