// A finished text keeps its nodes and its prose packed; what comes out is what went in, for texts small
// and large.

import Diagnostics
import Testing

@testable import Markdown

@Suite("Packing")
struct PackingTests {
  private static let sample = """
    ## Titre {#id .classe lang=en}

    Un « mot » long[^n] de [[actor:alpha|l'acteur]] et `code 12` [@a, p. 3; @b].

    | a | b |
    |:--|--:|
    | [[law:x]] | ~~non~~ ![image](i.png "titre") |

    - [x] fait
    - **gras *et* plus**

    [^n]: Une note.

    """

  private func spans(from start: Int) -> Span {
    Span(source: SourceID(raw: 7), start: start, end: start + 3)
  }

  @Test("Nodes come out as they went in", arguments: [0, 70_000])
  func nodes(length: Int) {
    let whole = Span(source: SourceID(raw: 7), start: 900_000, end: 900_100 + length)
    var nodes: [MarkdownNode] = [MarkdownNode(kind: .document, span: whole)]
    for number in [-1, 0, 1, 32_767, 32_768, -32_769, 999_999_999] as [Int32] {
      var node = MarkdownNode(kind: .text, span: spans(from: 900_010 + length))
      node.number = number
      node.parent = 0
      node.nextSibling = Int32(nodes.count + 1)
      node.flag = number > 0
      node.alignment = number > 1 ? .right : .center
      node.text = MarkdownNode.Slice(start: 4, end: 9)
      nodes.append(node)
      node.kind = .link
      node.detail = MarkdownNode.Slice(start: 70_000, end: 70_001)
      node.occurrence = 2
      nodes.append(node)
      node.detail = .empty
      node.occurrence = 0
      node.text = MarkdownNode.Slice(start: 70_000, end: 140_000)
      nodes.append(node)
    }
    nodes[0].firstChild = 1
    nodes[0].lastChild = Int32(nodes.count - 1)
    let packed = MarkdownNodes(nodes)
    #expect(packed.map { "\($0)" } == nodes.map { "\($0)" })
    #expect(packed.indices.map(packed.kind(at:)) == nodes.map(\.kind))
  }

  @Test("A text taken apart and put together is the same")
  func roundTrip() {
    for text in [Self.sample, String(repeating: Self.sample, count: 300)] {
      var bag = DiagnosticBag()
      let bytes = Array(text.utf8)
      let span = Span(source: SourceID(raw: 3), start: 40, end: 40 + bytes.count)
      let document = parseMarkdown(bytes, origin: TextOrigin(verbatim: span), into: &bag)
      let again = MarkdownDocument(MarkdownParts(document))
      #expect(again.pool == document.pool)
      #expect(again.nodes.map { "\($0)" } == document.nodes.map { "\($0)" })
      #expect(again.proseBlocks.map { "\($0)" } == document.proseBlocks.map { "\($0)" })
      #expect(!document.proseBlocks.isEmpty)
      for (index, block) in document.proseBlocks.enumerated() {
        let blocks = document.proseBlocks
        #expect(blocks.text(at: index) == block.text)
        #expect(blocks.textCount(at: index) == block.text.count)
        #expect(blocks.kind(at: index) == block.kind && blocks.node(at: index) == block.node)
        #expect(blocks.section(at: index) == block.section)
        #expect(blocks.holdsReferences(at: index) == !block.references.isEmpty)
        #expect(blocks.holdsCitations(at: index) == !block.citations.isEmpty)
        #expect(blocks.references(at: index).map(\.offset) == block.references.map(\.offset))
        #expect(blocks.citations(at: index).map(\.index) == block.citations.map(\.index))
      }
    }
  }

  @Test("Prose that stands in the file is not kept, and reads as if it were")
  func file() {
    let text = Self.sample + "Un mot\nsuivi \\* et &amp; fin `a  b`\nde ligne[@s].\n"
    let bytes = Array("---\n---\n".utf8) + Array(text.utf8)
    let span = Span(source: SourceID(raw: 3), start: 8, end: bytes.count)
    func parsed(_ file: [UInt8]) -> MarkdownDocument {
      var bag = DiagnosticBag()
      return parseMarkdown(
        Array(bytes[8...]), origin: TextOrigin(verbatim: span), file: file, into: &bag)
    }
    let (apart, shared) = (parsed([]), parsed(bytes))
    #expect(shared.proseBlocks.map { "\($0)" } == apart.proseBlocks.map { "\($0)" })
    #expect(shared.pool.count + text.utf8.count / 3 < apart.pool.count)
    // Another file than the one that was read is noticed.
    let other = parsed(bytes.map { $0 == UInt8(ascii: "m") ? UInt8(ascii: "n") : $0 })
    #expect(other.proseBlocks.map { "\($0)" } == apart.proseBlocks.map { "\($0)" })
  }

  @Test("Nothing but what is shown or read stays in the pool")
  func pool() {
    var bag = DiagnosticBag()
    let text = "Il dit : « oui » et s'en va ; puis plus rien."
    let document = parseMarkdown(
      Array(text.utf8), origin: TextOrigin(opaque: spans(from: 0)), into: &bag)
    let shown = document.nodes.reduce(0) { $0 + Int($1.text.end - $1.text.start) }
    let prose = document.proseBlocks.reduce(0) { $0 + $1.text.count }
    #expect(document.pool.count == shown + prose)
  }
}
