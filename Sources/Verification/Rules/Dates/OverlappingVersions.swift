// R0204: on any day at most one version of a provision applies.

import Diagnostics
import DossierModel

extension Rule {
  /// A version ends before the next one applies.
  static let overlappingVersions = Rule(
    .overlappingVersions, .dates, reads: "`in-force`, `applicable` and `until` of versions"
  ) { context, bag in
    for provision in context.dossier.provisions {
      let ordered = provision.versions.enumerated().sorted { left, right in
        let first = left.element.firstApplicableDay ?? .first
        let second = right.element.firstApplicableDay ?? .first
        return first != second ? first < second : left.offset < right.offset
      }.map(\.element)
      for (earlier, later) in zip(ordered, ordered.dropFirst()) {
        guard let start = later.firstApplicableDay else { continue }
        if let end = earlier.until?.value.earliest, end <= start { continue }
        bag.add(
          .overlappingVersions(
            provision.slug, later: later.id.value, earlier: earlier.id.value,
            at: (later.applicable ?? later.inForce).span,
            other: (earlier.until ?? earlier.inForce).span, day: start))
      }
    }
  }
}
