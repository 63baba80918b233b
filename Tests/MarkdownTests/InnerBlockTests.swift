// Blocks that stand where CommonMark sees one paragraph, or inside containers: tables behind text,
// notes defined in quotations and items, terms that share descriptions, days behind references.

import Testing

@testable import Markdown

@Suite struct InnerBlockTests {
  private func html(_ text: String) -> String {
    Parsed(text, MarkdownOptions(typography: false)).html()
  }

  @Test(arguments: [
    "a\n| b |\n|---|\n| c |", "a *b*\nc\nd | e\n--|--\n", "> a\n> | b |\n> |---|",
    "- a\n  | b |\n  |---|",
    "un mot\n\nun autre\n| b | c |\n|:-:|---|\n| d | e |",
  ]) func aTableMayStandBehindText(_ text: String) {
    let document = Parsed(text).document
    #expect(document.nodes.count { $0.kind == .table } == 1)
    let html = html(text)
    #expect(html.contains("<thead>") && !html.contains("|") && !html.contains("--"))
    let marks = text.hasPrefix(">") ? "a</p>" : text.hasPrefix("-") ? "a\n<div" : "</p>\n<div"
    #expect(html.contains(marks))
  }

  @Test(arguments: [
    "| a |\n|---|\n| b |\n---", "| a |\n|---|\n| b |\n---\nc", "| a |\n|---|\n| b |\n---\n\nc",
    "> | a |\n> |---|\n> ---\n> c", "a | b\n--|--\n----\n---",
  ]) func dashesBehindATableAreABreak(_ text: String) {
    let parsed = Parsed(text)
    let kinds = parsed.document.nodes.map(\.kind)
    #expect(kinds.contains(.table) && kinds.contains(.thematicBreak) && !kinds.contains(.heading))
    #expect(!parsed.html().contains("|") && !parsed.html().contains("--"))
  }

  @Test func dashesBehindTextMakeAHeading() {
    #expect(html("a\nb\n---\nc") == "<h2 id=\"a-b\">a\nb</h2>\n<p>c</p>\n")
    #expect(html("| a\nb\n---\n") == "<h2 id=\"a-b\">| a\nb</h2>\n")
  }

  @Test(arguments: [
    "a\n| b | c |\n|---|", "a\n|---|x", "a\n- | b |", "| a\n| b\n| c", "a | b\nc | d", "a\n\n|---|",
  ]) func textIsNoTable(_ text: String) {
    #expect(Parsed(text).document.nodes.allSatisfy { $0.kind != .table })
  }

  @Test func paragraphsBeforeTablesAreNumbered() {
    let document = Parsed("a\n\nb\n| c |\n|---|\n\nd").document
    #expect(document.numberedParagraphCount == 3)
    #expect(document.proseBlocks.map { $0.paragraph ?? -1 } == [0, 1, -1, 2])
  }

  @Test(arguments: [
    ("> a[^1]\n>\n> [^1]: b\n>     c\n>\n> d", "b\nc"),
    ("- a[^1]\n\n  [^1]: b\n      c\n\n- d", "b\nc"),
    ("1. a[^1]\n\n   [^1]: b\n\n2. d", "b"),
    ("> - a[^1]\n>\n>   [^1]: b\n> - d", "b"),
    ("- [^1]: b\n- a[^1] d", "b"),
    ("> > a[^1]\n> >\n> > [^1]: b\n\nd", "b"),
  ]) func notesAreDefinedInContainers(_ text: String, _ note: String) {
    let parsed = Parsed(text, MarkdownOptions(typography: false))
    #expect(parsed.faults.isEmpty, "\(parsed.faults)")
    let html = parsed.html()
    #expect(html.contains("<li id=\"n1\">\(note) <a"))
    #expect(html.contains("d") && !html.contains("[^1]"))
  }

  /// A definition keeps its place in the source, and what stands around it keeps its container.
  @Test func innerNotesKeepPlacesAndContainers() throws {
    let parsed = Parsed("> a[^n]\n>\n> [^n]: [[x y]]\n>\n> b\n")
    #expect(parsed.faults == ["M0101 [[x y]]"])
    #expect(parsed.document.nodes.count { $0.kind == .blockQuote } == 1)
    #expect(Parsed("```\n> [^n]: a\n```\n").html().contains("&gt; [^n]: a"))
    #expect(Parsed("> ```\n> [^n]: a\n> ```\n").html().contains("[^n]: a"))
  }

  @Test(arguments: [
    ("a\nb\n: c", "<dl>\n<dt>a</dt>\n<dt>b</dt>\n<dd>c</dd>\n</dl>\n"),
    ("a\n: b\nc\n: d", "<dl>\n<dt>a</dt>\n<dd>b</dd>\n<dt>c</dt>\n<dd>d</dd>\n</dl>\n"),
    ("a\n: b\nc", "<dl>\n<dt>a</dt>\n<dd>b\nc</dd>\n</dl>\n"),
    (
      "a\n*b* (c)\n: d\n: e\n\nf\n: g",
      "<dl>\n<dt>a</dt>\n<dt><em>b</em> (c)</dt>\n<dd>d</dd>\n<dd>e</dd>\n<dt>f</dt>\n<dd>g</dd>\n</dl>\n"
    ),
    ("Une phrase,\net sa suite\n: rien", "<p>Une phrase,\net sa suite\n: rien</p>\n"),
    ("a\nb\n:c", "<p>a\nb\n:c</p>\n"),
  ]) func termsShareDescriptions(_ text: String, _ expected: String) {
    #expect(html(text) == expected)
  }

  @Test(arguments: [
    ("2026", true), ("2026-02", true), ("2026-02-28", true), ("2024-02-29", true),
    ("2026-02-29", false), ("1900-02-29", false), ("2000-02-29", true), ("2026-13-45", false),
    ("2026-00-01", false), ("2026-1-1", false), ("26-01-01", false), ("2026/01/01", false),
    ("", false),
    ("2026-01-01-01", false), ("aaaa", false),
  ]) func daysAreThoseOfTheCalendar(_ text: String, _ isDay: Bool) {
    #expect(Markdown.isDay(text) == isDay)
  }

  @Test func daysAreCheckedWhereNoDossierIs() {
    var options = MarkdownOptions()
    options.checksDays = true
    let text = "[[law:x@2026-13-45]] [[law:x@2026-01-02]] [[actor:x@13]]"
    #expect(Parsed(text, options).faults == ["M0106 2026-13-45"])
    #expect(Parsed(text).faults.isEmpty)
  }

  /// A block of HTML is marked from its first byte to its last, whatever ends it.
  @Test(arguments: [
    ("<div>\na\n</div>\n\nb", "<div>\na\n</div>"),
    ("<script>\na\n\nb\n</script>\nc", "<script>\na\n\nb\n</script>"),
    ("a\n\n<pre>\nb</pre>", "<pre>\nb</pre>"), ("<!-- a\n\nb", "<!-- a\n\nb"), ("<hr>\n", "<hr>"),
    ("> <div>\n> a\n\nb", "<div>\n> a"),
    ("- <style>\n  a\n  </style>\n\nb", "<style>\n  a\n  </style>"),
    ("Un mot.\n\n  <table><tr>\n<td>\n\nb", "<table><tr>\n<td>"), ("<?a\n?>\n\nb", "<?a\n?>"),
  ]) func blocksOfHTMLAreMarkedWhole(_ text: String, _ marked: String) {
    #expect(Parsed(text).faults == ["M0401 \(marked)"])
  }

  @Test func figuresAreReadOnceAsText() {
    let document = Parsed("![a](b)\n\n: c {#f}\n\nVoir la [[figure:f]].").document
    #expect(PlainTextWriter().text(of: document) == "a\n\nc\n\nVoir la figure\u{A0}1.")
  }
}
