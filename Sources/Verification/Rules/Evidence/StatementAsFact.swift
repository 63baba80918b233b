// R0409: a paragraph that rests on a statement, an opinion or a forecast says that somebody makes it.

import Diagnostics
import DossierModel
import Markdown

extension Rule {
  /// A claim that is no fact, given as evidence in brackets or in the margin, stands in a paragraph
  /// that attributes it: with a verb or a noun of saying, the name of its speaker, or words between
  /// quotation marks.
  static let statementAsFact = Rule(
    .statementAsFact, .evidence, reads: "paragraphs that rest on statements and opinions"
  ) { context, bag in
    let dossier = context.dossier
    for text in context.texts where !text.isAboutClaims {
      let document = text.document
      guard document.references.contains(where: { $0.kind == "claim" }) else { continue }
      for (index, block) in document.proseBlocks.enumerated() where block.kind != .cell {
        let claims = block.references.filter { document.references[$0.index].kind == "claim" }
        if claims.isEmpty { continue }
        let isQuoting = !document.quotedRanges(inBlock: index).isEmpty
        // One look at the words of a paragraph, however many claims it rests on.
        var said: Set<String>?
        for anchor in claims {
          let reference = document.references[anchor.index]
          guard let claim = dossier.claims[slug: reference.id], claim.nature.isSomebodys,
            !isQuoting, BesideReference.isEvidence(reference, at: anchor.offset, in: block.text)
          else { continue }
          let isNamed = block.references.contains {
            document.references[$0.index].isSpeaker(of: claim, in: dossier)
          }
          if isNamed { continue }
          let words = said ?? Attribution.words(of: block.text)
          said = words
          if Attribution.stands(in: words, speakers: claim.speakerNames(in: dossier)) { continue }
          bag.add(
            .statementAsFact(
              claim.slug, nature: claim.nature.rawValue, at: reference.span,
              declared: claim.idSpan))
        }
      }
    }
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
  /// The words of a paragraph, in plain lower case.
  static func words(of text: [UInt8]) -> Set<String> {
    Set(ProseBytes.words(text).map { ProseBytes.folded(text[$0]) })
  }

  /// Whether some words hold one of saying or one of some names.
  static func stands(in said: Set<String>, speakers: Set<String>) -> Bool {
    said.contains { word in
      words.contains(word) || speakers.contains(word)
        || word.utf8.count >= 5 && stems.contains { word.hasPrefix($0) }
    }
  }

  private static let words: Set<String> = [
    "selon", "phrase", "phrases", "mots", "dit", "disent", "dire", "dixit", "juge", "jugent", "nie",
    "nient", "veut", "veulent",
    "propos", "voit", "voient", "pense", "pensent", "croit", "parle", "parlent", "avis", "these",
    "says", "said", "say", "told", "tells", "calls", "claim", "claims", "view", "yeux",
  ]

  /// The first letters of verbs and nouns of saying, in plain lower case.
  private static let stems: [String] = [
    "affirm", "jugement", "declar", "estim", "soutien", "souten", "assur", "annonc", "accus",
    "denonc",
    "reproch", "evoqu", "expliqu", "rapport", "ecrit", "ecriv", "ajout", "precis", "consider",
    "contest", "demand", "reclam", "promet", "promes", "previ", "alert", "crain", "souhait",
    "appell", "attribu", "interrog", "repond", "repons", "commente", "critiqu", "signal",
    "indiqu", "maintien", "admet", "reconn", "allegu", "allegat", "imput", "qualif", "formul",
    "citat", "cite", "parole", "opinion", "prevision", "position", "constat", "insist",
    "rappel", "confirm", "dement", "avanc", "plaid", "prone", "exig", "invoqu", "decri", "mention",
    "argu", "state", "allege", "argue", "assert", "announc", "according", "report", "warn", "claim",
    "deni", "deny", "expect", "believ", "descri", "critic", "quot", "predict", "forecast",
    "request",
  ]
}
