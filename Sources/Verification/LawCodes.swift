// The wording of the diagnostics on penalties and identifiers: R0301 to R0303.

import Diagnostics
import DossierModel

extension Diagnostic {
  static func wrongPenalty(
    _ figure: Wording, laws: [String], at span: Span, law: Span?, data: [Wording]
  ) -> Diagnostic {
    Diagnostic(
      .wrongPenalty,
      Wording(
        "\(figure.english) is not a penalty of \(laws.joined(separator: " or "))",
        fr: "\(figure.french) n'est pas une peine de \(laws.joined(separator: " ou "))"),
      at: Label(span, Wording("not in the data", fr: "absent des données")),
      secondary: law.map {
        [Label($0, Wording("attributed to this law", fr: "attribué à ce texte"))]
      } ?? [], notes: data,
      hints: [
        Hint(
          Wording(
            "correct the figure here, or the penalties of the law after its text",
            fr: "corrigez le chiffre ici, ou les peines du texte d'après sa rédaction"))
      ])
  }

  static func malformedLawIdentifier(_ text: String, near: Wording?, at span: Span) -> Diagnostic {
    Diagnostic(
      .malformedLawIdentifier,
      Wording(
        "`\(text)` has the form of no identifier of a text",
        fr: "`\(text)` n'a la forme d'aucun identifiant de texte"),
      at: Label(span),
      notes: [
        near
          ?? Wording(
            "a version has a LEGIARTI and 12 digits, a JORFARTI and 12 digits, a CELEX or an ELI",
            fr: "une version a un LEGIARTI ou un JORFARTI à 12 chiffres, un CELEX ou un ELI")
      ],
      hints: [
        Hint(
          Wording(
            "copy it from the official page, or leave it out until it was read",
            fr: "recopiez-le depuis la page officielle, ou retirez-le jusqu'à lecture"))
      ])
  }

  static func sharedLawIdentifier(_ text: String, at span: Span, first: Span) -> Diagnostic {
    Diagnostic(
      .sharedLawIdentifier,
      Wording(
        "`\(text)` is given to two texts or versions",
        fr: "`\(text)` est donné à deux textes ou versions"),
      at: Label(span, Wording("again here", fr: "de nouveau ici")),
      secondary: [Label(first, Wording("first given here", fr: "d'abord donné ici"))],
      notes: [
        Wording(
          "each version of an article has an identifier of its own",
          fr: "chaque version d'un article a son propre identifiant")
      ],
      hints: [
        Hint(Wording("look up which of the two it names", fr: "vérifiez laquelle il désigne"))
      ])
  }
}
