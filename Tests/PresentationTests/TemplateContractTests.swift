// The contracts of the theme: every file has one, the theme passes its checks, views give what the
// contracts promise, and a field misspelt anywhere is found at its place.

import Diagnostics
import DossierModel
import Foundation
import TemplateEngine
import TestSupport
import Testing
import Verification

@testable import Presentation

@Suite struct TemplateContractTests {
  /// The template files of the built-in theme.
  static let templates: [(name: String, text: String)] = EmbeddedTheme.files.map {
    ($0.path.description, $0.text.description)
  }.filter { $0.0.hasSuffix(".html") }

  @Test func everyFileHasAContract() {
    #expect(Self.templates.count > 20)
    for (name, text) in Self.templates {
      #expect(text.contains("{% params"), "\(name)")
      if name.hasPrefix("macros/") {
        for line in text.split(separator: "\n") where line.contains("{% macro ") {
          let parameters = line.split(separator: "(", maxSplits: 1).last ?? ""
          #expect(parameters.contains(":") || parameters.hasPrefix(")"), "\(name): \(line)")
        }
      }
    }
  }

  /// The shipped theme has nothing to report, not even a warning, in both languages.
  @Test(arguments: [DossierLanguage.french, .english])
  func theThemePassesItsChecks(_ language: DossierLanguage) {
    var sources = SourceMap()
    var bag = DiagnosticBag()
    let library = TemplateLibrary.load(
      folder: nil, language: language, sources: &sources, into: &bag)
    let renderer = DiagnosticRenderer(sources: sources)
    let messages = bag.sorted(by: sources).map { renderer.render($0) }.joined(separator: "\n")
    #expect(messages == "")
    #expect(
      library.templates.names.count { $0.hasSuffix(".html") } == Self.templates.count)
  }

  /// A template in another encoding is an error with the place of the byte.
  @Test func templatesAreUTF8() throws {
    let workspace = try TemporaryWorkspace()
    try Data([0xFF] + Array("{{ site.title }}".utf8)).write(
      to: URL(fileURLWithPath: workspace.path("own.html")))
    var sources = SourceMap()
    var bag = DiagnosticBag()
    _ = TemplateLibrary.load(
      folder: workspace.root, language: .english, sources: &sources, into: &bag)
    let codes = bag.sorted(by: sources).filter { $0.severity == .error }.map(\.code.id)
    #expect(codes.contains("D0102"))
  }

  /// Every record type and contract names types that exist, and every page kind has a contract.
  @Test func contractsAreComplete() {
    let known = Set(TemplateContracts.records.map(\.name))
    let builtIn: Set = [
      "any", "none", "bool", "int", "float", "number", "string", "text", "date", "html",
    ]
    for record in TemplateContracts.records {
      for field in record.fields {
        let names = field.type.split { "[]?|{}:, ".contains($0) }.map(String.init)
        for name in names { #expect(known.contains(name) || builtIn.contains(name), "\(name)") }
      }
    }
    let templates = Set(TemplateContracts.templates.map(\.template))
    for kind in PageKind.allCases { #expect(templates.contains(kind.template), "\(kind)") }
    for (name, _) in Self.templates where name.hasPrefix("fragments/") {
      #expect(templates.contains(name), "\(name)")
    }
  }

  /// What views give on every page of the dossier in this repository has the types declared.
  @Test func viewsKeepTheirContracts() async throws {
    let presenter = try await ThemeReferenceTests.presenter()
    var environment = Environment()
    TemplateContracts.register(in: &environment)
    let shapes = ShapeCache()
    for request in presenter.pages() {
      let scope = PageScope(presenter, page: request.route, shapes: shapes)
      let fault = environment.contractFault(request.kind.template, scope.context(for: request))
      #expect(fault == nil, "\(request.route.path)")
    }
    let declared = Dictionary(
      uniqueKeysWithValues: TemplateContracts.records.map { ($0.name, $0.fields.map(\.name)) })
    for (name, fields) in shapes.known {
      #expect(declared[name] == fields, "the fields of `\(name)` differ from its table")
    }
  }

  /// Misspelling a field anywhere in the theme is reported there, with the right name as a hint.
  @Test func aMisspeltFieldIsFoundAtItsPlace() throws {
    var words = Words(language: "fr")
    var sources = SourceMap()
    var bag = DiagnosticBag()
    for file in EmbeddedTheme.files where file.path.description == "i18n/fr.yaml" {
      let source = sources.add(path: "fr.yaml", bytes: Array(file.text.description.utf8))
      words.add(source, in: sources, into: &bag)
    }
    var environment = Environment()
    TemplateContracts.register(in: &environment)
    DossierFilters.register(in: &environment, words: words)
    environment.addGlobal("w", words.value)
    var random = SplitMix64(seed: 20_261_123)
    let field = try Regex(#"[a-z_]\.([a-z_]{3,})"#)
    for round in 0..<40 {
      let chosen = Int(random.next() % UInt64(Self.templates.count))
      let (name, text) = Self.templates[chosen]
      // Only what stands in tags and holes is code.
      let code = try Regex(#"\{[{%][^}]*[%}]\}"#)
      let places = text.matches(of: code).flatMap { tag in
        text[tag.range].matches(of: field).compactMap { $0.output[1].range }
      }.filter { !text[..<$0.lowerBound].hasSuffix("loop.") }
        .filter { !text[$0.upperBound...].hasPrefix(".html") && text[$0] != "html" }
      guard !places.isEmpty else { continue }
      let place = places[Int(random.next() % UInt64(places.count))]
      var letters = Array(text[place])
      letters.swapAt(1, 2)
      if letters[1] == letters[2] { letters.append("x") }
      let wrong = String(letters)
      let mutant = text.replacingCharacters(in: place, with: wrong)
      var map = SourceMap()
      var faults = DiagnosticBag()
      let inputs = Self.templates.map { file in
        (
          name: file.name,
          source: map.add(
            path: file.name, bytes: Array((file.name == name ? mutant : file.text).utf8))
        )
      }
      _ = environment.compile(inputs, in: map, into: &faults)
      let offset = text.utf8.distance(from: text.startIndex, to: place.lowerBound)
      let found = faults.sorted(by: map).contains { diagnostic in
        guard let span = diagnostic.primary?.span else { return false }
        return map.path(of: span.source) == name && Int(span.start) == offset
          && diagnostic.message.english.contains("`\(wrong)`")
      }
      #expect(found, "round \(round): \(name), \(wrong) at \(offset)")
    }
  }
}
