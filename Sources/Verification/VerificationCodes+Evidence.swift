// The diagnostics of evidence (R04) and of prose (R07): their codes and the functions that word
// them, in English and in French.

package import Diagnostics
import DossierModel

extension DiagnosticCode {
  /// Established on a single source.
  package static let singleSource = DiagnosticCode(
    "R0408", "established on a single source", .warning)
  /// Statement told as a fact.
  package static let statementAsFact = DiagnosticCode(
    "R0409", "statement told as a fact", .warning)
  /// Contradiction that hides a value.
  package static let hiddenValue = DiagnosticCode("R0410", "contradiction that hides a value")
  /// Cut that only the archive can prove.
  package static let cutUnproved = DiagnosticCode(
    "R0411", "cut that only the archive can prove", .warning)
  /// Disputed value without its contradiction.
  package static let smoothedValue = DiagnosticCode(
    "R0412", "disputed value without its contradiction")

  /// Duration that does not fit its interval.
  package static let wrongDuration = DiagnosticCode(
    "R0701", "duration that does not fit its interval", .warning)
  /// Age that does not fit the birth.
  package static let wrongAge = DiagnosticCode(
    "R0702", "age that does not fit the birth", .warning)
  /// Parts that do not make their sum.
  package static let wrongSum = DiagnosticCode(
    "R0703", "parts that do not make their sum", .warning)
  /// Printed mark of no record.
  package static let unknownCote = DiagnosticCode("R0704", "printed mark of no record", .warning)
  /// Date that is not that of the event beside it.
  package static let eventDateDiffers = DiagnosticCode(
    "R0705", "date that is not that of the event beside it", .warning)
}

// MARK: - Quotations and the archive

extension Diagnostic {
  static func alteredQuotation(
    _ slug: String, expected: String, found: String, at span: Span, near: NearPassage?, whole: Span
  ) -> Diagnostic {
    var notes = [
      Wording("registered \(expected)", fr: "empreinte enregistrée \(expected)"),
      Wording("these words \(found)", fr: "ces mots-ci \(found)"),
    ]
    if let near {
      notes.append(near.said)
      if !near.difference.isEmpty { notes.append(near.wordByWord) }
    }
    return Diagnostic(
      .alteredQuotation,
      Wording(
        "the words of the quotation `\(slug)` are not those registered",
        fr: "les mots de la citation `\(slug)` ne sont pas ceux qui ont été enregistrés"),
      at: Label(span, Wording("differs from the source", fr: "diffère de la source")),
      secondary: [
        Label(whole, Wording("the registered hash", fr: "l'empreinte enregistrée"))
      ], notes: notes,
      hints: [
        Hint(
          Wording(
            "restore the words of the source byte for byte",
            fr: "rétablissez les mots de la source, octet par octet"))
      ])
  }

  static func cutUnproved(_ slug: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .cutUnproved,
      Wording(
        "the quotation `\(slug)` leaves words out, and no archive is at hand to compare it",
        fr: "la citation `\(slug)` coupe des mots, et aucune archive ne permet de la comparer"),
      at: Label(span),
      notes: [
        Wording(
          "the registered hash is that of the whole passage",
          fr: "l'empreinte enregistrée est celle du passage entier")
      ],
      hints: [
        Hint(
          Wording(
            "check with `--archive`, or quote the passage whole",
            fr: "vérifiez avec `--archive`, ou citez le passage en entier"))
      ])
  }

  static func unregisteredPassage(
    _ message: Wording, at span: Span, register: Span?, notes: [Wording] = []
  ) -> Diagnostic {
    Diagnostic(
      .unregisteredPassage, message, at: Label(span),
      secondary: register.map { [Label($0, Wording("the register", fr: "le registre"))] } ?? [],
      notes: notes,
      hints: [
        Hint(
          Wording(
            "copy `start`, `end` and `sha256` of the passage from the register",
            fr: "recopiez `start`, `end` et `sha256` du passage depuis le registre"))
      ])
  }

  static func changedDocument(
    _ slug: String, what: Wording, expected: Wording, found: Wording, at span: Span
  ) -> Diagnostic {
    Diagnostic(
      .changedDocument,
      Wording(
        "the archived document `\(slug)` has another \(what.english)",
        fr: "le document archivé `\(slug)` a une autre \(what.french)"),
      at: Label(span),
      notes: [
        Wording("registered \(expected.english)", fr: "au registre : \(expected.french)"),
        Wording("in the archive \(found.english)", fr: "dans l'archive : \(found.french)"),
      ],
      hints: [
        Hint(
          Wording(
            "find the document that was captured; a new capture is a record of its own",
            fr: "retrouvez le document capturé ; une nouvelle capture est une fiche à part"))
      ])
  }

  static func changedPassage(
    _ id: String, document: String, at span: Span, reason: Wording
  ) -> Diagnostic {
    Diagnostic(
      .changedPassage,
      Wording(
        "the passage `\(id)` is not in the document `\(document)` where it says",
        fr: "le passage `\(id)` n'est pas dans le document `\(document)` à l'endroit indiqué"),
      at: Label(span), notes: [reason],
      hints: [
        Hint(
          Wording(
            "measure the passage again: offsets are bytes, `end` is behind the last one",
            fr: "mesurez le passage à nouveau : en octets, `end` étant après le dernier"))
      ])
  }

  static func unknownQuotation(_ near: NearPassage?, at span: Span) -> Diagnostic {
    var notes: [Wording] = []
    if let near {
      notes.append(
        Wording(
          "the nearest is \(near.said.english)", fr: "le plus proche est \(near.said.french)"))
      notes.append(near.wordByWord)
    }
    return Diagnostic(
      .unknownQuotation,
      Wording(
        "these quoted words are in no registered quotation",
        fr: "ces mots entre guillemets ne sont dans aucune citation enregistrée"), at: Label(span),
      notes: notes,
      hints: [
        near == nil
          ? Hint(
            Wording(
              "register the quotation with its source, or say it in your own words",
              fr: "enregistrez la citation avec sa source, ou dites-le avec vos mots"))
          : Hint(
            Wording(
              "restore the words of the source; mark a cut with […]",
              fr: "rétablissez les mots de la source ; marquez une coupe par […]"))
      ])
  }

  static func unsourced(_ what: Wording, at span: Span, hint: Wording) -> Diagnostic {
    Diagnostic(
      .unsourced,
      Wording("\(what.english) without a source", fr: "\(what.french) sans source"),
      at: Label(span), hints: [Hint(hint)])
  }

  static func missingDocument(_ slug: String, file: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .missingDocument,
      Wording(
        "the archive does not hold the document `\(slug)`",
        fr: "l'archive ne contient pas le document `\(slug)`"), at: Label(span),
      notes: [Wording("looked for `\(file)`", fr: "fichier cherché : `\(file)`")],
      hints: [
        Hint(
          Wording(
            "put the file into the archive folder, or check without an archive",
            fr: "mettez le fichier dans le dossier d'archive, ou vérifiez sans archive"))
      ])
  }
}

extension NearPassage {
  /// The passage with where it stands.
  fileprivate var said: Wording {
    Wording("\(name.english): \(passage)", fr: "\(name.french) : \(passage)")
  }

  /// The difference in words.
  fileprivate var wordByWord: Wording {
    let marked = difference.marked(around: 8)
    return Wording("word by word: \(marked)", fr: "mot à mot : \(marked)")
  }
}

// MARK: - Evidence

extension Diagnostic {
  static func singleSource(
    _ what: String, origin: String, copies: Int, at span: Span, source: Span
  ) -> Diagnostic {
    let notes: [Wording] =
      copies == 0
      ? []
      : [
        Wording(
          "the sources named are copies of one another: they count as one",
          fr: "les sources nommées se reprennent l'une l'autre : elles comptent pour une")
      ]
    return Diagnostic(
      .singleSource,
      Wording(
        "`\(what)` is called established and rests on `\(origin)` alone",
        fr: "`\(what)` est dit établi et ne repose que sur `\(origin)`"),
      at: Label(span),
      secondary: [Label(source, Wording("the only source", fr: "la seule source"))], notes: notes,
      hints: [
        Hint(
          Wording(
            "add an independent or an official source, or say `single-source`",
            fr: "ajoutez une source indépendante ou officielle, ou écrivez `single-source`"))
      ])
  }

  static func statementAsFact(
    _ claim: String, nature: String, at span: Span, declared: Span
  ) -> Diagnostic {
    Diagnostic(
      .statementAsFact,
      Wording(
        "`\(claim)` is told as a fact; it is of the nature `\(nature)`",
        fr: "`\(claim)` est donné pour un fait ; sa nature est `\(nature)`"),
      at: Label(span, Wording("nobody says it here", fr: "personne ne le dit ici")),
      secondary: [Label(declared, Wording("the claim", fr: "l'affirmation"))],
      hints: [
        Hint(
          Wording(
            "say who makes it: name the speaker, or use a verb such as “says” or “according to”",
            fr: "dites de qui elle vient : nommez la personne, ou écrivez « selon », « affirme »"))
      ])
  }

  static func hiddenValue(
    repeated value: String, as other: String, in contradiction: String, at span: Span
  ) -> Diagnostic {
    Diagnostic(
      .hiddenValue,
      Wording(
        "`\(contradiction)` gives the value `\(value)` twice",
        fr: "`\(contradiction)` donne deux fois la valeur `\(value)`"),
      at: Label(span),
      notes: value == other
        ? [] : [Wording("the other time: `\(other)`", fr: "l'autre fois : `\(other)`")],
      hints: [
        Hint(
          Wording(
            "write what the other source says, or put the sources under one value",
            fr: "écrivez ce que dit l'autre source, ou réunissez les sources sous une valeur"))
      ])
  }

  static func hiddenValue(onlyIn contradiction: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .hiddenValue,
      Wording(
        "`\(contradiction)` shows fewer than two values",
        fr: "`\(contradiction)` montre moins de deux valeurs"),
      at: Label(span),
      hints: [
        Hint(
          Wording(
            "show every value that a source gives, also those that are not retained",
            fr: "montrez chaque valeur qu'une source donne, même celles qui ne sont pas retenues"))
      ])
  }
}

extension Diagnostic {
  static func smoothedValue(
    _ value: String, of contradiction: String, count: Int, at span: Span, declared: Span
  ) -> Diagnostic {
    Diagnostic(
      .smoothedValue,
      Wording(
        "the sentence gives a value of `\(contradiction)` and hides that sources disagree",
        fr: "la phrase donne une valeur de `\(contradiction)` et tait que les sources divergent"),
      at: Label(
        span,
        Wording(
          "gives `\(value)`, one of \(count)", fr: "donne `\(value)`, une valeur sur \(count)")),
      secondary: [Label(declared, Wording("the contradiction", fr: "la contradiction"))],
      hints: [
        Hint(
          Wording(
            "add `[[contradiction:\(contradiction)]]` to the page: readers see the other values there",
            fr:
              "ajoutez `[[contradiction:\(contradiction)]]` à la page : le lecteur y voit les autres valeurs"
          ))
      ])
  }
}

// MARK: - Prose

extension Diagnostic {
  static func wrongDuration(
    _ written: String, interval: ProseInterval, at span: Span, other: Span
  ) -> Diagnostic {
    let days = interval.dayCount
    return Diagnostic(
      .wrongDuration,
      Wording(
        "the interval has \(days) days, not \(written)",
        fr: "l'intervalle compte \(days) jours, non \(written)"),
      at: Label(span),
      secondary: [Label(other, Wording("the interval", fr: "l'intervalle"))],
      notes: [
        Wording(
          "the first and the last day are counted", fr: "le premier et le dernier jour comptent")
      ],
      hints: [
        Hint(
          Wording(
            "correct the duration or one of the dates, after the source",
            fr: "corrigez la durée ou l'une des dates, d'après la source"))
      ])
  }

  static func wrongAge(
    _ written: String, right: ClosedRange<Int>, on day: CivilDate, isClosingDay: Bool,
    at span: Span,
    birth: Span
  ) -> Diagnostic {
    let low = right.lowerBound
    let high = right.upperBound
    return Diagnostic(
      .wrongAge,
      Wording(
        low == high
          ? "who was born then was \(low) on \(day), not \(written)"
          : "who was born then was \(low) or \(high) on \(day), not \(written)",
        fr: low == high
          ? "qui est né alors avait \(low) ans le \(day), non \(written)"
          : "qui est né alors avait \(low) ou \(high) ans le \(day), non \(written)"),
      at: Label(span), secondary: [Label(birth, Wording("the birth", fr: "la naissance"))],
      notes: isClosingDay
        ? [
          Wording(
            "reckoned on the day at which the dossier was closed",
            fr: "calculé au jour où le dossier est arrêté")
        ] : [],
      hints: [
        Hint(
          Wording(
            "correct the age or the birth, or write the day on which the age held",
            fr: "corrigez l'âge ou la naissance, ou écrivez à quelle date cet âge valait"))
      ])
  }

  static func wrongSum(given: String, found: String, isShare: Bool, at span: Span) -> Diagnostic {
    Diagnostic(
      .wrongSum,
      isShare
        ? Wording(
          "the shares make \(found) %, not 100 %", fr: "les parts font \(found) %, non 100 %")
        : Wording(
          "the parts make \(found), not \(given)", fr: "les parties font \(found), non \(given)"),
      at: Label(span),
      hints: [
        Hint(
          Wording(
            "count again after the source; say what is left out",
            fr: "recomptez d'après la source ; dites ce qui est laissé de côté"))
      ])
  }

  static func unknownCote(_ text: String, near: [String], at span: Span) -> Diagnostic {
    var hint = Suggestion.hint(near)
    if let first = near.first { hint?.replacement = .init(span: span, text: first) }
    return Diagnostic(
      .unknownCote,
      Wording("no record has the mark `\(text)`", fr: "aucune fiche ne porte la cote `\(text)`"),
      at: Label(span),
      hints: [
        hint
          ?? Hint(
            Wording(
              "correct the mark, or refer to the record by its id",
              fr: "corrigez la cote, ou renvoyez à la fiche par son identifiant"))
      ])
  }

  static func eventDateDiffers(
    _ date: String, event: String, eventDate: DateValue, at span: Span, other: Span
  ) -> Diagnostic {
    Diagnostic(
      .eventDateDiffers,
      Wording(
        "\(date) is not a date of the event `\(event)` (\(eventDate))",
        fr: "\(date) n'est pas une date de l'événement `\(event)` (\(eventDate))"),
      at: Label(span),
      secondary: [Label(other, Wording("the event", fr: "l'événement"))],
      hints: [
        Hint(
          Wording(
            "correct the date here or that of the event, or refer to the event that was meant",
            fr: "corrigez la date ici ou celle de l'événement, ou renvoyez au bon événement"))
      ])
  }
}
