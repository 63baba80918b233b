// What a save shows before the checks are done: saves build on one another, none is put back by a
// build that began before it, and a build that was given up leaves no trace.

import DossierModel
import FileSystem
import Foundation
import TestSupport
import Testing

@testable import Preview

@Suite struct SaveTests {
  private func page(_ store: PageStore, _ route: String) async -> [UInt8] {
    guard case .page(let bytes) = await store.settled(route) else { return [] }
    return bytes
  }

  /// What a reader sees; what a page says to programs follows with the checks.
  private func body(_ page: [UInt8]) -> Substring {
    let text = String(decoding: page, as: UTF8.self)
    return text.firstRange(of: "<body").map { text[$0.lowerBound...] } ?? ""
  }

  private func route(_ store: PageStore, _ end: String) throws -> String {
    try #require(store.contents.keys.first { $0.hasSuffix(end) })
  }

  private func replace(
    _ dossier: EditedDossier, _ name: String, _ old: String, _ new: String
  ) throws -> String {
    let text = try dossier.workspace.read(name)
    #expect(text.contains(old))
    try dossier.workspace.write(name, text.replacing(old, with: new))
    return dossier.workspace.path(name)
  }

  /// Of two saves in quick succession both show, on the pages that a build of both would make.
  @Test func savesBuildOnOneAnother() async throws {
    let dossier = try EditedDossier()
    var (build, store) = dossier.preview()
    _ = await build.rebuild()
    let actor = try route(store, "tram-company.html")
    let chapter = try route(store, "facts.html")
    let data = try replace(
      dossier, "Content/data/actors.yaml", "Tram Company", "Tramway Company")
    build.save = 1
    build.showAhead([data], open: [chapter])
    let name = try #require(dossier.files().first { $0.hasSuffix("facts.md") })
    let text = try replace(dossier, name, "presented the contract", "presented the first contract")
    build.save = 2
    let shown = build.showAhead([text], open: [chapter])
    #expect(shown.map(\.route) == [chapter])
    let pages = [body(await page(store, chapter)), body(await page(store, actor))]
    var (cold, coldStore) = dossier.preview()
    _ = await cold.rebuild()
    #expect(pages == [chapter, actor].map { body(coldStore.bytes($0) ?? []) })
    #expect(pages[0].contains("the first contract"))
    // The build tells both.
    let report = await build.rebuild(changed: [data, text])
    #expect(report.isGood)
    #expect(report.changedRoutes.contains(chapter) && report.changedRoutes.contains(actor))
    #expect(store.contents == coldStore.contents)
  }

  /// While an error stands, a save elsewhere is not shown only to be taken back.
  @Test func nothingIsShownBesideAnError() async throws {
    let dossier = try EditedDossier()
    var (build, store) = dossier.preview()
    _ = await build.rebuild()
    let good = store.contents
    let data = try replace(
      dossier, "Content/data/actors.yaml", "name: Tram Company", "nom: Tram Company")
    #expect(await build.rebuild(changed: [data]).errorCount > 0)
    let name = try #require(dossier.files().first { $0.hasSuffix("facts.md") })
    let text = try replace(dossier, name, "presented the contract", "presented the first contract")
    build.save = 1
    #expect(build.showAhead([text], open: [try route(store, "facts.html")]).isEmpty)
    #expect(await build.rebuild(changed: [text]).errorCount > 0)
    #expect(store.contents == good)
    _ = try replace(dossier, "Content/data/actors.yaml", "nom: Tram", "name: Tram")
    #expect(await build.rebuild(changed: [data]).isGood)
    var (cold, coldStore) = dossier.preview()
    _ = await cold.rebuild()
    #expect(store.contents == coldStore.contents)
  }

  /// What a later save has shown stays until a build knows of it.
  @Test func anOlderBuildLeavesWhatIsNewer() {
    let store = PageStore()
    _ = store.put([("a", [1]), ("b", [1])], save: 1)
    #expect(store.put([("a", [2])], save: 2, isAhead: true).count == 1)
    store.expectAhead(["b"], save: 2) { _ in [2] }
    #expect(store.put([("a", [0]), ("b", [0])], save: 1).isEmpty)
    store.expect(["a", "b"], save: 1) { _ in [0] }
    store.makeIfOverdue("b")
    #expect(store.bytes("a") == [2])
    #expect(store.bytes("b") == [2])
    store.expect([], save: 2, make: nil)
    #expect(store.put([("a", [3]), ("b", [3])], save: 2).count == 2)
    #expect(store.bytes("a") == [3])
  }

  /// A style that was saved and taken back while a build of it was given up makes no page another.
  @Test func aStyleTakenBackChangesNoPage() async throws {
    let dossier = try EditedDossier()
    var (build, store) = dossier.preview()
    _ = await build.rebuild()
    let chapter = try route(store, "facts.html")
    let style = "Templates/assets/style.css"
    try dossier.workspace.write(style, "h1 { color: #123; }\n")
    let first = build
    let task = Task {
      var next = first
      let report = await next.rebuild(open: ["index.html"]) { _, _ in
        withUnsafeCurrentTask { $0?.cancel() }
      }
      return (next, report)
    }
    let (given, report) = await task.value
    #expect(report.isStale)
    build = given
    try FileManager.default.removeItem(atPath: dossier.workspace.path(style))
    let name = try #require(dossier.files().first { $0.hasSuffix("facts.md") })
    let text = try replace(dossier, name, "presented the contract", "presented a contract")
    let last = await build.rebuild(
      changed: [text, dossier.workspace.path(style)], open: ["index.html"])
    #expect(last.isGood)
    // Who looks at another page is led to the chapter, and to nothing else.
    #expect(last.changedRoutes.first == chapter)
    #expect(!last.changedRoutes.contains("index.html"))
  }

  /// A day shows what a briefing of that day holds: later events are on no page.
  @Test func aDayShowsWhatItKnew() async throws {
    let dossier = try EditedDossier()
    var (build, store) = dossier.preview()
    _ = await build.rebuild()
    let events = try #require(build.model).dossier.events
    let days = events.compactMap { $0.date.value.earliest }.sorted()
    let day = try #require(days.dropLast().last)
    let timeline = try #require(
      store.contents.first { _, bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        return events.allSatisfy { text.contains("id=\"\($0.slug)\"") }
      }?.key)
    let before = store.contents
    build.asOf = day
    #expect(await build.rebuild().isGood)
    let text = String(decoding: await page(store, timeline), as: UTF8.self)
    var later = 0
    for event in events {
      let isLater = event.date.value.isAfter(day)
      later += isLater ? 1 : 0
      #expect(text.contains("id=\"\(event.slug)\"") == !isLater, "\(event.slug) on \(day)")
    }
    #expect(later > 0)
    // The choice still reaches the later days.
    let state = DeskState(words: build.words, model: build.model, report: nil, asOf: day)
    #expect(AuthorDesk.json(state, page: timeline).contains("\(days.last ?? day)"))
    build.asOf = nil
    #expect(await build.rebuild().isGood)
    #expect(store.contents == before)
  }
}
