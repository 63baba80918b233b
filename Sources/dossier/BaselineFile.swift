// Owns writing the baseline of a dossier: the faults that its authors accept for the time being.

import ArgumentParser
import Foundation
import SiteBuilder
import Verification

/// The file `Content/baseline.yaml` of a dossier.
enum BaselineFile {
  /// Checks a dossier as if it had no baseline, and writes one that accepts what was found.
  ///
  /// With nothing to accept, a baseline that is there is removed.
  static func write(_ options: SiteBuildOptions) async throws {
    var options = options
    options.ignoresBaseline = true
    let report = await SiteBuild.run(options)
    // What the machine could not read is reported by the check that follows.
    if report.outcome == .machineFault { return }
    let path = options.source + "/" + Baseline.path
    if let text = Baseline.text(for: report.diagnostics, sources: report.sources) {
      try NewFile.write(text, to: path, replacing: true)
    } else if FileManager.default.fileExists(atPath: path) {
      try FileManager.default.removeItem(atPath: path)
    }
  }
}
