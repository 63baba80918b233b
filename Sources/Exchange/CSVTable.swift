// Owns the tables for spreadsheets: events, sources, claims.

import DossierModel
import Verification

/// A table of text in CSV: UTF-8, commas, CRLF, a header; every row has as many cells.
///
/// A cell that a spreadsheet would run as a formula begins with an apostrophe, which makes it text.
/// - Source: RFC 4180; OWASP, "CSV Injection".
struct CSVTable {
  /// The route of the table of events.
  static let eventsRoute = "evenements.csv"
  /// The route of the table of sources.
  static let sourcesRoute = "sources.csv"
  /// The route of the table of claims.
  static let claimsRoute = "affirmations.csv"

  /// The table so far.
  private(set) var bytes: [UInt8] = []
  private let columnCount: Int

  /// Begins a table with its header.
  init(_ columns: [String]) {
    columnCount = columns.count
    add(columns)
  }

  /// Adds a row; `nil` is an empty cell.
  mutating func add(_ cells: [String?]) {
    precondition(cells.count == columnCount, "a row has as many cells as the header")
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(Array((cell ?? "").utf8))
    }
    bytes.append(contentsOf: [0x0D, 0x0A])
  }

  private mutating func append(_ cell: [UInt8]) {
    let isFormula = Self.beginsFormula(cell)
    guard isFormula || cell.contains(where: Self.needsQuotes) else {
      return bytes.append(contentsOf: cell)
    }
    bytes.append(UInt8(ascii: "\""))
    if isFormula { bytes.append(UInt8(ascii: "'")) }
    for byte in cell {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Whether the first character after spaces starts a formula: `=`, `+`, `-`, `@`, their full-width
  /// forms, which some programs read alike, or a tab or line end, which some programs drop.
  private static func beginsFormula(_ cell: [UInt8]) -> Bool {
    let text = cell.drop { $0 == 0x20 }
    guard let first = text.first else { return false }
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0A,
      0x0D:
      return true
    default:
      return ["＝", "＋", "－", "＠"].contains { text.starts(with: $0.utf8) }
    }
  }

  /// Whether a byte asks for quotes. The semicolon is among them because spreadsheets set up for
  /// French part cells by it.
  private static func needsQuotes(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\""), 0x00..<0x20: true
    default: false
    }
  }
}

// MARK: - Tables

/// Columns are named by the keys of the data files; several ids in a cell are parted by spaces.
extension CSVTable {
  /// Returns the events in order of time; `earliest` and `latest` are the bounds of a date that is
  /// not known to the day.
  static func events(_ context: ExchangeContext) -> [UInt8] {
    let dossier = context.dossier
    var table = CSVTable([
      "id", "cote", "date", "earliest", "latest", "time", "title", "kind", "jurisdiction", "status",
      "actors", "legal-basis", "laws", "claims", "contradictions", "sources", "note", "page",
    ])
    for id in context.checked.timeline {
      let event = dossier.events[id]
      let date = event.date.value
      table.add([
        event.slug, event.cote, date.description, date.earliest?.description,
        date.latest?.description, event.time?.value.written, context.line(event.title),
        event.kind.rawValue, event.jurisdiction.rawValue, event.status.rawValue,
        ids(event.actors.map { context.slug($0.actor, in: dossier.actors) }),
        ids(event.legalBasis.map { context.slug($0) }), ids(event.laws.map { context.slug($0) }),
        ids(event.claims.map { context.slug($0, in: dossier.claims) }),
        ids(event.contradictions.map { context.slug($0, in: dossier.contradictions) }),
        ids(event.sources.map { context.slug($0, in: dossier.sources) }),
        event.note.map(context.line), context.address(of: .event(id)),
      ])
    }
    return table.bytes
  }

  /// Returns the sources in the order of the dossier.
  static func sources(_ context: ExchangeContext) -> [UInt8] {
    let dossier = context.dossier
    var table = CSVTable([
      "id", "cote", "publisher", "title", "author", "date", "url", "accessed", "kind", "level",
      "copies", "reliability", "status", "language", "archive", "sha256", "note", "page",
    ])
    for id in dossier.sources.ids {
      let source = dossier.sources[id]
      let document = context.archived(source)
      table.add([
        source.slug, source.cote, source.publisher, source.title, source.author,
        source.date?.value.description, source.url?.value, source.accessed?.value.description,
        source.kind.rawValue, source.level.rawValue,
        source.copies.map { context.slug($0, in: dossier.sources) }, source.reliability?.rawValue,
        source.status?.rawValue, source.language, document?.slug, document?.sha256.value,
        source.note.map(context.line), context.address(of: .source(id)),
      ])
    }
    return table.bytes
  }

  /// Returns the claims in the order of the dossier.
  static func claims(_ context: ExchangeContext) -> [UInt8] {
    let dossier = context.dossier
    var table = CSVTable([
      "id", "cote", "text", "nature", "speaker", "date", "about", "source", "line", "quotation",
      "verdict", "verdict-label", "why", "law-date", "laws", "evidence-for", "evidence-against",
      "events", "reply", "page",
    ])
    for id in dossier.claims.ids {
      let claim = dossier.claims[id]
      table.add([
        claim.slug, claim.cote, context.line(claim.text), claim.nature.rawValue,
        ids(claim.speakers.map { context.slug($0, in: dossier.actors) }),
        claim.date?.value.description,
        ids(claim.about.map { context.slug($0, in: dossier.actors) }),
        context.slug(claim.source, in: dossier.sources), claim.line.map { String($0) },
        claim.quotation.map { context.slug($0, in: dossier.quotations) },
        claim.verdict.value.rawValue, claim.verdictLabel, claim.why.map(context.line),
        claim.lawDate?.value.description, ids(claim.laws.map { context.slug($0) }),
        ids(claim.evidence.supporting.map { context.slug($0, in: dossier.sources) }),
        ids(claim.evidence.opposing.map { context.slug($0, in: dossier.sources) }),
        ids(claim.events.map { context.slug($0, in: dossier.events) }),
        claim.reply?.status.value.rawValue, context.address(of: .claim(id)),
      ])
    }
    return table.bytes
  }

  private static func ids(_ slugs: [String]) -> String { slugs.joined(separator: " ") }
}
