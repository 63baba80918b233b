// R0401: the words of a quotation are those that were registered, byte for byte.

import Diagnostics
import DossierModel

extension Rule {
  /// The words hash to what was registered and, with an archive, stand in the document there.
  static let alteredQuotation = Rule(
    .alteredQuotation, .evidence, reads: "`text` and `passage` of quotations, the archive"
  ) { context, bag in
    let dossier = context.dossier
    var index: PassageIndex?
    var repair = QuotationRepair()
    for quotation in dossier.quotations {
      let words = Array(quotation.text.value.utf8)
      let hash = SHA256.hexadecimal(words)
      if hash == quotation.passage.sha256.value, !differsFromArchive(quotation, words, context) {
        continue
      }
      let selector = quotation.passage
      var near: NearPassage?
      if let repaired = repair.repair(
        words, hash: selector.sha256.value, size: selector.end - selector.start)
      {
        let right = String(decoding: repaired, as: UTF8.self)
        near = NearPassage(
          name: "the registered hash is that of", passage: right,
          difference: WordDifference(from: right, to: quotation.text.value))
      } else {
        // Made for the first fault only.
        let passages = index ?? PassageIndex(quotables(context))
        index = passages
        near = passages.nearest(
          to: NormalisedText(words), excluding: "the quotation `\(quotation.slug)`")
      }
      bag.add(
        .alteredQuotation(
          quotation.slug, expected: quotation.passage.sha256.value, found: hash,
          at: quotation.text.span, near: near, whole: quotation.passage.sha256.span))
    }
  }

  /// Whether the archive has other bytes where the quotation says that its words stand.
  private static func differsFromArchive(
    _ quotation: Quotation, _ words: [UInt8], _ context: CheckContext
  ) -> Bool {
    guard let document = context.dossier.archivedDocuments[quotation.passage.document],
      let bytes = context.options.archive?[document.slug], quotation.passage.end <= bytes.count,
      // A document that changed is a fault of its own.
      SHA256.hexadecimal(bytes) == document.sha256.value
    else { return false }
    return !bytes[quotation.passage.start..<quotation.passage.end].elementsEqual(words)
  }

  /// What an altered quotation is compared with: the archived documents, and the other quotations
  /// whose words are as registered.
  private static func quotables(_ context: CheckContext) -> [QuotableText] {
    var texts: [QuotableText] = []
    for document in context.dossier.archivedDocuments {
      if let bytes = context.options.archive?[document.slug] {
        texts.append(
          QuotableText(
            name: "the archived document `\(document.slug)`", text: NormalisedText(bytes)))
      }
    }
    for quotation in context.dossier.quotations {
      let words = quotation.text.value.utf8
      if SHA256.hexadecimal(Array(words)) == quotation.passage.sha256.value {
        texts.append(
          QuotableText(name: "the quotation `\(quotation.slug)`", text: NormalisedText(words)))
      }
    }
    return texts
  }
}
