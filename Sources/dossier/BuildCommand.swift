// The commands that read a dossier: build writes the site, check writes nothing.

import ArgumentParser
import Diagnostics
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

  func validate() throws {
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
    try await SiteRun.run(options, format: shared.format, language: shared.lang)
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
    _ options: SiteBuildOptions, format: OutputFormat, language asked: MessageLanguage?
  ) async throws {
    let line = ProgressLine()
    let report = await SiteBuild.run(options) { progress in
      let count = progress.count.map { " (\($0))" } ?? ""
      let language = DiagnosticLanguage(asked, of: progress.language)
      line.begin(progress.stage.activity[language] + count)
    }
    line.end()
    let language = DiagnosticLanguage(asked, of: report.language)
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
