// The stages of printing, one after the other: load, check, compose, typeset, inspect, write. Nothing
// is written while anything is an error.

import Diagnostics
import DossierModel
import Exchange
import FileSystem
import Markdown
import Presentation
import TemplateEngine
import Verification

/// Prints briefings.
package enum Briefing {
  /// Runs all stages and says what happened; faults are in the report, never thrown.
  ///
  /// The same dossier, options and day give the same bytes on any machine: dates come from the
  /// options, fonts from the engine, and the document sees no file but its own.
  /// - Parameters:
  ///   - options: What to print, from where, to where, as of which day.
  ///   - engine: The engine that typesets; one that runs already is faster.
  ///   - progress: Called when a stage begins.
  package static func write(
    _ options: BriefingOptions, engine: PrintEngine = PrintEngine(),
    progress: @Sendable (BriefingStage) -> Void = { _ in }
  ) async -> BriefingReport {
    var run = BriefingRun(options, engine)
    await run.stages(progress)
    return run.finish()
  }
}

/// One briefing in the making: what was found so far.
private struct BriefingRun {
  let options: BriefingOptions
  private let engine: PrintEngine
  var report = BriefingReport()
  var bag = DiagnosticBag()
  private let clock = ContinuousClock()
  private var stage: (name: BriefingStage, start: ContinuousClock.Instant)?

  init(_ options: BriefingOptions, _ engine: PrintEngine) {
    self.options = options
    self.engine = engine
  }

  /// A composed document, before layout.
  private struct Composition {
    let text: [UInt8]
    let variables: [(String, Value)]
    let words: Words
    let attachments: [ExchangeFile]
    let pictures: [(path: String, bytes: [UInt8], span: Span?)]
    let settings: DossierSettings
    let closed: CivilDate
  }

  private mutating func begin(
    _ name: BriefingStage, _ progress: (BriefingStage) -> Void
  ) {
    endStage()
    progress(name)
    stage = (name, clock.now)
  }

  private mutating func endStage() {
    if let stage { report.stages.append((stage.name, stage.start.duration(to: clock.now))) }
    stage = nil
  }

  mutating func stages(_ progress: (BriefingStage) -> Void) async {
    begin(.load, progress)
    if let day = options.asOf, day > options.date {
      bag.add(.futureBriefing(day, today: options.date))
    }
    if let output = options.output, Directory.exists(output) || output.hasSuffix("/") {
      bag.add(.unusableOutput(output))
    }
    let loaded = await DossierLoader.load(folder: options.source, workerCount: options.jobs)
    report.sources = loaded.sources
    report.language = loaded.language
    bag.merge(loaded.diagnostics)
    let library = TemplateLibrary.load(
      folder: PathName.join(options.source, "Templates"),
      language: loaded.dossier.settings.language, sources: &report.sources, into: &bag)
    let archive = readArchive(loaded.dossier)

    begin(.check, progress)
    let day = options.asOf ?? options.date
    var checks = DiagnosticBag()
    guard
      let checked = check(
        loaded.dossier, sources: report.sources,
        options: CheckOptions(buildDate: day, archive: archive), into: &checks)
    else {
      bag.merge(checks)
      return
    }
    // A briefing of an earlier day is asked for on purpose: what that day makes doubtful is not said.
    if options.asOf == nil { bag.merge(checks) }
    if bag.hasErrors { return }

    begin(.compose, progress)
    guard let composition = compose(checked, library) else { return }

    begin(.typeset, progress)
    do throws(Diagnostic) {
      try typeset(composition, progress)
    } catch {
      bag.add(error)
    }
  }

  // MARK: - Compose

  private mutating func compose(
    _ checked: CheckedDossier, _ library: TemplateLibrary
  ) -> Composition? {
    let dossier = checked.dossier
    let presenter = Presenter(
      checked: checked, library: library, baseURL: dossier.settings.baseURL)
    let attachments = exchangeFiles(
      for: checked, buildDate: options.asOf ?? options.date, baseURL: presenter.baseURL
    ) { presenter.permalink($0) }
    .filter { file in
      // Both hold what the day of the briefing did not know.
      options.asOf == nil && ["dossier.json", "sources.bib"].contains(file.route)
    }
    let selection = BriefingSelection(checked: checked, cutoff: options.asOf)
    let scope = PrintScope(presenter, selection: selection)
    let document = BriefingDocument(scope: scope, options: options)
    let variables = document.variables(attachments: attachments)
    guard let template = library.templates.template(options.profile.template) else {
      bag.add(.missingPrintTemplate(options.profile.template))
      return nil
    }
    var out = OutputBuffer()
    do throws(Diagnostic) {
      try template.render(variables, into: &out, warnings: &bag)
    } catch {
      bag.add(error)
      return nil
    }
    let pictures = readPictures(scope.pictures)
    let signs = PrintedSigns(out.bytes)
    for run in signs.replaced.prefix(Self.signLimit) {
      bag.add(.unprintableSigns(run, at: span(of: run)))
    }
    for sign in signs.removed {
      // Said already where the text was read.
      let place = span(of: String(sign))
      let isSaid = bag.diagnostics.contains {
        $0.code.id == "D0112" && $0.primary?.span.source == place?.source
      }
      if !isSaid { bag.add(.turningSign(sign, at: place)) }
    }
    if !out.bytes.contains(where: { $0 > 0x20 }) {
      bag.add(.emptyDocument(options.profile.template, at: start(of: options.profile.template)))
    }
    if let (byte, name) = PackageImport.first(in: out.bytes) {
      let label = TemplateTrace(report.sources).place(
        ofByte: byte, in: options.profile.template, context: variables, words: library.words)
      bag.add(.packageImport(name, at: label))
    }
    if bag.hasErrors { return nil }
    return Composition(
      text: signs.text, variables: variables, words: library.words, attachments: attachments,
      pictures: pictures, settings: dossier.settings, closed: scope.closed)
  }

  /// The pictures that the document shows; one that is missing is an error at the text that shows it.
  private mutating func readPictures(
    _ wanted: [(path: String, span: Span?)]
  ) -> [(path: String, bytes: [UInt8], span: Span?)] {
    var pictures: [(String, [UInt8], Span?)] = []
    for (path, span) in wanted {
      let kind = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
      guard PathName.isSafeRoute(path),
        let bytes = try? FileReader.read(PathName.join(options.source, "Content/\(path)"))
      else {
        bag.add(.unprintablePicture(path, isThere: false, at: span))
        continue
      }
      guard ["png", "jpg", "jpeg", "gif", "webp", "svg"].contains(kind) else {
        bag.add(.unprintablePicture(path, isThere: true, at: span))
        continue
      }
      pictures.append((path, bytes, span))
    }
    return pictures
  }

  /// How many runs of signs without a printed form are shown.
  private static let signLimit = 20

  /// Where a text first stands in the dossier.
  private func span(of text: String) -> Span? {
    let bytes = Array(text.utf8)
    for prefix in ["Content/", "Templates/"] {
      for raw in 0..<report.sources.count {
        let source = SourceID(raw: UInt32(raw))
        guard report.sources.path(of: source).hasPrefix(prefix) else { continue }
        if let range = report.sources.bytes(of: source).firstRange(of: bytes) {
          return Span(source: source, start: range.lowerBound, end: range.upperBound)
        }
      }
    }
    return nil
  }

  /// The first byte of a template of the dossier.
  private func start(of template: String) -> Label? {
    for raw in 0..<report.sources.count {
      let source = SourceID(raw: UInt32(raw))
      if report.sources.path(of: source) == "Templates/" + template {
        return Label(Span(source: source, start: 0, end: 0))
      }
    }
    return nil
  }

  private mutating func readArchive(_ dossier: Dossier) -> [String: [UInt8]]? {
    guard let folder = options.archive else { return nil }
    guard Directory.exists(folder) else {
      bag.add(.missingArchive(folder))
      return nil
    }
    var documents: [String: [UInt8]] = [:]
    for document in dossier.archivedDocuments {
      do throws(Diagnostic) {
        documents[document.slug] = try FileReader.read(PathName.join(folder, document.file))
      } catch {
        bag.add(error)
      }
    }
    return documents
  }

  // MARK: - Typeset

  private static let mainName = "main.typ"

  private mutating func typeset(
    _ composition: Composition, _ progress: (BriefingStage) -> Void
  ) throws(Diagnostic) {
    let engine = engine
    let isThere = try engine.use(options.pythons) { folder, host throws(Diagnostic) in
      try typeset(composition, in: folder, &host, progress)
    }
    if !isThere { throw .missingEngine(tried: options.pythons) }
  }

  private mutating func typeset(
    _ composition: Composition, in folder: borrowing ScratchFolder, _ host: inout TypstHost,
    _ progress: (BriefingStage) -> Void
  ) throws(Diagnostic) {
    // A document keeps its place, by which an engine that runs on knows it again.
    let place = "document-\(options.profile.rawValue)/"
    try folder.write(composition.text, as: place + Self.mainName)
    try folder.write(PrintedPlaces.file(of: composition.text), as: place + "places.typ")
    for file in composition.attachments {
      try folder.write(file.bytes, as: place + "attachments/" + file.route)
    }
    for picture in composition.pictures {
      try folder.write(picture.bytes, as: place + picture.path)
    }
    report.engine = "Typst \(host.version)"
    let root = PathName.join(folder.path, String(place.dropLast()))
    _ = try fields(host.open(root, main: Self.mainName), composition)
    let pdf = PathName.join(folder.path, "briefing.pdf")
    let answer = host.compile(
      to: pdf, seconds: composition.closed.dayNumber * 86_400, standards: ["ua-1", "a-3a"])
    if case .refused = answer {
      try probePictures(composition, root, &host)
      if bag.hasErrors { return }
    }
    let remarks = try fields(answer, composition)
    for remark in remarks.dropFirst() { bag.add(.engineRemark(remark)) }

    begin(.inspect, progress)
    let inspection = LayoutInspection(host.marks(LayoutInspection.label))
    report.pageCount = inspection.pageCount
    // The Python package counts its own versions.
    if !inspection.engine.isEmpty { report.engine = "Typst \(inspection.engine)" }
    for fault in inspection.strandedHeadings { bag.add(fault) }
    if options.profile == .note {
      let budget = composition.settings.briefing?.notePages
      if let fault = inspection.budgetFault(
        limit: budget?.value ?? 2, at: budget.map { Label($0.span) })
      {
        bag.add(fault)
      }
    }
    if bag.hasErrors { return }

    begin(.write, progress)
    let bytes = try FileReader.read(pdf)
    let output =
      options.output
      ?? PathName.join(
        options.source, "briefings/\(composition.words["print.files.\(options.profile.rawValue)"])")
    try FileWriter.write(bytes, to: output)
    report.path = output
    report.byteCount = bytes.count
  }

  /// Finds the pictures that the engine cannot read, each printed alone.
  private mutating func probePictures(
    _ composition: Composition, _ root: String, _ host: inout TypstHost
  ) throws(Diagnostic) {
    for picture in composition.pictures {
      var text = Array("#set document(title: \"x\")\n#image(".utf8)
      appendTypstString("/\(picture.path)".utf8, into: &text)
      text += Array(", alt: \"x\")\n".utf8)
      try FileWriter.write(text, to: PathName.join(root, "probe.typ"))
      _ = host.open(root, main: "probe.typ")
      if case .refused(let refusal) = host.compile(
        to: PathName.join(root, "probe.pdf"), seconds: 0, standards: [])
      {
        bag.add(.brokenPicture(picture.path, refusal.message, at: picture.span))
      }
    }
  }

  /// The fields of an answer; a refusal becomes a fault at the template that wrote the place.
  private func fields(
    _ answer: TypstHost.Answer, _ composition: Composition
  ) throws(Diagnostic) -> [String] {
    switch answer {
    case .fields(let fields): return fields
    case .gone: throw .lostEngine()
    case .refused(let refusal):
      let byte = EnginePlace.byte(
        in: refusal.drawing, main: Self.mainName, of: composition.text)
      let label = byte.flatMap {
        TemplateTrace(report.sources).place(
          ofByte: $0, in: options.profile.template, context: composition.variables,
          words: composition.words)
      }
      throw .refusedDocument(
        refusal.message, at: label, drawing: refusal.drawing, hints: refusal.hints)
    }
  }

  mutating func finish() -> BriefingReport {
    endStage()
    report.diagnostics = bag.sorted(by: report.sources)
    let errors = report.diagnostics.filter { $0.severity == .error }
    let machine: Set<DiagnosticCode> = [.missingEngine, .lostEngine]
    if errors.contains(where: { $0.code.id.hasPrefix("F") || machine.contains($0.code) }) {
      report.outcome = .machineFault
    } else if !errors.isEmpty {
      report.outcome = .contentFaults
    }
    return report
  }
}
