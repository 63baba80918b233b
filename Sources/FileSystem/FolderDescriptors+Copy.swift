// Owns copying a file of any size into an output folder, a piece at a time.

import Diagnostics
import Glibc

extension FolderDescriptors {
  /// The size of a piece, a multiple of 16.
  private static let pieceSize = 1 << 20

  /// Whether something stands in the place of a file.
  func exists(_ route: String) -> Bool {
    guard let (folder, name) = try? place(of: route, making: false) else { return false }
    var status = stat()
    return fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0
  }

  /// The hash and size of a file outside, if the same bytes stand at a route.
  func copy(
    _ path: String, comparingWith route: String
  ) throws(Diagnostic) -> (Fingerprint, Int)? {
    guard let (folder, name) = try? place(of: route, making: false) else { return nil }
    let there = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard there >= 0 else { return nil }
    defer { close(there) }
    let source = try Self.open(path)
    defer { close(source) }
    var (one, two) = (stat(), stat())
    guard fstat(source, &one) == 0, fstat(there, &two) == 0, two.st_mode & S_IFMT == S_IFREG,
      one.st_size == two.st_size
    else { return nil }
    var own = [UInt8](repeating: 0, count: Self.pieceSize)
    var other = own
    var stream = FingerprintStream()
    var size = 0
    while true {
      let count = try Self.fill(&own, from: source, path)
      guard try Self.fill(&other, from: there, path) == count else { return nil }
      let isSame = own.withUnsafeBytes { first in
        other.withUnsafeBytes { second in
          guard let first = first.baseAddress, let second = second.baseAddress else { return true }
          return memcmp(first, second, count) == 0
        }
      }
      if !isSame { return nil }
      size += count
      if count == Self.pieceSize {
        own.withUnsafeBytes { stream.add($0) }
      } else {
        let last = own.withUnsafeBytes {
          stream.finish(UnsafeRawBufferPointer(rebasing: $0[..<count]))
        }
        return (last, size)
      }
    }
  }

  /// Copies a file outside to a route, and returns its hash and size.
  func copy(_ path: String, to route: String) throws(Diagnostic) -> (Fingerprint, Int) {
    let source = try Self.open(path)
    defer { close(source) }
    let target = try create(route)
    defer { close(target) }
    var piece = [UInt8](repeating: 0, count: Self.pieceSize)
    var stream = FingerprintStream()
    var size = 0
    while true {
      let count = try Self.fill(&piece, from: source, path)
      try write(piece[..<count], to: target, route)
      size += count
      if count == Self.pieceSize {
        piece.withUnsafeBytes { stream.add($0) }
      } else {
        let last = piece.withUnsafeBytes {
          stream.finish(UnsafeRawBufferPointer(rebasing: $0[..<count]))
        }
        return (last, size)
      }
    }
  }

  private static func open(_ path: String) throws(Diagnostic) -> Int32 {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .unreadableFile(path, reason: SystemError.reason) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .unreadableFile(path, reason: "not a regular file")
    }
    return descriptor
  }

  /// Fills a piece; fewer bytes than its size only at the end of the file.
  private static func fill(
    _ piece: inout [UInt8], from descriptor: Int32, _ path: String
  ) throws(Diagnostic) -> Int {
    var filled = 0
    while filled < piece.count {
      let room = piece.count - filled
      let count = piece.withUnsafeMutableBytes { buffer in
        buffer.baseAddress.map { Glibc.read(descriptor, $0 + filled, room) } ?? -1
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw .unreadableFile(path, reason: SystemError.reason)
      }
      if count == 0 { break }
      filled += count
    }
    return filled
  }
}
