// What is made of constants only is computed once, when a template is compiled. A fault is left for
// the place where it would happen when the template runs.

import Diagnostics

/// Computes the values of expressions that do not depend on data.
struct ConstantFolder {
  private let tree: SyntaxTree
  private let operations: OperationTable
  private let meter: WorkMeter
  private var values: [ExpressionID: Value] = [:]

  /// How heavy a computed value may be: larger ones are made when they are needed.
  private static let weightLimit = 1_000

  /// The values of a tree's constant expressions.
  ///
  /// The parts of an expression stand before it in the tree, so one pass without recursion does.
  static func values(of tree: SyntaxTree, _ operations: OperationTable) -> [ExpressionID: Value] {
    var limits = Environment.Limits()
    limits.valueBytes = 1 << 16
    limits.listItems = 1_000
    var folder = ConstantFolder(tree: tree, operations: operations, meter: WorkMeter(limits))
    for (index, node) in tree.expressions.enumerated() {
      folder.fold(node, ExpressionID(raw: Int32(index)))
    }
    return folder.values
  }

  private init(tree: SyntaxTree, operations: OperationTable, meter: WorkMeter) {
    self.tree = tree
    self.operations = operations
    self.meter = meter
  }

  private mutating func fold(_ node: ExpressionNode, _ id: ExpressionID) {
    switch node {
    case .literal(let value): values[id] = value
    case .list(let items): values[id] = values(items).map { .list(ListBox($0)) }
    case .tuple(let items): values[id] = values(items).map { .list(ListBox($0, isTuple: true)) }
    case .map(let entries):
      guard let keys = values(entries.map(\.key)), let items = values(entries.map(\.value)),
        keys.allSatisfy(\.isKey)
      else { return }
      values[id] = .map(MapBox(entries: Array(zip(keys, items))))
    default:
      meter.remaining = 20_000
      var result: Value?
      do throws(TemplateFault) { result = try computed(node) } catch { return }
      if let result, result.weight <= Self.weightLimit, result.depth <= Value.depthLimit {
        values[id] = result
      }
    }
  }

  private func values(_ ids: [ExpressionID]) -> [Value]? {
    var found: [Value] = []
    for id in ids {
      guard let value = values[id] else { return nil }
      found.append(value)
    }
    return found
  }

  private func computed(_ node: ExpressionNode) throws(TemplateFault) -> Value? {
    switch node {
    case .negate(let operand): return try values[operand]?.negated()
    case .not(let operand): return values[operand].map { .bool(!$0.isTrue) }
    case .binary(let operation, let left, let right):
      guard let left = values[left], let right = values[right] else { return nil }
      // What is repeated may be as large as it likes when it is needed.
      if operation == .multiply, !left.isNumber || !right.isNumber { return nil }
      return try Value.binary(operation, left, right)
    case .concat(let parts):
      guard let parts = values(parts) else { return nil }
      var texts: [Text] = []
      for part in parts { texts.append(try part.printed()) }
      return .text(try Value.join(texts))
    case .and(let left, let right):
      guard let value = values[left] else { return nil }
      return value.isTrue ? values[right] : value
    case .or(let left, let right):
      guard let value = values[left] else { return nil }
      return value.isTrue ? value : values[right]
    case .compare(let first, let rest):
      guard var left = values[first] else { return nil }
      for step in rest {
        guard let right = values[step.operand] else { return nil }
        try meter.charge(Value.comparisonCost(step.operation, left, right))
        if try !Value.compare(step.operation, left, right) { return .bool(false) }
        left = right
      }
      return .bool(true)
    case .filter(let base, let name, let arguments):
      guard let value = values[base], name.text != "default", name.text != "d",
        let index = operations.filterIndex[name.text]
      else { return nil }
      let filter = operations.filters[index]
      guard filter.signature?.isPure == true,
        let bound = bound(arguments, filter.parameters)
      else { return nil }
      if value.isUndefined { return nil }
      return try filter.body(
        FilterCall(value: value, arguments: bound, operations: operations, meter: meter))
    case .test(let base, let name, let arguments, let isNegated):
      // Whether two constants are one and the same is no question of their values.
      guard let value = values[base], name.text != "sameas", !value.isUndefined,
        let index = operations.testIndex[name.text]
      else { return nil }
      let test = operations.tests[index]
      guard test.signature?.isPure == true, let bound = bound(arguments, test.parameters) else {
        return nil
      }
      let passes = try test.body(
        FilterCall(value: value, arguments: bound, operations: operations, meter: meter))
      return .bool(passes != isNegated)
    default: return nil
    }
  }

  /// The values of arguments for parameters; `nil` when one is no constant or they do not fit.
  private func bound(_ arguments: ArgumentList, _ parameters: [Parameter]) -> [Value]? {
    guard let positional = values(arguments.positional),
      let named = values(arguments.keywords.map(\.value))
    else { return nil }
    return Self.bound(
      positional, Array(zip(arguments.keywords.map(\.name.text), named)), parameters)
  }

  /// Values for parameters as a call gives them; `nil` when they do not fit.
  static func bound(
    _ positional: [Value], _ named: [(String, Value)], _ parameters: [Parameter]
  ) -> [Value]? {
    var rest = positional[...]
    var names = named
    var bound: [Value] = []
    for parameter in parameters {
      switch parameter.form {
      case .required, .optional:
        let place = names.firstIndex { $0.0 == parameter.name }
        if let first = rest.popFirst() {
          if place != nil { return nil }
          bound.append(first)
        } else if let place {
          bound.append(names.remove(at: place).1)
        } else if parameter.form == .optional {
          bound.append(.undefined)
        } else {
          return nil
        }
      case .rest:
        bound.append(.list(Array(rest)))
        rest = []
      case .keywords:
        bound.append(.map(names))
        names = []
      }
    }
    return rest.isEmpty && names.isEmpty ? bound : nil
  }
}

extension Value {
  fileprivate var isNumber: Bool { number != nil }
}

extension UnitBuilder {
  /// The value of an expression that depends on no data, or `nil`.
  func constantValue(_ id: ExpressionID) -> Value? { tree.constants[id] }

  /// The value of a function of constants, when it always gives the same; reports a fault that
  /// constants make certain.
  func folded(
    _ function: Operation<FilterBody>, _ arguments: ArgumentList, at span: Span
  ) -> Value? {
    let isPure = function.signature?.isPure == true
    let isChecked = function.checksConstants && assembly.environment.options.checksNames
    guard isPure || isChecked else { return nil }
    var positional: [Value] = []
    for id in arguments.positional {
      guard let value = constantValue(id) else { return nil }
      positional.append(value)
    }
    var named: [(String, Value)] = []
    for (name, id) in arguments.keywords {
      guard let value = constantValue(id) else { return nil }
      named.append((name.text, value))
    }
    guard let bound = ConstantFolder.bound(positional, named, function.parameters) else {
      return nil
    }
    var limits = assembly.environment.options.limits
    limits.fuel = 20_000
    limits.listItems = 1_000
    do throws(TemplateFault) {
      let value = try function.body(
        FilterCall(
          value: .undefined, arguments: bound, operations: assembly.operations,
          meter: WorkMeter(limits)))
      return isPure && value.weight <= 1_000 ? value : nil
    } catch {
      if isChecked {
        report(
          Diagnostic(
            error.code, error.message, at: Label(span), hints: error.hint.map { [Hint($0)] } ?? []))
      }
      return nil
    }
  }
}
