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

  /// Scraps of everything that rules look for in prose, in any order, beside a person under a procedure
  /// and a victim who is not named: every place lies inside its file, on whole characters.
  @Test(arguments: 0..<40)
  func scrapsOfProseAreReadToTheirEnd(seed: Int) async throws {
    var random = SplitMix64(seed: UInt64(seed) + 9_000)
    var body = ""
    for _ in 0..<Int.random(in: 20...160, using: &random) {
      body += Self.scraps[Int.random(in: 0..<Self.scraps.count, using: &random)]
      if Bool.random(using: &random) { body += " " }
    }
    let files = try VerificationFixtures.base().with([
      "Content/chapters/02-essai.md":
        "---\ntitle: Essai\nnumber: 2\ndescription: \"\"\npresumption: true\n---\n\n\(body)\n",
      "Content/data/actors/victime.yaml": """
      id: victime
      cote: A-09
      name: Élodie Martin-Œuvrard
      kind: person
      description: Une étudiante.
      victim: true
      private: true

      """,
    ])
    let outcome = await VerificationFixtures.check(files)
    let renderer = DiagnosticRenderer(sources: outcome.sources)
    for diagnostic in outcome.diagnostics {
      for label in [diagnostic.primary].compactMap({ $0 }) + diagnostic.secondary {
        let bytes = outcome.sources.bytes(of: label.span.source)
        let range = Int(label.span.start)..<Int(label.span.end)
        #expect(range.upperBound <= bytes.count, "\(diagnostic.code.id): \(body)")
        for edge in [range.lowerBound, range.upperBound] where edge < bytes.count {
          #expect(bytes[edge] & 0xC0 != 0x80, "\(diagnostic.code.id) cuts a character: \(body)")
        }
      }
      #expect(!renderer.render(diagnostic).isEmpty)
    }
  }

  private static let scraps = [
    "samedi", "Saturday,", "le", "the", "11", "1er", "2nd", "janvier", "January", "2026",
    "11/01/2026",
    "du", "au", "entre le", "et le", "between", "and", "–", "soit", "total", "au total", ":", ";",
    ".",
    ",", "trois", "quatre-vingt-dix", "onze jours", "two weeks", "75 000", "75\u{202F}000", "€",
    "k€",
    "ans", "mois", "de prison", "d’emprisonnement", "d'amende", "7 %", "du chiffre d’affaires",
    "Né",
    "née en", "il a", "=", "+", "E-01", "S-99", "coupable", "Écroué", "mis\u{A0}en", "examen",
    "n’est pas",
    "a commis", "auteur de l’", "infraction", "Durand", "Élodie", "Martin-", "ŒUVRARD", "œ", "Œ",
    "[[actor:jean-durand]]", "[[law:cp-226-8-1]]", "[[law:cp-226-8-1@2026-01-02|article 226-8-1]]",
    "[[law:cp-226-8-1@", "[[event:e-1]]", "[@gazette]", "« ", " »", "“", "”", "`", "**", "|", "\n",
    "\n\n", "\n- ", "\n| a | b |\n|---|---|\n| ", "\n## ", "\n> ", "[^1]", "\n[^1]: ", "art.",
    "226-6-1",
    "du code pénal", "C. pén.", "loi n°", "2024-449", "du 21 mars 2024", "règlement (UE)",
    "2065/2022",
    "LEGIARTI0000495", "ECLI:FR:CC:", "32022R2065", "https://", "\u{2028}", "😀", "\u{301}",
    "\u{202E}", "\t",
    "�", "{{ table penalties }}", "{{ quote", "}}", "<b>", "&amp;", "\\",
  ]

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

  @Test func manyUnknownIdsAreAllReported() async {
    let sources = (0..<2_000).map {
      "- id: source-\($0)\n  cote: B-\($0)\n  publisher: p\n  title: t\n  kind: press\n"
        + "  level: secondary\n  copies: sauce-\($0)\n"
    }
    let loaded = await DossierLoader.load([
      DossierFile(path: "Content/data/sources.yaml", text: sources.joined())
    ])
    var bag = DiagnosticBag()
    _ = check(
      loaded.dossier, sources: loaded.sources,
      options: CheckOptions(buildDate: VerificationFixtures.buildDate), into: &bag)
    let unknown = bag.diagnostics.filter { $0.code == .unknownRecord }
    #expect(unknown.count == 2_000)
    #expect(unknown.first?.hints.isEmpty == false)
  }
}
