// Owns the finding of names of actors in prose: the whole name, and the family name where one actor
// alone has it.

import DossierModel

/// The names of some actors, ready to be found.
struct PersonNames: Sendable {
  private struct Name: Sendable {
    let words: [String]
    let actor: ActorID
    /// The words of the whole name.
    let whole: [String]
  }

  private var names: [String: [Name]] = [:]
  /// The first words of the names in plain lower case, by their first letter.
  private var starts = [[[UInt8]]](repeating: [], count: 256)

  /// Takes the names of the actors that a condition picks.
  init(_ actors: EntityTable<Actor>, where isNamed: (Actor) -> Bool) {
    var families: [String: Int] = [:]
    for actor in actors { families[Self.family(actor) ?? "", default: 0] += 1 }
    for (id, actor) in zip(actors.ids, actors) where isNamed(actor) {
      let words = Self.words(actor.name)
      if words.joined().utf8.count >= 4 { add(words, id, whole: words) }
      if let family = Self.family(actor), families[family] == 1, family.utf8.count >= 4 {
        add(Self.words(family), id, whole: words)
      }
    }
  }

  private mutating func add(_ words: [String], _ actor: ActorID, whole: [String]) {
    guard let first = words.first else { return }
    let start = Array(first.utf8)
    if let letter = start.first, !starts[Int(letter)].contains(start) {
      starts[Int(letter)].append(start)
    }
    names[first, default: []].append(Name(words: words, actor: actor, whole: whole))
    names[first]?.sort { $0.words.count > $1.words.count }
  }

  private static func words(_ name: String) -> [String] {
    ProseTokens(Array(name.utf8)).tokens.filter { $0.kind != .sign }.map(\.text)
  }

  /// The family name of a person, in plain lower case: what stands before the comma of `sort-name`,
  /// else the second part of a name of two, with its
  /// hyphens: "Martin-Dupont".
  private static func family(_ actor: Actor) -> String? {
    guard actor.kind == .person else { return nil }
    if let sorted = actor.sortName, let comma = sorted.firstIndex(of: ",") {
      return words(String(sorted[..<comma])).joined(separator: " ")
    }
    let parts = actor.name.split(separator: " ")
    return parts.count == 2 ? words(String(parts[1])).joined(separator: " ") : nil
  }

  /// Whether there is nobody to find.
  var isEmpty: Bool { names.isEmpty }

  /// Whether the first word of some name stands in a text: what decides whether it is cut into words.
  ///
  /// - Complexity: O(n), without allocation.
  func mayStand(in bytes: [UInt8]) -> Bool {
    enum Place { case outside, word, digits }
    var place = Place.outside
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      var width = 1
      var next = Place.word
      if byte < 0x80 {
        next = ProseBytes.isLetter(byte) ? .word : ProseBytes.isDigit(byte) ? .digits : .outside
      } else if let sign = ProseBytes.punctuationWidth(bytes, at: index)
        ?? ProseBytes.apostropheWidth(bytes, at: index)
      {
        width = sign
        next = .outside
      }
      if next != place, next != .outside {
        let letter = ProseBytes.foldedLetter(bytes, at: index).letter
        if starts[Int(letter)].contains(where: { ProseBytes.begins(bytes, at: index, with: $0) }) {
          return true
        }
      }
      place = next
      index += width
    }
    return false
  }

  /// The actor whose name begins at a token, and the token behind; hyphens between words do not count.
  func match(_ tokens: ProseTokens, at index: Int) -> (ActorID, Int)? {
    matched(tokens, at: index).map { ($0.name.actor, $0.end) }
  }

  private func matched(_ tokens: ProseTokens, at index: Int) -> (name: Name, end: Int)? {
    guard let first = tokens[index], let candidates = names[first.text] else { return nil }
    for name in candidates {
      var next = index + 1
      var isWhole = true
      for word in name.words.dropFirst() {
        if tokens[next]?.text == "-" { next += 1 }
        guard tokens[next]?.text == word else {
          isWhole = false
          break
        }
        next += 1
      }
      if isWhole { return (name, next) }
    }
    return nil
  }

  /// The names in a block, in order.
  func found(in tokens: ProseTokens) -> [(actor: ActorID, range: Range<Int>)] {
    found(in: tokens) { _, _ in true }
  }

  /// The names in a block that are surely meant as names, in order: a name of one word begins with a
  /// capital and, where the word is a common one, is not the first of its sentence nor behind an
  /// article, unless a first name stands beside it.
  func named(
    in tokens: ProseTokens, of text: [UInt8]
  ) -> [(actor: ActorID, range: Range<Int>)] {
    found(in: tokens) { name, index in
      name.words.count > 1 || isName(name, tokens, at: index, of: text)
    }
  }

  private func found(
    in tokens: ProseTokens, where isMeant: (Name, _ index: Int) -> Bool
  ) -> [(actor: ActorID, range: Range<Int>)] {
    var found: [(actor: ActorID, range: Range<Int>)] = []
    var index = 0
    while index < tokens.tokens.count {
      guard let (name, end) = matched(tokens, at: index) else {
        index += 1
        continue
      }
      if isMeant(name, index) {
        let from = tokens.tokens[index].range.lowerBound
        found.append((name.actor, from..<tokens.tokens[end - 1].range.upperBound))
      }
      index = end
    }
    return found
  }

  private func isName(
    _ name: Name, _ tokens: ProseTokens, at index: Int, of text: [UInt8]
  ) -> Bool {
    let token = tokens.tokens[index]
    let word = String(decoding: text[token.range], as: UTF8.self)
    guard word.unicodeScalars.first?.properties.isUppercase ?? false else { return false }
    guard CommonNames.words.contains(token.text) else { return true }
    let given = Set(name.whole).subtracting(name.words)
    let isBeside = [index - 3, index - 2, index - 1, index + 1, index + 2].contains { place in
      guard let text = tokens[place]?.text else { return false }
      // "J. Maire", "Jeanne Maire", "Maire, Jeanne"
      return given.contains(text)
        || place == index - 2 && tokens[index - 1]?.text == "."
          && given.contains { $0.hasPrefix(text) }
    }
    if isBeside { return true }
    if let before = tokens[index - 1], CommonNames.articles.contains(before.text) { return false }
    return !isFirst(index, tokens, of: text)
  }

  /// Whether nothing but opening signs stands between a token and the beginning of its sentence.
  private func isFirst(_ index: Int, _ tokens: ProseTokens, of text: [UInt8]) -> Bool {
    var before = index - 1
    while let token = tokens[before] {
      if tokens.endsSentence(at: before, in: text) { return true }
      guard token.kind == .sign, token.text != "’" else { return false }
      before -= 1
    }
    return true
  }
}

/// The words that are family names of many people and common nouns, trades or adjectives too, in plain
/// lower case.
private enum CommonNames {
  static let words: Set<String> = [
    "maire", "petit", "grand", "blanc", "noir", "roux", "brun", "boulanger", "boucher", "berger",
    "marchand", "meunier", "mercier", "charpentier", "chevalier", "clerc", "bourgeois", "comte",
    "duc", "prince", "eveque", "abbe", "moine", "pape", "roi", "jeune", "vieux", "gros", "long",
    "court", "rond", "fort", "dur", "doux", "franc", "bon", "sage", "gentil", "beau", "bel",
    "bois", "pont", "fontaine", "riviere", "montagne", "vallee", "colline", "plage", "place",
    "rue", "cour", "tour", "porte", "maison", "moulin", "four", "fosse", "marais", "champ", "pre",
    "jardin", "fleur", "rose", "olivier", "chene", "noyer", "pommier", "poirier", "loup",
    "renard", "lievre", "merle", "faucon", "coq", "poulain", "mouton", "agneau", "ami", "avril",
    "mars", "mai", "janvier", "juin", "lundi", "samedi", "dimanche", "noel", "paques",
    "toussaint", "marin", "soldat", "sergent", "major", "colonel", "general", "juge", "avocat",
    "notaire", "greffier", "huissier", "prefet", "ministre", "senateur", "depute", "president",
    "conseiller", "procureur", "directeur", "recteur", "docteur", "medecin", "professeur",
    "maitre", "couturier", "tailleur", "potier", "vacher", "porcher", "chasseur", "pecheur",
    "page", "valet", "garde", "gardien", "premier", "second", "dernier", "seul", "simple",
    "parent", "pere", "frere", "cousin", "neveu", "sauvage", "sauveur", "vivant", "victoire",
    "paix", "guerre", "baker", "cook", "young", "white", "brown", "black", "green", "gray",
    "grey", "king", "hill", "wood", "woods", "price", "law", "judge", "bishop", "may", "march",
    "april", "june", "august", "day", "knight", "lord", "mayor", "miller", "hunter", "shepherd",
    "clerk", "banks", "bush", "field", "fields", "fox", "wolf", "bird", "lamb", "rivers", "lake",
    "stone", "rich", "sharp", "short", "small", "little", "strong", "wise", "good", "hope",
    "grace", "sergeant", "warden", "ward", "west", "north", "church", "temple", "house", "hall",
    "chambers", "bridge", "street", "summer", "winter", "snow", "rice", "bacon", "will",
  ]
  static let articles: Set<String> = [
    "le", "la", "les", "un", "une", "du", "au", "aux", "des", "ce", "cette", "the", "a", "an",
    "this", "that",
  ]
}
