// A compiled entry template: one flat array of instructions with everything it refers to.
// Immutable, so that threads share it.

import Diagnostics

/// A piece of a program that is entered by a call: a template, a block, a macro, a `call` block.
struct Unit: Sendable {
  enum Kind: UInt8, Sendable {
    case template, block, macro, caller, loop, module
  }

  let kind: Kind
  /// As the trace names it.
  let name: String
  let definition: Span
  var entry: Int32 = 0
  /// The number of local variables, parameters included.
  var slotCount: Int32 = 0
  var slotNames: [String] = []
  /// The names of the parameters in order; a `call` block takes the slot behind them.
  var parameters: [String] = []
  /// How many of the parameters have no default.
  var requiredParameters: [Bool] = []
  /// Whether the unit's output is safe HTML when it is taken as a value.
  var makesMarkup = false
  /// The slots that take the values captured where the unit was defined.
  var captureSlots: [Int32] = []
  /// The slot that takes the unit's own macro value, so that it can call itself; or -1.
  var selfSlot: Int32 = -1
  /// Whether a `call` block may be given to it.
  var takesCaller = true
}

/// The part of a unit that every call reads.
struct UnitEntry: Sendable {
  let entry: Int32
  let slotCount: Int32
  let parameterCount: Int32
  let selfSlot: Int32
  let makesMarkup: Bool
  let isLoop: Bool
  let hasCaptures: Bool

  init(_ unit: Unit) {
    entry = unit.entry
    slotCount = unit.slotCount
    parameterCount = Int32(unit.parameters.count)
    selfSlot = unit.selfSlot
    makesMarkup = unit.makesMarkup
    isLoop = unit.kind == .loop
    hasCaptures = !unit.captureSlots.isEmpty
  }
}

/// Variables an include or scoped block sees: a context variable takes the value of a local.
struct Overlay: Sendable {
  struct Entry: Sendable {
    let context: Int32
    let slot: Int32
  }

  var entries: [Entry]
  /// Context variables the callee may assign, which must be restored.
  var assigned: [Int32]
}

/// The arguments of a call whose callee is known only at run time.
struct CallSite: Sendable {
  let positionalCount: Int
  let keywords: [String]
  let hasCaller: Bool
}

/// A template that was imported: the unit that runs it once and what it exports.
struct Module: Sendable {
  let name: String
  let unit: Int32
  let exports: [(name: String, context: Int32)]
  let assigned: [Int32]
}

/// Templates that a computed name may mean.
struct TemplateTable: Sendable {
  let units: [(name: String, unit: Int32)]
}

/// A compiled entry template.
final class Program: Sendable {
  let name: String
  let instructions: [Instruction]
  let spans: [Span]
  /// The places of an instruction's operands, where they differ from its own.
  let operandSpans: [Int32: [Span]]
  /// The literal texts, with 32 bytes behind the last.
  let literals: [UInt8]
  let constants: [Value]
  let sites: [Name]
  let contextNames: [String]
  let contextIndex: [String: Int32]
  /// The globals in the order of the context variables, undefined for the others.
  let initialContext: [Value]
  let units: [Unit]
  /// What a call needs of its unit, without references.
  let entries: [UnitEntry]
  let overlays: [Overlay]
  let captures: [[Int32]]
  let callSites: [CallSite]
  let modules: [Module]
  let tables: [TemplateTable]
  let failures: [Diagnostic]
  let operations: OperationTable
  let limits: Environment.Limits
  /// The sources of the templates the program was made from, for messages.
  let sources: [SourceID: [UInt8]]

  /// The unit that renders the template.
  let entry: Int32
  /// Whether the output is JSON.
  let isJSON: Bool

  init(_ assembly: Assembly, entry: Int32, name: String) {
    self.name = name
    self.entry = entry
    isJSON = assembly.language == .json
    instructions = assembly.instructions
    spans = assembly.spans
    operandSpans = assembly.operandSpans
    literals = assembly.literals + [UInt8](repeating: 0, count: 32)
    constants = assembly.constants
    sites = assembly.sites
    contextNames = assembly.contextNames
    contextIndex = assembly.contextIndex
    var initial = [Value](repeating: .undefined, count: assembly.contextNames.count)
    for (name, value) in assembly.environment.globals {
      if let index = assembly.contextIndex[name] { initial[Int(index)] = value }
    }
    initialContext = initial
    units = assembly.units
    entries = assembly.units.map(UnitEntry.init)
    overlays = assembly.overlays
    captures = assembly.captures
    callSites = assembly.callSites
    modules = assembly.modules
    tables = assembly.tables
    failures = assembly.failures
    operations = assembly.operations
    limits = assembly.environment.options.limits
    sources = assembly.sources
  }
}
