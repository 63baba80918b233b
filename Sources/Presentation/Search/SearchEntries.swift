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
  /// Hands to the search what it finds of a record: one entry, or of a chapter one for each section.
  package func readSearchEntries(of key: EntityKey, into reader: inout IndexReader) {
    switch key {
    case .chapter(let id): readChapter(id, into: &reader)
    case .actor(let id): read(dossier.actors[id], key, into: &reader)
    case .event(let id):
      let event = dossier.events[id]
      read(
        key, title: plain(event.title),
        place: listing("timeline", presenter.dates.text(event.date.value)), shown: event.text,
        hidden: event.note, into: &reader)
    case .provision(let id): read(dossier.provisions[id], key, into: &reader)
    case .instrument(let id):
      let instrument = dossier.instruments[id]
      let numbers = [
        instrument.identifiers.celex, instrument.identifiers.nor, instrument.identifiers.eli,
      ].compactMap { $0?.value }
      read(
        key, title: instrument.title, place: listing("provisions", nil), shown: instrument.note,
        rank: 3, names: [instrument.short] + numbers, into: &reader)
    case .claim(let id):
      let claim = dossier.claims[id]
      let verdict = claim.verdictLabel ?? words["verdict.\(claim.verdict.value.key)"]
      read(
        key, title: plain(claim.text), place: listing("claims", "\(mark(key)), \(verdict)"),
        shown: claim.why,
        names: claim.speakers.compactMap { dossier.actors[$0]?.name }, into: &reader)
    case .quotation(let id):
      let quotation = dossier.quotations[id]
      let speakers = quotation.speakers.compactMap { dossier.actors[$0]?.name }
      let place = speakers.isEmpty ? nil : speakers.joined(separator: ", ")
      read(
        key, title: words("quotation.marks", quotation.text.value),
        place: listing("quotations", place), shown: quotation.variant, hidden: quotation.note,
        names: speakers, isVerbatim: true, into: &reader)
    case .source(let id): read(dossier.sources[id], key, into: &reader)
    case .term(let id):
      let term = dossier.glossary[id]
      read(
        key, title: term.term, place: listing("glossary", nil), shown: term.definition, rank: 6,
        into: &reader)
    case .measure(let id):
      let measure = dossier.measures[id]
      read(
        key, title: plain(measure.title), place: listing("analysis", mark(key)),
        shown: measure.text, hidden: measure.note, into: &reader)
    case .contradiction(let id):
      let item = dossier.contradictions[id]
      read(
        key, title: plain(item.subject), place: listing("limits", mark(key)), shown: item.reason,
        into: &reader)
    case .limit(let id):
      let item = dossier.limits[id]
      read(
        key, title: plain(item.text), place: listing("limits", mark(key)), shown: item.resolution,
        into: &reader)
    case .openPoint(let id):
      read(
        key, title: plain(dossier.openPoints[id].text), place: listing("limits", nil), shown: nil,
        into: &reader)
    case .correction(let id):
      let item = dossier.corrections[id]
      read(
        key, title: plain(item.after),
        place: listing("corrections", presenter.dates.text(item.date.value)), shown: item.reason,
        hidden: item.before, into: &reader)
    case .archivedDocument: break
    }
  }

  private func listing(_ section: String, _ detail: String?) -> String {
    let name = words["nav.\(section)"]
    return typeset(detail.map { "\(name), \($0)" } ?? name)
  }

  private func location(_ key: EntityKey) -> String { presenter.permalink(key) ?? "" }

  private func read(
    _ key: EntityKey, title: String, place: String, shown: MarkdownText?,
    hidden: MarkdownText? = nil, rank: Int = 0, names: [String] = [], isVerbatim: Bool = false,
    into reader: inout IndexReader
  ) {
    let body = shown.map { plain($0) } ?? ""
    reader.begin(
      SearchEntry(
        title: Self.cut(isVerbatim ? title : typeset(title), 120), address: location(key),
        place: place, excerpt: typeset(Self.cut(body, 120)), rank: rank))
    reader.read(title, isTitle: true)
    reader.read(body)
    for name in names { reader.read(name, isTitle: true) }
    reader.read(mark(key), isTitle: true)
    if let hidden { reader.read(plain(hidden)) }
  }

  private func read(_ actor: Actor, _ key: EntityKey, into reader: inout IndexReader) {
    let description = plain(actor.description)
    reader.begin(
      SearchEntry(
        title: typeset(actor.name), address: location(key),
        place: listing("actors", words["actor.kind.\(actor.kind.key)"]),
        excerpt: typeset(Self.cut(actor.part ?? description, 120)), rank: 8))
    reader.read(actor.name, isTitle: true)
    reader.read(mark(key), isTitle: true)
    reader.read(actor.part ?? "", isTitle: true)
    reader.read(description)
    for role in actor.roles { reader.read(role.title) }
    for membership in actor.memberships { reader.read(membership.group) }
  }

  private func read(_ provision: Provision, _ key: EntityKey, into reader: inout IndexReader) {
    let summary = plain(provision.summary)
    let heading = heading(provision)
    reader.begin(
      SearchEntry(
        title: typeset("\(heading). \(provision.title)"), address: location(key),
        place: listing("provisions", nil), excerpt: typeset(Self.cut(summary, 120)), rank: 10))
    reader.read(heading, isTitle: true)
    reader.read(provision.title, isTitle: true)
    reader.read(mark(key), isTitle: true)
    reader.read(summary)
    for version in provision.versions {
      reader.read(plain(version.summary))
      if let quote = version.quote { reader.read(quote.value) }
      if let identifier = version.identifier { reader.read(identifier.value) }
    }
  }

  private func read(_ source: Source, _ key: EntityKey, into reader: inout IndexReader) {
    let note = source.note.map { plain($0) } ?? ""
    let spoken = source.language.flatMap { SearchLanguage(tag: $0) }
    let isOwn = source.language == nil || source.language == dossier.settings.language.rawValue
    let date = source.date.map { ", " + presenter.dates.text($0.value) } ?? ""
    reader.begin(
      SearchEntry(
        title: Self.cut(isOwn ? typeset(source.title) : source.title, 120), address: location(key),
        place: listing("sources", source.publisher + date),
        excerpt: typeset(Self.cut(note, 120))))
    reader.read(source.title, isTitle: true, language: spoken)
    reader.read(source.publisher, isTitle: true)
    reader.read(source.author ?? "", isTitle: true)
    reader.read(mark(key), isTitle: true)
    reader.read(note)
  }

  // MARK: - Chapters

  /// One entry for what stands before the first heading, then one for each section.
  private func readChapter(_ id: ChapterID, into reader: inout IndexReader) {
    let chapter = dossier.chapters[id]
    let body = chapter.body
    let route = presenter.route(.chapter(id)).path
    let name = typeset("\(chapter.number). \(chapter.title)")
    // The blocks of each section, in the order of sections.
    let outline = body.outline
    var ends = [Int](repeating: 0, count: outline.count + 2)
    for index in body.proseBlocks.indices where body.proseBlocks.kind(at: index) != .heading {
      ends[(body.proseBlocks.section(at: index) ?? -1) + 2] += 1
    }
    for section in 1..<ends.count { ends[section] += ends[section - 1] }
    var blocks = [Int](repeating: 0, count: ends.last ?? 0)
    for index in body.proseBlocks.indices where body.proseBlocks.kind(at: index) != .heading {
      let section = (body.proseBlocks.section(at: index) ?? -1) + 1
      blocks[ends[section]] = index
      ends[section] += 1
    }
    var text: [UInt8] = []
    func gather(_ section: Int) {
      text.removeAll(keepingCapacity: true)
      for index in blocks[(section == 0 ? 0 : ends[section - 1])..<ends[section]] {
        if !text.isEmpty { text.append(0x20) }
        append(index, of: body, into: &text)
      }
    }
    let description = plain(chapter.description)
    reader.begin(
      SearchEntry(
        title: name, address: route, place: words["nav.chapters"],
        excerpt: typeset(Self.cut(description, 120)), rank: 6))
    reader.read(chapter.title, isTitle: true)
    reader.read(description)
    gather(0)
    text.withUnsafeBufferPointer { reader.read($0) }
    for (rank, heading) in outline.enumerated() where heading.level > 1 {
      gather(rank + 1)
      reader.begin(
        SearchEntry(
          title: typeset(heading.title), address: "\(route)#\(heading.id)", place: name,
          excerpt: typeset(Self.cut(String(decoding: text.prefix(300), as: UTF8.self), 120)),
          rank: 4))
      reader.read(heading.title, isTitle: true)
      text.withUnsafeBufferPointer { reader.read($0) }
    }
  }

  /// Appends the text of a block, each sign of a reference replaced by what the page shows.
  private func append(_ number: Int, of document: MarkdownDocument, into out: inout [UInt8]) {
    let anchors = document.proseBlocks.references(at: number)
    document.proseBlocks.text(at: number).withUnsafeBufferPointer { text in
      var start = 0
      var next = 0
      var index = 0
      while index + 2 < text.count {
        // U+FFFC stands for a reference without label, or for a citation.
        guard text[index] == 0xEF, text[index + 1] == 0xBF, text[index + 2] == 0xBC else {
          index += 1
          continue
        }
        out.append(contentsOf: text[start..<index])
        while next < anchors.count, anchors[next].offset < index { next += 1 }
        if next < anchors.count, anchors[next].offset == index {
          out.append(contentsOf: defaultLabel(document.references[anchors[next].index]).utf8)
        }
        index += 3
        start = index
      }
      out.append(contentsOf: text[start...])
    }
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
