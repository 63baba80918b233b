// The plain text of one leaf block, before typography, with a way back to the source: what the
// checks of figures, weekdays and quotations read, and the search index.

package import Diagnostics

/// The plain text of one paragraph, heading, list item paragraph or table cell.
package struct ProseBlock: Sendable {
  /// What kind of block the text comes from.
  package enum Kind: Sendable {
    /// A paragraph outside lists and tables.
    case paragraph
    /// A heading.
    case heading
    /// A paragraph of a list item.
    case listItem
    /// A cell of a table.
    case cell
    /// A paragraph of a note.
    case footnote
    /// A caption, a term or a description.
    case other
  }

  /// A reference or citation and the offset in `text` where it stands.
  package struct Anchor: Sendable {
    /// Offset in `text`: the first byte of the label, or of the sign that stands for it.
    package var offset: Int
    /// Index in the document's `references` or `citations`.
    package var index: Int
  }

  /// Stretches of `text` and where they come from, in rising order of `offset`.
  package struct Segment: Sendable {
    /// Offset of the first byte in `text`.
    package var offset: Int
    /// Number of bytes in `text`.
    package var count: Int
    /// Where they come from; as long as `count` when the bytes are unchanged.
    package var span: Span
  }

  /// The kind of block.
  package var kind: Kind
  /// UTF-8 text before typography. Line breaks are spaces, a reference without label and a
  /// citation are U+FFFC, a reference with an empty label is nothing.
  package var text: [UInt8] = []
  /// Where the stretches of `text` come from.
  package var segments: [Segment] = []
  /// References in this block, in order.
  package var references: [Anchor] = []
  /// Citations in this block, in order.
  package var citations: [Anchor] = []
  /// Stretches of `text` that are code: no figure is checked in them.
  package var code: [Range<Int>] = []
  /// The leaf block's node.
  package var node: Int
  /// The whole block in the source.
  package var span: Span
  /// Rank of the numbered paragraph, from 0, if it is one.
  package var paragraph: Int?
  /// Index of the last heading before the block in the document's `outline`, if any.
  package var section: Int?

  /// Becomes a block without text, in the same memory.
  mutating func removeAll() {
    text.removeAll(keepingCapacity: true)
    segments.removeAll(keepingCapacity: true)
    references.removeAll(keepingCapacity: true)
    citations.removeAll(keepingCapacity: true)
    code.removeAll(keepingCapacity: true)
    paragraph = nil
    section = nil
  }

  /// Returns the place in the source of a stretch of `text`; the whole block if it is unknown.
  ///
  /// - Complexity: O(log n) in the number of segments.
  package func span(of range: Range<Int>) -> Span {
    guard let first = segmentIndex(at: range.lowerBound) else { return span }
    let last = segmentIndex(at: max(range.lowerBound, range.upperBound - 1)) ?? first
    let start = segments[first]
    let end = segments[last]
    let startInside = isExact(start) ? range.lowerBound - start.offset : 0
    let endInside = isExact(end) ? max(0, range.upperBound - end.offset) : end.span.length
    let from = Int(start.span.start) + startInside
    let to = Int(end.span.start) + endInside
    guard start.span.source == end.span.source, from <= to else { return span }
    return Span(source: start.span.source, start: from, end: to)
  }

  private func isExact(_ segment: Segment) -> Bool {
    segment.span.length == segment.count
  }

  private func segmentIndex(at offset: Int) -> Int? {
    var low = 0
    var high = segments.count
    while low < high {
      let middle = (low + high) / 2
      if segments[middle].offset <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let segment = segments[low - 1]
    return offset < segment.offset + max(segment.count, 1) ? low - 1 : nil
  }
}
