// The keys of `instruments.yaml` and `provisions.yaml`.

import Diagnostics

extension Instrument: DecodableRecord {
  static let declaration = RecordDeclaration(
    entity: "instrument", "A legal text: a code, a statute, a regulation, a directive.",
    [
      .id, .cote(required: false, "T-01"), .aliases,
      .required("title", .text, "the full title"),
      .required("short", .text, "the title as cited"),
      .required("kind", .choice(InstrumentKind.self), "what the text is"),
      .optional("date", .date, "the date of the act"),
      .optional("published", .date, "when it was published"),
      .optional("in-force", .date, "when it entered into force"),
      .optional("applicable", .date, "since when it applies, where later"),
      .required("jurisdiction", .choice(Jurisdiction.self), "whose law it is"),
      .optional("identifiers", .record(LawIdentifiers.declaration), "official identifiers"),
      .optional("url", .address, "where it can be read"),
      .optional("sources", .list(.reference(.source)), "sources"),
      .optional("status", .choice(EvidenceStatus.self), "how well it is supported"),
      .optional("note", .markdown, "what is uncertain"),
      .reviewBy,
    ])

  init?(from record: inout RecordDecoder) {
    let identity = record.identity()
    title = record.requiredText("title")
    short = record.requiredText("short")
    kind = record.choice("kind", InstrumentKind.self)?.value ?? .statute
    date = record.date("date")
    published = record.date("published")
    inForce = record.date("in-force")
    applicable = record.date("applicable")
    jurisdiction = record.choice("jurisdiction", Jurisdiction.self)?.value ?? .international
    identifiers = record.record("identifiers", as: LawIdentifiers.self) ?? LawIdentifiers.none
    url = record.text("url")
    sources = record.references("sources", to: Source.self)
    status = record.choice("status", EvidenceStatus.self)?.value
    note = record.markdown("note")
    reviewBy = record.date("review-by")
    guard let identity else { return nil }
    self.identity = identity
  }
}

extension LawIdentifiers: DecodableRecord {
  static let declaration = RecordDeclaration(
    "identifiers", "The official identifiers of an instrument.",
    [
      .optional("legitext", .lawIdentifier(.legitext), "of a consolidated French text"),
      .optional("jorftext", .lawIdentifier(.jorftext), "of a French text as published"),
      .optional("nor", .lawIdentifier(.nor), "of a French text in the Journal officiel"),
      .optional("eli", .lawIdentifier(.eli), "the European Legislation Identifier"),
      .optional("celex", .lawIdentifier(.celex), "of a text of the European Union"),
      .optional("ecli", .lawIdentifier(.ecli), "of a decision of a court"),
    ])

  static let none = LawIdentifiers(
    legitext: nil, jorftext: nil, nor: nil, eli: nil, celex: nil, ecli: nil)

  init?(from record: inout RecordDecoder) {
    legitext = record.locatedText("legitext")
    jorftext = record.locatedText("jorftext")
    nor = record.locatedText("nor")
    eli = record.locatedText("eli")
    celex = record.locatedText("celex")
    ecli = record.locatedText("ecli")
  }
}

extension Provision: DecodableRecord {
  static let declaration = RecordDeclaration(
    entity: "provision", "An article of an instrument, with its versions.",
    [
      .id, .cote(required: true, "L-02"), .aliases,
      .required("instrument", .reference(.instrument), "the text it belongs to"),
      .required("article", .text, "the number of the article: `226-8-1`"),
      .required("title", .text, "what it covers"),
      .required("summary", .markdown, "what it says, in our words"),
      .optional("who", .markdown, "who may be liable"),
      .optional("status", .choice(EvidenceStatus.self), "how well it is supported"),
      .optional("note", .markdown, "what is uncertain"),
      .optional(
        "legal-person-multiplier", .integer(1...100),
        "how often the fine a legal person risks; 5 in the French criminal code"),
      .required(
        "versions", .list(.record(ProvisionVersion.declaration)), "the wordings, oldest first"),
      .reviewBy,
    ])

  init?(from record: inout RecordDecoder) {
    let identity = record.identity()
    instrument = record.requiredReference("instrument", to: Instrument.self)
    article = record.requiredText("article")
    title = record.requiredText("title")
    summary = record.requiredMarkdown("summary")
    who = record.markdown("who")
    status = record.choice("status", EvidenceStatus.self)?.value
    note = record.markdown("note")
    legalPersonMultiplier = record.integer("legal-person-multiplier")?.value
    versions = record.records("versions", as: ProvisionVersion.self)
    record.session.reportDuplicates(versions.map(\.id), kind: Wording("version", fr: "version"))
    reviewBy = record.date("review-by")
    guard let identity else { return nil }
    self.identity = identity
  }
}

extension ProvisionVersion: DecodableRecord {
  static let declaration = RecordDeclaration(
    "version", "The wording of a provision in an interval of time.",
    [
      .required("id", .identifier, "the name within the provision: `v1`"),
      .optional("adopted", .date, "when it was adopted"),
      .optional("published", .date, "when it was published"),
      .required("in-force", .date, "when it entered into force"),
      .optional(
        "retroactive", .boolean,
        "whether it holds from a day before it was published: a correction of the past"),
      .optional("until", .date, "the first day on which it no longer held; absent: no end known"),
      .optional("applicable", .date, "since when it applies, where later than `in-force`"),
      .optional("identifier", .text, "LEGIARTI…, or CELEX or ELI with the article"),
      .optional("changed-by", .reference(.instrument), "the text that brought it"),
      .required("summary", .markdown, "what it says or changes, in our words"),
      .optional("quote", .text, "the operative words, literally"),
      .optional("verified", .interval, "when the wording was last read at its source"),
      .optional("status", .choice(EvidenceStatus.self), "how well it is supported"),
      .optional("note", .markdown, "what is uncertain"),
      .optional("sources", .list(.reference(.source)), "sources"),
      .optional("penalties", .list(.record(Penalty.declaration)), "what it threatens"),
      .reviewBy,
    ])

  init?(from record: inout RecordDecoder) {
    id = record.requiredLocatedText("id")
    adopted = record.date("adopted")
    published = record.date("published")
    inForce = record.requiredDate("in-force")
    isRetroactive = record.boolean("retroactive") ?? false
    until = record.date("until")
    applicable = record.date("applicable")
    identifier = record.locatedText("identifier")
    changedBy = record.reference("changed-by", to: Instrument.self)
    summary = record.requiredMarkdown("summary")
    quote = record.locatedText("quote")
    verified = record.date("verified")
    status = record.choice("status", EvidenceStatus.self)?.value
    note = record.markdown("note")
    sources = record.references("sources", to: Source.self)
    penalties = record.records("penalties", as: Penalty.self)
    record.session.reportDuplicates(
      penalties.map(\.circumstance), kind: Wording("circumstance", fr: "circonstance"))
    reviewBy = record.date("review-by")
  }
}

extension Penalty: DecodableRecord {
  static let declaration = RecordDeclaration(
    "penalty", "What a version threatens, in one circumstance.",
    [
      .required(
        "circumstance", .identifier, "the circumstance: `base`, `online`, `organised`, `minor`…"),
      .required("label", .text, "the circumstance as printed"),
      .optional("conduct", .text, "what is punished, where the provision punishes several"),
      .optional("prison-years", .integer(0...100), "prison, in years"),
      .optional("prison-months", .integer(0...1_200), "prison, in months, beside or without years"),
      .optional("fine-eur", .integer(0...Int.max), "the fine of a natural person, in euros"),
      .optional(
        "legal-person-fine-eur", .integer(0...Int.max),
        "the fine of a legal person, in euros, where the law gives its own"),
      .optional(
        "aggravates", .token, "the circumstance of this version that this one aggravates"),
      .optional("minor", .choice(PenaltyMinor.self), "the part a minor plays in it"),
      .optional(
        "turnover-percent", .number(0...100), "the fine as a share of turnover, in percent"),
      .optional("fine-cap-eur", .integer(0...Int.max), "the cap of the fine, in euros"),
      .optional(
        "legal-person-multiplier", .integer(1...100),
        "the multiplier for legal persons, where not the provision's"),
      .optional("note", .text, "what is uncertain"),
    ])

  init?(from record: inout RecordDecoder) {
    circumstance = record.requiredLocatedText("circumstance")
    label = record.requiredText("label")
    conduct = record.text("conduct")
    prisonYears = record.integer("prison-years")
    prisonMonths = record.integer("prison-months")
    fineEuros = record.integer("fine-eur")
    legalPersonFineEuros = record.integer("legal-person-fine-eur")
    aggravates = record.locatedText("aggravates")
    minor = record.choice("minor", PenaltyMinor.self)?.value
    turnoverPercent = record.number("turnover-percent")
    fineCapEuros = record.integer("fine-cap-eur")
    legalPersonMultiplier = record.integer("legal-person-multiplier")?.value
    note = record.text("note")
  }
}
