// The diagnostics of R06: the checks themselves, their weights and their baseline.

package import Diagnostics
import DossierModel

extension DiagnosticCode {
  /// Weight of an unknown rule.
  package static let unknownRule = DiagnosticCode("R0601", "weight of an unknown rule")
  /// Rule that keeps its weight.
  package static let fixedRule = DiagnosticCode("R0602", "rule that keeps its weight")
  /// Accepted fault that does not occur.
  package static let staleAcceptance = DiagnosticCode(
    "R0603", "accepted fault that does not occur", .warning)
}

extension Diagnostic {
  static func unknownRule(_ code: String, near: [String], at span: Span) -> Diagnostic {
    Diagnostic(
      .unknownRule, Wording("there is no rule `\(code)`", fr: "il n'y a pas de règle `\(code)`"),
      at: Label(span),
      hints: Suggestion.hint(near).map { [$0] } ?? [
        Hint(
          Wording(
            "`dossier explain` lists every code", fr: "`dossier explain` donne la liste des codes"))
      ])
  }

  static func fixedRule(_ code: DiagnosticCode, at span: Span, rule: Span) -> Diagnostic {
    Diagnostic(
      .fixedRule,
      Wording(
        "the rule `\(code.id)` cannot be weakened",
        fr: "la règle `\(code.id)` ne peut pas être affaiblie"),
      at: Label(span),
      notes: [
        Wording(
          "the pages, or the people named in them, rely on it",
          fr: "les pages, ou les personnes qui y sont nommées, comptent sur elle")
      ],
      hints: [
        Hint(
          Wording(
            "leave it out, and mend what the rule finds",
            fr: "retirez cette ligne et corrigez ce que la règle trouve"))
      ])
  }

  static func staleAcceptance(_ entry: AcceptedFault) -> Diagnostic {
    let place = entry.file.map { " in `\($0)`" } ?? ""
    let lieu = entry.file.map { " dans `\($0)`" } ?? ""
    return Diagnostic(
      .staleAcceptance,
      Wording(
        "this fault of `\(entry.code.value)`\(place) no longer occurs",
        fr: "cette faute `\(entry.code.value)`\(lieu) n'existe plus"),
      at: Label(entry.code.span),
      hints: [
        Hint(
          Wording(
            "run `dossier check --write-baseline`, which leaves it out",
            fr: "lancez `dossier check --write-baseline`, qui la retire"))
      ])
  }
}
