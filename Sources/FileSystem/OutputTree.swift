// Owns an output folder: what may be written there, writing only what changed, removing what
// is stale. Every step goes through folder descriptors without following links, so nothing
// outside the folder can be touched.

public import Diagnostics
import Glibc

/// A file to be in the output folder.
public struct OutputFile: Sendable {
  /// The path below the output folder.
  public let route: String
  /// The content.
  public let bytes: [UInt8]

  /// Makes an output file.
  public init(route: String, bytes: [UInt8]) {
    self.route = route
    self.bytes = bytes
  }
}

/// What a commit did.
public struct OutputReport: Equatable, Sendable {
  /// How many files were new or different.
  public var writtenCount = 0
  /// How many were there already, byte for byte.
  public var unchangedCount = 0
  /// How many stale files were removed.
  public var prunedCount = 0

  /// Makes a report of nothing.
  public init() {}
}

/// An output folder that this process may fill.
public struct OutputTree: Sendable {
  /// The absolute path of the folder.
  public let path: String

  /// Opens an output folder, which need not exist.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - source: The dossier's folder; the output must not be it, hold it, or be one of
  ///     `Content`, `Templates`, `seeds` in it or below those.
  ///   - force: Whether a folder with files of others is accepted; those files stay.
  /// - Throws: `F0003` for a folder that is not ours, `F0004` for one that mixes with the source.
  public static func open(_ path: String, source: String, force: Bool)
    throws(Diagnostic) -> OutputTree
  {
    let output = PathName.absolute(path)
    let root = PathName.absolute(source)
    if PathName.contains(output, root) {
      throw .outputOverlapsSource(path, source)
    }
    for folder in ["Content", "Templates", "seeds"] {
      let folder = PathName.absolute(PathName.join(root, folder))
      if PathName.contains(folder, output) { throw .outputOverlapsSource(path, folder) }
    }
    let manifestPath = PathName.join(output, Manifest.fileName)
    if access(manifestPath, F_OK) == 0, Manifest(try FileReader.read(manifestPath)) != nil {
      return OutputTree(path: output)
    }
    if !force, !Directory.isEmpty(output, besides: FolderDescriptors.staging) {
      throw .foreignOutput(path)
    }
    return OutputTree(path: output)
  }

  /// Makes the folder hold exactly these files, beside what others put there.
  ///
  /// When a build of ours is there already, changed files are first written aside and then
  /// renamed, so that a full disk or a kill before the renames leaves the last good site whole;
  /// interrupts wait until the renames are done. Files of the last build that are not among the new
  /// ones are removed, with the folders they leave empty.
  /// - Throws: `F0005` for a route that leaves the folder, `F0007` while another build writes there,
  ///   `F0002` when the system refuses.
  public func commit(_ files: [OutputFile]) throws(Diagnostic) -> OutputReport {
    for file in files
    where !PathName.isSafeRoute(file.route) || file.route.hasPrefix(".dossier-") {
      throw .unsafeRoute(file.route)
    }
    let folders = try FolderDescriptors(path)
    defer { folders.closeAll() }
    try folders.lock()
    // Read under the lock: another build may have ended since the folder was opened.
    let previous = folders.read(Manifest.fileName).flatMap(Manifest.init)
    folders.clearStaging()
    var report = OutputReport()
    var manifest = Manifest()
    var changed: [OutputFile] = []
    for file in files {
      manifest.entries[file.route] = Fingerprint(file.bytes)
      if folders.holds(file) { report.unchangedCount += 1 } else { changed.append(file) }
    }
    let stale = (previous?.entries.keys.filter { manifest.entries[$0] == nil } ?? []).sorted()
    if changed.isEmpty, stale.isEmpty, previous == manifest { return report }
    defer { folders.clearStaging() }

    // While files move, the manifest names all that may be there, so that a run cut off here
    // leaves a folder that the next one knows as ours.
    var open = previous ?? Manifest()
    for file in changed { open.entries[file.route] = .some(nil) }
    if previous == nil {
      try folders.replace(Manifest.fileName, with: open.bytes)
      for file in changed { try folders.write(file.bytes, as: file.route) }
    } else {
      for (index, file) in changed.enumerated() {
        try folders.write(file.bytes, as: FolderDescriptors.staged(index))
        try folders.makeFolder(of: file.route)
      }
    }
    report.writtenCount = changed.count
    report.prunedCount = try Interrupts.held { () throws(Diagnostic) in
      var prunedCount = 0
      if previous != nil {
        try folders.replace(Manifest.fileName, with: open.bytes)
        for (index, file) in changed.enumerated() {
          try folders.rename(FolderDescriptors.staged(index), to: file.route)
        }
      }
      for route in stale where folders.remove(route) { prunedCount += 1 }
      try folders.replace(Manifest.fileName, with: manifest.bytes)
      return prunedCount
    }
    return report
  }
}
