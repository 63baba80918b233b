// The command that shows a dossier while it is written: its options, its lines on the terminal, and
// the signals that end it.

import ArgumentParser
import Diagnostics
import Dispatch
import DossierModel
import Foundation
import Preview
import Synchronization

struct PreviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Show the dossier in a browser while it is written.",
    discussion: """
      Serves the site from memory to this machine alone. Every save shows in the open page; what is \
      wrong shows over it and here. No file of the dossier or of its site is touched. Ctrl-C ends it.

      EXAMPLES
        dossier preview
        dossier preview --port 9000 --open
        dossier preview --as-of 2025-06-01
        dossier preview --editor vscode
        dossier preview --editor 'myeditor://{path}?l={line}&c={column}'
      """)

  @Option(
    help: ArgumentHelp(
      "The folder that holds Content/, and where it has them Templates/ and seeds/.",
      valueName: "dir"), completion: .directory)
  var source = "."

  @Option(help: ArgumentHelp("The first port to try; 0 takes any free one.", valueName: "n"))
  var port = 8080

  @Flag(help: "Open the first page in the browser.")
  var open = false

  @Option(
    help: ArgumentHelp(
      "Law and events as of a day. Default: the days that the dossier names.",
      valueName: "yyyy-mm-dd"))
  var asOf: BuildDate?

  @Option(
    help: ArgumentHelp(
      "The day of the build: later events are to come. Default: today, in UTC.",
      valueName: "yyyy-mm-dd"))
  var date: BuildDate?

  @Option(
    help: ArgumentHelp("The folder with captured documents.", valueName: "dir"),
    completion: .directory)
  var archive: String?

  @Option(
    help: ArgumentHelp(
      "A folder with printed briefings, which the pages offer for download.", valueName: "dir"),
    completion: .directory)
  var briefings: String?

  @Option(
    help: ArgumentHelp(
      "The editor that a click on a fault opens: a name (\(Self.editorNames)) or an address with "
        + "{path}, {line} and {column}. Default: VISUAL or EDITOR.", valueName: "name"))
  var editor: String?

  @Option(
    help: ArgumentHelp(
      "How many pages are worked on at once. Default: the number of cores.", valueName: "n"))
  var jobs: Int?

  @Option(help: "The language of messages, fr or en. Default: the language of the dossier.")
  var lang: MessageLanguage?

  @Option(
    help: ArgumentHelp(
      "The Python that has the package typst, for the PDF.", valueName: "file"),
    completion: .file())
  var typstPython: String?

  @Flag(help: "Compare files again and again instead of being told of changes by the system.")
  var poll = false

  private static let editorNames = "vscode, vscodium, cursor, zed, sublime, idea, emacs…"

  func validate() throws {
    if !(0...65_535).contains(port) {
      throw ValidationError("'--port' takes a number from 0 to 65535, not \(port).")
    }
    if let jobs, !(1...1_024).contains(jobs) {
      throw ValidationError("'--jobs' takes a number from 1 to 1024, not \(jobs).")
    }
    if let editor, EditorLink(editor) == nil {
      throw ValidationError(
        "'--editor' takes \(EditorLink.knownNames.joined(separator: ", ")) or an address with "
          + "{path}, not '\(editor)'.")
    }
    if !FileManager.default.fileExists(atPath: source) {
      throw ValidationError("There is no folder '\(source)'.")
    }
  }

  func run() async throws {
    let environment = ProcessInfo.processInfo.environment
    var settings = PreviewSettings(
      source: source, port: port, date: try date?.day ?? SharedOptions.today())
    settings.asOf = asOf?.day
    settings.archive = archive
    settings.briefings = briefings
    settings.jobs = jobs ?? max(1, ProcessInfo.processInfo.activeProcessorCount)
    settings.language = lang.map { $0 == .fr ? .french : .english }
    settings.editor =
      editor.flatMap(EditorLink.init)
      ?? EditorLink(command: environment["VISUAL"] ?? environment["EDITOR"])
    settings.pythons = TypstPythons.candidates(asked: typstPython, source: source)
    settings.version = Version.text
    settings.polls = poll

    let end = EndSignal()
    let screen = PreviewScreen(settings.language)
    let preview: LivePreview
    do {
      preview = try await LivePreview.start(settings) { screen.show($0) }
    } catch .portsTaken(let first, let last) {
      Terminal.writeError(
        first == last
          ? "dossier: the port \(first) is taken; choose another with --port\n"
          : "dossier: all ports from \(first) to \(last) are taken; choose one with --port\n")
      throw ExitCode(ExitStatus.machineFault)
    }
    if open { Self.openBrowser(preview.url) }
    await end.wait()
    await preview.stop()
    screen.end()
  }

  /// Hands an address to the browser; one that does not start is no reason to stop.
  private static func openBrowser(_ url: String) {
    for program in ["xdg-open", "open", "x-www-browser"] {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = [program, url]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      process.standardInput = FileHandle.nullDevice
      let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
      let isThere = path.split(separator: ":").contains {
        FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
      }
      if isThere, (try? process.run()) != nil { return }
    }
  }
}

/// The signals by which a person or the system asks for the end.
final class EndSignal {
  private let stream: AsyncStream<Void>
  private let signals: [any DispatchSourceSignal]

  init() {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    self.stream = stream
    signals = [SIGINT, SIGTERM, SIGHUP].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { continuation.yield() }
      source.resume()
      return source
    }
  }

  /// Returns when the first of them comes; the next one ends the program at once.
  func wait() async {
    for await _ in stream { break }
    for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
  }
}

/// What a preview says on the terminal: its address, faults as `dossier build` draws them, and one
/// line on the state of things.
final class PreviewScreen: Sendable {
  private struct State {
    var language: DiagnosticLanguage
    var isLineOpen = false
    var shownFaults: [Diagnostic] = []
  }

  private let state: Mutex<State>
  private let isTerminal = Terminal.errorIsTerminal

  init(_ language: DiagnosticLanguage?) {
    state = Mutex(State(language: language ?? .english))
  }

  func show(_ news: PreviewNews) {
    state.withLock { state in
      switch news {
      case .started(let url, let isPolling):
        Terminal.writeOutput("\(url)\n")
        if isPolling {
          say(
            Wording(
              "watching by comparison, for want of inotify",
              fr: "surveillance par comparaison, faute d'inotify"), &state)
        }
      case .changed(let count):
        guard isTerminal else { return }
        let files = Wording(
          count == 1 ? "1 file changed…" : "\(count) files changed…",
          fr: count < 2 ? "\(count) fichier modifié…" : "\(count) fichiers modifiés…")
        line(files[state.language], &state)
      case .rebuilt(let report): show(report, &state)
      }
    }
  }

  /// Leaves the terminal as it was found.
  func end() {
    state.withLock { state in
      if state.isLineOpen { Terminal.writeError("\r\u{1B}[K") }
      state.isLineOpen = false
    }
  }

  private func show(_ report: RebuildReport, _ state: inout State) {
    state.language = report.language
    if report.diagnostics != state.shownFaults {
      state.shownFaults = report.diagnostics
      if state.isLineOpen { Terminal.writeError("\r\u{1B}[K") }
      state.isLineOpen = false
      ReportText(report.language).write(report.diagnostics, sources: report.sources)
    }
    let words = ReportText(report.language)
    let faults = words.faultCounts(errors: report.errorCount, warnings: report.warningCount)
    let time = ReportText.milliseconds(report.duration)
    let (changed, made) = (report.changedRoutes.count, report.renderedCount)
    let pages = Wording(
      "\(changed) of \(words.count(report.pageCount, "page")) changed, \(made) made",
      fr: "\(changed < 2 ? "\(changed) page changée" : "\(changed) pages changées") sur "
        + "\(report.pageCount), \(made < 2 ? "\(made) faite" : "\(made) faites")")
    let kept =
      report.pageCount == 0
      ? Wording("no page could be made yet", fr: "aucune page n'a encore pu être faite")
      : Wording("the last good pages stay", fr: "les dernières bonnes pages restent")
    let what = report.isGood ? pages : kept
    let text = "\(what[report.language]), \(time), \(faults)"
    if isTerminal { line(text, &state) } else { Terminal.writeError(text + "\n") }
  }

  private func say(_ words: Wording, _ state: inout State) {
    if state.isLineOpen { Terminal.writeError("\r\u{1B}[K") }
    state.isLineOpen = false
    Terminal.writeError(words[state.language] + "\n")
  }

  /// Shows the line of state in the place of the one before.
  private func line(_ text: String, _ state: inout State) {
    Terminal.writeError("\r\u{1B}[K\(text)")
    state.isLineOpen = true
  }
}
