// Owns walking a folder: which files lie below it, in an order that does not depend on the disk.

public import Diagnostics
import Glibc

/// A regular file found below a folder.
public struct FileEntry: Hashable, Sendable {
  /// The path below the folder that was walked, with `/` between parts.
  public let path: String
  /// The size in bytes.
  public let size: Int
  /// What tells it from other states of the file, as far as the system knows.
  public let stamp: FileStamp

  /// Makes an entry.
  public init(path: String, size: Int, stamp: FileStamp = FileStamp()) {
    self.path = path
    self.size = size
    self.stamp = stamp
  }
}

/// What the system keeps of the state of a file: while it stays, so do the bytes, as long as the file
/// was not written in the very moment in which it was read.
public struct FileStamp: Hashable, Sendable {
  private var number: UInt64 = 0
  private var size = 0
  private var written: Int64 = 0
  private var changed: Int64 = 0

  /// The stamp of no file.
  public init() {}

  /// The facts, for a file: `init(words:)` reads them back.
  public var words: [UInt64] {
    [
      number, UInt64(bitPattern: Int64(size)), UInt64(bitPattern: written),
      UInt64(bitPattern: changed),
    ]
  }

  /// Reads facts back; `nil` where they are not four.
  public init?(words: some Collection<UInt64>) {
    let words = Array(words)
    guard words.count == 4 else { return nil }
    number = words[0]
    size = Int(Int64(bitPattern: words[1]))
    written = Int64(bitPattern: words[2])
    changed = Int64(bitPattern: words[3])
  }

  init(_ status: stat) {
    number = UInt64(status.st_ino)
    size = Int(status.st_size)
    written = TreeStamp.nanoseconds(status.st_mtim)
    changed = TreeStamp.nanoseconds(status.st_ctim)
  }

  /// Whether the file was not written within the last moments before a time: the clock of a file
  /// system moves in steps.
  public func isSettled(before moment: Int64) -> Bool {
    max(written, changed) < moment - 50_000_000
  }
}

/// What lies below a folder.
public struct FolderListing: Sendable {
  /// The regular files, ordered by the bytes of their paths; links to files count.
  public fileprivate(set) var files: [FileEntry] = []
  /// The paths of the folders, in the order of their bytes.
  public fileprivate(set) var folders: [String] = []
  /// The paths of links to folders, in the order of their bytes.
  public fileprivate(set) var folderLinks: [String] = []
  /// The paths of sockets, pipes and devices, in the order of their bytes.
  public fileprivate(set) var specialFiles: [String] = []
}

/// Operations on folders.
public enum Directory {
  /// Whether a path is a folder (or a link to one).
  public static func exists(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether a folder has no entry, or only one of a given name; `true` when it does not exist.
  public static func isEmpty(_ path: String, besides ignored: String = ".") -> Bool {
    guard let stream = opendir(path) else { return true }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      if ![".", "..", ignored].contains(name(of: entry)) { return false }
    }
    return true
  }

  /// The number of entries in a folder, as far as a limit; 0 when it cannot be read.
  public static func entryCount(_ path: String, upTo limit: Int) -> Int {
    guard let stream = opendir(path) else { return 0 }
    defer { closedir(stream) }
    var count = 0
    while count < limit, readdir(stream) != nil { count += 1 }
    return count
  }

  /// The regular files below a folder, ordered by the bytes of their paths.
  ///
  /// Left out: hidden names, editors' backup and lock files (`x~`, `#x#`), links to folders
  /// (so that a loop cannot be entered), sockets, pipes and devices. Links to files count.
  /// - Throws: `F0001` when a folder cannot be read.
  public static func files(below root: String) throws(Diagnostic) -> [FileEntry] {
    try listing(below: root).files
  }

  /// All that lies below a folder, links to folders and special files named apart.
  ///
  /// Left out: hidden names and editors' backup and lock files (`x~`, `#x#`). Links to folders are
  /// not entered, so that a loop cannot be.
  /// - Throws: `F0001` when a folder cannot be read, a link leads nowhere, or a name is not UTF-8.
  public static func listing(below root: String) throws(Diagnostic) -> FolderListing {
    var found = FolderListing()
    var folders = [""]
    while let folder = folders.popLast() {
      let path = folder.isEmpty ? root : PathName.join(root, folder)
      guard let stream = opendir(path) else {
        throw .unreadableFile(path, reason: SystemError.reason)
      }
      defer { closedir(stream) }
      while let entry = readdir(stream) {
        let name = name(of: entry)
        if name.hasPrefix(".") || name.hasSuffix("~") || name.hasPrefix("#") { continue }
        let below = folder.isEmpty ? name : folder + "/" + name
        // Such a file cannot be asked for by its name; left out, it would be missed by nobody.
        if name.utf8.contains(0xEF), !isText(entry) {
          throw .nameIsNoText(PathName.join(root, below))
        }
        var status = stat()
        guard fstatat(dirfd(stream), name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { continue }
        if status.st_mode & S_IFMT == S_IFDIR {
          folders.append(below)
          found.folders.append(below)
          continue
        }
        if status.st_mode & S_IFMT == S_IFLNK,
          fstatat(dirfd(stream), name, &status, 0) != 0
        {
          throw .unreadableFile(PathName.join(root, below), reason: "the link leads nowhere")
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG:
          found.files.append(
            FileEntry(path: below, size: Int(status.st_size), stamp: FileStamp(status)))
        case S_IFDIR: found.folderLinks.append(below)
        default: found.specialFiles.append(below)
        }
      }
    }
    found.files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    found.folders.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    found.folderLinks.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    found.specialFiles.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return found
  }

  /// Whether a path is there and is no folder, nor a link to one.
  static func isTaken(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && !exists(path)
  }

  /// Whether the name of an entry is UTF-8.
  private static func isText(_ entry: UnsafeMutablePointer<dirent>) -> Bool {
    withUnsafePointer(to: &entry.pointee.d_name) { tuple in
      tuple.withMemoryRebound(to: CChar.self, capacity: 256) {
        String(validatingCString: $0) != nil
      }
    }
  }

  static func name(of entry: UnsafeMutablePointer<dirent>) -> String {
    withUnsafePointer(to: &entry.pointee.d_name) { tuple in
      tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
  }
}
