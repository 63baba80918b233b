// The record `Content/dossier.yaml`: what the dossier is, who publishes it, as of when it holds.

/// The settings of a dossier: title, publisher, dates, key points, proceedings.
package struct DossierSettings: Sendable {
  package let title: String
  package let subtitle: String?
  package let language: DossierLanguage
  package let description: MarkdownText
  /// The heading of the home page, where it differs from the title.
  package let heading: String?
  package let publisher: Publisher?
  package let license: String?
  package let baseURL: String?
  /// The day at which the dossier was closed ("arrêté au").
  package let asOf: Located<CivilDate>
  /// The day whose law the dossier reads.
  package let lawDate: Located<CivilDate>
  /// How far the facts are known.
  package let factsUntil: Located<DateValue>?
  package let lastChange: Located<CivilDate>
  /// The notice on the presumption of innocence.
  package let presumption: MarkdownText
  package let keyPoints: [KeyPoint]
  package let proceedings: [Proceeding]
  package let methodSummary: MarkdownText?
}

/// Who publishes the dossier and how to reach them.
package struct Publisher: Sendable {
  package let name: String
  package let director: String?
  package let contact: String?
  package let address: String?
  package let host: String?
}

/// One of the points a hurried reader takes away.
package struct KeyPoint: Sendable {
  package let text: MarkdownText
  package let status: KeyPointStatus
  package let nature: KeyPointNature?
  /// What shows it: references and citations.
  package let proof: MarkdownText
}

/// A proceeding before an authority.
package struct Proceeding: Sendable {
  package let authority: Reference<Actor>
  package let subject: MarkdownText
  package let stage: String
  package let status: ProceedingStatus
  package let since: Reference<Event>?
}
