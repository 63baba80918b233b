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

/// A parsed text.
package struct MarkdownDocument: Sendable {
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
  package var proseBlocks: [ProseBlock] = []
  /// Number of words of prose, notes included, code excluded.
  package var wordCount = 0
  /// Number of paragraphs at top level that a chapter numbers.
  package var numberedParagraphCount = 0

  /// Minutes of reading at 230 words a minute, at least 1.
  package var readingMinutes: Int { max(1, (wordCount + 115) / 230) }

  /// Whether the text holds nothing.
  package var isEmpty: Bool { nodes.isEmpty || nodes[0].firstChild < 0 }

  /// Gives back the memory that the lists took ahead while they grew: a dossier keeps every chapter.
  ///
  /// - Complexity: O(n).
  package mutating func trim() {
    nodes = Self.trimmed(nodes)
    pool = Self.trimmed(pool)
    references = Self.trimmed(references)
    proseBlocks = Self.trimmed(proseBlocks)
  }

  private static func trimmed<Element>(_ list: [Element]) -> [Element] {
    if list.capacity - list.count <= list.count / 8 { return list }
    return list.withUnsafeBufferPointer { Array($0) }
  }

  /// Returns the bytes of a slice of the pool.
  package func bytes(_ slice: MarkdownNode.Slice) -> ArraySlice<UInt8> {
    pool[Int(slice.start)..<Int(slice.end)]
  }

  /// Returns a slice of the pool as a string.
  package func string(_ slice: MarkdownNode.Slice) -> String {
    String(decoding: bytes(slice), as: UTF8.self)
  }
}
