// Owns the JSON of what happened and what was said: events, claims, quotations, contradictions,
// limits, open points.

import DossierModel

extension JSONType where Value == Event {
  static var event: JSONType {
    JSONShape<Event>("event", "A dated event.") {
      $0.identity { $0.events }
      $0.required("date", .date, "When, as precise as it is known.") { $0.date.value }
      $0.optional("time", .time, "The time of day.") { $0.time?.value }
      $0.required("title", .prose, "The event in a sentence.", \.title)
      $0.optional("text", .prose, "More about it.", \.text)
      $0.required("kind", .word, "What it is.", \.kind)
      $0.required("jurisdiction", .word, "Where it belongs.", \.jurisdiction)
      $0.required("actors", .list(of: .eventActor), "Who took part.", \.actors)
      $0.required(
        "legal-basis", .list(of: .law), "Provisions it rests on, in force on its day.",
        \.legalBasis)
      $0.required("laws", .list(of: .law), "Law it concerns, in force or not.", \.laws)
      $0.required("claims", .ids { $0.claims }, "Statements made in it.", \.claims)
      $0.required(
        "contradictions", .ids { $0.contradictions }, "Where sources disagree about it.",
        \.contradictions)
      $0.required("sources", .ids { $0.sources }, "The sources.", \.sources)
      $0.required("status", .word, "How well it is supported.", \.status)
      $0.optional("note", .prose, "What is uncertain.", \.note)
      $0.optional("review-by", .date, "When to look at it again.") { $0.reviewBy?.value }
    }.type
  }
}

extension JSONType where Value == EventActor {
  static var eventActor: JSONType {
    JSONShape<EventActor>("event-actor", "An actor of an event.") {
      $0.required("actor", .id { $0.actors }, "The actor.", \.actor)
      $0.optional("as", .text, "The capacity held that day.", \.capacity)
    }.type
  }
}

extension JSONType where Value == Claim {
  static var claim: JSONType {
    JSONShape<Claim>("claim", "A statement of the affair, with the result of its check.") {
      $0.identity { $0.claims }
      $0.required("text", .prose, "The statement in the dossier's own words.", \.text)
      $0.required("nature", .word, "What it is: an opinion cannot be checked.", \.nature)
      $0.required("speaker", .ids { $0.actors }, "Who made it.", \.speakers)
      $0.optional("date", .date, "When it was made.") { $0.date?.value }
      $0.required("about", .ids { $0.actors }, "Whom it aims at.", \.about)
      $0.optional("parent", .id { $0.claims }, "The statement it is a part of.", \.parent)
      $0.required("source", .id { $0.sources }, "Where it was read.", \.source)
      $0.optional("line", .count, "The line of that document.", \.line)
      $0.optional("quotation", .id { $0.quotations }, "Its literal words.", \.quotation)
      $0.required("verdict", .word, "What the check found.") { $0.verdict.value }
      $0.optional("verdict-label", .text, "The finding in words.", \.verdictLabel)
      $0.optional("why", .prose, "Why the check found this.", \.why)
      $0.optional("law-date", .day, "The day whose law was read.") { $0.lawDate?.value }
      $0.optional("law-read", .day, "When the law of that day was last read.") {
        $0.lawRead?.value
      }
      $0.required("laws", .list(of: .law), "The law it was held against.", \.laws)
      $0.required("evidence", .evidence, "Sources for and against.", \.evidence)
      $0.required("events", .ids { $0.events }, "The events it is about.", \.events)
      $0.optional("reply", .reply, "What the accused answered.", \.reply)
      $0.optional("status", .word, "How well the finding is supported.", \.status)
      $0.optional("review-by", .date, "When to look at it again.") { $0.reviewBy?.value }
    }.type
  }
}

extension JSONType where Value == Evidence {
  static var evidence: JSONType {
    JSONShape<Evidence>("evidence", "Sources for and against a statement.") {
      $0.required("for", .ids { $0.sources }, "Sources that support it.", \.supporting)
      $0.required("against", .ids { $0.sources }, "Sources that oppose it.", \.opposing)
    }.type
  }
}

extension JSONType where Value == Reply {
  static var reply: JSONType {
    JSONShape<Reply>("reply", "What is known of the answer of the accused.") {
      $0.required("status", .word, "Whether there is one.") { $0.status.value }
      $0.optional("event", .id { $0.events }, "The event in which it was given.", \.event)
      $0.optional("text", .prose, "The answer.", \.text)
      $0.optional("requested", .date, "When it was asked for.") { $0.requested?.value }
      $0.optional("received", .date, "When it came.") { $0.received?.value }
    }.type
  }
}

extension JSONType where Value == Quotation {
  static var quotation: JSONType {
    JSONShape<Quotation>("quotation", "A literal quotation, proved by its hash.") {
      $0.identity { $0.quotations }
      $0.required("text", .text, "The words, byte for byte as in the source.") { $0.text.value }
      $0.required("speaker", .ids { $0.actors }, "Who said them.", \.speakers)
      $0.optional("date", .date, "When.") { $0.date?.value }
      $0.required("source", .id { $0.sources }, "Where they were read.", \.source)
      $0.required("passage", .passage, "Where they stand in that document.", \.passage)
      $0.required("claims", .ids { $0.claims }, "Statements that rest on them.", \.claims)
      $0.optional("variant", .prose, "What other sources have instead.", \.variant)
      $0.optional("status", .word, "How well they are supported.", \.status)
      $0.optional("note", .prose, "What is uncertain.", \.note)
    }.type
  }
}

extension JSONType where Value == Passage {
  static var passage: JSONType {
    JSONShape<Passage>("passage", "A byte range of a captured document.") {
      $0.required("document", .id { $0.archivedDocuments }, "The document.", \.document)
      $0.required("start", .count, "The offset of the first byte.", \.start)
      $0.required("end", .count, "The offset after the last byte.", \.end)
      $0.required("sha256", .digest, "The hash of the bytes.") { $0.sha256.value }
      $0.optional("line", .count, "The line.", \.line)
      $0.optional("within", .text, "The registered passage they are a part of.") {
        $0.within?.value
      }
      $0.optional("prefix", .text, "The words before.", \.prefix)
      $0.optional("suffix", .text, "The words after.", \.suffix)
      $0.optional("character-start", .count, "The characters before them.") {
        $0.characterStart?.value
      }
      $0.optional("character-end", .count, "The characters up to their end.") {
        $0.characterEnd?.value
      }
    }.type
  }
}

extension JSONType where Value == Contradiction {
  static var contradiction: JSONType {
    JSONShape<Contradiction>("contradiction", "A point on which sources disagree.") {
      $0.identity { $0.contradictions }
      $0.required("subject", .prose, "The point.", \.subject)
      $0.required(
        "values", .list(of: .contradictionValue), "What the sources say.", \.values)
      $0.optional("retained", .text, "What the dossier uses; absent where open.", \.retained)
      $0.required("reason", .prose, "Why.", \.reason)
      $0.optional("status", .word, "How well it is supported.", \.status)
      $0.required("events", .ids { $0.events }, "The events it touches.", \.events)
      $0.optional("review-by", .date, "When to look at it again.") { $0.reviewBy?.value }
    }.type
  }
}

extension JSONType where Value == ContradictionValue {
  static var contradictionValue: JSONType {
    JSONShape<ContradictionValue>("contradiction-value", "What some sources say.") {
      $0.required("value", .text, "The value.", \.value)
      $0.required("sources", .ids { $0.sources }, "The sources.", \.sources)
      $0.optional("note", .text, "What is uncertain.", \.note)
    }.type
  }
}

extension JSONType where Value == Limit {
  static var limit: JSONType {
    JSONShape<Limit>("limit", "An inconsistency or gap of the source document.") {
      $0.identity { $0.limits }
      $0.required("text", .prose, "The inconsistency.", \.text)
      $0.required("severity", .word, "How much it weighs.", \.severity)
      $0.optional("resolution", .prose, "What could be done about it.", \.resolution)
      $0.optional("status", .word, "Whether it is resolved.", \.status)
      $0.required("sources", .ids { $0.sources }, "The sources.", \.sources)
      $0.required("claims", .ids { $0.claims }, "The statements it touches.", \.claims)
      $0.optional("review-by", .date, "When to look at it again.") { $0.reviewBy?.value }
    }.type
  }
}

extension JSONType where Value == OpenPoint {
  static var openPoint: JSONType {
    JSONShape<OpenPoint>("open-point", "A point that remains to be verified.") {
      $0.identity { $0.openPoints }
      $0.required("text", .prose, "The point.", \.text)
      $0.required("concerns", .list(of: .qualified), "What it concerns.", \.concerns)
      $0.optional("review-by", .date, "When to look at it again.") { $0.reviewBy?.value }
    }.type
  }
}
