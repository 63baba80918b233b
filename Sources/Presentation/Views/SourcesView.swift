// The bibliography, the chains of copies, the captured documents, and each quotation with its bytes.

import DossierModel
import TemplateEngine
import Verification

extension PageScope {
  func sourcesPage() -> PageContent {
    let sources = dossier.sources
    var content = PageContent(
      heading: words["sources.title"], description: words["sources.description"])
    func add(_ label: String, _ anchor: String) {
      content.toc.append(TocEntry(label: words[label], fragment: router.anchor(anchor)))
    }
    let chains = chainsOfCopies()
    if !dossier.archivedDocuments.isEmpty { add("source.documents", "documents") }
    if !chains.isEmpty { add("source.chains", "copies") }
    var groups: [Value] = []
    for kind in SourceKind.allCases {
      let ids = sources.ids.filter { sources[$0].kind == kind }
      if ids.isEmpty { continue }
      let title = words["source.kinds.\(kind.key)"]
      content.toc.append(TocEntry(label: title, fragment: "b-\(kind.key)"))
      groups.append(
        record(
          "SourceGroup",
          [
            "id": .string("b-\(kind.key)"), "title": .string(title),
            "sources": .list(ids.map { source($0) }),
          ]))
    }
    content.variables = [
      ("groups", .list(groups)), ("chains", .list(chains)), ("tally", .list(sourceTally())),
      ("documents", .list(dossier.archivedDocuments.ids.map { document($0) })),
    ]
    return content
  }

  private func sourceTally() -> [Value] {
    var tally: [Value] = []
    for level in SourceLevel.allCases {
      let count = dossier.sources.count { $0.level == level }
      if count > 0 {
        tally.append(
          record(
            "SourceTally",
            [
              "label": .string(words["source.levels.\(level.key)"]), "count": self.count(count),
            ]))
      }
    }
    return tally
  }

  /// The language of a foreign text, for the attribute `lang`; none for the dossier's own.
  private func foreign(_ language: String?) -> Value {
    guard let language, language != dossier.settings.language.rawValue else { return .none }
    return .string(language)
  }

  /// A title: typeset in the dossier's language only when it is written in it.
  private func foreignOrProse(_ title: String, _ language: String?) -> Value {
    if case .none = foreign(language) { return prose(title) }
    return .string(title)
  }

  private func source(_ id: DocumentSourceID) -> Value {
    let source = dossier.sources[id]
    let archive = source.archive.flatMap { dossier.archivedDocuments.id(of: $0) }
    return record(
      "Source",
      [
        "id": .string(source.slug), "cote": .string(mark(.source(id))),
        "publisher": .string(source.publisher), "author": text(source.author),
        "title": foreignOrProse(source.title, titleLanguage(source)),
        "lang": foreign(titleLanguage(source)), "citation": citation(source),
        "date": date(source.date), "url": text(source.url?.value),
        "host": text(source.url.map { Self.host($0.value) }),
        "accessed": date(source.accessed), "sign": sign(Sign(source.level)),
        "kind": .string(words["source.kind.\(source.kind.key)"]),
        "reliability": text(source.reliability.map { words["source.reliability.\($0.key)"] }),
        "copies": source.copies.flatMap { dossier.sources.id(of: $0) }.map {
          sourceRef($0)
        } ?? .none,
        "copied_by": .list(
          (presenter.sourcesCopying[id] ?? []).map { sourceRef($0) }),
        "archived": .bool(archive != nil), "note": inline(source.note),
        "cited": cited(
          .source(id),
          roles: [
            .mention, .citation, .eventSource, .claimSource, .supporting, .opposing, .actorSource,
            .versionSource, .contradictionSource, .limitSource, .termSource, .standingSource,
            .roleSource,
          ]),
      ])
  }

  /// The language of a title; a description is in the dossier's own.
  private func titleLanguage(_ source: Source) -> String? {
    source.isDescribed ? nil : source.language
  }

  /// A link to a source by its mark, which stays on one line, and its publisher.
  private func sourceRef(_ id: DocumentSourceID) -> Value {
    let key = EntityKey.source(id)
    return record(
      "Ref",
      [
        "url": address(presenter.route(key)),
        "label": .markup(
          "<span class=\"nb\">\(Self.escaped(mark(key)))</span> "
            + typesetHTML(dossier.sources[id].publisher)),
        "cote": .string(mark(key)), "class": .string(Self.linkClass(key)),
      ])
  }

  /// Who repeats whom, from the last copy to the first source; only whole chains.
  private func chainsOfCopies() -> [Value] {
    let sources = dossier.sources
    return sources.ids.compactMap { id in
      guard sources[id].copies != nil, presenter.sourcesCopying[id] == nil else { return nil }
      var chain = [id]
      while let last = chain.last, chain.count <= sources.count,
        let next = sources[last].copies.flatMap({ sources.id(of: $0) })
      {
        chain.append(next)
      }
      return .list(chain.map { sourceRef($0) })
    }
  }

  func quotation(_ id: QuotationID) -> Value {
    let quotation = dossier.quotations[id]
    let document = dossier.archivedDocuments.id(of: quotation.passage.document).map {
      link(dossier.archivedDocuments[$0].publisher, presenter.route(.archivedDocument($0)))
    }
    return record(
      "Quotation",
      [
        "id": .string(quotation.slug), "cote": text(quotation.cote),
        "text": .string(quotation.text.value), "variant": inline(quotation.variant),
        "note": inline(quotation.note),
        "cited": cited(.quotation(id), roles: [.mention, .insertion, .claimQuotation]),
        "speakers": refs(quotation.speakers), "date": date(quotation.date),
        "document": document ?? .none, "source": ref(quotation.source),
        "source_url": text(passageAddress(quotation)),
        "source_host": text(dossier.sources[quotation.source]?.url.map { Self.host($0.value) }),
        "place": .string(place(quotation)),
        "fingerprint": .string(String(quotation.passage.sha256.value.prefix(12)) + "…"),
        "sign": sign(Sign(quotation)),
      ])
  }

  /// The address of the source with the words to show there, as a text fragment.
  private func passageAddress(_ quotation: Quotation) -> String? {
    guard let url = dossier.sources[quotation.source]?.url?.value, url.hasPrefix("http") else {
      return nil
    }
    return url + (url.contains("#") ? "" : "#") + TextFragment.directive(quotation.text.value)
  }

  private func document(_ id: ArchivedDocumentID) -> Value {
    let document = dossier.archivedDocuments[id]
    return record(
      "ArchivedDocument",
      [
        "id": .string(presenter.route(.archivedDocument(id)).fragment ?? document.slug),
        "publisher": .string(document.publisher),
        "title": foreignOrProse(document.title, document.language),
        "lang": foreign(document.language), "date": date(document.date),
        "note": inline(document.note), "file": .string(document.file),
        "size": .string(presenter.numbers.number(document.size)),
        "lines": document.lines.map { count($0) } ?? .none,
        "sha256": .string(document.sha256.value), "captured": date(document.captured),
        "statement_count": count(document.statements.count),
      ])
  }
}
