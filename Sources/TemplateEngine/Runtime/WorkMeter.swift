// The count of what filters, tests and functions do: they run outside of the machine's loop, and a
// rendering must end whatever they are given.

import Synchronization

/// Counts the work of operations against what a rendering has left.
///
/// A meter belongs to one rendering, which one thread runs; it is atomic so that calls may be sent.
final class WorkMeter: Sendable {
  /// What one rendering may use at most.
  let limits: Environment.Limits
  private let left: Atomic<Int>

  init(_ limits: Environment.Limits) {
    self.limits = limits
    left = Atomic(limits.fuel)
  }

  /// What is left to spend, in instructions.
  var remaining: Int {
    get { left.load(ordering: .relaxed) }
    set { left.store(newValue, ordering: .relaxed) }
  }

  /// Counts work, or says that there was too much of it.
  func charge(_ steps: Int) throws(TemplateFault) {
    let rest = remaining - steps
    left.store(rest, ordering: .relaxed)
    if rest < 0 { throw .outOfFuel }
  }
}
