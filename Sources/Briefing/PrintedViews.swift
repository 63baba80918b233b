// The records of print templates: key points, proceedings, events, statements, laws and sources as
// maps of Typst markup.

import DossierModel
import Markdown
import Presentation
import TemplateEngine
import Verification

extension PrintScope {
  // MARK: - Key points and proceedings

  func keyPoints() -> [Value] {
    dossier.settings.keyPoints.compactMap { point in
      if selection.isLater(point.text.document) || selection.isLater(point.proof.document) {
        return nil
      }
      let evidence = page.evidence(
        references: point.proof.document.references, citations: [], on: lawDate)
      return record(
        "PrintKeyPoint",
        [
          ("text", inline(point.text)), ("sign", sign(sign(point))),
          ("proof", inline(point.proof)),
          (
            "proofs",
            .list(
              evidence.prefix(1).map { piece in
                let proof = self.proof(piece)
                return record(
                  "PrintProof",
                  [
                    ("place", .string(place(piece.key))), ("cote", prose(page.mark(piece.key))),
                    ("lines", prose(proof.lines.joined(separator: ", "))),
                  ])
              })
          ),
        ])
    }
  }

  func proceedings() -> [Value] {
    dossier.settings.proceedings.compactMap { proceeding in
      let event = proceeding.since.flatMap { dossier.events.id(of: $0) }
      if let event, !selection.holds(.event(event)) { return nil }
      guard let authority = dossier.actors.id(of: proceeding.authority) else { return nil }
      return record(
        "PrintProceeding",
        [
          ("authority", ref(.actor(authority))), ("subject", inline(proceeding.subject)),
          ("stage", told(proceeding.stage)), ("sign", sign(Sign(proceeding.status))),
          ("since", date(event.map { dossier.events[$0].date.value }, .short)),
          ("event", event.map { ref(.event($0)) } ?? .none),
        ])
    }
  }

  func upcomingEvents() -> [Value] {
    selection.events.filter { checked.timing(of: $0) == .upcoming }.map { event($0) }
  }

  // MARK: - Events

  func event(_ id: EventID) -> Value {
    let event = dossier.events[id]
    let year = event.date.value.earliest?.year
    let laws = (event.legalBasis + event.laws).compactMap { dossier.law($0) }
    var seen = Set<EntityKey>()
    return record(
      "PrintEvent",
      [
        ("place", .string(place(.event(id)))), ("cote", prose(page.mark(.event(id)))),
        ("date", date(event.date.value)), ("short_date", date(event.date.value, .short)),
        ("year", year.map { .int(Int64($0)) } ?? .none),
        ("title", inline(event.title)), ("text", inline(event.text)), ("note", inline(event.note)),
        ("kind", prose(words["event.kind.\(event.kind.key)"])),
        ("jurisdiction", prose(words["event.jurisdiction.\(event.jurisdiction.key)"])),
        ("sign", sign(sign(event: id))),
        ("upcoming", .bool(checked.timing(of: id) == .upcoming)),
        ("sources", prose(publishers(event.sources))),
        ("source_refs", refs(event.sources)),
        (
          "laws",
          .list(laws.filter { selection.holds($0) && seen.insert($0).inserted }.map { ref($0) })
        ),
        ("actors", refs(event.actors.map(\.actor))),
        ("contradictions", refs(event.contradictions)),
      ])
  }

  /// The months that hold most events, with a mark for each of them; `none` without events.
  func timelineOverview(_ events: [EventID]) -> Value {
    struct Month: Hashable, Comparable {
      let index: Int
      static func < (left: Month, right: Month) -> Bool { left.index < right.index }
    }
    var byMonth: [Month: [EventID]] = [:]
    for id in events {
      guard let day = dossier.events[id].date.value.earliest else { continue }
      byMonth[Month(index: day.year * 12 + day.month - 1), default: []].append(id)
    }
    guard !byMonth.isEmpty else { return .none }
    // The window of eighteen months with most events; the earliest of equal ones.
    let span = 18
    let starts = byMonth.keys.sorted()
    func count(from start: Int) -> Int {
      byMonth.reduce(0) {
        $0 + (($1.key.index >= start && $1.key.index < start + span) ? $1.value.count : 0)
      }
    }
    var best = starts[0].index
    for start in starts where count(from: start.index) > count(from: best) { best = start.index }
    let last = starts.last { $0.index < best + span }?.index ?? best
    let months = (best...last).map { index -> Value in
      let ids = byMonth[Month(index: index)] ?? []
      return record(
        "PrintMonth",
        [
          ("label", prose(presenter.dates.shortMonth(index % 12 + 1))),
          ("year", .int(Int64(index / 12))), ("is_first", .bool(index == best || index % 12 == 0)),
          (
            "marks",
            .list(
              ids.map { id in
                let event = dossier.events[id]
                let isUpcoming = checked.timing(of: id) == .upcoming
                return record(
                  "PrintMark",
                  [
                    ("kind", .string(event.kind.rawValue)), ("place", .string(place(.event(id)))),
                    ("cote", prose(page.mark(.event(id)))), ("upcoming", .bool(isUpcoming)),
                  ])
              })
          ),
        ])
    }
    let outside = events.count - count(from: best)
    let (first, final) = (best, last)
    let from = presenter.dates.month(first % 12 + 1, year: first / 12)
    let to = presenter.dates.month(final % 12 + 1, year: final / 12)
    let kinds = EventKind.allCases.compactMap { kind -> String? in
      let count = events.count { dossier.events[$0].kind == kind }
      return count == 0 ? nil : words["event.kinds.\(kind.key)"].lowercased() + " : \(count)"
    }
    return record(
      "PrintOverview",
      [
        ("months", .list(months)),
        ("title", prose(words("timeline.overview_title", from, to))),
        (
          "description",
          .string(words("timeline.overview_description", kinds.joined(separator: ", ")))
        ),
        ("legend", prose(words["timeline.overview_legend"])),
        ("outside", outside == 0 ? .none : prose(words.counted("timeline.outside", outside))),
      ])
  }

  // MARK: - Statements

  /// The legal statements, and those that a text allows to check.
  func verdicts() -> [ClaimID] {
    let claims = dossier.claims
    return claims.ids.filter {
      (claims[$0].nature == .legal || !claims[$0].laws.isEmpty) && selection.holds(.claim($0))
    }
  }

  func claim(_ id: ClaimID) -> Value {
    let claim = dossier.claims[id]
    let speakers = claim.speakers.compactMap { dossier.actors[$0]?.name }
    return record(
      "PrintClaim",
      [
        ("place", .string(place(.claim(id)))), ("cote", prose(page.mark(.claim(id)))),
        ("text", inline(claim.text)), ("sign", sign(Sign(claim))), ("why", inline(claim.why)),
        ("nature", prose(words["claim.nature.\(claim.nature.key)"])),
        ("speakers", prose(speakers.joined(separator: ", "))),
        ("date", date(claim.date?.value, .short)), ("law_date", day(claim.lawDate?.value, .short)),
        ("laws", refs(laws: claim.laws)),
      ])
  }

  // MARK: - Persons

  func actors() -> [Value] {
    let ids = dossier.actors.ids.sorted { left, right in
      let (first, second) = (dossier.actors[left], dossier.actors[right])
      let kinds = ActorKind.allCases
      let ranks = [first, second].map { actor in kinds.firstIndex(of: actor.kind) ?? 0 }
      if ranks[0] != ranks[1] { return ranks[0] < ranks[1] }
      return AlphabeticalOrder.precedes(
        first.sortName ?? first.name, second.sortName ?? second.name)
    }
    return ids.filter { selection.holds(.actor($0)) }.map { actor($0) }
  }

  private func actor(_ id: ActorID) -> Value {
    let actor = dossier.actors[id]
    let events = selection.events.filter { event in
      dossier.events[event].actors.contains { dossier.actors.id(of: $0.actor) == id }
    }
    let roles = actor.roles.filter { !selection.isLater($0.from?.value) }
    let standing = actor.standing.flatMap { selection.isLater($0.since?.value) ? nil : $0 }
    return record(
      "PrintActor",
      [
        ("place", .string(place(.actor(id)))), ("name", prose(actor.name)),
        ("group", .string(actor.kind.rawValue)),
        ("group_name", prose(words["actors.kinds.\(actor.kind.key)"])),
        ("kind", prose(words["actor.kind.\(actor.kind.key)"])),
        ("description", inline(actor.description)), ("part", told(actor.part)),
        (
          "roles",
          .list(
            roles.map { role in
              record(
                "PrintRole",
                [
                  ("title", told(role.title)), ("when", prose(period(role))),
                  ("sign", sign(role.status.map { Sign($0) })),
                ])
            })
        ),
        (
          "standing",
          standing.map {
            record(
              "PrintStanding",
              [
                ("sign", sign(Sign($0.status.value))), ("text", inline($0.text)),
                ("since", date($0.since?.value)),
              ])
          } ?? .none
        ),
        (
          "events",
          .list(events.map { ref(.event($0)) })
        ),
        ("event_count", .int(Int64(events.count))),
      ])
  }

  private func period(_ role: Role) -> String? {
    let dates = presenter.dates
    let end = selection.isLater(role.to?.value) ? nil : role.to?.value
    switch (role.from?.value, end) {
    case (nil, nil): return nil
    case (let from?, nil): return dates.text("actor.role_since", from, .short)
    case (nil, let to?): return dates.text("actor.role_until", to, .short)
    case (let from?, let to?):
      return words("actor.role_between", dates.text(from, .short), dates.text(to, .short))
    }
  }

  // MARK: - Words and sources

  func terms() -> [Value] {
    let ids = dossier.glossary.ids.filter { selection.holds(.term($0)) }.sorted {
      AlphabeticalOrder.precedes(dossier.glossary[$0].term, dossier.glossary[$1].term)
    }
    return ids.map { id in
      let term = dossier.glossary[id]
      return record(
        "PrintTerm",
        [
          ("place", .string(place(.term(id)))), ("term", prose(term.term)),
          ("definition", inline(term.definition)), ("laws", refs(laws: term.laws)),
        ])
    }
  }

  /// All sources by mark.
  func bibliography() -> [Value] {
    let levels = SourceLevel.allCases
    let ids = levels.flatMap { level in
      dossier.sources.ids.filter {
        dossier.sources[$0].level == level && selection.holds(.source($0))
      }
    }
    return ids.map { source($0) }
  }

  func source(_ id: DocumentSourceID) -> Value {
    let source = dossier.sources[id]
    return record(
      "PrintSource",
      [
        ("place", .string(place(.source(id)))), ("cote", prose(page.mark(.source(id)))),
        ("publisher", prose(source.publisher)), ("title", prose(source.title)),
        ("author", prose(source.author)), ("date", date(source.date?.value)),
        (
          "accessed",
          selection.isLater(source.accessed?.value) ? .none : date(source.accessed?.value, .short)
        ),
        ("url", .string(source.url?.value ?? "")),
        ("address", .string(source.url.map { BriefingResolver.short($0.value) } ?? "")),
        ("level", .string(source.level.rawValue)),
        ("level_name", prose(words["source.levels.\(source.level.key)"])),
        ("sign", sign(Sign(source.level))),
        ("kind", prose(words["source.kind.\(source.kind.key)"])),
        (
          "copies",
          source.copies.flatMap { dossier.sources.id(of: $0) }.map { ref(.source($0)) } ?? .none
        ),
        ("note", inline(source.note)),
      ])
  }

  // MARK: - Limits

  func contradictions() -> [Value] {
    dossier.contradictions.ids.compactMap { id in
      let item = dossier.contradictions[id]
      guard selection.holds(.contradiction(id)) else { return nil }
      return record(
        "PrintContradiction",
        [
          ("place", .string(place(.contradiction(id)))),
          ("cote", prose(page.mark(.contradiction(id)))), ("subject", inline(item.subject)),
          (
            "values",
            .list(
              item.values.filter { !selection.isLater(words: $0.value) }.map {
                record(
                  "PrintContradictionValue",
                  [
                    ("value", told($0.value)), ("note", told($0.note)),
                    ("sources", refs($0.sources)),
                  ])
              })
          ),
          ("retained", told(item.retained)), ("reason", inline(item.reason)),
        ])
    }
  }

  func limits() -> [Value] {
    dossier.limits.ids.filter { selection.holds(.limit($0)) }.map { id in
      let item = dossier.limits[id]
      return record(
        "PrintLimit",
        [
          ("place", .string(place(.limit(id)))), ("cote", prose(page.mark(.limit(id)))),
          ("text", inline(item.text)),
          ("severity", prose(words["limits.severities.\(item.severity.key)"])),
          ("sign", sign(item.status.map { Sign($0) })), ("resolution", inline(item.resolution)),
        ])
    }
  }

  /// The corrections made up to the day of the briefing.
  func corrections() -> [Value] {
    dossier.corrections.compactMap { item in
      if selection.isLater(DateValue(item.date.value)) { return nil }
      return record(
        "PrintCorrection",
        [
          ("date", day(item.date.value)), ("before", inline(item.before)),
          ("after", inline(item.after)), ("reason", inline(item.reason)),
        ])
    }
  }

  /// The open points of the day: one that concerns a later record was none yet.
  var openPointIDs: [OpenPointID] {
    dossier.openPoints.ids.filter { selection.holds(.openPoint($0)) }
  }

  func openPoint(_ id: OpenPointID) -> Value {
    let point = dossier.openPoints[id]
    let concerns = point.concerns.compactMap {
      dossier.key(referenceName: $0.kindName, slug: $0.slug)
    }.filter(selection.holds)
    return record(
      "PrintOpenPoint",
      [
        ("place", .string(place(.openPoint(id)))), ("text", inline(point.text)),
        ("concerns", .list(concerns.map { ref($0) })),
        (
          "review_by",
          // When to look again was decided when the point was last read.
          selection.cutoff != nil
            ? .none
            : point.reviewBy.map {
              prose(presenter.dates.text("open_points.review_by", $0.value, .long))
            } ?? .none
        ),
      ])
  }
}
