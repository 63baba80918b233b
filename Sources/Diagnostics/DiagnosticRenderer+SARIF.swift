// Owns the form of diagnostics that code hosts and editors read: a SARIF 2.1.0 log, one run.
// Source: OASIS, Static Analysis Results Interchange Format 2.1.0 with errata 01 (2023).

/// The program named in a SARIF log.
public struct SARIFTool: Hashable, Sendable {
  /// Its name.
  public let name: String
  /// Its version, as in `1.2.0`.
  public let version: String

  /// Names a program.
  public init(name: String, version: String) {
    self.name = name
    self.version = version
  }
}

extension DiagnosticRenderer {
  /// Writes diagnostics as a SARIF log, ended by a line feed.
  ///
  /// A rule is listed for each code that occurs, with its page as help. Columns count Unicode
  /// scalars, which the log says in `columnKind`. Paths are relative to `SRCROOT`, the folder of the
  /// dossier. A hint with a replacement is a fix; the fingerprint of a result does not depend on
  /// lines, so that it survives edits elsewhere in the file.
  /// - Parameters:
  ///   - diagnostics: What was found, in order.
  ///   - tool: The program.
  ///   - exitCode: How the command ends.
  ///   - page: The page of a code in Markdown, where there is one.
  public func renderSARIF(
    _ diagnostics: [Diagnostic], tool: SARIFTool, exitCode: Int32, page: (String) -> String?
  ) -> String {
    var codes: [String: DiagnosticCode] = [:]
    for diagnostic in diagnostics { codes[diagnostic.code.id] = diagnostic.code }
    let rules = codes.values.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    var ranks: [String: Int] = [:]
    for (rank, rule) in rules.enumerated() { ranks[rule.id] = rank }
    var fingerprints = DiagnosticFingerprints(sources: sources)
    let results = diagnostics.map { diagnostic in
      result(
        diagnostic, rank: ranks[diagnostic.code.id] ?? 0,
        fingerprint: fingerprints.next(of: diagnostic))
    }
    let driver: [String] = [
      "\"name\":\(JSONText.quote(tool.name))", "\"version\":\(JSONText.quote(tool.version))",
      "\"semanticVersion\":\(JSONText.quote(tool.version))", "\"language\":\"en\"",
      "\"rules\":[\(rules.map { rule($0, page: page($0.id)) }.joined(separator: ","))]",
    ]
    let run: [String] = [
      "\"tool\":{\"driver\":{\(driver.joined(separator: ","))}}",
      "\"invocations\":[{\"executionSuccessful\":\(exitCode < 2),\"exitCode\":\(exitCode)}]",
      "\"columnKind\":\"unicodeCodePoints\"", "\"language\":\"\(language.rawValue)\"",
      "\"originalUriBaseIds\":{\"SRCROOT\":{\"description\":"
        + "{\"text\":\"the folder of the dossier\"}}}",
      "\"results\":[\(results.joined(separator: ","))]",
    ]
    return "{\"$schema\":\(JSONText.quote(Self.schema)),\"version\":\"2.1.0\","
      + "\"runs\":[{\(run.joined(separator: ","))}]}\n"
  }

  private static let schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

  // MARK: - Rules and results

  private func rule(_ code: DiagnosticCode, page: String?) -> String {
    var fields = [
      "\"id\":\(JSONText.quote(code.id))",
      "\"shortDescription\":\(message(code.title))",
      "\"defaultConfiguration\":{\"level\":\(JSONText.quote(code.severity.word))}",
    ]
    if let page {
      // The heading repeats the title; what follows up to the examples says what is meant.
      let meaning = page.drop { $0 != "\n" }.split(separator: "\n## ").first ?? ""
      fields.append("\"fullDescription\":\(message(trimmed(meaning)))")
      let text = JSONText.quote(page)
      fields.append("\"help\":{\"text\":\(text),\"markdown\":\(text)}")
    }
    return "{\(fields.joined(separator: ","))}"
  }

  private func result(_ diagnostic: Diagnostic, rank: Int, fingerprint: String) -> String {
    var lines = [diagnostic.message[language]]
    if let label = diagnostic.primary?.text, !label.isEmpty { lines.append(label[language]) }
    lines += diagnostic.notes.map { $0[language] } + diagnostic.hints.map { $0.text[language] }
    var fields = [
      "\"ruleId\":\(JSONText.quote(diagnostic.code.id))", "\"ruleIndex\":\(rank)",
      "\"level\":\(JSONText.quote(diagnostic.severity.word))",
      "\"message\":\(message(lines.joined(separator: "\n")))",
    ]
    if let place = diagnostic.primary.flatMap({ physicalLocation($0.span) }) {
      fields.append("\"locations\":[{\(place)}]")
    }
    let others =
      diagnostic.secondary.map { ($0.span, $0.text) } + diagnostic.trace.map { ($0.span, $0.text) }
    let related = others.enumerated().compactMap { number, other -> String? in
      guard let place = physicalLocation(other.0) else { return nil }
      let words = other.1.isEmpty ? "" : ",\"message\":\(message(other.1[language]))"
      return "{\"id\":\(number + 1),\(place)\(words)}"
    }
    if !related.isEmpty {
      fields.append("\"relatedLocations\":[\(related.joined(separator: ","))]")
    }
    let fixes = diagnostic.hints.compactMap(fix)
    if !fixes.isEmpty { fields.append("\"fixes\":[\(fixes.joined(separator: ","))]") }
    fields.append("\"partialFingerprints\":{\"dossier/v1\":\(JSONText.quote(fingerprint))}")
    return "{\(fields.joined(separator: ","))}"
  }

  private func fix(_ hint: Hint) -> String? {
    guard let change = hint.replacement, let region = region(change.span) else { return nil }
    return "{\"description\":\(message(hint.text[language])),\"artifactChanges\":["
      + "{\"artifactLocation\":\(artifact(change.span.source)),\"replacements\":["
      + "{\"deletedRegion\":\(region),\"insertedContent\":\(message(change.text))}]}]}"
  }

  // MARK: - Places

  private func physicalLocation(_ span: Span) -> String? {
    guard let region = region(span) else { return nil }
    return "\"physicalLocation\":{\"artifactLocation\":\(artifact(span.source)),"
      + "\"region\":\(region)}"
  }

  /// Lines and columns, one-based; the end is behind the last scalar.
  private func region(_ span: Span) -> String? {
    guard sources.contains(span.source) else { return nil }
    let bytes = sources.bytes(of: span.source)
    let index = lines(of: span.source)
    let start = index.position(of: Int(span.start), in: bytes)
    let end = index.position(of: Int(span.end), in: bytes)
    return "{\"startLine\":\(start.line),\"startColumn\":\(start.column),"
      + "\"endLine\":\(end.line),\"endColumn\":\(end.column)}"
  }

  private func artifact(_ source: SourceID) -> String {
    "{\"uri\":\"\(Self.uri(sources.path(of: source)))\",\"uriBaseId\":\"SRCROOT\"}"
  }

  /// A path as a relative reference (RFC 3986, section 4.2): all but unreserved bytes and `/` are
  /// escaped.
  private static func uri(_ path: String) -> String {
    var out = ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "-"),
        UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
        out.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let hex = String(byte, radix: 16, uppercase: true)
        out += "%" + (hex.utf8.count == 1 ? "0" : "") + hex
      }
    }
    return out
  }

  private func message(_ text: some StringProtocol) -> String {
    "{\"text\":\(JSONText.quote(String(text)))}"
  }

  private func trimmed(_ text: Substring) -> Substring {
    var text = text
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return text
  }
}

/// Names faults by what they say and what they mark, not by where: the name of a fault stays when
/// lines move.
public struct DiagnosticFingerprints: Sendable {
  private let sources: SourceMap
  private var counts: [UInt64: Int] = [:]

  /// Makes a namer over the texts of a run.
  public init(sources: SourceMap) { self.sources = sources }

  /// The name of the next fault: 16 hexadecimal digits, a colon, and the rank among faults that say
  /// the same of the same words in the same file.
  public mutating func next(of diagnostic: Diagnostic) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ bytes: some Sequence<UInt8>) {
      // FNV-1a, 64 bits; a zero byte ends each part.
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      hash = hash &* 0x100_0000_01b3
    }
    add(diagnostic.code.id.utf8)
    if let span = diagnostic.primary?.span, sources.contains(span.source) {
      add(sources.path(of: span.source).utf8)
      let bytes = sources.bytes(of: span.source)
      let start = min(Int(span.start), bytes.count)
      add(bytes[start..<min(max(start, Int(span.end)), bytes.count)])
    }
    add(diagnostic.message.english.utf8)
    let rank = (counts[hash] ?? 0) + 1
    counts[hash] = rank
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits + ":\(rank)"
  }
}
