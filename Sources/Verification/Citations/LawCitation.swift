// Owns what a citation of law in prose is: articles, a text, an identifier, as written and not yet
// compared with anything.

import DossierModel

/// A law named in prose.
struct LawCitation: Hashable, Sendable {
  enum Content: Hashable, Sendable {
    /// Articles, of the text named with them.
    case articles([ArticleNumber], of: Owner)
    /// A whole text.
    case text(LawName)
    /// Something with the look of an official identifier, as written.
    case identifier(LawIdentifierKind, String)
  }

  /// The text that articles are said to belong to.
  enum Owner: Hashable, Sendable {
    /// None is named.
    case unnamed
    /// One is named that nothing here can say more of: "de la Constitution", "du même code".
    case other
    case named(LawName)
  }

  let content: Content
  /// Where it stands in the block's text.
  let range: Range<Int>
}

/// What a text of law is called by its kind.
enum LawWord: Hashable, Sendable {
  case statute, decree, order, directive, regulation, decision

  /// The letter of the kind in a CELEX; `nil` for national law.
  var celexLetter: String? {
    switch self {
    case .regulation: "R"
    case .directive: "L"
    case .decision: "D"
    case .statute, .decree, .order: nil
    }
  }

  static let words: [String: LawWord] = [
    "loi": .statute, "law": .statute, "decret": .decree, "decree": .decree, "ordonnance": .order,
    "directive": .directive, "reglement": .regulation, "regulation": .regulation,
    "decision": .decision,
  ]
}

/// The number of a text as written: "2024-449", "2022/2065", "2011/93/UE".
struct LawNumber: Hashable, Sendable {
  /// The digits before the hyphen or stroke, a year of two digits made whole.
  let first: Int
  let second: Int
  /// The number as written.
  let text: String
  /// Whether `n°` stands before it.
  let hasSign: Bool
  /// Whether the community stands before it, as in "(UE) 2022/2065".
  let isOfUnion: Bool

  /// Whether a number can be a year of law.
  static func isYear(_ number: Int) -> Bool { (1850...2100).contains(number) }
}

/// A text of law as named in prose.
struct LawName: Hashable, Sendable {
  var word: LawWord?
  var number: LawNumber?
  /// The day written with it.
  var date: CitedDay?
  /// The instrument of the dossier whose name it is.
  var instrument: InstrumentID?
  /// Where it stands in the block's text.
  var range: Range<Int>
}

/// A day written beside the name of a law; it may be none.
struct CitedDay: Hashable, Sendable {
  let day: Int
  let month: Int
  let year: Int
  /// Where it stands in the block's text.
  let range: Range<Int>

  /// The day, where the calendar has it.
  var civil: CivilDate? { CivilDate(year: year, month: month, day: day) }
}
