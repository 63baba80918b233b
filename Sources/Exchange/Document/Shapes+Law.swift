// Owns the JSON of the law: instruments, provisions with their versions and penalties, the matrix
// of conducts and liable parties.

import DossierModel

extension JSONType where Value == Instrument {
  static var instrument: JSONType {
    JSONShape<Instrument>("instrument", "A legal text.") {
      $0.identity { $0.instruments }
      $0.required("title", .text, "The title.", \.title)
      $0.required("short", .text, "The title as cited.", \.short)
      $0.required("kind", .word, "What it is.", \.kind)
      $0.optional("date", .date, "The date of the act.") { $0.date?.value }
      $0.optional("published", .date, "When it was published.") { $0.published?.value }
      $0.optional("in-force", .date, "When it entered into force.") { $0.inForce?.value }
      $0.optional("applicable", .date, "Since when it applies, where later.") {
        $0.applicable?.value
      }
      $0.required("jurisdiction", .word, "Where it belongs.", \.jurisdiction)
      $0.required("identifiers", .identifiers, "Official identifiers.", \.identifiers)
      $0.optional("url", .address, "Where it can be read.", \.url)
      $0.required("sources", .ids { $0.sources }, "The sources.", \.sources)
      $0.optional("status", .word, "How well it is supported.", \.status)
      $0.optional("note", .prose, "What is uncertain.", \.note)
      $0.optional("review-by", .date, "When to look at it again.") { $0.reviewBy?.value }
    }.type
  }
}

extension JSONType where Value == LawIdentifiers {
  static var identifiers: JSONType {
    JSONShape<LawIdentifiers>("identifiers", "The official identifiers of an instrument.") {
      $0.optional("legitext", .text, "Légifrance, consolidated text.") { $0.legitext?.value }
      $0.optional("jorftext", .text, "Légifrance, text as published.") { $0.jorftext?.value }
      $0.optional("nor", .text, "French numbering system.") { $0.nor?.value }
      $0.optional("eli", .text, "European Legislation Identifier.") { $0.eli?.value }
      $0.optional("celex", .text, "EUR-Lex.") { $0.celex?.value }
      $0.optional("ecli", .text, "European Case Law Identifier.") { $0.ecli?.value }
    }.type
  }
}

extension JSONType where Value == Provision {
  static var provision: JSONType {
    JSONShape<Provision>("provision", "An article of an instrument.") {
      $0.identity { $0.provisions }
      $0.required("instrument", .id { $0.instruments }, "The instrument.", \.instrument)
      $0.required("article", .text, "The number of the article.", \.article)
      $0.required("title", .text, "What the article covers.", \.title)
      $0.required("summary", .prose, "What it says.", \.summary)
      $0.optional("who", .prose, "Who may be liable.", \.who)
      $0.optional("status", .word, "How well it is supported.", \.status)
      $0.optional("note", .prose, "What is uncertain.", \.note)
      $0.optional(
        "legal-person-multiplier", .count,
        "How many times the fine of a natural person a legal person risks.",
        \.legalPersonMultiplier)
      $0.required(
        "versions", .list(of: .version), "Every version that the dossier knows."
      ) { provision in provision.versions.map { DatedVersion(provision: provision, version: $0) } }
      $0.optional("review-by", .date, "When to look at it again.") { $0.reviewBy?.value }
    }.type
  }
}

/// A version together with the provision, which has the multiplier of its fines.
struct DatedVersion: Sendable {
  let provision: Provision
  let version: ProvisionVersion
}

/// A penalty together with the provision, which has the multiplier of its fine.
struct VersionPenalty: Sendable {
  let provision: Provision
  let penalty: Penalty
}

extension JSONType where Value == DatedVersion {
  static var version: JSONType {
    JSONShape<DatedVersion>("version", "The wording of a provision in an interval of time.") {
      $0.required("id", .text, "The name of the version within the provision.") {
        $0.version.id.value
      }
      $0.optional("adopted", .date, "When it was adopted.") { $0.version.adopted?.value }
      $0.optional("published", .date, "When it was published.") { $0.version.published?.value }
      $0.required("in-force", .date, "When it entered into force.") { $0.version.inForce.value }
      $0.required("retroactive", .flag, "Whether it holds from before its publication.") {
        $0.version.isRetroactive
      }
      $0.optional(
        "until", .date, "The first day on which it no longer holds; absent where none is known."
      ) { $0.version.until?.value }
      $0.optional("applicable", .date, "Since when it applies, where later.") {
        $0.version.applicable?.value
      }
      $0.optional("identifier", .text, "The official identifier of this version.") {
        $0.version.identifier?.value
      }
      $0.optional("changed-by", .id { $0.instruments }, "The text that made it.") {
        $0.version.changedBy
      }
      $0.required("summary", .prose, "What it says or changes.") { $0.version.summary }
      $0.optional("quote", .text, "The operative words, literally.") { $0.version.quote?.value }
      $0.optional("verified", .date, "When the wording was last read; absent where it was not.") {
        $0.version.verified?.value
      }
      $0.optional("status", .word, "How well it is supported.") { $0.version.status }
      $0.optional("note", .prose, "What is uncertain.") { $0.version.note }
      $0.required("sources", .ids { $0.sources }, "The sources.") { $0.version.sources }
      $0.optional("review-by", .date, "When to look at it again.") { $0.version.reviewBy?.value }
      $0.required("penalties", .list(of: .penalty), "What it threatens.") { dated in
        dated.version.penalties.map { VersionPenalty(provision: dated.provision, penalty: $0) }
      }
    }.type
  }
}

extension JSONType where Value == VersionPenalty {
  static var penalty: JSONType {
    JSONShape<VersionPenalty>("penalty", "What a version threatens, in one circumstance.") {
      $0.required("circumstance", .slug, "The circumstance.") { $0.penalty.circumstance.value }
      $0.required("label", .text, "The circumstance in words.") { $0.penalty.label }
      $0.optional("conduct", .text, "The conduct.") { $0.penalty.conduct }
      $0.optional("prison-years", .count, "Imprisonment, in years.") {
        $0.penalty.prisonYears?.value
      }
      $0.optional("prison-months", .count, "Imprisonment, in months.") {
        $0.penalty.prisonMonths?.value
      }
      $0.optional("fine-eur", .count, "The fine of a natural person, in euros.") {
        $0.penalty.fineEuros?.value
      }
      $0.optional("turnover-percent", .number, "The fine, in percent of turnover.") {
        $0.penalty.turnoverPercent?.value
      }
      $0.optional("fine-cap-eur", .count, "The highest fine, in euros.") {
        $0.penalty.fineCapEuros?.value
      }
      $0.optional("legal-person-multiplier", .count, "Where it differs from the provision's.") {
        $0.penalty.legalPersonMultiplier
      }
      $0.optional("aggravates", .text, "The circumstance that it aggravates.") {
        $0.penalty.aggravates?.value
      }
      $0.optional("minor", .word, "The part a minor plays.") { $0.penalty.minor }
      $0.optional("legal-person-fine-eur", .count, "The fine of a legal person.") {
        $0.provision.legalPersonFine($0.penalty)
      }
      $0.optional("note", .text, "What is uncertain.") { $0.penalty.note }
    }.type
  }
}

// MARK: - Matrix

extension JSONType where Value == LiabilityMatrix {
  static var matrix: JSONType {
    JSONShape<LiabilityMatrix>(
      "matrix", "Which law reaches whom for what; for a pair without entries none was found."
    ) {
      $0.required("conducts", .list(of: .axis), "The conducts.", \.conducts)
      $0.required("parties", .list(of: .axis), "The liable parties.", \.parties)
      $0.required("cells", .list(of: .cell), "The pairs.", \.cells)
    }.type
  }
}

extension JSONType where Value == MatrixAxis {
  static var axis: JSONType {
    JSONShape<MatrixAxis>("axis", "A conduct or a liable party.") {
      $0.required("id", .slug, "The id.") { $0.id.value }
      $0.required("label", .text, "The words.", \.label)
      $0.optional("description", .prose, "What they cover.", \.description)
    }.type
  }
}

extension JSONType where Value == MatrixCell {
  static var cell: JSONType {
    JSONShape<MatrixCell>("cell", "What the law says of one conduct of one party.") {
      $0.required("conduct", .slug, "The conduct.") { $0.conduct.value }
      $0.required("party", .slug, "The party.") { $0.party.value }
      $0.required("entries", .list(of: .entry), "The provisions.", \.entries)
    }.type
  }
}

extension JSONType where Value == MatrixEntry {
  static var entry: JSONType {
    JSONShape<MatrixEntry>("entry", "One provision in a cell.") {
      $0.optional("provision", .law, "The provision or instrument.", \.provision)
      $0.optional("text", .prose, "What it says of the pair.", \.text)
      $0.optional("status", .word, "Whether it holds.", \.status)
      $0.optional("note", .prose, "What is uncertain.", \.note)
    }.type
  }
}
