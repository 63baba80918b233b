// Owns what `dossier verify` says: each quotation against its source, the archive against its
// register, and what asks to be looked at again. Works on a dossier with errors too.

package import Diagnostics
package import DossierModel
import Markdown

/// The state of the evidence of a dossier on a day.
package struct EvidenceReport: Sendable {
  /// What became of a captured document.
  package enum DocumentState: String, Hashable, Sendable {
    /// The archive holds the bytes that were registered.
    case unchanged
    /// The archive holds other bytes.
    case changed
    /// The archive does not hold the document.
    case missing
    /// No archive is at hand.
    case unread
  }

  /// A captured document and what became of it.
  package struct DocumentCheck: Sendable {
    /// The document.
    package let document: ArchivedDocumentID
    /// What became of it.
    package let state: DocumentState
    /// The SHA-256 of the bytes in the archive.
    package let hash: String?
  }

  /// Each quotation, in order.
  package let quotations: [QuotationAssessment]
  /// Each captured document, in order.
  package let documents: [DocumentCheck]
  /// The passages in quotation marks in prose, and how many of them a registered text holds.
  package let proseQuotations: (count: Int, found: Int)
  /// The conclusions that a change of law has overtaken.
  package let staleConclusions: [StaleConclusion]
  /// The claims that rest on copies alone, with the sources that these repeat.
  package let claimsOnCopies: [(claim: ClaimID, origins: [DocumentSourceID])]
  /// The dates of review that have passed, the oldest first.
  package let overdue: [Review]
  /// The faults that the rules of evidence find.
  package let diagnostics: [Diagnostic]

  /// Examines a dossier.
  ///
  /// - Complexity: O(n) in the size of the dossier and of the archive.
  package init(_ dossier: Dossier, sources: SourceMap, options: CheckOptions) {
    let context = CheckContext(dossier, sources: sources, options: options)
    quotations = context.quotations
    documents = zip(dossier.archivedDocuments.ids, dossier.archivedDocuments).map { id, document in
      guard let archive = options.archive else {
        return DocumentCheck(document: id, state: .unread, hash: nil)
      }
      guard let bytes = archive[document.slug] else {
        return DocumentCheck(document: id, state: .missing, hash: nil)
      }
      let hash = SHA256.hexadecimal(bytes)
      return DocumentCheck(
        document: id, state: hash == document.sha256.value ? .unchanged : .changed, hash: hash)
    }
    var bag = DiagnosticBag()
    for rule in RuleRegistry.rules where rule.subject == .evidence { rule.find(context, &bag) }
    Baseline.apply(to: &bag, dossier, sources: sources, ignoresAccepted: options.ignoresBaseline)
    // What the baseline has to say of other rules is no matter of evidence.
    diagnostics = bag.sorted(by: sources).filter { $0.code.id.hasPrefix("R04") }
    let quoted = context.texts.filter { $0.field != .variant }
      .flatMap { QuotedPassage.all(in: $0.document) }
    let unknown = diagnostics.count { $0.code == .unknownQuotation }
    proseQuotations = (quoted.count, quoted.count - unknown)
    staleConclusions = StaleConclusion.all(in: dossier, on: options.buildDate)
    claimsOnCopies = Self.claimsOnCopies(dossier, context.origins)
    overdue = Self.overdue(dossier, on: options.buildDate)
  }

  /// How many quotations came out in one way.
  package func count(_ outcome: QuotationOutcome) -> Int {
    quotations.count { $0.outcome == outcome }
  }

  /// The reviews whose last day has passed, the oldest first.
  static func overdue(_ dossier: Dossier, on day: CivilDate) -> [Review] {
    dossier.reviews.filter { $0.date.value.isBefore(day) }
      .enumerated().sorted { left, right in
        left.element.date.value != right.element.date.value
          ? left.element.date.value < right.element.date.value : left.offset < right.offset
      }.map(\.element)
  }

  /// The claims all of whose support repeats other sources.
  static func claimsOnCopies(
    _ dossier: Dossier, _ origins: SourceOrigins
  ) -> [(claim: ClaimID, origins: [DocumentSourceID])] {
    zip(dossier.claims.ids, dossier.claims).compactMap { id, claim in
      let support = claim.support(in: dossier)
      let isCopied = support.compactMap { dossier.sources[$0] }.allSatisfy {
        $0.copies != nil || $0.level == .copy
      }
      return support.isEmpty || !isCopied ? nil : (id, origins.independent(support))
    }
  }
}
