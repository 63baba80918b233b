// The words that carry no meaning of their own and the endings that fall, by language. The script of
// the search page receives these same tables, so that texts and queries cannot be cut differently.

/// A language whose words the search knows how to cut.
package enum SearchLanguage: String, CaseIterable, Hashable, Sendable {
  case french = "fr"
  case english = "en"

  /// The language of a BCP 47 tag, where it is known.
  package init?(tag: String) {
    self.init(rawValue: String(tag.prefix { $0 != "-" }).lowercased())
  }

  /// An ending that is replaced where enough of the word is left.
  package struct Ending: Sendable {
    /// The ending, folded.
    package let text: [UInt8]
    /// What stands in for it.
    package let replacement: [UInt8]
    /// How many bytes of the word must be left before it.
    package let least: Int
  }

  /// The endings, in passes: in each the first that fits is replaced.
  package var passes: [[Ending]] {
    switch self {
    case .french: Self.frenchPasses
    case .english: Self.englishPasses
    }
  }

  /// The words that are not looked for, folded.
  package var stopWords: [String] {
    switch self {
    case .french: Self.frenchStopWords
    case .english: Self.englishStopWords
    }
  }

  /// The words of both languages that say what a number is the number of, folded: beside a number
  /// they weigh nothing, since texts and readers write `article 226-8-1`, `art. 226-8-1`, `226-8-1`.
  package static let citingWords = """
    al alinea alineas art arts article articles code codes no nos num number numero numeros par para \
    paragraph paragraphe paragraphes paragraphs sec sect section sections
    """.split(separator: " ").map(String.init)

  /// Reads a table: `ending>replacement:least`, in the order in which they are tried.
  private static func table(_ text: String) -> [Ending] {
    text.split(separator: " ").map { row in
      let parts = row.split(separator: ":")
      let change = parts[0].split(separator: ">", omittingEmptySubsequences: false)
      return Ending(
        text: Array(change[0].utf8), replacement: change.count > 1 ? Array(change[1].utf8) : [],
        least: Int(parts[1]) ?? 3)
    }
  }

  // Plural first, then one ending of a verb, noun or adjective. Longer endings stand before the
  // shorter ones that they hold.
  private static let frenchPasses = [
    table("eaux>eau:2 aux>al:2 s:3 x:3"),
    table(
      """
      icatrice>i:3 icateur>i:3 ication>i:3 icable>i:3 iquer>i:3 iquee>i:3 ique>i:3 \
      issement:3 atrice:3 ateur:3 ation:3 ative:3 ement:3 amment>ant:3 emment>ent:3 ment:4 \
      atif:3 euse:3 eur:3 ance:3 ence:3 ante:3 ant:3 able:3 ible:3 iste:3 isme:3 iere>i:3 \
      elle>el:2 enne>en:2 ive:3 if:3 ite:4 ion:4 ee:3 er:3 ir:3 e:3
      """),
  ]

  private static let englishPasses = [
    table("ies>y:2 sses>ss:2 ss>ss:1 us>us:1 s:3"),
    table(
      """
      ization:3 isation:3 ication>i:2 ation:3 ator:3 ingly:3 edly:3 fully:3 ness:3 ment:3 \
      able:3 ible:3 ity:3 ive:3 ing:3 ion:3 ied>i:2 ate:3 ed:3 er:3 or:3 ly:3 al:3 y>i:2 e:3
      """),
  ]

  private static let frenchStopWords = """
    au aux avec ce ces cet cette dans de des du elle elles en est et eu il ils la le les leur leurs \
    lui mais me meme ne nous on ont ou par pas plus pour qu que qui sa sans se ses si son sont sur \
    ta te tu un une vos votre vous
    """.split(separator: " ").map(String.init)

  private static let englishStopWords = """
    an and are as at be been by for from had has have he her his in is it its not of on or she that \
    the their them they this to was were which who will with you
    """.split(separator: " ").map(String.init)
}
