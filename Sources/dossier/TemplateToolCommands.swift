// The commands by which other programs render templates and measure rendering, line by line.

import ArgumentParser
import TemplateEngine

struct TemplateRenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Render templates for another program: JSON lines in, JSON lines out.",
    discussion: """
      Each line of standard input is an object:
        {"id": …, "files": {"page.html": "…"}, "entry": "page.html", "context": {…},
         "options": {"autoescape": true, "trim_blocks": false, "lstrip_blocks": false,
                     "keep_trailing_newline": false, "undefined": "strict"}}
      Each answer is {"id", "output"} or {"id", "error": {"code", "message", "file", "line", \
      "column"}}, in the order of the lines. Without data contract: names are resolved when the \
      template runs. With autoescape, the ending of the entry's name says the language \
      (.html .xml .json .csv .typ .txt .md); other names are HTML.

      EXAMPLES
        echo '{"files":{"a.html":"<b>{{ x }}</b>"},"entry":"a.html","context":{"x":"<"}}' \\
          | dossier template render --json
      """)

  @OptionGroup var form: LineForm

  func run() throws {
    JSONLines.serve { request throws(ToolFault) in
      var out = OutputBuffer()
      try TemplateJob(request).render(into: &out)
      return [("output", .string(String(decoding: out.bytes, as: UTF8.self)))]
    }
  }
}

struct TemplateBenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure rendering for another program: JSON lines in, JSON lines out.",
    discussion: """
      The lines are those of 'template render --json' with "samples": the number of batches, 7 \
      when it is missing. Files and context are read first; then whole renders into a byte \
      buffer are timed, in batches of at least 50 ms. Each answer is {"id", "ns_per_render": the \
      median of the batches, "bytes", "output"}.

      EXAMPLES
        dossier template bench --json < jobs.jsonl
      """)

  @OptionGroup var form: LineForm

  /// The time a batch takes at least.
  private static let batchTime = Duration.milliseconds(50)

  func run() throws {
    JSONLines.serve { request throws(ToolFault) in
      let samples = try Self.samples(request["samples"])
      let job = try TemplateJob(request)
      var out = OutputBuffer()
      try job.render(into: &out)
      let nanoseconds = try Self.measure(job, samples, &out)
      return [
        ("ns_per_render", .number(nanoseconds)), ("bytes", .integer(Int64(out.count))),
        ("output", .string(String(decoding: out.bytes, as: UTF8.self))),
      ]
    }
  }

  private static func samples(_ value: JSONValue?) throws(ToolFault) -> Int {
    guard let value, !value.isNull else { return 7 }
    guard let count = value.integer, (1...1000).contains(count) else {
      throw ToolFault(message: "`samples` is a whole number from 1 to 1000")
    }
    return Int(count)
  }

  /// The median of the time of a render over batches.
  private static func measure(
    _ job: TemplateJob, _ samples: Int, _ out: inout OutputBuffer
  ) throws(ToolFault) -> Double {
    var size = 1
    while try time(job, size, &out) < batchTime { size *= 2 }
    var times: [Double] = []
    while times.count < samples {
      let duration = try time(job, size, &out)
      if duration < batchTime {
        // The first batches were slower than this one: it is too short to count.
        size *= 2
        continue
      }
      let (seconds, attoseconds) = duration.components
      times.append((Double(seconds) * 1e9 + Double(attoseconds) / 1e9) / Double(size))
    }
    times.sort()
    let middle = times.count / 2
    return times.count % 2 == 1 ? times[middle] : (times[middle - 1] + times[middle]) / 2
  }

  private static func time(
    _ job: TemplateJob, _ size: Int, _ out: inout OutputBuffer
  ) throws(ToolFault) -> Duration {
    let clock = ContinuousClock()
    let start = clock.now
    for _ in 0..<size { try job.render(into: &out) }
    return clock.now - start
  }
}

/// The form in which a command for programs is spoken to.
struct LineForm: ParsableArguments {
  @Flag(help: "Speak JSON, one object a line; the only form there is.")
  var json = false

  func validate() throws {
    if !json { throw ValidationError("name the form with '--json': one object a line.") }
  }
}
