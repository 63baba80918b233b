// The pages of the M codes are true: the wrong example gives the message shown, the right one
// gives none. `UPDATE_GOLDEN=1` writes the messages.

import Diagnostics
import Foundation
import Testing

@testable import Markdown

@Suite struct MarkdownDiagnosticPageTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Documentation/diagnostics")

  /// The content of the first fenced block behind a heading.
  private static func block(_ page: [Substring], _ heading: String) -> (Range<Int>, String)? {
    guard let start = page.firstIndex(of: Substring(heading)),
      let open = page[start...].firstIndex(where: { $0.hasPrefix("```") })
    else { return nil }
    let fence = page[open].prefix { $0 == "`" }
    guard let close = page[(open + 1)...].firstIndex(of: fence) else { return nil }
    return (open + 1..<close, page[(open + 1)..<close].joined(separator: "\n"))
  }

  private static func messages(_ text: String) -> [(code: String, rendered: String)] {
    var map = SourceMap()
    let bytes = Array(text.utf8)
    let id = map.add(path: "Content/chapters/02-les-faits.md", bytes: bytes)
    var bag = DiagnosticBag()
    var options = MarkdownOptions()
    options.checksDays = true
    _ = parseMarkdown(
      bytes, origin: TextOrigin(verbatim: Span(source: id, start: 0, end: bytes.count)),
      options: options, into: &bag)
    let renderer = DiagnosticRenderer(sources: map)
    return bag.sorted(by: map).map { ($0.code.id, renderer.render($0)) }
  }

  /// Every text of a diagnostic has French words, and they are not the English ones.
  @Test(arguments: DiagnosticCode.markdownCodes.map(\.id))
  func everyCodeSpeaksFrench(code: String) throws {
    let url = Self.folder.appendingPathComponent("\(code).md")
    let page = try String(contentsOf: url, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    let wrong = try #require(Self.block(page, "## Wrong")).1
    var options = MarkdownOptions()
    options.checksDays = true
    let fault = try #require(Parsed(wrong, options).bag.diagnostics.first { $0.code.id == code })
    var texts = [fault.message] + fault.notes + fault.hints.map(\.text)
    texts += ([fault.primary].compactMap(\.self) + fault.secondary).map(\.text)
    for text in texts {
      #expect(!text.french.isEmpty)
      #expect(text.french != text.english)
    }
  }

  @Test(arguments: DiagnosticCode.markdownCodes.map(\.id))
  func examplesAreTrue(code: String) throws {
    let url = Self.folder.appendingPathComponent("\(code).md")
    var page = try String(contentsOf: url, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    let wrong = try #require(Self.block(page, "## Wrong")).1
    let right = try #require(Self.block(page, "## Right")).1
    let message = try #require(Self.block(page, "## Message"))
    let rendered = try #require(Self.messages(wrong).first { $0.code == code }).rendered
    let lines = rendered.split(separator: "\n", omittingEmptySubsequences: false)
      .reversed().drop { $0.isEmpty }.reversed()
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      page.replaceSubrange(message.0, with: lines)
      try page.joined(separator: "\n").write(to: url, atomically: true, encoding: .utf8)
    } else {
      #expect(message.1 == lines.joined(separator: "\n"))
    }
    #expect(Self.messages(right).map(\.code) == [])
  }
}
