// Which evidence stands beside which block: what the writers show in the margin, on a page and on
// paper alike.

/// What one block at top level points to.
package struct BlockEvidence: Sendable {
  /// The node of the block.
  package var block: Int32
  /// Its references, in order.
  package var references: [MarkdownReference] = []
  /// Its citations, in order.
  package var citations: [MarkdownCitation] = []

  /// How many records its references name.
  var recordCount: Int {
    if references.count < 2 { return references.count }
    if references.count <= 16 {
      return references.indices.count { index in
        !references[..<index].contains {
          $0.id == references[index].id && $0.kind == references[index].kind
        }
      }
    }
    struct Key: Hashable {
      let kind: String
      let id: String
    }
    return Set(references.map { Key(kind: $0.kind, id: $0.id) }).count
  }
}

extension MarkdownDocument {
  /// The evidence of every block at top level that has some, in order.
  ///
  /// Headings and notes have none. Beside lists, tables and quotations stands only what is not
  /// shown in them: references with an empty label.
  ///
  /// - Complexity: O(n log n) in references and citations.
  func evidence() -> [BlockEvidence] {
    var all: [BlockEvidence] = []
    if references.isEmpty, citations.isEmpty { return all }
    // Nodes stand in the order of the text: a block holds all up to the next one.
    var blocks: [Int32] = []
    var child = nodes.first?.firstChild ?? -1
    while child >= 0 {
      blocks.append(child)
      child = nodes[Int(child)].nextSibling
    }
    var ranks = [Int32](repeating: -1, count: blocks.count)
    func index(of proseIndex: Int, _ isShown: (MarkdownNode) -> Bool) -> Int? {
      guard proseIndex >= 0, proseIndex < proseBlocks.count else { return nil }
      let leaf = Int32(proseBlocks.node(at: proseIndex))
      var low = 0
      var high = blocks.count
      while low + 1 < high {
        let middle = (low + high) / 2
        if blocks[middle] <= leaf { low = middle } else { high = middle }
      }
      guard low < blocks.count else { return nil }
      let current = blocks[low]
      let block = nodes[Int(current)]
      guard block.kind != .footnoteDefinition, block.kind != .heading, isShown(block) else {
        return nil
      }
      if ranks[low] >= 0 { return Int(ranks[low]) }
      ranks[low] = Int32(all.count)
      all.append(BlockEvidence(block: current))
      return all.count - 1
    }
    for reference in references {
      let index = index(of: reference.blockIndex) {
        $0.kind == .paragraph || reference.label == ""
      }
      if let index { all[index].references.append(reference) }
    }
    for citation in citations {
      let index = index(of: citation.blockIndex) { $0.kind == .paragraph }
      if let index { all[index].citations.append(citation) }
    }
    return all
  }
}
