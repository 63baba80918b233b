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
  /// - Throws: `F0002` for what is no folder, `F0003` for one that is not ours, `F0004` for one that mixes with the source.
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
    if Directory.isTaken(output) { throw .outputIsNoFolder(path) }
    let manifestPath = PathName.join(output, Manifest.fileName)
    if access(manifestPath, F_OK) == 0, Manifest(try FileReader.read(manifestPath)) != nil {
      return OutputTree(path: output)
    }
    if !force, !Directory.isEmpty(output, besides: FolderDescriptors.staging) {
      throw .foreignOutput(path)
    }
    return OutputTree(path: output)
  }

  /// Begins a publication: nobody else may write to the folder until it ends.
  ///
  /// - Throws: `F0007` while another build writes there, `F0002` when the system refuses.
  public func begin() throws(Diagnostic) -> OutputSession { try OutputSession(path) }

  /// Makes the folder hold exactly these files, beside what others put there.
  ///
  /// Changed files are first made aside and then renamed, so that a full disk or a kill before the
  /// renames leaves the last good site whole. Files of the last build that are not among the new
  /// ones are removed, with the folders they leave empty.
  /// - Throws: `F0005` for a route that leaves the folder, `F0007` while another build writes there,
  ///   `F0002` when the system refuses.
  public func commit(_ files: [OutputFile]) throws(Diagnostic) -> OutputReport {
    for file in files where !OutputWriter.isAllowed(file.route) { throw .unsafeRoute(file.route) }
    let session = try begin()
    let writer = try session.writer()
    var made: [MadeFile] = []
    for file in files { made.append(try writer.make(file.route, file.bytes)) }
    return try session.publish(made)
  }
}
