// Plain prose is read without libcmark: what comes out is what libcmark would give, and nothing but
// plain prose is read so.

import Diagnostics
import TestSupport
import Testing

@testable import Markdown

@Suite struct PlainBlocksTests {
  private static func blocks(_ text: String) -> PlainBlocks {
    let bytes = Array(text.utf8)
    return PlainBlocks(bytes, lines: LineTable(bytes))
  }

  @Test(arguments: [
    ("Un mot, l'autre.", "x\n"),
    ("Un *mot* et **deux**.\nEncore (oui).\n\n## Titre\n\nFin", "x\n"),
    ("- a\n\nUn mot\nlong\n\n- b\n", "- a\n\nx\n\n\n- b\n"),
    ("# Titre\n- a\n", "x\n\n- a\n"),
    ("a\n\nb\n\n\n", "x\n\n\n\n"),
  ]) func standsForProse(_ text: String, _ rest: String) {
    #expect(String(decoding: Self.blocks(text).rest, as: UTF8.self) == rest)
  }

  @Test(arguments: [
    "- a\n  b", "a\n===", "a\n---", "a\n- b", "a\n1. b", "a\n> b", "a  \nb", "a\\\nb", "[a](b)",
    "a `b`", "a <b>", "a &amp; b", "a_b_", "a ~~b~~", "*a", "a* b*", "**a*", "***a***",
    "*a **b** c*",
    "a\n: b", "a\n|-|", "    a", "```\n\na\n\n```", "1. a", "* a", "***", "# a #", "# a `b`", "#",
    "> a", "| a", ": a", "a\u{B}\nb", "a\u{C}", "a\tb", "\u{1BC9F}0\u{1BC9F}",
  ]) func leavesTheRestToLibcmark(_ text: String) {
    #expect(Self.blocks(text).rest == Array(text.utf8))
  }

  /// Where a stand-in is no paragraph for libcmark, it reads the whole text.
  @Test(arguments: [
    "<!--\n\nUn mot\n\n-->", "<pre>\n\nUn mot\n\n</pre>", "   ```\n\nUn mot\n\n   ```",
    "<script>\n\n*a*\n",
  ]) func givesWayToLibcmark(_ text: String) {
    var options = MarkdownOptions()
    options.rawHTML = true
    let html = Parsed(bytes: Array(text.utf8), options, readsProse: false).html()
    #expect(Parsed(bytes: Array(text.utf8), options).html() == html)
  }

  private static let pieces = [
    "Un mot", "l'autre", " ", " ", " ", "\n", "\n", "\n\n", "\n\n", "*mot*", "**mot**", "*", "**",
    "# ",
    "## Titre\n", "\n## Titre {#a}\n", "- ", "> ", "1. ", "2026", "(oui)", "« oui »", " :", "!",
    "?",
    "[[law:a|b]]", "[@c, p. 2]", "[^n]", "\n\n[^n]: note\n", "`x`", "<!-- y -->", "<b>", "&eacute;",
    "\n```\n", "\n::: avis\n", "\n:::\n", "|a|\n|-|\n", ": b", "{{ c }}", "\t", "  ", "\\", "~~",
    "https://a.fr", "\u{A0}", "é", "œuvre", "<div>\n", "*[CE]: Commission\n", "CE", "***", "_a_",
    "---",
    "===", "\n: b\n", "75 000 €", "1er",
  ]

  /// The parts of a document that say what was read.
  private static func reading(_ parsed: Parsed) -> [String] {
    [
      parsed.html(HTMLWriterOptions(firstParagraphNumber: 1, margins: true)),
      PlainTextWriter().text(of: parsed.document), parsed.faults.joined(separator: "\n"),
      parsed.document.proseBlocks.map { block in
        "\(block.kind) \(block.span) \(String(decoding: block.text, as: UTF8.self))"
          + " \(block.paragraph ?? -1) \(block.section ?? -1)"
          // A line break has a place of its own only where prose is read directly.
          + block.text.indices.filter { block.text[$0] != 0x20 }
          .map { "\(block.span(of: $0..<$0 + 1))" }.joined()
      }.joined(separator: "\n"),
      parsed.document.outline.map { "\($0.level) \($0.title) \($0.id) \($0.span)" }.joined(),
      "\(parsed.document.wordCount) \(parsed.document.numberedParagraphCount)",
    ]
  }

  @Test(arguments: 0..<6) func readsWhatLibcmarkReads(_ seed: Int) {
    var random = SplitMix64(seed: UInt64(seed) &+ 2026)
    for _ in 0..<120 {
      var text = ""
      for _ in 0..<Int.random(in: 1...14, using: &random) {
        text += Self.pieces.randomElement(using: &random) ?? ""
      }
      for options in [MarkdownOptions(), MarkdownOptions(language: .en, rawHTML: true)] {
        let direct = Self.reading(Parsed(bytes: Array(text.utf8), options))
        let through = Self.reading(Parsed(bytes: Array(text.utf8), options, readsProse: false))
        #expect(direct == through, "\(text.debugDescription)")
      }
    }
  }
}
