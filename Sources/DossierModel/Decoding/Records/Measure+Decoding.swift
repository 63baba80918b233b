// The keys of `measures.yaml`.

extension Measure: DecodableRecord {
  static let declaration = RecordDeclaration(
    entity: "measure", "What an authority or a platform did, or may do, about the affair.",
    [
      .id, .cote(required: true, "M-01"), .aliases,
      .required("title", .markdown, "the measure in a sentence"),
      .optional("text", .markdown, "what a reader needs to know beyond the title"),
      .required("kind", .choice(MeasureKind.self), "what it is"),
      .required("authority", .oneOrMany(.reference(.actor)), "who takes it, or may take it"),
      .optional("addressee", .oneOrMany(.reference(.actor)), "whom it aims at"),
      .optional("date", .interval, "when it was taken, or the interval in which it holds"),
      .required("status", .choice(MeasureStatus.self), "how far it has gone"),
      .optional("laws", .list(.lawReference), "provisions and instruments it rests on"),
      .optional(
        "events", .list(.reference(.event)), "events in which it was taken, changed or lifted"),
      .required("sources", .list(.reference(.source)), "sources"),
      .optional("note", .markdown, "what is uncertain"),
      .reviewBy,
    ])

  init?(from record: inout RecordDecoder) {
    let identity = record.identity()
    title = record.requiredMarkdown("title")
    text = record.markdown("text")
    kind = record.choice("kind", MeasureKind.self)?.value ?? .other
    authorities = record.references("authority", to: Actor.self)
    addressees = record.references("addressee", to: Actor.self)
    date = record.date("date")
    status = record.choice("status", MeasureStatus.self) ?? Located(.possible, at: record.anchor)
    laws = record.lawReferences("laws")
    events = record.references("events", to: Event.self)
    sources = record.references("sources", to: Source.self)
    note = record.markdown("note")
    reviewBy = record.date("review-by")
    guard let identity else { return nil }
    self.identity = identity
  }
}
