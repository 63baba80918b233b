// Codes, statutes, regulations, directives: the texts that provisions belong to.

/// A legal text.
package struct Instrument: Entity {
  package static var kind: EntityKind { .instrument }
  /// The id, the printed mark and the old ids.
  package let identity: Identity
  /// The full title.
  package let title: String
  /// The title as cited: "Code pénal".
  package let short: String
  /// What the text is.
  package let kind: InstrumentKind
  /// The date of the act.
  package let date: Located<DateValue>?
  /// When it was published.
  package let published: Located<DateValue>?
  /// When it entered into force.
  package let inForce: Located<DateValue>?
  /// Since when it applies, where later.
  package let applicable: Located<DateValue>?
  /// Whose law it is.
  package let jurisdiction: Jurisdiction
  /// Official identifiers.
  package let identifiers: LawIdentifiers
  /// Where it can be read.
  package let url: String?
  /// Sources.
  package let sources: [Reference<Source>]
  /// How well it is supported.
  package let status: EvidenceStatus?
  /// What is uncertain.
  package let note: MarkdownText?
  /// When it should be looked at again.
  package let reviewBy: Located<DateValue>?

  package var label: String { short }
}

/// The official identifiers of an instrument.
package struct LawIdentifiers: Sendable {
  /// Of a consolidated French text.
  package let legitext: Located<String>?
  /// Of a French text as published.
  package let jorftext: Located<String>?
  /// Of a French text in the Journal officiel.
  package let nor: Located<String>?
  /// The European Legislation Identifier.
  package let eli: Located<String>?
  /// Of a text of the European Union.
  package let celex: Located<String>?
  /// Of a decision of a court.
  package let ecli: Located<String>?
}
