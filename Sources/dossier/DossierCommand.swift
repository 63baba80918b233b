// Owns the root of the command line and the exit status of every way to end.

import ArgumentParser
import Foundation

/// The exit status, as documented in the help text.
enum ExitStatus {
  static let clean: Int32 = 0
  static let contentFaults: Int32 = 1
  static let wrongUsage: Int32 = 2
  static let machineFault: Int32 = 3
}

struct DossierCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dossier",
    abstract: "Builds a fact-checked website from a legal or political dossier.",
    discussion: """
      A dossier is a folder with Content/ (chapters in Markdown, data in YAML), and where \
      needed seeds/ (the register of captured documents) and Templates/ (files that replace \
      those of the built-in theme).

      EXAMPLES
        dossier init mydossier            begin a dossier that builds as it is
        dossier build                     build the dossier of this folder into public/
        dossier preview --open            show it in a browser while you write
        dossier check                     check it and write nothing
        dossier verify --archive DIR      compare quotations with captured documents
        dossier audit                     say in figures how well it is supported
        dossier explain R0101             explain a diagnostic
        dossier build --date 2026-12-02   build the site as of a day

      SHELL COMPLETION
        dossier --generate-completion-script bash|zsh|fish

      EXIT STATUS
        0 clean   1 errors in the dossier   2 wrong usage   3 the machine failed
      """,
    version: "dossier \(Version.text)",
    subcommands: [
      BuildCommand.self, MergeCommand.self, PreviewCommand.self, CheckCommand.self,
      BriefCommand.self, InitCommand.self,
      VerifyCommand.self, AuditCommand.self, ArchiveCommand.self, SchemaCommand.self,
      ExplainCommand.self, TemplateCommand.self, MarkdownCommand.self,
    ])
}

/// The version of the program.
enum Version {
  static let text = "0.1.0"
}

@main
enum Main {
  static func main() async {
    do {
      var command = try DossierCommand.parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let code as ExitCode {
      exit(code.rawValue)
    } catch {
      let message = DossierCommand.fullMessage(for: error)
      if DossierCommand.exitCode(for: error) == .success {
        Terminal.writeOutput(message.hasSuffix("\n") ? message : message + "\n")
        exit(ExitStatus.clean)
      }
      Terminal.writeError(message.hasSuffix("\n") ? message : message + "\n")
      exit(ExitStatus.wrongUsage)
    }
  }
}
