// Owns the handling of path names: absolute forms, parts, containment. Pure text but for the
// current folder and symbolic links.

import Glibc

/// Operations on path names.
public enum PathName {
  /// A path below a folder, or the path itself when it is absolute.
  public static func join(_ folder: String, _ path: String) -> String {
    if path.hasPrefix("/") || folder.isEmpty || folder == "." { return path }
    return folder.hasSuffix("/") ? folder + path : folder + "/" + path
  }

  /// The absolute path without `.`, `..` and symbolic links; the end may not exist yet.
  public static func absolute(_ path: String) -> String {
    var prefix = path
    if !prefix.hasPrefix("/") {
      guard let current = getcwd(nil, 0) else { return path }
      defer { free(current) }
      prefix = String(cString: current) + "/" + path
    }
    var missing: [String] = []
    var parts = parts(of: prefix)
    while true {
      let candidate = "/" + parts.joined(separator: "/")
      if let resolved = realpath(candidate, nil) {
        defer { free(resolved) }
        let root = String(cString: resolved)
        return normalise(([root] + missing.reversed()).joined(separator: "/"))
      }
      guard let last = parts.popLast() else { return normalise(prefix) }
      missing.append(last)
    }
  }

  /// Whether a path is a folder or lies below it; both absolute and normal.
  public static func contains(_ folder: String, _ path: String) -> Bool {
    folder == path || path.hasPrefix(folder == "/" ? "/" : folder + "/")
  }

  /// Whether a relative path stays below the folder it is put in.
  ///
  /// Refused are empty paths and parts, a leading slash, `.` and `..` parts, and NUL.
  public static func isSafeRoute(_ route: String) -> Bool {
    if route.isEmpty || route.utf8.contains(0) { return false }
    return route.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .allSatisfy { part in
        !part.isEmpty && !part.elementsEqual(".".utf8) && !part.elementsEqual("..".utf8)
          && part.count <= 255
      }
  }

  /// The parts of a path between its slashes, without empty ones.
  ///
  /// Taken from bytes: a slash before a combining accent is a slash too.
  static func parts(of path: String) -> [String] {
    path.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
  }

  private static func normalise(_ path: String) -> String {
    var kept: [String] = []
    for part in parts(of: path) where part != "." {
      if part == ".." { _ = kept.popLast() } else { kept.append(part) }
    }
    return "/" + kept.joined(separator: "/")
  }
}
