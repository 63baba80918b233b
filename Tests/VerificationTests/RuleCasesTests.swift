// What rules on prose find and what they leave alone, one paragraph a case.

import Diagnostics
import DossierModel
import TestSupport
import Testing

@testable import Verification

@Suite struct RuleCasesTests {
  private static func codes(_ body: String, _ others: [String: String] = [:]) async throws
    -> [String]
  {
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
    return await VerificationFixtures.check(files).codes
  }

  private static let law = "[[law:cp-226-8-1|article 226-8-1]]"

  @Test(arguments: [
    // The figures of the data, in all their forms.
    "L’\(law) : 60 000 €, 60\u{202F}000 euros, soixante mille euros, deux ans d’emprisonnement.",
    "Une personne morale risque 300 000 € ou 375 000 € (\(law)).",
    "Deux ans et 60 000 € ; en ligne, trois ans et 75 000 € : \(law).",
    "L’[[law:cp-226-8-1@2026-01-02]] prévoit 75 000 €.", "Le [[law:code-penal]] prévoit 75 000 €.",
    // Figures that are no penalties of the law.
    "L’\(law) est cité le jour où [[event:e-1|l’amende de 120 millions d’euros]] tombe.",
    "L’\(law) est cité ; il dit « 45 000 € » ce jour-là.",
    "L’\(law) est cité ; `45 000 €` est un exemple.",
    "L’\(law) vise aussi un mineur de quinze ans, depuis trois ans.",
    "L’\(law) n’empêche pas une astreinte de 100 000 euros par jour.",
    "Une amende de 45 000 € sans texte à côté.",
    // Tables: a row's law holds for the figures of its cells.
    "| Texte | Peine |\n|---|---|\n| \(law) | 3 ans et 75 000 € |",
  ])
  func rightPenaltiesPass(body: String) async throws {
    #expect(try await Self.codes(body) == [], "\(body)")
  }

  @Test(arguments: [
    "L’\(law) prévoit 45 000 €.", "Il risque 45 000 € (\(law)).", "L’\(law) : cinq ans de prison.",
    "L’\(law) prévoit 75 000 M€.", "L’\(law) prévoit 76 000 euros d’amende.",
    "L’\(law) prévoit trois ans et demi, soit quatre ans d’emprisonnement.",
    "| Texte | Peine |\n|---|---|\n| \(law) | 45 000 € |",
    "- L’\(law) prévoit 45 000 €", "Une note.[^1]\n\n[^1]: L’\(law) prévoit 45 000 €.",
  ])
  func wrongPenaltiesAreFound(body: String) async throws {
    #expect(try await Self.codes(body) == ["R0301"], "\(body)")
  }

  @Test(arguments: [
    ("Le vendredi 2 janvier 2026.", []), ("Le samedi 2 janvier 2026.", ["R0202"]),
    ("Une page écrit « samedi 2 janvier », [[event:e-1]].", []), ("`samedi 2 janvier 2026`", []),
    ("Le samedi 2 janvier, [[event:e-1]].", ["R0202"]), ("Le samedi 2 janvier.", []),
    ("Le samedi 2 janvier 2015, puis [[event:e-1]].", ["R0202"]),
    ("Samedi, le 2 janvier 2026.", ["R0202"]), ("Vendredi, le 2 janvier 2026.", []),
    ("Saturday the 2nd of January 2026.", ["R0202"]), ("Il part samedi. Le 2 janvier 2026.", []),
    ("Le 29 février 2024, le 29 février.", []), ("Le 29 février 2026.", ["R0203"]),
    ("Le 0 mai 2026.", ["R0203"]), ("Le 12/13/2026.", ["R0203"]),
  ])
  func datesAreRead(body: String, expected: [String]) async throws {
    #expect(try await Self.codes(body) == expected, "\(body)")
  }

  @Test(arguments: [
    ("« ils se moquent de nous »", []), ("« ils se moquent […] cela doit cesser »", []),
    ("« ils s’amusent »", []), ("« Compte rendu de la séance du 2 janvier »", []),
    ("« ils se moquent de vous »", ["R0405"]), ("« ils ne se moquent pas de nous »", ["R0405"]),
    ("{{ quote q-reponse }}", []),
    // Other marks quote beside a citation.
    ("Il dit \"ils se moquent de nous\" [@gazette].", []),
    ("Il dit \"ils se moquent de vous\" [@gazette].", ["R0405"]),
    ("He says “ils se moquent de vous” [@gazette].", ["R0405"]),
    ("He says “ils se moquent de nous.” [@gazette]", []),
    ("He says “ils se moquent de vous.” [@gazette]", ["R0405"]),
    ("Il dit : \"ils se moquent de vous\". [@gazette]", ["R0405"]),
    ("On l’appelle \"le site de tous les dangers\".", []),
    ("On l’appelle \"le site de tous les dangers\". La séance a lieu [@gazette].", []),
    ("“Ils se \"moquent\" vraiment trop de nous” [@gazette].", ["R0405"]),
    ("Un écran de 15\" puis un autre de 17\" [@gazette].", []),
    ("`\"ils se moquent de vous\"` [@gazette]", []),
    ("« Ils s’amusent », \"au bal\" [@gazette].", []),
  ])
  func quotedWordsAreCompared(body: String, expected: [String]) async throws {
    #expect(try await Self.codes(body) == expected, "\(body)")
  }

  @Test(arguments: [
    ("[[actor:jean-durand]] est l’auteur des faits.", ["R0503"]),
    ("[[actor:jean-durand]] a été mis en examen.", ["R0503"]),
    ("[[actor:jean-durand]] n’a pas été mis en examen.", []),
    ("[[actor:jean-durand]] : « le coupable » selon un tract.", []),
    ("[[actor:claire-martin]] parle d’un coupable.", []),
    ("Aucune condamnation de [[actor:jean-durand]] n’est connue.", []),
  ])
  func wordsStrongerThanTheStandingAreFound(body: String, expected: [String]) async throws {
    #expect(try await Self.codes(body) == expected, "\(body)")
  }

  @Test func aClaimFoundRightHasRightFigures() async throws {
    func claim(_ fine: String, _ verdict: String) -> [String: String] {
      [
        "Content/data/claims.yaml": """
        - id: s-1
          cote: S-01
          text: L’amende est de \(fine).
          nature: legal
          source: gazette
          verdict: \(verdict)
          laws: [cp-226-8-1]

        """
      ]
    }
    #expect(try await Self.codes("Rien.", claim("75 000 €", "exact")) == [])
    #expect(try await Self.codes("Rien.", claim("45 000 €", "exact")) == ["R0301"])
    #expect(try await Self.codes("Rien.", claim("45 000 €", "inexact")) == [])
  }

  /// Claims, their natures and the sentences that rest on them.
  private static let saying = [
    "Content/data/claims.yaml": """
    - id: s-1
      cote: S-01
      text: Les images relèvent du délit.
      nature: opinion
      speaker: [claire-martin]
      source: gazette
      verdict: opinion
    - id: s-2
      cote: S-02
      text: Les images ont été diffusées.
      nature: fact
      source: gazette
      verdict: exact
      evidence:
        for: [greffe]

    """
  ]

  @Test(arguments: [
    ("Ces images relèvent d’un délit ([[claim:s-1]]).", ["R0409"]),
    ("Ces images relèvent d’un délit.[[claim:s-1|]]", ["R0409"]),
    ("Selon la députée, ces images relèvent d’un délit ([[claim:s-1]]).", []),
    ("D’après la députée, ces images relèvent d’un délit ([[claim:s-1]]).", []),
    ("Après la séance, ces images relèvent d’un délit ([[claim:s-1]]).", ["R0409"]),
    ("Ces images relèveraient d’un délit, le texte serait clair ([[claim:s-1]]).", []),
    // Attribution is that of the sentence, not of the paragraph around it.
    (
      "La députée affirme qu’il faut agir. Ces images relèvent d’un délit ([[claim:s-1]]).",
      ["R0409"]
    ),
    ("Ces images relèvent d’un délit ([[claim:s-1]]). La députée l’affirme.", ["R0409"]),
    ("La députée l’affirme ; ces images relèvent d’un délit ([[claim:s-1]]).", []),
    ("La députée l’affirme.[[claim:s-1|]] Le texte existe.", []),
    ("Le texte existe.[[claim:s-1|]] La députée l’affirme.", ["R0409"]),
    ("[[actor:claire-martin]] parle. Ces images relèvent d’un délit ([[claim:s-1]]).", ["R0409"]),
    ("Pour [[actor:claire-martin]], ces images relèvent d’un délit ([[claim:s-1]]).", []),
    // Facts, and sentences about the claim itself.
    ("Ces images ont été diffusées ([[claim:s-2]]).", []),
    ("La phrase [[claim:s-1]] est examinée plus bas.", []),
  ])
  func attributionIsThatOfTheSentence(body: String, expected: [String]) async throws {
    #expect(try await Self.codes(body, Self.saying) == expected, "\(body)")
  }

  private static let disputed = [
    "Content/data/contradictions.yaml": """
    - id: x-1
      cote: X-01
      subject: Le jour et le nombre.
      values:
        - value: 3 janvier 2026
          sources: [gazette]
        - value: 5 janvier 2026
          sources: [greffe]
        - value: trente images
          sources: [greffe]
        - value: mars 2026
          sources: [greffe]
      reason: Rien ne tranche.
      status: disputed
      events: [e-2]

    """,
    "Content/data/events/e-2.yaml": """
    id: e-2
    cote: E-02
    date: 2026-01-03?
    title: Le compte est fait le 3 janvier, trente images.
    kind: politics
    jurisdiction: fr
    sources: [gazette]
    status: disputed

    """,
  ]

  @Test(arguments: [
    ("Le compte [[event:e-2|est fait le 3 janvier]].", ["R0412"]),
    ("Le compte [[event:e-2|est fait le 3 janvier]] ([[contradiction:x-1]]).", []),
    ("Le compte [[event:e-2|est fait le 3 janvier]].\n\nVoir [[contradiction:x-1]].", []),
    ("Le [[event:e-2|compte]] donne trente images.", ["R0412"]),
    ("Le [[event:e-2|compte]] donne dix images.", []),
    ("Le [[event:e-2|compte]] donne trente pages et des images.", []),
    ("Le [[event:e-2|compte]] vient. Il donne trente images.", []),
    ("Le [[event:e-2|compte]] reprend en mars 2026.", ["R0412"]),
    ("Le [[event:e-2|compte]] reprend, puis la séance du 9 mars 2026.", []),
    ("Trente images le 3 janvier.", []),
  ])
  func aDisputedValueShowsItsContradiction(body: String, expected: [String]) async throws {
    #expect(try await Self.codes(body, Self.disputed) == expected, "\(body)")
  }

  @Test(arguments: [
    ("| Jour | Images |\n|---|---|\n| lundi | 3 |\n| mardi | 4 |\n| Total | 7 |", []),
    ("| Jour | Images |\n|---|---|\n| lundi | 3 |\n| mardi | 4 |\n| Total | 8 |", ["R0703"]),
    (
      "| Jour | Images |\n|---|---|\n| lundi | 3 |\n| mardi | – |\n| jeudi | 4 |\n| Total | 8 |",
      ["R0703"]
    ),
    (
      "| Jour | A | B | Total |\n|---|---|---|---|\n| lundi | 3 | 4 | 7 |\n| mardi | 4 | 5 | 8 |",
      ["R0703"]
    ),
    (
      "| Jour | A | B | Total |\n|---|---|---|---|\n| lundi | 3 | 4 | 7 |\n| Totaux | 3 | 4 | 7 |",
      []
    ),
    (
      "| Poste | Montant |\n|---|---|\n| un | 1 500 € |\n| deux | 2 500 € |\n| Total | 4 000 € |",
      []
    ),
    (
      "| Poste | Montant |\n|---|---|\n| un | 1 500 € |\n| deux | 2 500 € |\n| Total | 5 000 € |",
      ["R0703"]
    ),
    // Roundings, parts of parts, subtotals, rates, texts and ranks are no faults.
    (
      "| Poste | M€ |\n|---|---|\n| un | 1,4 |\n| deux | 2,4 |\n| Total | 3,9 |", []
    ),
    (
      "| Poste | N |\n|---|---|\n| un | 4 |\n| dont femmes | 2 |\n| deux | 3 |\n| Total | 7 |", []
    ),
    (
      "| P | N |\n|---|---|\n| a | 4 |\n| b | 3 |\n| Sous-total | 7 |\n| c | 1 |\n| d | 1 |\n| Total | 9 |",
      []
    ),
    (
      "| P | N |\n|---|---|\n| a | 4 |\n| b | 3 |\n| Sous-total | 8 |\n| c | 1 |\n| Total | 8 |",
      ["R0703"]
    ),
    ("| P | Taux |\n|---|---|\n| a | 40 % |\n| b | 30 % |\n| Total | 35 % |", []),
    ("| P | Part |\n|---|---|\n| a | 40 % |\n| b | 30 % |\n| Total | 100 % |", ["R0703"]),
    ("| P | N |\n|---|---|\n| a | oui |\n| b | 3 |\n| Total | 9 |", []),
    ("| P | Année |\n|---|---|\n| a | 2024 |\n| b | 2025 |\n| Total | 2 |", []),
    ("| P | N |\n|---|---|\n| a | 2 |\n| Le total | 9 |", []),
  ])
  func tablesAddUp(body: String, expected: [String]) async throws {
    #expect(try await Self.codes(body) == expected, "\(body)")
  }

  /// A verdict on words of a day reads the law of that day for good; one that reads the law for later
  /// readers is overtaken by a change, and so is a chapter that is not pinned.
  @Test(arguments: [
    ("  date: 2026-01-02\n", "", []), ("  date: 2026-01\n", "", []),
    ("  date: 2025-12-01\n", "", ["R0313"]), ("", "", ["R0313"]),
    ("  date: 2026-01-02\n", "law-date: 2026-01-02\n", ["R0313"]),
    ("  date: 2026-01-02\n", "law-date: 2026-01-02\nlaw-pinned: true\n", []),
  ])
  func whatSpeaksOfAPastDayDoesNotGrowStale(
    said: String, front: String, expected: [String]
  ) async throws {
    let files = try VerificationFixtures.example("R0313", "bad").with([
      "Content/data/claims.yaml": """
      - id: s-1
        cote: S-01
        text: L’outil est déjà interdit.
        nature: legal
        source: gazette
        verdict: inexact
        law-date: 2026-01-02
        laws: [ia-5]
      \(said)
      """,
      "Content/chapters/02-essai.md": """
      ---
      title: Essai
      number: 2
      description: Un cas.
      presumption: true
      \(front)---

      Le texte est l’[[law:ia-5|article 5]].

      """,
    ])
    #expect(await VerificationFixtures.check(files).codes == expected)
  }

  /// Two pages with one dispatch are one source, for pages as for the check.
  @Test func copiesOfOneDispatchCountOnce() async throws {
    let files = try VerificationFixtures.base().with([
      "Content/data/sources/copies.yaml": """
      - id: copie-1
        cote: B-11
        publisher: Une page
        title: Reprise
        kind: press
        level: copy
        copies: gazette
      - id: copie-2
        cote: B-12
        publisher: Une autre page
        title: Reprise de la reprise
        kind: press
        level: copy
        copies: copie-1

      """,
      "Content/data/claims.yaml": """
      - id: s-1
        cote: S-01
        text: Un fait.
        nature: fact
        source: gazette
        verdict: exact
        evidence:
          for: [copie-1, copie-2, gazette, greffe]

      """,
    ])
    let outcome = await VerificationFixtures.check(files)
    let checked = try #require(outcome.checked, "\(outcome.rendered)")
    let claim = try #require(checked.dossier.claims.id(of: "s-1"))
    let origins = checked.independentSources(of: claim).map { checked.dossier.sources[$0].slug }
    #expect(origins == ["gazette", "greffe"])
    let copy = try #require(checked.dossier.sources.id(of: "copie-2"))
    #expect(checked.dossier.sources[checked.origins.origin(of: copy)].slug == "gazette")
  }

  @Test func aLawReadOnADayHasTheFiguresOfThatDay() async throws {
    let provision = [
      "Content/data/provisions/ancien.yaml": """
      id: cp-9
      cote: L-09
      instrument: code-penal
      article: "9"
      title: Un article
      summary: Ce que dit l’article.
      versions:
        - id: v1
          in-force: 2010-01-01
          until: 2020-01-01
          summary: L’amende est de 10 000 €.
          penalties:
            - {circumstance: base, label: Cas simple, fine-eur: 10000}
        - id: v2
          in-force: 2020-01-01
          summary: L’amende passe de 10 000 € à 20 000 €.
          penalties:
            - {circumstance: base, label: Cas simple, fine-eur: 20000}

      """
    ]
    #expect(try await Self.codes("L’[[law:cp-9@2015-01-01]] : 10 000 €.", provision) == [])
    #expect(try await Self.codes("L’[[law:cp-9@2025-01-01]] : 10 000 €.", provision) == ["R0301"])
    #expect(try await Self.codes("L’[[law:cp-9]] : 10 000 € puis 20 000 €.", provision) == [])
  }

  @Test(arguments: [
    // Durations: both ends count; months and years may be rounded; idioms of one and two weeks.
    ("Du 29 décembre 2025 au 9 janvier 2026, soit 11 jours.", ["R0701"]),
    ("Du 29 décembre au 9 janvier, soit onze jours.", ["R0701"]),
    ("Une fenêtre de 11 jours (29 décembre 2025 – 9 janvier 2026).", ["R0701"]),
    ("Du 29 décembre 2025 au 8 janvier 2026, soit 11 jours.", []),
    ("Du 3 au 9 mars 2026, soit 7 jours.", []), ("Du 3 au 9 mars 2026, soit 6 jours.", ["R0701"]),
    ("Du 1er au 15 mars 2026, soit quinze jours.", []),
    ("Du 1er janvier au 30 juin 2026, six mois durant.", []),
    ("Du 1er janvier au 30 juin 2026, trois mois durant.", ["R0701"]),
    ("Du 2 au 9 mars 2026. Le délai est de 15 jours.", []),
    ("Trois semaines, du 1er au 14 mars 2026.", ["R0701"]),
    ("Onze jours, entre le 29 décembre 2025 et le 9 janvier 2026.", ["R0701"]),
    ("Onze jours, entre le 29 décembre 2025 et le 8 janvier 2026.", []),
    ("Sept jours, entre le 3 et le 9 mars 2026.", []),
    ("Six jours, entre le 3 et le 9 mars 2026.", ["R0701"]),
    ("Nine days between 3 and 9 March 2026.", ["R0701"]),
    ("Six jours plus tard : le 3 et le 9 mars 2026.", []),
    ("From 3 to 9 March 2026, that is 9 days.", ["R0701"]),
    ("« Du 29 décembre au 9 janvier, soit 11 jours »", ["R0405"]),
    // Ages.
    ("Né le 3 mars 1980, il a 47 ans.", ["R0702"]), ("Né le 3 mars 1980, il a 46 ans.", []),
    ("Née en 1980, elle a 45 ans.", []), ("Née en 1980, elle a 40 ans.", ["R0702"]),
    ("Né le 3 mars 1980, il avait 40 ans le 2 mars 2020.", ["R0702"]),
    ("Né le 3 mars 1980, il avait 39 ans le 2 mars 2020.", []),
    ("Né en 1980, il est condamné à 3 ans de prison.", []),
    ("Né le 3 mars 1980, il travaille depuis 12 ans ici.", []),
    ("Born on 3 March 1980, she is 47 years old.", ["R0702"]),
    ("Il ne dit rien en 1980 à 12 ans.", []),
    // Sums.
    ("Sept élus : trois députés, deux sénateurs et un maire.", ["R0703"]),
    ("Sept élus : quatre députés, deux sénateurs et un maire.", []),
    ("La mission compte 7 membres : 4 femmes et 2 hommes [@gazette].", ["R0703"]),
    ("La mission compte 6 membres : 4 femmes et 2 hommes [@gazette].", []),
    ("Sept élus : trois députés [@gazette], deux sénateurs et un maire [@gazette].", ["R0703"]),
    ("The mission has 7 members: 4 women and 2 men [@gazette].", ["R0703"]),
    ("The mission has 6 members: 4 women and 2 men [@gazette].", []),
    ("Le texte a 3 articles : 226-8, 226-8-1 et 227-23.", []),
    ("Les peines sont 30 et 40, soit 80 au total.", ["R0703"]),
    ("Il y a 30 femmes et 40 hommes, soit 70 personnes.", []),
    ("Il y a deux députés et trois sénateurs, soit 6 au total.", ["R0703"]),
    ("Il y a deux députés et trois sénateurs, soit 5 au total.", []),
    ("Le 3 mars et le 4 avril, soit 6 au total.", []),
    ("On a 3 + 4 = 8.", ["R0703"]), ("On a 3 + 4 = 7.", []),
    ("Les images se répartissent en 60 %, 30 % et 20 %.", ["R0703"]),
    ("Les images se répartissent en 60 %, 30 % et 10 %.", []),
    ("Les images se répartissent en 33 %, 33 % et 33 %.", []),
    ("La part passe de 60 % à 70 %.", []),
    // Marks.
    ("Voir plus haut (E-01, B-02).", []), ("Voir plus haut (E-01, B-77).", ["R0704"]),
    ("Voir E-99.", ["R0704"]), ("Un avion E-99 passe.", []), ("(COVID-19, A-380)", ["R0704"]),
    ("(E-01bis)", []), ("`(E-99)`", []), ("(226-8-1)", []),
    // Dates beside events.
    ("Le 3 janvier 2026 ([[event:e-1]]).", ["R0705"]), ("Le 2 janvier ([[event:e-1]]).", []),
    ("[[event:e-1|le signalement du 3 janvier 2026]].", ["R0705"]),
    ("[[event:e-1|le signalement du 2 janvier 2026]].", []),
    ("[[event:e-1|Le signalement]] du 3 janvier 2026.", ["R0705"]),
    ("Le 3 janvier 2026, on revient sur [[event:e-1|le signalement]].", []),
  ])
  func numbersOfProseAreCompared(body: String, expected: [String]) async throws {
    #expect(try await Self.codes(body) == expected, "\(body)")
  }

  /// Text made to be slow or to break offsets: linear, and every place inside its file.
  @Test func hostileProseIsReadInLinearTime() async throws {
    let pieces = [
      "1 000 000 000 ", "zéro ", "un-un-un-", "(((E-9 ", "né le 3 mars 1980, 47 ans ",
      "du 3 au 9 mars ",
      "soit 3 + 4 = ", "sept élus : ", "30 %, ", "\u{FFFC}", "é\u{301}", "« ", "E-9999999999-",
      "– ",
    ]
    var random = SplitMix64(seed: 7)
    var body = ""
    for piece in pieces { body += String(repeating: piece, count: 400) + "\n\n" }
    for _ in 0..<3_000 { body += pieces[Int.random(in: 0..<pieces.count, using: &random)] }
    let files = try VerificationFixtures.base().with([
      "Content/chapters/02-essai.md":
        "---\ntitle: Essai\nnumber: 2\ndescription: Un cas.\npresumption: true\n---\n\n\(body)\n"
    ])
    let outcome = await VerificationFixtures.check(files)
    for diagnostic in outcome.diagnostics {
      guard let span = diagnostic.primary?.span else { continue }
      #expect(Int(span.end) <= outcome.sources.bytes(of: span.source).count)
    }
  }
}
