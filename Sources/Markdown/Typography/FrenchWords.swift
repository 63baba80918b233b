// The word lists of the French rules: tables, no logic beyond looking up.

/// Words the French rules know.
enum FrenchWords {
  /// Words and signs joined to the number behind them.
  static let beforeNumber = set([
    "n°", "N°", "nº", "n°s", "nos", "§", "§§", "p.", "pp.", "P.", "art.", "Art.", "article",
    "articles", "Article", "Articles", "al.", "alinéa", "alinéas", "chap.", "chapitre", "t.",
    "vol.", "fig.", "L.", "R.", "D.", "A.", "considérant", "annexe", "ligne", "lignes", "page",
    "pages", "paragraphe", "paragraphes", "amendement",
  ])
  /// Titles joined to the name behind them.
  static let titles = set([
    "M.", "MM.", "Mme", "Mmes", "Mlle", "Mlles", "Me", "Mes", "Dr", "Pr", "Mgr",
  ])
  /// Words joined to the letter of a code's part.
  static let articles = set(["article", "articles", "Article", "Articles", "art.", "Art."])
  static let months = set([
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
  ])
  /// Units joined to the number before them.
  static let units = set([
    "h", "min", "s", "km", "m", "cm", "kg", "g", "Ko", "Mo", "Go", "million", "millions",
    "milliard", "milliards", "euros", "euro", "dollars", "dollar",
  ])
  /// What follows the preposition À at the start of a sentence.
  static let afterA = set([
    "la", "l", "ce", "cet", "cette", "ces", "cela", "son", "sa", "ses", "partir", "noter",
    "défaut", "compter", "titre", "propos", "vérifier", "suivre", "savoir", "côté", "travers",
    "Paris", "Bruxelles", "Londres", "Dublin", "Strasbourg",
  ])
  static let etCetera = scalars("etc")

  private static let accentedE = set([
    "tat", "tats", "lysée", "lysee", "glise", "glises", "galité", "galement", "cole", "coles",
    "ducation", "gypte", "thiopie", "mirats", "quipement", "tablissement", "tablissements",
    "tude", "tudes", "dition", "ditions", "conomie", "cologie", "lectricité", "videmment",
    "tant", "tait", "crit", "crits", "crire", "vénement", "vénements", "volution", "quipe",
    "quipes", "lection", "lections", "lément", "léments", "valuation", "change", "changes",
    "diteur", "diteurs", "noncé", "numération", "tape", "tapes", "lève", "lu", "lus", "tabli",
    "tablie", "tablis",
  ])
  private static let ligatureStems: [[UInt32]] = [
    "coeur", "oeuvr", "oeil", "soeur", "noeud", "voeu", "boeuf", "moeurs", "oeuf", "manoeuvr",
    "choeur", "foetus", "foetal", "oecum", "oedip", "oedem", "oedèm", "désoeuvr", "écoeur",
    "rancoeur", "oesoph", "oestr",
  ].map(scalars)

  /// The É of a word written with E; nil if the word is not known.
  static func accented(_ word: ArraySlice<UInt32>) -> UInt32? {
    let rest = Array(word.dropFirst())
    if accentedE.contains(rest) { return 0xC9 }
    // ÉTAT
    return rest == scalars("TAT") || rest == scalars("TATS") ? 0xC9 : nil
  }

  static func wantsLigature(_ lower: [UInt32]) -> Bool {
    ligatureStems.contains { lower.starts(with: $0) }
  }

  /// The raised letters of an ordinal for the letters written behind its number.
  static func ordinal(_ letters: [UInt32], isOne: Bool) -> StaticText? {
    if isOne {
      if letters == er { return "er" }
      if letters == ers { return "ers" }
      if letters == re || letters == ere || letters == plainEre { return "re" }
      if letters == res { return "res" }
      return nil
    }
    if letters == e || letters == eme || letters == plainEme || letters == ieme { return "e" }
    if letters == es || letters == emes { return "es" }
    if letters == nd { return "nd" }
    return letters == nde ? "nde" : nil
  }

  /// Whether a word is `1er`, `2e`, `XIXe`.
  static func isOrdinal(_ word: [UInt32]) -> Bool {
    var position = 0
    while position < word.count,
      TypesettingPass.isDigit(word[position]) || word[position] == 0x49 || word[position] == 0x56
        || word[position] == 0x58
    {
      position += 1
    }
    guard position > 0 else { return false }
    let rest = Array(word[position...])
    return rest == er || rest == re || rest == e
  }

  /// The small letter of a Latin capital.
  static func lowered(_ scalar: UInt32) -> UInt32 {
    if scalar == 0x152 { return 0x153 }
    return TypesettingPass.isUpper(scalar) && scalar != 0xD7 ? scalar + 0x20 : scalar
  }

  private static let er = scalars("er")
  private static let ers = scalars("ers")
  private static let re = scalars("re")
  private static let res = scalars("res")
  private static let ere = scalars("ère")
  private static let plainEre = scalars("ere")
  private static let e = scalars("e")
  private static let es = scalars("es")
  private static let eme = scalars("ème")
  private static let emes = scalars("èmes")
  private static let plainEme = scalars("eme")
  private static let ieme = scalars("ième")
  private static let nd = scalars("nd")
  private static let nde = scalars("nde")

  private static func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }
  private static func set(_ words: [String]) -> Set<[UInt32]> { Set(words.map(scalars)) }
}
