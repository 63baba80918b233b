// Owns writing one whole file outside of a site: a file asked for by name.

public import Diagnostics
import Glibc

/// Writes files.
public enum FileWriter {
  /// Writes a file beside its place and renames it there, making the folders on its way; a reader
  /// sees the old file or the new one, never a part.
  ///
  /// - Throws: `F0002` when the system refuses.
  public static func write(_ bytes: [UInt8], to path: String) throws(Diagnostic) {
    var made = path.utf8.first == UInt8(ascii: "/") ? "/" : ""
    for part in PathName.parts(of: path).dropLast() {
      made += part + "/"
      if mkdir(made, 0o777) != 0, errno != EEXIST {
        throw .unwritableFile(made, reason: SystemError.reason)
      }
    }
    let staged = path + ".part"
    let descriptor = open(staged, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .unwritableFile(path, reason: SystemError.reason) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let reason = SystemError.reason
        close(descriptor)
        unlink(staged)
        throw .unwritableFile(path, reason: reason)
      }
      rest = rest.dropFirst(count)
    }
    guard close(descriptor) == 0, rename(staged, path) == 0 else {
      let reason = SystemError.reason
      unlink(staged)
      throw .unwritableFile(path, reason: reason)
    }
  }
}
