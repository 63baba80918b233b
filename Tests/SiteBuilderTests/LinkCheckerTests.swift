// Links of finished pages: what is inside the site must exist, what is outside is left alone.

import Diagnostics
import DossierModel
import Testing

@testable import SiteBuilder

@Suite struct LinkCheckerTests {
  typealias Page = (path: String, bytes: [UInt8])

  static func page(_ path: String, _ html: String) -> Page { (path, Array(html.utf8)) }

  static func faults(
    _ pages: [Page], files: [String] = [], baseURL: String? = nil
  ) -> [String] {
    let addresses = SiteAddresses(pages: pages.map(\.path), files: files, baseURL: baseURL)
    var scratch = LinkScratch()
    let links = pages.enumerated().map { number, page in
      PageLinks(
        page.bytes, path: page.path, number: Int32(number), addresses: addresses,
        scratch: &scratch)
    }
    var bag = DiagnosticBag()
    LinkChecker.report(
      LinkChecker.faultyPages(links), addresses: addresses, page: { pages[$0].bytes }, into: &bag)
    return bag.diagnostics.map(\.code.id)
  }

  @Test func partsOfTheSearchIndexMayComeAndGo() {
    let page = Self.page("index.html", "<a href=\"recherche/d1.js\">a</a>")
    func addresses(_ files: [String]) -> SiteAddresses {
      SiteAddresses(
        pages: [page.path, "recherche.html"], files: files, baseURL: nil, aside: "recherche")
    }
    func mark(_ files: [String]) -> UInt64 {
      var text = MarkText()
      addresses(files).mark(&text)
      return text.mark
    }
    #expect(mark(["a.css", "recherche/d1.js"]) == mark(["a.css", "recherche/d2.js"]))
    #expect(mark(["a.css"]) != mark(["b.css"]))
    #expect(mark(["a.css"]) != mark(["a.css", "recherches.css"]))
    // A page that links to such a part is looked at by its names, in every build.
    for (files, expected) in [(["recherche/d1.js"], []), ([], ["S0102"])] {
      let addresses = addresses(files)
      var scratch = LinkScratch()
      let links = PageLinks(
        page.bytes, path: page.path, number: 0, addresses: addresses, scratch: &scratch)
      #expect(links.isFaulty)
      var bag = DiagnosticBag()
      LinkChecker.report([0], addresses: addresses, page: { _ in page.bytes }, into: &bag)
      #expect(bag.diagnostics.map(\.code.id) == expected)
    }
  }

  @Test func goodLinks() {
    let pages = [
      Self.page(
        "index.html",
        """
        <h1 id="haut">A</h1><a href="a/b.html#x">b</a><a href="#haut">c</a><a href="a/">d</a>
        <a href="https://example.org/">e</a><a href="mailto:a@b.c">f</a><a href="data.json">g</a>
        <!-- <a href="nowhere.html"> --><link rel="icon" href="data:,"><img src="media/x.png" alt="">
        """),
      Self.page(
        "a/b.html", "<p id=\"x\" aria-labelledby=\"x\"><a href=\"../index.html\">h</a></p>"),
      Self.page("a/index.html", "<a href=b.html>unquoted is not ours</a>"),
    ]
    #expect(Self.faults(pages, files: ["data.json", "media/x.png"]) == [])
  }

  @Test(arguments: [
    ("<a href=\"b.html\">x</a>", "S0102"), ("<a href=\"#y\">x</a>", "S0103"),
    ("<a href=\"../a.html\">x</a>", "S0102"), ("<p id=\"x\"></p><p id=\"x\"></p>", "S0104"),
    ("<img src=\"media/x.png\" alt=\"\">", "S0105"),
    ("<link rel=\"stylesheet\" href=\"style.css\">", "S0105"),
    ("<table aria-labelledby=\"t\"></table>", "S0103"),
    ("<a href=\"https://example.org/d/b.html\">x</a>", "S0102"),
  ])
  func badLinks(html: String, code: String) {
    let faults = Self.faults([Self.page("a.html", html)], baseURL: "https://example.org/d")
    // `../a.html` climbs out of the site.
    #expect(faults == [code])
  }

  /// An address that was looked up for one page is judged anew on the next, and in another folder.
  @Test func addressesOfAFolder() {
    let link = "<a href=\"b.html#x\">x</a><a href=\"b.html#x\">x</a>"
    let good = [
      Self.page("a/a.html", link), Self.page("a/b.html", "<p id=\"x\"></p>" + link),
      Self.page("a/c.html", link),
    ]
    #expect(Self.faults(good) == [])
    #expect(Self.faults(good + [Self.page("d.html", link)]) == ["S0102"])
    let gone = [Self.page("a/a.html", link), Self.page("a/b.html", link)]
    #expect(Self.faults(gone) == ["S0103", "S0103"])
    let many = (0..<700).map { "<a href=\"b.html#n\($0)\">x</a>" }.joined()
    let ids = (0..<700).map { "<p id=\"n\($0)\"></p>" }.joined()
    let pages = [
      Self.page("a/a.html", many), Self.page("a/b.html", ids), Self.page("a/c.html", many),
    ]
    #expect(Self.faults(pages) == [])
  }

  @Test func referencesAreDecoded() {
    let page = Self.page(
      "a.html", "<p id=\"a&amp;b\"></p><a href=\"#a&amp;b\">x</a><a href=\"#a%26b\">y</a>")
    #expect(Self.faults([page]) == [])
  }
}
