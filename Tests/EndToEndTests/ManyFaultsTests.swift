// Fifty faults of many kinds in a copy of the Grok dossier: fifty diagnostics in one run, in the
// same order every time (B-06).

import Foundation
import TestSupport
import Testing

@Suite struct ManyFaultsTests {
  /// Seeds one fault a call and returns the file it lies in.
  private static func seed(_ number: Int, in copy: DossierCopy) throws -> String {
    let id = "z-\(number)"
    func event(_ lines: String...) throws -> String {
      let file = "Content/data/events/\(id).yaml"
      let fields = [
        "id: \(id)", "cote: Z-\(number)", "date: 2026-03-0\(number % 9 + 1)",
        "title: Un événement de plus", "kind: politics", "jurisdiction: fr",
        "sources: [toptribune-grok]", "status: to-verify",
      ]
      let keys = Set(lines.map { $0.prefix { $0 != ":" } })
      let kept = fields.filter { !keys.contains($0.prefix { $0 != ":" }) }
      try copy.workspace.write(file, (kept + lines).joined(separator: "\n") + "\n")
      return file
    }
    switch number % 10 {
    case 0: return try event("actors: [arthur-delaport\(number)]")
    case 1: return try event("sources: [toptribune-gro\(number)]")
    case 2: return try event("legal-basis: [cp-226-8-\(number)]")
    case 3: return try event("claims: [s-9\(number)]")
    case 4: return try event("tittle: Une clé inconnue")
    case 5: return try event("date: 2026-02-3\(number % 2)")
    case 6: return try event("title: [une, liste]")
    case 7: return try event("kind: politcs")
    case 8: return try event("id: e-03")
    default:
      let file = "Content/chapters/9\(number)-faute-\(number).md"
      let faults = [
        9: "Voir [[actor:arthur-delaport]].",
        19: "Voir [[law:cp-226-8-1@1990-01-01]].",
        29: "Une affirmation [@source-inconnue].",
        39: "Le samedi 2 janvier 2026 [@toptribune-grok].",
        49: "{{ table inconnue }}",
      ]
      try copy.workspace.write(
        file,
        """
        ---
        title: Chapitre \(number)
        number: \(number + 50)
        description: Un chapitre avec une faute.
        ---

        \(faults[number, default: ""])

        """)
      return file
    }
  }

  @Test func fiftyFaultsGiveFiftyDiagnosticsInStableOrder() throws {
    let copy = try DossierCopy()
    var expected: [String] = []
    for number in 0..<50 { expected.append(try Self.seed(number, in: copy)) }
    let first = try copy.run("check", ["--format", "json"])
    #expect(first.status == 1)
    let findings = first.diagnostics
    let report = findings.map { "\($0.path ?? "?"):\($0.line ?? 0): \($0.code) \($0.message)" }
    #expect(findings.count == 50, "\(report.joined(separator: "\n"))")
    #expect(Set(findings.compactMap(\.path)) == Set(expected))
    #expect(findings.allSatisfy { $0.line != nil && $0.column != nil })
    #expect(findings.map(\.path) == findings.map(\.path).sorted { ($0 ?? "") < ($1 ?? "") })
    let codes = Set(findings.map(\.code))
    #expect(codes.count >= 9, "the faults are of many kinds: \(codes.sorted())")
    for variant in [["--jobs", "1"], ["--jobs", "5"]] {
      #expect(
        try copy.run("check", ["--format", "json"] + variant).output.withoutTimes
          == first.output.withoutTimes)
    }
    let text = try copy.run("check")
    for finding in findings {
      let place = "\(finding.path ?? ""):\(finding.line ?? 0):\(finding.column ?? 0)"
      #expect(text.errors.contains(place), "\(place) is not drawn")
      #expect(text.errors.contains("dossier explain \(finding.code)"))
    }
    #expect(text.errors.contains("^"))
  }
}

extension String {
  /// The text without the summary line, whose times differ from run to run.
  var withoutTimes: String {
    split(separator: "\n").filter { !$0.hasPrefix("{\"summary\"") }.joined(separator: "\n")
  }
}
