// References, citations, insertions, links and prose: what is found, and exactly where.

import Diagnostics
import Foundation
import Testing

@testable import Markdown

@Suite struct ReferenceTests {
  @Test func partsHaveTheirOwnSpans() throws {
    let parsed = Parsed("Vu l’[[law:cp-226-8-1@2026-01-02#v1|texte]].")
    let reference = try #require(parsed.document.references.first)
    #expect(reference.kind == "law")
    #expect(reference.id == "cp-226-8-1")
    #expect(reference.date == "2026-01-02")
    #expect(reference.fragment == "v1")
    #expect(reference.label == "texte")
    #expect(parsed.text(reference.span) == "[[law:cp-226-8-1@2026-01-02#v1|texte]]")
    #expect(parsed.text(reference.idSpan) == "cp-226-8-1")
    #expect(reference.dateSpan.map(parsed.text) == "2026-01-02")
    #expect(reference.fragmentSpan.map(parsed.text) == "v1")
    #expect(reference.paragraph == 0)
  }

  @Test(arguments: [
    "- a\n  - b [[actor:xai]]", "> a\n> [[actor:xai]]", "> - a\n>   [[actor:xai]] b",
    "| a |\n|---|\n| x [[actor:xai]] |", "# T [[actor:xai]] {#t}",
    "a[^1]\n\n[^1]: b\n    [[actor:xai]]",
    "Terme\n: voir [[actor:xai]]", "été *œuvre [[actor:xai]]*", "\u{FEFF}a\r\n\r\nb [[actor:xai]]",
    "::: avis\n[[actor:xai]]\n:::", "> [!NOTE]\n> [[actor:xai]]", "[a [[actor:xai]]](https://b.fr)",
    "- [ ] x [[actor:xai]]", "|a|\n|---|\n|b|\n\n: légende [[actor:xai]]",
  ]) func spansAreExactEverywhere(_ text: String) throws {
    let parsed = Parsed(text)
    let reference = try #require(parsed.document.references.first)
    #expect(parsed.text(reference.span) == "[[actor:xai]]")
    #expect(parsed.text(reference.idSpan) == "xai")
    // A reference in a link is exact too, though no link may hold one.
    #expect(parsed.faults.filter { !$0.hasPrefix("M0403") } == [])
  }

  @Test func labelsMayBeEmptyOrMissing() {
    let labels = Parsed("[[actor:a]] [[actor:b|]] [[actor:c|d]]").document.references.map(\.label)
    #expect(labels == [nil, "", "d"])
  }

  @Test func citationsHoldTheirPlaces() throws {
    let parsed = Parsed("Dit [@blick-grok, p. 3; @eucrim-vlop].")
    let citation = try #require(parsed.document.citations.first)
    #expect(citation.items.map(\.id) == ["blick-grok", "eucrim-vlop"])
    #expect(citation.items.map(\.locator) == ["p.\u{A0}3", nil])
    #expect(citation.items.map { parsed.text($0.idSpan) } == ["blick-grok", "eucrim-vlop"])
    #expect(parsed.text(citation.span) == "[@blick-grok, p. 3; @eucrim-vlop]")
  }

  @Test func insertionsAreBlocksOnALineOfTheirOwn() throws {
    let parsed = Parsed("{{ table penalties \"a b\" }}\n\nVoir {{ count events }}.")
    let insertions = parsed.document.insertions
    #expect(insertions.map(\.name) == ["table", "count"])
    #expect(insertions.map(\.isBlock) == [true, false])
    #expect(insertions[0].arguments.map(\.text) == ["penalties", "a b"])
    #expect(parsed.text(insertions[0].arguments[1].span) == "a b")
    #expect(parsed.document.numberedParagraphCount == 1)
  }

  @Test(arguments: [
    "`[[actor:a]] [@b] {{ c }}`", "\\[[actor:a]] \\[@b] \\{{ c }}", "    [[actor:a]] [@b] {{ c }}",
    "```\n[[actor:a]] [@b] {{ c }} [^d] https://e.fr ~~f~~\n```", "[a](https://b.fr/[[actor:a]])",
  ]) func codeAndEscapesAreLiteral(_ text: String) {
    let parsed = Parsed(text)
    #expect(parsed.document.references.isEmpty)
    #expect(parsed.document.citations.isEmpty)
    #expect(parsed.document.insertions.isEmpty)
    #expect(parsed.faults == [])
  }

  @Test func codeKeepsItsBytes() {
    let code = "[[actor:a|b]] [@c, p. 1] {{ d \"e\" }} [^f] https://g.fr ~~h~~ \\~ {#i}"
    let parsed = Parsed("```\n\(code)\n```\n\n`\(code)`")
    let escaped = code.replacing("\"", with: "&quot;")
    #expect(
      parsed.html()
        == "<pre><code>\(escaped)\n</code></pre>\n<p><code>\(escaped)</code></p>\n")
  }

  @Test func linksHaveSpans() {
    let parsed = Parsed("Un [*lien* (1)](https://a.fr/b_(c) \"t\") et ![i](d.png) https://e.fr/f.")
    #expect(
      parsed.document.links.map { parsed.text($0.span) } == [
        "[*lien* (1)](https://a.fr/b_(c) \"t\")", "![i](d.png)", "https://e.fr/f",
      ])
    #expect(
      parsed.document.links.map(\.destination) == ["https://a.fr/b_(c)", "d.png", "https://e.fr/f"])
    #expect(parsed.document.links.map(\.isImage) == [false, true, false])
  }

  @Test func proseIsTheTextBeforeTypography() throws {
    let text = "L'amende : *75 000 €* &eacute;t\\*e `x` [[law:a|loi 3]] [[law:b]]\nfin [[law:c|]]."
    let parsed = Parsed(text)
    let prose = try #require(parsed.document.proseBlocks.first)
    #expect(
      String(decoding: prose.text, as: UTF8.self)
        == "L'amende : 75 000 € ét*e x loi 3 \u{FFFC} fin.")
    func span(of part: String) throws -> String {
      let whole = String(decoding: prose.text, as: UTF8.self)
      let range = try #require(whole.range(of: part))
      let start = whole.utf8.distance(from: whole.startIndex, to: range.lowerBound)
      return parsed.text(prose.span(of: start..<start + part.utf8.count))
    }
    #expect(try span(of: "75 000 €") == "75 000 €")
    #expect(try span(of: "ét*e") == "&eacute;t\\*e")
    #expect(try span(of: "loi 3") == "loi 3")
    #expect(try span(of: "fin") == "fin")
    #expect(prose.references.map { parsed.document.references[$0.index].id } == ["a", "b", "c"])
    #expect(prose.code.map { String(decoding: prose.text[$0], as: UTF8.self) } == ["x"])
  }

  @Test func quotationsAreFoundWithTheirBytes() throws {
    let parsed = Parsed(
      "Il dit : « Ces *applications* sont « déjà » là. » puis «\u{A0}non\u{202F}».")
    let texts = parsed.document.quotations.map { String(decoding: $0.text, as: UTF8.self) }
    #expect(texts == ["Ces applications sont « déjà » là.", "non"])
    #expect(
      parsed.text(parsed.document.quotations[0].span) == "Ces *applications* sont « déjà » là.")
    #expect(parsed.text(parsed.document.quotations[1].span) == "non")
  }

  @Test func proseKnowsItsKind() {
    let parsed = Parsed("# t\n\np\n\n- i\n\n|a|b|\n|-|-|\n|c|d|\n\nx[^1]\n\n[^1]: n")
    #expect(
      parsed.document.proseBlocks.map(\.kind) == [
        .heading, .paragraph, .listItem, .cell, .cell, .cell, .cell, .paragraph, .footnote,
      ])
    #expect(
      parsed.document.proseBlocks.map(\.paragraph) == [nil, 0, nil, nil, nil, nil, nil, 1, nil])
    #expect(parsed.document.proseBlocks.allSatisfy { $0.section == 0 })
  }

  @Test func originsOfDecodedTextsAreFollowed() throws {
    // A YAML block scalar: two lines, four columns of indentation each.
    let file = "text: |\n    un [[actor:a]]\n    deux [[actor:b]]\n"
    var map = SourceMap()
    let bytes = Array(file.utf8)
    let id = map.add(path: "a.yaml", bytes: bytes)
    let text = Array("un [[actor:a]]\ndeux [[actor:b]]\n".utf8)
    let origin = TextOrigin(
      whole: Span(source: id, start: 6, end: bytes.count),
      pieces: [
        TextOrigin.Piece(textOffset: 0, sourceOffset: 12, length: 15),
        TextOrigin.Piece(textOffset: 15, sourceOffset: 31, length: 17),
      ])
    var bag = DiagnosticBag()
    let document = parseMarkdown(text, origin: origin, into: &bag)
    let found = document.references.map { reference in
      String(
        decoding: bytes[Int(reference.span.start)..<Int(reference.span.end)], as: UTF8.self)
    }
    #expect(found == ["[[actor:a]]", "[[actor:b]]"])
  }
}
