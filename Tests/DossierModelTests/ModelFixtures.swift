// What the tests of this module share: dossiers in memory, paths of the repository, rendering.

import Diagnostics
import DossierModel
import FileSystem

/// Dossiers for tests.
enum ModelFixtures {
  /// The folder of the repository.
  static let repository =
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  /// The least that a `dossier.yaml` can say.
  static let settings = DossierFile(
    path: "Content/dossier.yaml",
    text: """
      title: Essai
      language: fr
      description: Un dossier d’essai.
      as-of: 2026-11-22
      law-date: 2026-01-02
      last-change: 2026-11-22
      presumption: Chacun est présumé innocent.
      """)

  /// Loads settings and one data file.
  static func load(_ name: String, _ text: String) async -> LoadedDossier {
    await DossierLoader.load([settings, DossierFile(path: "Content/data/\(name)", text: text)])
  }

  /// The rendered diagnostics of this module, in order.
  static func faults(_ loaded: LoadedDossier) -> [Diagnostic] {
    loaded.diagnostics.sorted(by: loaded.sources).filter { $0.code.id.hasPrefix("D") }
  }

  /// The codes of the diagnostics of this module, in order.
  static func codes(_ loaded: LoadedDossier) -> [String] { faults(loaded).map(\.code.id) }

  /// The diagnostics of this module as shown.
  static func rendered(_ loaded: LoadedDossier) -> String {
    let renderer = DiagnosticRenderer(sources: loaded.sources)
    return faults(loaded).map(renderer.render).joined(separator: "\n")
  }

  /// The bytes that a span covers.
  static func text(_ span: Span, in loaded: LoadedDossier) -> String {
    let bytes = loaded.sources.bytes(of: span.source)
    return String(decoding: bytes[Int(span.start)..<Int(span.end)], as: UTF8.self)
  }
}

extension ModelFixtures {
  /// The files of a fixture folder, read into memory.
  static func files(_ name: String) throws -> [DossierFile] {
    let root = repository + "/Tests/DossierModelTests/Fixtures/" + name
    return try Directory.files(below: root).map {
      DossierFile(path: $0.path, bytes: try FileReader.read(root + "/" + $0.path))
    }
  }
}
