// R0205: a text is adopted, then published, then in force, then applicable, then ended.

import Diagnostics
import DossierModel

extension Rule {
  /// The dates of versions and instruments stand in the order of the life of a text.
  ///
  /// Dates marked `?` or `~` are not compared: their doubt is already said.
  static let datesOutOfOrder = Rule(
    .datesOutOfOrder, .dates, reads: "dates of versions and instruments"
  ) { context, bag in
    for instrument in context.dossier.instruments {
      report(
        "`\(instrument.slug)`",
        [
          ("date", instrument.date), ("published", instrument.published),
          ("in-force", instrument.inForce), ("applicable", instrument.applicable),
        ], end: nil, into: &bag)
    }
    for provision in context.dossier.provisions {
      for version in provision.versions {
        report(
          "`\(provision.slug)` version `\(version.id.value)`",
          [
            ("adopted", version.adopted), ("published", version.published),
            ("in-force", version.inForce), ("applicable", version.applicable),
          ], end: version.until, into: &bag)
      }
    }
  }

  private static func report(
    _ what: String, _ steps: [(key: String, date: Located<DateValue>?)],
    end: Located<DateValue>?, into bag: inout DiagnosticBag
  ) {
    var before: (key: String, date: Located<DateValue>)?
    for (key, date) in steps {
      guard let date else { continue }
      if let before, isBefore(date.value, before.date.value) {
        bag.add(
          .datesOutOfOrder(
            what, later: key, laterDate: date.value, earlier: before.key,
            earlierDate: before.date.value, at: date.span, other: before.date.span))
      }
      before = (key, date)
    }
    // The end is compared with the entry into force, not with a later date of application: a text
    // can be replaced before it ever applied.
    let start = steps.first { $0.key == "in-force" }?.date ?? before?.date
    if let end, let start, let last = end.value.latest, let first = start.value.earliest,
      last <= first
    {
      bag.add(
        .datesOutOfOrder(
          what, later: "until", laterDate: end.value, earlier: "in-force",
          earlierDate: start.value, at: end.span, other: start.span))
    }
  }

  /// Whether one date lies before another whatever day each may mean.
  private static func isBefore(_ date: DateValue, _ other: DateValue) -> Bool {
    guard !date.isUncertain, !other.isUncertain, !date.isApproximate, !other.isApproximate,
      let latest = date.latest, let earliest = other.earliest
    else { return false }
    return latest < earliest
  }
}
