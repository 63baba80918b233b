// Owns what an author sees beside a page and no reader does: what supports each paragraph, how well,
// what nothing supports, what is left to verify; drafts and private notes; counts and the choice of
// a day. Computed from the model of the last good build, told as JSON.

import Diagnostics
import DossierModel
import Markdown
import Presentation
import Verification

/// The panel of one page.
enum AuthorDesk {
  /// What there is to tell of a page, as a JSON object.
  ///
  /// - Complexity: O(n) in the size of the dossier: sentences are counted in all chapters.
  static func json(_ state: DeskState, page: String) -> String {
    guard let model = state.model else { return "{}" }
    let reader = DeskReader(model: model, words: state.words, page: page)
    let dossier = model.presenter.dossier
    let audit = Audit(
      dossier, options: CheckOptions(buildDate: model.presenter.checked.buildDate))
    var fields: [String] = []
    let chapterID = dossier.chapters.ids.first {
      model.presenter.permalink(.chapter($0)) == page
    }
    if let chapterID {
      let chapter = dossier.chapters[chapterID]
      fields.append(
        "\"paragraphs\":[\(reader.paragraphs(of: chapterID, audit).joined(separator: ","))]")
      fields.append("\"chapterWords\":\(chapter.body.wordCount)")
      fields.append("\"file\":\(JSONText.quote(chapter.path))")
    }
    let words = dossier.chapters.reduce(0) { $0 + $1.body.wordCount }
    fields.append("\"words\":\(words)")
    fields.append("\"supported\":\(Int(audit.supportedShare))")
    fields.append("\"bare\":\(audit.bareSentences.count)")
    fields.append("\"toVerify\":\(audit.toVerifyCount)")
    fields.append("\"unpublished\":[\(reader.unpublished().joined(separator: ","))]")
    fields.append("\"notes\":[\(PrivateNotes.all(in: model.sources).joined(separator: ","))]")
    fields.append("\"budget\":\(dossier.settings.briefing?.notePages?.value ?? 2)")
    fields += days(state, model)
    return "{\(fields.joined(separator: ","))}"
  }

  /// The days between which the choice moves, and the ones on which something changes.
  private static func days(_ state: DeskState, _ model: PreviewModel) -> [String] {
    let dossier = model.dossier
    var days = Set<CivilDate>()
    for event in dossier.events { if let day = event.date.value.earliest { days.insert(day) } }
    for version in dossier.provisions.flatMap(\.versions) {
      for date in [version.inForce.value, version.applicable?.value].compactMap({ $0 }) {
        if let day = date.earliest { days.insert(day) }
      }
    }
    let own = dossier.settings.lawDate.value
    days.insert(own)
    days.insert(model.presenter.checked.buildDate)
    let sorted = days.sorted()
    let list = sorted.map { JSONText.quote($0.description) }.joined(separator: ",")
    var fields = ["\"days\":[\(list)]", "\"lawDate\":\(JSONText.quote(own.description))"]
    if let day = state.asOf { fields.append("\"day\":\(JSONText.quote(day.description))") }
    return fields
  }
}

/// Reads what supports the paragraphs of one page.
private struct DeskReader {
  let model: PreviewModel
  let words: Words
  let page: String

  private var dossier: Dossier { model.presenter.dossier }

  /// The numbered paragraphs of a chapter.
  func paragraphs(of id: ChapterID, _ audit: Audit) -> [String] {
    let chapter = dossier.chapters[id]
    let body = chapter.body
    let first = model.presenter.firstParagraphs[Int(id.raw)]
    let bare = audit.bareSentences.filter { $0.chapter == id }.map(\.span)
    var out: [String] = []
    var next = 0
    for block in body.proseBlocks {
      guard let rank = block.paragraph, rank >= next else { continue }
      next = rank + 1
      let references = block.references.map { body.references[$0.index] }
      let citations = block.citations.map { body.citations[$0.index] }
      let lines = evidence(references, citations)
      let unsupported = bare.filter {
        $0.source == block.span.source && $0.start >= block.span.start && $0.end <= block.span.end
      }.map { JSONText.quote(text(of: $0)) }
      let saysToVerify = String(decoding: block.text, as: UTF8.self).lowercased()
        .contains(words["preview.to_verify_mark"])
      let place = position(block.span)
      var fields = [
        "\"id\":\"p\(first + rank)\"", "\"number\":\(first + rank)",
        "\"evidence\":[\(lines.joined(separator: ","))]",
        "\"unsupported\":[\(unsupported.joined(separator: ","))]",
        "\"place\":\(JSONText.quote("\(chapter.path):\(place)"))",
      ]
      if saysToVerify { fields.append("\"toVerify\":true") }
      out.append("{\(fields.joined(separator: ","))}")
    }
    return out
  }

  /// The records that references and citations name, each once, with its kind and its confidence.
  private func evidence(
    _ references: [MarkdownReference], _ citations: [MarkdownCitation]
  ) -> [String] {
    var seen = Set<EntityKey>()
    var out: [String] = []
    func add(_ key: EntityKey) {
      guard seen.insert(key).inserted, let line = line(key) else { return }
      out.append(line)
    }
    for reference in references {
      if let key = dossier.key(referenceName: reference.kind, slug: reference.id) { add(key) }
    }
    for item in citations.flatMap(\.items) {
      if let id = dossier.sources.id(of: item.id) { add(.source(id)) }
    }
    return out
  }

  private func line(_ key: EntityKey) -> String? {
    var confidence: String?
    var isToVerify = false
    var sources: [Reference<Source>] = []
    func take(_ status: EvidenceStatus?) {
      guard let status else { return }
      confidence = words["status.\(status.key)"]
      isToVerify = isToVerify || status == .toVerify
    }
    switch key {
    case .event(let id):
      take(dossier.events[id].status)
      sources = dossier.events[id].sources
    case .claim(let id):
      let claim = dossier.claims[id]
      take(claim.status)
      confidence = words["verdict.\(claim.verdict.value.key)"]
      isToVerify = isToVerify || claim.verdict.value == .toVerify
      sources = [claim.source] + claim.evidence.supporting
    case .provision(let id): take(dossier.provisions[id].status)
    case .source(let id):
      let source = dossier.sources[id]
      take(source.status)
      if let reliability = source.reliability {
        confidence = words["source.reliability.\(reliability.key)"]
      }
    case .quotation(let id):
      take(dossier.quotations[id].status)
      sources = [dossier.quotations[id].source]
    case .instrument, .contradiction: break
    default: return nil
    }
    let names = sources.compactMap { dossier.sources[$0]?.publisher }
    var fields = [
      "\"kind\":\(JSONText.quote(words["preview.kinds.\(kind(key))"]))",
      "\"label\":\(JSONText.quote(label(key)))",
    ]
    if let place = model.presenter.permalink(key) {
      fields.append("\"route\":\(JSONText.quote(place))")
    }
    if let confidence { fields.append("\"confidence\":\(JSONText.quote(confidence))") }
    if isToVerify { fields.append("\"toVerify\":true") }
    if !names.isEmpty {
      let list = names.map { JSONText.quote($0) }.joined(separator: ",")
      fields.append("\"sources\":[\(list)]")
    }
    return "{\(fields.joined(separator: ","))}"
  }

  private func kind(_ key: EntityKey) -> String {
    switch key {
    case .event: "event"
    case .claim: "claim"
    case .provision, .instrument: "law"
    case .source: "source"
    case .quotation: "quotation"
    default: "other"
    }
  }

  /// The mark and the beginning of what the record says.
  private func label(_ key: EntityKey) -> String {
    let text = dossier.label(of: key)
    let short = text.count > 90 ? String(text.prefix(89)) + "…" : text
    return dossier.cote(of: key).map { "\($0) · \(short)" } ?? short
  }

  /// The records that no reader will see, with where they show in the preview.
  func unpublished() -> [String] {
    dossier.unpublishedKeys.map { key in
      let isDraft = dossier.identity(of: key).visibility == .draft
      var fields = [
        "\"label\":\(JSONText.quote(label(key)))", "\"draft\":\(isDraft)",
      ]
      if let place = model.presenter.permalink(key) {
        fields.append("\"route\":\(JSONText.quote(place))")
      }
      return "{\(fields.joined(separator: ","))}"
    }
  }

  private func text(of span: Span) -> String {
    let bytes = model.sources.bytes(of: span.source)
    let range = Int(span.start)..<min(Int(span.end), bytes.count)
    return String(decoding: bytes[range], as: UTF8.self)
  }

  private func position(_ span: Span) -> String {
    let bytes = model.sources.bytes(of: span.source)
    let place = LineIndex(bytes).position(of: Int(span.start), in: bytes)
    return "\(place.line):\(place.column)"
  }
}

/// The notes that authors keep for themselves: no dossier holds them, so they are read again here.
enum PrivateNotes {
  /// Every `private-note` of the data files and of front matters.
  static func all(in sources: SourceMap) -> [String] {
    var out: [String] = []
    let key = Array("private-note".utf8)
    for index in 0..<sources.count {
      let source = SourceID(raw: UInt32(index))
      let path = sources.path(of: source)
      guard path.hasPrefix("Content/") || path.hasPrefix("seeds/") else { continue }
      let bytes = sources.bytes(of: source)
      guard contains(key, in: bytes) else { continue }
      let isChapter = path.hasSuffix(".md")
      let range = isChapter ? FrontMatter(splitting: bytes).content : bytes.indices
      var ignored = DiagnosticBag()
      let tree = YAMLReader.read(source, bytes: bytes, range: range, into: &ignored)
      if let root = tree.root { collect(root, path, bytes, into: &out) }
    }
    return out
  }

  private static func collect(
    _ node: DataNode, _ path: String, _ bytes: [UInt8], into out: inout [String]
  ) {
    switch node.content {
    case .list(let items): for item in items { collect(item, path, bytes, into: &out) }
    case .map(let entries):
      func text(_ key: String) -> String? {
        for entry in entries where entry.key == key {
          if case .scalar(let scalar) = entry.value.content { return scalar.text }
        }
        return nil
      }
      if let note = text("private-note") {
        let owner = text("id") ?? text("title") ?? ""
        let span = entries.first { $0.key == "private-note" }?.keySpan ?? node.span
        let place = LineIndex(bytes).position(of: Int(span.start), in: bytes)
        out.append(
          "{\"owner\":\(JSONText.quote(owner)),\"text\":\(JSONText.quote(note)),"
            + "\"place\":\(JSONText.quote("\(path):\(place.line):\(place.column)"))}")
      }
      for entry in entries { collect(entry.value, path, bytes, into: &out) }
    case .scalar, .unreadable: break
    }
  }

  private static func contains(_ text: [UInt8], in bytes: [UInt8]) -> Bool {
    guard let first = text.first, bytes.count >= text.count else { return false }
    for start in 0...(bytes.count - text.count)
    where bytes[start] == first && bytes[start..<(start + text.count)].elementsEqual(text) {
      return true
    }
    return false
  }
}
