// The commands that speak JSON lines: requests, answers, and that nothing a line holds stops them.

import Foundation
import TestSupport
import Testing

@Suite struct TemplateToolTests {
  /// An answer as the command writes it.
  struct Answer: Decodable, Equatable {
    struct Fault: Decodable, Equatable {
      let code: String
      let message: String
      let file: String?
      let line: Int?
      let column: Int?
    }

    var id: Int?
    var output: String?
    var error: Fault?
    var nanoseconds: Double?
    var bytes: Int?

    enum CodingKeys: String, CodingKey {
      case id, output, error, bytes
      case nanoseconds = "ns_per_render"
    }
  }

  static func run(_ lines: [String], _ command: String = "render") throws -> [Answer] {
    let outcome = try DossierProcess.run(
      ["template", command, "--json"], input: lines.joined(separator: "\n") + "\n")
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty)
    return try outcome.output.split(separator: "\n").map {
      try JSONDecoder().decode(Answer.self, from: Data($0.utf8))
    }
  }

  static func request(
    _ source: String, context: String = "{}", options: String = "{}", name: String = "a.html"
  ) throws -> String {
    let text = String(decoding: try JSONEncoder().encode(source), as: UTF8.self)
    return #"{"id":1,"files":{"\#(name)":\#(text)},"entry":"\#(name)","context":\#(context),"#
      + #""options":\#(options)}"#
  }

  static func output(
    _ source: String, context: String = "{}", options: String = "{}", name: String = "a.html"
  ) throws -> String? {
    try run([request(source, context: context, options: options, name: name)]).first?.output
  }

  @Test func whatCannotBeHeldKeepsTheIdOfItsLine() throws {
    let file = #""files":{"a.html":"{{ x }}"},"entry":"a.html""#
    let answers = try Self.run([
      "\u{FEFF}{\"id\":1,\(file),\"context\":{\"x\":2}}",
      #"{"id":2,"context":{"x":"\ud800"},\#(file)}"#,
      #"{"context":{"x":[1e400,{"y":"\udc00\ud800"}]},\#(file),"id":3}"#,
      #"{"id":4,\#(file),"context":{"x":"\ud83d\ude00"}}"#,
      #"{"id":5,\#(file),"context":{"x":"#,
    ])
    #expect(answers.map(\.id) == [1, 2, 3, 4, 5])
    #expect(answers.map { $0.error?.code } == [nil, "input", "input", nil, "input"])
    #expect(answers[3].output == "😀")
  }

  @Test func answersComeInOrderAndEveryLineHasOne() throws {
    let lines = [
      #"{"id":1,"files":{"a.html":"{{ x }}"},"entry":"a.html","context":{"x":"<"}}"#,
      "no json",
      #"{"id":3,"files":{"a.html":"{% if %}"},"entry":"a.html","context":{}}"#,
      "", "   ",
      #"{"id":4,"files":{"a.html":"\n {{ missing }}"},"entry":"a.html","context":{}}"#,
      #"{"id":5,"files":{},"entry":"a.html"}"#,
      #"[1]"#,
      #"{"id":7,"files":{"a.html":"{% include 'b' %}","b":"\n{{ 1 // 0 }}"},"entry":"a.html"}"#,
      #"{"id":8,"files":{"a.html":"end"},"entry":"a.html","context":null,"options":null}"#,
    ]
    let answers = try Self.run(lines)
    #expect(answers.map(\.id) == [1, nil, 3, 4, 5, nil, 7, 8])
    #expect(answers[0].output == "&lt;")
    #expect(answers[1].error?.code == "input")
    #expect(answers[2].error?.code == "T0002")
    #expect(answers[2].error?.line == 1)
    let undefined = answers[3].error
    #expect(undefined?.code == "T0401")
    #expect(undefined?.file == "a.html")
    #expect(undefined?.line == 2)
    #expect(undefined?.column == 5)
    #expect(answers[4].error?.code == "T0106")
    #expect(answers[6].error?.code == "T0403")
    #expect(answers[6].error?.file == "b")
    #expect(answers[6].error?.line == 2)
    #expect(answers[7].output == "end")
  }

  @Test(arguments: [
    (#"{"trim_blocks":false}"#, "{% if 1 %}\nx\n{% endif %}\ny\n", "\nx\n\ny"),
    (#"{"trim_blocks":true}"#, "{% if 1 %}\nx\n{% endif %}\ny\n", "x\ny"),
    (#"{"lstrip_blocks":true}"#, "  {% if 1 %}x{% endif %}", "x"),
    (#"{"keep_trailing_newline":true}"#, "y\n", "y\n"),
    (#"{"autoescape":false}"#, "{{ '<' }}", "<"),
    (#"{"autoescape":false}"#, "{% autoescape true %}{{ '<' }}{% endautoescape %}", "&lt;"),
    (#"{"autoescape":true}"#, "{% autoescape false %}{{ '<' }}{% endautoescape %}", "<"),
    (#"{"undefined":"strict"}"#, "{{ 1 }}", "1"),
  ])
  func options(options: String, source: String, expected: String) throws {
    #expect(try Self.output(source, options: options) == expected)
  }

  @Test func theNameSaysTheLanguage() throws {
    let names = ["a", "a.html", "a.html.j2", "a.txt", "a.md", "a.xml", "a.csv", "a.json"]
    let answers = try Self.run(
      names.map { try Self.request("{{ v }}", context: #"{"v":"a<\"b"}"#, name: $0) })
    #expect(
      answers.map(\.output) == [
        "a&lt;&#34;b", "a&lt;&#34;b", "a&lt;&#34;b", "a<\"b", "a<\"b", "a&lt;&#34;b",
        "\"a<\"\"b\"", #""a\u003c\"b""#,
      ])
  }

  @Test func keysKeepTheirOrderAndNumbersTheirKind() throws {
    let context = #"{"m":{"z":1,"a":2.0,"m":-0.5e1,"b":9007199254740993},"n":[true,null]}"#
    #expect(
      try Self.output(
        "{% for k, v in m|items %}{{ k }}={{ v }} {% endfor %}{{ n[0] }}", context: context)
        == "z=1 a=2.0 m=-5.0 b=9007199254740993 true")
  }

  @Test func namesResolveWhenTheyAreReached() throws {
    #expect(try Self.output("{% if false %}{{ nope }}{{ nope() }}{% endif %}ok") == "ok")
    let unused = #"{"id":1,"files":{"a":"ok","b":"{% if"},"entry":"a"}"#
    #expect(try Self.run([unused]).first?.output == "ok")
    let used = #"{"id":1,"files":{"a":"{% include 'b' %}","b":"{% if"},"entry":"a"}"#
    #expect(try Self.run([used]).first?.error?.file == "b")
  }

  @Test func strictJSON() throws {
    let bad = [
      "{", "{\"id\":1,}", "{'id':1}", "{\"id\":01}", "{\"id\":1.}", "{\"id\":.5}", "{\"id\":1e}",
      "{\"id\":1e999}", "{\"id\":+1}", "{\"id\":nan}", "{\"id\":tru}", "{\"id\":\"\u{1}\"}",
      "{\"id\":\"\\ud800\"}", "{\"id\":\"\\udc00\\ud800\"}", "{\"id\":\"\\u12g4\"}",
      "{\"id\":\"\\x\"}", "{\"id\":1} 2", "{\"id\":\"a", "{\"id\" 1}", "{1:1}",
      "[1 2]",
      "nul", "\"", "-",
      String(repeating: "[", count: 100_000),
    ]
    for answer in try Self.run(bad) {
      #expect(answer.error?.code == "input")
      #expect(answer.error?.message.contains("byte") == true)
    }
    let good = try Self.run([
      #"{"id":1,"files":{"a":"{{ v }}"},"entry":"a","context":{"v":"\ud83d\ude00\u00e9\/\b\n"}}"#,
      #" { "id" : 2 , "files" : { "a" : "" } , "entry" : "a" } "#,
    ])
    #expect(good.map(\.output) == ["😀é/\u{8}\n", ""])
  }

  @Test func aLineMayBeLongAndTheLastOneWithoutEnd() throws {
    let text = String(repeating: "é", count: 300_000)
    let lines = [
      try Self.request("{{ v|length }}", context: #"{"v":"\#(text)"}"#),
      try Self.request("{{ v }}", context: #"{"v":"\#(text)"}"#),
    ]
    let outcome = try DossierProcess.run(
      ["template", "render", "--json"], input: lines.joined(separator: "\n"))
    let answers = try outcome.output.split(separator: "\n").map {
      try JSONDecoder().decode(Answer.self, from: Data($0.utf8))
    }
    #expect(answers.map(\.output) == ["300000", text])
  }

  @Test func measuring() throws {
    let lines = [
      #"{"id":1,"files":{"a":"{{ x }}"},"entry":"a","context":{"x":"é"},"samples":1}"#,
      #"{"id":2,"files":{"a":"{{ x }}"},"entry":"a","samples":1}"#,
      #"{"id":3,"files":{"a":"{{ 1 }}"},"entry":"a","samples":0}"#,
    ]
    let answers = try Self.run(lines, "bench")
    #expect(answers.map(\.output) == ["é", nil, nil])
    #expect(answers[0].bytes == 2)
    #expect((answers[0].nanoseconds ?? 0) > 0)
    #expect(answers[1].error?.code == "T0401")
    #expect(answers[2].error?.code == "input")
  }

  @Test func theFormMustBeNamed() throws {
    let outcome = try DossierProcess.run(["template", "render"])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("--json"))
  }
}
