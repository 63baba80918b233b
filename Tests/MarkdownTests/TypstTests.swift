// The Typst writer: nothing an author writes becomes code, notes stand where they are called,
// and the structure of the text is the structure of the print.

import Foundation
import Testing

@testable import Markdown

/// Writes references as links to labels, so that tests see what was asked.
struct PrintTestResolver: PrintResolver {
  func writeReference(_ reference: MarkdownReference, into out: inout [UInt8]) {
    appendTypst((reference.label ?? "\(reference.kind):\(reference.id)").utf8, into: &out)
  }

  func writeCitation(_ citation: MarkdownCitation, into out: inout [UInt8]) {
    let items = citation.items.map { item in
      item.locator.map { "\(item.id), \($0)" } ?? item.id
    }
    appendTypst("(\(items.joined(separator: "; ")))".utf8, into: &out)
  }

  func writeInsertion(_ insertion: MarkdownInsertion, into out: inout [UInt8]) {
    let words = [insertion.name] + insertion.arguments.map(\.text)
    appendTypst("{\(words.joined(separator: " "))}".utf8, into: &out)
  }

  func writeMargin(
    references: [MarkdownReference], citations: [MarkdownCitation], into out: inout [UInt8]
  ) {
    let ids = references.map(\.id) + citations.flatMap { $0.items.map(\.id) }
    appendTypst(ids.joined(separator: " ").utf8, into: &out)
  }

  func imagePath(of address: String) -> String? {
    address.hasPrefix("media/") ? "/" + address : nil
  }
}

extension Parsed {
  func typst(_ options: TypstWriterOptions = TypstWriterOptions()) -> String {
    var out: [UInt8] = []
    TypstWriter(resolver: PrintTestResolver(), options: options).write(document, into: &out)
    return String(decoding: out, as: UTF8.self)
  }
}

@Suite struct TypstTests {
  /// The Typst of one text, without typography.
  private func typst(
    _ text: String, _ options: TypstWriterOptions = TypstWriterOptions()
  ) -> String {
    Parsed(text, MarkdownOptions(typography: false)).typst(options)
  }

  @Test(arguments: [
    ("\\#import \"x\"", "\\#import \\\"x\\\""),
    ("a $x$ \\*b\\* _c", #"a \$x\$ \*b\* \_c"#),
    ("\\= titre", #"\= titre"#),
    ("\\+ point", #"\+ point"#),
    ("\\- point", #"\- point"#),
    ("/ terme: x", #"\/ terme: x"#),
    ("1\\. point", #"1\. point"#),
    ("attente... fin", #"attente.\.\. fin"#),
    ("a -- b --- c", #"a \-\- b \-\-\- c"#),
    ("l'article ~x", #"l\'article \~x"#),
    ("@nom \\<label\\>", #"\@nom \<label\>"#),
    ("\\[contenu\\]", #"\[contenu\]"#),
    ("a // b /* c */", #"a \/\/ b \/\* c \*\/"#),
    ("fin\\\\", #"fin\\"#),
  ])
  func textIsOnlyText(_ markdown: String, _ expected: String) {
    #expect(typst(markdown) == expected + "\n")
  }

  @Test func codeStandsInStrings() {
    #expect(typst("`#a\"\\b`") == ##"#raw("#a\"\\b");"## + "\n")
    #expect(
      typst("```swift\nlet a = \"b\"\n\tc\n```")
        == #"#raw(block: true, lang: "swift", "let a = \"b\"\n\tc");"# + "\n")
  }

  @Test func codeEndsBeforeTheTextBehindIt() {
    #expect(typst("*a*(b) **c**[d] ~~e~~.f") == "#emph[a];(b) #strong[c];\\[d\\] #strike[e];.f\n")
  }

  @Test func typographyHasItsSigns() {
    #expect(
      Parsed("Le 1er et l'article 226-8.").typst()
        == "Le 1#super[er]; et l’article\u{A0}#box[226\\-8];.\n")
  }

  /// Headings of the plain profile have no id, so there is nothing to label.
  @Test func aHeadingWithoutIdHasNoLabel() {
    let plain = MarkdownOptions(profile: .commonmark, typography: false)
    #expect(Parsed("# T", plain).typst() == "#heading(level: 1)[T]\n")
  }

  @Test func headingsHaveLabelsAndSkipNoLevel() {
    #expect(
      typst("# Titre\n\n### Plus loin {#loin}\n\n[Voir](#loin)")
        == """
        #heading(level: 1)[Titre]#label("titre");

        #heading(level: 2)[Plus loin]#label("loin");

        #link(label("loin"))[Voir];

        """)
    #expect(
      typst("# A", TypstWriterOptions(labelPrefix: "c1-", headingShift: 1))
        == "#heading(level: 2)[A]#label(\"c1-a\");\n")
  }

  @Test func notesStandWhereTheyAreCalled() {
    #expect(
      typst(
        "A[^x] et[^x] |\n\n| a[^x] | b |\n| -- | --: |\n| c[^y] |\n\n"
          + "[^x]: Un.\n\n    Deux[^y].\n[^y]: Trois.")
          == """
          A#footnote[Un.

          Deux#footnote[Trois.]#label("n2");.]#label("n1"); et#footnote(label("n1")); |

          #md-table(columns: 2, align: (auto,right,),
          table.header([a#footnote(label("n1"));], [b],),
          [c#footnote(label("n2"));], [],
          );

          """)
  }

  @Test func notesOfHeadingsAreNotRepeatedWithThem() {
    #expect(
      typst("# A[^x]\n\nB[^x]\n\n## C[^x]\n\n[^x]: Un.")
        == """
        #md-in-title.update(true);#heading(level: 1)[A#md-title-note(name: "n1")[Un.];]\
        #label("a");#md-in-title.update(false);

        B#footnote(label("n1"));

        #md-in-title.update(true);#heading(level: 2)[C#md-title-note(label("n1"));]\
        #label("c");#md-in-title.update(false);

        """)
  }

  @Test func notesThatCallEachOtherEnd() {
    let text = (0..<10).map { "[^\($0)]: Note \($0)[^\(($0 + 1) % 10)]." }.joined(separator: "\n")
    let out = typst("A[^0].\n\n" + text)
    for number in 0..<10 { #expect(out.split(separator: "Note \(number)").count == 2) }
  }

  @Test func listsQuotationsNoticesAndDivisions() {
    #expect(
      typst(
        "3. a\n4. b\n\n   - c\n\n> q\n\n> [!NOTE]\n> n\n\n::: avis large\nd\n:::\n\n- [x] fait\n\nT\n: D\n: E\n\n---"
      )
        == """
        #enum(start: 3, tight: false,
        [a],
        [b

        #list(tight: true,
        [c],
        );
        ],
        );

        #quote(block: true)[q];

        #md-alert("note", [Note])[n];

        #md-division(("avis","large",))[d];

        #list(tight: true,
        [#md-task(true); fait],
        );

        #terms(tight: false,
        terms.item([T], [D#parbreak();E]),
        );

        #md-rule();

        """)
  }

  @Test func linksPrintTheirAddresses() {
    let options = TypstWriterOptions(printsAddresses: true)
    #expect(
      typst(
        "[a](https://b.fr/-c) https://d.fr <https://e.fr> [f](javascript:x) [g](h.html)",
        options)
          == """
          #link("https://b.fr/-c")[a];#footnote[#link("https://b.fr/-c")[https:\\/\\/b.fr\\/\\-c];]; \
          #link("https://d.fr")[https:\\/\\/d.fr]; #link("https://e.fr")[https:\\/\\/e.fr]; f #[g];

          """)
  }

  @Test func picturesHaveTheirAlternative() {
    #expect(
      typst("![Un \"graphe\"](media/a.svg)\n\nvoir ![b](media/b.png) ![perdu](x.png)")
        == """
        #md-image("/media/a.svg", alt: "Un \\"graphe\\"");

        voir #md-image("/media/b.png", alt: "b", inline: true); perdu

        """)
  }

  @Test func chaptersHaveNumbersAndMargins() {
    let options = TypstWriterOptions(firstParagraphNumber: 41, margins: true)
    #expect(
      typst("Un [@s].\n\nDeux.\n\n- Trois [[event:e|]]", options)
        == """
        #md-paragraph(number: 41, margin: [s])[#metadata(none);#label("p41");Un (s).];

        #md-paragraph(number: 42)[#metadata(none);#label("p42");Deux.];

        #md-margin[e];

        #list(tight: true,
        [Trois],
        );

        """)
  }

  @Test func preludeDefinesWhatIsCalled() {
    func names(_ text: String) -> [Substring] {
      TypstWriterOptions.prelude(calledBy: Array(typst(text).utf8)).split(separator: "\n")
        .filter { $0.hasPrefix("#let ") }.map { $0.dropFirst(5).prefix { $0 != "(" && $0 != " " } }
    }
    #expect(names("a **b**[^c]\n\n[^c]: d") == [])
    #expect(names("- [ ] a\n\n---") == ["md-task", "md-rule"])
    #expect(names("# a[^b]\n\n[^b]: c") == ["md-in-title", "md-title-note"])
    #expect(names("| Article 1\n| a") == ["md-law", "md-article", "md-lines", "md-line"])
  }

  @Test func theThemeDefinesWhatTheWriterCalls() throws {
    let theme = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Templates/print/common.typ")
    let text = try String(contentsOf: theme, encoding: .utf8)
    for line in TypstWriterOptions.prelude.split(separator: "\n") where line.hasPrefix("#let ") {
      let name = line.dropFirst(5).prefix { $0 != "(" && $0 != " " }
      #expect(text.contains("#let \(name)"), "\(name)")
    }
  }

  @Test func depthIsBounded() {
    let deep = String(repeating: "> ", count: 3000) + "fond"
    let out = typst(deep)
    #expect(out.split(separator: "#quote").count <= 13)
    #expect(out.contains("fond"))
  }
}
