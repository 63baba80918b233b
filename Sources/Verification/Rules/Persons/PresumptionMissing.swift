// R0504: a chapter that names someone under a procedure carries the presumption notice.

import Diagnostics
import DossierModel
import Markdown

extension Rule {
  /// A chapter that refers to an actor with `party-to` has `presumption: true`.
  static let presumptionMissing = Rule(
    .presumptionMissing, .persons, reads: "references to actors in chapters"
  ) { context, bag in
    let actors = context.dossier.actors
    for chapter in context.dossier.chapters where !chapter.presumption {
      let named = chapter.body.references.first { reference in
        reference.kind == "actor"
          && actors.id(of: reference.id).map { actors[$0].partyTo } ?? false
      }
      guard let named, let actor = actors.id(of: named.id) else { continue }
      bag.add(
        .presumptionMissing(
          chapter.slug, actor: actors[actor].slug, at: chapter.idSpan, reference: named.span))
    }
  }
}
