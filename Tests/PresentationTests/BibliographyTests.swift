// Acts, courts and titles as jurists shorten them.

import DossierModel
import Testing

@testable import Presentation

@Suite struct BibliographyTests {
  /// A title and its parts.
  struct Act: Sendable {
    let title: String
    let kind: String
    let number: String?
    let day: String?
    let subject: String

    init(_ title: String, _ kind: String, _ number: String?, _ day: String?, _ subject: String) {
      self.title = title
      self.kind = kind
      self.number = number
      self.day = day
      self.subject = subject
    }
  }

  @Test(arguments: [
    Act(
      "Loi n° 2024-449 du 21 mai 2024 visant à sécuriser l’espace numérique",
      "L.", "n° 2024-449", "2024-05-21", "visant à sécuriser l’espace numérique"
    ),
    Act(
      "Loi du 29 juillet 1881 sur la liberté de la presse",
      "L.", nil, "1881-07-29", "sur la liberté de la presse"
    ),
    Act(
      "Règlement (UE) 2022/2065 du Parlement européen et du Conseil du 19 octobre 2022 relatif "
        + "à un marché unique", "Règl. (UE)", "2022/2065", "2022-10-19",
      "relatif à un marché unique"
    ),
    Act(
      "Règlement (UE) 2016/679 relatif à la protection des données", "Règl. (UE)", "2016/679", nil,
      "relatif à la protection des données"
    ),
    Act("Directive (UE) 2024/1385 du 14 mai 2024", "Dir. (UE)", "2024/1385", "2024-05-14", ""),
    Act(
      "Décret du 1er juillet 2025 créant une mission", "Décr.", nil, "2025-07-01",
      "créant une mission"
    ),
    Act("Loi organique n° 2001-692 du 1er août 2001", "L. org.", "n° 2001-692", "2001-08-01", ""),
  ])
  func actsAreTakenApart(expected: Act) throws {
    let act = try #require(ActTitle(expected.title))
    #expect(act.kind == expected.kind)
    #expect(act.number == expected.number)
    #expect(act.day?.description == expected.day)
    #expect(act.subject == expected.subject)
  }

  @Test(arguments: [
    "Code pénal", "Loi", "Loi sur la presse", "Loire n° 3", "Crime and Policing Act 2026", "",
  ])
  func otherTitlesNameNoAct(title: String) {
    #expect(ActTitle(title) == nil)
  }

  @Test func codesAndCourtsAreShortened() {
    #expect(FrenchLegalNames.code("Code pénal") == "C. pén.")
    #expect(FrenchLegalNames.code("Code de l'éducation") == "C. éduc.")
    #expect(FrenchLegalNames.code("Code de la mer") == nil)
    #expect(FrenchLegalNames.court("Conseil constitutionnel") == "Cons. const.")
    #expect(FrenchLegalNames.court("Tribunal judiciaire de Paris") == "TJ Paris")
    #expect(FrenchLegalNames.court("Cour d’appel d’Orléans") == "CA Orléans")
    #expect(FrenchLegalNames.court("Parquet de Paris") == "Parquet de Paris")
  }

  @Test func decisionsAreKnownByTheirNumbers() {
    #expect(PageScope.decisionNumber("Décision n° 2024-866 DC du 17 mai 2024") == "n° 2024-866 DC")
    #expect(PageScope.decisionNumber("Arrêt n° 21-83.710 du 16 mars 2022") == "n° 21-83.710")
    #expect(PageScope.decisionNumber("Communiqué du 3 février") == nil)
    #expect(PageScope.decisionNumber("Recours n°") == nil)
  }

  @Test func guillemetsInsideGuillemetsChange() {
    #expect(
      PageScope.innerQuotes("Rapport «\u{A0}Influence\u{A0}», 78 mesures")
        == "Rapport “Influence”, 78 mesures")
    #expect(PageScope.innerQuotes("Sans rien") == "Sans rien")
  }
}
