// A worker reuses links and evidence from page to page: no page may show what is right on another
// page only.

import Diagnostics
import TemplateEngine
import Testing

@testable import Presentation

@Suite struct PageMemoryTests {
  /// Every page of the dossier in this repository is the same whether its worker made others before
  /// or not.
  @Test func pagesDoNotDependOnThePagesBefore() async throws {
    let presenter = try await ThemeReferenceTests.presenter()
    let shared = ShapeCache()
    for request in presenter.pages() {
      let alone = try Self.bytes(of: request, presenter, ShapeCache())
      let after = try Self.bytes(of: request, presenter, shared)
      #expect(alone == after, "\(request.route.path)")
    }
  }

  private static func bytes(
    of request: PageRequest, _ presenter: Presenter, _ shapes: ShapeCache
  ) throws -> [UInt8] {
    let scope = PageScope(presenter, page: request.route, shapes: shapes)
    let template = try #require(presenter.library.templates.template(request.kind.template))
    var out = OutputBuffer()
    var warnings = DiagnosticBag()
    try template.render(
      scope.context(for: request) + [scope.pageVariable], into: &out, warnings: &warnings)
    return out.bytes
  }

  /// Names sort without their accents, each key made once, and equal names keep their order.
  @Test func sortsAsIndexesDo() {
    let names = ["Zoé", "école", "Eau", "œuvre", "L’Été", "l'ete", "a\u{301}rbre", "Arbre"]
    let sorted = AlphabeticalOrder.sorted(Array(names.enumerated())) { $0.element }
    #expect(
      sorted.map(\.element) == [
        "a\u{301}rbre", "Arbre", "Eau", "école", "L’Été", "l'ete", "œuvre", "Zoé",
      ])
    for left in names {
      for right in names where AlphabeticalOrder.precedes(left, right) {
        let first = sorted.firstIndex { $0.element == left } ?? 0
        let second = sorted.firstIndex { $0.element == right } ?? 0
        #expect(first < second, "\(left), \(right)")
      }
    }
  }
}
