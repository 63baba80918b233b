// The keys of `claims.yaml` and `quotations.yaml`.

import Diagnostics

extension Quotation: DecodableRecord {
  static let declaration = RecordDeclaration(
    entity: "quotation", "Words quoted literally, tied to the bytes they were taken from.",
    [
      .id, .cote(required: false, "C-03"), .aliases,
      .required("text", .text, "the words, byte for byte as in the source"),
      .required("speaker", .oneOrMany(.reference(.actor)), "who said it"),
      .optional("date", .interval, "when it was said"),
      .required("source", .reference(.source), "where it is quoted from"),
      .required(
        "passage", .record(Passage.declaration), "where it stands in the captured document"),
      .optional("claims", .list(.reference(.claim)), "statements that it carries"),
      .optional("variant", .markdown, "what other sources have instead"),
      .optional("status", .choice(EvidenceStatus.self), "how well it is supported"),
      .optional("note", .markdown, "what is uncertain"),
    ])

  init?(from record: inout RecordDecoder) {
    let identity = record.identity()
    text = record.requiredLocatedText("text")
    speakers = record.references("speaker", to: Actor.self)
    date = record.date("date")
    source = record.requiredReference("source", to: Source.self)
    passage =
      record.record("passage", as: Passage.self)
      ?? Passage(
        span: record.anchor, document: Reference(slug: "", span: record.anchor), start: 0, end: 0,
        sha256: Located("", at: record.anchor), line: nil, within: nil, prefix: nil, suffix: nil,
        characterStart: nil, characterEnd: nil)
    claims = record.references("claims", to: Claim.self)
    variant = record.markdown("variant")
    status = record.choice("status", EvidenceStatus.self)?.value
    note = record.markdown("note")
    guard let identity else { return nil }
    self.identity = identity
  }
}

extension Passage: DecodableRecord {
  static let declaration = RecordDeclaration(
    "passage", "Where the words of a quotation stand in a captured document.",
    [
      .required("document", .reference(.archivedDocument), "the captured document"),
      .required("start", .integer(0...Int.max), "the offset of the first byte"),
      .required("end", .integer(0...Int.max), "the offset after the last byte"),
      .required("sha256", .hash, "the SHA-256 of the bytes"),
      .optional("line", .integer(1...Int.max), "the line on which they begin"),
      .optional("within", .token, "the registered passage of which the words are a part"),
      .optional("prefix", .text, "the words just before them, to find them in another copy"),
      .optional("suffix", .text, "the words just after them"),
      .optional(
        "character-start", .integer(0...Int.max),
        "the number of characters before them, for tools that count characters"),
      .optional(
        "character-end", .integer(0...Int.max), "the number of characters up to their end"),
    ])

  init?(from record: inout RecordDecoder) {
    span = record.span
    document = record.requiredReference("document", to: ArchivedDocument.self)
    start = record.integer("start")?.value ?? 0
    let end = record.integer("end")
    // A reversed range is reported below and read as an empty one.
    self.end = max(start, end?.value ?? start)
    sha256 = record.requiredLocatedText("sha256")
    line = record.integer("line")?.value
    within = record.locatedText("within")
    prefix = record.text("prefix")
    suffix = record.text("suffix")
    characterStart = record.integer("character-start")
    characterEnd = record.integer("character-end")
    if let end, end.value <= start {
      record.session.bag.add(.invalidRange("start", "end", at: end.span))
    }
    if let end = characterEnd, let start = characterStart, end.value <= start.value {
      record.session.bag.add(.invalidRange("character-start", "character-end", at: end.span))
    }
  }
}

extension Claim: DecodableRecord {
  static let declaration = RecordDeclaration(
    entity: "claim", "A statement of the affair, reformulated, with the result of its check.",
    [
      .id, .cote(required: true, "S-19"), .aliases,
      .required("text", .markdown, "the statement, in our words"),
      .required("nature", .choice(ClaimNature.self), "what it is"),
      .optional("speaker", .oneOrMany(.reference(.actor)), "who made it"),
      .optional("date", .interval, "when it was made"),
      .optional("about", .list(.reference(.actor)), "whom an allegation aims at"),
      .optional("parent", .reference(.claim), "the statement of which it is a part"),
      .required("source", .reference(.source), "where it is reported"),
      .optional("line", .integer(1...Int.max), "the line of the source document"),
      .optional("quotation", .reference(.quotation), "its literal words"),
      .required("verdict", .choice(Verdict.self), "what the check found"),
      .optional("verdict-label", .text, "the verdict in words, where the default does not fit"),
      .optional("why", .markdown, "why the check came to this verdict"),
      .optional("law-date", .day, "the day whose law the verdict reads"),
      .optional(
        "law-read", .day, "when the law of that day was last read; absent: on that day"),
      .optional("laws", .list(.lawReference), "provisions the verdict rests on"),
      .optional("evidence", .record(Evidence.declaration), "sources for and against"),
      .optional("events", .list(.reference(.event)), "events it speaks of"),
      .optional("reply", .record(Reply.declaration), "what the accused answered"),
      .optional("status", .choice(EvidenceStatus.self), "how well it is supported"),
      .reviewBy,
    ])

  init?(from record: inout RecordDecoder) {
    let identity = record.identity()
    text = record.requiredMarkdown("text")
    nature = record.choice("nature", ClaimNature.self)?.value ?? .statement
    speakers = record.references("speaker", to: Actor.self)
    date = record.date("date")
    about = record.references("about", to: Actor.self)
    parent = record.reference("parent", to: Claim.self)
    source = record.requiredReference("source", to: Source.self)
    line = record.integer("line")?.value
    quotation = record.reference("quotation", to: Quotation.self)
    verdict = record.choice("verdict", Verdict.self) ?? Located(.open, at: record.anchor)
    verdictLabel = record.text("verdict-label")
    why = record.markdown("why")
    lawDate = record.day("law-date")
    lawRead = record.day("law-read")
    laws = record.lawReferences("laws")
    evidence =
      record.record("evidence", as: Evidence.self) ?? Evidence(supporting: [], opposing: [])
    events = record.references("events", to: Event.self)
    reply = record.record("reply", as: Reply.self)
    status = record.choice("status", EvidenceStatus.self)?.value
    reviewBy = record.date("review-by")
    guard let identity else { return nil }
    self.identity = identity
  }
}

extension Evidence: DecodableRecord {
  static let declaration = RecordDeclaration(
    "evidence", "Sources for and against a statement.",
    [
      .optional("for", .list(.reference(.source)), "sources that support it"),
      .optional("against", .list(.reference(.source)), "sources that contradict it"),
    ])

  init?(from record: inout RecordDecoder) {
    supporting = record.references("for", to: Source.self)
    opposing = record.references("against", to: Source.self)
  }
}

extension Reply: DecodableRecord {
  static let declaration = RecordDeclaration(
    "reply", "What is known of the answer of the accused.",
    [
      .required("status", .choice(ReplyStatus.self), "whether there is one"),
      .optional("event", .reference(.event), "the event in which it was given"),
      .optional("text", .markdown, "what it says"),
      .optional("requested", .date, "when it was asked for"),
      .optional("received", .date, "when it came"),
    ])

  init?(from record: inout RecordDecoder) {
    status = record.choice("status", ReplyStatus.self) ?? Located(.noneFound, at: record.anchor)
    event = record.reference("event", to: Event.self)
    text = record.markdown("text")
    requested = record.date("requested")
    received = record.date("received")
  }
}
