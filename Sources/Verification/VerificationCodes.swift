// The codes of this module, and the wording of R04. R01 references, R02 dates, R03 law, R04 evidence,
// R05 persons: the wording of the others is in the file of its subject.

package import Diagnostics
import DossierModel

extension DiagnosticCode {
  /// Reference to an unknown record.
  package static let unknownRecord = DiagnosticCode("R0101", "reference to an unknown record")
  /// Reference by an old id.
  package static let oldIdentifier = DiagnosticCode("R0102", "reference by an old id", .warning)
  /// No version of the law on that day.
  package static let noVersionOnDay = DiagnosticCode("R0103", "no version of the law on that day")
  /// Reference to an unknown section.
  package static let unknownFragment = DiagnosticCode("R0104", "reference to an unknown section")
  /// Record that refers to itself.
  package static let selfReference = DiagnosticCode("R0105", "record that refers to itself")
  /// Record listed twice.
  package static let listedTwice = DiagnosticCode("R0106", "record listed twice")
  /// Unknown insertion.
  package static let unknownInsertion = DiagnosticCode("R0107", "unknown insertion")
  /// Reference of an unknown kind.
  package static let unknownKind = DiagnosticCode("R0108", "reference of an unknown kind")
  /// Unknown row or column of the matrix.
  package static let unknownAxis = DiagnosticCode("R0109", "unknown row or column of the matrix")
  /// Chain that leads back to itself.
  package static let circularChain = DiagnosticCode("R0110", "chain that leads back to itself")
  /// Link that leads nowhere.
  package static let deadLink = DiagnosticCode("R0111", "link that leads nowhere")
  /// Missing file.
  package static let missingMedia = DiagnosticCode("R0112", "missing file")
  /// Reference to a record that no reader can reach.
  package static let unpublishedTarget = DiagnosticCode(
    "R0113", "reference to a record that no reader can reach")

  /// Legal basis not in force.
  package static let lawNotInForce = DiagnosticCode("R0201", "legal basis not in force")
  /// Weekday that does not fit the date.
  package static let wrongWeekday = DiagnosticCode("R0202", "weekday that does not fit the date")
  /// Impossible date in prose.
  package static let impossibleDate = DiagnosticCode("R0203", "impossible date in prose")
  /// Versions that overlap.
  package static let overlappingVersions = DiagnosticCode("R0204", "versions that overlap")
  /// Dates of a law out of order.
  package static let datesOutOfOrder = DiagnosticCode("R0205", "dates of a law out of order")
  /// Role that ends before it begins.
  package static let reversedRole = DiagnosticCode("R0206", "role that ends before it begins")
  /// Date that stands for no date.
  package static let sentinelDate = DiagnosticCode("R0207", "date that stands for no date")
  package static let claimLawNotInForce = DiagnosticCode(
    "R0208", "law of a statement not in force on its date")
  package static let impossibleRecordDate = DiagnosticCode(
    "R0209", "impossible date of the dossier's own work", .warning)

  /// Penalty that the data does not have.
  package static let wrongPenalty = DiagnosticCode("R0301", "penalty that the data does not have")
  /// Identifier of a version in no known form.
  package static let malformedLawIdentifier = DiagnosticCode(
    "R0302", "identifier of a version in no known form")
  /// Identifier given to two texts or versions.
  package static let sharedLawIdentifier = DiagnosticCode(
    "R0303", "identifier given to two texts or versions")

  /// Altered quotation.
  package static let alteredQuotation = DiagnosticCode("R0401", "altered quotation")
  /// Passage outside the register.
  package static let unregisteredPassage = DiagnosticCode("R0402", "passage outside the register")
  /// Archived document that changed.
  package static let changedDocument = DiagnosticCode("R0403", "archived document that changed")
  /// Registered passage that changed.
  package static let changedPassage = DiagnosticCode("R0404", "registered passage that changed")
  /// Quoted words of no registered text.
  package static let unknownQuotation = DiagnosticCode(
    "R0405", "quoted words of no registered text")
  /// Statement without a source.
  package static let unsourced = DiagnosticCode("R0406", "statement without a source")
  /// Document missing from the archive.
  package static let missingDocument = DiagnosticCode("R0407", "document missing from the archive")

  /// Procedural standing missing.
  package static let standingMissing = DiagnosticCode("R0501", "procedural standing missing")
  /// Procedural standing without a date.
  package static let standingUndated = DiagnosticCode("R0502", "procedural standing without a date")
  /// Word stronger than the standing.
  package static let strongWord = DiagnosticCode(
    "R0503", "word stronger than the standing", .warning)
  /// Chapter without the presumption notice.
  package static let presumptionMissing = DiagnosticCode(
    "R0504", "chapter without the presumption notice", .warning)

  /// Every code of this module.
  package static let verificationCodes: [DiagnosticCode] = [
    unknownRecord, oldIdentifier, noVersionOnDay, unknownFragment, selfReference, listedTwice,
    unknownInsertion, unknownKind, unknownAxis, circularChain, deadLink, missingMedia,
    unpublishedTarget,
    lawNotInForce, wrongWeekday, impossibleDate, overlappingVersions, datesOutOfOrder,
    reversedRole, sentinelDate, claimLawNotInForce, impossibleRecordDate,
    wrongPenalty, malformedLawIdentifier, sharedLawIdentifier, unknownArticle, wrongLawDate,
    doubtfulCitation, wrongActNumber, malformedCitation, disagreeingIdentifiers,
    renumberedArticle, mislabelledLaw, unlinkedLaw, staleConclusion,
    alteredQuotation, unregisteredPassage, changedDocument, changedPassage, unknownQuotation,
    unsourced, missingDocument, singleSource, statementAsFact, hiddenValue,
    cutUnproved, smoothedValue,
    standingMissing, standingUndated, strongWord, presumptionMissing, replyMissing, victimNamed,
    metadataOnly,
    unknownRule, fixedRule, staleAcceptance,
    wrongDuration, wrongAge, wrongSum, unknownCote, eventDateDiffers,
  ]
}
