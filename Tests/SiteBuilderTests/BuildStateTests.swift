// What a build remembers: it must know every change of inputs, outputs and options, and ignore what
// is damaged.

import Diagnostics
import DossierModel
import FileSystem
import Testing

@testable import SiteBuilder

@Suite struct BuildStateTests {
  typealias Workspace = SiteBuildTests.Workspace

  /// Builds until the state is remembered: what was written just before a build is not trusted.
  private func settled(_ workspace: Workspace, _ options: SiteBuildOptions) async throws {
    for _ in 0..<200 {
      _ = await SiteBuild.run(options)
      let cache = workspace.root + "/.cache"
      if Directory.exists(cache),
        try Directory.files(below: cache).contains(where: { $0.path.hasSuffix(".state") })
      {
        return
      }
      try await Task.sleep(for: .milliseconds(20))
    }
    Issue.record("a build never remembered anything")
  }

  private func options(_ workspace: Workspace) throws -> SiteBuildOptions {
    var options = try workspace.options()
    options.cache = workspace.root + "/.cache"
    return options
  }

  @Test func aBuildOfNothingNewDoesNothing() async throws {
    let workspace = try Workspace()
    let options = try options(workspace)
    try await settled(workspace, options)
    let full = try workspace.site()
    let report = await SiteBuild.run(options)
    #expect(report.stages.isEmpty)
    #expect(report.unchangedCount == full.count)
    #expect(report.language == .french)
    #expect(report.outcome == .succeeded)
    #expect(try workspace.site() == full)
  }

  @Test func everyChangeIsSeen() async throws {
    let workspace = try Workspace()
    let options = try options(workspace)
    let changes: [(Workspace) throws -> Void] = [
      { try $0.write("Content/data/glossary.yaml", "- id: a\n  term: A\n  definition: B.\n") },
      { try $0.write("public/index.html", "spoilt") },
      { try $0.write("public/autre.txt", "of somebody else") },
      { try $0.write("Templates/i18n/fr.yaml", "nav:\n  timeline: Le fil des jours\n") },
    ]
    for change in changes {
      try await settled(workspace, options)
      #expect(await SiteBuild.run(options).stages.isEmpty)
      try change(workspace)
      let report = await SiteBuild.run(options)
      #expect(!report.stages.isEmpty)
      _ = await SiteBuild.run(try workspace.options(output: "cold"))
      var site = try workspace.site()
      site["autre.txt"] = nil
      #expect(try workspace.site("cold") == site)
    }
  }

  @Test func otherOptionsAreAnotherBuild() async throws {
    let workspace = try Workspace()
    var options = try options(workspace)
    try await settled(workspace, options)
    options.date = try CivilDate.parse("2026-11-23")
    #expect(await !SiteBuild.run(options).stages.isEmpty)
  }

  @Test func aDamagedStateIsIgnored() async throws {
    let workspace = try Workspace()
    let options = try options(workspace)
    try await settled(workspace, options)
    let folder = workspace.root + "/.cache"
    let file = try #require(
      try Directory.files(below: folder).first { $0.path.hasSuffix(".state") }?.path)
    let good = try FileReader.read(folder + "/" + file)
    #expect(BuildState(good) != nil)
    for index in stride(from: 0, to: good.count, by: 7) {
      var bad = good
      bad[index] ^= 1
      #expect(BuildState(bad) == nil)
    }
    #expect(BuildState(Array(good.dropLast(5))) == nil)
    #expect(BuildState([]) == nil)
    try workspace.write(".cache/" + file, "foreign")
    #expect(await !SiteBuild.run(options).stages.isEmpty)
  }
}
