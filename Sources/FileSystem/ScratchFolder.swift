// Owns folders that live as long as one task: files for another program, gone afterwards.

public import Diagnostics
import Glibc

/// A new folder of our own below the system's folder for temporary files; it goes with its value.
public struct ScratchFolder: ~Copyable {
  /// The absolute path.
  public let path: String

  /// Makes an empty folder.
  ///
  /// - Throws: `F0002` when the system refuses.
  public init() throws(Diagnostic) {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array(PathName.join(parent, "dossier-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else {
      throw .unwritableFile(parent, reason: SystemError.reason)
    }
    path = PathName.absolute(
      String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }

  deinit { Self.remove(path) }

  /// Writes a file below the folder, making the folders on its way.
  ///
  /// - Throws: `F0005` for a path that leaves the folder, `F0002` when the system refuses.
  public func write(_ bytes: [UInt8], as route: String) throws(Diagnostic) {
    guard PathName.isSafeRoute(route) else { throw .unsafeRoute(route) }
    try FileWriter.write(bytes, to: PathName.join(path, route))
  }

  private static func remove(_ path: String) {
    if let stream = opendir(path) {
      var names: [String] = []
      while let entry = readdir(stream) {
        let name = Directory.name(of: entry)
        if name != ".", name != ".." { names.append(name) }
      }
      closedir(stream)
      for name in names {
        let inner = path + "/" + name
        if unlink(inner) != 0 { remove(inner) }
      }
    }
    rmdir(path)
  }
}
