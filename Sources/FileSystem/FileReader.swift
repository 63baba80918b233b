// Owns reading a whole file into bytes.

public import Diagnostics
import Glibc

/// Reads files.
public enum FileReader {
  /// How many bytes a text of a dossier may have, as many as a page: what is parsed takes many times
  /// the room of its text.
  public static let textLimit = 64 << 20

  /// Reads a whole regular file.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - limit: How many bytes it may have.
  /// - Throws: `F0001` when it cannot be opened or read, is not a regular file, or is too large.
  public static func read(_ path: String, limit: Int = .max) throws(Diagnostic) -> [UInt8] {
    // Non-blocking, so that a named pipe in the way cannot stop the run.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw .unreadableFile(path, reason: SystemError.reason)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .unreadableFile(path, reason: SystemError.reason)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .unreadableFile(path, reason: "not a regular file")
    }
    guard Int(status.st_size) <= limit else {
      throw .fileIsTooLarge(path, size: Int(status.st_size), limit: limit)
    }
    guard let bytes = readAll(descriptor, expecting: Int(status.st_size)) else {
      throw .unreadableFile(path, reason: SystemError.reason)
    }
    return bytes
  }

  /// Reads a descriptor to its end; `nil` when a read fails. The size is only a guess.
  static func readAll(_ descriptor: Int32, expecting size: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: size + 1)
    var filled = 0
    while true {
      if filled == bytes.count { bytes.append(contentsOf: repeatElement(0, count: bytes.count)) }
      let room = bytes.count - filled
      let count = bytes.withUnsafeMutableBytes { buffer in
        buffer.baseAddress.map { Glibc.read(descriptor, $0 + filled, room) } ?? -1
      }
      if count < 0 {
        if errno == EINTR { continue }
        return nil
      }
      if count == 0 { break }
      filled += count
    }
    bytes.removeLast(bytes.count - filled)
    return bytes
  }
}
