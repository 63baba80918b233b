// R0104: what follows `#` in a reference exists: a section of a chapter, a version of a provision.
// An old anchor still leads to its section, and says so with R0102.

import Diagnostics
import DossierModel
import Markdown

extension Rule {
  /// The section or version behind `#` exists.
  static let unknownFragment = Rule(
    .unknownFragment, .references, reads: "what follows `#` in references"
  ) { context, bag in
    for chapter in context.dossier.chapters where !chapter.anchorAliases.isEmpty {
      let known = chapter.body.outline.map(\.id)
      for alias in chapter.anchorAliases where !known.contains(alias.current.value) {
        bag.add(
          .unknownFragment(
            alias.current.value, of: chapter.slug, things: Wording("section"),
            at: alias.current.span, known: known))
      }
    }
    for reference in context.references {
      guard let fragment = reference.fragment, let target = reference.target else { continue }
      let known: [String]
      let things: Wording
      switch target {
      case .chapter(let id):
        let aliases = context.dossier.chapters[id].anchorAliases
        if let alias = aliases.first(where: { $0.old.value == fragment }) {
          bag.add(
            .oldIdentifier(
              fragment, current: alias.current.value, at: reference.fragmentSpan ?? reference.span,
              declared: alias.old.span))
          continue
        }
        let outline = context.dossier.chapters[id].body.outline
        if outline.contains(where: { $0.id == fragment }) { continue }
        known = outline.map(\.id)
        things = Wording("section")
      case .provision(let id):
        known = context.dossier.provisions[id].versions.map(\.id.value)
        things = Wording("version")
      default:
        known = []
        things = Wording("section")
      }
      if !known.contains(fragment) {
        bag.add(
          .unknownFragment(
            fragment, of: context.dossier.slug(of: target), things: things,
            at: reference.fragmentSpan ?? reference.span, known: known))
      }
    }
  }
}
