// The catalogues of words: both languages have the same keys, and every value of a closed list has
// its word.

import Diagnostics
import DossierModel
import TemplateEngine
import Testing
import Verification

@testable import Presentation

@Suite struct WordsTests {
  @Test func languagesHaveTheSameKeys() {
    let french = Set(WordingTests.words(.french).keys)
    let english = Set(WordingTests.words(.english).keys)
    #expect(french.subtracting(english).sorted() == [])
    #expect(english.subtracting(french).sorted() == [])
    #expect(french.count > 300)
  }

  @Test(arguments: DossierLanguage.allCases)
  func everyChoiceHasAWord(language: DossierLanguage) {
    let words = WordingTests.words(language)
    func expect(_ prefix: String, _ values: [some RawRepresentable<String>]) {
      for value in values {
        #expect(words.text("\(prefix).\(value.key)") != nil, "\(prefix).\(value.key)")
      }
    }
    expect("status", EvidenceStatus.allCases)
    expect("status", KeyPointStatus.allCases)
    expect("verdict", Verdict.allCases)
    expect("law_state", LawState.allCases)
    expect("standing", StandingStatus.allCases)
    expect("reply", ReplyStatus.allCases)
    expect("proceeding", ProceedingStatus.allCases)
    expect("limits.status", LimitStatus.allCases)
    expect("limits.severities", LimitSeverity.allCases)
    expect("event.kind", EventKind.allCases)
    expect("event.kinds", EventKind.allCases)
    expect("event.jurisdiction", Jurisdiction.allCases)
    expect("actor.kind", ActorKind.allCases)
    expect("actors.kinds", ActorKind.allCases)
    expect("claim.nature", ClaimNature.allCases)
    expect("claims.natures", ClaimNature.allCases)
    expect("source.kind", SourceKind.allCases)
    expect("source.kinds", SourceKind.allCases)
    expect("source.level", SourceLevel.allCases)
    expect("source.levels", SourceLevel.allCases)
    expect("source.reliability", Reliability.allCases)
  }

  /// The style sheet has a rule for every kind that the timeline can filter.
  @Test func everyFilterHasARule() {
    let style = EmbeddedTheme.files.first { $0.path.description == "assets/style.css" }
    let text = style?.text.description ?? ""
    for kind in EventKind.allCases {
      #expect(text.contains("#k-\(kind.rawValue):checked"), "\(kind)")
    }
    for place in ["fr", "eu", "other"] { #expect(text.contains("#j-\(place):checked")) }
  }

  @Test func countsFollowTheLanguage() {
    let french = WordingTests.words(.french)
    #expect(french.counted("home.notes.claims", 0) == "0 affirmation")
    #expect(french.counted("home.notes.claims", 2) == "2 affirmations")
    let english = WordingTests.words(.english)
    #expect(english.counted("home.notes.claims", 0) == "0 statements")
    #expect(english.counted("home.notes.claims", 1) == "1 statement")
  }

  @Test func aListIsNoWord() {
    var sources = SourceMap()
    let text = "nav:\n  home:\n    - L’essentiel\n    - Accueil\n"
    let source = sources.add(path: "Templates/i18n/fr.yaml", bytes: Array(text.utf8))
    var bag = DiagnosticBag()
    var words = Words(language: "fr")
    words.add(source, in: sources, into: &bag)
    #expect(bag.diagnostics.map(\.code.id) == ["S0002"])
  }
}
