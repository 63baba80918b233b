// The keys of `actors.yaml`.

extension Actor: DecodableRecord {
  static let declaration = RecordDeclaration(
    entity: "actor", "A person, organisation, institution, platform or medium of the affair.",
    [
      .id, .cote(required: true, "A-01"), .aliases,
      .required("name", .text, "the name as printed"),
      .optional("sort-name", .text, "the name as sorted: `Delaporte, Arthur`"),
      .required("kind", .choice(ActorKind.self), "what the actor is"),
      .required("description", .markdown, "who the actor is, in a paragraph"),
      .optional("part", .text, "the part played in the affair, in a few words"),
      .optional(
        "party-to", .boolean,
        "whether a procedure aims at the actor: its page carries the presumption notice"),
      .optional("roles", .list(.record(Role.declaration)), "offices and functions, with dates"),
      .optional(
        "memberships", .list(.record(Membership.declaration)),
        "parties, groups and bodies it belongs to, with dates"),
      .optional("standing", .record(Standing.declaration), "how far a procedure has gone"),
      .optional(
        "past-standings", .list(.record(Standing.declaration)),
        "the stages before the present one, oldest first"),
      .optional("victim", .boolean, "whether the actor is a victim, who is not named as a rule"),
      .optional(
        "consent", .record(NamingGround.declaration), "the consent of a victim to be named"),
      .optional(
        "public-declaration", .record(NamingGround.declaration),
        "the public declaration by which a victim made itself known"),
      .optional(
        "replies", .list(.reference(.event)), "events in which the actor answered accusations"),
      .optional("relations", .list(.record(Relation.declaration)), "ties to other actors"),
      .optional("sources", .list(.reference(.source)), "sources on the actor"),
      .optional("links", .list(.record(Link.declaration)), "addresses of the actor"),
      .optional("to-verify", .list(.markdown), "what is left to verify about the actor"),
      .reviewBy,
    ])

  init?(from record: inout RecordDecoder) {
    let identity = record.identity()
    name = record.requiredText("name")
    sortName = record.text("sort-name")
    kind = record.choice("kind", ActorKind.self)?.value ?? .organisation
    description = record.requiredMarkdown("description")
    part = record.text("part")
    partyTo = record.boolean("party-to") ?? false
    roles = record.records("roles", as: Role.self)
    memberships = record.records("memberships", as: Membership.self)
    standing = record.record("standing", as: Standing.self)
    pastStandings = record.records("past-standings", as: Standing.self)
    isVictim = record.boolean("victim") ?? false
    consent = record.record("consent", as: NamingGround.self)
    publicDeclaration = record.record("public-declaration", as: NamingGround.self)
    replies = record.references("replies", to: Event.self)
    relations = record.records("relations", as: Relation.self)
    sources = record.references("sources", to: Source.self)
    links = record.records("links", as: Link.self)
    toVerify = record.markdowns("to-verify")
    reviewBy = record.date("review-by")
    guard let identity else { return nil }
    self.identity = identity
  }
}

extension Role: DecodableRecord {
  static let declaration = RecordDeclaration(
    "role", "An office, mandate or function, in an interval.",
    [
      .required("title", .text, "the office as printed"),
      .optional("organisation", .reference(.actor), "where it is held"),
      .optional("from", .date, "since when; open where absent"),
      .optional("to", .date, "until when, that day included; open where absent"),
      .optional("status", .choice(EvidenceStatus.self), "how well it is supported"),
      .optional("sources", .list(.reference(.source)), "sources"),
      .optional("note", .text, "what is uncertain"),
      .reviewBy,
    ])

  init?(from record: inout RecordDecoder) {
    title = record.requiredText("title")
    organisation = record.reference("organisation", to: Actor.self)
    from = record.date("from")
    to = record.date("to")
    status = record.choice("status", EvidenceStatus.self)?.value
    sources = record.references("sources", to: Source.self)
    note = record.text("note")
    reviewBy = record.date("review-by")
  }
}

extension Membership: DecodableRecord {
  static let declaration = RecordDeclaration(
    "membership", "What an actor belongs to, in an interval.",
    [
      .required("group", .text, "the party, group or body as printed"),
      .optional("organisation", .reference(.actor), "the group, where it is an actor"),
      .optional("as", .text, "the capacity: `apparentée`, `rapporteure`…"),
      .optional("from", .date, "since when; open where absent"),
      .optional("to", .date, "until when, that day included; open where absent"),
      .optional("status", .choice(EvidenceStatus.self), "how well it is supported"),
      .optional("sources", .list(.reference(.source)), "sources"),
      .optional("note", .text, "what is uncertain"),
      .reviewBy,
    ])

  init?(from record: inout RecordDecoder) {
    group = record.requiredText("group")
    organisation = record.reference("organisation", to: Actor.self)
    capacity = record.text("as")
    from = record.date("from")
    to = record.date("to")
    status = record.choice("status", EvidenceStatus.self)?.value
    sources = record.references("sources", to: Source.self)
    note = record.text("note")
    reviewBy = record.date("review-by")
  }
}

extension NamingGround: DecodableRecord {
  static let declaration = RecordDeclaration(
    "naming ground", "What allows the dossier to name a victim.",
    [
      .required("date", .date, "when it was given or made"),
      .optional("sources", .list(.reference(.source)), "sources"),
      .optional("note", .text, "how far it reaches"),
    ])

  init?(from record: inout RecordDecoder) {
    span = record.span
    date = record.requiredDate("date")
    sources = record.references("sources", to: Source.self)
    note = record.text("note")
  }
}

extension Standing: DecodableRecord {
  static let declaration = RecordDeclaration(
    "standing", "How far a procedure against an actor has gone; never stronger than its sources.",
    [
      .required("status", .choice(StandingStatus.self), "the stage"),
      .optional("since", .date, "since when"),
      .required("text", .markdown, "the stage in words"),
      .optional("sources", .list(.reference(.source)), "sources"),
      .reviewBy,
    ])

  init?(from record: inout RecordDecoder) {
    status = record.choice("status", StandingStatus.self) ?? Located(.none, at: record.anchor)
    since = record.date("since")
    text = record.requiredMarkdown("text")
    sources = record.references("sources", to: Source.self)
    reviewBy = record.date("review-by")
  }
}

extension Relation: DecodableRecord {
  static let declaration = RecordDeclaration(
    "relation", "A tie between two actors.",
    [
      .required("verb", .text, "what ties them, read from this actor to the other"),
      .required("to", .reference(.actor), "the other actor"),
      .optional("event", .reference(.event), "the event that shows the tie"),
      .optional("date", .interval, "when the tie held"),
      .optional("status", .choice(EvidenceStatus.self), "how well it is supported"),
      .optional("note", .text, "what is uncertain"),
    ])

  init?(from record: inout RecordDecoder) {
    verb = record.requiredText("verb")
    to = record.requiredReference("to", to: Actor.self)
    event = record.reference("event", to: Event.self)
    date = record.date("date")
    status = record.choice("status", EvidenceStatus.self)?.value
    note = record.text("note")
  }
}

extension Link: DecodableRecord {
  static let declaration = RecordDeclaration(
    "link", "A labelled address.",
    [
      .required("label", .text, "what the address leads to"),
      .required("url", .address, "the address"),
    ])

  init?(from record: inout RecordDecoder) {
    label = record.requiredText("label")
    url = record.requiredText("url")
  }
}
