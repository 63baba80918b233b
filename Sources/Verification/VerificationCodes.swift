// Every diagnostic of this module: its code and the function that words it. R01 references, R02
// dates, R03 law, R04 evidence, R05 persons.

package import Diagnostics
import DossierModel

extension DiagnosticCode {
  /// Reference to an unknown record.
  package static let unknownRecord = DiagnosticCode("R0101", "reference to an unknown record")
  /// Reference by an old id.
  package static let oldIdentifier = DiagnosticCode("R0102", "reference by an old id", .warning)
  /// No version of the law on that day.
  package static let noVersionOnDay = DiagnosticCode("R0103", "no version of the law on that day")
  /// Reference to an unknown section.
  package static let unknownFragment = DiagnosticCode("R0104", "reference to an unknown section")
  /// Record that refers to itself.
  package static let selfReference = DiagnosticCode("R0105", "record that refers to itself")
  /// Record listed twice.
  package static let listedTwice = DiagnosticCode("R0106", "record listed twice")
  /// Unknown insertion.
  package static let unknownInsertion = DiagnosticCode("R0107", "unknown insertion")
  /// Reference of an unknown kind.
  package static let unknownKind = DiagnosticCode("R0108", "reference of an unknown kind")
  /// Unknown row or column of the matrix.
  package static let unknownAxis = DiagnosticCode("R0109", "unknown row or column of the matrix")
  /// Chain that leads back to itself.
  package static let circularChain = DiagnosticCode("R0110", "chain that leads back to itself")
  /// Link that leads nowhere.
  package static let deadLink = DiagnosticCode("R0111", "link that leads nowhere")
  /// Missing file.
  package static let missingMedia = DiagnosticCode("R0112", "missing file")

  /// Legal basis not in force.
  package static let lawNotInForce = DiagnosticCode("R0201", "legal basis not in force")
  /// Weekday that does not fit the date.
  package static let wrongWeekday = DiagnosticCode("R0202", "weekday that does not fit the date")
  /// Impossible date in prose.
  package static let impossibleDate = DiagnosticCode("R0203", "impossible date in prose")
  /// Versions that overlap.
  package static let overlappingVersions = DiagnosticCode("R0204", "versions that overlap")
  /// Dates of a law out of order.
  package static let datesOutOfOrder = DiagnosticCode("R0205", "dates of a law out of order")
  /// Role that ends before it begins.
  package static let reversedRole = DiagnosticCode("R0206", "role that ends before it begins")
  /// Date that stands for no date.
  package static let sentinelDate = DiagnosticCode("R0207", "date that stands for no date")
  package static let claimLawNotInForce = DiagnosticCode(
    "R0208", "law of a statement not in force on its date")
  package static let impossibleRecordDate = DiagnosticCode(
    "R0209", "impossible date of the dossier's own work", .warning)

  /// Penalty that the data does not have.
  package static let wrongPenalty = DiagnosticCode("R0301", "penalty that the data does not have")
  /// Identifier of a version in no known form.
  package static let malformedLawIdentifier = DiagnosticCode(
    "R0302", "identifier of a version in no known form")
  /// Identifier given to two texts or versions.
  package static let sharedLawIdentifier = DiagnosticCode(
    "R0303", "identifier given to two texts or versions")

  /// Altered quotation.
  package static let alteredQuotation = DiagnosticCode("R0401", "altered quotation")
  /// Passage outside the register.
  package static let unregisteredPassage = DiagnosticCode("R0402", "passage outside the register")
  /// Archived document that changed.
  package static let changedDocument = DiagnosticCode("R0403", "archived document that changed")
  /// Registered passage that changed.
  package static let changedPassage = DiagnosticCode("R0404", "registered passage that changed")
  /// Quoted words of no registered text.
  package static let unknownQuotation = DiagnosticCode(
    "R0405", "quoted words of no registered text")
  /// Statement without a source.
  package static let unsourced = DiagnosticCode("R0406", "statement without a source")
  /// Document missing from the archive.
  package static let missingDocument = DiagnosticCode("R0407", "document missing from the archive")

  /// Procedural standing missing.
  package static let standingMissing = DiagnosticCode("R0501", "procedural standing missing")
  /// Procedural standing without a date.
  package static let standingUndated = DiagnosticCode("R0502", "procedural standing without a date")
  /// Word stronger than the standing.
  package static let strongWord = DiagnosticCode(
    "R0503", "word stronger than the standing", .warning)
  /// Chapter without the presumption notice.
  package static let presumptionMissing = DiagnosticCode(
    "R0504", "chapter without the presumption notice", .warning)

  /// Every code of this module.
  package static let verificationCodes: [DiagnosticCode] = [
    unknownRecord, oldIdentifier, noVersionOnDay, unknownFragment, selfReference, listedTwice,
    unknownInsertion, unknownKind, unknownAxis, circularChain, deadLink, missingMedia,
    lawNotInForce, wrongWeekday, impossibleDate, overlappingVersions, datesOutOfOrder,
    reversedRole, sentinelDate, claimLawNotInForce, impossibleRecordDate,
    wrongPenalty, malformedLawIdentifier, sharedLawIdentifier, unknownArticle, wrongLawDate,
    doubtfulCitation, wrongActNumber, malformedCitation, disagreeingIdentifiers,
    renumberedArticle, mislabelledLaw, unlinkedLaw, staleConclusion,
    alteredQuotation, unregisteredPassage, changedDocument, changedPassage, unknownQuotation,
    unsourced, missingDocument,
    standingMissing, standingUndated, strongWord, presumptionMissing,
    unknownRule, fixedRule, staleAcceptance,
  ]
}

// MARK: - References

extension Diagnostic {
  static func unknownRecord(
    _ slug: String, kindWord: String, at span: Span, near: [String], otherKinds: [String]
  ) -> Diagnostic {
    var hints: [Hint] = []
    if let first = near.first, var hint = Suggestion.hint(near) {
      hint.replacement = .init(span: span, text: first)
      hints.append(hint)
    } else if otherKinds.isEmpty {
      hints.append(Hint("add a record with this id, or refer to one that exists"))
    }
    return Diagnostic(
      .unknownRecord, "there is no \(kindWord) `\(slug)`", at: Label(span, "no such \(kindWord)"),
      notes: otherKinds.map { "`\(slug)` exists as \(article($0))" }, hints: hints)
  }

  static func oldIdentifier(
    _ slug: String, current: String, at span: Span, declared: Span
  ) -> Diagnostic {
    Diagnostic(
      .oldIdentifier, "`\(slug)` is an old id", at: Label(span, "now `\(current)`"),
      secondary: [Label(declared, "the record")],
      hints: [Hint("write `\(current)`", replacement: .init(span: span, text: current))])
  }

  static func noVersionOnDay(
    _ slug: String, day: CivilDate, at span: Span, law: Span, versions: [String]
  ) -> Diagnostic {
    Diagnostic(
      .noVersionOnDay, "no version of `\(slug)` applied on \(day)", at: Label(span),
      secondary: [Label(law, "the provision")], notes: versions.map { Wording($0) },
      hints: [Hint("refer to the law on a day when a version applied, or leave the date out")])
  }

  static func unreadableLawDate(_ text: String, reason: Wording, at span: Span) -> Diagnostic {
    Diagnostic(
      .noVersionOnDay, "`\(text)` is not a day: \(reason)", at: Label(span),
      hints: [Hint("write the year, month and day: `[[law:id@2026-01-02]]`")])
  }

  static func dateOnOther(_ kindWord: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .noVersionOnDay, "only a law is read on a day, not \(article(kindWord))", at: Label(span),
      hints: [Hint("leave out `@` and the date")])
  }

  static func unknownFragment(
    _ fragment: String, of target: String, things: String, at span: Span, known: [String]
  ) -> Diagnostic {
    let near = Suggestion.nearest(to: fragment, among: known)
    var hint = Suggestion.hint(near)
    if let first = near.first { hint?.replacement = .init(span: span, text: first) }
    let list: Wording = known.isEmpty ? "it has none" : "it has \(quoted(known))"
    return Diagnostic(
      .unknownFragment, "`\(target)` has no \(things) `\(fragment)`", at: Label(span),
      notes: near.isEmpty ? [list] : [], hints: hint.map { [$0] } ?? [])
  }

  static func deadLink(toHeading id: String, at span: Span, known: [String]) -> Diagnostic {
    let near = Suggestion.nearest(to: id, among: known)
    let list: Wording =
      known.isEmpty ? "this text has no heading" : "its headings are \(quoted(known))"
    return Diagnostic(
      .deadLink, "this text has no heading `\(id)`", at: Label(span),
      notes: near.isEmpty ? [list] : [], hints: Suggestion.hint(near).map { [$0] } ?? [])
  }

  static func deadLink(toPath path: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .deadLink, "the link `\(path)` names no page", at: Label(span),
      hints: [
        Hint(
          "name a page by a reference such as `[[chapter:id]]`, a file by `media/name`, "
            + "another site by its whole address")
      ])
  }

  static func missingMedia(_ path: String, at span: Span, known: [String]) -> Diagnostic {
    let near = Suggestion.hint(Suggestion.nearest(to: path, among: known))
    return Diagnostic(
      .missingMedia, "there is no file `Content/\(path)`", at: Label(span),
      hints: [near ?? Hint("put the file there, or correct its name")])
  }

  static func selfReference(_ slug: String, how: String, at span: Span, record: Span) -> Diagnostic
  {
    Diagnostic(
      .selfReference, "`\(slug)` \(how) itself", at: Label(span, "the record itself"),
      secondary: [Label(record, "the record")],
      hints: [Hint("name the record that was meant, or leave the reference out")])
  }

  static func listedTwice(_ slug: String, at span: Span, first: Span) -> Diagnostic {
    Diagnostic(
      .listedTwice, "`\(slug)` stands twice in one list", at: Label(span, "again here"),
      secondary: [Label(first, "first here")],
      hints: [Hint("leave one out, or name the record that was meant")])
  }

  static func unknownInsertion(_ name: String, at span: Span, known: [String]) -> Diagnostic {
    let near = Suggestion.nearest(to: name, among: known)
    return Diagnostic(
      .unknownInsertion, "nothing can be inserted by `\(name)`", at: Label(span),
      notes: near.isEmpty ? ["insertions: \(quoted(known))"] : [],
      hints: Suggestion.hint(near).map { [$0] } ?? [])
  }

  static func unknownInsertionArgument(
    _ word: String, of name: String, at span: Span, known: [String]
  ) -> Diagnostic {
    let near = Suggestion.nearest(to: word, among: known)
    var hint = Suggestion.hint(near)
    if let first = near.first { hint?.replacement = .init(span: span, text: first) }
    return Diagnostic(
      .unknownInsertion, "there is no \(name) `\(word)` to insert", at: Label(span),
      notes: near.isEmpty ? ["`\(name)` takes \(quoted(known))"] : [],
      hints: hint.map { [$0] } ?? [])
  }

  static func insertionWithoutArgument(_ name: String, at span: Span, known: [String]) -> Diagnostic
  {
    Diagnostic(
      .unknownInsertion, "`\(name)` does not say what to insert", at: Label(span),
      hints: [
        known.isEmpty
          ? Hint("name a quotation: `{{ quote q-s19 }}`")
          : Hint("write one of \(quoted(known)) behind it")
      ])
  }

  static func unknownKind(_ word: String, at span: Span, known: [String]) -> Diagnostic {
    let near = Suggestion.nearest(to: word, among: known)
    var hint = Suggestion.hint(near)
    if let first = near.first { hint?.replacement = .init(span: span, text: first) }
    return Diagnostic(
      .unknownKind, "`\(word)` is not a kind of record", at: Label(span),
      notes: ["kinds: \(quoted(known))"], hints: hint.map { [$0] } ?? [])
  }

  static func unknownAxis(
    _ id: String, axis: String, at span: Span, known: [String]
  ) -> Diagnostic {
    let near = Suggestion.nearest(to: id, among: known)
    var hint = Suggestion.hint(near)
    if let first = near.first { hint?.replacement = .init(span: span, text: first) }
    return Diagnostic(
      .unknownAxis, "the matrix has no \(axis) `\(id)`", at: Label(span),
      notes: near.isEmpty ? ["it has \(quoted(known))"] : [], hints: hint.map { [$0] } ?? [])
  }

  static func circularChain(
    _ slugs: [String], word: String, at span: Span, others: [Span]
  ) -> Diagnostic {
    Diagnostic(
      .circularChain, "a chain of `\(word)` leads back to `\(slugs.first ?? "")`", at: Label(span),
      secondary: others.map { Label($0, "by way of this") },
      notes: [Wording(slugs.map { "`\($0)`" }.joined(separator: " → "))],
      hints: [Hint("one of them is the origin: leave out its `\(word)`")])
  }
}

// MARK: - Dates

extension Diagnostic {
  static func lawNotInForce(
    _ law: String, event: String, date: DateValue, at span: Span, dateSpan: Span,
    versions: [String]
  ) -> Diagnostic {
    Diagnostic(
      .lawNotInForce, "`\(law)` was not in force at the date of the event `\(event)`",
      at: Label(span, "no version applied then"),
      secondary: [Label(dateSpan, "the event: \(date)")], notes: versions.map { Wording($0) },
      hints: [Hint("correct the date of the event or of the version, or move the law to `laws`")])
  }

  static func claimLawNotInForce(
    _ law: String, claim: String, date: Located<DateValue>, at span: Span, versions: [String]
  ) -> Diagnostic {
    Diagnostic(
      .claimLawNotInForce, "`\(law)` was not in force on the date of the statement `\(claim)`",
      at: Label(span, "no version applied then"),
      secondary: [Label(date.span, "the statement is judged by the law of this day")],
      notes: versions.map { Wording($0) },
      hints: [
        Hint("correct `law-date` or the date of the version, or name the law that applied")
      ])
  }

  static func recordDateAfterBuild(
    _ key: String, _ date: String, buildDate: CivilDate, at span: Span
  ) -> Diagnostic {
    Diagnostic(
      .impossibleRecordDate, "`\(key)` (\(date)) is after the day of the build (\(buildDate))",
      at: Label(span), hints: [Hint("correct the date; `--date` sets the day of the build")])
  }

  static func readBeforePublished(
    _ source: String, accessed: Located<DateValue>, published: Located<DateValue>
  ) -> Diagnostic {
    Diagnostic(
      .impossibleRecordDate, "the source `\(source)` was read before it was published",
      at: Label(accessed.span, "read \(accessed.value)"),
      secondary: [Label(published.span, "published \(published.value)")],
      hints: [Hint("correct one of the two dates")])
  }

  static func wrongWeekday(
    _ written: String, date: String, right: String, at span: Span, inferred: String?
  ) -> Diagnostic {
    Diagnostic(
      .wrongWeekday, "\(date) is not a \(written) but a \(right)", at: Label(span),
      notes: inferred.map { ["no year is written; the year is that of \($0)"] } ?? [],
      hints: [Hint("correct the weekday or the date, after the source")])
  }

  static func impossibleDate(_ date: String, reason: Wording, at span: Span) -> Diagnostic {
    Diagnostic(
      .impossibleDate, "there is no day \(date)", at: Label(span, reason),
      hints: [Hint("look the date up in its source")])
  }

  static func overlappingVersions(
    _ slug: String, later: String, earlier: String, at span: Span, other: Span, day: CivilDate
  ) -> Diagnostic {
    Diagnostic(
      .overlappingVersions, "versions `\(earlier)` and `\(later)` of `\(slug)` overlap",
      at: Label(span, "begins while `\(earlier)` still holds"),
      secondary: [Label(other, "`\(earlier)`")],
      notes: ["`until` is the first day on which a version no longer holds"],
      hints: [Hint("end `\(earlier)` with `until: \(day)`")])
  }

  static func datesOutOfOrder(
    _ what: String, later: String, laterDate: DateValue, earlier: String, earlierDate: DateValue,
    at span: Span, other: Span
  ) -> Diagnostic {
    Diagnostic(
      .datesOutOfOrder,
      "\(what): `\(later)` (\(laterDate)) is \(laterDate < earlierDate ? "before" : "not after")"
        + " `\(earlier)` (\(earlierDate))",
      at: Label(span), secondary: [Label(other, "`\(earlier)`")],
      notes: ["a text is adopted, then published, then in force, then applicable, then ended"])
  }

  static func reversedRole(
    _ title: String, from: DateValue, to: DateValue, at span: Span, other: Span
  ) -> Diagnostic {
    Diagnostic(
      .reversedRole, "the role `\(title)` ends (\(to)) before it begins (\(from))",
      at: Label(span, "ends here"), secondary: [Label(other, "begins here")],
      hints: [Hint("exchange the two dates, or correct one of them")])
  }

  static func sentinelDate(_ date: DateValue, at span: Span) -> Diagnostic {
    Diagnostic(
      .sentinelDate, "`\(date)` stands for no date", at: Label(span),
      notes: ["databases write such a day where no end is known; a reader takes it for a date"],
      hints: [Hint("leave the key out when no end is known")])
  }
}

// MARK: - Law

extension Diagnostic {
  static func wrongPenalty(
    _ figure: String, laws: [String], at span: Span, law: Span?, data: [String]
  ) -> Diagnostic {
    Diagnostic(
      .wrongPenalty, "\(figure) is not a penalty of \(laws.joined(separator: " or "))",
      at: Label(span, "not in the data"),
      secondary: law.map { [Label($0, "attributed to this law")] } ?? [],
      notes: data.map { Wording($0) },
      hints: [Hint("correct the figure here, or the penalties of the law after its text")])
  }

  static func malformedLawIdentifier(_ text: String, near: String?, at span: Span) -> Diagnostic {
    Diagnostic(
      .malformedLawIdentifier, "`\(text)` has the form of no identifier of a text",
      at: Label(span),
      notes: near.map { [Wording($0)] } ?? [
        "a version has a LEGIARTI and 12 digits, a JORFARTI and 12 digits, a CELEX or an ELI"
      ],
      hints: [Hint("copy it from the official page, or leave it out until it was read")])
  }

  static func sharedLawIdentifier(_ text: String, at span: Span, first: Span) -> Diagnostic {
    Diagnostic(
      .sharedLawIdentifier, "`\(text)` is given to two texts or versions",
      at: Label(span, "again here"), secondary: [Label(first, "first given here")],
      notes: ["each version of an article has an identifier of its own"],
      hints: [Hint("look up which of the two it names")])
  }
}

// MARK: - Evidence

extension Diagnostic {
  static func alteredQuotation(
    _ slug: String, expected: String, found: String, at span: Span, near: NearPassage?, whole: Span
  ) -> Diagnostic {
    var notes: [Wording] = ["registered \(expected)", "these words \(found)"]
    if let near {
      notes.append("\(near.name): \(near.passage)")
      if !near.difference.isEmpty {
        notes.append("word by word: \(near.difference.marked(around: 8))")
      }
    }
    return Diagnostic(
      .alteredQuotation, "the words of the quotation `\(slug)` are not those registered",
      at: Label(span, "differs from the source"), secondary: [Label(whole, "the registered hash")],
      notes: notes, hints: [Hint("restore the words of the source byte for byte")])
  }

  static func unregisteredPassage(
    _ message: Wording, at span: Span, register: Span?, notes: [Wording] = []
  ) -> Diagnostic {
    Diagnostic(
      .unregisteredPassage, message, at: Label(span),
      secondary: register.map { [Label($0, "the register")] } ?? [], notes: notes,
      hints: [Hint("copy `start`, `end` and `sha256` of the passage from the register")])
  }

  static func changedDocument(
    _ slug: String, what: String, expected: String, found: String, at span: Span
  ) -> Diagnostic {
    Diagnostic(
      .changedDocument, "the archived document `\(slug)` has another \(what)", at: Label(span),
      notes: ["registered \(expected)", "in the archive \(found)"],
      hints: [Hint("find the document that was captured; a new capture is a record of its own")])
  }

  static func changedPassage(
    _ id: String, document: String, at span: Span, reason: Wording
  ) -> Diagnostic {
    Diagnostic(
      .changedPassage, "the passage `\(id)` is not in the document `\(document)` where it says",
      at: Label(span), notes: [reason],
      hints: [Hint("measure the passage again: offsets are bytes, `end` is behind the last one")])
  }

  static func unknownQuotation(_ near: NearPassage?, at span: Span) -> Diagnostic {
    var notes: [Wording] = []
    if let near {
      notes.append("the nearest is \(near.name): \(near.passage)")
      notes.append("word by word: \(near.difference.marked(around: 8))")
    }
    return Diagnostic(
      .unknownQuotation, "these quoted words are in no registered quotation", at: Label(span),
      notes: notes,
      hints: [
        near == nil
          ? Hint("register the quotation with its source, or say it in your own words")
          : Hint("restore the words of the source; mark a cut with […]")
      ])
  }

  static func unsourced(_ what: String, at span: Span, hint: Wording) -> Diagnostic {
    Diagnostic(.unsourced, "\(what) without a source", at: Label(span), hints: [Hint(hint)])
  }

  static func missingDocument(_ slug: String, file: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .missingDocument, "the archive does not hold the document `\(slug)`", at: Label(span),
      notes: ["looked for `\(file)`"],
      hints: [Hint("put the file into the archive folder, or check without an archive")])
  }
}

// MARK: - Persons

extension Diagnostic {
  static func standingMissing(_ slug: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .standingMissing, "`\(slug)` is party to a procedure and has no standing", at: Label(span),
      hints: [
        Hint("add `standing` with `status`, `since` and `text`; never stronger than its source")
      ])
  }

  static func standingUndated(_ slug: String, status: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .standingUndated, "the standing `\(status)` of `\(slug)` has no date", at: Label(span),
      hints: [Hint("add `since`, the day the standing was reported; an uncertain one takes `?`")])
  }

  static func strongWord(
    _ words: String, actor: String, status: String, at span: Span, reference: Span
  ) -> Diagnostic {
    Diagnostic(
      .strongWord, "`\(words)` is stronger than the standing of `\(actor)`", at: Label(span),
      secondary: [Label(reference, "`\(actor)`")],
      notes: ["the standing is `\(status)`; nobody is called guilty before a conviction"],
      hints: [Hint("say what was done by whom: reported, summoned, under investigation")])
  }

  static func presumptionMissing(_ chapter: String, actor: String, at span: Span, reference: Span)
    -> Diagnostic
  {
    Diagnostic(
      .presumptionMissing, "the chapter `\(chapter)` names `\(actor)` without the notice",
      at: Label(span), secondary: [Label(reference, "named here, party to a procedure")],
      hints: [Hint("add `presumption: true` to the front matter")])
  }
}

// MARK: - Wording

/// A word with its article.
private func article(_ word: String) -> String {
  let isVowel = word.utf8.first.map { "aeiou".utf8.contains($0) } ?? false
  return (isVowel ? "an " : "a ") + word
}

/// Names in backticks, separated by commas; many are cut.
private func quoted(_ names: [String]) -> String {
  let shown = names.prefix(12).map { "`\($0)`" }.joined(separator: ", ")
  return names.count > 12 ? shown + " and \(names.count - 12) more" : shown
}
