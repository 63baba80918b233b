// R0504: a chapter that names someone under a procedure carries the presumption notice.

import Diagnostics
import DossierModel
import Markdown

extension Rule {
  /// A chapter that refers to an actor with `party-to` has `presumption: true`.
  static let presumptionMissing = Rule(
    .presumptionMissing, .persons, reads: "references to actors in chapters"
  ) { context, bag in
    for chapter in context.dossier.chapters where !chapter.presumption {
      for reference in chapter.body.references where reference.kind == "actor" {
        guard let actor = context.dossier.actors[slug: reference.id], actor.partyTo else {
          continue
        }
        bag.add(
          .presumptionMissing(
            chapter.slug, actor: actor.slug, at: chapter.idSpan, reference: reference.span))
        break
      }
    }
  }
}
