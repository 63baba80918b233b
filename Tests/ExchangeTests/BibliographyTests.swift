// The sources for reference managers: one entry a source, dates as known, special characters.

import DossierModel
import Foundation
import Testing

@testable import Exchange

@Suite struct BibliographyTests {
  private func items() async throws -> [[String: Any]] {
    let file = try await ExchangeFixture.file("sources.csl.json")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(file.bytes)) as? [[String: Any]])
  }

  @Test func everySourceIsAnItem() async throws {
    let items = try await items()
    #expect(
      items.map { $0["id"] as? String } == [
        "gazette-entretien", "depeche", "journal-officiel", "arret",
      ])
    #expect(
      items.map { $0["type"] as? String } == [
        "article-newspaper", "article-newspaper", "webpage", "legal_case",
      ])
  }

  @Test func datesAreAsPreciseAsKnown() async throws {
    let issued = try await items().map { $0["issued"] as? [String: Any] }
    #expect(issued[0]?["date-parts"] as? [[Int]] == [[2026, 1, 3]])
    #expect(issued[0]?["circa"] == nil)
    #expect(issued[1]?["date-parts"] as? [[Int]] == [[2026, 1]])
    #expect(issued[1]?["circa"] as? Bool == true)
    #expect(issued[2]?["date-parts"] as? [[Int]] == [[2024, 5, 22], [2024, 5, 23]])
    #expect(issued[3]?["raw"] as? String == "2026-02/..")
  }

  @Test func bibliographyHasOneEntryASource() async throws {
    let file = try await ExchangeFixture.file("sources.bib")
    let heads = file.text.split(separator: "\n").filter { $0.hasPrefix("@") }
    #expect(
      heads == [
        "@online{gazette-entretien,", "@misc{depeche,", "@online{journal-officiel,",
        "@jurisdiction{arret,",
      ])
  }

  /// A parser that only counts braces must see every entry whole.
  @Test func bracesAreBalanced() async throws {
    var depth = 0
    for byte in try await ExchangeFixture.file("sources.bib").bytes {
      if byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "}") { depth -= 1 }
      #expect(depth >= 0)
    }
    #expect(depth == 0)
  }

  @Test func specialCharactersAreCommands() async throws {
    let text = try await ExchangeFixture.file("sources.bib").text
    #expect(text.contains(#"100 \% des images \textbraceleft{}retirées\textbraceright{}"#))
    #expect(text.contains(#"selon l’éditeur \& Cie}}"#))
    #expect(text.contains(#"Arrêt nᵒ 1\_2"#))
    #expect(text.contains("url = {https://exemple.fr/entretien?a=1&b=50%25}"))
    #expect(text.contains("date = {2026-02/..}"))
  }
}
