// The command that begins a dossier: a small one that builds as it is, with the schemas that
// editors complete by.

import ArgumentParser
import Diagnostics
import DossierModel
import Foundation

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Begin a dossier that builds as it is.",
    discussion: """
      Writes Content/ with a chapter and a record of each of the common kinds, and .schemas/ with \
      the schemas that editors complete by. No file that is there is ever replaced.

      EXAMPLES
        dossier init mydossier
        dossier init --language en --title "The affair"
        dossier init && dossier build
      """)

  @Argument(
    help: "The folder of the dossier; it is made where it is missing.", completion: .directory)
  var folder = "."

  @Option(help: "The language of the dossier: fr or en.")
  var language = DossierLanguage.french

  @Option(help: "The title of the dossier.")
  var title: String?

  @Option(
    help: ArgumentHelp(
      "The day at which the dossier is closed. Default: today, in UTC.", valueName: "yyyy-mm-dd"))
  var date: BuildDate?

  func validate() throws {
    if let title, title.allSatisfy(\.isWhitespace) || title.contains(where: \.isNewline) {
      throw ValidationError("'--title' takes one line of text.")
    }
  }

  func run() throws {
    guard !FileManager.default.fileExists(atPath: folder + "/Content") else {
      Terminal.writeError(
        Wording(
          "Error: '\(folder)' holds a folder 'Content' already; nothing was written.\n",
          fr: "Erreur : '\(folder)' contient déjà un dossier 'Content' ; rien n'a été écrit.\n")[
            words])
      throw ExitCode(ExitStatus.wrongUsage)
    }
    let day = try date?.day ?? SharedOptions.today()
    let scaffold = Scaffold(language: language, title: title, day: day)
    for file in scaffold.files {
      try NewFile.write(file.text, to: folder + "/" + file.path, replacing: false)
    }
    try SchemaCommand.writeAll(to: folder + "/.schemas")
    let isHere = folder == "."
    let source = isHere ? "" : " --source \(folder)"
    Terminal.writeOutput(
      Wording(
        "A dossier was begun\(isHere ? "" : " in \(folder)"): \(scaffold.files.count) files.\n"
          + "Build it with: dossier build\(source)\n",
        fr: "Un dossier est commencé\(isHere ? "" : " dans \(folder)") : "
          + "\(scaffold.files.count) fichiers.\nConstruisez-le avec : dossier build\(source)\n")[
          words])
  }

  /// The language of the messages: that of the dossier.
  private var words: DiagnosticLanguage { language == .french ? .french : .english }
}

extension DossierLanguage: ExpressibleByArgument {}

/// Writing one file of the author's, with its folders.
enum NewFile {
  /// Writes a file.
  ///
  /// - Parameter replacing: Whether a file that is there is replaced; otherwise it stays.
  static func write(_ text: String, to path: String, replacing: Bool) throws {
    let url = URL(fileURLWithPath: path)
    if !replacing, FileManager.default.fileExists(atPath: url.path) { return }
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    } catch {
      Terminal.writeError("Error: cannot write '\(path)': \(error.localizedDescription)\n")
      throw ExitCode(ExitStatus.machineFault)
    }
  }
}
