// The instructions of the virtual machine. An instruction is twelve bytes without references,
// so a program is one flat array that any number of threads may read.

/// What an instruction does. Operands are named in `Instruction`.
enum Opcode: UInt8, Sendable {
  // Output.
  /// Writes literal bytes `a ..< a + b`.
  case text
  /// Pops a value and writes it with escaper `flag`, encoding `small`.
  case emit
  /// Writes local `a`.
  case emitLocal
  /// Writes context variable `a`.
  case emitContext
  /// Writes the field of site `b` of local `a`.
  case emitLocalField
  /// Writes the field of site `b` of context variable `a`.
  case emitContextField
  /// Writes field `b` of the loop at depth `a`.
  case emitLoop

  /// Marks where the content of `pre` or `textarea` begins.
  case beginContent
  /// Doubles a line end with which the content marked last begins: HTML drops the first one.
  case endContent

  // Values.
  case constant, local, context, storeLocal, storeContext, pop
  /// Pushes the field of site `b` of local or context variable `a`.
  case localField, contextField
  /// Replaces the top by its field of site `b`; `flag` 1: `?.`.
  case field
  case item
  /// `flag` bits: start, stop, step present.
  case slice
  case list, tuple, map, concat, negate, plus, not, binary, compare
  /// Compares two values and keeps the right one, or jumps to `a` with false.
  case compareChain
  /// Sets local `a` to the undefined value.
  case clearLocal

  // Jumps.
  case jump, jumpIfFalse
  /// Jumps to `a` and keeps the value when it is false (or true), else pops it.
  case jumpIfFalseKeep, jumpIfTrueKeep
  /// Jumps to `a` when the field of site `b` of local `small` is false.
  case jumpUnlessLocalField
  case jumpUnlessLocal

  // Loops.
  /// Pops an iterable and begins a loop; `flag` 1: the loop is recursive.
  case beginLoop
  /// Stores the next item in local `b` (or pushes it when `b` < 0), or jumps to `a`.
  case nextItem
  /// Ends the innermost loop; jumps to `a` when it had at least one round.
  case endLoop
  /// Pops a value into `small` values in order.
  case unpack
  /// Pushes field `b` of the loop at depth `a`.
  case loopField
  case loopValue
  /// Pops `b` arguments and pushes the one whose turn it is, of the loop at depth `a`.
  case loopCycle
  case loopChanged
  /// Begins, feeds and ends the list that a comprehension or loop filter builds.
  case beginCollect, collect, endCollect

  // Operations.
  /// Applies filter `a` to the top `b` values (the input first).
  case filter
  case test, function, makeNamespace
  /// Pops a value and stores it under site `b` in the namespace in local or context `a`.
  case storeAttribute
  /// `default`: pops the fallback; keeps the input when it is defined (`flag` 1: and true).
  case defaultValue

  // Output as a value.
  case beginCapture
  /// Pushes what was written since `beginCapture`; `flag` 1: as safe HTML.
  case endCapture

  // Units.
  /// Calls macro unit `a` with the arguments on the stack; `b`: which are given;
  /// `flag`: see `CallFlag`; `small`: the module it lives in, plus one.
  case callMacro
  /// Calls block unit `a`; overlay `b` or -1.
  case callBlock
  case include
  /// Includes the template named by the top; table `a`, overlay `b`.
  case includeDynamic
  /// Continues with the parent named by the top; table `a`.
  case extendDynamic
  /// Calls a value with arguments as call site `a` says.
  case callValue
  /// Calls a member of a value: site `b` names it, call site `a`.
  case callMember
  /// Pushes a macro value of unit `a` with the locals of capture table `b`.
  case makeMacro
  case moduleValue, moduleVariable
  /// Jumps to `b` when parameter `a` was given.
  case argument
  case `return`
  /// Fails when the top is undefined.
  case require
  /// Fails: message number `a`.
  case fail
  case checkParameter
}

/// How a call delivers its output, and what it passes.
struct CallFlag: OptionSet, Sendable {
  let rawValue: UInt8
  /// The output is pushed as a value instead of written.
  static let asValue = CallFlag(rawValue: 1)
  /// A `call` block was pushed behind the arguments.
  static let hasCaller = CallFlag(rawValue: 2)
  /// Nothing is done when the template does not exist.
  static let ignoresMissing = CallFlag(rawValue: 4)
  /// The included template sees only globals.
  static let hidesContext = CallFlag(rawValue: 8)
}

/// One instruction.
struct Instruction: Sendable {
  var opcode: Opcode
  var flag: UInt8 = 0
  var small: UInt16 = 0
  var a: Int32 = 0
  var b: Int32 = 0
}

/// What can be read of `loop`.
enum LoopField: Int32, Sendable, CaseIterable {
  case index, index0, revindex, revindex0, first, last, length, depth, depth0, previtem, nextitem

  init?(name: String) {
    switch name {
    case "index": self = .index
    case "index0": self = .index0
    case "revindex": self = .revindex
    case "revindex0": self = .revindex0
    case "first": self = .first
    case "last": self = .last
    case "length": self = .length
    case "depth": self = .depth
    case "depth0": self = .depth0
    case "previtem": self = .previtem
    case "nextitem": self = .nextitem
    default: return nil
    }
  }

  /// All names, for "did you mean".
  static let names = [
    "index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0",
    "previtem", "nextitem", "cycle", "changed",
  ]
}
