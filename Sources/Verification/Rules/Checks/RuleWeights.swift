// R0601, R0602 and R0603: the weights of `dossier.yaml` name rules that there are and that may be
// weakened, and the baseline lists faults that occur.

import Diagnostics
import DossierModel

extension Rule {
  /// The keys of `rules` are codes.
  static let unknownRule = Rule(.unknownRule, .checks, reads: "`rules` of `dossier.yaml`") {
    context, bag in
    let known = Baseline.knownCodes.map(\.id)
    for weight in context.dossier.settings.ruleWeights where !known.contains(weight.code.value) {
      let near = Suggestion.nearest(to: weight.code.value, among: known)
      bag.add(.unknownRule(weight.code.value, near: near, at: weight.code.span))
    }
  }

  /// Rules that pages or people rely on keep their weight.
  static let fixedRule = Rule(.fixedRule, .checks, reads: "`rules` of `dossier.yaml`") {
    context, bag in
    for weight in context.dossier.settings.ruleWeights where weight.severity.value != .error {
      guard let code = Baseline.knownCodes.first(where: { $0.id == weight.code.value }),
        !Baseline.mayBeWeakened(code)
      else { continue }
      bag.add(.fixedRule(code, at: weight.severity.span, rule: weight.code.span))
    }
  }

  /// Every entry of the baseline occurs. Known only when all rules have spoken: `Baseline.apply`
  /// reports it.
  static let staleAcceptance = Rule(
    .staleAcceptance, .checks, reads: "`Content/baseline.yaml`"
  ) { _, _ in }
}
