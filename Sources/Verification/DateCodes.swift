// The wording of the diagnostics on dates: R0201 to R0209.

import Diagnostics
import DossierModel

extension Diagnostic {
  private static let noVersionThen = Wording(
    "no version applied then", fr: "aucune version ne s'appliquait alors")

  static func lawNotInForce(
    _ law: String, event: String, date: DateValue, at span: Span, dateSpan: Span,
    versions: [Wording]
  ) -> Diagnostic {
    Diagnostic(
      .lawNotInForce,
      Wording(
        "`\(law)` was not in force at the date of the event `\(event)`",
        fr: "`\(law)` n'était pas en vigueur à la date de l'événement `\(event)`"),
      at: Label(span, noVersionThen),
      secondary: [Label(dateSpan, Wording("the event: \(date)", fr: "l'événement : \(date)"))],
      notes: versions,
      hints: [
        Hint(
          Wording(
            "correct the date of the event or of the version, or move the law to `laws`",
            fr: "corrigez la date de l'événement ou de la version, ou placez le texte sous `laws`"))
      ])
  }

  static func claimLawNotInForce(
    _ law: String, claim: String, date: Located<DateValue>, at span: Span, versions: [Wording]
  ) -> Diagnostic {
    Diagnostic(
      .claimLawNotInForce,
      Wording(
        "`\(law)` was not in force on the date of the statement `\(claim)`",
        fr: "`\(law)` n'était pas en vigueur à la date de l'affirmation `\(claim)`"),
      at: Label(span, noVersionThen),
      secondary: [
        Label(
          date.span,
          Wording(
            "the statement is judged by the law of this day",
            fr: "l'affirmation se juge selon le droit de ce jour"))
      ], notes: versions,
      hints: [
        Hint(
          Wording(
            "correct `law-date` or the date of the version, or name the law that applied",
            fr: "corrigez `law-date` ou la date de la version, ou nommez le texte applicable"))
      ])
  }

  static func recordDateAfterBuild(
    _ key: String, _ date: String, buildDate: CivilDate, at span: Span
  ) -> Diagnostic {
    Diagnostic(
      .impossibleRecordDate,
      Wording(
        "`\(key)` (\(date)) is after the day of the build (\(buildDate))",
        fr: "`\(key)` (\(date)) est postérieur au jour de la construction (\(buildDate))"),
      at: Label(span),
      hints: [
        Hint(
          Wording(
            "correct the date; `--date` sets the day of the build",
            fr: "corrigez la date ; `--date` fixe le jour de la construction"))
      ])
  }

  static func readBeforePublished(
    _ source: String, accessed: Located<DateValue>, published: Located<DateValue>
  ) -> Diagnostic {
    Diagnostic(
      .impossibleRecordDate,
      Wording(
        "the source `\(source)` was read before it was published",
        fr: "la source `\(source)` a été lue avant d'être publiée"),
      at: Label(
        accessed.span, Wording("read \(accessed.value)", fr: "lue le \(accessed.value)")),
      secondary: [
        Label(
          published.span,
          Wording("published \(published.value)", fr: "publiée le \(published.value)"))
      ],
      hints: [
        Hint(
          Wording("correct one of the two dates", fr: "corrigez l'une des deux dates"))
      ])
  }

  static func wrongWeekday(
    _ written: String, date: String, right: String, at span: Span, inferred: String?
  ) -> Diagnostic {
    Diagnostic(
      .wrongWeekday,
      Wording(
        "\(date) is not a \(written) but a \(right)",
        fr: "le \(date) n'est pas un \(written) mais un \(right)"),
      at: Label(span),
      notes: inferred.map {
        [
          Wording(
            "no year is written; the year is that of \($0)",
            fr: "aucune année n'est écrite ; c'est celle de \($0)")
        ]
      } ?? [],
      hints: [
        Hint(
          Wording(
            "correct the weekday or the date, after the source",
            fr: "corrigez le jour ou la date, d'après la source"))
      ])
  }

  static func impossibleDate(_ date: String, reason: Wording, at span: Span) -> Diagnostic {
    Diagnostic(
      .impossibleDate,
      Wording("there is no day \(date)", fr: "il n'y a pas de jour \(date)"),
      at: Label(span, reason),
      hints: [
        Hint(
          Wording("look the date up in its source", fr: "relisez la date dans sa source"))
      ])
  }

  static func overlappingVersions(
    _ slug: String, later: String, earlier: String, at span: Span, other: Span, day: CivilDate
  ) -> Diagnostic {
    Diagnostic(
      .overlappingVersions,
      Wording(
        "versions `\(earlier)` and `\(later)` of `\(slug)` overlap",
        fr: "les versions `\(earlier)` et `\(later)` de `\(slug)` se chevauchent"),
      at: Label(
        span,
        Wording(
          "begins while `\(earlier)` still holds", fr: "commence quand `\(earlier)` vaut encore")),
      secondary: [Label(other, "`\(earlier)`")],
      notes: [
        Wording(
          "`until` is the first day on which a version no longer holds",
          fr: "`until` est le premier jour où une version ne vaut plus")
      ],
      hints: [
        Hint(
          Wording(
            "end `\(earlier)` with `until: \(day)`", fr: "terminez `\(earlier)` par `until: \(day)`"
          ))
      ])
  }

  static func datesOutOfOrder(
    _ what: String, later: String, laterDate: DateValue, earlier: String, earlierDate: DateValue,
    at span: Span, other: Span
  ) -> Diagnostic {
    let isBefore = laterDate < earlierDate
    return Diagnostic(
      .datesOutOfOrder,
      Wording(
        "\(what): `\(later)` (\(laterDate)) is \(isBefore ? "before" : "not after")"
          + " `\(earlier)` (\(earlierDate))",
        fr: "\(what) : `\(later)` (\(laterDate)) \(isBefore ? "précède" : "ne suit pas")"
          + " `\(earlier)` (\(earlierDate))"),
      at: Label(span), secondary: [Label(other, "`\(earlier)`")],
      notes: [
        Wording(
          "a text is adopted, then published, then in force, then applicable, then ended",
          fr: "un texte est adopté, puis publié, puis en vigueur, puis applicable, puis abrogé")
      ],
      hints: isBefore && later == "in-force"
        ? [
          Hint(
            Wording(
              "a version that corrects the past says so: `retroactive: true`",
              fr: "une version qui corrige le passé le dit : `retroactive: true`"))
        ] : [])
  }

  static func notRetroactive(
    _ what: String, at span: Span, known: Span?, start: Located<DateValue>
  ) -> Diagnostic {
    Diagnostic(
      .datesOutOfOrder,
      Wording(
        "\(what) is `retroactive`, and nothing says that it was published after \(start.value)",
        fr: "\(what) est `retroactive`, et rien ne dit sa publication après le \(start.value)"),
      at: Label(span),
      secondary: [Label(known ?? start.span, known == nil ? "`in-force`" : "`published`")],
      hints: [
        Hint(
          Wording(
            "give the day on which it was `published`, or leave out `retroactive`",
            fr: "donnez le jour où elle fut publiée (`published`), ou retirez `retroactive`"))
      ])
  }

  static func reversedRole(
    _ title: String, from: DateValue, to: DateValue, at span: Span, other: Span
  ) -> Diagnostic {
    Diagnostic(
      .reversedRole,
      Wording(
        "the role `\(title)` ends (\(to)) before it begins (\(from))",
        fr: "la fonction `\(title)` finit (\(to)) avant de commencer (\(from))"),
      at: Label(span, Wording("ends here", fr: "finit ici")),
      secondary: [Label(other, Wording("begins here", fr: "commence ici"))],
      hints: [
        Hint(
          Wording(
            "exchange the two dates, or correct one of them",
            fr: "échangez les deux dates, ou corrigez l'une d'elles"))
      ])
  }

  static func sentinelDate(_ date: DateValue, at span: Span) -> Diagnostic {
    Diagnostic(
      .sentinelDate,
      Wording("`\(date)` stands for no date", fr: "`\(date)` ne désigne aucune date"),
      at: Label(span),
      notes: [
        Wording(
          "databases write such a day where no end is known; a reader takes it for a date",
          fr: "les bases écrivent ce jour quand la fin est inconnue ; un lecteur y voit une date")
      ],
      hints: [
        Hint(
          Wording(
            "leave the key out when no end is known",
            fr: "retirez la clé quand aucune fin n'est connue"))
      ])
  }
}
