// Owns running the real binary and reading what it says.

import Foundation
import TestSupport

/// The real command, built with the tests.
enum DossierProcess {
  /// What a run said and how it ended.
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String

    /// The diagnostics of a run with `--format json`, without the summary.
    var diagnostics: [Finding] {
      output.split(separator: "\n").compactMap { line in
        try? JSONDecoder().decode(Finding.self, from: Data(line.utf8))
      }
    }
  }

  /// A diagnostic as the JSON lines give it.
  struct Finding: Decodable, Hashable {
    let code: String
    let severity: String
    let message: String
    var path: String?
    var line: Int?
    var column: Int?
  }

  /// The repository.
  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// The path of the binary: beside the test bundle that runs now.
  static let path: String = {
    let beside = Bundle.main.executableURL?.deletingLastPathComponent()
      .appendingPathComponent("dossier").path
    let candidates = [beside, repository + "/.build/debug/dossier"].compactMap { $0 }
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) }
      ?? repository + "/.build/debug/dossier"
  }()

  /// Runs the command and waits for its end.
  static func run(
    _ arguments: [String], in folder: String? = nil, environment: [String: String] = [:],
    executable: String? = nil, input: String? = nil
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable ?? path)
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    var variables = ProcessInfo.processInfo.environment
    for (name, value) in environment { variables[name] = value }
    process.environment = variables
    // Files, not pipes: a full pipe would stop a run that says much.
    let workspace = try TemporaryWorkspace()
    try workspace.write("output", "")
    try workspace.write("errors", "")
    let output = try FileHandle(forWritingTo: URL(fileURLWithPath: workspace.path("output")))
    let errors = try FileHandle(forWritingTo: URL(fileURLWithPath: workspace.path("errors")))
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    if let input {
      try workspace.write("input", input)
      process.standardInput = try FileHandle(
        forReadingFrom: URL(fileURLWithPath: workspace.path("input")))
    }
    try process.run()
    process.waitUntilExit()
    try output.close()
    try errors.close()
    return Outcome(
      status: process.terminationReason == .exit ? process.terminationStatus : -1,
      output: try workspace.read("output"), errors: try workspace.read("errors"))
  }
}

/// A copy of the Grok dossier that a test may change.
struct DossierCopy {
  let workspace: TemporaryWorkspace

  init() throws {
    workspace = try TemporaryWorkspace()
    for folder in ["Content", "seeds"] {
      try workspace.copy(DossierProcess.repository + "/" + folder, to: folder)
    }
  }

  /// The day these tests build as of, so that nothing depends on the clock.
  static let date = "2026-11-22"

  /// Runs a command on the copy; it speaks English, so that tests read one language.
  @discardableResult
  func run(
    _ command: String, _ more: [String] = [], environment: [String: String] = [:],
    language: String? = "en"
  ) throws -> DossierProcess.Outcome {
    let asked = language.map { ["--lang", $0] } ?? []
    return try DossierProcess.run(
      [command, "--source", workspace.root, "--date", Self.date] + asked + more,
      environment: environment)
  }

  /// Replaces a text that must be there in one file.
  func replace(_ old: String, with new: String, in file: String) throws {
    let text = try workspace.read(file)
    guard let range = text.range(of: old) else { throw MissingText(text: old, file: file) }
    try workspace.write(file, text.replacingCharacters(in: range, with: new))
  }

  struct MissingText: Error {
    let text: String
    let file: String
  }

  /// The files of the site with their bytes.
  func site(_ folder: String = "public") throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try workspace.list(folder) {
      files[name] = try Data(
        contentsOf: URL(fileURLWithPath: workspace.path(folder + "/" + name)))
    }
    return files
  }
}
