// The graph for other programs: actors in Popolo and FollowTheMoney, quotations as annotations, the
// bag of the evidence register. References inside a file lead somewhere; hashes agree.

import DossierModel
import Foundation
import TestSupport
import Testing
import Verification

@testable import Exchange

@Suite struct GraphTests {
  private func object(_ route: String) async throws -> [String: Any] {
    let file = try await ExchangeFixture.file(route)
    return try #require(
      try JSONSerialization.jsonObject(with: Data(file.bytes)) as? [String: Any])
  }

  @Test func membershipsNameKnownActors() async throws {
    let popolo = try await object(Popolo.route)
    func ids(_ key: String) throws -> Set<String> {
      Set(try #require(popolo[key] as? [[String: Any]]).compactMap { $0["id"] as? String })
    }
    let persons = try ids("persons")
    let organisations = try ids("organizations")
    #expect(!persons.isEmpty && !organisations.isEmpty)
    let memberships = try #require(popolo["memberships"] as? [[String: Any]])
    #expect(!memberships.isEmpty)
    for membership in memberships {
      if let person = membership["person_id"] as? String { #expect(persons.contains(person)) }
      if let member = membership["member_id"] as? String { #expect(organisations.contains(member)) }
      if let organisation = membership["organization_id"] as? String {
        #expect(organisations.union(persons).contains(organisation))
      }
      for key in ["start_date", "end_date"] {
        guard let date = membership[key] as? String else { continue }
        #expect(date.wholeMatch(of: /\d{4}(-\d\d(-\d\d)?)?/) != nil, "\(date)")
      }
    }
  }

  @Test func everyTieOfTheGraphLeadsToAnEntity() async throws {
    let file = try await ExchangeFixture.file(FollowTheMoney.route)
    let lines = file.text.split(separator: "\n")
    let entities = try lines.map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    let ids = entities.compactMap { $0["id"] as? String }
    #expect(Set(ids).count == entities.count)
    let ties = ["member", "organization", "subject", "object", "involved", "document", "entity"]
    var tieCount = 0
    for entity in entities {
      let properties = try #require(entity["properties"] as? [String: [String]])
      #expect(properties.values.allSatisfy { !$0.isEmpty })
      for (name, values) in properties where ties.contains(name) {
        tieCount += values.count
        for value in values { #expect(ids.contains(value), "\(name)") }
      }
    }
    #expect(tieCount > 0)
  }

  @Test func annotationsHoldTheExactWords() async throws {
    let collection = try await object(WebAnnotation.route)
    let page = try #require(collection["first"] as? [String: Any])
    let items = try #require(page["items"] as? [[String: Any]])
    #expect(collection["total"] as? Int == items.count)
    let dossier = try await ExchangeFixture.checked(
      ExchangeFixture.folder.appendingPathComponent("dossier"),
      on: ExchangeFixture.day("2026-11-22")
    ).dossier
    #expect(items.count == dossier.quotations.count && !items.isEmpty)
    for (item, quotation) in zip(items, dossier.quotations) {
      let target = try #require(item["target"] as? [String: Any])
      let selectors = try #require(target["selector"] as? [[String: Any]])
      #expect(selectors[0]["exact"] as? String == quotation.text.value)
      #expect(selectors[1]["start"] as? Int == quotation.passage.start)
      #expect(selectors[1]["end"] as? Int == quotation.passage.end)
    }
  }

  /// The bag is checked by the program that a third party has.
  @Test func standardToolsVerifyTheBag() async throws {
    let workspace = try TemporaryWorkspace()
    var paths: Set<String> = []
    for file in try await ExchangeFixture.files() {
      guard file.route.hasPrefix(EvidenceBag.folder + "/") else { continue }
      try workspace.write(file.route, String(decoding: file.bytes, as: UTF8.self))
      paths.insert(String(file.route.dropFirst(EvidenceBag.folder.count + 1)))
    }
    #expect(paths.isSuperset(of: ["bagit.txt", "bag-info.txt", "manifest-sha256.txt"]))
    for manifest in ["manifest-sha256.txt", "tagmanifest-sha256.txt"] {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/sha256sum")
      process.arguments = ["--check", "--strict", "--quiet", manifest]
      process.currentDirectoryURL = URL(fileURLWithPath: workspace.path(EvidenceBag.folder))
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0, "\(manifest)")
    }
  }

  /// A dossier elsewhere, or another text, leaves ids alone; another id does not.
  @Test func identifiersStay() async throws {
    let first = try await ExchangeFixture.file(FollowTheMoney.route)
    let second = try await ExchangeFixture.file(FollowTheMoney.route, baseURL: nil)
    #expect(first.bytes == second.bytes)
  }
}
