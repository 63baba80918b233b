// The files as a whole: the expected bytes, the same bytes twice, routes, the repository's dossier.

import DossierModel
import Exchange
import Foundation
import Testing
import Verification

@Suite struct ExchangeFilesTests {
  @Test func filesAreAsExpected() async throws {
    for file in try await ExchangeFixture.files() { try ExchangeFixture.compare(file) }
  }

  @Test func sameDossierGivesSameBytes() async throws {
    let first = try await ExchangeFixture.files()
    let second = try await ExchangeFixture.files()
    #expect(first.map(\.bytes) == second.map(\.bytes))
  }

  @Test func routesAndLabelsAreDistinct() async throws {
    let files = try await ExchangeFixture.files()
    #expect(Set(files.map(\.route)).count == files.count)
    let labels = files.compactMap(\.labelKey)
    #expect(Set(labels).count == labels.count)
  }

  /// The day of the build decides what is to come, and nothing else.
  @Test func onlyUpcomingEventsDependOnTheDay() async throws {
    let before = try await ExchangeFixture.files(on: "2026-11-22")
    let after = try await ExchangeFixture.files(on: "2027-01-01")
    let changed = zip(before, after).filter { $0.bytes != $1.bytes }.map(\.0.route)
    #expect(changed == ["echeances.ics"])
  }

  @Test func withoutAnAddressNoPageIsNamed() async throws {
    for file in try await ExchangeFixture.files(baseURL: nil) {
      #expect(!file.text.contains("chronologie/#"), "\(file.route)")
    }
  }

  /// Where the dossier has faults there is nothing to export; that it has none is not told here.
  @Test func repositoryDossierIsExportedWhole() async throws {
    let day = try ExchangeFixture.day("2026-11-22")
    guard let checked = try? await ExchangeFixture.checked(ExchangeFixture.repository, on: day)
    else { return }
    let files = exchangeFiles(for: checked, buildDate: day, baseURL: nil)
    let dossier = checked.dossier
    let document = try #require(files.first { $0.route == "dossier.json" })
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(document.bytes)) as? [String: Any])
    let counts = [
      "actors": dossier.actors.count, "events": dossier.events.count,
      "instruments": dossier.instruments.count, "provisions": dossier.provisions.count,
      "sources": dossier.sources.count, "quotations": dossier.quotations.count,
      "claims": dossier.claims.count, "contradictions": dossier.contradictions.count,
      "limits": dossier.limits.count, "open-points": dossier.openPoints.count,
      "measures": dossier.measures.count, "corrections": dossier.corrections.count,
      "terms": dossier.glossary.count, "chapters": dossier.chapters.count,
      "documents": dossier.archivedDocuments.count,
    ]
    for (key, count) in counts {
      #expect((json[key] as? [Any])?.count == count, "\(key)")
    }
    try JSONSchemaCheck.validate(files)
    for file in files where file.route.hasSuffix(".ics") { CalendarCheck.check(file) }
    for file in files where file.route.hasSuffix(".csv") { try TableCheck.check(file) }
  }
}
