// A dossier in English, with a record of every kind: no word, address or file name of the site is
// French but what the dossier itself says in French.

import Foundation
import TestSupport
import Testing

@Suite struct EnglishDossierTests {
  static func site() throws -> TemporaryWorkspace {
    let workspace = try PublishTests.workspace()
    let outcome = try PublishTests.publish(workspace)
    #expect(outcome.status == 0, "\(outcome.output)")
    return workspace
  }

  /// The words of the French interface that the English one does not have, longer than a few letters.
  static func frenchWords() throws -> Set<String> {
    func words(_ language: String) throws -> Set<String> {
      let path = DossierProcess.repository + "/Templates/i18n/\(language).yaml"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      // Values only: the text after the first colon of a line.
      let values = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap {
        $0.split(separator: ":", maxSplits: 1).dropFirst().first
      }
      return Set(
        values.flatMap { $0.lowercased().split { !$0.isLetter } }.map(String.init)
          .filter { $0.count >= 4 })
    }
    // Words that are English as well, or stand in the dossier.
    let shared: Set<String> = [
      "base", "bagit", "dossier", "popolo", "sources", "source", "followthemoney", "notes", "page",
      "pages", "plus", "site", "table", "tables", "images", "image", "document", "documents",
      "part",
      "date", "dates", "minutes", "mars", "mention", "mentions", "version", "versions", "article",
      "articles", "actions", "action", "question", "questions", "position", "titre", "lien",
      "tient",
      "rien", "sans", "sons", "fins",
    ]
    return try words("fr").subtracting(words("en")).subtracting(shared)
  }

  @Test func noWordOfTheFrenchInterfaceIsShown() throws {
    let workspace = try Self.site()
    let french = try Self.frenchWords()
    #expect(french.count > 200)
    let pages = try workspace.list("dossier/public").filter { $0.hasSuffix(".html") }
    #expect(pages.count > 15)
    // What the dossier says in French on purpose.
    let own: Set<String> = [
      "quotidien", "tramway", "voté", "voyageurs", "premiers", "anne", "durand",
    ]
    for page in pages {
      let html = try workspace.read("dossier/public/" + page)
      #expect(html.contains("<html lang=\"en\""), "\(page)")
      for word in Set(Self.text(html).lowercased().split { !$0.isLetter }.map(String.init))
      where french.contains(word) && !own.contains(word) {
        Issue.record("\(page) says `\(word)`")
      }
    }
  }

  /// What a reader sees, hears or finds in the head of a page, without markup and addresses.
  private static func text(_ html: String) -> String {
    var out = ""
    for label in html.matches(of: /\s(?:aria-label|alt|title|content)="([^"]*)"/) {
      out += label.output.1 + " "
    }
    return out
      + html.replacing(/<script[^>]*>[^<]*<\/script>/, with: " ")
      .replacing(/<[^>]*>/, with: " ").replacing(/&[a-z#0-9]+;/, with: " ")
  }

  @Test func namesOfFilesAreEnglish() throws {
    let workspace = try Self.site()
    let names = try workspace.list("dossier/public")
    for name in names {
      for part in name.split(whereSeparator: { "/.-_".contains($0) }) {
        for french in [
          "donnees", "acteurs", "affirmations", "analyse", "chapitres", "chronologie", "citations",
          "dispositions", "droit", "echeances", "evenements", "glossaire", "graphe", "limites",
          "methode", "pieces", "preuves", "registre", "recherche", "mentions", "plan",
        ] { #expect(part != french, "\(name)") }
      }
    }
    #expect(names.contains("data/timeline.ics"))
    #expect(names.contains("data/evidence/data/register.json"))
    // Files for machines name one another by these names.
    for name in names where name.hasPrefix("data/") || name.hasSuffix(".html") {
      #expect(!(try workspace.read("dossier/public/" + name)).contains("donnees"), "\(name)")
    }
  }

  @Test func foreignWordsCarryTheirLanguage() throws {
    let workspace = try Self.site()
    #expect(try workspace.read("dossier/public/chapters/method.html").contains("lang=\"fr\""))
    let sources = try workspace.read("dossier/public/sources.html")
    #expect(sources.contains("lang=\"fr\""), "the title of a French source")
    #expect(sources.contains("\"inLanguage\":\"fr\""))
    #expect(
      try workspace.read("dossier/public/data/sources.csl.json").contains("\"language\": \"fr\""))
  }

  @Test func sourcesAndLawAreCitedAsInEnglish() throws {
    let workspace = try Self.site()
    let sources = try workspace.read("dossier/public/sources.html")
    for part in [
      "‘A tram at last’ <cite>The Gazette</cite> (<time datetime=\"2026-01-13\">",
      "Anne Durand, ‘<span lang=\"fr\">Le tramway voté</span>’ <cite>Le Quotidien</cite>",
      "accessed <time datetime=\"2026-02-01\">1\u{A0}February 2026</time>.",
    ] { #expect(sources.contains(part), "\(part)") }
    let pages = try workspace.list("dossier/public/provisions")
    let cited = try pages.map { try workspace.read("dossier/public/provisions/" + $0) }
    #expect(cited.contains { $0.contains("<dd>Public Procurement Act, art\u{A0}12</dd>") })
  }

  @Test func aWordShowsItsDefinitionWhereItIsUsed() throws {
    let workspace = try Self.site()
    let page = try workspace.read("dossier/public/chapters/method.html")
    // The comma behind the word is kept with it.
    let word = "<span class=\"nb\"><button type=\"button\" class=\"terme\" popovertarget=\"def-1\">"
    #expect(page.contains(word))
    #expect(page.contains("</a></span>,</span>"))
    #expect(!(try workspace.read("dossier/public/glossary.html")).contains("popovertarget"))
  }

  @Test func aThemeReplacesOneFile() throws {
    let workspace = try PublishTests.workspace()
    try workspace.write(
      "dossier/Templates/pages/glossary.html",
      """
      {% params site: Site, page: Page, terms: [Term] %}
      {% extends "layouts/base.html" %}
      {% block main %}<h1>Our words</h1>
      <dl>{% for t in terms %}<div id="{{ t.id }}"><dt>{{ t.term }}</dt><dd>{{ t.definition }}</dd></div>{% endfor %}</dl>{% endblock %}

      """)
    try workspace.write("dossier/Templates/i18n/en.yaml", "nav:\n  timeline: Day by day\n")
    let outcome = try PublishTests.publish(workspace)
    #expect(outcome.status == 0, "\(outcome.output)")
    #expect(try workspace.read("dossier/public/glossary.html").contains("<h1>Our words</h1>"))
    let home = try workspace.read("dossier/public/index.html")
    #expect(home.contains("Day by day") && home.contains("Key points"), "other words stay")
  }
}
