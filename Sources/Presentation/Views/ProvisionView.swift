// The index of provisions by text, and one provision: versions, changes, penalties, events.

package import DossierModel
import TemplateEngine
import Verification

extension PageScope {
  // MARK: - Index

  func provisionsPage() -> PageContent {
    var content = PageContent(
      heading: words["provisions.title"], description: words["provisions.description"])
    var byInstrument: [InstrumentID: [ProvisionID]] = [:]
    for id in dossier.provisions.ids {
      if let instrument = dossier.instruments.id(of: dossier.provisions[id].instrument) {
        byInstrument[instrument, default: []].append(id)
      }
    }
    let groups = dossier.instruments.ids.map { id -> Value in
      let instrument = dossier.instruments[id]
      content.toc.append(TocEntry(label: instrument.short, fragment: instrument.slug))
      return record(
        "InstrumentGroup",
        [
          "id": .string(instrument.slug), "title": prose(instrument.title),
          "citation": prose(legalCitation(instrument)), "facts": facts(instrument),
          "url": text(instrument.url),
          "host": text(instrument.url.map(Self.host)), "note": inline(instrument.note),
          "provisions": .list((byInstrument[id] ?? []).map { provisionRow($0) }),
          "cited": cited(
            .instrument(id),
            roles: [.mention, .eventLaw, .claimLaw, .matrixLaw, .changedBy, .termLaw, .concern]),
        ])
    }
    content.variables = [("groups", .list(groups)), ("law_date", date(lawDate))]
    return content
  }

  private func facts(_ instrument: Instrument) -> Value {
    var parts = identifiers(instrument).map {
      ($0.label.isEmpty ? "" : Self.escaped($0.label) + " ")
        + "<span class=\"octets\">\(Self.escaped($0.value))</span>"
    }
    let dates: [(String, Located<DateValue>?)] = [
      ("provision.dated", instrument.date), ("provision.published", instrument.published),
      ("provision.in_force", instrument.inForce), ("provision.applicable", instrument.applicable),
    ]
    parts += dates.compactMap { key, date in
      date.map { presenter.dates.html(key, $0.value) }
    }
    return parts.isEmpty ? .none : .markup(parts.joined(separator: "\u{A0}· "))
  }

  private func identifiers(_ instrument: Instrument) -> [(label: String, value: String)] {
    let all: [(String, Located<String>?)] = [
      ("LEGITEXT", instrument.identifiers.legitext), ("JORFTEXT", instrument.identifiers.jorftext),
      ("NOR", instrument.identifiers.nor), ("ELI", instrument.identifiers.eli),
      ("CELEX", instrument.identifiers.celex), ("ECLI", instrument.identifiers.ecli),
    ]
    // An identifier that begins with its own name needs no label.
    return all.compactMap { label, value in
      value.map { ($0.value.hasPrefix(label) ? "" : label, $0.value) }
    }
  }

  private func provisionRow(_ id: ProvisionID) -> Value {
    let provision = dossier.provisions[id]
    return record(
      "ProvisionRow",
      [
        "cote": .string(mark(.provision(id))), "url": address(presenter.route(.provision(id))),
        "article": .string(article(provision)), "title": prose(provision.title),
        "version_count": count(provision.versions.count),
        "sign": sign(provision, checked.law(id, on: lawDate)),
      ])
  }

  /// The host of an address, for links that say where they lead.
  static func host(_ url: String) -> String {
    var rest = url[...]
    for scheme in ["https://", "http://"] where rest.hasPrefix(scheme) {
      rest = rest.dropFirst(scheme.count)
    }
    let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    return String(host.hasPrefix("www.") ? host.dropFirst(4) : host)
  }

  // MARK: - One provision

  /// The name of a version as printed: `V2`.
  package func versionName(_ provision: Provision, _ index: Int) -> String {
    provision.versions[index].id.value.uppercased()
  }

  func provisionPage(_ id: ProvisionID) -> PageContent {
    let provision = dossier.provisions[id]
    let law = checked.law(id, on: lawDate)
    let comparisons = comparisons(provision)
    let penalties = penalties(of: id)
    let shown = law.shown.map { provision.versions[$0] } ?? provision.versions.last
    let value = record(
      "Provision",
      [
        "cote": .string(mark(.provision(id))), "heading": prose(heading(provision)),
        "title": prose(provision.title), "citation": prose(legalCitation(provision)),
        "summary": blocks(provision.summary),
        "law_date": date(lawDate), "sign": sign(provision, law),
        "version_count": count(provision.versions.count), "verified": date(shown?.verified),
        "who": inline(provision.who), "note": inline(provision.note),
        "band": versionBand(provision),
        "versions": .list(provision.versions.indices.map { version(provision, $0) }),
        "comparisons": .list(comparisons), "penalties": penalties,
        "events": .list(eventGroups(id)), "instrument": instrument(provision),
        "identifiers": .list(versionIdentifiers(provision)), "cited": cited(.provision(id)),
      ])
    var content = PageContent(
      heading: heading(provision), description: plain(provision.summary),
      variables: [("provision", value)])
    func add(_ name: String) {
      content.toc.append(
        TocEntry(label: words["provision.\(name)"], fragment: router.anchor(name)))
    }
    add("versions")
    if !comparisons.isEmpty { add("comparison") }
    if case .list(let rows) = penalties, !rows.items.isEmpty { add("penalties") }
    add("events")
    add("identifiers")
    return content
  }

  private func version(_ provision: Provision, _ index: Int) -> Value {
    let version = provision.versions[index]
    let until =
      version.until.map {
        presenter.dates.html("provision.until", $0.value, .long)
      } ?? words["provision.no_end"]
    let state = provision.state(ofVersion: index, on: checked.buildDate)
    return record(
      "Version",
      [
        "id": .string(version.id.value), "name": .string(versionName(provision, index)),
        "in_force": date(version.inForce), "until_text": .markup(until),
        "summary": inline(version.summary), "quote": text(version.quote?.value),
        "dates": fourDates(version), "changed_by": ref(version.changedBy),
        "identifier": text(version.identifier?.value), "note": inline(version.note),
        "law_day": (version.applicable ?? version.inForce).value.earliest.flatMap {
          presenter.lawDays.at($0)
        }.map { address($0.route) } ?? .none,
        "sources": refs(version.sources),
        "sign": sign(
          state == .repealed ? Sign("loi vide", "provision.past") : Sign(state)),
        "reading": isToVerify(version) ? sign(.versionToVerify) : .none,
      ])
  }

  /// The word-level differences between each version whose words are quoted and the quoted one
  /// before it.
  ///
  /// Summaries are our own sentences: only the law's words are worth comparing.
  private func comparisons(_ provision: Provision) -> [Value] {
    let quoted = provision.versions.indices
      .filter { provision.versions[$0].quote != nil }
      .sorted { provision.versions[$0].inForce.value < provision.versions[$1].inForce.value }
    return zip(quoted, quoted.dropFirst()).compactMap { before, after in
      guard let old = provision.versions[before].quote?.value,
        let new = provision.versions[after].quote?.value
      else { return nil }
      let difference = WordDifference(from: old, to: new)
      if difference.isEmpty { return nil }
      let year = provision.versions[after].inForce.value.earliest.map { String($0.year) } ?? ""
      return record(
        "Comparison",
        [
          "title": .string(
            words(
              "provision.from_to", versionName(provision, before), versionName(provision, after))),
          "added_label": .string(words("provision.added", year)),
          "removed_label": .string(words("provision.removed", year)),
          "scope": .string(words["provision.comparison_scope"]),
          "words": .markup(Self.marked(difference)),
        ])
    }
  }

  static func marked(_ difference: WordDifference) -> String {
    difference.runs.map { run in
      switch run.change {
      case .same: escaped(run.text)
      case .added: element("ins", run.text)
      case .removed: element("del", run.text)
      }
    }.joined()
  }

  /// Words in an element, with the space after them outside it.
  private static func element(_ name: String, _ text: String) -> String {
    let words = text.hasSuffix(" ") ? String(text.dropLast()) : text
    return "<\(name)>\(escaped(words))</\(name)> "
  }

  /// The events that rest on or concern a provision, by the version that applied, latest first.
  private func eventGroups(_ id: ProvisionID) -> [Value] {
    let provision = dossier.provisions[id]
    let events = checked.events(concerning: id)
    func group(_ title: String, _ version: Int?) -> Value {
      record(
        "EventGroup",
        [
          "title": .string(title),
          "events": .list(
            events.filter { $0.version == version }.map { datedEvent($0.event, capacity: nil) }),
        ])
    }
    var groups = provision.versions.indices.reversed().map { index in
      let date = provision.versions[index].applicable ?? provision.versions[index].inForce
      return group(
        words(
          "provision.under", versionName(provision, index), presenter.dates.since(date.value)),
        index)
    }
    if events.contains(where: { $0.version == nil }) {
      groups.append(group(words["provision.under_none"], nil))
    }
    return groups
  }

  /// An event in a list of events.
  func datedEvent(_ id: EventID, capacity: String?) -> Value {
    let event = dossier.events[id]
    return record(
      "DatedEvent",
      [
        "date": date(event.date), "title": inline(event.title), "ref": ref(.event(id)),
        "kind": .string(words["event.kind.\(event.kind.key)"]), "capacity": prose(capacity),
        "sign": sign(id),
      ])
  }

  private func instrument(_ provision: Provision) -> Value {
    let instrument = dossier.instruments[provision.instrument]
    let known = instrument.map { identifiers($0) } ?? []
    return record(
      "ProvisionInstrument",
      [
        "title": prose(instrument?.title ?? ""),
        "identifiers": .list(
          known.map {
            record("Identifier", ["label": .string($0.label), "value": .string($0.value)])
          }),
        "url": text(instrument?.url), "host": text(instrument?.url.map(Self.host)),
      ])
  }

  private func versionIdentifiers(_ provision: Provision) -> [Value] {
    provision.versions.indices.compactMap { index in
      guard let identifier = provision.versions[index].identifier?.value else { return nil }
      // Légifrance has a stable address for each version of an article.
      let url =
        identifier.hasPrefix("LEGIARTI")
        ? "https://www.legifrance.gouv.fr/codes/article_lc/\(identifier)" : nil
      return record(
        "VersionIdentifier",
        [
          "label": .string(
            words("provision.article_version", versionName(provision, index))),
          "value": .string(identifier), "url": text(url),
        ])
    }
  }
}
