// The HTML writer: CommonMark's own output in the profile `commonmark`, the markup of a chapter
// in the profile `dossier`. What references become is the resolver's matter.

/// Choices of the HTML writer.
package struct HTMLWriterOptions: Sendable {
  /// The number of the first paragraph at top level; `nil` leaves paragraphs without numbers.
  package var firstParagraphNumber: Int?
  /// Whether evidence stands beside the blocks at top level.
  package var margins: Bool
  /// What the ids of headings, tables and notes start with, when several texts share a page.
  package var idPrefix: String
  /// How many levels headings go down: 1 makes of `#` an `h2`.
  package var headingShift: Int
  /// Whether the notes are written after the text.
  package var notes: Bool
  /// What stands before a heading at the given index of the outline, such as its number in a
  /// `span.cote`: HTML, one entry a heading; empty for none.
  package var headingMarks: [[UInt8]]
  /// What leads from the page to the site's root, such as `../`: stands before addresses of the
  /// dossier's own files, `media/…`.
  package var root: String
  /// The number of the first numbered figure.
  package var firstFigureNumber: Int
  /// The number of the first numbered table.
  package var firstTableNumber: Int

  /// Makes options.
  package init(
    firstParagraphNumber: Int? = nil, margins: Bool = false, idPrefix: String = "",
    headingShift: Int = 0, notes: Bool = true, headingMarks: [[UInt8]] = [],
    root: String = "", firstFigureNumber: Int = 1, firstTableNumber: Int = 1
  ) {
    self.firstParagraphNumber = firstParagraphNumber
    self.margins = margins
    self.idPrefix = idPrefix
    self.headingShift = headingShift
    self.notes = notes
    self.headingMarks = headingMarks
    self.root = root
    self.firstFigureNumber = firstFigureNumber
    self.firstTableNumber = firstTableNumber
  }
}

/// Writes a parsed text as HTML.
package struct HTMLWriter<Resolver: MarkdownResolver> {
  /// Answers what references, citations and insertions become.
  package let resolver: Resolver
  /// The choices of this writer.
  package let options: HTMLWriterOptions

  /// Makes a writer.
  package init(resolver: Resolver, options: HTMLWriterOptions = HTMLWriterOptions()) {
    self.resolver = resolver
    self.options = options
  }

  /// Appends the whole document: its blocks, then its notes.
  ///
  /// - Complexity: O(n); the stack does not grow with the depth of the document.
  package func write(_ document: MarkdownDocument, into out: inout [UInt8]) {
    guard !document.nodes.isEmpty else { return }
    var pass = HTMLPass(document: document, resolver: resolver, options: options)
    swap(&pass.out, &out)
    if document.options.profile == .dossier { pass.collectMargins() }
    var block = document.nodes[0].firstChild
    while block >= 0, document.nodes[Int(block)].kind != .footnoteDefinition {
      pass.write(block)
      block = document.nodes[Int(block)].nextSibling
    }
    if options.notes, !document.footnotes.isEmpty { pass.writeNotes() }
    swap(&pass.out, &out)
  }

  /// Appends the inlines of a text of one paragraph without `<p>`; several paragraphs are
  /// separated by `<br>`. Calls of notes show nothing.
  package func inline(_ document: MarkdownDocument, into out: inout [UInt8]) {
    guard !document.nodes.isEmpty else { return }
    var pass = HTMLPass(document: document, resolver: resolver, options: options)
    pass.showsNoteCalls = false
    swap(&pass.out, &out)
    var block = document.nodes[0].firstChild
    var isFirst = true
    while block >= 0, document.nodes[Int(block)].kind != .footnoteDefinition {
      if document.nodes[Int(block)].kind == .paragraph {
        if !isFirst { pass.put("<br>\n") }
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

// Not generic: in a generic value of another module's parameter every field is looked up as it is used.
/// The state of one run of the HTML writer.
struct HTMLPass {
  /// Evidence beside one block at top level.
  struct Margin {
    /// The node of the block.
    var block: Int32
    var html: [UInt8] = []
    /// How many things the block points to.
    var evidenceCount = 0
  }

  let document: MarkdownDocument
  let resolver: any MarkdownResolver
  let options: HTMLWriterOptions
  var out: [UInt8] = []
  var showsNoteCalls = true
  /// Node whose markup is dropped because it is an attribute: an image.
  var plainRoot: Int32 = -1
  var headingIndex = 0
  var lastHeadingID: MarkdownNode.Slice = .empty
  var tableIndex = 0
  /// Evidence in the order of the blocks.
  var margins: [Margin] = []
  /// The paragraph that takes the back-links of the note being written, and its note.
  var backlinks: (paragraph: Int32, note: Int)?
  /// A paragraph that is written without `<p>`: the only one of a note.
  var bareParagraph: Int32 = -1

  init(document: MarkdownDocument, resolver: any MarkdownResolver, options: HTMLWriterOptions) {
    self.document = document
    self.resolver = resolver
    self.options = options
  }

  var isDossier: Bool { document.options.profile == .dossier }
  /// The languages of the divisions around the current place; nil for one without words of ours.
  var languages: [MarkdownLanguage?] = []
  /// The language of the words that this writer adds.
  var language: MarkdownLanguage { (languages.last ?? nil) ?? document.options.language }
  var isFrench: Bool { language == .fr }

  func node(_ index: Int32) -> MarkdownNode { document.nodes[Int(index)] }

  mutating func put(_ text: StaticString) {
    out.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func put(number: Int) { out.append(contentsOf: String(number).utf8) }

  mutating func startLine() {
    if let last = out.last, last != 0x0A { out.append(0x0A) }
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

  /// Writes the start of a node; returns whether its children follow.
  private mutating func enter(_ index: Int32) -> Bool {
    let current = node(index)
    if plainRoot >= 0 {
      enterPlain(current)
      return true
    }
    switch current.kind {
    case .text:
      if isDossier {
        appendMarked(document.bytes(current.text), into: &out)
      } else {
        appendEscaped(document.bytes(current.text), into: &out)
      }
    case .softBreak: out.append(0x0A)
    case .lineBreak: put(isDossier ? "<br>\n" : "<br />\n")
    case .code:
      put("<code>")
      appendEscaped(document.bytes(current.text), into: &out)
      put("</code>")
    case .htmlInline: out.append(contentsOf: document.bytes(current.text))
    case .emphasis: put("<em>")
    case .strong: put("<strong>")
    case .strikethrough: put("<del>")
    case .languageSpan:
      put("<span")
      putLanguage(current.text)
      put(">")
    case .element: enterElement(current)
    case .abbreviation:
      put("<abbr title=\"")
      appendEscaped(document.bytes(current.text), into: &out)
      put("\">")
    case .captionReference: writeCaptionReference(current)
    case .link:
      put("<a href=\"")
      address(current)
      title(current)
      put("\">")
    case .image:
      put("<img src=\"")
      address(current)
      put("\" alt=\"")
      plainRoot = index
    default: return enterBlock(index, current)
    }
    return true
  }

  private mutating func leave(_ index: Int32) {
    let current = node(index)
    if plainRoot >= 0 {
      guard plainRoot == index else { return }
      plainRoot = -1
      title(current)
      put(isDossier ? "\">" : "\" />")
      return
    }
    switch current.kind {
    case .emphasis: put("</em>")
    case .strong: put("</strong>")
    case .strikethrough: put("</del>")
    case .link: put("</a>")
    case .languageSpan: put("</span>")
    case .element: leaveElement(current)
    case .abbreviation:
      put("</abbr>")
      guard current.flag else { break }
      put(" (")
      appendEscaped(document.bytes(current.text), into: &out)
      put(")")
    case .text, .softBreak, .lineBreak, .code, .htmlInline, .image, .captionReference: break
    default: leaveBlock(index, current)
    }
  }

  private mutating func address(_ link: MarkdownNode) {
    let bytes = document.bytes(link.text)
    if isDossier, bytes.starts(with: Self.mediaFolder) { out.append(contentsOf: options.root.utf8) }
    appendAddress(bytes, into: &out)
  }

  private static let mediaFolder = Array("media/".utf8)

  private mutating func title(_ link: MarkdownNode) {
    guard !link.detail.isEmpty else { return }
    put("\" title=\"")
    appendEscaped(document.bytes(link.detail), into: &out)
  }

  /// Writes the text of a node inside an attribute.
  private mutating func enterPlain(_ current: MarkdownNode) {
    switch current.kind {
    case .text:
      var text: [UInt8] = []
      appendInline(document.bytes(current.text), into: &text)
      appendEscaped(text, into: &out)
    case .code, .htmlInline: appendEscaped(document.bytes(current.text), into: &out)
    case .softBreak, .lineBreak: out.append(0x20)
    case .reference:
      let reference = document.references[Int(current.number)]
      appendEscaped((reference.label ?? reference.id).utf8, into: &out)
    case .captionReference:
      appendEscaped(
        document.bytes(current.detail.isEmpty ? current.text : current.detail), into: &out)
    default: break
    }
  }
}
