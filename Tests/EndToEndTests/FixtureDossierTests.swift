// Small dossiers through the real binary: the sound one, and one for each fault a user makes
// first, whose whole message is kept beside it.

import Foundation
import TestSupport
import Testing

@Suite struct FixtureDossierTests {
  static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures").path

  /// The names of the faulty dossiers: each is the sound one with the files of its folder on top.
  static let faults: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: fixtures + "/bad")) ?? []).sorted()

  static func workspace(_ name: String?) throws -> TemporaryWorkspace {
    let workspace = try TemporaryWorkspace()
    try workspace.copy(fixtures + "/base", to: "dossier")
    guard let name else { return workspace }
    let folder = fixtures + "/bad/" + name
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: folder + "/" + path, isDirectory: &isFolder),
        !isFolder.boolValue, path != "expected.txt"
      else { continue }
      try workspace.write(
        "dossier/" + path, String(contentsOfFile: folder + "/" + path, encoding: .utf8))
    }
    return workspace
  }

  static func run(_ workspace: TemporaryWorkspace, _ arguments: [String]) throws
    -> DossierProcess.Outcome
  {
    try DossierProcess.run(
      arguments + ["--date", "2026-03-01"], in: workspace.path("dossier"))
  }

  @Test func theSoundDossierBuilds() throws {
    let workspace = try Self.workspace(nil)
    let outcome = try Self.run(workspace, ["build"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.isEmpty, "\(outcome.errors)")
    let pages = try workspace.list("dossier/public").filter { $0.hasSuffix(".html") }
    #expect(pages.count > 10)
    for page in pages {
      let html = try workspace.read("dossier/public/" + page)
      #expect(html.contains("The tramway contract"), "\(page) lacks the title")
    }
  }

  @Test func theArchiveProvesTheQuotation() throws {
    let workspace = try Self.workspace(nil)
    try workspace.copy(Self.fixtures + "/archive", to: "archive")
    var outcome = try Self.run(workspace, ["check", "--archive", "../archive"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let text = try workspace.read("archive/minutes.txt")
    try workspace.write(
      "archive/minutes.txt", text.replacingOccurrences(of: "2029", with: "2039"))
    outcome = try Self.run(workspace, ["check", "--archive", "../archive"])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("seeds/minutes.yaml"))
  }

  @Test func thereIsAFaultyDossierForEachFault() {
    #expect(Self.faults.count >= 14)
  }

  @Test(arguments: faults)
  func theFaultIsNamed(name: String) throws {
    let workspace = try Self.workspace(name)
    let outcome = try Self.run(workspace, ["build"])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains(" --> "))
    #expect(outcome.errors.contains("^"))
    #expect(try workspace.list("dossier/public").isEmpty, "nothing is written")
    try Golden.expect(
      outcome.errors, equalsFileAt: "\(Self.fixtures)/bad/\(name)/expected.txt")
  }

  @Test func aPageOfTheThemeCanBeReplaced() throws {
    let workspace = try Self.workspace(nil)
    try workspace.write(
      "dossier/Templates/pages/404.html",
      """
      {% extends "layouts/base.html" %}
      {% block main %}<h1>Lost on the {{ site.title }}</h1>{% endblock %}

      """)
    let outcome = try Self.run(workspace, ["build"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      try workspace.read("dossier/public/404.html").contains(
        "<h1>Lost on the The tramway contract</h1>"))
  }
}
