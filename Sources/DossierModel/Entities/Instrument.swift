// Codes, statutes, regulations, directives: the texts that provisions belong to.

/// A legal text.
package struct Instrument: Entity {
  package static var kind: EntityKind { .instrument }
  package let identity: Identity
  package let title: String
  /// The title as cited: "Code pénal".
  package let short: String
  package let kind: InstrumentKind
  /// The date of the act.
  package let date: Located<DateValue>?
  package let published: Located<DateValue>?
  package let inForce: Located<DateValue>?
  package let applicable: Located<DateValue>?
  package let jurisdiction: Jurisdiction
  package let identifiers: LawIdentifiers
  package let url: String?
  package let sources: [Reference<Source>]
  package let status: EvidenceStatus?
  package let note: MarkdownText?

  package var label: String { short }
}

/// The official identifiers of an instrument.
package struct LawIdentifiers: Sendable {
  package let legitext: Located<String>?
  package let jorftext: Located<String>?
  package let nor: Located<String>?
  package let eli: Located<String>?
  package let celex: Located<String>?
  package let ecli: Located<String>?
}
