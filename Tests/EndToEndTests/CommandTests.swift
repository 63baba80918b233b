// The face of the command: help, versions, explanations, wrong usage, exit status.

import Foundation
import TestSupport
import Testing

@Suite struct CommandTests {
  @Test func sayingTheVersion() throws {
    let outcome = try DossierProcess.run(["--version"])
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix("dossier "))
  }

  @Test(arguments: [["--help"], ["build", "--help"], ["check", "--help"], ["explain", "--help"]])
  func helpHasExamples(arguments: [String]) throws {
    let outcome = try DossierProcess.run(arguments)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("EXAMPLES"))
    #expect(outcome.errors.isEmpty)
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) throws {
    let outcome = try DossierProcess.run(["--generate-completion-script", shell])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("base-url"))
  }

  @Test(arguments: [
    ["biuld"], ["build", "--sauce", "x"], ["build", "--jobs", "0"], ["build", "--jobs", "many"],
    ["build", "--date", "2026-02-30"], ["build", "--date", "hier"], ["check", "--format", "xml"],
    ["build", "--base-url", "example.org"], ["explain", "Z9999"], ["build", "extra"],
  ])
  func wrongUsageEndsWith2(arguments: [String]) throws {
    let outcome = try DossierProcess.run(arguments)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("Error:"))
    #expect(outcome.output.isEmpty)
  }

  @Test func explainListsAndExplains() throws {
    let list = try DossierProcess.run(["explain"])
    #expect(list.status == 0)
    for code in list.output.split(separator: "\n").compactMap({ $0.split(separator: ":").first }) {
      let page = try DossierProcess.run(["explain", code.lowercased()])
      #expect(page.status == 0)
      #expect(page.output.hasPrefix("# \(code): "))
    }
    #expect(list.output.contains("F0001"))
  }

  @Test func aFolderWithoutDossierIsSaid() throws {
    let workspace = try TemporaryWorkspace()
    let outcome = try DossierProcess.run(["build", "--source", workspace.root])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("Content"))
    let missing = try DossierProcess.run(["check", "--source", workspace.path("nowhere")])
    #expect(missing.status == 2)
    #expect(missing.errors.contains("nowhere"))
    try workspace.write("taken/thesis.txt", "mine")
    let refused = try DossierProcess.run([
      "build", "--source", FixtureDossierTests.fixtures + "/base", "--output",
      workspace.path("taken"),
    ])
    #expect(refused.status == 2)
    #expect(refused.errors.contains("F0003"))
  }
}
