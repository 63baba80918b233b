// Owns the vocabulary of guilt in French and English: which words need which standing, and when a
// sentence denies or only supposes them. Who they are said of is the rule's question.

import DossierModel

/// The words that only a standing allows.
enum StrongWords {
  /// A word of guilt in a block.
  struct Hit {
    /// Where it stands in the block's text.
    let range: Range<Int>
    /// The index of its first token.
    let token: Int
    /// The standing that allows it.
    let needs: StandingStatus
  }

  /// The beginnings of words that may be strong, for a cheap first look.
  static let filter = ProseWordFilter(
    [
      "coupable", "auteur", "autrice", "criminel", "criminal", "délinquant", "delinquant",
      "condamn",
      "commis", "inculp", "guilty", "convict", "culprit", "offender",
      "perpetrator", "indict", "charged", "committed", "écrou", "ecrou", "incarcér", "incarcer",
      "violeur", "agresseur", "harceleur", "escroc", "prédateur", "predateur", "predator", "rapist",
      "récidivist", "recidivist", "pédocrimin", "pedocrimin", "déten", "garde",
      "gardé", "felon", "renvoyé", "complice", "accomplice",
    ]
      + ["mis", "mise", "mises"].flatMap { word in
        // Words of three letters are too short to be looked for alone.
        [" ", "\u{A0}", "\u{202F}"].map { word + $0 + "en" }
      })

  private struct Phrase {
    let words: [String]
    let needs: StandingStatus
  }

  /// The phrases by their first word, in plain lower case.
  private static let phrases: [String: [Phrase]] = {
    var byFirst: [String: [Phrase]] = [:]
    func add(_ needs: StandingStatus, _ texts: [String]) {
      for text in texts {
        let words = text.split(separator: " ").map(String.init)
        guard let first = words.first else { continue }
        byFirst[first, default: []].append(Phrase(words: words, needs: needs))
      }
    }
    let facts = [
      "des faits", "du delit", "du crime", "de l ’ infraction", "des infractions", "des delits",
      "de l ’ agression", "du forfait",
    ]
    for author in ["auteur", "auteurs", "auteure", "auteures", "autrice", "autrices", "coauteur"] {
      add(.convicted, facts.map { "\(author) \($0)" })
    }
    add(
      .convicted,
      [
        "coupable", "coupables", "criminel", "criminels", "criminelle", "criminelles", "delinquant",
        "delinquants", "delinquante", "delinquantes", "condamne", "condamnee", "condamnes",
        "condamnees", "a commis", "ont commis", "avait commis", "avaient commis", "ayant commis",
        "violeur", "violeurs", "agresseur", "agresseurs", "harceleur", "harceleurs", "escroc",
        "escrocs", "predateur sexuel", "recidiviste", "pedocriminel", "pedocriminels",
        "guilty", "convicted", "criminal", "criminals", "offender", "offenders", "perpetrator",
        "perpetrators", "culprit", "culprits", "felon", "rapist", "sexual predator",
        "has committed", "have committed", "had committed",
        "crime commis par", "crimes commis par", "delit commis par", "delits commis par",
        "infraction commise par", "infractions commises par", "crime committed by",
        "crimes committed by", "offence committed by", "offences committed by",
        "complice de", "complice du", "complice des", "complices de", "complices du",
        "complices des", "accomplice of", "accomplices of", "accomplice to", "accomplices to",
      ])
    add(
      .charged,
      [
        "mis en examen", "mise en examen", "mises en examen", "mise en accusation", "inculpe",
        "inculpee", "inculpes", "inculpees", "inculpation", "indicted", "indictment",
        "charged with", "ecroue", "ecrouee", "incarcere", "incarceree", "detention provisoire",
        "renvoye devant le tribunal", "renvoyee devant le tribunal",
      ])
    add(
      .underInvestigation, ["garde a vue", "gardes a vue", "gardee a vue", "gardees a vue"])
    return byFirst
  }()

  /// Words behind which, or before which, "criminel" and "criminal" qualify a procedure.
  private static let procedures: Set<String> = [
    "enquete", "enquetes", "procedure", "procedures", "droit", "chambre", "cour", "police",
    "affaire", "affaires", "qualification", "brigade", "avocat", "code", "stade", "justice",
    "infraction", "matiere", "politique", "investigation", "investigations", "law", "court",
    "case", "proceedings", "probe", "complaint", "offence", "offense", "procedure", "lawyer",
    "liability", "division", "records", "entreprise", "organisation", "statute", "sanctions",
  ]
  private static let adjectives: Set<String> = [
    "criminel", "criminelle", "criminelles", "criminal",
  ]

  private static let denials: Set<String> = [
    "pas", "ni", "aucun", "aucune", "non", "sans", "jamais", "presume", "presumee", "presumes",
    "presumees", "nul", "nulle", "not", "no", "nor", "never", "without", "personne", "si",
    "neither",
    "presumed", "alleged", "whether", "if", "until", "innocent", "innocente", "nobody",
  ]

  /// Words that only close a phrase which begins with a common one: "a commis", "crimes commis par".
  private static let closers: Set<String> = ["commis", "commise", "commises", "committed"]

  /// Whether a strong word, or the first word of a strong phrase, begins at an offset: what decides
  /// whether a block is cut into words.
  static func mayStand(in bytes: [UInt8], at index: Int) -> Bool {
    guard filter.begins(bytes, at: index) else { return false }
    let end = ProseBytes.wordEnd(bytes, from: index)
    let word = ProseBytes.folded(bytes[index..<end])
    guard let candidates = phrases[word] else { return closers.contains(word) }
    // The second word settles most: "mise en cause", "auteur de".
    return candidates.contains { phrase in
      var at = end
      for word in phrase.words.dropFirst() where word != "’" {
        while at < bytes.count {
          if let width = ProseBytes.spaceWidth(bytes, at: at)
            ?? ProseBytes.apostropheWidth(bytes, at: at)
          {
            at += width
          } else {
            break
          }
        }
        let next = ProseBytes.wordEnd(bytes, from: at)
        guard ProseBytes.folded(bytes[at..<next]) == word else { return false }
        at = next
      }
      return true
    }
  }

  /// The strong words of a block that its sentences do not deny, in order.
  ///
  /// - Complexity: O(n).
  static func find(in tokens: ProseTokens, text: [UInt8]) -> [Hit] {
    var hits: [Hit] = []
    var index = 0
    while index < tokens.tokens.count {
      let token = tokens.tokens[index]
      guard token.kind == .word, filter.begins(text, at: token.range.lowerBound) else {
        index += 1
        continue
      }
      let start = closers.contains(token.text) ? max(0, index - 1) : index
      guard let phrase = phrase(tokens, at: start), !isProcedure(tokens, at: start),
        !isDenied(start, tokens, text)
      else {
        index += 1
        continue
      }
      let end = start + phrase.words.count
      let from = tokens.tokens[start].range.lowerBound
      hits.append(
        Hit(
          range: from..<tokens.tokens[end - 1].range.upperBound, token: start,
          needs: phrase.needs))
      index = end
    }
    return hits
  }

  private static func phrase(_ tokens: ProseTokens, at index: Int) -> Phrase? {
    guard let token = tokens[index], let candidates = phrases[token.text] else { return nil }
    return candidates.first { phrase in
      phrase.words.indices.allSatisfy { tokens[index + $0]?.text == phrase.words[$0] }
    }
  }

  private static func isProcedure(_ tokens: ProseTokens, at index: Int) -> Bool {
    tokens.isOne(of: adjectives, at: index)
      && (tokens.isOne(of: procedures, at: index - 1)
        || tokens.isOne(of: procedures, at: index + 1))
  }

  /// Whether a denial stands up to six tokens before, in the same sentence.
  private static func isDenied(_ index: Int, _ tokens: ProseTokens, _ text: [UInt8]) -> Bool {
    for before in stride(from: index - 1, through: max(0, index - 6), by: -1) {
      if tokens.endsSentence(at: before, in: text) { return false }
      if tokens.isOne(of: denials, at: before) { return true }
    }
    return false
  }
}

extension StandingStatus {
  /// How grave a standing is.
  var rank: Int {
    switch self {
    case .none, .cleared: 0
    case .reported: 1
    case .summoned, .searched: 2
    case .underInvestigation: 3
    case .charged: 4
    case .convicted: 5
    }
  }
}
