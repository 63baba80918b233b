// Typography, rule by rule: what is changed, what is left alone, and that a second pass changes
// nothing. In the expected texts `~` is U+00A0 and `_` is U+202F.

import TestSupport
import Testing

@testable import Markdown

/// A text and what becomes of it.
struct TypographyCase: Sendable, CustomTestStringConvertible {
  var rule: String
  var input: String
  var expected: String
  var testDescription: String { "\(rule): \(input)" }

  init(_ rule: String, _ input: String, _ expected: String? = nil) {
    self.rule = rule
    self.input = Self.decoded(input)
    self.expected = Self.decoded(expected ?? input)
  }

  static func decoded(_ text: String) -> String {
    text.replacing("~", with: "\u{A0}").replacing("_", with: "\u{202F}")
  }
}

@Suite struct TypographyTests {
  static let frenchCases: [TypographyCase] = [
    // T01, T03: high punctuation.
    .init("T01", "Vraiment !", "Vraiment_!"),
    .init("T01", "Vraiment!", "Vraiment_!"),
    .init("T01", "Vraiment~? oui", "Vraiment_? oui"),
    .init("T01", "ceci;cela", "ceci;cela"),
    .init("T01", "ceci ; cela", "ceci_; cela"),
    .init("T01", "Quoi ?!", "Quoi_?!"),
    .init("T01", "(sic !)", "(sic_!)"),
    .init("T01", "« Non ! »", "«~Non_!~»"),
    .init("T01", "index.php?page=3"),
    .init("T05", "« a « b » c »", "«~a “b” c~»"),
    .init("T05", "\"a « b » c\"", "«~a “b” c~»"),
    .init("T05", "« a « b »", "«~a «~b~»"),
    .init("T05", "«~a “b” c~»"),
    .init("T05", "\"\"a\"\"", "«~“a”~»"),
    .init("T05", "\"\" et \"\""),
    .init("T09", "Etc... et etc...", "Etc. et etc."),
    .init("T14", "12345,67 € et 12345.67 €", "12_345,67~€ et 12_345,67~€"),
    .init("T14", "-12345 €, (-12345 €)", "-12_345~€, (-12_345~€)"),
    .init("T14", "10000-20000 €, 10000–20000 €", "10_000-20_000~€, 10_000–20_000~€"),
    .init("T14", "10000 à 20000 personnes", "10_000 à 20_000 personnes"),
    .init("T14", "1000-20000 €, 2024-2025, 0012345 €", "1000-20000~€, 2024-2025, 0012345~€"),
    .init("T14", "12345 à 16 h, 3-12345, x-12345 €", "12345 à 16~h, 3-12345, x-12345~€"),
    .init("T16", "5$, 5£, 5 $", "5~$, 5~£, 5~$"),
    .init("T16", "$5, US$5, x$"),
    .init("T16", "3 M€, 5 Md€, 2.5 M€", "3~M€, 5~Md€, 2,5~M€"),
    .init("T16", "20°C, 45°, 20°CX", "20~°C, 45°, 20°CX"),
    .init("T16", "B-90 EUR-Lex, 5 EUR", "B-90 EUR-Lex, 5~EUR"),
    .init("T16", "les articles 34 et 35 s'appliquent", "les articles~34 et 35 s’appliquent"),
    .init("T18", "14H30, 14H, 14h30min", "14~h~30, 14H, 14h30min"),
    .init("T18", "8 h 300 personnes", "8~h 300 personnes"),
    .init("T23", "A Lyon, (A noter)", "À Lyon, (À noter)"),
    .init("T23", "vitamine A la nuit", "vitamine A la nuit"),
    .init("T25", "M.Dupont, M.D. et M.-A.", "M.~Dupont, M.D. et M.-A."),
    .init("T01", "a != b"),
    .init("T01", "! seul"),
    .init("T01", "Oui ; non ! quoi ?", "Oui_; non_! quoi_?"),
    .init("T01", "oui !!! non ???", "oui_!!! non_???"),
    .init("T01", "50 % ; 15 € !", "50~%_; 15~€_!"),
    .init("T01", "d'où? 'quoi?'", "d’où_? “quoi_?”"),
    .init("T01", "(oui!) [non?]", "(oui_!) [non_?]"),
    .init("T03", "fin_; suite"),
    .init("T03", "a;b a!b a?b"),
    // T02: the colon.
    .init("T02", "Note : oui", "Note~: oui"),
    .init("T02", "Note: oui", "Note~: oui"),
    .init("T02", "Note_: oui", "Note~: oui"),
    .init("T02", "\"mot:\" et «mot:»", "«~mot~:~» et «~mot~:~»"),
    .init("T02", "(note) : oui", "(note)~: oui"),
    .init("T02", "« mot »: oui", "«~mot~»~: oui"),
    .init("T02", "trois à un, 3:1, :-) et C:x"),
    .init("T02", "à 10:30"),
    .init("T02", "ECLI:FR:CCASS:2026:CR00001"),
    .init("T02", "https://example.org/a:b"),
    // T05: guillemets.
    .init("T05", "« mot »", "«~mot~»"),
    .init("T05", "«mot»", "«~mot~»"),
    .init("T05", "«_mot_»", "«~mot~»"),
    .init("T05", "\"mot\"", "«~mot~»"),
    .init("T05", "« un \"deux\" trois »", "«~un “deux” trois~»"),
    .init("T05", "un écran de 5\""),
    .init("T05", "(«mot»), «a»; «b» !", "(«~mot~»), «~a~»_; «~b~»_!"),
    .init("T05", "\"a\" puis \"b\"", "«~a~» puis «~b~»"),
    .init("T05", "\"sans fin"),
    .init("T05", "sans début\" ici"),
    .init("T05", "«~un “deux” trois~»"),
    .init("T05", "« »", "«~»"),
    // T06: apostrophes.
    .init("T06", "l'outil d'aujourd'hui", "l’outil d’aujourd’hui"),
    .init("T06", "l'« outil »", "l’«~outil~»"),
    .init("T06", "dit 'un mot' ici", "dit “un mot” ici"),
    .init("T06", "5'"),
    .init("T06", "qu'\"il\" dit, l'« un », d'1 an", "qu’«~il~» dit, l’«~un~», d’1 an"),
    .init("T06", "L'été, jusqu'à, rock'n'roll", "L’été, jusqu’à, rock’n’roll"),
    .init("T06", "l’outil"),
    .init("T06", "5'10 de haut"),
    // T07, T09: suspension points.
    .init("T07", "Bon...", "Bon…"),
    .init("T07", "Bon....", "Bon...."),
    .init("T09", "photos, etc...", "photos, etc."),
    .init("T09", "photos, etc…", "photos, etc."),
    .init("T07", "[...] et ...oui", "[…] et …oui"),
    .init("T07", "a.. b, 1..3"),
    .init("T07", "Bon…"),
    .init("T09", "photos, etc."),
    .init("T09", "le secteur..., suite", "le secteur…, suite"),
    // T10: ordinals.
    .init("T10", "la 2ème fois, la 3eme, le 4ième", "la 2e fois, la 3e, le 4e"),
    .init("T10", "la 1ère", "la 1re"),
    .init("T10", "XIXème siècle", "XIXe~siècle"),
    .init("T10", "les 1ers, la 2nde, le 2nd, les 3es", "les 1ers, la 2nde, le 2nd, les 3es"),
    .init("T10", "2èmes et 1ères", "2es et 1ères"),
    .init("T10", "Ier siècle, Ve siècle", "Ier~siècle, Ve~siècle"),
    .init("T10", "MP3, A4er, LIVe"),
    .init("T10", "le 12em"),
    .init("T10", "Vie privée"),
    // T11–T13: numbers of texts and places.
    .init("T11", "n° 21-83.710", "n°~21-83.710"),
    .init("T11", "n°12", "n°~12"),
    .init("T12", "article 432-15", "article~432-15"),
    .init("T12", "règlement (UE) 2026/1744", "règlement (UE)~2026/1744"),
    .init("T12", "les pages (2) 14 fois", "les pages (2) 14 fois"),
    .init("T12", "les articles 16 et 34", "les articles~16 et 34"),
    .init("T12", "article L. 131-21", "article~L.~131-21"),
    .init("T12", "L.131-21", "L.~131-21"),
    .init("T13", "p. 4, § 12, art. 5", "p.~4, §~12, art.~5"),
    .init("T13", "p.4 et §12", "p.~4 et §~12"),
    .init("T13", "un article récent"),
    .init("T11", "N° 3, n°s 4 et 5", "N°~3, n°s~4 et 5"),
    .init(
      "T11", "n° de dossier, 21 °C, le pourvoi 21-83.710",
      "n° de dossier, 21~°C, le pourvoi 21-83.710"),
    .init("T12", "art. R.624-4, article L. 131-21-1", "art.~R.~624-4, article~L.~131-21-1"),
    .init("T12", "articles, article premier, ART 12"),
    .init("T12", "ECLI:FR:CCASS:2026:CR00001, LEGIARTI000006417227, 2022/2065"),
    .init("T13", "pp. 3-4, al. 2, §§ 3 et 4", "pp.~3-4, al.~2, §§~3 et 4"),
    .init("T13", "fin de p. et v.2"),
    .init("T05", "il dit \"a \"b\" c\" et \"d\"", "il dit «~a “b” c~» et «~d~»"),
    .init("T05", "\"x \"y\"\"", "«~x “y”~»"),
    // T14: thousands.
    .init("T14", "75 000 euros", "75_000~euros"),
    .init("T14", "1 234 567 images", "1_234_567 images"),
    .init("T14", "75000 €", "75_000~€"),
    .init("T14", "10000 personnes, 10000 euros", "10_000 personnes, 10_000~euros"),
    .init("T14", "3000000 images", "3_000_000 images"),
    .init("T14", "9999 €, 2026 images", "9999~€, 2026 images"),
    .init("T14", "75001 Paris, réf. 123456, 012345 images"),
    .init("T14", "n° 12345 images, article 12345 pages", "n°~12345 images, article~12345 pages"),
    .init("T14", "en 2025 100 pages"),
    .init("T14", "LEGIARTI000049567458"),
    .init("T14", "le 01 23 45 67 89"),
    .init("T14", "0 800 123 456", "0 800_123_456"),
    .init("T14", "article 12 345", "article~12 345"),
    // T15, T16: decimals, per cent, euros.
    .init("T15", "3.5 %", "3,5~%"),
    .init("T15", "v3.5 et 1.2.3"),
    .init("T15", "2.5 millions, 12.50 €, 0.125 %", "2,5~millions, 12,50~€, 0,125~%"),
    .init("T15", "1.500 €, le 2.5 est sorti", "1.500~€, le 2.5 est sorti"),
    .init("T15", "3,5~%"),
    .init("T16", "50%", "50~%"),
    .init("T16", "15€ ou 15 €", "15~€ ou 15~€"),
    .init("T16", "%20"),
    .init("T16", "50 %, 50% ; 3 $", "50~%, 50~%_; 3~$"),
    .init("T16", "€ et %, 100%25"),
    .init("T16", "120 millions", "120~millions"),
    // T18: hours.
    .init("T18", "à 14h30", "à 14~h~30"),
    .init("T18", "à 21 h, à 9h.", "à 21~h, à 9~h."),
    .init("T18", "à 14 h 30", "à 14~h~30"),
    .init("T18", "12hectares"),
    .init("T18", "24h/24, 48h", "24~h/24, 48~h"),
    .init("T18", "14h3, 14h300, h264, 100h"),
    // T19: dates.
    .init("T19", "le 1 mars 2026", "le 1er~mars 2026"),
    .init("T19", "le 1er mars 2026", "le 1er~mars 2026"),
    .init("T19", "le 02 Janvier 2026", "le 2~janvier 2026"),
    .init("T19", "le 29 juin", "le 29~juin"),
    .init("T19", "en mars 2026"),
    .init("T19", "le 01 janvier, le 1 Mai 2026", "le 1er~janvier, le 1er~mai 2026"),
    .init("T19", "le 1er Janvier 2026", "le 1er~janvier 2026"),
    .init("T19", "Mars et Avril, la mission Mars 2020, 31 maisons"),
    .init("T19", "2026-01-02"),
    // T23: capitals.
    .init("T23", "l'Etat et l'Elysée", "l’État et l’Élysée"),
    .init("T23", "A partir de là", "À partir de là"),
    .init("T23", "Eric Bothorel, A. Delaporte"),
    .init("T23", "Les Etats-Unis, ETAT, Ecole", "Les États-Unis, ÉTAT, École"),
    .init("T23", "Vraiment? A noter", "Vraiment_? À noter"),
    .init("T23", "vitamine A la nuit, Etienne, Europe, Et"),
    // T24: œ.
    .init("T24", "coeur, Oeuvre, soeurs, manoeuvre", "cœur, Œuvre, sœurs, manœuvre"),
    .init("T24", "moelle, coexister, poésie"),
    .init("T24", "OEUVRE, oeil, voeux, désoeuvré", "ŒUVRE, œil, vœux, désœuvré"),
    .init("T24", "coefficient, goéland, poêle, Noel, shoes"),
    // T25: titles.
    .init("T25", "M. Delaporte, Mme Berge, Me Dupont", "M.~Delaporte, Mme~Berge, Me~Dupont"),
    .init("T25", "Me voilà, M. et autres"),
    .init(
      "T25", "MM. Ba et Bo, Mlle X, Dr Y, Pr Z, Mgr W", "MM.~Ba et Bo, Mlle~X, Dr~Y, Pr~Z, Mgr~W"),
    .init("T25", "M. le ministre, Mme la rapporteure", "M.~le ministre, Mme~la rapporteure"),
    .init("T25", "Mme de, la Dr, PM. X, mes amis"),
    .init("kept", "un -- deux --- trois - quatre"),
  ]

  static let englishCases: [TypographyCase] = [
    .init("quotes", "\"It's 'so'\" he said", "“It’s ‘so’” he said"),
    .init("dots", "Well...", "Well…"),
    .init("dashes", "one -- two --- three - four", "one – two — three - four"),
    .init("space", "Note : yes", "Note: yes"),
    .init("number", "No. 12, Article 50, p. 4", "No.~12, Article~50, p.~4"),
    .init("title", "Mr. Smith", "Mr.~Smith"),
    .init("kept", "75,000 at 10:30"),
    .init("quotes", "(\"a\") \"b 'c' d\"", "(“a”) “b ‘c’ d”"),
    .init(
      "quotes", "the '90s, dogs', o'clock, rock 'n roll", "the ’90s, dogs’, o’clock, rock ’n roll"),
    .init("quotes", "5\" and 6' tall, “done” ‘too’"),
    .init("dots", "a.. b.... c… d.", "a.. b.... c… d."),
    .init("dashes", "2026-01-02, e-mail, ----, – and —"),
    .init("space", "What ? Yes ! One ; two", "What? Yes! One; two"),
    .init("space", "a :b, : c, 50 % :-)"),
    .init(
      "number", "Articles 3 and 4, Section 230, § 12, pp. 4-5",
      "Articles~3 and 4, Section~230, §~12, pp.~4-5"),
    .init("number", "No way, an article, p. and pp."),
    .init("title", "Mrs. A, Ms. B, Dr. C, Prof. D", "Mrs.~A, Ms.~B, Dr.~C, Prof.~D"),
    .init("title", "Mr.\nSmith", "Mr.~Smith"),
    .init("number", "No.\n12", "No.~12"),
    .init("space", "What\n? One\ntwo", "What? One\ntwo"),
    .init("title", "Dr. and Mr. who"),
  ]

  @Test(arguments: frenchCases) func french(_ rule: TypographyCase) {
    let typographer = Typographer(.fr)
    let once = typographer.typeset(rule.input)
    #expect(once == rule.expected)
    #expect(typographer.typeset(once) == once)
  }

  @Test(arguments: englishCases) func english(_ rule: TypographyCase) {
    let typographer = Typographer(.en)
    let once = typographer.typeset(rule.input)
    #expect(once == rule.expected)
    #expect(typographer.typeset(once) == once)
  }

  /// Rules see across markup; the space goes where the sign is.
  @Test(arguments: [
    ("**Note** : oui", "<strong>Note</strong>~: oui"),
    ("**Note**: oui", "<strong>Note</strong>~: oui"),
    ("« *mot* »", "«~<em>mot</em>~»"),
    ("«*mot*»", "«~<em>mot</em>~»"),
    ("l'**État**", "l’<strong>État</strong>"),
    ("\"un *mot*\" !", "«~un <em>mot</em>~»_!"),
    ("[[actor:xai|xAI]] : oui", "<a href=\"actor/xai\">xAI</a>~: oui"),
    ("[[actor:xai|l'outil]]", "<a href=\"actor/xai\">l’outil</a>"),
    ("M. [[actor:a|Delaporte]]", "M.~<a href=\"actor/a\">Delaporte</a>"),
    ("fin :\nsuite", "fin~:\nsuite"),
    // The end of a line is a space like another.
    ("n°\n5, p.\n4, 5\nkm et M.\nDupont", "n°~5, p.~4, 5~km et M.~Dupont"),
    ("Oui\n! Le 1\nmars, « un\n» deux", "Oui_! Le 1<sup>er</sup>~mars, «~un~» deux"),
    ("*n°*\n5, **p.**\n4 et `a`\n!", "<em>n°</em>~5, <strong>p.</strong>~4 et <code>a</code>_!"),
    ("un  \n! et deux\\\n!", "un<br>\n! et deux<br>\n!"),
    ("un\ndeux, *trois*\nquatre", "un\ndeux, <em>trois</em>\nquatre"),
    // A space before the call of a note or a comment does not hide the rule.
    ("Note [^1] !\n\n[^1]: x", "Note _!"),
    ("« mot [^1] »\n\n[^1]: x", "«~mot ~»"),
    ("50 [^1] %\n\n[^1]: x", "50 ~%"),
    ("b <!-- c --> !", "b_!"),
    // The text of a reference is part of the sentence.
    ("article [[law:x|226-8]]", "article~<a href=\"law/x\">226-8</a>"),
    ("[[law:x|article]] 5", "<a href=\"law/x\">article</a>~5"),
    (
      "[[event:e|5]] %, 10 [[event:e|000]] €",
      "<a href=\"event/e\">5</a>~%, 10_<a href=\"event/e\">000</a>~€"
    ),
    ("\"[[actor:a|l'un]]\" !", "«~<a href=\"actor/a\">l’un</a>~»_!"),
    ("le [[law:x|XXIe siècle]]", "le <a href=\"law/x\">XXIe~siècle</a>"),
    ("les [[law:x|34]] s'appliquent", "les <a href=\"law/x\">34</a> s’appliquent"),
    (
      "[voir [[law:x|art: 5]]]{lang=en}",
      "<span lang=\"en\">voir <a href=\"law/x\">art: 5</a></span>"
    ),
    ("`a : b` ; `\"c\"`", "<code>a : b</code>_; <code>\"c\"</code>"),
    ("**75** 000 €", "<strong>75</strong>_000~€"),
    ("mot[^1] !\n\n[^1]: x", "mot_!"),
    ("1er", "1<sup>er</sup>"),
    ("article 226-8-1", "article~<span class=\"nb\">226-8-1</span>"),
    ("**mot** ;", "<strong>mot</strong>_;"),
    ("*Quoi*? dit-il", "<em>Quoi</em>_? dit-il"),
    ("**50**%", "<strong>50</strong>~%"),
    ("**« mot »**", "<strong>«~mot~»</strong>"),
    ("«**mot**»", "«~<strong>mot</strong>~»"),
    ("\"**a** *b*\"", "«~<strong>a</strong> <em>b</em>~»"),
    ("M. **Dupont**", "M.~<strong>Dupont</strong>"),
    ("n° *12*", "n°~<em>12</em>"),
    ("14 *h* 30", "14~<em>h</em>~30"),
    ("[lien](/a) : oui", "<a href=\"/a\">lien</a>~: oui"),
    ("[un : deux](/a'b)", "<a href=\"/a&#x27;b\">un~: deux</a>"),
    ("`x` !", "<code>x</code>_!"),
    ("mot[@a] ;", "mot<cite>a</cite>_;"),
    ("le *1 mars*", "le <em>1<sup>er</sup>~mars</em>"),
    ("l'*été* d'**un**", "l’<em>été</em> d’<strong>un</strong>"),
    ("« un\ndeux »", "«~un\ndeux~»"),
  ]) func acrossMarkup(_ input: String, _ expected: String) {
    let html = Parsed(input).inline().replacing("&quot;", with: "\"")
    #expect(html == TypographyCase.decoded(expected))
  }

  @Test(arguments: [
    "> Il dit: \"oui\"!", "    code : \"x\"", "```\nl'x : y\n```", "<https://a.fr/x:y?z=1>",
    "[a](https://a.fr/x'y \"un : titre\")", "<https://a.fr/l'x?a--b>", "<l'x@a.fr>",
    "[https://a.fr/l'x](https://a.fr/l'x)", "[www.a.fr/l'x](b)",
  ]) func leftAlone(_ input: String) {
    let plain = Parsed(input, MarkdownOptions(typography: false)).html()
    #expect(Parsed(input).html() == plain)
  }

  /// Random texts of what the rules look at: setting them twice changes nothing more.
  @Test(arguments: [MarkdownLanguage.fr, .en]) func settingTwiceChangesNothing(
    _ language: MarkdownLanguage
  ) {
    let pieces = [
      "mot", "l", "'", "\"", " ", " ", " ", "~", "_", ":", ";", "!", "?", "«", "»", "“", "”", "’",
      "(", ")",
      "...", "…", ".", ",", "-", "--", "1", "12", "000", "1er", "2e", "XIXe", "M.", "A", "la",
      "Etat", "coeur",
      "n°", "p.", "L.", "article", "h", "14h30", "%", "€", "mars", "2026", "etc", "É", "oe",
      "10000", "images",
      "§", "2.5", "\u{FFFC}", "\n", "\n\n", "No.", "Mr.", "é",
    ].map(TypographyCase.decoded)
    var random = SplitMix64(seed: 7)
    let typographer = Typographer(language)
    for _ in 0..<4_000 {
      var text = ""
      for _ in 0..<Int.random(in: 1...9, using: &random) {
        text += pieces.randomElement(using: &random) ?? ""
      }
      let once = typographer.typeset(text)
      #expect(typographer.typeset(once) == once, "\(text.debugDescription)")
    }
  }

  @Test func typographyIsOffByOption() {
    let text = "l'outil : \"75 000 €\" !"
    let html = Parsed(text, MarkdownOptions(typography: false)).inline()
    #expect(html == "l'outil : &quot;75 000 €&quot; !")
  }

  @Test func titlesAreWrittenWithElements() {
    var out: [UInt8] = []
    Typographer(.fr).writeHTML("Le 1er & l'article 226-8-1", into: &out)
    #expect(
      String(decoding: out, as: UTF8.self)
        == "Le 1<sup>er</sup> &amp; l’article\u{A0}<span class=\"nb\">226-8-1</span>")
  }
}
