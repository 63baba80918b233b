// Times the Markdown pipeline against libcmark on the same texts, in one process, in interleaved
// rounds, by the CPU time of the thread. Prints medians, and ratios to libcmark of the same round.

import CMarkBaseline
import Diagnostics
import Markdown

/// What references become in the benchmark: nothing, as its texts have none.
struct NoResolver: MarkdownResolver {
  func writeReference(_ reference: MarkdownReference, into out: inout [UInt8]) {}
  func writeCitation(_ citation: MarkdownCitation, into out: inout [UInt8]) {}
  func writeInsertion(_ insertion: MarkdownInsertion, into out: inout [UInt8]) {}
  func writeMargin(
    references: [MarkdownReference], citations: [MarkdownCitation], into out: inout [UInt8]
  ) {}
}

/// One way to make HTML of a text.
struct Job {
  var name: String
  /// Returns the length of the result.
  var run: (_ text: [UInt8], _ out: inout [UInt8]) -> Int
}

@main
enum MarkdownBench {
  static func ours(_ options: MarkdownOptions, writes: Bool = true) -> Job {
    var name = options.profile == .commonmark ? "commonmark" : "dossier"
    if options.typography { name += ", typography" }
    if !writes { name += ", parse only" }
    return Job(name: name) { text, out in
      var bag = DiagnosticBag()
      let span = Span(source: SourceID(raw: 0), start: 0, end: text.count)
      let document = parseMarkdown(
        text, origin: TextOrigin(verbatim: span), options: options, into: &bag)
      guard writes else { return document.nodes.count }
      out.removeAll(keepingCapacity: true)
      HTMLWriter(resolver: NoResolver()).write(document, into: &out)
      return out.count
    }
  }

  static func libcmark(_ name: String, _ call: @escaping (UnsafePointer<CChar>, Int) -> Int) -> Job
  {
    Job(name: name) { text, _ in
      text.withUnsafeBytes { buffer in
        buffer.bindMemory(to: CChar.self).baseAddress.map { call($0, buffer.count) } ?? 0
      }
    }
  }

  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    if arguments.first == "scaling" {
      let size = arguments.dropFirst().first.flatMap { Int($0) } ?? 50_000
      return Scaling.run(bytes: size, only: arguments.dropFirst(2).first)
    }
    let rounds = arguments.first.flatMap { Int($0) } ?? 21
    let only = arguments.dropFirst().first
    var prose = Prose(seed: 2026)
    let texts = (0..<400).map { _ in prose.document() }
    let byteCount = texts.reduce(0) { $0 + $1.count }
    var jobs = [
      libcmark("libcmark: parse, render") { baseline_html($0, $1) },
      libcmark("libcmark: parse") { baseline_parse($0, $1) },
      ours(MarkdownOptions(profile: .commonmark)),
      ours(MarkdownOptions(typography: false)),
      ours(MarkdownOptions(typography: true)),
      ours(MarkdownOptions(typography: true), writes: false),
    ]
    if let only { jobs = jobs.filter { $0.name == only } }
    var out: [UInt8] = []
    var times = [[Double]](repeating: [], count: jobs.count)
    for round in -1..<rounds {
      for (index, job) in jobs.enumerated() {
        let start = baseline_cpu_time()
        var sum = 0
        for text in texts { sum += job.run(text, &out) }
        let time = Double(baseline_cpu_time() - start)
        precondition(sum > 0, "a text has a result")
        if round >= 0 { times[index].append(time) }
      }
    }
    print("\(texts.count) texts, \(byteCount) bytes, \(rounds) interleaved rounds, CPU time")
    print("| job | ns a byte | MB/s | to libcmark |")
    print("|---|---|---|---|")
    for (index, job) in jobs.enumerated() {
      let time = median(times[index]) / Double(byteCount)
      let ratio = median(zip(times[index], times[0]).map { $0 / $1 })
      print(
        "| \(job.name) | \(fixed(time, 2)) | \(fixed(1000 / time, 0)) | \(fixed(ratio, 2)) |")
    }
  }

  static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  /// A number with some decimals.
  static func fixed(_ value: Double, _ decimals: Int) -> String {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let number = Int((value * scale).rounded())
    guard decimals > 0 else { return String(number) }
    let rest = String(number % Int(scale))
    let zeros = String(repeating: "0", count: decimals - rest.count)
    return "\(number / Int(scale)).\(zeros)\(rest)"
  }
}
