// The commands that read a dossier: build writes the site, check writes nothing.

import ArgumentParser
import Diagnostics
import DossierModel
import FileSystem
import SiteBuilder

struct BuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Check the dossier and write its site.",
    discussion: """
      Only files that changed are written, and stale files of an earlier build are removed. When \
      the dossier has an error, nothing is written: the last good site stays as it is.

      EXAMPLES
        dossier build
        dossier build --source mydossier --output site
        dossier build --base-url https://example.org/dossier/ --date 2026-12-02
        dossier build --publish --previous last-release
        dossier build --format json | jq 'select(.severity == "error")'
        dossier build --format sarif > dossier.sarif
      """)

  @OptionGroup var shared: SharedOptions

  @Option(
    help: ArgumentHelp(
      "Where to write the site. Default: public/ in the source folder.", valueName: "dir"),
    completion: .directory)
  var output: String?

  @Option(
    help: ArgumentHelp(
      "The address the site will have, for the site map and canonical addresses.",
      valueName: "url"))
  var baseURL: String?

  @Flag(
    help:
      "Write into a folder that dossier did not make: same names are replaced, other files stay.")
  var force = false

  @Flag(
    help: ArgumentHelp(
      "Publish: ask for a legal notice, sources and an address, and write what hosts need.",
      discussion: "Headers, caching and hashes; Documentation/publishing.md has recipes."))
  var publish = false

  @Option(
    help: ArgumentHelp(
      "With --publish: the site as published last; changes without a correction are errors.",
      valueName: "dir"), completion: .directory)
  var previous: String?

  @Option(
    help: ArgumentHelp(
      "A folder with PDFs that 'dossier brief' made, to offer for download.", valueName: "dir"),
    completion: .directory)
  var briefings: String?

  @Option(
    help: ArgumentHelp(
      "A report of the tests of the pages in a browser, for the accessibility statement.",
      valueName: "file"),
    completion: .file())
  var pageChecks: String?

  @Flag(
    help: ArgumentHelp(
      "Print what each stage took, and write a trace of all pages.",
      discussion: "Perfetto (ui.perfetto.dev) and chrome://tracing open the trace."))
  var timings = false

  @Option(
    help: ArgumentHelp(
      "Where --timings writes the trace. Default: dossier-trace.json in this folder.",
      valueName: "file"),
    completion: .file())
  var trace: String?

  @Option(
    help: ArgumentHelp(
      "Make only part K of N of the pages; 'dossier merge' puts the parts together.",
      valueName: "k/n"))
  var shard: String?

  @Flag(
    inversion: .prefixedNo,
    help: ArgumentHelp(
      "Remember in .dossier-cache/ what was built, so that a build of nothing new ends at once.",
      discussion: "The folder may be removed at any time."))
  var cache = true

  func validate() throws {
    if let shard, Shard(shard) == nil {
      throw ValidationError("'--shard' takes a part such as 1/3, not '\(shard)'.")
    }
    if let baseURL, !Self.isBaseAddress(baseURL) {
      throw ValidationError(
        "'--base-url' takes an address such as https://example.org/dossier/, not '\(baseURL)'.")
    }
    if previous != nil, !publish {
      throw ValidationError("'--previous' compares releases: it needs '--publish'.")
    }
  }

  func run() async throws {
    let folder = shared.source.hasSuffix("/") ? shared.source : shared.source + "/"
    var options = SiteBuildOptions(
      source: shared.source, output: output ?? folder + "public", baseURL: baseURL,
      archive: shared.archive, date: try shared.buildDate(), jobs: shared.workerCount,
      force: force, briefings: briefings, pageChecks: pageChecks)
    options.publishes = publish
    options.previous = previous
    options.shard = shard.flatMap(Shard.init)
    options.cache = cache ? folder + ".dossier-cache" : nil
    options.recorder = timings || trace != nil ? SpanRecorder() : nil
    try await SiteRun.run(
      options, format: shared.format, language: shared.lang,
      trace: trace ?? "dossier-trace.json")
  }

  private static func isBaseAddress(_ text: String) -> Bool {
    for scheme in ["https://", "http://"] where text.hasPrefix(scheme) {
      let rest = text.dropFirst(scheme.count)
      let allowed = rest.unicodeScalars.allSatisfy {
        $0.isASCII && $0.value > 0x20 && !"\"<>\\^`{|}?#".unicodeScalars.contains($0)
      }
      return allowed && !rest.isEmpty && !rest.hasPrefix("/")
    }
    return false
  }
}

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check the dossier and write nothing.",
    discussion: """
      Does all that build does, up to the links of the finished pages, and keeps the result in \
      memory.

      EXAMPLES
        dossier check
        dossier check --archive ../archive
        dossier check --format json
        dossier check --write-baseline
      """)

  @OptionGroup var shared: SharedOptions

  @Flag(
    help: ArgumentHelp(
      "Accept what the rules find now: list it in Content/baseline.yaml.",
      discussion: "What they find later stops the build all the same."))
  var writeBaseline = false

  func run() async throws {
    let options = SiteBuildOptions(
      source: shared.source, output: nil, archive: shared.archive, date: try shared.buildDate(),
      jobs: shared.workerCount)
    if writeBaseline { try await BaselineFile.write(options) }
    try await SiteRun.run(options, format: shared.format, language: shared.lang)
  }
}

/// Runs a build, shows its report, and ends with the status that fits.
enum SiteRun {
  static func run(
    _ options: SiteBuildOptions, format: OutputFormat, language asked: MessageLanguage?,
    trace: String = ""
  ) async throws {
    let line = ProgressLine()
    let early = DossierLoader.language(folder: options.source)
    let report = await SiteBuild.run(options) { progress in
      let count = progress.count.map { " (\($0))" } ?? ""
      let language = DiagnosticLanguage(asked, of: progress.language ?? early)
      line.begin(progress.stage.activity[language] + count)
    }
    line.end()
    let language = DiagnosticLanguage(asked, of: report.language)
    if let recorder = options.recorder {
      if format == .text {
        Terminal.writeOutput(TimingTable.text(report, isFrench: language == .french))
      }
      try NewFile.write(
        String(decoding: recorder.trace, as: UTF8.self), to: trace, replacing: true)
    }
    try show(report, format: format, language: language)
  }

  /// Shows a report, and ends with the status that fits.
  static func show(
    _ report: BuildReport, format: OutputFormat, language: DiagnosticLanguage
  ) throws {
    let exitStatus = exitStatus(of: report)
    switch format {
    case .text: ReportText(language).write(report)
    case .json: ReportJSON.write(report, in: language)
    case .sarif:
      ReportSARIF.write(
        report.diagnostics, sources: report.sources, in: language, exitStatus: exitStatus)
    }
    if exitStatus != ExitStatus.clean { throw ExitCode(exitStatus) }
  }

  private static func exitStatus(of report: BuildReport) -> Int32 {
    switch report.outcome {
    case .succeeded: return ExitStatus.clean
    case .contentFaults: return ExitStatus.contentFaults
    case .machineFault:
      // A folder that cannot be used as asked is a matter of the command line, not of the machine.
      let usage: Set<DiagnosticCode> = [.foreignOutput, .outputOverlapsSource, .missingFolder]
      let faults = report.diagnostics.filter { $0.code.id.hasPrefix("F") }
      let isUsage = faults.allSatisfy { usage.contains($0.code) }
      return isUsage ? ExitStatus.wrongUsage : ExitStatus.machineFault
    }
  }
}
