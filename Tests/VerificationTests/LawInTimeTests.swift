// The law over random versions: one version a day at most, states in their order, and the same answer
// from any order of the file.

import Diagnostics
import DossierModel
import TestSupport
import Testing

@testable import Verification

@Suite struct LawInTimeTests {
  /// A dossier with one provision of random versions, some of them overlapping.
  private static func files(seed: UInt64, shuffled: Bool) -> [DossierFile] {
    var random = SplitMix64(seed: seed)
    var versions: [String] = []
    for index in 0..<Int.random(in: 1...5, using: &random) {
      let adopted = DateValue.day("2020-01-01").adding(
        days: Int.random(in: 0..<2_000, using: &random))
      let published = adopted.adding(days: Int.random(in: 0..<30, using: &random))
      let inForce = published.adding(days: Int.random(in: 0..<90, using: &random))
      let applicable = inForce.adding(days: Int.random(in: 0..<400, using: &random))
      var text = "    - id: v\(index)\n      adopted: \(adopted)\n      published: \(published)\n"
      text += "      in-force: \(inForce)\n      applicable: \(applicable)\n"
      if Bool.random(using: &random) {
        text += "      until: \(applicable.adding(days: Int.random(in: 1..<900, using: &random)))\n"
      }
      versions.append(text + "      summary: La rédaction \(index).\n")
    }
    if shuffled { versions.shuffle(using: &random) }
    let provision =
      "- id: p\n  cote: L-01\n  instrument: code\n  article: \"1\"\n  title: Un article\n"
      + "  summary: Un article.\n  versions:\n" + versions.joined()
    return [
      DossierFile(path: "Content/data/provisions.yaml", text: provision),
      DossierFile(
        path: "Content/data/instruments.yaml",
        text: "- id: code\n  title: Un code\n  short: Code\n  kind: code\n  jurisdiction: fr\n"),
    ]
  }

  @Test(arguments: 0..<60)
  func oneVersionADay(seed: Int) async throws {
    let plain = await DossierLoader.load(Self.files(seed: UInt64(seed), shuffled: false))
    let mixed = await DossierLoader.load(Self.files(seed: UInt64(seed), shuffled: true))
    let provision = try #require(plain.dossier.provisions[slug: "p"])
    let other = try #require(mixed.dossier.provisions[slug: "p"])
    var day = DateValue.day("2019-12-01")
    let starts = provision.versions.compactMap(\.firstApplicableDay)
    while day < DateValue.day("2028-01-01") {
      let law = LawAtDate(provision, on: day)
      let again = LawAtDate(other, on: day)
      let ties = Set(starts).count < starts.count
      if !ties {
        #expect(
          law.applicable.map { provision.versions[$0].id.value }
            == again.applicable.map { other.versions[$0].id.value })
        #expect(
          law.next.map { provision.versions[$0].id.value }
            == again.next.map { other.versions[$0].id.value })
      }
      #expect(law.state == again.state)
      #expect((law.state == .applicable) == (law.applicable != nil))
      if let applicable = law.applicable {
        let version = provision.versions[applicable]
        #expect(version.state(on: day) == .applicable)
        // Of overlapping versions the one that began last applies.
        for other in provision.versions where other.state(on: day) == .applicable {
          #expect((other.firstApplicableDay ?? .first) <= (version.firstApplicableDay ?? .last))
        }
      } else {
        #expect(!provision.versions.contains { $0.state(on: day) == .applicable })
      }
      if let next = law.next { #expect(provision.versions[next].state(on: day) != .ended) }
      day = day.adding(days: 13)
    }
  }

  /// Adopted, published, in force, applicable, ended: the days of a version never run back.
  @Test(arguments: 0..<20)
  func statesFollowEachOther(seed: Int) async throws {
    let loaded = await DossierLoader.load(Self.files(seed: UInt64(seed), shuffled: false))
    let order: [LawState] = [.upcoming, .adopted, .published, .inForce, .applicable, .repealed]
    for provision in loaded.dossier.provisions {
      for index in provision.versions.indices {
        var last = 0
        var day = DateValue.day("2019-12-01")
        while day < DateValue.day("2030-01-01") {
          let rank = order.firstIndex(of: provision.state(ofVersion: index, on: day)) ?? -1
          #expect(rank >= last)
          last = rank
          day = day.adding(days: 7)
        }
      }
    }
  }
}
