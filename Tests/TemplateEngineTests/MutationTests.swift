// Seeded mutations of all fixtures: whatever a template holds, compiling and rendering it ends,
// without a crash, and every message points into a source.

import Diagnostics
import TemplateEngine
import TestSupport
import Testing

@Suite struct MutationTests {
  /// Pieces that mutations put into templates.
  static let pieces: [String] = [
    "{{", "}}", "{%", "%}", "{#", "#}", "-%}", "{%-", "{% endif %}", "{% else %}", "{% endfor %}",
    "{% block x %}", "{% endblock %}", "{% raw %}", "{% extends 'main.html' %}", "'", "\"", "(",
    ")", "[", "]", "{", "}", "|", "|upper", " is ", " not ", " if ", " else ", "~", "**", "//",
    "..", "?.", ":", ",", "=", "==", "<", "<script>", "</script>", "<a href=\"", "<style>",
    "<!--", " onclick='", "\u{0}", "\u{FF}", "é", "999999999999999999999", "0x", "1e999", "loop",
    "super()", "self.x()", "caller()", "{% set x %}", "{% macro m(a=m()) %}", "{% call m() %}",
    "{% include 'main.html' %}", "{{ m() }}", "{% for a, b in c recursive %}", "{% break %}",
    "{% import 'main.html' as q %}", "{% filter e %}", "{% with %}", "|map('upper')", "[::0]",
  ]

  @Test(arguments: 0..<8)
  func survives(_ part: Int) throws {
    var random = SplitMix64(seed: 0x5EED + UInt64(part))
    let fixtures = Fixture.all(in: "templates")
    let rounds = Fixture.mutationRounds
    var environment = Environment()
    environment.options.limits.iterations = 2_000
    environment.options.limits.fuel = 200_000
    environment.options.limits.outputBytes = 1 << 18
    environment.options.limits.valueBytes = 1 << 16
    environment.options.limits.listItems = 2_000
    for (index, path) in fixtures.enumerated() where index % 8 == part {
      let fixture = try Fixture(path)
      for _ in 0..<rounds {
        var bytes = fixture.template
        for _ in 0..<Int.random(in: 1...4, using: &random) {
          Self.mutate(&bytes, &random)
        }
        Self.check(bytes, fixture, environment)
      }
    }
  }

  private static func mutate(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
    let place = Int.random(in: 0...bytes.count, using: &random)
    switch Int.random(in: 0..<4, using: &random) {
    case 0:
      let end = min(bytes.count, place + Int.random(in: 1...12, using: &random))
      bytes.removeSubrange(place..<end)
    case 1:
      if place < bytes.count { bytes[place] = UInt8.random(in: 0...255, using: &random) }
    case 2:
      let from = Int.random(in: 0...bytes.count, using: &random)
      let end = min(bytes.count, from + Int.random(in: 1...30, using: &random))
      bytes.insert(contentsOf: Array(bytes[from..<end]), at: place)
    default:
      let piece = pieces[Int.random(in: 0..<pieces.count, using: &random)]
      bytes.insert(contentsOf: Array(piece.utf8), at: place)
    }
  }

  private static func check(_ bytes: [UInt8], _ fixture: Fixture, _ environment: Environment) {
    var map = SourceMap()
    var bag = DiagnosticBag()
    let sources = fixture.sources(replacing: bytes).map { file in
      (name: file.name, source: map.add(path: file.name, bytes: file.bytes))
    }
    let set = environment.compile(sources, in: map, into: &bag)
    if let template = set.template(fixture.entry) {
      var out = OutputBuffer()
      do throws(Diagnostic) {
        try template.render(fixture.context, into: &out, warnings: &bag)
      } catch {
        bag.add(error)
      }
    }
    for diagnostic in bag.diagnostics {
      let spans =
        (diagnostic.primary.map { [$0.span] } ?? []) + diagnostic.secondary.map(\.span)
        + diagnostic.trace.map(\.span)
      for span in spans {
        #expect(map.contains(span.source))
        #expect(span.start <= span.end && Int(span.end) <= map.bytes(of: span.source).count)
      }
    }
  }

  /// Deep and long constructs end quickly: nothing takes quadratic time or deep recursion.
  static let storms = [
    "{{ " + String(repeating: "(", count: 20_000), "{{ " + String(repeating: "-", count: 20_000),
    "{{ " + String(repeating: "not ", count: 20_000) + "x }}",
    "{{ " + String(repeating: "[", count: 20_000), "{{ " + String(repeating: "x.", count: 20_000),
    "{{ 1" + String(repeating: "+1", count: 20_000) + " }}",
    "{{ 'a'" + String(repeating: "|d", count: 20_000) + " }}",
    "{{ 1" + String(repeating: " if 1", count: 20_000) + " }}",
    "{{ true" + String(repeating: " and true", count: 20_000) + " }}",
    "{{ 1" + String(repeating: " is odd", count: 20_000) + " }}",
    "{{ 1" + String(repeating: " < 1", count: 20_000) + " }}",
    "{{ f" + String(repeating: "()", count: 20_000) + " }}",
    String(repeating: "{% if 1 %}", count: 20_000), String(repeating: "{% for", count: 20_000),
    String(repeating: "{{ '", count: 20_000), String(repeating: "{% raw %}", count: 20_000),
    String(repeating: "{#", count: 20_000), String(repeating: "{% endif %}", count: 20_000),
    "<a " + String(repeating: "x=1 ", count: 20_000),
    String(repeating: "{% if 1 %}{% elif 2 %}{% endif %}", count: 5_000),
  ]

  /// Deep and long templates end; the limit only stops a hang and says nothing about speed.
  @Test(.timeLimit(.minutes(10)), arguments: storms.indices)
  func stormsEnd(_ index: Int) throws {
    let template = Self.storms[index]
    var map = SourceMap()
    var bag = DiagnosticBag()
    let source = map.add(path: "main.html", bytes: Array(template.utf8))
    let set = Environment().compile([("main.html", source)], in: map, into: &bag)
    var out = OutputBuffer()
    do throws(Diagnostic) {
      try set.template("main.html")?.render([], into: &out)
    } catch {
      bag.add(error)
    }
    // Either a program was made, or the reason is said.
    let isCompiled = set.template("main.html") != nil
    #expect(isCompiled || bag.hasErrors)
  }
}
