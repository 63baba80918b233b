// A new dossier builds as it is (B-01), in both languages, and editors find its schemas.

import Foundation
import TestSupport
import Testing

@Suite struct InitTests {
  @Test(arguments: ["fr", "en"])
  func newDossierBuildsWithoutAWarning(language: String) throws {
    let workspace = try TemporaryWorkspace()
    let folder = workspace.path("new")
    let begun = try DossierProcess.run([
      "init", folder, "--language", language, "--title", "Un \"titre\" : deux",
    ])
    #expect(begun.status == 0 && begun.errors.isEmpty, "\(begun.errors)")
    let built = try DossierProcess.run(["build", "--source", folder])
    #expect(built.status == 0 && built.errors.isEmpty, "\(built.errors)")
    let none = language == "fr" ? "0 erreur, 0 avertissement" : "0 errors, 0 warnings"
    #expect(built.output.contains(none))
    let home = try String(contentsOfFile: folder + "/public/index.html", encoding: .utf8)
    #expect(home.contains("<html lang=\"\(language)\""))
  }

  @Test func everyDataFileNamesASchemaThatIsThere() throws {
    let workspace = try TemporaryWorkspace()
    let folder = workspace.path("new")
    _ = try DossierProcess.run(["init", folder])
    let files = try #require(FileManager.default.enumerator(atPath: folder + "/Content"))
    var count = 0
    for case let path as String in files where path.hasSuffix(".yaml") {
      let file = folder + "/Content/" + path
      let text = try String(contentsOfFile: file, encoding: .utf8)
      let prefix = "# yaml-language-server: $schema="
      let line = try #require(text.split(separator: "\n").first)
      #expect(line.hasPrefix(prefix), "\(path)")
      let schema = URL(
        fileURLWithPath: String(line.dropFirst(prefix.count)),
        relativeTo: URL(fileURLWithPath: file).deletingLastPathComponent())
      #expect(FileManager.default.fileExists(atPath: schema.path), "\(path): \(schema.path)")
      count += 1
    }
    #expect(count >= 5)
  }

  @Test func doesNotTouchADossierThatIsThere() throws {
    let workspace = try TemporaryWorkspace()
    try workspace.write("old/Content/dossier.yaml", "mine")
    let outcome = try DossierProcess.run(["init", workspace.path("old")])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("rien n'a été écrit"))
    let english = try DossierProcess.run(["init", "--language", "en", workspace.path("old")])
    #expect(english.status == 2)
    #expect(english.errors.contains("nothing was written"))
    #expect(!FileManager.default.fileExists(atPath: workspace.path("old/.schemas")))
  }

  @Test func schemaPrintsListsAndProposes() throws {
    let one = try DossierProcess.run(["schema", "actor"])
    #expect(one.status == 0)
    let object = try JSONSerialization.jsonObject(with: Data(one.output.utf8)) as? [String: Any]
    #expect(object?["title"] as? String == "Content/data/actors.yaml")
    let list = try DossierProcess.run(["schema"])
    #expect(list.output.contains("actors") && list.output.contains("Content/data/actors.yaml"))
    let wrong = try DossierProcess.run(["schema", "actros"])
    #expect(wrong.status == 2 && wrong.errors.contains("Did you mean actors?"))
    #expect(try DossierProcess.run(["schema", "--all"]).status == 2)
  }
}
