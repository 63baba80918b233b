// R0403, R0404 and R0407: with an archive at hand, its documents are those that were captured, and
// the registered passages stand where they say.

import Diagnostics
import DossierModel

extension Rule {
  /// An archived document has the size and hash of the register.
  static let changedDocument = Rule(
    .changedDocument, .evidence, reads: "the archive, `size` and `sha256` of its register"
  ) { context, bag in
    for (document, bytes) in context.archived {
      if bytes.count != document.size {
        bag.add(
          .changedDocument(
            document.slug, what: Wording("size", fr: "taille"),
            expected: Wording("\(document.size) bytes", fr: "\(document.size) octets"),
            found: Wording("\(bytes.count) bytes", fr: "\(bytes.count) octets"),
            at: document.sizeSpan))
        continue
      }
      let hash = SHA256.hexadecimal(bytes)
      if hash != document.sha256.value {
        bag.add(
          .changedDocument(
            document.slug, what: Wording("hash", fr: "empreinte"),
            expected: Wording(document.sha256.value), found: Wording(hash),
            at: document.sha256.span))
      }
    }
  }

  /// The bytes of each registered passage hash to what was registered.
  static let changedPassage = Rule(
    .changedPassage, .evidence, reads: "passages of the register, the archive where at hand"
  ) { context, bag in
    for document in context.dossier.archivedDocuments {
      let bytes = context.options.archive?[document.slug]
      // In a document that changed every passage may have moved: one fault is enough.
      let isIntact = bytes.map {
        $0.count == document.size && SHA256.hexadecimal($0) == document.sha256.value
      }
      for passage in document.passages {
        if passage.end > document.size {
          bag.add(
            .changedPassage(
              passage.id.value, document: document.slug, at: passage.id.span,
              reason: Wording(
                "it ends at byte \(passage.end), the document has \(document.size)",
                fr: "il finit à l'octet \(passage.end), le document en a \(document.size)")))
          continue
        }
        guard let bytes, isIntact == true else { continue }
        let hash = SHA256.hexadecimal(bytes[passage.start..<passage.end])
        if hash != passage.sha256.value {
          bag.add(
            .changedPassage(
              passage.id.value, document: document.slug, at: passage.sha256.span,
              reason: Wording(
                "the bytes \(passage.start) to \(passage.end) hash to \(hash)",
                fr: "les octets \(passage.start) à \(passage.end) ont l'empreinte \(hash)")))
        }
      }
    }
  }

  /// The archive holds every document of the register.
  static let missingDocument = Rule(
    .missingDocument, .evidence, reads: "the archive, the register"
  ) { context, bag in
    guard let archive = context.options.archive else { return }
    for document in context.dossier.archivedDocuments where archive[document.slug] == nil {
      bag.add(.missingDocument(document.slug, file: document.file, at: document.idSpan))
    }
  }
}

extension CheckContext {
  /// The documents of the register that the archive holds, with their bytes.
  fileprivate var archived: [(ArchivedDocument, [UInt8])] {
    guard let archive = options.archive else { return [] }
    return dossier.archivedDocuments.compactMap { document in
      archive[document.slug].map { (document, $0) }
    }
  }
}
