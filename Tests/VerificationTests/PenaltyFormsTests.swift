// The many ways in which a penalty is written, in French and in English: right figures pass, wrong ones
// are found, wherever they stand.

import Diagnostics
import DossierModel
import Testing

@testable import Verification

@Suite struct PenaltyFormsTests {
  /// Article 9 has a base, an online, an organised, a minor and a turnover penalty.
  private static let provision = [
    "Content/data/provisions/neuf.yaml": """
    id: cp-9
    cote: L-09
    instrument: code-penal
    article: "9"
    title: Un article
    summary: Ce que dit l’article.
    legal-person-multiplier: 5
    versions:
      - id: v1
        in-force: 2010-01-01
        summary: Un texte.
        penalties:
          - {circumstance: base, label: Cas simple, prison-years: 2, fine-eur: 60000}
          - {circumstance: online, label: En ligne, prison-years: 3, fine-eur: 75000}
          - {circumstance: organised, label: Bande organisée, prison-years: 10, fine-eur: 500000}
          - {circumstance: minor, label: Mineur, prison-months: 18, fine-eur: 7500}
          - {circumstance: platform, label: Plateforme, turnover-percent: 3, fine-cap-eur: 15000000}

    """
  ]

  private static func codes(_ body: String, english: Bool = false) async throws -> (
    [String], String
  ) {
    let chapter = """
      ---
      title: Essai
      number: 2
      description: Un cas.
      presumption: true
      ---

      \(body)

      """
    var files = try VerificationFixtures.base().with(provision)
      .with(["Content/chapters/02-essai.md": chapter])
    if english {
      files = try files.replacing("language: fr", with: "language: en", in: "Content/dossier.yaml")
    }
    let outcome = await VerificationFixtures.check(files)
    return (outcome.codes, outcome.rendered)
  }

  private static let law = "[[law:cp-9|article 9]]"

  @Test(arguments: [
    "L’\(law) : deux ans d'emprisonnement et 60 000 euros.", "L’\(law) : 2 ans et 60.000 €.",
    "L’\(law) : 2 ans/60 000 €.", "L’\(law) : jusqu’à trois ans et 75 000 euros en ligne.",
    "L’\(law) : 60 000,00 €, 60 000 EUR, EUR 60 000, 60 k€.",
    "L’\(law) : dix ans et un demi-million, soit 500 000 euros, en bande organisée.",
    "L’\(law) : une personne morale encourt 300 000 € ou 2 500 000 €, 2,5 millions d’euros.",
    "L’\(law) : dix-huit mois d’emprisonnement et 7 500 euros pour un mineur.",
    "L’\(law) : 15 M€ ou 3 % du chiffre d’affaires.",
    "L’\(law) : 15 000 000 € ou 3 % de son chiffre d’affaires mondial.",
    "L’\(law) vise un mineur de quinze ans, âgé de moins de 16 ans, après 5 ans de délai.",
  ])
  func rightFiguresPass(body: String) async throws {
    let (codes, shown) = try await Self.codes(body)
    #expect(codes == [], "\(body)\n\(shown)")
  }

  /// Two right figures of different circumstances are no penalty of the law.
  @Test(arguments: [
    ("L’\(law) : 3 ans et 60 000 €.", true), ("L’\(law) : 2 ans/75 000 €.", true),
    ("L’\(law) : deux ans d’emprisonnement et soixante-quinze mille euros d’amende.", true),
    ("L’\(law) : 60 000 € d’amende et trois ans de prison.", true),
    ("L’\(law) : un emprisonnement de 3 ans et une amende de 60 000 €.", true),
    ("L’\(law) : 2 ans et 60 000 €, puis 3 ans et 60 000 €.", true),
    ("L’\(law) : 2 ans et 60 000 €, portés à 3 ans et 75 000 € en ligne.", false),
    ("L’\(law) : 60 000 € et 2 ans, 75 000 € et 3 ans.", false),
    ("L’\(law) : 60 000 €, et 3 ans et 75 000 € en ligne.", false),
    ("L’\(law) : 3 ans de prison, et pour une personne morale 375 000 €.", false),
    ("L’\(law) : deux ans ou 75 000 €.", false),
    ("L’\(law) : trois ans en ligne. Ailleurs, 60 000 €.", false),
  ])
  func figuresBelongTogether(body: String, isWrong: Bool) async throws {
    let (codes, shown) = try await Self.codes(body)
    #expect(codes == (isWrong ? ["R0301"] : []), "\(body)\n\(shown)")
  }

  @Test(arguments: [
    "L’\(law) : cinq ans d'emprisonnement et 60 000 euros.", "L’\(law) : 5 ans et 60.000 €.",
    "L’\(law) : 5 ans/60 000 €.", "L’\(law) : jusqu’à quatre ans et 75 000 euros.",
    "L’\(law) : de deux à cinq ans d’emprisonnement.", "L’\(law) : 61.000 €.",
    "L’\(law) : 65 000 EUR.", "L’\(law) : 45 k€.", "L’\(law) : quarante-cinq mille euros.",
    "L’\(law) : une personne morale encourt 350 000 €.", "L’\(law) : entre 60 000 et 80 000 euros.",
    "L’\(law) : vingt-quatre mois, puis dix-neuf mois d’emprisonnement.",
    "L’\(law) : 15 M€ ou 1,5 % du chiffre d’affaires.",
    "L’\(law) : une peine de prison de six ans.",
    "L’\(law) est clair. Il vise la diffusion. Il vise l’envoi. L’amende est de 45 000 €.",
    "L’\(law) est clair.\n\nSa peine est de cinq ans d’emprisonnement.",
    "L’\(law) est clair.\n\n- l’amende est de 45 000 €\n- rien d’autre",
    "| Texte | Prison | Amende |\n|---|---|---|\n| \(law) | 2 ans | 45 000 € |",
    "- \(law) : 45 000 €", "1. L’\(law) prévoit\n   45 000 €",
    "> L’\(law) prévoit 45 000 € d’amende.", "**L’\(law)** prévoit *45 000 €* d’amende.",
  ])
  func wrongFiguresAreFound(body: String) async throws {
    let (codes, shown) = try await Self.codes(body)
    #expect(codes == ["R0301"], "\(body)\n\(shown)")
  }

  @Test(arguments: [
    ("\(law): two years' imprisonment and a fine of €60,000.", []),
    ("\(law): three years in prison, EUR 75,000, 75,000 euros, €75,000.", []),
    ("\(law): 3% of turnover or €15 million.", []),
    ("\(law): five years' imprisonment and a fine of €60,000.", ["R0301"]),
    ("\(law): a fine of €45,000.", ["R0301"]), ("\(law): a fine of 45,000 euros.", ["R0301"]),
    ("\(law): up to 4 years in prison.", ["R0301"]), ("\(law): 1.5% of turnover.", ["R0301"]),
    ("\(law): a prison sentence of six years.", ["R0301"]),
  ])
  func englishIsRead(body: String, expected: [String]) async throws {
    let (codes, shown) = try await Self.codes(body, english: true)
    #expect(codes == expected, "\(body)\n\(shown)")
  }

  /// A paragraph speaks of the law of its section only where that is one, and nothing else is named.
  @Test(arguments: [
    "L’\(law) et l’[[law:cp-226-8-1]].\n\nL’amende est de 45 000 €.",
    "L’\(law) est clair.\n\n## Ailleurs {#ailleurs}\n\nL’amende est de 45 000 €.",
    "L’\(law) est clair.\n\nL’amende de 45 000 € tombe [[event:e-1|ce jour]].",
    "L’\(law) est clair.\n\nLe site coûte 45 000 €.",
  ])
  func otherParagraphsAreLeftAlone(body: String) async throws {
    let (codes, shown) = try await Self.codes(body)
    #expect(codes == [], "\(body)\n\(shown)")
  }
}
