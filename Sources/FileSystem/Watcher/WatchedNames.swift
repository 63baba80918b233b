// Owns which names below a watched folder matter: a writer's files do, the temporary files of editors
// and of version control do not.

/// Tells a writer's files from what editors leave beside them for a moment.
public enum WatchedNames {
  /// Whether a change of a file or folder of this name says nothing about the dossier.
  ///
  /// Ignored are hidden names, backups and locks (`x~`, `#x#`, `.#x`), swap files (`x.swp`), the
  /// probe that Vim writes (`4913`), and the copies that editors rename into place (`x.tmp`,
  /// `x___jb_tmp___`, `x.crswap`).
  public static func isIgnored(_ name: some StringProtocol) -> Bool {
    if name.isEmpty || name.hasPrefix(".") || name.hasPrefix("#") || name.hasSuffix("~") {
      return true
    }
    if name == "4913" { return true }
    return suffixes.contains { name.hasSuffix($0) }
  }

  /// Whether any part of a path below a watched folder is ignored.
  public static func isIgnored(path: String) -> Bool {
    PathName.parts(of: path).contains { isIgnored($0) }
  }

  private static let suffixes = [
    ".swp", ".swo", ".swx", ".tmp", ".temp", ".part", ".crswap", ".crdownload", "___jb_tmp___",
    "___jb_old___", ".bak",
  ]
}
