// The inlines of one leaf: nodes, spans found by following the source, and the plain text that
// the checks read. libcmark 0.30 gives no reliable inline positions, so the source is followed
// beside the tree; where the two cannot be brought together, spans fall back to the block. // HOT

import Diagnostics

/// What is known while the inlines of one leaf are built.
struct LeafBuilder {
  /// A stretch of the leaf for the typography.
  enum Run {
    /// A text node.
    case text(Int)
    /// A reference to a record or a caption that has a text of the author's.
    case label(Int)
    /// A break between two lines of the source.
    case softBreak(Int)
    /// A line break that stays one.
    case lineBreak
    /// Something with text of its own: code, image, reference.
    case object
  }

  let node: Int32
  /// The text the leaf stands in.
  let content: Region
  /// Where its own bytes begin and end in `content`.
  let start: Int
  let limit: Int
  /// Whether typography leaves the text alone.
  let isVerbatim: Bool
  /// Whether its texts hold line breaks, which stand between texts otherwise.
  let holdsLines: Bool
  var prose: ProseBlock
  var runs: [Run] = []
  /// Text nodes that are `~~`.
  var tildes: [Int] = []
  var attributes: Attributes?
  /// Calls of notes in a link or an image, which stand behind it.
  var lateCalls: [MarkdownNode] = []
  /// How many images are open: what stands in them is an attribute.
  var imageDepth = 0
  /// Whether the outermost open link holds something that leads somewhere itself.
  var holdsLink = false
  /// Whether the text of the open link is an address.
  var isInAddress = false
  /// Marks of inlines that begin and end with marks of their own.
  var marks: [InlineMark] = []
  /// The language of the leaf; empty for the document's.
  var language: [UInt8] = []
  /// Where in `content` the next inline is expected.
  var cursor = 0
  /// Whether the source could be followed so far.
  var isAligned = true
  /// Drops everything up to the first line break: the line `[!NOTE]` of an alert.
  var skipsFirstLine = false
  /// Bytes of the first text to drop: the `: ` of a caption.
  var skippedPrefix = 0
  /// Whether `[ ]` at the start makes a task.
  var mayStartTask = false
  /// How many links are open around the current inline.
  var linkDepth = 0

  init(
    node: Int32, content: Region, window: Range<Int>? = nil, kind: ProseBlock.Kind,
    isVerbatim: Bool, holdsLines: Bool = false, spare: consuming ProseBlock? = nil
  ) {
    let window = window ?? 0..<content.bytes.count
    self.node = node
    self.content = content
    self.isVerbatim = isVerbatim
    self.holdsLines = holdsLines
    start = window.lowerBound
    limit = window.upperBound
    let span = content.span(window)
    prose = spare ?? ProseBlock(kind: kind, node: Int(node), span: span)
    prose.kind = kind
    prose.node = Int(node)
    prose.span = span
    prose.text.reserveCapacity(window.count)
    cursor = start
    if kind == .heading {
      while at(cursor) == UInt8(ascii: "#") { cursor += 1 }
      if cursor > start { while at(cursor).isBlank { cursor += 1 } }
    }
  }

  /// The span of a range of the content, or of the whole leaf once the source was lost.
  func span(_ range: Range<Int>) -> Span {
    isAligned ? content.span(range) : prose.span
  }

  func at(_ index: Int) -> UInt8 { index < limit ? content.bytes[index] : 0 }

  // MARK: - Following the source

  /// Skips blanks and, at a line break, goes to the next line.
  mutating func passLineBreak() {
    while cursor < limit, content.bytes[cursor] != 0x0A { cursor += 1 }
    if cursor < limit { cursor += 1 }
  }

  /// Skips blanks before a text.
  private mutating func passBlanks(before byte: UInt8) {
    guard !byte.isBlank else { return }
    while at(cursor).isBlank { cursor += 1 }
  }

  /// Skips delimiters of emphasis, if they stand here.
  mutating func passDelimiter(_ count: Int) {
    for _ in 0..<count where at(cursor) == UInt8(ascii: "*") || at(cursor) == UInt8(ascii: "_") {
      cursor += 1
    }
  }

  /// Skips what closes a link after its text: `](…)`, `][…]`, `]`, `>`.
  mutating func passLinkEnd() {
    guard at(cursor) == UInt8(ascii: "]") else {
      if at(cursor) == UInt8(ascii: ">") { cursor += 1 }
      return
    }
    cursor += 1
    if at(cursor) == UInt8(ascii: "("), let end = destinationEnd(cursor) {
      cursor = end
    } else if at(cursor) == UInt8(ascii: "[") {
      var index = cursor + 1
      while index < limit, content.bytes[index] != UInt8(ascii: "]") {
        index += content.bytes[index] == UInt8(ascii: "\\") ? 2 : 1
      }
      if index < limit { cursor = index + 1 }
    }
  }

  /// The offset behind `(address "title")`; a bracket that nothing closes costs a bounded search.
  private func destinationEnd(_ start: Int) -> Int? {
    let limit = min(limit, start + 4096)
    var index = start + 1
    var depth = 1
    var quote: UInt8?
    while index < limit {
      let byte = content.bytes[index]
      if byte == UInt8(ascii: "\\") {
        index += 2
        continue
      }
      if let open = quote {
        if byte == open { quote = nil }
      } else if (byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"))
        && (at(index - 1).isBlank || at(index - 1) == 0x0A)
      {
        quote = byte
      } else if byte == UInt8(ascii: "<"), index == start + 1 {
        while index < limit, content.bytes[index] != UInt8(ascii: ">") { index += 1 }
      } else if byte == UInt8(ascii: "(") {
        depth += 1
      } else if byte == UInt8(ascii: ")") {
        depth -= 1
        if depth == 0 { return index + 1 }
      }
      index += 1
    }
    return nil
  }

  /// Follows a code span and returns the range of its content.
  mutating func passCode() -> Range<Int>? {
    while cursor < limit, content.bytes[cursor] != UInt8(ascii: "`") { cursor += 1 }
    let open = cursor
    while at(cursor) == UInt8(ascii: "`") { cursor += 1 }
    let count = cursor - open
    guard count > 0 else { return nil }
    var index = cursor
    while index < limit {
      guard content.bytes[index] == UInt8(ascii: "`") else {
        index += 1
        continue
      }
      let run = index
      while at(index) == UInt8(ascii: "`") { index += 1 }
      if index - run == count {
        let range = cursor..<run
        cursor = index
        return range
      }
    }
    return nil
  }

  /// Follows bytes that stand in the source as they are; nil if they are not found.
  mutating func passLiteral(_ literal: ArraySlice<UInt8>) -> Range<Int>? {
    guard isAligned, let first = literal.first else { return nil }
    if first != at(cursor) { passBlanks(before: first) }
    if matches(literal, at: cursor) {
      cursor += literal.count
      return cursor - literal.count..<cursor
    }
    guard resynchronise(literal) else { return nil }
    let start = cursor
    cursor = min(cursor + literal.count, limit)
    return start..<cursor
  }

  private func matches(_ literal: ArraySlice<UInt8>, at index: Int) -> Bool {
    guard index + literal.count <= limit else { return false }
    var offset = index
    for byte in literal {
      if content.bytes[offset] != byte { return false }
      offset += 1
    }
    return true
  }

  /// Looks for the start of a text a little further on; gives up for the rest of the leaf if it
  /// is not there, so that the work stays linear.
  private mutating func resynchronise(_ literal: ArraySlice<UInt8>) -> Bool {
    let needle = literal.prefix(12)
    let limit = min(limit, cursor + 2048)
    var index = cursor
    while index < limit {
      if matches(needle, at: index) {
        cursor = index
        return true
      }
      index += 1
    }
    isAligned = false
    return false
  }

  /// Follows a text node that stands in the source as it is, which is the rule; does nothing if
  /// it does not.
  mutating func passPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard isAligned, cursor + text.count <= limit, let base = text.baseAddress else { return false }
    let start = cursor
    let isCopy = content.bytes.withUnsafeBufferPointer { source in
      source.baseAddress.map { ByteScan.isPlainCopy(base, of: $0 + start, count: text.count) }
    }
    guard isCopy == true else { return false }
    cursor += text.count
    return true
  }

  /// Adds a text to the prose, line breaks as spaces.
  mutating func addProse(_ text: ArraySlice<UInt8>) {
    let start = prose.text.count
    prose.text.append(contentsOf: text)
    guard holdsLines else { return }
    prose.text.withUnsafeMutableBufferPointer { buffer in
      if let base = buffer.baseAddress {
        ByteScan.replace(0x0A, by: 0x20, in: base, from: start, to: buffer.count)
      }
    }
  }

  /// Adds a stretch of prose that stands in the source as it is; it joins the one before it over
  /// a line break.
  mutating func addSegment(offset: Int, count: Int, span: Span) {
    if let last = prose.segments.last, last.span.length == last.count,
      last.span.source == span.source
    {
      let gap = offset - last.offset - last.count
      if gap >= 0, gap <= 1, Int(span.start) - Int(last.span.end) == gap {
        prose.segments[prose.segments.count - 1] = ProseBlock.Segment(
          offset: last.offset, count: offset + count - last.offset, span: last.span.union(span))
        return
      }
    }
    if prose.segments.isEmpty { prose.segments.reserveCapacity(4) }
    prose.segments.append(ProseBlock.Segment(offset: offset, count: count, span: span))
  }

  /// Follows a text node: returns the stretches that stand in the source as they are, as offsets
  /// in the text and in the content; nil if the source was lost.
  mutating func passText(_ text: [UInt8]) -> [(offset: Int, range: Range<Int>)]? {
    guard isAligned, let first = text.first else { return nil }
    if at(cursor) != first, at(cursor).isBlank { passBlanks(before: first) }
    var stretches: [(offset: Int, range: Range<Int>)] = []
    var index = 0
    var start = (offset: 0, cursor: cursor)
    func flushed(_ upTo: Int) -> (offset: Int, range: Range<Int>)? {
      index > start.offset ? (start.offset, start.cursor..<upTo) : nil
    }
    var attempts = 0
    while index < text.count {
      let byte = text[index]
      let here = at(cursor)
      if here == UInt8(ascii: "\\"), at(cursor + 1) == byte, byte.isPunctuation {
        if let stretch = flushed(cursor) { stretches.append(stretch) }
        cursor += 1
        start = (index, cursor)
        index += 1
        cursor += 1
      } else if here == UInt8(ascii: "&"), let entity = entity(text, index) {
        if let stretch = flushed(cursor) { stretches.append(stretch) }
        stretches.append((index, cursor..<cursor + entity.source))
        cursor += entity.source
        index += entity.text
        start = (index, cursor)
      } else if here == byte, cursor < limit {
        index += 1
        cursor += 1
      } else {
        if let stretch = flushed(cursor) { stretches.append(stretch) }
        attempts += 1
        guard attempts < 4, resynchronise(text[index...]) else {
          isAligned = false
          return nil
        }
        start = (index, cursor)
      }
    }
    if let stretch = flushed(cursor) { stretches.append(stretch) }
    return stretches
  }

  /// A character reference at the cursor: its length in the source and in the text.
  private func entity(_ text: [UInt8], _ index: Int) -> (source: Int, text: Int)? {
    var end = cursor + 1
    let limit = min(limit, cursor + 34)
    while end < limit, content.bytes[end] != UInt8(ascii: ";") {
      guard
        content.bytes[end].isASCIILetter || content.bytes[end].isDigit
          || content.bytes[end] == UInt8(ascii: "#")
      else { return nil }
      end += 1
    }
    guard end < limit, end > cursor + 1 else { return nil }
    let source = end + 1 - cursor
    // The text goes on with what follows the reference; unknown references stay as written.
    let following = content.bytes[(end + 1)...].prefix(4).prefix {
      $0.isASCIILetter || $0.isDigit || $0 == 0x20 || $0 >= 0x80
    }
    for candidate in [1, 2, 3, 4, 5, 6, 7, 8] where index + candidate <= text.count {
      if index + candidate < text.count, text[index + candidate] & 0xC0 == 0x80 { continue }
      let rest = text[(index + candidate)...]
      if rest.prefix(following.count).elementsEqual(following.prefix(rest.count)) {
        let isSame = text[index] == UInt8(ascii: "&") && candidate > 1
        return isSame ? nil : (source, candidate)
      }
    }
    return nil
  }
}
