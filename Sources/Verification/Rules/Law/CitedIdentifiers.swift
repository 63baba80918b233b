// R0308 and R0309: identifiers in prose have a known form; those of one record name one text of one
// time.

import Diagnostics
import DossierModel

extension Rule {
  /// "LEGIARTI00004957162" in prose is refused: a digit is missing.
  static let malformedCitation = Rule(
    .malformedCitation, .law, reads: "identifiers in prose"
  ) { context, bag in
    for found in context.citations where !found.isDisowned {
      guard case .identifier(let kind, let text) = found.citation.content,
        let form = IdentifierForm.fault(kind, text)
      else { continue }
      bag.add(.malformedCitation(text, kind: kind, form: form, at: found.span))
    }
  }

  /// CELEX, ELI, number and date of one text agree; a version has an identifier of its time.
  static let disagreeingIdentifiers = Rule(
    .disagreeingIdentifiers, .law, reads: "identifiers, titles, kinds and dates of laws"
  ) { context, bag in
    let dossier = context.dossier
    for (id, instrument) in zip(dossier.instruments.ids, dossier.instruments) {
      compare(instrument, title: context.lawNames.titles[id], into: &bag)
    }
    for provision in dossier.provisions {
      for version in provision.versions {
        compareTime(version, of: provision, into: &bag)
        compareOrigin(version, of: provision, dossier, into: &bag)
      }
    }
  }

  private static func compare(
    _ instrument: Instrument, title: LawName?, into bag: inout DiagnosticBag
  ) {
    let identifiers = instrument.identifiers
    let celex = LawNames.key(celex: identifiers.celex?.value)
    if let celex, let written = identifiers.celex {
      if let word = instrument.kind.word, word != celex.word {
        bag.add(
          .disagreeingIdentifiers(
            instrument.slug,
            Wording(
              "the CELEX `\(written.value)` is not that of a \(instrument.kind.rawValue)",
              fr: "le CELEX `\(written.value)` n'est pas celui d'un texte de cette nature"),
            at: written.span, other: instrument.idSpan))
      }
      if let eli = identifiers.eli, let other = IdentifierForm.key(eli: eli.value), other != celex {
        bag.add(
          .disagreeingIdentifiers(
            instrument.slug,
            Wording(
              "the ELI is of another act than the CELEX", fr: "l'ELI n'est pas celui du CELEX"),
            at: eli.span, other: written.span))
      }
      if let number = title?.number,
        (number.first, number.second) != (celex.year, celex.number),
        (number.second, number.first) != (celex.year, celex.number)
      {
        bag.add(
          .disagreeingIdentifiers(
            instrument.slug,
            Wording(
              "the CELEX is not that of `\(number.text)` in the title",
              fr: "le CELEX n'est pas celui de `\(number.text)` dans le titre"),
            at: written.span, other: instrument.idSpan))
      }
    }
    if let date = instrument.date, let first = date.value.earliest, let last = date.value.latest {
      if let cited = title?.date?.civil, cited < first || cited > last {
        bag.add(
          .disagreeingIdentifiers(
            instrument.slug,
            Wording(
              "`date` is not the \(cited) of the title", fr: "`date` n'est pas le \(cited) du titre"
            ),
            at: date.span, other: instrument.idSpan))
      }
      if let ecli = identifiers.ecli, let year = IdentifierForm.year(ecli: ecli.value),
        year < first.year || year > last.year
      {
        bag.add(
          .disagreeingIdentifiers(
            instrument.slug,
            Wording(
              "the ECLI is of \(year), the decision of \(first.year)",
              fr: "l'ECLI est de \(year), la décision de \(first.year)"),
            at: ecli.span, other: date.span))
      }
      if let eli = identifiers.eli, let day = IdentifierForm.day(eli: eli.value),
        day < first || day > last
      {
        bag.add(
          .disagreeingIdentifiers(
            instrument.slug,
            Wording("the ELI is of \(day)", fr: "l'ELI est du \(day)"), at: eli.span,
            other: date.span))
      }
    }
  }

  /// The numbers of the first load of the database, before 2008: no later text has one.
  private static let firstLoad = 7_000_000

  private static func compareTime(
    _ version: ProvisionVersion, of provision: Provision, into bag: inout DiagnosticBag
  ) {
    guard let identifier = version.identifier, LawIdentifierKind.legiarti.accepts(identifier.value),
      let number = Int(identifier.value.dropFirst(8)), number < firstLoad,
      let start = version.inForce.value.earliest, start.year >= 2010
    else { return }
    bag.add(
      .disagreeingIdentifiers(
        provision.slug,
        Wording(
          "`\(identifier.value)` is older than version `\(version.id.value)`, in force from \(start)",
          fr:
            "`\(identifier.value)` est plus ancien que la version `\(version.id.value)`, en vigueur au \(start)"
        ), at: identifier.span, other: version.inForce.span,
        notes: [
          Wording(
            "identifiers below LEGIARTI000007000000 were given before 2008, to the texts of that time",
            fr:
              "les identifiants inférieurs à LEGIARTI000007000000 datent d'avant 2008 et des textes d'alors"
          )
        ]))
  }

  /// A version was adopted and published with the text that brought it.
  private static func compareOrigin(
    _ version: ProvisionVersion, of provision: Provision, _ dossier: Dossier,
    into bag: inout DiagnosticBag
  ) {
    guard let reference = version.changedBy, let id = dossier.instruments.id(of: reference) else {
      return
    }
    let origin = dossier.instruments[id]
    let pairs = [
      ("adopted", version.adopted, origin.date), ("published", version.published, origin.published),
    ]
    for (key, own, other) in pairs {
      guard let own, let other, let day = own.value.exactDay, let right = other.value.exactDay,
        day != right, !own.value.isUncertain, !other.value.isUncertain
      else { continue }
      bag.add(
        .disagreeingIdentifiers(
          provision.slug,
          Wording(
            "version `\(version.id.value)` has `\(key)` \(day), `\(origin.slug)` \(right)",
            fr: "la version `\(version.id.value)` a `\(key)` \(day), `\(origin.slug)` \(right)"),
          at: own.span, other: other.span))
    }
  }
}

/// What the form of an identifier says.
enum IdentifierForm {
  /// What a malformed identifier should look like; `nil` where the form is right.
  static func fault(_ kind: LawIdentifierKind, _ text: String) -> Wording? {
    let standard = text.hasPrefix("JORFARTI") ? "LEGIARTI" + text.dropFirst(8) : text
    guard kind.accepts(standard) else { return form(kind) }
    if kind == .eli, !isWhole(eli: text) { return form(kind) }
    return nil
  }

  private static func form(_ kind: LawIdentifierKind) -> Wording {
    switch kind {
    case .legitext, .jorftext, .legiarti:
      Wording("the word and 12 digits", fr: "le mot suivi de 12 chiffres")
    case .nor:
      Wording(
        "4 capitals, 7 digits and a capital: `ECOX0200175L`",
        fr: "4 capitales, 7 chiffres et une capitale : `ECOX0200175L`")
    case .celex:
      Wording(
        "sector, year, type and number: `32022R2065`",
        fr: "secteur, année, type et numéro : `32022R2065`")
    case .ecli:
      Wording(
        "five parts: `ECLI:FR:CC:2024:2024.866.DC`",
        fr: "cinq parties : `ECLI:FR:CC:2024:2024.866.DC`")
    case .eli:
      Wording(
        "`eli/reg/2022/2065/oj` for the Union, `eli/loi/2024/5/21/…` for France",
        fr: "`eli/reg/2022/2065/oj` pour l'Union, `eli/loi/2024/5/21/…` pour la France")
    }
  }

  private static let acts: [String: LawWord] = [
    "reg": .regulation, "reg_impl": .regulation, "reg_del": .regulation, "dir": .directive,
    "dir_impl": .directive, "dir_del": .directive, "dec": .decision, "dec_impl": .decision,
  ]
  private static let national: Set<String> = [
    "loi", "decret", "ordonnance", "arrete", "decision", "loi_organique", "loi_constitutionnelle",
  ]

  private static func parts(eli: String) -> [Substring] {
    let parts = eli.split(separator: "/", omittingEmptySubsequences: false)
    guard let start = parts.firstIndex(of: "eli") else { return [] }
    return Array(parts[(start + 1)...])
  }

  /// The act that an ELI of the Union names.
  static func key(eli: String) -> LawNames.Key? {
    let parts = parts(eli: eli)
    guard parts.count >= 3, let word = acts[String(parts[0])], let year = Int(parts[1]),
      let number = Int(parts[2])
    else { return nil }
    return LawNames.Key(word: word, year: year, number: number)
  }

  /// The day that a French ELI names.
  static func day(eli: String) -> CivilDate? {
    let parts = parts(eli: eli)
    guard parts.count >= 4, national.contains(String(parts[0])), let year = Int(parts[1]),
      let month = Int(parts[2]), let day = Int(parts[3])
    else { return nil }
    return CivilDate(year: year, month: month, day: day)
  }

  /// The year of a decision.
  static func year(ecli: String) -> Int? {
    let parts = ecli.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count == 5 ? Int(parts[3]) : nil
  }

  private static func isWhole(eli: String) -> Bool {
    let parts = parts(eli: eli)
    guard let type = parts.first.map(String.init) else { return false }
    if acts[type] != nil {
      guard let key = key(eli: eli) else { return false }
      return (1952...2049).contains(key.year)
    }
    return national.contains(type) ? day(eli: eli) != nil : true
  }
}

extension InstrumentKind {
  /// The kind of act of the Union.
  fileprivate var word: LawWord? {
    switch self {
    case .regulation: .regulation
    case .directive: .directive
    default: nil
    }
  }
}
