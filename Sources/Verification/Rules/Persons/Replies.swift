// R0505: a statement that aims at someone says what is known of the answer.

import Diagnostics
import DossierModel

extension Rule {
  /// A claim with `about` has a `reply`; a published reply is told, a requested one is dated.
  static let replyMissing = Rule(
    .replyMissing, .persons, reads: "`about` and `reply` of claims"
  ) { context, bag in
    for claim in context.dossier.claims {
      guard let first = claim.about.first else { continue }
      guard let reply = claim.reply else {
        bag.add(.replyMissing(claim.slug, about: claim.about.map(\.slug), at: first.span))
        continue
      }
      switch reply.status.value {
      case .published where reply.event == nil && reply.text == nil:
        bag.add(
          .replyEmpty(
            claim.slug, status: "published",
            needs: Wording("`event` or `text`", fr: "`event` ni de `text`"), at: reply.status.span))
      case .requested where reply.requested == nil && reply.text == nil:
        bag.add(
          .replyEmpty(
            claim.slug, status: "requested",
            needs: Wording("`requested` or `text`", fr: "`requested` ni de `text`"),
            at: reply.status.span))
      case .published, .requested, .notRequested, .noneFound: continue
      }
    }
  }
}
