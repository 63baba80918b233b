// Owns the words of a build's report, for people and for programs.

import Diagnostics
import SiteBuilder

/// The report as text: diagnostics on standard error, the summary on standard output.
enum ReportText {
  /// How many diagnostics are drawn; the total is always said.
  static let shownLimit = 100

  static func write(_ report: BuildReport) {
    let renderer = DiagnosticRenderer(
      sources: report.sources, usesColour: Terminal.usesColour, drawing: report.diagnostics)
    // Errors come first when not all can be shown.
    var shown = report.diagnostics
    if shown.count > shownLimit {
      let errors = shown.filter { $0.severity == .error }
      let warnings = shown.filter { $0.severity == .warning }
      shown = Array((errors + warnings).prefix(shownLimit))
    }
    for diagnostic in shown { Terminal.writeError(renderer.render(diagnostic) + "\n") }
    if report.diagnostics.count > shown.count {
      let rest = report.diagnostics.count - shown.count
      Terminal.writeError("… and \(rest) more; --format json lists all\n\n")
    }
    Terminal.writeOutput(summary(report))
  }

  static func summary(_ report: BuildReport) -> String {
    var out = ""
    if !report.pages.isEmpty {
      // Kinds of one page (home, timeline, indexes) are counted together.
      let kinds = report.pages.filter { $0.count > 1 }.map { "\($0.count) \($0.kind)s" }
      let others = report.pages.count { $0.count == 1 }
      let parts = kinds + (others > 0 ? ["\(count(others, kinds.isEmpty ? "page" : "other"))"] : [])
      out += "Pages     \(report.pageCount): \(parts.joined(separator: ", "))\n"
    }
    out += "Checks    \(count(report.errorCount, "error")), "
    out += "\(count(report.warningCount, "warning"))\n"
    if report.indexPath != nil {
      out += "Files     \(report.writtenCount) written, \(report.unchangedCount) unchanged, "
      out += "\(report.prunedCount) removed; \(report.byteCount / 1_000) kB in all\n"
    }
    if !report.stages.isEmpty {
      let total = report.stages.reduce(Duration.zero) { $0 + $1.duration }
      let parts = report.stages.map { "\($0.stage.rawValue) \(milliseconds($0.duration))" }
      out += "Time      \(milliseconds(total)): \(parts.joined(separator: ", "))\n"
    }
    switch report.outcome {
    case .succeeded:
      if let index = report.indexPath { out += "Open      \(index)\n" }
    case .contentFaults: out += "Nothing was written: mend the errors above and build again.\n"
    case .machineFault: out += "The build could not be completed.\n"
    }
    return out
  }

  static func milliseconds(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    return "\(seconds * 1_000 + attoseconds / 1_000_000_000_000_000) ms"
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
  }
}

/// The report as JSON lines on standard output: each diagnostic, then one object `summary`.
enum ReportJSON {
  static func write(_ report: BuildReport) {
    let renderer = DiagnosticRenderer(sources: report.sources, drawing: report.diagnostics)
    for diagnostic in report.diagnostics {
      Terminal.writeOutput(renderer.renderJSON(diagnostic) + "\n")
    }
    Terminal.writeOutput(summary(report) + "\n")
  }

  static func summary(_ report: BuildReport) -> String {
    let pages = report.pages.map { "\(JSONText.quote($0.kind)):\($0.count)" }
    let stages = report.stages.map { stage, duration in
      let (seconds, attoseconds) = duration.components
      let microseconds = seconds * 1_000_000 + attoseconds / 1_000_000_000_000
      return "\(JSONText.quote(stage.rawValue)):\(microseconds)"
    }
    var fields = [
      "\"outcome\":\(JSONText.quote("\(report.outcome)"))",
      "\"errors\":\(report.errorCount)", "\"warnings\":\(report.warningCount)",
      "\"pages\":{\(pages.joined(separator: ","))}",
      "\"written\":\(report.writtenCount)", "\"unchanged\":\(report.unchangedCount)",
      "\"removed\":\(report.prunedCount)", "\"bytes\":\(report.byteCount)",
      "\"microseconds\":{\(stages.joined(separator: ","))}",
    ]
    if let index = report.indexPath { fields.append("\"index\":\(JSONText.quote(index))") }
    return "{\"summary\":{\(fields.joined(separator: ","))}}"
  }
}
