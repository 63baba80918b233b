// The command that checks every template of a dossier, without reading its content.

import ArgumentParser
import Diagnostics
import DossierModel
import FileSystem
import Presentation

struct TemplateCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check all templates of a dossier against their contracts.",
    discussion: """
      Reports every unknown name, wrong type, wrong argument and unused parameter of the theme: \
      the built-in files and those that the dossier puts in their place. Nothing is rendered.

      EXAMPLES
        dossier template check
        dossier template check --source mydossier --format json
      """)

  @Option(
    help: ArgumentHelp("The folder that holds Templates/.", valueName: "dir"),
    completion: .directory)
  var source = "."

  @Option(
    help:
      "text for people, json for programs (one object a line), sarif for code hosts and editors.")
  var format = OutputFormat.text

  @Option(help: "The language of messages, fr or en. Default: the language of the dossier.")
  var lang: MessageLanguage?

  func run() async throws {
    guard Directory.exists(source) else {
      Terminal.writeError("Error: there is no folder '\(source)'.\n")
      throw ExitCode(ExitStatus.wrongUsage)
    }
    let loaded = await DossierLoader.load(folder: source)
    var sources = loaded.sources
    var bag = DiagnosticBag()
    let library = TemplateLibrary.load(
      folder: PathName.join(source, "Templates"),
      language: loaded.dossier.settings.language, dossier: loaded.dossier, sources: &sources,
      into: &bag)
    let diagnostics = bag.sorted(by: sources)
    let language = DiagnosticLanguage(lang, of: loaded.language)
    let renderer = DiagnosticRenderer(
      sources: sources, language: language, usesColour: format == .text && Terminal.usesColour,
      drawing: diagnostics)
    let errors = diagnostics.count { $0.severity == .error }
    switch format {
    case .json:
      for diagnostic in diagnostics {
        Terminal.writeOutput(renderer.renderJSON(diagnostic) + "\n")
      }
    case .text:
      for diagnostic in diagnostics { Terminal.writeError(renderer.render(diagnostic) + "\n") }
      let warnings = diagnostics.count - errors
      Terminal.writeOutput(
        "Templates \(library.templateCount), errors \(errors), warnings \(warnings)\n")
    case .sarif:
      ReportSARIF.write(
        diagnostics, sources: sources, in: language,
        exitStatus: errors > 0 ? ExitStatus.contentFaults : ExitStatus.clean)
    }
    if errors > 0 { throw ExitCode(ExitStatus.contentFaults) }
  }
}
