// Shards: put together they are the one build, and nothing else can be put together.

import Diagnostics
import FileSystem
import Testing

@testable import SiteBuilder

@Suite struct ShardTests {
  typealias Workspace = SiteBuildTests.Workspace

  private func shards(
    _ workspace: Workspace, of count: Int
  ) async throws -> [String] {
    var folders: [String] = []
    for number in 1...count {
      var options = try workspace.options(output: "part\(number)of\(count)")
      options.shard = Shard("\(number)/\(count)")
      let report = await SiteBuild.run(options)
      #expect(report.outcome == .succeeded, "\(SiteBuildTests.describe(report))")
      folders.append(workspace.root + "/part\(number)of\(count)")
    }
    return folders
  }

  private func merge(_ folders: [String], _ workspace: Workspace) async -> BuildReport {
    await ShardMerge.run(
      folders, output: workspace.root + "/merged", force: false, workerCount: 2)
  }

  @Test(arguments: [1, 3]) func mergedShardsAreOneBuild(count: Int) async throws {
    let workspace = try Workspace()
    _ = await SiteBuild.run(try workspace.options())
    let folders = try await shards(workspace, of: count)
    let report = await merge(folders.reversed(), workspace)
    #expect(report.outcome == .succeeded, "\(SiteBuildTests.describe(report))")
    #expect(try workspace.site("merged") == workspace.site())
    #expect(
      workspace.read("merged/.dossier-manifest") == workspace.read("public/.dossier-manifest"))
    let again = await merge(folders, workspace)
    #expect(again.writtenCount == 0)
  }

  @Test func everyShardMustBeThereOnce() async throws {
    let workspace = try Workspace()
    let folders = try await shards(workspace, of: 3)
    let missing = await merge([folders[0], folders[2]], workspace)
    #expect(missing.diagnostics == [.missingShards([2], of: 3)])
    let twice = await merge([folders[0], folders[0], folders[2]], workspace)
    #expect(twice.diagnostics == [.foreignShard(folders[0])])
    #expect(await merge([], workspace).diagnostics.map(\.code) == [.missingShards])
  }

  @Test func aSpoiltPageIsNotPublished() async throws {
    let workspace = try Workspace()
    let folders = try await shards(workspace, of: 2)
    let path = workspace.read("part1of2/index.html").isEmpty ? "part2of2" : "part1of2"
    try workspace.write(path + "/index.html", "<p>x</p>")
    let report = await merge(folders, workspace)
    #expect(
      report.diagnostics == [.spoiltShard("index.html", in: workspace.root + "/" + path)])
    #expect(workspace.read("merged/index.html").isEmpty)
  }

  @Test func aShardOfOtherFilesIsRefused() async throws {
    let workspace = try Workspace()
    let folders = try await shards(workspace, of: 2)
    try workspace.write(
      "Content/data/glossary.yaml", "- id: mot\n  term: Mot\n  definition: Un mot.\n")
    var options = try workspace.options(output: "other")
    options.shard = Shard("2/2")
    _ = await SiteBuild.run(options)
    let report = await merge([folders[0], workspace.root + "/other"], workspace)
    #expect(report.diagnostics.map(\.code) == [.foreignShard])
    try workspace.write("part2of2/.dossier-shard", "spoilt")
    #expect(await merge(folders, workspace).diagnostics.map(\.code) == [.foreignShard])
  }

  @Test(arguments: ["0/3", "4/3", "1", "a/b", "1/0", "1/3/5", ""])
  func aPartHasAForm(text: String) { #expect(Shard(text) == nil) }
}
