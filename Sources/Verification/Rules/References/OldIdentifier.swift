// R0102: a reference by an old id still works, and says so.

import Diagnostics
import DossierModel

extension Rule {
  /// References use current ids.
  static let oldIdentifier = Rule(.oldIdentifier, .references, reads: "every reference") {
    context, bag in
    for reference in context.references {
      guard let target = reference.target else { continue }
      if context.dossier.slug(of: target) == reference.slug { continue }
      let record = context.dossier.identity(of: target)
      bag.add(
        .oldIdentifier(
          reference.slug, current: record.slug, at: reference.span, declared: record.span))
    }
  }
}
