// R0401 and R0411: the words of a quotation are those that were registered.

import Diagnostics
import DossierModel

extension Rule {
  /// The words hash to what was registered or, with an archive, stand in the document there; spaces,
  /// apostrophes and cuts in order may differ.
  static let alteredQuotation = Rule(
    .alteredQuotation, .evidence, reads: "`text` and `passage` of quotations, the archive"
  ) { context, bag in
    // The words of a document that changed may well be right: that fault is the document's.
    for assessment in context.quotations
    where assessment.outcome == .absent && assessment.proof != .changed {
      let quotation = context.dossier.quotations[assessment.quotation]
      bag.add(
        .alteredQuotation(
          quotation.slug, expected: quotation.passage.sha256.value,
          found: SHA256.hexadecimal(Array(quotation.text.value.utf8)), at: quotation.text.span,
          near: assessment.near, whole: quotation.passage.sha256.span))
    }
  }

  /// A quotation that leaves words out is compared with the archived bytes.
  static let cutUnproved = Rule(
    .cutUnproved, .evidence, reads: "quotations with `[…]`, the archive"
  ) { context, bag in
    for assessment in context.quotations where assessment.outcome == .unproved {
      let quotation = context.dossier.quotations[assessment.quotation]
      bag.add(.cutUnproved(quotation.slug, at: quotation.text.span))
    }
  }
}
