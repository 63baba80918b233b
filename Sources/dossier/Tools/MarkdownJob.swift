// Owns what one line of `markdown --json` asks for, and what references become where there is no
// dossier: their own words.

import Diagnostics
import DossierModel
import Markdown

/// A text to convert, as a line asks for it.
struct MarkdownJob {
  /// What is made of the text.
  enum Format: String {
    case html, typst, text
  }

  private let bytes: [UInt8]
  private let options: MarkdownOptions
  private let format: Format

  /// Reads a request.
  init(_ request: JSONValue) throws(ToolFault) {
    guard let text = request["markdown"] else {
      throw ToolFault(message: "`markdown` is missing: the text to convert")
    }
    guard let string = text.string else {
      throw ToolFault(message: "`markdown` is \(text.typeName), not a string")
    }
    bytes = Array(string.utf8)
    let profile: MarkdownProfile =
      try Self.word("profile", request, ["dossier", "commonmark"]) == "commonmark"
      ? .commonmark : .dossier
    let language: MarkdownLanguage =
      try Self.word("lang", request, ["fr", "en"]) == "en" ? .en : .fr
    var typography: Bool?
    if let value = request["typography"], !value.isNull {
      guard let flag = value.bool else {
        throw ToolFault(message: "`typography` is \(value.typeName), not a boolean")
      }
      typography = flag
    }
    var options = MarkdownOptions(profile: profile, language: language, typography: typography)
    options.checksDays = true
    options.recordKinds = EntityKind.referenceNames
    self.options = options
    format =
      Format(rawValue: try Self.word("format", request, ["html", "typst", "text"])) ?? .html
  }

  /// Converts the text; returns the result and its diagnostics.
  func run() -> (output: String, diagnostics: [JSONValue]) {
    var sources = SourceMap()
    let id = sources.add(path: "markdown", bytes: bytes)
    var bag = DiagnosticBag()
    let document = parseMarkdown(
      bytes, origin: TextOrigin(verbatim: Span(source: id, start: 0, end: bytes.count)),
      options: options, into: &bag)
    let sorted = bag.sorted(by: sources)
    let renderer = DiagnosticRenderer(sources: sources, drawing: sorted)
    return (output(of: document), sorted.compactMap { Self.json($0, renderer) })
  }

  private func output(of document: MarkdownDocument) -> String {
    var out: [UInt8] = []
    switch format {
    case .html: HTMLWriter(resolver: OwnWords()).write(document, into: &out)
    case .typst:
      TypstWriter(resolver: PrintedOwnWords()).write(document, into: &out)
      return TypstWriterOptions.prelude(calledBy: out) + String(decoding: out, as: UTF8.self)
    case .text: return PlainTextWriter().text(of: document)
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func json(
    _ diagnostic: Diagnostic, _ renderer: DiagnosticRenderer
  ) -> JSONValue? {
    do throws(JSONFault) {
      return try JSONReader.read(Array(renderer.renderJSON(diagnostic).utf8))
    } catch {
      return nil
    }
  }

  /// The word of a key, or the first of the allowed ones where the key is missing.
  private static func word(
    _ key: String, _ request: JSONValue, _ allowed: [String]
  ) throws(ToolFault) -> String {
    guard let value = request[key], !value.isNull else { return allowed[0] }
    guard let word = value.string, allowed.contains(word) else {
      let list = allowed.map { "\"\($0)\"" }.joined(separator: ", ")
      throw ToolFault(message: "`\(key)` is none of \(list)")
    }
    return word
  }
}

/// What stands for references, citations and insertions without a dossier, before any escaping.
enum OwnText {
  static func of(_ reference: MarkdownReference) -> String { reference.label ?? reference.id }

  static func of(_ citation: MarkdownCitation) -> String {
    let items = citation.items.map { item in
      item.locator.map { "\(item.id), \($0)" } ?? item.id
    }
    return "[" + items.joined(separator: "; ") + "]"
  }

  static func of(_ insertion: MarkdownInsertion) -> String {
    "{{ " + ([insertion.name] + insertion.arguments.map(\.text)).joined(separator: " ") + " }}"
  }
}

/// Shows references by their own words, in HTML.
struct OwnWords: MarkdownResolver {
  func writeReference(_ reference: MarkdownReference, into out: inout [UInt8]) {
    appendEscaped(OwnText.of(reference).utf8, into: &out)
  }

  func writeCitation(_ citation: MarkdownCitation, into out: inout [UInt8]) {
    appendEscaped(OwnText.of(citation).utf8, into: &out)
  }

  func writeInsertion(_ insertion: MarkdownInsertion, into out: inout [UInt8]) {
    if insertion.isBlock { out.append(contentsOf: "<p>".utf8) }
    appendEscaped(OwnText.of(insertion).utf8, into: &out)
    if insertion.isBlock { out.append(contentsOf: "</p>".utf8) }
  }

  func writeMargin(
    references: [MarkdownReference], citations: [MarkdownCitation], into out: inout [UInt8]
  ) {}
}

/// Shows references by their own words, in Typst.
struct PrintedOwnWords: PrintResolver {
  func writeReference(_ reference: MarkdownReference, into out: inout [UInt8]) {
    appendTypst(OwnText.of(reference).utf8, into: &out)
  }

  func writeCitation(_ citation: MarkdownCitation, into out: inout [UInt8]) {
    appendTypst(OwnText.of(citation).utf8, into: &out)
  }

  func writeInsertion(_ insertion: MarkdownInsertion, into out: inout [UInt8]) {
    appendTypst(OwnText.of(insertion).utf8, into: &out)
  }

  func writeMargin(
    references: [MarkdownReference], citations: [MarkdownCitation], into out: inout [UInt8]
  ) {}
}
