public import Diagnostics

struct Linker {
  init(environment: Environment, map: SourceMap) {}
  mutating func compile(_ s: [(name: String, source: SourceID)], into bag: inout DiagnosticBag)
    -> TemplateSet
  { TemplateSet(templates: [:]) }
}
final class Program: Sendable {}
struct VirtualMachine: ~Copyable {
  init(program: Program, context: [(String, Value)], out: inout OutputBuffer) {}
  mutating func runToEnd() -> Diagnostic? { nil }
  mutating func finish(into: inout OutputBuffer, warnings: inout DiagnosticBag) {}
}
extension Environment { mutating func registerBuiltins() {} }
extension Value { func isEqual(to other: Value) -> Bool { false } }
