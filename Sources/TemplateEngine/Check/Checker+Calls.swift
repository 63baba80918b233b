// Calls: filters, tests and functions by their signatures, macros by their parameters, and the
// templates that are included.

import Diagnostics

extension Checker {
  /// The type of what a call gives.
  func call(_ id: ExpressionID, _ callee: ExpressionID, _ arguments: ArgumentList) -> TemplateType {
    let span = tree.span(of: id)
    switch tree[callee] {
    case .name("super"):
      walkParentBlock()
      return capturedType
    case .name("caller"), .name("loop"):
      _ = evaluate(arguments)
      return capturedType
    case .field(let base, _, _) where isBlockName(base):
      _ = evaluate(arguments)
      return capturedType
    case .name("namespace"):
      return namespace(arguments)
    case .name(let name):
      if let index = environment.functionIndex[name], isFunction(name) {
        let operation = environment.functions[index]
        let types = checkArguments(
          arguments, operation.parameters, of: .function(name), open: [:])
        if name == "dict" { return dictionary(arguments) }
        if let type = dataType(operation, arguments) { return type }
        return operation.signature.map { self.types.filled($0.result, types) } ?? .any
      }
    case .field(let base, let name, _):
      let object = usedType(of: base)
      if case .loop = object, name.text == "cycle" {
        return .join(evaluate(arguments))
      }
      if case .loop = object, name.text == "changed" {
        _ = evaluate(arguments)
        return .bool
      }
      switch object {
      case .any, .callable, .module, .namespace, .loop:
        return called(
          .join(object.members.map { field(of: $0, name, base) }), callee, arguments, at: span)
      default:
        _ = evaluate(arguments)
        report(
          .noMethods(
            name.text, of: object, at: name.span,
            isFilter: environment.filterIndex[name.text] != nil))
        return .any
      }
    default: break
    }
    return called(usedType(of: callee), callee, arguments, at: span)
  }

  /// The type of what a call of a value gives.
  private func called(
    _ type: TemplateType, _ callee: ExpressionID, _ arguments: ArgumentList, at span: Span
  ) -> TemplateType {
    switch type {
    case .macro(let template, let name):
      guard let tree = state.trees[template],
        let macro = state.fileScopes[template]?.macros[name]
      else { break }
      checkMacroCall(macro, of: tree, arguments, at: span)
      return capturedType
    case .callable:
      _ = evaluate(arguments)
      return capturedType
    case .any: break
    default:
      _ = evaluate(arguments)
      report(.notCallable(shown(callee), type, at: tree.span(of: callee)))
      return .any
    }
    _ = evaluate(arguments)
    return .any
  }

  /// The type of what a function gives that reads data of the program, when its arguments are
  /// constants; a fault is reported where the call is compiled.
  private func dataType(
    _ function: Operation<FilterBody>, _ arguments: ArgumentList
  ) -> TemplateType? {
    guard function.checksConstants, function.signature?.isPure == true else { return nil }
    var positional: [Value] = []
    for id in arguments.positional {
      guard let value = tree.constants[id] else { return nil }
      positional.append(value)
    }
    var named: [(String, Value)] = []
    for (name, id) in arguments.keywords {
      guard let value = tree.constants[id] else { return nil }
      named.append((name.text, value))
    }
    guard let bound = ConstantFolder.bound(positional, named, function.parameters) else {
      return nil
    }
    var limits = environment.options.limits
    limits.fuel = 20_000
    do throws(TemplateFault) {
      let value = try function.body(
        FilterCall(
          value: .undefined, arguments: bound, operations: state.operations,
          meter: WorkMeter(limits)))
      return TemplateType(ofData: value).bounded
    } catch {
      return nil
    }
  }

  private func isFunction(_ name: String) -> Bool {
    !flow.scopes.contains { $0[name] != nil } && !fileScope.definedNames.contains(name)
  }

  @discardableResult
  func evaluate(_ arguments: ArgumentList) -> [TemplateType] {
    arguments.positional.map { usedType(of: $0) }
      + arguments.keywords.map { usedType(of: $0.value) }
  }

  private func namespace(_ arguments: ArgumentList) -> TemplateType {
    var names = arguments.keywords.map(\.name.text)
    _ = arguments.keywords.map { usedType(of: $0.value) }
    for value in arguments.positional {
      guard let fields = types.fields(of: usedType(of: value)) else { return .any }
      names.append(contentsOf: fields.map(\.name))
    }
    return .namespace(names)
  }

  private func dictionary(_ arguments: ArgumentList) -> TemplateType {
    var fields: [TemplateType.Field] = []
    for value in arguments.positional {
      guard let known = types.fields(of: known(value)) else {
        return .map(.any, .any)
      }
      fields.append(contentsOf: known)
    }
    for (name, value) in arguments.keywords {
      fields.removeAll { $0.name == name.text }
      fields.append(TemplateType.Field(name: name.text, type: known(value)))
    }
    return .fields(fields)
  }

  // MARK: - Arguments

  /// What takes arguments, as messages name it.
  enum Callee {
    case filter(String), test(String), function(String)
  }

  /// Checks arguments against the types of parameters, and what open types stand for then.
  ///
  /// Names and numbers of arguments are checked where calls are compiled.
  func checkArguments(
    _ arguments: ArgumentList, _ parameters: [Parameter], of callee: Callee,
    open before: [String: TemplateType]
  ) -> [String: TemplateType] {
    var open = before
    let named = parameters.filter { $0.form == .required || $0.form == .optional }
    func check(_ value: ExpressionID, _ parameter: Parameter?) {
      let type = usedType(of: value)
      guard let parameter else { return }
      let isLeftOut = parameter.form == .optional && type == .none
      if !isLeftOut, !types.match(parameter.type, type, &open) {
        report(
          .argumentType(
            parameter.name, of: callee, expected: parameter.type, given: type,
            at: tree.span(of: value)))
      }
    }
    for (position, value) in arguments.positional.enumerated() {
      check(value, position < named.count ? named[position] : nil)
    }
    for (name, value) in arguments.keywords {
      check(value, named.first { $0.name == name.text })
    }
    return open
  }

  /// The argument for a parameter by its position among the named ones or by its name.
  private func argument(
    _ arguments: ArgumentList, _ position: Int?, _ name: String
  ) -> ExpressionID? {
    if let keyword = arguments.keywords.first(where: { $0.name.text == name }) {
      return keyword.value
    }
    guard let position, position < arguments.positional.count else { return nil }
    return arguments.positional[position]
  }

  // MARK: - Tests

  func test(
    _ base: ExpressionID, _ name: SpannedName, _ arguments: ArgumentList, left: TemplateType
  ) {
    guard let index = environment.testIndex[name.text] else {
      evaluate(arguments)
      return
    }
    let operation = environment.tests[index]
    if operation.acceptsUndefined {
      evaluate(arguments)
      return
    }
    let type = used(left, base)
    var open: [String: TemplateType] = [:]
    if let signature = operation.signature, !types.match(signature.input, type, &open) {
      report(
        .inputType(
          .test(name.text), expected: signature.input, given: type, shown(base),
          at: tree.span(of: base)))
    }
    _ = checkArguments(arguments, operation.parameters, of: .test(name.text), open: open)
    let comparisons: [String: ComparisonOperator] = [
      "eq": .equal, "equalto": .equal, "ne": .notEqual, "lt": .less, "lessthan": .less,
      "le": .lessEqual, "gt": .greater, "greaterthan": .greater, "ge": .greaterEqual, "in": .isIn,
    ]
    if let comparison = comparisons[name.text], let other = arguments.positional.first {
      let span = tree.span(of: base).union(tree.span(of: other))
      compare(comparison, type, known(other), at: span)
    }
  }

  // MARK: - Filters

  func filter(
    _ id: ExpressionID, _ base: ExpressionID, _ name: SpannedName, _ arguments: ArgumentList,
    left: TemplateType
  ) -> TemplateType {
    if name.text == "default" || name.text == "d" { return fallback(arguments, left: left) }
    guard let index = environment.filterIndex[name.text] else {
      evaluate(arguments)
      return .any
    }
    let operation = environment.filters[index]
    let type = operation.acceptsUndefined ? left : used(left, base)
    guard let signature = operation.signature else {
      evaluate(arguments)
      return .any
    }
    var open: [String: TemplateType] = [:]
    if !types.match(signature.input, type, &open) {
      evaluate(arguments)
      report(
        .inputType(
          .filter(name.text), expected: signature.input, given: type, shown(base),
          at: tree.span(of: base)))
      return types.filled(signature.result, open)
    }
    open = checkArguments(arguments, operation.parameters, of: .filter(name.text), open: open)
    let item = open["T"] ?? .any
    return special(name.text, item, arguments, type, base)
      ?? types.filled(signature.result, open)
  }

  private func fallback(_ arguments: ArgumentList, left: TemplateType) -> TemplateType {
    evaluate(arguments)
    let value = argument(arguments, 0, "default_value").map { known($0) }
    let isBoolean: Bool
    switch argument(arguments, 1, "boolean").map({ tree[$0] }) {
    case .literal(.bool(let flag))?: isBoolean = flag
    case nil: isBoolean = false
    default: isBoolean = true
    }
    let rest = isBoolean ? left.truthy : left.defined
    return .join([rest, value ?? .string])
  }

  /// The result of the filters whose result depends on the values of arguments.
  private func special(
    _ name: String, _ item: TemplateType, _ arguments: ArgumentList, _ input: TemplateType,
    _ base: ExpressionID
  ) -> TemplateType? {
    switch name {
    case "map": return mapped(item, arguments)
    case "groupby", "group_by":
      var key = reached(item, argument(arguments, 0, "attribute"))
      if let fallback = argument(arguments, 1, "default") {
        key = .join([key.truthy, known(fallback)])
      }
      return .list(.group(key, item))
    case "safe":
      guard let kind = argument(arguments, 0, "kind"), let name = tree.constantName(kind) else {
        return nil
      }
      return TemplateType.names.first { $0.name == name }?.type
    case "attr": return reached(input, argument(arguments, 0, "name"))
    case "find", "where":
      let key = reached(item, argument(arguments, 0, "attribute"))
      if let value = argument(arguments, 1, "value") {
        compare(.equal, key, known(value), at: tree.span(of: value))
      }
      return nil
    case "sort", "unique", "min", "max", "sum", "join":
      let attribute = argument(
        arguments, name == "join" ? 1 : name == "sum" ? 0 : nil, "attribute")
      let key = reachedAll(item, attribute ?? argument(arguments, nil, "by"))
      return ordered(name, item, key, hasKey: attribute != nil, base)
    case "select", "reject":
      guard let test = argument(arguments, 0, "test"), let name = tree.constantName(test) else {
        return .list(name == "select" ? item.truthy : item)
      }
      _ = name
      return .list(item)
    case "selectattr", "rejectattr":
      _ = reached(item, argument(arguments, 0, "attribute"))
      return .list(item)
    case "items", "dictsort": return pairs(input)
    case "reverse": return input.members.allSatisfy(\.isText) ? .string : .list(item)
    case "first", "last", "list":
      if input.members.allSatisfy(\.isText), input != .never {
        return name == "list" ? .list(.string) : .string
      }
      return nil
    default: return nil
    }
  }

  private func ordered(
    _ name: String, _ item: TemplateType, _ key: TemplateType, hasKey: Bool, _ base: ExpressionID
  ) -> TemplateType? {
    let span = tree.span(of: base)
    switch name {
    case "sum":
      if !types.accepts(.join([.int, .float, .bool]), key) {
        report(.operand("what `sum` adds", "number", key, at: span))
        return .number
      }
      return key == .any || key == .never ? .number : key.members.contains(.float) ? .float : .int
    case "join":
      if let bad = key.members.first(where: { $0.isUnprintable || $0 == .none }) {
        report(.operand("what `join` joins", "text", bad == .none ? key : bad, at: span))
      }
      return key.members.contains(.safe(.html)) ? .safe(.html) : .string
    case "sort", "min", "max":
      if let bad = key.members.first(where: { $0 == .none || $0.isRecordLike }) {
        report(.operand("what `\(name)` compares", "text or numbers", bad, at: span))
      }
      return nil
    default: return nil
    }
  }

  /// What `map` makes of the items of a list.
  private func mapped(_ item: TemplateType, _ arguments: ArgumentList) -> TemplateType {
    if let attribute = argument(arguments, nil, "attribute") {
      let reached = reached(item, attribute)
      guard let fallback = argument(arguments, nil, "default") else { return .list(reached) }
      return .list(.join([reached.defined, known(fallback)]))
    }
    guard let first = arguments.positional.first, let name = tree.constantName(first),
      let index = environment.filterIndex[name],
      let signature = environment.filters[index].signature
    else { return .list(.any) }
    var open: [String: TemplateType] = [:]
    if !types.match(signature.input, item, &open) {
      report(
        .inputType(
          .filter(name), expected: signature.input, given: item, "…", at: tree.span(of: first)))
    }
    return .list(types.filled(signature.result, open))
  }

  private func pairs(_ input: TemplateType) -> TemplateType {
    var keys: [TemplateType] = []
    var values: [TemplateType] = []
    for member in input.members {
      if case .map(let key, let value) = member {
        keys.append(key)
        values.append(value)
      } else if let fields = types.fields(of: member) {
        keys.append(.string)
        values.append(contentsOf: fields.map(\.type))
      } else {
        return .list(.tuple([.any, .any]))
      }
    }
    return .list(.tuple([.join(keys), .join(values)]))
  }

  /// What a path such as `author.name`, given as a constant argument, leads to.
  private func reached(_ type: TemplateType, _ argument: ExpressionID?) -> TemplateType {
    guard let argument, let text = tree.constantName(argument) else { return .any }
    return reached(type, text, tree.span(of: argument))
  }

  private func reached(_ type: TemplateType, _ path: String, _ span: Span) -> TemplateType {
    var current = type
    for step in path.split(separator: ".", omittingEmptySubsequences: false) {
      let name = SpannedName(text: String(step), span: span)
      var results: [TemplateType] = []
      for member in current.members {
        switch member {
        case .list(let item) where Int(step) != nil: results.append(item)
        case .tuple(let items) where Int(step) != nil: results.append(.join(items))
        case .none: results.append(.undefined)
        default: results.append(field(of: member, name, nil))
        }
      }
      current = .join(results)
    }
    return current
  }

  /// The same for several paths with commas between them, as `sort` takes them.
  private func reachedAll(_ type: TemplateType, _ argument: ExpressionID?) -> TemplateType {
    guard let argument else { return type }
    guard let text = tree.constantName(argument) else { return .any }
    let parts = text.split(separator: ",").map { part in
      String(part).filter { $0 != " " }
    }
    return .join(parts.map { reached(type, $0, tree.span(of: argument)) })
  }

  // MARK: - Macros

  /// Checks a call of a macro that is known, and its body for the types it is called with.
  private func checkMacroCall(
    _ macro: MacroStatement, of target: SyntaxTree, _ arguments: ArgumentList, at span: Span
  ) {
    var given = [TemplateType?](repeating: nil, count: macro.parameters.count)
    func take(_ value: ExpressionID, _ index: Int?) {
      let type = usedType(of: value)
      guard let index, index < macro.parameters.count else { return }
      given[index] = type
      let parameter = macro.parameters[index]
      guard parameter.type != nil else { return }
      let expected = inFile(target) { declared(parameter) }
      if !types.accepts(expected, type) {
        report(
          .macroArgument(
            parameter.name.text, of: macro.name.text, expected: expected, given: type,
            shown(value), at: tree.span(of: value), declaredAt: parameter.name.span))
      }
    }
    for (index, value) in arguments.positional.enumerated() { take(value, index) }
    for (name, value) in arguments.keywords {
      take(value, macro.parameters.firstIndex { $0.name.text == name.text })
    }
    var bound: [TemplateType] = []
    for (index, parameter) in macro.parameters.enumerated() {
      if parameter.type != nil {
        if given[index] == nil, parameter.initial == nil {
          report(
            .macroNeeds(
              parameter.name.text, of: macro.name.text, at: span,
              declaredAt: parameter.name.span))
        }
        bound.append(inFile(target) { declared(parameter) })
      } else if let type = given[index] {
        bound.append(type)
      } else if parameter.initial != nil {
        bound.append(.any)
      } else {
        bound.append(.undefined)
      }
    }
    // A macro whose parameters all have types is checked once, where it is defined.
    let isEntry =
      state.fileScopes[target.name]?.parameters != nil
      || self.types.contracts[target.name] != nil
    if isEntry, macro.parameters.allSatisfy({ $0.type != nil }) {
      return
    }
    checkMacroBody(macro, of: target, arguments: bound, at: span)
  }

  /// Computes something with the names of another file, without reporting.
  private func inFile<Result>(_ target: SyntaxTree, _ body: () -> Result) -> Result {
    let saved = frame
    frame = CheckFrame(chain: Chain([target]), level: 0, isStrict: false)
    defer { frame = saved }
    return body()
  }

  /// Checks the body of a macro at the top of a template, once for each types of arguments.
  func checkMacroBody(
    _ macro: MacroStatement, of target: SyntaxTree, arguments: [TemplateType]?, at span: Span?
  ) {
    guard frame.isStrict, silence == 0, frame.depth < Self.depthLimit else { return }
    let key = "\(target.name)\u{0}\(macro.name.text)"
    var bound = arguments ?? inFile(target) { macro.parameters.map { declared($0) } }
    if arguments != nil {
      let count = macroCheckCounts[key, default: 0]
      if count >= Self.repeatLimit { bound = bound.map { _ in .any } }
      macroCheckCounts[key] = count + 1
    }
    let macroKey = MacroKey(template: target.name, name: macro.name.text, arguments: bound)
    guard macroChecks.updateValue(true, forKey: macroKey) == nil else { return }
    let savedFrame = frame
    let savedFlow = flow
    let isOwn = target.name == tree.name
    flow = Flow(scopes: [isOwn ? savedFlow.scopes[0] : moduleVariables(target.name), [:]])
    if let span {
      frame.trace.insert(
        TraceFrame(
          span,
          Wording(
            "macro `\(macro.name.text)`, called from",
            fr: "macro `\(macro.name.text)`, appelée depuis")), at: 0)
    }
    if !isOwn {
      frame = CheckFrame(
        chain: Chain([target]), level: 0, isStrict: true, trace: frame.trace, depth: frame.depth)
    }
    frame.depth += 1
    frame.blockName = nil
    for (parameter, type) in zip(macro.parameters, bound) {
      if arguments == nil, parameter.type != nil { _ = declared(parameter) }
      if let initial = parameter.initial, arguments == nil {
        checkDefault(initial, parameter, type)
      }
      flow.scopes[1][parameter.name.text] = type
    }
    walk(macro.body)
    frame = savedFrame
    flow = savedFlow
  }

  // MARK: - Includes

  func walkInclude(
    _ template: ExpressionID, ignoresMissing: Bool, seesContext: Bool, at span: Span
  ) {
    let names = tree.constantNames(template)
    if names.isEmpty {
      _ = usedType(of: template)
      return
    }
    if case .conditional(let test, _, _) = tree[template] {
      checkCondition(test)
      for name in names { include(name, seesContext: seesContext, at: tree.span(of: template)) }
    } else if let name = names.first(where: { state.trees[$0] != nil }) {
      include(name, seesContext: seesContext, at: tree.span(of: template))
    }
  }

  private func include(_ name: String, seesContext: Bool, at span: Span) {
    guard silence == 0, let target = state.trees[name], let chain = chain(from: target) else {
      return
    }
    let contracts = chain.templates.compactMap { state.fileScopes[$0.name]?.parameters }
    if !contracts.isEmpty {
      for parameter in contracts.joined() {
        let parameterName = parameter.name.text
        let type = seesContext ? visible(parameterName) : nil
        let expected = inFile(target) { declared(parameter) }
        if let type {
          if !types.accepts(expected, type.defined == .never ? .any : type.defined) {
            report(
              .includeArgument(
                parameterName, of: name, expected: expected, given: type, at: span,
                declaredAt: parameter.name.span))
          }
        } else if parameter.initial == nil, globals[parameterName] == nil {
          report(
            .includeNeeds(parameterName, of: name, at: span, declaredAt: parameter.name.span))
        }
      }
      return
    }
    guard frame.isStrict, frame.depth < Self.depthLimit, openIncludes.insert(name).inserted
    else { return }
    defer { openIncludes.remove(name) }
    let count = includeCounts[name, default: 0]
    if count >= Self.repeatLimit { return }
    includeCounts[name] = count + 1
    let savedFrame = frame
    let savedFlow = flow
    if seesContext {
      var scope: [String: TemplateType] = [:]
      for outer in flow.scopes { scope.merge(outer) { $1 } }
      flow.scopes = [scope]
    } else {
      flow = Flow()
    }
    let trace =
      [
        TraceFrame(
          span,
          Wording(
            "template `\(name)`, included from", fr: "gabarit `\(name)`, inclus depuis"))
      ] + frame.trace
    frame = CheckFrame(
      chain: chain, level: 0, isStrict: true, trace: trace, depth: frame.depth + 1)
    walkChain(chain)
    frame = savedFrame
    flow = savedFlow
  }

  /// The type of a variable that an included template would see, `nil` when there is none.
  private func visible(_ name: String) -> TemplateType? {
    if let fact = flow.facts[name] { return fact }
    for scope in flow.scopes.reversed() {
      if let type = scope[name] { return type }
    }
    return frame.isStrict ? globals[name] : .any
  }
}

extension TemplateType {
  /// Whether values of the type have no order of their own.
  var isRecordLike: Bool {
    switch self {
    case .record, .fields, .map, .group, .namespace, .module, .macro, .callable: true
    default: false
    }
  }
}
