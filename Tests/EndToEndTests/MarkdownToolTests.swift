// `dossier markdown --json`: every line has its answer, in order, whatever it holds.

import Foundation
import TestSupport
import Testing

@Suite struct MarkdownToolTests {
  /// An answer as the command writes it.
  struct Answer: Decodable {
    struct Fault: Decodable {
      let code: String
      let message: String
    }

    struct Diagnostic: Decodable {
      let code: String
      let severity: String
      let line: Int?
      let column: Int?
    }

    var id: Int?
    var output: String?
    var diagnostics: [Diagnostic]?
    var error: Fault?
  }

  static func run(_ lines: [String]) throws -> [Answer] {
    let outcome = try DossierProcess.run(
      ["markdown", "--json"], input: lines.joined(separator: "\n") + "\n")
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty)
    return try outcome.output.split(separator: "\n").map {
      try JSONDecoder().decode(Answer.self, from: Data($0.utf8))
    }
  }

  @Test func everyLineHasItsAnswer() throws {
    let answers = try Self.run([
      #"{"id":1,"markdown":"l'*outil* : 1er","profile":"dossier","lang":"fr","typography":true,"format":"html"}"#,
      #"{"id":2,"markdown":"a <b>b</b>\n\n***","profile":"commonmark","format":"html"}"#,
      #"{"id":3,"markdown":"It's \"so\" # 1","lang":"en","format":"typst"}"#,
      ##"{"id":4,"markdown":"# T\n\n*a* `b`","format":"text"}"##,
      #"{"id":5,"markdown":"l'a : b","typography":false}"#,
      "no json", "", "[]",
      #"{"id":9}"#,
      #"{"id":10,"markdown":1}"#,
      #"{"id":11,"markdown":"a","format":"pdf"}"#,
      #"{"id":12,"markdown":"a","typography":"yes"}"#,
      #"{"id":13,"markdown":"\u0000\ufffc\r\na"}"#,
      #"{"id":14,"markdown":"a *b*\n\n- c","profile":"commonmark","format":"text"}"#,
    ])
    #expect(answers.map(\.id) == [1, 2, 3, 4, 5, nil, nil, 9, 10, 11, 12, 13, 14])
    #expect(answers[0].output == "<p>l’<em>outil</em>\u{A0}: 1<sup>er</sup></p>\n")
    #expect(answers[1].output == "<p>a <b>b</b></p>\n<hr />\n")
    #expect(answers[2].output?.contains("It’s “so” \\# 1") == true)
    #expect(answers[3].output == "T\n\na b")
    #expect(answers[4].output == "<p>l'a : b</p>\n")
    for index in 5...10 {
      #expect(answers[index].error?.code == "input")
      #expect(answers[index].output == nil)
    }
    #expect(answers[11].output == "<p>\u{FFFD}\u{FFFD}\na</p>\n")
    #expect(answers[12].output == "a b\n\nc")
  }

  @Test func referencesShowTheirOwnWords() throws {
    let text = #"[[actor:x|Nom]] [[law:y@2026-01-02]] [@s, p. 3; @t].\n\n{{ table a }}"#
    let answers = try Self.run(
      ["html", "typst", "text"].map { #"{"markdown":"\#(text)","format":"\#($0)"}"# })
    #expect(
      answers[0].output
        == "<p>Nom y [s, p.\u{A0}3; t].</p>\n<p>{{ table a }}</p>\n")
    #expect(answers[1].output?.contains("Nom y \\[s, p.") == true)
    #expect(answers[2].output == "Nom y.")
    #expect(answers.allSatisfy { $0.diagnostics?.isEmpty == true })
  }

  @Test func diagnosticsHaveTheirPlaces() throws {
    let answer = try #require(
      try Self.run([#"{"markdown":"é [[a b]]\n\n[^x] <b>c"}"#]).first)
    #expect(answer.diagnostics?.map(\.code) == ["M0101", "M0201", "M0401"])
    #expect(answer.diagnostics?.map(\.severity) == ["error", "error", "warning"])
    #expect(answer.diagnostics?.first?.line == 1)
    #expect(answer.diagnostics?.first?.column == 3)
    #expect(answer.diagnostics?[1].line == 3)
  }

  /// A line with a great many escapes is read in one go: copied for each of them, this text would take
  /// hours.
  @Test func textsFullOfEscapesAreAnswered() throws {
    let lineFeeds = String(repeating: #"\n"#, count: 400_000)
    let accents = String(repeating: #"\u00e9"#, count: 100_000)
    let braces = String(repeating: "{", count: 20_000)
    let answers = try Self.run([
      #"{"id":1,"markdown":"a\#(lineFeeds)b"}"#, #"{"id":2,"markdown":"\#(accents)"}"#,
      ##"{"id":3,"markdown":"# a \##(braces)"}"##,
    ])
    #expect(answers.map(\.id) == [1, 2, 3])
    #expect(answers[0].output == "<p>a</p>\n<p>b</p>\n")
    #expect(answers[1].output == "<p>\(String(repeating: "é", count: 100_000))</p>\n")
    #expect(answers[2].diagnostics?.count == 100)
  }

  @Test func whatADossierWouldCheckIsReported() throws {
    let text = "[[law:x@2026-13-45]] [[figure:no]] [[table:no|t]]"
    let answer = try #require(try Self.run([#"{"markdown":"\#(text)"}"#]).first)
    #expect(answer.diagnostics?.map(\.code) == ["M0106", "M0206", "M0206"])
    #expect(answer.diagnostics?.map { $0.column ?? 0 } == [9, 31, 44])
  }
}
