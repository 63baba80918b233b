// Owns one publication in the making: files are made aside while pages are still being rendered, by
// several workers at once, and nothing of the site changes before all of them are whole.

public import Diagnostics
import Glibc

/// A file that a worker has dealt with.
public struct MadeFile: Sendable {
  /// What was found in its place.
  public enum State: Sendable {
    /// The same bytes: nothing was made.
    case unchanged
    /// Other bytes, or something that is no file.
    case changed
    /// Nothing.
    case added
  }

  /// The path below the output folder.
  public let route: String
  /// The hash of its bytes.
  public let fingerprint: Fingerprint
  /// The number of its bytes.
  public let size: Int
  /// What was found in its place.
  public let state: State
}

/// A file as an earlier build published it.
public struct KeptFile: Sendable {
  /// The hash of its bytes.
  public let fingerprint: Fingerprint
  /// The number of its bytes.
  public let size: Int
  /// What the system said of it then; `nil` where that proves nothing.
  public let stamp: FileStamp?

  /// Makes a file as an earlier build published it.
  public init(fingerprint: Fingerprint, size: Int, stamp: FileStamp?) {
    self.fingerprint = fingerprint
    self.size = size
    self.stamp = stamp
  }
}

/// A publication in the making; other builds are kept out of the folder until it ends.
///
/// Files are made below `.dossier-new/` in the output folder, under their own paths.
public final class OutputSession: Sendable {
  /// The absolute path of the output folder.
  public let path: String
  /// What the last build made; `nil` when there is none.
  private let previous: Manifest?
  /// Whether something may stand in the place of a file.
  private let hasFiles: Bool
  private let lock: Int32
  /// Whether the folder was there before.
  private let existed: Bool

  /// Begins: takes the lock and clears away what a killed build left.
  init(_ path: String) throws(Diagnostic) {
    self.path = path
    existed = Directory.exists(path)
    let folders = try FolderDescriptors(path)
    defer { folders.closeAll() }
    lock = try folders.lock()
    // Read under the lock: another build may have ended since the folder was opened.
    previous = folders.read(Manifest.fileName).flatMap(Manifest.init)
    folders.clearStaging()
    hasFiles = previous != nil || !Directory.isEmpty(path)
  }

  deinit {
    if let folders = try? FolderDescriptors(path, making: false) {
      folders.clearStaging()
      folders.closeAll()
    }
    // Where nothing was published, nothing is left behind.
    if !existed { rmdir(path) }
    close(lock)
  }

  /// Makes what one worker writes with.
  ///
  /// - Throws: `F0002` when the folder cannot be opened.
  public func writer() throws(Diagnostic) -> OutputWriter {
    OutputWriter(try FolderDescriptors(path, making: false), comparing: hasFiles)
  }

  /// What the system says of published files, for a later build to know them by; `nil` for one that
  /// is not there, or that could be written again without a trace in this very moment.
  public func stamps(of routes: [String]) -> [FileStamp?] {
    guard let folders = try? FolderDescriptors(path, making: false) else {
      return routes.map { _ in nil }
    }
    defer { folders.closeAll() }
    let moment = TreeStamp.now
    return routes.map { route in
      folders.stamp(route).flatMap { $0.isSettled(before: moment) ? $0 : nil }
    }
  }

  /// The fingerprint under which the last build made a file.
  public func previousFingerprint(_ route: String) -> Fingerprint? {
    previous?.entries[route] ?? nil
  }

  /// Moves what was made into place and removes what is stale, so that a reader who follows links
  /// meanwhile never meets a missing page.
  ///
  /// New files come first, since only changed pages lead to them; changed ones follow, the entry of
  /// the site last; what no page leads to any more goes at the end. Each move is one rename.
  /// Interrupts wait until all is done.
  /// - Throws: `F0002` when the system refuses.
  public func publish(_ files: [MadeFile]) throws(Diagnostic) -> OutputReport {
    let folders = try FolderDescriptors(path, making: false)
    defer { folders.closeAll() }
    var report = OutputReport()
    var manifest = Manifest()
    manifest.entries.reserveCapacity(files.count)
    var moving: [MadeFile] = []
    for file in files {
      manifest.entries[file.route] = file.fingerprint
      if file.state == .unchanged { report.unchangedCount += 1 } else { moving.append(file) }
    }
    var stale: [String] = []
    if let previous {
      for route in previous.entries.keys where manifest.entries[route] == nil {
        stale.append(route)
      }
    }
    stale.sort()
    if moving.isEmpty, stale.isEmpty, previous == manifest { return report }

    // While files move, the manifest names all that may be there, so that a run cut off here
    // leaves a folder that the next one knows as ours.
    var open = previous ?? Manifest()
    for file in moving { open.entries[file.route] = .some(nil) }
    let order =
      moving.filter { $0.state == .added && $0.route != "index.html" }
      + moving.filter { $0.state == .changed && $0.route != "index.html" }
      + moving.filter { $0.route == "index.html" }
    report.writtenCount = moving.count
    let isFirst = !hasFiles
    // A file that becomes a folder, or the other way round, has to make room first.
    let inTheWay = Self.stale(stale, inTheWayOf: moving)
    if !isFirst {
      for file in moving
      where inTheWay.isEmpty || !Self.parents(of: file.route).contains(where: inTheWay.contains) {
        try folders.makeFolder(of: file.route)
      }
      try Self.check(folders, moving, stale, inTheWay)
    }
    report.prunedCount = try Interrupts.held { () throws(Diagnostic) in
      try folders.replace(Manifest.fileName, with: open.bytes)
      var prunedCount = 0
      for route in stale where inTheWay.contains(route) && folders.remove(route) {
        prunedCount += 1
      }
      var movedFolders = Set<Substring>()
      for file in order {
        // Into an empty folder, whole folders move at once.
        if isFirst, let slash = file.route.utf8.firstIndex(of: UInt8(ascii: "/")) {
          let folder = file.route[..<slash]
          if movedFolders.contains(folder) { continue }
          if folders.moveFolder(FolderDescriptors.staged(String(folder)), to: String(folder)) {
            movedFolders.insert(folder)
            continue
          }
        }
        try folders.rename(FolderDescriptors.staged(file.route), to: file.route)
      }
      for route in stale where !inTheWay.contains(route) && folders.remove(route) {
        prunedCount += 1
      }
      try folders.replace(Manifest.fileName, with: manifest.bytes)
      return prunedCount
    }
    folders.clearStaging()
    return report
  }

  /// Makes sure, before the first file moves, that each can be moved or removed.
  private static func check(
    _ folders: FolderDescriptors, _ moving: [MadeFile], _ stale: [String],
    _ inTheWay: Set<String>
  ) throws(Diagnostic) {
    var emptied = Set<String>()
    for route in inTheWay { emptied.formUnion(parents(of: route)) }
    var known = Set<Int32>()
    for file in moving
    where inTheWay.isEmpty || !parents(of: file.route).contains(where: inTheWay.contains) {
      try folders.checkPlace(
        of: file.route, isEmptied: emptied.contains(file.route), known: &known)
    }
    for route in stale where folders.exists(route) {
      // A folder of somebody else's in place of a page of old stays.
      try folders.checkPlace(of: route, isEmptied: true, known: &known)
    }
  }

  /// The stale files that stand where a folder is to be, or below where a file is to be.
  private static func stale(_ stale: [String], inTheWayOf moving: [MadeFile]) -> Set<String> {
    if stale.isEmpty { return [] }
    let routes = Set(moving.map(\.route))
    let gone = Set(stale)
    var found = Set<String>()
    for file in moving {
      for parent in parents(of: file.route) where gone.contains(parent) { found.insert(parent) }
    }
    for route in stale {
      for parent in parents(of: route) where routes.contains(parent) { found.insert(route) }
    }
    return found
  }

  private static func parents(of route: String) -> [String] {
    route.utf8.indices.filter { route.utf8[$0] == UInt8(ascii: "/") }.map { String(route[..<$0]) }
  }
}

/// What one worker makes files with. Not shared.
public final class OutputWriter {
  private let folders: FolderDescriptors
  private let isComparing: Bool

  init(_ folders: FolderDescriptors, comparing: Bool) {
    self.folders = folders
    isComparing = comparing
  }

  deinit { folders.closeAll() }

  /// Makes a file aside, unless the same bytes are in its place already.
  ///
  /// - Throws: `F0005` for a route that leaves the folder, `F0002` when the system refuses.
  public func make(_ route: String, _ bytes: [UInt8]) throws(Diagnostic) -> MadeFile {
    guard Self.isAllowed(route) else { throw .unsafeRoute(route) }
    let found = isComparing ? folders.compare(route, with: bytes) : .added
    if found != .unchanged {
      try folders.write(bytes, as: FolderDescriptors.staged(route))
    }
    return MadeFile(
      route: route, fingerprint: Fingerprint(bytes), size: bytes.count, state: found)
  }

  /// Makes a file aside that is a copy of another, however large, unless the same bytes are in its
  /// place already.
  ///
  /// - Throws: `F0001` when the other file cannot be read, `F0005` and `F0002` as `make`.
  public func copy(_ path: String, as route: String) throws(Diagnostic) -> MadeFile {
    guard Self.isAllowed(route) else { throw .unsafeRoute(route) }
    if isComparing, let (fingerprint, size) = try folders.copy(path, comparingWith: route) {
      return MadeFile(route: route, fingerprint: fingerprint, size: size, state: .unchanged)
    }
    let (fingerprint, size) = try folders.copy(path, to: FolderDescriptors.staged(route))
    let isNew = !isComparing || !folders.exists(route)
    return MadeFile(
      route: route, fingerprint: fingerprint, size: size, state: isNew ? .added : .changed)
  }

  /// Keeps a file of the last build as it is; `nil` when it is not there with the bytes it had. It is
  /// read only where the system no longer says what it said of it then.
  public func keep(_ file: KeptFile, as route: String) -> MadeFile? {
    guard isComparing, Self.isAllowed(route) else { return nil }
    if let stamp = file.stamp, folders.stamp(route) == stamp {
      return MadeFile(
        route: route, fingerprint: file.fingerprint, size: file.size, state: .unchanged)
    }
    return keep(route, file.fingerprint)
  }

  /// Keeps a file of the last build as it is; `nil` when it is not there with the bytes it had.
  public func keep(_ route: String, _ fingerprint: Fingerprint) -> MadeFile? {
    guard isComparing, Self.isAllowed(route), let bytes = folders.read(route),
      Fingerprint(bytes) == fingerprint
    else { return nil }
    return MadeFile(
      route: route, fingerprint: fingerprint, size: bytes.count, state: .unchanged)
  }

  /// Whether a route may name a file of a site.
  static func isAllowed(_ route: String) -> Bool {
    PathName.isSafeRoute(route) && !route.hasPrefix(".dossier-")
  }
}
