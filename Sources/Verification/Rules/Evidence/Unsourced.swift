// R0406: what the dossier tells or decides names where it was read.

import Diagnostics
import DossierModel
import Markdown

extension Rule {
  /// A value in contradiction and a verdict each name what they rest on; that an event and a claim
  /// have sources is asked when they are read.
  static let unsourced = Rule(
    .unsourced, .evidence,
    reads: "`sources` of contradicting values, what a verdict rests on"
  ) { context, bag in
    for contradiction in context.dossier.contradictions {
      for value in contradiction.values where value.sources.isEmpty {
        bag.add(
          .unsourced(
            Wording(
              "the value `\(value.value)` of `\(contradiction.slug)` is",
              fr: "la valeur `\(value.value)` de `\(contradiction.slug)` est"),
            at: contradiction.idSpan,
            hint: Wording(
              "add `sources` to the value: who says so?",
              fr: "ajoutez `sources` à la valeur : qui le dit ?")))
      }
    }
    for claim in context.dossier.claims where claim.needsEvidence && !claim.hasEvidence {
      bag.add(
        .unsourced(
          Wording(
            "the verdict `\(claim.verdict.value.rawValue)` of `\(claim.slug)` is",
            fr: "le verdict `\(claim.verdict.value.rawValue)` de `\(claim.slug)` est"),
          at: claim.verdict.span,
          hint: Wording(
            "add `evidence`, `events` or `laws` that show it, or set the verdict `to-verify`",
            fr: "ajoutez `evidence`, `events` ou `laws` qui le montrent, ou écrivez `to-verify`")))
    }
  }
}

extension Claim {
  /// Whether the verdict decides something that must be shown.
  fileprivate var needsEvidence: Bool {
    switch verdict.value {
    case .established, .exact, .inexact, .partly: true
    case .open, .opinion, .announcementKept, .attributed, .malformed, .toVerify: false
    }
  }

  /// Whether anything is named that shows the verdict.
  fileprivate var hasEvidence: Bool {
    !evidence.supporting.isEmpty || !evidence.opposing.isEmpty || !laws.isEmpty || !events.isEmpty
      || !(why?.document.references.isEmpty ?? true) || !(why?.document.citations.isEmpty ?? true)
  }
}
