// The catalogue of faults of themes and words: S0001 and on. Pages and links are SiteBuilder's.

package import Diagnostics

extension DiagnosticCode {
  /// The theme has no template that a page needs.
  package static let missingTemplate = DiagnosticCode("S0001", "template not found")
  /// A file of words is not a map of texts.
  package static let malformedWords = DiagnosticCode("S0002", "words cannot be read")
  /// The theme has no words for the dossier's language.
  package static let missingWords = DiagnosticCode("S0003", "words not found")

  /// Every code of this module.
  package static let presentationCodes: [DiagnosticCode] = [
    .missingTemplate, .malformedWords, .missingWords,
  ]
}

extension Diagnostic {
  /// A page needs a template that neither the dossier nor the built-in theme has.
  package static func missingTemplate(_ name: String, known: [String]) -> Diagnostic {
    var hints = [Hint("add `Templates/\(name)`, or remove your own theme to use the built-in one")]
    if let near = Suggestion.nearest(to: name, among: known).first {
      hints.insert(Hint("did you mean `\(near)`?"), at: 0)
    }
    return Diagnostic(
      .missingTemplate, "the theme has no template `\(name)`", at: nil, hints: hints)
  }

  /// A value of a file of words is neither a text nor a map of texts.
  package static func malformedWords(_ key: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .malformedWords, "`\(key)` is neither a text nor a map of texts",
      at: Label(span, "expected a text"),
      hints: [Hint("write `key: text`, or indent further keys below it")])
  }

  /// The theme has no file of words for a language.
  package static func missingWords(_ language: String) -> Diagnostic {
    Diagnostic(
      .missingWords, "the theme has no words for the language `\(language)`", at: nil,
      hints: [Hint("add `Templates/i18n/\(language).yaml`")])
  }
}
