// How records are named and linked: the label that stands for each kind, the link to it, and the
// places that cite it.

package import DossierModel
import TemplateEngine
import Verification

extension PageScope {
  /// The short text that names a record in running text.
  package func label(_ key: EntityKey) -> String {
    switch key {
    case .actor(let id): dossier.actors[id].name
    case .provision(let id): citation(dossier.provisions[id])
    case .instrument(let id): dossier.instruments[id].short
    case .source(let id): dossier.sources[id].publisher
    case .chapter(let id): words("chapter.reference", String(dossier.chapters[id].number))
    case .term(let id): dossier.glossary[id].term
    case .quotation(let id): dossier.quotations[id].text.value
    case .archivedDocument(let id): dossier.archivedDocuments[id].publisher
    case .event, .measure, .claim, .contradiction, .limit, .openPoint, .correction: mark(key)
    }
  }

  /// The printed mark of a record, or its id in capitals.
  package func mark(_ key: EntityKey) -> String {
    if let cote = dossier.cote(of: key) { return cote }
    if case .instrument(let id) = key { return dossier.instruments[id].short }
    return dossier.slug(of: key).uppercased()
  }

  /// A provision as cited: `art. 226-8-1, Code pénal`.
  package func citation(_ provision: Provision) -> String {
    let instrument = dossier.instruments[provision.instrument]?.short ?? ""
    return words("provision.citation", article(provision), instrument)
  }

  /// `art. 226-8-1`; of an act that has sections `s. 99`.
  package func article(_ provision: Provision) -> String {
    if let section = Self.section(provision) { return words("provision.section", section) }
    return words("provision.short", provision.article)
  }

  /// The number of a section, where a provision is one: `99` of `section 99`.
  static func section(_ provision: Provision) -> String? {
    let prefix = "section "
    guard provision.article.lowercased().hasPrefix(prefix) else { return nil }
    return String(provision.article.dropFirst(prefix.count))
  }

  /// The full heading of a provision: `Code pénal, article 226-8-1`.
  package func heading(_ provision: Provision) -> String {
    words(
      Self.section(provision) == nil ? "provision.heading" : "provision.heading_section",
      dossier.instruments[provision.instrument]?.short ?? "",
      Self.section(provision) ?? provision.article)
  }

  /// The class of a link to a record: dotted for actors, unbroken for a printed mark.
  ///
  /// - Parameter hasLabel: Whether words of the author stand in for the default label.
  static func linkClass(_ key: EntityKey, hasLabel: Bool = false) -> String {
    switch key {
    case .actor: "act"
    case .event, .measure, .claim, .contradiction, .limit, .correction: hasLabel ? "" : "nb"
    default: ""
    }
  }

  /// A link to a record for templates.
  func ref(_ key: EntityKey, label: String? = nil) -> Value {
    guard label == nil, isElsewhere(key) else { return makeRef(key, label: label) }
    if let known = memory.references[key] { return known.take() }
    let value = Noted { makeRef(key, label: nil) }
    memory.references[key] = value
    return value.value
  }

  private func makeRef(_ key: EntityKey, label: String?) -> Value {
    record(
      "Ref",
      [
        "url": address(presenter.route(key)),
        "label": prose(label ?? self.label(key)),
        "cote": .string(mark(key)),
        "class": .string(Self.linkClass(key, hasLabel: label != nil)),
      ])
  }

  /// Links to the records that references name; what leads nowhere was reported by the checks.
  func refs<Element: Entity>(_ references: [Reference<Element>]) -> Value {
    let keys = references.compactMap { dossier.key(Element.kind, slug: $0.slug) }
    var counts: [String: Int] = [:]
    for key in keys { counts[label(key), default: 0] += 1 }
    // Two sources of one publisher are told apart by their marks.
    return .list(
      keys.map { key in
        let name = label(key)
        guard case .source = key, counts[name, default: 0] > 1 else { return ref(key) }
        return ref(key, label: "\(name)\u{A0}(\(mark(key)))")
      })
  }

  /// A link to the record that a reference names.
  func ref<Element: Entity>(_ reference: Reference<Element>?) -> Value {
    guard let reference, let key = dossier.key(Element.kind, slug: reference.slug) else {
      return .none
    }
    return ref(key)
  }

  /// Links to provisions and instruments.
  func refs(laws: [LawReference]) -> Value {
    .list(laws.compactMap { dossier.law($0).map { ref($0) } })
  }

  /// The places that cite a record, for "cited in": paragraphs of chapters first, then records.
  ///
  /// - Parameter roles: How they cite it; `nil` for every way.
  func cited(_ key: EntityKey, roles: Set<LinkRole>? = nil) -> Value {
    var places: [Value] = []
    for place in checked.backlinks.paragraphs(mentioning: key) {
      let number = presenter.firstParagraphs[Int(place.chapter.raw)] + place.paragraph
      let digits = String(number)
      let label = words(
        "chapter.paragraph", String(dossier.chapters[place.chapter].number), digits)
      places.append(
        record(
          "Link",
          [
            "label": prose(label), "url": paragraphAddress(place.chapter, digits),
            "class": Self.noClass,
          ]))
    }
    var owners: [EntityKey] = []
    var isOnHome = false
    var isInMatrix = false
    for link in checked.backlinks.links(to: key) {
      if let roles, !roles.contains(link.role) { continue }
      switch link.owner {
      case .settings: isOnHome = true
      case .matrix: isInMatrix = true
      case .record(let owner):
        if case .chapter = owner, link.paragraph != nil { continue }
        if owner != key { owners.append(owner) }
      }
    }
    if isInMatrix {
      places.append(
        link(words["matrix.reference"], router.route(.analysis, fragment: router.anchor("matrix"))))
    }
    owners.sort()
    for (index, owner) in owners.enumerated() where index == 0 || owners[index - 1] != owner {
      places.append(citingLink(owner))
    }
    if isOnHome { places.append(link(words["nav.home"], router.route(.home))) }
    return .list(places)
  }

  private static let noClass = Value.string("")

  /// The address of a paragraph of a chapter.
  private func paragraphAddress(_ chapter: ChapterID, _ number: String) -> Value {
    let key = EntityKey.chapter(chapter)
    var bytes: [UInt8]
    let isShared = isElsewhere(key)
    if isShared, let known = memory.paragraphAddresses[key] {
      bytes = known.take()
    } else {
      let made = Noted {
        Array(Route(presenter.route(key).path, fragment: "p").address(from: page).utf8)
      }
      bytes = made.value
      if isShared { memory.paragraphAddresses[key] = made }
    }
    bytes.append(contentsOf: number.utf8)
    return .string(bytes)
  }

  private func citingLink(_ owner: EntityKey) -> Value {
    let isShared = isElsewhere(owner)
    if isShared, let known = memory.citingLinks[owner] { return known.take() }
    let name = Self.linkClass(owner) == "nb" ? "nb" : ""
    let value = Noted { link(citingLabel(owner), presenter.route(owner), class: name) }
    if isShared { memory.citingLinks[owner] = value }
    return value.value
  }

  private func citingLabel(_ key: EntityKey) -> String {
    switch key {
    case .quotation, .source: mark(key)
    case .openPoint: words["open_points.reference"]
    default: label(key)
    }
  }
}
