// The keys of `sources.yaml` and of the register in `seeds/`.

import Diagnostics

extension Source: DecodableRecord {
  static let declaration = RecordDeclaration(
    entity: "source", "A document that supports statements of the dossier.",
    [
      .id, .cote(required: true, "B-01"), .aliases,
      .required("publisher", .text, "who published it"),
      .required("title", .text, "its title, or what it is"),
      .optional(
        "described", .boolean,
        "whether `title` is the dossier's own description of it: then it is cited in square brackets"
      ),
      .optional("author", .text, "who wrote it"),
      .optional("date", .interval, "when it was published"),
      .optional("url", .address, "where it can be read"),
      .optional("accessed", .date, "when it was read; absent: known through a copy only"),
      .required("kind", .choice(SourceKind.self), "what it is"),
      .required("level", .choice(SourceLevel.self), "how far it stands from what it reports"),
      .optional(
        "copies", .reference(.source),
        "the source that it repeats: both count as one"),
      .optional(
        "draws-on", .list(.reference(.source)), "sources it rests on without being a copy"),
      .optional("reliability", .choice(Reliability.self), "how far it can be relied on"),
      .optional("archive", .reference(.archivedDocument), "the captured document of the register"),
      .optional("language", .text, "its language, as a BCP 47 tag"),
      .optional("note", .markdown, "what a reader should know of it"),
      .optional("status", .choice(EvidenceStatus.self), "how well it is supported"),
      .optional("policy", .choice(EvidencePolicy.self), "how much of it may be kept and shown"),
      .reviewBy,
    ])

  init?(from record: inout RecordDecoder) {
    let identity = record.identity()
    publisher = record.requiredText("publisher")
    title = record.requiredText("title")
    isDescribed = record.boolean("described") ?? false
    author = record.text("author")
    date = record.date("date")
    url = record.locatedText("url")
    accessed = record.date("accessed")
    kind = record.choice("kind", SourceKind.self)?.value ?? .press
    level = record.choice("level", SourceLevel.self)?.value ?? .secondary
    copies = record.reference("copies", to: Source.self)
    drawsOn = record.references("draws-on", to: Source.self)
    reliability = record.choice("reliability", Reliability.self)?.value
    archive = record.reference("archive", to: ArchivedDocument.self)
    language = record.text("language")
    note = record.markdown("note")
    status = record.choice("status", EvidenceStatus.self)?.value
    policy = record.choice("policy", EvidencePolicy.self) ?? Located(.full, at: record.anchor)
    reviewBy = record.date("review-by")
    guard let identity else { return nil }
    self.identity = identity
  }
}

extension ArchivedDocument: DecodableRecord {
  static let declaration = RecordDeclaration(
    entity: "document",
    "A captured document: its hash, what it says in our words, where passages stand.",
    [
      .id, .aliases,
      .required("file", .text, "the file name in the archive"),
      .required("sha256", .hash, "the SHA-256 of the whole document"),
      .required("size", .integer(0...Int.max), "its size in bytes"),
      .optional("lines", .integer(0...Int.max), "its number of lines"),
      .required("publisher", .text, "who published it"),
      .required("title", .text, "its title"),
      .optional("date", .interval, "when it was published"),
      .optional("captured", .date, "when it was captured"),
      .optional("licence", .text, "its licence"),
      .optional("address", .address, "where it was published"),
      .optional("language", .text, "its language, as a BCP 47 tag"),
      .optional("note", .markdown, "what a reader should know of it"),
      .optional(
        "statements", .list(.record(ArchivedStatement.declaration)), "what it says, in our words"),
      .optional(
        "passages", .list(.record(ArchivedPassage.declaration)), "byte ranges with their hashes"),
      .optional("policy", .choice(EvidencePolicy.self), "how much of it may be kept and shown"),
    ])

  init?(from record: inout RecordDecoder) {
    let identity = record.identity()
    file = record.requiredText("file")
    sha256 = record.requiredLocatedText("sha256")
    let size = record.integer("size") ?? Located(0, at: record.anchor)
    self.size = size.value
    sizeSpan = size.span
    lines = record.integer("lines")?.value
    publisher = record.requiredText("publisher")
    title = record.requiredText("title")
    date = record.date("date")
    captured = record.date("captured")
    licence = record.text("licence")
    address = record.text("address")
    language = record.text("language")
    note = record.markdown("note")
    statements = record.records("statements", as: ArchivedStatement.self)
    passages = record.records("passages", as: ArchivedPassage.self)
    record.session.reportDuplicates(
      statements.map(\.id), kind: Wording("statement", fr: "déclaration"))
    record.session.reportDuplicates(passages.map(\.id), kind: Wording("passage", fr: "passage"))
    policy = record.choice("policy", EvidencePolicy.self) ?? Located(.full, at: record.anchor)
    guard let identity else { return nil }
    self.identity = identity
  }
}

extension ArchivedStatement: DecodableRecord {
  static let declaration = RecordDeclaration(
    "statement", "A statement of a captured document, in our words.",
    [
      .required("id", .token, "its number: `S-01`"),
      .required("text", .text, "the statement, in our words"),
      .required("line", .integer(1...Int.max), "the line on which it stands"),
    ])

  init?(from record: inout RecordDecoder) {
    id = record.requiredLocatedText("id")
    text = record.requiredText("text")
    line = record.integer("line")?.value ?? 1
  }
}

extension ArchivedPassage: DecodableRecord {
  static let declaration = RecordDeclaration(
    "registered passage", "A byte range of a captured document with its hash.",
    [
      .required("id", .token, "its name"),
      .required("start", .integer(0...Int.max), "the offset of its first byte"),
      .required("end", .integer(0...Int.max), "the offset after its last byte"),
      .required("sha256", .hash, "the SHA-256 of its bytes"),
      .required("line", .integer(1...Int.max), "the line on which it begins"),
    ])

  init?(from record: inout RecordDecoder) {
    id = record.requiredLocatedText("id")
    start = record.integer("start")?.value ?? 0
    let end = record.integer("end")
    // A reversed range is reported below and read as an empty one.
    self.end = max(start, end?.value ?? start)
    sha256 = record.requiredLocatedText("sha256")
    line = record.integer("line")?.value ?? 1
    if let end, end.value <= start {
      record.session.bag.add(.invalidRange("start", "end", at: end.span))
    }
  }
}
