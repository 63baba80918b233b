// What the dossier profile adds to CommonMark, each construct in each container that may hold it.

import Testing

@testable import Markdown

@Suite struct ConstructTests {
  private func html(
    _ text: String, _ options: MarkdownOptions = MarkdownOptions(typography: false)
  ) -> String {
    Parsed(text, options).html()
  }

  private func faults(_ text: String) -> [String] { Parsed(text).faults }

  // MARK: - Language marks

  @Test(arguments: [
    (
      "Le *[fair use]{lang=en}* : oui",
      "<p>Le <em><span lang=\"en\">fair use</span></em> : oui</p>\n"
    ),
    (
      "[a **b** [c]{lang=de}]{lang=en}",
      "<p><span lang=\"en\">a <strong>b</strong> <span lang=\"de\">c</span></span></p>\n"
    ),
    ("[ع]{lang=ar}", "<p><span lang=\"ar\" dir=\"rtl\">ع</span></p>\n"),
    ("\\[a]{lang=en}", "<p>[a]{lang=en}</p>\n"),
    ("`[a]{lang=en}`", "<p><code>[a]{lang=en}</code></p>\n"),
    ("[a]{lang=x y}", "<p>[a]{lang=x y}</p>\n"),
    ("*[a*]{lang=en}", "<p><em>[a</em>]{lang=en}</p>\n"),
    ("[[actor:x|X]]{lang=en}", "<p><a href=\"actor/x\">X</a>{lang=en}</p>\n"),
    ("[voir [x](y)]{lang=en}", "<p><span lang=\"en\">voir <a href=\"y\">x</a></span></p>\n"),
    ("# Fair use {#f lang=en}", "<h1 id=\"f\" lang=\"en\">Fair use</h1>\n"),
    (
      "::: avis {#a lang=en}\nb\n:::",
      "<div id=\"a\" class=\"avis\" lang=\"en\" role=\"note\">\n<p>b</p>\n</div>\n"
    ),
  ])
  func languagesAreMarked(_ markdown: String, _ expected: String) {
    #expect(html(markdown) == expected)
  }

  @Test func typographyFollowsTheLanguageOfTheWords() {
    let out = Parsed(
      "Voir: [what?]{lang=en} non?\n\n::: {lang=en}\n\"What?\" he said.\n:::\n\n::: {lang=de}\n\"Was?\"\n:::"
    ).html()
    #expect(out.contains("Voir\u{A0}: <span lang=\"en\">what?</span> non\u{202F}?"))
    #expect(out.contains("“What?” he said."))
    #expect(out.contains("&quot;Was?&quot;"))
  }

  // MARK: - HTML

  private let kbd = MarkdownOptions(
    typography: false, htmlElements: ["kbd", "sub", "br", "script"])

  @Test(arguments: [
    (
      "<kbd>Ctrl</kbd> H<sub>2</sub>O<br>x",
      "<p><kbd>Ctrl</kbd> H<sub>2</sub>O<br>x</p>\n", [String]()
    ),
    ("| <kbd>a</kbd> |\n| -- |", "<kbd>a</kbd></th>", []),
    (
      "> <kbd class='t' title=\"a&amp;b\">a</kbd>", "<kbd class=\"t\" title=\"a&amp;b\">a</kbd>", []
    ),
    (
      "<kbd onclick=\"x()\">a</kbd>", "<p>&lt;kbd onclick=&quot;x()&quot;&gt;a&lt;/kbd&gt;</p>",
      ["M0401 <kbd onclick=\"x()\">", "M0401 </kbd>"]
    ),
    ("<b>a</b>", "<p>&lt;b&gt;a&lt;/b&gt;</p>", ["M0401 <b>", "M0401 </b>"]),
    ("<script>a</script>", "&lt;script&gt;a&lt;/script&gt;", ["M0401 <script>a</script>"]),
    (
      "*a <kbd>b* c</kbd>", "<p><em>a &lt;kbd&gt;b</em> c&lt;/kbd&gt;</p>",
      ["M0401 <kbd>", "M0401 </kbd>"]
    ),
    (
      "<sub>a <kbd>b</sub> c</kbd>", "<sub>a &lt;kbd&gt;b</sub> c&lt;/kbd&gt;",
      ["M0401 <kbd>", "M0401 </kbd>"]
    ),
  ])
  func elementsPassOnlyWhenTurnedOn(_ markdown: String, _ expected: String, _ faults: [String]) {
    let parsed = Parsed(markdown, kbd)
    #expect(parsed.html().contains(expected))
    #expect(parsed.faults.sorted() == faults.sorted())
  }

  @Test(arguments: [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:x", "vbscript:x",
    "data:text/html,x", "&#106;avascript:x", "file:///etc/passwd",
  ])
  func activeLinksAreRefused(_ address: String) {
    for text in ["[a](<\(address)>)", "![a](<\(address)>)", "> | [a](<\(address)>) |\n> |--|"] {
      let parsed = Parsed(text)
      #expect(!parsed.html().lowercased().contains("script:"))
      #expect(!parsed.html().contains("href"))
      #expect(!parsed.html().contains("src"))
      #expect(parsed.faults.contains { $0.hasPrefix("M0402") })
    }
  }

  @Test func picturesMayBeData() {
    #expect(faults("![a](data:image/png;base64,AA==)").isEmpty)
    #expect(faults("[a](data:image/png;base64,AA==)").count == 1)
    #expect(faults("![a](data:image/svg+xml,x)").count == 1)
  }

  // MARK: - Abbreviations

  private let cnil = "\n\n*[CNIL]: Commission nationale\n"
  private let shown = "<abbr title=\"Commission nationale\">CNIL</abbr>"

  @Test(arguments: [
    ("La CNIL, la CNIL.", "<p>La @ (Commission nationale), la @.</p>"),
    (
      "- **CNIL** et [CNIL](x)",
      "<li><strong>@ (Commission nationale)</strong> et <a href=\"x\">@</a></li>"
    ),
    ("> CNIL", "<p>@</p>"),
    ("# CNIL\n\nCNIL", "<h1 id=\"cnil\">@</h1>\n<p>@ (Commission nationale)</p>"),
    ("| CNIL |\n|--|", "@ (Commission nationale)</th>"),
    ("La commission (CNIL), la CNIL", "(@), la @</p>"),
    (
      "l’CNIL-X, XCNIL CNILS CNIL2 éCNIL",
      "<p>l’@ (Commission nationale)-X, XCNIL CNILS CNIL2 éCNIL</p>"
    ),
    (
      "`CNIL` <https://CNIL.fr>",
      "<code>CNIL</code> <a href=\"https://CNIL.fr\">https://@ (Commission nationale).fr</a>"
    ),
    ("a[^1]\n\n[^1]: CNIL", "@ (Commission nationale) <a role"),
    ("CNIL\n: CNIL", "<dt>@ (Commission nationale)</dt>\n<dd>@</dd>"),
  ])
  func abbreviationsAreExpandedOnce(_ markdown: String, _ expected: String) {
    let out = html(markdown + cnil)
    #expect(out.contains(expected.replacing("@", with: shown)), "\(out)")
  }

  @Test func longestAbbreviationWins() {
    let out = html("UE DSA de l’UE.\n\n*[UE]: Union\n*[UE DSA]: Règlement\n")
    #expect(out.hasPrefix("<p><abbr title=\"Règlement\">UE DSA</abbr>"))
  }

  @Test func abbreviationsAreReported() {
    #expect(faults("a\n\n*[CNIL]: b") == ["M0204 CNIL"])
    #expect(faults("CNIL\n\n*[CNIL]: b\n*[CNIL]: c") == ["M0205 CNIL"])
  }

  // MARK: - Captions

  @Test func figuresAndTablesAreNumberedAndReferredTo() {
    let text = """
      Voir [[figure:f-b]], [[table:t-a]] et [[figure:f-a|le plan]].

      ![Un](media/a.png)

      : Plan de *Paris* {#f-a}

      | a |
      |---|
      | b |

      : Peines {#t-a}

      > ![Deux](media/b.png)
      >
      > : Courbe {#f-b}

      ![Trois](media/c.png)

      : Sans numéro

      Fin.
      """
    let parsed = Parsed(text)
    #expect(
      parsed.html(HTMLWriterOptions(idPrefix: "c-", firstFigureNumber: 4)).hasPrefix(
        """
        <p>Voir <a href="#c-f-b">figure\u{A0}5</a>, <a href="#c-t-a">tableau\u{A0}1</a> et \
        <a href="#c-f-a">le plan</a>.</p>
        <figure>
        <img src="media/a.png" alt="Un">
        <figcaption id="c-f-a"><span class="numero">Figure\u{A0}4</span> – Plan de <em>Paris</em></figcaption>
        </figure>

        """))
    #expect(
      parsed.html().contains(
        "<caption id=\"t-a\"><span class=\"numero\">Tableau\u{A0}1</span> – Peines</caption>"))
    #expect(parsed.html().contains("<figcaption id=\"f-4\">Sans numéro</figcaption>"))
    #expect(parsed.document.numberedParagraphCount == 2)
    #expect(
      parsed.document.captions.map(\.title) == ["Plan de Paris", "Peines", "Courbe", "Sans numéro"])
    #expect(parsed.document.captions.map(\.number) == [1, 1, 2, nil])
    #expect(parsed.document.proseBlocks.last?.paragraph == 1)
    #expect(parsed.faults.isEmpty)
  }

  @Test func missingCaptionsAreReported() {
    let text = "[[figure:plan]] [[table:plam]]\n\n| a |\n|--|\n\n: b {#plan}"
    #expect(faults(text) == ["M0206 plan", "M0206 plam"])
    #expect(html("[[figure:x]] [[figure:x|y]]") == "<p>x y</p>\n")
  }

  // MARK: - Law

  @Test func lawHasArticlesParagraphsAndLines() {
    let law = """
      | Article 226-8-1
      | Est puni "le fait"...
      | 1° de *diffuser* ;[^n]
      |
      | II. – Les peines
        sont portées [[law:x|ici]].
      | Article 226-9
      | Rien.

      [^n]: Note.
      """
    #expect(
      html(law).hasPrefix(
        """
        <div class="loi-texte" data-typo="off">
        <p class="article">Article 226-8-1</p>
        <ol class="alineas">
        <li>Est puni &quot;le fait&quot;...</li>
        <li>1° de <em>diffuser</em> ;<sup><a role="doc-noteref" id="r1" href="#n1" aria-label="Note 1">1</a></sup></li>
        </ol>
        <ol class="alineas" start="3">
        <li>II. – Les peines
        sont portées <a href="law/x">ici</a>.</li>
        </ol>
        <p class="article">Article 226-9</p>
        <ol class="alineas">
        <li>Rien.</li>
        </ol>
        </div>

        """))
    #expect(Parsed(law).html().contains("&quot;le fait&quot;..."))
  }

  @Test(arguments: [
    "> | a\n> | b", "- | a\n  | b", "::: avis\n| a\n| b\n:::", "[^1]\n\n[^1]: | a\n    | b",
  ])
  func lawStandsInEveryContainer(_ markdown: String) {
    #expect(html(markdown).contains("<ol class=\"alineas\">\n<li>a</li>\n<li>b</li>\n</ol>"))
  }

  @Test(arguments: ["| a | b |", "|a\n|b", "a\n| b", "| a\n| --- |", "| a |\nb"])
  func otherBarsStayBars(_ markdown: String) {
    #expect(!html(markdown).contains("alineas"))
  }

  // MARK: - Addresses

  @Test(arguments: [
    ("a@b.fr, (c+d@e-f.org).", ["a@b.fr", "c+d@e-f.org"]),
    ("| a@b.fr |\n|--|\n|c@d.fr|", ["a@b.fr", "c@d.fr"]),
    ("> «\u{A0}a@b.fr\u{A0}»", ["a@b.fr"]),
    ("# a@b.fr\n\n- a@b.fr.", ["a@b.fr", "a@b.fr"]),
    ("a@b a@b. @b.fr a@.fr a@b.fr- x/a@b.fr `a@b.fr` \\a@", []),
    ("[a@b.fr](x)", []),
  ])
  func emailAddressesBecomeLinks(_ markdown: String, _ addresses: [String]) {
    let parsed = Parsed(markdown)
    #expect(
      parsed.document.links.map(\.destination).filter { $0 != "x" }
        == addresses.map { "mailto:\($0)" })
    for address in addresses {
      #expect(parsed.html().contains("<a href=\"mailto:\(address)\">\(address)</a>"))
    }
  }

  @Test func addressesOfCommonMarkStay() {
    #expect(
      html("<a@b.fr> [c](mailto:d@e.fr) [f]\n\n[f]: mailto:g@h.fr")
        == "<p><a href=\"mailto:a@b.fr\">a@b.fr</a> <a href=\"mailto:d@e.fr\">c</a> "
        + "<a href=\"mailto:g@h.fr\">f</a></p>\n")
  }

  @Test func idsOfHeadingsMeetNoOtherIds() {
    let out = html("# Notes\n\n## N1[^a]\n\n## P 42\n\n## T-1\n\n## N1 bis\n\n[^a]: b")
    for id in ["titre-notes", "titre-n1", "p-42", "titre-t-1", "n1-bis", "n1", "notes"] {
      #expect(out.split(separator: "id=\"\(id)\"").count == 2, "\(id)")
    }
  }

  // MARK: - Divisions

  @Test(arguments: [
    (
      "> ::: avis\n> a\n> :::",
      "<blockquote data-typo=\"off\">\n<div class=\"avis\" role=\"note\">\n<p>a</p>\n</div>\n</blockquote>\n"
    ),
    (
      "- ::: x\n  a\n  :::\n- b",
      "<ul>\n<li>\n<div class=\"x\">\n<p>a</p>\n</div>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>\n"
    ),
    (
      "1. a\n\n   ::: x\n   b\n   :::\n\nc",
      "<ol>\n<li>\n<p>a</p>\n<div class=\"x\">\n<p>b</p>\n</div>\n</li>\n</ol>\n<p>c</p>\n"
    ),
    (
      "::: a\n::: b\nc\n:::\n:::",
      "<div class=\"a\">\n<div class=\"b\">\n<p>c</p>\n</div>\n</div>\n"
    ),
    ("- a\n\n  - ::: x\n    b\n    :::", "<li>\n<div class=\"x\">\n<p>b</p>\n</div>\n</li>"),
    ("a[^1]\n\n[^1]: b\n\n    ::: x\n    c\n    :::", "<div class=\"x\">\n<p>c</p>\n</div>"),
    ("    ::: x\n    a\n    :::", "<pre><code>::: x\na\n:::\n</code></pre>\n"),
    (
      "1. ```\n   ::: x\n   ```\n\n::: y\na\n:::",
      "<pre><code>::: x\n</code></pre>\n</li>\n</ol>\n<div class=\"y\">"
    ),
    ("> ```\n> a\n\n::: y\na\n:::", "</blockquote>\n<div class=\"y\">"),
  ])
  func divisionsStandInEveryContainer(_ markdown: String, _ expected: String) {
    #expect(html(markdown).contains(expected), "\(html(markdown))")
    #expect(faults(markdown).isEmpty)
  }

  // MARK: - Notes and tasks in containers

  @Test func notesAreCalledFromEveryContainer() {
    let text = """
      # Titre[^a]

      - liste[^a]

      > citation[^b]

      | cellule[^a] |
      |--|
      | x[^b] |

      Terme
      : Description[^a]

      ::: avis
      division[^b]
      :::

      [^a]: Un.

          - deux

          Trois.
      [^b]: Quatre.
      """
    let parsed = Parsed(text)
    let out = parsed.html()
    #expect(parsed.document.footnotes.map(\.referenceCount) == [4, 3])
    for occurrence in 2...4 {
      #expect(out.contains("id=\"r1-\(occurrence)\""))
      #expect(
        out.contains(
          "href=\"#r1-\(occurrence)\">Retour au \(occurrence)<sup>e</sup> appel de la note 1</a>"))
    }
    #expect(
      out.contains("<p>Un.</p>\n<ul>\n<li>deux</li>\n</ul>\n<p>Trois. <a role=\"doc-backlink\""))
    #expect(parsed.document.outline.map(\.title) == ["Titre"])
  }

  @Test(arguments: [
    "- [x] a\n- [X] b\n- [ ] c", "> 1. [x] a\n> 2. [X] b\n> 3. [ ] c",
    "- d\n\n  - [x] a\n  - [X] b\n  - [ ] c",
  ])
  func tasksStandInLists(_ markdown: String) {
    let out = html(markdown)
    #expect(out.split(separator: "aria-label=\"fait\"").count == 3)
    #expect(out.split(separator: "aria-label=\"à faire\"").count == 2)
  }

  @Test(arguments: ["[x] a", "- [x]a", "- [y] a", "- a [x] b", "- `[x]` a"])
  func otherBracketsAreNoTasks(_ markdown: String) {
    #expect(!html(markdown).contains("tache"))
  }
}
