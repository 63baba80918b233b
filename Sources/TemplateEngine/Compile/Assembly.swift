// The parts of a program while it is being put together: code, tables, and the units compiled
// so far. One assembly for each entry template.

import Diagnostics

/// A template with the templates it extends, leaf first.
final class Chain {
  let templates: [SyntaxTree]
  let key: String

  init(_ templates: [SyntaxTree]) {
    self.templates = templates
    key = templates.map(\.name).joined(separator: "\u{0}")
  }

  /// The templates that define a block, nearest the leaf first.
  func levels(of block: String) -> [Int] {
    templates.indices.filter { templates[$0].blocks[block] != nil }
  }
}

/// What a compiled unit reads, assigns and leaves behind.
struct UnitResult {
  var index: Int32
  /// The context the unit's output ends in.
  var exit: EscapeContext
  var reads: Set<Int32> = []
  var assigns: Set<Int32> = []
  /// Whether the unit is still being compiled: a recursive use.
  var isOpen = true
}

/// A program in the making.
final class Assembly {
  let environment: Environment
  let operations: OperationTable
  unowned let linker: LinkState
  var bag = DiagnosticBag()

  var instructions: [Instruction] = []
  var spans: [Span] = []
  var operandSpans: [Int32: [Span]] = [:]
  var literals: [UInt8] = []
  var constants: [Value] = []
  var sites: [Name] = []
  var contextNames: [String] = []
  var contextIndex: [String: Int32] = [:]
  var units: [Unit] = []
  var overlays: [Overlay] = []
  var captures: [[Int32]] = []
  var callSites: [CallSite] = []
  var modules: [Module] = []
  var moduleIndex: [String: Int32] = [:]
  var tables: [TemplateTable] = []
  var failures: [Diagnostic] = []
  var sources: [SourceID: [UInt8]] = [:]

  /// The units compiled so far, by what they are compiled from and the context they begin in.
  var results: [UnitKey: UnitResult] = [:]
  let language: OutputLanguage
  /// Units that are used while they are compiled.
  var recursive: Set<UnitKey> = []
  /// How many units are being compiled inside one another.
  var depth = 0

  init(linker: LinkState, language: OutputLanguage) {
    environment = linker.environment
    operations = linker.operations
    self.linker = linker
    self.language = language
  }

  /// The context in which text of the program's language begins.
  var textContext: EscapeContext {
    var context = EscapeContext(language: language)
    if language == .json {
      context.state = .script
      context.scriptKind = .json
    }
    return context
  }

  func contextVariable(_ name: String) -> Int32 {
    if let index = contextIndex[name] { return index }
    let index = Int32(contextNames.count)
    contextNames.append(name)
    contextIndex[name] = index
    return index
  }

  func constant(_ value: Value) -> Int32 {
    if case .text(let text) = value {
      for (index, other) in constants.enumerated().suffix(32) {
        if case .text(let existing) = other, existing.bytes == text.bytes,
          existing.kind == text.kind
        {
          return Int32(index)
        }
      }
    }
    constants.append(value)
    return Int32(constants.count - 1)
  }

  func site(_ name: String) -> Int32 {
    sites.append(Name(name))
    return Int32(sites.count - 1)
  }

  func failure(_ diagnostic: Diagnostic) -> Int32 {
    failures.append(diagnostic)
    return Int32(failures.count - 1)
  }

  /// Reserves the index of a unit, so that it can be called while it is compiled.
  func reserve(_ unit: Unit) -> Int32 {
    units.append(unit)
    return Int32(units.count - 1)
  }

  /// Adds the code of a unit and moves its jumps to their final place.
  func place(_ unit: Int32, code: [Instruction], spans: [Span], operands: [Int32: [Span]]) {
    let base = Int32(instructions.count)
    units[Int(unit)].entry = base
    for var instruction in code {
      switch instruction.opcode {
      case .jump, .jumpIfFalse, .jumpIfFalseKeep, .jumpIfTrueKeep, .jumpUnlessLocalField,
        .jumpUnlessLocal, .nextItem, .endLoop, .compareChain:
        instruction.a += base
      case .checkParameter where instruction.flag == 1: instruction.a += base
      case .argument: instruction.b += base
      default: break
      }
      instructions.append(instruction)
    }
    self.spans.append(contentsOf: spans)
    for (offset, spans) in operands { operandSpans[base + offset] = spans }
  }
}

/// What a unit is compiled from, and for which context.
struct UnitKey: Hashable {
  enum Source: Hashable {
    /// A chain of templates from a level on.
    case template(chain: String, level: Int)
    /// A block of a chain as a level defines it.
    case block(chain: String, name: String, level: Int)
    /// The macro of a template whose name stands at an offset: a name may be defined again.
    case macro(template: String, offset: UInt32)
  }

  let source: Source
  let context: EscapeContext
}
