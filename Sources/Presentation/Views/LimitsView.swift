// What is wrong with the source document, where sources disagree, what is left to verify; and the
// glossary.

import DossierModel
import TemplateEngine
import Verification

extension PageScope {
  func limitsPage() -> PageContent {
    let limits = limitsTable(hasAnchors: true)
    let contradictions = contradictionsTable(hasAnchors: true)
    let openPoints = openPointsList(hasAnchors: true)
    var content = PageContent(
      heading: words["limits.page_title"], description: words["limits.description"],
      variables: [
        ("limits", markup(limits)), ("contradictions", markup(contradictions)),
        ("open_points", markup(openPoints)),
      ])
    for (name, isShown) in [
      ("limits", !limits.isEmpty), ("contradictions", !contradictions.isEmpty),
      ("open_points", !openPoints.isEmpty),
    ] where isShown {
      content.toc.append(
        TocEntry(label: words["\(name).title"], fragment: router.anchor(name)))
    }
    return content
  }

  func glossaryPage() -> PageContent {
    let ids = AlphabeticalOrder.sorted(dossier.glossary.ids) { dossier.glossary[$0].term }
    definesTerms = false
    let terms = ids.map { id -> Value in
      let term = dossier.glossary[id]
      return record(
        "Term",
        [
          "id": .string(term.slug), "term": prose(term.term),
          "definition": inline(term.definition), "laws": refs(laws: term.laws),
          "sources": refs(term.sources), "cited": cited(.term(id), roles: [.mention]),
        ])
    }
    return PageContent(
      heading: words["glossary.title"], description: words["glossary.description"],
      variables: [("terms", .list(terms))])
  }
}
