// R0412: a page that gives one of the values on which sources disagree shows that they disagree.

import Diagnostics
import DossierModel
import Markdown

extension Rule {
  /// A sentence that names an event and gives a value of a contradiction about it stands on a page
  /// that refers to the contradiction; the page of the event itself always shows it.
  static let smoothedValue = Rule(
    .smoothedValue, .evidence,
    reads: "`values` of contradictions, sentences that refer to their events"
  ) { context, bag in
    let dossier = context.dossier
    let points = DisputedPoint.byEvent(in: dossier)
    if points.isEmpty { return }
    var shown: [LinkOwner: Set<ContradictionID>]?
    for text in context.texts where text.tellsFacts {
      let document = text.document
      for index in document.blocks(referringTo: "event") {
        let references = document.proseBlocks.references(at: index)
        let anchors = references.compactMap { anchor -> (ProseBlock.Anchor, EventID)? in
          let reference = document.references[anchor.index]
          guard reference.kind == "event", let event = dossier.events.id(of: reference.id),
            points[event] != nil
          else { return nil }
          return (anchor, event)
        }
        if anchors.isEmpty { continue }
        let block = document.proseBlocks[index]
        let known = shown ?? context.shownContradictions
        shown = known
        let page = known[text.owner] ?? []
        let tokens = ProseTokens(block.text)
        let dates = ProseDateScanner(block.text).dates()
        let sentences = tokens.sentences(in: block.text).map {
          (tokens: $0, bytes: tokens.bytes(of: $0))
        }
        var reported = Set<ContradictionID>()
        for (anchor, event) in anchors {
          guard
            let sentence = sentences.first(where: { anchor.offset < $0.bytes.upperBound })
              ?? sentences.last
          else { continue }
          for point in points[event] ?? []
          where !page.contains(point.id) && !reported.contains(point.id) {
            let given = point.values.first {
              $0.stands(in: tokens, sentence.tokens, dates: dates)
            }
            guard let given else { continue }
            reported.insert(point.id)
            let contradiction = dossier.contradictions[point.id]
            bag.add(
              .smoothedValue(
                given.text, of: contradiction.slug, count: contradiction.values.count,
                at: document.references[anchor.index].span, declared: contradiction.idSpan))
          }
        }
      }
    }
  }
}

/// A contradiction with its values, ready to be found in prose.
private struct DisputedPoint {
  let id: ContradictionID
  let values: [DisputedValue]

  /// The contradictions of a dossier by the events that they bear on.
  static func byEvent(in dossier: Dossier) -> [EventID: [DisputedPoint]] {
    var listed: [ContradictionID: [EventID]] = [:]
    for (id, event) in zip(dossier.events.ids, dossier.events) {
      for reference in event.contradictions {
        if let point = dossier.contradictions.id(of: reference) {
          listed[point, default: []].append(id)
        }
      }
    }
    var points: [EventID: [DisputedPoint]] = [:]
    for (id, contradiction) in zip(dossier.contradictions.ids, dossier.contradictions) {
      let events =
        contradiction.events.compactMap { dossier.events.id(of: $0) } + (listed[id] ?? [])
      if events.isEmpty { continue }
      let point = DisputedPoint(
        id: id, values: contradiction.values.compactMap { DisputedValue($0.value) })
      for event in Set(events) { points[event, default: []].append(point) }
    }
    return points
  }
}

/// One of the values in contradiction, as words and dates.
private struct DisputedValue {
  /// The value as written.
  let text: String
  private let dates: [ProseDate]
  private let words: [String]
  /// Whether the value has a date or a number: its words may then stand apart in the sentence.
  private let hasFigure: Bool

  /// Reads a value; `nil` for one that says too little to be found: a word alone without a figure.
  init?(_ text: String) {
    self.text = text
    let bytes = Array(text.utf8)
    let tokens = ProseTokens(bytes)
    let dates = ProseDateScanner(bytes).dates()
    self.dates = dates
    words = Self.words(tokens, tokens.tokens.indices, outside: dates)
    hasFigure = !dates.isEmpty || tokens.tokens.contains { $0.kind == .digits }
    guard words.count + dates.count >= (hasFigure ? 1 : 2) else { return nil }
  }

  /// Whether a sentence gives the value: every date of it, with a year or without, and every word;
  /// words without a figure in one piece.
  func stands(in tokens: ProseTokens, _ sentence: Range<Int>, dates all: [ProseDate]) -> Bool {
    let range = tokens.bytes(of: sentence)
    let inside = all.filter { range.contains($0.range.lowerBound) }
    let hasDates = dates.allSatisfy { wanted in
      inside.contains {
        $0.day == wanted.day && $0.month == wanted.month
          && ($0.year == wanted.year || $0.year == nil || wanted.year == nil)
      }
    }
    guard hasDates else { return false }
    let said = Self.words(tokens, sentence, outside: inside)
    if hasFigure { return Set(words).isSubset(of: said) }
    guard said.count >= words.count else { return false }
    return (0...(said.count - words.count)).contains { start in
      said[start..<(start + words.count)].elementsEqual(words)
    }
  }

  /// The words that carry meaning, in order, those of dates left out.
  private static func words(
    _ tokens: ProseTokens, _ range: Range<Int>, outside dates: [ProseDate]
  ) -> [String] {
    var words: [String] = []
    for token in tokens.tokens[range] where token.kind != .sign || token.text == "%" {
      if small.contains(token.text) || dates.contains(where: { $0.range.overlaps(token.range) }) {
        continue
      }
      words.append(token.text)
    }
    return words
  }

  private static let small: Set<String> = [
    "le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "en", "et", "ou", "a", "au", "aux",
    "avec", "depuis", "the", "of", "on", "in", "and", "or", "an", "to", "since", "\u{FFFC}",
  ]
}

extension ProseText {
  /// Whether the text tells what happened; claims, sources and remarks tell what others say.
  fileprivate var tellsFacts: Bool {
    switch owner {
    case .settings, .matrix: true
    case .record(let key):
      switch key {
      case .chapter, .actor, .event, .provision, .instrument, .measure, .term: true
      default: false
      }
    }
  }
}

extension CheckContext {
  /// The contradictions that the page of each record shows: those that its prose refers to, and those
  /// of the event itself.
  fileprivate var shownContradictions: [LinkOwner: Set<ContradictionID>] {
    var shown: [LinkOwner: Set<ContradictionID>] = [:]
    for reference in references {
      guard case .contradiction(let id)? = reference.target else { continue }
      shown[reference.owner, default: []].insert(id)
    }
    for (id, contradiction) in zip(dossier.contradictions.ids, dossier.contradictions) {
      for event in contradiction.events.compactMap({ dossier.events.id(of: $0) }) {
        shown[.record(.event(event)), default: []].insert(id)
      }
    }
    return shown
  }
}
