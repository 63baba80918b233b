// The plain text of a document: feeds, titles, descriptions, the search index. No markup, no
// notes; blocks are separated by a blank line, or by a space on one line.

/// Writes a parsed text without markup.
package struct PlainTextWriter: Sendable {
  /// Whether everything stands on one line.
  package var isSingleLine: Bool
  /// What a reference without label shows.
  package typealias ReferenceText = (MarkdownReference) -> String

  /// Makes a writer.
  package init(isSingleLine: Bool = false) {
    self.isSingleLine = isSingleLine
  }

  /// Returns the text of the whole document, notes, citations, insertions and code blocks left
  /// out.
  ///
  /// - Parameters:
  ///   - document: The parsed text.
  ///   - referenceText: What a reference without label shows; its id if nothing is given.
  /// - Complexity: O(n).
  package func text(
    of document: MarkdownDocument, referenceText: ReferenceText = { $0.id }
  ) -> String {
    var out: [UInt8] = []
    let leaves =
      document.options.profile == .dossier
      ? document.proseBlocks.indices.filter { document.proseBlocks.kind(at: $0) != .footnote }
        .map { document.proseBlocks.node(at: $0) }
      : document.nodes.indices.filter {
        document.nodes[$0].kind == .paragraph || document.nodes[$0].kind == .heading
      }
    for leaf in leaves {
      var text: [UInt8] = []
      appendInlines(of: Int32(leaf), in: document, referenceText, into: &text)
      guard !text.isEmpty else { continue }
      if !out.isEmpty { out.append(contentsOf: isSingleLine ? [0x20] : [0x0A, 0x0A]) }
      out.append(contentsOf: text)
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Returns the text of one leaf.
  func inlineText(of leaf: Int32, in document: some MarkdownContent) -> String {
    var out: [UInt8] = []
    appendInlines(of: leaf, in: document, { $0.id }, into: &out)
    return String(decoding: out, as: UTF8.self)
  }

  private func appendInlines(
    of leaf: Int32, in document: some MarkdownContent, _ referenceText: ReferenceText,
    into out: inout [UInt8]
  ) {
    var current = document.nodes[Int(leaf)].firstChild
    while current >= 0 {
      let node = document.nodes[Int(current)]
      switch node.kind {
      case .text: appendInline(document.bytes(node.text), into: &out)
      case .code: out.append(contentsOf: document.bytes(node.text))
      case .softBreak, .lineBreak: out.append(0x20)
      case .citation, .insertion:
        // The space before what is left out goes with it.
        if out.last == 0x20 { out.removeLast() }
      case .reference:
        let reference = document.references[Int(node.number)]
        if reference.label == "" {
          if out.last == 0x20 { out.removeLast() }
        } else {
          out.append(contentsOf: (reference.label ?? referenceText(reference)).utf8)
        }
      case .captionReference:
        if node.detail.isEmpty, node.number >= 0,
          let name = document.captionName(
            document.captions[Int(node.number)], firstFigure: 1, firstTable: 1, isInText: true)
        {
          out.append(contentsOf: name.utf8)
        } else {
          out.append(contentsOf: document.bytes(node.detail.isEmpty ? node.text : node.detail))
        }
      case .element: if document.string(node.text) == "br" { out.append(0x20) }
      default: break
      }
      // The caption of a figure is a text of its own.
      if node.firstChild >= 0, node.kind != .caption {
        current = node.firstChild
        continue
      }
      var next = node.nextSibling
      var parent = node.parent
      while next < 0, parent >= 0, parent != leaf {
        next = document.nodes[Int(parent)].nextSibling
        parent = document.nodes[Int(parent)].parent
      }
      current = next
    }
  }
}
