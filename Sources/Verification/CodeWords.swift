// Owns the words that several diagnostics of this module share, in English and French.

import Diagnostics
import DossierModel

extension Wording {
  /// Names in backticks, separated by commas; many are cut.
  static func names(_ names: [String]) -> Wording {
    let shown = names.prefix(12).map { "`\($0)`" }.joined(separator: ", ")
    let rest = names.count - 12
    return rest > 0
      ? Wording("\(shown) and \(rest) more", fr: "\(shown) et \(rest) autres") : Wording(shown)
  }

  /// The word of a kind of record with its article: "an actor", "un acteur".
  static func kind(_ word: String) -> Wording {
    let isVowel = word.utf8.first.map { "aeiou".utf8.contains($0) } ?? false
    let french = frenchKinds[word] ?? (word, false)
    return Wording(
      (isVowel ? "an " : "a ") + word, fr: (french.isFeminine ? "une " : "un ") + french.word)
  }

  /// The word of a kind of record behind "no": "actor", "d'acteur".
  static func noKind(_ word: String) -> Wording {
    let french = frenchKinds[word]?.word ?? word
    let isElided = french.unicodeScalars.first.map { "aeiouéèêh".unicodeScalars.contains($0) }
    return Wording(word, fr: (isElided ?? false ? "d'" : "de ") + french)
  }

  /// "no such actor", "aucun acteur de ce nom".
  static func noSuchKind(_ word: String) -> Wording {
    let french = frenchKinds[word] ?? (word, false)
    return Wording(
      "no such \(word)",
      fr: "\(french.isFeminine ? "aucune" : "aucun") \(french.word) de ce nom")
  }

  private static let frenchKinds: [String: (word: String, isFeminine: Bool)] = [
    "actor": ("acteur", false), "event": ("événement", false), "law": ("disposition", true),
    "instrument": ("texte de loi", false), "provision": ("disposition", true),
    "measure": ("mesure", true), "source": ("source", true), "quote": ("citation", true),
    "claim": ("affirmation", true), "contradiction": ("contradiction", true),
    "limit": ("limite", true), "open-point": ("point ouvert", false),
    "correction": ("correction", true), "term": ("terme", false), "chapter": ("chapitre", false),
    "document": ("document", false), "seed": ("document", false),
  ]
}

extension LawState {
  /// The state in the words of diagnostics.
  var words: Wording { Wording(wording(.english), fr: wording(.french)) }
}
