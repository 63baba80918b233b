// Owns what is known of articles that changed their numbers: an old number without a date leads a
// reader to another rule.

import Diagnostics

/// An article that has another number, or another text, than it had.
enum RenumberedArticle {
  /// What became of an article; `nil` where nothing is known.
  static func find(_ article: ArticleNumber, of text: LawNames.Key) -> Wording? {
    text == trust ? changes[article.parts] : nil
  }

  /// The law for trust in the digital economy, no. 2004-575, rewritten by law no. 2024-449.
  private static let trust = LawNames.Key(word: .statute, year: 2004, number: 575)

  private static let changes: [[String]: Wording] = [
    ["6", "i", "2"]: liability, ["6", "i", "3"]: liability,
    ["6", "i", "5"]: Wording(
      "since 17 February 2024 notices follow article 16 of Regulation (EU) 2022/2065",
      fr: "depuis le 17 février 2024, la notification suit l'article 16 du règlement (UE) 2022/2065"
    ),
    ["6", "i", "8"]: Wording(
      "since the law of 21 May 2024 it is article 6-3",
      fr: "depuis la loi du 21 mai 2024, c'est l'article 6-3"),
    ["6", "iii"]: Wording(
      "since the law of 21 May 2024 it is article 1-1",
      fr: "depuis la loi du 21 mai 2024, c'est l'article 1-1"),
  ]

  private static let liability = Wording(
    "since 17 February 2024 the liability of hosts follows article 6 of Regulation (EU) 2022/2065",
    fr:
      "depuis le 17 février 2024, la responsabilité de l'hébergeur suit l'article 6 du règlement (UE) 2022/2065"
  )
}
