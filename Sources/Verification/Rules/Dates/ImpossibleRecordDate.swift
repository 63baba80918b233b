// R0209: what the dossier says of its own work cannot lie in the future, and nobody reads a document
// before it is published.

import Diagnostics
import DossierModel

extension Rule {
  /// `as-of`, `last-change` and `accessed` are not after the day of the build; `accessed` is not
  /// before the `date` of its source.
  ///
  /// Dates marked `?` or `~` are not compared: their doubt is already said.
  static let impossibleRecordDate = Rule(
    .impossibleRecordDate, .dates,
    reads: "`as-of`, `last-change`, `accessed` and `date` of sources, the day of the build"
  ) { context, bag in
    let buildDate = context.options.buildDate
    for read in context.dossier.settings.readDays
    where read.key != "law-date" && read.day.value > buildDate {
      bag.add(
        .recordDateAfterBuild(
          read.key, read.day.value.description, buildDate: buildDate, at: read.day.span))
    }
    for source in context.dossier.sources {
      guard let accessed = source.accessed, isCertain(accessed.value) else { continue }
      if let first = accessed.value.earliest, first > buildDate {
        bag.add(
          .recordDateAfterBuild(
            "accessed", accessed.value.description, buildDate: buildDate, at: accessed.span))
      } else if let published = source.date, isCertain(published.value),
        let last = accessed.value.latest, let first = published.value.earliest, last < first
      {
        bag.add(.readBeforePublished(source.slug, accessed: accessed, published: published))
      }
    }
  }

  private static func isCertain(_ date: DateValue) -> Bool {
    !date.isUncertain && !date.isApproximate
  }
}
