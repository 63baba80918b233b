// Did-you-mean: distances and which names are offered.

import Diagnostics
import TestSupport
import Testing

@Suite struct SuggestionTests {
  @Test(arguments: [
    ("datte", "date", 1), ("abc", "acb", 1), ("", "ab", 2), ("kitten", "sitting", 3),
    ("same", "same", 0),
  ])
  func distances(left: String, right: String, expected: Int) {
    #expect(Suggestion.distance(Array(left.utf8), Array(right.utf8), limit: 5) == expected)
  }

  @Test func distanceAboveTheLimitIsNil() {
    #expect(Suggestion.distance(Array("abcdef".utf8), Array("uvwxyz".utf8), limit: 2) == nil)
  }

  @Test func offersTheNearestNamesFirst() {
    let names = ["eric-bothorel", "arthur-delaporte", "aurore-berge"]
    #expect(Suggestion.nearest(to: "arthur-delaport", among: names) == ["arthur-delaporte"])
    #expect(Suggestion.nearest(to: "zzz", among: names).isEmpty)
    #expect(Suggestion.nearest(to: "aur", among: names) == ["aurore-berge"])
  }

  @Test func offersThreeAtMost() {
    let found = Suggestion.nearest(to: "e-03", among: ["e-01", "e-02", "e-04", "e-05"])
    #expect(found == ["e-01", "e-02", "e-04"])
  }

  /// The distance by the whole table, as the definition says.
  private func plainDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var table = [[Int]](
      repeating: [Int](repeating: 0, count: right.count + 1), count: left.count + 1)
    for i in 0...left.count { table[i][0] = i }
    for j in 0...right.count { table[0][j] = j }
    for i in left.indices.map({ $0 + 1 }) {
      for j in right.indices.map({ $0 + 1 }) {
        let cost = left[i - 1] == right[j - 1] ? 0 : 1
        var best = min(table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + cost)
        if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
          best = min(best, table[i - 2][j - 2] + 1)
        }
        table[i][j] = best
      }
    }
    return table[left.count][right.count]
  }

  @Test(arguments: 0..<8) func distancesAreThoseOfTheWholeTable(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    func word() -> [UInt8] {
      (0..<Int.random(in: 0...9, using: &random)).map { _ in
        UInt8.random(in: 0x61...0x63, using: &random)
      }
    }
    for _ in 0..<200 {
      let (left, right) = (word(), word())
      let limit = Int.random(in: 0...6, using: &random)
      let whole = plainDistance(left, right)
      #expect(
        Suggestion.distance(left, right, limit: limit) == (whole <= limit ? whole : nil),
        "\(left) \(right) \(limit)")
    }
  }

  @Test func textsInTheWrongPlaceAreNoSuggestions() {
    let text = String(repeating: "a", count: 10_000)
    let names = (0..<2_000).map { text + "\($0)" }
    #expect(Suggestion.nearest(to: text, among: names).isEmpty)
  }
}
