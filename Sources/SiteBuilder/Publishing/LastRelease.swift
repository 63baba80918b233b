// Owns the comparison of a release with the one before: statements that changed, and addresses that
// are gone. Both releases are read in the same way, from the files that they publish.

import Diagnostics
import DossierModel
import FileSystem

/// The site as it was published last.
struct LastRelease {
  /// Statements by id: what each said, and what the check had found.
  private let claims: [String: String]
  /// The ids of corrections.
  private let corrections: Set<String>
  /// The paths of pages.
  let paths: [String]

  /// Reads the folder of a release.
  ///
  /// - Throws: `S0209` when it holds no release.
  init(folder: String) throws(Diagnostic) {
    guard let map = try? FileReader.read(PathName.join(folder, "sitemap.xml")) else {
      throw .releaseUnreadable(folder, lacks: "sitemap.xml")
    }
    paths = Self.paths(map)
    // The folder of data is named in the language of the dossier.
    let documents = ["donnees/dossier.json", "data/dossier.json"].compactMap {
      try? FileReader.read(PathName.join(folder, $0))
    }
    guard let document = documents.first, let content = ReleaseContent(document) else {
      throw .releaseUnreadable(folder, lacks: "dossier.json")
    }
    claims = content.claims
    corrections = content.corrections
  }

  /// Reports statements whose text or finding changed without a new correction.
  ///
  /// - Parameters:
  ///   - document: The `dossier.json` of this release.
  ///   - dossier: The dossier of this release.
  ///   - bag: Receives `S0206`.
  func compareClaims(
    with document: [UInt8], _ dossier: Dossier, into bag: inout DiagnosticBag
  ) {
    guard let now = ReleaseContent(document) else { return }
    var corrected = Set<String>()
    for correction in dossier.corrections where !corrections.contains(correction.slug) {
      for reference in correction.concerns where reference.kindName == EntityKind.claim.rawValue {
        if let claim = dossier.claims[slug: reference.slug] { corrected.insert(claim.slug) }
      }
    }
    for claim in dossier.claims {
      let names = [claim.slug] + claim.identity.aliases.map(\.value)
      guard let before = names.lazy.compactMap({ claims[$0] }).first,
        let after = now.claims[claim.slug], before != after, !corrected.contains(claim.slug)
      else { continue }
      bag.add(
        .correctionMissing(
          claim.slug, before: before, after: after, at: claim.identity.span))
    }
  }

  /// Reports the addresses of the last release at which this one has nothing.
  func comparePaths(with routes: Set<String>, into bag: inout DiagnosticBag) {
    for path in paths where !routes.contains(path) { bag.add(.addressLost(path)) }
  }

  /// The paths of a site map below the address of the site, which is its first entry.
  static func paths(_ map: [UInt8]) -> [String] {
    let text = String(decoding: map, as: UTF8.self)
    let addresses = text.split(separator: "<loc>").dropFirst().map { part in
      String(part.prefix { $0 != "<" }).replacing("&lt;", with: "<").replacing("&amp;", with: "&")
    }
    guard let home = addresses.first else { return [] }
    return addresses.map { address in
      let path = address.hasPrefix(home) ? String(address.dropFirst(home.count)) : address
      return path.isEmpty ? "index.html" : path
    }
  }
}

/// What is compared of a `dossier.json`.
private struct ReleaseContent {
  var claims: [String: String] = [:]
  var corrections: Set<String> = []

  /// Reads a document; `nil` when it is none. JSON is read as what it is a part of, YAML.
  init?(_ document: [UInt8]) {
    var sources = SourceMap()
    var faults = DiagnosticBag()
    let id = sources.add(path: "dossier.json", bytes: document)
    let tree = YAMLReader.read(id, bytes: document, range: document.indices, into: &faults)
    guard !faults.hasErrors, let root = tree.root,
      let records = Self.member("claims", of: root)
    else { return nil }
    for record in Self.items(records) {
      guard let slug = Self.text("id", of: record), let text = Self.text("text", of: record) else {
        continue
      }
      claims[slug] = "\(text) [\(Self.text("verdict", of: record) ?? "")]"
    }
    for record in Self.member("corrections", of: root).map(Self.items) ?? [] {
      if let slug = Self.text("id", of: record) { corrections.insert(slug) }
    }
  }

  private static func items(_ node: DataNode) -> [DataNode] {
    if case .list(let items) = node.content { return items }
    return []
  }

  private static func member(_ key: String, of node: DataNode) -> DataNode? {
    guard case .map(let entries) = node.content else { return nil }
    return entries.first { $0.key == key }?.value
  }

  /// A text, or the first text of an object that gives it in several forms.
  private static func text(_ key: String, of node: DataNode) -> String? {
    guard let value = member(key, of: node) else { return nil }
    switch value.content {
    case .scalar(let scalar): return scalar.text
    case .map(let entries):
      for entry in entries {
        if case .scalar(let scalar) = entry.value.content { return scalar.text }
      }
      return nil
    case .list, .unreadable: return nil
    }
  }
}
