// How diagnostics are drawn: the excerpt and its carets, hidden characters, long lines, JSON.

import Testing

@testable import Diagnostics

@Suite struct DiagnosticRendererTests {
  private static let code = DiagnosticCode("T0001", "a test")

  private func fault(
    in text: String, _ range: Range<Int>, _ message: Wording = "wrong"
  ) -> (DiagnosticRenderer, Diagnostic) {
    var sources = SourceMap()
    let source = sources.add(path: "a.md", bytes: Array(text.utf8))
    let span = Span(source: source, start: range.lowerBound, end: range.upperBound)
    let diagnostic = Diagnostic(
      Self.code, message, at: Label(span, "here"), notes: ["one\ntwo"])
    return (DiagnosticRenderer(sources: sources, drawing: [diagnostic]), diagnostic)
  }

  @Test func marksTheBytesOfTheSpan() {
    let (renderer, diagnostic) = fault(in: "été\n\tl’été fut\n", 11..<16)
    #expect(
      renderer.render(diagnostic) == """
        error[T0001]: wrong
         --> a.md:2:4
          |
        2 |     l’été fut
          |       ^^^ here
          |
          = note: one
                  two
          = more: dossier explain T0001

        """)
  }

  @Test func speaksTheLanguageAskedFor() {
    let (english, diagnostic) = fault(in: "abc", 0..<1, Wording("wrong", fr: "faux"))
    let french = DiagnosticRenderer(sources: english.sources, language: .french)
    #expect(english.render(diagnostic).hasPrefix("error[T0001]: wrong\n"))
    #expect(french.render(diagnostic).contains("[T0001]: faux\n"))
    #expect(french.renderJSON(diagnostic).contains("\"message\":\"faux\""))
  }

  @Test func speaksFrenchWithTheSameCodesAndKeys() throws {
    var sources = SourceMap()
    let source = sources.add(path: "a.md", bytes: Array("été\n".utf8))
    let span = Span(source: source, start: 0, end: 5)
    var diagnostic = Diagnostic(
      Self.code, Wording("there is no summer", fr: "il n'y a pas d'été"),
      at: Label(span, Wording("here", fr: "ici")), notes: [Wording("a fact", fr: "un fait")],
      hints: [Hint(Wording("go south", fr: "allez au sud"))],
      trace: [TraceFrame(span, Wording("included from", fr: "inclus depuis"))])
    diagnostic.severity = .warning
    let renderer = DiagnosticRenderer(sources: sources, language: .french)
    #expect(
      renderer.render(diagnostic) == """
        avertissement[T0001]: il n'y a pas d'été
         --> a.md:1:1
          |
        1 | été
          | ^^^ ici
          |
          = aide: allez au sud
          = note: un fait
          = dans: inclus depuis a.md:1:1
          = plus: dossier explain T0001

        """)
    let json = renderer.renderJSON(diagnostic)
    #expect(json.contains(#""severity":"warning","message":"il n'y a pas d'été""#))
  }

  @Test func hidesNothingBehindControlsAndDirections() {
    let hostile = "a\u{1B}[31m\u{202E}b\u{7}\u{85}\u{2028}\r\nc"
    let (renderer, diagnostic) = fault(in: hostile, 0..<1, Wording(hostile))
    let rendered = renderer.render(diagnostic)
    let hidden = rendered.unicodeScalars.filter {
      $0 != "\n" && ($0.value < 0x20 || (0x7F..<0xA0).contains($0.value) || $0 == "\u{202E}")
    }
    #expect(hidden.isEmpty)
    #expect(rendered.hasPrefix("error[T0001]: a·[31m·b·····c\n"))
    let json = renderer.renderJSON(diagnostic)
    #expect(json.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x2028 })
  }

  @Test(arguments: ["é", "a", "\u{301}"]) func cutsALongLineAroundTheMark(filler: String) {
    let before = String(repeating: filler, count: 200_000)
    let text = before + "MARK." + before
    let start = before.utf8.count
    let (renderer, diagnostic) = fault(in: text, start..<start + 4)
    let rendered = renderer.render(diagnostic)
    #expect(rendered.contains("^^^^ here"))
    #expect(!rendered.contains("^^^^^"))
    #expect(rendered.contains("MARK"))
    #expect(rendered.utf8.count < 9_000)
  }

  @Test func drawsManyFaultsOfOneText() {
    var sources = SourceMap()
    let source = sources.add(
      path: "a.md", bytes: [UInt8](repeating: 0x0A, count: 200_000))
    let diagnostics = (0..<2_000).map {
      Diagnostic(
        Self.code, "wrong", at: Label(Span(source: source, start: $0 * 100, end: $0 * 100)))
    }
    let renderer = DiagnosticRenderer(sources: sources, drawing: diagnostics)
    for (number, diagnostic) in diagnostics.enumerated() {
      #expect(renderer.renderJSON(diagnostic).contains("\"line\":\(number * 100 + 1),"))
    }
  }

  @Test func drawsAFaultWithoutAPlace() {
    let renderer = DiagnosticRenderer(sources: SourceMap())
    let span = Span(source: SourceID(raw: 7), start: 1, end: 2)
    for label in [nil, Label(span)] {
      let diagnostic = Diagnostic(Self.code, "wrong", at: label)
      #expect(
        renderer.render(diagnostic) == "error[T0001]: wrong\n  = more: dossier explain T0001\n")
      #expect(
        renderer.renderJSON(diagnostic)
          == "{\"code\":\"T0001\",\"severity\":\"error\",\"message\":\"wrong\"}")
    }
    #expect(renderer.place(of: span) == "?")
  }
}
