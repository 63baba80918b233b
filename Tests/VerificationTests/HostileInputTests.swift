// Dossiers with bytes changed at random: no crash, and every place that a diagnostic names lies
// inside its file.

import Diagnostics
import DossierModel
import TestSupport
import Testing

@testable import Verification

@Suite struct HostileInputTests {
  @Test(arguments: 0..<60)
  func changedBytesNeverCrash(seed: Int) async throws {
    var random = SplitMix64(seed: UInt64(seed))
    let rules = RuleRegistry.rules
    let rule = rules[Int.random(in: 0..<rules.count, using: &random)]
    let files = try VerificationFixtures.example(rule.code.id, "bad")
    var dossier: [DossierFile] = []
    var archive: [String: [UInt8]] = [:]
    for (path, text) in files.texts.sorted(by: { $0.key < $1.key }) {
      var bytes = Array(text.utf8)
      for _ in 0..<Int.random(in: 0...3, using: &random) where !bytes.isEmpty {
        let at = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.remove(at: at)
        case 1: bytes[at] = UInt8.random(in: 0...255, using: &random)
        case 2: bytes.insert(contentsOf: Array("[[«€9".utf8), at: at)
        default: bytes.removeSubrange(at..<min(bytes.count, at + 9))
        }
      }
      if path.hasPrefix("archive/") {
        archive["piece"] = bytes
      } else {
        dossier.append(DossierFile(path: path, bytes: bytes))
      }
    }
    let loaded = await DossierLoader.load(dossier)
    var bag = loaded.diagnostics
    let options = CheckOptions(buildDate: VerificationFixtures.buildDate, archive: archive)
    _ = check(loaded.dossier, sources: loaded.sources, options: options, into: &bag)
    let renderer = DiagnosticRenderer(sources: loaded.sources)
    for diagnostic in bag.sorted(by: loaded.sources) {
      for label in [diagnostic.primary].compactMap({ $0 }) + diagnostic.secondary {
        #expect(Int(label.span.end) <= loaded.sources.bytes(of: label.span.source).count)
      }
      #expect(!renderer.render(diagnostic).isEmpty)
    }
  }

  /// `start` and `end` exchanged, in the register and in quotations, with the archive at hand.
  @Test(arguments: ["R0403", "R0404"])
  func reversedPassagesAreReported(code: String) async throws {
    var files = try VerificationFixtures.example(code, "good")
    var count = 0
    for (path, text) in files.texts where !path.hasPrefix("archive/") {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
        line -> Substring in
        if line.contains(" start: ") { count += 1 }
        return line.contains(" start: ")
          ? Substring(line.replacing(" start: ", with: " @: ")) : line
      }
      files.texts[path] = lines.joined(separator: "\n").replacing(" end: ", with: " start: ")
        .replacing(" @: ", with: " end: ")
    }
    #expect(count > 0)
    let outcome = await VerificationFixtures.check(files, withArchive: true)
    #expect(outcome.checked == nil)
  }

  @Test func manyUnknownIdsAreReportedInBoundedTime() async {
    let sources = (0..<2_000).map {
      "- id: source-\($0)\n  cote: B-\($0)\n  publisher: p\n  title: t\n  kind: press\n"
        + "  level: secondary\n  copies: sauce-\($0)\n"
    }
    let loaded = await DossierLoader.load([
      DossierFile(path: "Content/data/sources.yaml", text: sources.joined())
    ])
    var bag = DiagnosticBag()
    let time = ContinuousClock().measure {
      _ = check(
        loaded.dossier, sources: loaded.sources,
        options: CheckOptions(buildDate: VerificationFixtures.buildDate), into: &bag)
    }
    let unknown = bag.diagnostics.filter { $0.code == .unknownRecord }
    #expect(unknown.count == 2_000)
    #expect(unknown.first?.hints.isEmpty == false)
    #expect(time < .seconds(60))
  }
}
