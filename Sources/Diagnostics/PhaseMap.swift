// Owns the one parallel pattern of the product: a map over inputs by a few workers that claim
// chunks, with results and diagnostics merged in input order.

import Synchronization

/// Runs a phase over many inputs on several workers.
public enum PhaseMap {
  /// Maps inputs to outputs in parallel; the outcome does not depend on the number of workers.
  ///
  /// Each worker makes one state (buffers, a stack) and reuses it for every input it claims.
  /// - Parameters:
  ///   - inputs: What to map.
  ///   - workerCount: How many workers at most; 1 runs in the caller's task.
  ///   - bag: Receives the diagnostics of all inputs, in input order.
  ///   - makeState: Makes the state of one worker.
  ///   - body: Maps one input; may use the state, and adds its faults to the bag it is given.
  /// - Returns: The outputs, in input order.
  public static func map<Input: Sendable, State, Output: Sendable>(
    _ inputs: [Input], workerCount: Int, into bag: inout DiagnosticBag,
    makeState: @Sendable @escaping () -> State,
    body: @Sendable @escaping (Input, inout State, inout DiagnosticBag) -> Output
  ) async -> [Output] {
    let workers = max(1, min(workerCount, inputs.count))
    if workers == 1 {
      var state = makeState()
      return inputs.map { body($0, &state, &bag) }
    }
    let chunk = max(1, min(32, inputs.count / (workers * 4)))
    let next = Counter()
    var parts: [(start: Int, outputs: [Output], bag: DiagnosticBag)] = []
    await withTaskGroup(of: [(Int, [Output], DiagnosticBag)].self) { group in
      for _ in 0..<workers {
        group.addTask {
          var state = makeState()
          var done: [(Int, [Output], DiagnosticBag)] = []
          while true {
            let start = next.claim(chunk)
            if start >= inputs.count { return done }
            var chunkBag = DiagnosticBag()
            var outputs: [Output] = []
            for index in start..<min(start + chunk, inputs.count) {
              outputs.append(body(inputs[index], &state, &chunkBag))
            }
            done.append((start, outputs, chunkBag))
          }
        }
      }
      for await part in group { parts.append(contentsOf: part) }
    }
    parts.sort { $0.start < $1.start }
    var outputs: [Output] = []
    outputs.reserveCapacity(inputs.count)
    for part in parts {
      outputs.append(contentsOf: part.outputs)
      bag.merge(part.bag)
    }
    return outputs
  }

  /// A counter that workers claim ranges from.
  private final class Counter: Sendable {
    private let value = Atomic<Int>(0)

    func claim(_ count: Int) -> Int {
      value.add(count, ordering: .relaxed).oldValue
    }
  }
}
