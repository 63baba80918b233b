// Owns holding off interrupts while files of a site change places.

import Diagnostics
import Glibc

/// The signals by which a person or the system asks a run to end.
enum Interrupts {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]

  /// Runs a short body to its end, whatever is asked meanwhile; what was asked is dropped, since
  /// the run is about to end by itself.
  static func held<Value>(_ body: () throws(Diagnostic) -> Value) throws(Diagnostic) -> Value {
    let handlers = signals.map { signal($0, SIG_IGN) }
    defer { for (number, handler) in zip(signals, handlers) { _ = signal(number, handler) } }
    return try body()
  }
}
