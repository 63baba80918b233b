// The set-up script stops with a clear message where it cannot go on, and is silent where all is
// there. The programs it looks for come from a folder that the test makes its PATH.

import Foundation
import TestSupport
import Testing

@Suite struct SetupTests {
  /// Runs the set-up with only these programs to be found; a script stands for each that has one.
  static func run(
    scripts: [String: String], without missing: Set<String> = [], libraryIsMissing: Bool
  ) throws -> DossierProcess.Outcome {
    let workspace = try TemporaryWorkspace()
    for name in ["bash", "sh", "sed", "head", "id", "test", "env", "mktemp", "tail", "rm"]
    where !missing.contains(name) && scripts[name] == nil {
      let folders = ["/usr/bin/", "/bin/"]
      let path = folders.map { $0 + name }.first { FileManager.default.fileExists(atPath: $0) }
      try workspace.write("bin/keep", "")
      try workspace.link("bin/" + name, to: try #require(path, "\(name) is not on this machine"))
    }
    for (name, script) in scripts {
      try workspace.write("bin/" + name, "#!/bin/sh\n\(script)\n")
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: workspace.path("bin/" + name))
    }
    var setup = try String(
      contentsOfFile: DossierProcess.repository + "/Scripts/setup", encoding: .utf8)
    let header = libraryIsMissing ? workspace.path("nowhere.h") : workspace.path("bin/keep")
    for known in ["/usr/include/cmark.h", "/usr/include/yaml.h"] {
      setup = setup.replacingOccurrences(of: known, with: header)
    }
    try workspace.write("setup", setup)
    return try DossierProcess.run(
      [workspace.path("setup"), "build"], environment: ["PATH": workspace.path("bin")],
      executable: "/bin/bash")
  }

  static let swift = "echo 'Swift version 6.3.1 (swift-6.3.1-RELEASE)'"

  @Test func isSilentWhenAllIsThere() throws {
    let outcome = try Self.run(scripts: ["swift": Self.swift], libraryIsMissing: false)
    #expect(outcome.status == 0)
    #expect(outcome.output.isEmpty && outcome.errors.isEmpty)
  }

  @Test func refusesAnOldSwift() throws {
    let outcome = try Self.run(
      scripts: ["swift": "echo 'Swift version 6.0.3'"], libraryIsMissing: false)
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("Swift 6.1 or newer is needed, this is 6.0"))
  }

  @Test func saysThatSwiftIsMissing() throws {
    let outcome = try Self.run(scripts: [:], libraryIsMissing: false)
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("no 'swift' is in PATH"))
  }

  @Test func saysThatThereIsNoAptGet() throws {
    let outcome = try Self.run(scripts: ["swift": Self.swift], libraryIsMissing: true)
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("There is no apt-get here"))
    #expect(outcome.errors.contains("libcmark-dev (Markdown)"))
  }

  @Test func saysThatRootIsNeeded() throws {
    let outcome = try Self.run(
      scripts: ["swift": Self.swift, "apt-get": "exit 0", "id": "echo 1000"],
      libraryIsMissing: true)
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("Installing needs root and there is no sudo"))
  }

  @Test func saysWhatItInstallsAndUsesSudo() throws {
    let outcome = try Self.run(
      scripts: [
        "swift": Self.swift, "apt-get": "exit 0", "id": "echo 1000", "sudo": "exec \"$@\"",
      ], libraryIsMissing: true)
    #expect(outcome.status == 0)
    #expect(
      outcome.output
        == "setup: installing libcmark-dev (Markdown), libyaml-dev (YAML) with apt-get\n")
  }

  @Test func showsWhatAptGetSaidWhenItFails() throws {
    let outcome = try Self.run(
      scripts: [
        "swift": Self.swift, "apt-get": "echo 'no space left'; exit 100", "id": "echo 0",
      ], libraryIsMissing: true)
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("no space left"))
  }
}
