// The article on themes is a script: its files are written, its commands are run, and what it shows of
// pages and messages must be there.

import Foundation
import TestSupport
import Testing

@Suite struct ThemeArticleTests {
  /// A fenced block: its language, the path or word behind it, its text.
  struct Step {
    let language: String
    let path: String
    let text: String
  }

  static func steps() throws -> [Step] {
    let article = try String(
      contentsOfFile: DossierProcess.repository + "/Documentation/write-your-first-theme.md",
      encoding: .utf8)
    let block = try Regex(#"(?m)^```([a-z]+)(?: (\S+))?\n([\s\S]*?)\n```$"#)
    return article.matches(of: block).map { match in
      Step(
        language: String(match.output[1].substring ?? ""),
        path: String(match.output[2].substring ?? ""),
        text: String(match.output[3].substring ?? ""))
    }
  }

  @Test func everyStepWorks() throws {
    let workspace = try TemporaryWorkspace()
    let steps = try Self.steps()
    #expect(steps.count >= 15)
    var shown = 0
    for (index, step) in steps.enumerated() {
      switch step.language {
      case "jinja", "yaml", "css": try workspace.write(step.path, step.text + "\n")
      case "sh":
        let isWrong = index + 1 < steps.count && steps[index + 1].language == "error"
        for line in step.text.split(separator: "\n") {
          #expect(line.hasPrefix("dossier "))
          let outcome = try DossierProcess.run(Self.words(line.dropFirst(8)), in: workspace.root)
          #expect(outcome.status == (isWrong ? 1 : 0), "\(line): \(outcome.errors)")
          let expected = isWrong ? steps[index + 1].text : ""
          #expect(
            outcome.errors.trimmingCharacters(in: .newlines) == expected, "\(line)")
          shown += isWrong ? 1 : 0
        }
      case "html":
        let page = try workspace.read(step.path)
        for line in step.text.split(separator: "\n") { #expect(page.contains(line), "\(line)") }
        shown += 1
      case "error": break
      default: Issue.record("a block of an unknown kind: \(step.language)")
      }
    }
    #expect(shown >= 4)
  }

  /// The words of a command line, with quoted ones in one piece.
  private static func words(_ line: Substring) -> [String] {
    var words: [String] = []
    for (index, part) in line.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
    {
      if index % 2 == 1 {
        words.append(String(part))
      } else {
        words.append(contentsOf: part.split(separator: " ").map(String.init))
      }
    }
    return words
  }
}
