// The command that explains a diagnostic from the pages the binary carries.

import ArgumentParser
import Diagnostics

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a diagnostic: what it means, a wrong example, a right one.",
    discussion: """
      EXAMPLES
        dossier explain R0101
        dossier explain            list every code
      """)

  @Argument(
    help: "The code shown in brackets, such as R0101.",
    completion: .list(EmbeddedDiagnosticPages.codes))
  var code: String?

  func run() throws {
    guard let code else {
      for (_, text) in EmbeddedDiagnosticPages.files {
        let title = text.description.split(separator: "\n").first ?? ""
        Terminal.writeOutput(title.drop { $0 == "#" || $0 == " " } + "\n")
      }
      return
    }
    let wanted = code.uppercased()
    if let page = EmbeddedDiagnosticPages.page(wanted) {
      Terminal.writeOutput(page)
      return
    }
    var message = "Error: there is no diagnostic '\(code)'."
    let near = Suggestion.nearest(to: wanted, among: EmbeddedDiagnosticPages.codes)
    if !near.isEmpty { message += " Did you mean \(near.joined(separator: " or "))?" }
    Terminal.writeError(message + "\n'dossier explain' lists every code.\n")
    throw ExitCode(ExitStatus.wrongUsage)
  }
}

extension EmbeddedDiagnosticPages {
  /// The codes that have a page, in order.
  static var codes: [String] {
    files.map { String($0.path.description.split(separator: ".").first ?? "") }
  }

  /// The page of a code.
  static func page(_ code: String) -> String? {
    files.first { $0.path.description == code + ".md" }?.text.description
  }
}
