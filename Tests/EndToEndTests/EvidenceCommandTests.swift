// `verify`, `audit` and `archive update` through the real binary, on a small dossier with an archive
// of its own words, and on the Grok dossier.

import Foundation
import TestSupport
import Testing

@Suite struct EvidenceCommandTests {
  private static func workspace() throws -> TemporaryWorkspace {
    let workspace = try FixtureDossierTests.workspace(nil)
    try workspace.copy(FixtureDossierTests.fixtures + "/archive", to: "archive")
    return workspace
  }

  private static func verify(
    _ workspace: TemporaryWorkspace, _ more: [String] = []
  ) throws -> DossierProcess.Outcome {
    try FixtureDossierTests.run(workspace, ["verify", "--archive", "../archive"] + more)
  }

  private static let quotations = "dossier/Content/data/quotations.yaml"

  @Test func aQuotationIsExactNormalisedOrAbsent() throws {
    let workspace = try Self.workspace()
    let exact = try Self.verify(workspace)
    #expect(exact.status == 0, "\(exact.errors)")
    #expect(exact.output.contains("1 of 1 exact, in the archived bytes"), "\(exact.output)")
    #expect(exact.output.contains(": unchanged, sha256 "))
    let text = try workspace.read(Self.quotations)
    let line = try #require(text.split(separator: "\n").first { $0.contains("text:") })
    let words = line.split(separator: " ", omittingEmptySubsequences: true)
    // Two spaces for one: the same words.
    let first = "\(words[words.count - 2]) \(words[words.count - 1])"
    let spaced = first.replacingOccurrences(of: " ", with: "  ")
    try workspace.write(Self.quotations, text.replacingOccurrences(of: first, with: spaced))
    let normalised = try Self.verify(workspace)
    #expect(normalised.status == 0, "\(normalised.errors)")
    #expect(normalised.output.contains("0 of 1 exact, 1 normalised"), "\(normalised.output)")
    // Another word: absent, with the words that differ.
    let other = first.replacingOccurrences(of: " ", with: " hardly ")
    try workspace.write(Self.quotations, text.replacingOccurrences(of: first, with: other))
    let absent = try Self.verify(workspace)
    #expect(absent.status == 1)
    #expect(absent.output.contains("0 of 1 exact, 1 absent"), "\(absent.output)")
    #expect(absent.errors.contains("error[R0401]"))
    #expect(absent.errors.contains("{+hardly+}"), "\(absent.errors)")
    let json = try Self.verify(workspace, ["--format", "json"])
    #expect(json.output.contains(#""outcome":"absent""#))
    let french = try Self.verify(workspace, ["--lang", "fr"])
    #expect(french.output.contains("0 sur 1 exactes, 1 absentes"))
  }

  @Test func withoutAnArchiveTheHashesSpeak() throws {
    let workspace = try Self.workspace()
    let outcome = try FixtureDossierTests.run(workspace, ["verify"])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("1 of 1 exact, by their hashes"))
    #expect(outcome.output.contains("not at hand"))
  }

  @Test func whatWasNotReadInTheRegisteredBytesIsNotSaidToBe() throws {
    let workspace = try Self.workspace()
    let text = try workspace.read("archive/minutes.txt")
    let line = try #require(
      workspace.read(Self.quotations).split(separator: "\n").first { $0.contains("text:") })
    let word = try #require(line.split(separator: " ").last.map(String.init))
      .trimmingCharacters(in: CharacterSet(charactersIn: "\"'."))
    // A word of the quotation becomes another in the document.
    try workspace.write(
      "archive/minutes.txt", text.replacingOccurrences(of: word, with: "elsewhere"))
    let altered = try Self.verify(workspace)
    #expect(altered.status == 1)
    #expect(
      altered.output.contains("0 of 1 exact, 1 absent, in a document that changed"),
      "\(altered.output)")
    #expect(altered.output.contains("the document now reads: "), "\(altered.output)")
    let json = try Self.verify(workspace, ["--format", "json"])
    #expect(json.output.contains(#""outcome":"absent","by":"changed""#), "\(json.output)")
    // The words are there, the document is another: their hash is what speaks for them.
    try workspace.write("archive/minutes.txt", "Second edition.\n" + text)
    let moved = try Self.verify(workspace, ["--lang", "fr"])
    #expect(moved.output.contains("1 sur 1 exactes, par leurs empreintes"), "\(moved.output)")
    try workspace.write("archive/minutes.txt", "abcd\n")
    let short = try Self.verify(workspace)
    #expect(!short.output.contains("in the archived bytes"), "\(short.output)")
    #expect(short.output.contains("0 of 1 exact, 1 absent"), "\(short.output)")
    try FileManager.default.removeItem(atPath: workspace.path("archive/minutes.txt"))
    let missing = try Self.verify(workspace)
    #expect(missing.output.contains("1 of 1 exact, by their hashes"), "\(missing.output)")
    #expect(missing.errors.contains("error[R0407]"))
  }

  @Test func theRulesOfNormalisationAreSaid() throws {
    let workspace = try Self.workspace()
    let rules = try FixtureDossierTests.run(workspace, ["verify", "--explain"])
    #expect(rules.status == 0)
    #expect(rules.output.contains("Never normalised: letters"))
    let french = try FixtureDossierTests.run(workspace, ["verify", "--explain", "--lang", "fr"])
    #expect(french.output.contains("Jamais normalisés"))
  }

  @Test func aChangedArchiveSaysWhatMoved() throws {
    let workspace = try Self.workspace()
    let same = try FixtureDossierTests.run(
      workspace, ["archive", "update", "--archive", "../archive"])
    #expect(same.status == 0)
    #expect(same.output == "Every document is the one that was registered.\n")
    let text = try workspace.read("archive/minutes.txt")
    try workspace.write("archive/minutes.txt", "Second edition.\n" + text)
    let moved = try FixtureDossierTests.run(
      workspace, ["archive", "update", "--archive", "../archive"])
    #expect(moved.status == 1)
    #expect(moved.output.contains(": moved to "), "\(moved.output)")
    #expect(moved.output.contains("claims depend on it"))
    let verify = try Self.verify(workspace)
    #expect(verify.status == 1)
    #expect(verify.errors.contains("error[R0403]"))
    let usage = try FixtureDossierTests.run(workspace, ["archive", "update"])
    #expect(usage.status == 2)
    try FileManager.default.removeItem(atPath: workspace.path("archive/minutes.txt"))
    let missing = try Self.verify(workspace)
    #expect(missing.status == 1)
    #expect(missing.errors.contains("error[R0407]"))
    let nowhere = try FixtureDossierTests.run(workspace, ["verify", "--archive", "../nowhere"])
    #expect(nowhere.status == 2)
  }

  @Test func boundsOfTheAuditCanFail() throws {
    let workspace = try Self.workspace()
    let good = try FixtureDossierTests.run(workspace, ["audit", "--sentences"])
    #expect(good.status == 0, "\(good.errors)")
    #expect(good.output.contains("Quotations    1: 100% verified"), "\(good.output)")
    let settings = try workspace.read("dossier/Content/dossier.yaml")
    try workspace.write(
      "dossier/Content/dossier.yaml", settings + "audit:\n  min-sources-per-claim: 50\n")
    let missed = try FixtureDossierTests.run(workspace, ["audit"])
    #expect(missed.status == 1)
    #expect(missed.output.contains("min-sources-per-claim"), "\(missed.output)")
    let json = try FixtureDossierTests.run(workspace, ["audit", "--format", "json"])
    #expect(json.status == 1)
    #expect(json.output.contains(#""failures":[{"key":"min-sources-per-claim""#))
  }

  /// The nine quotations of the Grok dossier by their hashes; against the captured article itself
  /// where `DOSSIER_ARCHIVE` names its folder.
  @Test func theGrokDossierIsProved() throws {
    let copy = try DossierCopy()
    let hashes = try copy.run("verify")
    #expect(hashes.status == 0, "\(hashes.errors)")
    #expect(hashes.output.contains("9 of 9 exact, by their hashes"), "\(hashes.output)")
    let audit = try copy.run("audit")
    #expect(audit.status == 0)
    guard let archive = ProcessInfo.processInfo.environment["DOSSIER_ARCHIVE"] else { return }
    let bytes = try copy.run("verify", ["--archive", archive])
    #expect(bytes.status == 0, "\(bytes.errors)")
    #expect(bytes.output.contains("9 of 9 exact, in the archived bytes"), "\(bytes.output)")
  }
}
