// Owns the nodes of a graph that are no records: the page, the dossier as a report and as a set of
// data, and the way a node names another.

import DossierModel
import Markdown
import Verification

/// One graph in the making: the page it stands on decides how addresses are written.
struct GraphSheet {
  let data: LinkedData
  /// The path of the page below the site's root.
  let path: String
  private let root: String
  /// What stands before the path of every name, as JSON writes it.
  private let start: [UInt8]

  var dossier: Dossier { _read { yield data.dossier } }
  var settings: DossierSettings { _read { yield data.settings } }

  init(_ data: LinkedData, path: String) {
    self.data = data
    self.path = path
    root = String(repeating: "../", count: path.utf8.count { $0 == UInt8(ascii: "/") })
    start = Array(JSONWriter.escapedForPage(data.baseURL ?? root))
  }

  // MARK: - Addresses

  /// The address of a place, absolute or relative to the page.
  func address(_ path: String, fragment: String? = nil) -> String {
    let suffix = fragment.map { "#" + $0 } ?? ""
    guard let base = data.baseURL else { return root + path + suffix }
    return base + (path == "index.html" ? "" : path) + suffix
  }

  /// The name of a record in every graph of the site: the address of its element.
  func id(_ key: EntityKey) -> String? {
    data.place(of: key).map { address($0.path, fragment: $0.fragment ?? data.contentAnchor) }
  }

  /// The name of the dossier as a report.
  var reportID: String { address("index.html", fragment: data.contentAnchor) }

  // MARK: - Words

  func line(_ text: MarkdownText) -> String { data.context.line(text) }
  func line(_ text: MarkdownText?) -> String? { text.map { data.context.line($0) } }
  func words(of provision: Provision) -> String { data.context.words(of: provision) }

  /// What a record is called.
  func name(_ key: EntityKey) -> String {
    switch key {
    case .provision(let id): words(of: dossier.provisions[id])
    case .event(let id): line(dossier.events[id].title)
    case .claim(let id): dossier.claims[id].cote ?? dossier.claims[id].slug
    default: dossier.label(of: key)
    }
  }

  // MARK: - References

  /// Writes the name of a record, its type and what it is called.
  func write(reference key: EntityKey, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("@type", LinkedData.type(of: key, in: dossier))
      write(nameOf: key, to: &writer)
      writer.member("name", name(key))
    }
  }

  /// Writes the records that have a node, with their names or by address alone; nothing where there
  /// is none. The same record stands once.
  func member(
    _ property: String, _ keys: [EntityKey?], isBare: Bool = false, to writer: inout JSONWriter
  ) {
    var seen = SeenRecords()
    let known = keys.compactMap { key in
      key.flatMap {
        LinkedData.hasNode($0.kind) && data.name(of: $0) != nil && seen.take($0) ? $0 : nil
      }
    }
    guard !known.isEmpty else { return }
    writer.key(property)
    writer.list { writer in
      for key in known {
        if isBare {
          writer.object { write(nameOf: key, to: &$0) }
        } else {
          write(reference: key, to: &writer)
        }
      }
    }
  }

  /// Writes the name of a record, where it has one.
  func write(nameOf key: EntityKey, to writer: inout JSONWriter) {
    guard let name = data.name(of: key) else { return }
    writer.key("@id")
    writer.string(escaped: start, name)
  }

  func keys(_ references: [Reference<Source>]) -> [EntityKey?] {
    references.map { dossier.sources.id(of: $0).map(EntityKey.source) }
  }

  func keys(_ references: [Reference<Actor>]) -> [EntityKey?] {
    references.map { dossier.actors.id(of: $0).map(EntityKey.actor) }
  }

  func keys(_ laws: [LawReference]) -> [EntityKey?] { laws.map { dossier.law($0) } }

  // MARK: - Dates

  /// Writes a date as precisely as it is known: year, month or day. What schema.org cannot say, the
  /// doubt and the open end, is kept in EDTF.
  func dates(
    _ date: DateValue?, start: String, end: String?, to writer: inout JSONWriter
  ) {
    guard let date else { return }
    switch date.form {
    case .single(let day): writer.member(start, day.unmarked)
    case .interval(let first, let last):
      writer.member(start, first.date?.unmarked)
      if let end { writer.member(end, last.date?.unmarked) }
    }
    guard date.isUncertain || date.isApproximate || date.isInterval else { return }
    writer.key("additionalProperty")
    writer.object {
      $0.member("@type", "PropertyValue")
      $0.member("propertyID", "EDTF")
      $0.member("name", start)
      $0.member("value", date.description)
    }
  }

  /// The day, month or year of a date that is one; `nil` for an interval.
  func point(_ date: DateValue?) -> String? {
    guard case .single(let day) = date?.form else { return nil }
    return day.unmarked
  }

  // MARK: - The page

  func writePage(_ page: LinkedPage, main: EntityKey?, to writer: inout JSONWriter) {
    let own = address(page.path)
    writer.member("@type", page.sort.type)
    writer.member("@id", own)
    if data.baseURL != nil { writer.member("url", own) }
    writer.member("name", page.name)
    writer.member("description", page.description)
    writer.member("inLanguage", settings.language.rawValue)
    writer.member("dateModified", settings.lastChange.value.description)
    if page.sort == .home {
      writer.key("mainEntity")
      writer.object { $0.member("@id", reportID) }
    } else {
      member("mainEntity", [main], isBare: true, to: &writer)
      writer.key("isPartOf")
      writer.object {
        $0.member("@type", "Report")
        $0.member("@id", reportID)
        $0.member("name", settings.title)
      }
    }
    guard !page.breadcrumbs.isEmpty else { return }
    writer.key("breadcrumb")
    writer.object { writer in
      writer.member("@type", "BreadcrumbList")
      writer.key("itemListElement")
      writer.list { writer in
        for (index, crumb) in page.breadcrumbs.enumerated() {
          writer.object { writer in
            writer.member("@type", "ListItem")
            writer.key("position")
            writer.number(index + 1)
            writer.member("name", crumb.name)
            writer.member("item", address(crumb.path))
          }
        }
      }
    }
  }

  // MARK: - The dossier

  func writeReport(to writer: inout JSONWriter) {
    writer.member("@type", "Report")
    writer.member("@id", reportID)
    writer.member("name", settings.title)
    writer.member("alternativeHeadline", settings.subtitle)
    writer.member("description", line(settings.description))
    writer.member("inLanguage", settings.language.rawValue)
    writer.member("dateModified", settings.lastChange.value.description)
    writer.member("temporalCoverage", point(settings.factsUntil?.value).map { "../" + $0 })
    writePublisher(to: &writer)
    writeLicense(to: &writer)
    if let picture = data.picture { writer.member("image", address(picture)) }
    member(
      "hasPart", dossier.chapters.ids.map(EntityKey.chapter), isBare: true, to: &writer)
    member(
      "correction", dossier.corrections.ids.map(EntityKey.correction), isBare: true, to: &writer)
    if !data.files.isEmpty {
      writer.key("subjectOf")
      writer.object {
        $0.member("@id", address("index.html", fragment: data.downloadsAnchor))
      }
    }
  }

  func writeDataset(to writer: inout JSONWriter) {
    writer.member("@type", "Dataset")
    writer.member("@id", address("index.html", fragment: data.downloadsAnchor))
    writer.member("name", settings.title)
    writer.member("description", line(settings.description))
    writer.member("inLanguage", settings.language.rawValue)
    writer.member("dateModified", settings.lastChange.value.description)
    writePublisher(to: &writer)
    writeLicense(to: &writer)
    writer.key("distribution")
    writer.list { writer in
      for file in data.files {
        writer.object {
          $0.member("@type", "DataDownload")
          $0.member("name", file.name)
          $0.member("contentUrl", address(file.path))
          $0.member("encodingFormat", file.mediaType)
        }
      }
    }
  }

  func writePublisher(_ property: String = "publisher", to writer: inout JSONWriter) {
    guard let publisher = settings.publisher else { return }
    writer.key(property)
    writer.object {
      $0.member("@type", "Organization")
      $0.member("name", publisher.name)
    }
  }

  /// The licence by its address where it is a known one, else by its name.
  private func writeLicense(to writer: inout JSONWriter) {
    guard let license = settings.license else { return }
    let address: String? =
      switch license.uppercased() {
      case "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/"
      case "CC BY-SA 4.0": "https://creativecommons.org/licenses/by-sa/4.0/"
      case "CC0", "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/"
      default: license.hasPrefix("https://") ? license : nil
      }
    if let address { return writer.member("license", address) }
    writer.key("license")
    writer.object {
      $0.member("@type", "CreativeWork")
      $0.member("name", license)
    }
  }

  func writeTermSet(name: String, to writer: inout JSONWriter) {
    writer.member("@type", "DefinedTermSet")
    writer.member("@id", address(path, fragment: data.contentAnchor))
    writer.member("name", name)
    writer.member("inLanguage", settings.language.rawValue)
  }
}
