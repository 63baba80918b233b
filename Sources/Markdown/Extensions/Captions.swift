// Captions: a paragraph `: Caption {#id}` behind a table, or behind a picture that stands alone,
// which becomes a figure. Captions with an id are numbered, and `[[figure:id]]` or `[[table:id]]`
// refers to their number.

import Diagnostics

/// The caption of a table or figure.
package struct MarkdownCaption: Sendable {
  /// What has the caption.
  package enum Kind: Sendable {
    /// A picture.
    case figure
    /// A table.
    case table
  }

  /// What has the caption.
  package var kind: Kind
  /// The id, unique in the document.
  package var id: String
  /// Rank among the numbered captions of its kind, from 1; nil for a caption without an id of the
  /// author's.
  package var number: Int?
  /// Plain text, with typography.
  package var title: String
  /// The node of the table or figure.
  package var node: Int
}

/// A reference to a caption that waits for the captions to be known.
struct PendingCaptionReference {
  var node: Int
  var kind: MarkdownCaption.Kind
  var id: String
  var idSpan: Span
}

extension MarkdownCaption.Kind {
  /// The word of a reference before the colon.
  var referenceName: String { self == .figure ? "figure" : "table" }

  init?(referenceName: String) {
    switch referenceName {
    case "figure": self = .figure
    case "table": self = .table
    default: return nil
    }
  }
}

extension DocumentBuilder {
  /// Whether a paragraph that starts with `: ` stands directly behind a table without a caption or
  /// a picture alone in its paragraph.
  func isCaption(_ content: Region, parent: Int32) -> Bool {
    guard content.bytes.starts(with: ": ".utf8) else { return false }
    let last = document.nodes[Int(parent)].lastChild
    guard last >= 0 else { return false }
    let block = document.nodes[Int(last)]
    switch block.kind {
    case .table: return document.nodes[Int(block.lastChild)].kind != .caption
    case .paragraph:
      return block.firstChild >= 0 && block.firstChild == block.lastChild
        && document.nodes[Int(block.firstChild)].kind == .image
    default: return false
    }
  }

  /// Makes a figure of the paragraph before a caption: it is no numbered paragraph any more.
  mutating func makeFigure(_ paragraph: Int32) {
    guard document.nodes[Int(paragraph)].kind == .paragraph else { return }
    if document.nodes[Int(paragraph)].number >= 0 { document.numberedParagraphCount -= 1 }
    document.nodes[Int(paragraph)].kind = .figure
    document.nodes[Int(paragraph)].number = -1
    if let last = document.proseBlocks.indices.last,
      document.proseBlocks.node(at: last) == Int(paragraph)
    {
      document.proseBlocks.makeFigure(at: last)
    }
  }

  /// Completes a caption: its id and its number.
  mutating func addCaption(_ leaf: LeafBuilder) {
    let owner = Int(document.nodes[Int(leaf.node)].parent)
    let kind: MarkdownCaption.Kind = document.nodes[owner].kind == .figure ? .figure : .table
    var number: Int?
    if !document.nodes[Int(leaf.node)].detail.isEmpty {
      number = captionCounts[kind, default: 0] + 1
      captionCounts[kind] = number
    } else {
      let id =
        kind == .figure ? "f-\(document.captions.count + 1)" : "t-\(tableCount)"
      document.nodes[Int(leaf.node)].detail = keep(id.utf8)
    }
    document.nodes[Int(leaf.node)].number = Int32(document.captions.count)
    document.captions.append(
      MarkdownCaption(
        kind: kind, id: document.string(document.nodes[Int(leaf.node)].detail), number: number,
        title: PlainTextWriter().inlineText(of: leaf.node, in: document), node: owner))
  }

  /// Adds a reference to a caption; returns whether it is one.
  mutating func captionReference(
    _ reference: MarkdownReference, labelSpan: Span, to parent: Int32, _ leaf: inout LeafBuilder
  ) -> Bool {
    guard let kind = MarkdownCaption.Kind(referenceName: reference.kind) else { return false }
    var node = MarkdownNode(kind: .captionReference, span: reference.span)
    node.number = -1
    node.text = keep(reference.id.utf8)
    if let label = reference.label {
      node.detail = keep(label.utf8)
      appendProse(Array(label.utf8), span: labelSpan, &leaf)
    } else {
      appendProse([0xEF, 0xBF, 0xBC], span: reference.span, &leaf)
    }
    let added = Int(add(node, to: parent))
    pendingCaptions.append(
      PendingCaptionReference(
        node: added, kind: kind, id: reference.id, idSpan: reference.idSpan))
    leaf.runs.append(node.detail.isEmpty ? .object : .label(added))
    return true
  }

  /// Gives every reference to a caption its number, or reports it.
  mutating func resolveCaptions() {
    guard !pendingCaptions.isEmpty else { return }
    var indices: [String: Int] = [:]
    for (index, caption) in document.captions.enumerated() where caption.number != nil {
      indices["\(caption.kind.referenceName):\(caption.id)"] = index
    }
    for pending in pendingCaptions {
      let name = "\(pending.kind.referenceName):\(pending.id)"
      if let index = indices[name] {
        document.nodes[pending.node].number = Int32(index)
        continue
      }
      let known =
        bag.lists(.undefinedCaption)
        ? document.captions.prefix(1000).filter { $0.kind == pending.kind && $0.number != nil }
          .map(\.id) : []
      bag.add(
        .undefinedCaption(
          pending.id, kind: pending.kind.referenceName, at: pending.idSpan, known: known))
    }
  }
}

extension MarkdownContent {
  /// The name and number of a numbered caption, such as « Figure 3 »; nil if it has none.
  func captionName(
    _ caption: MarkdownCaption, firstFigure: Int, firstTable: Int, isInText: Bool,
    language: MarkdownLanguage? = nil
  ) -> String? {
    let language = language ?? options.language
    guard let number = caption.number else { return nil }
    let first = caption.kind == .figure ? firstFigure : firstTable
    let name = language.captionName(caption.kind)
    let word = isInText && language == .fr ? name.lowercased() : name
    return "\(word)\u{A0}\(first + number - 1)"
  }
}
