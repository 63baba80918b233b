// The texts of the benchmark: French prose made from our own words and a seed, so that every run
// and every machine reads the same bytes.

/// Makes documents.
struct Prose {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// The next number of SplitMix64.
  private mutating func next(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ z >> 31) % UInt64(bound))
  }

  private static let subjects = [
    "le rapport", "la commission", "l'autorité de contrôle", "le tribunal", "une association",
    "le service juridique", "la plateforme", "l'éditeur du service", "un groupe d'élus",
    "la rédaction", "le ministère", "une équipe de chercheurs",
  ]
  private static let verbs = [
    "relève", "conteste", "décrit", "a publié", "examine", "confirme", "précise", "rappelle",
    "met en doute", "reprend", "a demandé", "observe",
  ]
  private static let objects = [
    "les conditions d'usage de l'outil", "la durée de conservation des images",
    "un défaut de contrôle préalable", "les engagements pris devant le Parlement",
    "l'absence de réponse écrite", "des captures faites au printemps",
    "la portée exacte de la décision", "les mesures annoncées en été",
    "une série de cas semblables", "le texte adopté en première lecture",
    "la responsabilité des personnes qui diffusent", "un délai de mise en œuvre trop court",
  ]
  private static let tails = [
    "sans en donner la source", "après plusieurs échanges", "à la demande des victimes",
    "dans un communiqué bref", "selon les pièces du dossier", "faute d'éléments nouveaux",
    "malgré les réserves exprimées", "comme le prévoit la loi", "au terme d'une enquête",
    "devant les députés", "pour la période concernée", "avec une note de méthode",
  ]
  private static let asides = [
    " : « rien n'est joué », dit-on", " ; la suite manque", " (voir plus haut)",
    ", au plus tard le 12 mars 2026", ", pour 75 000 euros", " à l'article 226-8", " *en partie*",
    " **sans délai**", ", et qui le sait ?",
  ]

  private mutating func one(of words: [String]) -> String { words[next(words.count)] }

  private mutating func sentence() -> String {
    var text = one(of: Self.subjects)
    text = text.prefix(1).uppercased() + text.dropFirst()
    text += " " + one(of: Self.verbs) + " " + one(of: Self.objects)
    if next(2) == 0 { text += " " + one(of: Self.tails) }
    if next(3) == 0 {
      text += ", et " + one(of: Self.subjects) + " " + one(of: Self.verbs) + " "
      text += one(of: Self.objects)
    }
    if next(3) == 0 { text += one(of: Self.asides) }
    return text + "."
  }

  /// One paragraph, broken at about 90 bytes a line.
  private mutating func paragraph() -> String {
    var text = ""
    for _ in 0..<(3 + next(5)) { text += (text.isEmpty ? "" : " ") + sentence() }
    var wrapped = ""
    var column = 0
    for word in text.split(separator: " ") {
      if column > 0 {
        wrapped += column + word.utf8.count > 90 ? "\n" : " "
        column = column + word.utf8.count > 90 ? 0 : column
      }
      wrapped += word
      column += word.utf8.count + 1
    }
    return wrapped
  }

  /// One document of about 600 words: a title, sections, paragraphs, one list.
  mutating func document() -> [UInt8] {
    var text = "# " + one(of: Self.objects).prefix(1).uppercased() + "\n\n"
    for section in 0..<3 {
      text += "## " + one(of: Self.subjects) + " \(section + 1)\n\n"
      for _ in 0..<(2 + next(2)) { text += paragraph() + "\n\n" }
    }
    for _ in 0..<4 { text += "- " + sentence() + "\n" }
    return Array(text.utf8)
  }
}
