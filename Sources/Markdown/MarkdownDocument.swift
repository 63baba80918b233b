// A parsed text: the flat node array, the byte pool its nodes point into, and the lists that come
// out of the same pass. Immutable once made; writers read it.

package import Diagnostics

/// One heading of a document.
package struct OutlineEntry: Sendable {
  /// 1 to 6.
  package var level: Int
  /// Plain text, with typography.
  package var title: String
  /// The id, unique in the document.
  package var id: String
  /// The heading in the source.
  package var span: Span
}

/// One note of a document.
package struct MarkdownFootnote: Sendable {
  /// The label as written.
  package var label: String
  /// The node of the definition.
  package var node: Int
  /// How many calls point to it, in body order.
  package var referenceCount: Int
}

/// What a finished text and one that is being built have in common.
protocol MarkdownContent {
  associatedtype Nodes: RandomAccessCollection<MarkdownNode> where Nodes.Index == Int
  var nodes: Nodes { get }
  var options: MarkdownOptions { get }
  var references: [MarkdownReference] { get }
  var captions: [MarkdownCaption] { get }
  func bytes(_ slice: MarkdownNode.Slice) -> ArraySlice<UInt8>
  func string(_ slice: MarkdownNode.Slice) -> String
}

/// What a text is made of while it is being built; a document once nothing changes any more.
package struct MarkdownParts: Sendable, MarkdownContent {
  /// Blocks and inlines; the root is at 0. Notes hang from the root too, after the body.
  package var nodes: [MarkdownNode] = []
  /// The bytes that nodes point into.
  package var pool: [UInt8] = []
  /// How the text was parsed.
  package var options: MarkdownOptions
  /// Headings in order.
  package var outline: [OutlineEntry] = []
  /// References in order.
  package var references: [MarkdownReference] = []
  /// Citations in order.
  package var citations: [MarkdownCitation] = []
  /// Insertions in order.
  package var insertions: [MarkdownInsertion] = []
  /// Links and images in order.
  package var links: [MarkdownLink] = []
  /// Quotations in prose, in order.
  package var quotations: [MarkdownQuotation] = []
  /// Notes in the order of their first call.
  package var footnotes: [MarkdownFootnote] = []
  /// Captions of tables and figures, in order.
  package var captions: [MarkdownCaption] = []
  /// The plain text of each leaf block, in order.
  package var proseBlocks = ProseBlocks()
  /// Number of words of prose, notes included, code excluded.
  package var wordCount = 0
  /// Number of paragraphs at top level that a chapter numbers.
  package var numberedParagraphCount = 0

  /// Makes the parts of a text that holds nothing yet.
  init(options: MarkdownOptions) { self.options = options }

  /// Takes a document apart, to change it.
  package init(_ document: MarkdownDocument) {
    options = document.options
    nodes = Array(document.nodes)
    pool = document.pool
    outline = document.outline
    references = document.references
    citations = document.citations
    insertions = document.insertions
    links = document.links
    quotations = document.quotations
    footnotes = document.footnotes
    captions = document.captions
    proseBlocks = document.proseBlocks
    wordCount = document.wordCount
    numberedParagraphCount = document.numberedParagraphCount
  }

  /// Returns the bytes of a slice of the pool.
  func bytes(_ slice: MarkdownNode.Slice) -> ArraySlice<UInt8> {
    pool[Int(slice.start)..<Int(slice.end)]
  }

  /// Returns a slice of the pool as a string.
  func string(_ slice: MarkdownNode.Slice) -> String {
    String(decoding: bytes(slice), as: UTF8.self)
  }

  /// Moves what the nodes point into to a pool of its own without what is no longer needed, such as
  /// texts before typography, and puts the bytes of prose behind it.
  ///
  /// - Complexity: O(n).
  mutating func settlePool() {
    var count = proseBlocks.kept.count
    // The expansion of an abbreviation stands once for all its nodes.
    for node in nodes where node.kind != .abbreviation {
      count += Int(node.text.end - node.text.start) + Int(node.detail.end - node.detail.start)
      count += Int(node.classes.end - node.classes.start)
      count += Int(node.language.end - node.language.start)
    }
    var settled: [UInt8] = []
    settled.reserveCapacity(count)
    var expansions: [MarkdownNode.Slice: MarkdownNode.Slice] = [:]
    for index in nodes.indices {
      if nodes[index].kind == .abbreviation {
        let expansion = nodes[index].text
        if let known = expansions[expansion] {
          nodes[index].text = known
        } else {
          Self.move(&nodes[index].text, from: pool, to: &settled)
          expansions[expansion] = nodes[index].text
        }
      } else {
        Self.move(&nodes[index].text, from: pool, to: &settled)
      }
      Self.move(&nodes[index].detail, from: pool, to: &settled)
      Self.move(&nodes[index].classes, from: pool, to: &settled)
      Self.move(&nodes[index].language, from: pool, to: &settled)
    }
    let start = settled.count
    settled += proseBlocks.kept
    proseBlocks.settle(in: settled, from: start)
    pool = settled
  }

  @inline(__always)
  private static func move(
    _ slice: inout MarkdownNode.Slice, from pool: [UInt8], to settled: inout [UInt8]
  ) {
    if slice.isEmpty {
      slice = .empty
      return
    }
    let start = settled.count
    settled.append(contentsOf: pool[Int(slice.start)..<Int(slice.end)])
    slice = MarkdownNode.Slice(start: UInt32(start), end: UInt32(settled.count))
  }

  /// A list without the memory it took ahead while it grew: a dossier keeps every chapter.
  static func trimmed<Element>(_ list: [Element]) -> [Element] {
    if list.capacity - list.count <= list.count / 8 { return list }
    return list.withUnsafeBufferPointer { Array($0) }
  }
}

/// A parsed text.
///
/// An object, so that whoever keeps it beside others counts one reference and not a dozen.
package final class MarkdownDocument: Sendable, MarkdownContent {
  /// Blocks and inlines; the root is at 0. Notes hang from the root too, after the body.
  package let nodes: MarkdownNodes
  /// The bytes that nodes and prose point into.
  package let pool: [UInt8]
  /// How the text was parsed.
  package let options: MarkdownOptions
  /// Headings in order.
  package let outline: [OutlineEntry]
  /// References in order.
  package let references: [MarkdownReference]
  /// Citations in order.
  package let citations: [MarkdownCitation]
  /// Insertions in order.
  package let insertions: [MarkdownInsertion]
  /// Links and images in order.
  package let links: [MarkdownLink]
  /// Quotations in prose, in order.
  package let quotations: [MarkdownQuotation]
  /// Notes in the order of their first call.
  package let footnotes: [MarkdownFootnote]
  /// Captions of tables and figures, in order.
  package let captions: [MarkdownCaption]
  /// The plain text of each leaf block, in order.
  package let proseBlocks: ProseBlocks
  /// Number of words of prose, notes included, code excluded.
  package let wordCount: Int
  /// Number of paragraphs at top level that a chapter numbers.
  package let numberedParagraphCount: Int

  /// Makes a document of its parts.
  package init(_ parts: consuming MarkdownParts) {
    parts.settlePool()
    nodes = MarkdownNodes(parts.nodes)
    pool = parts.pool
    options = parts.options
    outline = MarkdownParts.trimmed(parts.outline)
    references = MarkdownParts.trimmed(parts.references)
    citations = MarkdownParts.trimmed(parts.citations)
    insertions = MarkdownParts.trimmed(parts.insertions)
    links = MarkdownParts.trimmed(parts.links)
    quotations = MarkdownParts.trimmed(parts.quotations)
    footnotes = parts.footnotes
    captions = parts.captions
    proseBlocks = parts.proseBlocks
    wordCount = parts.wordCount
    numberedParagraphCount = parts.numberedParagraphCount
  }

  /// Minutes of reading at 230 words a minute, at least 1.
  package var readingMinutes: Int { max(1, (wordCount + 115) / 230) }

  /// Whether the text holds nothing.
  package var isEmpty: Bool { nodes.isEmpty || nodes[0].firstChild < 0 }

  /// Returns the bytes of a slice of the pool.
  package func bytes(_ slice: MarkdownNode.Slice) -> ArraySlice<UInt8> {
    pool[Int(slice.start)..<Int(slice.end)]
  }

  /// Returns a slice of the pool as a string.
  package func string(_ slice: MarkdownNode.Slice) -> String {
    String(decoding: bytes(slice), as: UTF8.self)
  }
}
