// What functions of templates may lead to: pages, records, files and data of one dossier, all known
// before its templates are compiled, so that a wrong name is a fault of the template.

import Diagnostics
package import DossierModel
import FileSystem
import TemplateEngine

/// The pages, records, files and data that templates of one dossier may name.
package struct DossierPlaces: Sendable {
  let dossier: Dossier
  let router: Router
  /// The day for which the dossier is made.
  let buildDay: CivilDate
  /// The address the site will have, ending in `/`; `nil` when it is not known.
  let baseURL: String?
  private var files: [String: String] = [:]
  private var sizes: [String: ImageSize] = [:]
  private var data: [String: Value] = [:]

  /// Gathers the places of a dossier.
  package init(_ dossier: Dossier, words: Words, buildDay: CivilDate, baseURL: String?) {
    self.dossier = dossier
    self.buildDay = buildDay
    self.baseURL = (baseURL ?? dossier.settings.baseURL).map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    router = Router(words: words)
  }

  // MARK: - Files

  /// The route of a file of the theme: the style sheet and the search carry a fingerprint in their
  /// names, so that a browser never keeps an old one.
  package static func route(ofAsset path: String, _ bytes: [UInt8]) -> String {
    switch path {
    case "style.css", "search.js":
      let parts = path.split(separator: ".")
      return "assets/\(parts[0]).\(Fingerprint(bytes).hexadecimal.prefix(8)).\(parts[1])"
    default: return "assets/\(path)"
    }
  }

  /// Adds a file of the theme, by its path below `assets/`.
  mutating func add(asset path: String, _ bytes: [UInt8]) {
    files[path] = Self.route(ofAsset: path, bytes)
    sizes[path] = ImageSize(bytes)
  }

  /// Adds a file below `Content/media/`, by its path with `media/`.
  mutating func add(media path: String, _ bytes: [UInt8]) {
    files["media/" + path] = "media/" + path
    sizes["media/" + path] = ImageSize(bytes)
  }

  /// Adds a file of data of the theme, which templates read under a name.
  mutating func add(
    data name: String, _ source: SourceID, in map: SourceMap, into bag: inout DiagnosticBag
  ) {
    let bytes = map.bytes(of: source)
    let tree = YAMLReader.read(source, bytes: bytes, range: bytes.indices, into: &bag)
    data[name] = tree.root.map(Self.value) ?? Value.none
  }

  /// What a node of data is where no field decides it: YAML's core schema.
  private static func value(_ node: DataNode) -> Value {
    switch node.content {
    case .unreadable: return .none
    case .list(let items): return .list(items.map(value))
    case .map(let entries): return .map(entries.map { ($0.key, value($0.value)) })
    case .scalar(let scalar):
      if scalar.isAbsent { return .none }
      let text = scalar.text
      guard scalar.style == .plain else { return .string(text) }
      switch text {
      case "true": return .bool(true)
      case "false": return .bool(false)
      default: break
      }
      if let whole = Int64(text), text.first != "0" || text == "0" { return .int(whole) }
      let isNumber = text.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) }
      if isNumber, text.contains("."), let number = Double(text) { return .double(number) }
      return .string(text)
    }
  }

  // MARK: - Finding

  /// The place of a page or record: `timeline`, `actor:xai`, or an id alone.
  func route(_ name: String) throws(TemplateFault) -> Route {
    if let kind = PageKind.allCases.first(where: { $0.rawValue == name && !$0.isOfRecord }) {
      return router.route(kind)
    }
    return router.route(try key(name), in: dossier)
  }

  /// The record of a name such as `actor:xai`, or of an id alone.
  func key(_ name: String) throws(TemplateFault) -> EntityKey {
    let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
    if parts.count == 2 {
      if let key = dossier.key(referenceName: parts[0], slug: parts[1]) { return key }
    } else {
      for kind in EntityKind.allCases {
        if let key = dossier.key(kind, slug: name) { return key }
      }
    }
    let slugs =
      parts.count == 2
      ? dossier.slugs(referenceName: parts[0]).map { parts[0] + ":" + $0 }
      : EntityKind.allCases.flatMap { dossier.slugs(of: $0) } + PageKind.allCases.map(\.rawValue)
    throw TemplateFault(
      Wording(
        "the dossier has no page or record `\(name)`",
        fr: "le dossier n'a ni page ni fiche `\(name)`"),
      hint: Self.hint(name, slugs))
  }

  /// The route of a file of the theme or the dossier.
  func file(_ path: String) throws(TemplateFault) -> String {
    if let route = files[path] { return route }
    throw TemplateFault(
      Wording("there is no file `\(path)`", fr: "il n'y a pas de fichier `\(path)`"),
      hint: Self.hint(path, files.keys.sorted())
        ?? Wording(
          "files stand in `Templates/assets/` and, as `media/…`, in `Content/media/`",
          fr:
            "les fichiers sont dans `Templates/assets/` et, comme `media/…`, dans `Content/media/`"
        ))
  }

  /// The size of a picture, where its file says it.
  func size(_ path: String) -> ImageSize? { sizes[path] }

  /// The data of a name.
  func value(_ name: String) throws(TemplateFault) -> Value {
    if let value = data[name] { return value }
    throw TemplateFault(
      Wording("there are no data `\(name)`", fr: "il n'y a pas de données `\(name)`"),
      hint: Self.hint(name, data.keys.sorted())
        ?? Wording(
          "data of a theme stand in `Templates/data/NAME.yaml`",
          fr: "les données d'un thème sont dans `Templates/data/NOM.yaml`"))
  }

  private static func hint(_ name: String, _ known: [String]) -> Wording? {
    Suggestion.hint(Suggestion.nearest(to: name, among: known))?.text
  }
}

extension PageKind {
  /// Whether there is a page of the kind for each record.
  var isOfRecord: Bool {
    switch self {
    case .chapter, .provision, .actor, .notFound: true
    default: false
    }
  }
}
