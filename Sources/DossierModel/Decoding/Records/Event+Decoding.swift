// The keys of `events.yaml`.

extension Event: DecodableRecord {
  static let declaration = RecordDeclaration(
    entity: "event", "What happened, when, and according to whom.",
    [
      .id, .cote(required: true, "E-03"), .aliases,
      .required("date", .interval, "when it happened, as precise as it is known"),
      .optional("time", .time, "the time of day"),
      .required("title", .markdown, "a full sentence"),
      .optional("text", .markdown, "what a reader needs to know beyond the title"),
      .required("kind", .choice(EventKind.self), "what the event is"),
      .required("jurisdiction", .choice(Jurisdiction.self), "where it belongs"),
      .optional(
        "actors", .list(.either(.reference(.actor), EventActor.declaration)), "who took part"),
      .optional(
        "legal-basis", .list(.lawReference), "provisions in force that day on which it rests"),
      .optional("laws", .list(.lawReference), "provisions and instruments that it concerns"),
      .optional("claims", .list(.reference(.claim)), "statements made in it"),
      .optional(
        "contradictions", .list(.reference(.contradiction)), "points on which sources disagree"),
      .required("sources", .list(.reference(.source)), "sources"),
      .required("status", .choice(EvidenceStatus.self), "how well it is supported"),
      .optional("note", .markdown, "what is uncertain"),
      .reviewBy,
    ])

  init?(from record: inout RecordDecoder) {
    let identity = record.identity()
    date = record.requiredDate("date")
    time = record.time("time")
    title = record.requiredMarkdown("title")
    text = record.markdown("text")
    kind = record.choice("kind", EventKind.self)?.value ?? .procedure
    jurisdiction = record.choice("jurisdiction", Jurisdiction.self)?.value ?? .international
    actors = record.either("actors", as: EventActor.self) {
      EventActor(actor: Reference(slug: $0.value, span: $0.span), capacity: nil)
    }
    legalBasis = record.lawReferences("legal-basis")
    laws = record.lawReferences("laws")
    claims = record.references("claims", to: Claim.self)
    contradictions = record.references("contradictions", to: Contradiction.self)
    sources = record.references("sources", to: Source.self)
    status = record.choice("status", EvidenceStatus.self)?.value ?? .toVerify
    note = record.markdown("note")
    reviewBy = record.date("review-by")
    guard let identity else { return nil }
    self.identity = identity
  }
}

extension EventActor: DecodableRecord {
  static let declaration = RecordDeclaration(
    "participant", "An actor of an event, with the capacity held that day.",
    [
      .required("actor", .reference(.actor), "the actor"),
      .optional("as", .text, "the capacity in which the actor took part"),
    ])

  init?(from record: inout RecordDecoder) {
    actor = record.requiredReference("actor", to: Actor.self)
    capacity = record.text("as")
  }
}
