// The types of expressions: fields, operators, comparisons, literals. Chains to the left are walked
// in a loop, so their length needs no stack.

import Diagnostics

extension Checker {
  /// The type of an expression whose value is used: what may be undefined is reported.
  func usedType(of id: ExpressionID) -> TemplateType { used(type(of: id), id) }

  /// Reports a value that may be undefined where it is used.
  func used(_ type: TemplateType, _ id: ExpressionID) -> TemplateType {
    if type.mayBeUndefined {
      report(.maybeUndefined(shown(id), isCertain: type.defined == .never, at: tree.span(of: id)))
      let rest = type.defined
      return rest == .never ? .any : rest
    }
    return type
  }

  /// The source of an expression, shortened, for messages.
  func shown(_ id: ExpressionID) -> String {
    let span = tree.span(of: id)
    let bytes = tree.bytes[Int(span.start)..<Int(span.end)]
    let text = String(decoding: bytes.prefix(48), as: UTF8.self)
    return bytes.count > 48 ? text + "…" : text
  }

  /// The type of an expression, which may be undefined.
  func type(of id: ExpressionID) -> TemplateType {
    var spine: [ExpressionID] = []
    var base = id
    while let left = leftOperand(base) {
      spine.append(base)
      base = left
    }
    var type = baseType(base)
    note(type, of: base)
    for node in spine.reversed() {
      type = step(node, left: type).bounded
      note(type, of: node)
    }
    return type
  }

  private func note(_ type: TemplateType, of id: ExpressionID) {
    lastTypes[ExpressionKey(source: tree.source, expression: id)] = type
  }

  /// The type that an expression was found to have, without looking again.
  func known(_ id: ExpressionID) -> TemplateType {
    lastTypes[ExpressionKey(source: tree.source, expression: id)] ?? .any
  }

  private func leftOperand(_ id: ExpressionID) -> ExpressionID? {
    switch tree[id] {
    case .binary(_, let left, _): left
    case .item(let base, _), .slice(let base, _, _, _): base
    case .field(let base, _, _): isBlockName(base) ? nil : base
    case .filter(let base, _, _), .test(let base, _, _, _): base
    default: nil
    }
  }

  func isBlockName(_ id: ExpressionID) -> Bool {
    if case .name("self") = tree[id] { return true }
    return false
  }

  private func baseType(_ id: ExpressionID) -> TemplateType {
    let span = tree.span(of: id)
    switch tree[id] {
    case .literal(let value): return TemplateType(of: value)
    case .name(let name):
      if let fact = flow.facts[name] { return fact }
      return variable(name, at: span)
    case .list(let items): return .list(.join(items.map { usedType(of: $0) })).bounded
    case .tuple(let items): return .tuple(items.map { usedType(of: $0) }).bounded
    case .map(let entries): return mapType(entries).bounded
    case .negate(let operand), .plus(let operand):
      return number(usedType(of: operand), operand)
    case .not(let operand):
      checkCondition(operand)
      return .bool
    case .concat(let parts): return concatenation(parts)
    case .and, .or: return junction(id)
    case .compare(let first, let rest): return comparison(first, rest)
    case .conditional(let test, let then, let otherwise):
      checkCondition(test)
      let saved = flow.facts
      narrow(test, to: true)
      let first = type(of: then)
      flow.facts = saved
      narrow(test, to: false)
      let second = otherwise.map { type(of: $0) } ?? .absent
      flow.facts = saved
      return .join([first, second])
    case .call(let callee, let arguments): return call(id, callee, arguments)
    case .comprehension(let element, let target, let iterable, let condition):
      let item = self.element(of: usedType(of: iterable), at: iterable)
      let saved = flow
      flow.scopes.append([:])
      bind(target, item, at: target.span)
      if let condition {
        checkCondition(condition)
        narrow(condition, to: true)
      }
      let result = usedType(of: element)
      flow = saved
      return .list(result)
    case .captured: return capturedType
    case .field: return .callable
    case .invalid, .binary, .item, .slice, .filter, .test: return .any
    }
  }

  private func mapType(_ entries: [(key: ExpressionID, value: ExpressionID)]) -> TemplateType {
    var fields: [TemplateType.Field] = []
    var keys: [TemplateType] = []
    for (key, value) in entries {
      keys.append(usedType(of: key))
      let type = usedType(of: value)
      let name = tree.constantName(key) ?? ""
      if let place = fields.firstIndex(where: { $0.name == name }), !name.isEmpty {
        fields[place] = TemplateType.Field(name: name, type: type)
      } else {
        fields.append(TemplateType.Field(name: name, type: type))
      }
    }
    if fields.contains(where: \.name.isEmpty) {
      return .map(.join(keys), .join(fields.map(\.type)))
    }
    return .fields(fields)
  }

  private func step(_ id: ExpressionID, left: TemplateType) -> TemplateType {
    switch tree[id] {
    case .binary(let operation, let leftID, let right):
      let first = used(left, leftID)
      return binary(operation, first, leftID, usedType(of: right), right, id)
    case .field(let base, let name, let isOptional):
      if let path = path(of: id), let fact = flow.facts[path] { return fact }
      return field(left, base, name, isOptional: isOptional)
    case .item(let base, let key): return item(used(left, base), base, key)
    case .slice(let base, let start, let stop, let step):
      let type = used(left, base)
      for part in [start, stop, step].compactMap({ $0 }) {
        let bound = usedType(of: part)
        if !types.accepts(.join([.int, .none]), bound) {
          report(.operand("a bound of a slice", "int", bound, at: tree.span(of: part)))
        }
      }
      return sliced(type, base)
    case .filter(let base, let name, let arguments):
      return filter(id, base, name, arguments, left: left)
    case .test(let base, let name, let arguments, _):
      test(base, name, arguments, left: left)
      return .bool
    default: return .any
    }
  }

  // MARK: - Fields and items

  /// The written form of a chain of fields that starts with a variable; `nil` for anything else.
  func path(of id: ExpressionID) -> String? {
    var names: [String] = []
    var next = id
    while names.count < 8 {
      switch tree[next] {
      case .name(let name):
        names.append(name)
        return names.reversed().joined(separator: ".")
      case .field(let base, let name, _):
        names.append(name.text)
        next = base
      default: return nil
      }
    }
    return nil
  }

  private func field(
    _ type: TemplateType, _ base: ExpressionID, _ name: SpannedName, isOptional: Bool
  ) -> TemplateType {
    var object = isOptional ? type : used(type, base)
    var results: [TemplateType] = []
    if isOptional {
      if object.mayBeNone || object.mayBeUndefined { results.append(.absent) }
      object = object.truthy
      if object == .never { return .absent }
    } else if object.mayBeNone {
      report(.fieldOfNone(shown(base), name.text, isCertain: object == .none, at: name.span))
      object = object.without { $0 == .none }
      if object == .never { return .any }
    }
    for member in object.members { results.append(field(of: member, name, base)) }
    return .join(results)
  }

  /// The field of one type; reports a name it does not have.
  func field(of type: TemplateType, _ name: SpannedName, _ base: ExpressionID?) -> TemplateType {
    switch type {
    case .any, .callable: return .any
    case .map(_, let value): return value
    case .loop(let item):
      switch name.text {
      case "first", "last": return .bool
      case "previtem", "nextitem": return .join([item, .undefined])
      case "cycle", "changed": return .callable
      default:
        if LoopField(name: name.text) != nil { return .int }
        report(.unknownField(name.text, of: "loop", at: name.span, known: LoopField.names))
        return .any
      }
    case .module(let template):
      return memberType(template, name.text)
    case .namespace(let own):
      let names = own + namespaceNames(tree)
      if !names.contains(name.text) {
        report(.unknownField(name.text, of: "namespace", at: name.span, known: names))
      }
      return .any
    default:
      if let fields = types.fields(of: type) {
        if let field = fields.first(where: { $0.name == name.text }) { return field.type }
        report(
          .unknownField(
            name.text, of: type.description, at: name.span, known: fields.map(\.name)))
        return .any
      }
      if case .record = type { return .any }
      report(
        .noFields(
          name.text, of: type, at: name.span,
          isFilter: environment.filterIndex[name.text] != nil))
      return .any
    }
  }

  private func item(_ type: TemplateType, _ base: ExpressionID, _ key: ExpressionID) -> TemplateType
  {
    let keyType = usedType(of: key)
    let keySpan = tree.span(of: key)
    var results: [TemplateType] = []
    for member in type.members {
      switch member {
      case .any, .callable: results.append(.any)
      case .list(let item):
        checkIndex(keyType, keySpan)
        results.append(item)
      case .tuple(let items):
        checkIndex(keyType, keySpan)
        if case .literal(.int(let index)) = tree[key], index >= 0, index < Int64(items.count) {
          results.append(items[Int(index)])
        } else {
          results.append(.join(items))
        }
      case .map(let known, let value):
        if !types.accepts(known, keyType) {
          report(.operand("a key of this map", known.description, keyType, at: keySpan))
        }
        results.append(value)
      case .string, .date, .safe:
        checkIndex(keyType, keySpan)
        results.append(.string)
      case .none:
        report(.itemOfNone(shown(base), at: tree.span(of: base)))
      case .group(let grouper, let item):
        if case .literal(.int(let index)) = tree[key] {
          results.append(index == 0 ? grouper : .list(item))
          continue
        }
        results.append(named(member, key, keyType))
      default: results.append(named(member, key, keyType))
      }
    }
    return results.isEmpty ? .any : .join(results)
  }

  private func named(
    _ type: TemplateType, _ key: ExpressionID, _ keyType: TemplateType
  ) -> TemplateType {
    if let name = tree.constantName(key) {
      return field(of: type, SpannedName(text: name, span: tree.span(of: key)), nil)
    }
    guard let fields = types.fields(of: type) else {
      if case .record = type { return .any }
      report(.operand("what is subscripted", "a list, map or string", type, at: tree.span(of: key)))
      return .any
    }
    if !types.accepts(.string, keyType) {
      report(.operand("a key of \(type)", "string", keyType, at: tree.span(of: key)))
    }
    return .join(fields.map(\.type))
  }

  private func checkIndex(_ type: TemplateType, _ span: Span) {
    if !types.accepts(.int, type) { report(.operand("an index", "int", type, at: span)) }
  }

  private func sliced(_ type: TemplateType, _ base: ExpressionID) -> TemplateType {
    .join(
      type.members.map { member in
        switch member {
        case .any: return .any
        case .list: return member
        case .tuple(let items): return .list(.join(items))
        case .string, .date, .safe: return .string
        default:
          report(.operand("what is sliced", "a list or string", member, at: tree.span(of: base)))
          return .any
        }
      })
  }

  /// The type of the items that a loop over a value meets.
  func element(of type: TemplateType, at id: ExpressionID) -> TemplateType {
    var items: [TemplateType] = []
    for member in type.members {
      switch member {
      case .any, .callable, .module: items.append(.any)
      case .list(let item): items.append(item)
      case .tuple(let parts): items.append(contentsOf: parts)
      case .map(let key, _): items.append(key)
      case .fields, .record, .string, .date, .safe: items.append(.string)
      case .group(let key, let item): items.append(.join([key, .list(item)]))
      default:
        report(.cannotLoop(shown(id), member, type, at: tree.span(of: id)))
        items.append(.any)
      }
    }
    return .join(items)
  }

  // MARK: - Operators

  private func number(_ type: TemplateType, _ id: ExpressionID) -> TemplateType {
    if types.accepts(.join([.int, .float, .bool]), type) {
      return type.members.contains(.float) ? .float : type == .any ? .any : .int
    }
    report(.operand("a sign stands before", "number", type, at: tree.span(of: id)))
    return .any
  }

  private func binary(
    _ operation: BinaryOperator, _ left: TemplateType, _ leftID: ExpressionID,
    _ right: TemplateType, _ rightID: ExpressionID, _ id: ExpressionID
  ) -> TemplateType {
    var results: [TemplateType] = []
    for first in left.members {
      for second in right.members {
        guard let result = Self.result(operation, first, second) else {
          report(
            .operands(operation.symbol, left, right, at: tree.span(of: id)))
          return .any
        }
        results.append(result)
      }
    }
    return .join(results)
  }

  private static func result(
    _ operation: BinaryOperator, _ left: TemplateType, _ right: TemplateType
  ) -> TemplateType? {
    if left == .any || right == .any { return .any }
    if left.isNumber, right.isNumber {
      if operation == .divide { return .float }
      if operation == .power { return left == .float || right == .float ? .float : .int }
      return left == .float || right == .float ? .float : .int
    }
    switch (operation, left, right) {
    case (.add, .list(let first), .list(let second)): return .list(.join([first, second]))
    case (.add, .tuple, .tuple), (.add, .tuple, .list), (.add, .list, .tuple):
      return .list(.any)
    case (.add, _, _) where left.isText && right.isText: return left == right ? left : .string
    case (.multiply, .list, .int), (.multiply, .tuple, .int): return left
    case (.multiply, _, .int) where left.isText: return .string
    case (.multiply, .int, _) where right.isText: return .string
    case (.multiply, .int, .list): return right
    default: return nil
    }
  }

  private func concatenation(_ parts: [ExpressionID]) -> TemplateType {
    var hasMarkup = false
    for part in parts {
      let type = usedType(of: part)
      if type.members.contains(.safe(.html)) { hasMarkup = true }
      if let bad = type.members.first(where: { $0.isUnprintable || $0 == .none }) {
        report(
          .operand("what `~` joins", "text", bad == .none ? type : bad, at: tree.span(of: part)))
      }
    }
    return hasMarkup ? .safe(.html) : .string
  }

  /// The type of a chain of `and` or `or`: each operand is seen knowing the ones before it.
  private func junction(_ id: ExpressionID) -> TemplateType {
    let (operands, isAnd) = operands(of: id)
    let saved = flow.facts
    var results: [TemplateType] = []
    for (index, operand) in operands.enumerated() {
      let type = usedType(of: operand)
      let isLast = index == operands.count - 1
      results.append(isLast ? type : isAnd ? type.falsy : type.truthy)
      if !isLast { narrow(operand, to: isAnd) }
    }
    flow.facts = saved
    return .join(results)
  }

  /// The operands of a chain of `and` or of `or`, in order.
  func operands(of id: ExpressionID) -> (operands: [ExpressionID], isAnd: Bool) {
    var parts: [ExpressionID] = []
    var next = id
    if case .and = tree[id] {
      while case .and(let left, let right) = tree[next] {
        parts.append(right)
        next = left
      }
      return ((parts + [next]).reversed(), true)
    }
    while case .or(let left, let right) = tree[next] {
      parts.append(right)
      next = left
    }
    return ((parts + [next]).reversed(), false)
  }

  private func comparison(
    _ first: ExpressionID, _ rest: [(operation: ComparisonOperator, operand: ExpressionID)]
  ) -> TemplateType {
    var left = usedType(of: first)
    var leftID = first
    for (operation, operand) in rest {
      let right = usedType(of: operand)
      let span = tree.span(of: leftID).union(tree.span(of: operand))
      compare(operation, left, right, at: span)
      (left, leftID) = (right, operand)
    }
    return .bool
  }

  func compare(
    _ operation: ComparisonOperator, _ left: TemplateType, _ right: TemplateType, at span: Span
  ) {
    switch operation {
    case .equal, .notEqual:
      let pairs = left.members.contains { first in
        right.members.contains { Self.mayBeEqual(first, $0) }
      }
      if !pairs, left != .never, right != .never {
        report(.neverEqual(left, right, at: span))
      }
    case .less, .lessEqual, .greater, .greaterEqual:
      for first in left.members {
        for second in right.members where !Self.haveOrder(first, second) {
          report(.notComparable(left, right, at: span))
          return
        }
      }
    case .isIn, .notIn:
      for member in right.members where !Self.mayContain(member) {
        report(.operand("behind `in` stands", "a list, map or string", right, at: span))
        return
      }
      if right != .any, right.members.allSatisfy(\.isText),
        !types.accepts(.string, left)
      {
        report(.operand("what is sought in a string", "string", left, at: span))
      }
    }
  }

  private static func mayBeEqual(_ left: TemplateType, _ right: TemplateType) -> Bool {
    if left == .any || right == .any || left == .none || right == .none { return true }
    if left.isNumber && right.isNumber || left.isText && right.isText { return true }
    switch (left, right) {
    case (.list, .list), (.list, .tuple), (.tuple, .list), (.tuple, .tuple), (.map, .map),
      (.map, .fields), (.fields, .map), (.fields, .fields), (.record, .record), (.group, _),
      (_, .group), (.callable, _), (_, .callable), (.namespace, .namespace), (.loop, .loop):
      return true
    default: return false
    }
  }

  private static func haveOrder(_ left: TemplateType, _ right: TemplateType) -> Bool {
    if left == .any || right == .any { return true }
    if left.isNumber && right.isNumber || left.isText && right.isText { return true }
    switch (left, right) {
    case (.list, .list), (.list, .tuple), (.tuple, .list), (.tuple, .tuple): return true
    default: return false
    }
  }

  private static func mayContain(_ type: TemplateType) -> Bool {
    switch type {
    case .any, .list, .tuple, .map, .fields, .record, .string, .date, .safe, .group: true
    default: false
    }
  }
}

extension BinaryOperator {
  /// The operator as templates write it.
  var symbol: String {
    switch self {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    case .floorDivide: "//"
    case .modulo: "%"
    case .power: "**"
    }
  }
}
