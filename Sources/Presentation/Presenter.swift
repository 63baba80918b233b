// What all pages of a site share: the checked dossier, words, places and computed orders. Immutable;
// pages are made from it in parallel.

package import DossierModel
package import Markdown
import TemplateEngine
package import Verification

/// A file that pages offer for download.
package struct Download: Sendable {
  /// The path below the site's root.
  package let path: String
  /// The key of its name in the catalogue, below `exports`.
  package let labelKey: String
  /// In bytes.
  package let size: Int

  /// Makes a download.
  package init(path: String, labelKey: String, size: Int) {
    self.path = path
    self.labelKey = labelKey
    self.size = size
  }
}

/// Everything that pages are made from.
package struct Presenter: Sendable {
  /// The dossier.
  package private(set) var checked: CheckedDossier
  /// The theme.
  package let library: TemplateLibrary
  /// Where everything lives.
  package let router: Router
  /// The address the site will have, ending in `/`; `nil` when it is not known.
  package let baseURL: String?
  /// The name of the style sheet below the site's root.
  package let stylesheet: String
  /// The name of the icon below the site's root.
  package let icon: String
  /// Files that the home page offers, in their order.
  package var downloads: [Download] {
    _read {
      ReadLog.note(Self.downloadsFacet)
      yield offered
    }
  }
  private var offered: [Download] = []
  /// What pages say to programs.
  package var machineFace: MachineFace? {
    _read {
      ReadLog.note(Self.faceFacet)
      yield face
    }
  }
  private var face: MachineFace?
  /// Dates in words.
  package let dates: DateWording
  /// Quantities in words.
  package let numbers: NumberWording
  /// The typography of the dossier's language.
  package let typographer: Typographer
  /// The number of the first paragraph of each chapter; paragraphs count on from chapter to chapter.
  package var firstParagraphs: [Int] {
    _read {
      ReadLog.note(Self.paragraphsFacet)
      yield paragraphs
    }
  }
  private var paragraphs: [Int]
  /// The place of each event in the timeline.
  var timelineRanks: [Int] { checked.timelineRanks }
  /// The old ids of the elements of each page, with the ids they have now.
  package private(set) var oldAnchors: [String: [(old: String, current: String)]] = [:]
  let sourcesCopying: [DocumentSourceID: [DocumentSourceID]]
  /// The days on which the law changed.
  package let lawDays: LawDays
  /// The events under the law of each day of change, in order of date.
  let eventsByLawDay: [CivilDate: [EventID]]
  /// Where each source comes from in the end.
  let origins: SourceOrigins
  /// The conclusions that a change of law has overtaken, by who concludes.
  let staleConclusions: [EntityKey: [StaleConclusion]]
  /// The script of the search page below the site's root.
  package let searchScript: String
  /// What the address of the search index carries, so that no browser keeps an old one.
  package var searchVersion: String {
    ReadLog.note(Self.searchFacet)
    return version
  }
  private var version = ""
  /// What was checked in a browser; `nil` where no report was given.
  package private(set) var pageChecks: PageChecks?

  /// Told anew whenever what pages show may differ.
  private(set) var identity = PresenterIdentity()
  private let routes: RouteTable

  /// Gathers what pages are made from.
  package init(
    checked: CheckedDossier, library: TemplateLibrary, baseURL: String?,
    stylesheet: String = "assets/style.css", icon: String = "assets/icon.svg",
    searchScript: String = "assets/search.js"
  ) {
    self.checked = checked
    self.library = library
    self.baseURL = baseURL.map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    self.stylesheet = stylesheet
    self.icon = icon
    self.searchScript = searchScript
    router = Router(words: library.words)
    routes = RouteTable(router, checked.dossier)
    dates = DateWording(library.words)
    numbers = NumberWording(library.words)
    typographer = Typographer(checked.dossier.settings.language == .english ? .en : .fr)
    paragraphs = Self.firstParagraphs(of: checked.dossier)
    var copying: [DocumentSourceID: [DocumentSourceID]] = [:]
    let sources = checked.dossier.sources
    for (id, source) in zip(sources.ids, sources) {
      guard let original = source.copies.flatMap({ sources.id(of: $0) }) else { continue }
      copying[original, default: []].append(id)
    }
    sourcesCopying = copying
    lawDays = LawDays(checked, router: router)
    var eventsByLawDay: [CivilDate: [EventID]] = [:]
    for id in checked.timeline {
      if let first = checked.dossier.events[id].date.value.earliest, let day = lawDays.at(first) {
        eventsByLawDay[day.day, default: []].append(id)
      }
    }
    self.eventsByLawDay = eventsByLawDay
    origins = SourceOrigins(sources)
    staleConclusions = Dictionary(grouping: checked.staleConclusions, by: \.owner)
    oldAnchors = makeOldAnchors()
  }

  private static func firstParagraphs(of dossier: Dossier) -> [Int] {
    var next = 1
    return dossier.chapters.map { chapter in
      defer { next += chapter.numberedParagraphCount }
      return next
    }
  }

  /// The kinds of record that no list of this type is computed from, as long as ids, old ids and the
  /// number of records stay.
  private static let plainKinds: Set<EntityKind> = [
    .actor, .measure, .quotation, .claim, .contradiction, .limit, .openPoint, .correction, .term,
    .chapter,
  ]

  /// The same, with other versions of some records or of the text of a chapter; and all that differs.
  ///
  /// - Parameters:
  ///   - checked: Has the same records with the same ids.
  ///   - change: What differs in it.
  ///   - chapter: The chapter that differs, where one does.
  /// - Complexity: O(1) for texts and for records of most kinds, O(n) in the number of records for
  ///   events, law and sources.
  package func revised(
    _ checked: CheckedDossier, _ change: DossierChange, chapter: ChapterID?
  ) -> (presenter: Presenter, change: DossierChange) {
    guard change.isOfTexts(andRecordsOf: Self.plainKinds) else {
      let presenter = Presenter(
        checked: checked, library: library, baseURL: baseURL, stylesheet: stylesheet, icon: icon,
        searchScript: searchScript
      ).following(self)
      var all = presenter.change(from: self)
      all.isWhole = all.isWhole || change.isWhole
      all.facets.formUnion(change.facets)
      return (presenter, all)
    }
    var presenter = self
    presenter.identity = PresenterIdentity()
    presenter.checked = checked
    var all = change
    if let chapter {
      let old = dossier.chapters[chapter].numberedParagraphCount
      let moved = checked.dossier.chapters[chapter].numberedParagraphCount - old
      if moved != 0 {
        for next in Int(chapter.raw) + 1..<max(Int(chapter.raw) + 1, paragraphs.count) {
          presenter.paragraphs[next] += moved
        }
        all.facets.insert(Self.paragraphsFacet)
      }
    }
    return (presenter, all)
  }

  /// The same, with files to offer on the home page.
  package func offering(_ downloads: [Download]) -> Presenter {
    var presenter = self
    presenter.identity = PresenterIdentity()
    presenter.offered = downloads
    return presenter
  }

  /// The same, with a search index of some version.
  package func searching(version: String) -> Presenter {
    var presenter = self
    presenter.identity = PresenterIdentity()
    presenter.version = version
    return presenter
  }

  /// The same, with what was checked in a browser.
  package func checkedInBrowser(_ checks: PageChecks?) -> Presenter {
    var presenter = self
    presenter.identity = PresenterIdentity()
    presenter.pageChecks = checks
    return presenter
  }

  /// The folder of the search index below the site's root.
  package var searchFolder: String { router.searchFolder }

  /// The same, with what pages say to programs.
  package func showing(_ face: MachineFace) -> Presenter {
    var presenter = self
    presenter.identity = PresenterIdentity()
    presenter.face = face
    return presenter
  }

  /// The same, with what another presenter of the same site knows of its search index, its files and
  /// its pages' faces.
  package func following(_ other: Presenter?) -> Presenter {
    guard let other else { return self }
    var presenter = self
    presenter.identity = PresenterIdentity()
    presenter.offered = other.offered
    presenter.version = other.version
    presenter.pageChecks = other.pageChecks
    presenter.face = other.face
    return presenter
  }

  /// The dossier as read.
  package var dossier: Dossier { _read { yield checked.dossier } }
  /// The words of the interface.
  package var words: Words { _read { yield library.words } }

  /// The place of a record.
  func route(_ key: EntityKey) -> Route { routes[key] }

  /// Whether a record lives on a page.
  func isPlaced(_ key: EntityKey, on page: Route) -> Bool { routes[key].path == page.path }

  /// The chapter that explains the method, by the route word of the catalogue.
  var methodChapter: Chapter? { dossier.chapters[slug: words["routes.method"]] }
}

extension Presenter {
  /// The address of a record below the site's root, with its fragment.
  package func permalink(_ key: EntityKey) -> String? {
    let route = route(key)
    return route.path + (route.fragment.map { "#" + $0 } ?? "")
  }
}

// MARK: - Marks

extension Presenter {
  /// Adds what pages read beside the records themselves to the marks of a dossier: every list that is
  /// computed from many records, those that few pages read as parts of their own. The same facts as
  /// `change(from:)` compares, for a later process.
  ///
  /// - Complexity: O(n) in the number of records and links.
  package func mark(_ marks: inout PartMarks) {
    var text = MarkText()
    for fact in [baseURL, stylesheet, icon, searchScript, checked.buildDate.description] {
      text.add(fact)
    }
    text.add(checked.isArchiveChecked)
    text.add(checked.timeline.count)
    for id in checked.timeline { text.add(id.raw) }
    for (original, copies) in sourcesCopying.sorted(by: { $0.key < $1.key }) {
      text.add(original.raw)
      text.add(copies.count)
      for copy in copies { text.add(copy.raw) }
    }
    for (day, events) in eventsByLawDay.sorted(by: { $0.key < $1.key }) {
      text.add(day.description)
      text.add(events.count)
      for event in events { text.add(event.raw) }
    }
    text.add(checked.staleConclusions.count)
    for stale in checked.staleConclusions {
      text.add(stale.owner)
      text.add(stale.provision.raw)
      text.add(stale.lawDate.description)
      text.add(stale.readVersion)
      text.add(stale.currentVersion ?? -1)
      text.add(stale.isCorrected)
    }
    origins.mark(&text)
    checked.origins.mark(&text)
    lawDays.mark(&text)
    text.add(pageChecks?.date)
    for check in pageChecks?.checks ?? [] {
      text.add(check.id)
      text.add(check.tool)
      text.add(check.pages)
      text.add(check.faults)
      text.add(check.views.count)
      for view in check.views { text.add(view) }
    }
    for (path, anchors) in oldAnchors.sorted(by: { $0.key < $1.key }) {
      text.add(path)
      text.add(anchors.count)
      for anchor in anchors {
        text.add(anchor.old)
        text.add(anchor.current)
      }
    }
    marks.whole.add(text)

    marks.parts += checked.backlinks.marks
    var numbers = MarkText()
    for number in paragraphs { numbers.add(number) }
    marks.add(Self.paragraphsFacet, numbers.mark)
    var index = MarkText()
    index.add(version)
    marks.add(Self.searchFacet, index.mark)
    var machines = MarkText()
    machines.add(face?.stamp)
    marks.add(Self.faceFacet, machines.mark)
    var files = MarkText()
    for download in offered {
      files.add(download.path)
      files.add(download.labelKey)
      files.add(download.size)
    }
    marks.add(Self.downloadsFacet, files.mark)
  }
}

// MARK: - What differs

extension Presenter {
  private static let paragraphsFacet = Facet.computed(1)
  private static let downloadsFacet = Facet.computed(2)
  private static let faceFacet = Facet.computed(3)
  private static let searchFacet = Facet.computed(4)

  /// What differs from an earlier presenter beside the records themselves: every list that is
  /// computed from many records is compared, those that few pages read as parts of their own.
  ///
  /// - Complexity: O(n) in the number of records.
  package func change(from old: Presenter) -> DossierChange {
    guard baseURL == old.baseURL, stylesheet == old.stylesheet, icon == old.icon,
      searchScript == old.searchScript, checked.buildDate == old.checked.buildDate,
      checked.isArchiveChecked == old.checked.isArchiveChecked,
      checked.timeline == old.checked.timeline, timelineRanks == old.timelineRanks,
      sourcesCopying == old.sourcesCopying, eventsByLawDay == old.eventsByLawDay,
      staleConclusions == old.staleConclusions, origins.isSame(as: old.origins),
      checked.origins.isSame(as: old.checked.origins), lawDays.isSame(as: old.lawDays),
      pageChecks?.date == old.pageChecks?.date,
      oldAnchors.count == old.oldAnchors.count,
      oldAnchors.allSatisfy({ path, anchors in
        old.oldAnchors[path]?.elementsEqual(anchors, by: { $0 == $1 }) == true
      })
    else { return .whole }
    var change = DossierChange()
    change.facets = checked.backlinks.change(from: old.checked.backlinks)
    if paragraphs != old.paragraphs { change.facets.insert(Self.paragraphsFacet) }
    if version != old.version { change.facets.insert(Self.searchFacet) }
    if face?.stamp != old.face?.stamp { change.facets.insert(Self.faceFacet) }
    let isSame = offered.elementsEqual(old.offered) {
      $0.path == $1.path && $0.labelKey == $1.labelKey && $0.size == $1.size
    }
    if !isSame { change.facets.insert(Self.downloadsFacet) }
    return change
  }
}
