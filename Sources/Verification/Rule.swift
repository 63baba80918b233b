// Owns what a rule is: one kind of fault, what it reads, and the function that finds it. The rules
// themselves are one file each under `Rules/`; `RuleRegistry` lists them.

package import Diagnostics
import DossierModel

/// What a rule looks at, for documentation and for choosing rules.
package enum RuleSubject: String, CaseIterable, Hashable, Sendable {
  case references, dates, law, evidence, persons, checks, prose
}

/// A check of the whole dossier for one kind of fault.
package struct Rule: Sendable {
  /// The code of its diagnostics, with their severity.
  package let code: DiagnosticCode
  /// The group it belongs to.
  package let subject: RuleSubject
  /// What it reads, in a few words.
  package let reads: String
  /// Finds the faults of a dossier; linear in its size.
  let find: @Sendable (CheckContext, inout DiagnosticBag) -> Void

  init(
    _ code: DiagnosticCode, _ subject: RuleSubject, reads: String,
    find: @escaping @Sendable (CheckContext, inout DiagnosticBag) -> Void
  ) {
    self.code = code
    self.subject = subject
    self.reads = reads
    self.find = find
  }
}

/// What rules read: the dossier and the lists that several of them need, made once.
struct CheckContext: Sendable {
  let dossier: Dossier
  let sources: SourceMap
  let options: CheckOptions
  let texts: [ProseText]
  let references: [WrittenReference]
  let dates: [FoundDate]
  let lawNames: LawNames
  let citations: [FoundCitation]
  /// What each block of each text may hold, in the order of `texts` and their blocks.
  let signs: [[ProseSigns]]
  /// The blocks of prose that hold a number or a mark.
  let signedBlocks: [SignedBlock]
  /// Where each source comes from in the end.
  let origins: SourceOrigins
  /// What was found out about each quotation, in order.
  let quotations: [QuotationAssessment]

  init(_ dossier: Dossier, sources: SourceMap, options: CheckOptions) {
    self.dossier = dossier
    self.sources = sources
    self.options = options
    texts = ProseText.all(of: dossier)
    references = ReferenceWalk(dossier, texts: texts).references
    signs = SignedBlock.signs(in: texts)
    signedBlocks = SignedBlock.all(in: texts, signs)
    dates = FoundDate.all(in: signedBlocks)
    lawNames = LawNames(dossier)
    citations = FoundCitation.all(in: texts, signs, dossier, lawNames)
    origins = SourceOrigins(dossier.sources)
    var assessor = QuotationAssessor(dossier, archive: options.archive)
    quotations = dossier.quotations.ids.map { assessor.assess($0) }
  }
}
