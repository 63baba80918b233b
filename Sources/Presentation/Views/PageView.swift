// The frame of a page (titles, navigation, breadcrumb, contents) and the choice of its view.

package import DossierModel
import Markdown
package import TemplateEngine

/// A page to make: what it shows and where it stands.
package struct PageRequest: Sendable {
  /// The kind of page.
  package let kind: PageKind
  /// The record that the page is about; `nil` for a page about many.
  package let key: EntityKey?
  /// The place of the page.
  package let route: Route

  /// Makes a request.
  package init(_ kind: PageKind, key: EntityKey? = nil, route: Route) {
    self.kind = kind
    self.key = key
    self.route = route
  }
}

/// An entry of the contents of a page.
struct TocEntry {
  let label: String
  let fragment: String
}

/// What a view gives to the frame, beside its own variables.
struct PageContent {
  /// The `h1`, also the title of the window.
  var heading: String
  /// One or two sentences for search engines and as a lead.
  var description: String
  var toc: [TocEntry] = []
  /// The variables of the template.
  var variables: [(String, Value)] = []
}

extension PageScope {
  /// The variables that the template of a page receives.
  package func context(for request: PageRequest) -> [(String, Value)] {
    let content = content(for: request)
    return [("site", site()), ("page", frame(request, content))] + content.variables
  }

  private func content(for request: PageRequest) -> PageContent {
    switch (request.kind, request.key) {
    case (.home, _): homePage()
    case (.chapters, _): chaptersPage()
    case (.chapter, .chapter(let id)): chapterPage(id)
    case (.analysis, _): analysisPage()
    case (.provisions, _): provisionsPage()
    case (.provision, .provision(let id)): provisionPage(id)
    case (.timeline, _): timelinePage()
    case (.actors, _): actorsPage()
    case (.actor, .actor(let id)): actorPage(id)
    case (.claims, _): claimsPage()
    case (.sources, _): sourcesPage()
    case (.quotations, _): quotationsPage()
    case (.corrections, _): correctionsPage()
    case (.lawDays, _): lawDaysPage()
    case (.lawDay, _): lawDayPage()
    case (.personIndex, _): personIndexPage()
    case (.lawIndex, _): lawIndexPage()
    case (.siteMap, _): siteMapPage()
    case (.search, _): searchPage()
    case (.method, _): methodPage()
    case (.accessibility, _): accessibilityPage()
    case (.legal, _): legalPage()
    case (.limits, _): limitsPage()
    case (.glossary, _): glossaryPage()
    case (.moved, _):
      PageContent(heading: words["moved.title"], description: words["moved.description"])
    case (.notFound, _), (.chapter, _), (.provision, _), (.actor, _):
      PageContent(
        heading: words["not_found.title"], description: words["not_found.description"])
    }
  }

  private func site() -> Value {
    if let known = memory.site { return known.take() }
    let site = Noted { makeSite() }
    let notice = dossier.settings.presumption.document
    if notice.references.isEmpty, notice.citations.isEmpty, notice.insertions.isEmpty {
      memory.site = site
    }
    return site.value
  }

  private func makeSite() -> Value {
    let settings = dossier.settings
    return record(
      "Site",
      [
        "title": .string(settings.title), "subtitle": text(settings.subtitle),
        "language": .string(settings.language.rawValue),
        "as_of": date(settings.asOf.value), "law_date": date(settings.lawDate.value),
        "license": text(settings.license), "publisher": text(settings.publisher?.name),
        "presumption": withoutDefinitions { inline(settings.presumption) },
      ])
  }

  private func frame(_ request: PageRequest, _ content: PageContent) -> Value {
    let isHome = request.kind == .home
    let settings = dossier.settings
    let title = isHome ? settings.title : "\(content.heading) — \(settings.title)"
    let trail = trail(request, content)
    let menus = menus(request)
    return record(
      "Page",
      [
        "kind": .string(request.kind.rawValue), "heading": .string(content.heading),
        "window_title": .string(content.heading == settings.title ? settings.title : title),
        "description": .string(content.description),
        "canonical": canonical(request),
        "stylesheet": .string(fileAddress(presenter.stylesheet)),
        "icon": .string(fileAddress(presenter.icon)),
        "home_url": navigationAddress(router.route(.home)),
        "search_url": navigationAddress(router.route(.search)),
        "is_search": .bool(request.kind == .search), "nav": menus.navigation,
        "footer_nav": menus.footer,
        "breadcrumbs": .list(breadcrumbs(trail)),
        "toc": .list(
          content.toc.map {
            record(
              "MenuEntry", ["label": .string($0.label), "url": .string("#" + $0.fragment)])
          }),
        "alternates": menus.alternates, "picture": picture(),
        "graph": graph(
          request, heading: content.heading, description: content.description, trail: trail),
        "redirect": redirect(request), "refresh": refresh(request),
      ])
  }

  /// The root that addresses of files start with: a page that a server may show at any address
  /// needs the full one.
  func fileAddress(_ path: String) -> String {
    if page.path == router.route(.notFound).path, let base = presenter.baseURL {
      return base + path
    }
    return page.root + path
  }

  private func canonical(_ request: PageRequest) -> Value {
    // An old address names the new one, absolute or not.
    if request.kind == .moved, let key = request.key {
      let route = presenter.route(key)
      return presenter.baseURL.map { .string($0 + route.path) } ?? address(route)
    }
    guard let base = presenter.baseURL, request.kind != .notFound else { return .none }
    return .string(base + (request.kind == .home ? "" : request.route.path))
  }

  /// The place of a page as the navigation of this page writes it.
  private func navigationAddress(_ route: Route) -> Value {
    if page.path == router.route(.notFound).path, let base = presenter.baseURL {
      return .string(base + route.path)
    }
    return address(route)
  }

  /// The parts of the frame that lead to other pages. Those of a page about one record are the same
  /// for every record of the kind: no menu leads to such a page.
  private func menus(_ request: PageRequest) -> FrameMenus {
    let isShared = request.key != nil && request.kind != .moved
    if isShared, let known = memory.menus[request.kind] { return known.take() }
    let menus = Noted {
      FrameMenus(
        navigation: .list(navigation(request)), footer: .list(footerNavigation(request)),
        alternates: alternates())
    }
    if isShared { memory.menus[request.kind] = menus }
    return menus.value
  }

  private func navigation(_ request: PageRequest) -> [Value] {
    let entries: [(PageKind, Set<PageKind>)] = [
      (.home, []), (.chapters, [.chapter]),
      (.analysis, [.provision, .provisions, .lawDays, .lawDay]),
      (.timeline, []), (.actors, [.actor]), (.sources, []),
    ]
    return entries.filter { hasPage($0.0) }.map { kind, below in
      let current = request.kind == kind ? "page" : below.contains(request.kind) ? "true" : nil
      return record(
        "NavigationEntry",
        [
          "label": .string(words["nav.\(kind.key)"]),
          "url": navigationAddress(router.route(kind)), "current": text(current),
        ])
    }
  }

  private func footerNavigation(_ request: PageRequest) -> [Value] {
    Self.footerKinds.filter { hasPage($0) }.map {
      record(
        "MenuEntry",
        ["label": .string(words["nav.\($0.key)"]), "url": navigationAddress(router.route($0))])
    }
  }

  private static let footerKinds: [PageKind] = [
    .claims, .quotations, .provisions, .lawDays, .limits, .corrections, .glossary, .personIndex,
    .lawIndex, .method, .accessibility, .legal, .siteMap,
  ]

  /// Whether the dossier has what a page shows.
  func hasPage(_ kind: PageKind) -> Bool { presenter.hasPage(kind) }

  private func breadcrumbs(_ trail: [(label: String, route: Route?)]) -> [Value] {
    trail.map { label, route in
      record(
        "Breadcrumb",
        ["label": .string(label), "url": route.map { navigationAddress($0) } ?? .none])
    }
  }

  /// The pages above the pages of a kind, from the top.
  private static let parents: [PageKind: [PageKind]] = [
    .chapter: [.chapters], .provisions: [.analysis], .provision: [.analysis, .provisions],
    .lawDays: [.analysis], .lawDay: [.analysis, .lawDays], .actor: [.actors],
    .quotations: [.sources],
  ]

  /// The way from the home page to this one, this one last and without a route; empty on the home
  /// page.
  private func trail(
    _ request: PageRequest, _ content: PageContent
  ) -> [(label: String, route: Route?)] {
    if request.kind == .home { return [] }
    var crumbs: [(label: String, route: Route?)] = [
      (words["breadcrumb_home"], router.route(.home))
    ]
    for parent in Self.parents[request.kind] ?? [] where hasPage(parent) {
      crumbs.append((words["nav.\(parent.key)"], router.route(parent)))
    }
    var own = content.heading
    if case .chapter(let id)? = request.key {
      let chapter = dossier.chapters[id]
      own = "\(chapter.number). \(chapter.short ?? chapter.title)"
    }
    crumbs.append((own, nil))
    return crumbs
  }
}

extension Presenter {
  /// Whether the dossier has what a page shows; a page of nothing is not made.
  package func hasPage(_ kind: PageKind) -> Bool {
    switch kind {
    case .home, .notFound, .search, .method, .accessibility, .legal, .siteMap, .corrections: true
    case .lawDays, .lawDay: !lawDays.all.isEmpty
    case .personIndex: !dossier.actors.isEmpty
    case .lawIndex: !dossier.instruments.isEmpty
    case .quotations: !dossier.quotations.isEmpty
    case .moved: false
    case .chapters, .chapter: !dossier.chapters.isEmpty
    case .analysis:
      !dossier.provisions.isEmpty || dossier.matrix != nil || !dossier.measures.isEmpty
    case .provisions: !dossier.provisions.isEmpty || !dossier.instruments.isEmpty
    case .provision: !dossier.provisions.isEmpty
    case .timeline: !dossier.events.isEmpty
    case .actors, .actor: !dossier.actors.isEmpty
    case .claims: !dossier.claims.isEmpty
    case .sources: !dossier.sources.isEmpty || !dossier.archivedDocuments.isEmpty
    case .limits:
      !dossier.limits.isEmpty || !dossier.contradictions.isEmpty || !dossier.openPoints.isEmpty
    case .glossary: !dossier.glossary.isEmpty
    }
  }

  /// The pages of the site, in the order of the site.
  package func pages() -> [PageRequest] {
    var pages: [PageRequest] = []
    func add(_ kind: PageKind) {
      if hasPage(kind) { pages.append(PageRequest(kind, route: router.route(kind))) }
    }
    func addEach(_ kind: PageKind, _ keys: [EntityKey]) {
      for key in keys {
        pages.append(PageRequest(kind, key: key, route: router.route(key, in: dossier)))
      }
    }
    add(.home)
    add(.chapters)
    addEach(.chapter, dossier.keys(of: .chapter))
    add(.analysis)
    add(.provisions)
    addEach(.provision, dossier.keys(of: .provision))
    add(.lawDays)
    pages += lawDays.all.map { PageRequest(.lawDay, route: $0.route) }
    add(.timeline)
    add(.actors)
    addEach(.actor, dossier.keys(of: .actor))
    for kind in [
      PageKind.claims, .quotations, .sources, .limits, .corrections, .glossary, .personIndex,
      .lawIndex, .search, .method, .accessibility, .legal, .siteMap, .notFound,
    ] {
      add(kind)
    }
    return pages + movedPages(taken: Set(pages.map(\.route.path)))
  }
}
