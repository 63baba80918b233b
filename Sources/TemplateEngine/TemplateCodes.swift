// All codes of the template engine, and the wording of every message it makes.

public import Diagnostics

extension DiagnosticCode {
  // Syntax.
  static let unexpectedToken = DiagnosticCode("T0001", "unexpected token")
  static let unterminated = DiagnosticCode("T0002", "unterminated tag, string or comment")
  static let unknownTag = DiagnosticCode("T0003", "unknown tag")
  static let mismatchedEnd = DiagnosticCode("T0004", "mismatched end tag")
  static let badLiteral = DiagnosticCode("T0005", "malformed number or escape")
  static let badTarget = DiagnosticCode("T0006", "not an assignment target")
  static let duplicateDefinition = DiagnosticCode("T0007", "duplicate definition")
  static let nestingTooDeep = DiagnosticCode("T0008", "nesting too deep")
  // Names.
  static let unknownField = DiagnosticCode("T0101", "unknown field")
  static let unknownVariable = DiagnosticCode("T0102", "unknown variable")
  static let unknownFilter = DiagnosticCode("T0103", "unknown filter")
  static let unknownTest = DiagnosticCode("T0104", "unknown test")
  static let unknownFunction = DiagnosticCode("T0105", "unknown function or macro")
  static let templateNotFound = DiagnosticCode("T0106", "template not found")
  static let unknownBlock = DiagnosticCode("T0107", "unknown block or nothing to inherit")
  static let unknownImport = DiagnosticCode("T0108", "unknown name in an import")
  static let unknownType = DiagnosticCode("T0109", "unknown type in a contract")
  // Types.
  static let wrongOperand = DiagnosticCode("T0201", "wrong operand")
  static let notIterable = DiagnosticCode("T0202", "not iterable")
  static let wrongUnpacking = DiagnosticCode("T0203", "wrong number of values to unpack")
  static let notCallable = DiagnosticCode("T0204", "not callable")
  static let wrongArguments = DiagnosticCode("T0205", "wrong arguments")
  static let nonePrinted = DiagnosticCode("T0206", "value without printed form")
  static let filterArgument = DiagnosticCode("T0207", "value a filter cannot work on")
  // Escaping.
  static let branchContexts = DiagnosticCode("T0301", "branches end in different contexts")
  static let loopContext = DiagnosticCode("T0302", "loop does not return to its context")
  static let unfinishedContext = DiagnosticCode("T0303", "unfinished context")
  static let holeNotAllowed = DiagnosticCode("T0304", "no value may stand here")
  static let wrongSafeKind = DiagnosticCode("T0305", "escaped text in another context")
  static let blockedAddress = DiagnosticCode("T0310", "blocked address", .warning)
  static let blockedStyle = DiagnosticCode("T0311", "blocked style", .warning)
  // Rendering.
  static let undefinedValue = DiagnosticCode("T0401", "undefined value")
  static let missingItem = DiagnosticCode("T0402", "no such item")
  static let arithmetic = DiagnosticCode("T0403", "arithmetic fault")
  static let requiredBlock = DiagnosticCode("T0404", "required block not filled")
  // Limits.
  static let recursionLimit = DiagnosticCode("T0501", "recursion too deep")
  static let iterationLimit = DiagnosticCode("T0502", "too many loop rounds")
  static let outputLimit = DiagnosticCode("T0503", "too much output")
  static let sizeLimit = DiagnosticCode("T0504", "value too large")
  static let inheritanceCycle = DiagnosticCode("T0505", "inheritance cycle")
  static let fuelLimit = DiagnosticCode("T0506", "too many instructions")
  // Warnings.
  static let shadowedSet = DiagnosticCode("T0601", "assignment lost at the end of a loop", .warning)
  static let unusedName = DiagnosticCode("T0602", "name that nothing reads", .warning)
  static let deadText = DiagnosticCode("T0603", "text outside blocks is never shown", .warning)

  static let unreachableBlock = DiagnosticCode("T0604", "block that no parent has", .warning)

  /// Every code of the template engine.
  public static let templateCodes: [DiagnosticCode] = [
    .unexpectedToken, .unterminated, .unknownTag, .mismatchedEnd, .badLiteral, .badTarget,
    .duplicateDefinition, .nestingTooDeep, .unknownField, .unknownVariable, .unknownFilter,
    .unknownTest, .unknownFunction, .templateNotFound, .unknownBlock, .unknownImport,
    .wrongOperand, .notIterable, .wrongUnpacking, .notCallable, .wrongArguments, .nonePrinted,
    .filterArgument, .branchContexts, .loopContext, .unfinishedContext, .holeNotAllowed,
    .wrongSafeKind, .blockedAddress, .blockedStyle, .undefinedValue, .missingItem, .arithmetic,
    .requiredBlock, .recursionLimit, .iterationLimit, .outputLimit, .sizeLimit,
    .inheritanceCycle, .fuelLimit, .shadowedSet, .deadText, .unknownType, .unusedName,
    .unreachableBlock,
  ]
}
