// The keys of `Content/dossier.yaml`.

import Diagnostics
import Markdown

extension DossierSettings: DecodableRecord {
  static let declaration = RecordDeclaration(
    "dossier", "What the dossier is, who publishes it and as of when it holds.",
    [
      .optional(
        "id", .identifier,
        "the name of the dossier in feeds, calendars and graphs; it stays when the title changes"),
      .required("title", .text, "the title"),
      .optional("subtitle", .text, "what the title leaves open"),
      .required("language", .choice(DossierLanguage.self), "the language of the dossier's prose"),
      .required("description", .markdown, "the subject in a paragraph"),
      .optional("heading", .text, "the heading of the home page, where it is not the title"),
      .optional("publisher", .record(Publisher.declaration), "who publishes the dossier"),
      .optional("license", .text, "the licence of the content"),
      .optional("base-url", .address, "the address under which the site is published"),
      .required("as-of", .day, "the day at which the dossier was closed"),
      .required("law-date", .day, "the day whose law the dossier reads"),
      .optional("facts-until", .interval, "how far the facts are known"),
      .required("last-change", .day, "the day of the last change"),
      .required("presumption", .markdown, "the notice on the presumption of innocence"),
      .optional("key-points", .list(.record(KeyPoint.declaration)), "what a hurried reader keeps"),
      .optional(
        "proceedings", .list(.record(Proceeding.declaration)), "proceedings and their stage"),
      .optional("method-summary", .markdown, "how the dossier was made, in a paragraph"),
      .optional(
        "html-elements", .list(.choice(PassingElement.self)),
        "HTML elements that pass in Markdown"),
      .optional(
        "audit", .record(AuditThresholds.declaration),
        "the bounds that the audit holds the dossier to"),
      .optional(
        "rules", .table(.choice(RuleSeverity.self)),
        "how much rules weigh, by their codes: `R0503: off`"),
      .optional(
        "briefing", .record(BriefingSettings.declaration), "choices of the printed briefing"),
    ])

  init?(from record: inout RecordDecoder) {
    id = record.text("id")
    title = record.requiredText("title")
    subtitle = record.text("subtitle")
    language = record.choice("language", DossierLanguage.self)?.value ?? .french
    description = record.requiredMarkdown("description")
    heading = record.text("heading")
    publisher = record.record("publisher", as: Publisher.self)
    license = record.text("license")
    baseURL = record.text("base-url")
    let days = (record.day("as-of"), record.day("law-date"), record.day("last-change"))
    asOf = days.0 ?? record.unreadDay
    lawDate = days.1 ?? record.unreadDay
    factsUntil = record.date("facts-until")
    lastChange = days.2 ?? record.unreadDay
    readDays = [("as-of", days.0), ("law-date", days.1), ("last-change", days.2)].compactMap {
      key, day in day.map { ReadDay(key: key, day: $0) }
    }
    presumption = record.requiredMarkdown("presumption")
    keyPoints = record.records("key-points", as: KeyPoint.self)
    proceedings = record.records("proceedings", as: Proceeding.self)
    methodSummary = record.markdown("method-summary")
    htmlElements = record.choices("html-elements", PassingElement.self).map(\.value)
    audit = record.record("audit", as: AuditThresholds.self)
    ruleWeights = record.words("rules", RuleSeverity.self).map {
      RuleWeight(code: $0.key, severity: $0.word)
    }
    briefing = record.record("briefing", as: BriefingSettings.self)
  }
}

extension DossierSettings {
  /// What stands in for settings that could not be read; the fault has been reported.
  static let missing: DossierSettings = {
    let session = DecodingSession(markdown: MarkdownOptions())
    let nowhere = Span(source: SourceID(raw: 0), start: 0, end: 0)
    var record = RecordDecoder([], span: nowhere, declaration: declaration, session: session)
    guard let settings = DossierSettings(from: &record) else {
      preconditionFailure("settings have a fallback for every key")
    }
    return settings
  }()
}

extension Publisher: DecodableRecord {
  static let declaration = RecordDeclaration(
    "publisher", "Who publishes the dossier and how to reach them.",
    [
      .required("name", .text, "the publisher"),
      .optional("director", .text, "the director of publication"),
      .optional("contact", .text, "where a reader writes to"),
      .optional("address", .text, "the postal address"),
      .optional("host", .text, "who hosts the site"),
    ])

  init?(from record: inout RecordDecoder) {
    name = record.requiredText("name")
    director = record.text("director")
    contact = record.text("contact")
    address = record.text("address")
    host = record.text("host")
  }
}

extension BriefingSettings: DecodableRecord {
  static let declaration = RecordDeclaration(
    "briefing", "Choices of the printed briefing.",
    [
      .optional("note-pages", .integer(1...20), "how many pages the note may take, 2 by default")
    ])

  init?(from record: inout RecordDecoder) {
    notePages = record.integer("note-pages")
  }
}

extension KeyPoint: DecodableRecord {
  static let declaration = RecordDeclaration(
    "key point", "One of the points a hurried reader takes away.",
    [
      .required("text", .markdown, "the point"),
      .required("status", .choice(KeyPointStatus.self), "how well it is known"),
      .optional("nature", .choice(KeyPointNature.self), "what it is about"),
      .required("proof", .markdown, "references and citations that show it"),
    ])

  init?(from record: inout RecordDecoder) {
    text = record.requiredMarkdown("text")
    status = record.choice("status", KeyPointStatus.self)?.value ?? .toVerify
    nature = record.choice("nature", KeyPointNature.self)?.value
    proof = record.requiredMarkdown("proof")
  }
}

extension Proceeding: DecodableRecord {
  static let declaration = RecordDeclaration(
    "proceeding", "A proceeding before an authority.",
    [
      .required("authority", .reference(.actor), "the authority"),
      .required("subject", .markdown, "what it is about"),
      .required("stage", .text, "how far it has gone"),
      .required("status", .choice(ProceedingStatus.self), "whether it goes on"),
      .optional("since", .reference(.event), "the event that opened it"),
      .reviewBy,
    ])

  init?(from record: inout RecordDecoder) {
    authority = record.requiredReference("authority", to: Actor.self)
    subject = record.requiredMarkdown("subject")
    stage = record.requiredText("stage")
    status = record.choice("status", ProceedingStatus.self)?.value ?? .ongoing
    since = record.reference("since", to: Event.self)
    reviewBy = record.date("review-by")
  }
}
