// The Typst writer: the document that the HTML writer shows on a page, for print. Everything an
// author wrote is escaped; what references become is the print resolver's matter.

/// Choices of the Typst writer.
package struct TypstWriterOptions: Sendable {
  /// The number of the first paragraph at top level; `nil` leaves paragraphs without numbers. A
  /// numbered paragraph carries the label `p42`.
  package var firstParagraphNumber: Int?
  /// Whether evidence stands beside the blocks at top level.
  package var margins: Bool
  /// What the labels of headings, tables and notes start with, when several texts share a
  /// document. Paragraph labels have no prefix: their numbers run over the whole dossier.
  package var labelPrefix: String
  /// How many levels headings go down. Headings never skip a level: PDF/UA refuses it.
  package var headingShift: Int
  /// The level of the heading that the text stands under; `headingShift` when `nil`.
  package var parentLevel: Int?
  /// What stands before a heading at the given index of the outline, such as its number: Typst
  /// markup, one entry a heading; empty for none.
  package var headingMarks: [[UInt8]]
  /// Whether the address of a link is printed in a note, unless the text of the link shows it.
  package var printsAddresses: Bool
  /// The number of the first numbered figure.
  package var firstFigureNumber: Int
  /// The number of the first numbered table.
  package var firstTableNumber: Int

  /// Makes options.
  package init(
    firstParagraphNumber: Int? = nil, margins: Bool = false, labelPrefix: String = "",
    headingShift: Int = 0, parentLevel: Int? = nil, headingMarks: [[UInt8]] = [],
    printsAddresses: Bool = false, firstFigureNumber: Int = 1, firstTableNumber: Int = 1
  ) {
    self.firstParagraphNumber = firstParagraphNumber
    self.margins = margins
    self.labelPrefix = labelPrefix
    self.headingShift = headingShift
    self.parentLevel = parentLevel
    self.headingMarks = headingMarks
    self.printsAddresses = printsAddresses
    self.firstFigureNumber = firstFigureNumber
    self.firstTableNumber = firstTableNumber
  }
}

/// Writes a parsed text as Typst markup.
///
/// The markup calls the functions of `TypstWriterOptions.prelude`, or those of the same names that
/// a template defines. A note is written where it is first called, as `#footnote[…]`; later calls
/// refer to its label, `n1` behind the prefix.
package struct TypstWriter<Resolver: PrintResolver> {
  /// Answers what references, citations, insertions, links and pictures become.
  package let resolver: Resolver
  /// The choices of this writer.
  package let options: TypstWriterOptions

  /// Makes a writer.
  package init(resolver: Resolver, options: TypstWriterOptions = TypstWriterOptions()) {
    self.resolver = resolver
    self.options = options
  }

  /// Appends the blocks of the document, a blank line between them.
  ///
  /// Containers deeper than Typst can lay out are written flat, without their frames.
  ///
  /// - Complexity: O(n); the stack does not grow with the depth of the document.
  package func write(_ document: MarkdownDocument, into out: inout [UInt8]) {
    guard !document.nodes.isEmpty else { return }
    var pass = TypstPass(document: document, resolver: resolver, options: options)
    swap(&pass.out, &out)
    pass.collectMargins()
    var block = document.nodes[0].firstChild
    while block >= 0, document.nodes[Int(block)].kind != .footnoteDefinition {
      pass.write(block)
      block = document.nodes[Int(block)].nextSibling
    }
    pass.writeLateNotes()
    swap(&pass.out, &out)
  }

  /// Appends the inlines of a text of one paragraph; several paragraphs are separated by line
  /// breaks. Calls of notes print nothing.
  package func inline(_ document: MarkdownDocument, into out: inout [UInt8]) {
    guard !document.nodes.isEmpty else { return }
    var pass = TypstPass(document: document, resolver: resolver, options: options)
    pass.showsNoteCalls = false
    swap(&pass.out, &out)
    var block = document.nodes[0].firstChild
    var isFirst = true
    while block >= 0, document.nodes[Int(block)].kind != .footnoteDefinition {
      if document.nodes[Int(block)].kind == .paragraph {
        if !isFirst { pass.put("#linebreak();") }
        pass.writeChildren(of: block)
      } else {
        pass.write(block)
      }
      isFirst = false
      block = document.nodes[Int(block)].nextSibling
    }
    swap(&pass.out, &out)
  }
}

/// The state of one run of the Typst writer.
struct TypstPass<Resolver: PrintResolver> {
  /// How deep blocks and inlines may stand in one another; Typst refuses to lay out more.
  static var depthLimit: Int { 12 }
  /// How deep notes may be called in notes.
  static var noteDepthLimit: Int { 4 }

  let document: MarkdownDocument
  let resolver: Resolver
  let options: TypstWriterOptions
  var out: [UInt8] = []
  var showsNoteCalls = true
  var headingIndex = 0
  /// The level of the heading before.
  var headingLevel: Int
  /// Whether each open container is written with its frame.
  var frames: [Bool] = []
  /// How many of `frames` are written.
  var depth = 0
  /// Evidence by node of the block.
  var margins: [Int32: [UInt8]] = [:]
  /// Notes that have been written, by number from 1.
  var writtenNotes: Set<Int32> = []
  /// Notes called so deep in other notes that they are written behind the text.
  var lateNotes: [Int32] = []
  var noteDepth = 0
  /// Whether the term before the current one has the same description.
  var continuesTerm = false
  /// Whether the inlines being written stand in a heading that has notes.
  var isInTitle = false
  /// Labels of the headings of this document.
  let headingIDs: Set<String>

  init(document: MarkdownDocument, resolver: Resolver, options: TypstWriterOptions) {
    self.document = document
    self.resolver = resolver
    self.options = options
    headingLevel = options.parentLevel ?? options.headingShift
    headingIDs = Set(document.outline.map(\.id))
  }

  /// The languages of the divisions around the current place; nil for one without words of ours.
  var languages: [MarkdownLanguage?] = []
  /// The language of the words that this writer adds.
  var language: MarkdownLanguage { (languages.last ?? nil) ?? document.options.language }
  var isFrench: Bool { language == .fr }

  func node(_ index: Int32) -> MarkdownNode { document.nodes[Int(index)] }

  mutating func put(_ text: StaticString) {
    text.withUTF8Buffer { out.append(contentsOf: $0) }
  }

  mutating func put(number: Int) { out.append(contentsOf: String(number).utf8) }

  mutating func put(string: some Sequence<UInt8>) { appendTypstString(string, into: &out) }

  /// Writes `#label("…");` with the prefix of this text.
  mutating func putLabel(_ name: some Sequence<UInt8>) {
    put("#label(")
    put(string: Array(options.labelPrefix.utf8) + Array(name))
    put(");")
  }

  /// Puts a blank line before a block, unless the text or a container starts here.
  mutating func startBlock() {
    while out.last == 0x20 { out.removeLast() }
    guard let last = out.last else { return }
    if last == UInt8(ascii: "["), out.dropLast().last != UInt8(ascii: "\\") { return }
    if last != 0x0A {
      put("\n\n")
    } else if out.count > 1, out[out.count - 2] != 0x0A {
      put("\n")
    }
  }

  // MARK: - Walk

  /// Writes a node and everything in it.
  mutating func write(_ root: Int32) {
    var current = root
    while true {
      let descends = enter(current)
      if descends, node(current).firstChild >= 0 {
        current = node(current).firstChild
        continue
      }
      while true {
        leave(current)
        if current == root { return }
        let next = node(current).nextSibling
        if next >= 0 {
          current = next
          break
        }
        current = node(current).parent
      }
    }
  }

  /// Writes what is in a node.
  mutating func writeChildren(of parent: Int32) {
    var child = node(parent).firstChild
    while child >= 0 {
      write(child)
      child = node(child).nextSibling
    }
  }

  /// Opens a container; returns whether its frame is written.
  mutating func open() -> Bool {
    let isFramed = depth < Self.depthLimit
    frames.append(isFramed)
    if isFramed { depth += 1 }
    return isFramed
  }

  /// Closes a container; returns whether its frame was written.
  mutating func close() -> Bool {
    let isFramed = frames.popLast() ?? false
    if isFramed { depth -= 1 }
    return isFramed
  }

  /// Writes the start of a node; returns whether its children follow.
  private mutating func enter(_ index: Int32) -> Bool {
    let current = node(index)
    switch current.kind {
    case .text: writeText(document.bytes(current.text))
    case .softBreak: startTextLine()
    case .lineBreak: put("#linebreak();")
    case .code:
      put("#raw(")
      put(string: document.bytes(current.text))
      put(");")
    case .htmlInline: break
    case .emphasis: if open() { put("#emph[") }
    case .strong: if open() { put("#strong[") }
    case .strikethrough: if open() { put("#strike[") }
    case .languageSpan:
      if open() {
        put("#text(lang: ")
        putLanguage(current.text)
        put(")[")
      }
    case .element: enterElement(current)
    case .abbreviation: break
    case .captionReference: writeCaptionReference(current)
    case .link: enterLink(current)
    case .image:
      writeImage(index, current)
      return false
    case .footnoteReference: writeNoteCall(current)
    case .reference:
      let reference = document.references[Int(current.number)]
      if reference.label != "" { resolver.writeReference(reference, into: &out) }
    case .citation: resolver.writeCitation(document.citations[Int(current.number)], into: &out)
    case .insertion: resolver.writeInsertion(document.insertions[Int(current.number)], into: &out)
    case .taskMarker: put(current.flag ? "#md-task(true); " : "#md-task(false); ")
    default: return enterBlock(index, current)
    }
    return true
  }

  /// Writes a text; a line break in it is one in the markup.
  private mutating func writeText(_ text: ArraySlice<UInt8>) {
    var rest = text
    while let lineFeed = rest.firstIndex(of: 0x0A) {
      appendTypst(rest[..<lineFeed], into: &out)
      startTextLine()
      rest = rest[(lineFeed + 1)...]
    }
    appendTypst(rest, into: &out)
  }

  private mutating func startTextLine() {
    if let last = out.last, last != 0x20, last != 0x0A { out.append(0x0A) }
  }

  private mutating func leave(_ index: Int32) {
    let current = node(index)
    switch current.kind {
    case .emphasis, .strong, .strikethrough, .languageSpan: if close() { put("];") }
    case .element: leaveElement(current)
    case .abbreviation:
      guard current.flag else { break }
      put(" (")
      appendTypst(document.bytes(current.text), into: &out)
      put(")")
    case .link: leaveLink(index, current)
    case .text, .softBreak, .lineBreak, .code, .htmlInline, .image, .footnoteReference,
      .reference, .citation, .insertion, .taskMarker, .captionReference:
      break
    default: leaveBlock(index, current)
    }
  }

  // MARK: - Languages and elements

  /// Writes the main language of a tag, as Typst's `lang` wants it.
  mutating func putLanguage(_ language: MarkdownNode.Slice) {
    put(string: document.bytes(language).prefix { $0 != 0x2D }.map { $0 | 0x20 })
  }

  private mutating func enterElement(_ element: MarkdownNode) {
    let name = document.string(element.text)
    guard !HTMLTag.voidNames.contains(name) else {
      if name == "br" { put("#linebreak();") }
      return
    }
    guard open() else { return }
    switch name {
    case "sub": put("#sub[")
    case "sup": put("#super[")
    case "u", "ins": put("#underline[")
    case "s", "del": put("#strike[")
    case "mark": put("#highlight[")
    case "em", "i", "cite", "dfn", "var": put("#emph[")
    case "strong", "b": put("#strong[")
    case "small": put("#text(size: 0.85em)[")
    case "kbd", "samp", "code": put("#md-code[")
    case "q": put("#quote[")
    default: put("#[")
    }
  }

  private mutating func leaveElement(_ element: MarkdownNode) {
    guard !HTMLTag.voidNames.contains(document.string(element.text)) else { return }
    if close() { put("];") }
  }

  // MARK: - Links and pictures

  private func destination(of link: MarkdownNode) -> PrintDestination {
    let address = document.string(link.text)
    if address.hasPrefix("#"), headingIDs.contains(String(address.dropFirst())) {
      return .label(options.labelPrefix + address.dropFirst())
    }
    return resolver.destination(of: address)
  }

  private mutating func enterLink(_ link: MarkdownNode) {
    let destination = destination(of: link)
    guard open() else { return }
    switch destination {
    case .address(let address):
      put("#link(")
      put(string: address.utf8)
      put(")[")
    case .label(let label):
      put("#link(label(")
      put(string: label.utf8)
      put("))[")
    case .none: put("#[")
    }
  }

  private mutating func leaveLink(_ index: Int32, _ link: MarkdownNode) {
    if close() { put("];") }
    guard options.printsAddresses, !link.flag, noteDepth == 0, showsNoteCalls,
      case .address(let address) = destination(of: link)
    else { return }
    var text: [UInt8] = []
    appendPlain(index, into: &text)
    guard text != Array(address.utf8) else { return }
    put(isInTitle ? "#md-title-note[" : "#footnote[")
    resolver.writeAddressNote(address, into: &out)
    put("];")
  }

  /// Writes a picture; one without a file, or in a heading, gives its alternative text.
  private mutating func writeImage(_ index: Int32, _ image: MarkdownNode) {
    var text: [UInt8] = []
    appendPlain(index, into: &text)
    guard let path = resolver.imagePath(of: document.string(image.text)) else {
      appendTypst(text, into: &out)
      return
    }
    let parent = node(image.parent)
    let isAlone =
      parent.kind == .figure || parent.kind == .paragraph && parent.firstChild == parent.lastChild
    put("#md-image(")
    put(string: path.utf8)
    put(", alt: ")
    put(string: text)
    put(isAlone ? ");" : ", inline: true);")
  }

  /// The plain text of what is in a node.
  func appendPlain(_ root: Int32, into text: inout [UInt8]) {
    var current = node(root).firstChild
    while current >= 0 {
      let inner = node(current)
      switch inner.kind {
      case .text, .code: appendInline(document.bytes(inner.text), into: &text)
      case .softBreak, .lineBreak: text.append(0x20)
      case .reference:
        let reference = document.references[Int(inner.number)]
        text.append(contentsOf: (reference.label ?? reference.id).utf8)
      default: break
      }
      if inner.firstChild >= 0 {
        current = inner.firstChild
        continue
      }
      while current != root, node(current).nextSibling < 0 { current = node(current).parent }
      current = current == root ? -1 : node(current).nextSibling
    }
  }
}
