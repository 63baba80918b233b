// The tables of filters, tests and functions on the page of the language are written from the
// signatures that the checker uses. UPDATE_GOLDEN=1 writes them anew.

import TemplateEngine
import TestSupport
import Testing

@Suite struct ReferencePageTests {
  static let path = PageTests.root + "/Documentation/template-language.md"

  /// The page with its tables made anew.
  static func page(_ text: String) -> String {
    let environment = Environment()
    var result = text
    for (heading, rows) in [
      ("filter", environment.filterReference), ("test", environment.testReference),
      ("function", environment.functionReference),
    ] {
      let head = "| \(heading) | takes | gives | "
      let table =
        head + "what |\n|---|---|---|---|\n" + rows.map { $0.markdown + "\n" }.joined()
      var lines = result.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      guard let start = lines.firstIndex(where: { $0.hasPrefix(head) }) else { continue }
      let end = lines[start...].firstIndex { !$0.hasPrefix("|") } ?? lines.count
      lines.replaceSubrange(
        start..<end, with: table.dropLast().split(separator: "\n").map(String.init))
      result = lines.joined(separator: "\n")
    }
    return result
  }

  @Test func tablesAreMadeFromTheSignatures() throws {
    let text = String(decoding: try readFile(Self.path), as: UTF8.self)
    try Golden.expect(Self.page(text), equalsFileAt: Self.path)
    for heading in ["filter", "test", "function"] {
      #expect(text.contains("| \(heading) | takes | gives | what |"), "\(heading)")
    }
  }

  /// Every built-in operation has a signature with a clause, and its parameters are those it binds.
  @Test func everyOperationHasASignature() {
    let environment = Environment()
    #expect(environment.filterReference.flatMap(\.names).count >= 55)
    #expect(environment.testReference.flatMap(\.names).count >= 35)
    for row in environment.filterReference + environment.testReference {
      #expect(!row.summary.isEmpty, "\(row.names)")
    }
    #expect(
      Set(environment.operationNames)
        == Set(
          (environment.filterReference + environment.testReference + environment.functionReference)
            .flatMap(\.names) + ["namespace"]))
  }
}
