// Owns a helper program that answers lines: its start, one line to it, one line from it, its end.

import Glibc

/// A program that runs beside this one and answers one line for each line it is given.
///
/// It gets no environment but a search path, a home and a neutral locale and time zone, so that
/// its answers do not depend on the person who runs it; what it says on standard error is dropped.
public struct ChildProcess: ~Copyable {
  private let identifier: pid_t
  private let input: Int32
  private let output: Int32
  private var pending: [UInt8] = []

  /// Starts a program, found by its path or in the search path; `nil` when there is none.
  public init?(_ program: String, arguments: [String]) {
    signal(SIGPIPE, SIG_IGN)
    var toChild: [Int32] = [-1, -1]
    var fromChild: [Int32] = [-1, -1]
    guard pipe(&toChild) == 0 else { return nil }
    guard pipe(&fromChild) == 0 else {
      for descriptor in toChild { close(descriptor) }
      return nil
    }
    for descriptor in toChild + fromChild { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, toChild[0], STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, fromChild[1], STDOUT_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    var child = pid_t()
    let environment = Self.environment
    let status = Self.withStrings([program] + arguments) { arguments in
      Self.withStrings(environment) { environment in
        posix_spawnp(&child, program, &actions, nil, arguments, environment)
      }
    }
    close(toChild[0])
    close(fromChild[1])
    guard status == 0 else {
      close(toChild[1])
      close(fromChild[0])
      return nil
    }
    identifier = child
    input = toChild[1]
    output = fromChild[0]
  }

  deinit {
    // Its input ends, and with it the program; one that does not listen is stopped.
    close(input)
    close(output)
    kill(identifier, SIGTERM)
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
  }

  /// Sends a line and returns the answer without its end of line; `nil` when the program has ended.
  public mutating func ask(_ line: String) -> String? {
    var bytes = Array(line.utf8)[...]
    bytes.append(0x0A)
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(input, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return nil }
      bytes = bytes.dropFirst(count)
    }
    return readLine()
  }

  private mutating func readLine() -> String? {
    var searched = 0
    while true {
      if let end = pending[searched...].firstIndex(of: 0x0A) {
        let line = String(decoding: pending[..<end], as: UTF8.self)
        pending.removeSubrange(...end)
        return line
      }
      searched = pending.count
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      let count = buffer.withUnsafeMutableBytes { Glibc.read(output, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return nil }
      pending.append(contentsOf: buffer[..<count])
    }
  }

  /// What the program sees of the environment.
  private static var environment: [String] {
    var variables = ["LC_ALL=C.UTF-8", "TZ=UTC", "PYTHONDONTWRITEBYTECODE=1"]
    for name in ["PATH", "HOME", "TMPDIR"] {
      if let value = getenv(name) { variables.append("\(name)=\(String(cString: value))") }
    }
    return variables
  }

  /// Calls a closure with a null-terminated array of C strings.
  private static func withStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    pointers.append(nil)
    return body(pointers)
  }
}
