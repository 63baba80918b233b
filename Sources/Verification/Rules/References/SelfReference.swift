// R0105: nobody accompanies himself, and no page copies itself.

import Diagnostics
import DossierModel

extension Rule {
  /// A field that points at another record does not point at its own.
  static let selfReference = Rule(
    .selfReference, .references, reads: "references in fields"
  ) { context, bag in
    for reference in context.references where !reference.role.isProse {
      guard let target = reference.target, reference.owner == .record(target) else { continue }
      let record = context.dossier.entity(target)
      bag.add(
        .selfReference(
          record.slug, how: how(reference.role), at: reference.span, record: record.idSpan))
    }
  }

  private static func how(_ role: LinkRole) -> String {
    switch role {
    case .relation: "is in relation to"
    case .roleOrganisation: "holds a role in"
    case .membershipOrganisation: "is a member of"
    case .copies: "copies"
    case .drawsOn: "draws on"
    case .parent: "is part of"
    default: "refers to"
    }
  }
}
