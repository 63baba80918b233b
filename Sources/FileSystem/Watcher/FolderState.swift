// Owns the picture of folders at one moment, for systems without inotify: two pictures differ where
// something changed.

import Glibc

/// What lies below some folders: size, time and identity of each file and folder.
struct FolderState {
  private struct Mark: Equatable {
    let inode: UInt
    let size: Int
    let seconds: Int
    let nanoseconds: Int
    let isFolder: Bool
  }

  private var marks: [String: Mark] = [:]

  /// Looks at the folders; links to files are followed, links to folders below a root are not.
  ///
  /// - Complexity: O(n) in the number of files.
  init(_ roots: [String]) {
    var folders: [String] = []
    for root in roots where note(root, follows: true) { folders.append(root) }
    while let folder = folders.popLast() {
      guard let stream = opendir(folder) else { continue }
      defer { closedir(stream) }
      while let entry = readdir(stream) {
        let name = Directory.name(of: entry)
        if WatchedNames.isIgnored(name) { continue }
        let path = folder + "/" + name
        if note(path, follows: false) { folders.append(path) }
      }
    }
  }

  /// Notes one path; `true` for a folder to look into.
  private mutating func note(_ path: String, follows: Bool) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0 else { return false }
    var isLink = false
    if status.st_mode & S_IFMT == S_IFLNK {
      isLink = true
      guard stat(path, &status) == 0 else { return false }
    }
    let isFolder = status.st_mode & S_IFMT == S_IFDIR
    // The time of a folder changes with the names in it, which are looked at themselves.
    marks[path] = Mark(
      inode: status.st_ino, size: isFolder ? 0 : Int(status.st_size),
      seconds: isFolder ? 0 : status.st_mtim.tv_sec,
      nanoseconds: isFolder ? 0 : status.st_mtim.tv_nsec, isFolder: isFolder)
    return isFolder && (follows || !isLink)
  }

  /// The paths that one state has and the other has not, or has otherwise.
  func difference(from other: FolderState) -> Set<String> {
    var paths = Set<String>()
    for (path, mark) in marks where other.marks[path] != mark { paths.insert(path) }
    for path in other.marks.keys where marks[path] == nil { paths.insert(path) }
    return paths
  }
}
