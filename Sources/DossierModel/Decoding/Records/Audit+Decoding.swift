// The keys of `audit` in `Content/dossier.yaml`.

extension AuditThresholds: DecodableRecord {
  static let declaration = RecordDeclaration(
    "audit", "Bounds that `dossier audit` holds the dossier to; one that is missed stops it.",
    [
      .optional(
        "min-supported-sentences", .number(0...100),
        "the least share of sentences with evidence, in percent"),
      .optional(
        "min-verified-quotations", .number(0...100),
        "the least share of quotations that are as in their source, in percent"),
      .optional(
        "min-sources-per-claim", .number(0...100),
        "the least number of independent sources per claim, on average"),
      .optional(
        "max-single-source-claims", .integer(0...1_000_000),
        "the most claims with a single independent source"),
      .optional(
        "max-unreliable-claims", .integer(0...1_000_000),
        "the most claims that rest on unreliable sources alone"),
      .optional(
        "max-to-verify", .integer(0...1_000_000),
        "the most points and records left to verify"),
      .optional(
        "max-overdue", .integer(0...1_000_000), "the most dates of review that have passed"),
    ])

  init?(from record: inout RecordDecoder) {
    minSupportedSentences = record.number("min-supported-sentences")
    minVerifiedQuotations = record.number("min-verified-quotations")
    minSourcesPerClaim = record.number("min-sources-per-claim")
    maxSingleSourceClaims = record.integer("max-single-source-claims")
    maxUnreliableClaims = record.integer("max-unreliable-claims")
    maxToVerify = record.integer("max-to-verify")
    maxOverdue = record.integer("max-overdue")
  }
}
