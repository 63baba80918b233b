// Every code of the module has a page, and the page is the test: its wrong example gives exactly
// its message, its right example gives none. `UPDATE_GOLDEN=1` writes the messages anew.

import Diagnostics
import DossierModel
import Foundation
import TestSupport
import Testing

@Suite struct DiagnosticPageTests {
  @Test(arguments: DiagnosticCode.modelCodes.map(\.id))
  func pageIsTrue(code: String) async throws {
    let path = ModelFixtures.repository + "/Documentation/diagnostics/\(code).md"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let page = try #require(DiagnosticPage(text), "the page has not the form of a page")
    let title = DiagnosticCode.modelCodes.first { $0.id == code }?.title
    #expect(page.heading == "# \(code): \(title ?? "")")

    let wrong = try await load(page.wrong, code: code)
    #expect(ModelFixtures.codes(wrong).contains(code))
    let message = ModelFixtures.rendered(wrong)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
      try page.text(withMessage: message).write(toFile: path, atomically: true, encoding: .utf8)
    } else {
      #expect(page.message == message)
    }

    for fault in ModelFixtures.faults(wrong) { expectBothLanguages(fault) }

    let right = try await load(page.right, code: code)
    #expect(ModelFixtures.codes(right) == [], "\(ModelFixtures.rendered(right))")
  }

  /// Every text of a diagnostic has words in French.
  private func expectBothLanguages(_ fault: Diagnostic) {
    let labels = [fault.primary].compactMap { $0?.text } + fault.secondary.map(\.text)
    let texts = [fault.message] + labels + fault.notes + fault.hints.map(\.text)
    for text in texts where !text.isEmpty {
      #expect(text.english != text.french, "\(fault.code.id)")
    }
  }

  @Test func codesAreUniqueAndOfThisModule() {
    let ids = DiagnosticCode.modelCodes.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(ids.allSatisfy { $0.hasPrefix("D") && $0.utf8.count == 5 })
    #expect(ids == ids.sorted())
  }

  @Test func everyPageHasACode() throws {
    let folder = ModelFixtures.repository + "/Documentation/diagnostics"
    let pages = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasPrefix("D") && $0.hasSuffix(".md") }.map { String($0.dropLast(3)) }
    #expect(Set(pages) == Set(DiagnosticCode.modelCodes.map(\.id)))
  }

  /// Loads the files of an example, with settings where it gives none.
  private func load(
    _ blocks: [DiagnosticPage.Block], code: String
  ) async throws -> LoadedDossier {
    if code == "D0301" {
      // The examples list a folder; the folder's name would differ from run to run.
      let workspace = try TemporaryWorkspace()
      for name in blocks[0].text.split(separator: "\n").dropFirst() {
        try workspace.write("dossier/\(name)/dossier.yaml", "")
      }
      var loaded = await DossierLoader.load(folder: workspace.path("dossier"))
      var bag = DiagnosticBag()
      for var diagnostic in loaded.diagnostics.diagnostics where diagnostic.code.id == code {
        diagnostic.message = Wording(
          diagnostic.message.english.replacing(workspace.root + "/", with: ""),
          fr: diagnostic.message.french.replacing(workspace.root + "/", with: ""))
        bag.add(diagnostic)
      }
      loaded.diagnostics = bag
      return loaded
    }
    var files = blocks.map { block in
      DossierFile(
        path: block.path, bytes: code == "D0102" ? latin1(block.text) : Array(block.text.utf8))
    }
    if code != "D0302", !files.contains(where: { $0.path == ModelFixtures.settings.path }) {
      files.append(ModelFixtures.settings)
    }
    return await DossierLoader.load(files)
  }

  /// The bytes of a text in which `\xE9` stands for the byte.
  private func latin1(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    let parts = text.components(separatedBy: "\\xE9")
    for (index, part) in parts.enumerated() {
      if index > 0 { bytes.append(0xE9) }
      bytes += Array(part.utf8)
    }
    return bytes
  }
}

/// A page of `Documentation/diagnostics`, taken apart.
struct DiagnosticPage {
  /// A fenced block: the path after the language, and the text.
  struct Block {
    var path: String
    var text: String
  }

  let heading: String
  let wrong: [Block]
  let right: [Block]
  let message: String
  private let lines: [String]
  private let messageLines: Range<Int>

  /// Reads a page; `nil` without its four parts.
  init?(_ text: String) {
    lines = text.components(separatedBy: "\n")
    guard let first = lines.first,
      let wrongStart = lines.firstIndex(of: "## Wrong"),
      let messageStart = lines.firstIndex(of: "## Message"),
      let rightStart = lines.firstIndex(of: "## Right"),
      wrongStart < messageStart, messageStart < rightStart
    else { return nil }
    heading = first
    wrong = Self.blocks(lines[wrongStart..<messageStart])
    right = Self.blocks(lines[rightStart...])
    guard let open = lines[messageStart..<rightStart].firstIndex(of: "```"),
      let close = lines[messageStart..<rightStart].lastIndex(of: "```"), open < close
    else { return nil }
    messageLines = (open + 1)..<close
    message = lines[messageLines].map { $0 + "\n" }.joined()
  }

  /// The page with another message.
  func text(withMessage message: String) -> String {
    var lines = lines
    var new = message.components(separatedBy: "\n")
    if new.last == "" { new.removeLast() }
    lines.replaceSubrange(messageLines, with: new)
    return lines.joined(separator: "\n")
  }

  private static func blocks(_ lines: ArraySlice<String>) -> [Block] {
    var blocks: [Block] = []
    var open: Block?
    for line in lines {
      if var block = open {
        if line == "```" {
          blocks.append(block)
          open = nil
        } else {
          block.text += line + "\n"
          open = block
        }
      } else if line.hasPrefix("```") {
        open = Block(path: line.split(separator: " ").last.map(String.init) ?? "", text: "")
      }
    }
    return blocks
  }
}
