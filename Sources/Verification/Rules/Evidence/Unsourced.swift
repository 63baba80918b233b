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
            "the value `\(value.value)` of `\(contradiction.slug)` is", at: contradiction.idSpan,
            hint: "add `sources` to the value: who says so?"))
      }
    }
    for claim in context.dossier.claims where claim.needsEvidence && !claim.hasEvidence {
      bag.add(
        .unsourced(
          "the verdict `\(claim.verdict.value.rawValue)` of `\(claim.slug)` is",
          at: claim.verdict.span,
          hint: "add `evidence`, `events` or `laws` that show it, or set the verdict `to-verify`"))
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
