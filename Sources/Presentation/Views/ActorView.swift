// The index of actors and one actor: dated roles, standing, words, events, ties.

import DossierModel
import TemplateEngine
import Verification

extension PageScope {
  // MARK: - Index

  func actorsPage() -> PageContent {
    var content = PageContent(
      heading: words["actors.title"],
      description: words.counted("actors.description", dossier.actors.count))
    var groups: [Value] = []
    for kind in ActorKind.allCases {
      let ids = AlphabeticalOrder.sorted(
        dossier.actors.ids.filter { dossier.actors[$0].kind == kind }
      ) { dossier.actors[$0].sortName ?? dossier.actors[$0].name }
      if ids.isEmpty { continue }
      let title = words["actors.kinds.\(kind.key)"]
      let fragment = "k-\(kind.key)"
      content.toc.append(TocEntry(label: title, fragment: fragment))
      groups.append(
        record(
          "ActorGroup",
          [
            "id": .string(fragment), "title": .string(title),
            "actors": .list(
              ids.map { id in
                let actor = dossier.actors[id]
                return record(
                  "ActorSummary",
                  [
                    "cote": .string(mark(.actor(id))), "name": .string(actor.name),
                    "url": address(presenter.route(.actor(id))), "part": prose(actor.part),
                  ])
              }),
          ]))
    }
    let relations = allRelations()
    if !relations.isEmpty {
      content.toc.append(
        TocEntry(label: words["relations.title"], fragment: router.anchor("relations")))
    }
    content.variables = [
      ("groups", .list(groups)), ("relations", .list(relations)), ("arcs", relationArcs()),
    ]
    return content
  }

  // MARK: - One actor

  func actorPage(_ id: ActorID) -> PageContent {
    let actor = dossier.actors[id]
    let isPerson = actor.kind == .person
    let said = claims(by: id)
    let saidOf = claims(about: id)
    let relations = relations(id)
    let saidTitle = words[isPerson ? "actor.said_person" : "actor.said"]
    let saidOfTitle = words[isPerson ? "actor.said_of_person" : "actor.said_of"]
    let value = record(
      "Actor",
      [
        "cote": .string(mark(.actor(id))), "kind": .string(words["actor.kind.\(actor.kind.key)"]),
        "name": .string(actor.name), "description": blocks(actor.description),
        "presumption": actor.partyTo ? inline(dossier.settings.presumption) : .none,
        "part": prose(actor.part), "roles": .list(actor.roles.map { role($0) }),
        "standing": standing(actor), "to_verify": .list(actor.toVerify.map { inline($0) }),
        "links": .list(
          actor.links.map {
            record("ExternalLink", ["label": .string($0.label), "url": .string($0.url)])
          }),
        "said_title": .string(saidTitle), "said": .list(said),
        "said_of_title": .string(saidOfTitle), "said_of": .list(saidOf),
        "right_of_reply": saidOf.isEmpty
          ? .none
          : link(
            words["legal.reply_title"],
            router.route(.legal, fragment: router.anchor("right_of_reply"))),
        "replies": .list(
          actor.replies.compactMap { dossier.events.id(of: $0) }.map {
            datedEvent($0, capacity: nil)
          }),
        "events": .list(events(of: id)), "relations": .list(relations),
        "relation_sheet": relationSheet(id),
        "sources": refs(actor.sources),
        "cited": cited(
          .actor(id),
          roles: [.mention, .roleOrganisation, .matrixLaw, .proceedingAuthority, .concern]),
      ])
    var content = PageContent(
      heading: actor.name, description: plain(actor.description), variables: [("actor", value)])
    content.toc = [
      TocEntry(label: words["actor.identity"], fragment: router.anchor("identity")),
      TocEntry(label: saidTitle, fragment: router.anchor("said")),
      TocEntry(label: saidOfTitle, fragment: router.anchor("said_of")),
    ]
    if !actor.replies.isEmpty {
      content.toc.append(
        TocEntry(label: words["actor.replies"], fragment: router.anchor("replies")))
    }
    content.toc.append(TocEntry(label: words["actor.events"], fragment: router.anchor("events")))
    if !relations.isEmpty {
      content.toc.append(
        TocEntry(label: words["actor.relations"], fragment: router.anchor("relations")))
    }
    content.toc.append(TocEntry(label: words["actor.sources"], fragment: router.anchor("sources")))
    return content
  }

  private func role(_ role: Role) -> Value {
    // An office without dates is known for the day on which the dossier read the law, no longer.
    let read = dossier.settings.lawDate.value
    let when: String =
      switch (role.from?.value, role.to?.value) {
      case (nil, nil): words("actor.role_at", presenter.dates.html(DateValue(read), .short))
      case (let from?, nil): presenter.dates.html("actor.role_since", from)
      case (nil, let to?): presenter.dates.html("actor.role_until", to)
      case (let from?, let to?):
        words(
          "actor.role_between", presenter.dates.html(from, .short),
          presenter.dates.html(to, .short))
      }
    return record(
      "Role",
      [
        "when": .markup(when), "title": prose(role.title),
        "organisation": ref(role.organisation), "note": prose(role.note),
        "sources": refs(role.sources), "sign": sign(role.status.map { Sign($0) }),
      ])
  }

  private func standing(_ actor: Actor) -> Value {
    guard let standing = actor.standing else { return .none }
    return record(
      "Standing",
      [
        "text": inline(standing.text), "sign": sign(Sign(standing.status.value)),
        "since": standing.since.map { .markup(presenter.dates.html("actor.since", $0.value)) }
          ?? .none, "sources": refs(standing.sources),
      ])
  }

  /// The statements of an actor, in the order of the data.
  private func claims(by id: ActorID) -> [Value] {
    // A quotation that several statements take apart is shown with the first of them.
    var shown = Set<QuotationID>()
    return checked.backlinks.owners(of: .actor(id), roles: [.speaker]).compactMap { key in
      guard case .claim(let claim) = key else { return nil }
      let value = dossier.claims[claim]
      let quotation = value.quotation.flatMap { dossier.quotations.id(of: $0) }
      // The sign of a quotation stands only beside the words themselves.
      let quoted = quotation.flatMap { shown.insert($0).inserted ? $0 : nil }
      return record(
        "ActorStatement",
        [
          "ref": ref(key), "text": inline(value.text),
          "quote": text(quoted.map { dossier.quotations[$0].text.value }),
          "quote_sign": sign(quoted.map { Sign(dossier.quotations[$0]) }),
          "quote_mark": text(quotation.map { mark(.quotation($0)) }),
          "quote_url": quotation.map { address(presenter.route(.quotation($0))) } ?? .none,
          "date": date(value.date), "sign": sign(Sign(value)),
        ])
    }
  }

  /// The statements that aim at an actor.
  private func claims(about id: ActorID) -> [Value] {
    checked.backlinks.owners(of: .actor(id), roles: [.about]).compactMap { key in
      guard case .claim(let claim) = key else { return nil }
      let value = dossier.claims[claim]
      return record(
        "StatementAbout",
        [
          "ref": ref(key), "text": inline(value.text), "speakers": refs(value.speakers),
          "date": date(value.date), "sign": sign(Sign(value)),
          "reply": reply(value),
        ])
    }
  }

  /// The events of an actor in order of date, with the capacity of that day.
  private func events(of id: ActorID) -> [Value] {
    let events = checked.backlinks.owners(of: .actor(id), roles: [.participant])
      .compactMap { key -> EventID? in
        if case .event(let event) = key { return event }
        return nil
      }
      .sorted { presenter.timelineRanks[Int($0.raw)] < presenter.timelineRanks[Int($1.raw)] }
    // Of a person the office held that day is told even where the event does not say it.
    let isPerson = dossier.actors[id].kind == .person
    return events.map { event in
      let written = dossier.events[event].actors.first {
        dossier.actors.id(of: $0.actor) == id
      }?.capacity
      return datedEvent(
        event,
        capacity: written ?? (isPerson ? checked.roles(of: id, at: event).first?.title : nil))
    }
  }

  /// The ties of an actor, its own and those that others declare.
  private func relations(_ id: ActorID) -> [Value] {
    var values = dossier.actors[id].relations.map { relation(from: id, $0) }
    for key in checked.backlinks.owners(of: .actor(id), roles: [.relation]) {
      guard case .actor(let other) = key, other != id else { continue }
      values += dossier.actors[other].relations
        .filter { dossier.actors.id(of: $0.to) == id }
        .map { relation(from: other, $0) }
    }
    return values
  }

  func relation(from id: ActorID, _ relation: Relation) -> Value {
    record(
      "Relation",
      [
        "from": ref(.actor(id)), "verb": prose(relation.verb), "to": ref(relation.to),
        "date": date(relation.date), "event": ref(relation.event),
        "sign": sign(relation.status.map { Sign($0) }), "note": prose(relation.note),
      ])
  }
}
