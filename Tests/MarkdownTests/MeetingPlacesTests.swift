// Places where constructs meet: links around notes and references, ids that are taken, addresses,
// characters that mean nothing, words of the interface in another language, descriptions of several
// blocks.

import Diagnostics
import Testing

@testable import Markdown

@Suite struct MeetingPlacesTests {
  /// How deep links stand in links.
  private static func linkDepth(_ html: String) -> Int {
    var depth = 0
    var deepest = 0
    for part in html.split(separator: "<") {
      if part.hasPrefix("a ") {
        depth += 1
        deepest = max(deepest, depth)
      } else if part.hasPrefix("/a>") {
        depth -= 1
      }
    }
    return deepest
  }

  /// No link stands in a link: the inner one is kept, and the call of a note stands behind.
  @Test(arguments: [
    ("[a [^1] b](x)", "<a href=\"x\">a b</a><sup>", []),
    ("![a[^1]](x)", "<img src=\"x\" alt=\"a\"><sup>", []),
    ("[![a[^1]](x) b](y)", "alt=\"a\"> b</a><sup>", []),
    ("[*a [^1]*](x) c", "<a href=\"x\"><em>a</em></a><sup>", []),
    ("# [a[^1]](x)", "<a href=\"x\">a</a><sup>", []),
    ("[a [[actor:b]] *c*](x) d", "<p>a <a href=\"actor/b\">b</a> <em>c</em> d", ["M0403"]),
    ("e *[a [@b]](x)*", "<p>e <em>a <cite>b</cite></em></p>", ["M0403"]),
    ("[a {{ count b }}](x)", "<p>a <span>count b</span></p>", ["M0403"]),
    ("[a [[actor:b|]] c](x)", "<p><a href=\"x\">a c</a></p>", []),
    ("![a [[actor:b|c]]](x)", "alt=\"a c\"", []),
    ("[a <https://b.fr> c](x)", "<a href=\"x\">a https://b.fr c</a>", []),
    ("[a <b@c.fr> d](x)", "<a href=\"x\">a b@c.fr d</a>", []),
    ("[a https://b.fr c](x)", "<a href=\"x\">a https://b.fr c</a>", []),
    (
      "[a [[figure:f]]](x)\n\n![i](j)\n\n: k {#f}", "<p>a <a href=\"#f\">figure\u{A0}1</a></p>",
      ["M0403"]
    ),
  ]) func linksHoldNoLinks(_ text: String, _ expected: String, _ codes: [String]) {
    let parsed = Parsed(text + (text.contains("[^1]") ? "\n\n[^1]: n\n" : ""))
    let html = parsed.html()
    #expect(html.contains(expected), "\(html)")
    #expect(Self.linkDepth(html) <= 1)
    #expect(parsed.bag.diagnostics.map(\.code.id) == codes)
    let wanted = codes.isEmpty ? 1 : 0
    #expect(parsed.document.links.count { !$0.isImage } == wanted || text.hasPrefix("!"))
  }

  /// Ids that the writers give are refused to authors.
  @Test(arguments: [
    ("# A {#n1}", true), ("# A {#r1-2}", true), ("# A {#p42}", true),
    ("| a |\n|---|\n\n: b {#t-1}", true), ("::: a {#f-3}\nb\n:::", true),
    ("# A {#notes}\n\nb[^1]\n\n[^1]: c", true), ("# A {#notes}", false),
    ("# A {#n}", false), ("# A {#t-peines}", false), ("# A {#n1a}", false),
  ]) func takenIdsAreReported(_ text: String, _ isTaken: Bool) {
    #expect(Parsed(text).bag.diagnostics.contains { $0.code.id == "M0301" } == isTaken)
  }

  /// An id that is taken is not written again.
  @Test func takenIdsAreNotWritten() {
    let text = """
      # A {#x}
      # B {#x}
      # C {#n1}

      ::: d {#x}
      e[^1]
      :::

      | f |
      |---|

      : g {#x}

      [^1]: h
      """
    let html = Parsed(text).html()
    let ids = html.split(separator: " id=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
    #expect(Set(ids).count == ids.count && ids.contains("b") && ids.contains("c"))
  }

  /// Where no dossier is, the kinds of references are read here.
  @Test func unknownKindsAreReported() {
    var options = MarkdownOptions()
    options.recordKinds = ["actor", "law"]
    let parsed = Parsed("[[foo:bar]] [[Actor:x]] [[law:y]] ![i](j)\n\n[[figure:f]]", options)
    #expect(parsed.faults == ["M0101 foo", "M0101 Actor", "M0206 f"])
    #expect(parsed.bag.diagnostics[1].hints.first?.text.english == "did you mean `actor`?")
    #expect(Parsed("[[foo:bar]]").faults.isEmpty)
  }

  @Test(arguments: [
    ("http://a.b/?x=1&amp;y=2", "http://a.b/?x=1&amp;y=2"), ("HTTPS://A.B/c", "HTTPS://A.B/c"),
    ("\"http://a.b\"", "http://a.b"), ("ftp://a.b", "ftp://a.b"), ("x,www.a.b", "http://www.a.b"),
    ("mailto:a@b.fr", "mailto:a@b.fr"), ("a@b.fr", "mailto:a@b.fr"),
    ("http://a_b.c.d", "http://a_b.c.d"),
  ]) func bareAddresses(_ text: String, _ address: String) {
    let html = Parsed(text, MarkdownOptions(typography: false)).html()
    #expect(html.contains("<a href=\"\(address)\">"), "\(html)")
    #expect(!html.contains("&amp;amp;"))
  }

  @Test(arguments: ["http://a_b.c", "xhttp://a.b", "xmailto:a@b.c", "aht ft hf wx", "HTTP:/a.b"])
  func noAddresses(_ text: String) {
    #expect(!Parsed(text).html().contains("href=\"http"))
  }

  /// Characters that mean nothing in a text are shown as such, written or named.
  @Test(arguments: [
    "a\u{1}b", "a\u{7F}b", "a\u{85}b", "a\u{FFFE}b", "a\u{FFFF}b", "a\u{1FFFF}b", "a\u{B}b",
    "a&#1;b", "a&#xFDD4;b", "a&#x7F;b", "a&#xFFFE;b",
  ]) func controlsAreReplaced(_ text: String) {
    #expect(Parsed(text).html() == "<p>a\u{FFFD}b</p>\n")
    #expect(PlainTextWriter().text(of: Parsed(text).document) == "a\u{FFFD}b")
    #expect(!Parsed("[x](y \"\(text)\")").html().unicodeScalars.contains { $0.value == 1 })
  }

  @Test func tabsAndSoftHyphensStay() {
    #expect(Parsed("a\tb\u{AD}c\u{A0}d\u{200B}e").html() == "<p>a\tb\u{AD}c\u{A0}d\u{200B}e</p>\n")
    let control = Parsed("a\u{1}b", MarkdownOptions(profile: .commonmark)).html()
    #expect(control == "<p>a\u{1}b</p>\n")
  }

  /// The words of the interface follow the language of their division.
  @Test func labelsFollowTheirDivision() {
    let text = """
      ::: a {lang=en-GB}
      > [!WARNING]
      > - [x] a

      | b |
      |---|

      : c {#t}
      :::

      ::: d {lang=de}
      > [!WARNING]
      > e
      :::

      > [!WARNING]
      > f
      """
    let html = Parsed(text).html()
    for part in [
      "<strong>Warning</strong>", "aria-label=\"done\"",
      "<span class=\"numero\">Table\u{A0}1</span>",
      "<strong lang=\"fr\">Attention</strong>", "<strong>Attention</strong></p>\n<p>f",
    ] { #expect(html.contains(part), "\(part)") }
  }

  @Test(arguments: [
    ("[^A]\n\n[^a]: x", "x"), ("[^note 1]\n\n[^Note  1]: y", "y"), ("[^é ]\n\n[^É]: z", "z"),
  ]) func labelsOfNotesAreFolded(_ text: String, _ note: String) {
    let parsed = Parsed(text)
    #expect(parsed.faults.isEmpty)
    #expect(parsed.html().contains("<li id=\"n1\">\(note) <a role"))
  }

  @Test func backLinksBeginTheirParagraph() {
    #expect(Parsed("a[^1]\n\n[^1]: b\n\n    - c").html().contains("<p><a role=\"doc-backlink\""))
  }

  @Test func bracesMayStandInQuotedWords() {
    let insertions = Parsed("{{ table \"a }} b\" }} et {{ x \"y }}").document.insertions
    #expect(insertions.map { $0.arguments.map(\.text) } == [["a }} b"], ["y "]])
  }

  @Test func equalsSignsBehindATableAreARow() {
    let html = Parsed("| a |\n|---|\n| b |\n===").html()
    #expect(html.contains("<tr><td>===</td></tr>") && !html.contains("<h1"))
    #expect(Parsed("a\n| b\n===").html().contains("<h1"))
  }

  // MARK: - Descriptions

  @Test(arguments: [
    ("A\n:   b", "<dt>A</dt>\n<dd>b</dd>"),
    ("A\n: b\n\n  c", "<dd>\n<p>b</p>\n<p>c</p>\n</dd>"),
    ("A\n: b\n\n      c", "<pre><code>c"),
    ("A\n: - b\n  - c", "<dd>\n<ul>\n<li>b</li>\n<li>c</li>\n</ul>\n</dd>"),
    ("A\n: b\n\n  - c\n: d", "<dd>\n<p>b</p>\n<ul>\n<li>c</li>\n</ul>\n</dd>\n<dd>d</dd>"),
    ("A\n\n: b", "<dt>A</dt>\n<dd>\n<p>b</p>\n</dd>"),
    ("A\n: b\n\n: c", "<dd>b</dd>\n<dd>c</dd>\n</dl>"),
    ("A\n: b\n\n  c\n\nD\n: e\n", "<dt>D</dt>\n<dd>e</dd>\n</dl>"),
    ("A\n: b\n\n  c\n\nd", "</dl>\n<p>d</p>"),
    (
      "A\n: b\n\n  C\n  : d\n\n    e",
      "<dt>C</dt>\n<dd>\n<p>d</p>\n<p>e</p>\n</dd>\n</dl>\n</dd>\n</dl>"
    ),
    ("A\n: > b\n", "<blockquote data-typo=\"off\">\n<p>b</p>"),
    ("A\n: | b |\n  |---|\n  | c |", "<dd>\n<div class=\"defile\""),
    ("A\n: ```\n  x : y\n  ```", "<pre><code>x : y\n</code></pre>"),
    ("A\n: b\n\n  ::: c\n  d\n  :::", "<div class=\"c\">\n<p>d</p>\n</div>\n</dd>"),
    ("![a](b)\n: c", "<figcaption id=\"f-1\">c</figcaption>"),
    ("![a](b)\n\n: c", "<figcaption id=\"f-1\">c</figcaption>"),
    ("A\n: l'été: [b]\n\n  [[actor:c]] [@d]\n\n[b]: /e", "l’été\u{A0}: <a href=\"/e\">b</a></p>"),
    ("::: x\nA\n\n: b\n:::", "<div class=\"x\">\n<dl>\n<dt>A</dt>\n<dd>\n<p>b</p>"),
    ("a[^1]\n\n[^1]: A\n    : b\n\n      c", "<dd>\n<p>b</p>\n<p>c</p>\n</dd>"),
  ]) func descriptions(_ text: String, _ expected: String) {
    let parsed = Parsed(text)
    #expect(parsed.html().contains(expected), "\(parsed.html())")
    #expect(parsed.faults.isEmpty)
  }

  /// What is no description keeps its meaning.
  @Test(arguments: [
    "# A\n: b\n\n  c", "| a |\n|---|\n\n: b", ": a\n\n  b", "- a\n\n: b", "a\nb\n\n: c",
    "```\nA\n: b\n\n  c\n```", "    A\n    : b", "A\n:b",
    "une phrase bien trop longue pour un terme, sans aucun doute,\nla suite\n: b\n\n    c",
  ]) func noDescriptions(_ text: String) {
    #expect(!Parsed(text).html().contains("<dd>"))
  }

  /// A note in a description is one of the text, and spans lead to the source.
  @Test func descriptionsKeepNotesAndPlaces() throws {
    let parsed = Parsed("A\n: b\n\n  [[actor:é x]] c[^1]\n\n  [^1]: d\n\n- e [[actor:f]]\n")
    #expect(parsed.faults == ["M0101 [[actor:é x]]"])
    #expect(parsed.html().contains("<li id=\"n1\">d <a"))
    let reference = try #require(parsed.document.references.first)
    #expect(parsed.text(reference.span) == "[[actor:f]]")
    let nodes = parsed.document.proseBlocks.map(\.node)
    #expect(nodes == nodes.sorted())
  }

  /// Divisions in one another cost what they are, and not a copy of all that are open.
  @Test(
    .timeLimit(.minutes(10)),
    arguments: [
      String(repeating: "::: a\n", count: 40_000),
      String(repeating: "::: a\n", count: 20_000) + String(repeating: ":::\n", count: 20_000),
      String(repeating: "A\n: b\n\n  c\n\n", count: 8_000),
      (0..<400).map {
        String(repeating: "  ", count: $0) + "A\n" + String(repeating: "  ", count: $0) + ": - b\n"
      }.joined(),
      String(repeating: "a [^1] ", count: 20_000) + "\n\n[^1]: b",
    ]) func manyOfThem(_ text: String)
  {
    #expect(!Parsed(text).html().isEmpty)
  }
}
