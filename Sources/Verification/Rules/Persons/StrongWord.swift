// R0503: no word beside a person under a procedure says more than the standing of that person.

import Diagnostics
import DossierModel
import Markdown

extension Rule {
  /// "coupable" or "auteur des faits" beside an actor who was not convicted is warned of.
  ///
  /// Quoted words, code and negated words ("pas coupable", "aucune mise en examen") are not.
  static let strongWord = Rule(
    .strongWord, .persons, reads: "prose blocks that refer to an actor with `party-to`"
  ) { context, bag in
    let actors = context.dossier.actors
    for text in context.texts {
      let document = text.document
      guard document.references.contains(where: { $0.kind == "actor" }) || text.owner.isActor else {
        continue
      }
      for (index, block) in document.proseBlocks.enumerated() {
        guard let named = partyNamed(in: block, of: text, actors) else { continue }
        let tokens = ProseTokens(block.text)
        let skipped = block.code + document.quotedRanges(inBlock: index)
        for range in StrongWords.find(in: tokens, standing: named.standing, text: block.text)
        where !skipped.contains(where: { $0.overlaps(range) }) {
          bag.add(
            .strongWord(
              String(decoding: block.text[range], as: UTF8.self), actor: named.slug,
              status: named.standing.rawValue, at: block.span(of: range), reference: named.span))
        }
      }
    }
  }

  /// The actor with the weakest standing among those under a procedure that a block names.
  private static func partyNamed(
    in block: ProseBlock, of text: ProseText, _ actors: EntityTable<Actor>
  ) -> (slug: String, standing: StandingStatus, span: Span)? {
    var found: (slug: String, standing: StandingStatus, span: Span)?
    func consider(_ actor: Actor, _ span: Span) {
      guard actor.partyTo else { return }
      let standing = actor.standing?.status.value ?? .none
      if let found, found.standing.rank <= standing.rank { return }
      found = (actor.slug, standing, span)
    }
    for anchor in block.references {
      let reference = text.document.references[anchor.index]
      if reference.kind == "actor", let actor = actors[slug: reference.id] {
        consider(actor, reference.span)
      }
    }
    if case .record(.actor(let id)) = text.owner { consider(actors[id], actors[id].idSpan) }
    return found
  }
}

extension LinkOwner {
  fileprivate var isActor: Bool {
    if case .record(.actor) = self { return true }
    return false
  }
}

extension StandingStatus {
  /// How grave a standing is.
  fileprivate var rank: Int {
    switch self {
    case .none, .cleared: 0
    case .reported: 1
    case .summoned, .searched: 2
    case .underInvestigation: 3
    case .charged: 4
    case .convicted: 5
    }
  }
}

/// The words that only a standing allows.
private enum StrongWords {
  /// Words as plain lower case, and the standing that allows them.
  private static let phrases: [(words: [String], needs: StandingStatus)] = [
    (["coupable"], .convicted), (["coupables"], .convicted), (["guilty"], .convicted),
    (["auteur", "des", "faits"], .convicted), (["auteurs", "des", "faits"], .convicted),
    (["auteur", "de", "l", "’", "infraction"], .convicted),
    (["auteur", "du", "delit"], .convicted), (["auteur", "du", "crime"], .convicted),
    (["criminel"], .convicted), (["criminels"], .convicted), (["delinquant"], .convicted),
    (["delinquants"], .convicted), (["condamne"], .convicted), (["condamnee"], .convicted),
    (["condamnes"], .convicted), (["convicted"], .convicted),
    (["a", "commis"], .convicted), (["ont", "commis"], .convicted),
    (["mis", "en", "examen"], .charged), (["mise", "en", "examen"], .charged),
    (["mises", "en", "examen"], .charged), (["inculpe"], .charged), (["inculpee"], .charged),
  ]

  private static let negations: Set<String> = [
    "pas", "ni", "aucun", "aucune", "non", "sans", "jamais", "presume", "presumee", "presumes",
    "nul", "nulle", "not", "no", "nor", "never", "without", "personne", "si",
  ]

  static func find(in tokens: ProseTokens, standing: StandingStatus, text: [UInt8]) -> [Range<Int>]
  {
    var found: [Range<Int>] = []
    for index in tokens.tokens.indices where tokens.tokens[index].kind == .word {
      for phrase in phrases where phrase.needs.rank > standing.rank {
        guard matches(phrase.words, tokens, at: index), !isNegated(index, tokens, text) else {
          continue
        }
        let last = tokens.tokens[index + phrase.words.count - 1]
        found.append(tokens.tokens[index].range.lowerBound..<last.range.upperBound)
        break
      }
    }
    return found
  }

  private static func matches(_ words: [String], _ tokens: ProseTokens, at index: Int) -> Bool {
    words.indices.allSatisfy { tokens[index + $0]?.text == words[$0] }
  }

  /// Whether a negation stands up to six tokens before, in the same sentence.
  private static func isNegated(_ index: Int, _ tokens: ProseTokens, _ text: [UInt8]) -> Bool {
    for before in stride(from: index - 1, through: max(0, index - 6), by: -1) {
      if tokens.endsSentence(at: before, in: text) { return false }
      if tokens.isOne(of: negations, at: before) { return true }
    }
    return false
  }
}
