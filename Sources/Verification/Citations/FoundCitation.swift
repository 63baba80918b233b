// Owns the walk over all prose for citations of law, each with what stands around it: the label it
// is in, the references beside it, whether its sentence disowns or dates it.

import Diagnostics
import DossierModel
import Markdown

/// A citation of law found in prose, with what is around it.
struct FoundCitation: Sendable {
  let citation: LawCitation
  let span: Span
  /// Who holds the text.
  let owner: LinkOwner
  let field: ProseText.Field
  /// The law that the reference leads to in whose label the citation begins.
  let labelLaw: EntityKey?
  /// The laws of all references that stand in the citation.
  let linkedLaws: [EntityKey]
  /// The laws of all references of the block.
  let blockLaws: [EntityKey]
  /// Whether the sentence says of itself that it reports an error: "référence inexistante".
  let isDisowned: Bool
  /// Whether the sentence says of when it speaks: a year, "ancien", "devenu".
  let isDated: Bool
  /// Whether the sentence speaks of a number of former times: "ancien", "devenu".
  let isFormer: Bool
  fileprivate let block: ProseBlock

  /// The place of a part of the citation.
  func span(of range: Range<Int>) -> Span { block.span(of: range) }
}

extension FoundCitation {
  /// Finds the citations in prose that is neither code nor quoted, and not in the label of a
  /// reference to something else than a law.
  ///
  /// - Complexity: O(n) in the bytes of prose.
  static func all(
    in texts: [ProseText], _ signs: [[ProseSigns]], _ dossier: Dossier, _ names: LawNames
  ) -> [FoundCitation] {
    var found: [FoundCitation] = []
    let filter = CitationFilter(names)
    for (text, signs) in zip(texts, signs) {
      let document = text.document
      // Nothing without a digit is a citation or an identifier.
      for index in signs.indices where signs[index].contains(.digit) {
        let block = document.proseBlocks[index]
        var citations = IdentifierScanner(block.text).citations()
        var scanner: CitationScanner?
        if filter.mayHoldCitation(block.text) {
          let made = CitationScanner(block.text, names: names)
          citations += made.citations()
          scanner = made
        }
        if citations.isEmpty { continue }
        let skipped = block.code + document.quotedRanges(inBlock: index)
        let anchors = Anchors(block, document, dossier)
        for citation in citations
        where !skipped.contains(where: { $0.overlaps(citation.range) }) {
          guard let place = anchors.place(of: citation.range) else { continue }
          let offset = citation.range.lowerBound
          found.append(
            FoundCitation(
              citation: citation, span: block.span(of: citation.range), owner: text.owner,
              field: text.field, labelLaw: place.label, linkedLaws: place.linked,
              blockLaws: anchors.laws,
              isDisowned: scanner?.sentence(around: offset, holdsOneOf: isDisowning) ?? false,
              isDated: scanner?.sentence(around: offset, holdsOneOf: isDating) ?? false,
              isFormer: scanner?.sentence(around: offset, holdsOneOf: isFormer) ?? false,
              block: block))
        }
      }
    }
    return found
  }

  /// The references of a block, by the places of their labels.
  private struct Anchors {
    private let items: [(reference: MarkdownReference, offset: Int, law: EntityKey?)]
    let laws: [EntityKey]
    private let block: ProseBlock

    init(_ block: ProseBlock, _ document: MarkdownDocument, _ dossier: Dossier) {
      self.block = block
      items = block.references.map { anchor in
        let reference = document.references[anchor.index]
        let law = reference.kind == "law" ? dossier.law(reference.id) : nil
        return (reference, anchor.offset, law)
      }
      laws = items.compactMap(\.law)
    }

    /// The law in whose label a range begins and those inside it; `nil` in the label of something
    /// that is no law.
    func place(of range: Range<Int>) -> (label: EntityKey?, linked: [EntityKey])? {
      var label: EntityKey?
      var linked: [EntityKey] = []
      if items.isEmpty { return (nil, []) }
      let start = block.span(of: range.lowerBound..<(range.lowerBound + 1))
      for item in items {
        let span = item.reference.span
        if span.source == start.source, span.start <= start.start, start.end <= span.end {
          guard item.reference.kind == "law" else { return nil }
          label = item.law
          if let law = item.law { linked.append(law) }
        } else if range.contains(item.offset), let law = item.law {
          linked.append(law)
        }
      }
      return (label, linked)
    }
  }

  private static func isDisowning(_ token: ProseToken) -> Bool {
    token.kind == .word && disowning.contains(token.text)
  }

  private static func isFormer(_ token: ProseToken) -> Bool { former.contains(token.text) }

  private static func isDating(_ token: ProseToken) -> Bool {
    token.kind == .digits
      ? token.text.utf8.count == 4 && (Int(token.text).map(LawNumber.isYear) ?? false)
      : dating.contains(token.text) || former.contains(token.text)
  }

  private static let disowning: Set<String> = [
    "erreur", "erreurs", "errone", "erronee", "inexact", "inexacte", "inexistant", "inexistante",
    "fautif", "fautive", "faute", "coquille", "wrong", "error", "erroneous",
    "nonexistent", "mistaken", "typo",
  ]
  private static let dating: Set<String> = [
    "alors", "avant", "jusqu", "jusque", "then", "until", "before", "now", "desormais",
  ]
  private static let former: Set<String> = [
    "ancien", "ancienne", "anciens", "anciennes", "ex", "devenu", "devenue", "devenus",
    "former", "formerly", "abroge", "abrogee", "abroges",
  ]
}
