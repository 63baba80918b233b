// A worker reuses links and evidence from page to page: no page may show what is right on another
// page only.

import Diagnostics
import DossierModel
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
      let alone = ReadLog.reads { try? Self.bytes(of: request, presenter, ShapeCache()) }
      let after = ReadLog.reads { try? Self.bytes(of: request, presenter, shared) }
      #expect(alone.result != nil && alone.result == after.result, "\(request.route.path)")
      // Nor may it rest on less because others have made what it shows.
      let missing = Set(alone.reads.sorted).subtracting(after.reads.sorted)
      #expect(missing.isEmpty, "\(request.route.path) rests on less: \(missing)")
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
      scope.context(for: request) + [scope.pageVariable], into: &out, warnings: &warnings,
      memory: shapes.renderings)
    return out.bytes
  }

  /// Values are found by record, and those that were forgotten are gone.
  @Test func valuesOfRecordsAreForgottenTogether() {
    var values = RecordValues<Int>()
    let keys: [EntityKey] = [
      .actor(ActorID(raw: 0)), .actor(ActorID(raw: 900)), .event(EventID(raw: 3)),
    ]
    for (number, key) in keys.enumerated() { values[key] = number }
    values[keys[1]] = 7
    #expect(keys.map { values[$0] } == [0, 7, 2])
    #expect(values[.actor(ActorID(raw: 899))] == nil)
    #expect(values[.source(DocumentSourceID(raw: 5))] == nil)
    values.forget()
    #expect(keys.allSatisfy { values[$0] == nil })
    values[keys[2]] = 4
    #expect(keys.map { values[$0] } == [nil, nil, 4])
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
