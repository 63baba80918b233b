// Owns what every encoder needs besides the record it writes: the dossier, the addresses of pages,
// and the plain words of a Markdown field.

import DossierModel
import Markdown
import Verification

/// The dossier, the day and the addresses with which a file is written.
struct ExchangeContext {
  let checked: CheckedDossier
  let buildDate: CivilDate
  let baseURL: String?
  /// The folder of the files of this module below the site's root.
  let folder: String
  /// The name of the dossier: its id; where it has none, its title, and then a new title makes new
  /// identifiers.
  let dossierName: String
  private let routes: [EntityKey: String]

  // Lent, not copied: it holds dozens of references to count.
  var dossier: Dossier { _read { yield checked.dossier } }

  init(
    _ checked: CheckedDossier, buildDate: CivilDate, baseURL: String?, folder: String = "donnees",
    permalink: (EntityKey) -> String?
  ) {
    self.checked = checked
    self.buildDate = buildDate
    self.baseURL = baseURL.map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    self.folder = folder
    let settings = checked.dossier.settings
    dossierName = settings.id ?? Slug.proposal(for: settings.title) ?? "dossier"
    var routes: [EntityKey: String] = [:]
    if baseURL != nil {
      for kind in EntityKind.allCases {
        for key in checked.dossier.keys(of: kind) { routes[key] = permalink(key) }
      }
    }
    self.routes = routes
  }

  // MARK: - Addresses

  /// The absolute address of a record's page; `nil` where site or record have none.
  func address(of key: EntityKey) -> String? {
    guard let baseURL, let route = routes[key] else { return nil }
    return baseURL + (route.hasPrefix("/") ? String(route.dropFirst()) : route)
  }

  /// The absolute address of a file of this module; `nil` where the site has none.
  func address(ofFile route: String) -> String? {
    baseURL.map { "\($0)\(folder)/\(name(ofFile: route))" }
  }

  /// The name of a file or folder of this module in the language of the dossier.
  func name(ofFile route: String) -> String {
    FileNames.localized(route, in: dossier.settings.language)
  }

  // MARK: - Words

  /// A Markdown field on one line, without markup.
  func line(_ text: MarkdownText) -> String {
    PlainTextWriter(isSingleLine: true).text(of: text.document) { words(of: $0) }
  }

  /// A Markdown field without markup, with a blank line between blocks.
  func plain(_ text: MarkdownText) -> String {
    PlainTextWriter().text(of: text.document) { words(of: $0) }
  }

  /// What a reference says that has no words of its own.
  private func words(of reference: MarkdownReference) -> String {
    for kind in EntityKind.kinds(referenceName: reference.kind) {
      guard let key = dossier.key(kind, slug: reference.id) else { continue }
      switch key {
      case .provision(let id): return words(of: dossier.provisions[id])
      case .quotation(let id):
        let text = dossier.quotations[id].text.value
        return dossier.settings.language == .english ? "“\(text)”" : "« \(text) »"
      case .claim, .contradiction, .correction, .event, .limit, .measure, .openPoint,
        .archivedDocument:
        return dossier.cote(of: key) ?? reference.id
      case .actor, .chapter, .instrument, .source, .term: return dossier.label(of: key)
      }
    }
    return reference.id
  }

  /// A provision as cited: "Code pénal, art. 226-8-1".
  func words(of provision: Provision) -> String {
    guard let instrument = dossier.instruments[provision.instrument] else {
      return "art. " + provision.article
    }
    return "\(instrument.short), art. \(provision.article)"
  }

  // MARK: - Records

  /// The present id of a record that may be named by an old one.
  func slug<Element>(
    _ reference: Reference<Element>, in table: EntityTable<Element>
  ) -> String {
    table[reference]?.slug ?? reference.slug
  }

  /// The present id of a provision or instrument.
  func slug(_ law: LawReference) -> String {
    dossier.provisions[law.asProvision]?.slug ?? dossier.instruments[law.asInstrument]?.slug
      ?? law.slug
  }

  /// The captured document of a source.
  func archived(_ source: Source) -> ArchivedDocument? {
    source.archive.flatMap { dossier.archivedDocuments[$0] }
  }
}

extension PartialDate {
  /// The date as year, month or day without the marks of EDTF, for formats that have none.
  var unmarked: String { String(description.filter { !"?~%".contains($0) }) }
}
