// R0106: a list names each record once, so that nobody signs or accompanies twice.

import Diagnostics
import DossierModel

extension Rule {
  /// No record stands twice in one list, under its id or an old one.
  static let listedTwice = Rule(.listedTwice, .references, reads: "lists of references") {
    context, bag in
    var list: Int32 = 0
    var seen: [EntityKey: Span] = [:]
    for reference in context.references where reference.list > 0 && reference.role.isList {
      if reference.list != list {
        list = reference.list
        seen.removeAll(keepingCapacity: true)
      }
      guard let target = reference.target else { continue }
      if let first = seen[target] {
        bag.add(.listedTwice(reference.slug, at: reference.span, first: first))
      } else {
        seen[target] = reference.span
      }
    }
  }
}
