// How texts and queries are cut: letters, numbers of articles, printed marks, endings.

import Testing

@testable import Search

@Suite struct SearchFoldingTests {
  static func fold(_ text: [UInt8]) -> [UInt8] {
    var out = FoldedText()
    text.withUnsafeBufferPointer { out.fold($0) }
    return out.read { Array($0) }
  }

  static func fold(_ text: String) -> String {
    String(decoding: fold(Array(text.utf8)), as: UTF8.self)
  }

  static func tokens(_ text: String) -> [String] {
    let folded = fold(Array(text.utf8))
    var found: [String] = []
    func string(_ range: Range<Int>) -> String { String(decoding: folded[range], as: UTF8.self) }
    folded.withUnsafeBufferPointer { text in
      SearchTokens.each(in: text) { token in
        switch token {
        case .word(let range): found.append(string(range))
        case .number(let range): found.append("#" + string(range))
        case .thousands(let range): found.append("+" + string(range))
        case .article(let letter, let range):
          found.append("§" + string(letter..<(letter + 1)) + string(range))
        case .mark(let range): found.append("@" + string(range))
        }
      }
    }
    return found
  }

  @Test(arguments: [
    ("Détournement", "detournement"), ("ŒUVRE", "oeuvre"), ("l’État", "l'etat"),
    ("10\u{202F}000\u{A0}€", "10 000  "), ("e\u{301}te\u{301}", "ete"), ("Straße", "strasse"),
    ("co\u{AD}opérer", "cooperer"), ("Ελλάδα", "ελλάδα"), ("1ᵉʳ", "1er"),
  ])
  func folding(text: String, folded: String) { #expect(Self.fold(text) == folded) }

  @Test(arguments: [
    ("article 226-8-1 du code", ["article", "#226-8-1", "du", "code"]),
    ("L. 131-21", ["§l131-21"]), ("L131-21", ["§l131-21"]),
    ("art. R.\u{A0}645-1", ["art", "§r645-1"]),
    ("S-19 et S-18b, E-03.", ["@s-19", "et", "@s-18b", "@e-03"]),
    ("règlement (UE) 2026/1744", ["reglement", "ue", "#2026/1744"]),
    ("pourvoi 21-83.710.", ["pourvoi", "#21-83.710"]), ("6-I-3 LCEN", ["#6-i-3", "lcen"]),
    ("l'article", ["l", "article"]), ("le 2 janvier", ["le", "#2", "janvier"]),
    ("sous-traitant", ["sous", "traitant"]), ("L. 12", ["#12"]), ("", []),
    ("60\u{202F}000\u{A0}€", ["+60 000"]), ("60,000", ["+60 000"]), ("1 234 567.", ["+1 234 567"]),
    ("2 000 2026", ["+2 000", "#2026"]), ("2026 000", ["#2026", "#000"]),
    ("articles 34 226-8-1", ["articles", "#34", "#226-8-1"]), ("3, 400", ["#3", "#400"]),
    ("16 000x", ["#16", "#000x"]), ("-", []),
  ])
  func cutting(text: String, tokens: [String]) {
    #expect(Self.tokens(text) == tokens)
  }

  @Test(arguments: [
    (["condamné", "condamnés", "condamne", "condamner", "condamnation"], SearchLanguage.french),
    (["régulateur", "régulation", "réguler", "régulateurs"], .french),
    (["illégal", "illégale", "illégaux"], .french), (["pourvoi", "pourvois"], .french),
    (["nudification", "nudifier", "nudifications"], .french),
    (["signalement", "signaler", "signalé", "signalées"], .french),
    (["européen", "européenne", "européennes"], .french),
    (["publish", "published", "publishing", "publisher"], .english),
    (["remove", "removed", "removal", "removes"], .english), (["policy", "policies"], .english),
  ])
  func formsOfOneWordShareAStem(words: [String], language: SearchLanguage) {
    let stems = words.map { word in
      String(decoding: SearchStems.stem(Array(Self.fold(word).utf8)[...], language), as: UTF8.self)
    }
    #expect(Set(stems).count == 1, "\(stems)")
  }

  @Test func anyBytesAreCut() {
    var state: UInt64 = 7
    for _ in 0..<400 {
      let bytes = (0..<60).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 33)
      }
      let folded = Self.fold(bytes)
      var end = 0
      folded.withUnsafeBufferPointer { text in
        SearchTokens.each(in: text) { token in
          switch token {
          case .word(let range), .number(let range), .thousands(let range), .mark(let range),
            .article(_, let range):
            #expect(range.lowerBound >= end && range.upperBound > range.lowerBound)
            end = range.upperBound
          }
        }
      }
      #expect(end <= folded.count)
    }
  }
}
