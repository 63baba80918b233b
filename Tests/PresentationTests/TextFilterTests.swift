// The filters of dossiers, in both languages, on right and on wrong values.

import Diagnostics
import TemplateEngine
import Testing

@testable import Presentation

@Suite struct TextFilterTests {
  static func render(_ template: String, language: String = "fr") -> String {
    var words = Words(language: language)
    words.set("nav.home", "Accueil")
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

  @Test func typographyOfTheLanguage() {
    #expect(Self.render("{{ 'Quoi ?'|typo }}") == "Quoi\u{202F}?")
    #expect(Self.render("{{ 'Quoi ?'|typo('en') }}", language: "fr") == "Quoi?")
  }
}
