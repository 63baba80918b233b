// What comes out of a parse beside nodes: outline, ids, counts, plain text, front matter, margins.

import Diagnostics
import Testing

@testable import Markdown

@Suite struct DocumentTests {
  @Test func outlineHasTitlesAndIDs() {
    let parsed = Parsed(
      "# L'*été*\n\n## Même\n## Même\n## Autre {#meme}\n## [[actor:x|Nom]][^1]\n\n[^1]: n")
    #expect(parsed.document.outline.map(\.level) == [1, 2, 2, 2, 2])
    #expect(parsed.document.outline.map(\.title) == ["L’été", "Même", "Même", "Autre", "Nom"])
    #expect(parsed.document.outline.map(\.id) == ["l-ete", "meme-2", "meme-3", "meme", "nom"])
  }

  @Test func plainTextHasNoMarkup() {
    let text =
      "# Titre\n\nL'*un* [[actor:a|deux]] [@b] 1er `c`.\nFin[^1] [[event:e|]].\n\n- i\n\n[^1]: note"
    let document = Parsed(text).document
    #expect(PlainTextWriter().text(of: document) == "Titre\n\nL’un deux 1er c. Fin.\n\ni")
    #expect(
      PlainTextWriter(isSingleLine: true).text(of: document) == "Titre L’un deux 1er c. Fin. i")
  }

  @Test func wordsAreCounted() {
    #expect(Parsed("# Un titre\n\nL’été, trois mots `code ici` — fin.").document.wordCount == 6)
  }

  @Test func onlyParagraphsAtTopLevelAreNumbered() {
    let parsed = Parsed(
      "a\n\n> b\n\n- c\n\n  d\n\n{{ x }}\n\ne\n\n::: f\ng\n:::\n\nh[^1]\n\n[^1]: i")
    #expect(parsed.document.numberedParagraphCount == 3)
    let html = parsed.html(HTMLWriterOptions(firstParagraphNumber: 7))
    for number in 7...9 { #expect(html.contains("<p id=\"p\(number)\">")) }
    #expect(!html.contains("p10"))
  }

  @Test func evidenceRunsOnBesideALongParagraphWithoutAny() {
    let long = String(repeating: "mot ", count: 80)
    let options = HTMLWriterOptions(firstParagraphNumber: 1, margins: true)
    #expect(
      Parsed("\(long)[[event:e]]\n\n\(long)").html(options).contains("<div class=\"al libre\">"))
    #expect(!Parsed("\(long)[[event:e]]\n\n\(long)[[event:f]]").html(options).contains("libre"))
    #expect(!Parsed("\(long)[[event:e]]\n\n- \(long)").html(options).contains("libre"))
    #expect(!Parsed("a [[event:e]]\n\nb").html(options).contains("libre"))
  }

  @Test func prefixesKeepIDsApart() {
    let html = Parsed("# T\n\na[^1]\n\n[^1]: n").html(
      HTMLWriterOptions(idPrefix: "x-", headingShift: 1))
    for part in ["<h2 id=\"x-t\">", "id=\"x-r1\" href=\"#x-n1\"", "id=\"x-n1\"", "href=\"#x-r1\""] {
      #expect(html.contains(part))
    }
  }

  @Test func inlineHasNoParagraph() {
    #expect(Parsed("Un *mot*[^1].\n\n[^1]: x").inline() == "Un <em>mot</em>.")
    #expect(Parsed("a\n\nb").inline() == "a<br>\nb")
    #expect(Parsed("").inline() == "")
    #expect(Parsed("").document.isEmpty)
  }

  @Test(arguments: [
    ("---\na: 1\n---\nb", "a: 1\n", "b"), ("---\r\na: 1\r\n---\r\nb", "a: 1\r\n", "b"),
    ("\u{FEFF}---\na: 1\n...\nb", "a: 1\n", "b"), ("---\n---\nb", "", "b"), ("b", "", "b"),
    ("----\na\n---\nb", "", "----\na\n---\nb"), ("", "", ""), ("---", "", "---"),
    ("---\na: 1\n---", "a: 1\n", ""),
  ]) func frontMatterIsSplit(_ text: String, _ content: String, _ body: String) {
    let bytes = Array(text.utf8)
    let front = FrontMatter(splitting: bytes)
    #expect(String(decoding: bytes[front.content], as: UTF8.self) == content)
    #expect(String(decoding: bytes[front.body], as: UTF8.self) == body)
  }

  @Test func unclosedFrontMatterIsTold() {
    #expect(FrontMatter(splitting: Array("---\na: 1\n".utf8)).isUnclosed)
    #expect(!FrontMatter(splitting: Array("a".utf8)).isUnclosed)
  }

  @Test(arguments: [
    ("L’œuvre d’été", "l-oeuvre-d-ete"), ("Ça & là : 3 %", "ca-la-3"), ("Æther ß", "aether-ss"),
    ("  --  ", ""), ("Straße № 5", "strasse-5"), ("e\u{301}te", "ete"),
  ]) func slugsAreStable(_ text: String, _ expected: String) {
    #expect(String(decoding: slug(of: Array(text.utf8)), as: UTF8.self) == expected)
  }

  @Test(arguments: [
    "javascript:alert(1)", "JavaScript:alert(1)", "java\tscript:alert(1)", "vbscript:x",
    "file:///etc/passwd", "data:text/html,x",
  ]) func activeLinksAreRefused(_ address: String) {
    for text in ["[a](<\(address)>)", "![a](<\(address)>)", "[a][b]\n\n[b]: <\(address)>"] {
      let parsed = Parsed(text)
      #expect(!parsed.html().contains("="))
      #expect(parsed.bag.diagnostics.map(\.code.id) == ["M0402"])
    }
  }

  @Test func imagesMayHoldTheirBytes() {
    let parsed = Parsed("![a](data:image/png;base64,AA==)")
    #expect(parsed.faults == [])
    #expect(parsed.html().contains("<img src=\"data:image/png;base64,AA==\" alt=\"a\">"))
  }

  @Test func rawHTMLPassesByOption() {
    let text = "Un <b>mot</b>.\n\n<div>\nx\n</div>"
    #expect(
      Parsed(text, MarkdownOptions(rawHTML: true)).html()
        == "<p>Un <b>mot</b>.</p>\n<div>\nx\n</div>\n")
    #expect(Parsed(text).faults == ["M0401 <b>", "M0401 </b>", "M0401 <div>\nx\n</div>"])
  }

  @Test func linkDefinitionsReachCellsAndNotes() {
    let html = Parsed("| [a][x] |\n|---|\n| b[^1] |\n\n[^1]: [c][x]\n\n[x]: https://d.fr").html()
    #expect(html.contains("<a href=\"https://d.fr\">a</a>"))
    #expect(html.contains("<a href=\"https://d.fr\">c</a>"))
  }

  @Test(arguments: [
    ("~~a~~", "<del>a</del>"), ("a~~b *c* d~~e", "a<del>b <em>c</em> d</del>e"),
    ("~~a ~~b", "~~a ~~b"), ("\\~~a~~", "~~a~~"), ("~~a", "~~a"), ("~a~", "~a~"),
    ("~~~~", "~~~~"), ("*~~a*~~", "<em>~~a</em>~~"), ("~~a~~ ~~b~~", "<del>a</del> <del>b</del>"),
  ]) func strikethrough(_ text: String, _ expected: String) {
    #expect(
      Parsed(text + "\n").html()
        == (text == "~~~~" ? "<pre><code></code></pre>\n" : "<p>\(expected)</p>\n"))
  }
}
