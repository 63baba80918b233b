// What libFuzzer runs: bytes become templates, which are read, compiled and rendered.
// Nothing may crash or hang; spans must lie inside their source, and output inside its limit.

import Diagnostics
import TemplateEngine

/// The environments in turn: how a template is read and escaped.
private let environments: [Environment] = (0..<4).map { number in
  var environment = Environment()
  environment.options.trimBlocks = number & 1 == 0
  environment.options.lstripBlocks = number & 1 == 0
  environment.options.autoescape = number & 2 == 0 ? .html : .off
  environment.options.checksNames = number & 1 == 0
  environment.options.limits.fuel = 200_000
  environment.options.limits.iterations = 20_000
  environment.options.limits.outputBytes = 1 << 20
  return environment
}

private let context: [(String, Value)] = {
  let users: [Value] = [
    .map([("name", .string("Zoe <b>")), ("age", .int(31)), ("tags", .list([.string("x")]))]),
    .map([("name", .string("Émile")), ("age", .int(25)), ("tags", .list([]))]),
  ]
  return [
    ("n", .int(7)), ("f", .double(2.5)), ("s", .string("it's <a> \"b\" é😀")), ("e", .string("")),
    ("t", .bool(true)), ("z", .none), ("xs", .list([.int(3), .int(1), .int(2)])),
    ("m", .map([("b", .int(1)), ("a", .string("javascript:alert(1)"))])), ("users", .list(users)),
  ]
}()

/// One input. Its first byte chooses the environment; `\u{1}` separates the files.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTemplates(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start, count > 1, count < 20_000 else { return 0 }
  let bytes = UnsafeBufferPointer(start: start, count: count)
  let environment = environments[Int(bytes[0] & 3)]
  var map = SourceMap()
  var files: [(name: String, source: SourceID)] = []
  for (number, part) in bytes.dropFirst().split(separator: 1, omittingEmptySubsequences: false)
    .prefix(3).enumerated()
  {
    let name = ["a.html", "b.html", "c.html"][number]
    files.append((name, map.add(path: name, bytes: Array(part))))
  }
  var bag = DiagnosticBag()
  let set = environment.compile(files, in: map, into: &bag)
  for name in set.names {
    guard let template = set.template(name) else { continue }
    var out = OutputBuffer(capacity: 64)
    do throws(Diagnostic) {
      try template.render(context, into: &out, warnings: &bag)
    } catch {
      bag.add(error)
    }
    precondition(out.count <= 17 << 20, "output stays near its limit")
  }
  for diagnostic in bag.diagnostics {
    guard let span = diagnostic.primary?.span else { continue }
    precondition(span.start <= span.end, "a span ends behind its start")
    precondition(Int(span.end) <= map.bytes(of: span.source).count, "a span lies in its source")
  }
  let renderer = DiagnosticRenderer(sources: map)
  for diagnostic in bag.diagnostics.prefix(3) { _ = renderer.render(diagnostic) }
  return 0
}

/// What the package manager starts; libFuzzer's own `main` is this with other words.
@_cdecl("fuzz_templates_main")
public func main(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  var count = count
  var arguments = arguments
  return runFuzzer(&count, &arguments, fuzzTemplates)
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ input: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt
