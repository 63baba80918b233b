// R0206: a role begins before it ends.

import Diagnostics
import DossierModel

extension Rule {
  /// `from` of a role is not after its `to`.
  static let reversedRole = Rule(.reversedRole, .dates, reads: "`from` and `to` of roles") {
    context, bag in
    for actor in context.dossier.actors {
      for role in actor.roles {
        guard let from = role.from, let to = role.to, let start = from.value.earliest,
          let end = to.value.latest, end < start
        else { continue }
        bag.add(
          .reversedRole(
            role.title, from: from.value, to: to.value, at: to.span, other: from.span))
      }
    }
  }
}
