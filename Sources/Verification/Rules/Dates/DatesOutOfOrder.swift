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
        let name = "`\(provision.slug)` version `\(version.id.value)`"
        let acts: [Step] = [("adopted", version.adopted), ("published", version.published)]
        let effects: [Step] = [("in-force", version.inForce), ("applicable", version.applicable)]
        if version.isRetroactive {
          // A correction of the past is published after the day from which it holds.
          report(name, acts, end: nil, into: &bag)
          report(name, effects, end: version.until, into: &bag)
          let known = version.published ?? version.adopted
          if let day = known?.value.latest, let start = version.firstApplicableDay, day > start {
            continue
          }
          bag.add(
            .notRetroactive(name, at: version.id.span, known: known?.span, start: version.inForce))
        } else {
          report(name, acts + effects, end: version.until, into: &bag)
        }
      }
    }
  }

  /// A date of the life of a text, with its key.
  private typealias Step = (key: String, date: Located<DateValue>?)

  private static func report(
    _ what: String, _ steps: [Step],
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
