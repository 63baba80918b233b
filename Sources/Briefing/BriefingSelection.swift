// What belongs into a briefing of a day: later events and later law are left out, and nothing else.

import DossierModel
import Markdown
import Verification

/// What a briefing holds, as of its day.
struct BriefingSelection: Sendable {
  let checked: CheckedDossier
  /// The day after which nothing is known; `nil` when the briefing holds everything.
  let cutoff: CivilDate?
  /// What texts say of later days; `nil` when the briefing holds everything.
  private let mentions: LaterMentions?
  /// Persons, terms, limits, contradictions and open points of which nothing was known yet.
  private var untold: Set<EntityKey> = []

  /// Makes a selection.
  init(checked: CheckedDossier, cutoff: CivilDate?) {
    self.checked = checked
    self.cutoff = cutoff
    guard let cutoff else {
      mentions = nil
      return
    }
    let dossier = checked.dossier
    var dates: [DateValue] = []
    for provision in dossier.provisions {
      for version in provision.versions where Self.isKnown(version, on: cutoff) {
        dates += [version.inForce, version.applicable].compactMap { $0?.value }
      }
    }
    var later: [Instrument] = []
    for instrument in dossier.instruments {
      if Self.isKnown(instrument, on: cutoff) {
        dates += [instrument.inForce, instrument.applicable].compactMap { $0?.value }
      } else {
        later.append(instrument)
      }
    }
    mentions = LaterMentions(cutoff: cutoff, knownDates: dates, laterLaws: later)
    var active = Set<ActorID>()
    for event in dossier.events where !isLater(event.date.value) {
      active.formUnion(event.actors.compactMap { dossier.actors.id(of: $0.actor) })
    }
    untold = Set(
      dossier.keys.filter { key in
        switch key {
        case .actor(let id):
          let actor = dossier.actors[id]
          return !active.contains(id) && tellsOnlyLater(actor.description.document)
            && actor.roles.allSatisfy { isLater($0.from?.value) || isLater(words: $0.title) }
        case .term(let id): return tellsOnlyLater(dossier.glossary[id].definition.document)
        case .limit(let id): return tellsOnlyLater(dossier.limits[id].text.document)
        case .contradiction(let id):
          let item = dossier.contradictions[id]
          return tellsOnlyLater(item.subject.document)
            || item.values.count { !isLater(words: $0.value) } < min(2, item.values.count)
        case .openPoint(let id):
          return tellsOnlyLater(dossier.openPoints[id].text.document)
        default: return false
        }
      })
  }

  private var dossier: Dossier { checked.dossier }

  /// Whether a date lies after the day of the briefing.
  func isLater(_ date: DateValue?) -> Bool {
    guard let cutoff, let date else { return false }
    return date.isAfter(cutoff)
  }

  /// Whether a version of a provision was known: adopted, published or in force by the day.
  func isKnown(_ version: ProvisionVersion) -> Bool {
    cutoff.map { Self.isKnown(version, on: $0) } ?? true
  }

  private static func isKnown(_ version: ProvisionVersion, on day: CivilDate) -> Bool {
    isKnown([version.adopted, version.published, version.inForce], on: day)
  }

  private static func isKnown(_ instrument: Instrument, on day: CivilDate) -> Bool {
    isKnown([instrument.date, instrument.published, instrument.inForce], on: day)
  }

  private static func isKnown(_ dates: [Located<DateValue>?], on day: CivilDate) -> Bool {
    let days = dates.compactMap { $0?.value.earliest }
    return days.isEmpty || days.contains { $0 <= day }
  }

  /// Whether the briefing holds a record.
  ///
  /// Events, statements, quotations, sources and laws have a day of their own. A person, a term, a
  /// limit, a contradiction or an open point that says nothing but what came later is none yet; every
  /// other record is kept.
  func holds(_ key: EntityKey) -> Bool {
    guard let cutoff else { return true }
    switch key {
    case .event(let id): return !isLater(dossier.events[id].date.value)
    case .claim(let id): return !isLater(dossier.claims[id].date?.value)
    case .provision(let id):
      let versions = dossier.provisions[id].versions
      return versions.isEmpty || versions.contains(where: isKnown)
    case .instrument(let id): return Self.isKnown(dossier.instruments[id], on: cutoff)
    case .source(let id):
      let source = dossier.sources[id]
      return !isLater(source.date?.value) && !isLater(words: source.title)
    case .quotation(let id): return !isLater(dossier.quotations[id].date?.value)
    case .contradiction(let id):
      let events = dossier.contradictions[id].events.compactMap { dossier.events.id(of: $0) }
      let isLater = !events.isEmpty && events.allSatisfy { !holds(.event($0)) }
      return !isLater && !untold.contains(key)
    case .openPoint(let id):
      return !untold.contains(key)
        && dossier.openPoints[id].concerns.allSatisfy { concern in
          let concerned = dossier.key(referenceName: concern.kindName, slug: concern.slug)
          guard let concerned, concerned != key else { return true }
          if case .openPoint = concerned { return !untold.contains(concerned) }
          return holds(concerned)
        }
    default: return !untold.contains(key)
    }
  }

  /// Whether a text names a later date or law.
  func isLater(words: String) -> Bool { mentions?.isLater(words) ?? false }

  /// A text of a data field up to the first sentence that tells of later things; `nil` when nothing
  /// is left.
  func known(words: String) -> String? {
    guard let mentions, let at = mentions.first(in: Array(words.utf8)) else { return words }
    let bytes = Array(words.utf8)
    let end = Self.sentenceStart(before: at, in: bytes)
    if end == 0 { return nil }
    return String(decoding: Self.ended(bytes[..<end], as: bytes) ?? bytes[..<end], as: UTF8.self)
  }

  /// The events in order of date.
  var events: [EventID] { checked.timeline.filter { holds(.event($0)) } }

  /// Whether a text tells of a later record, date or law.
  func isLater(_ text: MarkdownDocument) -> Bool {
    cutoff != nil && !passages(of: text, byRow: false).allSatisfy { $0.later == nil }
  }

  /// Whether every passage of a text begins with later things.
  private func tellsOnlyLater(_ text: MarkdownDocument) -> Bool {
    let all = passages(of: text, byRow: false)
    return !all.isEmpty
      && all.allSatisfy { passage in
        passage.later.map { Self.sentenceStart(before: $0, in: passage.text) == 0 } ?? false
      }
  }

  // MARK: - Passages

  /// A block that holds a line of text: the words in it, and where they first tell of later things.
  private struct Passage {
    let holder: Int32
    var text: [UInt8] = []
    /// Where each piece of text starts in `text`, with its node.
    var pieces: [(start: Int, node: Int32)] = []
    var references: [Int] = []
    var later: Int?
  }

  /// The passages of a text.
  ///
  /// - Parameter byRow: Whether the cells of a row are one passage.
  private func passages(of document: MarkdownDocument, byRow: Bool) -> [Passage] {
    guard let mentions else { return [] }
    var passages: [Passage] = []
    var indices: [Int32: Int] = [:]
    for (index, node) in document.nodes.enumerated() {
      switch node.kind {
      case .text, .code, .softBreak, .lineBreak, .reference: break
      default: continue
      }
      var at = node.parent
      while at > 0, !Self.holdsLines(document.nodes[Int(at)].kind) {
        at = document.nodes[Int(at)].parent
      }
      guard at > 0 else { continue }
      if byRow, document.nodes[Int(at)].kind == .tableCell { at = document.nodes[Int(at)].parent }
      let number =
        indices[at]
        ?? {
          passages.append(Passage(holder: at))
          indices[at] = passages.count - 1
          return passages.count - 1
        }()
      let start = passages[number].text.count
      passages[number].pieces.append((start, Int32(index)))
      switch node.kind {
      case .reference:
        let reference = document.references[Int(node.number)]
        passages[number].references.append(Int(node.number))
        passages[number].text += Array((reference.label ?? "").utf8)
        if passages[number].later == nil, isLater([reference]) { passages[number].later = start }
      case .text, .code: passages[number].text += document.bytes(node.text)
      default: passages[number].text.append(0x20)
      }
      if node.kind == .text, node.nextSibling < 0 { passages[number].text.append(0x20) }
    }
    for index in passages.indices {
      guard let found = mentions.first(in: passages[index].text) else { continue }
      passages[index].later = min(passages[index].later ?? found, found)
    }
    return passages
  }

  /// Whether one of the references leads to a later record.
  private func isLater(_ references: [MarkdownReference]) -> Bool {
    references.contains { reference in
      guard let key = dossier.key(referenceName: reference.kind, slug: reference.id) else {
        return false
      }
      switch key {
      // Naming a person is not telling what became of them.
      case .actor, .term, .chapter, .limit, .openPoint: return false
      default: return !holds(key)
      }
    }
  }

  /// Where the sentence around an offset starts.
  private static func sentenceStart(before offset: Int, in text: [UInt8]) -> Int {
    var at = min(offset, text.count - 1)
    while at > 1 {
      let isEnd =
        text[at - 1] == 0x20
        && [UInt8(ascii: "."), UInt8(ascii: ";"), UInt8(ascii: "?"), UInt8(ascii: "!")]
          .contains(text[at - 2])
      // "n. 3", "art. 5", "M. X" end no sentence: one ends behind a word of four letters or a bracket.
      if isEnd, at > 6, !text[(at - 6)..<(at - 2)].contains(0x20) { return at }
      at -= 1
    }
    return 0
  }

  /// The beginning of a text that ends at a semicolon, with the end of the whole text in its place;
  /// `nil` where it ends otherwise.
  private static func ended(_ text: ArraySlice<UInt8>, as whole: [UInt8]) -> ArraySlice<UInt8>? {
    var text = withoutSpaces(text)
    guard text.last == UInt8(ascii: ";") else { return nil }
    text = withoutSpaces(text.dropLast())
    let isSentence = withoutSpaces(whole[...]).last == UInt8(ascii: ".")
    return isSentence ? text + [UInt8(ascii: ".")] : text
  }

  /// A text without the spaces at its end, those that do not break included.
  private static func withoutSpaces(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var text = text
    while true {
      if text.last == 0x20 {
        text.removeLast()
      } else if text.suffix(2).elementsEqual([0xC2, 0xA0]) {
        text.removeLast(2)
      } else if text.suffix(3).elementsEqual([0xE2, 0x80, 0xAF]) {
        text.removeLast(3)
      } else {
        return text
      }
    }
  }

  // MARK: - Redaction

  /// A text in which every block that tells of later things is replaced by a few words.
  ///
  /// Its number stays, so that "§ 42" means the same paragraph in every briefing. A row of a table
  /// goes as a whole, a heading becomes the short notice; one under which nothing is left goes.
  func redacted(_ document: MarkdownDocument, notice: String, short: String) -> MarkdownDocument {
    let struck = passages(of: document, byRow: true).filter { $0.later != nil }
    if struck.isEmpty { return document }
    var document = MarkdownParts(document)
    let long = document.slice(of: notice)
    let brief = document.slice(of: short)
    for passage in struck {
      let holder = document.nodes[Int(passage.holder)]
      switch holder.kind {
      case .tableRow:
        var cell = holder.firstChild
        var words = brief
        while cell >= 0 {
          document.replace(cell, by: words)
          words = .empty
          cell = document.nodes[Int(cell)].nextSibling
        }
      case .heading: document.replace(passage.holder, by: brief)
      default: document.replace(passage.holder, by: long)
      }
      // What a struck passage rested on must not stand in the margin: nothing is left to prove.
      for reference in passage.references { document.references[reference].kind = "" }
    }
    let holders = Set(struck.map(\.holder))
    document.withhold(holders, title: short)
    document.drop(emptyHeadings(of: document.nodes, struck: holders))
    return MarkdownDocument(document)
  }

  /// The headings under which passages were struck and nothing else stands.
  private func emptyHeadings(of nodes: [MarkdownNode], struck: Set<Int32>) -> [Int32] {
    // Headings whose section is being read, with what was met in it.
    var open: [(heading: Int32, level: Int32, isStruck: Bool, isLeft: Bool)] = []
    var empty: [Int32] = []
    func close(to level: Int32) {
      while let last = open.last, last.level >= level {
        open.removeLast()
        if last.isStruck, !last.isLeft { empty.append(last.heading) }
        guard let outer = open.indices.last else { continue }
        open[outer].isStruck = open[outer].isStruck || last.isStruck
        open[outer].isLeft = open[outer].isLeft || last.isLeft
      }
    }
    var at = nodes.first?.firstChild ?? -1
    while at >= 0 {
      let node = nodes[Int(at)]
      if node.kind == .heading {
        close(to: node.number)
        open.append((at, node.number, false, false))
      } else if node.kind != .footnoteDefinition, let last = open.indices.last {
        let (isStruck, isLeft) = content(of: at, in: nodes, struck: struck)
        open[last].isStruck = open[last].isStruck || isStruck
        open[last].isLeft = open[last].isLeft || isLeft
      }
      at = node.nextSibling
    }
    close(to: 0)
    return empty.sorted()
  }

  /// Whether a block holds a struck passage, and whether it holds anything else to read.
  private func content(
    of block: Int32, in nodes: [MarkdownNode], struck: Set<Int32>
  ) -> (isStruck: Bool, isLeft: Bool) {
    if struck.contains(block) { return (true, false) }
    let node = nodes[Int(block)]
    switch node.kind {
    // The names of columns and the caption of a table say nothing without a row.
    case .tableRow: return (false, !node.flag)
    case .caption, .thematicBreak: return (false, false)
    case .paragraph, .heading, .definitionTerm, .line, .codeBlock, .htmlBlock, .insertionBlock:
      return (false, true)
    default: break
    }
    var result = (isStruck: false, isLeft: false)
    var child = node.firstChild
    while child >= 0 {
      let (isStruck, isLeft) = content(of: child, in: nodes, struck: struck)
      result = (result.isStruck || isStruck, result.isLeft || isLeft)
      child = nodes[Int(child)].nextSibling
    }
    return result
  }

  /// A text of a data field in which every paragraph ends before it tells of later things; `nil` when
  /// nothing is left.
  func known(_ document: MarkdownDocument, short: String) -> MarkdownDocument? {
    let struck = passages(of: document, byRow: false).filter { $0.later != nil }
    if struck.isEmpty { return document }
    if tellsOnlyLater(document) { return nil }
    var document = MarkdownParts(document)
    let words = document.slice(of: short)
    for passage in struck {
      let end = Self.sentenceStart(before: passage.later ?? 0, in: passage.text)
      // The text that holds the end of the last sentence, if it stands in the block itself.
      let piece = passage.pieces.last { $0.start < end }
      if end > 0, let piece,
        document.nodes[Int(piece.node)].parent == passage.holder,
        document.nodes[Int(piece.node)].kind == .text
      {
        document.cut(piece.node, after: end - piece.start)
        let kept = document.text(at: document.nodes[Int(piece.node)].text)
        if let ended = Self.ended(kept, as: passage.text) {
          document.nodes[Int(piece.node)].text = document.slice(of: ended)
        }
      } else {
        document.replace(passage.holder, by: words)
      }
    }
    return MarkdownDocument(document)
  }

  private static func holdsLines(_ kind: MarkdownNode.Kind) -> Bool {
    switch kind {
    case .paragraph, .tableCell, .heading, .definitionTerm, .caption, .line: true
    default: false
    }
  }
}

extension MarkdownParts {
  /// Adds a text to the pool.
  fileprivate mutating func slice(of words: String) -> MarkdownNode.Slice {
    slice(of: Array(words.utf8)[...])
  }

  /// Adds bytes to the pool.
  fileprivate mutating func slice(of bytes: ArraySlice<UInt8>) -> MarkdownNode.Slice {
    let start = UInt32(pool.count)
    pool += bytes
    return MarkdownNode.Slice(start: start, end: UInt32(pool.count))
  }

  /// The bytes of a text.
  fileprivate func text(at slice: MarkdownNode.Slice) -> ArraySlice<UInt8> {
    pool[Int(slice.start)..<Int(slice.end)]
  }

  /// Takes headings out of the body and the outline.
  fileprivate mutating func drop(_ headings: [Int32]) {
    for heading in headings {
      let node = nodes[Int(heading)]
      let id = String(decoding: text(at: node.detail), as: UTF8.self)
      if let rank = outline.firstIndex(where: { $0.id == id }) {
        outline.remove(at: rank)
        proseBlocks.edit { blocks in
          blocks.removeAll { $0.section == rank }
          for index in blocks.indices {
            blocks[index].section = blocks[index].section.map { $0 > rank ? $0 - 1 : $0 }
          }
        }
      }
      let parent = Int(node.parent)
      if nodes[parent].firstChild == heading {
        nodes[parent].firstChild = node.nextSibling
        continue
      }
      var before = nodes[parent].firstChild
      while before >= 0, nodes[Int(before)].nextSibling != heading {
        before = nodes[Int(before)].nextSibling
      }
      if before >= 0 { nodes[Int(before)].nextSibling = node.nextSibling }
    }
  }

  /// Takes the words of struck blocks out of the lists beside the text: the outline and the prose,
  /// which the search reads.
  fileprivate mutating func withhold(_ struck: Set<Int32>, title: String) {
    let nodes = nodes
    proseBlocks.edit { blocks in
      blocks.removeAll { block in
        var at = Int32(block.node)
        while at > 0 {
          if struck.contains(at) { return true }
          at = nodes[Int(at)].parent
        }
        return false
      }
    }
    for heading in struck where nodes[Int(heading)].kind == .heading {
      let id = String(decoding: text(at: nodes[Int(heading)].detail), as: UTF8.self)
      if let rank = outline.firstIndex(where: { $0.id == id }) { outline[rank].title = title }
    }
  }

  /// Puts a text in place of everything in a node.
  fileprivate mutating func replace(_ parent: Int32, by words: MarkdownNode.Slice) {
    var text = MarkdownNode(kind: .text, span: nodes[Int(parent)].span)
    text.text = words
    text.parent = parent
    nodes[Int(parent)].firstChild = Int32(nodes.count)
    nodes[Int(parent)].lastChild = Int32(nodes.count)
    nodes.append(text)
  }

  /// Ends a text behind so many bytes, and its block with it.
  fileprivate mutating func cut(_ text: Int32, after count: Int) {
    nodes[Int(text)].text.end = min(
      nodes[Int(text)].text.end, nodes[Int(text)].text.start + UInt32(max(0, count)))
    nodes[Int(text)].nextSibling = -1
    nodes[Int(nodes[Int(text)].parent)].lastChild = text
  }
}
