// The diagnostics on persons: R05, the codes from R0505 and the wording of all.

package import Diagnostics
import DossierModel

extension DiagnosticCode {
  /// Allegation without the answer of the accused.
  package static let replyMissing = DiagnosticCode(
    "R0505", "allegation without the answer of the accused", .warning)
  /// Victim named without a ground.
  package static let victimNamed = DiagnosticCode("R0506", "victim named without a ground")
  /// Body or address of evidence that may only be described.
  package static let metadataOnly = DiagnosticCode(
    "R0507", "body or address of evidence that may only be described")
}

extension Diagnostic {
  static func standingMissing(_ slug: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .standingMissing,
      Wording(
        "`\(slug)` is party to a procedure and has no standing",
        fr: "`\(slug)` est visé par une procédure et n'a pas de statut"),
      at: Label(span), hints: [standingHint])
  }

  static func standingMissing(
    _ slug: String, investigation measure: String, at span: Span, record: Span
  ) -> Diagnostic {
    Diagnostic(
      .standingMissing,
      Wording(
        "the investigation `\(measure)` aims at `\(slug)`, who has no standing",
        fr: "l'enquête `\(measure)` vise `\(slug)`, qui n'a pas de statut"),
      at: Label(span), secondary: [Label(record, .theRecord)], hints: [standingHint])
  }

  private static let standingHint = Hint(
    Wording(
      "add `standing` with `status`, `since` and `text`; never stronger than its source",
      fr: "ajoutez `standing` avec `status`, `since` et `text`, sans dépasser la source"))

  static func standingUndated(_ slug: String, status: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .standingUndated,
      Wording(
        "the standing `\(status)` of `\(slug)` has no date",
        fr: "le statut `\(status)` de `\(slug)` n'a pas de date"),
      at: Label(span),
      hints: [
        Hint(
          Wording(
            "add `since`, the day the standing was reported; an uncertain one takes `?`",
            fr: "ajoutez `since`, le jour où le statut est connu ; `?` marque un jour incertain"))
      ])
  }

  static func strongWord(
    _ words: String, actor: String, status: String, at span: Span, reference: Span
  ) -> Diagnostic {
    Diagnostic(
      .strongWord,
      Wording(
        "`\(words)` is stronger than the standing of `\(actor)`",
        fr: "`\(words)` dépasse le statut de `\(actor)`"),
      at: Label(span), secondary: [Label(reference, "`\(actor)`")],
      notes: [
        Wording(
          "the standing is `\(status)`; nobody is called guilty before a conviction",
          fr: "le statut est `\(status)` ; nul n'est dit coupable avant une condamnation")
      ],
      hints: [
        Hint(
          Wording(
            "say what was done by whom: reported, summoned, under investigation",
            fr: "dites qui a fait quoi : signalé, convoqué, visé par une enquête"))
      ])
  }

  static func presumptionMissing(_ chapter: String, actor: String, at span: Span, reference: Span)
    -> Diagnostic
  {
    Diagnostic(
      .presumptionMissing,
      Wording(
        "the chapter `\(chapter)` names `\(actor)` without the notice",
        fr: "le chapitre `\(chapter)` nomme `\(actor)` sans la mention"),
      at: Label(span),
      secondary: [
        Label(
          reference,
          Wording("named here, party to a procedure", fr: "nommé ici, visé par une procédure"))
      ],
      hints: [
        Hint(
          Wording(
            "add `presumption: true` to the front matter",
            fr: "ajoutez `presumption: true` à l'en-tête"))
      ])
  }

  static func replyMissing(_ claim: String, about actors: [String], at span: Span) -> Diagnostic {
    let names = actors.map { "`\($0)`" }.joined(separator: ", ")
    return Diagnostic(
      .replyMissing,
      Wording(
        "`\(claim)` says nothing of an answer by \(names)",
        fr: "`\(claim)` ne dit rien d'une réponse de \(names)"),
      at: Label(span, Wording("aims at", fr: "met en cause")),
      hints: [
        Hint(
          Wording(
            "add `reply` with `status`: `published`, `requested`, `not-requested` or `none-found`",
            fr:
              "ajoutez `reply` avec `status` : `published`, `requested`, `not-requested` ou `none-found`"
          ))
      ])
  }

  static func replyEmpty(_ claim: String, status: String, needs: Wording, at span: Span)
    -> Diagnostic
  {
    Diagnostic(
      .replyMissing,
      Wording(
        "the reply `\(status)` of `\(claim)` has no \(needs.english)",
        fr: "la réponse `\(status)` de `\(claim)` n'a pas de \(needs.french)"),
      at: Label(span),
      hints: [
        Hint(
          Wording(
            "say where the answer was given, or when it was asked for",
            fr: "dites où la réponse a été donnée, ou quand elle a été demandée"))
      ])
  }

  private static let groundNote = Wording(
    "`consent` or `public-declaration`, with a date and a source, allows the name",
    fr: "`consent` ou `public-declaration`, avec date et source, permet le nom")

  static func victimNamed(_ slug: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .victimNamed,
      Wording(
        "`\(slug)` is a victim and nothing allows the name",
        fr: "`\(slug)` est une victime et rien ne permet de la nommer"),
      at: Label(span), notes: [groundNote],
      hints: [
        Hint(
          Wording(
            "remove the record, or keep it `private` so that the name is looked for in all texts",
            fr: "retirez la fiche, ou gardez-la `private` : le nom est alors cherché partout"))
      ])
  }

  static func victimGroundUnsourced(_ slug: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .victimNamed,
      Wording(
        "what allows the name of the victim `\(slug)` has no source",
        fr: "ce qui permet de nommer la victime `\(slug)` n'a pas de source"),
      at: Label(span), notes: [groundNote],
      hints: [
        Hint(
          Wording("add `sources` to it", fr: "ajoutez-y `sources`"))
      ])
  }

  static func victimNamed(inText span: Span, record: Span) -> Diagnostic {
    Diagnostic(
      .victimNamed,
      Wording(
        "the name of a victim stands in a text", fr: "le nom d'une victime figure dans un texte"),
      at: Label(span), secondary: [Label(record, .theRecord)], notes: [groundNote],
      hints: [
        Hint(
          Wording(
            "say what the person is, not who: a plaintiff, a student",
            fr: "dites ce qu'est la personne, et non qui : une plaignante, une étudiante"))
      ])
  }

  static func metadataOnly(_ slug: String, _ what: Wording, at span: Span, record: Span)
    -> Diagnostic
  {
    Diagnostic(
      .metadataOnly,
      Wording(
        "`\(slug)` may only be described, and has \(what.english)",
        fr: "`\(slug)` ne peut qu'être décrit, et a \(what.french)"),
      at: Label(span),
      secondary: [Label(record, Wording("`metadata-only`", fr: "`metadata-only`"))],
      notes: [
        Wording(
          "an illicit content is neither kept nor linked: to hold it can be an offence",
          fr: "un contenu illicite n'est ni gardé ni lié : le détenir peut être un délit")
      ],
      hints: [
        Hint(
          Wording(
            "remove it; say what the document is, who holds it and when it was reported",
            fr: "retirez-le ; dites ce qu'est la pièce, qui la détient et quand elle fut signalée"))
      ])
  }
}
