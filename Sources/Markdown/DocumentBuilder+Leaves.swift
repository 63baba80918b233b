// What happens when the inlines of a leaf are complete: strikethrough is paired, typography is
// applied over the whole leaf, headings join the outline, the prose is counted and searched for
// quotations.

import Diagnostics

extension DocumentBuilder {
  /// Completes a leaf.
  mutating func finish(_ leaf: inout LeafBuilder) {
    let kind = document.nodes[Int(leaf.node)].kind
    strikeThrough(leaf.tildes)
    pairMarks(&leaf)
    if let attributes = leaf.attributes {
      trimEnd(&leaf)
      if !attributes.language.isEmpty { leaf.language = attributes.language }
    }
    if !leaf.isVerbatim, let language = typographyLanguage(leaf.language) {
      typeset(leaf.runs, language)
    }
    if let attributes = leaf.attributes { apply(attributes, to: Int(leaf.node)) }
    if kind == .heading { addHeading(leaf) }
    if kind == .caption { addCaption(leaf) }
    let number = document.nodes[Int(leaf.node)].number
    if kind == .paragraph, number >= 0 { leaf.prose.paragraph = Int(number) }
    leaf.prose.section = document.outline.isEmpty ? nil : document.outline.count - 1
    findQuotations(leaf.prose)
    document.wordCount += Self.wordCount(leaf.prose)
    document.proseBlocks.append(leaf.prose)
    leaf.runs.removeAll(keepingCapacity: true)
    swap(&leaf.runs, &spareRuns)
    var prose = ProseBlock(kind: .other, node: 0, span: leaf.prose.span)
    swap(&leaf.prose, &prose)
    prose.removeAll()
    spareProse = prose
  }

  /// Memory for the prose of the next leaf.
  mutating func takeSpareProse() -> ProseBlock? {
    let prose = spareProse
    spareProse = nil
    return prose
  }

  // MARK: - Attributes and headings

  mutating func apply(_ attributes: Attributes, to node: Int) {
    if let id = attributes.id {
      let span = attributes.idSpan ?? document.nodes[node].span
      // An id that is taken is not given again: the output stays valid.
      if let first = explicitIDs[id] {
        bag.add(.duplicateHeadingID(String(decoding: id, as: UTF8.self), at: span, first: first))
      } else {
        explicitIDs[id] = span
        if !isReserved(id) { document.nodes[node].detail = keep(id) }
      }
    }
    if !attributes.classes.isEmpty { document.nodes[node].classes = keep(attributes.classes) }
    if !attributes.language.isEmpty { document.nodes[node].language = keep(attributes.language) }
  }

  /// Drops the blanks at the end of the text so far.
  mutating func trimEnd(_ leaf: inout LeafBuilder) {
    if case .text(let node)? = leaf.runs.last {
      var slice = document.nodes[node].text
      while slice.end > slice.start, document.pool[Int(slice.end) - 1].isBlank { slice.end -= 1 }
      document.nodes[node].text = slice
    }
    while leaf.prose.text.last == 0x20 { leaf.prose.text.removeLast() }
    if let last = leaf.prose.segments.last, last.offset + last.count > leaf.prose.text.count {
      let count = max(0, leaf.prose.text.count - last.offset)
      leaf.prose.segments[leaf.prose.segments.count - 1].count = count
      leaf.prose.segments[leaf.prose.segments.count - 1].span = Span(
        source: last.span.source, start: Int(last.span.start),
        end: min(Int(last.span.end), Int(last.span.start) + count))
    }
  }

  private mutating func addHeading(_ leaf: LeafBuilder) {
    let node = document.nodes[Int(leaf.node)]
    headings.append(
      PendingHeading(
        node: Int(leaf.node), outlineIndex: document.outline.count,
        slug: slug(of: leaf.prose.text)))
    document.outline.append(
      OutlineEntry(
        level: Int(node.number), title: PlainTextWriter().inlineText(of: leaf.node, in: document),
        id: "", span: node.span))
  }

  /// Gives every heading its id: the explicit one, or its slug, numbered where it is taken.
  mutating func assignHeadingIDs() {
    let explicit = explicitIDs.sorted { $0.value.start < $1.value.start }
    for (id, span) in explicit where isReserved(id) {
      bag.add(.reservedID(String(decoding: id, as: UTF8.self), at: span))
    }
    guard !headings.isEmpty else { return }
    var used = Set<[UInt8]>(minimumCapacity: headings.count)
    for id in explicitIDs.keys { used.insert(id) }
    var next: [[UInt8]: Int] = [:]
    for heading in headings {
      let explicit = document.nodes[heading.node].detail
      var id = Array(document.bytes(explicit))
      if id.isEmpty {
        var base = heading.slug.isEmpty ? Array("section".utf8) : heading.slug
        if isReserved(base) { base = Array("titre-".utf8) + base }
        id = base
        while !used.insert(id).inserted {
          let number = (next[base] ?? 1) + 1
          next[base] = number
          id = base + Array("-\(number)".utf8)
        }
        document.nodes[heading.node].detail = keep(id)
      }
      document.outline[heading.outlineIndex].id = String(decoding: id, as: UTF8.self)
    }
  }

  /// Whether the writers give an id to something else: notes and their calls, numbered paragraphs,
  /// captions.
  private func isReserved(_ slug: [UInt8]) -> Bool {
    if slug.elementsEqual("notes".utf8) { return !notes.isEmpty }
    guard let first = slug.first else { return false }
    let rest = slug.dropFirst()
    guard let second = rest.first, rest.allSatisfy({ $0.isDigit || $0 == 0x2D }) else {
      return false
    }
    switch first {
    case UInt8(ascii: "n"), UInt8(ascii: "p"), UInt8(ascii: "r"): return second.isDigit
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return second == 0x2D
    default: return false
    }
  }

  // MARK: - Strikethrough

  /// Pairs `~~` among siblings and puts what stands between into a node.
  ///
  /// - Source: GitHub Flavored Markdown 0.29, section 6.5, two tildes only.
  private mutating func strikeThrough(_ tildes: [Int]) {
    var waiting: Int?
    for node in tildes {
      guard let opener = waiting,
        document.nodes[opener].parent == document.nodes[node].parent,
        document.nodes[opener].nextSibling != Int32(node)
      else {
        waiting = node
        continue
      }
      // The opener becomes the node; the tildes go, the siblings between move into it.
      let first = document.nodes[opener].nextSibling
      guard !startsOrEndsBlank(first, before: Int32(node)) else {
        waiting = node
        continue
      }
      wrapSiblings(from: opener, to: node)
      document.nodes[opener].kind = .strikethrough
      waiting = nil
    }
  }

  /// Whether what stands from a node up to another starts or ends with a space.
  private func startsOrEndsBlank(_ first: Int32, before end: Int32) -> Bool {
    var last = first
    while document.nodes[Int(last)].nextSibling != end {
      last = document.nodes[Int(last)].nextSibling
    }
    let start = document.nodes[Int(first)]
    let lastNode = document.nodes[Int(last)]
    if start.kind == .text, document.bytes(start.text).first == 0x20 { return true }
    if lastNode.kind == .text, document.bytes(lastNode.text).last == 0x20 { return true }
    return start.kind == .softBreak || lastNode.kind == .softBreak
  }

  // MARK: - Prose

  /// Counts words: runs of letters and digits between spaces.
  static func wordCount(_ prose: ProseBlock) -> Int {
    guard !prose.code.isEmpty else {
      return prose.text.withUnsafeBufferPointer { WordCount.count($0) }
    }
    var count = 0
    var isInWord = false
    var code = prose.code[...]
    for (offset, byte) in prose.text.enumerated() {
      if let range = code.first, offset >= range.lowerBound {
        if offset + 1 >= range.upperBound { code = code.dropFirst() }
        isInWord = false
        continue
      }
      let isSpace = byte == 0x20 || byte == 0xA0 || byte == 0x0A
      if isSpace {
        isInWord = false
      } else if !isInWord, byte.isASCIILetter || byte.isDigit || byte == 0xC3 || byte == 0xC5 {
        isInWord = true
        count += 1
      }
    }
    return count
  }

  /// Finds what stands between « and » in a prose block, inner quotations included in the outer.
  private mutating func findQuotations(_ prose: ProseBlock) {
    let text = prose.text
    var depth = 0
    var start = 0
    var index = 0
    while true {
      index = text.withUnsafeBufferPointer { buffer in
        buffer.baseAddress.map {
          ByteScan.first(0xC2, in: $0, from: index, to: buffer.count)
        } ?? 0
      }
      guard index + 1 < text.count else { break }
      guard text[index + 1] == 0xAB || text[index + 1] == 0xBB else {
        index += 1
        continue
      }
      if text[index + 1] == 0xAB {
        if depth == 0 { start = index + 2 }
        depth += 1
      } else if depth > 0 {
        depth -= 1
        if depth == 0 {
          let range = Self.trimmed(text, start..<index)
          document.quotations.append(
            MarkdownQuotation(
              text: Array(text[range]), span: prose.span(of: range),
              blockIndex: document.proseBlocks.count, offset: range.lowerBound))
        }
      }
      index += 2
    }
  }

  /// A range without the spaces at its ends, no-break spaces included.
  private static func trimmed(_ text: [UInt8], _ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end {
      if text[start] == 0x20 {
        start += 1
      } else if start + 1 < end, text[start] == 0xC2, text[start + 1] == 0xA0 {
        start += 2
      } else if start + 2 < end, text[start] == 0xE2, text[start + 1] == 0x80,
        text[start + 2] == 0xAF
      {
        start += 3
      } else {
        break
      }
    }
    while end > start {
      if text[end - 1] == 0x20 {
        end -= 1
      } else if end - 2 >= start, text[end - 2] == 0xC2, text[end - 1] == 0xA0 {
        end -= 2
      } else if end - 3 >= start, text[end - 3] == 0xE2, text[end - 2] == 0x80,
        text[end - 1] == 0xAF
      {
        end -= 3
      } else {
        break
      }
    }
    return start..<end
  }

  // MARK: - Typography

  /// The language whose typography a text in a language takes; nil if none does.
  private func typographyLanguage(_ name: [UInt8]) -> MarkdownLanguage? {
    guard document.options.typography else { return nil }
    return name.isEmpty ? document.options.language : MarkdownLanguage(tag: name)
  }

  /// Sets a text outside the tree, such as an expansion, by the rules of a language or else the
  /// document's.
  func typeset(_ text: String, _ language: [UInt8] = []) -> String {
    guard let language = typographyLanguage(language) else { return text }
    return Typographer(language).typeset(text)
  }

  /// Sets the text nodes of a leaf as one text, so that rules see across markup.
  private mutating func typeset(_ runs: [LeafBuilder.Run], _ language: MarkdownLanguage) {
    var buffers = TypesettingBuffers()
    swap(&buffers, &typesetting)
    defer { swap(&buffers, &typesetting) }
    if runs.count == 1, case .text(let node) = runs[0] {
      guard document.nodes[node].kind == .text else { return }
      let slice = document.nodes[node].text
      let count = document.pool.withUnsafeBufferPointer { pool in
        buffers.run(
          UnsafeBufferPointer(rebasing: pool[Int(slice.start)..<Int(slice.end)]), language)
      }
      document.nodes[node].text = buffers.withResult(count) { keep($0) }
      return
    }
    buffers.removeAll()
    for run in runs {
      switch run {
      case .text(let node):
        guard document.nodes[node].kind == .text else { continue }
        buffers.cuts.append(buffers.input.count)
        buffers.nodes.append(node)
        let slice = document.nodes[node].text
        document.pool.withUnsafeBufferPointer { pool in
          buffers.input.append(
            contentsOf: UnsafeBufferPointer(rebasing: pool[Int(slice.start)..<Int(slice.end)]))
        }
        buffers.cuts.append(buffers.input.count)
      case .label(let node): buffers.add(label(of: node), of: node)
      case .softBreak(let node): buffers.add([0x0A], of: node)
      // No rule makes another space of a tab.
      case .lineBreak: buffers.input.append(0x09)
      case .object: buffers.input.append(contentsOf: TypesettingBuffers.object)
      }
    }
    guard !buffers.nodes.isEmpty else { return }
    let start = UInt32(document.pool.count)
    buffers.run(language) { document.pool.append(contentsOf: $0) }
    for (index, node) in buffers.nodes.enumerated() {
      let slice = MarkdownNode.Slice(
        start: start + UInt32(buffers.outCuts[index * 2]),
        end: start + UInt32(buffers.outCuts[index * 2 + 1]))
      switch document.nodes[node].kind {
      case .reference, .captionReference: setLabel(of: node, slice)
      case .softBreak:
        guard slice.end != slice.start + 1 || document.pool[Int(slice.start)] != 0x0A else { break }
        document.nodes[node].kind = .text
        document.nodes[node].text = slice
      default: document.nodes[node].text = slice
      }
    }
  }

  /// What the author wants a reference to show.
  private func label(of node: Int) -> [UInt8] {
    guard document.nodes[node].kind == .reference else {
      return Array(document.bytes(document.nodes[node].detail))
    }
    return Array((document.references[Int(document.nodes[node].number)].label ?? "").utf8)
  }

  /// Gives a reference its text with typography; what shows it knows no marks.
  private mutating func setLabel(of node: Int, _ slice: MarkdownNode.Slice) {
    var label: [UInt8] = []
    appendUnmarked(document.bytes(slice), into: &label)
    guard document.nodes[node].kind == .reference else {
      document.nodes[node].detail = keep(label)
      return
    }
    document.references[Int(document.nodes[node].number)].label =
      String(decoding: label, as: UTF8.self)
  }
}
