// R0408: what is called established rests on two independent sources, or on one that speaks for
// itself.

import Diagnostics
import DossierModel

extension Rule {
  /// An event, a role or a claim that is `established` has two sources that are no copies of one
  /// another, or an official or primary one.
  static let singleSource = Rule(
    .singleSource, .evidence, reads: "`established` events, roles and claims, `copies` of sources"
  ) { context, bag in
    let dossier = context.dossier
    let origins = context.origins
    func report(_ what: String, _ sources: [Reference<Source>], at span: Span) {
      // No source at all, or one that is unknown, is a fault of its own.
      guard !sources.isEmpty, !origins.areEnough(sources),
        let origin = origins.independent(sources).first
      else { return }
      bag.add(
        .singleSource(
          what, origin: dossier.sources[origin].slug, copies: sources.count - 1, at: span,
          source: sources[0].span))
    }
    for event in dossier.events where event.status == .established {
      report(event.slug, event.sources, at: event.idSpan)
    }
    for actor in dossier.actors {
      for role in actor.roles where role.status == .established {
        report("\(actor.slug): \(role.title)", role.sources, at: actor.idSpan)
      }
    }
    for claim in dossier.claims {
      let isEstablished = claim.verdict.value == .established || claim.status == .established
      // What the law shows needs no witness.
      guard isEstablished, claim.laws.isEmpty else { continue }
      report(claim.slug, claim.support(in: dossier), at: claim.verdict.span)
    }
  }
}
