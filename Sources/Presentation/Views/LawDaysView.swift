// The law at a date as pages: one a day on which it changed, with what changed word by word, what
// applied, what was to come, and the events until the next change; and the list of these days.

import DossierModel
import TemplateEngine
import Verification

extension PageScope {
  // MARK: - The list of days

  func lawDaysPage() -> PageContent {
    let days = presenter.lawDays.all
    var years: [(year: Int, days: [LawDay])] = []
    for day in days {
      if years.last?.year == day.day.year {
        years[years.count - 1].days.append(day)
      } else {
        years.append((day.day.year, [day]))
      }
    }
    let groups = years.reversed().map { year, days in
      record(
        "LawYear",
        [
          "id": .string("a-\(year)"), "label": .string(String(year)),
          "days": .list(
            days.reversed().map { day in
              record(
                "LawDaySummary",
                [
                  "date": .string(day.date.description), "url": address(day.route),
                  "is_upcoming": .bool(day.day > checked.buildDate),
                  "provisions": .list(day.changes.map { ref(.provision($0.provision)) }),
                  "event_count": .string(
                    words.counted(
                      "law_days.event_count", presenter.eventsByLawDay[day.day]?.count ?? 0)),
                ])
            }),
        ])
    }
    var content = PageContent(
      heading: words["law_days.title"],
      description: words.counted("law_days.description", days.count))
    content.toc = years.reversed().map {
      TocEntry(label: String($0.year), fragment: "a-\($0.year)")
    }
    content.variables = [
      ("years", .list(groups)), ("read", lawDayLink(lawDate)),
      ("today", lawDayLink(checked.buildDate)),
    ]
    return content
  }

  /// A link to the page that answers for a day.
  func lawDayLink(_ day: CivilDate) -> Value {
    guard let change = presenter.lawDays.at(day) else { return .none }
    return record(
      "LawDayLink", ["date": .string(day.description), "url": address(change.route)])
  }

  // MARK: - One day

  func lawDayPage() -> PageContent {
    let days = presenter.lawDays.all
    guard let rank = presenter.lawDays.rank(path: page.path) else {
      return PageContent(heading: words["law_days.title"], description: "")
    }
    let day = days[rank]
    let name = presenter.dates.text(day.date)
    let rows = standing(on: day)
    let events = presenter.eventsByLawDay[day.day] ?? []
    let value = record(
      "LawDay",
      [
        "date": .string(day.date.description), "is_upcoming": .bool(day.day > checked.buildDate),
        "next_date": rank + 1 < days.count ? .string(days[rank + 1].date.description) : .none,
        "holds_law_date": .bool(day.covers(dossier.settings.lawDate.value)),
        "days": .list(neighbours(of: rank)),
        "changes": .list(day.changes.map { change($0, day.day) }),
        "is_complete": .bool(presenter.lawDays.isComplete),
        "applicable": .list(rows.applicable), "upcoming": .list(rows.upcoming),
        "events": .list(events.map { datedEvent($0, capacity: nil) }),
        "previous": rank > 0 ? dayLink(days[rank - 1]) : .none,
        "next": rank + 1 < days.count ? dayLink(days[rank + 1]) : .none,
      ])
    var content = PageContent(
      heading: words(day.date.exactDay == nil ? "law_days.law_in" : "law_days.law_on", name),
      description: words(
        "law_days.lead", words.counted("law_days.changes", day.changes.count),
        words.counted("law_days.event_count", events.count)),
      variables: [("law_day", value)])
    for (name, isShown) in [
      ("law_changes", true), ("law_applicable", !rows.applicable.isEmpty),
      ("law_upcoming", !rows.upcoming.isEmpty), ("law_events", true),
    ] where isShown {
      content.toc.append(
        TocEntry(label: words["law_days.\(name)"], fragment: router.anchor(name)))
    }
    return content
  }

  private func dayLink(_ day: LawDay) -> Value {
    link(presenter.dates.text(day.date), day.route)
  }

  /// The days to choose from: all, or those around where there are many.
  private func neighbours(of rank: Int) -> [Value] {
    let days = presenter.lawDays.all
    let first = days.count <= 40 ? 0 : max(0, min(rank - 12, days.count - 25))
    let last = days.count <= 40 ? days.count : min(days.count, first + 25)
    return (first..<last).map { index in
      record(
        "NavigationEntry",
        [
          "label": .string(presenter.dates.text(days[index].listed, .short)),
          "url": address(days[index].route), "current": index == rank ? .string("page") : .none,
        ])
    }
  }

  // MARK: - What changed

  private func change(_ change: LawDay.Change, _ day: CivilDate) -> Value {
    let provision = dossier.provisions[change.provision]
    let key: String =
      switch (change.before, change.after) {
      case (nil, .some): "begins"
      case (.some, nil): "ends"
      case (.some, .some): "replaced"
      case (nil, nil): "enters"
      }
    return record(
      "LawChange",
      [
        "id": .string(provision.slug), "ref": ref(.provision(change.provision)),
        "cote": .string(mark(.provision(change.provision))), "title": prose(provision.title),
        "what": .string(words["law_days.what.\(key)"]),
        "before": change.before.map { lawVersion(change.provision, $0) } ?? .none,
        "after": (change.after ?? change.entering).map { lawVersion(change.provision, $0) }
          ?? .none,
        "words": wordsChanged(provision, change.before, change.after),
        "sign": sign(provision, checked.law(change.provision, on: day)),
      ])
  }

  private func lawVersion(_ id: ProvisionID, _ index: Int) -> Value {
    let provision = dossier.provisions[id]
    let version = provision.versions[index]
    let route = presenter.route(.provision(id))
    return record(
      "LawVersion",
      [
        "name": .string(versionName(provision, index)),
        "url": address(Route(route.path, fragment: version.id.value)),
        "summary": inline(version.summary), "dates": fourDates(version),
        "quote": text(version.quote?.value),
        "reading": isToVerify(version) ? sign(.versionToVerify) : .none,
      ])
  }

  /// The words of the law that changed; only where both versions are quoted.
  private func wordsChanged(_ provision: Provision, _ before: Int?, _ after: Int?) -> Value {
    guard let before, let after, let old = provision.versions[before].quote?.value,
      let new = provision.versions[after].quote?.value
    else { return .none }
    let difference = WordDifference(from: old, to: new)
    return difference.isEmpty ? .none : .markup(Self.marked(difference))
  }

  // MARK: - What stood

  /// The provisions that apply on a day, and those that were known and did not yet.
  private func standing(on day: LawDay) -> (applicable: [Value], upcoming: [Value]) {
    let ids =
      presenter.lawDays.isComplete
      ? Array(dossier.provisions.ids) : day.changes.map(\.provision)
    var applicable: [Value] = []
    var upcoming: [Value] = []
    for id in ids {
      let law = checked.law(id, on: day.day)
      if let index = law.applicable { applicable.append(row(id, index, law)) }
      if law.applicable == nil, let index = law.next, law.state != .upcoming {
        upcoming.append(row(id, index, law))
      }
    }
    return (applicable, upcoming)
  }

  private func row(_ id: ProvisionID, _ index: Int, _ law: LawAtDate) -> Value {
    let provision = dossier.provisions[id]
    let version = provision.versions[index]
    let route = presenter.route(.provision(id))
    return record(
      "LawRow",
      [
        "ref": ref(.provision(id)), "cote": .string(mark(.provision(id))),
        "title": prose(provision.title), "version": .string(versionName(provision, index)),
        "version_url": address(Route(route.path, fragment: version.id.value)),
        "since": .string((version.applicable ?? version.inForce).value.description),
        "sign": sign(provision, law),
      ])
  }
}
