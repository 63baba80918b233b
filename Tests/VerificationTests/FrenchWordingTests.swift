// Every diagnostic of the module speaks French: what the bad example of each rule says in French is
// said in other words than in English.

import Diagnostics
import DossierModel
import Testing

@testable import Verification

@Suite struct FrenchWordingTests {
  /// Words that an English text has and a French one has not.
  private static let english: Set<Substring> = [
    "the", "is", "not", "and", "of", "has", "it", "with", "or", "this", "are", "was", "its", "no",
    "which", "be", "that", "by", "from",
  ]

  @Test(arguments: RuleRegistry.rules.map(\.code.id))
  func badExampleSpeaksFrench(code: String) async throws {
    let outcome = await VerificationFixtures.check(
      try VerificationFixtures.example(code, "bad"),
      withArchive: ["R0403", "R0404", "R0407"].contains(code))
    for diagnostic in outcome.diagnostics {
      #expect(diagnostic.message.english != diagnostic.message.french, "\(code)")
      for text in Self.texts(diagnostic) {
        let words = text.french.split { !$0.isLetter && $0 != "`" }
        let found = words.filter(Self.english.contains)
        #expect(found.isEmpty, "\(code): \(text.french)")
      }
    }
  }

  private static func texts(_ diagnostic: Diagnostic) -> [Wording] {
    [diagnostic.message] + diagnostic.notes + diagnostic.hints.map(\.text)
      + ([diagnostic.primary].compactMap(\.self) + diagnostic.secondary).map(\.text)
  }
}
