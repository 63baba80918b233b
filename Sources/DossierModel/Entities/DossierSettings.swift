// The record `Content/dossier.yaml`: what the dossier is, who publishes it, as of when it holds.

/// The settings of a dossier: title, publisher, dates, key points, proceedings.
package struct DossierSettings: Sendable {
  /// The name of the dossier in files for programs, which outlives its title.
  package let id: String?
  /// The title.
  package let title: String
  /// What the title leaves open.
  package let subtitle: String?
  /// The language of the dossier's prose.
  package let language: DossierLanguage
  /// The subject in a paragraph.
  package let description: MarkdownText
  /// The heading of the home page, where it differs from the title.
  package let heading: String?
  /// Who publishes the dossier.
  package let publisher: Publisher?
  /// The licence of the content.
  package let license: String?
  /// The address under which the site is published.
  package let baseURL: String?
  /// The day at which the dossier was closed ("arrêté au").
  package let asOf: Located<CivilDate>
  /// The day whose law the dossier reads.
  package internal(set) var lawDate: Located<CivilDate>
  /// How far the facts are known.
  package let factsUntil: Located<DateValue>?
  /// The day of the last change.
  package let lastChange: Located<CivilDate>
  /// The days that could be read, with their keys, of `as-of`, `law-date` and `last-change`. Any
  /// other of the three is a stand-in, from which checks conclude nothing.
  package let readDays: [ReadDay]
  /// The notice on the presumption of innocence.
  package let presumption: MarkdownText
  /// What a hurried reader keeps.
  package let keyPoints: [KeyPoint]
  /// Proceedings and their stage.
  package let proceedings: [Proceeding]
  /// How the dossier was made, in a paragraph.
  package let methodSummary: MarkdownText?
  /// HTML elements that pass in the dossier's Markdown; every other tag is shown as text.
  package let htmlElements: [PassingElement]
  /// The bounds that the audit holds the dossier to.
  package let audit: AuditThresholds?
  /// How much rules weigh where the dossier says so, in the order of the file.
  package let ruleWeights: [RuleWeight]
  /// Choices of the printed briefing.
  package let briefing: BriefingSettings?
}

/// How much a rule weighs, as `dossier.yaml` says it under `rules`.
package struct RuleWeight: Sendable {
  /// The code of the rule as written; Verification knows which there are.
  package let code: Located<String>
  /// Its weight.
  package let severity: Located<RuleSeverity>
}

/// A day of the settings as written.
package struct ReadDay: Sendable {
  /// The key.
  package let key: String
  /// The day.
  package let day: Located<CivilDate>
}

/// Who publishes the dossier and how to reach them.
package struct Publisher: Sendable {
  /// The publisher.
  package let name: String
  /// The director of publication.
  package let director: String?
  /// Where a reader writes to.
  package let contact: String?
  /// The postal address.
  package let address: String?
  /// Who hosts the site.
  package let host: String?
}

/// One of the points a hurried reader takes away.
package struct KeyPoint: Sendable {
  /// The point.
  package let text: MarkdownText
  /// How well it is known.
  package let status: KeyPointStatus
  /// What it is about.
  package let nature: KeyPointNature?
  /// What shows it: references and citations.
  package let proof: MarkdownText
}

/// A proceeding before an authority.
package struct Proceeding: Sendable {
  /// The authority.
  package let authority: Reference<Actor>
  /// What it is about.
  package let subject: MarkdownText
  /// How far it has gone.
  package let stage: String
  /// Whether it goes on.
  package let status: ProceedingStatus
  /// The event that opened it.
  package let since: Reference<Event>?
  /// When it should be looked at again.
  package let reviewBy: Located<DateValue>?
}

/// Choices of the printed briefing.
package struct BriefingSettings: Sendable {
  /// How many pages the note may take; two where nothing is said.
  package let notePages: Located<Int>?
}
