// The overview above the timeline: one mark an event, stacked over its month. Computed from the data
// in their order, without chance.

import DossierModel
import TemplateEngine
import Verification

extension PageScope {
  private struct Month: Hashable, Comparable {
    /// Months since the year 0.
    let number: Int
    var year: Int { number / 12 }
    var month: Int { number % 12 + 1 }

    init(_ day: CivilDate) { number = day.year * 12 + day.month - 1 }
    init(number: Int) { self.number = number }

    static func < (left: Month, right: Month) -> Bool { left.number < right.number }
  }

  private static let monthLimit = 13
  /// Fewer months or events than this are seen at a glance in the list.
  private static let least = 6
  /// The width of the drawing.
  private static let width = 814

  /// The thirteen months with most to see: they end with the last event within a year of the closing
  /// date, and hold that date.
  private func window(_ months: [Month]) -> ClosedRange<Int>? {
    let closing = Month(dossier.settings.asOf.value).number
    guard let last = months.filter({ $0.number <= closing + 3 }).max()?.number else { return nil }
    let end = max(last, closing)
    let first = max(months.min()?.number ?? end, end - Self.monthLimit + 1)
    return first < end ? first...end : nil
  }

  /// The geometry of the overview; none for a few events.
  func timelineOverview(_ ids: [EventID]) -> Value {
    var byMonth: [Int: [EventID]] = [:]
    for id in ids {
      if let day = dossier.events[id].date.value.earliest {
        byMonth[Month(day).number, default: []].append(id)
      }
    }
    guard let range = window(byMonth.keys.map { Month(number: $0) }), range.count >= Self.least,
      ids.count >= Self.least
    else { return .none }
    let cell = (Self.width - 8) / range.count
    let columns = (cell - 6) / 18
    let tallest = range.map { byMonth[$0]?.count ?? 0 }.max() ?? 0
    let rows = max(4, (tallest + columns - 1) / columns)
    let base = 40 + rows * 18
    var months: [Value] = []
    for (position, number) in range.enumerated() {
      let month = Month(number: number)
      let x = 4 + position * cell
      let marks = (byMonth[number] ?? []).enumerated().map { rank, id in
        mark(id, x: x + 3 + rank % columns * 18, y: base - 17 - rank / columns * 18)
      }
      let isFirst = position == 0 || month.month == 1
      months.append(
        record(
          "OverviewMonth",
          [
            "x": count(x), "width": count(cell - 6), "middle": count(x + (cell - 6) / 2),
            "label": .string(presenter.dates.shortMonth(month.month)), "weight": .string("g"),
            "year": isFirst ? .string(String(month.year)) : .none, "marks": .list(marks),
          ]))
    }
    let outside = ids.count - range.reduce(0) { $0 + (byMonth[$1]?.count ?? 0) }
    return record(
      "Overview",
      [
        "width": count(Self.width), "height": count(base + 42), "base": count(base),
        "label_y": count(base + 18), "year_y": count(base + 36),
        "title": .string(
          words(
            "timeline.overview_title", name(range.lowerBound), name(range.upperBound))),
        "description": .string(overviewDescription(byMonth, range)),
        "caption": .string(overviewCaption(byMonth, range, outside)),
        "months": .list(months), "mark": closingMark(range, cell),
      ])
  }

  private func name(_ number: Int) -> String {
    let month = Month(number: number)
    return presenter.dates.month(month.month, year: month.year)
  }

  private func closingMark(_ range: ClosedRange<Int>, _ cell: Int) -> Value {
    let day = dossier.settings.asOf.value
    let number = Month(day).number
    guard range.contains(number) else { return .none }
    let length = CivilDate.dayCount(ofMonth: day.month, year: day.year)
    let x = 4 + (number - range.lowerBound) * cell + (cell - 6) * day.day / length
    let isRight = x > 200
    return record(
      "OverviewMark",
      [
        "x": count(x), "text_x": count(isRight ? x + 4 : x - 4),
        "anchor": .string(isRight ? "fin" : ""),
        "label": .string(words("provision.closed_on", presenter.dates.text(day, .short))),
      ])
  }

  private func mark(_ id: EventID, x: Int, y: Int) -> Value {
    let event = dossier.events[id]
    let isUpcoming = checked.timing(of: id) == .upcoming
    let form: String
    let filling: String
    switch event.kind {
    case .procedure: (form, filling) = ("square", "p")
    case .law: (form, filling) = ("lozenge", "p")
    case .politics: (form, filling) = ("circle", "p")
    case .platform: (form, filling) = ("circle", "h")
    case .press, .research: (form, filling) = ("square", "h")
    }
    return record(
      "OverviewEvent",
      [
        "form": .string(form), "class": .string(isUpcoming ? "t" : filling), "x": count(x),
        "y": count(y), "cx": .double(Double(x) + 5.5), "cy": .double(Double(y) + 5.5),
      ])
  }

  private func overviewDescription(_ byMonth: [Int: [EventID]], _ range: ClosedRange<Int>) -> String
  {
    let counts = range.map { "\(name($0)) : \(byMonth[$0]?.count ?? 0)" }
    return typeset(words("timeline.overview_description", counts.joined(separator: " ; ")))
  }

  /// The legend, and the longest gap said in words: what is empty is written.
  private func overviewCaption(
    _ byMonth: [Int: [EventID]], _ range: ClosedRange<Int>, _ outside: Int
  ) -> String {
    var text = words["timeline.overview_legend"]
    var best: ClosedRange<Int>?
    var start: Int?
    for number in range {
      if byMonth[number] == nil {
        let first = start ?? number
        start = first
        if number - first >= (best.map { $0.upperBound - $0.lowerBound } ?? 0) {
          best = first...number
        }
      } else {
        start = nil
      }
    }
    if let best, best.count >= 2 {
      text += " " + words("timeline.gap", name(best.lowerBound), name(best.upperBound))
    }
    if outside > 0 { text += " " + words.counted("timeline.outside", outside) }
    return text
  }
}
