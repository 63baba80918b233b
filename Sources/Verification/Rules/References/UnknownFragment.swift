// R0104: what follows `#` in a reference exists: a section of a chapter, a version of a provision.

import Diagnostics
import DossierModel
import Markdown

extension Rule {
  /// The section or version behind `#` exists.
  static let unknownFragment = Rule(
    .unknownFragment, .references, reads: "what follows `#` in references"
  ) { context, bag in
    for reference in context.references {
      guard let fragment = reference.fragment, let target = reference.target else { continue }
      let known: [String]
      let things: Wording
      switch target {
      case .chapter(let id):
        known = context.dossier.chapters[id].body.outline.map(\.id)
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
