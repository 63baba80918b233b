// What a dossier asks of itself before it may be published, in figures.

/// The record `audit` of `Content/dossier.yaml`: each bound that is given must be kept.
package struct AuditThresholds: Sendable {
  /// The least share of sentences with evidence, in percent.
  package let minSupportedSentences: Located<Double>?
  /// The least share of quotations that are as in their source, in percent.
  package let minVerifiedQuotations: Located<Double>?
  /// The least number of independent sources a claim has on average.
  package let minSourcesPerClaim: Located<Double>?
  /// The most claims with a single independent source.
  package let maxSingleSourceClaims: Located<Int>?
  /// The most claims that rest on unreliable sources alone.
  package let maxUnreliableClaims: Located<Int>?
  /// The most points and records that are left to verify.
  package let maxToVerify: Located<Int>?
  /// The most dates of review that have passed.
  package let maxOverdue: Located<Int>?
}
