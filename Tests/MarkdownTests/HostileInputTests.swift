// Any bytes are parsed without a crash, in linear time, with every span inside the source.

import Diagnostics
import TestSupport
import Testing

@testable import Markdown

@Suite struct HostileInputTests {
  /// Parses and writes in both profiles and languages and checks what must hold for any input.
  static func check(_ bytes: [UInt8]) {
    for options in [
      MarkdownOptions(htmlElements: ["kbd"]), MarkdownOptions(language: .en, rawHTML: true),
      MarkdownOptions(profile: .commonmark),
    ] {
      let parsed = Parsed(bytes: bytes, options)
      let html = parsed.html(HTMLWriterOptions(firstParagraphNumber: 1, margins: true))
      _ = parsed.inline()
      _ = PlainTextWriter().text(of: parsed.document)
      let isInside =
        parsed.document.nodes.allSatisfy { isValid($0.span, bytes.count) }
        && parsed.document.references.allSatisfy {
          isValid($0.span, bytes.count) && isValid($0.idSpan, bytes.count)
        }
        && parsed.bag.diagnostics.allSatisfy {
          $0.primary.map { isValid($0.span, bytes.count) } ?? true
        }
        && parsed.document.proseBlocks.allSatisfy { block in
          block.segments.allSatisfy {
            isValid($0.span, bytes.count) && $0.offset + $0.count <= block.text.count
          }
        }
      #expect(isInside, "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
      let hasMarks = html.unicodeScalars.contains {
        (0xFDD0...0xFDEF).contains($0.value) && options.profile == .dossier
      }
      #expect(!hasMarks, "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
    }
  }

  private static func isValid(_ span: Span, _ count: Int) -> Bool {
    span.start <= span.end && Int(span.end) <= count
  }

  @Test(
    arguments: [
      [], [0], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE, 0x41], [0xC3], [0xED, 0xA0, 0x80],
      [0xF0, 0x9B, 0xB2, 0x9F, 0x30, 0xF0, 0x9B, 0xB2, 0x9F],
      [0xEF, 0xB7, 0x94, 0x61, 0xEF, 0xB7, 0x95, 0xEF, 0xBF, 0xBC], Array("a\r\rb\r\n\r\nc".utf8),
      Array("[[a:b|\u{0}]]".utf8),
      Array("[^a]: [^a]".utf8), Array("[^a]\n\n[^a]: [^a]".utf8), Array("|\n|-|".utf8),
      Array("|-|\n|-|\n".utf8),
      Array(": a\n: b".utf8), Array("a\n: ".utf8), Array(":::".utf8), Array("> [!".utf8),
      Array("# {#".utf8),
      Array("# {#a}".utf8), Array("{{".utf8), Array("{{}}".utf8), Array("[@]".utf8),
      Array("[@;]".utf8),
      Array("&#;&#x;&amp".utf8), Array("\\".utf8), Array("- [x] ".utf8),
      Array("[^a]:\n\t\n\t".utf8),
    ] as [[UInt8]]) func edges(_ bytes: [UInt8])
  {
    Self.check(bytes)
  }

  static let seeds: [String] = [
    "# L'*été* {#a .b}\n\nVu [[law:cp-226-8-1@2026-01-02#v1|l'article 226-8-1]] [@b, p. 3; @c].[^n]\n\n[^n]: Note « x » [[actor:a]].\n\n    Suite[^n].\n",
    "| a | b |\n|:--|--:|\n| `x\\|y` | [[a:b|c|d]] ~~e~~ |\n| *f | g* | h |\n\n: Légende {#t}\n\nT\n: d **e**\n",
    "> [!NOTE]\n> \"a\": l'b!\n\n::: avis\n- [x] c <b>d</b>\n  > e\n:::\n{{ table x \"y z\" }}\n<!-- f -->\n",
    "Le 1 mars 2026 à 14h30, 75 000 €, XIXe siècle... « \"x\" 'y' » M. Z, n°21-83.710; 50%: https://a.fr/b_(c).\n",
    "## L'[fair use]{lang=en} {#f lang=fr}\n\nLa CE, voir [[figure:f-1|l'image]] et [[table:t]].\n\n![a *b*](c.png)\n\n: Légende : une {#f-1}\n\n| Article 1\n| Il est \"dit\"\n  ceci[^n].\n|\n| 2° Fin\n\n*[CE]: Commission européenne\n",
    "T1\nT2\n: d *e*\n\n> a[^q]\n>\n> [^q]: b\n>     c\n\n- d[^i]\n\n  [^i]: e\n\n::: avis {#x .y lang=de}\n1. [x] <kbd>K</kbd> a@b.fr, www.c.fr\n:::\n\n**Un** mot, 15000 images.\nÀ 14h30, *deux* !\n\n# Titre *gras*\n",
    "[a](https://b.fr \"c\") ![d](e.png) <f@g.h> `` ` `` &eacute; \\* **_x_**  \n***\n1) a\n   b\n\n```x\ny\n```\n[r]: /s 't'\n",
  ]

  @Test(arguments: 0..<7) func seededMutations(_ seed: Int) {
    var random = SplitMix64(seed: UInt64(seed) &+ 11)
    let inserts: [[UInt8]] =
      [
        "[[", "]]", "|", "[^", "{{", "}}", "~~", "`", "\n", "\n\n", "> ", ":::", "*", "\\", "&",
        "«", "»", "\"", "'",
        "\u{A0}", " ", "#", "[@", "\r", "\u{0}", "- ", "|-|-|", ": ", "1", "é", "<!--", "://",
        "www.", "*[", "{lang=en}", "[[figure:", "{#a}", "| ", "\n: ", "<kbd>", "</kbd>", "![",
        "    ",
      ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xF0, 0x9B]]
    for _ in 0..<100 {
      var bytes = Array(Self.seeds[seed].utf8)
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let position = Int.random(in: 0...bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0:
          let end = min(bytes.count, position + Int.random(in: 1...8, using: &random))
          bytes.removeSubrange(position..<end)
        case 1:
          let other = Array(Self.seeds.randomElement(using: &random)?.utf8 ?? "".utf8)
          let start = Int.random(in: 0..<other.count, using: &random)
          let end = min(other.count, start + Int.random(in: 1...20, using: &random))
          bytes.insert(contentsOf: other[start..<end], at: position)
        default:
          bytes.insert(contentsOf: inserts.randomElement(using: &random) ?? [], at: position)
        }
      }
      Self.check(bytes)
    }
  }

  static let storms: [(name: String, unit: String)] = [
    ("brackets", "["), ("references", "[[a:b|"), ("closed references", "[[a:b]]"), ("quotes", "> "),
    ("emphasis", "*a **b "), ("backticks", "`a "), ("braces", "{{ a "), ("citations", "[@a; "),
    ("calls", "[^a"), ("bars", "|a"), ("rows", "|a|b|\n"), ("guillemets", "« "),
    ("straight quotes", "\"a "),
    ("apostrophes", " 'a"), ("tildes", "~~a"), ("addresses", "https://a.b/(("),
    ("digits", "1 000 "),
    ("paragraph", "un mot, l'autre : 75 000 € ; "), ("notes", "[^a]: b\n"),
    ("divisions", "::: a\n"),
    ("definitions", "a\n: b\n"), ("headings", "# a\n"), ("lists", "- "), ("entities", "&eacute;"),
    ("html", "<a "), ("attributes", "{#a "), ("breaks", "\n"), ("images", "!["),
    ("link ends", "]("), ("link definitions", "[a]: b 'c'\n"), ("calls of one note", "[^a] "),
    ("notes in notes", "[^a]: b[^a]\n"), ("strong in emphasis", "*a __b "), ("full stops", "..."),
    ("no-break spaces", "\u{A0} "), ("ligatures", "oe"), ("carets", "[^"), ("autolinks", "<a:"),
    ("no-break bytes", "\u{202F}1"), ("ends of divisions", ":::\n"), ("numbers", "1er "),
    ("captions", "|a|\n|-|\n\n: b\n\n"), ("alerts", "> [!NOTE]\n> a\n\n"),
    ("unclosed references", "[[actor:a|"), ("unclosed insertions", "{{ "), ("tags", "<b>"),
    ("texts of law", "| a\n"), ("language spans", "[a]{lang=en}"), ("terms", "a\nb\n: c\n\n"),
    ("figures", "![a](b)\n\n: c\n\n"), ("inner notes", "> [^a]: b\n\n"),
    ("images in images", "![[]()"),
    ("quotations of one sign", ">"), ("plain paragraphs", "Un *mot*.\n\n"),
    ("plain headings", "# Un *mot*\n\n"),
    ("tasks", "- [ ] a\n"), ("insertions", "{{ a }}"), ("hyphens", "1-"), ("titles", "M. "),
  ]

  /// Each storm ends: a square of its size would need hours, so the limit only stops a hang and
  /// says nothing about speed.
  @Test(.timeLimit(.minutes(10)), arguments: storms.indices) func stormsEnd(_ index: Int) {
    let unit = Array(Self.storms[index].unit.utf8)
    var bytes: [UInt8] = []
    for _ in 0..<(64_000 / unit.count) { bytes.append(contentsOf: unit) }
    if Self.storms[index].name == "rows" { bytes = Array("|a|b|\n|-|-|\n".utf8) + bytes }
    let html = Parsed(bytes: bytes).html()
    // Line ends, definitions that nothing calls and ends of nothing show nothing.
    let name = Self.storms[index].name
    let silent = [
      "breaks", "notes", "link definitions", "notes in notes", "ends of divisions",
    ]
    #expect(html.isEmpty == silent.contains(name), "\(name)")
  }

  /// Twice the text makes at most twice the nodes, bytes, segments and faults, and twice the
  /// result: no construct multiplies what it is given.
  @Test(.timeLimit(.minutes(10)), arguments: storms.indices) func stormsStayLinear(_ index: Int) {
    func sizes(_ bytes: Int) -> [Int] {
      let unit = Array(Self.storms[index].unit.utf8)
      var text: [UInt8] = []
      for _ in 0..<(bytes / unit.count) { text.append(contentsOf: unit) }
      let parsed = Parsed(bytes: text)
      let document = parsed.document
      return [
        document.nodes.count, document.pool.count, parsed.bag.diagnostics.count,
        document.proseBlocks.reduce(0) { $0 + $1.segments.count + $1.text.count },
        parsed.html().utf8.count,
      ]
    }
    for (once, twice) in zip(sizes(4_000), sizes(8_000)) {
      // Numbers in ids and labels grow by a digit.
      #expect(twice <= once * 5 / 2 + 64, "\(Self.storms[index].name)")
    }
  }

  /// One paragraph of two million bytes, without a line break: a square of its size would never end.
  @Test(.timeLimit(.minutes(10))) func oneParagraphOfMegabytes() {
    let unit = Array("Un mot, l'autre : 75 000 € ; « oui » (*peut-être*). ".utf8)
    var text: [UInt8] = []
    while text.count < 2_000_000 { text.append(contentsOf: unit) }
    let document = Parsed(bytes: text).document
    #expect(document.proseBlocks.count == 1)
    #expect(document.wordCount == text.count / unit.count * 7)
  }

  @Test func deepNestingNeedsNoStack() {
    for unit in ["> ", "- ", "*", "[", "1. "] {
      let text = String(repeating: unit, count: 20_000) + "a"
      #expect(Parsed(text).html().contains("a"))
    }
  }

  /// Texts whose parts would each cost a look at the whole text, or make nodes by the square.
  @Test(
    .timeLimit(.minutes(10)),
    arguments: [
      ("divisions", String(repeating: "::: verbatim\n\ntext\n\n", count: 2_000)),
      ("links", "[a]: x\n\n" + String(repeating: "[a](b ", count: 5_000)),
      (
        "tables",
        String(repeating: "|a", count: 2_000) + "|\n" + String(repeating: "|-", count: 2_000)
          + "|\n"
          + String(repeating: "|x\n", count: 5_000)
      ),
      (
        "notes",
        (0..<1_500).map { "[^note-\($0)]: x [^not-\($0)]\n\n" }.joined()
          + (0..<1_500).map { "x[^note-\($0)] y[^nit-\($0)]\n" }.joined()
      ),
    ]) func boundedWork(name: String, text: String)
  {
    #expect(Parsed(text).document.nodes.count < text.utf8.count, "\(name)")
  }

  @Test func verbatimDivisionsEndWhereTheyAreClosed() {
    let parsed = Parsed(
      "::: verbatim\n\n\"a\"\n\n::: b\n\n\"c\"\n\n:::\n\n> \"d\"\n\n- \"e\"\n\n:::\n\n\"f\"\n")
    let html = parsed.html()
    for letter in ["a", "c", "d", "e"] { #expect(html.contains("&quot;\(letter)&quot;")) }
    #expect(html.contains("«") && !html.contains("&quot;f"))
  }

  @Test func everyInvalidByteKeepsItsPlace() {
    let parsed = Parsed(bytes: Array("a".utf8) + [UInt8](repeating: 0xFF, count: 3_000))
    let segments = parsed.document.proseBlocks.flatMap(\.segments)
    #expect(segments.reduce(0) { $0 + $1.count } == 1 + 3 * 3_000)
    for (left, right) in zip(segments, segments.dropFirst()) {
      #expect(left.span.end <= right.span.end && left.offset + left.count == right.offset)
    }
  }
}
