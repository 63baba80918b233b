// The indexes: persons and texts of law with every place that names them, and the plan of the site.

import DossierModel
import TemplateEngine
import Verification

extension PageScope {
  // MARK: - Persons

  /// The name as an index sorts it.
  private func sortName(_ id: ActorID) -> String {
    dossier.actors[id].sortName ?? dossier.actors[id].name
  }

  /// The first letter of a name, as the heading of its group.
  private static func initial(_ name: String) -> String {
    guard let first = AlphabeticalOrder.key(name).first(where: { $0 != 0x20 }) else { return "#" }
    return first >= 0x61 && first <= 0x7A ? String(UnicodeScalar(first - 0x20)) : "#"
  }

  func personIndexPage() -> PageContent {
    let ids = AlphabeticalOrder.sorted(dossier.actors.ids, by: sortName)
    var groups: [(letter: String, entries: [Value])] = []
    for id in ids {
      let letter = Self.initial(sortName(id))
      let entry = indexEntry(
        .actor(id), label: sortName(id), note: words["actor.kind.\(dossier.actors[id].kind.key)"])
      if groups.last?.letter == letter {
        groups[groups.count - 1].entries.append(entry)
      } else {
        groups.append((letter, [entry]))
      }
    }
    var content = PageContent(
      heading: words["person_index.title"], description: words["person_index.description"])
    let values = groups.map { letter, entries in
      indexGroup("l-\(letter == "#" ? "0" : letter.lowercased())", letter, entries, &content)
    }
    content.variables = [("groups", .list(values))]
    return content
  }

  // MARK: - Texts of law

  func lawIndexPage() -> PageContent {
    var byInstrument: [InstrumentID: [ProvisionID]] = [:]
    for id in dossier.provisions.ids {
      if let instrument = dossier.instruments.id(of: dossier.provisions[id].instrument) {
        byInstrument[instrument, default: []].append(id)
      }
    }
    var content = PageContent(
      heading: words["law_index.title"], description: words["law_index.description"])
    let order = AlphabeticalOrder.sorted(dossier.instruments.ids) {
      dossier.instruments[$0].short
    }
    let values = order.map { id -> Value in
      let articles = (byInstrument[id] ?? []).sorted {
        Self.articleKey(dossier.provisions[$0].article).lexicographicallyPrecedes(
          Self.articleKey(dossier.provisions[$1].article))
      }
      // The articles of a text stand below it; that they belong to it is not said again.
      let whole = indexEntry(
        .instrument(id), label: words["law_index.whole"], note: nil,
        roles: [.mention, .eventLaw, .claimLaw, .matrixLaw, .changedBy, .termLaw, .concern])
      let entries =
        [whole]
        + articles.map {
          indexEntry(
            .provision($0), label: article(dossier.provisions[$0]),
            note: dossier.provisions[$0].title)
        }
      return indexGroup(
        "t-\(dossier.instruments[id].slug)", dossier.instruments[id].short, entries, &content)
    }
    content.variables = [("groups", .list(values))]
    return content
  }

  /// The order of articles: numbers by their value, `226-8` before `226-15`.
  static func articleKey(_ article: String) -> [Int] {
    var key: [Int] = []
    var number: Int?
    for byte in article.utf8 {
      if byte >= 0x30, byte <= 0x39 {
        number = min((number ?? 0) * 10 + Int(byte - 0x30), 1_000_000_000)
      } else {
        if let value = number { key.append(value + 256) }
        number = nil
        key.append(Int(byte))
      }
    }
    if let value = number { key.append(value + 256) }
    return key
  }

  // MARK: - Parts

  private func indexEntry(
    _ key: EntityKey, label: String, note: String?, roles: Set<LinkRole>? = nil
  ) -> Value {
    record(
      "IndexEntry",
      [
        "ref": ref(key, label: label), "note": prose(note), "places": cited(key, roles: roles),
      ])
  }

  private func indexGroup(
    _ id: String, _ title: String, _ entries: [Value], _ content: inout PageContent
  ) -> Value {
    content.toc.append(TocEntry(label: title, fragment: id))
    return record(
      "IndexGroup",
      ["id": .string(id), "title": .string(title), "entries": .list(entries)])
  }

  // MARK: - Plan of the site

  func siteMapPage() -> PageContent {
    func branch(_ label: String, _ route: Route, _ leaves: [Value] = []) -> Value {
      record(
        "PlanBranch",
        ["label": .string(label), "url": address(route), "leaves": .list(leaves)])
    }
    func leaf(_ label: String, _ route: Route) -> Value { link(label, route) }
    var branches = [branch(words["nav.home"], router.route(.home))]
    let leaves: [PageKind: () -> [Value]] = [
      .chapters: { [self] in
        dossier.chapters.ids.map {
          leaf(
            "\(dossier.chapters[$0].number). \(dossier.chapters[$0].title)",
            presenter.route(.chapter($0)))
        }
      },
      .provisions: { [self] in
        dossier.provisions.ids.map {
          leaf(citation(dossier.provisions[$0]), presenter.route(.provision($0)))
        }
      },
      .lawDays: { [self] in
        presenter.lawDays.all.map { leaf(presenter.dates.text($0.date), $0.route) }
      },
      .actors: { [self] in
        AlphabeticalOrder.sorted(dossier.actors.ids, by: sortName)
          .map { leaf(dossier.actors[$0].name, presenter.route(.actor($0))) }
      },
    ]
    for kind in Self.planKinds where hasPage(kind) {
      branches.append(
        branch(words["nav.\(kind.key)"], router.route(kind), leaves[kind].map { $0() } ?? []))
    }
    return PageContent(
      heading: words["site_map.title"], description: words["site_map.description"],
      variables: [("branches", .list(branches))])
  }

  /// The pages of the plan, in the order of the site.
  static let planKinds: [PageKind] = [
    .chapters, .analysis, .provisions, .lawDays, .timeline, .actors, .claims, .quotations, .sources,
    .limits, .corrections, .glossary, .personIndex, .lawIndex, .search, .method, .accessibility,
    .legal,
  ]
}
