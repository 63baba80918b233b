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
      let record = context.dossier.identity(of: target)
      bag.add(
        .selfReference(
          record.slug, how: how(reference.role), at: reference.span, record: record.span))
    }
  }

  private static func how(_ role: LinkRole) -> Wording {
    switch role {
    case .relation: Wording("is in relation to", fr: "est en relation avec soi-même")
    case .roleOrganisation: Wording("holds a role in", fr: "exerce une fonction en soi-même")
    case .membershipOrganisation: Wording("is a member of", fr: "est membre de soi-même")
    case .copies: Wording("copies", fr: "se copie soi-même")
    case .drawsOn: Wording("draws on", fr: "s'appuie sur soi-même")
    case .parent: Wording("is part of", fr: "est une partie de soi-même")
    default: Wording("refers to", fr: "renvoie à soi-même")
    }
  }
}
