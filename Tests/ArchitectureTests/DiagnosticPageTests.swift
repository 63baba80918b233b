// Every code has a page that explains it, every page has a code, and no code is used twice.

import Foundation
import Testing

@Suite struct DiagnosticPageTests {
  /// The codes that the sources declare, with their titles.
  static func declaredCodes() throws -> [(code: String, title: String, path: String)] {
    let pattern = try Regex(#"DiagnosticCode\(\s*"([A-Z][0-9]{4})",\s*"([^"]+)""#)
    var found: [(String, String, String)] = []
    for path in try Repository.files(below: "Sources", ending: ".swift") {
      for match in try Repository.text(path).matches(of: pattern) {
        found.append(
          (
            String(match.output[1].substring ?? ""), String(match.output[2].substring ?? ""), path
          ))
      }
    }
    return found
  }

  @Test func everyCodeHasAPageAndEveryPageACode() throws {
    let codes = try Self.declaredCodes()
    #expect(codes.count > 40)
    var byCode: [String: String] = [:]
    for (code, title, path) in codes {
      #expect(byCode[code] == nil, "\(code) is declared twice, the second time in \(path)")
      byCode[code] = title
    }
    let pages = try Repository.files(below: "Documentation/diagnostics", ending: ".md")
    let names = Set(pages.map { String($0.split(separator: "/")[2].dropLast(3)) })
    let unexplained = byCode.keys.filter { !names.contains($0) }.sorted()
    #expect(unexplained == [], "codes without a page")
    for name in names.sorted() {
      let title = try #require(byCode[name], "\(name).md explains no code")
      let text = try Repository.text("Documentation/diagnostics/\(name).md")
      #expect(text.hasPrefix("# \(name): \(title)\n"), "\(name).md has another title")
      for section in ["## Wrong", "## Message", "## Right"] {
        #expect(text.contains("\n\(section)\n"), "\(name).md lacks \(section)")
      }
      #expect(text.contains("[\(name)]"), "\(name).md shows no message of its code")
    }
  }

  /// The letter says which target a fault comes from.
  @Test func lettersBelongToTargets() throws {
    let letters: [String: Set<Character>] = [
      "TemplateEngine": ["T"], "Markdown": ["M"], "DossierModel": ["D"], "Verification": ["R"],
      "Presentation": ["S"], "SiteBuilder": ["S"], "Briefing": ["P"], "FileSystem": ["F"],
      "dossier": ["C"],
      "Diagnostics": [], "Exchange": ["X"],
    ]
    for (code, _, path) in try Self.declaredCodes() {
      let target = String(path.split(separator: "/")[1])
      let allowed = letters[target] ?? []
      #expect(code.first.map(allowed.contains) == true, "\(code) is declared in \(path)")
    }
  }
}
