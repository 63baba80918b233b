// What keeps the work linear, counted: faults that are listed, containers and images that libcmark may
// see open, link definitions that notes and cells take along, expansions that are kept once.

import Diagnostics
import Testing

@testable import Markdown

@Suite struct LinearWorkTests {
  /// A text wrong from end to end lists a hundred faults of a kind and counts the others.
  @Test(arguments: [
    ("{{ a \"", "M0104"), ("{{ ", "M0104"), ("# a {{{", "M0104"), ("[[actor:a|", "M0102"),
    ("[[a ]] ", "M0101"), ("[@a b] ", "M0103"), ("{{ }} ", "M0105"), ("[^a] ", "M0201"),
    ("<b>", "M0401"), (":::\n\n", "M0302"), ("[[figure:a]] ", "M0206"), ("[a](data:b) ", "M0402"),
  ]) func faultsOfOneKindAreCounted(_ unit: String, _ code: String) throws {
    let faults = Parsed(String(repeating: unit, count: 1_000)).bag.diagnostics
      .filter { $0.code.id == code }
    #expect(faults.count == FaultList.limit)
    let note = try #require(faults.last?.notes.last)
    #expect(note.english.contains("more of this kind"))
    #expect(note.french.contains("de plus"))
    #expect(faults.dropLast().allSatisfy { $0.notes.isEmpty })
  }

  @Test func fewFaultsAreAllListed() {
    let faults = Parsed(String(repeating: "[^a] ", count: 7)).bag.diagnostics
    #expect(faults.count == 7 && faults.allSatisfy { $0.notes.isEmpty })
  }

  private static func depth(_ document: MarkdownDocument) -> Int {
    var depths = [Int](repeating: 0, count: document.nodes.count)
    for index in document.nodes.indices.dropFirst() {
      depths[index] = depths[Int(document.nodes[index].parent)] + 1
    }
    return depths.max() ?? 0
  }

  /// libcmark walks all open containers for every line: a mark too far on its line is text.
  @Test(
    .timeLimit(.minutes(10)),
    arguments: [
      (String(repeating: "> ", count: 100_000) + "a", "> "),
      (String(repeating: ">", count: 50_000) + String(repeating: "a*", count: 50_000), ">"),
      (
        String(repeating: "- ", count: 60_000) + "x\n" + String(repeating: "\n", count: 300_000),
        "- "
      ),
      (
        String(repeating: "> - ", count: 30_000) + "x\n" + String(repeating: ">\n", count: 100_000),
        "- "
      ), (String(repeating: "1. ", count: 50_000) + "a", "1. "),
    ]) func containersAreBounded(_ text: String, _ mark: String)
  {
    for profile in [MarkdownProfile.dossier, .commonmark] {
      let parsed = Parsed(text, MarkdownOptions(profile: profile))
      #expect(Self.depth(parsed.document) < 2 * Region.markLimit + 8)
      #expect(!parsed.html().isEmpty)
    }
  }

  @Test(arguments: [
    String(repeating: "- ", count: 400), String(repeating: "* ", count: 400),
    String(repeating: "-", count: 900), String(repeating: "*", count: 900) + "a",
    String(repeating: " ", count: 900) + "> a", String(repeating: "> ", count: 250) + "a",
    String(repeating: "mot ", count: 300) + "> 1. - ",
  ]) func marksThatCostNothingStay(_ text: String) {
    let bytes = Array(text.utf8)
    let origin = TextOrigin(
      verbatim: Span(source: SourceID(raw: 0), start: 0, end: bytes.count))
    let region = Region(cleaning: bytes, origin: origin, reservesMarks: true)
    let isIndented = text.hasPrefix("   ")
    #expect((region.tamed().bytes == bytes) == !isIndented)
  }

  /// Every link looks at all images that are open: their number is bounded.
  @Test(.timeLimit(.minutes(10))) func openImagesAreBounded() {
    let text = String(repeating: "![[]()", count: 100_000)
    let html = Parsed(text, MarkdownOptions(profile: .commonmark)).html()
    #expect(
      html.hasPrefix("<p>![<a href=\"\"></a>![") && html.hasSuffix("![<a href=\"\"></a></p>\n"))
    let few = String(repeating: "![a](b) ", count: 3_000)
    #expect(Parsed(few).document.links.count == 3_000)
  }

  /// Notes and cells take along the definitions they use and no others.
  @Test func definitionsAreTakenAlongOnDemand() {
    var definitions = LinkDefinitions()
    for number in 0..<1_000 { definitions.add(Array("[Nom \(number)]: /a\(number) 'b'".utf8)[...]) }
    definitions.add(Array("[É]: <c d>".utf8)[...])
    definitions.add(Array("[suite]:".utf8)[...])
    definitions.add(Array("[phrase]: un deux trois".utf8)[...])
    func wanted(_ text: String) -> String {
      String(decoding: definitions.wanted(by: Array(text.utf8)), as: UTF8.self)
    }
    #expect(wanted("sans rien").isEmpty)
    #expect(wanted("[nom  7], [x][NOM\n7] [y]") == "[Nom 7]: /a7 'b'\n")
    #expect(wanted("[é]") == "[É]: <c d>\n")
    #expect(wanted("[suite] [phrase]").isEmpty)
    let html = Parsed("x[^1]\n\n[^1]: voir [Site] [autre]\n\n[site]: /s\n[autre]: deux mots\n")
      .html()
    #expect(
      html.contains("voir <a href=\"/s\">Site</a> [autre]") && !html.contains("deux mots</p>\n<p>"))
  }

  /// Many notes and many definitions: what is built grows as the text does.
  @Test func notesBesideDefinitionsStayLinear() {
    func size(_ count: Int) -> Int {
      let text =
        (0..<count).map { "[d\($0)]: /\($0)\n" }.joined() + "\n"
        + (0..<count).map { "x[^\($0)] " }.joined() + "\n\n"
        + (0..<count).map { "[^\($0)]: [d\($0)]\n" }.joined()
      let document = Parsed(text).document
      #expect(document.links.count == count)
      return document.pool.count + document.nodes.count
    }
    #expect(size(1_600) < size(400) * 5)
  }

  /// An expansion is kept once, however often it is used, and is no longer than a sentence.
  @Test func expansionsAreKeptOnce() {
    let long = String(repeating: "a", count: AbbreviationTable.expansionLimit)
    let document = Parsed("*[CE]: \(long)\n\n" + String(repeating: "CE ", count: 2_000)).document
    #expect(document.nodes.count { $0.kind == .abbreviation } == 2_000)
    #expect(document.pool.count < 40_000)
    #expect(Parsed("*[CE]: \(long)a\n\nCE").document.nodes.allSatisfy { $0.kind != .abbreviation })
  }

  /// Spans in another language in one another: every text in them is left alone, once.
  @Test func languageSpansMayNest() {
    let count = 3_000
    let text =
      String(repeating: "[a ", count: count) + "b: c"
      + String(repeating: "]{lang=en}", count: count)
    let parsed = Parsed(text)
    #expect(parsed.document.nodes.count { $0.kind == .languageSpan } == count)
    #expect(parsed.html().contains("b: c"))
  }
}
