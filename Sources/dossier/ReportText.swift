// Owns the words of a build's report, for people and for programs.

import Diagnostics
import SiteBuilder

/// The report as text: diagnostics on standard error, the summary on standard output.
struct ReportText {
  /// How many diagnostics are drawn; the total is always said.
  static let shownLimit = 100

  private let isFrench: Bool
  private let language: DiagnosticLanguage

  /// Makes a writer of reports in a language.
  init(_ language: DiagnosticLanguage) {
    self.language = language
    isFrench = language == .french
  }

  func write(_ report: BuildReport) {
    write(report.diagnostics, sources: report.sources)
    Terminal.writeOutput(summary(report))
  }

  /// Draws diagnostics on standard error; errors come first when not all can be shown.
  func write(_ diagnostics: [Diagnostic], sources: SourceMap) {
    let renderer = DiagnosticRenderer(
      sources: sources, language: language, usesColour: Terminal.usesColour, drawing: diagnostics)
    var shown = diagnostics
    if shown.count > Self.shownLimit {
      let errors = shown.filter { $0.severity == .error }
      let warnings = shown.filter { $0.severity == .warning }
      shown = Array((errors + warnings).prefix(Self.shownLimit))
    }
    for diagnostic in shown { Terminal.writeError(renderer.render(diagnostic) + "\n") }
    if diagnostics.count > shown.count {
      let rest = diagnostics.count - shown.count
      Terminal.writeError(
        isFrench
          ? "… et \(rest) de plus ; --format json les liste tous\n\n"
          : "… and \(rest) more; --format json lists all\n\n")
    }
  }

  func summary(_ report: BuildReport) -> String {
    var out = ""
    if !report.pages.isEmpty {
      // Kinds of one page (home, timeline, indexes) are counted together.
      let kinds = report.pages.filter { $0.count > 1 }.map {
        "\($0.count) \(noun(ofKind: $0.kind))"
      }
      let others = report.pages.count { $0.count == 1 }
      let other =
        kinds.isEmpty
        ? count(others, "page")
        : isFrench
          ? count(others, "autre") : count(others, "other")
      let parts = kinds + (others > 0 ? [other] : [])
      out += line("Pages", "Pages", "\(report.pageCount)\(colon) \(parts.joined(separator: ", "))")
      if report.indexPath != nil, report.madeCount < report.pageCount {
        let kept = report.pageCount - report.madeCount
        out += line(
          "Made", "Faites",
          isFrench
            ? "\(count(report.madeCount, "page")) ; \(kept) ne reposent sur rien qui ait changé"
            : "\(count(report.madeCount, "page")); \(kept) rest on nothing that changed")
      }
    }
    out += line(
      "Checks", "Contrôles",
      faultCounts(errors: report.errorCount, warnings: report.warningCount))
    if report.indexPath != nil {
      out += line(
        "Files", "Fichiers",
        isFrench
          ? "\(report.writtenCount) écrits, \(report.unchangedCount) inchangés, "
            + "\(report.prunedCount) retirés ; \(report.byteCount / 1_000) ko en tout"
          : "\(report.writtenCount) written, \(report.unchangedCount) unchanged, "
            + "\(report.prunedCount) removed; \(report.byteCount / 1_000) kB in all")
    }
    if !report.stages.isEmpty {
      let total = report.stages.reduce(Duration.zero) { $0 + $1.duration }
      let parts = report.stages.map { "\(name(of: $0.stage)) \(Self.milliseconds($0.duration))" }
      out += line(
        "Time", "Durée", "\(Self.milliseconds(total))\(colon) \(parts.joined(separator: ", "))")
    }
    switch report.outcome {
    case .succeeded:
      if let index = report.indexPath { out += line("Open", "À ouvrir", index) }
    case .contentFaults:
      out +=
        isFrench
        ? "Rien n'a été écrit : corrigez les erreurs ci-dessus et recommencez.\n"
        : "Nothing was written: mend the errors above and build again.\n"
    case .machineFault:
      out +=
        isFrench
        ? "La construction n'a pas pu aboutir.\n" : "The build could not be completed.\n"
    }
    return out
  }

  /// The numbers of errors and warnings in words.
  func faultCounts(errors: Int, warnings: Int) -> String {
    isFrench
      ? "\(count(errors, "erreur")), \(count(warnings, "avertissement"))"
      : "\(count(errors, "error")), \(count(warnings, "warning"))"
  }

  /// A line of the summary: a word, a column, a text.
  func line(_ english: String, _ french: String, _ text: String) -> String {
    let word = isFrench ? french : english
    return word + String(repeating: " ", count: max(1, 10 - word.count)) + text + "\n"
  }

  /// The colon of the language.
  var colon: String { isFrench ? " :" : ":" }

  static func milliseconds(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    return "\(seconds * 1_000 + attoseconds / 1_000_000_000_000_000) ms"
  }

  /// A number with its noun; French counts from two as more than one.
  func count(_ number: Int, _ noun: String) -> String {
    let isSingular = isFrench ? number < 2 : number == 1
    return isSingular ? "\(number) \(noun)" : "\(number) \(noun)s"
  }

  /// The noun of several pages of a kind.
  private func noun(ofKind kind: String) -> String {
    isFrench ? Self.frenchKinds[kind] ?? kind : kind + "s"
  }

  private func name(of stage: BuildStage) -> String {
    guard isFrench else { return stage.rawValue }
    switch stage {
    case .load: return "lecture"
    case .check: return "contrôle"
    case .plan: return "plan"
    case .render: return "rendu"
    case .links: return "liens"
    case .write: return "écriture"
    }
  }

  private static let frenchKinds = [
    "chapter": "chapitres", "provision": "articles", "actor": "acteurs", "event": "événements",
    "claim": "affirmations", "source": "sources", "instrument": "textes",
    "law-day": "jours du droit", "moved": "renvois",
  ]
}

/// The report as JSON lines on standard output: each diagnostic, then one object `summary`.
enum ReportJSON {
  static func write(_ report: BuildReport, in language: DiagnosticLanguage) {
    let renderer = DiagnosticRenderer(
      sources: report.sources, language: language, drawing: report.diagnostics)
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
      "\"made\":\(report.madeCount)", "\"written\":\(report.writtenCount)",
      "\"unchanged\":\(report.unchangedCount)",
      "\"removed\":\(report.prunedCount)", "\"bytes\":\(report.byteCount)",
      "\"microseconds\":{\(stages.joined(separator: ","))}",
    ]
    if let index = report.indexPath { fields.append("\"index\":\(JSONText.quote(index))") }
    return "{\"summary\":{\(fields.joined(separator: ","))}}"
  }
}

/// The report as a SARIF log on standard output.
enum ReportSARIF {
  static func write(
    _ diagnostics: [Diagnostic], sources: SourceMap, in language: DiagnosticLanguage,
    exitStatus: Int32
  ) {
    let renderer = DiagnosticRenderer(sources: sources, language: language, drawing: diagnostics)
    let log = renderer.renderSARIF(
      diagnostics, tool: SARIFTool(name: "dossier", version: Version.text), exitCode: exitStatus,
      page: EmbeddedDiagnosticPages.page)
    Terminal.writeOutput(log)
  }
}
