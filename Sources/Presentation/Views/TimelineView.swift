// The timeline: events by year and month, filters, and the overview drawn above them.

import DossierModel
import TemplateEngine
import Verification

extension PageScope {
  func timelinePage() -> PageContent {
    let ids = checked.timeline
    rankActors(ids)
    var content = PageContent(heading: words["timeline.title"], description: timelineLead(ids))
    let years = groupByYear(ids)
    for year in years {
      content.toc.append(contentsOf: year.toc)
    }
    let value = record(
      "Timeline",
      [
        "overview": timelineOverview(ids), "kinds": .list(kindFilters(ids)),
        "places": .list(placeFilters(ids)), "actors": .list(actorFilters(ids)),
        "years": .list(years.map(\.value)),
      ])
    content.variables = [("timeline", value)]
    return content
  }

  private func timelineLead(_ ids: [EventID]) -> String {
    let days = ids.compactMap { dossier.events[$0].date.value.earliest }
    guard let first = days.min(), let last = days.max() else {
      return words["timeline.description"]
    }
    return words(
      "timeline.lead", String(ids.count),
      presenter.dates.month(first.month, year: first.year),
      presenter.dates.month(last.month, year: last.year))
  }

  // MARK: - Years and months

  private struct Year {
    let value: Value
    let toc: [TocEntry]
  }

  private func groupByYear(_ ids: [EventID]) -> [Year] {
    func start(_ id: EventID) -> CivilDate {
      dossier.events[id].date.value.earliest ?? dossier.events[id].date.value.latest ?? .first
    }
    var years: [(year: Int, ids: [EventID])] = []
    for id in ids {
      let year = start(id).year
      if years.last?.year == year {
        years[years.count - 1].ids.append(id)
      } else {
        years.append((year, [id]))
      }
    }
    return years.map { year, ids in
      var months: [(month: Int?, ids: [EventID])] = []
      for id in ids {
        let month = Self.isYearOnly(dossier.events[id].date.value) ? nil : start(id).month
        if let last = months.last, last.month == month {
          months[months.count - 1].ids.append(id)
        } else if let known = months.firstIndex(where: { $0.month == month }) {
          months[known].ids.append(id)
        } else {
          months.append((month, [id]))
        }
      }
      let values = months.map { month, ids in
        record(
          "TimelineMonth",
          [
            "id": .string(Self.fragment(year, month)),
            "label": .string(
              month.map { heading(month: $0, year: year) } ?? String(year)),
            "events": .list(ids.map { timelineEvent($0) }),
          ])
      }
      let value = record(
        "TimelineYear",
        [
          "id": .string("a-\(year)"), "label": .string(String(year)), "months": .list(values),
        ])
      // A year with many events is offered month by month.
      guard ids.count > 12 else {
        return Year(value: value, toc: [TocEntry(label: String(year), fragment: "a-\(year)")])
      }
      return Year(
        value: value,
        toc: months.map { month, _ in
          TocEntry(
            label: month.map { heading(month: $0, year: year) } ?? String(year),
            fragment: Self.fragment(year, month))
        })
    }
  }

  /// The name of a month as a heading: `Janvier 2026`.
  private func heading(month: Int, year: Int) -> String {
    let name = presenter.dates.month(month, year: year)
    return name.prefix(1).uppercased() + name.dropFirst()
  }

  private static func fragment(_ year: Int, _ month: Int?) -> String {
    guard let month else { return "m-\(year)" }
    return "m-\(year)-\(month < 10 ? "0" : "")\(month)"
  }

  private static func isYearOnly(_ date: DateValue) -> Bool {
    if case .single(let partial) = date.form { return partial.precision == .year }
    return false
  }

  private func timelineEvent(_ id: EventID) -> Value {
    let event = dossier.events[id]
    let key = EntityKey.event(id)
    var classes = "k-\(event.kind.rawValue) j-\(Self.place(event.jurisdiction))"
    for actor in event.actors {
      if let id = dossier.actors.id(of: actor.actor), let rank = actorRanks[id] {
        classes += " a-\(rank)"
      }
    }
    if checked.timing(of: id) == .upcoming { classes += " futur" }
    let place = words["event.jurisdiction.\(event.jurisdiction.key)"]
    return record(
      "TimelineEvent",
      [
        "id": .string(event.slug), "classes": .string(classes), "date": date(event.date),
        "time": text(event.time.map { time($0.value) }), "title": inline(event.title),
        "text": blocks(event.text),
        "mark": record(
          "Ref",
          [
            "url": .string("#" + event.slug), "label": prose(mark(key)),
            "cote": .string(mark(key)), "class": .string("cote"),
          ]),
        "kind": .string(words["event.kind.\(event.kind.key)"]), "place": .string(place),
        "sign": sign(id), "distance": text(distance(to: event.date.value)),
        "law_day": event.date.value.earliest.flatMap { presenter.lawDays.at($0) }
          .map { address($0.route) } ?? .none,
        "independent": event.sources.count > presenter.origins.independent(event.sources).count
          ? independentSources(event.sources) : .none,
        "sources": refs(event.sources), "actors": .list(event.actors.map { participant($0, id) }),
        "laws": .list(lawsThatDay(event)), "note": inline(event.note),
        "contradictions": refs(event.contradictions),
        "cited": cited(key, roles: [.mention, .replyEvent, .actorReply, .claimEvent, .limitClaim]),
      ])
  }

  private func time(_ time: TimeOfDay) -> String {
    let minute = time.minute < 10 ? "0\(time.minute)" : String(time.minute)
    return words("date.time", String(time.hour), minute)
  }

  private func participant(_ participant: EventActor, _ event: EventID) -> Value {
    record(
      "Participant",
      ["ref": ref(participant.actor), "capacity": prose(participant.capacity)])
  }

  /// The laws of an event with their state on its day: those it rests on, then those it concerns.
  private func lawsThatDay(_ event: Event) -> [Value] {
    var seen = Set<EntityKey>()
    return (event.legalBasis + event.laws).compactMap { reference in
      guard let key = dossier.law(reference), seen.insert(key).inserted else { return nil }
      var sign = Value.none
      if case .provision(let id) = key, let day = event.date.value.earliest {
        let state = checked.law(id, on: day).state
        if state != .applicable { sign = self.sign(Sign(state)) }
      }
      return record("LawThatDay", ["ref": ref(key), "sign": sign])
    }
  }

  // MARK: - Filters

  private func filter(_ id: String, _ label: String, _ count: Int) -> Value {
    record(
      "Filter", ["id": .string(id), "label": .string(label), "count": self.count(count)])
  }

  /// How many actors the filter names: the style sheet has a rule for each rank.
  private static let actorLimit = 16

  /// Ranks the actors by how many events they take part in, then by name.
  private func rankActors(_ ids: [EventID]) {
    var counts: [ActorID: Int] = [:]
    for id in ids {
      for actor in Set(dossier.events[id].actors.compactMap({ dossier.actors.id(of: $0.actor) })) {
        counts[actor, default: 0] += 1
      }
    }
    // Sorting keeps the order of equal elements: by number, then by name, then by place in the file.
    let byName = AlphabeticalOrder.sorted(counts.keys.sorted()) { dossier.actors[$0].name }
    eventCounts = byName.map { (actor: $0, count: counts[$0] ?? 0) }.sorted { $0.count > $1.count }
    actorRanks = Dictionary(
      uniqueKeysWithValues: eventCounts.prefix(Self.actorLimit).enumerated().map {
        ($0.element.actor, $0.offset + 1)
      })
  }

  private func actorFilters(_ ids: [EventID]) -> [Value] {
    if eventCounts.count < 2 { return [] }
    return [filter("a-all", words["timeline.everyone"], ids.count)]
      + eventCounts.prefix(Self.actorLimit).enumerated().map { rank, entry in
        filter("a-\(rank + 1)", dossier.actors[entry.actor].name, entry.count)
      }
  }

  private func kindFilters(_ ids: [EventID]) -> [Value] {
    var filters = [filter("k-all", words["timeline.all"], ids.count)]
    for kind in EventKind.allCases {
      let count = ids.count { dossier.events[$0].kind == kind }
      if count > 0 {
        filters.append(filter("k-\(kind.rawValue)", words["event.kinds.\(kind.key)"], count))
      }
    }
    return filters
  }

  private static func place(_ jurisdiction: Jurisdiction) -> String {
    switch jurisdiction {
    case .france: "fr"
    case .europeanUnion: "eu"
    default: "other"
    }
  }

  private func placeFilters(_ ids: [EventID]) -> [Value] {
    var filters = [filter("j-all", words["timeline.everywhere"], ids.count)]
    for place in ["fr", "eu", "other"] {
      let count = ids.count { Self.place(dossier.events[$0].jurisdiction) == place }
      if count > 0 {
        filters.append(filter("j-\(place)", words["timeline.places.\(place)"], count))
      }
    }
    return filters
  }
}
