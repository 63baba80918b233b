// The functions by which templates lead to pages, records, files and data, on the dossier of this
// repository: addresses from pages of several depths, and names that lead nowhere.

import Diagnostics
import DossierModel
import Foundation
import TemplateEngine
import Testing

@testable import Presentation

@Suite struct PlaceFunctionTests {
  /// A file of a picture: 12 by 34 pixels.
  static let picture: [UInt8] =
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]
    + [0, 0, 0, 12, 0, 0, 0, 34, 8, 2, 0, 0, 0, 0, 0, 0]

  static func places() async throws -> (DossierPlaces, Words) {
    let loaded = await DossierLoader.load(folder: ThemeReferenceTests.root.path)
    var sources = loaded.sources
    var bag = DiagnosticBag()
    let words = TemplateLibrary.load(
      folder: nil, language: .french, sources: &sources, into: &bag
    ).words
    var places = DossierPlaces(
      loaded.dossier, words: words, buildDay: try CivilDate.parse("2026-11-22"),
      baseURL: "https://example.org/d")
    places.add(asset: "style.css", Array("a{}".utf8))
    places.add(media: "a b.png", picture)
    let data = sources.add(
      path: "Templates/data/team.yaml", bytes: Array("- {name: Ada, age: 36, on: true}\n".utf8))
    places.add(data: "team", data, in: sources, into: &bag)
    let links = sources.add(
      path: "Templates/data/links.yaml",
      bytes: Array("top: [{url: /a, note: x}, {url: /b}]\nbottom: []\n".utf8))
    places.add(data: "links", links, in: sources, into: &bag)
    #expect(bag.isEmpty)
    return (places, words)
  }

  static func render(_ template: String, page: String = "index.html") async throws -> String {
    try render(template, page: page, try await places())
  }

  static func render(
    _ template: String, page: String = "index.html", _ made: (DossierPlaces, Words)
  ) throws -> String {
    let environment = TemplateLibrary.environment(made.1, made.0)
    var map = SourceMap()
    var bag = DiagnosticBag()
    let source = map.add(path: "x.html", bytes: Array(template.utf8))
    let set = environment.compile([("x.html", source)], in: map, into: &bag)
    var out = OutputBuffer()
    if let template = set.template("x.html") {
      do throws(Diagnostic) {
        try template.render([(DossierFilters.pageVariable, .string(page))], into: &out)
      } catch {
        bag.add(error)
      }
    }
    if let fault = bag.sorted(by: map).first { return "\(fault.code.id) \(fault.message.english)" }
    return String(decoding: out.bytes, as: UTF8.self)
  }

  @Test func addresses() async throws {
    let template = "{{ url_for('timeline') }} {{ url_for('actor:xai') }} {{ url_for('xai', true) }}"
    let fromHome = try await Self.render(template)
    let fromActor = try await Self.render(template, page: "acteurs/x.html")
    #expect(
      fromHome == "chronologie.html acteurs/xai.html https://example.org/d/acteurs/xai.html")
    #expect(fromActor == "../chronologie.html xai.html https://example.org/d/acteurs/xai.html")
    let link = "{% set a = ref('xai') %}<a href=\"{{ a.url }}\">{{ a.label }}</a>"
    #expect(try await Self.render(link).hasPrefix("<a href=\"acteurs/xai.html\">"))
  }

  @Test func files() async throws {
    let route = try await Self.render("{{ asset('style.css') }}", page: "a/b.html")
    #expect(route.hasPrefix("../assets/style.") && route.hasSuffix(".css"))
    #expect(
      try await Self.render("{{ image('media/a b.png', 'x<y', class='w') }}")
        == "<img src=\"media/a%20b.png\" alt=\"x&lt;y\" class=\"w\" width=\"12\" height=\"34\" "
        + "loading=\"lazy\" decoding=\"async\">")
  }

  @Test func dataAndDay() async throws {
    #expect(
      try await Self.render(
        "{% for m in data('team') %}{{ m.name }} {{ m.age + 1 }} {{ m.on }}{% endfor %} {{ now() }}"
      )
        == "Ada 37 true 2026-11-22")
    #expect(try await Self.render("{{ '2026-11-19'|relative_date }}") == "il y a 3\u{A0}jours")
    #expect(try await Self.render("{{ now()|relative_date }}") == "aujourd’hui")
  }

  @Test(arguments: [
    ("{{ url_for('timelin') }}", "no page or record `timelin`"),
    ("{% if false %}{{ ref('actor:xa') }}{% endif %}", "no page or record `actor:xa`"),
    ("{{ asset('styl.css') }}", "no file `styl.css`"), ("{{ data('teem') }}", "no data `teem`"),
    ("{{ image('media/x.png', 'x') }}", "no file `media/x.png`"),
  ])
  func wrongNames(_ template: String, _ message: String) async throws {
    let fault = try await Self.render(template)
    #expect(fault.hasPrefix("T0207") && fault.contains(message), "\(fault)")
  }

  /// What a file of data holds is known before anything is rendered.
  @Test func typedData() async throws {
    let made = try await Self.places()
    for (template, expected) in [
      ("{% for m in data('team') %}{{ m.nam }}{% endfor %}", "T0101 unknown field `nam`"),
      ("{% for m in data('team') %}{% for a in m.age %}{{ a }}{% endfor %}{% endfor %}", "T0202"),
      ("{{ data('links').midle }}", "T0101 unknown field `midle`"),
      ("{% for l in data('links').top %}{{ l.note }}{% endfor %}", "T0401"),
      ("{% for l in data('links').top %}{{ l.note|default('-') }}{% endfor %}", "x-"),
      ("{% for l in data('links').bottom %}{{ l.url }}{% endfor %}.", "."),
      ("{% set name = 'team' if n else 'links' %}{{ data(name)|length }}", "2"),
    ] {
      let outcome = try Self.render("{% params n: bool = false %}{{ '' if n }}" + template, made)
      #expect(outcome.hasPrefix(expected), "\(outcome)")
    }
  }

  @Test func sizesOfPictures() {
    #expect(ImageSize(Self.picture)?.width == 12)
    let blank = [UInt8](repeating: 0, count: 24)
    #expect(ImageSize(Array("GIF89a".utf8) + [5, 0, 7, 0] + blank)?.height == 7)
    #expect(
      ImageSize([0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xC0, 0, 17, 8, 0, 9, 0, 8] + blank)
        == ImageSize([0xFF, 0xD8, 0xFF, 0xC2, 0, 17, 8, 0, 9, 0, 8] + blank))
    let webp = Array("RIFF....WEBPVP8X".utf8) + [UInt8](repeating: 0, count: 8)
    #expect(ImageSize(webp + [3, 0, 0, 4, 0, 0, 0, 0])?.height == 5)
    #expect(ImageSize([]) == nil && ImageSize(Array("<svg>".utf8) + blank + blank) == nil)
    #expect(ImageSize([0xFF, 0xD8] + blank + blank) == nil)
  }
}
