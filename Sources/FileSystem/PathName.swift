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
    var missing: [Substring] = []
    var parts = prefix.split(separator: "/")
    while true {
      let candidate = "/" + parts.joined(separator: "/")
      if let resolved = realpath(candidate, nil) {
        defer { free(resolved) }
        let root = String(cString: resolved)
        return normalise(([root] + missing.reversed().map(String.init)).joined(separator: "/"))
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
    return route.split(separator: "/", omittingEmptySubsequences: false)
      .allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." && $0.utf8.count <= 255 }
  }

  private static func normalise(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }
}
