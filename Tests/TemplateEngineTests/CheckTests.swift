// The static checks: for each, one template that is refused with its message in both languages, and
// one that is right.

import Diagnostics
import TemplateEngine
import TestSupport
import Testing

/// A check with a wrong and a right template; both may use the files of `CheckCase.files`.
struct CheckCase: CustomTestStringConvertible, Sendable {
  let name: String
  let code: String
  let wrong: String
  let right: String

  init(_ name: String, _ code: String, _ wrong: String, _ right: String) {
    self.name = name
    self.code = code
    self.wrong = wrong
    self.right = right
  }

  var testDescription: String { name }

  /// Files that the templates extend, include and import.
  static let files: [(name: String, text: String)] = [
    (
      "base.html",
      "{% params page: Page %}\n<title>{{ page.title }}</title>{% block main %}{% endblock %}\n"
    ),
    (
      "macros.html",
      "{% params %}\n{% macro link(x: Link, label: string = \"\") %}<a href=\"{{ x.url }}\">"
        + "{{ label or x.label }}</a>{% endmacro %}\n{% macro plain(x) %}{{ x.label }}{% endmacro %}\n"
        + "{% set brand = \"B\" %}\n"
    ),
    ("card.html", "{% params link: Link, note: string? %}\n{{ link.label }}{{ note or \"\" }}\n"),
    ("loose.html", "<i>{{ page.title }}</i>\n"),
  ]

  static func environment() -> Environment {
    var environment = Environment()
    environment.addRecordTypes([
      RecordType("Link", "label: string, url: string"),
      RecordType(
        "Page",
        """
        title: string, subtitle: string?, date: date?, views: int, tags: [string], body: html,
        author: Link?, links: [Link], counts: {string: int}
        """),
    ])
    environment.addContract("page.html", "page: Page, site: Link, items: [Page]")
    environment.addGlobal(
      "w", .map([("home", .string("Home")), ("nav", .map([("up", .string("Up"))]))]))
    return environment
  }

  /// All messages on a template, in a language.
  static func messages(
    _ template: String, _ environment: Environment = environment(), name: String = "page.html",
    in language: DiagnosticLanguage = .english
  ) -> String {
    var map = SourceMap()
    var bag = DiagnosticBag()
    let all = [(name: name, text: template)] + files
    let sources = all.map { file in
      (name: file.name, source: map.add(path: file.name, bytes: Array(file.text.utf8)))
    }
    _ = environment.compile(sources, in: map, into: &bag)
    let renderer = DiagnosticRenderer(sources: map, language: language)
    return bag.sorted(by: map).map { renderer.render($0) }.joined(separator: "\n")
  }
}

extension CheckCase {
  static let all: [CheckCase] = [
    // Names.
    CheckCase("variable", "T0102", "{{ pgae.title }}", "{{ page.title }}"),
    CheckCase("variable-far", "T0102", "{{ q }}", "{% set q = 1 %}{{ q }}"),
    CheckCase("field", "T0101", "{{ page.titel }}", "{{ page.title }}"),
    CheckCase("field-of-item", "T0101", "{{ page['titel'] }}", "{{ page['title'] }}"),
    CheckCase("field-of-global", "T0101", "{{ w.nav.upp }}", "{{ w.nav.up }}"),
    CheckCase("field-of-map", "T0101", "{{ {\"a\": 1}.b }}", "{{ {\"a\": 1}.a }}"),
    CheckCase("field-of-text", "T0101", "{{ page.title.length }}", "{{ page.title|length }}"),
    CheckCase(
      "field-of-namespace", "T0101",
      "{% set ns = namespace(total=0) %}{{ ns.totl }}",
      "{% set ns = namespace(total=0) %}{% set ns.more = 1 %}{{ ns.total }}{{ ns.more }}"),
    CheckCase("filter-name", "T0103", "{{ page.title|uper }}", "{{ page.title|upper }}"),
    CheckCase("test-name", "T0104", "{{ page.views is od }}", "{{ page.views is odd }}"),
    CheckCase("function-name", "T0105", "{{ rang(3)|join }}", "{{ range(3)|join }}"),
    CheckCase(
      "template-name", "T0106", "{% include \"lose.html\" %}", "{% include \"loose.html\" %}"),
    CheckCase(
      "macro-name", "T0108",
      "{% from \"macros.html\" import lnk %}",
      "{% from \"macros.html\" import link %}{{ link(site) }}"),
    CheckCase(
      "type-name", "T0109", "{% params page: Pgae %}{{ page }}",
      "{% params page: Page %}{{ page.title }}"),
    CheckCase(
      "keyword", "T0205", "{% from \"macros.html\" import link %}{{ link(site, lable=\"x\") }}",
      "{% from \"macros.html\" import link %}{{ link(site, label=\"x\") }}"),
    // Loops and assignments.
    CheckCase(
      "loop-item", "T0101",
      "{% for p in items %}{% for l in p.links %}{{ l.lable }}{% endfor %}{% endfor %}",
      "{% for p in items %}{% for l in p.links %}{{ l.label }}{% endfor %}{% endfor %}"),
    CheckCase(
      "loop-over-number", "T0202", "{% for x in page.views %}{{ x }}{% endfor %}",
      "{% for x in range(page.views) %}{{ x }}{% endfor %}"),
    CheckCase(
      "loop-over-none", "T0202", "{% for x in page.subtitle %}{{ x }}{% endfor %}",
      "{% for x in page.subtitle|default(\"\", true) %}{{ x }}{% endfor %}"),
    CheckCase(
      "loop-previous", "T0401",
      "{% for p in items %}{{ loop.previtem.title }}{% endfor %}",
      "{% for p in items %}{{ loop.previtem?.title }}{% endfor %}"),
    CheckCase(
      "loop-variable", "T0102",
      "{% for p in items %}{{ p.title }}{% endfor %}{{ p.title }}",
      "{% for p in items %}{{ p.title }}{% endfor %}"),
    CheckCase(
      "unpack", "T0203", "{% for a, b, c in page.counts|items %}{{ a }}{{ b }}{{ c }}{% endfor %}",
      "{% for a, b in page.counts|items %}{{ a }}{{ b + 1 }}{% endfor %}"),
    CheckCase(
      "unpack-text", "T0203", "{% for a, b in page.counts %}{{ a }}{{ b }}{% endfor %}",
      "{% for a in page.counts %}{{ a }}{% endfor %}"),
    CheckCase(
      "set-chain", "T0101", "{% set l = page.links[0] %}{{ l.lable }}",
      "{% set l = page.links[0] %}{{ l.label }}"),
    CheckCase(
      "set-in-branch", "T0401", "{% if page.views > 1 %}{% set x = 1 %}{% endif %}{{ x }}",
      "{% if page.views > 1 %}{% set x = 1 %}{% else %}{% set x = 2 %}{% endif %}{{ x }}"),
    CheckCase(
      "set-attribute", "T0006", "{% set page.title = 1 %}",
      "{% set ns = namespace(a=0) %}{% set ns.a = 1 %}{{ ns.a }}"),
    CheckCase(
      "with", "T0101", "{% with l = page.links|first %}{{ l.lable }}{% endwith %}",
      "{% with l = page.links|first %}{{ l.label }}{% endwith %}"),
    CheckCase(
      "comprehension", "T0101", "{{ [l.lable for l in page.links]|join }}",
      "{{ [l.label for l in page.links]|join }}"),
    CheckCase(
      "set-block", "T0101", "{% set b %}<b>x</b>{% endset %}{{ b.x }}",
      "{% set b %}<b>x</b>{% endset %}{{ b }}"),
    // Filters.
    CheckCase(
      "groupby", "T0101",
      "{% for g in items|groupby(\"views\") %}{{ g.group }}{% endfor %}",
      "{% for key, list in items|groupby(\"views\") %}{{ key + 1 }}{{ list[0].title }}{% endfor %}"),
    CheckCase(
      "groupby-attribute", "T0101",
      "{% for g in items|groupby(\"vews\") %}{{ g.grouper }}{% endfor %}",
      "{% for g in items|groupby(\"author.label\", default=\"\") %}{{ g.grouper }}{% endfor %}"),
    CheckCase(
      "map-attribute", "T0101", "{{ page.links|map(attribute=\"lable\")|join }}",
      "{{ page.links|map(attribute=\"label\")|join }}"),
    CheckCase(
      "map-filter", "T0207", "{{ page.links|map(\"upper\")|join }}",
      "{{ page.tags|map(\"upper\")|join }}"),
    CheckCase(
      "sort-attribute", "T0101",
      "{% for p in items|sort(attribute=\"view\") %}{{ p.title }}{% endfor %}",
      "{% for p in items|sort(attribute=\"views,title\") %}{{ p.title }}{% endfor %}"),
    CheckCase(
      "sort-records", "T0201", "{% for p in items|sort %}{{ p.title }}{% endfor %}",
      "{% for p in page.tags|sort %}{{ p }}{% endfor %}"),
    CheckCase("sum-text", "T0201", "{{ items|sum(\"title\") }}", "{{ items|sum(\"views\") + 1 }}"),
    CheckCase(
      "select-attribute", "T0101", "{{ items|selectattr(\"vews\")|length }}",
      "{{ items|selectattr(\"views\")|length }}"),
    CheckCase("filter-input", "T0207", "{{ page.links|upper }}", "{{ page.title|upper }}"),
    CheckCase(
      "filter-input-none", "T0207", "{{ page.subtitle|upper }}",
      "{% if page.subtitle %}{{ page.subtitle|upper }}{% endif %}"),
    CheckCase(
      "filter-argument", "T0205", "{{ page.title|truncate(\"x\") }}", "{{ page.title|truncate(3) }}"
    ),
    CheckCase("filter-arity", "T0205", "{{ page.title|upper(1) }}", "{{ page.title|upper }}"),
    CheckCase(
      "default", "T0101", "{{ (page.author|default(site, true)).lable }}",
      "{{ (page.author|default(site, true)).label }}"),
    CheckCase(
      "function-argument", "T0205", "{{ range(page.title)|join }}", "{{ range(page.views)|join }}"),
    CheckCase("test-input", "T0207", "{{ page.title is odd }}", "{{ page.views is odd }}"),
    // Conditions.
    CheckCase(
      "narrow-none", "T0206", "{{ page.subtitle }}",
      "{% if page.subtitle %}{{ page.subtitle }}{% endif %}"),
    CheckCase(
      "narrow-else", "T0206", "{% if page.subtitle %}x{% else %}{{ page.subtitle }}{% endif %}",
      "{% if not page.subtitle %}x{% else %}{{ page.subtitle }}{% endif %}"),
    CheckCase(
      "narrow-and", "T0101", "{{ page.author.label }}",
      "{{ page.author and page.author.label }}{{ page.author.label if page.author }}"
        .replacing(
          "{{ page.author and page.author.label }}",
          with: "{% if page.author and page.author.label %}x{% endif %}")),
    CheckCase(
      "narrow-or", "T0101", "{% if page.author or page.views %}{{ page.author.label }}{% endif %}",
      "{% if not page.author or page.views > 1 %}x{% else %}{{ page.author.label }}{% endif %}"),
    CheckCase(
      "narrow-test", "T0206", "{% if page.subtitle is none %}{{ page.subtitle }}{% endif %}",
      "{% if page.subtitle is not none %}{{ page.subtitle }}{% endif %}{% if page.subtitle is string %}{{ page.subtitle }}{% endif %}"
    ),
    CheckCase(
      "narrow-compare", "T0206", "{% if page.subtitle == none %}{{ page.subtitle }}{% endif %}",
      "{% if page.subtitle != none %}{{ page.subtitle }}{% endif %}{% if page.subtitle == \"x\" %}{{ page.subtitle }}{% endif %}"
    ),
    CheckCase(
      "narrow-continue", "T0206",
      "{% for p in items %}{% if p.views %}{% continue %}{% endif %}{{ p.subtitle }}{% endfor %}",
      "{% for p in items %}{% if not p.subtitle %}{% continue %}{% endif %}{{ p.subtitle }}{% endfor %}"
    ),
    CheckCase(
      "narrow-filtered-loop", "T0206",
      "{% for p in items if p.views %}{{ p.subtitle }}{% endfor %}",
      "{% for p in items if p.subtitle %}{{ p.subtitle }}{% endfor %}"),
    CheckCase("optional-chain", "T0101", "{{ page.author?.lable }}", "{{ page.author?.label }}"),
    CheckCase(
      "optional-chain-value", "T0401", "{{ page.author?.label ~ \"x\" }}",
      "{% if page.author?.label %}{{ page.author.label }}{% endif %}{{ page.author?.label|default(\"x\") ~ \"y\" }}"
    ),
    // Values.
    CheckCase(
      "print-list", "T0206", "{{ page.links }}", "<script>let x = {{ page.links }};</script>"),
    CheckCase("print-record", "T0206", "{{ page }}", "{{ page.title }}"),
    CheckCase(
      "print-macro", "T0206", "{% from \"macros.html\" import link %}{{ link }}",
      "{% from \"macros.html\" import link %}{{ link(site) }}"),
    CheckCase("print-none", "T0206", "{{ none }}", "{{ page.views }}"),
    CheckCase("add", "T0201", "{{ page.title + page.views }}", "{{ page.title ~ page.views }}"),
    CheckCase(
      "add-none", "T0201", "{{ page.title + page.subtitle }}",
      "{{ page.title + page.subtitle|default(\"\", true) }}"),
    CheckCase("negate", "T0201", "{{ -page.title }}", "{{ -page.views }}"),
    CheckCase(
      "concat-list", "T0201", "{{ page.title ~ page.tags }}", "{{ page.title ~ page.body }}"),
    CheckCase(
      "compare-order", "T0201", "{{ page.title < page.views }}", "{{ page.title < \"b\" }}"),
    CheckCase("compare-equal", "T0201", "{{ page.title == 1 }}", "{{ page.title == \"1\" }}"),
    CheckCase(
      "compare-in", "T0201", "{{ 1 in page.views }}",
      "{{ \"a\" in page.tags and \"b\" in page.title }}"),
    CheckCase(
      "index", "T0201", "{{ page.tags[\"a\"] }}", "{{ page.tags[0] }}{{ page.counts[\"a\"] + 1 }}"),
    CheckCase("slice", "T0201", "{{ page.views[1:] }}", "{{ page.title[1:] }}"),
    CheckCase("call-text", "T0204", "{{ page.title() }}", "{{ page.title }}"),
    CheckCase(
      "method", "T0204", "{% for a, b in page.counts.items() %}{{ a }}{{ b }}{% endfor %}",
      "{% for a, b in page.counts|items %}{{ a }}{{ b }}{% endfor %}"),
    // Macros.
    CheckCase(
      "macro-type", "T0205", "{% from \"macros.html\" import link %}{{ link(page.title) }}",
      "{% from \"macros.html\" import link %}{{ link(page.links[0]) }}"),
    CheckCase(
      "macro-type-none", "T0205", "{% from \"macros.html\" import link %}{{ link(page.author) }}",
      "{% from \"macros.html\" import link %}{% if page.author %}{{ link(page.author) }}{% endif %}"
    ),
    CheckCase(
      "macro-type-map", "T0205",
      "{% from \"macros.html\" import link %}{{ link({\"label\": \"x\"}) }}",
      "{% from \"macros.html\" import link %}{{ link({\"label\": \"x\", \"url\": \"/\"}) }}"),
    CheckCase(
      "macro-missing", "T0205", "{% from \"macros.html\" import link %}{{ link() }}",
      "{% from \"macros.html\" import link %}{{ link(site) }}"),
    CheckCase(
      "macro-untyped", "T0101", "{% from \"macros.html\" import plain %}{{ plain(page) }}",
      "{% from \"macros.html\" import plain %}{{ plain(site) }}"),
    CheckCase(
      "macro-own", "T0101", "{% macro m(x: Page) %}{{ x.titel }}{% endmacro %}{{ m(page) }}",
      "{% macro m(x: Page) %}{{ x.title }}{% endmacro %}{{ m(page) }}"),
    CheckCase(
      "macro-default", "T0205", "{% macro m(x: int = \"a\") %}{{ x }}{% endmacro %}{{ m() }}",
      "{% macro m(x: int = 1, y: string?) %}{{ x }}{{ y is none }}{% endmacro %}{{ m() }}"),
    CheckCase(
      "macro-module", "T0105", "{% import \"macros.html\" as m %}{{ m.lnk(site) }}{{ nope() }}",
      "{% import \"macros.html\" as m %}{{ m.link(site) }}{{ m.brand|upper }}"),
    CheckCase(
      "call-block", "T0101",
      "{% macro m() %}{{ caller(page) }}{% endmacro %}{% call(p: Page) m() %}{{ p.titel }}{% endcall %}",
      "{% macro m() %}{{ caller(page) }}{% endmacro %}{% call(p: Page) m() %}{{ p.title }}{% endcall %}"
    ),
    // Other templates.
    CheckCase(
      "include-missing", "T0205", "{% include \"card.html\" %}",
      "{% with link = site %}{% include \"card.html\" %}{% endwith %}"),
    CheckCase(
      "include-type", "T0205", "{% with link = page %}{% include \"card.html\" %}{% endwith %}",
      "{% for link in page.links %}{% include \"card.html\" %}{% endfor %}"),
    CheckCase(
      "include-body", "T0101", "{% with page = site %}{% include \"loose.html\" %}{% endwith %}",
      "{% include \"loose.html\" %}"),
    CheckCase(
      "block", "T0101", "{% extends \"base.html\" %}{% block main %}{{ page.titel }}{% endblock %}",
      "{% extends \"base.html\" %}{% block main %}{{ page.title }}{{ super() }}{% endblock %}"),
    CheckCase(
      "block-unreachable", "T0604", "{% extends \"base.html\" %}{% block man %}x{% endblock %}",
      "{% extends \"base.html\" %}{% block main %}x{% endblock %}"),
    CheckCase(
      "block-self", "T0107",
      "{% extends \"base.html\" %}{% block main %}{{ self.man() }}{% endblock %}",
      "{% block main %}x{% endblock %}{{ self.main() }}"),
    CheckCase(
      "dead-text", "T0603", "{% extends \"base.html\" %}lost", "{% extends \"base.html\" %}"),
    CheckCase(
      "contract-route", "T0205", "{% params page: Link %}{{ page.label }}",
      "{% params page: Page %}{{ page.title }}"),
    CheckCase(
      "contract-not-given", "T0102", "{% params pages: [Page] %}{{ pages|length }}",
      "{% params pages: [Page] = [] %}{{ pages|length }}"),
    CheckCase(
      "contract-parent", "T0205",
      "{% params page: any %}{% extends \"base.html\" %}".replacing("any", with: "Page?"),
      "{% params page: Page %}{% extends \"base.html\" %}"),
    CheckCase(
      "contract-default", "T0205", "{% params page: Page, n: int = \"x\" %}{{ n }}{{ page.title }}",
      "{% params page: Page, n: int? = 1 %}{{ n or 0 }}{{ page.title }}"),
    // Warnings.
    CheckCase(
      "unused-parameter", "T0602", "{% params page: Page, site: Link %}{{ page.title }}",
      "{% params page: Page, _site: Link? %}{{ page.title }}"),
    CheckCase(
      "unused-import", "T0602", "{% from \"macros.html\" import link, plain %}{{ link(site) }}",
      "{% from \"macros.html\" import link %}{{ link(site) }}"),
    CheckCase(
      "unused-macro", "T0602", "{% macro m() %}x{% endmacro %}y",
      "{% macro m() %}x{% endmacro %}{{ m() }}"),
    CheckCase(
      "unused-macro-parameter", "T0602", "{% macro m(a, b) %}{{ a }}{% endmacro %}{{ m(1, 2) }}",
      "{% macro m(a, _b) %}{{ a }}{% endmacro %}{{ m(1, 2) }}"),
    CheckCase("unused-set", "T0602", "{% set x = 1 %}y", "{% set x = 1 %}{{ x }}"),
    CheckCase(
      "shadowed-set", "T0601",
      "{% set n = 0 %}{% for p in items %}{% set n = n + p.views %}{% endfor %}{{ n }}",
      "{{ items|sum(attribute=\"views\") }}"),
  ]
}

@Suite struct CheckTests {
  /// The wrong template gives the message in both languages, the right one nothing.
  @Test(arguments: CheckCase.all)
  func check(_ check: CheckCase) throws {
    let english = CheckCase.messages(check.wrong)
    let french = CheckCase.messages(check.wrong, in: .french)
    #expect(english.contains("[\(check.code)]"), "\(check.wrong)\n\(english)")
    #expect(english != french)
    try Golden.expect(
      "\(check.wrong)\n=== en\n\(english)=== fr\n\(french)",
      equalsFileAt: Fixture.folder + "/Fixtures/checks/\(check.name).txt")
    #expect(CheckCase.messages(check.right) == "", "\(check.right)")
  }

  /// Every message of the erroneous fixtures and of the pages of the codes has French words of its own.
  @Test(arguments: Fixture.all(in: "errors"))
  func messagesInFrench(_ path: String) throws {
    let fixture = try Fixture(path)
    for diagnostic in fixture.diagnostics() {
      #expect(
        diagnostic.message.english != diagnostic.message.french, "\(diagnostic.message.english)")
      for hint in diagnostic.hints where hint.text.english.contains(" ") {
        #expect(hint.text.english != hint.text.french, "\(hint.text.english)")
      }
    }
  }

  /// Several faults of one template are all reported, each at its place.
  @Test func severalFaults() {
    let messages = CheckCase.messages(
      "{{ page.titel }}\n{{ pgae }}\n{{ page.links }}\n{{ page.title|uper }}\n{{ page.title + 1 }}")
    for (line, code) in zip(1..., ["T0101", "T0102", "T0206", "T0103", "T0201"]) {
      #expect(messages.contains("[\(code)]"))
      #expect(messages.contains("page.html:\(line):"))
    }
  }

  /// Without a contract nothing is known, so nothing is reported.
  @Test(arguments: CheckCase.all.map(\.wrong))
  func withoutContract(_ template: String) {
    var environment = Environment()
    environment.options.checksNames = false
    let messages = CheckCase.messages(template, environment, name: "free.html")
    #expect(!messages.contains("T0602"))
    if !template.contains("params") {
      for code in ["T0101", "T0102", "T0201", "T0206", "T0207"] {
        #expect(!messages.contains("[\(code)]"), "\(messages)")
      }
    }
  }

  /// Chains of any length are checked without deep recursion.
  @Test func longChains() {
    let sum = "1" + String(repeating: " + 1", count: 20_000)
    let or = "page.views" + String(repeating: " or page.views", count: 5_000)
    let filters = "page.title" + String(repeating: "|upper", count: 5_000)
    #expect(CheckCase.messages("{{ \(sum) }}{{ \(or) }}{{ \(filters) }}") == "")
  }

  /// Templates that call or include each other in circles are checked to an end.
  @Test func circles() {
    let text =
      "{% macro a(x) %}{{ b([x]) }}{% endmacro %}{% macro b(x) %}{{ a([x]) }}{{ a(x) }}{% endmacro %}"
      + "{{ a(1) }}{% include \"page.html\" %}"
    #expect(CheckCase.messages(text) == "")
  }
}

/// Hostile templates: whatever a template with a contract holds, its checks come to an end.
@Suite struct CheckMutationTests {
  /// Constructions that would make types or walks grow without bound.
  @Test(arguments: [
    "{% set x = (1, 2) %}" + String(repeating: "{% set x = (x, x) %}", count: 60)
      + "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(x) }}{{ x == x }}",
    "{% set x = [{\"a\": 1}] %}" + String(repeating: "{% set x = x|groupby(\"list\") %}", count: 60)
      + "{{ x|length }}",
    "{{ " + String(repeating: "page|default(", count: 90) + "1" + String(repeating: ")", count: 90)
      + " }}",
    "{% if " + String(repeating: "not (page.views and ", count: 80) + "1"
      + String(repeating: ")", count: 80) + " %}{% endif %}",
    "{% if " + String(repeating: "(page.views or 1) and ", count: 2_000) + "1 %}{% endif %}",
    "{{ " + String(repeating: "1 if page.title == (", count: 40) + "1"
      + String(repeating: " if 1 else 2) else 3", count: 40) + " }}",
    "{{ " + String(repeating: "page.views is eq(", count: 90) + "1"
      + String(repeating: ")", count: 90) + " }}",
    "{{ page" + String(repeating: ".a()", count: 49) + " }}",
    "{% macro a(x) %}" + String(repeating: "{{ a([x]) }}{{ a((x, x)) }}", count: 10)
      + "{% endmacro %}{{ a(1) }}",
    String(repeating: "{% if page.views == 1 %}{% set x = 1 %}", count: 90) + "{{ x }}"
      + String(repeating: "{% endif %}", count: 90),
    "{% if page.views %}a" + String(repeating: "{% elif page.views == 2 %}b", count: 3_000)
      + "{% endif %}",
  ])
  func comesToAnEnd(_ template: String) {
    let messages = CheckCase.messages(template)
    #expect(messages.utf8.count < 1_000_000)
  }

  @Test func survivesMutations() {
    var random = SplitMix64(seed: 0xC4EC)
    let pieces =
      MutationTests.pieces + [
        "{% params page: Page %}", ": [Page]?", "page.", "?.", "|default(", "|groupby('views')",
        "|map(attribute='title')", " is none", " is defined",
        "{% from 'macros.html' import link %}",
        "{{ link(page) }}", "{% include 'card.html' %}", "{% extends 'base.html' %}", "page.links",
      ]
    let templates = CheckCase.all.flatMap { [$0.wrong, $0.right] }
    for template in templates {
      for _ in 0..<Fixture.mutationRounds / 3 {
        var bytes = Array(template.utf8)
        for _ in 0..<Int.random(in: 1...4, using: &random) {
          let place = Int.random(in: 0...bytes.count, using: &random)
          if Bool.random(using: &random) {
            bytes.removeSubrange(place..<min(bytes.count, place + 5))
          } else {
            let piece = pieces[Int.random(in: 0..<pieces.count, using: &random)]
            bytes.insert(contentsOf: Array(piece.utf8), at: place)
          }
        }
        _ = CheckCase.messages(String(decoding: bytes, as: UTF8.self))
      }
    }
  }
}
