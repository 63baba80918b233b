// What conditions show: behind `if page.subtitle` the subtitle is no longer `none`. Also what may be
// printed.

import Diagnostics

extension Checker {
  /// Checks an expression that is asked whether it is true.
  func checkCondition(_ id: ExpressionID) {
    let type = type(of: id)
    // The result of `?.` counts as false where there is nothing.
    if type.members.contains(.undefined) { _ = used(type, id) }
  }

  /// Notes what holds where a condition is true, or where it is false.
  func narrow(_ id: ExpressionID, to truth: Bool) {
    if narrowDepth >= 6 { return }
    narrowDepth += 1
    defer { narrowDepth -= 1 }
    switch tree[id] {
    case .and, .or:
      let (operands, isAnd) = operands(of: id)
      if isAnd == truth {
        for operand in operands { narrow(operand, to: truth) }
      } else if operands.count <= 16 {
        narrowAlternatives(operands, to: truth)
      }
    case .not(let operand): narrow(operand, to: !truth)
    case .name, .field:
      guard let path = path(of: id) else { return }
      let type = silently { self.type(of: id) }
      flow.facts[path] = truth ? type.truthy : type.falsy
      if truth { narrowObjects(id) }
    case .test(let base, let name, let arguments, let isNegated):
      narrowTest(base, name.text, arguments, holds: truth != isNegated)
    case .compare(let first, let rest):
      guard rest.count == 1 else { return }
      narrowComparison(first, rest[0].operation, rest[0].operand, holds: truth)
    default: break
    }
  }

  /// Of a chain with `?.` that is there, every object is there.
  private func narrowObjects(_ id: ExpressionID) {
    var next = id
    while case .field(let base, _, let isOptional) = tree[next] {
      if isOptional, let path = path(of: base) {
        let type = silently { self.type(of: base) }
        flow.facts[path] = type.truthy
      }
      next = base
    }
  }

  /// One of several conditions decides; those before it went the other way.
  private func narrowAlternatives(_ operands: [ExpressionID], to truth: Bool) {
    let entry = flow.facts
    var ends: [[String: TemplateType]] = []
    var before = entry
    for operand in operands {
      flow.facts = before
      narrow(operand, to: truth)
      ends.append(flow.facts)
      flow.facts = before
      narrow(operand, to: !truth)
      before = flow.facts
    }
    var merged: [String: TemplateType] = [:]
    for path in ends[0].keys {
      let all = ends.map { $0[path] }
      if !all.contains(nil) { merged[path] = .join(all.compactMap { $0 }) }
    }
    flow.facts = merged
  }

  private func narrowTest(
    _ base: ExpressionID, _ name: String, _ arguments: ArgumentList, holds: Bool
  ) {
    guard let path = path(of: base) else { return }
    let matches: (TemplateType) -> Bool
    switch name {
    case "defined": matches = { !$0.isUndefined }
    case "undefined": matches = \.isUndefined
    case "none": matches = { $0 == .none }
    case "string": matches = \.isText
    case "number": matches = { $0 == .int || $0 == .float }
    case "integer": matches = { $0 == .int }
    case "float": matches = { $0 == .float }
    case "boolean", "true", "false": matches = { $0 == .bool }
    case "mapping":
      matches = { type in
        switch type {
        case .map, .fields, .record: true
        default: false
        }
      }
    default: return
    }
    let type = silently { self.type(of: base) }
    // `is true` that does not hold says nothing of the type.
    if !holds, name == "true" || name == "false" { return }
    let narrowed = type.without { member in
      member != .any && matches(member) != holds
    }
    flow.facts[path] = narrowed
    if holds, name != "undefined", name != "none" { narrowObjects(base) }
  }

  private func narrowComparison(
    _ first: ExpressionID, _ operation: ComparisonOperator, _ second: ExpressionID, holds: Bool
  ) {
    let isEqual: Bool
    switch operation {
    case .equal: isEqual = holds
    case .notEqual: isEqual = !holds
    default: return
    }
    for (side, other) in [(first, second), (second, first)] {
      guard let path = path(of: side) else { continue }
      let type = silently { self.type(of: side) }
      let known = isSimple(other) ? silently { self.type(of: other) } : .any
      if case .literal(.none) = tree[other] {
        flow.facts[path] = type.without { isEqual ? $0 != .none && $0 != .any : $0 == .none }
      } else if isEqual, !known.mayBeNone, known != .any {
        flow.facts[path] = type.truthy
      }
    }
  }

  /// Whether the type of an expression is found without walking through others.
  private func isSimple(_ id: ExpressionID) -> Bool {
    if case .literal = tree[id] { return true }
    return path(of: id) != nil
  }

  // MARK: - Printing

  /// Checks a hole: what it writes must have a printed form.
  func checkPrinted(_ id: ExpressionID) {
    if case .conditional(let test, let then, let otherwise) = tree[id] {
      checkCondition(test)
      let saved = flow.facts
      narrow(test, to: true)
      checkPrinted(then)
      flow.facts = saved
      narrow(test, to: false)
      if let otherwise { checkPrinted(otherwise) }
      flow.facts = saved
      return
    }
    let type = type(of: id)
    let span = tree.span(of: id)
    if type.members.contains(.undefined) {
      _ = used(type, id)
      return
    }
    // Scripts and JSON take every value.
    if state.structuredHoles.contains(span) { return }
    if type.mayBeNone {
      report(.maybeNonePrinted(shown(id), isCertain: type == .none, at: span))
    } else if let bad = type.members.first(where: \.isUnprintable) {
      report(
        .unprintable(shown(id), bad, fields: types.fields(of: bad)?.map(\.name) ?? [], at: span))
    }
  }
}
