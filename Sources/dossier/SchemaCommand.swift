// The command that prints the JSON Schemas of the data files, for editors.

import ArgumentParser
import Diagnostics
import DossierModel
import Foundation

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of a kind of file, for editors.",
    discussion: """
      Editors with the YAML language server complete keys and show faults while you write, when \
      the first line of a file names its schema:

        # yaml-language-server: $schema=../../.schemas/actors.schema.json

      'dossier init' writes the schemas and that line.

      EXAMPLES
        dossier schema                         list the kinds
        dossier schema actors
        dossier schema --all --output .schemas
      """)

  @Argument(
    help: "The kind of file, such as actors, events or dossier.",
    completion: .list(DataSchema.all.map(\.name)))
  var kind: String?

  @Flag(help: "Write the schemas of all kinds into a folder.")
  var all = false

  @Option(
    help: ArgumentHelp("The folder for '--all'.", valueName: "dir"), completion: .directory)
  var output: String?

  func validate() throws {
    if all, kind != nil { throw ValidationError("'--all' and a kind exclude each other.") }
    if all, output == nil {
      throw ValidationError("'--all' needs '--output DIR', the folder to write to.")
    }
    if !all, output != nil { throw ValidationError("'--output' goes with '--all'.") }
  }

  func run() throws {
    if all {
      try Self.writeAll(to: output ?? ".")
      return
    }
    guard let kind else {
      let width = DataSchema.all.map(\.name.count).max() ?? 0
      for schema in DataSchema.all {
        let name = schema.name.padding(toLength: width, withPad: " ", startingAt: 0)
        Terminal.writeOutput("\(name)  \(schema.file)\n")
      }
      return
    }
    guard let schema = DataSchema.named(kind) else {
      var message = "Error: there is no kind of file '\(kind)'."
      let near = Suggestion.nearest(to: kind, among: DataSchema.all.map(\.name))
      if !near.isEmpty { message += " Did you mean \(near.joined(separator: " or "))?" }
      Terminal.writeError(message + "\n'dossier schema' lists every kind.\n")
      throw ExitCode(ExitStatus.wrongUsage)
    }
    Terminal.writeOutput(schema.json)
  }

  /// Writes every schema into a folder, which is made where it is missing.
  static func writeAll(to folder: String) throws {
    for schema in DataSchema.all {
      try NewFile.write(schema.json, to: folder + "/" + schema.fileName, replacing: true)
    }
  }
}
