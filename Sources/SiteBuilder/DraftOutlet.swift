// Owns where the files of a draft go: a server keeps them in memory; a build makes each aside as soon as
// it is whole, on the worker that made it, and forgets its bytes.

import Diagnostics
package import FileSystem
import Synchronization

/// A file of a draft.
struct DraftedFile: Sendable {
  /// The path below the output folder.
  let route: String
  /// The number of its bytes.
  let size: Int
  /// The bytes, where they are kept.
  let bytes: [UInt8]?
  /// The file that was made aside; `nil` where nothing is written or nothing could be.
  let made: MadeFile?
}

/// Where the files of a draft go.
package final class DraftOutlet: Sendable {
  private let session: OutputSession?
  private let keepsBytes: Bool
  private let hasFailed = Atomic<Bool>(false)

  /// Makes an outlet.
  ///
  /// - Parameters:
  ///   - session: Where files are made aside; `nil` when nothing is written.
  ///   - keepsBytes: Whether the files stay in memory.
  package init(_ session: OutputSession?, keepsBytes: Bool) {
    self.session = session
    self.keepsBytes = keepsBytes
  }

  /// What one worker hands its files to. Not shared.
  final class Desk {
    private let outlet: DraftOutlet
    private var writer: OutputWriter?

    init(_ outlet: DraftOutlet) { self.outlet = outlet }

    /// Takes a file. After the first failure nothing more is tried: a full disk is one fault.
    func take(
      _ route: String, _ bytes: [UInt8], into bag: inout DiagnosticBag
    ) -> DraftedFile {
      var made: MadeFile?
      if let session = outlet.session, !outlet.hasFailed.load(ordering: .relaxed) {
        do throws(Diagnostic) {
          if writer == nil { writer = try session.writer() }
          made = try writer?.make(route, bytes)
        } catch {
          if !outlet.hasFailed.exchange(true, ordering: .relaxed) { bag.add(error) }
        }
      }
      return DraftedFile(
        route: route, size: bytes.count, bytes: outlet.keepsBytes ? bytes : nil, made: made)
    }
  }
}
