// Owns what one line of `template render --json` and `template bench --json` asks for: the files,
// the entry, the context and the options, and the compiled template they make.

import Diagnostics
import TemplateEngine

/// A template with its context, as a line asks for it.
struct TemplateJob {
  private let sources: SourceMap
  private let entry: String
  private let template: Template
  private let context: [(String, Value)]

  /// Reads a request and compiles its templates.
  ///
  /// There is no data contract: names are resolved when the template runs.
  init(_ request: JSONValue) throws(ToolFault) {
    guard let files = request["files"]?.members else {
      throw ToolFault(message: "`files` is missing: an object of template sources by name")
    }
    guard let entry = request["entry"]?.string else {
      throw ToolFault(message: "`entry` is missing: the name of the template to render")
    }
    var map = SourceMap()
    var named: [(name: String, source: SourceID)] = []
    for (name, source) in files {
      guard let text = source.string else {
        throw ToolFault(message: "the file `\(name)` is \(source.typeName), not a string")
      }
      named.removeAll { $0.name == name }
      named.append((name, map.add(path: name, bytes: Array(text.utf8))))
    }
    guard named.contains(where: { $0.name == entry }) else {
      throw ToolFault(
        code: "T0106", message: "there is no template `\(entry)` among the files", file: entry)
    }
    var environment = Environment()
    environment.options = try Self.options(request["options"])
    var bag = DiagnosticBag()
    let set = environment.compile(named, in: map, into: &bag)
    guard let template = set.template(entry) else {
      throw Self.fault(bag, in: map, entry: entry)
    }
    self.template = template
    self.entry = entry
    sources = map
    context = try Self.context(request["context"])
  }

  /// Renders once; what the buffer held before is forgotten.
  func render(into out: inout OutputBuffer) throws(ToolFault) {
    out.removeAll()
    do throws(Diagnostic) {
      try template.render(context, into: &out)
    } catch {
      throw Self.fault(error, in: sources, entry: entry)
    }
  }

  // MARK: - Reading

  private static func options(_ value: JSONValue?) throws(ToolFault) -> Environment.Options {
    var options = Environment.Options()
    options.trimBlocks = false
    options.lstripBlocks = false
    options.autoescape = .byNameOrHTML
    options.checksNames = false
    guard let value, !value.isNull else { return options }
    guard let members = value.members else {
      throw ToolFault(message: "`options` is \(value.typeName), not an object")
    }
    for (name, value) in members {
      switch name {
      case "autoescape": options.autoescape = try flag(name, value) ? .byNameOrHTML : .off
      case "trim_blocks": options.trimBlocks = try flag(name, value)
      case "lstrip_blocks": options.lstripBlocks = try flag(name, value)
      case "keep_trailing_newline": options.keepTrailingNewline = try flag(name, value)
      case "undefined":
        guard value.string == "strict" else {
          throw ToolFault(message: "the option `undefined` can only be \"strict\"")
        }
      default: throw ToolFault(message: "there is no option `\(name)`")
      }
    }
    return options
  }

  private static func flag(_ name: String, _ value: JSONValue) throws(ToolFault) -> Bool {
    guard let flag = value.bool else {
      throw ToolFault(message: "the option `\(name)` is \(value.typeName), not a boolean")
    }
    return flag
  }

  private static func context(_ value: JSONValue?) throws(ToolFault) -> [(String, Value)] {
    guard let value, !value.isNull else { return [] }
    guard let members = value.members else {
      throw ToolFault(message: "`context` is \(value.typeName), not an object")
    }
    var maps = MapMaker()
    return members.map { ($0.key, Self.value($0.value, &maps)) }
  }

  private static func value(_ json: JSONValue, _ maps: inout MapMaker) -> Value {
    switch json {
    case .null: return .none
    case .bool(let value): return .bool(value)
    case .integer(let value): return .int(value)
    case .number(let value): return .double(value)
    case .string(let text): return .string(text)
    case .array(let items): return .list(items.map { value($0, &maps) })
    case .object(let members):
      return maps.map(members.map { ($0.key, value($0.value, &maps)) })
    }
  }

  // MARK: - Faults

  /// The first error found: in the entry when it has one.
  private static func fault(
    _ bag: DiagnosticBag, in sources: SourceMap, entry: String
  ) -> ToolFault {
    let errors = bag.sorted(by: sources).filter { $0.severity == .error }
    let own = errors.first { $0.primary.map { sources.path(of: $0.span.source) } == entry }
    guard let first = own ?? errors.first else {
      return ToolFault(message: "the template `\(entry)` could not be compiled", file: entry)
    }
    return fault(first, in: sources, entry: entry)
  }

  private static func fault(
    _ diagnostic: Diagnostic, in sources: SourceMap, entry: String
  ) -> ToolFault {
    var fault = ToolFault(
      code: diagnostic.code.id, message: diagnostic.message.english, file: entry)
    if let span = diagnostic.primary?.span, sources.contains(span.source) {
      let bytes = sources.bytes(of: span.source)
      let position = LineIndex(bytes).position(of: Int(span.start), in: bytes)
      fault.file = sources.path(of: span.source)
      fault.line = position.line
      fault.column = position.column
    }
    return fault
  }
}
