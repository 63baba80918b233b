// Owns what goes to standard output and standard error, and whether a person is looking.

import Foundation
import Synchronization

enum Terminal {
  /// Whether standard output is a terminal.
  static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Whether standard error is a terminal.
  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Whether diagnostics are coloured: on a terminal, unless `NO_COLOR` is set or it is dumb.
  static var usesColour: Bool {
    let environment = ProcessInfo.processInfo.environment
    return errorIsTerminal && (environment["NO_COLOR"] ?? "").isEmpty
      && environment["TERM"] != "dumb"
  }

  /// Writes to standard output.
  static func writeOutput(_ text: String) { write(text, STDOUT_FILENO) }

  /// Writes to standard error.
  static func writeError(_ text: String) { write(text, STDERR_FILENO) }

  private static func write(_ text: String, _ descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      // The reader is gone: there is nobody left to tell.
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }
}

/// A line on standard error that says what a long stage is doing; only on a terminal, only when
/// the stage takes longer than half a second, and removed afterwards.
final class ProgressLine: Sendable {
  private struct State {
    var stage = 0
    var isShown = false
  }

  private let state = Mutex(State())
  private let isOn = Terminal.errorIsTerminal

  /// A stage has begun.
  func begin(_ text: String) {
    guard isOn else { return }
    let stage = advance()
    Task.detached {
      try? await Task.sleep(for: .milliseconds(500))
      self.state.withLock { state in
        guard state.stage == stage else { return }
        state.isShown = true
        Terminal.writeError("\r\u{1B}[K\(text)…")
      }
    }
  }

  /// All stages have ended.
  func end() {
    if isOn { _ = advance() }
  }

  private func advance() -> Int {
    state.withLock { state in
      if state.isShown { Terminal.writeError("\r\u{1B}[K") }
      state.isShown = false
      state.stage += 1
      return state.stage
    }
  }
}
