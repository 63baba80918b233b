// Numbers, penalties and dates as French and English prose writes them.

import DossierModel
import Testing

@testable import Verification

@Suite struct ProseReadingTests {
  @Test(arguments: [
    ("75 000", 75_000), ("75\u{202F}000", 75_000), ("75\u{A0}000", 75_000), ("75000", 75_000),
    ("75.000", 75_000), ("1 000 000", 1_000_000), ("120 millions", 120_000_000),
    ("trois", 3), ("vingt et un", 21), ("soixante et onze", 71), ("quatre-vingts", 80),
    ("quatre-vingt-dix-neuf", 99), ("soixante-quinze mille", 75_000), ("deux cent cinquante", 250),
    ("un million", 1_000_000), ("mille", 1_000), ("quinze mille", 15_000), ("60 mille", 60_000),
  ])
  func readsWholeNumbers(text: String, value: Int) {
    let tokens = ProseTokens(Array(text.utf8))
    let number = ProseNumber.read(tokens, at: 0, isEnglish: false)
    #expect(number?.whole == value)
    #expect(number?.end == tokens.tokens.count)
  }

  @Test(arguments: [("7,5 millions", 7_500_000), ("1,5 milliard", 1_500_000_000)])
  func readsDecimals(text: String, value: Int) {
    #expect(
      ProseNumber.read(ProseTokens(Array(text.utf8)), at: 0, isEnglish: false)?.whole == value)
  }

  @Test(arguments: ["d’amende", "€", "et un"])
  func readsNoNumber(text: String) {
    #expect(ProseNumber.read(ProseTokens(Array(text.utf8)), at: 0, isEnglish: false) == nil)
  }

  private static let penalties: [(String, [PenaltyFigure.Amount])] = [
    ("75 000 €", [.euros(75_000)]), ("75 000 euros d’amende", [.euros(75_000)]),
    ("75000 €", [.euros(75_000)]), ("1 million d’euros", [.euros(1_000_000)]),
    ("35 M€", [.euros(35_000_000)]),
    (
      "35 M€ ou 7 % du chiffre d’affaires mondial",
      [.euros(35_000_000), .turnoverThousandths(7_000)]
    ),
    ("2 ans d’emprisonnement et 60 000 €", [.prisonMonths(24), .euros(60_000)]),
    ("deux ans d’emprisonnement", [.prisonMonths(24)]),
    (
      "3 ans et 75 000 €",
      [.prisonMonths(36), .euros(75_000)]
    ), ("3 ans/75 000 €", [.prisonMonths(36), .euros(75_000)]),
    ("six mois de prison", [.prisonMonths(6)]),
    ("deux ans et six mois d’emprisonnement", [.prisonMonths(30)]),
    ("puni de prison, jusqu’à trois ans", [.prisonMonths(36)]),
    ("la peine peut aller jusqu’à 3 ans", [.prisonMonths(36)]),
    ("15 millions d’euros ou 3 %", [.euros(15_000_000), .turnoverThousandths(3_000)]),
    ("une peine complémentaire, six mois", []), ("la peine de suspension du compte, six mois", []),
    ("un mineur de quinze ans", []), ("depuis trois ans", []), ("dans les 48 heures", []),
    ("l’emprisonnement d’un mineur de quinze ans", []),
    ("cinq ans d’inéligibilité et 75 000 €", [.euros(75_000)]),
    ("une astreinte de 100 000 euros par jour", []), ("23 000 images", []),
    ("deux ans plus tard, la prison", []), ("6 % des images", []),
    ("6 % du chiffre d’affaires", [.turnoverThousandths(6_000)]),
    ("soixante-quinze mille euros", [.euros(75_000)]), ("article 226-8-1", []),
  ]

  @Test(arguments: penalties.indices)
  func readsPenalties(index: Int) {
    let (text, expected) = Self.penalties[index]
    let bytes = Array(text.utf8)
    let found = PenaltyScanner(bytes, isEnglish: false).figures().map(\.amount)
    #expect(found == expected, "\(text)")
    if !expected.isEmpty { #expect(ProseSigns(bytes).contains(.penalty), "\(text)") }
  }

  @Test func readsEnglishPenalties() {
    let text = "two years’ imprisonment and a fine of €60,000, or 75,000 euros"
    #expect(
      PenaltyScanner(Array(text.utf8), isEnglish: true).figures().map(\.amount)
        == [.prisonMonths(24), .euros(60_000), .euros(75_000)])
  }

  private static let dates: [(String, Int, Int, Int?, Weekday?)] = [
    ("Le samedi 11 janvier 2026.", 11, 1, 2026, .saturday),
    ("le 1er mars 2024", 1, 3, 2024, nil), ("1ᵉʳ mars", 0, 0, nil, nil),
    ("Le vendredi 2 janvier", 2, 1, nil, .friday), ("le 31 avril 2026", 31, 4, 2026, nil),
    ("Saturday, 11 January 2026", 11, 1, 2026, .saturday),
    ("Saturday, January 11, 2026", 11, 1, 2026, .saturday),
    ("le 11/01/2026", 11, 1, 2026, nil), ("le 3\u{A0}février\u{A0}2026", 3, 2, 2026, nil),
    ("2 décembre 2026", 2, 12, 2026, nil), ("dimanche 1er août 2027", 1, 8, 2027, .sunday),
  ]

  @Test(arguments: dates.indices)
  func readsDates(index: Int) {
    let (text, day, month, year, weekday) = Self.dates[index]
    let found = ProseDateScanner(Array(text.utf8)).dates()
    if day == 0 {
      #expect(found.isEmpty)
      return
    }
    #expect(found.count == 1, "\(text)")
    #expect(found.first?.day == day && found.first?.month == month, "\(text)")
    #expect(found.first?.year == year && found.first?.weekday == weekday, "\(text)")
  }

  @Test(arguments: ["226-8 mars", "article 12", "n° 2024-449 du", "1/2", "v11 mai", "12 maisons"])
  func readsNoDate(text: String) {
    #expect(ProseDateScanner(Array(text.utf8)).dates().isEmpty)
  }

  @Test func mutatedProseNeverCrashes() {
    let base = Array(
      "Le samedi 11 janvier 2026, 3 ans d’emprisonnement et 75 000 € « à vérifier »".utf8)
    for seed in 0..<2_000 {
      var bytes = base
      let at = seed * 7_919 % bytes.count
      bytes[at] = UInt8(truncatingIfNeeded: seed &* 131)
      if seed % 3 == 0 { bytes.removeLast(at) }
      _ = ProseDateScanner(bytes).dates()
      _ = PenaltyScanner(bytes, isEnglish: seed % 2 == 0).figures()
      _ = NormalisedText(bytes)
    }
  }
}
