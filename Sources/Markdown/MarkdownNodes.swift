// The nodes of a finished text in a third of the memory that they take while they are built: twenty
// bytes each, and as they were where one does not fit. A dossier keeps the nodes of every chapter.

import Diagnostics

/// The nodes of a finished text, in the order of their indices; the root is at 0.
package struct MarkdownNodes: RandomAccessCollection, Sendable {
  /// A node that has neither details, classes nor a language, and whose numbers are small.
  private struct Narrow: Sendable {
    var kind: MarkdownNode.Kind
    /// The alignment, the flag, and whether the node stands in `wide`.
    var bits: UInt8
    /// The number; for a node that stands in `wide` its place there.
    var number: UInt16
    var spanStart: UInt16
    var spanLength: UInt16
    var parent: UInt16
    var firstChild: UInt16
    var lastChild: UInt16
    var nextSibling: UInt16
    var textStart: UInt16
    var textLength: UInt16

    static let flag: UInt8 = 4
    static let isWide: UInt8 = 8
  }

  /// One a node; empty where the text is too large for them.
  private let narrow: [Narrow]
  /// The nodes that do not fit; all of a large text.
  private let wide: [MarkdownNode]
  private let source: SourceID
  /// The first byte of the text in its source.
  private let base: UInt32

  /// Packs nodes.
  ///
  /// - Complexity: O(n).
  init(_ nodes: [MarkdownNode]) {
    let whole = nodes.first?.span ?? Span(source: SourceID(raw: 0), start: 0, end: 0)
    source = whole.source
    base = whole.start
    guard nodes.count < 0xFFFF, whole.length < 0xFFFF else {
      narrow = []
      wide = nodes
      return
    }
    var narrow: [Narrow] = []
    narrow.reserveCapacity(nodes.count)
    var wideCount = 0
    for node in nodes where !Self.fits(node, whole) { wideCount += 1 }
    var wide: [MarkdownNode] = []
    wide.reserveCapacity(wideCount)
    for node in nodes {
      if Self.fits(node, whole) {
        narrow.append(
          Narrow(
            kind: node.kind,
            bits: node.alignment.rawValue | (node.flag ? Narrow.flag : 0),
            number: UInt16(bitPattern: Int16(truncatingIfNeeded: node.number)),
            spanStart: UInt16(truncatingIfNeeded: node.span.start - whole.start),
            spanLength: UInt16(truncatingIfNeeded: node.span.end - node.span.start),
            parent: UInt16(truncatingIfNeeded: node.parent),
            firstChild: UInt16(truncatingIfNeeded: node.firstChild),
            lastChild: UInt16(truncatingIfNeeded: node.lastChild),
            nextSibling: UInt16(truncatingIfNeeded: node.nextSibling),
            textStart: UInt16(truncatingIfNeeded: node.text.start),
            textLength: UInt16(truncatingIfNeeded: node.text.end - node.text.start)))
      } else {
        narrow.append(
          Narrow(
            kind: node.kind, bits: Narrow.isWide, number: UInt16(truncatingIfNeeded: wide.count),
            spanStart: 0, spanLength: 0, parent: 0, firstChild: 0, lastChild: 0, nextSibling: 0,
            textStart: 0, textLength: 0))
        wide.append(node)
      }
    }
    self.narrow = narrow
    self.wide = wide
  }

  /// Whether a node of a small text can be packed.
  private static func fits(_ node: MarkdownNode, _ whole: Span) -> Bool {
    node.detail.isEmpty && node.classes.isEmpty && node.language.isEmpty && node.occurrence == 0
      && Int16(exactly: node.number) != nil && node.text.end <= 0xFFFF
      && node.span.source == whole.source && node.span.start >= whole.start
      && node.span.end <= whole.end
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { narrow.isEmpty ? wide.count : narrow.count }

  /// The node at an index.
  package subscript(position: Int) -> MarkdownNode {
    if narrow.isEmpty { return wide[position] }
    let packed = narrow[position]
    if packed.bits & Narrow.isWide != 0 { return wide[Int(packed.number)] }
    let start = base + UInt32(packed.spanStart)
    var node = MarkdownNode(
      kind: packed.kind,
      span: Span(source: source, start: Int(start), end: Int(start) + Int(packed.spanLength)))
    node.alignment = MarkdownNode.Alignment(rawValue: packed.bits & 3) ?? .none
    node.flag = packed.bits & Narrow.flag != 0
    node.number = Int32(Int16(bitPattern: packed.number))
    node.parent = Self.index(packed.parent)
    node.firstChild = Self.index(packed.firstChild)
    node.lastChild = Self.index(packed.lastChild)
    node.nextSibling = Self.index(packed.nextSibling)
    node.text = MarkdownNode.Slice(
      start: UInt32(packed.textStart), end: UInt32(packed.textStart) + UInt32(packed.textLength))
    return node
  }

  /// What a node is.
  package func kind(at position: Int) -> MarkdownNode.Kind {
    narrow.isEmpty ? wide[position].kind : narrow[position].kind
  }

  @inline(__always)
  private static func index(_ packed: UInt16) -> Int32 { packed == 0xFFFF ? -1 : Int32(packed) }
}
