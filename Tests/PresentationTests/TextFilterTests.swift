// The filters of dossiers, in both languages, on right and on wrong values.

import Diagnostics
import TemplateEngine
import Testing

@testable import Presentation

@Suite struct TextFilterTests {
  static func render(_ template: String, language: String = "fr") -> String {
    var words = Words(language: language)
    words.set("nav.home", "Accueil")
    words.set("date.month.2", "février")
    words.set("date.short_month.2", "févr.")
    words.set("quotation.line", "ligne {0} de {1}")
    var environment = Environment()
    DossierFilters.register(in: &environment, words: words)
    environment.addContract("page.html", "n: int, words: string")
    var map = SourceMap()
    var bag = DiagnosticBag()
    let source = map.add(path: "page.html", bytes: Array(template.utf8))
    let set = environment.compile([("page.html", source)], in: map, into: &bag)
    var out = OutputBuffer()
    if let page = set.template("page.html") {
      do throws(Diagnostic) {
        try page.render([("n", .int(1)), ("words", .string("L'œuvre d'art"))], into: &out)
      } catch {
        bag.add(error)
      }
    }
    if let fault = bag.sorted(by: map).first { return "\(fault.code.id) \(fault.message.english)" }
    return String(decoding: out.bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("{{ words|slug }}", "l-oeuvre-d-art", "l-oeuvre-d-art"),
    ("{{ 'a b  c d'|excerpt(2) }} {{ 'a b'|excerpt }}", "a b… a b", "a b… a b"),
    (
      "{{ 'a<b'|abbr('x\"') }}", "<abbr title=\"x&quot;\">a&lt;b</abbr>",
      "<abbr title=\"x&quot;\">a&lt;b</abbr>"
    ),
    ("{{ 0|plural('page', 'pages') }}", "page", "pages"),
    ("{{ n|plural('page', 'pages') }}", "page", "page"),
    ("{{ 2|plural(one='page', other='pages') }}", "pages", "pages"),
    ("{{ 0|plural('page', 'pages', locale='en') }}", "pages", "pages"),
    ("{{ n|ordinal }} {{ 2|ordinal }} {{ 13|ordinal('en') }}", "1er 2e 13th", "1st 2nd 13th"),
    ("{{ 1994|roman }}", "MCMXCIV", "MCMXCIV"),
    ("{{ 12|unit('km') }}", "12\u{A0}km", "12\u{A0}km"),
    ("{{ 1500|currency('EUR') }}", "1500\u{A0}€", "€1,500"),
    (
      "{{ '*a* & <b>'|inline_markdown }}", "<em>a</em> &amp; &lt;b&gt;",
      "<em>a</em> &amp; &lt;b&gt;"
    ),
    (
      "{{ t('nav.home') }} {{ t('quotation.line', 3, 'x') }}", "Accueil ligne 3 de x",
      "Accueil ligne 3 de x"
    ),
  ])
  func right(_ template: String, _ french: String, _ english: String) {
    #expect(Self.render(template) == french)
    #expect(Self.render(template, language: "en") == english)
  }

  @Test(arguments: [
    ("{{ 0|roman }}", "T0207"), ("{{ words|roman }}", "T0207"), ("{{ [1]|slug }}", "T0207"),
    ("{{ t('nav.hme') }}", "T0207"), ("{{ 1e300|percent }}", "T0207"),
    ("{{ 'x'|typo('de') }}", "T0207"), ("{{ n|plural('a') }}", "T0205"),
    ("{{ n|unit(3.5) }}", "T0205"),
  ])
  func wrong(_ template: String, _ code: String) {
    #expect(Self.render(template).hasPrefix(code), "\(Self.render(template))")
  }

  @Test(arguments: [
    (
      "{{ '2026-02-01T15:04'|datetime }}",
      "<time datetime=\"2026-02-01T15:04\">1er\u{A0}février 2026 à 15\u{A0}h\u{A0}04</time>"
    ),
    (
      "{{ '2026-01-31T23:30:00Z'|datetime('short', tz='+02:00') }}",
      "<time datetime=\"2026-01-31T23:30:00Z\">1er\u{A0}févr. 2026 à 1\u{A0}h\u{A0}30</time>"
    ),
    ("{{ '2026-01-05'|relative_date('2026-01-04') }}", "demain"),
    ("{{ '2020-01-05'|relative_date('2026-01-04') }}", "il y a 5\u{A0}ans"),
    ("{{ '2026-05-05'|relative_date('2026-01-04') }}", "dans 3\u{A0}mois"),
    (
      "{{ '# A & b\n\n## C\n\n## C'|markdown|heading_ids|toc|map(attribute='url')|join(' ') }}",
      "#a-b #c #c-2"
    ),
    (
      "{% for e in [{'level': 1, 'n': 'a'}, {'level': 2, 'n': 'b'}, {'level': 1, 'n': 'c'}]|nest %}"
        + "{{ e.item.n }}{{ e.children|length }}{% endfor %}", "a1c0"
    ),
    ("{{ '2026-02-01T25:00'|datetime }}", "T0207 `2026-02-01T25:00` has no hour"),
    ("{{ 'x'|toc }}", "T0207 filter `toc` takes html, not string"),
    ("{{ [1]|nest|length }}", "T0207 an item to nest has no whole number `level`"),
    ("{{ '2026-01-05'|relative_date }}", "T0207 `relative_date` needs a day to count from"),
    ("{{ url_for('x') }}", "T0207 this function needs a dossier"),
  ])
  func structureAndTime(_ template: String, _ expected: String) {
    #expect(Self.render(template) == expected)
  }

  @Test func typographyOfTheLanguage() {
    #expect(Self.render("{{ 'Quoi ?'|typo }}") == "Quoi\u{202F}?")
    #expect(Self.render("{{ 'Quoi ?'|typo('en') }}", language: "fr") == "Quoi?")
  }
}
