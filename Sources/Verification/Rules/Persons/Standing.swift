// R0501 and R0502: who is party to a procedure has a standing, and the standing has a date.

import Diagnostics
import DossierModel

extension Rule {
  /// An actor with `party-to` says how far the procedure has gone.
  static let standingMissing = Rule(
    .standingMissing, .persons,
    reads: "`party-to` and `standing` of actors, `addressee` of investigations"
  ) { context, bag in
    for actor in context.dossier.actors where actor.partyTo && actor.standing == nil {
      bag.add(.standingMissing(actor.slug, at: actor.idSpan))
    }
    let actors = context.dossier.actors
    for measure in context.dossier.measures where measure.kind == .investigation {
      for reference in measure.addressees {
        guard let id = actors.id(of: reference) else { continue }
        let actor = actors[id]
        guard actor.kind == .person, !actor.partyTo, actor.standing == nil else { continue }
        bag.add(
          .standingMissing(
            actor.slug, investigation: measure.slug, at: reference.span, record: actor.idSpan))
      }
    }
  }

  /// A standing other than `none` has a date.
  static let standingUndated = Rule(.standingUndated, .persons, reads: "`standing` of actors") {
    context, bag in
    for actor in context.dossier.actors {
      guard let standing = actor.standing, standing.status.value != .none, standing.since == nil
      else { continue }
      bag.add(
        .standingUndated(
          actor.slug, status: standing.status.value.rawValue, at: standing.status.span))
    }
  }
}
