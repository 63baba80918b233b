// Owns the question "has anything below this folder changed?", answered from what the system keeps
// about files, without reading one.

import Glibc

/// What stands below some paths: a sum over names, sizes, times and file numbers.
///
/// Two equal stamps mean that no file was added, removed, renamed or written between them, as long as
/// `isSettled` held for the first. The time of the last change of an entry (`ctime`) is part of it,
/// which no program can set.
public struct TreeStamp: Equatable, Sendable {
  private var high: UInt64 = 0
  private var low: UInt64 = 0
  /// The number of entries.
  public private(set) var count = 0
  /// The latest change, in nanoseconds since 1970.
  private var latest: Int64 = 0

  /// A stamp of nothing.
  public init() {}

  /// The stamp as text, for a file.
  public var text: String {
    "\(String(high, radix: 16)) \(String(low, radix: 16)) \(count)"
  }

  /// Adds a file, or all that lies below a folder; a path that is not there counts as such.
  ///
  /// - Parameters:
  ///   - path: The file or folder; a link is followed.
  ///   - includesHidden: Whether files with hidden names count; hidden folders are never entered.
  public mutating func add(_ path: String, includesHidden: Bool = false) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      note(Array(path.utf8), [0])
      return
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      note(Array(path.utf8), status)
      return
    }
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    addFolder(descriptor, Array(path.utf8), includesHidden: includesHidden, depth: 0)
  }

  /// Whether no entry was changed within the last moments before a time: the clock of a file system
  /// moves in steps, and what is written twice within a step looks as if it were written once.
  ///
  /// A time in the future, of a clock that was set back, is not settled either.
  public func isSettled(before moment: Int64) -> Bool { latest < moment - 50_000_000 }

  /// The present, in nanoseconds since 1970, as the clock of files has it.
  public static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  private mutating func addFolder(
    _ descriptor: Int32, _ path: [UInt8], includesHidden: Bool, depth: Int
  ) {
    guard descriptor >= 0, let stream = fdopendir(descriptor) else {
      note(path, [1, Int64(errno)])
      if descriptor >= 0 { close(descriptor) }
      return
    }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: 256) { name in
          addEntry(name, in: dirfd(stream), path, includesHidden: includesHidden, depth: depth)
        }
      }
    }
  }

  private mutating func addEntry(
    _ name: UnsafePointer<CChar>, in folder: Int32, _ path: [UInt8], includesHidden: Bool,
    depth: Int
  ) {
    let length = strlen(name)
    let isHidden = name[0] == 0x2E
    if isHidden, length == 1 || (length == 2 && name[1] == 0x2E) || !includesHidden { return }
    // The copies and locks that editors leave are no part of a dossier.
    if !includesHidden, name[0] == 0x23 || (length > 0 && name[length - 1] == 0x7E) { return }
    var status = stat()
    guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return }
    var below = path
    below.append(0x2F)
    name.withMemoryRebound(to: UInt8.self, capacity: length) {
      below.append(contentsOf: UnsafeBufferPointer(start: $0, count: length))
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      // A folder's own times move with the files in it, which are all looked at.
      note(below, [2, Int64(status.st_mode)])
      if isHidden || depth >= 128 { return }
      addFolder(
        openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC), below,
        includesHidden: includesHidden, depth: depth + 1)
    case S_IFLNK:
      note(below, status)
      guard fstatat(folder, name, &status, 0) == 0 else { return }
      if status.st_mode & S_IFMT == S_IFDIR {
        note(below, [2, Int64(status.st_mode)])
      } else {
        note(below, status)
      }
    default: note(below, status)
    }
  }

  private mutating func note(_ path: [UInt8], _ status: stat) {
    let changed = Self.nanoseconds(status.st_ctim)
    let written = Self.nanoseconds(status.st_mtim)
    latest = max(latest, changed, written)
    note(
      path,
      [
        3, Int64(status.st_mode), Int64(status.st_size), changed, written,
        Int64(truncatingIfNeeded: status.st_ino), Int64(truncatingIfNeeded: status.st_dev),
      ])
  }

  /// Adds an entry; the order of entries does not matter, as folders have none.
  private mutating func note(_ path: [UInt8], _ facts: [Int64]) {
    var bytes = path
    bytes.append(0)
    for fact in facts { withUnsafeBytes(of: fact.littleEndian) { bytes.append(contentsOf: $0) } }
    let hash = Fingerprint(bytes)
    high &+= hash.high
    low &+= hash.low
    count += 1
  }

  static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}
