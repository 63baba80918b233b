// Owns the JSON-LD of pages: one graph a page, which says in the words of schema.org what the page
// is and defines every record that lives on it. What a record says is in `RecordNodes.swift`.

package import DossierModel
package import Verification

/// A page as programs see it.
package struct LinkedPage: Sendable {
  /// What sort of page it is, in the words of schema.org.
  package enum Sort: Sendable {
    case home, page, collection, profile, search

    /// The type of schema.org.
    var type: String {
      switch self {
      case .home, .page: "WebPage"
      case .collection: "CollectionPage"
      case .profile: "ProfilePage"
      case .search: "SearchResultsPage"
      }
    }
  }

  /// The path below the site's root.
  package let path: String
  /// What sort of page it is.
  package let sort: Sort
  /// The heading.
  package let name: String
  /// One or two sentences.
  package let description: String
  /// The way from the home page to this one, this one last, with paths; empty on the home page.
  package let breadcrumbs: [(name: String, path: String)]

  /// Makes a page.
  package init(
    path: String, sort: Sort, name: String, description: String,
    breadcrumbs: [(name: String, path: String)]
  ) {
    self.path = path
    self.sort = sort
    self.name = name
    self.description = description
    self.breadcrumbs = breadcrumbs
  }
}

/// A file that holds the whole dossier or a part of it, as the description of the dossier lists it.
package struct LinkedFile: Sendable {
  /// The path below the site's root.
  package let path: String
  /// The media type, without parameters.
  package let mediaType: String
  /// What it is called.
  package let name: String

  /// Makes a file.
  package init(path: String, mediaType: String, name: String) {
    self.path = path
    self.mediaType = mediaType
    self.name = name
  }
}

/// What every graph of a site is made from.
///
/// A record is defined on the page where it lives, under the address of its element, and named by
/// that address everywhere else, so that no graph refers to what the site does not define.
/// Addresses are absolute where the site has one, and relative to the page where it has none.
/// - Source: schema.org; JSON-LD 1.1; for provisions the European Legislation Identifier, on which
///   `Legislation` rests.
package final class LinkedData: Sendable {
  let checked: CheckedDossier
  let baseURL: String?
  /// The id of the element that holds the content of a page.
  let contentAnchor: String
  /// The id of the downloads on the home page.
  let downloadsAnchor: String
  /// A word of the interface by its key: `verdict.exact`.
  let word: @Sendable (String) -> String
  let files: [LinkedFile]
  let picture: String?
  /// Whether the dossier says how it comes to its verdicts.
  let publishesMethod: Bool
  /// What the Markdown of records becomes without markup.
  let context: ExchangeContext
  /// By kind, then by position in the table of the kind.
  private let places: [[Place?]]
  /// The names of records without what stands before the path, as JSON writes them.
  private let names: NamePool
  private let residents: [String: [EntityKey]]

  /// The page of a record, and the id of its element where it does not fill the page.
  struct Place: Sendable {
    let path: String
    let fragment: String?
  }

  // Lent, not copied: each of these holds dozens of references to count.
  var dossier: Dossier { _read { yield checked.dossier } }
  var settings: DossierSettings { _read { yield checked.dossier.settings } }

  /// Gathers what graphs are made from.
  ///
  /// - Parameters:
  ///   - checked: The dossier.
  ///   - baseURL: The absolute address of the site, ending in `/`; `nil` where it has none.
  ///   - contentAnchor: The id of the element that holds the content of a page.
  ///   - downloadsAnchor: The id of the downloads on the home page.
  ///   - publishesMethod: Whether the dossier has a chapter on its method.
  ///   - files: The files on offer.
  ///   - picture: The path of the picture of the dossier.
  ///   - permalink: The path of a record's page, with its fragment; `nil` where it has none.
  ///   - word: A word of the interface by its key.
  /// - Complexity: O(n) in the number of records.
  package init(
    _ checked: CheckedDossier, baseURL: String?, contentAnchor: String, downloadsAnchor: String,
    publishesMethod: Bool, files: [LinkedFile], picture: String?,
    permalink: (EntityKey) -> String?, word: @escaping @Sendable (String) -> String
  ) {
    self.checked = checked
    self.baseURL = baseURL
    self.contentAnchor = contentAnchor
    self.downloadsAnchor = downloadsAnchor
    self.publishesMethod = publishesMethod
    self.files = files
    self.picture = picture
    self.word = word
    context = ExchangeContext(
      checked, buildDate: checked.buildDate, baseURL: nil, permalink: { _ in nil })
    var residents: [String: [EntityKey]] = [:]
    var names = NamePool()
    places = EntityKind.allCases.map { kind in
      checked.dossier.keys(of: kind).map { key -> Place? in
        guard let link = permalink(key) else { return nil }
        let parts = link.split(separator: "#", maxSplits: 1).map(String.init)
        let place = Place(path: parts[0], fragment: parts.count > 1 ? parts[1] : nil)
        residents[place.path, default: []].append(key)
        let path = baseURL != nil && place.path == "index.html" ? "" : place.path
        names.set(path + "#" + (place.fragment ?? contentAnchor), of: key)
        return place
      }
    }
    self.residents = residents
    self.names = names
  }

  /// The graph of a page, as a `script` element of data, which no policy on scripts refuses.
  ///
  /// - Complexity: O(n) in what the page shows.
  package func script(for page: LinkedPage) -> [UInt8] {
    var writer = JSONWriter(isForPage: true)
    writer.object { writer in
      writer.member("@context", "https://schema.org")
      writer.key("@graph")
      writer.list { writer in
        let sheet = GraphSheet(self, path: page.path)
        writer.object { sheet.writePage(page, main: main(of: page), to: &$0) }
        if page.sort == .home {
          writer.object { sheet.writeReport(to: &$0) }
          if !files.isEmpty { writer.object { sheet.writeDataset(to: &$0) } }
        }
        let keys = residents[page.path] ?? []
        if keys.contains(where: { $0.kind == .term }) {
          writer.object { sheet.writeTermSet(name: page.name, to: &$0) }
        }
        for key in keys where Self.type(of: key, in: dossier) != nil {
          writer.object { sheet.write(key, to: &$0) }
        }
        for case .claim(let id) in keys where isRated(id) {
          writer.object { sheet.writeReview(of: id, to: &$0) }
        }
      }
    }
    var script = Array("<script type=\"application/ld+json\">".utf8)
    let graph = writer.finished()
    script.reserveCapacity(graph.count + 64)
    script += graph
    script += "</script>".utf8
    return script
  }

  /// What a page is mainly about: the record that fills it, the dossier, or the set of terms.
  private func main(of page: LinkedPage) -> EntityKey? {
    (residents[page.path] ?? []).first(where: { place(of: $0)?.fragment == nil })
  }

  /// The place of a record.
  func place(of key: EntityKey) -> Place? { places[key.kind.order][Int(key.index)] }

  /// The name of a record in every graph, without what stands before the path; `nil` where it has
  /// no place.
  func name(of key: EntityKey) -> ArraySlice<UInt8>? { names[key] }

  /// Whether records of a kind have a node.
  static func hasNode(_ kind: EntityKind) -> Bool {
    switch kind {
    case .contradiction, .limit, .measure, .openPoint: false
    default: true
    }
  }

  /// The type of a record; `nil` for a kind that schema.org has no word for, which then has no
  /// node, and to which nothing points.
  static func type(of key: EntityKey, in dossier: Dossier) -> String? {
    switch key {
    case .actor(let id):
      switch dossier.actors[id].kind {
      case .person: "Person"
      case .institution: "GovernmentOrganization"
      case .media: "NewsMediaOrganization"
      case .group, .organisation, .platform: "Organization"
      }
    case .source(let id):
      switch dossier.sources[id].kind {
      case .press, .agency: "NewsArticle"
      case .ngo: "Report"
      case .doctrine: "ScholarlyArticle"
      case .blog: "BlogPosting"
      case .dataset: "Dataset"
      case .court, .official, .parliament, .regulator: "CreativeWork"
      }
    case .event: "Event"
    case .instrument, .provision: "Legislation"
    case .quotation: "Quotation"
    case .claim: "Claim"
    case .correction: "CorrectionComment"
    case .term: "DefinedTerm"
    case .chapter: "Article"
    case .archivedDocument: "MediaObject"
    case .contradiction, .limit, .measure, .openPoint: nil
    }
  }

  /// Whether the verdict on a statement is a rating that may be given to programs: one of the
  /// published scale, by a published method, on a statement that accuses nobody under a procedure.
  func isRated(_ id: ClaimID) -> Bool {
    let claim = dossier.claims[id]
    guard publishesMethod, Self.rating(claim.verdict.value) != nil else { return false }
    return !claim.about.contains { reference in
      switch dossier.actors[reference]?.standing?.status.value {
      case nil, .some(.none), .cleared: false
      default: true
      }
    }
  }

  /// The place of a verdict on the scale from 1, inaccurate, to 3, accurate; `nil` for a verdict
  /// that rates nothing.
  static func rating(_ verdict: Verdict) -> Int? {
    switch verdict {
    case .inexact: 1
    case .partly: 2
    case .established, .exact: 3
    case .announcementKept, .attributed, .malformed, .open, .opinion, .toVerify: nil
    }
  }
}
