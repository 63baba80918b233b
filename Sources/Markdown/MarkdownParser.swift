// The one entry of the module: bytes in, document and diagnostics out.

package import Diagnostics

/// Parses a Markdown text.
///
/// - Parameters:
///   - bytes: UTF-8; what is not valid UTF-8, and NUL, become U+FFFD. A byte order mark is skipped.
///     What goes beyond 2^30 bytes is not read.
///   - origin: Where the offsets of `bytes` stand in a source.
///   - options: Profile, language, typography.
///   - file: The bytes of the source, where they are kept anyhow.
///   - bag: Receives `M` diagnostics.
/// - Returns: The document; faults never stop the parse.
/// - Complexity: O(n).
package func parseMarkdown(
  _ bytes: [UInt8], origin: TextOrigin, options: MarkdownOptions = MarkdownOptions(),
  file: [UInt8] = [], into bag: inout DiagnosticBag
) -> MarkdownDocument {
  parseMarkdown(
    bytes, origin: origin, options: options, file: file, readsProse: true, into: &bag)
}

/// Parses a Markdown text; without `readsProse` libcmark reads plain prose too, with the same result:
/// what tests compare.
package func parseMarkdown(
  _ bytes: [UInt8], origin: TextOrigin, options: MarkdownOptions, file: [UInt8] = [],
  readsProse: Bool, into bag: inout DiagnosticBag
) -> MarkdownDocument {
  let limit = 1 << 30
  let bytes = bytes.count <= limit ? bytes : Array(bytes[..<limit])
  let isDossier = options.profile == .dossier
  let source = Region(cleaning: bytes, origin: origin, reservesMarks: isDossier).tamed()
  var builder = DocumentBuilder(options: options)
  builder.readsProse = readsProse
  builder.document.proseBlocks = ProseBlocks(file: file)
  // Text stands in it before and after typography.
  builder.document.pool.reserveCapacity(source.bytes.count / 4 * 9 + 256)
  builder.document.nodes.reserveCapacity(source.bytes.count / 12 + 8)
  _ = builder.add(
    MarkdownNode(kind: .document, span: source.span(0..<source.bytes.count)), to: -1)
  guard isDossier else {
    builder.build(source, below: 0)
    builder.bag.move(into: &bag)
    return MarkdownDocument(builder.document)
  }
  var scanner = LineScanner(source)
  let body = scanner.scan(tokens: &builder.tokens)
  builder.definitions = scanner.definitions
  builder.register(scanner.notes)
  builder.register(scanner.abbreviations)
  builder.build(Tokenizer.run(body, tokens: &builder.tokens), below: 0)
  builder.buildNotes()
  builder.reportUnusedAbbreviations()
  builder.resolveCaptions()
  builder.assignHeadingIDs()
  builder.bag.move(into: &bag)
  return MarkdownDocument(builder.document)
}
