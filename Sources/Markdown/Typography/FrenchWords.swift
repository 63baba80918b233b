// The word lists of the French rules: tables, no logic beyond looking up.

/// Words the French rules know.
enum FrenchWords {
  /// Words and signs joined to the number behind them.
  static let beforeNumber = WordSet([
    "n°", "N°", "nº", "n°s", "nos", "§", "§§", "p.", "pp.", "P.", "art.", "Art.", "article",
    "articles", "Article", "Articles", "al.", "alinéa", "alinéas", "chap.", "chapitre", "t.",
    "vol.", "fig.", "L.", "R.", "D.", "A.", "considérant", "annexe", "ligne", "lignes", "page",
    "pages", "paragraphe", "paragraphes", "amendement",
  ])
  /// Titles joined to the name behind them.
  static let titles = WordSet([
    "M.", "MM.", "Mme", "Mmes", "Mlle", "Mlles", "Me", "Mes", "Dr", "Pr", "Mgr",
  ])
  /// Titles joined to `le`, `la`, `les` too.
  static let courtesies = WordSet(["M.", "MM.", "Mme", "Mmes"])
  static let articlesOfNames = WordSet(["le", "la", "les", "l"])
  /// What large numbers count: the digits before these words are grouped.
  static let counted = WordSet([
    "euros", "dollars", "francs", "personnes", "habitants", "images", "photos", "vidéos",
    "messages", "publications", "comptes", "abonnés", "utilisateurs", "utilisatrices",
    "internautes", "visiteurs", "signalements", "plaintes", "demandes", "requêtes", "réponses",
    "victimes", "femmes", "hommes", "enfants", "mineurs", "élèves", "électeurs", "voix", "fois",
    "pages", "mots", "signes", "documents", "fichiers", "contenus", "décisions", "dossiers",
    "entreprises", "emplois", "salariés", "agents", "logements", "exemplaires", "signatures",
    "kilomètres", "km", "tonnes", "hectares", "ans", "EUR", "USD", "GBP", "CHF",
  ])
  /// Words of which a title may be made, and those joined to the letter of a code's part, without
  /// the full stop.
  static let startTitles = WordSet([
    "M", "MM", "Mme", "Mmes", "Mlle", "Mlles", "Me", "Mes", "Dr", "Pr", "Mgr", "Article",
    "Articles", "Art",
  ])
  /// Words joined to the letter of a code's part.
  static let articles = WordSet(["article", "articles", "Article", "Articles", "art.", "Art."])
  static let months = WordSet([
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
  ])
  /// Units joined to the number before them.
  static let units = WordSet([
    "h", "min", "s", "km", "m", "cm", "kg", "g", "Ko", "Mo", "Go", "million", "millions",
    "milliard", "milliards", "euros", "euro", "dollars", "dollar", "EUR", "USD", "GBP", "CHF",
  ])
  /// What follows the preposition À at the start of a sentence.
  static let afterA = WordSet([
    "la", "l", "ce", "cet", "cette", "ces", "cela", "son", "sa", "ses", "partir", "noter",
    "défaut", "compter", "titre", "propos", "vérifier", "suivre", "savoir", "côté", "travers",
    "bientôt", "cause", "ceux", "chaque", "droite", "gauche", "leur", "leurs", "lire", "moins",
    "mon", "ma", "mes", "notre", "nos", "votre", "vos", "nouveau", "peine", "présent", "quel",
    "quelle", "quels", "quelles", "qui", "quoi", "supposer", "tort", "tous", "tout", "toute",
    "toutes", "voir", "vous", "nous",
    "Paris", "Bruxelles", "Londres", "Dublin", "Strasbourg", "Berlin", "Berne", "Bordeaux",
    "Genève", "Lille", "Luxembourg", "Lyon", "Madrid", "Marseille", "Montpellier", "Montréal",
    "Nanterre", "Nantes", "Nice", "Rennes", "Rome", "Toulouse", "Versailles", "Washington",
  ])
  static let etCetera = WordSet.key("etc")
  static let capitalEtCetera = WordSet.key("Etc")
  /// Titles with a full stop, to which a name may have been joined.
  static let men = WordSet(["M.", "MM."])
  /// What multiplies a euro: M€, Md€, k€.
  static let multiples = WordSet(["M", "Md", "Mds", "k", "K", "G"])
  /// What stands between two amounts.
  static let betweenAmounts = WordSet(["à", "et", "ou"])

  private static let accentedE = WordSet([
    "tat", "tats", "lysée", "lysee", "glise", "glises", "galité", "galement", "cole", "coles",
    "ducation", "gypte", "thiopie", "mirats", "quipement", "tablissement", "tablissements",
    "tude", "tudes", "dition", "ditions", "conomie", "cologie", "lectricité", "videmment",
    "tant", "tait", "crit", "crits", "crire", "vénement", "vénements", "volution", "quipe",
    "quipes", "lection", "lections", "lément", "léments", "valuation", "change", "changes",
    "diteur", "diteurs", "noncé", "numération", "tape", "tapes", "lève", "lu", "lus", "tabli",
    "tablie", "tablis", "lysées", "lysees", "cosse", "quateur", "rythrée", "vêque", "vêques",
    "gyptien", "gyptiens", "chec", "checs", "nergie", "nergies", "quilibre",
  ])
  private static let ligatureStems: [(key: WordKey, mask: WordKey)] = [
    "coeur", "oeuvr", "oeil", "soeur", "noeud", "voeu", "boeuf", "moeurs", "oeuf", "manoeuvr",
    "choeur", "foetus", "foetal", "oecum", "oedip", "oedem", "oedèm", "désoeuvr", "écoeur",
    "rancoeur", "oesoph", "oestr",
  ].map { (WordSet.key($0), (1 << WordKey($0.utf8.count * 8)) - 1) }

  /// Whether a word that starts with `E` has an accent on it, by what follows.
  static func wantsAccent(_ rest: WordKey) -> Bool {
    accentedE.contains(rest) || rest == capitalState || rest == capitalStates
  }

  /// Whether a word in small letters, of which the first 16 bytes are known, is written with œ.
  static func wantsLigature(_ lower: WordKey) -> Bool {
    ligatureStems.contains { lower & $0.mask == $0.key }
  }

  /// The raised letters of an ordinal for the letters written behind its number.
  static func ordinal(_ letters: WordKey, isOne: Bool) -> StaticString? {
    if isOne {
      if letters == er { return "er" }
      if letters == ers { return "ers" }
      if letters == re || letters == ere || letters == plainEre { return "re" }
      return letters == res ? "res" : nil
    }
    if letters == e || letters == eme || letters == plainEme || letters == ieme { return "e" }
    if letters == es || letters == emes { return "es" }
    if letters == nd { return "nd" }
    return letters == nde ? "nde" : nil
  }

  /// Whether letters behind a Roman number may be those of an ordinal: three at most.
  static func followsRoman(_ letters: WordKey) -> Bool { letters != ieme && letters != emes }

  /// Whether a word is `1er`, `2e`, `XIXe`.
  static func isOrdinal(_ word: WordKey) -> Bool {
    var rest = word
    while true {
      let byte = UInt8(truncatingIfNeeded: rest)
      guard byte >= 0x30 && byte <= 0x39 || byte == 0x49 || byte == 0x56 || byte == 0x58 else {
        break
      }
      rest >>= 8
    }
    return rest != word && (rest == er || rest == re || rest == e)
  }

  private static let capitalState = WordSet.key("TAT")
  private static let capitalStates = WordSet.key("TATS")
  private static let er = WordSet.key("er")
  private static let ers = WordSet.key("ers")
  private static let re = WordSet.key("re")
  private static let res = WordSet.key("res")
  private static let ere = WordSet.key("ère")
  private static let plainEre = WordSet.key("ere")
  private static let e = WordSet.key("e")
  private static let es = WordSet.key("es")
  private static let eme = WordSet.key("ème")
  private static let emes = WordSet.key("èmes")
  private static let plainEme = WordSet.key("eme")
  private static let ieme = WordSet.key("ième")
  private static let nd = WordSet.key("nd")
  private static let nde = WordSet.key("nde")
}
