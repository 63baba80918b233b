// What a build measures of itself.

import Testing

@testable import SiteBuilder

@Suite struct TimingTests {
  @Test func everyStageAndPageIsRecorded() async throws {
    let workspace = try SiteBuildTests.Workspace()
    var options = try workspace.options(jobs: 3)
    let recorder = SpanRecorder()
    options.recorder = recorder
    let report = await SiteBuild.run(options)
    #expect(report.timings.map(\.stage) == BuildStage.allCases)
    #expect(report.timings.allSatisfy { $0.duration > .zero && $0.peakMemory > 0 })
    let rendered = try #require(report.timings.first { $0.stage == .render })
    #expect(rendered.byteCount > 10_000)
    let trace = String(decoding: recorder.trace, as: UTF8.self)
    #expect(trace.hasPrefix("{\"displayTimeUnit\":\"ms\",\"traceEvents\":[\n"))
    #expect(trace.hasSuffix("\n]}\n"))
    #expect(trace.contains("\"name\":\"acteurs/xai.html\""))
    let spans = trace.split(separator: "\n").count { $0.contains("\"ph\":\"X\"") }
    #expect(spans == report.pageCount + BuildStage.allCases.count)
  }
}
