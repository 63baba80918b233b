// R0209: what the dossier says of its own work cannot lie in the future, and nobody reads a document
// before it is published.

import Diagnostics
import DossierModel

extension Rule {
  /// `as-of` is not after the day of the build, `last-change` and `accessed` are not after both;
  /// `accessed` is not before the `date` of its source.
  ///
  /// A build of an earlier day, asked for with `--date`, so warns once and not for every source.
  /// Dates marked `?` or `~` are not compared: their doubt is already said.
  static let impossibleRecordDate = Rule(
    .impossibleRecordDate, .dates,
    reads: "`as-of`, `last-change`, `accessed` and `date` of sources, the day of the build"
  ) { context, bag in
    let buildDate = context.options.buildDate
    let days = context.dossier.settings.readDays.filter { $0.key != "law-date" }
    let closed = days.first { $0.key == "as-of" }?.day.value
    let lastDay = closed.map { max($0, buildDate) } ?? buildDate
    for read in days where read.day.value > (read.key == "as-of" ? buildDate : lastDay) {
      bag.add(
        .recordDateAfterBuild(
          read.key, read.day.value.description, buildDate: buildDate, at: read.day.span))
    }
    for source in context.dossier.sources {
      guard let accessed = source.accessed, isCertain(accessed.value) else { continue }
      if let first = accessed.value.earliest, first > lastDay {
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
