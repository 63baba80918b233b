// What a build keeps of its pages: whatever was edited in between, a later build writes what a cold one
// writes; and what is damaged, foreign or spoilt is made anew.

import Diagnostics
import DossierModel
import FileSystem
import Foundation
import Presentation
import TestSupport
import Testing

@testable import SiteBuilder

@Suite struct PublishedPagesTests {
  /// A dossier to edit, with a site that remembers and one that does not.
  private struct Place {
    let workspace: TemporaryWorkspace

    init() throws {
      workspace = try TemporaryWorkspace()
      let base = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("EndToEndTests/Fixtures/base").path
      for folder in ["Content", "seeds"] where Directory.exists(base + "/" + folder) {
        try workspace.copy(base + "/" + folder, to: folder)
      }
    }

    func options(_ output: String, cache: Bool) throws -> SiteBuildOptions {
      var options = SiteBuildOptions(
        source: workspace.root, output: workspace.path(output),
        date: try CivilDate.parse("2026-11-22"), jobs: 2)
      options.cache = cache ? workspace.path(".cache") : nil
      return options
    }

    /// Builds on the pages of the last build; the stamp by which a build of nothing new ends at once
    /// is put away.
    func warm() async throws -> BuildReport {
      for name in (try? workspace.list(".cache")) ?? [] where name.hasSuffix(".state") {
        try workspace.remove(".cache/" + name)
      }
      return await SiteBuild.run(try options("warm", cache: true))
    }

    func cold() async throws -> BuildReport {
      try? workspace.remove("cold")
      return await SiteBuild.run(try options("cold", cache: false))
    }

    func files(_ output: String) throws -> [String: [UInt8]] {
      var files: [String: [UInt8]] = [:]
      for name in try workspace.list(output) {
        files[name] = try FileReader.read(workspace.path(output + "/" + name))
      }
      return files
    }

    func edit(_ name: String, _ old: String, _ new: String) throws {
      let text = try workspace.read(name)
      #expect(text.contains(old))
      try workspace.write(name, text.replacing(old, with: new))
    }
  }

  private func words(_ report: BuildReport) -> [String] {
    let renderer = DiagnosticRenderer(sources: report.sources)
    return report.diagnostics.map { renderer.render($0) }
  }

  /// Both sites are the same, and so is what both builds said.
  private func compare(_ place: Place, _ warm: BuildReport, _ story: String) async throws {
    let cold = try await place.cold()
    #expect(words(warm) == words(cold), "\(story)")
    guard cold.outcome == .succeeded else { return }
    let (left, right) = (try place.files("warm"), try place.files("cold"))
    #expect(Set(left.keys) == Set(right.keys), "\(story)")
    for (name, bytes) in right where left[name] != bytes {
      Issue.record("\(name) differs, \(story)")
    }
  }

  // MARK: - The law

  @Test(arguments: [11, 12, 13, 14])
  func anIncrementalBuildEqualsAColdOne(seed: UInt64) async throws {
    let place = try Place()
    let editor = DossierEditor(place.workspace)
    var random = SplitMix64(seed: seed)
    _ = try await place.warm()
    var done: [String] = []
    var keptCount = 0
    for _ in 0..<8 {
      for _ in 0..<Int.random(in: 1...2, using: &random) {
        done.append(try editor.edit(&random).name)
      }
      let report = try await place.warm()
      keptCount += report.pageCount - report.madeCount
      try await compare(place, report, "seed \(seed): \(done.joined(separator: ", "))")
    }
    #expect(keptCount > 0)
  }

  // MARK: - What is made again

  @Test func nothingNewMakesNoPage() async throws {
    let place = try Place()
    let first = try await place.warm()
    #expect(first.madeCount == first.pageCount)
    let report = try await place.warm()
    #expect(report.madeCount == 0)
    #expect(report.writtenCount == 0)
    #expect(report.pageCount == first.pageCount)
    try await compare(place, report, "nothing")
  }

  @Test func aRenamedActorMakesThePagesThatShowIt() async throws {
    let place = try Place()
    try place.workspace.write(
      "Content/chapters/70-apart.md",
      "---\ntitle: Apart\nnumber: 70\ndescription: Names nobody.\n---\n\nA word.\n")
    _ = try await place.warm()
    let before = try place.files("warm")
    try place.edit("Content/data/actors.yaml", "name: City Council", "name: Town Council")
    let report = try await place.warm()
    try await compare(place, report, "renamed")
    let after = try place.files("warm")
    let shown = after.filter { $0.key.hasSuffix(".html") && $0.value != before[$0.key] }
    #expect(!shown.isEmpty)
    #expect(report.madeCount >= shown.count)
    #expect(report.madeCount < report.pageCount)
  }

  @Test func whatWasSpoiltIsMadeAgain() async throws {
    let place = try Place()
    _ = try await place.warm()
    let good = try FileReader.read(place.workspace.path("warm/index.html"))
    var bad = good
    bad[bad.count / 2] ^= 1
    try FileWriter.write(bad, to: place.workspace.path("warm/index.html"))
    try place.workspace.remove("warm/404.html")
    let report = try await place.warm()
    #expect(report.madeCount == 2)
    try await compare(place, report, "spoilt")
  }

  @Test func whatIsDamagedIsIgnored() async throws {
    let place = try Place()
    _ = try await place.warm()
    let name = try #require(try place.workspace.list(".cache").first { $0.hasSuffix(".pages") })
    let path = place.workspace.path(".cache/" + name)
    let good = try FileReader.read(path)
    let pages = try #require(PublishedPages(good))
    #expect(pages.bytes == good)
    for index in stride(from: 0, to: good.count, by: 1 + good.count / 200) {
      var bad = good
      bad[index] ^= 0x10
      #expect(PublishedPages(bad) == nil)
      #expect(PublishedPages(Array(good[..<index])) == nil)
    }
    try FileWriter.write(Array(good.dropLast(20)), to: path)
    let report = try await place.warm()
    #expect(report.madeCount == report.pageCount)
    try await compare(place, report, "damaged")
  }

  /// The file of another site, of another state and whole in itself: its pages are known by their
  /// files, which are others.
  @Test func whatIsForeignIsIgnored() async throws {
    let place = try Place()
    _ = try await place.warm()
    let name = try #require(try place.workspace.list(".cache").first { $0.hasSuffix(".pages") })
    let old = try FileReader.read(place.workspace.path(".cache/" + name))
    try place.edit("Content/data/actors.yaml", "name: City Council", "name: Town Council")
    _ = try await place.warm()
    // A build that was killed after it published leaves the pages of the one before.
    try FileWriter.write(old, to: place.workspace.path(".cache/" + name))
    try await compare(place, try await place.warm(), "older")
    let other = try Place()
    _ = try await other.warm()
    let foreign = try #require(try other.workspace.list(".cache").first { $0.hasSuffix(".pages") })
    try FileWriter.write(
      FileReader.read(other.workspace.path(".cache/" + foreign)),
      to: place.workspace.path(".cache/" + name))
    let report = try await place.warm()
    #expect(report.madeCount == report.pageCount)
    try await compare(place, report, "foreign")
  }

  /// A page that says something is made each time, so that it is said each time.
  @Test func whatIsSaidIsSaidAgain() async throws {
    let place = try Place()
    try place.workspace.write(
      "Templates/pages/glossary.html",
      "{% extends \"layouts/base.html\" %}{% block content %}<p><a href=\"nowhere.html\">x</a></p>"
        + "{% endblock %}\n")
    let first = try await place.warm()
    #expect(!first.diagnostics.isEmpty)
    let again = try await place.warm()
    #expect(words(first) == words(again))
    try place.workspace.remove("Templates")
    try await compare(place, try await place.warm(), "mended")
  }
}
