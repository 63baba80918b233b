// Builds the inlines of one leaf from libcmark's nodes: puts the dossier's constructs back where
// their placeholders stand, follows the source for spans, refuses active links and raw HTML.

import Diagnostics

extension DocumentBuilder {
  /// A container of inlines whose end has not been reached.
  private struct OpenInline {
    var end: Int
    /// The node children go to; the parent's if this container was dropped.
    var target: Int32
    /// The node that holds it.
    var parent: Int32
    var kind: MarkdownNode.Kind
    var node: Int32
    /// Index in `links`, or -1.
    var link: Int
    var start: Int
    /// The node before it, or -1.
    var previous: Int32 = -1
    /// An address in a link, which is text like a bare one.
    var isPlain = false
  }

  /// Adds libcmark's inlines in `from..<to` below the leaf.
  mutating func build(_ leaf: inout LeafBuilder, from: Int, to: Int, in raw: RawTree) {
    swap(&leaf.runs, &spareRuns)
    var open: [OpenInline] = []
    var index = from
    while index < to {
      while let last = open.last, index >= last.end {
        close(last, &leaf)
        open.removeLast()
      }
      let node = raw.nodes[index]
      let parent = open.last?.target ?? leaf.node
      if leaf.skipsFirstLine {
        if node.kind == .softBreak || node.kind == .lineBreak {
          leaf.skipsFirstLine = false
          leaf.cursor = leaf.start
          leaf.passLineBreak()
        }
        index += 1
        continue
      }
      switch node.kind {
      case .text: text(tokensIn: raw.bytes(node.text), to: parent, &leaf)
      case .softBreak, .lineBreak: lineBreak(node.kind, to: parent, &leaf)
      case .code: code(raw.bytes(node.text), to: parent, &leaf)
      case .htmlInline:
        let literal = raw.bytes(node.text)
        if index + 1 < to, raw.nodes[index + 1].kind == .text,
          raw.bytes(raw.nodes[index + 1].text).first == 0x20, !document.options.rawHTML,
          Self.isComment(Array(literal))
        {
          // One of the two spaces around a comment goes with it.
          trimEnd(&leaf)
        }
        html(literal, to: parent, &leaf)
      case .emphasis, .strong:
        let start = leaf.cursor
        while leaf.at(leaf.cursor).isBlank { leaf.cursor += 1 }
        leaf.passDelimiter(node.kind == .strong ? 2 : 1)
        let added = add(MarkdownNode(kind: node.kind, span: leaf.prose.span), to: parent)
        open.append(
          OpenInline(
            end: Int(node.subtreeEnd), target: added, parent: parent, kind: node.kind, node: added,
            link: -1, start: start))
      case .link, .image:
        open.append(link(index, in: raw, to: parent, &leaf))
      default: break
      }
      index += 1
    }
    while let last = open.popLast() { close(last, &leaf) }
  }

  private mutating func close(_ inline: OpenInline, _ leaf: inout LeafBuilder) {
    switch inline.kind {
    case .emphasis: leaf.passDelimiter(1)
    case .strong: leaf.passDelimiter(2)
    default:
      leaf.linkDepth -= 1
      leaf.isInAddress = false
      if inline.kind == .image { leaf.imageDepth -= 1 }
      leaf.passLinkEnd()
    }
    let span = leaf.span(inline.start..<max(inline.start, leaf.cursor))
    if inline.node >= 0 { document.nodes[Int(inline.node)].span = span }
    if inline.link >= 0 { document.links[inline.link].span = span }
    if inline.link < 0, !inline.isPlain, inline.kind == .link || inline.kind == .image {
      pendingRefusal.map { bag.add(.activeLink($0, at: span)) }
      pendingRefusal = nil
    }
    guard leaf.linkDepth == 0, inline.kind == .link || inline.kind == .image else { return }
    if leaf.holdsLink, inline.node >= 0, inline.link >= 0 { unwrap(inline, span) }
    leaf.holdsLink = false
    for call in leaf.lateCalls { _ = add(call, to: inline.parent) }
    leaf.lateCalls.removeAll()
  }

  /// Takes the address from a link that holds another one: no link may stand in a link.
  ///
  /// - Source: CommonMark 0.30, section 6.3: the inner link is the one that is used.
  private mutating func unwrap(_ link: OpenInline, _ span: Span) {
    bag.add(.linkInLink(document.string(document.nodes[Int(link.node)].text), at: span))
    document.links.remove(at: link.link)
    let node = document.nodes[Int(link.node)]
    guard node.firstChild >= 0 else { return }
    // The link is the last child of what holds it; its children take its place.
    let parent = Int(node.parent)
    var child = node.firstChild
    while child >= 0 {
      document.nodes[Int(child)].parent = node.parent
      child = document.nodes[Int(child)].nextSibling
    }
    if link.previous >= 0 {
      document.nodes[Int(link.previous)].nextSibling = node.firstChild
    } else {
      document.nodes[parent].firstChild = node.firstChild
    }
    document.nodes[parent].lastChild = node.lastChild
  }

  // MARK: - Links

  private mutating func link(
    _ position: Int, in raw: RawTree, to parent: Int32, _ leaf: inout LeafBuilder
  ) -> OpenInline {
    let node = raw.nodes[position]
    let start = leaf.cursor
    let isImage = node.kind == .image
    var isAutolink = false
    while leaf.at(leaf.cursor).isBlank { leaf.cursor += 1 }
    if isImage, leaf.at(leaf.cursor) == UInt8(ascii: "!") { leaf.cursor += 1 }
    if leaf.at(leaf.cursor) == UInt8(ascii: "[") {
      leaf.cursor += 1
    } else if leaf.at(leaf.cursor) == UInt8(ascii: "<") {
      isAutolink = true
      leaf.cursor += 1
    }
    leaf.linkDepth += 1
    if isImage { leaf.imageDepth += 1 }
    let destination = tokens.restore(raw.bytes(node.text))
    let title = Region.withoutReserved(tokens.restore(raw.bytes(node.detail)))
    var inline = OpenInline(
      end: Int(node.subtreeEnd), target: parent, parent: parent, kind: node.kind, node: -1,
      link: -1, start: start)
    leaf.isInAddress = isAutolink || Self.isAddress(Self.text(of: position, in: raw))
    if isDossier, !isImage, leaf.linkDepth - leaf.imageDepth > 1 {
      inline.isPlain = true
      return inline
    }
    if let scheme = Self.activeScheme(destination, isImage: isImage) {
      pendingRefusal = scheme
      return inline
    }
    var added = MarkdownNode(kind: node.kind, span: leaf.prose.span)
    added.text = keep(destination)
    added.detail = keep(title)
    added.flag = isAutolink
    inline.previous = document.nodes[Int(parent)].lastChild
    inline.node = add(added, to: parent)
    inline.target = inline.node
    inline.link = document.links.count
    document.links.append(
      MarkdownLink(
        destination: String(decoding: destination, as: UTF8.self),
        title: title.isEmpty ? nil : String(decoding: title, as: UTF8.self), isImage: isImage,
        span: leaf.prose.span, blockIndex: document.proseBlocks.count))
    return inline
  }

  /// The text of a link that holds nothing but text.
  private static func text(of link: Int, in raw: RawTree) -> ArraySlice<UInt8> {
    guard Int(raw.nodes[link].subtreeEnd) == link + 2, raw.nodes[link + 1].kind == .text else {
      return []
    }
    return raw.bytes(raw.nodes[link + 1].text)
  }

  /// Whether the text of a link is an address, whose signs mean something.
  private static func isAddress(_ text: ArraySlice<UInt8>) -> Bool {
    guard
      ["https://", "http://", "ftp://", "www.", "mailto:"].contains(where: {
        text.starts(with: $0.utf8)
      })
    else { return false }
    return !text.contains { $0.isBlank || $0 == 0x0A }
  }

  /// The scheme of an address that would run code or read files, or nil.
  static func activeScheme(_ destination: [UInt8], isImage: Bool) -> String? {
    var scheme: [UInt8] = []
    for byte in destination.prefix(64) {
      if byte == UInt8(ascii: ":") {
        let name = String(decoding: scheme, as: UTF8.self)
        guard ["javascript", "vbscript", "data", "file"].contains(name) else { return nil }
        if name == "data", isImage {
          let rest = destination.drop { $0 != UInt8(ascii: ":") }.dropFirst()
          let kinds = ["image/png", "image/jpeg", "image/gif", "image/webp"]
          if kinds.contains(where: { rest.starts(with: $0.utf8) }) { return nil }
        }
        return name
      }
      if byte <= 0x20 || byte == 0x7F { continue }
      guard byte.isASCIILetter || byte.isDigit || byte == 0x2B || byte == 0x2D || byte == 0x2E
      else { return nil }
      scheme.append(byte.isASCIILetter ? byte | 0x20 : byte)
    }
    return nil
  }

  // MARK: - Breaks, code, HTML

  private mutating func lineBreak(
    _ kind: MarkdownNode.Kind, to parent: Int32, _ leaf: inout LeafBuilder
  ) {
    let added = Int(add(MarkdownNode(kind: kind, span: leaf.prose.span), to: parent))
    leaf.passLineBreak()
    leaf.runs.append(kind == .softBreak ? .softBreak(added) : .lineBreak)
    leaf.prose.text.append(0x20)
  }

  private mutating func code(
    _ literal: ArraySlice<UInt8>, to parent: Int32, _ leaf: inout LeafBuilder
  ) {
    let bytes = tokens.restore(literal)
    let range = leaf.isAligned ? leaf.passCode() : nil
    var node = MarkdownNode(
      kind: .code, span: range.map { leaf.span($0) } ?? leaf.prose.span)
    node.text = keep(bytes)
    _ = add(node, to: parent)
    leaf.runs.append(.object)
    let offset = leaf.prose.text.count
    leaf.prose.text.append(contentsOf: bytes)
    leaf.prose.code.append(offset..<leaf.prose.text.count)
    leaf.prose.segments.append(
      ProseBlock.Segment(offset: offset, count: bytes.count, span: node.span))
  }

  private mutating func html(
    _ literal: ArraySlice<UInt8>, to parent: Int32, _ leaf: inout LeafBuilder
  ) {
    let range = leaf.passLiteral(literal)
    let bytes = tokens.restore(literal)
    let span = range.map { leaf.span($0) } ?? leaf.prose.span
    if document.options.rawHTML {
      var node = MarkdownNode(kind: .htmlInline, span: span)
      node.text = keep(bytes)
      _ = add(node, to: parent)
      return
    }
    guard !Self.isComment(bytes) else { return }
    guard let refusal = element(bytes, span: span, to: parent, &leaf) else { return }
    bag.add(.rawHTML(Self.excerpt(bytes[...]), refusal, at: span))
    var node = MarkdownNode(kind: .text, span: span)
    node.text = keep(bytes)
    _ = add(node, to: parent)
    leaf.runs.append(.object)
    appendProse(bytes, span: span, &leaf)
  }

  func appendProse(_ bytes: [UInt8], span: Span, _ leaf: inout LeafBuilder) {
    leaf.prose.segments.append(
      ProseBlock.Segment(offset: leaf.prose.text.count, count: bytes.count, span: span))
    leaf.prose.text.append(contentsOf: bytes)
  }

  // MARK: - Text

  /// Adds a text of libcmark, cut where placeholders and `~~` stand.
  private mutating func text(
    tokensIn literal: ArraySlice<UInt8>, to parent: Int32, _ leaf: inout LeafBuilder
  ) {
    if leaf.mayStartTask, literal.first != UInt8(ascii: "[") { leaf.mayStartTask = false }
    if leaf.skippedPrefix == 0, !leaf.mayStartTask,
      !literal.withUnsafeBufferPointer({
        ByteScan.contains(tokenMark[0], or: UInt8(ascii: "~"), in: $0)
      })
    {
      plain(literal, to: parent, &leaf)
      return
    }
    var bytes = literal
    if leaf.skippedPrefix > 0 {
      let count = min(leaf.skippedPrefix, bytes.count)
      bytes = bytes.dropFirst(count)
      leaf.skippedPrefix = 0
      leaf.cursor += count
    }
    if leaf.mayStartTask {
      leaf.mayStartTask = false
      bytes = taskMarker(Array(bytes), to: parent, &leaf)[...]
    }
    var start = bytes.startIndex
    var index = start
    let last = bytes.endIndex
    while index < last {
      if bytes[index] == tokenMark[0],
        let found = TokenTable.placeholder(in: bytes, at: index, end: last),
        found.number < tokens.tokens.count
      {
        let after = index + found.count
        var end = index
        // What shows nothing here takes the space before it with it.
        if isInvisible(found.number, leaf.linkDepth),
          after == last || !isWordByte(bytes[after])
        {
          while end > start, bytes[end - 1] == 0x20 { end -= 1 }
        }
        plain(bytes[start..<end], to: parent, &leaf)
        let range = leaf.passLiteral(bytes[index..<index + found.count])
        index += found.count
        token(found.number, isFollowed: range != nil, to: parent, &leaf)
        if case .blockStart = tokens.tokens[found.number].value, index < last,
          bytes[index] == 0x20
        {
          index += 1
          if leaf.at(leaf.cursor) == 0x20 { leaf.cursor += 1 }
        }
        start = index
      } else if bytes[index] == UInt8(ascii: "~"), leaf.linkDepth >= 0 {
        var end = index
        while end < last, bytes[end] == UInt8(ascii: "~") { end += 1 }
        if end - index == 2 {
          plain(bytes[start..<index], to: parent, &leaf)
          plain(bytes[index..<end], to: parent, &leaf)
          leaf.tildes.append(document.nodes.count - 1)
          start = end
        }
        index = end
      } else {
        index += 1
      }
    }
    plain(bytes[start...], to: parent, &leaf)
  }

  /// Whether a placeholder stands for a reference with an empty label, or for the call of a note
  /// that moves behind a link.
  private func isInvisible(_ number: Int, _ linkDepth: Int) -> Bool {
    switch tokens.tokens[number].value {
    case .reference(let reference, _): reference.label == ""
    case .note(let label, _):
      linkDepth > 0 && noteIndex[LinkDefinitions.folded(label[...])] != nil
    default: false
    }
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    byte.isASCIILetter || byte.isDigit || byte >= 0x80
  }

  /// Takes `[ ] ` or `[x] ` from the start of a list item.
  private mutating func taskMarker(
    _ bytes: [UInt8], to parent: Int32, _ leaf: inout LeafBuilder
  ) -> [UInt8] {
    guard bytes.count >= 4, bytes[0] == UInt8(ascii: "["), bytes[2] == UInt8(ascii: "]"),
      bytes[3] == 0x20,
      bytes[1] == 0x20 || bytes[1] | 0x20 == UInt8(ascii: "x"),
      leaf.at(leaf.cursor) != UInt8(ascii: "\\")
    else { return bytes }
    let start = leaf.cursor
    leaf.cursor += 4
    var node = MarkdownNode(kind: .taskMarker, span: leaf.span(start..<start + 3))
    node.flag = bytes[1] != 0x20
    _ = add(node, to: parent)
    return Array(bytes[4...])
  }

  /// Adds a text without constructs and abbreviations.
  mutating func plainRun(
    _ slice: ArraySlice<UInt8>, to parent: Int32, _ leaf: inout LeafBuilder
  ) {
    guard !slice.isEmpty else { return }
    var slice = slice
    let offset = leaf.prose.text.count
    let cursor = leaf.cursor
    var span = leaf.prose.span
    if slice.withUnsafeBufferPointer({ leaf.passPlain($0) }) {
      span = leaf.content.span(cursor..<leaf.cursor)
      if span.length == slice.count {
        leaf.addSegment(offset: offset, count: slice.count, span: span)
      } else {
        for run in leaf.content.runs(cursor..<leaf.cursor) {
          leaf.prose.segments.append(
            ProseBlock.Segment(
              offset: offset + run.range.lowerBound - cursor, count: run.range.count,
              span: run.span))
        }
      }
    } else {
      span = followed(Array(slice), &leaf)
      // Character references may stand for anything.
      slice = Region.withoutReserved(Array(slice))[...]
    }
    leaf.addProse(slice)
    var node = MarkdownNode(kind: .text, span: span)
    node.text = slice.withUnsafeBufferPointer { keep($0) }
    let added = Int(add(node, to: parent))
    leaf.runs.append(leaf.isInAddress ? .object : .text(added))
  }

  /// Follows a text with escapes, character references or lost places, and returns its span.
  private func followed(_ bytes: [UInt8], _ leaf: inout LeafBuilder) -> Span {
    let offset = leaf.prose.text.count
    var span = leaf.prose.span
    if let stretches = leaf.passText(bytes), let first = stretches.first,
      let last = stretches.last
    {
      span = leaf.content.span(first.range.lowerBound..<last.range.upperBound)
      for (position, stretch) in stretches.enumerated() {
        let next = position + 1 < stretches.count ? stretches[position + 1].offset : bytes.count
        let count = next - stretch.offset
        guard count == stretch.range.count else {
          leaf.prose.segments.append(
            ProseBlock.Segment(
              offset: offset + stretch.offset, count: count,
              span: leaf.content.span(stretch.range)))
          continue
        }
        for run in leaf.content.runs(stretch.range) {
          leaf.prose.segments.append(
            ProseBlock.Segment(
              offset: offset + stretch.offset + run.range.lowerBound - stretch.range.lowerBound,
              count: run.range.count, span: run.span))
        }
      }
    }
    return span
  }

  /// Adds what a placeholder stands for.
  private mutating func token(
    _ number: Int, isFollowed: Bool, to parent: Int32, _ leaf: inout LeafBuilder
  ) {
    let token = tokens.tokens[number]
    let block = document.proseBlocks.count
    let rank = document.nodes[Int(leaf.node)]
    let isNumbered = rank.kind == .paragraph && rank.number >= 0
    let paragraph = isNumbered ? Int(rank.number) : nil
    switch token.value {
    case .blockStart: break
    case .reference(var reference, let labelOffset):
      if reference.label != "" { noteLink(in: &leaf) }
      if captionReference(reference, labelSpan: token.span, to: parent, &leaf) { return }
      let kinds = document.options.recordKinds
      if !kinds.isEmpty, !kinds.contains(reference.kind) {
        let start = Int(token.span.start) + 2
        let kind = Span(
          source: token.span.source, start: start, end: start + reference.kind.utf8.count)
        bag.add(.unknownKind(reference.kind, at: kind, known: kinds + ["figure", "table"]))
      }
      if document.options.checksDays, reference.kind == "law", let day = reference.date,
        !isDay(day)
      {
        bag.add(.impossibleDay(day, at: reference.dateSpan ?? reference.span))
      }
      reference.blockIndex = block
      reference.paragraph = paragraph
      leaf.prose.references.append(
        ProseBlock.Anchor(offset: leaf.prose.text.count, index: document.references.count))
      if let label = reference.label {
        let start = Int(token.span.start) + labelOffset
        let end = Int(token.span.end) - 2
        let exact = Span(source: token.span.source, start: start, end: end)
        let isExact = labelOffset >= 0 && exact.length >= label.utf8.count
        // Blanks before the label are not part of it.
        let trimmed = Span(
          source: exact.source, start: Int(exact.end) - label.utf8.count, end: Int(exact.end))
        appendProse(
          Array(label.utf8),
          span: isExact ? (exact.length == label.utf8.count ? exact : trimmed) : token.span, &leaf)
      } else {
        appendProse([0xEF, 0xBF, 0xBC], span: token.span, &leaf)
      }
      var node = MarkdownNode(kind: .reference, span: token.span)
      node.number = Int32(document.references.count)
      let added = Int(add(node, to: parent))
      if reference.label != "" {
        leaf.runs.append(reference.label == nil ? .object : .label(added))
      }
      document.references.append(reference)
    case .citation(var items):
      noteLink(in: &leaf)
      for index in items.indices {
        items[index].locator = items[index].locator.map { typeset($0, leaf.language) }
      }
      var node = MarkdownNode(kind: .citation, span: token.span)
      node.number = Int32(document.citations.count)
      _ = add(node, to: parent)
      leaf.prose.citations.append(
        ProseBlock.Anchor(offset: leaf.prose.text.count, index: document.citations.count))
      appendProse([0xEF, 0xBF, 0xBC], span: token.span, &leaf)
      leaf.runs.append(.object)
      document.citations.append(
        MarkdownCitation(
          items: items, span: token.span, blockIndex: block, paragraph: paragraph))
    case .note(let label, let labelSpan):
      noteCall(label, labelSpan: labelSpan, token: token, to: parent, &leaf)
    case .insertion(let name, let nameSpan, let arguments):
      noteLink(in: &leaf)
      var node = MarkdownNode(kind: .insertion, span: token.span)
      node.number = Int32(document.insertions.count)
      _ = add(node, to: parent)
      appendProse([0xEF, 0xBF, 0xBC], span: token.span, &leaf)
      leaf.runs.append(.object)
      document.insertions.append(
        MarkdownInsertion(
          name: name, arguments: arguments, isBlock: false, span: token.span,
          nameSpan: nameSpan, blockIndex: block))
    case .attributes(let attributes):
      let kind = document.nodes[Int(leaf.node)].kind
      if kind == .heading || kind == .caption {
        leaf.attributes = attributes
      } else {
        shown(Array(token.original), token: token, to: parent, &leaf)
      }
    case .address(let destination, let text):
      guard leaf.linkDepth == 0 else {
        shown(text, token: token, to: parent, &leaf)
        return
      }
      var node = MarkdownNode(kind: .link, span: token.span)
      node.text = keep(destination)
      node.flag = true
      let link = add(node, to: parent)
      document.links.append(
        MarkdownLink(
          destination: String(decoding: destination, as: UTF8.self), title: nil, isImage: false,
          span: token.span, blockIndex: block))
      shown(text, token: token, to: link, &leaf)
    case .literal(let bytes): shown(bytes, token: token, to: parent, &leaf)
    case .malformed(let fault):
      bag.add(fault)
      shown(Array(token.original), token: token, to: parent, &leaf)
    case .languageOpen, .languageClose:
      var node = MarkdownNode(kind: .text, span: token.span)
      node.text = keep(token.original)
      let added = Int(add(node, to: parent))
      var mark = InlineMark(key: .language, isOpening: true, node: added, value: [])
      if case .languageClose(let language) = token.value {
        mark.isOpening = false
        mark.value = language
      }
      leaf.marks.append(mark)
    case .divisionOpen, .divisionClose, .description:
      shown(Array(token.original), token: token, to: parent, &leaf)
    }
  }

  /// Says that something which leads somewhere stands here: a link around it loses its address.
  private func noteLink(in leaf: inout LeafBuilder) {
    if leaf.linkDepth > leaf.imageDepth, leaf.imageDepth == 0 { leaf.holdsLink = true }
  }

  /// Adds bytes as text that typography leaves alone.
  private mutating func shown(
    _ bytes: [UInt8], token: Token, to parent: Int32, _ leaf: inout LeafBuilder
  ) {
    var node = MarkdownNode(kind: .text, span: token.span)
    node.text = keep(bytes)
    _ = add(node, to: parent)
    leaf.runs.append(.object)
    appendProse(bytes, span: token.span, &leaf)
  }
}
