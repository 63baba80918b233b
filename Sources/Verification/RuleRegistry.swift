// Owns the list of rules, in the order of their codes. A test holds that every code has a rule, a
// page and a pair of examples.

/// All rules.
package enum RuleRegistry {
  /// Every rule, by code.
  package static let rules: [Rule] = [
    .unknownRecord, .oldIdentifier, .noVersionOnDay, .unknownFragment, .selfReference,
    .listedTwice, .unknownInsertion, .unknownKind, .unknownAxis, .circularChain,
    .deadLink, .missingMedia, .unpublishedTarget,
    .lawNotInForce, .wrongWeekday, .impossibleDate, .overlappingVersions, .datesOutOfOrder,
    .reversedRole, .sentinelDate, .claimLawNotInForce, .impossibleRecordDate,
    .wrongPenalty, .malformedLawIdentifier, .sharedLawIdentifier, .unknownArticle,
    .wrongLawDate, .doubtfulCitation, .wrongActNumber, .malformedCitation,
    .disagreeingIdentifiers, .renumberedArticle, .mislabelledLaw, .unlinkedLaw, .staleConclusion,
    .alteredQuotation, .unregisteredPassage, .changedDocument, .changedPassage,
    .unknownQuotation, .unsourced, .missingDocument, .singleSource, .statementAsFact, .hiddenValue,
    .cutUnproved, .smoothedValue,
    .standingMissing, .standingUndated, .strongWord, .presumptionMissing, .replyMissing,
    .victimNamed, .metadataOnly,
    .unknownRule, .fixedRule, .staleAcceptance,
    .wrongDuration, .wrongAge, .wrongSum, .unknownCote, .eventDateDiffers,
  ]
}
