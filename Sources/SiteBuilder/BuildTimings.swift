// Owns what a build measures of itself: each stage's time, processor time, bytes and memory, and the
// trace that tracing tools open. Nothing here changes what is built.

import FileSystem
import Synchronization

/// What a stage of a build took.
package struct StageTiming: Sendable {
  /// The stage.
  package let stage: BuildStage
  /// From its begin to its end.
  package let duration: Duration
  /// Of all workers together.
  package let processorTime: Duration
  /// The bytes that it read or made.
  package let byteCount: Int
  /// The most memory held at once during it, in bytes; of the whole run so far where the system
  /// cannot tell.
  package let peakMemory: Int
}

/// Notes when things were done, by worker, without a lock in the way of a page.
package final class SpanRecorder: Sendable {
  /// A thing that was done.
  struct Span: Sendable {
    let name: String
    let start: ContinuousClock.Instant
    let duration: Duration
    let byteCount: Int
  }

  /// What one worker notes; added to the whole when the worker ends.
  final class Lane {
    private let recorder: SpanRecorder
    private let number: Int
    private var spans: [Span] = []

    fileprivate init(_ recorder: SpanRecorder, number: Int) {
      self.recorder = recorder
      self.number = number
    }

    deinit { recorder.merge(spans, lane: number) }

    /// The present moment.
    var now: ContinuousClock.Instant { ContinuousClock.now }

    /// Notes what was done since a moment.
    func add(_ name: String, since start: ContinuousClock.Instant, bytes: Int = 0) {
      spans.append(
        Span(name: name, start: start, duration: start.duration(to: .now), byteCount: bytes))
    }
  }

  private let begin = ContinuousClock.now
  private let laneCount = Atomic<Int>(0)
  private let spans = Mutex<[(lane: Int, span: Span)]>([])

  /// Begins.
  package init() {}

  /// A worker's own notes.
  func lane() -> Lane { Lane(self, number: laneCount.add(1, ordering: .relaxed).newValue) }

  /// Notes a stage, on the lane of the run itself.
  func add(_ name: String, since start: ContinuousClock.Instant, bytes: Int) {
    merge(
      [Span(name: name, start: start, duration: start.duration(to: .now), byteCount: bytes)],
      lane: 0)
  }

  private func merge(_ added: [Span], lane: Int) {
    spans.withLock { spans in spans.append(contentsOf: added.map { (lane, $0) }) }
  }

  /// The trace in the JSON form of Chrome's tracing page, which Perfetto reads too.
  ///
  /// - Source: Trace Event Format, complete events (`ph` is `X`), times in microseconds.
  package var trace: [UInt8] {
    let all = spans.withLock { $0 }.sorted {
      ($0.lane, $0.span.start) < ($1.lane, $1.span.start)
    }
    var out = "{\"displayTimeUnit\":\"ms\",\"traceEvents\":[\n"
    out += #"{"ph":"M","pid":1,"tid":0,"name":"process_name","args":{"name":"dossier"}}"#
    for lane in Set(all.map(\.lane)).sorted() {
      let name = lane == 0 ? "stages" : "worker \(lane)"
      out +=
        ",\n{\"ph\":\"M\",\"pid\":1,\"tid\":\(lane),\"name\":\"thread_name\","
        + "\"args\":{\"name\":\"\(name)\"}}"
    }
    for (lane, span) in all {
      let start = Self.microseconds(begin.duration(to: span.start))
      out +=
        ",\n{\"ph\":\"X\",\"pid\":1,\"tid\":\(lane),\"name\":\(Self.quoted(span.name)),"
        + "\"ts\":\(start),\"dur\":\(Self.microseconds(span.duration)),"
        + "\"args\":{\"bytes\":\(span.byteCount)}}"
    }
    out += "\n]}\n"
    return Array(out.utf8)
  }

  private static func microseconds(_ duration: Duration) -> Int64 {
    let (seconds, attoseconds) = duration.components
    return seconds * 1_000_000 + attoseconds / 1_000_000_000_000
  }

  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
