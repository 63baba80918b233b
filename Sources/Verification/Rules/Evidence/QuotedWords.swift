// R0405: quoted words are words that somebody registered wrote or said.

import Diagnostics
import DossierModel
import Markdown

extension Rule {
  /// A quotation in prose of four words or more is part of a registered text: a quotation, the
  /// operative words of a law, a title. Only spaces and apostrophes may differ.
  static let unknownQuotation = Rule(
    .unknownQuotation, .evidence, reads: "quoted words in prose"
  ) { context, bag in
    let index = PassageIndex(registered(context.dossier))
    for text in context.texts where text.field != .variant {
      for passage in QuotedPassage.all(in: text.document) where !index.contains(passage.text) {
        bag.add(
          .unknownQuotation(
            index.nearest(to: NormalisedText(passage.text)), at: passage.span))
      }
    }
  }

  private static func registered(_ dossier: Dossier) -> [QuotableText] {
    var texts: [QuotableText] = []
    func add(_ name: Wording, _ text: String) {
      texts.append(QuotableText(name: name, text: NormalisedText(text)))
    }
    for quotation in dossier.quotations {
      add(
        Wording("the quotation `\(quotation.slug)`", fr: "la citation `\(quotation.slug)`"),
        quotation.text.value)
    }
    for provision in dossier.provisions {
      for version in provision.versions {
        if let quote = version.quote {
          add(
            Wording("the law `\(provision.slug)`", fr: "le texte de `\(provision.slug)`"),
            quote.value)
        }
      }
    }
    for instrument in dossier.instruments {
      add(
        Wording("the title of `\(instrument.slug)`", fr: "le titre de `\(instrument.slug)`"),
        instrument.title)
      add(
        Wording(
          "the short title of `\(instrument.slug)`", fr: "le titre court de `\(instrument.slug)`"),
        instrument.short)
    }
    for source in dossier.sources {
      add(
        Wording("the title of `\(source.slug)`", fr: "le titre de `\(source.slug)`"), source.title)
    }
    return texts
  }
}
