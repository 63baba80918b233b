// Where everything lives: the one place that knows the path of a page and the fragment of a record.
// Route words come from the catalogue of words, so that addresses speak the dossier's language.

package import DossierModel

/// A place in the site: a page and, where it is not the whole page, a fragment of it.
package struct Route: Hashable, Sendable {
  /// The path of the page below the site's root, such as `acteurs/xai.html`.
  package let path: String
  /// The id of an element of the page.
  package let fragment: String?

  /// Makes a route.
  package init(_ path: String, fragment: String? = nil) {
    self.path = path
    self.fragment = fragment
  }

  /// The way from a page up to the site's root: `""` or `"../"` and so on.
  package var root: String {
    String(repeating: "../", count: path.utf8.count { $0 == UInt8(ascii: "/") })
  }

  /// Whether the page stands in no folder.
  package var isAtRoot: Bool { !path.utf8.contains(Self.slash) }

  /// The path of the folder that holds the page, without a slash at its end; empty at the root.
  var folder: String {
    path.utf8.lastIndex(of: Self.slash).map { String(path[..<$0]) } ?? ""
  }

  /// The address of this place as written on another page: always relative, always with the
  /// file's name, so that it works from a disk.
  package func address(from page: Route) -> String {
    if page.path == path {
      return fragment.map { "#" + $0 } ?? Self.lastPart(path)
    }
    let (own, other) = (path.utf8, page.path.utf8)
    guard let theirs = other.lastIndex(of: Self.slash) else {
      // From the root there is nothing to climb.
      return fragment.map { path + "#" + $0 } ?? path
    }
    var address: String
    // Folders are one level deep; a shared folder needs no climbing.
    if let slash = own.lastIndex(of: Self.slash),
      own[..<slash].elementsEqual(other[..<theirs])
    {
      address = String(path[own.index(after: slash)...])
    } else {
      address = page.root + path
    }
    if let fragment {
      address += "#"
      address += fragment
    }
    return address
  }

  private static let slash = UInt8(ascii: "/")

  private static func lastPart(_ path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: slash) else { return path }
    return String(path[path.utf8.index(after: slash)...])
  }
}

/// The place of every record of a dossier, looked up and never made twice.
struct RouteTable: Sendable {
  private let columns: [[Route]]

  init(_ router: Router, _ dossier: Dossier) {
    columns = EntityKind.allCases.map { kind in
      dossier.keys(of: kind).map { router.route($0, in: dossier) }
    }
  }

  // Lent, not copied: its texts are counted each time.
  subscript(key: EntityKey) -> Route { _read { yield columns[key.kind.order][Int(key.index)] } }
}

/// The pages of a site that do not belong to one record.
package enum PageKind: String, CaseIterable, Hashable, Sendable {
  case home, chapters, chapter, analysis, provisions, provision, timeline, actors, actor, claims
  case sources, quotations, limits, corrections, glossary, search, method, accessibility, legal
  case lawDays = "law-days", lawDay = "law-day", personIndex = "person-index"
  case lawIndex = "law-index", siteMap = "site-map", notFound = "not-found"
  /// The page at the old address of a record.
  case moved

  /// The template of the page.
  package var template: String {
    switch self {
    case .notFound: "pages/404.html"
    default: "pages/\(rawValue).html"
    }
  }
}

/// Gives every record and page its place.
package struct Router: Sendable {
  private let folders: [PageKind: String]
  /// The path of the page of each kind, and the folder of the pages of its records.
  private let places: [PageKind: (path: String, folder: String)]
  private let anchors: [String: String]

  /// Makes a router that takes the words of paths from a catalogue.
  package init(words: Words) {
    var folders: [PageKind: String] = [:]
    for kind in PageKind.allCases {
      folders[kind] = words.text("routes.\(kind.key)") ?? kind.rawValue
    }
    self.folders = folders
    var places: [PageKind: (path: String, folder: String)] = [:]
    for kind in PageKind.allCases {
      let path = Self.path(of: kind, folders)
      places[kind] = (path, path.split(separator: "/").first.map { $0 + "/" } ?? "")
    }
    self.places = places
    var anchors: [String: String] = [:]
    for key in words.keys where key.hasPrefix("anchors.") {
      anchors[String(key.dropFirst("anchors.".count))] = words[key]
    }
    self.anchors = anchors
  }

  /// The id of a section that templates and links share.
  package func anchor(_ name: String) -> String { anchors[name] ?? name }

  private static func path(of kind: PageKind, _ folders: [PageKind: String]) -> String {
    func word(_ kind: PageKind) -> String { folders[kind] ?? kind.rawValue }
    return switch kind {
    case .home: "index.html"
    case .notFound: "404.html"
    // Every such page has an address of its own.
    case .moved: "moved.html"
    case .chapters, .provisions, .actors, .lawDays: word(kind) + "/index.html"
    case .chapter: word(.chapters) + "/index.html"
    case .provision: word(.provisions) + "/index.html"
    case .actor: word(.actors) + "/index.html"
    case .lawDay: word(.lawDays) + "/index.html"
    case .analysis, .timeline, .claims, .sources, .quotations, .limits, .corrections, .glossary,
      .search, .method, .accessibility, .legal, .personIndex, .lawIndex, .siteMap:
      word(kind) + ".html"
    }
  }

  /// The route of a page that does not belong to one record.
  package func route(_ kind: PageKind, fragment: String? = nil) -> Route {
    Route(places[kind]?.path ?? kind.rawValue, fragment: fragment)
  }

  /// The folder of the search index.
  package var searchFolder: String { folders[.search] ?? PageKind.search.rawValue }

  /// The route of the page of a chapter, a provision, an actor or a day of the law.
  package func page(_ kind: PageKind, slug: String, fragment: String? = nil) -> Route {
    var path = places[kind]?.folder ?? ""
    path += slug
    path += ".html"
    return Route(path, fragment: fragment)
  }

  /// The place of a record.
  package func route(_ key: EntityKey, in dossier: Dossier) -> Route {
    let slug = dossier.slug(of: key)
    return switch key {
    case .actor: page(.actor, slug: slug)
    case .event: route(.timeline, fragment: slug)
    case .instrument: route(.provisions, fragment: slug)
    case .provision: page(.provision, slug: slug)
    case .measure: route(.analysis, fragment: slug)
    case .source: route(.sources, fragment: slug)
    case .quotation: route(.quotations, fragment: slug)
    case .claim: route(.claims, fragment: slug)
    case .contradiction, .limit, .openPoint: route(.limits, fragment: slug)
    case .correction: route(.corrections, fragment: slug)
    case .term: route(.glossary, fragment: slug)
    case .chapter: page(.chapter, slug: slug)
    case .archivedDocument: route(.sources, fragment: anchor("document_prefix") + slug)
    }
  }
}
