// One publication in the making: nothing of the site changes before it is published, and then in an
// order in which a reader never meets a link to nowhere.

import Diagnostics
import FileSystem
import Glibc
import TestSupport
import Testing

@Suite struct OutputSessionTests {
  private func tree(_ workspace: TemporaryWorkspace) throws -> OutputTree {
    try OutputTree.open(workspace.path("public"), source: workspace.root, force: false)
  }

  private func publish(_ files: [String: String], in workspace: TemporaryWorkspace) throws {
    let session = try tree(workspace).begin()
    let writer = try session.writer()
    _ = try session.publish(
      try files.sorted { $0.key < $1.key }.map { try writer.make($0.key, Array($0.value.utf8)) })
  }

  @Test func nothingIsSeenBeforeItIsPublished() throws {
    let workspace = try TemporaryWorkspace()
    try publish(["index.html": "a", "x/one.html": "1"], in: workspace)
    do {
      let session = try tree(workspace).begin()
      let writer = try session.writer()
      _ = try writer.make("index.html", Array("b".utf8))
      _ = try writer.make("x/two.html", Array("2".utf8))
      #expect(try workspace.read("public/index.html") == "a")
      #expect(throws: Diagnostic.outputInUse(workspace.path("public"))) {
        _ = try tree(workspace).begin()
      }
    }
    // A build that gives up leaves nothing.
    #expect(try workspace.list("public") == [".dossier-manifest", "index.html", "x/one.html"])
  }

  @Test func aBuildThatGivesUpLeavesNoFolder() throws {
    let workspace = try TemporaryWorkspace()
    do {
      let session = try tree(workspace).begin()
      try withExtendedLifetime(session) {
        _ = try session.writer().make("index.html", Array("b".utf8))
      }
    }
    #expect(!Directory.exists(workspace.path("public")))
  }

  @Test func aFileMayBecomeAFolderAndBack() throws {
    let workspace = try TemporaryWorkspace()
    try publish(["index.html": "a", "media/a": "1"], in: workspace)
    try publish(["index.html": "a", "media/a/b": "2"], in: workspace)
    #expect(try workspace.read("public/media/a/b") == "2")
    try publish(["index.html": "a", "media/a": "3"], in: workspace)
    #expect(try workspace.read("public/media/a") == "3")
  }

  @Test func nothingMovesWhereOneFileCannot() throws {
    let workspace = try TemporaryWorkspace()
    try publish(["a.html": "1", "index.html": "1", "x/b.html": "1"], in: workspace)
    try workspace.remove("public/x/b.html")
    try workspace.write("public/x/b.html/own.txt", "mine")
    let files = ["a.html": "2", "c.html": "2", "index.html": "2", "x/b.html": "2"]
    #expect(throws: Diagnostic.folderInPlace(workspace.path("public/x/b.html"))) {
      try publish(files, in: workspace)
    }
    #expect(
      try workspace.list("public")
        == [".dossier-manifest", "a.html", "index.html", "x/b.html/own.txt"])
    #expect(try workspace.read("public/a.html") == "1")
    // No repair but that of the fault itself is needed.
    try workspace.remove("public/x/b.html")
    try publish(files, in: workspace)
    #expect(try workspace.read("public/x/b.html") == "2")
    // A folder in place of a page of old is left alone.
    try workspace.remove("public/c.html")
    try workspace.write("public/c.html/own.txt", "mine")
    try publish(["index.html": "3"], in: workspace)
    #expect(try workspace.read("public/c.html/own.txt") == "mine")
  }

  @Test func severalWorkersWriteAtOnce() async throws {
    let workspace = try TemporaryWorkspace()
    let session = try tree(workspace).begin()
    var bag = DiagnosticBag()
    let made = await PhaseMap.map(
      Array(0..<200), leading: 3, workerCount: 4, into: &bag,
      makeState: { try? session.writer() }
    ) { number, writer, bag -> MadeFile? in
      do throws(Diagnostic) {
        return try writer?.make("f\(number % 7)/\(number).html", Array("\(number)".utf8))
      } catch {
        bag.add(error)
        return nil
      }
    }
    #expect(bag.isEmpty)
    let report = try session.publish(made.compactMap { $0 })
    #expect(report.writtenCount == 200)
    #expect(try workspace.read("public/f3/10.html") == "10")
  }

  @Test func aKeptFileMustHoldItsBytes() throws {
    let workspace = try TemporaryWorkspace()
    try publish(["index.html": "a"], in: workspace)
    let session = try tree(workspace).begin()
    let writer = try session.writer()
    #expect(writer.keep("index.html", Fingerprint(Array("a".utf8))) != nil)
    #expect(writer.keep("index.html", Fingerprint(Array("b".utf8))) == nil)
    #expect(writer.keep("other.html", Fingerprint([])) == nil)
  }
}

@Suite struct TreeStampTests {
  private func stamp(_ workspace: TemporaryWorkspace) -> TreeStamp {
    var stamp = TreeStamp()
    stamp.add(workspace.root)
    return stamp
  }

  @Test func seesEveryChange() throws {
    let workspace = try TemporaryWorkspace()
    try workspace.write("a/b.md", "one")
    var last = stamp(workspace)
    #expect(last == stamp(workspace))
    #expect(!last.isSettled(before: TreeStamp.now - 60_000_000_000))
    #expect(last.isSettled(before: TreeStamp.now + 60_000_000_000))
    let changes: [() throws -> Void] = [
      { try workspace.write("a/b.md", "other") }, { try workspace.write("c.md", "") },
      { try workspace.remove("c.md") }, { _ = chmod(workspace.path("a/b.md"), 0o600) },
      { _ = rename(workspace.path("a"), workspace.path("d")) },
      { try workspace.link("loop", to: workspace.root) },
    ]
    for change in changes {
      try change()
      let next = stamp(workspace)
      #expect(next != last)
      last = next
    }
    try workspace.write(".hidden", "")
    try workspace.write("d/b.md~", "")
    #expect(stamp(workspace) == last)
  }
}
