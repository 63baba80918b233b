// The walls of the house: which target may import which, and which file may see C.

import Foundation
import Testing

/// The repository, read as text.
enum Repository {
  /// The absolute path of the repository.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The text of a file.
  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  /// The paths of all files below a folder, relative to the repository.
  static func files(below folder: String, ending: String) throws -> [String] {
    let base = root.appendingPathComponent(folder)
    return try FileManager.default.subpathsOfDirectory(atPath: base.path)
      .filter { $0.hasSuffix(ending) }.map { folder + "/" + $0 }.sorted()
  }

  /// The modules that a Swift text imports, with their lines.
  static func imports(of text: String) -> [(line: Int, module: String)] {
    var found: [(Int, String)] = []
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    {
      var words = line.split(separator: " ")[...]
      while let word = words.first,
        ["public", "package", "internal", "fileprivate", "private"].contains(word)
          || word.hasPrefix("@")
      {
        words.removeFirst()
      }
      guard words.popFirst() == "import", var name = words.popFirst() else { continue }
      if ["struct", "class", "enum", "func", "protocol", "typealias", "let", "var"].contains(name) {
        name = words.first ?? name
      }
      found.append((number + 1, String(name.split(separator: ".").first ?? name)))
    }
    return found
  }
}

@Suite struct ImportTests {
  /// What each target may import: its own floor downward, and what lies outside the package.
  static let allowed: [String: Set<String>] = {
    let ground: Set = ["Diagnostics", "FileSystem"]
    let model = ground.union(["Markdown", "DossierModel"])
    let readers = model.union(["Verification", "TemplateEngine"])
    return [
      "Diagnostics": ["Synchronization"],
      "FileSystem": ["Diagnostics", "Glibc"],
      "TemplateEngine": ["Diagnostics", "Synchronization"],
      "Markdown": ["Diagnostics", "CCMark", "CArena"],
      "DossierModel": ground.union(["Markdown", "CYAML", "CReads"]),
      "Verification": model,
      "Exchange": ["Verification", "DossierModel", "Markdown", "Diagnostics"],
      "Search": [],
      "Presentation": readers.union(["Search"]),
      "SiteBuilder": readers.union(["Presentation", "Exchange", "Search", "Synchronization"]),
      "Briefing": readers.union(["Presentation", "Exchange", "Synchronization"]),
      "Preview": readers.union([
        "Presentation", "Exchange", "SiteBuilder", "Briefing", "NIOCore", "NIOPosix", "NIOHTTP1",
        "Foundation", "Synchronization",
      ]),
      "dossier": readers.union([
        "Presentation", "Exchange", "SiteBuilder", "Briefing", "Preview", "ArgumentParser",
        "Dispatch", "Foundation", "Synchronization",
      ]),
    ]
  }()

  /// The only file of a target that may import a module of C.
  static let onlyFile = [
    "CYAML": "Sources/DossierModel/Decoding/YAMLReader.swift",
    "CCMark": "Sources/Markdown/CMarkBridge.swift",
    "CArena": "Sources/Markdown/CMarkBridge.swift",
    "CReads": "Sources/DossierModel/Changes/Facet.swift",
  ]

  @Test func everyTargetImportsDownwardOnly() throws {
    var seen = Set<String>()
    for path in try Repository.files(below: "Sources", ending: ".swift") {
      let target = String(path.split(separator: "/")[1])
      seen.insert(target)
      let allowed = try #require(Self.allowed[target], "\(target) has no row in the table")
      for (line, module) in Repository.imports(of: try Repository.text(path)) {
        if !allowed.contains(module) { Issue.record("\(path):\(line) imports \(module)") }
        if let only = Self.onlyFile[module] {
          #expect(path == only, "\(path):\(line) imports \(module)")
        }
      }
    }
    #expect(seen == Set(Self.allowed.keys), "the table names the targets that exist")
  }

  @Test func theReaderOfImportsKnowsTheirForms() {
    let text = """
      import A
      public import B
      @testable import C
      internal import struct D.Thing
      // import E
      let text = "import F"
      """
    #expect(Repository.imports(of: text).map(\.module) == ["A", "B", "C", "D"])
  }

  @Test func noFileIsTooLong() throws {
    for path in try Repository.files(below: "Sources", ending: ".swift") {
      let count = try Repository.text(path).split(
        separator: "\n", omittingEmptySubsequences: false
      ).count
      #expect(count <= 1_000, "\(path) has \(count) lines")
    }
  }

  @Test func everyFileSaysWhatItOwns() throws {
    for path in try Repository.files(below: "Sources", ending: ".swift") {
      #expect(try Repository.text(path).hasPrefix("//"), "\(path) begins without a comment")
    }
  }
}
