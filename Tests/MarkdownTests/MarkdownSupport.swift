// What the Markdown tests share: parsing a string, writing it, showing diagnostics, and a
// resolver whose output shows what it was asked.

import Diagnostics
import Foundation

@testable import Markdown

/// A parsed text with its source and diagnostics.
struct Parsed {
  var document: MarkdownDocument
  var source: [UInt8]
  var bag: DiagnosticBag

  init(_ text: String, _ options: MarkdownOptions = MarkdownOptions()) {
    self.init(bytes: Array(text.utf8), options)
  }

  init(
    bytes: [UInt8], _ options: MarkdownOptions = MarkdownOptions(), readsProse: Bool = true
  ) {
    var map = SourceMap()
    let id = map.add(path: "text.md", bytes: bytes)
    var bag = DiagnosticBag()
    document = parseMarkdown(
      bytes, origin: TextOrigin(verbatim: Span(source: id, start: 0, end: bytes.count)),
      options: options, readsProse: readsProse, into: &bag)
    source = bytes
    self.bag = bag
  }

  /// The source text of a span.
  func text(_ span: Span) -> String {
    String(decoding: source[Int(span.start)..<Int(span.end)], as: UTF8.self)
  }

  /// Codes and marked texts of the diagnostics.
  var faults: [String] {
    bag.diagnostics.map { "\($0.code.id) \($0.primary.map { text($0.span) } ?? "")" }
  }

  func html(_ options: HTMLWriterOptions = HTMLWriterOptions()) -> String {
    var out: [UInt8] = []
    HTMLWriter(resolver: TestResolver(), options: options).write(document, into: &out)
    return String(decoding: out, as: UTF8.self)
  }

  func inline() -> String {
    var out: [UInt8] = []
    HTMLWriter(resolver: TestResolver()).inline(document, into: &out)
    return String(decoding: out, as: UTF8.self)
  }
}

/// Writes references as `<a>` with their target, so that tests see what was asked.
struct TestResolver: MarkdownResolver {
  func writeReference(_ reference: MarkdownReference, into out: inout [UInt8]) {
    var target = "\(reference.kind)/\(reference.id)"
    if let date = reference.date { target += "@\(date)" }
    if let fragment = reference.fragment { target += "#\(fragment)" }
    out.append(contentsOf: "<a href=\"\(target)\">\(reference.label ?? reference.id)</a>".utf8)
  }

  func writeCitation(_ citation: MarkdownCitation, into out: inout [UInt8]) {
    let items = citation.items.map { item in
      item.locator.map { "\(item.id), \($0)" } ?? item.id
    }
    out.append(contentsOf: "<cite>\(items.joined(separator: "; "))</cite>".utf8)
  }

  func writeInsertion(_ insertion: MarkdownInsertion, into out: inout [UInt8]) {
    let words = [insertion.name] + insertion.arguments.map(\.text)
    let element = insertion.isBlock ? "figure" : "span"
    out.append(contentsOf: "<\(element)>\(words.joined(separator: " "))</\(element)>".utf8)
  }

  func writeMargin(
    references: [MarkdownReference], citations: [MarkdownCitation], into out: inout [UInt8]
  ) {
    let ids = references.map(\.id) + citations.flatMap { $0.items.map(\.id) }
    guard !ids.isEmpty else { return }
    out.append(contentsOf: "<div class=\"m\">\(ids.joined(separator: " "))</div>".utf8)
  }
}
