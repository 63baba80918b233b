// Owns the words between the server and its script: what an event says, as JSON.

import Diagnostics
import DossierModel

/// A choice of day; none for the days that the dossier names.
struct PreviewDay: Hashable, Sendable {
  let day: CivilDate?
}

/// The texts of events.
enum LiveEvents {
  /// How many diagnostics a page shows; the total is always said.
  static let shownLimit = 50

  /// The pages that are looked at and have changed.
  static func pages(_ routes: [String], stylesheet: String) -> String {
    "{\"changed\":\(list(routes)),\"stylesheet\":\(JSONText.quote(stylesheet))}"
  }

  /// What a rebuild did, and what is wrong.
  static func built(
    _ report: RebuildReport, stylesheet: String?, day: CivilDate?, editor: EditorLink, root: String
  ) -> String {
    let (seconds, attoseconds) = report.duration.components
    let milliseconds = seconds * 1_000 + attoseconds / 1_000_000_000_000_000
    var fields = [
      "\"build\":\(report.number)", "\"good\":\(report.isGood)",
      "\"milliseconds\":\(milliseconds)", "\"pages\":\(report.pageCount)",
      "\"errors\":\(report.errorCount)", "\"warnings\":\(report.warningCount)",
      "\"changed\":\(places(report.changed))", "\"gone\":\(list(report.gone))",
      "\"diagnostics\":[\(diagnostics(report, editor: editor, root: root).joined(separator: ","))]",
    ]
    if let stylesheet { fields.append("\"stylesheet\":\(JSONText.quote(stylesheet))") }
    if let day { fields.append("\"day\":\(JSONText.quote(day.description))") }
    return "{\(fields.joined(separator: ","))}"
  }

  private static func list(_ texts: [String]) -> String {
    "[\(texts.map(JSONText.quote).joined(separator: ","))]"
  }

  /// A change that shows on hundreds of pages is told by the first.
  private static func places(_ pages: [ChangedPage]) -> String {
    let parts = pages.prefix(200).map { page in
      let fragment = page.fragment.map { ",\"fragment\":\(JSONText.quote($0))" } ?? ""
      return "{\"route\":\(JSONText.quote(page.route))\(fragment)}"
    }
    return "[\(parts.joined(separator: ","))]"
  }

  /// Errors first, each with its place, the drawing of the terminal, and the way to the editor.
  private static func diagnostics(
    _ report: RebuildReport, editor: EditorLink, root: String
  ) -> [String] {
    let errors = report.diagnostics.filter { $0.severity == .error }
    let warnings = report.diagnostics.filter { $0.severity == .warning }
    let shown = Array((errors + warnings).prefix(shownLimit))
    let renderer = DiagnosticRenderer(
      sources: report.sources, language: report.language, drawing: shown)
    return shown.map { diagnostic in
      var fields = [
        "\"code\":\(JSONText.quote(diagnostic.code.id))",
        "\"severity\":\(JSONText.quote(diagnostic.severity == .error ? "error" : "warning"))",
        "\"message\":\(JSONText.quote(diagnostic.message[report.language]))",
        "\"drawing\":\(JSONText.quote(body(renderer.render(diagnostic), of: diagnostic, renderer)))",
      ]
      if let span = diagnostic.primary?.span, report.sources.contains(span.source) {
        fields.append("\"place\":\(JSONText.quote(renderer.place(of: span)))")
        let bytes = report.sources.bytes(of: span.source)
        let position = LineIndex(bytes).position(of: Int(span.start), in: bytes)
        let path = root + "/" + report.sources.path(of: span.source)
        if let address = editor.address(path: path, line: position.line, column: position.column) {
          fields.append("\"editor\":\(JSONText.quote(address))")
        }
      }
      return "{\(fields.joined(separator: ","))}"
    }
  }

  /// A drawing without the lines that stand above it: the heading, and the place that leads to the
  /// editor.
  private static func body(
    _ drawing: String, of diagnostic: Diagnostic, _ renderer: DiagnosticRenderer
  ) -> String {
    var lines = drawing.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
    if let span = diagnostic.primary?.span,
      let place = lines.firstIndex(where: { $0.hasSuffix("--> \(renderer.place(of: span))") })
    {
      lines.remove(at: place)
    }
    return lines.joined(separator: "\n")
  }
}
