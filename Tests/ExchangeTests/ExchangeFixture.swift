// What the tests of this module share: the fixture dossier through the real loader and checks, its
// files, and the comparison with expected bytes.

import Diagnostics
import DossierModel
import Exchange
import Foundation
import Testing
import Verification

/// Dossiers and expected files.
enum ExchangeFixture {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures")
  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// A dossier that cannot be exported, with its diagnostics.
  struct Faults: Error, CustomStringConvertible {
    let description: String
  }

  /// Loads and checks a dossier as a build does.
  static func checked(_ folder: URL, on buildDate: CivilDate) async throws -> CheckedDossier {
    let loaded = await DossierLoader.load(folder: folder.path)
    var bag = loaded.diagnostics
    if let dossier = check(
      loaded.dossier, sources: loaded.sources, options: CheckOptions(buildDate: buildDate),
      into: &bag)
    {
      return dossier
    }
    let renderer = DiagnosticRenderer(sources: loaded.sources)
    let errors = bag.sorted(by: loaded.sources).filter { $0.severity == .error }
    throw Faults(description: errors.map(renderer.render).joined(separator: "\n"))
  }

  /// A day.
  static func day(_ text: String) throws -> CivilDate { try CivilDate.parse(text) }

  /// The files of the fixture dossier.
  static func files(
    on date: String = "2026-11-22", baseURL: String? = "https://exemple.fr/dossier"
  ) async throws -> [ExchangeFile] {
    let day = try day(date)
    let dossier = try await checked(folder.appendingPathComponent("dossier"), on: day)
    return exchangeFiles(for: dossier, buildDate: day, baseURL: baseURL) { key in
      guard case .event = key else { return nil }
      return "/chronologie/#\(dossier.dossier.slug(of: key))"
    }
  }

  /// One file of the fixture dossier.
  static func file(
    _ route: String, on date: String = "2026-11-22",
    baseURL: String? = "https://exemple.fr/dossier"
  ) async throws -> ExchangeFile {
    try #require(try await files(on: date, baseURL: baseURL).first { $0.route == route })
  }

  /// Compares bytes with the expected file of a route; `UPDATE_GOLDEN=1` writes it.
  static func compare(_ file: ExchangeFile) throws {
    let url = folder.appendingPathComponent("expected/" + file.route)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.bytes).write(to: url)
    }
    let expected = try [UInt8](Data(contentsOf: url))
    #expect(
      expected == file.bytes,
      "\(file.route) differs from Fixtures/expected; now:\n\(String(decoding: file.bytes, as: UTF8.self))"
    )
  }
}

extension ExchangeFile {
  /// The file as text.
  var text: String { String(decoding: bytes, as: UTF8.self) }
}
