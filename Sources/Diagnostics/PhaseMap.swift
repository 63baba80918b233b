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
  ///   - leading: How many inputs at the front are large: they are claimed one by one.
  ///   - workerCount: How many workers at most; 1 runs in the caller's task.
  ///   - bag: Receives the diagnostics of all inputs, in input order.
  ///   - makeState: Makes the state of one worker.
  ///   - body: Maps one input; may use the state, and adds its faults to the bag it is given.
  /// - Returns: The outputs, in input order.
  public static func map<Input: Sendable, State, Output: Sendable>(
    _ inputs: [Input], leading: Int = 0, workerCount: Int, into bag: inout DiagnosticBag,
    makeState: @Sendable @escaping () -> State,
    body: @Sendable @escaping (Input, inout State, inout DiagnosticBag) -> Output
  ) async -> [Output] {
    let workers = max(1, min(workerCount, inputs.count))
    if workers == 1 {
      var state = makeState()
      return inputs.map { body($0, &state, &bag) }
    }
    let leading = min(max(0, leading), inputs.count)
    let size = max(1, min(32, (inputs.count - leading) / (workers * 4)))
    let chunkCount = leading + (inputs.count - leading + size - 1) / size
    let next = Counter()
    var parts: [(chunk: Int, outputs: [Output], bag: DiagnosticBag)] = []
    await withTaskGroup(of: [(Int, [Output], DiagnosticBag)].self) { group in
      for _ in 0..<workers {
        group.addTask {
          var state = makeState()
          var done: [(Int, [Output], DiagnosticBag)] = []
          while true {
            let chunk = next.claim()
            if chunk >= chunkCount { return done }
            let start = chunk < leading ? chunk : leading + (chunk - leading) * size
            let end = chunk < leading ? chunk + 1 : min(start + size, inputs.count)
            var chunkBag = DiagnosticBag()
            var outputs: [Output] = []
            outputs.reserveCapacity(end - start)
            for index in start..<end {
              outputs.append(body(inputs[index], &state, &chunkBag))
            }
            done.append((chunk, outputs, chunkBag))
          }
        }
      }
      for await part in group { parts.append(contentsOf: part) }
    }
    parts.sort { $0.chunk < $1.chunk }
    var outputs: [Output] = []
    outputs.reserveCapacity(inputs.count)
    for part in parts {
      outputs.append(contentsOf: part.outputs)
      bag.merge(part.bag)
    }
    return outputs
  }

  /// A counter that workers claim chunks from.
  private final class Counter: Sendable {
    private let value = Atomic<Int>(0)

    func claim() -> Int { value.add(1, ordering: .relaxed).oldValue }
  }
}
