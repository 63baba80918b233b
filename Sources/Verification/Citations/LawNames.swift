// Owns how the instruments of a dossier are called: their names and usual abbreviations, their
// numbers, the articles that the dossier has of them. Made once; the scanner and the rules read it.

import DossierModel

/// The names, numbers and articles of the instruments of a dossier.
struct LawNames: Sendable {
  private struct Name: Sendable {
    let words: [String]
    let instrument: InstrumentID
  }

  /// What a text is known by: its kind and its number.
  struct Key: Hashable, Sendable {
    let word: LawWord
    let year: Int
    let number: Int
  }

  private var names: [String: [Name]] = [:]
  private var byKey: [Key: InstrumentID] = [:]
  private(set) var keys: [InstrumentID: Key] = [:]
  private(set) var provisions: [InstrumentID: [(ArticleNumber, ProvisionID)]] = [:]
  private var byNumber: [InstrumentID: [ArticleNumber: ProvisionID]] = [:]
  /// The name that the title of an instrument begins with.
  private(set) var titles: [InstrumentID: LawName] = [:]

  /// The first words of the names, in plain lower case.
  var firstWords: [String] { names.keys.sorted() }

  init() {}

  init(_ dossier: Dossier) {
    let nothing = LawNames()
    for (id, instrument) in zip(dossier.instruments.ids, dossier.instruments) {
      let title = Array(instrument.title.utf8)
      let named = CitationScanner(title, names: nothing).citations().first
      if case .text(let name)? = named?.content, named?.range.lowerBound == 0 {
        titles[id] = name
        if let word = name.word, let number = name.number { add(number, word, id) }
      }
      if let key = Self.key(celex: instrument.identifiers.celex?.value) {
        byKey[key] = id
        keys[id] = key
      }
      if instrument.kind == .code || instrument.kind == .constitution { add(instrument.title, id) }
      add(instrument.short, id)
      for other in Self.otherNames(instrument, keys[id]) { add(other, id) }
    }
    for (id, provision) in zip(dossier.provisions.ids, dossier.provisions) {
      guard let instrument = dossier.instruments.id(of: provision.instrument) else { continue }
      for number in ArticleNumber.all(in: provision.article) {
        provisions[instrument, default: []].append((number, id))
        if byNumber[instrument]?[number] == nil {
          byNumber[instrument, default: [:]][number] = id
        }
      }
    }
  }

  private mutating func add(_ number: LawNumber, _ word: LawWord, _ id: InstrumentID) {
    let isReversed = !LawNumber.isYear(number.first) && LawNumber.isYear(number.second)
    let key = Key(
      word: word, year: isReversed ? number.second : number.first,
      number: isReversed ? number.first : number.second)
    byKey[key] = id
    keys[id] = key
  }

  private mutating func add(_ name: String, _ id: InstrumentID) {
    let words = ProseTokens(Array(name.utf8)).tokens.map(\.text)
    // "Loi" alone is no name.
    guard let first = words.first, words.joined().utf8.count >= 2,
      words.count > 1 || LawWord.words[first] == nil && first != "code"
    else { return }
    names[first, default: []].append(Name(words: words, instrument: id))
    names[first]?.sort { $0.words.count > $1.words.count }
  }

  /// The year, letter and number of a CELEX of the third sector.
  static func key(celex: String?) -> Key? {
    guard let bytes = celex.map({ Array($0.utf8) }), bytes.count >= 7, bytes[0] == 0x33,
      let year = Int(String(decoding: bytes[1..<5], as: UTF8.self))
    else { return nil }
    let word: LawWord
    switch bytes[5] {
    case UInt8(ascii: "R"): word = .regulation
    case UInt8(ascii: "L"): word = .directive
    case UInt8(ascii: "D"): word = .decision
    default: return nil
    }
    let digits = bytes[6...].prefix { ProseBytes.isDigit($0) }
    guard let number = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
    return Key(word: word, year: year, number: number)
  }

  // MARK: - Looking up

  /// The instrument whose name begins at a token; the longest name wins.
  func match(_ tokens: ProseTokens, at index: Int) -> (InstrumentID, Int)? {
    guard let first = tokens[index], let candidates = names[first.text] else { return nil }
    for name in candidates
    where name.words.indices.allSatisfy({ tokens[index + $0]?.text == name.words[$0] }) {
      return (name.instrument, index + name.words.count)
    }
    return nil
  }

  /// The instrument of a number, in the order in which its kind is written or in the other.
  func instrument(_ word: LawWord, _ number: LawNumber) -> InstrumentID? {
    byKey[Key(word: word, year: number.first, number: number.second)]
      ?? (LawNumber.isYear(number.second)
        ? byKey[Key(word: word, year: number.second, number: number.first)] : nil)
  }

  /// The act of another kind that has a number: a directive called a regulation.
  func otherKind(_ word: LawWord, _ number: LawNumber) -> InstrumentID? {
    for other in [LawWord.regulation, .directive, .decision] where other != word {
      if let found = instrument(other, number) { return found }
    }
    return nil
  }

  /// The provision of an instrument with an article.
  func provision(_ number: ArticleNumber, of instrument: InstrumentID) -> ProvisionID? {
    byNumber[instrument]?[number]
  }

  // MARK: - Usual names

  /// How lawyers call a text beside its title.
  private static func otherNames(_ instrument: Instrument, _ key: Key?) -> [String] {
    switch ProseBytes.folded(Array(instrument.title.utf8)[...]) {
    case "code penal": return ["C. pén.", "C. pén", "CP"]
    case "code de procedure penale": return ["C. pr. pén.", "C. proc. pén.", "CPP"]
    case "code civil": return ["C. civ.", "C. civ"]
    case "code de la consommation": return ["C. conso.", "C. consom."]
    case "code de la propriete intellectuelle": return ["CPI"]
    default: break
    }
    switch key {
    case Key(word: .regulation, year: 2022, number: 2065):
      return ["DSA", "règlement sur les services numériques", "Digital Services Act"]
    case Key(word: .regulation, year: 2024, number: 1689):
      return [
        "IA Act", "AI Act", "règlement IA", "règlement sur l’intelligence artificielle",
        "Artificial Intelligence Act",
      ]
    case Key(word: .regulation, year: 2016, number: 679): return ["RGPD", "GDPR"]
    case Key(word: .statute, year: 2004, number: 575):
      return ["LCEN", "loi pour la confiance dans l’économie numérique"]
    default: return []
    }
  }
}
