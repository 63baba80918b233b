// R0405: words in guillemets are words that somebody registered wrote or said.

import Diagnostics
import DossierModel
import Markdown

extension Rule {
  /// A quotation in prose of four words or more is part of a registered text: a quotation, the
  /// operative words of a law, a title. Only spaces and apostrophes may differ.
  static let unknownQuotation = Rule(
    .unknownQuotation, .evidence, reads: "words in guillemets in prose"
  ) { context, bag in
    let index = PassageIndex(registered(context.dossier))
    for text in context.texts where text.field != .variant {
      for quotation in text.document.quotations {
        let words = NormalisedText(quotation.text)
        guard words.words.count >= PassageIndex.runLength, !index.contains(quotation.text) else {
          continue
        }
        bag.add(.unknownQuotation(index.nearest(to: words), at: quotation.span))
      }
    }
  }

  private static func registered(_ dossier: Dossier) -> [QuotableText] {
    var texts: [QuotableText] = []
    func add(_ name: String, _ text: String) {
      texts.append(QuotableText(name: name, text: NormalisedText(text)))
    }
    for quotation in dossier.quotations {
      add("the quotation `\(quotation.slug)`", quotation.text.value)
    }
    for provision in dossier.provisions {
      for version in provision.versions {
        if let quote = version.quote { add("the law `\(provision.slug)`", quote.value) }
      }
    }
    for instrument in dossier.instruments {
      add("the title of `\(instrument.slug)`", instrument.title)
      add("the short title of `\(instrument.slug)`", instrument.short)
    }
    for source in dossier.sources { add("the title of `\(source.slug)`", source.title) }
    return texts
  }
}
