// Finding quoted words in registered texts: exact, normalised, cut, and never with another number
// or negation.

import Diagnostics
import Testing

@testable import Verification

@Suite struct PassageIndexTests {
  private static let index = PassageIndex([
    QuotableText(
      name: "first",
      text: NormalisedText(
        "Aujourd’hui, ils se moquent du monde. L’outil n’est pas interdit, et 75 000 euros d’amende"
          + " ne sont pas rien.")),
    QuotableText(name: "second", text: NormalisedText("Il faut aller plus loin que cela.")),
  ])

  @Test(arguments: [
    "ils se moquent du monde", "Aujourd’hui, ils se moquent du monde.",
    "Aujourd'hui, ils\u{202F}se moquent  du monde", "ils se moquent du monde,",
    "L’outil n’est pas interdit […] d’amende ne sont pas rien",
    "Aujourd’hui, ils se moquent (…) n’est pas interdit", "75\u{A0}000 euros d’amende",
    "Aujourd’hui, ils se moquent du [public] monde", "Il faut aller plus loin",
  ])
  func holds(words: String) {
    #expect(Self.index.contains(Array(words.utf8)))
  }

  @Test(arguments: [
    "il se moquent du monde", "ils se moque du monde", "ils se moquent du mond",
    "L’outil est pas interdit", "45 000 euros d’amende ne", "aujourd’hui, ils se moquent",
    "d’amende ne sont pas rien […] L’outil n’est pas interdit", "plus loin que cela et",
    "Aujourd’hui ils se moquent", "ils se moquent du monde !",
  ])
  func doesNotHold(words: String) {
    #expect(!Self.index.contains(Array(words.utf8)))
  }

  @Test func namesTheNearest() throws {
    let near = try #require(
      Self.index.nearest(to: NormalisedText("Aujourd’hui, il se moque du monde")))
    #expect(near.name == "first")
    #expect(near.passage == "Aujourd’hui, ils se moquent du monde")
    #expect(
      near.difference.marked == "Aujourd’hui, [-ils-] {+il+} se [-moquent-] {+moque+} du monde")
    #expect(Self.index.nearest(to: NormalisedText("rien de commun avec ces textes-là")) == nil)
  }

  @Test(arguments: [
    ("a\u{A0}b", "a b"), (" a\n b ", "a b"), ("l'a", "l’a"), ("a\u{FFFC} b", "a b"),
    ("« a »", "« a »"),
  ])
  func normalises(text: String, expected: String) {
    #expect(NormalisedText(text).string == expected)
  }
}
