// Turns libcmark's tree into the document: walks the preorder array once, gives every node its
// span, hands leaves to the inline builder and recognises the blocks CommonMark has not.
// No recursion: depth costs memory, never stack.

import Diagnostics

/// A container whose end has not been reached.
struct OpenBlock {
  /// Index behind its last raw node.
  var rawEnd: Int
  var node: Int32
  /// Divisions opened inside it by `:::`, innermost last.
  var divisions: [Int32] = []
  /// Whether words in it are somebody else's, so that typography leaves them alone.
  var isVerbatim: Bool
  /// How many of `divisions` are named `verbatim`.
  var verbatimDivisionCount = 0
  /// The language of what stands in it; empty for the document's.
  var language: [UInt8] = []
  /// The language in each of `divisions`.
  var divisionLanguages: [[UInt8]] = []

  /// The language of what is added now.
  var currentLanguage: [UInt8] { divisionLanguages.last ?? language }

  /// Whether typography leaves alone what is added now.
  var takesVerbatim: Bool { isVerbatim || verbatimDivisionCount > 0 }
}

/// A heading that waits for its id.
struct PendingHeading {
  var node: Int
  var outlineIndex: Int
  var slug: [UInt8]
}

/// What is being built, over the body and every text parsed apart.
struct DocumentBuilder {
  var document: MarkdownParts
  var bag = FaultList()
  var tokens = TokenTable()
  /// Link reference definitions of the body, for texts parsed apart.
  var definitions = LinkDefinitions()
  var notes: [NoteDefinition] = []
  var noteIndex: [[UInt8]: Int] = [:]
  /// For each definition its rank among the called notes, or -1.
  var noteRank: [Int] = []
  /// Called definitions, in the order of their first call.
  var calledNotes: [Int] = []
  var abbreviations = AbbreviationTable()
  var pendingCaptions: [PendingCaptionReference] = []
  var headings: [PendingHeading] = []
  /// How many captions of each kind have a number.
  var captionCounts: [MarkdownCaption.Kind: Int] = [:]
  var explicitIDs: [[UInt8]: Span] = [:]
  var tableCount = 0
  /// The scheme of the link being read, if it is refused.
  var pendingRefusal: String?
  /// What the paragraphs being built belong to, unless they stand in a list.
  var proseKind = ProseBlock.Kind.paragraph
  var isBody = true
  /// Memory for the runs of the next leaf.
  var spareRuns: [LeafBuilder.Run] = []
  /// Memory for the prose of the next leaf.
  var spareProse: ProseBlock?
  /// Whether paragraphs of plain prose are read without libcmark.
  var readsProse = true
  /// What the typography works in, leaf after leaf.
  var typesetting = TypesettingBuffers()

  var isDossier: Bool { document.options.profile == .dossier }

  init(options: MarkdownOptions) {
    document = MarkdownParts(options: options)
  }

  // MARK: - Nodes

  /// Adds a node as the last child of a parent.
  mutating func add(_ node: MarkdownNode, to parent: Int32) -> Int32 {
    let index = Int32(document.nodes.count)
    var node = node
    node.parent = parent
    document.nodes.append(node)
    guard parent >= 0 else { return index }
    let last = document.nodes[Int(parent)].lastChild
    if last >= 0 {
      document.nodes[Int(last)].nextSibling = index
    } else {
      document.nodes[Int(parent)].firstChild = index
    }
    document.nodes[Int(parent)].lastChild = index
    return index
  }

  /// Keeps bytes in the pool.
  mutating func keep(_ bytes: UnsafeBufferPointer<UInt8>) -> MarkdownNode.Slice {
    let start = document.pool.count
    document.pool.append(contentsOf: bytes)
    return MarkdownNode.Slice(start: UInt32(start), end: UInt32(document.pool.count))
  }

  /// Keeps bytes in the pool.
  mutating func keep(_ bytes: some Sequence<UInt8>) -> MarkdownNode.Slice {
    let start = document.pool.count
    document.pool.append(contentsOf: bytes)
    return MarkdownNode.Slice(start: UInt32(start), end: UInt32(document.pool.count))
  }

  // MARK: - Walk

  /// Builds the blocks of one text below a node.
  mutating func build(_ region: Region, below parent: Int32, around container: OpenBlock? = nil) {
    let lines = LineTable(region.bytes)
    var plain =
      isDossier && readsProse
      ? PlainBlocks(region.bytes, lines: lines) : PlainBlocks(none: region.bytes)
    var raw = RawTree(parsing: plain.rest)
    if plain.areFound(in: raw) {
      plain.moveLines(of: &raw)
    } else {
      plain = PlainBlocks(none: region.bytes)
      raw = RawTree(parsing: region.bytes)
    }
    var prose = RawTree(nodes: [], pool: plain.all.isEmpty ? [] : region.bytes)
    var nextGroup = 0
    guard let root = raw.nodes.first else { return }
    var open = [
      OpenBlock(
        rawEnd: Int(root.subtreeEnd), node: parent, isVerbatim: container?.takesVerbatim ?? false,
        language: container?.currentLanguage ?? [])
    ]
    var index = 1
    while true {
      while let last = open.last, index >= last.rawEnd {
        close(open.removeLast())
      }
      // A copy of the container would be held while its divisions grow, and cost a copy of them.
      guard let depth = open.indices.last, index < raw.nodes.count else { break }
      let node = raw.nodes[index]
      let target = open[depth].divisions.last ?? open[depth].node
      switch node.kind {
      case .blockQuote, .list, .item:
        var block = MarkdownNode(kind: node.kind, span: region.span(lines.range(of: node)))
        block.flag = node.flag
        block.number = node.number
        let added = add(block, to: target)
        open.append(
          OpenBlock(
            rawEnd: Int(node.subtreeEnd), node: added,
            isVerbatim: open[depth].takesVerbatim || (isDossier && node.kind == .blockQuote),
            language: open[depth].currentLanguage))
        index += 1
      case .paragraph
      where nextGroup < plain.groups.count
        && plain.groups[nextGroup].lines.lowerBound == Int(node.startLine) && open.count == 1:
        for block in plain.all[plain.groups[nextGroup].blocks] {
          PlainBlocks.inlines(of: block, in: region.bytes, into: &prose.nodes)
          var leaf = plainLeaf(block, in: region, parent: target, around: open[depth])
          build(&leaf, from: 0, to: prose.nodes.count, in: prose)
          finish(&leaf)
        }
        nextGroup += 1
        index = Int(node.subtreeEnd)
      case .paragraph, .heading:
        leaf(index, in: raw, region: region, lines: lines, parent: target, open: &open)
        index = Int(node.subtreeEnd)
      default:
        var last = node
        if node.kind == .htmlBlock {
          // libcmark forgets the line that ends some blocks of HTML.
          let count = raw.bytes(node.text).count { $0 == 0x0A }
          last.endLine = max(node.endLine, node.startLine + Int32(max(count, 1)) - 1)
          last.endColumn = Int32(lines.line(Int(last.endLine), in: region.bytes).count)
        }
        blockWithoutInlines(node, in: raw, span: region.span(lines.range(of: last)), to: target)
        index += 1
      }
    }
  }

  private mutating func close(_ block: OpenBlock) {
    for division in block.divisions {
      let node = document.nodes[Int(division)]
      bag.add(.unclosedDivision(document.string(node.text), at: node.span))
    }
  }

  /// A code block, an HTML block or a thematic break.
  private mutating func blockWithoutInlines(
    _ raw: RawNode, in tree: RawTree, span: Span, to parent: Int32
  ) {
    var node = MarkdownNode(kind: raw.kind, span: span)
    let literal = tokens.restore(tree.bytes(raw.text))
    if raw.kind == .htmlBlock, !document.options.rawHTML {
      guard !Self.isComment(literal) else { return }
      var trimmed = literal[...]
      while trimmed.last == 0x0A { trimmed.removeLast() }
      bag.add(.rawHTML(Self.excerpt(trimmed.drop(while: \.isBlank)), .other, at: span))
      node = MarkdownNode(kind: .paragraph, span: span)
      node.number = -1
      let paragraph = add(node, to: parent)
      var text = MarkdownNode(kind: .text, span: span)
      text.text = keep(trimmed)
      _ = add(text, to: paragraph)
      return
    }
    node.text = keep(literal)
    node.detail = keep(tokens.restore(tree.bytes(raw.detail)))
    _ = add(node, to: parent)
  }

  /// Whether a piece of HTML is only a comment, which is dropped in silence.
  static func isComment(_ literal: [UInt8]) -> Bool {
    guard literal.starts(with: "<!--".utf8) else { return false }
    var last = literal[...]
    while last.last == 0x0A || last.last == 0x20 { last.removeLast() }
    return last.suffix(3).elementsEqual("-->".utf8)
  }

  /// The first line of a text, cut to a length fit for a message.
  static func excerpt(_ bytes: ArraySlice<UInt8>) -> String {
    let line = bytes.prefix { $0 != 0x0A }
    guard line.count > 40 else { return String(decoding: line, as: UTF8.self) }
    var end = line.startIndex + 40
    while end > line.startIndex, line[end] & 0xC0 == 0x80 { end -= 1 }
    return String(decoding: line[line.startIndex..<end], as: UTF8.self) + "…"
  }

  // MARK: - Leaves

  /// A paragraph or heading outside lists and quotations, ready for its inlines.
  private mutating func plainLeaf(
    _ plain: PlainBlocks.Block, in region: Region, parent: Int32, around container: OpenBlock
  ) -> LeafBuilder {
    let isHeading = plain.level > 0
    var block = MarkdownNode(
      kind: isHeading ? .heading : .paragraph, span: region.span(plain.range))
    block.number = isHeading ? plain.level : nextNumber(below: parent)
    var leaf = LeafBuilder(
      node: add(block, to: parent), content: region, window: plain.range,
      kind: isHeading ? .heading : proseKind, isVerbatim: container.takesVerbatim,
      holdsLines: !isHeading, spare: takeSpareProse())
    leaf.language = container.currentLanguage
    return leaf
  }

  /// The number of the next paragraph below a node, or -1 if it has none.
  mutating func nextNumber(below parent: Int32) -> Int32 {
    guard parent == 0, isBody else { return -1 }
    document.numberedParagraphCount += 1
    return Int32(document.numberedParagraphCount - 1)
  }

  private mutating func leaf(
    _ index: Int, in raw: RawTree, region: Region, lines: LineTable, parent: Int32,
    open: inout [OpenBlock]
  ) {
    let node = raw.nodes[index]
    let span = region.span(lines.range(of: node))
    guard isDossier else {
      var block = MarkdownNode(kind: node.kind, span: span)
      block.number = node.kind == .heading ? node.number : -1
      let added = add(block, to: parent)
      copyInlines(of: index, in: raw, to: added)
      return
    }
    if node.kind == .heading,
      tableBeforeUnderline(node, in: region, lines: lines, parent: parent, around: open.last)
    {
      return
    }
    let window = LeafContent.window(of: node, in: region, lines: lines)
    let isPlain = window.map { node.kind == .heading || Self.isProse($0, in: region) } ?? false
    let content: Region
    if isPlain {
      content = region
    } else {
      let quoteDepth = open.count { document.nodes[Int($0.node)].kind == .blockQuote }
      content = LeafContent.region(
        of: node, in: region, lines: lines, quoteDepth: min(quoteDepth, 64))
    }
    if node.kind == .paragraph, !isPlain {
      if blockToken(content, span: span, parent: parent, open: &open) { return }
      if table(content, span: span, parent: parent, around: open.last) { return }
      if lineBlock(content, span: span, parent: parent, around: open.last) { return }
      if definitionList(content, span: span, parent: parent, around: open.last) { return }
    }
    var block = MarkdownNode(kind: node.kind, span: span)
    block.number = node.kind == .heading ? node.number : -1
    var parent = parent
    if node.kind == .paragraph, !isPlain, isCaption(content, parent: parent) {
      block.kind = .caption
      parent = document.nodes[Int(parent)].lastChild
      makeFigure(parent)
    }
    var skipsFirstLine = false
    if block.kind == .paragraph, !isPlain, let depth = open.indices.last,
      open[depth].divisions.isEmpty,
      alert(content, parent: parent)
    {
      open[depth].isVerbatim = depth > 0 ? open[depth - 1].takesVerbatim : false
      skipsFirstLine = true
      if !content.bytes.contains(0x0A) { return }
    }
    if block.kind == .paragraph { block.number = nextNumber(below: parent) }
    let isVerbatim = open.last?.takesVerbatim ?? false
    let isInList = document.nodes[Int(parent)].kind == .item
    let kind: ProseBlock.Kind =
      switch block.kind {
      case .heading: .heading
      case .caption: .other
      default: isInList && proseKind == .paragraph ? .listItem : proseKind
      }
    let added = add(block, to: parent)
    var leaf = LeafBuilder(
      node: added, content: content, window: isPlain ? window : nil, kind: kind,
      isVerbatim: isVerbatim, spare: takeSpareProse())
    leaf.language = open.last?.currentLanguage ?? []
    leaf.skipsFirstLine = skipsFirstLine
    if block.kind == .caption { leaf.skippedPrefix = 2 }
    if isInList, document.nodes[Int(parent)].firstChild == added {
      leaf.mayStartTask = true
    }
    build(&leaf, from: index + 1, to: Int(node.subtreeEnd), in: raw)
    finish(&leaf)
  }

  /// A table with a line of dashes or equals signs directly behind it, which is the underline of a
  /// heading for libcmark: dashes are a thematic break there, equals signs one more row.
  private mutating func tableBeforeUnderline(
    _ node: RawNode, in region: Region, lines: LineTable, parent: Int32,
    around container: OpenBlock?
  ) -> Bool {
    guard node.number <= 2, node.endLine > node.startLine + 1 else { return false }
    let sign = node.number == 1 ? UInt8(ascii: "=") : UInt8(ascii: "-")
    // libcmark ends such a heading with its underline or, where a line follows, with that one.
    var heading = node
    func isUnderline(_ number: Int32) -> Bool {
      let line = region.bytes[lines.line(Int(number), in: region.bytes)]
      return line.count(where: { $0 == sign }) >= (node.number == 1 ? 1 : 3)
        && line.allSatisfy { $0.isBlank || $0 == sign || $0 == UInt8(ascii: ">") }
    }
    if isUnderline(node.endLine - 1), node.endLine > node.startLine + 2 { heading.endLine -= 1 }
    guard isUnderline(heading.endLine) else { return false }
    let underline = lines.line(Int(heading.endLine), in: region.bytes)
    guard node.number == 2 else {
      heading.kind = .paragraph
      return table(
        LeafContent.region(of: heading, in: region, lines: lines, quoteDepth: 64),
        span: region.span(lines.range(of: heading)), parent: parent, around: container)
    }
    let content = LeafContent.region(of: heading, in: region, lines: lines, quoteDepth: 64)
    let first = lines.line(Int(node.startLine), in: region.bytes).lowerBound
    let span = region.span(
      first + max(0, Int(node.startColumn) - 1)..<max(first, underline.lowerBound - 1))
    guard table(content, span: span, parent: parent, around: container) else { return false }
    _ = add(MarkdownNode(kind: .thematicBreak, span: region.span(underline)), to: parent)
    return true
  }

  /// Whether a paragraph is surely nothing but a paragraph: it starts with a letter, and no other
  /// line of it makes a table or a definition, or has the mark of a block quote before it. A construct that may start otherwise has to be
  /// excluded here.
  private static func isProse(_ window: Range<Int>, in region: Region) -> Bool {
    guard let first = window.first.map({ region.bytes[$0] }) else { return false }
    return (first.isASCIILetter || first >= 0x80 && first != tokenMark[0])
      && !holdsLine(in: region.bytes, window) {
        $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ":")
          || $0 == UInt8(ascii: ">")
      }
  }

  /// Whether a line behind the first one begins with such a byte.
  @inline(__always)
  static func holdsLine(
    in bytes: [UInt8], _ range: Range<Int>, startingWith isWanted: (UInt8) -> Bool
  ) -> Bool {
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return false }
      var index = range.lowerBound
      while true {
        index = ByteScan.first(0x0A, in: base, from: index, to: range.upperBound) + 1
        guard index < range.upperBound else { return false }
        if isWanted(base[index]) { return true }
      }
    }
  }

  private func isVerbatimDivision(_ node: Int32) -> Bool {
    document.bytes(document.nodes[Int(node)].text).split(separator: 0x20)
      .contains { $0.elementsEqual("verbatim".utf8) }
  }

  /// Copies the inlines of a leaf as libcmark gave them.
  private mutating func copyInlines(of index: Int, in raw: RawTree, to leaf: Int32) {
    let span = document.nodes[Int(leaf)].span
    var open: [(end: Int, node: Int32)] = []
    let end = Int(raw.nodes[index].subtreeEnd)
    for inner in index + 1..<max(end, index + 1) {
      while let last = open.last, inner >= last.end { open.removeLast() }
      let source = raw.nodes[inner]
      var node = MarkdownNode(kind: source.kind, span: span)
      node.text = keep(raw.bytes(source.text))
      node.detail = keep(raw.bytes(source.detail))
      let added = add(node, to: open.last?.node ?? leaf)
      if Int(source.subtreeEnd) > inner + 1 { open.append((Int(source.subtreeEnd), added)) }
    }
  }

  /// A paragraph that is one placeholder: a block insertion or the fence of a division.
  private mutating func blockToken(
    _ content: Region, span: Span, parent: Int32, open: inout [OpenBlock]
  ) -> Bool {
    var end = content.bytes.count
    while end > 0, content.bytes[end - 1].isBlank || content.bytes[end - 1] == 0x0A { end -= 1 }
    guard let found = TokenTable.placeholder(in: content.bytes, at: 0, end: end),
      found.count == end, found.number < tokens.tokens.count, let last = open.indices.last
    else { return false }
    let token = tokens.tokens[found.number]
    switch token.value {
    case .insertion(let name, let nameSpan, let arguments):
      var node = MarkdownNode(kind: .insertionBlock, span: token.span)
      node.number = Int32(document.insertions.count)
      document.insertions.append(
        MarkdownInsertion(
          name: name, arguments: arguments, isBlock: true, span: token.span, nameSpan: nameSpan,
          blockIndex: -1))
      _ = add(node, to: parent)
    case .divisionOpen(let name, let attributes):
      var node = MarkdownNode(kind: .division, span: token.span)
      node.text = keep(name)
      let division = add(node, to: parent)
      apply(Attributes(id: attributes.id, idSpan: attributes.idSpan), to: Int(division))
      open[last].divisionLanguages.append(
        attributes.language.isEmpty ? open[last].currentLanguage : attributes.language)
      if !attributes.language.isEmpty {
        document.nodes[Int(division)].language = keep(attributes.language)
      }
      open[last].divisions.append(division)
      if isVerbatimDivision(division) { open[last].verbatimDivisionCount += 1 }
    case .divisionClose:
      _ = open[last].divisionLanguages.popLast()
      guard let division = open[last].divisions.popLast() else {
        bag.add(.strayDivisionEnd(at: token.span))
        break
      }
      if isVerbatimDivision(division) { open[last].verbatimDivisionCount -= 1 }
    default: return false
    }
    return true
  }

  /// The kinds of alert.
  static let alertKinds = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"]

  /// Turns a block quote whose first line is `[!KIND]` into an alert.
  private mutating func alert(_ content: Region, parent: Int32) -> Bool {
    let quote = document.nodes[Int(parent)]
    guard quote.kind == .blockQuote, quote.firstChild < 0 else { return false }
    let bytes = content.bytes
    guard bytes.starts(with: "[!".utf8) else { return false }
    var index = 2
    while index < bytes.count, bytes[index].isASCIILetter { index += 1 }
    guard index > 2, index < bytes.count, bytes[index] == UInt8(ascii: "]") else { return false }
    let word = String(decoding: bytes[2..<index], as: UTF8.self).uppercased()
    var after = index + 1
    while after < bytes.count, bytes[after].isBlank { after += 1 }
    guard after == bytes.count || bytes[after] == 0x0A else { return false }
    guard Self.alertKinds.contains(word) else {
      bag.add(.unknownAlert(word, at: content.span(0..<index + 1), known: Self.alertKinds))
      return false
    }
    document.nodes[Int(parent)].kind = .alert
    document.nodes[Int(parent)].text = keep(word.lowercased().utf8)
    return true
  }
}

extension RawTree {
  /// The bytes of a slice of the pool.
  func bytes(_ slice: MarkdownNode.Slice) -> ArraySlice<UInt8> {
    pool[Int(slice.start)..<Int(slice.end)]
  }
}
