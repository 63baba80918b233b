// Measures how the work grows with the size of hostile texts: every case is run at a size, twice and
// four times that size, through all that a text can go through. A factor of four from the first to
// the last is linear; sixteen is a square.

import CMarkBaseline
import Diagnostics
import Markdown

/// A kind of hostile text that exists in any size.
struct HostileText: Sendable {
  var name: String
  /// Makes a text of about as many bytes.
  var make: @Sendable (_ bytes: Int) -> [UInt8]

  /// A unit repeated between two texts.
  init(_ unit: String, head: String = "", tail: String = "", name: String? = nil) {
    self.name = name ?? (head.isEmpty ? unit : "\(head) | \(unit)")
    make = { bytes in
      let unit = Array(unit.utf8)
      var out = Array(head.utf8)
      out.reserveCapacity(bytes + 64)
      while out.count < bytes { out.append(contentsOf: unit) }
      return out + Array(tail.utf8)
    }
  }

  /// Parts that grow.
  init(growing part: @escaping @Sendable (_ number: Int) -> String, name: String) {
    self.name = name
    make = { bytes in
      var out: [UInt8] = []
      var number = 1
      while out.count < bytes {
        out.append(contentsOf: part(number).utf8)
        number += 1
      }
      return out
    }
  }

  /// Several parts of the same size, each a unit repeated.
  init(parts: [String]) {
    name = parts.joined(separator: " & ")
    make = { bytes in
      parts.flatMap { part in
        let unit = Array(part.utf8)
        return (0..<max(1, bytes / parts.count / unit.count)).flatMap { _ in unit }
      }
    }
  }

  /// Numbered units: `#` stands for the number, `§` for `#`. The parts follow each other.
  init(numbered parts: [String]) {
    name = parts.joined(separator: " & ") + ", numbered"
    make = { bytes in
      var out: [UInt8] = []
      for part in parts {
        for number in 0..<max(1, bytes / parts.count / (part.utf8.count + 3)) {
          for sign in part.unicodeScalars {
            switch sign {
            case "#": out.append(contentsOf: String(number).utf8)
            case "§": out.append(UInt8(ascii: "#"))
            default: out.append(contentsOf: String(Character(sign)).utf8)
            }
          }
        }
      }
      return out
    }
  }
}

/// The run of `markdown-bench scaling`.
enum Scaling {
  /// One of the things done with a text.
  private enum Stage: String, CaseIterable {
    case parse, html, typst, text, faults
  }

  /// Runs the cases whose name holds a word, and prints the stages that grow faster than the text.
  static func run(bytes: Int, only word: String?) {
    for text in HostileText.all {
      if let word, !text.name.contains(word) { continue }
      let times = [1, 2, 4].map { measure(text.make(bytes * $0)) }
      var line = ""
      for (index, stage) in Stage.allCases.enumerated() {
        let growth = times[2][index] / max(times[0][index], 1)
        let isSlow = growth > 7 && times[2][index] > 10_000_000
        line += " \(stage.rawValue) \(MarkdownBench.fixed(times[2][index] / 1_000_000, 0))"
        line += " ms ×\(MarkdownBench.fixed(growth, 1))\(isSlow ? " <<<<" : "")"
      }
      print(shown(text.name), line)
    }
  }

  private static func shown(_ name: String) -> String {
    String(name.prefix(40)).debugDescription
  }

  /// Nanoseconds of every stage.
  private static func measure(_ text: [UInt8]) -> [Double] {
    var sources = SourceMap()
    let id = sources.add(path: "text", bytes: text)
    var bag = DiagnosticBag()
    var times: [Double] = []
    var start = baseline_cpu_time()
    func stop() {
      let now = baseline_cpu_time()
      times.append(Double(now - start))
      start = now
    }
    let document = parseMarkdown(
      text, origin: TextOrigin(verbatim: Span(source: id, start: 0, end: text.count)),
      options: MarkdownOptions(typography: true), into: &bag)
    stop()
    var out: [UInt8] = []
    HTMLWriter(resolver: NoResolver()).write(document, into: &out)
    stop()
    out.removeAll()
    TypstWriter(resolver: NoPrint()).write(document, into: &out)
    stop()
    _ = PlainTextWriter().text(of: document)
    stop()
    let sorted = bag.sorted(by: sources)
    let renderer = DiagnosticRenderer(sources: sources, drawing: sorted)
    var length = 0
    for diagnostic in sorted { length += renderer.renderJSON(diagnostic).utf8.count }
    precondition(sorted.isEmpty || length > 0, "a fault has a text")
    stop()
    return times
  }
}

/// What references become in print: nothing.
private struct NoPrint: PrintResolver {
  func writeReference(_ reference: MarkdownReference, into out: inout [UInt8]) {}
  func writeCitation(_ citation: MarkdownCitation, into out: inout [UInt8]) {}
  func writeInsertion(_ insertion: MarkdownInsertion, into out: inout [UInt8]) {}
  func writeMargin(
    references: [MarkdownReference], citations: [MarkdownCitation], into out: inout [UInt8]
  ) {}
}

extension HostileText {
  /// What is repeated.
  static let units: [String] = [
    "[", "]", "[[", "[[a:b|", "[[actor:a|", "[[a:b]]", "[[a:b|c]] ", "[[a:b@", "[[a:b#", "[[a ",
    "[[a\n", "[[figure:a]] ", "[[law:x@2026-13-45]] ", "[a", "[a](", "[a](b ", "[a](<b",
    "[a]( \"",
    "](", "![", "![a](b) ", "[a][b] ", "[@a; ", "[@a", "[@", "[@a] ", "[^a", "[^a] ", "[^",
    "[^a]: b\n",
    "[^a]: b[^a]\n", "[^a]:\n\n", "[a]: b 'c'\n", "[a]: ", "[a]{lang=fr}", "[a]{lang=",
    "]{lang=fr}",
    "{", "{{", "{{ ", "{{ a \"", "{{ a }}", "{{ a }}\n\n", "{{}}", "{{\n", "{#a ", "{#a}\n",
    "{.a .b ",
    "}", "*a **b ", "*a_ ", "**", "_a __b ", "*", "_", "***a** b* ", "*a __b ", "a**b", "~~",
    "~~a", "~~a~~ ",
    "~", "`", "`a ", "`a` ", "``a` ", "```\n", "~~~\n", "<", "<a ", "<a>", "<b>", "</b>",
    "<b>a</b> ",
    "<kbd>", "<kbd>a</kbd>", "</kbd>", "<br>", "<!--", "<!-- a -->", "<!-- a -->\n\n", "<?",
    "<![CDATA[",
    "<a:", "<a@b.c> ", "<a href=\"", "<div>\n", "<div>\n\n", "&", "&eacute;", "&#", "&a", "\\",
    "\\\\",
    "\\[", "\\~", "\\a", "> ", ">", ">\n", "> a\n", "> > a\n", "- ", "-\n", "- a\n", "1. ",
    "1. a\n",
    "- - a\n", "- [ ] a\n", "- [x]\n", "# a\n", "# ", "#", "# a {#b}\n", "a\n===\n", "a\n---\n",
    "---\n",
    "|a", "|", "|a|b|\n", "|-", "|a|\n|-|\n", "|a|\n|-|\n\n", "|a|\n|-|\n\n: b\n\n", "| a\n",
    "| a\n|\n",
    "| Article 1\n| a\n", ": a\n", "a\n: b\n", "a\nb\n: c\n", "a\n: b\n\n", ":::", ":::\n",
    "::: a\n",
    "::: a\n:::\n", "::: a {#b}\n", "::: a\n\n> b\n\n", "> [!NOTE]\n> a\n\n", "> [!NOTE]\n",
    "> [!A]\n\n",
    "![a](b)\n\n: c\n\n", "![a](b)\n\n: c {#d}\n\n", "*[A]: b\n", "A ", "https://a.b/((",
    "https://a.b ",
    "https://", "http://a", "www.", "www.a.b ", "www.a.b&c;", "a@", "a@b.c ", "a.", "@", "a.a@b",
    "\"a ",
    "\"", " 'a", "'", "' ", "« ", "»", "« a » ", "«", "« \"a\" ", "“", "’", "...", "…", ". . ",
    "..",
    "1 000 ", "1 ", "1", "1-", "1er ", "1-2.3", "10000 €", "1h", "M. ", "Mme", "n° 1 ", "§", "p.",
    "L.1",
    "XIXe ", "I", "oe", "coeur ", "e", "é", "\u{A0}", "\u{A0} ", "\u{202F}1", "\u{202F}", "%",
    "€", ":",
    " :", ";", " !", "?!", "!", "-- ", "---", "\n", "\r", "\r\n", "\t", " ", " \n", "a\n",
    "a  \n", "a\\\n",
    "\u{0}", "\u{FEFF}", "\u{FFFC}", "\u{1BC9F}0\u{1BC9F}", "a", "a ",
    "un mot, l'autre : 75 000 € ; ", "un mot\n", "Le mot, l'autre : oui.\n", "a_b", "a*b", "(",
    "((", ")",
    "_a", "a_", "\"a\" ", "'a' ", "a'", "a'b", "-a", "[a]\n", "[a]: b\n\n[a]\n\n", "  ",
    "    a\n", "\ta\n",
  ]

  /// Texts with a beginning or an end, in parts, numbered, or of growing parts.
  static let compositions: [HostileText] = [
    HostileText("{", head: "# a "), HostileText("{#", head: "# a "),
    HostileText(" {#a}", head: "# a "),
    HostileText("|a|b|\n", head: "|a|b|\n|-|-|\n"), HostileText("|a\\|b|\n", head: "|a|\n|-|\n"),
    HostileText("|[[a:b|c]]|\n", head: "|a|\n|-|\n"), HostileText("|**a|\n", head: "|a|\n|-|\n"),
    HostileText("|a|b|c|d|\n", head: "|a|\n|-|\n"), HostileText("a\n", head: "|a|\n|-|\n"),
    HostileText("|a|[^x]\n", head: "|a|b|\n|-|-|\n", tail: "\n[^x]: y\n"),
    HostileText("A b ", head: "*[A]: long words\n\n"),
    HostileText("A-", head: "*[A B]: long words\n\n"),
    HostileText("A A", head: "*[A A A A]: long words\n\n"),
    HostileText("> a\n", head: "> b\n"), HostileText("- a\n  ", head: "- b\n"),
    HostileText("> ", tail: "a"), HostileText("- ", tail: "a"), HostileText("*", tail: "a"),
    HostileText("> - ", tail: "a"), HostileText("1. > ", tail: "a"),
    HostileText("> ", tail: "```\na\n"),
    HostileText("| a\n", head: "> "), HostileText("a ", head: "| "),
    HostileText("a\n", head: "| "),
    HostileText("[^x] ", tail: "\n\n[^x]: y\n"), HostileText("[[a:b|", tail: "]]"),
    HostileText("[figure] [[figure:f]] ", tail: "\n\n![a](b)\n\n: c {#f}\n"),
    HostileText("    a\n\n", head: "[^x]\n\n[^x]: y\n\n"),
    HostileText("a\n", head: "[^x]\n\n[^x]: y\n"),
    HostileText("> [^x]\n", head: "[^x]: y\n\n"), HostileText("- [ ] ", tail: "a"),
    HostileText("a\n", head: "::: verbatim\n\n"), HostileText("\"", head: "::: verbatim\n\n"),
    HostileText("[a](b) ", head: "[", tail: "](c)"), HostileText("*a* ", head: "*", tail: "b*"),
    HostileText("a](b)", head: "[[[[[[[["), HostileText("`", tail: "a"),
    HostileText("a\n", head: "```\n"),
    HostileText("a\n", head: "> ```\n"), HostileText("a\n", head: "<div>\n"),
    HostileText("a\n", head: "<!--\n"),
    HostileText("[a]", tail: "\n\n[a]: b\n"),
    HostileText("[a]", tail: "\n\n[a]: bbbbbbbbbbbbbbbb\n"),
    HostileText(parts: ["[", "]"]), HostileText(parts: ["[", "](a)"]),
    HostileText(parts: ["![", "](a)"]),
    HostileText(parts: ["*", "a", "*"]), HostileText(parts: ["**a ", "b** "]),
    HostileText(parts: ["~~a ", "~~"]),
    HostileText(parts: ["« ", "» "]), HostileText(parts: ["\"a ", "b\" "]),
    HostileText(parts: ["<b>", "</b>"]),
    HostileText(parts: ["<kbd>", "</kbd>"]), HostileText(parts: ["[", "]{lang=en}"]),
    HostileText(parts: ["::: a\n\n", ":::\n\n"]), HostileText(parts: ["[[a:b|", "]]"]),
    HostileText(parts: ["{{ a ", "}}"]), HostileText(parts: ["(", ")"]),
    HostileText(parts: ["https://a.b/(", ")"]),
    HostileText(parts: ["[^x] ", "\n\n[^x]: y\n", "    y\n\n"]),
    HostileText(parts: ["`", "a", "`"]),
    HostileText(parts: ["> ", "a\n", "> b\n"]), HostileText(parts: ["- ", "a\n", "  b\n"]),
    HostileText(parts: ["- a\n", "\n", "b\n"]), HostileText(parts: ["a ", "[b]: c\n", "[b] "]),
    HostileText(numbered: ["[^#] ", "\n\n[^#]: b\n"]), HostileText(numbered: ["[^#]: b\n"]),
    HostileText(numbered: ["[^#]\n\n", "[^#]: c [^#]\n"]),
    HostileText(numbered: ["[^a#] ", "\n\n[^b#]: b\n"]),
    HostileText(numbered: ["[a#]: b\n", "[a#] "]),
    HostileText(numbered: ["[a#]: b\n", "|a|\n|-|\n|[a#]|\n\n"]),
    HostileText(numbered: ["[a#]: b\n", "\n[^#] ", "\n\n[^#]: [a#]\n"]),
    HostileText(numbered: ["*[A#]: b\n", "\nA# "]),
    HostileText(numbered: ["*[A #]: b\n", "\nA # "]),
    HostileText(numbered: ["§ a\n"]), HostileText(numbered: ["§ a #\n"]),
    HostileText(numbered: ["§ a {§b}\n"]),
    HostileText(numbered: ["§ a {§b#}\n"]), HostileText(numbered: ["§ a-#\n§ a\n"]),
    HostileText(numbered: ["[[figure:f#]] ", "\n\n![a](b)\n\n: c {§f#}\n"]),
    HostileText(numbered: ["[[figure:g#]] ", "\n\n![a](b)\n\n: c {§f#}\n"]),
    HostileText(numbered: ["[[table:t#]] ", "\n\n|a|\n|-|\n\n: c {§t#}\n"]),
    HostileText(numbered: ["::: a# {§d#}\n\nb\n\n:::\n\n"]),
    HostileText(numbered: ["[[a:b#|c #]] "]),
    HostileText(numbered: ["[@a#, p. #] "]), HostileText(numbered: ["{{ a b# \"c #\" }} "]),
    HostileText(numbered: ["https://a.b/# "]), HostileText(numbered: ["|a|b|\n|-|-|\n|#|#|\n\n"]),
    HostileText(numbered: ["[a](b#) "]), HostileText(numbered: ["<b#>"]),
    HostileText(numbered: ["> [!A#]\n\n"]),
    HostileText(parts: ["*a **a ", " a** a*"]), HostileText("_a "), HostileText("a]"),
    HostileText(parts: ["*a ", "_a*_ "]), HostileText("c* ", head: "a**b"), HostileText("[ a_"),
    HostileText("[ (]("), HostileText("![[]()"), HostileText("**x [a*b**c*](d)"),
    HostileText("<!--", head: "</"), HostileText("<?", head: "<>"), HostileText("<!A ", head: "<>"),
    HostileText("<![CDATA[", head: "<>"), HostileText(parts: ["- ", "x\n", "\n"]),
    HostileText(parts: ["> - ", "x\n", ">\n"]), HostileText(parts: [">", "a*"]),
    HostileText("[a](<b"), HostileText("a\rb\n-\u{B}\n"), HostileText("a <!A "),
    HostileText("a <?"),
    HostileText("a <![CDATA["), HostileText("a <!-- "), HostileText("<a b=\""),
    HostileText("<a b='c' "),
    HostileText(growing: { "e" + String(repeating: "`", count: $0) }, name: "growing backticks"),
    HostileText(growing: { String(repeating: "  ", count: $0) + "* a\n" }, name: "deeper lists"),
    HostileText(
      growing: { String(repeating: ">", count: $0) + "a\n\n" }, name: "deeper quotations"),
    HostileText(growing: { String(repeating: "#", count: $0) + " a\n" }, name: "longer headings"),
    HostileText(growing: { String(repeating: ":", count: $0 + 2) + " a\n" }, name: "longer fences"),
    HostileText(growing: { String(repeating: "|", count: $0) + "\n" }, name: "longer rows"),
  ]

  /// Every construct, opened, closed, cut off and nested.
  static let all: [HostileText] = units.map { HostileText($0) } + compositions
}
