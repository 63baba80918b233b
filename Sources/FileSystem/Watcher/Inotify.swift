// Owns the watches of inotify: one a folder, kept in step with folders that come, go and move. What
// the kernel tells becomes absolute paths.
//
// Source: inotify(7).

import Glibc

/// The watches below some folders.
struct Inotify {
  let descriptor: Int32
  private let roots: [String]
  /// The folder, or the single file, of each watch.
  private var folders: [Int32: String] = [:]
  private var watches: [String: Int32] = [:]
  /// Where links lead to: the folder of the target, the target's name, the link.
  private var linkTargets: [String: [String: Set<String>]] = [:]
  /// Folders whose every name matters; in others only roots and targets of links do.
  private var whole: Set<String> = []
  /// Whether the system refused a watch for want of room.
  private(set) var isExhausted = false

  private static let mask = UInt32(
    IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF
      | IN_MOVE_SELF | IN_ATTRIB | IN_ONLYDIR)

  /// Starts the watches; `nil` where the system has no inotify or no room for it.
  init?(_ roots: [String]) {
    descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    guard descriptor >= 0 else { return nil }
    self.roots = roots
    watchRoots()
    if isExhausted {
      Glibc.close(descriptor)
      return nil
    }
  }

  func close() { Glibc.close(descriptor) }

  // MARK: - Watches

  private mutating func watchRoots() {
    for root in roots {
      let above = Self.parent(of: root)
      if watches[above] == nil { add(above) }
      var none: FileChanges?
      watchTree(root, follows: true, into: &none)
    }
  }

  /// Watches a folder and all below it; what is there already is told as changed to who asks.
  private mutating func watchTree(_ root: String, follows: Bool, into changes: inout FileChanges?) {
    var pending = [root]
    while let folder = pending.popLast() {
      let isRoot = folder == root && follows
      guard isRoot || !Self.isLink(folder) else { continue }
      add(folder)
      if watches[folder] != nil { whole.insert(folder) }
      guard let stream = opendir(folder) else { continue }
      defer { closedir(stream) }
      while let entry = readdir(stream) {
        // The folder says already what most entries are.
        if changes == nil, entry.pointee.d_type == UInt8(DT_REG) { continue }
        let name = Directory.name(of: entry)
        if WatchedNames.isIgnored(name) { continue }
        let path = folder + "/" + name
        changes?.paths.insert(path)
        switch Self.kind(of: path) {
        case S_IFDIR: pending.append(path)
        case S_IFLNK: follow(path)
        default: break
        }
      }
    }
  }

  private mutating func add(_ folder: String) {
    let watch = inotify_add_watch(descriptor, folder, Self.mask)
    if watch < 0 {
      if errno == ENOSPC || errno == ENOMEM { isExhausted = true }
      return
    }
    // A folder that was moved keeps its watch: it gets its new path here.
    if let old = folders[watch], old != folder { watches[old] = nil }
    folders[watch] = folder
    watches[folder] = watch
  }

  /// Watches what a link to a file leads to.
  private mutating func follow(_ link: String) {
    guard let resolved = realpath(link, nil) else { return }
    defer { free(resolved) }
    let target = String(cString: resolved)
    if Self.kind(of: target) == S_IFDIR { return }
    let folder = Self.parent(of: target)
    linkTargets[folder, default: [:]][Self.name(of: target), default: []].insert(link)
    if watches[folder] == nil { add(folder) }
  }

  /// Ends the watches of a folder that went, and of all below it.
  private mutating func forget(_ folder: String) {
    let gone = watches.keys.filter { $0 == folder || $0.hasPrefix(folder + "/") }
    for path in gone {
      whole.remove(path)
      guard let watch = watches.removeValue(forKey: path) else { continue }
      folders[watch] = nil
      inotify_rm_watch(descriptor, watch)
    }
  }

  // MARK: - Events

  /// Reads what the kernel has to tell, without waiting.
  mutating func read() -> FileChanges {
    var changes = FileChanges()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      for event in Self.events(buffer[..<count]) { note(event, into: &changes) }
    }
    return changes
  }

  private struct Event {
    let watch: Int32
    let mask: UInt32
    let name: String

    func has(_ flag: Int32) -> Bool { mask & UInt32(flag) != 0 }
  }

  private static func events(_ bytes: ArraySlice<UInt8>) -> [Event] {
    var events: [Event] = []
    bytes.withUnsafeBytes { buffer in
      var offset = 0
      let size = MemoryLayout<inotify_event>.size
      while offset + size <= buffer.count {
        let event = buffer.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
        let end = min(buffer.count, offset + size + Int(event.len))
        let name = buffer[(offset + size)..<end].prefix { $0 != 0 }
        events.append(
          Event(watch: event.wd, mask: event.mask, name: String(decoding: name, as: UTF8.self)))
        offset = end
      }
    }
    return events
  }

  private mutating func note(_ event: Event, into changes: inout FileChanges) {
    if event.has(IN_Q_OVERFLOW) {
      // Events were lost: folders may have come and gone unseen.
      changes.isIncomplete = true
      for folder in Array(watches.keys) { forget(folder) }
      linkTargets = [:]
      watchRoots()
      return
    }
    guard let folder = folders[event.watch] else { return }
    if event.has(IN_IGNORED) {
      folders[event.watch] = nil
      if watches[folder] == event.watch { watches[folder] = nil }
      return
    }
    if event.name.isEmpty {
      // The folder itself went or moved; whoever watches the folder above tells the same.
      if event.has(IN_DELETE_SELF) || event.has(IN_MOVE_SELF), whole.contains(folder) {
        changes.paths.insert(folder)
        forget(folder)
      }
      return
    }
    let path = folder == "/" ? "/" + event.name : folder + "/" + event.name
    for link in linkTargets[folder]?[event.name] ?? [] { changes.paths.insert(link) }
    let isRoot = roots.contains(path)
    guard isRoot || whole.contains(folder) && !WatchedNames.isIgnored(event.name) else { return }
    if event.has(IN_ISDIR) || isRoot && Self.leadsToFolder(path) {
      if event.has(IN_MOVED_FROM) || event.has(IN_DELETE) {
        forget(path)
        changes.paths.insert(path)
      } else if event.has(IN_CREATE) || event.has(IN_MOVED_TO) {
        changes.paths.insert(path)
        var found: FileChanges? = FileChanges()
        watchTree(path, follows: isRoot, into: &found)
        if let found { changes.merge(found) }
      }
      return
    }
    if event.has(IN_CREATE) {
      // A new file is told when it is written and closed; a link is never written.
      switch Self.kind(of: path) {
      case S_IFLNK: follow(path)
      case S_IFREG where Self.hasOtherNames(path): break
      default: return
      }
    } else if event.has(IN_MOVED_TO), Self.kind(of: path) == S_IFLNK {
      follow(path)
    }
    changes.paths.insert(path)
  }

  // MARK: - Paths

  private static func kind(of path: String) -> mode_t? {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }

  private static func isLink(_ path: String) -> Bool { kind(of: path) == S_IFLNK }

  private static func leadsToFolder(_ path: String) -> Bool { Directory.exists(path) }

  private static func hasOtherNames(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_nlink > 1
  }

  private static func parent(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash != path.startIndex else {
      return "/"
    }
    return String(path[..<slash])
  }

  private static func name(of path: String) -> String {
    PathName.parts(of: path).last ?? ""
  }
}
