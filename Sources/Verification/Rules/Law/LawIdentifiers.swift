// R0302 and R0303: the identifier of a version has a known form and names one version only.

import Diagnostics
import DossierModel

extension Rule {
  /// `identifier` of a version is a LEGIARTI, a JORFARTI, or a CELEX or ELI with an article.
  static let malformedLawIdentifier = Rule(
    .malformedLawIdentifier, .law, reads: "`identifier` of versions"
  ) { context, bag in
    for version in context.dossier.provisions.flatMap(\.versions) {
      guard let identifier = version.identifier else { continue }
      if !isKnownForm(identifier.value) {
        bag.add(
          .malformedLawIdentifier(
            identifier.value, near: nearForm(identifier.value), at: identifier.span))
      }
    }
  }

  /// No identifier is given to two versions or to two texts.
  ///
  /// A 2024 text shown under the identifier of its 1994 version is the case that made this rule.
  static let sharedLawIdentifier = Rule(
    .sharedLawIdentifier, .law, reads: "identifiers of versions and instruments"
  ) { context, bag in
    var first: [String: Span] = [:]
    func note(_ identifier: Located<String>?) {
      guard let identifier else { return }
      if let place = first[identifier.value] {
        bag.add(.sharedLawIdentifier(identifier.value, at: identifier.span, first: place))
      } else {
        first[identifier.value] = identifier.span
      }
    }
    for instrument in context.dossier.instruments {
      let names = instrument.identifiers
      for name in [names.legitext, names.jorftext, names.nor, names.eli, names.celex, names.ecli] {
        note(name)
      }
    }
    for version in context.dossier.provisions.flatMap(\.versions) { note(version.identifier) }
  }

  private static func isKnownForm(_ text: String) -> Bool {
    if LawIdentifierKind.legiarti.accepts(text) { return true }
    if text.hasPrefix("JORFARTI") {
      return LawIdentifierKind.legiarti.accepts("LEGIARTI" + text.dropFirst(8))
    }
    if LawIdentifierKind.eli.accepts(text) { return true }
    // A CELEX or ELI of the act, then the article.
    let act = text.prefix { $0 != "," && $0 != " " }
    return LawIdentifierKind.celex.accepts(String(act))
      || LawIdentifierKind.eli.accepts(String(act))
  }

  private static func nearForm(_ text: String) -> Wording? {
    for prefix in ["LEGIARTI", "JORFARTI"] {
      let start = text.prefix(8)
      guard
        start == prefix
          || Suggestion.distance(Array(start.utf8), Array(prefix.utf8), limit: 2) != nil
      else { continue }
      let tail = text.dropFirst(8)
      return Wording(
        "a \(prefix) has 12 digits behind the word, here are \(tail.utf8.count) characters",
        fr: "un \(prefix) a 12 chiffres après le mot, voici \(tail.utf8.count) caractères")
    }
    if text.hasPrefix("LEGITEXT") || text.hasPrefix("JORFTEXT") {
      return Wording(
        "this identifier names a whole text; a version of an article has a LEGIARTI",
        fr: "cet identifiant nomme un texte entier ; une version d'article a un LEGIARTI")
    }
    return nil
  }
}
