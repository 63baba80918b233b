// All examples of CommonMark 0.30, through our own writer. The text of the specification is
// CC BY-SA and comes from a Debian package; it is read, never kept.

import Foundation
import Testing

@testable import Markdown

@Suite struct CommonMarkSpecTests {
  private struct Example: Decodable {
    var markdown: String
    var html: String
    var example: Int
    var section: String
  }

  private static let path =
    "/usr/share/gocode/src/github.com/yuin/goldmark/_test/spec.json"

  @Test func everyExampleGivesTheHTMLOfTheSpecification() throws {
    guard let data = FileManager.default.contents(atPath: Self.path) else {
      Issue.record(
        """
        \(Self.path) is missing: install the examples with
        `apt-get install golang-github-yuin-goldmark-dev`, or run `make test`, which does
        """)
      return
    }
    let examples = try JSONDecoder().decode([Example].self, from: data)
    #expect(!examples.isEmpty)
    var passed = 0
    for example in examples {
      let html = Parsed(example.markdown, MarkdownOptions(profile: .commonmark)).html()
      if html == example.html {
        passed += 1
      } else {
        Issue.record(
          """
          example \(example.example) (\(example.section)): \(example.markdown.debugDescription)
          expected \(example.html.debugDescription)
          got      \(html.debugDescription)
          """)
      }
    }
    print("CommonMark: \(passed) of \(examples.count) examples")
    #expect(passed == examples.count)
  }
}
