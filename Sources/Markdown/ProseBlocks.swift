// The prose of a finished text in little memory: what stands in the file as it is, is not kept again,
// the rest stands in the pool of the document, and all offsets in one list. A block is put together
// where one is asked for; what a check asks of every block is answered without that.

import Diagnostics

/// The plain text of each leaf block of a finished text, in order.
package struct ProseBlocks: RandomAccessCollection, Sendable {
  private struct Record: Sendable {
    var kind: ProseBlock.Kind
    var node: Int32
    /// -1 where there is none.
    var paragraph: Int32
    var section: Int32
    var spanStart: UInt32
    var spanEnd: UInt32
    /// Length of the text, and where what the pool holds of it begins.
    var textCount: UInt32
    var kept: UInt32
    /// Where its segments, references, citations and stretches of code begin in `words`.
    var segments: UInt32
    var references: UInt32
    var citations: UInt32
    var code: UInt32
  }

  private var records: [Record] = []
  /// A segment is four numbers: offset, count, start and end in the source; an anchor two: offset
  /// and index; a stretch of code two: start and end. The count of a segment whose bytes are taken
  /// from the file has `isCopy`.
  private var words: [UInt32] = []
  private var source = SourceID(raw: 0)
  /// The file that the text stands in; empty where the pool holds all prose.
  private let file: [UInt8]
  /// What holds the bytes of the texts that do not stand in the file, and where they begin and end.
  private var pool: [UInt8] = []
  private var keptStart = 0
  private var keptEnd = 0

  private static let isCopy: UInt32 = 1 << 31

  /// Holds no block yet.
  ///
  /// - Parameter file: The bytes of the source that all spans lie in; empty where they are not kept.
  init(file: [UInt8] = []) { self.file = file }

  /// The bytes of the texts that do not stand in the file.
  var kept: ArraySlice<UInt8> { pool[keptStart..<keptEnd] }

  /// Adds a block; until `settle` only.
  ///
  /// - Complexity: O(n) in the size of the block.
  mutating func append(_ block: ProseBlock) {
    if records.isEmpty { source = block.span.source }
    var record = Record(
      kind: block.kind, node: Int32(block.node), paragraph: Int32(block.paragraph ?? -1),
      section: Int32(block.section ?? -1), spanStart: block.span.start, spanEnd: block.span.end,
      textCount: UInt32(block.text.count), kept: UInt32(pool.count),
      segments: UInt32(words.count), references: 0, citations: 0, code: 0)
    var behind = 0
    for segment in block.segments {
      words.append(UInt32(segment.offset))
      if segment.offset >= behind, Self.isCopy(segment, of: file, block.text) {
        pool += block.text[behind..<segment.offset]
        behind = segment.offset + segment.count
        words.append(UInt32(segment.count) | Self.isCopy)
      } else {
        words.append(UInt32(segment.count))
      }
      words.append(segment.span.start)
      words.append(segment.span.end)
    }
    pool += block.text[behind...]
    keptEnd = pool.count
    record.references = UInt32(words.count)
    for anchor in block.references {
      words.append(UInt32(anchor.offset))
      words.append(UInt32(anchor.index))
    }
    record.citations = UInt32(words.count)
    for anchor in block.citations {
      words.append(UInt32(anchor.offset))
      words.append(UInt32(anchor.index))
    }
    record.code = UInt32(words.count)
    for range in block.code {
      words.append(UInt32(range.lowerBound))
      words.append(UInt32(range.upperBound))
    }
    records.append(record)
  }

  /// Says that a block is no paragraph: it holds the picture of a figure.
  mutating func makeFigure(at position: Int) {
    records[position].paragraph = -1
    records[position].kind = .other
  }

  /// Changes the blocks of a text that is taken apart.
  ///
  /// - Complexity: O(n) in the size of all blocks.
  package mutating func edit(_ change: (inout [ProseBlock]) -> Void) {
    var blocks = Array(self)
    change(&blocks)
    self = ProseBlocks(file: file)
    for block in blocks { append(block) }
  }

  /// Whether the bytes of a segment stand in the file, with spaces for line breaks.
  private static func isCopy(
    _ segment: ProseBlock.Segment, of file: [UInt8], _ text: [UInt8]
  ) -> Bool {
    let start = Int(segment.span.start)
    guard segment.count > 0, segment.span.length == segment.count,
      segment.offset + segment.count <= text.count, start + segment.count <= file.count
    else { return false }
    return file.withUnsafeBufferPointer { file in
      text.withUnsafeBufferPointer { text in
        guard let file = file.baseAddress, let text = text.baseAddress else { return false }
        return ByteScan.isProseCopy(
          text + segment.offset, of: file + start, count: segment.count)
      }
    }
  }

  /// Takes the bytes from a pool that holds them from an offset on, and gives back memory that was
  /// taken ahead.
  mutating func settle(in pool: [UInt8], from start: Int) {
    keptEnd = start + keptEnd - keptStart
    keptStart = start
    self.pool = pool
    records = MarkdownParts.trimmed(records)
    words = MarkdownParts.trimmed(words)
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { records.count }

  /// The block at an index, put together.
  package subscript(position: Int) -> ProseBlock {
    let record = records[position]
    var block = ProseBlock(
      kind: record.kind, node: Int(record.node),
      span: Span(source: source, start: Int(record.spanStart), end: Int(record.spanEnd)))
    block.text = text(at: position)
    block.paragraph = record.paragraph < 0 ? nil : Int(record.paragraph)
    block.section = record.section < 0 ? nil : Int(record.section)
    block.segments = segments(Int(record.segments)..<Int(record.references))
    block.references = anchors(record.references, record.citations)
    block.citations = anchors(record.citations, record.code)
    block.code = stretches(Int(record.code)..<end(position))
    return block
  }

  private func segments(_ range: Range<Int>) -> [ProseBlock.Segment] {
    if range.isEmpty { return [] }
    var segments: [ProseBlock.Segment] = []
    segments.reserveCapacity(range.count / 4)
    for index in stride(from: range.lowerBound, to: range.upperBound, by: 4) {
      let span = Span(source: source, start: Int(words[index + 2]), end: Int(words[index + 3]))
      segments.append(
        ProseBlock.Segment(
          offset: Int(words[index]), count: Int(words[index + 1] & ~Self.isCopy), span: span))
    }
    return segments
  }

  private func stretches(_ range: Range<Int>) -> [Range<Int>] {
    var stretches: [Range<Int>] = []
    for index in stride(from: range.lowerBound, to: range.upperBound, by: 2) {
      stretches.append(Int(words[index])..<Int(words[index + 1]))
    }
    return stretches
  }

  // MARK: - What needs no block

  /// The text of a block.
  package func text(at position: Int) -> [UInt8] {
    var text: [UInt8] = []
    appendText(at: position, to: &text)
    return text
  }

  /// Appends the text of a block.
  ///
  /// - Complexity: O(n), with memory for nothing else.
  package func appendText(at position: Int, to out: inout [UInt8]) {
    let record = records[position]
    let first = out.count
    out.reserveCapacity(first + Int(record.textCount))
    var next = keptStart + Int(record.kept)
    for index in stride(from: Int(record.segments), to: Int(record.references), by: 4)
    where words[index + 1] & Self.isCopy != 0 {
      let gap = first + Int(words[index]) - out.count
      out += pool[next..<next + gap]
      next += gap
      let start = Int(words[index + 2])
      let copied = out.count
      out += file[start..<start + Int(words[index + 1] & ~Self.isCopy)]
      out.withUnsafeMutableBufferPointer { buffer in
        if let base = buffer.baseAddress {
          ByteScan.replace(0x0A, by: 0x20, in: base, from: copied, to: buffer.count)
        }
      }
    }
    let end = first + Int(record.textCount) - out.count
    out += pool[next..<next + end]
  }

  /// The number of bytes of a block's text.
  package func textCount(at position: Int) -> Int {
    Int(records[position].textCount)
  }

  /// The kind of a block.
  package func kind(at position: Int) -> ProseBlock.Kind { records[position].kind }

  /// The node of a block.
  package func node(at position: Int) -> Int { Int(records[position].node) }

  /// The index of the last heading before a block, if any.
  package func section(at position: Int) -> Int? {
    records[position].section < 0 ? nil : Int(records[position].section)
  }

  /// Whether a block holds a reference.
  package func holdsReferences(at position: Int) -> Bool {
    records[position].references < records[position].citations
  }

  /// Whether a block holds a citation.
  package func holdsCitations(at position: Int) -> Bool {
    records[position].citations < records[position].code
  }

  /// The references in a block, in order.
  package func references(at position: Int) -> [ProseBlock.Anchor] {
    anchors(records[position].references, records[position].citations)
  }

  /// The citations in a block, in order.
  package func citations(at position: Int) -> [ProseBlock.Anchor] {
    anchors(records[position].citations, records[position].code)
  }

  private func anchors(_ start: UInt32, _ end: UInt32) -> [ProseBlock.Anchor] {
    if start == end { return [] }
    var anchors: [ProseBlock.Anchor] = []
    anchors.reserveCapacity(Int(end - start) / 2)
    for index in stride(from: Int(start), to: Int(end), by: 2) {
      anchors.append(ProseBlock.Anchor(offset: Int(words[index]), index: Int(words[index + 1])))
    }
    return anchors
  }

  /// The end of the last stretch of code of a block.
  private func end(_ position: Int) -> Int {
    position + 1 < records.count ? Int(records[position + 1].segments) : words.count
  }
}
