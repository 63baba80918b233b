// Differences in words: the runs give both texts back, and are as short as can be.

import TestSupport
import Testing

@testable import Verification

@Suite struct WordDifferenceTests {
  @Test(arguments: [
    ("ils se moquent du monde", "il se moquent du monde", "[-ils-] {+il+} se moquent du monde"),
    ("deux ans", "deux ans", "deux ans"),
    ("", "deux ans", "{+deux ans+}"),
    ("deux ans", "", "[-deux ans-]"),
    ("75 000 € en ligne", "45 000 € en ligne", "[-75-] {+45+} 000 € en ligne"),
    ("a b c", "a x c", "a [-b-] {+x+} c"),
    ("L’article 226-8", "L’article 226-8-1", "L’article 226-[-8-]{+8-1+}"),
  ])
  func isMarkedInWords(old: String, new: String, marked: String) {
    #expect(WordDifference(from: old, to: new).marked == marked)
  }

  @Test(arguments: [
    (1, "… c [-d-] {+x+} e …"), (2, "… b c [-d-] {+x+} e f …"),
    (3, "a b c [-d-] {+x+} e f g …"), (Int.max, "a b c [-d-] {+x+} e f g h"),
  ])
  func isCutAroundChanges(limit: Int, marked: String) {
    let difference = WordDifference(from: "a b c d e f g h", to: "a b c x e f g h")
    #expect(difference.marked(around: limit) == marked)
  }

  @Test func spacesAndApostrophesDoNotCount() {
    let difference = WordDifference(from: "l’outil n’est pas", to: "l'outil  n'est pas")
    #expect(difference.isEmpty)
    #expect(difference.similarity == 1)
  }

  @Test(arguments: 0..<60)
  func runsGiveBothTextsBack(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let words = ["le", "droit", "puni", "de", "deux", "ans,", "60 000 €", "d’amende."]
    func text() -> String {
      (0..<Int.random(in: 0...14, using: &random))
        .map { _ in words[Int.random(in: 0..<words.count, using: &random)] }
        .joined(separator: " ")
    }
    let old = text()
    let new = text()
    let runs = WordDifference(from: old, to: new).runs
    func normal(_ keep: WordDifference.Change) -> String {
      NormalisedText(runs.filter { $0.change == .same || $0.change == keep }.map(\.text).joined())
        .string
    }
    #expect(normal(.added) == NormalisedText(new).string)
    #expect(normal(.removed) == NormalisedText(old).string)
    #expect(zip(runs, runs.dropFirst()).allSatisfy { $0.change != $1.change })
  }

  @Test func farApartTextsAreReplacedWhole() {
    let old = (0..<1_500).map { "a\($0)" }.joined(separator: " ")
    let new = (0..<1_500).map { "b\($0)" }.joined(separator: " ")
    let difference = WordDifference(from: old, to: new)
    #expect(difference.runs.map(\.change) == [.removed, .added])
  }
}
