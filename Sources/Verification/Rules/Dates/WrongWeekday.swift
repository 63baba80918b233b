// R0202 and R0203: a weekday written before a date is that of the date, and the day exists.

import Diagnostics
import DossierModel
import Markdown

extension Rule {
  /// "samedi 11 janvier 2026" is refused: that day was a Sunday.
  static let wrongWeekday = Rule(.wrongWeekday, .dates, reads: "dates in prose") { context, bag in
    for found in context.dates {
      guard let weekday = found.date.weekday, let written = found.date.weekdayText else { continue }
      guard let (year, inferred) = found.year(in: context.dossier),
        let day = CivilDate(year: year, month: found.date.month, day: found.date.day),
        day.weekday != weekday
      else { continue }
      let shown = found.dateText + (inferred == nil ? "" : " \(year)")
      bag.add(
        .wrongWeekday(
          written, date: shown, right: day.weekday.name(context.dossier.settings.language),
          at: found.span, inferred: inferred))
    }
  }

  /// "31 avril 2026" is refused: April has 30 days.
  static let impossibleDate = Rule(.impossibleDate, .dates, reads: "dates in prose") {
    context, bag in
    for found in context.dates {
      let date = found.date
      let reason: Wording
      if !(1...12).contains(date.month) {
        reason = Wording("a year has 12 months", fr: "une année a 12 mois")
      } else {
        // Without a year, 29 February may be meant of a leap year.
        let count = CivilDate.dayCount(ofMonth: date.month, year: date.year ?? 2000)
        if (1...count).contains(date.day) { continue }
        reason = Wording("the month has \(count) days", fr: "ce mois a \(count) jours")
      }
      bag.add(.impossibleDate(found.dateText, reason: reason, at: found.span))
    }
  }
}

/// A date found in prose, with what is around it.
struct FoundDate: Sendable {
  let date: ProseDate
  /// The date as written, without the weekday.
  let dateText: String
  let span: Span
  fileprivate let text: ProseText
  fileprivate let block: ProseBlock

  /// The year: as written, else that of an event of the same day and month that the block refers to
  /// or belongs to, with the name of that event.
  func year(in dossier: Dossier) -> (year: Int, event: String?)? {
    if let year = date.year { return (year, nil) }
    var events: [Event] = []
    if case .record(.event(let id)) = text.owner { events.append(dossier.events[id]) }
    for anchor in block.references {
      let reference = text.document.references[anchor.index]
      guard reference.kind == "event" else { continue }
      if let event = dossier.events[slug: reference.id] { events.append(event) }
    }
    for event in events {
      if let day = event.date.value.exactDay, day.month == date.month, day.day == date.day {
        return (day.year, "`\(event.slug)`")
      }
    }
    return nil
  }
}

extension FoundDate {
  /// Finds the dates in prose that are neither code nor quoted and that a rule may have something to
  /// say about: those with a weekday, and those that the calendar does not have.
  ///
  /// - Complexity: O(n) in the dates of prose.
  static func all(in blocks: [SignedBlock]) -> [FoundDate] {
    var found: [FoundDate] = []
    for signed in blocks where signed.dates.contains(where: \.isRemarkable) {
      let block = signed.block
      let skipped = signed.skipped
      for date in signed.dates
      where date.isRemarkable && !skipped.contains(where: { $0.overlaps(date.range) }) {
        var shown = String(decoding: block.text[date.range], as: UTF8.self)
        if let weekday = date.weekdayText { shown = String(shown.dropFirst(weekday.count)) }
        while let first = shown.first, first == " " || first == "," || first == "\u{A0}" {
          shown.removeFirst()
        }
        found.append(
          FoundDate(
            date: date, dateText: shown, span: block.span(of: date.range), text: signed.text,
            block: block))
      }
    }
    return found
  }
}

extension ProseDate {
  /// Whether the date has a weekday or cannot be.
  fileprivate var isRemarkable: Bool {
    weekday != nil || !(1...12).contains(month)
      || !(1...CivilDate.dayCount(ofMonth: month, year: year ?? 2000)).contains(day)
  }
}

extension MarkdownDocument {
  /// Where quoted words stand in the text of a prose block.
  ///
  /// - Complexity: O(log n) in the quotations of the document, which stand in the order of blocks.
  func quotedRanges(inBlock index: Int) -> [Range<Int>] {
    var low = 0
    var high = quotations.count
    while low < high {
      let middle = (low + high) / 2
      if quotations[middle].blockIndex < index { low = middle + 1 } else { high = middle }
    }
    return quotations[low...].prefix { $0.blockIndex == index }
      .map { $0.offset..<($0.offset + $0.text.count) }
  }
}
