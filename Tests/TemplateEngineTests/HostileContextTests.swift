// Places in which a value could leave its own: quotes written as character references, documents in
// attributes, slashes that may begin a regular expression, texts put into safe HTML. Each either keeps
// the value where it is or is refused.

import TemplateEngine
import Testing

@Suite struct HostileContextTests {
  /// What comes of a template with one value, or the code of the refusal.
  static func outcome(_ source: String, _ value: String) -> String {
    let result = LimitTests.code([("a.html", source)], [("x", .string(value))])
    return result.code ?? result.output
  }

  @Test(arguments: [
    #"<p onclick="f(&quot;{{ x }}&quot;)">"#, #"<p onclick="f(&#39;{{ x }}&#39;)">"#,
    #"<p onclick="f('&quot;{{ x }}')">"#, #"<p onclick="f(&lpar;{{ x }})">"#,
  ])
  func referencesInHandlers(_ source: String) {
    #expect(Self.outcome(source, "+alert(1)+") == "T0304")
  }

  @Test func operatorsInHandlers() {
    #expect(
      Self.outcome(#"<p onclick="a &amp;&amp; b &lt; c && f({{ x }})">"#, "'")
        == #"<p onclick="a &amp;&amp; b &lt; c && f(&#34;\u0027&#34;)">"#)
  }

  @Test(arguments: [
    #"<iframe srcdoc="<script>{{ x }}</script>"></iframe>"#,
    #"<iframe srcdoc="<a href='{{ x }}'>"></iframe>"#,
    #"<iframe srcdoc="<p {{ x }}>"></iframe>"#,
    #"<iframe srcdoc="&lt;script&gt;{{ x }}&lt;/script&gt;"></iframe>"#,
    #"<iframe srcdoc="&#60;script&#x3e;{{ x }}"></iframe>"#,
    #"<iframe srcdoc="&lt script>{{ x }}"></iframe>"#,
    #"<iframe srcdoc="<title>{{ x }}</title>"></iframe>"#,
    #"<iframe srcdoc="{% if x %}<script>{% endif %}{{ x }}"></iframe>"#,
  ])
  func documentsInAttributes(_ source: String) {
    #expect(["T0304", "T0301"].contains(Self.outcome(source, "alert(1)")))
  }

  @Test func textOfDocumentsInAttributes() {
    #expect(
      Self.outcome(
        "<iframe srcdoc=\"<p class='a &amp; b'>{{ x }}</p>{% if x %}<b>c</b>{% endif %}{{ x }}\">"
          + "</iframe>", "<")
        == "<iframe srcdoc=\"<p class='a &amp; b'>&amp;lt;</p><b>c</b>&amp;lt;\"></iframe>")
  }

  @Test(arguments: [
    ("<script>if (a) /{{ x }}/.test(b)</script>", "T0304"),
    ("<script>if (a) /'/.test({{ x }})</script>", #"<script>if (a) /'/.test("v")</script>"#),
    ("<script>for await (a of b) /'/.test({{ x }})</script>", #""v""#),
    ("<script>while ((a)) /'{{ x }}/.test(b)</script>", "T0304"),
    ("<script>if (a) {} /'/.test({{ x }}) //'\n</script>", "T0304"),
    ("<script>x = {}/{{ x }}/g</script>", "T0304"),
    ("<script>x = f(a) / {{ x }}</script>", #"f(a) / "v""#),
    ("<script>x = (if_a) /2; f('{{ x }}')</script>", "f('v')"),
    ("<script>x = Symbol.for('a') / 2; f('{{ x }}')</script>", "f('v')"),
    ("<script>x = {a: 1} / 2\nf('{{ x }}')</script>", "f('v')"),
    ("<script>x = {a: {{ x }}} / 2</script>", #"{a: "v"} / 2"#),
    ("<script>x = a.return / 2; f('{{ x }}')</script>", "f('v')"),
    ("<script>{% if x %}x = {% else %}y{% endif %}/'{{ x }}'/</script>", "T0304"),
    ("<script>f(function () { g({{ x }}) })</script>", #"g("v")"#),
  ])
  func slashes(_ source: String, _ expected: String) {
    let outcome = Self.outcome(source, "v")
    #expect(outcome.contains(expected), "\(outcome)")
  }

  @Test(arguments: [
    ("<meta http-equiv=\"x-ua-compatible\" content=\"IE=edge\">", "content=\"IE=edge\">"),
    ("<meta content=\"{{ x }}\" name=\"description\"><p>", "content=\"v\" name"),
    ("<meta content=\"{{ x }}\" http-equiv=\"refresh\"><p>", "T0304"),
    ("<meta content=\"{{ x }}\" http-equiv=\"{{ x }}\"><p>", "T0304"),
    ("<a href=\"\u{1}javascript:{{ x }}\">", "T0304"),
    ("<a href=\" \n java\tscript:{{ x }}\">", "T0304"),
    ("<svg xml:base=\"{{ x }}\"></svg>", "xml:base=\"v\""),
  ])
  func attributes(_ source: String, _ expected: String) {
    let outcome = Self.outcome(source, "v")
    #expect(outcome.contains(expected), "\(outcome)")
  }

  @Test func baseOfXML() {
    #expect(
      Self.outcome("<svg xml:base=\"{{ x }}\"></svg>", "javascript:a")
        == "<svg xml:base=\"about:invalid#blocked\"></svg>")
  }

  /// Safe HTML cannot close the element whose text it is.
  @Test func safeTextOfElements() {
    for name in ["title", "textarea"] {
      #expect(
        Self.outcome("<\(name)>{{ x|safe }}{{ x }}{{ x|tojson }}</\(name)>", "</\(name)>&amp;<b>")
          == "<\(name)>&lt;/\(name)&gt;&amp;&lt;b&gt;&lt;/\(name)&gt;&amp;amp;&lt;b&gt;"
          + "\"\\u003c/\(name)\\u003e\\u0026amp;\\u003cb\\u003e\"</\(name)>")
    }
  }

  @Test(arguments: [
    ("{{ ('<b>abcdef</b>'|safe)|truncate(7, true, x, 0) }}", "<b>abc&lt;"),
    ("{{ ('<b title=1>abcdef</b>'|safe)|truncate(7, true, '', 0) }}|", "|"),
    ("{{ ('a&amp;bcdef'|safe)|truncate(4, true, '', 0) }}|", "a|"),
    ("{{ ('<b>a\nb</b>'|safe)|indent(x) }}", "<b>a\n&lt;b</b>"),
    ("{{ ('<b>a b</b>'|safe)|wordwrap(3, true, x) }}", "&lt;b&gt;&lt;a b&lt;&lt;/b&lt;&gt;"),
    ("{{ ('<b>a</b>'|safe)|replace('a', x) }}", "<b>&lt;</b>"),
  ])
  func textsInSafeText(_ source: String, _ expected: String) {
    #expect(Self.outcome(source, "<") == expected)
  }

  @Test(arguments: [
    ("<svg><animate values=\"{{ x }}\"/></svg>", "/a;javascript:b", "values=\"blocked\""),
    ("<svg><animate values=\"0;{{ x }}\"/></svg>", "10", "values=\"0;10\""),
    ("<svg><animate values=\"/a;javascript:{{ x }}\"/></svg>", "10", "T0304"),
    ("<svg><animate to=\"{{ x }}\"/></svg>", "javascript:b", "to=\"about:invalid#blocked\""),
  ])
  func animations(_ source: String, _ value: String, _ expected: String) {
    let outcome = Self.outcome(source, value)
    #expect(outcome.contains(expected), "\(outcome)")
  }

  static func outcome(of name: String, _ source: String, _ value: String) -> String {
    let result = LimitTests.code([(name, source)], [("x", .string(value))])
    return result.code ?? result.output
  }

  /// A picture is XML that runs scripts.
  @Test(arguments: [
    (
      "<a href=\"{{ x }}\" xlink:href=\"{{ x }}\"/>",
      "<a href=\"about:invalid#blocked\" xlink:href=\"about:invalid#blocked\"/>"
    ),
    ("<svg onload=\"f({{ x }})\"/>", "<svg onload=\"f(&#34;javascript:b&#34;)\"/>"),
    ("<script>{{ x }}</script>", "T0304"), ("<style>{{ x }}</style>", "T0304"),
    ("<title>{{ x }}</title>", "<title>javascript:b</title>"),
  ])
  func pictures(_ source: String, _ expected: String) {
    #expect(Self.outcome(of: "a.svg", source, "javascript:b") == expected)
  }

  /// XML cannot hold every character, and a parser changes the ends of lines in attributes.
  @Test func charactersOfXML() {
    #expect(
      Self.outcome(
        of: "a.xml", "<a b=\"{{ x }}\">{{ x }}</a>", "\u{1}<\t\n\r\u{FFFE}\u{FFFD}\u{7FF}")
        == "<a b=\"\u{FFFD}&lt;&#9;&#10;&#13;\u{FFFD}\u{FFFD}\u{7FF}\">"
        + "\u{FFFD}&lt;\t\n&#13;\u{FFFD}\u{FFFD}\u{7FF}</a>")
  }

  @Test func fieldsOfCSV() {
    let source = "\"{{ x }}\",{{ x }},\"a {{ x }}\"\n"
    #expect(
      Self.outcome(of: "a.csv", source, "=b,\"c")
        == "\"'=b,\"\"c\",\"'=b,\"\"c\",\"a =b,\"\"c\"")
  }
}
