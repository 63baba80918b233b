// R0409: a sentence that rests on a statement, an opinion or a forecast says that somebody makes it.

import Diagnostics
import DossierModel
import Markdown

extension Rule {
  /// A claim that is no fact, given as evidence in brackets or in the margin, stands in a sentence that
  /// attributes it: with a verb or a noun of saying, the conditional of hearsay, the name of its
  /// speaker, or words between quotation marks.
  static let statementAsFact = Rule(
    .statementAsFact, .evidence, reads: "sentences that rest on statements and opinions"
  ) { context, bag in
    let dossier = context.dossier
    for text in context.texts where !text.isAboutClaims {
      let document = text.document
      for index in document.blocks(referringTo: "claim")
      where document.proseBlocks.kind(at: index) != .cell {
        let block = document.proseBlocks[index]
        var sentences: BlockSentences?
        for anchor in block.references where document.references[anchor.index].kind == "claim" {
          let reference = document.references[anchor.index]
          guard let id = dossier.claims.id(of: reference.id),
            dossier.claims[id].nature.isSomebodys,
            BesideReference.isEvidence(reference, at: anchor.offset, in: block.text)
          else { continue }
          let claim = dossier.claims[id]
          // One look at the words of a paragraph, however many claims it rests on.
          let read =
            sentences ?? BlockSentences(block, quoted: document.quotedRanges(inBlock: index))
          sentences = read
          let sentence = read.index(of: anchor, reference)
          let isNamed = block.references.contains {
            let other = document.references[$0.index]
            return other.isSpeaker(of: claim, in: dossier) && read.index(of: $0, other) == sentence
          }
          if isNamed || read.isQuoting(sentence) { continue }
          if Attribution.stands(
            in: read.words(of: sentence), speakers: claim.speakerNames(in: dossier))
          {
            continue
          }
          bag.add(
            .statementAsFact(
              claim.slug, nature: claim.nature.rawValue, at: reference.span,
              declared: claim.idSpan))
        }
      }
    }
  }
}

/// The sentences of a block that rests on claims.
private struct BlockSentences {
  private let tokens: ProseTokens
  /// Ranges of tokens.
  private let sentences: [Range<Int>]
  /// Where each sentence ends in the text.
  private let ends: [Int]
  private let quoted: [Range<Int>]

  init(_ block: ProseBlock, quoted: [Range<Int>]) {
    let tokens = ProseTokens(block.text)
    self.tokens = tokens
    sentences = tokens.sentences(in: block.text, splitsClauses: false)
    ends = sentences.map { tokens.bytes(of: $0).upperBound }
    self.quoted = quoted
  }

  /// The sentence that a reference supports: the one it stands in; for one in the margin the one
  /// before it, behind whose full stop it may stand.
  func index(of anchor: ProseBlock.Anchor, _ reference: MarkdownReference) -> Int {
    let isMargin = reference.label == ""
    let found = ends.firstIndex { isMargin ? anchor.offset <= $0 : anchor.offset < $0 }
    return found ?? max(0, sentences.count - 1)
  }

  /// Whether a sentence quotes words.
  func isQuoting(_ sentence: Int) -> Bool {
    guard sentences.indices.contains(sentence) else { return false }
    let range = tokens.bytes(of: sentences[sentence])
    return quoted.contains { $0.overlaps(range) }
  }

  /// The words of a sentence, in plain lower case.
  func words(of sentence: Int) -> Set<String> {
    guard sentences.indices.contains(sentence) else { return [] }
    let range = sentences[sentence]
    var words = Set(tokens.tokens[range].map(\.text))
    // "d’après lui" attributes, "après lui" does not.
    let isAfter = range.contains {
      tokens[$0]?.text == "apres" && tokens[$0 - 1]?.text == "’" && tokens[$0 - 2]?.text == "d"
    }
    if isAfter { words.insert("selon") }
    return words
  }
}

extension ProseText {
  /// Whether the record around the text is about claims as such: what it refers to is not told as
  /// true.
  fileprivate var isAboutClaims: Bool {
    switch (owner, field) {
    case (.record(.claim), _), (.record(.limit), _), (.record(.contradiction), _),
      (.record(.openPoint), _), (.record(.quotation), _), (_, .proof):
      true
    default: false
    }
  }
}

extension ClaimNature {
  /// Whether a claim of the nature is true only of whoever makes it.
  fileprivate var isSomebodys: Bool {
    switch self {
    case .statement, .opinion, .forecast: true
    case .fact, .legal, .title, .announcement: false
    }
  }
}

extension MarkdownReference {
  /// Whether the reference leads to who makes a claim, or to the words themselves.
  fileprivate func isSpeaker(of claim: Claim, in dossier: Dossier) -> Bool {
    switch kind {
    case "actor": claim.speakers.contains { dossier.actors.id(of: $0) == dossier.actors.id(of: id) }
    case "quote": true
    default: false
    }
  }
}

extension Claim {
  /// The last words of the names of who makes the claim, in plain lower case.
  fileprivate func speakerNames(in dossier: Dossier) -> Set<String> {
    Set(
      speakers.compactMap { dossier.actors[$0] }.compactMap { actor in
        let name = Array(actor.name.utf8)
        return ProseBytes.words(name).last.map { ProseBytes.folded(name[$0]) }
      })
  }
}

/// The words that say that somebody says something.
private enum Attribution {
  /// Whether some words hold one of saying or one of some names.
  static func stands(in said: Set<String>, speakers: Set<String>) -> Bool {
    said.contains { word in
      words.contains(word) || speakers.contains(word) || word.utf8.count >= 5 && hasStem(word)
    }
  }

  /// Whether a word begins with one of the stems.
  private static func hasStem(_ word: String) -> Bool {
    stemLengths.contains { length in
      length <= word.utf8.count
        && stems.contains(String(decoding: word.utf8.prefix(length), as: UTF8.self))
    }
  }

  private static let words: Set<String> = [
    "selon", "phrase", "phrases", "mots", "dit", "disent", "dire", "dixit", "juge", "jugent", "nie",
    "nient", "veut", "veulent",
    "serait", "seraient", "aurait", "auraient", "would", "allegedly", "reportedly",
    "prete", "pretent", "propos", "voit", "voient", "pense", "pensent", "croit", "parle", "parlent",
    "avis", "these",
    "says", "said", "say", "told", "tells", "calls", "claim", "claims", "view", "yeux",
  ]

  /// The first letters of verbs and nouns of saying, in plain lower case.
  private static let stems: Set<String> = [
    "affirm", "jugement", "declar", "estim", "soutien", "souten", "assur", "annonc", "accus",
    "denonc",
    "reproch", "evoqu", "expliqu", "rapport", "ecrit", "ecriv", "ajout", "precis", "consider",
    "contest", "demand", "reclam", "promet", "promes", "previ", "alert", "crain", "souhait",
    "appell", "attribu", "interrog", "repond", "repons", "commente", "critiqu", "signal",
    "indiqu", "maintien", "admet", "reconn", "allegu", "allegat", "imput", "qualif", "formul",
    "citat", "cite", "parole", "opinion", "prevision", "position", "constat", "insist",
    "rappel", "exprim", "repris", "reprend", "confirm", "dement", "avanc", "plaid", "prone", "exig",
    "invoqu", "decri", "mention",
    "argu", "state", "allege", "argue", "assert", "announc", "according", "report", "warn", "claim",
    "deni", "deny", "expect", "believ", "descri", "critic", "quot", "predict", "forecast",
    "request",
  ]
  private static let stemLengths = Set(stems.map(\.utf8.count)).sorted()
}
