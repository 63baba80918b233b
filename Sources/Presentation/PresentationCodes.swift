// The catalogue of faults of themes and words: S0001 and on. Pages and links are SiteBuilder's.

package import Diagnostics

extension DiagnosticCode {
  /// The theme has no template that a page needs.
  package static let missingTemplate = DiagnosticCode("S0001", "template not found")
  /// A file of words is not a map of texts.
  package static let malformedWords = DiagnosticCode("S0002", "words cannot be read")
  /// The theme has no words for the dossier's language.
  package static let missingWords = DiagnosticCode("S0003", "words not found")

  /// A report of tests of the pages is not one.
  package static let malformedPageChecks = DiagnosticCode("S0004", "page checks cannot be read")

  /// Every code of this module.
  package static let presentationCodes: [DiagnosticCode] = [
    .missingTemplate, .malformedWords, .missingWords, .malformedPageChecks,
  ]
}

extension Diagnostic {
  /// A page needs a template that neither the dossier nor the built-in theme has.
  package static func missingTemplate(_ name: String, known: [String]) -> Diagnostic {
    var hints = [
      Hint(
        Wording(
          "add `Templates/\(name)`, or remove your own theme to use the built-in one",
          fr: "ajoutez `Templates/\(name)`, ou retirez votre thème pour prendre celui d'origine"))
    ]
    if let near = Suggestion.nearest(to: name, among: known).first {
      hints.insert(
        Hint(Wording("did you mean `\(near)`?", fr: "vouliez-vous dire `\(near)` ?")), at: 0)
    }
    return Diagnostic(
      .missingTemplate,
      Wording(
        "the theme has no template `\(name)`", fr: "le thème n'a pas de gabarit `\(name)`"),
      at: nil, hints: hints)
  }

  /// A value of a file of words is neither a text nor a map of texts.
  package static func malformedWords(_ key: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .malformedWords,
      Wording(
        "`\(key)` is neither a text nor a map of texts",
        fr: "`\(key)` n'est ni un texte ni une suite de textes nommés"),
      at: Label(span, Wording("expected a text", fr: "un texte était attendu")),
      hints: [
        Hint(
          Wording(
            "write `key: text`, or indent further keys below it",
            fr: "écrivez `clé: texte`, ou décalez d'autres clés au-dessous"))
      ])
  }

  /// The file given with `--page-checks` is no report of tests.
  package static func malformedPageChecks(at span: Span?) -> Diagnostic {
    Diagnostic(
      .malformedPageChecks,
      Wording(
        "this is not a report of tests of the pages",
        fr: "ce n'est pas un compte rendu d'essais des pages"),
      at: span.map {
        Label(
          $0,
          Wording(
            "a check has `id`, `tool`, `pages` and `faults`",
            fr: "un essai a `id`, `tool`, `pages` et `faults`"))
      },
      hints: [
        Hint(
          Wording(
            "give the file that `Scripts/test-pages` wrote, or leave the option out",
            fr: "donnez le fichier écrit par `Scripts/test-pages`, ou ôtez l'option"))
      ])
  }

  /// The theme has no file of words for a language.
  package static func missingWords(_ language: String) -> Diagnostic {
    Diagnostic(
      .missingWords,
      Wording(
        "the theme has no words for the language `\(language)`",
        fr: "le thème n'a pas de mots pour la langue `\(language)`"), at: nil,
      hints: [
        Hint(
          Wording(
            "add `Templates/i18n/\(language).yaml`",
            fr: "ajoutez `Templates/i18n/\(language).yaml`"))
      ])
  }
}
