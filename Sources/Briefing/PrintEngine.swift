// Owns an engine that runs on from one briefing to the next: what did not change is not laid out
// again. One document at a time.

import Diagnostics
import FileSystem
import Synchronization

/// A print engine that is started when it is first needed and runs until it is let go.
package final class PrintEngine: Sendable {
  /// The program and the folder that it sees.
  private final class Running {
    let folder: ScratchFolder
    var host: TypstHost

    /// `nil` where none of the programs has the engine.
    init?(_ pythons: [String]) throws(Diagnostic) {
      let folder = try ScratchFolder()
      guard let host = try TypstHost(pythons: pythons, folder: folder) else { return nil }
      self.folder = folder
      self.host = host
    }
  }

  private let running = Mutex<Running?>(nil)

  /// Makes an engine that does not run yet.
  package init() {}

  /// Uses the engine; nobody else does meanwhile.
  ///
  /// - Parameters:
  ///   - pythons: Programs to try for the one that has the engine.
  ///   - work: Gets the folder for its files and the engine.
  /// - Returns: Whether there is an engine.
  func use(
    _ pythons: [String],
    _ work: (borrowing ScratchFolder, inout TypstHost) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> Bool {
    try running.withLock { state throws(Diagnostic) -> Bool in
      if state == nil { state = try Running(pythons) }
      guard let engine = state else { return false }
      do throws(Diagnostic) {
        try work(engine.folder, &engine.host)
      } catch {
        // One that has ended is started again the next time.
        if error.code == .lostEngine { state = nil }
        throw error
      }
      return true
    }
  }
}
