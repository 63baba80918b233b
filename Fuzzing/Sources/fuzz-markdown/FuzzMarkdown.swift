// What libFuzzer runs: bytes become texts, which are parsed and written in every way there is.
// Nothing may crash or hang; spans must lie inside the source, typography must change nothing the
// second time, and no mark of this module may reach a reader.

import Diagnostics
import Markdown

/// The ways to parse, in turn.
private let choices: [MarkdownOptions] = [
  MarkdownOptions(htmlElements: ["kbd", "sub"]), MarkdownOptions(language: .en),
  MarkdownOptions(typography: false),
  MarkdownOptions(rawHTML: true), MarkdownOptions(profile: .commonmark),
]

/// Shows references by their ids.
private struct Resolver: MarkdownResolver {
  func writeReference(_ reference: MarkdownReference, into out: inout [UInt8]) {
    appendEscaped((reference.label ?? reference.id).utf8, into: &out)
  }
  func writeCitation(_ citation: MarkdownCitation, into out: inout [UInt8]) {
    for item in citation.items { appendEscaped(item.id.utf8, into: &out) }
  }
  func writeInsertion(_ insertion: MarkdownInsertion, into out: inout [UInt8]) {
    appendEscaped(insertion.name.utf8, into: &out)
  }
  func writeMargin(
    references: [MarkdownReference], citations: [MarkdownCitation], into out: inout [UInt8]
  ) {
    for reference in references { writeReference(reference, into: &out) }
  }
}

/// The same for print.
private struct Printer: PrintResolver {
  func writeReference(_ reference: MarkdownReference, into out: inout [UInt8]) {
    appendTypst((reference.label ?? reference.id).utf8, into: &out)
  }
  func writeCitation(_ citation: MarkdownCitation, into out: inout [UInt8]) {
    for item in citation.items { appendTypst(item.id.utf8, into: &out) }
  }
  func writeInsertion(_ insertion: MarkdownInsertion, into out: inout [UInt8]) {
    appendTypst(insertion.name.utf8, into: &out)
  }
  func writeMargin(
    references: [MarkdownReference], citations: [MarkdownCitation], into out: inout [UInt8]
  ) {
    for reference in references { writeReference(reference, into: &out) }
  }
}

private func require(_ span: Span, _ count: Int) {
  precondition(span.start <= span.end && Int(span.end) <= count, "a span lies in its source")
}

/// Plain prose is read without libcmark as libcmark would read it.
private func requireSameThroughLibcmark(
  _ document: MarkdownDocument, _ bytes: [UInt8], _ options: MarkdownOptions, _ map: SourceMap,
  _ id: SourceID
) {
  var bag = DiagnosticBag()
  let other = parseMarkdown(
    bytes, origin: TextOrigin(verbatim: Span(source: id, start: 0, end: bytes.count)),
    options: options, readsProse: false, into: &bag)
  var direct: [UInt8] = []
  var through: [UInt8] = []
  HTMLWriter(resolver: Resolver()).write(document, into: &direct)
  HTMLWriter(resolver: Resolver()).write(other, into: &through)
  TypstWriter(resolver: Printer()).write(document, into: &direct)
  TypstWriter(resolver: Printer()).write(other, into: &through)
  precondition(direct == through, "prose is read as libcmark reads it")
  precondition(
    document.proseBlocks.map(\.text) == other.proseBlocks.map(\.text),
    "the plain text is the same")
}

/// One input. Its first byte chooses how the rest is parsed.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzMarkdown(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start, count > 1, count < 50_000 else { return 0 }
  let bytes = Array(UnsafeBufferPointer(start: start + 1, count: count - 1))
  let options = choices[Int(start[0]) % choices.count]
  var map = SourceMap()
  let id = map.add(path: "a.md", bytes: bytes)
  var bag = DiagnosticBag()
  let document = parseMarkdown(
    bytes, origin: TextOrigin(verbatim: Span(source: id, start: 0, end: bytes.count)),
    options: options, into: &bag)
  for node in document.nodes { require(node.span, bytes.count) }
  for block in document.proseBlocks {
    for segment in block.segments {
      require(segment.span, bytes.count)
      precondition(segment.offset + segment.count <= block.text.count, "a segment has its text")
    }
  }
  for quotation in document.quotations { require(quotation.span, bytes.count) }
  for diagnostic in bag.diagnostics {
    if let span = diagnostic.primary?.span { require(span, bytes.count) }
  }
  var html: [UInt8] = []
  HTMLWriter(
    resolver: Resolver(), options: HTMLWriterOptions(firstParagraphNumber: 1, margins: true)
  ).write(document, into: &html)
  requireSameThroughLibcmark(document, bytes, options, map, id)
  HTMLWriter(resolver: Resolver()).inline(document, into: &html)
  TypstWriter(resolver: Printer(), options: TypstWriterOptions(margins: true))
    .write(document, into: &html)
  if options.profile == .dossier {
    for index in html.indices.dropLast(2) where html[index] == 0xEF && html[index + 1] == 0xB7 {
      precondition(
        html[index + 2] < 0x90 || html[index + 2] > 0xAF, "no mark of the module is written")
    }
  }
  let text = PlainTextWriter().text(of: document)
  precondition(PlainTextWriter(isSingleLine: true).text(of: document).utf8.count <= text.utf8.count)
  let typographer = Typographer(options.language)
  let once = typographer.typeset(String(decoding: bytes, as: UTF8.self))
  precondition(typographer.typeset(once) == once, "typography changes nothing the second time")
  return 0
}

/// What the package manager starts; libFuzzer's own `main` is this with other words.
@_cdecl("fuzz_markdown_main")
public func main(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  var count = count
  var arguments = arguments
  return runFuzzer(&count, &arguments, fuzzMarkdown)
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt
