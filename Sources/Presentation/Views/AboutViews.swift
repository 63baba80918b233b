// The pages about the dossier itself: search, method, accessibility, legal notice, corrections.

import DossierModel
import TemplateEngine
import Verification

extension PageScope {
  // MARK: - Search

  func searchPage() -> PageContent {
    let indexes = [PageKind.siteMap, .personIndex, .lawIndex, .glossary, .chapters, .quotations]
      .filter { hasPage($0) }.map { kind in
        record(
          "Part",
          [
            "mark": .string(""), "label": prose(words["nav.\(kind.key)"]),
            "url": address(router.route(kind)),
            "note": .string(words["search.indexes.\(kind.key)"]),
          ])
      }
    let value = record(
      "Search",
      [
        "action": address(router.route(.search)),
        "index": .string(page.root + presenter.searchFolder + "/"),
        "version": .string(presenter.searchVersion),
        "script": .string(page.root + presenter.searchScript),
        "example": prose(exampleNumber.map { words("search.example", $0) }),
        "indexes": .list(indexes),
      ])
    return PageContent(
      heading: words["search.title"], description: words["search.description"],
      variables: [("search", value)])
  }

  /// The number of an article that the search finds: of the first provision that has one, rather
  /// `226-8-1` than `226-1 et 226-2`.
  private var exampleNumber: String? {
    let numbers = dossier.provisions.map(\.article).filter { $0.contains(where: \.isNumber) }
    return numbers.first { !$0.contains(" ") } ?? numbers.first
  }

  // MARK: - Quotations

  func quotationsPage() -> PageContent {
    var content = PageContent(
      heading: words["quotations.title"],
      description: words.counted("quotations.description", dossier.quotations.count))
    var groups: [(document: ArchivedDocumentID?, ids: [QuotationID])] = []
    for id in dossier.quotations.ids {
      let document = dossier.archivedDocuments.id(of: dossier.quotations[id].passage.document)
      if let known = groups.firstIndex(where: { $0.document == document }) {
        groups[known].ids.append(id)
      } else {
        groups.append((document, [id]))
      }
    }
    let values = groups.map { document, ids -> Value in
      let title = document.map { dossier.archivedDocuments[$0].publisher } ?? words["unknown"]
      let fragment = "d-" + (document.map { dossier.archivedDocuments[$0].slug } ?? "0")
      content.toc.append(TocEntry(label: title, fragment: fragment))
      return record(
        "QuotationGroup",
        [
          "id": .string(fragment), "title": .string(title),
          "document": document.map {
            link(dossier.archivedDocuments[$0].title, presenter.route(.archivedDocument($0)))
          } ?? .none,
          "quotations": .list(ids.map { quotation($0) }),
        ])
    }
    if values.count < 2 { content.toc = [] }
    content.variables = [("groups", .list(values))]
    return content
  }

  // MARK: - Corrections

  func correctionsPage() -> PageContent {
    PageContent(
      heading: words["corrections.title"], description: words["corrections.lead"],
      variables: [
        ("corrections", markup(correctionsTable())),
        ("last_change", date(dossier.settings.lastChange.value)),
        (
          "feeds",
          .list(
            presenter.downloads.filter { $0.labelKey.hasPrefix("export-corrections") }.map { file in
              link(words["exports.\(file.labelKey)"], Route(file.path))
            })
        ),
      ])
  }

  // MARK: - Method

  func methodPage() -> PageContent {
    let sources = dossier.sources
    let origins = Set(sources.ids.map { presenter.origins.origin(of: $0) }).count
    let toVerify = dossier.provisions.reduce(0) { $0 + $1.versions.count { isToVerify($0) } }
    let figures: [(String, Int, PageKind)] = [
      ("claims", wholeClaimCount, .claims), ("quotations", dossier.quotations.count, .quotations),
      ("sources", sources.count, .sources), ("origins", origins, .sources),
      ("contradictions", dossier.contradictions.count, .limits),
      ("limits", dossier.limits.count, .limits), ("open_points", dossier.openPoints.count, .limits),
      ("versions", dossier.provisions.reduce(0) { $0 + $1.versions.count }, .provisions),
      ("to_verify", toVerify, .provisions),
      ("corrections", dossier.corrections.count, .corrections),
    ]
    let signs: [(Sign, String)] = [
      (Sign("ok", "status.established"), "full"), (Sign("mi", "status.single_source"), "half"),
      (Sign("vide", "status.to_verify"), "empty"), (Sign("non", "status.inexact"), "crossed"),
      (Sign("avenir", "status.upcoming"), "chevron"),
      (Sign("dit vide", "nature.statement"), "circle"), (Sign("loi vide", "nature.law"), "lozenge"),
    ]
    let value = record(
      "Method",
      [
        "summary": inline(dossier.settings.methodSummary),
        "chapter": presenter.methodChapter.map {
          link($0.title, router.page(.chapter, slug: $0.slug))
        } ?? .none,
        "figures": .list(
          figures.filter { $0.1 > 0 || $0.0 == "corrections" }.map { key, count, kind in
            record(
              "Figure",
              [
                "label": .string(words["method.figures.\(key)"]), "count": self.count(count),
                "url": hasPage(kind) ? address(router.route(kind)) : .none,
              ])
          }),
        "signs": .list(
          signs.map { sign, key in
            record(
              "SignMeaning",
              ["sign": self.sign(sign), "meaning": prose(words["print.sign_meanings.\(key)"])])
          }),
      ])
    return PageContent(
      heading: words["method.title"], description: words["method.description"],
      variables: [("method", value)])
  }

  // MARK: - Accessibility

  /// The conditions of a check in the words of the interface; a width stays a figure.
  private func conditions(_ view: String) -> String {
    view.split(separator: " ").map { words.text("accessibility.views.\($0)") ?? String($0) }
      .joined(separator: " ")
  }

  func accessibilityPage() -> PageContent {
    // What the build itself proves of every page: it stops where one of these fails.
    let own = ["links", "ids", "templates", "language", "script"].map { key in
      record(
        "AccessibilityCheck",
        [
          "label": .string(words["accessibility.own.\(key)"]), "tool": .string("dossier"),
          "pages": .none, "views": .none, "faults": count(0),
        ])
    }
    let browser = (presenter.pageChecks?.checks ?? []).map { check in
      record(
        "AccessibilityCheck",
        [
          "label": .string(words.text("accessibility.checks.\(check.id)") ?? check.id),
          "tool": .string(check.tool), "pages": count(check.pages),
          "views": check.views.isEmpty
            ? .none : .string(check.views.map(conditions).joined(separator: ", ")),
          "faults": count(check.faults),
        ])
    }
    let value = record(
      "Accessibility",
      [
        "status": .string(words["accessibility.not_audited"]),
        "browser_date": text(presenter.pageChecks?.date), "own": .list(own),
        "browser": .list(browser),
        "fault_count": count((presenter.pageChecks?.checks ?? []).reduce(0) { $0 + $1.faults }),
        "contact": text(dossier.settings.publisher?.contact),
      ])
    return PageContent(
      heading: words["accessibility.title"], description: words["accessibility.description"],
      variables: [("accessibility", value)])
  }

  // MARK: - Legal notice

  func legalPage() -> PageContent {
    let publisher = dossier.settings.publisher
    let value = record(
      "LegalNotice",
      [
        "publisher": text(publisher?.name), "director": text(publisher?.director),
        "contact": text(publisher?.contact), "address": text(publisher?.address),
        "host": text(publisher?.host), "license": text(dossier.settings.license),
      ])
    return PageContent(
      heading: words["legal.title"], description: words["legal.description"],
      variables: [("legal", value)])
  }
}
