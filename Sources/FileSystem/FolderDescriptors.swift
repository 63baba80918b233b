// Owns the open folders below an output folder, and the file operations relative to them. No
// operation follows a symbolic link below the root.

import Diagnostics
import Glibc

/// Open folder descriptors below a root, made on demand. Used by one task.
final class FolderDescriptors {
  /// The folder in which files are made before they are renamed into place.
  static let staging = ".dossier-new"

  /// The route of a file that is being made.
  static func staged(_ route: String) -> String { "\(staging)/\(route)" }

  private let root: String
  private var open: [String: Int32] = [:]

  /// Opens the root, making it and its parents where they are missing and asked for.
  init(_ root: String, making: Bool = true) throws(Diagnostic) {
    self.root = root
    var made = ""
    for part in making ? PathName.parts(of: root) : [] {
      made += "/" + part
      if mkdir(made, 0o755) == 0 { continue }
      let reason = SystemError.reason
      if Directory.isTaken(made) { throw .outputIsNoFolder(made) }
      if !Directory.exists(made) { throw .unwritableFile(made, reason: reason) }
    }
    let descriptor = Glibc.open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unwritableFile(root, reason: SystemError.reason) }
    open[""] = descriptor
  }

  func closeAll() {
    for descriptor in open.values { close(descriptor) }
    open = [:]
  }

  /// Keeps other builds out of the folder until the descriptor it returns is closed.
  ///
  /// - Throws: `F0007` when another process holds it.
  func lock() throws(Diagnostic) -> Int32 {
    let descriptor = Glibc.open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unwritableFile(root, reason: SystemError.reason) }
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      if errno == EINTR { continue }
      // A file system without locks is no reason to refuse a build.
      if errno != EWOULDBLOCK { break }
      close(descriptor)
      throw .outputInUse(root)
    }
    return descriptor
  }

  /// Removes what a broken-off build left while it made files.
  func clearStaging() {
    guard let folder = open[""] else { return }
    for (path, descriptor) in open where path == Self.staging || path.hasPrefix(Self.staging + "/")
    {
      close(descriptor)
      open[path] = nil
    }
    Self.clear(Self.staging, in: folder, depth: 0)
  }

  /// Removes a folder with all that lies below it; links are removed, never followed.
  private static func clear(_ name: String, in folder: Int32, depth: Int) {
    guard depth < 64 else { return }
    let descriptor = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    guard let stream = fdopendir(descriptor) else {
      close(descriptor)
      return
    }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = Directory.name(of: entry)
      if name != ".", name != ".." { names.append(name) }
    }
    for name in names where unlinkat(descriptor, name, 0) != 0 {
      clear(name, in: descriptor, depth: depth + 1)
    }
    closedir(stream)
    _ = unlinkat(folder, name, Int32(AT_REMOVEDIR))
  }

  /// The bytes of a file; `nil` when it is not there or no regular file.
  func read(_ route: String) -> [UInt8]? {
    guard let (folder, name) = try? place(of: route, making: false) else { return nil }
    let descriptor = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return FileReader.readAll(descriptor, expecting: Int(status.st_size))
  }

  /// What the system says of a file; `nil` when it is not there or no regular file.
  func stamp(_ route: String) -> FileStamp? {
    guard let (folder, name) = try? place(of: route, making: false) else { return nil }
    var status = stat()
    guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0,
      status.st_mode & S_IFMT == S_IFREG
    else { return nil }
    return FileStamp(status)
  }

  /// What stands in the place of a file, against the bytes that are to be there.
  func compare(_ route: String, with bytes: [UInt8]) -> MadeFile.State {
    guard let (folder, name) = try? place(of: route, making: false) else { return .added }
    let descriptor = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return errno == ENOENT ? .added : .changed }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      Int(status.st_size) == bytes.count,
      FileReader.readAll(descriptor, expecting: bytes.count) == bytes
    else { return .changed }
    return .unchanged
  }

  /// Writes a file under a name of the tree, making its folders; a link in its place is replaced.
  func write(_ bytes: [UInt8], as route: String) throws(Diagnostic) {
    let descriptor = try create(route)
    do throws(Diagnostic) {
      try write(bytes[...], to: descriptor, route)
    } catch {
      close(descriptor)
      throw error
    }
    guard close(descriptor) == 0 else { throw fault(route) }
  }

  /// Opens a new file, making its folders; a link in its place is replaced.
  func create(_ route: String) throws(Diagnostic) -> Int32 {
    let (folder, name) = try place(of: route, making: true)
    let flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC
    var descriptor = openat(folder, name, flags, 0o644)
    if descriptor < 0, errno == ELOOP, unlinkat(folder, name, 0) == 0 {
      descriptor = openat(folder, name, flags, 0o644)
    }
    guard descriptor >= 0 else { throw fault(route) }
    return descriptor
  }

  /// Writes bytes to an open file.
  func write(
    _ bytes: ArraySlice<UInt8>, to descriptor: Int32, _ route: String
  ) throws(Diagnostic) {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw fault(route) }
      rest = rest.dropFirst(count)
    }
  }

  /// Makes a file aside and renames it into place.
  func replace(_ route: String, with bytes: [UInt8]) throws(Diagnostic) {
    let aside = Self.staging + "/replacement"
    try write(bytes, as: aside)
    try rename(aside, to: route)
  }

  /// Makes the folder that a file will stand in, so that a rename cannot fail for its sake.
  func makeFolder(of route: String) throws(Diagnostic) { _ = try place(of: route, making: true) }

  /// Makes sure that a file can be moved to a place or removed from it, so that a publication does not stop
  /// between two files.
  ///
  /// - Parameters:
  ///   - isEmptied: Whether a folder in its place is empty by then.
  ///   - known: The folders whose rights were looked at.
  /// - Throws: `F0002` where a folder stands, or where the folder may not be written.
  func checkPlace(
    of route: String, isEmptied: Bool, known: inout Set<Int32>
  ) throws(Diagnostic) {
    let (folder, name) = try place(of: route, making: false)
    if known.insert(folder).inserted, faccessat(folder, ".", W_OK | X_OK, 0) != 0 {
      throw fault(route)
    }
    var status = stat()
    if !isEmptied, fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0,
      status.st_mode & S_IFMT == S_IFDIR
    {
      throw .folderInPlace(PathName.join(root, route))
    }
  }

  /// Renames a folder to a place where nothing is, or only an empty folder; `false` otherwise.
  func moveFolder(_ from: String, to route: String) -> Bool {
    guard let (fromFolder, fromName) = try? place(of: from, making: false), let root = open[""]
    else { return false }
    if let known = open.removeValue(forKey: route) { close(known) }
    return renameat(fromFolder, fromName, root, route) == 0
  }

  /// Renames a file of the tree; what was there is replaced.
  func rename(_ from: String, to route: String) throws(Diagnostic) {
    let (fromFolder, fromName) = try place(of: from, making: false)
    let (folder, name) = try place(of: route, making: true)
    guard renameat(fromFolder, fromName, folder, name) == 0 else { throw fault(route) }
  }

  /// Removes a file and the folders it leaves empty; `false` when it was not there.
  func remove(_ route: String) -> Bool {
    guard let (folder, name) = try? place(of: route, making: false),
      unlinkat(folder, name, 0) == 0
    else { return false }
    var parts = PathName.parts(of: route).dropLast()
    while let last = parts.popLast() {
      let parent = parts.joined(separator: "/")
      let path = (parts + [last]).joined(separator: "/")
      if let descriptor = open.removeValue(forKey: path) { close(descriptor) }
      guard let descriptor = open[parent],
        unlinkat(descriptor, last, Int32(AT_REMOVEDIR)) == 0
      else { break }
    }
    return true
  }

  func place(of route: String, making: Bool) throws(Diagnostic) -> (Int32, String) {
    let parts = PathName.parts(of: route)
    var path = ""
    guard var folder = open[""], let name = parts.last else { throw .unsafeRoute(route) }
    for part in parts.dropLast() {
      path = path.isEmpty ? part : path + "/" + part
      if let known = open[path] {
        folder = known
        continue
      }
      if making, mkdirat(folder, part, 0o755) != 0, errno != EEXIST { throw fault(route) }
      let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
      let descriptor = openat(folder, part, flags)
      guard descriptor >= 0 else { throw fault(route) }
      open[path] = descriptor
      folder = descriptor
    }
    return (folder, name)
  }

  func fault(_ route: String) -> Diagnostic {
    .unwritableFile(PathName.join(root, route), reason: SystemError.reason)
  }
}
