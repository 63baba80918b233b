// Every rule has a dossier that breaks it and one that does not; the page of its code is made of
// them, with the message as rendered. `UPDATE_GOLDEN=1` writes the pages anew.

import Diagnostics
import DossierModel
import Foundation
import Testing

@testable import Verification

@Suite struct RuleTests {
  /// The codes that need an archive at hand.
  private static let archiveCodes: Set<String> = ["R0403", "R0404", "R0407"]

  @Test(arguments: RuleRegistry.rules.map(\.code.id))
  func badExampleBreaksTheRule(code: String) async throws {
    let files = try VerificationFixtures.example(code, "bad")
    let outcome = await VerificationFixtures.check(
      files, withArchive: Self.archiveCodes.contains(code))
    #expect(!outcome.codes.isEmpty && Set(outcome.codes) == [code], "\(outcome.rendered)")
    let isError = RuleRegistry.rules.first { $0.code.id == code }?.code.severity == .error
    #expect((outcome.checked == nil) == isError)
  }

  @Test(arguments: RuleRegistry.rules.map(\.code.id))
  func goodExampleKeepsAllRules(code: String) async throws {
    let files = try VerificationFixtures.example(code, "good")
    let outcome = await VerificationFixtures.check(
      files, withArchive: Self.archiveCodes.contains(code))
    #expect(outcome.codes.isEmpty, "\(outcome.rendered)")
    #expect(outcome.checked != nil)
  }

  @Test(arguments: RuleRegistry.rules.map(\.code.id))
  func pageIsMadeOfTheExamples(code: String) async throws {
    let path = VerificationFixtures.repository + "/Documentation/diagnostics/\(code).md"
    let page = try String(contentsOfFile: path, encoding: .utf8)
    let title = DiagnosticCode.verificationCodes.first { $0.id == code }?.title ?? ""
    let parts = page.components(separatedBy: "\n\n## Wrong\n")
    let head = parts[0].split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    #expect(head.first.map(String.init) == "# \(code): \(title)")
    let bad = try VerificationFixtures.example(code, "bad")
    let outcome = await VerificationFixtures.check(
      bad, withArchive: Self.archiveCodes.contains(code))
    let expected =
      "\(parts[0])\n\n## Wrong\n\n\(try Self.blocks(code, "bad"))\n\n## Message\n\n"
      + "```\n\(outcome.rendered)```\n\n## Right\n\n\(try Self.blocks(code, "good"))\n"
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
      try expected.write(toFile: path, atomically: true, encoding: .utf8)
    } else {
      #expect(page == expected)
    }
  }

  /// What the bad examples say has French words of its own: message, labels, notes and hints.
  @Test(arguments: RuleRegistry.rules.map(\.code.id))
  func everythingSaidHasFrenchWords(code: String) async throws {
    let outcome = await VerificationFixtures.check(
      try VerificationFixtures.example(code, "bad"),
      withArchive: Self.archiveCodes.contains(code))
    for diagnostic in outcome.diagnostics {
      let said =
        [diagnostic.message] + diagnostic.hints.map(\.text) + diagnostic.notes
        + ([diagnostic.primary].compactMap(\.self) + diagnostic.secondary).map(\.text)
      for text in said where Self.isSentence(text.english) {
        #expect(text.french != text.english, "\(code): \(text.english)")
      }
    }
    let french = DiagnosticRenderer(sources: outcome.sources, language: .french)
    for diagnostic in outcome.diagnostics {
      let drawn = french.render(diagnostic)
      #expect(drawn.hasPrefix("erreur[") || drawn.hasPrefix("avertissement["))
    }
  }

  /// Whether a text has English words of ours outside the names in backticks; titles and other data
  /// are the same in both languages.
  private static func isSentence(_ text: String) -> Bool {
    let english: Set<Substring> = [
      "the", "is", "are", "of", "to", "not", "and", "has", "with", "it", "or", "this", "no", "an",
      "in", "than", "did", "was", "they", "from", "by", "at", "one", "add", "write",
    ]
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    return stride(from: 0, to: parts.count, by: 2).contains { index in
      parts[index].split { !$0.isLetter }.contains { english.contains($0) }
    }
  }

  /// The files of an example as fenced blocks.
  private static func blocks(_ code: String, _ name: String) throws -> String {
    let files = try VerificationFixtures.files(
      in: "\(VerificationFixtures.folder)/\(code)/\(name)")
    return files.sorted { $0.key < $1.key }.map { path, text in
      let language = path.hasSuffix(".md") ? "markdown" : path.hasSuffix(".yaml") ? "yaml" : "text"
      let body = text.isEmpty ? "(no such file)\n" : text
      return "```\(language) \(path)\n\(body)```"
    }.joined(separator: "\n\n")
  }

  @Test func registryAndCatalogueAgree() {
    let codes = DiagnosticCode.verificationCodes.map(\.id)
    #expect(RuleRegistry.rules.map(\.code.id) == codes)
    #expect(codes == codes.sorted() && Set(codes).count == codes.count)
    #expect(codes.allSatisfy { $0.hasPrefix("R") && $0.utf8.count == 5 })
    #expect(RuleRegistry.rules.allSatisfy { !$0.reads.isEmpty })
  }

  @Test func everyPageAndEveryFixtureHasARule() throws {
    let codes = Set(DiagnosticCode.verificationCodes.map(\.id))
    let manager = FileManager.default
    let pages = try manager.contentsOfDirectory(
      atPath: VerificationFixtures.repository + "/Documentation/diagnostics")
    #expect(
      Set(pages.filter { $0.hasPrefix("R") && $0.hasSuffix(".md") }.map { String($0.dropLast(3)) })
        == codes)
    let fixtures = try manager.contentsOfDirectory(atPath: VerificationFixtures.folder)
    #expect(Set(fixtures.filter { $0.hasPrefix("R") }) == codes)
  }
}
