// What may be said of persons: words against their standing, answers, names of victims, evidence that
// may only be described.

import Diagnostics
import DossierModel
import Testing

@testable import Verification

@Suite struct PersonRulesTests {
  private static func outcome(
    _ body: String, _ others: [String: String] = [:]
  ) async throws -> VerificationFixtures.Outcome {
    let chapter = """
      ---
      title: Essai
      number: 2
      description: Un cas.
      presumption: true
      ---

      \(body)

      """
    let files = try VerificationFixtures.base()
      .with(["Content/chapters/02-essai.md": chapter]).with(others)
    return await VerificationFixtures.check(files)
  }

  private static let him = "[[actor:jean-durand]]"

  // MARK: - Words

  @Test(arguments: [
    "\(him) est coupable.", "\(him) est l’AUTEUR DES FAITS.", "\(him), auteur du délit, part.",
    "\(him), auteure de l’infraction.", "\(him) est un criminel.", "\(him) est un délinquant.",
    "\(him) a été condamné.", "\(him) a commis ces actes.", "\(him) est mis en examen.",
    "La mise en examen de \(him) est connue.", "\(him) est inculpé.", "\(him) est écroué.",
    "\(him), placé en garde à vue, se tait.", "\(him) is guilty.", "\(him) was convicted.",
    "\(him) is a criminal.", "\(him) was indicted.", "\(him) is charged with fraud.",
    "Jean Durand est coupable.", "M. Durand est le coupable.", "\(him) est un récidiviste.",
    "\(him) parle.\n\n## Durand, coupable {#titre}\n\nTexte.",
    "| Qui | Quoi |\n|---|---|\n| \(him) | \(him) est coupable |",
    "- \(him) est coupable", "Une note.[^1]\n\n[^1]: \(him) est coupable.",
    "\(him) parle à [[actor:claire-martin]]. Il est coupable.",
    "\(him) est mis\u{A0}en\u{202F}examen.", "Écroué hier, \(him) se tait.",
    "Les crimes commis par \(him) sont connus.", "\(him) est complice de la société.",
    "The crimes committed by \(him) are known.", "\(him) was an accomplice to it.",
    "\(him) a-t-il dit ? Il a commis ces actes.", "\(him), l’auteur  de\u{A0}l'infraction.",
  ])
  func strongWordsAreFound(body: String) async throws {
    let found = try await Self.outcome(body)
    #expect(found.codes == ["R0503"], "\(body)\n\(found.rendered)")
  }

  @Test(arguments: [
    "\(him) n’est pas coupable.", "\(him) n’est ni coupable ni condamné.",
    "\(him) est présumé innocent, jamais coupable.", "Aucune mise en examen de \(him).",
    "Nous ne savons pas si \(him) est coupable.", "\(him) : « le coupable » selon un tract.",
    "\(him) fait l’objet d’une enquête criminelle.", "A criminal investigation aims at \(him).",
    "\(him) est convoqué, ses bureaux sont fouillés.", "\(him) is not guilty.",
    "La commission entend \(him), l’auteur de la lettre, mis en cause.",
    "\(him) est convoqué. [[actor:societe-exemple]] a été condamnée en 2012.",
    "[[actor:claire-martin]] cherche le coupable.", "\(him) met en ligne un démenti.",
    "`coupable` de \(him)", "\(him) n’est pas complice de la société.",
  ])
  func otherWordsPass(body: String) async throws {
    let found = try await Self.outcome(body)
    #expect(found.codes == [], "\(body)\n\(found.rendered)")
  }

  @Test func recordsAndTitlesAreReadToo() async throws {
    let event = """
      id: e-9
      cote: E-09
      date: 2026-03-01
      title: Le coupable est entendu.
      kind: procedure
      jurisdiction: fr
      actors: [jean-durand]
      sources: [greffe]
      status: established

      """
    let records = try await Self.outcome("Rien.", ["Content/data/events/e-9.yaml": event])
    #expect(records.codes == ["R0503"], "\(records.rendered)")
    let base = try VerificationFixtures.base()
    let part = try base.replacing(
      "description: Dirigeant de la société.",
      with: "description: Dirigeant.\n  part: Auteur des faits",
      in: "Content/data/actors.yaml")
    #expect(await VerificationFixtures.check(part).codes == ["R0503"])
    let title = try base.replacing(
      "title: Les faits", with: "title: Jean Durand, coupable", in: "Content/chapters/01-faits.md")
    #expect(await VerificationFixtures.check(title).codes == ["R0503"])
  }

  @Test func anEventIsReadByTheStandingOfItsDay() async throws {
    let files = try VerificationFixtures.base().replacing(
      "    status: summoned\n    since: 2026-02-03\n    text: Convoqué en audition libre.",
      with: """
            status: cleared
            since: 2026-09-01
            text: Relaxé.
          past-standings:
            - status: charged
              since: 2026-03-01
              text: Mis en examen.
        """, in: "Content/data/actors.yaml")
    func event(_ date: String) -> [String: String] {
      [
        "Content/data/events/e-9.yaml": """
        id: e-9
        cote: E-09
        date: \(date)
        title: Jean Durand est mis en examen.
        kind: procedure
        jurisdiction: fr
        actors: [jean-durand]
        sources: [greffe]
        status: established

        """
      ]
    }
    let during = await VerificationFixtures.check(files.with(event("2026-03-02")))
    #expect(during.codes == [], "\(during.rendered)")
    let before = await VerificationFixtures.check(files.with(event("2026-10-02")))
    #expect(before.codes == ["R0503"], "\(before.rendered)")
  }

  @Test func aPersonUnderInvestigationHasAStanding() async throws {
    let measure = """
      id: m-1
      cote: M-01
      title: Une enquête est ouverte.
      kind: investigation
      status: in-effect
      date: 2026-01-05
      authority: [societe-exemple]
      addressee: [claire-martin]
      sources: [greffe]

      """
    let found = try await Self.outcome("Rien.", ["Content/data/measures/m-1.yaml": measure])
    #expect(found.codes == ["R0501"], "\(found.rendered)")
  }

  // MARK: - Answers

  @Test func aReplyIsToldOrDated() async throws {
    func claim(_ reply: String) -> [String: String] {
      [
        "Content/data/claims.yaml": """
        - id: s-1
          cote: S-01
          text: La société laisse faire.
          nature: opinion
          about: [societe-exemple]
          source: gazette
          verdict: attributed
        \(reply)

        """
      ]
    }
    func codes(_ reply: String) async throws -> [String] {
      try await Self.outcome("Rien.", claim(reply)).codes
    }
    #expect(try await codes("") == ["R0505"])
    #expect(try await codes("  reply: {status: published}") == ["R0505"])
    #expect(try await codes("  reply: {status: published, event: e-1}") == [])
    #expect(try await codes("  reply: {status: requested}") == ["R0505"])
    #expect(try await codes("  reply: {status: requested, requested: 2026-03-01}") == [])
    #expect(try await codes("  reply: {status: not-requested}") == [])
    #expect(try await codes("  reply: {status: none-found}") == [])
  }

  // MARK: - Victims

  private static let hiddenVictim = [
    "Content/data/actors/victime.yaml": """
    id: victime
    cote: A-09
    name: Marie Leroy-Dupont
    sort-name: Leroy-Dupont, Marie
    kind: person
    description: Une étudiante.
    victim: true
    private: true

    """
  ]

  @Test(arguments: [
    "Marie Leroy-Dupont porte plainte.", "MARIE LEROY-DUPONT porte plainte.",
    "Mme Leroy-Dupont porte plainte.", "Selon « Marie Leroy Dupont », tout va mal.",
    "## Le récit de Marie Leroy-Dupont {#recit}\n\nTexte.",
    "| Qui |\n|---|\n| Marie Leroy-Dupont |",
  ])
  func aVictimIsNamedNowhere(body: String) async throws {
    let found = try await Self.outcome(body, Self.hiddenVictim)
    #expect(found.codes.contains("R0506"), "\(body)\n\(found.rendered)")
    #expect(found.checked == nil)
  }

  /// Without a name to sort by, the second of two parts is the family name, hyphens, ligatures and all.
  @Test(arguments: [
    ("Mme Martin-Œuvrard parle.", true), ("MARTIN-OEUVRARD parle.", true),
    ("L’avocate d'Élodie Martin\u{2011}Œuvrard parle.", true), ("elodie martin œuvrard", true),
    ("Mme Martin parle.", false), ("Élodie parle.", false), ("L’œuvre de Martine.", false),
  ])
  func aFamilyNameHasItsHyphens(body: String, isNamed: Bool) async throws {
    let victim = Self.hiddenVictim.mapValues {
      $0.replacing(
        "Marie Leroy-Dupont\nsort-name: Leroy-Dupont, Marie", with: "Élodie Martin-Œuvrard")
    }
    let found = try await Self.outcome(body, victim)
    #expect(found.codes == (isNamed ? ["R0506"] : []), "\(body)\n\(found.rendered)")
  }

  /// A family name that is a common word is a name where it is written like one.
  @Test(arguments: [
    ("Mme Maire parle.", true), ("Jeanne Maire parle.", true), ("MAIRE Jeanne parle.", true),
    ("Maire, Jeanne : étudiante.", true), ("J. Maire parle.", true), ("Selon Maire, non.", true),
    ("L’avocate de Maire parle.", true), ("jeanne maire parle.", true),
    ("Le maire de Caen parle.", false), ("Monsieur le Maire parle.", false),
    ("Maire de Caen, il parle.", false), ("Il parle. Maire de Caen, il se tait.", false),
    ("Chaque maire parle.", false), ("« Maire » est un mot.", false),
  ])
  func aCommonWordIsANameWhereItLooksLikeOne(body: String, isNamed: Bool) async throws {
    let victim = Self.hiddenVictim.mapValues {
      $0.replacing("Marie Leroy-Dupont\nsort-name: Leroy-Dupont, Marie", with: "Jeanne Maire")
    }
    let found = try await Self.outcome(body, victim)
    #expect(found.codes == (isNamed ? ["R0506"] : []), "\(body)\n\(found.rendered)")
  }

  @Test func aVictimIsNotNamedByASourceOrAnAddress() async throws {
    let clean = try await Self.outcome("Une étudiante porte plainte.", Self.hiddenVictim)
    #expect(clean.codes == [], "\(clean.rendered)")
    #expect(clean.checked?.dossier.actors.id(of: "victime") == nil)
    for line in [
      "title: Marie Leroy-Dupont raconte", "title: Un récit\n  author: M. Leroy-Dupont",
      "title: Un récit\n  url: https://example.org/marie-leroy-dupont-raconte",
    ] {
      let source = """
        - id: recit
          cote: B-09
          publisher: La Gazette
          \(line)
          kind: press
          level: primary

        """
      let found = try await Self.outcome(
        "Rien.", Self.hiddenVictim.merging(["Content/data/sources/r.yaml": source]) { $1 })
      #expect(found.codes == ["R0506"], "\(line)\n\(found.rendered)")
    }
  }

  @Test func aGroundOfAVictimHasASource() async throws {
    let record = """
      id: marie-leroy
      cote: A-09
      name: Marie Leroy
      kind: person
      description: Une étudiante.
      victim: true
      consent:
        date: 2026-01-20
        sources: [gazette]

      """
    let path = "Content/data/actors/victime.yaml"
    let right = try await Self.outcome("Marie Leroy parle.", [path: record])
    #expect(right.codes == [], "\(right.rendered)")
    let wrong = try await Self.outcome(
      "Marie Leroy parle.", [path: record.replacing("[gazette]", with: "[]")])
    #expect(wrong.checked == nil, "\(wrong.rendered)")
  }

  // MARK: - Evidence that may only be described

  private static let described = [
    "Content/data/sources/s.yaml": """
    - id: image
      cote: B-09
      publisher: Une plateforme
      title: Une image signalée
      kind: official
      level: primary
      policy: metadata-only

    """
  ]

  @Test(arguments: [
    ("Le fait est constaté [@image].", []), ("Voir https://example.org/x [@image].", ["R0507"]),
    ("Voir [ici](https://example.org/x) [@image].", ["R0507"]),
    ("Voir www.example.org, [[source:image]].", ["R0507"]),
    ("Voir hxxps://example.org [@image].", ["R0507"]),
    ("Voir [ici](https://example.org/x).\n\nLe fait est constaté [@image].", []),
  ])
  func proseBesideItHoldsNoAddress(body: String, expected: [String]) async throws {
    let found = try await Self.outcome(body, Self.described)
    #expect(found.codes == expected, "\(body)\n\(found.rendered)")
  }

  @Test func itHasNoBody() async throws {
    let files = try VerificationFixtures.base()
    let seed = try files.replacing(
      "publisher: La Gazette", with: "publisher: La Gazette\npolicy: metadata-only",
      in: "seeds/piece.yaml")
    let document = await VerificationFixtures.check(seed)
    #expect(document.codes.contains("R0507"), "\(document.rendered)")
    let archived = await VerificationFixtures.check(seed, withArchive: true)
    #expect(archived.codes.count { $0 == "R0507" } == 2, "\(archived.rendered)")
    let quoted = try files.replacing(
      "publisher: La Gazette", with: "publisher: La Gazette\n  policy: metadata-only",
      in: "Content/data/sources.yaml")
    let quotation = await VerificationFixtures.check(quoted)
    #expect(quotation.codes == ["R0507"], "\(quotation.rendered)")
  }
}
