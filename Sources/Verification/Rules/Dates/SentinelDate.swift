// R0207: 2999-01-01 and its like stand for "no end known" in databases and are refused here.

import Diagnostics
import DossierModel

extension Rule {
  /// No date lies in the year 2900 or later.
  static let sentinelDate = Rule(.sentinelDate, .dates, reads: "every date of the data") {
    context, bag in
    for date in dates(of: context.dossier) {
      guard let last = date.value.latest ?? date.value.earliest, last.year >= 2900 else { continue }
      bag.add(.sentinelDate(date.value, at: date.span))
    }
  }

  private static func dates(of dossier: Dossier) -> [Located<DateValue>] {
    var dates: [Located<DateValue>?] = [dossier.settings.factsUntil]
    for day in dossier.settings.readDays.map(\.day) {
      dates.append(Located(DateValue(day.value), at: day.span))
    }
    for actor in dossier.actors {
      dates += actor.roles.flatMap { [$0.from, $0.to] }
      dates += actor.relations.map(\.date)
      dates.append(actor.standing?.since)
    }
    dates += dossier.events.map(\.date)
    for text in dossier.instruments {
      dates += [text.date, text.published, text.inForce, text.applicable]
    }
    for version in dossier.provisions.flatMap(\.versions) {
      dates += [version.adopted, version.published, version.inForce, version.applicable]
      dates += [version.until, version.verified]
    }
    dates += dossier.sources.flatMap { [$0.date, $0.accessed] }
    dates += dossier.quotations.map(\.date)
    dates += dossier.claims.map(\.date)
    dates += dossier.archivedDocuments.flatMap { [$0.date, $0.captured] }
    dates += dossier.openPoints.map(\.reviewBy)
    return dates.compactMap { $0 }
  }
}
