// The quick ways of the machine (blocks of several bytes, slices in one piece, numbers without a string)
// give what a walk byte by byte gives, at every length and offset.

import Diagnostics
import TemplateEngine
import Testing

@Suite struct QuickWayTests {
  /// Renders a template without contract.
  static func render(_ source: String, _ context: [(String, Value)]) -> String {
    let result = LimitTests.code([("a.html", source)], context)
    return result.code ?? result.output
  }

  static func escaped(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&#34;"
      case "'": "&#39;"
      default: String(scalar)
      }
    }.joined()
  }

  @Test func escapesAtEveryOffset() throws {
    var map = SourceMap()
    var bag = DiagnosticBag()
    let source = map.add(
      path: "a.html", bytes: Array("{{ x }}|{{ x ~ '' }}|<p title=\"{{ x }}\">".utf8))
    let set = Environment().compile([("a.html", source)], in: map, into: &bag)
    let template = try #require(set.template("a.html"))
    var out = OutputBuffer()
    for length in 0...40 {
      for place in 0..<max(1, length) {
        for mark in ["&", "<", ">", "\"", "'", "é"] {
          var letters = (0..<length).map { String(UnicodeScalar(UInt8(97 + $0 % 26))) }
          if length > 0 { letters[place] = mark }
          let text = letters.joined()
          let expected = Self.escaped(text)
          out.removeAll()
          try template.render([("x", .string(text))], into: &out)
          #expect(
            String(decoding: out.bytes, as: UTF8.self)
              == "\(expected)|\(expected)|<p title=\"\(expected)\">")
        }
      }
    }
  }

  @Test func escapesManyMarks() {
    for length in 0...70 {
      let text = String(repeating: "<&>\"'", count: length) + String(repeating: "x", count: length)
      #expect(
        Self.render("{{ x }}{{ x }}", [("x", .string(text + text))])
          == String(repeating: Self.escaped(text), count: 4))
    }
  }

  @Test(arguments: [
    0, 9, 10, 99, 100, 999, 1_000, 65_535, 999_999_999, 1_000_000_000, 999_999_999_999_999_999,
    1_000_000_000_000_000_000, Int64.max, -1, -9, -10, -100, Int64.min,
  ])
  func numbers(_ number: Int64) {
    #expect(Self.render("{{ n }}", [("n", .int(number))]) == String(number))
  }

  /// What Python takes with `[start:stop]`.
  static func range(_ count: Int, _ start: Int?, _ stop: Int?) -> Range<Int> {
    func clamp(_ value: Int) -> Int { min(max(value < 0 ? value + count : value, 0), count) }
    let first = start.map(clamp) ?? 0
    return first..<max(first, stop.map(clamp) ?? count)
  }

  @Test(arguments: ["", "abc", "aé😀b", "é"])
  func slices(_ text: String) {
    let scalars = Array(text.unicodeScalars)
    let bounds: [Int?] = [nil] + Array(-6...6) + [Int.max, Int.min + 1]
    for start in bounds {
      for stop in bounds {
        let from = start.map { "\($0)" } ?? ""
        let to = stop.map { "\($0)" } ?? ""
        let taken = scalars[Self.range(scalars.count, start, stop)].map { String($0) }
        let context: [(String, Value)] = [
          ("x", .string(text)), ("l", .list(scalars.map { .string(String($0)) })),
        ]
        #expect(
          Self.render("{{ x[\(from):\(to)] }}|{{ l[\(from):\(to):1]|join('.') }}", context)
            == taken.joined() + "|" + taken.joined(separator: "."))
      }
    }
  }

  @Test func partsOfTexts() {
    for length in 1...12 {
      let needle = String("xyzxyzxyzxyw".prefix(length))
      for place in 0...40 {
        let text = String(repeating: "x", count: place) + needle + "x"
        let context: [(String, Value)] = [("t", .string(text)), ("n", .string(needle))]
        #expect(
          Self.render("{{ n in t }} {{ (n ~ '!') in t }} {{ t|replace(n, '-', 1) }}", context)
            == "true false " + Self.replacedFirst(needle, in: text))
      }
    }
  }

  private static func replacedFirst(_ needle: String, in text: String) -> String {
    let bytes = Array(text.utf8)
    let part = Array(needle.utf8)
    for at in 0...(bytes.count - part.count)
    where Array(bytes[at..<(at + part.count)]) == part {
      return String(decoding: bytes[..<at] + Array("-".utf8), as: UTF8.self)
        + String(decoding: bytes[(at + part.count)...], as: UTF8.self)
    }
    return text
  }

  @Test func groups() {
    let items: [Value] = (0..<200).map { number in
      .map([
        ("k", .string(number % 3 == 0 ? "A" : number % 3 == 1 ? "a" : "b")), ("n", .int(number)),
      ])
    }
    let source =
      "{% for g in x|groupby('k') %}{{ g.grouper }}{{ g.list|length }} {% endfor %}"
      + "{% for g in x|groupby('k', case_sensitive=true) %}{{ g.grouper }}{{ g.list|length }} "
      + "{% endfor %}{{ x|sort(attribute='k,n')|map(attribute='n')|list|length }}"
    #expect(Self.render(source, [("x", .list(items))]) == "A134 b66 A67 a67 b66 200")
  }
}
