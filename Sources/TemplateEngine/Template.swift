// The compiled templates: what a program holds and renders, from as many threads as it likes.

public import Diagnostics

/// Compiled templates by name.
public struct TemplateSet: Sendable {
  let templates: [String: Template]

  /// The template of a name, or `nil` when there is none or it did not compile.
  public func template(_ name: String) -> Template? { templates[name] }

  /// The names of the templates that can be rendered, sorted.
  public var names: [String] { templates.keys.sorted() }
}

/// One compiled template with everything it extends, includes and imports.
///
/// A template is immutable: any number of threads may render it at the same time.
public struct Template: Sendable {
  /// The name under which the template was compiled.
  public let name: String
  let program: Program

  /// Renders the template.
  ///
  /// - Parameters:
  ///   - context: the variables the template sees.
  ///   - out: the bytes are appended here; after a fault it holds what was written before.
  /// - Throws: the first fault met, with its place and the templates that led to it.
  public func render(
    _ context: [(String, Value)], into out: inout OutputBuffer
  ) throws(Diagnostic) {
    var warnings = DiagnosticBag()
    try render(context, into: &out, warnings: &warnings)
  }

  /// Renders the template and collects what it had to refuse, such as unsafe addresses.
  ///
  /// - Parameter memory: What earlier renderings of the same worker have learnt.
  public func render(
    _ context: [(String, Value)], into out: inout OutputBuffer, warnings: inout DiagnosticBag,
    memory: RenderMemory? = nil
  ) throws(Diagnostic) {
    var machine = VirtualMachine(program: program, context: context, out: &out, memory: memory)
    let fault = machine.runToEnd()
    machine.finish(into: &out, warnings: &warnings)
    if let fault { throw fault }
  }
}
