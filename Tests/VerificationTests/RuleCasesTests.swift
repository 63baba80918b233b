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
    ("Le texte a 3 articles : 226-8, 226-8-1 et 227-23.", []),
    ("Les peines sont 30 et 40, soit 80 au total.", ["R0703"]),
    ("Il y a 30 femmes et 40 hommes, soit 70 personnes.", []),
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
