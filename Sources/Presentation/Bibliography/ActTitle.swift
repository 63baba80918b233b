// Takes the title of an act apart: what it is, its number, its day, what it is about. Knows how French
// jurists shorten the names of acts, codes and courts.

import DossierModel

/// The title of an act of French or European law in its parts: `Loi n° 2024-449 du 21 mai 2024
/// visant à …`.
struct ActTitle: Equatable {
  /// What it is, shortened: `L.`, `Règl. (UE)`.
  let kind: String
  /// `n° 2024-449`, `2022/2065`.
  let number: String?
  /// The day of the act.
  let day: CivilDate?
  /// What it is about: `visant à sécuriser et à réguler l’espace numérique`.
  let subject: String

  /// Reads a French title; `nil` for one that names no act, or neither number nor day of it.
  init?(_ title: String) {
    var words = title.split(whereSeparator: \.isWhitespace).map(String.init)[...]
    guard let (names, short) = Self.kinds.first(where: { words.starts(with: $0.0) }) else {
      return nil
    }
    words.removeFirst(names.count)
    var kind = short
    if let body = words.first, ["(UE)", "(CE)", "(CEE)", "(Euratom)"].contains(body) {
      kind += " \(body)"
      words.removeFirst()
    }
    self.kind = kind
    number = Self.number(in: &words)
    if words.starts(with: Self.authors) { words.removeFirst(Self.authors.count) }
    day = Self.day(in: &words)
    if number == nil, day == nil { return nil }
    subject = words.joined(separator: " ")
  }

  private static let authors = ["du", "Parlement", "européen", "et", "du", "Conseil"]

  private static let kinds: [([String], String)] = [
    (["Loi", "organique"], "L. org."), (["Loi", "constitutionnelle"], "L. const."),
    (["Loi"], "L."), (["Ordonnance"], "Ord."), (["Décret"], "Décr."), (["Arrêté"], "Arr."),
    (["Règlement", "délégué"], "Règl. dél."), (["Règlement", "d’exécution"], "Règl. exéc."),
    (["Règlement"], "Règl."), (["Directive"], "Dir."), (["Décision-cadre"], "Déc.-cadre"),
  ]

  /// `n° 2024-449` or `2022/2065` at the beginning, which it takes away.
  private static func number(in words: inout ArraySlice<String>) -> String? {
    guard let first = words.first else { return nil }
    if first == "n°" || first == "no", let number = words.dropFirst().first {
      words.removeFirst(2)
      return "n° " + number.trimming(",")
    }
    guard first.contains("/"), first.allSatisfy({ $0.isNumber || $0 == "/" }) else { return nil }
    words.removeFirst()
    return first
  }

  /// `du 21 mai 2024` at the beginning, which it takes away.
  private static func day(in words: inout ArraySlice<String>) -> CivilDate? {
    let parts = Array(words.prefix(4))
    guard parts.count == 4, parts[0] == "du",
      let day = Int(parts[1] == "1er" ? "1" : parts[1]),
      let month = months.firstIndex(of: parts[2]), let year = Int(parts[3].trimming(",")),
      let date = try? CivilDate.parse(
        "\(year)-\(month < 9 ? "0" : "")\(month + 1)-\(day < 10 ? "0" : "")\(day)")
    else { return nil }
    words.removeFirst(4)
    return date
  }

  private static let months = [
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
  ]
}

/// How French jurists shorten names that stand without number or day.
enum FrenchLegalNames {
  /// A code: `C. pén.`; `nil` for one that has no usual abbreviation.
  ///
  /// - Source: the list of abbreviations of the publishers' guide RefLex (SNE).
  static func code(_ title: String) -> String? {
    codes[title.lowercased().replacing("'", with: "’")]
  }

  /// A court: `Cons. const.`, `TJ Paris`; the name itself where there is no usual abbreviation.
  static func court(_ name: String) -> String {
    if let short = courts[name] { return short }
    for (long, short) in places where name.hasPrefix(long) {
      return "\(short) \(name.dropFirst(long.count))"
    }
    return name
  }

  private static let codes = [
    "code civil": "C. civ.", "code de commerce": "C. com.",
    "code de justice administrative": "CJA", "code de la commande publique": "CCP",
    "code de la consommation": "C. consom.", "code de la propriété intellectuelle": "CPI",
    "code de la route": "C. route", "code de la santé publique": "CSP",
    "code de la sécurité intérieure": "CSI", "code de la sécurité sociale": "CSS",
    "code de l’action sociale et des familles": "CASF", "code de l’éducation": "C. éduc.",
    "code de l’entrée et du séjour des étrangers et du droit d’asile": "CESEDA",
    "code de l’environnement": "C. envir.", "code de l’organisation judiciaire": "COJ",
    "code de l’urbanisme": "C. urb.", "code de procédure civile": "C. pr. civ.",
    "code de procédure pénale": "C. pr. pén.", "code des assurances": "C. assur.",
    "code des postes et des communications électroniques": "CPCE",
    "code des relations entre le public et l’administration": "CRPA",
    "code du travail": "C. trav.", "code électoral": "C. élect.",
    "code général des collectivités territoriales": "CGCT", "code général des impôts": "CGI",
    "code monétaire et financier": "C. mon. fin.", "code pénal": "C. pén.",
    "code rural et de la pêche maritime": "C. rur.",
  ]

  private static let courts = [
    "Conseil constitutionnel": "Cons. const.", "Conseil d’État": "CE",
    "Cour de cassation": "Cass.", "Cour de justice de l’Union européenne": "CJUE",
    "Cour européenne des droits de l’homme": "CEDH", "Tribunal des conflits": "T. confl.",
  ]

  private static let places = [
    ("Cour administrative d’appel de ", "CAA"), ("Cour d’appel de ", "CA"),
    ("Cour d’appel d’", "CA"), ("Tribunal administratif de ", "TA"),
    ("Tribunal correctionnel de ", "T. corr."), ("Tribunal judiciaire de ", "TJ"),
    ("Tribunal judiciaire d’", "TJ"),
  ]
}

extension String {
  /// The text without a sign at its end.
  fileprivate func trimming(_ sign: Character) -> String {
    last == sign ? String(dropLast()) : self
  }
}
