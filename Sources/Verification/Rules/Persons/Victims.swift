// R0506: a victim is named with consent, or after a public declaration, and never else.

import Diagnostics
import DossierModel
import Markdown

extension Rule {
  /// A record of a victim that readers see has a ground with a source; the name of a victim without
  /// one stands in no text, whether or not its record is private.
  static let victimNamed = Rule(
    .victimNamed, .persons,
    reads: "`victim`, `consent` and `public-declaration` of actors; all prose and titles"
  ) { context, bag in
    let actors = context.dossier.actors
    for actor in actors where actor.isVictim && actor.kind != .group && actor.isPublished {
      let grounds = actor.grounds
      if grounds.isEmpty {
        bag.add(.victimNamed(actor.slug, at: actor.idSpan))
      } else if let first = grounds.first, grounds.allSatisfy(\.sources.isEmpty) {
        bag.add(.victimGroundUnsourced(actor.slug, at: first.span))
      }
    }
    let names = PersonNames(actors) { $0.isVictim && $0.kind != .group && $0.grounds.isEmpty }
    if names.isEmpty { return }
    for text in context.texts where !context.isHidden(text.owner.key) {
      for block in text.document.proseBlocks where names.mayStand(in: block.text) {
        for found in names.named(in: ProseTokens(block.text), of: block.text) {
          bag.add(
            .victimNamed(
              inText: block.span(of: found.range), record: actors[found.actor].idSpan))
        }
      }
    }
    for text in PlainText.all(of: context.dossier) where !context.isHidden(text.owner) {
      let bytes = Array(text.text.utf8)
      guard names.mayStand(in: bytes) else { continue }
      for found in names.named(in: ProseTokens(bytes), of: bytes) {
        bag.add(.victimNamed(inText: text.span, record: actors[found.actor].idSpan))
      }
    }
  }
}

extension Actor {
  /// What allows a victim to be named.
  fileprivate var grounds: [NamingGround] { [consent, publicDeclaration].compactMap { $0 } }
}

extension CheckContext {
  /// Whether readers never see a record.
  fileprivate func isHidden(_ key: EntityKey?) -> Bool {
    key.map { dossier.identity(of: $0).visibility != .published } ?? false
  }
}
