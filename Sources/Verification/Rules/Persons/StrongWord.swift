// R0503: no word beside a person under a procedure says more than the standing of that person.

import Diagnostics
import DossierModel
import Markdown

extension Rule {
  /// "coupable" or "auteur des faits" beside an actor who was not convicted is warned of, in prose, in
  /// titles and in the texts of records.
  ///
  /// A word belongs to the actors that its sentence names, by a reference or by name; else to those
  /// of its block; else to those that its record is about. Quoted words, code and denied words ("pas
  /// coupable", "aucune mise en examen") are left alone.
  static let strongWord = Rule(
    .strongWord, .persons, reads: "prose and titles near actors with a `standing` or `party-to`"
  ) { context, bag in
    let watch = StandingWatch(context.dossier)
    for (number, signs) in context.signs.enumerated() {
      for index in signs.indices where signs[index].contains(.strongWord) {
        let text = context.texts[number]
        watch.check(text.document.proseBlocks[index], index, of: text, into: &bag)
      }
    }
    for text in PlainText.all(of: context.dossier) { watch.check(text, into: &bag) }
  }
}

/// The actors whose standing words may exceed.
private struct StandingWatch {
  private let dossier: Dossier
  private let names: PersonNames

  /// An actor named somewhere.
  private struct Mention {
    let actor: ActorID
    /// Where in the block's text; `nil` for the actors of the record around.
    let offset: Int?
    let span: Span
  }

  init(_ dossier: Dossier) {
    self.dossier = dossier
    names = PersonNames(dossier.actors) { _ in true }
  }

  func check(
    _ block: ProseBlock, _ index: Int, of text: ProseText, into bag: inout DiagnosticBag
  ) {
    let tokens = ProseTokens(block.text)
    let hits = StrongWords.find(in: tokens, text: block.text)
    if hits.isEmpty { return }
    let skipped = block.code + text.document.quotedRanges(inBlock: index)
    let mentions = self.mentions(block, tokens, text.document)
    let around = actors(around: text.owner, text.field)
    var sentences: [Int] = []
    var sentence = 0
    for token in tokens.tokens.indices {
      sentences.append(sentence)
      if tokens.endsSentence(at: token, in: block.text) { sentence += 1 }
    }
    for hit in hits where !skipped.contains(where: { $0.overlaps(hit.range) }) {
      let own = mentions.filter { mention in
        mention.offset.map { sentences[tokens.index(at: $0)] == sentences[hit.token] } ?? false
      }
      let pool = own.isEmpty ? (mentions.isEmpty ? around : mentions) : own
      report(
        hit.needs, String(decoding: block.text[hit.range], as: UTF8.self),
        at: block.span(of: hit.range), pool, on: day(of: text.owner), into: &bag)
    }
  }

  func check(_ text: PlainText, into bag: inout DiagnosticBag) {
    let bytes = Array(text.text.utf8)
    guard StrongWords.filter.mayHold(bytes) else { return }
    // The titles of sources are the words of others.
    if case .source = text.owner { return }
    if case .quotation = text.owner { return }
    if case .archivedDocument = text.owner { return }
    let tokens = ProseTokens(bytes)
    var pool = names.found(in: tokens).map {
      Mention(actor: $0.actor, offset: nil, span: dossier.actors[$0.actor].idSpan)
    }
    if pool.isEmpty { pool = actors(around: .record(text.owner), .title) }
    for hit in StrongWords.find(in: tokens, text: bytes) {
      report(
        hit.needs, String(decoding: bytes[hit.range], as: UTF8.self), at: text.span, pool,
        on: day(of: .record(text.owner)), into: &bag)
    }
  }

  private func mentions(
    _ block: ProseBlock, _ tokens: ProseTokens, _ document: MarkdownDocument
  ) -> [Mention] {
    var mentions: [Mention] = []
    for anchor in block.references {
      let reference = document.references[anchor.index]
      if reference.kind == "actor", let actor = dossier.actors.id(of: reference.id) {
        mentions.append(Mention(actor: actor, offset: anchor.offset, span: reference.span))
      }
    }
    for found in names.found(in: tokens)
    where !mentions.contains(where: { $0.actor == found.actor }) {
      mentions.append(
        Mention(
          actor: found.actor, offset: found.range.lowerBound, span: block.span(of: found.range)))
    }
    return mentions
  }

  /// The actors that a text is about, where it names none.
  private func actors(around owner: LinkOwner, _ field: ProseText.Field) -> [Mention] {
    func mention(_ reference: Reference<Actor>) -> Mention? {
      dossier.actors.id(of: reference).map {
        Mention(actor: $0, offset: nil, span: reference.span)
      }
    }
    switch owner.key {
    case .actor(let id): return [Mention(actor: id, offset: nil, span: dossier.actors[id].idSpan)]
    case .event(let id) where field == .title || field == .text:
      let event = dossier.events[id]
      // Of several participants, nobody knows whom the words mean.
      let watched = event.actors.map(\.actor).compactMap(mention).filter(isWatched)
      return event.kind == .procedure || watched.count == 1 ? watched : []
    case .claim(let id): return dossier.claims[id].about.compactMap(mention)
    case .measure(let id): return dossier.measures[id].addressees.compactMap(mention)
    default: return []
    }
  }

  private func isWatched(_ mention: Mention) -> Bool {
    let actor = dossier.actors[mention.actor]
    return actor.partyTo || actor.standing != nil
  }

  /// The day that the words of a record speak of; `nil` where they speak of all time.
  private func day(of owner: LinkOwner) -> CivilDate? {
    guard case .event(let id)? = owner.key else { return nil }
    return dossier.events[id].date.value.latest
  }

  private func report(
    _ needs: StandingStatus, _ words: String, at span: Span, _ pool: [Mention],
    on day: CivilDate?, into bag: inout DiagnosticBag
  ) {
    let ranked = pool.filter(isWatched).map { ($0, rank(dossier.actors[$0.actor], on: day)) }
    guard let (mention, rank) = ranked.min(by: { $0.1 < $1.1 }), rank < needs.rank else { return }
    let actor = dossier.actors[mention.actor]
    bag.add(
      .strongWord(
        words, actor: actor.slug, status: (actor.standing?.status.value ?? .none).rawValue,
        at: span,
        reference: mention.span))
  }

  /// The gravest standing that an actor ever had, or had by a day.
  private func rank(_ actor: Actor, on day: CivilDate?) -> Int {
    if let day, let standing = actor.standing(on: day) { return standing.status.value.rank }
    return ([actor.standing].compactMap { $0 } + actor.pastStandings)
      .map(\.status.value.rank).max() ?? 0
  }
}

extension ProseTokens {
  /// The index of the token at an offset, or of the next one behind it.
  func index(at offset: Int) -> Int {
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].range.upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return min(low, max(0, tokens.count - 1))
  }
}
