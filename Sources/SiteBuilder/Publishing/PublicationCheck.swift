// Owns what a dossier must have before it is published, beyond what every build asks for: an
// address, a legal notice, sources, no drafts, and the bounds it sets itself.

import Diagnostics
import DossierModel
import Verification

/// Checks a dossier that is to be published.
enum PublicationCheck {
  /// Reports what is missing.
  ///
  /// - Parameters:
  ///   - dossier: The dossier as read, with drafts and private records.
  ///   - baseURL: The address the site will have.
  ///   - sources: The texts, to point at keys.
  ///   - options: As for the other checks: the audit needs them.
  ///   - bag: Receives `S0201` to `S0205` and `S0208`.
  static func check(
    _ dossier: Dossier, baseURL: String?, sources: SourceMap, options: CheckOptions,
    into bag: inout DiagnosticBag
  ) {
    let settings = SettingsText(dossier.settings, sources)
    checkAddress(baseURL, settings, into: &bag)
    checkNotice(dossier.settings.publisher, settings, into: &bag)
    checkSources(dossier, options, into: &bag)
    for key in dossier.unpublishedKeys where dossier.identity(of: key).visibility == .draft {
      bag.add(.publicationDraft(name(key, dossier), at: dossier.idSpan(of: key)))
    }
    for failure in Audit(dossier.published, options: options).failures {
      bag.add(
        .auditBound(
          failure.key, bound: figure(failure.bound), figure: figure(failure.figure),
          at: failure.span))
    }
  }

  private static func checkAddress(
    _ baseURL: String?, _ settings: SettingsText, into bag: inout DiagnosticBag
  ) {
    let host = baseURL?.split(separator: "/").dropFirst().first ?? ""
    let isReserved = ["example.org", "example.com", "example.net", "localhost"].contains(host)
    if baseURL?.hasPrefix("https://") == true, host.contains("."), !isReserved { return }
    bag.add(.publicationAddress(baseURL, at: settings.span(of: "base-url")))
  }

  // MARK: - The legal notice

  private static func checkNotice(
    _ publisher: Publisher?, _ settings: SettingsText, into bag: inout DiagnosticBag
  ) {
    let values: [(key: String, text: String?)] = [
      ("name", publisher?.name), ("director", publisher?.director),
      ("contact", publisher?.contact), ("address", publisher?.address), ("host", publisher?.host),
    ]
    let missing = values.filter { isEmpty($0.text) }.map(\.key)
    if !missing.isEmpty {
      bag.add(.legalNoticeIncomplete(missing, at: settings.span(of: "publisher")))
    }
    for (key, text) in values {
      guard let text, isStandIn(text) else { continue }
      bag.add(.standInWords(key, text, at: settings.span(of: key, below: "publisher")))
    }
  }

  private static func isEmpty(_ text: String?) -> Bool {
    text.map { $0.allSatisfy(\.isWhitespace) } ?? true
  }

  /// Whether a text says that a value is missing.
  ///
  /// `host: localhost` and the like are no words but would be no host either; they are left to the
  /// reader.
  static func isStandIn(_ text: String) -> Bool {
    let folded = text.lowercased()
    let marks = [
      "à compléter", "a completer", "à définir", "à préciser", "à venir", "à remplir",
      "to be completed", "to be defined", "to be announced", "to complete", "fill in",
      "lorem ipsum",
      "placeholder", "your name", "votre nom", "[…]", "[...]", "???",
    ]
    if marks.contains(where: folded.contains) { return true }
    let words = folded.split { !$0.isLetter }
    return words.contains { ["tbd", "tba", "todo", "xxx", "xxxx", "néant"].contains($0) }
  }

  // MARK: - Sources

  private static func checkSources(
    _ dossier: Dossier, _ options: CheckOptions, into bag: inout DiagnosticBag
  ) {
    let published = dossier.published
    for id in Audit(published, options: options).unsupportedClaims {
      bag.add(
        .publicationUnsourced(
          name(.claim(id), published), at: published.idSpan(of: .claim(id))))
    }
  }

  /// A record as its kind and id: `event:e-03`.
  private static func name(_ key: EntityKey, _ dossier: Dossier) -> String {
    "`\(key.kind.referenceName):\(dossier.slug(of: key))`"
  }

  /// A number without decimals it does not have.
  private static func figure(_ number: Double) -> String {
    let tenths = (number * 10).rounded()
    let text = (tenths / 10).description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

/// The places of keys in `dossier.yaml`, for diagnostics about what it does not say.
struct SettingsText {
  private let source: SourceID
  private let bytes: [UInt8]

  init(_ settings: DossierSettings, _ sources: SourceMap) {
    source = settings.asOf.span.source
    bytes = sources.contains(source) ? sources.bytes(of: source) : []
  }

  /// The key at the start of a line, or the first line where it is not there.
  func span(of key: String) -> Span { find(key, from: 0, indented: false) ?? firstLine }

  /// A key below another one, or the other one.
  func span(of key: String, below parent: String) -> Span {
    guard let outer = find(parent, from: 0, indented: false) else { return firstLine }
    return find(key, from: Int(outer.end), indented: true) ?? outer
  }

  private var firstLine: Span {
    if let title = find("title", from: 0, indented: false) { return title }
    return Span(source: source, start: 0, end: bytes.firstIndex(of: 0x0A) ?? bytes.count)
  }

  private func find(_ key: String, from start: Int, indented: Bool) -> Span? {
    let needle = Array((key + ":").utf8)
    var line = start
    while line < bytes.count {
      let end = bytes[line...].firstIndex(of: 0x0A) ?? bytes.count
      var first = line
      while first < end, bytes[first] == 0x20 { first += 1 }
      if (first > line) == indented, bytes[first..<end].starts(with: needle) {
        return Span(source: source, start: first, end: first + needle.count - 1)
      }
      line = end + 1
    }
    return nil
  }
}
