// The keys of `contradictions.yaml`, `limits.yaml`, `open-points.yaml`, `corrections.yaml` and
// `glossary.yaml`.

extension Contradiction: DecodableRecord {
  static let declaration = RecordDeclaration(
    entity: "contradiction", "A point on which sources disagree.",
    [
      .id, .cote(required: true, "X-02"), .aliases,
      .required("subject", .markdown, "the point"),
      .required("values", .list(.record(ContradictionValue.declaration)), "what each source says"),
      .optional("retained", .text, "the value the dossier uses"),
      .required("reason", .markdown, "why, or why none can be retained"),
      .optional("status", .choice(EvidenceStatus.self), "how well the retained value is supported"),
      .optional("events", .list(.reference(.event)), "events it bears on"),
      .reviewBy,
    ])

  init?(from record: inout RecordDecoder) {
    let identity = record.identity()
    subject = record.requiredMarkdown("subject")
    values = record.records("values", as: ContradictionValue.self)
    retained = record.text("retained")
    reason = record.requiredMarkdown("reason")
    status = record.choice("status", EvidenceStatus.self)?.value
    events = record.references("events", to: Event.self)
    reviewBy = record.date("review-by")
    guard let identity else { return nil }
    self.identity = identity
  }
}

extension ContradictionValue: DecodableRecord {
  static let declaration = RecordDeclaration(
    "value", "One of the values in contradiction.",
    [
      .required("value", .text, "the value"),
      .optional("sources", .list(.reference(.source)), "who gives it"),
      .optional("note", .text, "what a reader should know of it"),
    ])

  init?(from record: inout RecordDecoder) {
    value = record.requiredText("value")
    sources = record.references("sources", to: Source.self)
    note = record.text("note")
  }
}

extension Limit: DecodableRecord {
  static let declaration = RecordDeclaration(
    entity: "limit", "An inconsistency or gap of the source document.",
    [
      .id, .cote(required: true, "I-01"), .aliases,
      .required("text", .markdown, "the inconsistency"),
      .required("severity", .choice(LimitSeverity.self), "how much it weighs"),
      .optional("resolution", .markdown, "what could be found out"),
      .optional("status", .choice(LimitStatus.self), "whether it is resolved"),
      .optional("sources", .list(.reference(.source)), "sources of the resolution"),
      .optional("claims", .list(.reference(.claim)), "statements it bears on"),
      .reviewBy,
    ])

  init?(from record: inout RecordDecoder) {
    let identity = record.identity()
    text = record.requiredMarkdown("text")
    severity = record.choice("severity", LimitSeverity.self)?.value ?? .medium
    resolution = record.markdown("resolution")
    status = record.choice("status", LimitStatus.self)?.value
    sources = record.references("sources", to: Source.self)
    claims = record.references("claims", to: Claim.self)
    reviewBy = record.date("review-by")
    guard let identity else { return nil }
    self.identity = identity
  }
}

extension OpenPoint: DecodableRecord {
  static let declaration = RecordDeclaration(
    entity: "open point", "A point that remains to be verified.",
    [
      .id, .aliases,
      .required("text", .markdown, "what is left to verify"),
      .optional("concerns", .list(.qualifiedReference), "the records it bears on"),
      .reviewBy,
    ])

  init?(from record: inout RecordDecoder) {
    let identity = record.identity()
    text = record.requiredMarkdown("text")
    concerns = record.qualifiedReferences("concerns")
    reviewBy = record.date("review-by")
    guard let identity else { return nil }
    self.identity = identity
  }
}

extension Correction: DecodableRecord {
  static let declaration = RecordDeclaration(
    entity: "correction", "What the dossier said, what it says now, and why it was changed.",
    [
      .id, .cote(required: false, "R-01"), .aliases,
      .required("date", .day, "the day of the correction"),
      .required("concerns", .list(.qualifiedReference), "the records it bears on"),
      .required("was", .markdown, "what the dossier said before"),
      .required("is", .markdown, "what it says now"),
      .required("reason", .markdown, "why it was changed"),
      .optional("sources", .list(.reference(.source)), "sources of the correction"),
    ])

  init?(from record: inout RecordDecoder) {
    let identity = record.identity()
    date = record.day("date") ?? record.unreadDay
    concerns = record.qualifiedReferences("concerns")
    before = record.requiredMarkdown("was")
    after = record.requiredMarkdown("is")
    reason = record.requiredMarkdown("reason")
    sources = record.references("sources", to: Source.self)
    guard let identity else { return nil }
    self.identity = identity
  }
}

extension Term: DecodableRecord {
  static let declaration = RecordDeclaration(
    entity: "term", "A word of the field, defined for the reader.",
    [
      .id, .aliases,
      .required("term", .text, "the word"),
      .required("definition", .markdown, "what it means here"),
      .optional("sources", .list(.reference(.source)), "sources"),
      .optional("law", .oneOrMany(.lawReference), "provisions that define it"),
    ])

  init?(from record: inout RecordDecoder) {
    let identity = record.identity()
    term = record.requiredText("term")
    definition = record.requiredMarkdown("definition")
    sources = record.references("sources", to: Source.self)
    laws = record.lawReferences("law")
    guard let identity else { return nil }
    self.identity = identity
  }
}
