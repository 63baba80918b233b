// Owns the one entry of the module: a dossier in, a checked dossier and diagnostics out.

package import Diagnostics
package import DossierModel

/// How a dossier is checked.
package struct CheckOptions: Sendable {
  /// The day of the build.
  package var buildDate: CivilDate
  /// The bytes of the archived documents by id of the register; `nil` when no archive is at hand,
  /// and then quotations are proved by their hashes alone.
  package var archive: [String: [UInt8]]?
  /// Whether faults that the baseline accepts are reported all the same.
  package var ignoresBaseline = false
  /// Whether drafts and private records stay: only the authors' own preview shows them.
  package var keepsUnpublished = false

  /// Makes options.
  package init(buildDate: CivilDate, archive: [String: [UInt8]]? = nil) {
    self.buildDate = buildDate
    self.archive = archive
  }
}

/// Checks a dossier by every rule; all faults are found in one run.
///
/// - Parameters:
///   - dossier: What was read.
///   - sources: The texts that the spans of the dossier lie in.
///   - options: The day of the build, and the archive where one is at hand.
///   - bag: Receives `R` diagnostics, by rule and then in the order of the dossier. What is in it
///     already counts: a dossier that could not be read whole is not a checked one.
/// - Returns: The checked dossier; `nil` when the bag holds an error.
/// - Complexity: O(n) in the size of the dossier, and O(n) more for each fault that names near ids.
package func check(
  _ dossier: Dossier, sources: SourceMap, options: CheckOptions, into bag: inout DiagnosticBag
) -> CheckedDossier? {
  let context = CheckContext(dossier, sources: sources, options: options)
  for rule in RuleRegistry.rules { rule.find(context, &bag) }
  return conclude(context, into: &bag)
}

/// Checks a dossier by every rule, several rules at once; the outcome is that of one after the other.
///
/// - Parameters:
///   - dossier: What was read.
///   - sources: The texts that the spans of the dossier lie in.
///   - options: The day of the build, and the archive where one is at hand.
///   - workerCount: How many rules are at work at most.
///   - bag: Receives `R` diagnostics, as for one rule after the other.
/// - Returns: The checked dossier; `nil` when the bag holds an error.
package func check(
  _ dossier: Dossier, sources: SourceMap, options: CheckOptions, workerCount: Int,
  into bag: inout DiagnosticBag
) async -> CheckedDossier? {
  let context = CheckContext(dossier, sources: sources, options: options)
  let rules = RuleRegistry.rules
  _ = await PhaseMap.map(
    rules, leading: rules.count, workerCount: workerCount, into: &bag, makeState: {}
  ) { rule, _, bag in rule.find(context, &bag) }
  return conclude(context, into: &bag)
}

/// Takes off what the baseline accepts, and makes the checked dossier where no error is left.
private func conclude(
  _ context: CheckContext, into bag: inout DiagnosticBag
) -> CheckedDossier? {
  let (dossier, sources, options) = (context.dossier, context.sources, context.options)
  Baseline.apply(
    to: &bag, dossier, sources: sources, ignoresAccepted: options.ignoresBaseline)
  if bag.hasErrors { return nil }
  // Drafts and private records are checked like all others, and end here.
  let published = options.keepsUnpublished ? dossier : dossier.published
  return published.entityCount == dossier.entityCount
    ? CheckedDossier(context)
    : CheckedDossier(CheckContext(published, sources: sources, options: options))
}
