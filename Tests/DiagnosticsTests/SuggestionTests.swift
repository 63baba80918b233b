// Did-you-mean: distances and which names are offered.

import Diagnostics
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
}
