// The public face: registering, records, rendering from many tasks, nesting near the limit.

import Diagnostics
import TemplateEngine
import Testing

@Suite struct EnvironmentTests {
  private func compile(
    _ template: String, _ environment: Environment = Environment(), name: String = "page.html"
  ) -> (template: Template?, messages: String) {
    var map = SourceMap()
    var bag = DiagnosticBag()
    let source = map.add(path: name, bytes: Array(template.utf8))
    let set = environment.compile([(name, source)], in: map, into: &bag)
    let renderer = DiagnosticRenderer(sources: map)
    let messages = bag.sorted(by: map).map { renderer.render($0) }.joined(separator: "\n")
    return (set.template(name), messages)
  }

  private func render(
    _ template: String, _ context: [(String, Value)], _ environment: Environment = Environment()
  ) throws -> String {
    let compiled = compile(template, environment)
    let template = try #require(compiled.template, "\(compiled.messages)")
    var out = OutputBuffer()
    try template.render(context, into: &out)
    return String(decoding: out.bytes, as: UTF8.self)
  }

  @Test func recordsAndMarkup() throws {
    let shape = Shape(name: "Actor", fields: ["name", "chapo", "age"])
    let actor = Value.record(shape, [.string("A & B"), .markup("<p>x</p>"), .int(3)])
    let text =
      "{{ a.name }} {{ a.chapo }} {{ a['age'] }} {% for k, v in a|items %}{{ k }} {% endfor %}"
    #expect(try render(text, [("a", actor)]) == "A &amp; B <p>x</p> 3 name chapo age ")
  }

  /// What one rendering has learnt of fields is no truth about the values of the next.
  @Test func renderingsShareNoValues() throws {
    let first = Shape(name: "A", fields: ["name", "age"])
    let second = Shape(name: "B", fields: ["age", "name"])
    let template = try #require(
      compile("{{ x.name }}{% for y in xs %}{{ y.age }}{% endfor %}").template)
    let other = try #require(compile("{{ x.age }}").template)
    let memory = RenderMemory()
    func render(_ template: Template, _ value: Value) throws -> String {
      var out = OutputBuffer()
      var warnings = DiagnosticBag()
      try template.render(
        [("x", value), ("xs", .list([value, value]))], into: &out, warnings: &warnings,
        memory: memory)
      return String(decoding: out.bytes, as: UTF8.self)
    }
    for round in 0..<3 {
      let name = Value.string("n\(round)")
      #expect(try render(template, .record(first, [name, .int(1)])) == "n\(round)11")
      #expect(try render(template, .record(second, [.int(2), name])) == "n\(round)22")
      #expect(try render(template, .map([("name", name), ("age", .int(3))])) == "n\(round)33")
      #expect(try render(other, .record(second, [.int(2), name])) == "2")
      // A fault leaves the memory whole.
      #expect(throws: Diagnostic.self) {
        try render(template, .record(Shape(name: "C", fields: []), []))
      }
    }
  }

  @Test func unknownFieldOfRecord() throws {
    let shape = Shape(name: "Actor", fields: ["name", "chapo"])
    let actor = Value.record(shape, [.string("A"), .none])
    let compiled = try #require(compile("{{ a.nmae }}").template)
    var out = OutputBuffer()
    let fault = #expect(throws: Diagnostic.self) {
      try compiled.render([("a", actor)], into: &out)
    }
    #expect(fault?.message.english == "unknown field `nmae` of `Actor`")
    #expect(fault?.hints.first?.text.english == "did you mean `name`?")
  }

  @Test func ownFiltersTestsFunctionsGlobals() throws {
    var environment = Environment()
    environment.addFilter("twice", parameters: ["separator?"]) { call throws(TemplateFault) in
      guard let text = call.value.stringValue else {
        throw TemplateFault("`twice` takes a string, not \(call.value.typeName)")
      }
      return .string(text + (call[0].stringValue ?? "") + text)
    }
    environment.addTest("short", parameters: ["limit"]) { call throws(TemplateFault) in
      Int64(call.value.stringValue?.count ?? 0) < call[0].intValue ?? 0
    }
    environment.addFunction("greet", parameters: ["name", "*rest", "**named"]) {
      call throws(TemplateFault) in
      guard case .list(let rest) = call[1], case .map(let named) = call[2] else { return .none }
      return .string("hi \(call[0].stringValue ?? "") \(rest.items.count) \(named.values.count)")
    }
    environment.addGlobal("site", .string("S"))
    let text =
      "{{ 'a'|twice }} {{ 'a'|twice(separator='-') }} {{ 'a' is short(2) }} "
      + "{{ greet('x', 1, 2, k=3) }} {{ site }}{% macro m() %}{{ site }}{% endmacro %}{{ m() }}"
    #expect(try render(text, [], environment) == "aa a-a true hi x 2 1 SS")
    let wrong = compile("{{ 'a'|twice(sep=1) }}{{ greet() }}", environment).messages
    #expect(wrong.contains("filter `twice` has no parameter `sep`"))
    #expect(wrong.contains("function `greet` needs the argument `name`"))
    #expect(throws: Diagnostic.self) { try render("{{ 1|twice }}", [], environment) }
  }

  @Test func manyTasksRenderOneTemplate() async throws {
    let text =
      "{% set ns = namespace(n=0) %}{% for x in xs|sort %}{% set ns.n = ns.n + x %}"
      + "{{ loop.index }}:{{ x }};{% endfor %}{{ ns.n }}{% macro m(y) %}[{{ y }}{% endmacro %}"
    let compiled = compile(text + "{{ id }}")
    let template = try #require(compiled.template, "\(compiled.messages)")
    let items = Value.list((0..<200).reversed().map { .int($0) })
    let expected = (0..<200).map { "\($0 + 1):\($0);" }.joined() + "19900"
    await withTaskGroup(of: (Int, String).self) { group in
      for id in 0..<32 {
        group.addTask {
          var out = OutputBuffer()
          try? template.render([("xs", items), ("id", .int(Int64(id)))], into: &out)
          return (id, String(decoding: out.bytes, as: UTF8.self))
        }
      }
      for await (id, output) in group { #expect(output == expected + "\(id)") }
    }
  }

  /// What is nested just below the limit compiles and renders on the stack of any thread.
  @Test(arguments: [
    ("{{ ", "[", "1", "]", " }}"), ("{{ ", "(1 + ", "1", ")", " }}"),
    ("{{ ", "1 if 1 else ", "1", "", " }}"), ("{{ ", "not ", "1", "", " }}"),
    ("{{ ", "-", "1", "", " }}"), ("{{ ", "{1: ", "1", "}", " }}"),
    ("{{ ", "[x for x in ", "[1]", "]", " }}"), ("{{ ", "range(1)[", "0", "]", " }}"),
    ("", "{% if 1 %}", "x", "{% endif %}", ""), ("", "{% for a in [1] %}", "x", "{% endfor %}", ""),
    ("", "{% set v %}", "x", "{% endset %}", ""),
    ("", "{% with v = 1 %}", "x", "{% endwith %}", ""),
    ("", "{% filter upper %}", "x", "{% endfilter %}", ""),
  ])
  func nestedNearTheLimit(_ parts: (String, String, String, String, String)) throws {
    let depth = 95
    let text =
      parts.0 + String(repeating: parts.1, count: depth) + parts.2
      + String(repeating: parts.3, count: depth) + parts.4
    _ = try render(text, [])
  }

  @Test func plainAndForcedEscaping() throws {
    var environment = Environment()
    environment.options.autoescape = .off
    #expect(try render("{{ '<' ~ x }}", [("x", .string("&"))], environment) == "<&")
    environment.options.autoescape = .html
    let compiled = compile("{{ x }}", environment, name: "anything")
    var out = OutputBuffer()
    try compiled.template?.render([("x", .string("<"))], into: &out)
    #expect(String(decoding: out.bytes, as: UTF8.self) == "&lt;")
  }

  @Test func whiteSpacePolicies() throws {
    var environment = Environment()
    environment.options.trimBlocks = false
    environment.options.lstripBlocks = false
    environment.options.keepTrailingNewline = true
    #expect(try render("a\n  {% if true %}\nb{% endif %}\n", [], environment) == "a\n  \nb\n")
  }

  @Test func namesAreFoundAtRunTimeWhenAsked() throws {
    var environment = Environment()
    environment.options.checksNames = false
    #expect(try render("{% if false %}{{ nothing() }}{% endif %}x", [], environment) == "x")
  }

  /// Templates that build values without end are stopped with a message.
  @Test(arguments: [
    "{% set ns = namespace(x=[]) %}{% for i in range(20000) %}{% set ns.x = [ns.x] %}{% endfor %}",
    "{% set ns = namespace(x=[1]) %}{% for i in range(20000) %}{% set ns.x = ns.x|batch(1) %}{% endfor %}",
    "{% set ns = namespace(x={}) %}{% for i in range(20000) %}{% set ns.x = {1: ns.x} %}{% endfor %}",
    "{% set ns = namespace(x='ab') %}{% for i in range(100) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
    "{% set ns = namespace(x=[1]) %}{% for i in range(60) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}{{ ns.x }}",
    "{% set ns = namespace(x=[1]) %}{% for i in range(60) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}{{ ns.x|tojson }}",
    "{{ (['x' * 1000000] * 100)|join }}", "{{ ('\n' * 20000)|indent(1000, true, true) }}",
    "{{ ('%9999d' * 3000)|format(1) }}", "{{ ('%9999s' ~ '%%' * 10)|format('x' * 10000000) * 10 }}",
    "{{ 9223372036854775807|round(-1) }}",
    "{{ 2 ** 64 }}", "{{ (-9223372036854775807 - 1) // -1 }}", "{{ -(-9223372036854775807 - 1) }}",
    "{{ (-9223372036854775807 - 1)|abs }}",
    "{{ range(0, 9223372036854775807, 9223372036854775807)|sum }}{{ none }}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "{{ [1] * 1000001 }}",
    "{{ 'x'|center(9e15) }}",
    "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}", "{{ range(1000000000) }}",
    "{% set ns = namespace(m=none) %}{% for i in range(20000) %}{% set p = ns.m %}"
      + "{% macro q() %}{{ p is none }}{% endmacro %}{% set ns.m = q %}{% endfor %}",
  ])
  func hostileValues(_ template: String) throws {
    let compiled = compile(template)
    let template = try #require(compiled.template, "\(compiled.messages)")
    var out = OutputBuffer()
    let fault = #expect(throws: Diagnostic.self) { try template.render([], into: &out) }
    #expect(fault?.code.id.hasPrefix("T0") == true)
  }

  /// Comparing values whose parts are shared over and over is refused before it begins.
  @Test func comparingSharedParts() throws {
    let text =
      "{% set a = namespace(x=[1]) %}{% set b = namespace(x=[1]) %}{% for i in range(60) %}"
      + "{% set a.x = [a.x, a.x] %}{% set b.x = [b.x, b.x] %}{% endfor %}{{ a.x == b.x }}"
    #expect(throws: Diagnostic.self) { try render(text, []) }
    #expect(try render("{{ [1, [2]] == [1, [2]] }}", []) == "true")
  }

  /// Numbers at the edges are values or faults, never traps.
  @Test func numbersAtTheEdges() throws {
    let text =
      "{{ -1e300|filesizeformat|length > 3 }} {{ 1e300|int(default='x') }} "
      + "{{ 1e308 * 10 }} {{ '9' * 30 }} {{ ('9' * 30)|int(default=1) }} {{ xs[99999999999:] }} "
      + "{{ xs[::-9223372036854775807] }} {{ 1.5|round(15) }} {{ 1e18|int }} {{ 'a'|truncate(5, end='') }}"
    #expect(
      try render(text, [("xs", .list([.int(1), .int(2)]))])
        == "true x inf 999999999999999999999999999999 1 [] [2] 1.5 1000000000000000000 a")
  }
}
