// What the watcher tells, by inotify and by comparison: what a person changed, once, and nothing of
// what an editor leaves beside it. No test waits for a time: changes are made before they are asked
// for, or waited for as long as it takes.

import FileSystem
import Foundation
import TestSupport
import Testing

@Suite struct WatcherTests {
  /// A folder to change things in.
  final class Place {
    let root: String

    init() throws {
      let url = FileManager.default.temporaryDirectory
        .appendingPathComponent("watch-\(UUID().uuidString)")
      try FileManager.default.createDirectory(
        at: url.appendingPathComponent("Content/data"), withIntermediateDirectories: true)
      root = PathName.absolute(url.path)
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    func path(_ name: String) -> String { root + "/Content/" + name }

    func write(_ name: String, _ text: String) throws {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
    }

    func move(_ from: String, _ to: String) throws {
      #expect(rename(path(from), path(to)) == 0)
    }

    /// All that is told until nothing more comes.
    func changes(_ watcher: inout Watcher) -> Set<String> {
      var all = FileChanges()
      while let more = watcher.next(WatchPace(pollInterval: 20), patience: all.isEmpty ? 5_000 : 0)
      {
        all.merge(more)
      }
      return Set(all.paths.map { $0.replacing(root + "/Content/", with: "") })
    }
  }

  @Test(arguments: [false, true])
  func savesCreationsAndDeletionsAreTold(polls: Bool) throws {
    let place = try Place()
    try place.write("a.md", "one")
    try place.write("b.md", "one")
    var watcher = Watcher([place.root + "/Content"], polls: polls)
    #expect(watcher.isPolling == polls)
    try place.write("a.md", "two, and longer")
    try place.write("data/new.yaml", "x")
    try FileManager.default.removeItem(atPath: place.path("b.md"))
    #expect(place.changes(&watcher) == ["a.md", "b.md", "data/new.yaml"])
  }

  /// Vim, JetBrains, VS Code and Emacs save by a second file that is renamed; the file itself is told.
  @Test(arguments: [false, true])
  func whatEditorsLeaveIsNotTold(polls: Bool) throws {
    let place = try Place()
    try place.write("a.md", "one")
    var watcher = Watcher([place.root + "/Content"], polls: polls)
    for name in [
      "4913", ".a.md.swp", "a.md~", "#a.md#", ".#a.md", "a.md___jb_tmp___", "a.md.tmp", ".DS_Store",
      "a.md.bak",
    ] {
      try place.write(name, "x")
    }
    try place.write(".a.md.new", "two, and longer")
    try place.move(".a.md.new", "a.md")
    #expect(place.changes(&watcher) == ["a.md"])
  }

  @Test(arguments: [false, true])
  func foldersThatComeMoveAndGoAreFollowed(polls: Bool) throws {
    let place = try Place()
    var watcher = Watcher([place.root + "/Content"], polls: polls)
    let deep = place.path("new/deep")
    try FileManager.default.createDirectory(atPath: deep, withIntermediateDirectories: true)
    try place.write("new/deep/a.md", "one")
    #expect(place.changes(&watcher).isSuperset(of: ["new", "new/deep/a.md"]))
    try place.write("new/deep/a.md", "two, and longer")
    #expect(place.changes(&watcher) == ["new/deep/a.md"])
    try place.move("new", "old")
    #expect(place.changes(&watcher).isSuperset(of: ["new", "old"]))
    try place.write("old/deep/a.md", "three, and longer still")
    #expect(place.changes(&watcher) == ["old/deep/a.md"])
    try FileManager.default.removeItem(atPath: place.path("old"))
    #expect(place.changes(&watcher).contains("old"))
  }

  /// A root that goes and comes back, as in a change of branches, is watched again.
  @Test(arguments: [false, true])
  func aRootMayComeLater(polls: Bool) throws {
    let place = try Place()
    let root = place.root + "/Templates"
    var watcher = Watcher([place.root + "/Content", root], polls: polls)
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: false)
    #expect(place.changes(&watcher) == [root])
    try Data("x".utf8).write(to: URL(fileURLWithPath: root + "/page.html"))
    #expect(place.changes(&watcher) == [root + "/page.html"])
    try FileManager.default.removeItem(atPath: root)
    #expect(place.changes(&watcher).contains(root))
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: false)
    #expect(place.changes(&watcher) == [root])
    try Data("y".utf8).write(to: URL(fileURLWithPath: root + "/page.html"))
    #expect(place.changes(&watcher) == [root + "/page.html"])
  }

  /// A link to a file outside counts as that file; a link to a folder is not entered.
  @Test(arguments: [false, true])
  func linksAreFollowedToFilesOnly(polls: Bool) throws {
    let place = try Place()
    let outside = place.root + "/outside"
    try FileManager.default.createDirectory(atPath: outside, withIntermediateDirectories: false)
    try Data("one".utf8).write(to: URL(fileURLWithPath: outside + "/a.md"))
    #expect(symlink(outside + "/a.md", place.path("link.md")) == 0)
    #expect(symlink(outside, place.path("folder")) == 0)
    var watcher = Watcher([place.root + "/Content"], polls: polls)
    try Data("two, and longer".utf8).write(to: URL(fileURLWithPath: outside + "/a.md"))
    #expect(place.changes(&watcher) == ["link.md"])
    try Data("b".utf8).write(to: URL(fileURLWithPath: outside + "/b.md"))
    try place.write("c.md", "x")
    #expect(place.changes(&watcher) == ["c.md"])
  }

  /// Two hundred files written before anybody asks are one answer.
  @Test(arguments: [false, true])
  func aBurstIsToldOnce(polls: Bool) throws {
    let place = try Place()
    var watcher = Watcher([place.root + "/Content"], polls: polls)
    for number in 0..<200 { try place.write("\(number).md", "x") }
    let batch = watcher.next(WatchPace(pollInterval: 20), patience: 5_000)
    #expect(batch?.paths.count == 200)
    #expect(watcher.next(WatchPace(pollInterval: 20), patience: 0) == nil)
  }

  /// While version control holds its lock, a burst is not over.
  @Test func aMarkedBurstEndsWithItsMark() throws {
    let place = try Place()
    let mark = place.root + "/index.lock"
    try Data().write(to: URL(fileURLWithPath: mark))
    let root = place.root
    var watcher = Watcher([root + "/Content"])
    try place.write("a.md", "x")
    Thread.detachNewThread {
      Thread.sleep(forTimeInterval: 0.2)
      try? Data("x".utf8).write(to: URL(fileURLWithPath: root + "/Content/b.md"))
      unlink(mark)
    }
    let batch = watcher.next(WatchPace(limit: 60_000, burstMarkers: [mark]), patience: 5_000)
    #expect(batch?.paths.count == 2)
  }

  /// More events than the queue of the kernel holds: nothing is missed, and the watch goes on.
  @Test func anOverflowIsToldAsSuch() throws {
    let text = try? String(
      contentsOfFile: "/proc/sys/fs/inotify/max_queued_events", encoding: .utf8)
    let limit = text.flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) } ?? 16_384
    // Two events of one kind in a row are one; two files in turn are not. A large queue is left alone.
    guard limit <= 70_000 else { return }
    let place = try Place()
    try place.write("a.md", "x")
    try place.write("b.md", "x")
    var watcher = Watcher([place.root + "/Content"])
    let paths = [place.path("a.md"), place.path("b.md")]
    for _ in 0...(limit / 2) {
      for path in paths { chmod(path, 0o644) }
    }
    let batch = watcher.next(patience: 5_000)
    #expect(batch?.isIncomplete == true)
    try place.write("a.md", "two")
    #expect(place.changes(&watcher) == ["a.md"])
  }

  @Test func aWaitCanBeEnded() throws {
    let place = try Place()
    var watcher = Watcher([place.root + "/Content"])
    watcher.stop()
    #expect(watcher.next() == nil)
    try place.write("a.md", "x")
    #expect(watcher.next()?.paths.count == 1)
  }
}
