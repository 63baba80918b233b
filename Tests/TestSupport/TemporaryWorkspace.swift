// Owns folders for tests: made in the temporary folder, removed at the end.

public import Foundation

/// A folder that is removed when the value goes away.
public final class TemporaryWorkspace: Sendable {
  /// The absolute path of the folder.
  public let root: String

  /// Makes an empty folder.
  public init() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("dossier-test-\(UUID().uuidString)").resolvingSymlinksInPath()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    root = folder.path
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  /// The absolute path of a name below the folder.
  public func path(_ name: String) -> String { name.isEmpty ? root : root + "/" + name }

  /// Writes a text file, making its folders.
  public func write(_ name: String, _ text: String) throws {
    let url = URL(fileURLWithPath: path(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: url, atomically: false, encoding: .utf8)
  }

  /// Reads a text file.
  public func read(_ name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }

  /// Copies a folder or file from elsewhere.
  public func copy(_ from: String, to name: String) throws {
    let parent = URL(fileURLWithPath: path(name)).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: from, toPath: path(name))
  }

  /// Removes a file or folder.
  public func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: path(name))
  }

  /// Makes a symbolic link.
  public func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: path(name), withDestinationPath: target)
  }

  /// The paths of all files below a folder, in byte order; empty when the folder is missing.
  public func list(_ name: String) throws -> [String] {
    let base = path(name)
    guard FileManager.default.fileExists(atPath: base) else { return [] }
    return try FileManager.default.subpathsOfDirectory(atPath: base)
      .filter { below in
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: base + "/" + below, isDirectory: &isFolder)
          && !isFolder.boolValue
      }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The time of the last change of a file.
  public func modificationTime(_ name: String) throws -> Date {
    let attributes = try FileManager.default.attributesOfItem(atPath: path(name))
    return attributes[.modificationDate] as? Date ?? .distantPast
  }
}
