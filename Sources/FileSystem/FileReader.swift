// Owns reading a whole file into bytes.

public import Diagnostics
import Glibc

/// Reads files.
public enum FileReader {
  /// How many bytes a text of a dossier may have, as many as a page: what is parsed takes many times
  /// the room of its text.
  public static let textLimit = 64 << 20

  /// Reads a regular file.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - limit: How many bytes it may have.
  ///   - end: How many bytes are read at most, from the start; `nil` for the whole file.
  /// - Throws: `F0001` when it cannot be opened or read, is not a regular file, or is too large.
  public static func read(
    _ path: String, limit: Int = .max, upTo end: Int? = nil
  ) throws(Diagnostic) -> [UInt8] {
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
    let size = Int(status.st_size)
    guard size <= limit else { throw .fileIsTooLarge(path, size: size, limit: limit) }
    guard let bytes = readAll(descriptor, expecting: min(size, end ?? size), upTo: end) else {
      throw .unreadableFile(path, reason: SystemError.reason)
    }
    return bytes
  }

  /// Reads a descriptor to its end, or to a limit; `nil` when a read fails. The size is only a guess.
  static func readAll(_ descriptor: Int32, expecting size: Int, upTo limit: Int? = nil) -> [UInt8]?
  {
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
      if let limit, filled >= limit {
        filled = limit
        break
      }
    }
    bytes.removeLast(bytes.count - filled)
    return bytes
  }
}
