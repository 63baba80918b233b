// What one rendering may use: hostile templates and data end in a message with its code, whatever
// they are made of, and values shared many times over are not walked as often.

import Diagnostics
import TemplateEngine
import Testing

@Suite struct LimitTests {
  /// Compiles and renders; the code of the first error, or `nil`.
  static func code(
    _ files: [(String, String)], _ context: [(String, Value)] = [],
    _ limit: (inout Environment.Limits) -> Void = { _ in }
  ) -> (code: String?, output: String) {
    var environment = Environment()
    environment.options.checksNames = false
    limit(&environment.options.limits)
    var map = SourceMap()
    var bag = DiagnosticBag()
    let sources = files.map { ($0.0, map.add(path: $0.0, bytes: Array($0.1.utf8))) }
    let set = environment.compile(sources, in: map, into: &bag)
    guard let template = set.template(files[0].0) else {
      return (bag.diagnostics.first { $0.severity == .error }?.code.id, "")
    }
    var out = OutputBuffer()
    do throws(Diagnostic) {
      try template.render(context, into: &out)
    } catch {
      return (error.code.id, "")
    }
    return (nil, String(decoding: out.bytes, as: UTF8.self))
  }

  @Test(arguments: [
    ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "T0501"),
    ("{% include 'a.html' %}", "T0501"),
    ("{% include 'b.html' %}", "T0501"),
    ("{% block a %}{{ self.a() }}{% endblock %}", "T0501"),
    ("{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}", "T0501"),
    (
      "{% macro m() %}{{ caller() }}{% call m() %}{% endcall %}{% endmacro %}"
        + "{% call m() %}{% endcall %}", "T0501"
    ),
    ("{% extends 'a.html' %}", "T0505"),
    ("{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}", "T0502"),
    (
      "{% for a in range(9999) %}{% for b in range(9999) %}{{ a }}{{ b }}{{ 'x' * 900 }}"
        + "{% endfor %}{% endfor %}", "T0503"
    ),
    ("{% for a in range(9) %}{{ 'x' * 200000 }}{% endfor %}", "T0503"),
    ("{% for c in 'é' * 2000000 %}{% endfor %}", "T0504"),
    ("{{ ('é' * 2000000)|list|length }}", "T0504"),
    ("{% set a, b = 'x' * 2000000 %}", "T0504"),
  ])
  func endless(_ source: String, _ code: String) {
    let files = [("a.html", source), ("b.html", "{% include 'a.html' %}")]
    let result = Self.code(files) { limits in
      limits.iterations = 50_000
      limits.outputBytes = 1 << 20
    }
    #expect(result.code == code)
  }

  @Test func fuelEnds() {
    let source =
      "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}"
    #expect(Self.code([("a.html", source)]) { $0.fuel = 200_000 }.code == "T0506")
  }

  @Test(arguments: [
    "{% set ns.s = ns.s ~ ns.s %}", "{% set ns.s = ns.s + ns.s %}",
    "{% set ns.s = ns.s|replace('x', 'xx') %}", "{% set ns.s = ns.s * 2 %}",
    "{% set ns.s = [ns.s, ns.s]|join %}", "{% set ns.s = '%s%s'|format(ns.s, ns.s) %}",
    "{% set q %}{{ ns.s }}{{ ns.s }}{% endset %}{% set ns.s = q %}",
    "{% set ns.s %}{{ ns.s }}{{ ns.s }}{% endset %}",
    "{% set ns.l = ns.l + ns.l %}", "{% set ns.l = ns.l * 2 %}",
    "{% set ns.l = range(9999999999) %}", "{% set ns.l = [ns.l, ns.l]|sum(start=[]) %}",
  ])
  func growing(_ step: String) {
    let source =
      "{% set ns = namespace(s='xxxxxxxx', l=[1]) %}{% for i in range(70) %}\(step){% endfor %}"
    let code = Self.code([("a.html", source)]) { limits in
      limits.valueBytes = 1 << 16
      limits.listItems = 10_000
      limits.outputBytes = 1 << 20
      limits.fuel = 1_000_000
    }.code
    #expect(["T0503", "T0504", "T0506", "T0207"].contains(code))
  }

  @Test(arguments: [
    "{{ ns.l|length }}", "{{ ns.l < ns.k }}", "{{ ns.l|tojson }}", "{{ ns.l|first|last|length }}",
  ])
  func sharedParts(_ use: String) {
    let source =
      "{% set ns = namespace(l=[1], k=[1]) %}{% for i in range(45) %}"
      + "{% set ns.l = [ns.l, ns.l] %}{% set ns.k = [ns.k, ns.k] %}{% endfor %}" + use
    let result = Self.code([("a.html", source)])
    #expect(result.code != nil || result.output.utf8.count < 17 << 20)
  }

  /// Work that grows with the square of the data is counted, whatever filter or operator does it.
  @Test(arguments: [
    "{% for i in range(9000) %}{{ (s|reverse)[:1] }}{% endfor %}",
    "{% for i in range(9000) %}{{ (s|upper)[:0] }}{% endfor %}",
    "{% for i in range(9000) %}{{ 'y' in s }}{% endfor %}",
    "{% for i in range(9000) %}{{ -1 in l }}{% endfor %}",
    "{% for i in range(9000) %}{{ l|sort|first }}{% endfor %}",
    "{% for i in range(9000) %}{{ l|unique|first }}{% endfor %}",
    "{% for i in range(9000) %}{% for c in s %}{% break %}{% endfor %}{% endfor %}",
    "{% for i in range(9000) %}{{ l == k }}{% endfor %}",
    "{% for i in range(9000) %}{{ loop.changed(l if i is odd else k) }}{% endfor %}",
    "{% for i in range(9000) %}{{ l|select('eq', s)|list|length }}{% endfor %}",
    "{% for i in range(9000) %}{{ l|map('string')|first }}{% endfor %}",
    "{% for i in range(9000) %}{{ s is upper }}{% endfor %}",
  ])
  func countedWork(_ source: String) {
    let numbers = (0..<2000).map { Value.int($0) }
    let context: [(String, Value)] = [
      ("s", .string(String(repeating: "é", count: 20_000))), ("l", .list(numbers)),
      ("k", .list(numbers)),
    ]
    #expect(Self.code([("a.txt", source)], context) { $0.fuel = 1_000_000 }.code == "T0506")
  }

  /// Lists that hold the same list twice, level upon level, are refused before they are walked.
  @Test(arguments: [
    "{{ ns.l == ns.k }}", "{{ [ns.l, ns.k]|unique|length }}", "{{ [ns.l, ns.k]|sort|length }}",
    "{{ ns.l in [ns.k] }}", "{{ [ns.l]|map('string')|length }}", "{{ ns.l|tojson|length }}",
    "{{ [{'a': ns.l}, {'a': ns.k}]|groupby('a')|length }}", "{{ ns.l < ns.k }}",
    "{{ [{'a': ns.l}]|where('a', ns.k)|length }}", "{{ [ns.k, ns.l]|max|length }}",
    "{% for i in [ns.l, ns.k] %}{{ loop.changed(i) }}{% endfor %}",
    "{{ [ns.l]|reject('eq', ns.k)|length }}",
  ])
  func sharedLists(_ use: String) {
    let source =
      "{% set ns = namespace(l=[1], k=[1]) %}{% for i in range(60) %}"
      + "{% set ns.l = [ns.l, ns.l] %}{% set ns.k = [ns.k, ns.k] %}{% endfor %}" + use
    let code = Self.code([("a.txt", source)]) { $0.fuel = 3_000_000 }.code
    #expect(code == "T0506" || code == "T0504")
  }

  @Test(arguments: [
    "{{ 'x'|center(99999999)|length }}", "{{ 'x'|indent(99999999, true)|length }}",
    "{{ '%99999999s'|format(1)|length }}", "{{ '%.99999999f'|format(1)|length }}",
    "{{ [1]|batch(99999999, 0)|length }}", "{{ [1]|slice(99999999)|length }}",
    "{{ [1]|tojson(indent=99999999) }}", "{{ '%*d'|format(99999999, 1)|length }}",
  ])
  func sizesThatAreTooLarge(_ source: String) {
    #expect(Self.code([("a.txt", source)]).code == "T0504")
  }

  @Test func longValuesTakeLinearTime() {
    let context: [(String, Value)] = [
      ("s", .string(String(repeating: "é", count: 30_000))),
      ("a", .string(String(repeating: "a", count: 30_000))),
      ("l", .list((0..<20_000).map { .int($0 << 32) })),
    ]
    let source =
      "{% for i in range(30000) %}{{ s[i] if i is divisibleby 10000 }}{{ s[i:i + 1]|length - 1 }}"
      + "{% endfor %}"
    let result = Self.code([("a.txt", source)], context)
    #expect(result.output.utf8.count == 30_003 + 3)
    let others =
      "{{ a|wordwrap(1)|length }} {{ [[x] for x in l]|unique|length }} {{ l|unique|length }} "
      + "{{ [{'a': x} for x in l]|unique|length }} {{ (' ' * 30000 ~ '1')|int }} "
      + "{{ [[x] for x in l]|sum(start=[])|length }} {{ [a[:1] for x in l]|sum(start='')|length }}"
    #expect(
      Self.code([("a.txt", others)], context).output
        == "59999 20000 20000 20000 1 20000 20000")
  }

  @Test func namespacesOfManyFields() {
    let fields = (0..<3000).map { "{% set ns.a\($0) = \($0) %}" }.joined()
    let source =
      "{% set ns = namespace(b=1) %}\(fields){% set ns.a7 = 8 %}{{ ns.a2999 }} {{ ns.a7 }}"
    #expect(Self.code([("a.txt", source)]).output == "2999 8")
  }

  @Test func manyParametersAndArguments() {
    let parameters = (0..<100).map { "a\($0)=\($0)" }.joined(separator: ", ")
    let source =
      "{% macro m(\(parameters)) %}{{ a0 }} {{ a50 }} {{ a99 }}{% endmacro %}"
      + "{{ m(a50='x', a0=5) }}, {{ m(1) }}{% set f = m %}, {{ f(2, a99=3) }}, {{ f(4) }}"
    #expect(Self.code([("a.html", source)]).output == "5 x 99, 1 50 99, 2 50 3, 4 50 99")
  }

  @Test func keysOfManyKinds() {
    let keys = (0..<3000).map { "\($0): 1, \($0).5: 1, 'k\($0)': 1, 'k': \($0)" }
    let source =
      "{% set m = {\(keys.joined(separator: ", "))} %}{{ m|length }} {{ m[7.5] }} {{ m.k }}"
    #expect(Self.code([("a.html", source)]).output == "9001 1 2999")
  }

  @Test func searchingRepeatedText() {
    let context: [(String, Value)] = [
      ("a", .string(String(repeating: "a", count: 40_000))),
      ("b", .string(String(repeating: "a", count: 20_000) + "b")),
      ("c", .string(String(repeating: "ab", count: 20) + "c")),
      ("d", .string(String(repeating: "ab", count: 30) + "cab")),
    ]
    let source =
      "{{ b in a }} {{ a|replace(b, '')|length }} {{ c in d }} {{ d|replace(c, '-') }}"
      + " {{ ('<' * 40000)|striptags|length }} {{ ('<!--' * 9000)|striptags|length }}"
    #expect(
      Self.code([("a.txt", source)], context).output
        == "false 40000 true \(String(repeating: "ab", count: 10))-ab 40000 36000")
  }
}
