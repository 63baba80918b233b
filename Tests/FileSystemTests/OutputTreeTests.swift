// The output folder: refusal, write-if-changed, pruning, links, failures.

import Diagnostics
import FileSystem
import Glibc
import TestSupport
import Testing

@Suite struct OutputTreeTests {
  private func file(_ route: String, _ text: String) -> OutputFile {
    OutputFile(route: route, bytes: Array(text.utf8))
  }

  private func commit(_ files: [OutputFile], in workspace: TemporaryWorkspace)
    throws -> OutputReport
  {
    let tree = try OutputTree.open(
      workspace.path("public"), source: workspace.root, force: false)
    return try tree.commit(files)
  }

  @Test func writesOnlyWhatChangedAndPrunesTheRest() throws {
    let workspace = try TemporaryWorkspace()
    var report = try commit(
      [file("index.html", "a"), file("x/one.html", "1"), file("x/two.html", "2")], in: workspace)
    #expect(report == OutputReport(written: 3, unchanged: 0, pruned: 0))
    let before = try workspace.modificationTime("public/index.html")
    report = try commit([file("index.html", "a"), file("y.html", "new")], in: workspace)
    #expect(report == OutputReport(written: 1, unchanged: 1, pruned: 2))
    #expect(try workspace.modificationTime("public/index.html") == before)
    #expect(try workspace.list("public") == [".dossier-manifest", "index.html", "y.html"])
    report = try commit([file("index.html", "a"), file("y.html", "new")], in: workspace)
    #expect(report == OutputReport(written: 0, unchanged: 2, pruned: 0))
  }

  @Test func knowsItsFilesAgainWhateverTheirNames() throws {
    let workspace = try TemporaryWorkspace()
    let names = ["media/a\nb.png", "media/a\r\nb.png", "media/c\\nd.png", "media/\u{301} e.png"]
    _ = try commit(names.map { file($0, "1") }, in: workspace)
    var report = try commit(names.map { file($0, "2") }, in: workspace)
    #expect(report == OutputReport(written: 4, unchanged: 0, pruned: 0))
    report = try commit([file("index.html", "a")], in: workspace)
    #expect(report == OutputReport(written: 1, unchanged: 0, pruned: 4))
  }

  @Test func refusesAFolderOfOthersUnlessForced() throws {
    let workspace = try TemporaryWorkspace()
    try workspace.write("public/thesis.txt", "mine")
    #expect(throws: Diagnostic.foreignOutput(workspace.path("public"))) {
      _ = try commit([file("index.html", "a")], in: workspace)
    }
    let tree = try OutputTree.open(
      workspace.path("public"), source: workspace.root, force: true)
    _ = try tree.commit([file("index.html", "a")])
    #expect(try workspace.read("public/thesis.txt") == "mine")
    _ = try commit([file("other.html", "b")], in: workspace)
    #expect(try workspace.list("public") == [".dossier-manifest", "other.html", "thesis.txt"])
  }

  @Test(arguments: ["", "Content", "Content/public", "Templates", "..", "seeds/x"])
  func refusesToMixWithTheSource(output: String) throws {
    let workspace = try TemporaryWorkspace()
    try workspace.write("dossier/Content/dossier.yaml", "")
    let source = workspace.path("dossier")
    let error = #expect(throws: Diagnostic.self) {
      _ = try OutputTree.open(source + "/" + output, source: source, force: true)
    }
    #expect(error?.code == .outputOverlapsSource)
  }

  @Test(arguments: [
    "../x", "/etc/x", "a//b", "a/../../b", "", "a/./b", ".dossier-manifest", ".dossier-new/0",
  ])
  func refusesRoutesThatLeaveTheFolder(route: String) throws {
    let workspace = try TemporaryWorkspace()
    let error = #expect(throws: Diagnostic.self) {
      _ = try commit([file("ok.html", "a"), file(route, "b")], in: workspace)
    }
    #expect(error?.code == .unsafeRoute)
    #expect(try workspace.list("public").isEmpty)
  }

  @Test func doesNotFollowLinksOutOfTheFolder() throws {
    let workspace = try TemporaryWorkspace()
    try workspace.write("elsewhere/page.html", "untouched")
    _ = try commit([file("index.html", "a"), file("x/page.html", "1")], in: workspace)
    try workspace.remove("public/x/page.html")
    try workspace.remove("public/x")
    try workspace.link("public/x", to: workspace.path("elsewhere"))
    let error = #expect(throws: Diagnostic.self) {
      _ = try commit([file("index.html", "b"), file("x/page.html", "2")], in: workspace)
    }
    #expect(error?.code == .unwritableFile)
    #expect(try workspace.read("elsewhere/page.html") == "untouched")
    #expect(try workspace.read("public/index.html") == "a", "the last good site stays whole")
  }

  @Test func replacesALinkInPlaceOfAPage() throws {
    let workspace = try TemporaryWorkspace()
    try workspace.write("secret.txt", "untouched")
    _ = try commit([file("index.html", "a")], in: workspace)
    try workspace.remove("public/index.html")
    try workspace.link("public/index.html", to: workspace.path("secret.txt"))
    _ = try commit([file("index.html", "a")], in: workspace)
    #expect(try workspace.read("secret.txt") == "untouched")
    #expect(try workspace.read("public/index.html") == "a")
  }

  @Test func whatAKilledRunLeftIsRemoved() throws {
    let workspace = try TemporaryWorkspace()
    _ = try commit([file("index.html", "a")], in: workspace)
    try workspace.write("public/.dossier-new/0", "half a page")
    _ = try commit([file("index.html", "a")], in: workspace)
    #expect(try workspace.list("public") == [".dossier-manifest", "index.html"])
    _ = try commit([file("index.html", "b")], in: workspace)
    #expect(try workspace.list("public") == [".dossier-manifest", "index.html"])
  }

  @Test func aRunKilledBeforeItsFirstFileLeavesAFolderOfOurs() throws {
    let workspace = try TemporaryWorkspace()
    try workspace.write("public/.dossier-new/replacement", "half a manifest")
    _ = try commit([file("index.html", "a")], in: workspace)
    #expect(try workspace.list("public") == [".dossier-manifest", "index.html"])
  }

  @Test func aSecondBuildAtOnceIsRefused() throws {
    let workspace = try TemporaryWorkspace()
    _ = try commit([file("index.html", "a")], in: workspace)
    let descriptor = open(workspace.path("public"), O_RDONLY)
    #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    let error = #expect(throws: Diagnostic.self) {
      _ = try commit([file("index.html", "b")], in: workspace)
    }
    #expect(error?.code == .outputInUse)
    #expect(try workspace.read("public/index.html") == "a")
    close(descriptor)
    _ = try commit([file("index.html", "b")], in: workspace)
    #expect(try workspace.read("public/index.html") == "b")
  }

  @Test func aManifestCannotNameFilesOutside() throws {
    let workspace = try TemporaryWorkspace()
    try workspace.write("keep.txt", "kept")
    try workspace.write(
      "public/.dossier-manifest",
      "dossier-manifest 1\n\(String(repeating: "-", count: 32)) ../keep.txt\n")
    _ = try commit([file("index.html", "a")], in: workspace)
    #expect(try workspace.read("keep.txt") == "kept")
  }
}

extension OutputReport {
  fileprivate init(written: Int, unchanged: Int, pruned: Int) {
    self = OutputReport()
    writtenCount = written
    unchangedCount = unchanged
    prunedCount = pruned
  }
}

@Suite struct FingerprintTests {
  /// Reference values of the published algorithm, seed 0.
  @Test(arguments: [
    ("", "00000000000000000000000000000000"),
    ("hello", "cbd8a7b341bd9b025b1e906a48ae1d19"),
    ("The quick brown fox jumps over the lazy dog", "e34bbc7bbc071b6c7a433ca9c49a9347"),
  ])
  func knownValues(text: String, expected: String) {
    #expect(Fingerprint(Array(text.utf8)).hexadecimal == expected)
    #expect(Fingerprint(hexadecimal: expected) == Fingerprint(Array(text.utf8)))
  }
}

@Suite struct DirectoryTests {
  @Test func listsFilesInByteOrderWithoutHiddenAndBackupFiles() throws {
    let workspace = try TemporaryWorkspace()
    for name in ["b.md", "a/z.md", "a.md", ".git/x", "c.md~", "#d.md#", "é.md", "Z.md"] {
      try workspace.write("root/" + name, "x")
    }
    try workspace.link("root/loop", to: workspace.path("root"))
    let files = try Directory.files(below: workspace.path("root")).map(\.path)
    #expect(files == ["Z.md", "a.md", "a/z.md", "b.md", "é.md"])
  }

  @Test func aMissingFolderIsADiagnostic() throws {
    let workspace = try TemporaryWorkspace()
    let error = #expect(throws: Diagnostic.self) {
      _ = try Directory.files(below: workspace.path("nowhere"))
    }
    #expect(error?.code == .unreadableFile)
  }

  @Test func aNamedPipeDoesNotBlock() throws {
    let workspace = try TemporaryWorkspace()
    #expect(mkfifo(workspace.path("pipe"), 0o600) == 0)
    let error = #expect(throws: Diagnostic.self) {
      _ = try FileReader.read(workspace.path("pipe"))
    }
    #expect(error?.code == .unreadableFile)
  }
}
