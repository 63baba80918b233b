// The small dossier of the README is real: it builds, and its fault is found.

import Foundation
import TestSupport
import Testing

@Suite struct ReadmeTests {
  /// Writes the files that the README shows: a path in backticks, a colon, a fenced block.
  static func workspace() throws -> TemporaryWorkspace {
    let text = try String(
      contentsOfFile: DossierProcess.repository + "/README.md", encoding: .utf8)
    let workspace = try TemporaryWorkspace()
    let block = try Regex(#"`(Content/[^`]+)`:\n\n```[a-z]+\n([\s\S]*?)\n```"#)
    for match in text.matches(of: block) {
      try workspace.write(
        String(match.output[1].substring ?? ""), String(match.output[2].substring ?? "") + "\n")
    }
    return workspace
  }

  @Test func theSmallDossierBuildsCleanly() throws {
    let workspace = try Self.workspace()
    #expect(try workspace.list("Content").count == 5)
    let outcome = try DossierProcess.run(
      ["build", "--date", "2026-03-01"], in: workspace.root)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.isEmpty, "\(outcome.errors)")
    let home = try workspace.read("public/index.html")
    #expect(home.contains("<html lang=\"en\""))
    #expect(home.contains("The tramway contract"))
  }

  @Test func theWrongWeekdayStopsIt() throws {
    let workspace = try Self.workspace()
    let chapter = try workspace.read("Content/chapters/01-facts.md")
    try workspace.write(
      "Content/chapters/01-facts.md",
      chapter.replacingOccurrences(of: "Monday 12", with: "Tuesday 12"))
    let outcome = try DossierProcess.run(["build"], in: workspace.root)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("Content/chapters/01-facts.md:7:4"))
    #expect(outcome.errors.contains("Monday"))
  }
}
