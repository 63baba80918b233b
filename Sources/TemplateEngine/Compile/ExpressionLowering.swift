// Lowers expressions: each leaves one value on the stack. Chains to the left (`a.b.c`, `a + b + c`)
// are walked in a loop, so their length needs no stack.

import Diagnostics

extension UnitBuilder {
  /// Lowers an expression that pushes one value.
  func lower(_ id: ExpressionID) {
    if let value = constantValue(id) {
      emit(.constant, a: assembly.constant(value), at: tree.span(of: id))
      return
    }
    // The spine of operators whose left operand is again such an operator.
    var spine: [ExpressionID] = []
    var base = id
    while constantValue(base) == nil, let left = leftOperand(base) {
      spine.append(base)
      base = left
    }
    lowerBase(base)
    for node in spine.reversed() { lowerStep(node) }
  }

  /// The operand an operator works on first, when its code is simply before the operator's.
  private func leftOperand(_ id: ExpressionID) -> ExpressionID? {
    switch tree[id] {
    case .binary(_, let left, _): return left
    case .item(let base, _), .slice(let base, _, _, _): return base
    case .field(let base, _, _):
      return isSpecialField(base) ? nil : base
    case .filter(let base, _, _), .test(let base, _, _, _): return base
    case .and(let left, _), .or(let left, _): return left
    default: return nil
    }
  }

  /// Whether a field is not read from a value but known from the code.
  private func isSpecialField(_ base: ExpressionID) -> Bool {
    guard case .name(let object) = tree[base] else { return false }
    if object == "self" || object == "super" { return true }
    switch resolve(object) {
    case .loop, .module, .slot, .context: return true
    default: return false
    }
  }

  private func lowerBase(_ id: ExpressionID) {
    let span = tree.span(of: id)
    if let value = constantValue(id) {
      emit(.constant, a: assembly.constant(value), at: span)
      return
    }
    switch tree[id] {
    case .literal(let value): emit(.constant, a: assembly.constant(value), at: span)
    case .name(let name): lowerName(name, at: span)
    case .list(let items):
      for item in items { lower(item) }
      emit(.list, a: Int32(items.count), at: span)
    case .tuple(let items):
      for item in items { lower(item) }
      emit(.tuple, a: Int32(items.count), at: span)
    case .map(let entries):
      for entry in entries {
        lower(entry.key)
        lower(entry.value)
      }
      emit(.map, a: Int32(entries.count), at: span)
    case .negate(let operand):
      lower(operand)
      operands[Int32(emit(.negate, at: span))] = [tree.span(of: operand)]
    case .plus(let operand):
      lower(operand)
      operands[Int32(emit(.plus, at: span))] = [tree.span(of: operand)]
    case .not(let operand):
      lower(operand)
      operands[Int32(emit(.not, at: span))] = [tree.span(of: operand)]
    case .concat(let parts):
      for part in parts { lower(part) }
      operands[Int32(emit(.concat, a: Int32(parts.count), at: span))] = parts.map(tree.span(of:))
    case .compare(let first, let rest): lowerComparison(first, rest, at: span)
    case .conditional(let test, let then, let otherwise):
      let skips = lowerJumpIfFalse(test)
      lower(then)
      let end = emit(.jump, at: span)
      land(skips)
      if let otherwise {
        lower(otherwise)
      } else {
        emit(.constant, a: assembly.constant(.absent), at: span)
      }
      land(end)
    case .field(let base, let name, let isOptional):
      lowerField(base, name, isOptional: isOptional, at: span)
    case .call(let callee, let arguments): lowerCall(id, callee, arguments, asValue: true)
    case .comprehension(let element, let target, let iterable, let condition):
      lower(iterable)
      lowerFiltering(
        target: target, condition: condition, iterable: iterable, element: element, at: span)
    case .captured: break
    case .invalid: emit(.constant, a: assembly.constant(.none), at: span)
    case .binary, .item, .slice, .and, .or, .filter, .test: break
    }
  }

  /// One operator of a spine; its left operand is on the stack.
  private func lowerStep(_ id: ExpressionID) {
    let span = tree.span(of: id)
    switch tree[id] {
    case .binary(let operation, let left, let right):
      lower(right)
      operands[Int32(emit(.binary, flag: operation.rawValue, at: span))] = [
        tree.span(of: left), tree.span(of: right),
      ]
    case .and(let left, let right):
      let end = emit(.jumpIfFalseKeep, at: tree.span(of: left))
      lower(right)
      land(end)
    case .or(let left, let right):
      let end = emit(.jumpIfTrueKeep, at: tree.span(of: left))
      lower(right)
      land(end)
    case .item(let base, let key):
      lower(key)
      operands[Int32(emit(.item, at: span))] = [tree.span(of: base), tree.span(of: key)]
    case .slice(let base, let start, let stop, let step):
      var flag: UInt8 = 0
      for (bit, part) in [start, stop, step].enumerated() {
        guard let part else { continue }
        lower(part)
        flag |= 1 << UInt8(bit)
      }
      operands[Int32(emit(.slice, flag: flag, at: span))] = [tree.span(of: base)]
    case .field(let base, let name, let isOptional):
      let place = emit(.field, flag: isOptional ? 1 : 0, b: assembly.site(name.text), at: span)
      operands[Int32(place)] = [tree.span(of: base), name.span]
    case .filter(let base, let name, let arguments):
      if name.text == "default" || name.text == "d" {
        lowerDefault(arguments, at: span)
      } else {
        lowerFilter(base, name, arguments, at: span)
      }
    case .test(let base, let name, let arguments, let isNegated):
      lowerTest(base, name, arguments, isNegated: isNegated, at: span)
    default: break
    }
  }

  private func lowerName(_ name: String, at span: Span) {
    checkLostAssignment(name, at: span)
    switch resolve(name) {
    case .slot(let slot): emit(.local, a: slot, at: span)
    case .loop(let depth): emit(.loopValue, a: Int32(depth), at: span)
    case .module(let template):
      if let tree = assembly.linker.trees[template] {
        emit(.moduleValue, a: assembly.module(tree), at: span)
      }
    case .imported(let template, let name): lowerImported(template, name, at: span)
    case .macro(let macro):
      let unit = assembly.macro(macro, of: tree, context: assembly.textContext)
      assembly.captures.append([])
      emit(.makeMacro, a: unit.index, b: Int32(assembly.captures.count - 1), at: span)
    case .context(let index): emit(.context, a: index, at: span)
    }
  }

  private func lowerField(
    _ base: ExpressionID, _ name: SpannedName, isOptional: Bool, at span: Span
  ) {
    guard case .name(let object) = tree[base] else { return }
    let baseSpan = tree.span(of: base)
    if object == "self", chain.templates.contains(where: { $0.blocks[name.text] != nil }) {
      report(.blockNotCalled(name.text, at: span))
      return
    }
    checkLostAssignment(object, at: baseSpan)
    switch resolve(object) {
    case .loop(let depth):
      if let field = LoopField(name: name.text) {
        emit(.loopField, a: Int32(depth), b: field.rawValue, at: span)
      } else {
        report(.unknownField(name.text, of: "loop", at: name.span, known: LoopField.names))
        emit(.constant, a: assembly.constant(.none), at: span)
      }
    case .module(let template): lowerImported(template, name, at: span)
    case .slot(let slot) where !isOptional:
      let place = emit(.localField, a: slot, b: assembly.site(name.text), at: span)
      operands[Int32(place)] = [baseSpan, name.span]
    case .context(let index) where !isOptional:
      let place = emit(.contextField, a: index, b: assembly.site(name.text), at: span)
      operands[Int32(place)] = [baseSpan, name.span]
    default:
      lowerName(object, at: baseSpan)
      let place = emit(.field, flag: isOptional ? 1 : 0, b: assembly.site(name.text), at: span)
      operands[Int32(place)] = [baseSpan, name.span]
    }
  }

  /// A name of an imported template, as a value.
  func lowerImported(_ template: String, _ name: SpannedName, at span: Span) {
    guard let tree = assembly.linker.trees[template] else { return }
    let scope = assembly.linker.fileScopes[template] ?? FileScope(tree)
    guard scope.definedNames.contains(name.text) else {
      report(
        .unknownImport(name.text, in: template, at: name.span, known: scope.definedNames.sorted()))
      emit(.constant, a: assembly.constant(.none), at: span)
      return
    }
    emit(
      .moduleVariable, a: assembly.module(tree), b: assembly.contextVariable(name.text), at: span)
  }

  private func lowerComparison(
    _ first: ExpressionID, _ rest: [(operation: ComparisonOperator, operand: ExpressionID)],
    at span: Span
  ) {
    lower(first)
    var left = first
    var ends: [Int] = []
    for (index, step) in rest.enumerated() {
      lower(step.operand)
      let isLast = index == rest.count - 1
      let place = emit(
        isLast ? .compare : .compareChain, flag: step.operation.rawValue, at: span)
      operands[Int32(place)] = [tree.span(of: left), tree.span(of: step.operand)]
      if !isLast { ends.append(place) }
      left = step.operand
    }
    land(ends)
  }

  // MARK: - Filters and tests

  /// `default` sees undefined values, so it is not an ordinary filter.
  private func lowerDefault(_ arguments: ArgumentList, at span: Span) {
    guard
      let bound = bind(
        arguments, to: ["default_value?", "boolean?"], of: "filter `default`", at: span)
    else { return }
    if let value = bound[0] {
      lower(value)
    } else {
      emit(.constant, a: assembly.constant(.text(.empty)), at: span)
    }
    if let boolean = bound[1] {
      lower(boolean)
      emit(.defaultValue, flag: 1, at: span)
    } else {
      emit(.defaultValue, at: span)
    }
  }

  private func lowerFilter(
    _ base: ExpressionID, _ name: SpannedName, _ arguments: ArgumentList, at span: Span
  ) {
    guard let index = assembly.environment.filterIndex[name.text] else {
      report(
        .unknownFilter(name.text, at: name.span, known: assembly.environment.filterIndex.keys))
      return
    }
    let filter = assembly.environment.filters[index]
    checkNamedOperation(name.text, arguments)
    guard let count = pushArguments(arguments, filter.parameters, "filter `\(name.text)`", at: span)
    else { return }
    let place = emit(.filter, a: Int32(index), b: Int32(count + 1), at: span)
    operands[Int32(place)] = [tree.span(of: base)] + arguments.positional.map(tree.span(of:))
  }

  private func lowerTest(
    _ base: ExpressionID, _ name: SpannedName, _ arguments: ArgumentList, isNegated: Bool,
    at span: Span
  ) {
    guard let index = assembly.environment.testIndex[name.text] else {
      report(.unknownTest(name.text, at: name.span, known: assembly.environment.testIndex.keys))
      return
    }
    let test = assembly.environment.tests[index]
    guard let count = pushArguments(arguments, test.parameters, "test `\(name.text)`", at: span)
    else { return }
    let place = emit(
      .test, flag: isNegated ? 1 : 0, a: Int32(index), b: Int32(count + 1), at: span)
    operands[Int32(place)] = [tree.span(of: base)] + arguments.positional.map(tree.span(of:))
  }

  /// Checks the name of a filter or test that `map`, `select` and their kin are given.
  private func checkNamedOperation(_ filter: String, _ arguments: ArgumentList) {
    let position: Int
    let isFilter: Bool
    switch filter {
    case "map": (position, isFilter) = (0, true)
    case "select", "reject": (position, isFilter) = (0, false)
    case "selectattr", "rejectattr": (position, isFilter) = (1, false)
    default: return
    }
    guard position < arguments.positional.count,
      let name = tree.constantName(arguments.positional[position])
    else { return }
    let span = tree.span(of: arguments.positional[position])
    let environment = assembly.environment
    if isFilter, environment.filterIndex[name] == nil {
      report(.unknownFilter(name, at: span, known: environment.filterIndex.keys))
    } else if !isFilter, environment.testIndex[name] == nil {
      report(.unknownTest(name, at: span, known: environment.testIndex.keys))
    }
  }

  // MARK: - Arguments

  /// Binds arguments to parameters, one entry for each; `nil` when they do not fit.
  ///
  /// Parameters that take the rest are not bound here: their entries stay empty.
  func bind(
    _ arguments: ArgumentList, to parameters: [Parameter], of what: String, at span: Span
  ) -> [ExpressionID?]? {
    var bound = [ExpressionID?](repeating: nil, count: parameters.count)
    let named = parameters.indices.filter {
      parameters[$0].form == .required || parameters[$0].form == .optional
    }
    let takesRest = parameters.contains { $0.form == .rest }
    let takesKeywords = parameters.contains { $0.form == .keywords }
    for (position, value) in arguments.positional.enumerated() {
      if position < named.count {
        bound[named[position]] = value
      } else if !takesRest {
        report(
          .tooManyArguments(
            what, limit: named.count, given: arguments.positional.count,
            at: tree.span(of: value)))
        return nil
      }
    }
    for (name, value) in arguments.keywords {
      guard let index = named.first(where: { parameters[$0].name == name.text }) else {
        if takesKeywords { continue }
        report(
          .unknownArgument(
            name.text, of: what, at: name.span, known: named.map { parameters[$0].name }))
        return nil
      }
      if bound[index] != nil {
        report(.duplicateArgument(name.text, at: name.span))
        return nil
      }
      bound[index] = value
    }
    for index in named where bound[index] == nil && parameters[index].form == .required {
      report(.missingArgument(parameters[index].name, of: what, at: span))
      return nil
    }
    return bound
  }

  /// Pushes one value for each parameter and returns how many.
  func pushArguments(
    _ arguments: ArgumentList, _ parameters: [Parameter], _ what: String, at span: Span
  ) -> Int? {
    guard let bound = bind(arguments, to: parameters, of: what, at: span) else { return nil }
    let named = parameters.count { $0.form == .required || $0.form == .optional }
    for (index, parameter) in parameters.enumerated() {
      switch parameter.form {
      case .required, .optional:
        if let value = bound[index] {
          lower(value)
          if constantValue(value) == nil { emit(.require, at: tree.span(of: value)) }
        } else {
          emit(.constant, a: assembly.constant(.undefined), at: span)
        }
      case .rest:
        let rest = arguments.positional.dropFirst(named)
        for value in rest {
          lower(value)
          emit(.require, at: tree.span(of: value))
        }
        emit(.list, a: Int32(rest.count), at: span)
      case .keywords:
        let names = parameters.filter { $0.form != .rest && $0.form != .keywords }.map(\.name)
        let rest = arguments.keywords.filter { !names.contains($0.name.text) }
        for (name, value) in rest {
          emit(.constant, a: assembly.constant(.string(name.text)), at: name.span)
          lower(value)
          emit(.require, at: tree.span(of: value))
        }
        emit(.map, a: Int32(rest.count), at: span)
      }
    }
    return parameters.count
  }
}
