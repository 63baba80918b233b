// Owns what pages say to programs beside the text: other forms of the dossier, its picture, and a
// graph of data. The values are made by the floor above, which knows of formats; here they become
// variables of the frame.

import DossierModel
import TemplateEngine

/// What every page says to programs.
package struct MachineFace: Sendable {
  /// The dossier, or a part of it, in another form.
  package struct Alternate: Sendable {
    let path: String
    let mediaType: String
    let title: String

    /// Makes an alternate form.
    ///
    /// - Parameters:
    ///   - path: The path below the site's root.
    ///   - mediaType: The media type, without parameters.
    ///   - title: What it is called.
    package init(path: String, mediaType: String, title: String) {
      self.path = path
      self.mediaType = mediaType
      self.title = title
    }
  }

  /// The picture that stands for the dossier.
  package struct Picture: Sendable {
    let path: String
    let width: Int
    let height: Int
    let alternative: String

    /// Makes a picture, with the text that says the same.
    package init(path: String, width: Int, height: Int, alternative: String) {
      self.path = path
      self.width = width
      self.height = height
      self.alternative = alternative
    }
  }

  /// A page as its graph describes it.
  package struct Subject: Sendable {
    /// The kind of page, the record it is about, its place.
    package let request: PageRequest
    /// The heading.
    package let heading: String
    /// One or two sentences.
    package let description: String
    /// The way from the home page to this one, this one last; empty on the home page.
    package let trail: [(label: String, path: String)]
  }

  let alternates: [Alternate]
  let picture: Picture?
  let graph: @Sendable (Subject) -> [UInt8]
  /// Stands for what graphs are made from beside the records.
  let stamp: String

  /// Makes what pages say.
  ///
  /// - Parameters:
  ///   - alternates: The other forms, in the order of the head of a page.
  ///   - picture: The picture; platforms take absolute addresses only, so that a site without an
  ///     address has none.
  ///   - stamp: Stands for what graphs are made from beside the records: two faces with one stamp
  ///     say the same of the same records.
  ///   - graph: The element that holds the graph of a page.
  package init(
    alternates: [Alternate], picture: Picture?, stamp: String,
    graph: @escaping @Sendable (Subject) -> [UInt8]
  ) {
    self.stamp = stamp
    self.alternates = alternates
    self.picture = picture
    self.graph = graph
  }
}

extension PageScope {
  /// The other forms of the dossier, as this page links to them.
  func alternates() -> Value {
    .list(
      (presenter.machineFace?.alternates ?? []).map {
        record(
          "Alternate",
          [
            "type": .string($0.mediaType), "title": .string($0.title),
            "url": .string(fileAddress($0.path)),
          ])
      })
  }

  /// The picture of the dossier, for platforms.
  func picture() -> Value {
    guard let base = presenter.baseURL, let picture = presenter.machineFace?.picture else {
      return .none
    }
    return record(
      "Picture",
      [
        "url": .string(base + picture.path), "width": count(picture.width),
        "height": count(picture.height), "alt": .string(picture.alternative),
      ])
  }

  /// The graph of this page.
  func graph(
    _ request: PageRequest, heading: String, description: String,
    trail: [(label: String, route: Route?)]
  ) -> Value {
    guard let face = presenter.machineFace, request.kind != .moved else { return .none }
    let trail = trail.map { ($0.label, ($0.route ?? request.route).path) }
    return .markup(
      face.graph(
        MachineFace.Subject(
          request: request, heading: heading, description: description, trail: trail)))
  }

  /// The element by which a browser follows a page that has moved.
  func refresh(_ request: PageRequest) -> Value {
    guard request.kind == .moved, let key = request.key else { return .none }
    var out = Array("<meta http-equiv=\"refresh\" content=\"0; url=".utf8)
    HTMLText.append(presenter.route(key).address(from: page), into: &out)
    out += "\">".utf8
    return .markup(out)
  }

  /// Where a page that has moved leads.
  func redirect(_ request: PageRequest) -> Value {
    guard request.kind == .moved, let key = request.key else { return .none }
    return address(presenter.route(key))
  }
}

extension Presenter {
  /// The pages at old addresses: a record whose page had another id leads from there to its page.
  ///
  /// - Complexity: O(n) in the number of records.
  func movedPages(taken: Set<String>) -> [PageRequest] {
    var taken = taken
    var pages: [PageRequest] = []
    for key in dossier.keys {
      let identity = dossier.identity(of: key)
      let route = route(key)
      guard !identity.aliases.isEmpty, route.fragment == nil,
        let slash = route.path.lastIndex(of: "/")
      else { continue }
      for alias in identity.aliases {
        let old = Route("\(route.path[...slash])\(alias.value).html")
        if taken.insert(old.path).inserted {
          pages.append(PageRequest(.moved, key: key, route: old))
        }
      }
    }
    return pages
  }

  /// The old ids of the elements of a page, with the ids they have now.
  ///
  /// - Complexity: O(n) in the number of records.
  func makeOldAnchors() -> [String: [(old: String, current: String)]] {
    var anchors: [String: [(old: String, current: String)]] = [:]
    for key in dossier.keys {
      let identity = dossier.identity(of: key)
      let route = route(key)
      guard !identity.aliases.isEmpty, let fragment = route.fragment else { continue }
      let prefix = fragment.dropLast(identity.slug.count)
      for alias in identity.aliases {
        anchors[route.path, default: []].append((prefix + alias.value, fragment))
      }
    }
    return anchors
  }
}
