// Addresses: relative, with the file's name, the same from a disk and under any path.

import DossierModel
import Testing

@testable import Presentation

@Suite struct RouterTests {
  @Test(
    arguments: [
      ("index.html", nil, "acteurs/xai.html", "../index.html"),
      ("acteurs/xai.html", nil, "index.html", "acteurs/xai.html"),
      ("acteurs/xai.html", nil, "acteurs/x-corp.html", "xai.html"),
      ("acteurs/xai.html", nil, "dispositions/dsa-6.html", "../acteurs/xai.html"),
      ("chronologie.html", "e-03", "chronologie.html", "#e-03"),
      ("chronologie.html", "e-03", "acteurs/xai.html", "../chronologie.html#e-03"),
      ("acteurs/xai.html", nil, "acteurs/xai.html", "xai.html"),
    ] as [(String, String?, String, String)])
  func addresses(path: String, fragment: String?, page: String, expected: String) {
    #expect(Route(path, fragment: fragment).address(from: Route(page)) == expected)
  }

  @Test func pagesSpeakTheLanguageOfTheDossier() {
    let french = Router(words: WordingTests.words(.french))
    #expect(french.route(.timeline).path == "chronologie.html")
    #expect(french.page(.actor, slug: "xai").path == "acteurs/xai.html")
    let english = Router(words: WordingTests.words(.english))
    #expect(english.route(.timeline).path == "timeline.html")
    #expect(english.page(.actor, slug: "xai").path == "actors/xai.html")
  }

  /// Every kind of page has one route, and no two share it.
  @Test func routesAreDistinct() {
    let router = Router(words: WordingTests.words(.french))
    let kinds = PageKind.allCases.filter { ![.chapter, .provision, .actor, .lawDay].contains($0) }
    let paths = kinds.map { router.route($0).path }
    #expect(Set(paths).count == paths.count)
  }
}
