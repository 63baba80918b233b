// R0113: what readers see points at nothing that they cannot.

import Diagnostics
import DossierModel

extension Rule {
  /// A published record, the settings and the matrix refer to no draft and to no private record.
  static let unpublishedTarget = Rule(
    .unpublishedTarget, .references, reads: "every reference, `draft` and `private` of records"
  ) { context, bag in
    let dossier = context.dossier
    guard !dossier.unpublishedKeys.isEmpty else { return }
    for reference in context.references {
      guard let target = reference.target else { continue }
      let identity = dossier.identity(of: target)
      guard identity.visibility != .published else { continue }
      if let owner = reference.owner.key, dossier.identity(of: owner).visibility != .published {
        continue
      }
      bag.add(
        .unpublishedTarget(
          identity.slug, visibility: identity.visibility, at: reference.span, record: identity.span)
      )
    }
  }
}
