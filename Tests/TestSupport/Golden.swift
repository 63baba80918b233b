// Owns expected outputs kept in files: compares, and rewrites them when asked to.

import Foundation
public import Testing

/// Expected outputs in files.
public enum Golden {
  /// Compares a text with a file of the tests.
  ///
  /// With `UPDATE_GOLDEN=1` in the environment the file is written and the test fails, so that
  /// recording never passes silently; without it a missing file fails too.
  public static func expect(
    _ text: String, equalsFileAt path: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let url = URL(fileURLWithPath: path)
    let known = try? String(contentsOf: url, encoding: .utf8)
    if known == text { return }
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: url, atomically: false, encoding: .utf8)
      Issue.record("wrote \(url.lastPathComponent): read it", sourceLocation: sourceLocation)
      return
    }
    let name = url.lastPathComponent
    Issue.record(
      known == nil
        ? "\(name) is missing; make golden writes it. It would hold:\n\(text)"
        : "\(name) differs. Expected:\n\(known ?? "")\nfound:\n\(text)",
      sourceLocation: sourceLocation)
  }
}
