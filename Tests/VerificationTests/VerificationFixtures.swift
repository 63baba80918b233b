// What the tests of this module share: the mini dossiers under `Fixtures/`, laid over `base`, and
// the dossier of the repository.

import Diagnostics
import DossierModel
import Foundation

@testable import Verification

/// Dossiers for tests.
enum VerificationFixtures {
  /// The folder of the repository.
  static let repository =
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
  static let folder = repository + "/Tests/VerificationTests/Fixtures"
  /// A day on which the fixtures are built.
  static let buildDate = DateValue.day("2026-11-22")

  /// A dossier in memory with the bytes of its archive.
  struct Files {
    /// The dossier's files by path.
    var texts: [String: String]

    /// Lays other files over these; an empty one removes the file.
    func with(_ others: [String: String]) -> Files {
      Files(texts: texts.merging(others) { $1 }.filter { !$0.value.isEmpty })
    }

    /// Replaces a text that must stand in a file exactly once.
    func replacing(_ old: String, with new: String, in path: String) throws -> Files {
      let text = texts[path] ?? ""
      guard text.components(separatedBy: old).count == 2 else {
        throw FixtureFault(message: "\(path) holds `\(old)` not exactly once")
      }
      return with([path: text.replacing(old, with: new)])
    }
  }

  struct FixtureFault: Error {
    let message: String
  }

  /// The files of the dossier that all examples build on.
  static func base() throws -> Files { Files(texts: try files(in: folder + "/base")) }

  /// The files of one example, laid over the base.
  static func example(_ code: String, _ name: String) throws -> Files {
    try base().with(try files(in: "\(folder)/\(code)/\(name)"))
  }

  /// The files of the dossier that the repository ships.
  static func shipped() throws -> Files {
    var texts = try files(in: repository + "/Content", prefix: "Content/")
    texts.merge(try files(in: repository + "/seeds", prefix: "seeds/")) { $1 }
    return Files(texts: texts)
  }

  /// All text files below a folder, by path.
  static func files(in folder: String, prefix: String = "") throws -> [String: String] {
    var texts: [String: String] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      var isFolder: ObjCBool = false
      let full = folder + "/" + path
      _ = FileManager.default.fileExists(atPath: full, isDirectory: &isFolder)
      if isFolder.boolValue { continue }
      texts[prefix + path] = try String(contentsOfFile: full, encoding: .utf8)
    }
    return texts
  }

  /// What a check found.
  struct Outcome {
    let checked: CheckedDossier?
    let sources: SourceMap
    let diagnostics: [Diagnostic]

    /// The codes, in order.
    var codes: [String] { diagnostics.map(\.code.id) }

    /// The diagnostics as shown.
    var rendered: String {
      let renderer = DiagnosticRenderer(sources: sources)
      return diagnostics.map(renderer.render).joined(separator: "\n")
    }
  }

  /// Loads and checks a dossier; files below `archive/` are the archive, by the name before the dot.
  static func check(
    _ files: Files, on day: CivilDate = buildDate, withArchive: Bool = false,
    workerCount: Int? = nil
  ) async -> Outcome {
    var archive: [String: [UInt8]] = [:]
    var dossier: [DossierFile] = []
    for (path, text) in files.texts {
      if path.hasPrefix("archive/") {
        let name = path.dropFirst("archive/".count)
        archive[String(name.prefix { $0 != "." })] = Array(text.utf8)
      } else {
        dossier.append(DossierFile(path: path, text: text))
      }
    }
    let loaded = await DossierLoader.load(dossier)
    var bag = loaded.diagnostics
    let options = CheckOptions(buildDate: day, archive: withArchive ? archive : nil)
    let checked: CheckedDossier?
    if let workerCount {
      checked = await Verification.check(
        loaded.dossier, sources: loaded.sources, options: options, workerCount: workerCount,
        into: &bag)
    } else {
      checked = Verification.check(
        loaded.dossier, sources: loaded.sources, options: options, into: &bag)
    }
    return Outcome(
      checked: checked, sources: loaded.sources, diagnostics: bag.sorted(by: loaded.sources))
  }
}

extension DateValue {
  /// A day written in ISO 8601; the first of all days when it is none.
  static func day(_ text: String) -> CivilDate { (try? CivilDate.parse(text)) ?? .first }
}
