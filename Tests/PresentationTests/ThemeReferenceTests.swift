// The page on themes lists every record that templates receive, made from the pages of the dossier
// in this repository. UPDATE_GOLDEN=1 writes it anew.

import Diagnostics
import DossierModel
import Foundation
import TemplateEngine
import Testing
import Verification

@testable import Presentation

@Suite struct ThemeReferenceTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func presenter() async throws -> Presenter {
    let loaded = await DossierLoader.load(folder: root.path)
    var sources = loaded.sources
    var bag = loaded.diagnostics
    let library = TemplateLibrary.load(
      folder: nil, language: .french, sources: &sources, into: &bag)
    let options = CheckOptions(buildDate: try CivilDate.parse("2026-11-22"))
    let checked = try #require(
      check(loaded.dossier, sources: sources, options: options, into: &bag))
    return Presenter(checked: checked, library: library, baseURL: nil)
      .offering([Download(path: "donnees/x.json", labelKey: "export-dossier-json", size: 1)])
  }

  /// The tables of the page: variables by kind of page, then fields by record.
  static func reference() async throws -> String {
    let presenter = try await presenter()
    let shapes = ShapeCache()
    var kinds: [PageKind] = []
    for request in presenter.pages() {
      let scope = PageScope(presenter, page: request.route, shapes: shapes)
      _ = scope.context(for: request)
      #expect(scope.faults.isEmpty)
      if !kinds.contains(request.kind) { kinds.append(request.kind) }
    }
    var text = "\n| page | variables |\n|---|---|\n"
    for kind in kinds {
      let contract = TemplateContracts.templates.first { $0.template == kind.template }
      let own = (contract?.parameters ?? "").replacing("site: Site, page: Page", with: "")
      let list = own.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        .filter { !$0.isEmpty }.map { "`\($0)`" }.joined(separator: ", ")
      text += "| `\(kind.rawValue)` | \(list.isEmpty ? "none of its own" : list) |\n"
    }
    text += "\n| record | fields |\n|---|---|\n"
    for record in TemplateContracts.records {
      let fields = record.fields.map { "`\($0.name): \($0.type)`".replacing("|", with: "\\|") }
      text += "| \(record.name) | \(fields.joined(separator: ", ")) |\n"
    }
    text += "\n## Filters and functions of dossiers\n\n"
    text += "Beside those of the [language](template-language.md):\n\n"
    text += "| filter or function | takes | gives | what |\n|---|---|---|---|\n"
    var environment = Environment()
    let builtIn = Set(environment.operationNames)
    DossierFilters.register(in: &environment, words: presenter.words)
    for row in environment.filterReference + environment.functionReference
    where !builtIn.contains(row.names[0]) {
      text += row.markdown + "\n"
    }
    return text
  }

  @Test func thePageOnThemesListsEveryRecord() async throws {
    let file = Self.root.appendingPathComponent("Documentation/themes.md")
    let marker = "## Variables and records\n"
    let text = try String(contentsOf: file, encoding: .utf8)
    let reference = try await Self.reference()
    let head = text.components(separatedBy: marker)[0]
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
      try (head + marker + reference).write(to: file, atomically: true, encoding: .utf8)
    }
    let written = try String(contentsOf: file, encoding: .utf8)
    #expect(written == head + marker + reference, "run `make golden`")
  }

  /// Views never give a template a record with other fields than the first of its name.
  @Test func recordsOfOneNameHaveTheSameFields() async throws {
    let presenter = try await Self.presenter()
    var known: [String: [String]] = [:]
    for request in presenter.pages() {
      let shapes = ShapeCache()
      let scope = PageScope(presenter, page: request.route, shapes: shapes)
      _ = scope.context(for: request)
      for (name, fields) in shapes.known {
        #expect(known[name, default: fields] == fields, "\(name) on \(request.route.path)")
        known[name] = fields
      }
    }
  }
}
