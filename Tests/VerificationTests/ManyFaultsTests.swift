// Fifty faults of all kinds of rule in one dossier: fifty diagnostics in one run, in one order
// (B-06), and one reference of each kind from data and from prose (B-03).

import Diagnostics
import DossierModel
import Testing

@testable import Verification

@Suite struct ManyFaultsTests {
  private static let faults: [String] = [
    "Voir [[actor:claire-martn]].", "Voir [[event:e-11]].", "Voir [[law:cp-226-8-2]].",
    "Voir [[source:gazete]].", "Voir [[quote:q-repons]].", "Voir [[claim:s-1]].",
    "Voir [[chapter:fait]].", "Voir [[term:hypertrucage]].", "Voir [[contradiction:x-01]].",
    "Selon lui [@gazettes, p. 3].", "{{ table penaltys }}", "{{ tableau penalties }}",
    "{{ list open-point }}", "{{ quote q-absente }}", "Voir [[acteur:claire-martin]].",
    "Voir [[law:cp-226-8-1@2023-01-01]].", "Voir [[law:cp-226-8-1@hier]].",
    "Voir [[chapter:faits#fin]].", "Voir [[law:cp-226-8-1#v2]].", "Voir [[event:e-1@2026-01-02]].",
    "Le lundi 2 janvier 2026.", "Le dimanche 10 janvier 2026.", "Le 30 février 2026.",
    "Le 31 juin.", "Le 32/01/2026.", "L’[[law:cp-226-8-1]] prévoit 45 000 € d’amende.",
    "L’[[law:cp-226-8-1]] prévoit cinq ans de prison.",
    "Il risque un million d’euros ([[law:cp-226-8-1]]).",
    "L’[[law:cp-226-8-1]] prévoit 6 % du chiffre d’affaires.",
    "Elle dit : « ils se moquent de vous et cela doit cesser ».",
    "Elle dit : « rien de tout cela n’est vrai ».",
  ]

  /// Records with one fault each, by file name and code.
  private static let records: [(String, String)] = [
    ("events", "actors: [claire-martn]"), ("events", "actors: [claire-martin, claire-martin]"),
    ("events", "legal-basis: [cp-226-8]"), ("events", "laws: [code-pena]"),
    ("events", "claims: [s-9]"), ("events", "contradictions: [x-1]"),
    ("events", "date: 2023-01-01\n  legal-basis: [cp-226-8-1]"),
    ("events", "title: Le mardi 2 janvier 2026."), ("events", "text: Voir [[actor:personne]]."),
    ("events", "note: \"[@rien]\""),
    ("actors", "party-to: true"), ("actors", "replies: [e-9]"), ("actors", "sources: [gazett]"),
    ("actors", "roles:\n  - title: ministre\n    organisation: societe-exempl"),
    ("actors", "roles:\n  - title: ministre\n    from: 2026-01-01\n    to: 2025-01-01"),
    ("actors", "roles:\n  - title: ministre\n    from: 2024-01-01\n    to: 2999-01-01"),
    ("actors", "relations:\n  - verb: cite\n    to: z-16"),
    ("actors", "standing:\n    status: reported\n    text: Un texte."),
    ("actors", "relations:\n  - verb: cite\n    to: claire-marti"),
  ]

  private static func dossier() throws -> VerificationFixtures.Files {
    var texts: [String: String] = [:]
    for (index, fault) in faults.enumerated() {
      texts["Content/chapters/\(index + 10)-essai-\(index).md"] = """
        ---
        title: Essai \(index)
        number: \(index + 10)
        description: Une faute.
        presumption: true
        ---

        \(fault)

        """
    }
    for (index, (kind, fault)) in records.enumerated() {
      var fields =
        kind == "events"
        ? [
          "date: 2026-02-03", "title: Un événement.", "kind: politics", "jurisdiction: fr",
          "sources: [gazette]", "status: established",
        ] : ["name: Personne \(index)", "kind: person", "description: Un texte."]
      let keys = fault.split(separator: "\n").map { $0.prefix { $0 != ":" } }
      fields.removeAll { field in keys.contains(field.prefix { $0 != ":" }) }
      let lines = ["id: z-\(index)", "cote: Z-\(index)"] + fields
      let body = fault.split(separator: "\n").map { line in
        kind == "events" && line.hasPrefix("  legal") ? String(line.dropFirst(2)) : String(line)
      }
      texts["Content/data/\(kind)/z-\(index).yaml"] =
        (lines + body).joined(separator: "\n") + "\n"
    }
    return try VerificationFixtures.base().with(texts)
  }

  @Test func fiftyFaultsGiveFiftyDiagnostics() async throws {
    let files = try Self.dossier()
    let count = Self.faults.count + Self.records.count
    #expect(count == 50)
    let outcome = await VerificationFixtures.check(files)
    #expect(outcome.checked == nil)
    #expect(outcome.diagnostics.count == count, "\(outcome.rendered)")
    let paths = outcome.diagnostics.compactMap {
      $0.primary.map { outcome.sources.path(of: $0.span.source) }
    }
    #expect(Set(paths).count == count, "each fault is in its own file")
    #expect(paths == paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    #expect(Set(outcome.codes).count >= 15, "\(Set(outcome.codes).sorted())")
    for workerCount in [1, 4] {
      let again = await VerificationFixtures.check(files, workerCount: workerCount)
      #expect(again.rendered == outcome.rendered, "\(workerCount) workers")
    }
  }

  @Test func everySpanLiesInsideItsFile() async throws {
    let outcome = await VerificationFixtures.check(try Self.dossier())
    for diagnostic in outcome.diagnostics {
      for label in [diagnostic.primary].compactMap({ $0 }) + diagnostic.secondary {
        let bytes = outcome.sources.bytes(of: label.span.source)
        #expect(Int(label.span.end) <= bytes.count)
      }
    }
  }
}
