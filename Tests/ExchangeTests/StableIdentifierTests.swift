// The identifiers that programs keep: the same after every edit that does not change what they name.

import DossierModel
import Foundation
import Testing

@testable import Exchange

@Suite struct StableIdentifierTests {
  /// The identifiers in the files of a dossier: of feeds, calendars, the graph and annotations.
  private func identifiers(_ folder: URL) async throws -> Set<String> {
    let day = try ExchangeFixture.day("2026-11-22")
    let checked = try await ExchangeFixture.checked(folder, on: day)
    let files = exchangeFiles(
      for: checked, buildDate: day, baseURL: "https://exemple.fr/dossier")
    var found = Set<String>()
    for file in files {
      for match in file.text.matches(of: /urn:uuid:[0-9a-f-]{36}/) { found.insert("\(match.0)") }
      for match in file.text.matches(of: /UID:[^\r]+/) { found.insert("\(match.0)") }
      for match in file.text.matches(of: /"id":"([0-9a-f]{40})"/) { found.insert("\(match.1)") }
    }
    return found
  }

  /// Copies the fixture and edits files of its `Content`.
  private func copy(_ edits: [(path: String, from: String, to: String)]) throws -> URL {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("dossier-ids-\(UUID().uuidString)")
    try FileManager.default.copyItem(
      at: ExchangeFixture.folder.appendingPathComponent("dossier"), to: folder)
    for edit in edits {
      let url = folder.appendingPathComponent("Content/" + edit.path)
      let text = try String(contentsOf: url, encoding: .utf8)
      #expect(text.contains(edit.from), "\(edit.path)")
      try text.replacing(edit.from, with: edit.to, maxReplacements: 1)
        .write(to: url, atomically: false, encoding: .utf8)
    }
    return folder
  }

  @Test func editsElsewhereChangeNoIdentifier() async throws {
    let before = try await identifiers(ExchangeFixture.folder.appendingPathComponent("dossier"))
    #expect(before.count > 20)
    let folder = try copy([
      // The id says what the title said before it changed.
      (
        "dossier.yaml", "title: \"L’affaire d’essai : un modèle\"",
        "id: l-affaire-d-essai-un-modele\ntitle: Tout autre chose"
      ),
      ("data/actors.yaml", "description: Ministère public.", "description: Autorité de poursuite."),
      // A role and a relation before the others move these by one place.
      (
        "data/actors.yaml", "  roles:\n",
        "  roles:\n    - title: maire\n      organisation: parquet\n      from: 2020\n"
          + "      status: established\n      sources: [journal-officiel]\n"
      ),
      (
        "data/actors.yaml", "  relations:\n",
        "  relations:\n    - verb: écrit à\n      to: parquet\n      event: e-01\n"
      ),
      // A new id that keeps the old one, and a record before all others.
      ("data/events.yaml", "- id: e-02\n", "- id: reponse\n  aliases: [e-02]\n"),
      (
        "data/events.yaml", "- id: e-01\n",
        "- id: e-00\n  cote: E-00\n  date: 2026-01-01\n  title: Un autre fait.\n  kind: press\n"
          + "  jurisdiction: fr\n  sources: [depeche]\n  status: single-source\n\n- id: e-01\n"
      ),
    ])
    defer { try? FileManager.default.removeItem(at: folder) }
    let after = try await identifiers(folder)
    #expect(before.subtracting(after).isEmpty)
    #expect(after.count > before.count)
  }

  @Test func equalPartsAreCounted() {
    let names = StableIdentifier.names(ofParts: [["role", nil], ["role", "a"], ["role", nil]])
    #expect(names == ["role/", "role/a", "role//2"])
  }
}
