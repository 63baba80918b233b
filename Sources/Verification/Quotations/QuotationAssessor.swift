// Owns the verdict on a quotation: exact, normalised or absent, from the archived bytes where they are
// at hand and from the registered hash where not. The rule, `verify` and the audit ask here.

package import Diagnostics
package import DossierModel

/// How the words of a quotation relate to their source.
package enum QuotationOutcome: String, CaseIterable, Hashable, Sendable {
  /// Byte for byte what was registered.
  case exact
  /// The same words, with other spaces or apostrophes, a sign less at the end, or cuts in order.
  case normalised
  /// Other words.
  case absent
  /// Not decidable without the archive: the words leave something out.
  case unproved
}

/// What decided on a quotation.
package enum QuotationProof: String, CaseIterable, Hashable, Sendable {
  /// The archived bytes, in a document that is the registered one.
  case archive
  /// The registered hash.
  case hash
  /// The bytes at hand of a document that is no longer the registered one.
  case changed
}

/// What was found out about a quotation.
package struct QuotationAssessment: Sendable {
  /// The quotation.
  package let quotation: QuotationID
  /// How its words relate to the source.
  package let outcome: QuotationOutcome
  /// What decided.
  package let proof: QuotationProof
  /// The nearest passage, for words that are absent.
  let near: NearPassage?

  /// Where the nearest passage stands, as named in messages.
  package func nearName(_ language: DiagnosticLanguage) -> String? { near?.name[language] }
  /// The nearest passage.
  package var nearPassage: String? { near?.passage }
  /// The difference between the nearest passage and the words, in words.
  package var nearDifference: WordDifference? { near?.difference }
}

/// Assesses the quotations of a dossier, one after the other.
struct QuotationAssessor {
  private let dossier: Dossier
  private let archive: [String: [UInt8]]?
  private var repair = QuotationRepair()
  private var index: PassageIndex?
  /// Whether an archived document is the one that was registered; hashed once.
  private var isIntact: [String: Bool] = [:]
  /// The documents that are no longer the registered ones, made ready to be searched.
  private var changed: [String: QuotableText] = [:]

  init(_ dossier: Dossier, archive: [String: [UInt8]]?) {
    self.dossier = dossier
    self.archive = archive
  }

  /// Assesses one quotation.
  mutating func assess(_ id: QuotationID) -> QuotationAssessment {
    let quotation = dossier.quotations[id]
    let selector = quotation.passage
    let words = Array(quotation.text.value.utf8)
    func made(
      _ outcome: QuotationOutcome, _ proof: QuotationProof, _ near: NearPassage? = nil
    ) -> QuotationAssessment {
      QuotationAssessment(quotation: id, outcome: outcome, proof: proof, near: near)
    }
    if let source = archived(selector) {
      if source.elementsEqual(words) { return made(.exact, .archive) }
      if PassageIndex.isNormalised(words, as: source) { return made(.normalised, .archive) }
      let right = String(decoding: source, as: UTF8.self)
      let difference = WordDifference(from: right, to: quotation.text.value)
      // The passage is named; where little of it is left, the words may stand elsewhere.
      let near =
        difference.similarity >= 0.5
        ? NearPassage(name: Self.passageName, passage: right, difference: difference)
        : nearest(words, of: quotation)
      return made(.absent, .archive, near)
    }
    let document = changedDocument(selector)
    if SHA256.hexadecimal(words) == selector.sha256.value {
      guard let (bytes, text) = document else { return made(.exact, .hash) }
      if ArchiveChange.firstIndex(of: words, in: bytes) != nil { return made(.exact, .hash) }
      if PassageIndex.isInside(words, text.text) { return made(.normalised, .changed) }
      return made(
        .absent, .changed, PassageIndex([text]).nearest(to: NormalisedText(words)))
    }
    if let repaired = repair.repair(
      words, hash: selector.sha256.value, size: selector.end - selector.start)
    {
      if NormalisedText(repaired).bytes == NormalisedText(words).bytes {
        return made(.normalised, .hash)
      }
      let right = String(decoding: repaired, as: UTF8.self)
      return made(
        .absent, .hash,
        NearPassage(
          name: Self.hashName, passage: right,
          difference: WordDifference(from: right, to: quotation.text.value)))
    }
    // With words left out only the bytes can tell; more bytes than the passage has cannot be a part.
    if PassageIndex.hasCut(words) {
      guard let (_, text) = document else {
        if archive?[selector.document.slug] == nil { return made(.unproved, .hash) }
        return made(.absent, .hash, nearest(words, of: quotation))
      }
      if PassageIndex.isInside(words, text.text) { return made(.normalised, .changed) }
    }
    return made(.absent, .hash, nearest(words, of: quotation))
  }

  private static let passageName = Wording(
    "the passage has", fr: "le passage porte")
  private static let hashName = Wording(
    "the registered hash is that of", fr: "l'empreinte enregistrée est celle de")

  /// The bytes of a passage, where the archive holds the document as it was registered.
  private mutating func archived(_ selector: Passage) -> ArraySlice<UInt8>? {
    guard let document = dossier.archivedDocuments[selector.document],
      let bytes = archive?[document.slug], selector.start <= selector.end,
      selector.start >= 0, selector.end <= bytes.count
    else { return nil }
    // A document that changed is a fault of its own.
    return isRegistered(document, bytes) ? bytes[selector.start..<selector.end] : nil
  }

  /// The bytes at hand of the document of a passage, where they are no longer those that were
  /// registered.
  private mutating func changedDocument(_ selector: Passage) -> ([UInt8], QuotableText)? {
    guard let document = dossier.archivedDocuments[selector.document],
      let bytes = archive?[document.slug], !isRegistered(document, bytes)
    else { return nil }
    let text =
      changed[document.slug]
      ?? QuotableText(name: Self.name(of: document), text: NormalisedText(bytes))
    changed[document.slug] = text
    return (bytes, text)
  }

  private mutating func isRegistered(_ document: ArchivedDocument, _ bytes: [UInt8]) -> Bool {
    let intact = isIntact[document.slug] ?? (SHA256.hexadecimal(bytes) == document.sha256.value)
    isIntact[document.slug] = intact
    return intact
  }

  private mutating func nearest(_ words: [UInt8], of quotation: Quotation) -> NearPassage? {
    // Made for the first fault only.
    let passages = index ?? PassageIndex(quotables())
    index = passages
    return passages.nearest(
      to: NormalisedText(words), excluding: Self.name(of: quotation))
  }

  private static func name(of quotation: Quotation) -> Wording {
    Wording("the quotation `\(quotation.slug)`", fr: "la citation `\(quotation.slug)`")
  }

  private static func name(of document: ArchivedDocument) -> Wording {
    Wording(
      "the archived document `\(document.slug)`", fr: "le document archivé `\(document.slug)`")
  }

  /// What an altered quotation is compared with: the archived documents, and the other quotations
  /// whose words are as registered.
  private func quotables() -> [QuotableText] {
    var texts: [QuotableText] = []
    for document in dossier.archivedDocuments {
      if let bytes = archive?[document.slug] {
        texts.append(
          QuotableText(
            name: Self.name(of: document), text: NormalisedText(bytes)))
      }
    }
    for quotation in dossier.quotations {
      let words = Array(quotation.text.value.utf8)
      if SHA256.hexadecimal(words) == quotation.passage.sha256.value {
        texts.append(
          QuotableText(name: Self.name(of: quotation), text: NormalisedText(words)))
      }
    }
    return texts
  }
}
