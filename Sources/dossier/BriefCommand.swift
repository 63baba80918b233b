// The command that prints a briefing: where the engine is looked for, and the words of the report.

import ArgumentParser
import Briefing
import Diagnostics
import DossierModel
import Foundation

extension BriefingProfile: ExpressibleByArgument {}
extension PaperFormat: ExpressibleByArgument {}

struct BriefCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "brief",
    abstract: "Check the dossier and print a briefing as PDF.",
    discussion: """
      The profile note is what goes into a hearing: two pages by default. The profile full is the \
      whole dossier with notes, indexes and a bibliography. Both are tagged PDF/UA-1 and PDF/A-3a.

      Typesetting needs Python with the package typst: 'make brief' installs it into .venv-brief.

      EXAMPLES
        dossier brief
        dossier brief --profile full --output dossier.pdf
        dossier brief --profile full --as-of 2026-01-15
        dossier brief --profile full --draft --paper letter
      """)

  @OptionGroup var shared: SharedOptions

  @Option(help: "note: a few pages; full: the whole dossier.")
  var profile = BriefingProfile.note

  @Option(
    help: ArgumentHelp(
      "The briefing as it could have been written on a day: later events and later law are left "
        + "out.", valueName: "yyyy-mm-dd"))
  var asOf: BuildDate?

  @Option(
    help: ArgumentHelp(
      "The PDF to write. Default: below briefings/ in the source folder.", valueName: "file"),
    completion: .file(extensions: ["pdf"]))
  var output: String?

  @Flag(help: "Mark every page as a draft, with a banner of confidentiality.")
  var draft = false

  @Option(help: "a4 or letter.")
  var paper = PaperFormat.a4

  @Option(
    help: ArgumentHelp(
      "The Python that has the package typst.",
      discussion:
        "Default: DOSSIER_TYPST_PYTHON, then .venv-brief beside the dossier or here, then python3.",
      valueName: "file"), completion: .file())
  var typstPython: String?

  func run() async throws {
    var options = BriefingOptions(
      source: shared.source, profile: profile, date: try shared.buildDate())
    options.asOf = asOf?.day
    options.output = output
    options.isDraft = draft
    options.paper = paper
    options.archive = shared.archive
    options.jobs = shared.workerCount
    options.pythons = TypstPythons.candidates(asked: typstPython, source: shared.source)
    options.version = Version.text
    let line = ProgressLine()
    let early = DiagnosticLanguage(shared.lang, of: DossierLoader.language(folder: shared.source))
    let report = await Briefing.write(options) { line.begin($0.activity[early]) }
    line.end()
    let language = DiagnosticLanguage(shared.lang, of: report.language)
    let exitStatus =
      switch report.outcome {
      case .succeeded: ExitStatus.clean
      case .contentFaults: ExitStatus.contentFaults
      case .machineFault: ExitStatus.machineFault
      }
    switch shared.format {
    case .text: BriefingReportText.write(report, in: language)
    case .json: BriefingReportText.writeJSON(report, in: language)
    case .sarif:
      ReportSARIF.write(
        report.diagnostics, sources: report.sources, in: language, exitStatus: exitStatus)
    }
    if exitStatus != ExitStatus.clean { throw ExitCode(exitStatus) }
  }
}

/// Where the print engine is looked for.
enum TypstPythons {
  /// The programs to try, in order. One that is asked for by name is the only one.
  static func candidates(asked: String?, source: String) -> [String] {
    if let asked { return [asked] }
    let named = ProcessInfo.processInfo.environment["DOSSIER_TYPST_PYTHON"] ?? ""
    if !named.isEmpty { return [named] }
    let source = source.hasSuffix("/") ? source : source + "/"
    var found: [String] = []
    for folder in [source, "./"] {
      let python = folder + ".venv-brief/bin/python3"
      if FileManager.default.isExecutableFile(atPath: python), !found.contains(python) {
        found.append(python)
      }
    }
    return found + ["python3"]
  }
}

/// The report of a printing.
enum BriefingReportText {
  static func write(_ report: BriefingReport, in language: DiagnosticLanguage) {
    let isFrench = language == .french
    let words = ReportText(language)
    words.write(report.diagnostics, sources: report.sources)
    guard let path = report.path else {
      Terminal.writeOutput(
        isFrench
          ? "Rien n'a été imprimé : corrigez les erreurs ci-dessus.\n"
          : "Nothing was printed: mend the errors above.\n")
      return
    }
    let total = report.stages.reduce(Duration.zero) { $0 + $1.duration }
    let colon = isFrench ? " :" : ":"
    let parts = report.stages.map {
      "\($0.stage.name[language]) \(ReportText.milliseconds($0.duration))"
    }
    let checks = words.faultCounts(errors: report.errorCount, warnings: report.warningCount)
    Terminal.writeOutput(
      """
      Pages     \(report.pageCount), \(report.byteCount / 1_000) \(isFrench ? "ko" : "kB"), \
      \(report.engine)
      \(isFrench ? "Contrôle" : "Checks  ")  \(checks)
      \(isFrench ? "Durée" : "Time ")     \(ReportText.milliseconds(total))\(colon) \
      \(parts.joined(separator: ", "))
      \(isFrench ? "Ouvrir" : "Open  ")    \(path)

      """)
  }

  static func writeJSON(_ report: BriefingReport, in language: DiagnosticLanguage) {
    let renderer = DiagnosticRenderer(
      sources: report.sources, language: language, drawing: report.diagnostics)
    for diagnostic in report.diagnostics {
      Terminal.writeOutput(renderer.renderJSON(diagnostic) + "\n")
    }
    var fields = [
      "\"outcome\":\(JSONText.quote("\(report.outcome)"))", "\"pages\":\(report.pageCount)",
      "\"bytes\":\(report.byteCount)", "\"errors\":\(report.errorCount)",
      "\"warnings\":\(report.warningCount)",
    ]
    if let path = report.path { fields.append("\"path\":\(JSONText.quote(path))") }
    Terminal.writeOutput("{\"summary\":{\(fields.joined(separator: ","))}}\n")
  }
}
