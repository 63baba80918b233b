// What the search finds: every section of a chapter and every record, with its kind, the section of
// the site it stands in, and the texts that its page shows. Nothing that no page shows is listed.

package import DossierModel
import Markdown
package import Search
import Verification

extension Presenter {
  /// The kinds of records that the search lists, in the order of its filter.
  package static let searchedKinds: [EntityKind] = [
    .chapter, .provision, .instrument, .actor, .event, .claim, .quotation, .source, .term, .measure,
    .contradiction, .limit, .openPoint, .correction,
  ]

  /// The language whose stems the dossier's own texts take.
  package var searchLanguage: SearchLanguage {
    SearchLanguage(tag: dossier.settings.language.rawValue) ?? .english
  }

  /// The names of a kind in the search, of many and of one: `Acteurs`, `Acteur`.
  package func searchLabels(_ kind: EntityKind) -> (many: String, one: String) {
    let key = kind == .openPoint ? "open_point" : kind.rawValue
    return (words["search.kinds.\(key)"], words["search.kind.\(key)"])
  }
}

extension PageScope {
  /// What the search finds of a record: one entry, or of a chapter one for each section.
  package func searchEntries(for key: EntityKey) -> [SearchEntry] {
    switch key {
    case .chapter(let id): return chapterEntries(id)
    case .actor(let id): return [entry(dossier.actors[id], key)]
    case .event(let id):
      let event = dossier.events[id]
      return [
        entry(
          key, title: plain(event.title),
          place: listing("timeline", presenter.dates.text(event.date.value)), shown: event.text,
          hidden: event.note)
      ]
    case .provision(let id): return [entry(dossier.provisions[id], key)]
    case .instrument(let id):
      let instrument = dossier.instruments[id]
      let numbers = [
        instrument.identifiers.celex, instrument.identifiers.nor, instrument.identifiers.eli,
      ].compactMap { $0?.value }
      return [
        entry(
          key, title: instrument.title, place: listing("provisions", nil), shown: instrument.note,
          rank: 3, names: [instrument.short] + numbers)
      ]
    case .claim(let id):
      let claim = dossier.claims[id]
      let verdict = claim.verdictLabel ?? words["verdict.\(claim.verdict.value.key)"]
      return [
        entry(
          key, title: plain(claim.text), place: listing("claims", "\(mark(key)), \(verdict)"),
          shown: claim.why,
          names: claim.speakers.compactMap { dossier.actors[$0]?.name })
      ]
    case .quotation(let id):
      let quotation = dossier.quotations[id]
      let speakers = quotation.speakers.compactMap { dossier.actors[$0]?.name }
      let place = speakers.isEmpty ? nil : speakers.joined(separator: ", ")
      return [
        entry(
          key, title: words("quotation.marks", quotation.text.value),
          place: listing("quotations", place), shown: quotation.variant, hidden: quotation.note,
          names: speakers, isVerbatim: true)
      ]
    case .source(let id): return [sourceEntry(dossier.sources[id], key)]
    case .term(let id):
      let term = dossier.glossary[id]
      return [
        entry(
          key, title: term.term, place: listing("glossary", nil), shown: term.definition, rank: 6)
      ]
    case .measure(let id):
      let measure = dossier.measures[id]
      return [
        entry(
          key, title: plain(measure.title), place: listing("analysis", mark(key)),
          shown: measure.text, hidden: measure.note)
      ]
    case .contradiction(let id):
      let item = dossier.contradictions[id]
      return [
        entry(
          key, title: plain(item.subject), place: listing("limits", mark(key)), shown: item.reason)
      ]
    case .limit(let id):
      let item = dossier.limits[id]
      return [
        entry(
          key, title: plain(item.text), place: listing("limits", mark(key)), shown: item.resolution)
      ]
    case .openPoint(let id):
      return [
        entry(
          key, title: plain(dossier.openPoints[id].text), place: listing("limits", nil), shown: nil)
      ]
    case .correction(let id):
      let item = dossier.corrections[id]
      return [
        entry(
          key, title: plain(item.after),
          place: listing("corrections", presenter.dates.text(item.date.value)), shown: item.reason,
          hidden: item.before)
      ]
    case .archivedDocument: return []
    }
  }

  private func listing(_ section: String, _ detail: String?) -> String {
    let name = words["nav.\(section)"]
    return typeset(detail.map { "\(name), \($0)" } ?? name)
  }

  private func location(_ key: EntityKey) -> String { presenter.permalink(key) ?? "" }

  private func entry(
    _ key: EntityKey, title: String, place: String, shown: MarkdownText?,
    hidden: MarkdownText? = nil, rank: Int = 0, names: [String] = [], isVerbatim: Bool = false
  ) -> SearchEntry {
    let body = shown.map { plain($0) } ?? ""
    var texts = [SearchEntry.Text(title, isTitle: true), SearchEntry.Text(body)]
    texts += (names + [mark(key)]).map { SearchEntry.Text($0, isTitle: true) }
    if let hidden { texts.append(SearchEntry.Text(plain(hidden))) }
    return SearchEntry(
      title: Self.cut(isVerbatim ? title : typeset(title), 120), address: location(key),
      place: place, excerpt: typeset(Self.cut(body, 120)), rank: rank, texts: texts)
  }

  private func entry(_ actor: Actor, _ key: EntityKey) -> SearchEntry {
    let description = plain(actor.description)
    var texts = [
      SearchEntry.Text(actor.name, isTitle: true), SearchEntry.Text(mark(key), isTitle: true),
      SearchEntry.Text(actor.part ?? "", isTitle: true), SearchEntry.Text(description),
    ]
    texts += actor.roles.map { SearchEntry.Text($0.title) }
    texts += actor.memberships.map { SearchEntry.Text($0.group) }
    return SearchEntry(
      title: typeset(actor.name), address: location(key),
      place: listing("actors", words["actor.kind.\(actor.kind.key)"]),
      excerpt: typeset(Self.cut(actor.part ?? description, 120)), rank: 8, texts: texts)
  }

  private func entry(_ provision: Provision, _ key: EntityKey) -> SearchEntry {
    let summary = plain(provision.summary)
    var texts = [
      SearchEntry.Text(heading(provision), isTitle: true),
      SearchEntry.Text(provision.title, isTitle: true),
      SearchEntry.Text(mark(key), isTitle: true), SearchEntry.Text(summary),
    ]
    for version in provision.versions {
      texts.append(SearchEntry.Text(plain(version.summary)))
      if let quote = version.quote { texts.append(SearchEntry.Text(quote.value)) }
      if let identifier = version.identifier { texts.append(SearchEntry.Text(identifier.value)) }
    }
    return SearchEntry(
      title: typeset("\(heading(provision)). \(provision.title)"), address: location(key),
      place: listing("provisions", nil), excerpt: typeset(Self.cut(summary, 120)), rank: 10,
      texts: texts)
  }

  private func sourceEntry(_ source: Source, _ key: EntityKey) -> SearchEntry {
    let note = source.note.map { plain($0) } ?? ""
    let spoken = source.language.flatMap { SearchLanguage(tag: $0) }
    let isOwn = source.language == nil || source.language == dossier.settings.language.rawValue
    let date = source.date.map { ", " + presenter.dates.text($0.value) } ?? ""
    return SearchEntry(
      title: Self.cut(isOwn ? typeset(source.title) : source.title, 120), address: location(key),
      place: listing("sources", source.publisher + date),
      excerpt: typeset(Self.cut(note, 120)),
      texts: [
        SearchEntry.Text(source.title, isTitle: true, language: spoken),
        SearchEntry.Text(source.publisher, isTitle: true),
        SearchEntry.Text(source.author ?? "", isTitle: true),
        SearchEntry.Text(mark(key), isTitle: true), SearchEntry.Text(note),
      ])
  }

  // MARK: - Chapters

  /// One entry for what stands before the first heading, then one for each section.
  private func chapterEntries(_ id: ChapterID) -> [SearchEntry] {
    let chapter = dossier.chapters[id]
    let route = presenter.route(.chapter(id))
    let name = typeset("\(chapter.number). \(chapter.title)")
    var sections = [[UInt8]](repeating: [], count: chapter.body.outline.count + 1)
    for block in chapter.body.proseBlocks where block.kind != .heading {
      let section = block.section.map { $0 + 1 } ?? 0
      if !sections[section].isEmpty { sections[section].append(0x20) }
      append(block, of: chapter.body, into: &sections[section])
    }
    let description = plain(chapter.description)
    var entries = [
      SearchEntry(
        title: name, address: route.path, place: words["nav.chapters"],
        excerpt: typeset(Self.cut(description, 120)), rank: 6,
        texts: [
          SearchEntry.Text(chapter.title, isTitle: true), SearchEntry.Text(description),
          SearchEntry.Text(bytes: sections[0]),
        ])
    ]
    for (heading, text) in zip(chapter.body.outline, sections.dropFirst()) where heading.level > 1 {
      entries.append(
        SearchEntry(
          title: typeset(heading.title), address: "\(route.path)#\(heading.id)", place: name,
          excerpt: typeset(Self.cut(String(decoding: text.prefix(300), as: UTF8.self), 120)),
          rank: 4,
          texts: [SearchEntry.Text(heading.title, isTitle: true), SearchEntry.Text(bytes: text)]))
    }
    return entries
  }

  /// Appends the text of a block, each sign of a reference replaced by what the page shows.
  private func append(_ block: ProseBlock, of document: MarkdownDocument, into out: inout [UInt8]) {
    var start = 0
    var anchors = block.references[...]
    let text = block.text
    var index = 0
    while index + 2 < text.count {
      // U+FFFC stands for a reference without label, or for a citation.
      guard text[index] == 0xEF, text[index + 1] == 0xBF, text[index + 2] == 0xBC else {
        index += 1
        continue
      }
      out += text[start..<index]
      while let anchor = anchors.first, anchor.offset < index { anchors.removeFirst() }
      if let anchor = anchors.first, anchor.offset == index {
        out += Array(defaultLabel(document.references[anchor.index]).utf8)
      }
      index += 3
      start = index
    }
    out += text[start...]
  }

  /// The beginning of a text, at most so many bytes, whole words only.
  static func cut(_ text: String, _ limit: Int) -> String {
    if text.utf8.count <= limit { return text }
    let bytes = Array(text.utf8.prefix(limit))
    guard let end = bytes.lastIndex(of: 0x20) else { return String(text.prefix(40)) + "…" }
    var words = bytes[..<end]
    while let last = words.last, last == 0x2C || last == 0x3B || last == 0x3A || last == 0x20 {
      words.removeLast()
    }
    return String(decoding: words, as: UTF8.self) + "…"
  }
}
