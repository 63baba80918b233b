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
}
