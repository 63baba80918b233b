// R0410: a contradiction shows at least two values, each of them once.

import Diagnostics
import DossierModel

extension Rule {
  /// A contradiction has two values or more that differ in more than spaces, capitals and signs.
  static let hiddenValue = Rule(
    .hiddenValue, .evidence, reads: "`values` of contradictions"
  ) { context, bag in
    for contradiction in context.dossier.contradictions {
      var first: [[String]: String] = [:]
      var isRepeated = false
      for value in contradiction.values {
        let bytes = Array(value.value.utf8)
        let words = ProseBytes.words(bytes).map { ProseBytes.folded(bytes[$0]) }
        if let other = first[words] {
          isRepeated = true
          bag.add(
            .hiddenValue(
              repeated: value.value, as: other, in: contradiction.slug, at: contradiction.idSpan))
        }
        first[words] = value.value
      }
      if !isRepeated, contradiction.values.count < 2 {
        bag.add(.hiddenValue(onlyIn: contradiction.slug, at: contradiction.idSpan))
      }
    }
  }
}
