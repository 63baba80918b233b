// Owns the printed briefing beside the text: made when somebody looks at it, once for each state of
// the dossier, and never written into the dossier's folder.

import Briefing
import Diagnostics
import DossierModel
import FileSystem
import NIOHTTP1
import Synchronization

/// A briefing of one state of the dossier, or why there is none.
struct PrintedBriefing: Sendable {
  /// The PDF; `nil` where it could not be made.
  let file: ServedFile?
  /// How many pages it has.
  let pageCount: Int
  /// What was found, drawn as on a terminal.
  let faults: [String]
  /// Whether no print engine was found.
  let lacksEngine: Bool
}

/// Prints briefings for the preview.
final class BriefingDesk: Sendable {
  private struct Key: Hashable {
    let build: Int
    let profile: BriefingProfile
    let day: CivilDate?
  }

  private let settings: PreviewSettings
  private let current: @Sendable () -> (build: Int, day: CivilDate?)
  private let prints = Mutex<[Key: Task<PrintedBriefing, Never>]>([:])
  /// The engine runs on from save to save.
  private let engine = PrintEngine()

  /// Makes a desk.
  ///
  /// - Parameter current: The number of the last rebuild, and the day that is shown.
  init(
    _ settings: PreviewSettings,
    current: @escaping @Sendable () -> (build: Int, day: CivilDate?)
  ) {
    self.settings = settings
    self.current = current
  }

  /// Answers a request for the PDF, or for what is known of it.
  func respond(_ name: String, profile: String, _ head: HTTPRequestHead) async -> PreviewResponse {
    guard let profile = BriefingProfile(rawValue: profile) else {
      return PreviewResponse(.notFound)
    }
    let (build, day) = current()
    let printed = await print(Key(build: build, profile: profile, day: day))
    if name == "briefing.pdf" {
      return printed.file.map { .file($0, for: head) } ?? PreviewResponse(.notFound)
    }
    let faults = printed.faults.map { JSONText.quote($0) }.joined(separator: ",")
    let tag = printed.file.map { ",\"tag\":\(JSONText.quote($0.tag))" } ?? ""
    let text = """
      {"build":\(build),"pages":\(printed.pageCount),"engine":\(!printed.lacksEngine),\
      "faults":[\(faults)]\(tag)}
      """
    return PreviewResponse(
      .ok, Array(text.utf8), type: MediaType.of(name), headers: ["Cache-Control": "no-store"])
  }

  private func print(_ key: Key) async -> PrintedBriefing {
    let task = prints.withLock { prints in
      if let task = prints[key] { return task }
      // Older states are of no use to anybody.
      for old in prints.keys where old.build < key.build { prints[old] = nil }
      let (settings, engine) = (settings, engine)
      // One after the other: who waits for the engine holds up nobody.
      let others = Array(prints.values)
      let task = Task {
        for other in others { _ = await other.value }
        return await Self.print(key, settings, engine)
      }
      prints[key] = task
      return task
    }
    return await task.value
  }

  private static func print(
    _ key: Key, _ settings: PreviewSettings, _ engine: PrintEngine
  ) async -> PrintedBriefing {
    do throws(Diagnostic) {
      let folder = try ScratchFolder()
      var options = BriefingOptions(
        source: settings.source, profile: key.profile, date: settings.date)
      options.asOf = key.day
      options.output = PathName.join(folder.path, "briefing.pdf")
      options.isDraft = true
      options.archive = settings.archive
      options.jobs = settings.jobs
      options.pythons = settings.pythons
      options.version = settings.version
      let report = await Briefing.write(options, engine: engine)
      let language =
        settings.language ?? (report.language == .french ? DiagnosticLanguage.french : .english)
      let renderer = DiagnosticRenderer(
        sources: report.sources, language: language, drawing: report.diagnostics)
      let faults = report.diagnostics.prefix(LiveEvents.shownLimit).map { renderer.render($0) }
      var file: ServedFile?
      if let path = report.path {
        file = ServedFile(try FileReader.read(path), type: MediaType.of("x.pdf"))
      }
      return PrintedBriefing(
        file: file, pageCount: report.pageCount, faults: faults,
        lacksEngine: report.diagnostics.contains { $0.code == .missingEngine })
    } catch {
      let language = settings.language ?? .english
      return PrintedBriefing(
        file: nil, pageCount: 0, faults: [error.message[language]], lacksEngine: false)
    }
  }
}
