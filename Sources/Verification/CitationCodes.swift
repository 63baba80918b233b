// The diagnostics on citations of law in prose and on identifiers that disagree: R0304 to R0313, their
// codes and their wording.

package import Diagnostics
import DossierModel

extension DiagnosticCode {
  /// Article near one of the dossier.
  package static let unknownArticle = DiagnosticCode(
    "R0304", "article that the dossier does not have", .warning)
  /// Date of another text.
  package static let wrongLawDate = DiagnosticCode(
    "R0305", "date that is not that of the text cited")
  /// Citation near a text of the dossier.
  package static let doubtfulCitation = DiagnosticCode(
    "R0306", "citation close to a text of the dossier", .warning)
  /// Number of an act of the Union, wrong way round or of another kind.
  package static let wrongActNumber = DiagnosticCode(
    "R0307", "number of an act that is of another form")
  /// Identifier in prose in no known form.
  package static let malformedCitation = DiagnosticCode(
    "R0308", "identifier in prose in no known form")
  /// Identifiers of one record that disagree.
  package static let disagreeingIdentifiers = DiagnosticCode(
    "R0309", "identifiers and dates that disagree")
  /// Old number of an article without a date.
  package static let renumberedArticle = DiagnosticCode(
    "R0310", "old number of an article without a date", .warning)
  /// Label that names another law.
  package static let mislabelledLaw = DiagnosticCode("R0311", "label that names another law")
  /// Citation without a link.
  package static let unlinkedLaw = DiagnosticCode(
    "R0312", "citation of a provision without a reference", .warning)
  /// Conclusion whose law has changed.
  package static let staleConclusion = DiagnosticCode(
    "R0313", "conclusion whose law has changed since", .warning)

}

extension Diagnostic {
  static func unknownArticle(
    _ article: String, of text: String, near: [(article: String, slug: String)], at span: Span
  ) -> Diagnostic {
    let names = near.map { "`\($0.article)`" }
    let references = near.map { "`[[law:\($0.slug)]]`" }.joined(separator: ", ")
    return Diagnostic(
      .unknownArticle,
      Wording(
        "the dossier has no article \(article) of \(text)",
        fr: "le dossier n'a pas d'article \(article) (\(text))"),
      at: Label(span, Wording("no such provision", fr: "aucune disposition de ce numéro")),
      notes: [
        Wording("it has \(references)", fr: "il a \(references)")
      ],
      hints: [
        Hint(
          Wording(
            "did you mean \(names.joined(separator: " or "))? otherwise add the provision, with its source",
            fr:
              "vouliez-vous dire \(names.joined(separator: " ou ")) ? sinon, ajoutez la disposition avec sa source"
          ))
      ])
  }

  static func wrongLawDate(
    _ date: String, of text: String, right: String, at span: Span, record: Span?
  ) -> Diagnostic {
    Diagnostic(
      .wrongLawDate,
      Wording(
        "\(text) is not of \(date) but of \(right)",
        fr: "\(text) n'est pas du \(date) mais du \(right)"),
      at: Label(span),
      secondary: record.map { [Label($0, Wording("its date", fr: "sa date"))] } ?? [],
      hints: [
        Hint(
          Wording(
            "correct the date, or name the text that was meant",
            fr: "corrigez la date, ou nommez le texte visé"))
      ])
  }

  static func lawDateAgainstNumber(_ number: String, year: Int, at span: Span) -> Diagnostic {
    Diagnostic(
      .wrongLawDate,
      Wording(
        "the number \(number) is not one of \(year)", fr: "le numéro \(number) n'est pas de \(year)"
      ),
      at: Label(span),
      notes: [
        Wording(
          "the number of a French text begins with the year in which it was signed",
          fr: "le numéro d'un texte français commence par l'année de sa signature")
      ],
      hints: [
        Hint(
          Wording(
            "look the number and the date up together",
            fr: "vérifiez ensemble le numéro et la date"))
      ])
  }

  static func doubtfulCitation(
    _ citation: String, near text: String, title: String, at span: Span, record: Span
  ) -> Diagnostic {
    Diagnostic(
      .doubtfulCitation,
      Wording(
        "`\(citation)` is no text of the dossier, but close to `\(text)`",
        fr: "`\(citation)` n'est aucun texte du dossier, mais ressemble à `\(text)`"),
      at: Label(span),
      secondary: [Label(record, Wording("the text it resembles", fr: "le texte ressemblant"))],
      notes: [Wording(title)],
      hints: [
        Hint(
          Wording(
            "correct it, or give the number of the text where another one is meant",
            fr: "corrigez-la, ou donnez le numéro du texte si un autre est visé"))
      ])
  }

  static func swappedActNumber(_ number: String, right: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .wrongActNumber,
      Wording(
        "`\(number)` has its year behind its number",
        fr: "`\(number)` a son année derrière son numéro"),
      at: Label(span),
      notes: [
        Wording(
          "since 2015 acts of the Union are numbered year/number, without n°",
          fr: "depuis 2015, les actes de l'Union portent année/numéro, sans n°")
      ],
      hints: [Hint(Wording("write `\(right)`", fr: "écrivez `\(right)`"))])
  }

  static func wrongActKind(
    _ number: String, title: String, at span: Span, record: Span
  ) -> Diagnostic {
    Diagnostic(
      .wrongActNumber,
      Wording(
        "`\(number)` is the number of an act of another kind",
        fr: "`\(number)` est le numéro d'un acte d'une autre nature"),
      at: Label(span), secondary: [Label(record, Wording("the act", fr: "l'acte"))],
      notes: [Wording(title)],
      hints: [
        Hint(
          Wording(
            "correct the kind or the number", fr: "corrigez la nature de l'acte ou son numéro"))
      ])
  }

  static func malformedCitation(
    _ text: String, kind: LawIdentifierKind, form: Wording, at span: Span
  ) -> Diagnostic {
    Diagnostic(
      .malformedCitation,
      Wording(
        "`\(text)` is not \(kind.article) \(kind.name)", fr: "`\(text)` n'est pas un \(kind.name)"),
      at: Label(span), notes: [form],
      hints: [
        Hint(
          Wording(
            "copy it from the official page", fr: "recopiez-le depuis la page officielle"))
      ])
  }

  static func disagreeingIdentifiers(
    _ slug: String, _ what: Wording, at span: Span, other: Span, notes: [Wording] = []
  ) -> Diagnostic {
    Diagnostic(
      .disagreeingIdentifiers,
      Wording("`\(slug)`: \(what.english)", fr: "`\(slug)` : \(what.french)"), at: Label(span),
      secondary: [Label(other, Wording("against this", fr: "contre ceci"))], notes: notes,
      hints: [
        Hint(
          Wording(
            "one of the two is of another text or day: look both up",
            fr: "l'un des deux vient d'un autre texte ou d'un autre jour : vérifiez les deux"))
      ])
  }

  static func renumberedArticle(
    _ article: String, of text: String, now: Wording, at span: Span
  ) -> Diagnostic {
    Diagnostic(
      .renumberedArticle,
      Wording(
        "article \(article) of \(text) no longer has this number",
        fr: "l'article \(article) de \(text) n'a plus ce numéro"),
      at: Label(span), notes: [now],
      hints: [
        Hint(
          Wording(
            "say of which day the reference is, or write the number of today",
            fr: "dites de quel jour est la référence, ou écrivez le numéro actuel"))
      ])
  }

  static func mislabelledLaw(
    _ written: String, _ target: String, _ title: String, at span: Span, record: Span
  ) -> Diagnostic {
    Diagnostic(
      .mislabelledLaw,
      Wording(
        "the label says `\(written)`, the reference leads to `\(target)`",
        fr: "le libellé dit `\(written)`, la référence mène à `\(target)`"),
      at: Label(span),
      secondary: [Label(record, Wording("where it leads", fr: "là où elle mène"))],
      notes: [Wording(title)],
      hints: [
        Hint(
          Wording(
            "correct the label or the id", fr: "corrigez le libellé ou l'identifiant"))
      ])
  }

  static func unlinkedLaw(_ written: String, slug: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .unlinkedLaw,
      Wording(
        "`\(written)` is a record of the dossier and has no reference here",
        fr: "`\(written)` est une fiche du dossier et n'a pas de référence ici"),
      at: Label(span),
      hints: [
        Hint(
          Wording(
            "write `[[law:\(slug)|\(written)]]`: the figures and dates beside it are then checked",
            fr:
              "écrivez `[[law:\(slug)|\(written)]]` : chiffres et dates à côté seront vérifiés"),
          replacement: .init(span: span, text: "[[law:\(slug)|\(written)]]"))
      ])
  }

  static func correctedLaw(
    _ what: Wording, law: String, read: String, day: CivilDate, now: String, at span: Span,
    version: Span
  ) -> Diagnostic {
    Diagnostic(
      .staleConclusion,
      Wording(
        "\(what.english) rests on `\(law)` as of \(day), which was corrected afterwards",
        fr: "\(what.french) repose sur `\(law)` au \(day), qui a été corrigé après coup"),
      at: Label(span, Wording("read version `\(read)`", fr: "a lu la version `\(read)`")),
      secondary: [
        Label(
          version,
          Wording(
            "version `\(now)`, published here, holds on that day",
            fr: "la version `\(now)`, publiée ici, vaut pour ce jour"))
      ],
      hints: [
        Hint(
          Wording(
            "read the law of that day again, and say when you did with `law-read`",
            fr: "relisez le droit de ce jour, et dites quand par `law-read`"))
      ])
  }

  static func staleConclusion(
    _ what: Wording, law: String, read: String, day: CivilDate, now: Wording, at span: Span,
    version: Span
  ) -> Diagnostic {
    Diagnostic(
      .staleConclusion,
      Wording(
        "\(what.english) rests on `\(law)` as of \(day), which has changed since",
        fr: "\(what.french) repose sur `\(law)` au \(day), qui a changé depuis"),
      at: Label(span, Wording("reads version `\(read)`", fr: "lit la version `\(read)`")),
      secondary: [Label(version, now)],
      hints: [
        Hint(
          Wording(
            "judge it again by the law of today and set `law-date`; what speaks of that day alone has a"
              + " `date` of its own (statements) or `law-pinned: true` (chapters)",
            fr:
              "rejugez-la selon le droit actuel et changez `law-date` ; ce qui ne parle que de ce jour a"
              + " sa propre `date` (affirmations) ou `law-pinned: true` (chapitres)")
        )
      ])
  }
}
