// Owns the calendars: all events, and the events to come. One component an event; folding and
// escaping of content lines.

import DossierModel
import Verification

/// Calendars of the events whose date is known to the day.
///
/// - An event known only to the month or year has no entry: a calendar would give it a day. It
///   stands in `dossier.json` and `evenements.csv`.
/// - All events last all day: sources give hours without a zone, and then they are in the text.
/// - A doubtful day is tentative, and `X-EDTF` has the date as the dossier writes it.
/// - `DTSTAMP` is the day of the dossier's last change, so that a build later gives the same bytes.
/// - `UID` is made of the event's id and the dossier's title: an edit of any other text keeps it.
/// - Source: RFC 5545; RFC 7986 for the properties of the calendar.
enum ICalendar {
  /// The route of the calendar of all events.
  static let timelineRoute = "chronologie.ics"
  /// The route of the calendar of events to come.
  static let upcomingRoute = "echeances.ics"

  /// Returns the calendar of all events.
  static func timeline(_ context: ExchangeContext) -> [UInt8] {
    calendar(context, route: timelineRoute, events: context.checked.timeline)
  }

  /// Returns the calendar of the events on the day of the build or later.
  static func upcoming(_ context: ExchangeContext) -> [UInt8] {
    let events = context.dossier.events
    return calendar(
      context, route: upcomingRoute,
      events: context.checked.timeline.filter {
        guard let days = days(of: events[$0].date.value) else { return false }
        return days.last >= context.buildDate
      })
  }

  /// The first and last day of a date known to the day on both sides; `nil` for any other.
  static func days(of date: DateValue) -> (first: CivilDate, last: CivilDate)? {
    let ends: (PartialDate, PartialDate)
    switch date.form {
    case .single(let day): ends = (day, day)
    case .interval(.date(let start), .date(let end)): ends = (start, end)
    case .interval: return nil
    }
    guard ends.0.precision == .day, ends.1.precision == .day else { return nil }
    return (ends.0.earliest, ends.1.latest)
  }

  // MARK: - Components

  private static func calendar(
    _ context: ExchangeContext, route: String, events: [EventID]
  ) -> [UInt8] {
    let settings = context.dossier.settings
    let suffix = context.dossierName
    var lines = ContentLines()
    lines.add("BEGIN", "VCALENDAR")
    lines.add("VERSION", "2.0")
    lines.add("PRODID", "-//dossier//dossier//\(settings.language.rawValue.uppercased())")
    lines.add("CALSCALE", "GREGORIAN")
    lines.add("METHOD", "PUBLISH")
    lines.add(text: "NAME", settings.title)
    lines.add(text: "X-WR-CALNAME", settings.title)
    lines.add(
      text: "DESCRIPTION",
      context.line(settings.description) + "\n" + context.line(settings.presumption))
    lines.add("LAST-MODIFIED", stamp(settings.lastChange.value))
    lines.add("REFRESH-INTERVAL;VALUE=DURATION", "P1D")
    if let address = context.address(ofFile: route) {
      lines.add("SOURCE;VALUE=URI", address)
    }
    for id in events {
      let event = context.dossier.events[id]
      guard let days = days(of: event.date.value) else { continue }
      lines.add("BEGIN", "VEVENT")
      lines.add("UID", "\(StableIdentifier.name(context, .event(id)))@\(suffix).dossier")
      lines.add("DTSTAMP", stamp(settings.lastChange.value))
      lines.add("DTSTART;VALUE=DATE", basic(days.first))
      lines.add("DTEND;VALUE=DATE", basic(days.last.adding(days: 1)))
      lines.add(text: "SUMMARY", context.line(event.title))
      lines.add(text: "DESCRIPTION", description(of: event, context))
      lines.add("CATEGORIES", event.kind.rawValue.uppercased())
      if let address = context.address(of: .event(id)) { lines.add("URL", address) }
      lines.add("STATUS", isDoubtful(event) ? "TENTATIVE" : "CONFIRMED")
      lines.add("TRANSP", "TRANSPARENT")
      lines.add(text: "X-EDTF", event.date.value.description)
      lines.add("END", "VEVENT")
    }
    lines.add("END", "VCALENDAR")
    return lines.bytes
  }

  /// The text of an event, its hour, what is uncertain, and its sources: one paragraph each.
  private static func description(of event: Event, _ context: ExchangeContext) -> String {
    var paragraphs: [String] = []
    if let time = event.time?.value { paragraphs.append(time.written) }
    if let text = event.text { paragraphs.append(context.plain(text)) }
    if let note = event.note { paragraphs.append(context.plain(note)) }
    for reference in event.sources {
      guard let source = context.dossier.sources[reference] else { continue }
      let address = source.url.map { " " + $0.value } ?? ""
      paragraphs.append("\(source.publisher), \(source.title).\(address)")
    }
    return paragraphs.joined(separator: "\n")
  }

  private static func isDoubtful(_ event: Event) -> Bool {
    let date = event.date.value
    return date.isUncertain || date.isApproximate || event.status == .toVerify
      || event.status == .disputed
  }

  /// The form `20260102` of RFC 5545, section 3.3.4.
  private static func basic(_ day: CivilDate) -> String {
    String(day.description.filter { $0 != "-" })
  }

  /// Midnight UTC of a day, as `DTSTAMP` and `LAST-MODIFIED` ask for a time.
  private static func stamp(_ day: CivilDate) -> String { basic(day) + "T000000Z" }
}

/// The lines of a calendar, folded, with CRLF.
///
/// - Source: RFC 5545, sections 3.1 and 3.3.11.
struct ContentLines {
  /// The octets of a line without its CRLF.
  static let limit = 75

  /// The lines so far.
  private(set) var bytes: [UInt8] = []

  /// Adds a line whose value stands as it is.
  mutating func add(_ name: String, _ value: String) { fold(Array("\(name):\(value)".utf8)) }

  /// Adds a line whose value is text: commas, semicolons, backslashes and line ends are escaped,
  /// other control characters, which the format does not have, become spaces.
  mutating func add(text name: String, _ value: String) {
    var line = Array("\(name):".utf8)
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: "\\"), UInt8(ascii: ";"), UInt8(ascii: ","):
        line.append(UInt8(ascii: "\\"))
        line.append(byte)
      case 0x0A: line.append(contentsOf: "\\n".utf8)
      case 0x0D: continue
      case 0x00..<0x20, 0x7F: line.append(0x20)
      default: line.append(byte)
      }
    }
    fold(line)
  }

  /// Writes a line in pieces of at most 75 octets that never cut a character; the space that begins
  /// a continuation counts.
  private mutating func fold(_ line: [UInt8]) {
    var start = 0
    var room = Self.limit
    while line.count - start > room {
      var end = start + room
      // A UTF-8 continuation byte is 10xxxxxx: the cut goes before its character.
      while end > start + 1, line[end] & 0b1100_0000 == 0b1000_0000 { end -= 1 }
      bytes.append(contentsOf: line[start..<end])
      bytes.append(contentsOf: [0x0D, 0x0A, 0x20])
      start = end
      room = Self.limit - 1
    }
    bytes.append(contentsOf: line[start...])
    bytes.append(contentsOf: [0x0D, 0x0A])
  }
}
