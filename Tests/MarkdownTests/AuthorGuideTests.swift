// The guide for authors is a test: every example of Documentation/markdown.md gives the HTML that
// stands below it. `UPDATE_GOLDEN=1` writes the results.

import Foundation
import Testing

@testable import Markdown

@Suite struct AuthorGuideTests {
  private static let url = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Documentation/markdown.md")

  private static func html(_ markdown: String, _ kind: Substring) -> String {
    let language: MarkdownLanguage = kind.contains("en") ? .en : .fr
    let elements: Set<String> = kind.contains("html") ? ["kbd", "sub"] : []
    let parsed = Parsed(
      markdown + "\n", MarkdownOptions(language: language, htmlElements: elements))
    return parsed.html(
      HTMLWriterOptions(
        firstParagraphNumber: kind.contains("chapter") ? 41 : nil,
        margins: kind.contains("chapter")))
  }

  @Test func everyExampleGivesTheResultBelowIt() throws {
    let page = try String(contentsOf: Self.url, encoding: .utf8)
    var lines = page.split(separator: "\n", omittingEmptySubsequences: false)
    let updates = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"
    var index = 0
    var count = 0
    while index < lines.count {
      guard lines[index].hasPrefix("```` example") else {
        index += 1
        continue
      }
      let kind = lines[index].dropFirst("```` example".count)
      let dot = try #require(lines[index...].firstIndex(of: "."))
      let end = try #require(lines[dot...].firstIndex(of: "````"))
      let markdown = lines[(index + 1)..<dot].joined(separator: "\n")
      let result = Self.html(markdown, kind).split(
        separator: "\n", omittingEmptySubsequences: false
      ).dropLast()
      count += 1
      if updates {
        lines.replaceSubrange(dot + 1..<end, with: result)
        index = dot + result.count + 2
      } else {
        let expected = lines[(dot + 1)..<end].joined(separator: "\n")
        #expect(result.joined(separator: "\n") == expected, "line \(index + 1)")
        index = end + 1
      }
    }
    if updates {
      try lines.joined(separator: "\n").write(to: Self.url, atomically: true, encoding: .utf8)
    }
    print("Author guide: \(count) examples")
    #expect(count > 20)
  }
}
