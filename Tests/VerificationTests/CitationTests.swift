// Citations of French and European law in prose: what is recognised, what is told apart, and that no
// input makes the reader fail.

import Diagnostics
import DossierModel
import TestSupport
import Testing

@testable import Verification

@Suite struct CitationTests {
  private static let laws = [
    "Content/data/instruments/autres.yaml": """
    - id: sren
      title: Loi n° 2024-449 du 21 mai 2024 visant à sécuriser et à réguler l’espace numérique
      short: SREN
      kind: statute
      date: 2024-05-21
      jurisdiction: fr
    - id: lcen
      title: Loi n° 2004-575 du 21 juin 2004 pour la confiance dans l’économie numérique
      short: LCEN
      kind: statute
      date: 2004-06-21
      jurisdiction: fr
    - id: loi-1982
      title: Loi n° 82-652 du 29 juillet 1982 sur la communication audiovisuelle
      short: Loi de 1982
      kind: statute
      date: 1982-07-29
      jurisdiction: fr
    - id: dsa
      title: Règlement (UE) 2022/2065 du 19 octobre 2022 relatif aux services numériques
      short: DSA
      kind: regulation
      date: 2022-10-19
      jurisdiction: eu
      identifiers:
        celex: 32022R2065
    - id: dir-2024-1385
      title: Directive (UE) 2024/1385 du 14 mai 2024 sur la violence à l’égard des femmes
      short: Directive 2024/1385
      kind: directive
      date: 2024-05-14
      jurisdiction: eu
      identifiers:
        celex: 32024L1385

    """,
    "Content/data/provisions/autres.yaml": """
    - id: dsa-16
      cote: L-16
      instrument: dsa
      article: "16"
      title: Notification
      summary: La notification.
      versions:
        - id: v1
          in-force: 2024-02-17
          summary: Le texte.
    - id: cp-226-1
      cote: L-17
      instrument: code-penal
      article: 226-1 et 226-2
      title: Vie privée
      summary: La vie privée.
      versions:
        - id: v1
          in-force: 2002-01-01
          summary: Le texte.

    """,
  ]

  private static func codes(_ body: String) async throws -> (codes: [String], shown: String) {
    let chapter = """
      ---
      title: Essai
      number: 2
      description: Un cas.
      presumption: true
      ---

      \(body)

      """
    let files = try VerificationFixtures.base().with(laws)
      .with(["Content/chapters/02-essai.md": chapter])
    let outcome = await VerificationFixtures.check(files)
    return (outcome.codes, outcome.rendered)
  }

  /// What is said, and the codes of what is found in it.
  private static let cases: [(String, [String])] = [
    // Articles near those of the dossier.
    ("L’article 226-6-1 du code pénal punit.", ["R0304"]),
    ("Au 2 janvier 2026, l’article 226-6-1 du code pénal punit.", ["R0304"]),
    ("L’ancien article 226-6-1 du code pénal punissait.", []),
    ("L’art. 226-6-1 C. pén. punit.", ["R0304"]), ("L’article 226-6-1 punit.", ["R0304"]),
    ("L’art. 226-81 du code pénal punit.", ["R0304"]),
    ("L’article 262-8-1 du code pénal punit.", ["R0304"]),
    ("L’article L. 226-8-1 du code pénal punit.", ["R0304"]),
    ("Les articles 226-1, 226-6-1 et 226-7 du code pénal punissent [[law:cp-226-1]].", ["R0304"]),
    ("Le 226-6-1 du code pénal punit.", ["R0304"]),
    ("Article 226-6-1 of the Code pénal applies.", ["R0304"]),
    ("Une page cite l’article « 226-6-1 » du code pénal.", []),
    ("Une page cite `article 226-6-1 du code pénal`.", []),
    ("L’article 226-6-1 du code pénal est inexistant.", []),
    ("L’article 226-6 du code pénal vise la plainte.", []),
    ("L’article L. 131-21 du code de la consommation vise autre chose.", []),
    ("L’article 226-6-1 du code de commerce punit.", []),
    ("L’article 40 de la Constitution, l’article 5 du même code.", []),
    ("L’article de TopTribune du 2 janvier 2026.", []),
    // Dates and numbers of texts.
    ("La loi n° 2024-449 du 21 mars 2024 passe.", ["R0305"]),
    ("La loi nº 2024-449 du 21 mars 2024 passe.", ["R0305"]),
    ("L. n° 2024-449 du 9 mai 2024.", ["R0305"]), ("La SREN du 21 mars 2024 passe.", ["R0305"]),
    ("La loi SREN du 21 mars 2024 passe.", ["R0305"]),
    ("La [[law:sren|loi du 21 mars 2024]] passe.", ["R0305"]),
    ("L’article 15 de la loi n° 2024-449 du 21 mars 2024.", ["R0305"]),
    ("Le règlement (UE) 2022/2065 du Parlement européen et du Conseil du 19 mars 2022.", ["R0305"]),
    ("La loi n° 2016-1321 du 7 octobre 2017 passe.", ["R0305"]),
    ("La loi n° 2016-1321 du 7 octobre 2016 passe.", []),
    ("La loi n° 82-652 du 29 juillet 1982 et la loi du 29 juillet 1982.", []),
    ("Le décret n° 2021-922 du 13 juillet 2021 et l’ordonnance n° 2000-916.", []),
    ("La loi SREN du 21 mars 2024 est une erreur de date.", []),
    ("La loi du 21 mars 2024 passe.", ["R0306"]), ("La loi du 9 mai 2024 passe.", ["R0306"]),
    ("La loi n° 2024-494 passe.", ["R0306"]), ("La loi du 6 novembre 2025 passe.", []),
    ("Law of 21 March 2024.", ["R0306"]), ("La loi du 21 mai 2024 passe.", []),
    // Acts of the Union.
    ("La directive (UE) 1385/2024 oblige.", ["R0307"]),
    ("La directive (UE) n° 1385/2024 oblige.", ["R0307"]),
    ("Regulation (EU) 2065/2022 applies.", ["R0307"]),
    ("Le règlement (UE) 2024/1385 oblige.", ["R0307"]),
    ("La directive (UE) 2024/1385 oblige.", []), ("La directive 2011/93/UE oblige.", []),
    ("Le règlement (UE) n° 910/2014, le règlement (CE) n° 45/2001, la directive 95/46/CE.", []),
    ("Le règlement (UE) 2018/1139 oblige.", []),
    // Identifiers.
    ("LEGIARTI00004956745 et LEGITEXT00000607071.", ["R0308", "R0308"]),
    ("LEGIARTI000049567458, JORFARTI000049563777, LEGITEXT000006070719.", []),
    ("LEGIARTI 000049567458 est coupé.", ["R0308"]), ("Un LEGIARTI reste à trouver.", []),
    ("ECLI:FR:CC:2024:2024.866.DC.", []), ("ECLI:FR:CC:2024.866.DC.", ["R0308"]),
    ("ECLI:FRA:CC:2024:2024.866.DC", ["R0308"]), ("Un ECLI recherché.", []),
    ("CELEX 32022R2065, CELEX : 32024L1385.", []), ("CELEX 2022R2065.", ["R0308"]),
    ("NOR ECOI2309270L ; le numéro NOR.", []), ("NOR : ECOI230927L.", ["R0308"]),
    ("eli/reg/2022/2065/oj et eli/loi/2024/5/21/ECOI2309270L/jo/texte.", []),
    ("eli/reg/2065/2022/oj", ["R0308"]), ("eli/loi/2024/21/5/ECOI2309270L/jo/texte", ["R0308"]),
    // Old numbers.
    ("L’article 6-I-3 de la LCEN exonère.", ["R0310"]), ("Le 6-I-3 LCEN exonère.", ["R0310"]),
    ("L’art. 6, I, 3 de la LCEN exonère.", ["R0310"]),
    ("L’article 6, I, 4 de la LCEN définit.", []),
    ("L’ancien article 6-I-3 de la LCEN exonère.", []),
    ("En 2021, le 6-I-8 LCEN permettait le blocage.", []),
    // Labels.
    ("L’[[law:cp-226-1|article 226-8-1]] punit.", ["R0311"]),
    ("L’article [[law:cp-226-1|226-8-1]] du code pénal punit.", ["R0311"]),
    ("Le [[law:dsa|règlement (UE) 2024/1385]].", ["R0307"]),
    ("La [[law:lcen|loi n° 2024-449]].", ["R0311"]),
    ("Les articles [[law:cp-226-1|226-1]] et [[law:cp-226-8-1|226-8-1]] du code pénal.", []),
    ("L’[[law:dsa-16|article 16, paragraphe 2, point a), du DSA]].", []),
    // Links.
    ("L’article 226-8-1 du code pénal punit.", ["R0312"]),
    ("L’article 16 du DSA règle la notification.", ["R0312"]),
    ("L’article 16 du règlement (UE) 2022/2065 règle la notification.", ["R0312"]),
    ("L’article 16 du DSA, voir [[law:dsa-16]].", []), ("L’article 17 du DSA.", []),
  ]

  @Test(arguments: cases.indices)
  func citationsAreRead(index: Int) async throws {
    let (body, expected) = Self.cases[index]
    let found = try await Self.codes(body)
    #expect(found.codes == expected, "\(body)\n\(found.shown)")
  }

  @Test func numbersAreReadAndPrinted() {
    func printed(_ text: String) -> [String] { ArticleNumber.all(in: text).map(\.text) }
    #expect(printed("226-1 et 226-2") == ["226-1", "226-2"])
    #expect(printed("39 quinquies, 24 bis") == ["39 quinquies", "24 bis"])
    #expect(printed("L. 131-21") == ["L. 131-21"])
    #expect(printed("6-I-8") == ["6-I-8"])
    #expect(printed("6, I, 4°") == ["6-I-4"])
    #expect(printed("1er") == ["1"])
    #expect(printed("section 138") == ["138"])
  }

  /// Scraps of citations in random order: every range lies inside, in order, on whole characters.
  @Test(arguments: 0..<200)
  func anyTextIsReadWithinItsBounds(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let scraps = [
      "article ", "art. ", "L. ", "226-8-1", "6-I-3", ", ", " et ", " du ", "code pénal", "loi ",
      "n° ", "2024-449", "(UE) ", "2022/2065", "directive ", "21 mai 2024", "LEGIARTI",
      "000049567458", "ECLI:", "FR:CC:", "CELEX ", "NOR ", "eli/", "reg/", "§ 1", "(", ")", "’",
      "\u{FFFC}", "é", "\u{202F}", "-", "I", "bis", ".", "LCEN", "99999999999999999999",
    ]
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 0..<40, using: &random) {
      if let scrap = scraps.randomElement(using: &random) { bytes += Array(scrap.utf8) }
      if Int.random(in: 0..<12, using: &random) == 0 {
        bytes.append(UInt8.random(in: 0...255, using: &random))
      }
    }
    for citations in [
      CitationScanner(bytes, names: LawNames()).citations(), IdentifierScanner(bytes).citations(),
    ] {
      var last = 0
      for citation in citations {
        #expect(citation.range.lowerBound >= last && !citation.range.isEmpty)
        #expect(citation.range.upperBound <= bytes.count)
        last = citation.range.upperBound
      }
    }
  }

  @Test func prefilterLetsNoCitationThrough() {
    let filter = CitationFilter(LawNames())
    for (body, _) in Self.cases {
      let bytes = Array(body.utf8)
      if filter.mayHoldCitation(bytes) { continue }
      #expect(CitationScanner(bytes, names: LawNames()).citations().isEmpty, "\(body)")
    }
  }

  /// Pieces of citations in any order: no crash, and every place lies inside its file.
  @Test(arguments: 0..<12)
  func anyPiecesOfCitationsAreReadToTheirEnd(seed: Int) async throws {
    let pieces = [
      "article ", "art. ", "L’art. ", "articles ", "L. ", "R. 131-", "226-8-1", "226-6-1", "5",
      " et ",
      ", ", " du code pénal", " C. pén.", "loi n° ", "2024-449", " du 21 mars 2024",
      " du 32 mars 20",
      "directive (UE) ", "règlement (CE) n° ", "1385/2024", "2022/2065", "99999999999999999999",
      "LEGIARTI0000", "LEGITEXT000006070719", "ECLI:FR:CC:2024:", "ECLI::", "32022R", "CELEX ",
      "https://eur-lex.europa.eu/eli/", "eli/reg/2022/", "§ ", "(", ")", "« ", " »", "`", "[[law:",
      "cp-226-8-1", "]]", "|", "\u{202F}", "é", "nº", "6-I-3 LCEN", "al. 2", "\u{FFFC}", "\n", "—",
      "\u{0}",
    ]
    var random = SplitMix64(seed: UInt64(seed) + 5_000)
    var body = ""
    for _ in 0..<400 { body += pieces[Int.random(in: 0..<pieces.count, using: &random)] }
    let files = try VerificationFixtures.base().with(Self.laws).with([
      "Content/chapters/02-essai.md":
        "---\ntitle: Essai\nnumber: 2\ndescription: Un cas.\npresumption: true\n---\n\n\(body)\n"
    ])
    let outcome = await VerificationFixtures.check(files)
    let renderer = DiagnosticRenderer(sources: outcome.sources)
    for diagnostic in outcome.diagnostics {
      let labels = [diagnostic.primary].compactMap { $0 } + diagnostic.secondary
      let spans = labels.map(\.span) + diagnostic.hints.compactMap(\.replacement?.span)
      for span in spans {
        #expect(
          span.start <= span.end
            && Int(span.end) <= outcome.sources.bytes(of: span.source).count,
          "\(diagnostic.code.id): \(body)")
      }
      #expect(!renderer.render(diagnostic).isEmpty)
    }
  }
}
