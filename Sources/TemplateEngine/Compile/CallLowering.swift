// Lowers calls: macros and blocks known by name are called directly with their arguments
// bound here; everything else is bound when it runs.

import Diagnostics

extension UnitBuilder {
  /// Lowers a hole that is one call, so that it writes directly; `false` when it is not such.
  func lowerCallAsOutput(
    _ id: ExpressionID, _ callee: ExpressionID, _ arguments: ArgumentList
  ) -> Bool {
    let span = tree.span(of: id)
    switch tree[callee] {
    case .name("super"):
      lowerSuper(arguments, flag: [], at: span)
      return true
    case .name("caller"):
      // Elsewhere than in text, what the caller wrote is a value: decoded and escaped again.
      lowerValueCall(callee, arguments, caller: nil, asValue: !takesText, at: span)
      if !takesText { emitTop(at: span) }
      return true
    case .field(let base, let name, _) where isName(base, "self"):
      lowerSelfBlock(name, flag: [], at: span)
      return true
    default: break
    }
    if let target = macroTarget(callee) {
      lowerMacroCall(target, arguments, caller: nil, asValue: false, at: span)
      return true
    }
    if case .name("loop") = tree[callee], selfSlot >= 0 {
      lower(id, callee, arguments, at: span)
      return true
    }
    return false
  }

  /// `loop(items)` inside a recursive loop, written directly.
  private func lower(
    _ id: ExpressionID, _ callee: ExpressionID, _ arguments: ArgumentList, at span: Span
  ) {
    emit(.local, a: selfSlot, at: tree.span(of: callee))
    for argument in arguments.positional { lower(argument) }
    let site = assembly.callSite(
      positional: arguments.positional.count, keywords: [], hasCaller: false)
    emit(.callValue, a: site, at: span)
  }

  /// Lowers a call whose result is pushed.
  func lowerCall(
    _ id: ExpressionID, _ callee: ExpressionID, _ arguments: ArgumentList, asValue: Bool
  ) {
    let span = tree.span(of: id)
    switch tree[callee] {
    case .name("super"):
      lowerSuper(arguments, flag: .asValue, at: span)
      return
    case .field(let base, let name, _) where isName(base, "self"):
      lowerSelfBlock(name, flag: .asValue, at: span)
      return
    case .name("loop") where selfSlot >= 0 && isRecursiveLoop:
      emit(.local, a: selfSlot, at: tree.span(of: callee))
      for argument in arguments.positional { lower(argument) }
      let site = assembly.callSite(
        positional: arguments.positional.count, keywords: [], hasCaller: false)
      emit(.callValue, flag: CallFlag.asValue.rawValue, a: site, at: span)
      return
    case .field(let base, let name, _):
      if lowerLoopMethod(base, name, arguments, at: span) { return }
    default: break
    }
    if let target = macroTarget(callee) {
      lowerMacroCall(target, arguments, caller: nil, asValue: true, at: span)
      return
    }
    if case .name(let name) = tree[callee], lowerFunction(name, callee, arguments, at: span) {
      return
    }
    lowerValueCall(callee, arguments, caller: nil, asValue: true, at: span)
  }

  private var isRecursiveLoop: Bool { kind == .loop }

  private func isName(_ id: ExpressionID, _ name: String) -> Bool {
    if case .name(let text) = tree[id] { text == name } else { false }
  }

  // MARK: - Blocks

  private func lowerSuper(_ arguments: ArgumentList, flag: CallFlag, at span: Span) {
    guard let blockName else {
      report(.superOutsideBlock(at: span))
      return
    }
    guard let next = chain.levels(of: blockName).first(where: { $0 > level }) else {
      report(.noParentBlock(blockName, at: span))
      return
    }
    callBlock(blockName, level: next, flag: flag, overlay: -1, at: span)
  }

  private func lowerSelfBlock(_ name: SpannedName, flag: CallFlag, at span: Span) {
    guard let first = chain.levels(of: name.text).first else {
      report(
        .unknownBlock(name.text, at: name.span, known: chain.templates.flatMap(\.blockNames)))
      return
    }
    callBlock(name.text, level: first, flag: flag, overlay: -1, at: span)
  }

  private func callBlock(
    _ name: String, level: Int, flag: CallFlag, overlay: Int32, at span: Span
  ) {
    let entry = flag.contains(.asValue) ? assembly.textContext : context
    guard let result = assembly.block(name, chain: chain, level: level, context: entry) else {
      return
    }
    reads.formUnion(result.reads)
    if flag.contains(.asValue) {
      if result.exit != entry { report(.unfinished("the block", result.exit, at: span)) }
    } else {
      context.resume(result.exit)
    }
    emit(.callBlock, flag: flag.rawValue, a: result.index, b: overlay, at: span)
  }

  func lowerBlock(_ block: BlockStatement) {
    guard let first = chain.levels(of: block.name.text).first else { return }
    var overlay: Int32 = -1
    if block.isScoped,
      let result = assembly.block(
        block.name.text, chain: chain, level: first, context: context)
    {
      overlay = makeOverlay(for: result, at: block.name.span)
    }
    callBlock(block.name.text, level: first, flag: [], overlay: overlay, at: block.name.span)
  }

  // MARK: - Macros

  /// A macro known when templates are compiled.
  struct MacroTarget {
    let macro: MacroStatement
    let tree: SyntaxTree
    /// Whether the macro lives in an imported template.
    let isForeign: Bool
  }

  private func macroTarget(_ callee: ExpressionID) -> MacroTarget? {
    switch tree[callee] {
    case .name(let name):
      switch resolve(name) {
      case .macro(let macro): return MacroTarget(macro: macro, tree: tree, isForeign: false)
      case .imported(let template, let name): return foreignMacro(template, name)
      default: return nil
      }
    case .field(let base, let name, _):
      guard case .name(let object) = tree[base],
        case .module(let template) = resolve(object)
      else { return nil }
      return foreignMacro(template, name)
    default: return nil
    }
  }

  private func foreignMacro(_ template: String, _ name: SpannedName) -> MacroTarget? {
    guard let tree = assembly.linker.trees[template],
      let macro = assembly.linker.fileScopes[template]?.macros[name.text]
    else { return nil }
    return MacroTarget(macro: macro, tree: tree, isForeign: true)
  }

  private func lowerMacroCall(
    _ target: MacroTarget, _ arguments: ArgumentList,
    caller: (unit: Int32, builder: UnitBuilder)?, asValue: Bool, at span: Span
  ) {
    let entry = asValue || takesText ? assembly.textContext : context
    var body = entry
    body.escapes = context.escapes || asValue ? body.escapes && !(asValue && capturesRaw) : false
    let unit = assembly.macro(target.macro, of: target.tree, context: body)
    if !asValue, chooseEscaper(at: span) == nil { return }
    if !target.isForeign { reads.formUnion(unit.reads) }
    let parameters = target.macro.parameters
    let specification = parameters.map { Parameter(stringLiteral: $0.name.text + "?") }
    guard
      let bound = bind(
        arguments, to: specification, of: "macro `\(target.macro.name.text)`", at: span)
    else { return }
    var given: Int32 = 0
    for (index, value) in bound.enumerated() {
      if let value {
        lower(value)
        if index < 31 { given |= 1 << Int32(index) }
      } else {
        emit(.constant, a: assembly.constant(.undefined), at: span)
      }
    }
    var flag: CallFlag = asValue ? .asValue : []
    if let caller {
      emitClosure(caller.unit, caller.builder, at: span)
      flag.insert(.hasCaller)
    }
    let module = target.isForeign ? Int(assembly.module(target.tree)) + 1 : 0
    emit(.callMacro, flag: flag.rawValue, small: module, a: unit.index, b: given, at: span)
    if asValue { return }
    if !takesText { context = unit.exit }
    context.passHole()
  }

  /// The body of a macro or `call` block: parameters, defaults, statements.
  func lowerMacroBody(_ parameters: [ParameterSyntax], _ body: [Statement]) {
    for parameter in parameters { declare(parameter.name.text) }
    declare("caller")
    for (index, parameter) in parameters.enumerated() {
      guard let initial = parameter.initial else { continue }
      let skip = emit(.argument, a: Int32(index), at: parameter.name.span)
      lower(initial)
      emit(.storeLocal, a: Int32(index), at: parameter.name.span)
      land(skip)
    }
    declareAssigned(in: body, isLoop: false)
    lower(body)
  }

  /// A macro definition: at the top of a template its value goes to a context variable.
  func lowerMacro(_ macro: MacroStatement) {
    let span = macro.name.span
    if isTopLevel {
      let unit = assembly.macro(macro, of: tree, context: assembly.textContext)
      let index = assembly.contextVariable(macro.name.text)
      assembly.captures.append([])
      emit(.makeMacro, a: unit.index, b: Int32(assembly.captures.count - 1), at: span)
      assigns.insert(index)
      emit(.storeContext, a: index, at: span)
      return
    }
    let slot = declare(macro.name.text)
    let (unit, builder) = lowerClosure(
      macro.name, macro.parameters, macro.body, kind: .macro, selfName: macro.name.text,
      takesCaller: macro.takesCaller)
    emitClosure(unit, builder, at: span)
    emit(.storeLocal, a: slot, at: span)
  }

  /// Compiles a macro or `call` block that sees the local variables around it.
  private func lowerClosure(
    _ name: SpannedName, _ parameters: [ParameterSyntax], _ body: [Statement], kind: Unit.Kind,
    selfName: String?, takesCaller: Bool = true
  ) -> (Int32, UnitBuilder) {
    var description = assembly.macroUnit(name, parameters, kind: kind)
    description.takesCaller = takesCaller
    let unit = assembly.reserve(description)
    var entry = assembly.textContext
    entry.escapes = context.escapes
    let builder = UnitBuilder(
      assembly, kind: kind, chain: chain, level: level, context: entry, parent: self)
    builder.blockName = blockName
    for parameter in parameters { builder.declare(parameter.name.text) }
    if kind == .caller {
      _ = builder.newSlot("")
    } else {
      builder.declare("caller")
    }
    if let selfName { builder.selfSlot = builder.declare(selfName) }
    if kind == .caller {
      builder.lowerCallerBody(parameters, body)
    } else {
      builder.lowerMacroBody(parameters, body)
    }
    if builder.context != entry {
      report(.unfinished("the macro", builder.context, at: name.span))
    }
    builder.finish(unit, at: name.span)
    reads.formUnion(builder.reads)
    return (unit, builder)
  }

  private func lowerCallerBody(_ parameters: [ParameterSyntax], _ body: [Statement]) {
    for (index, parameter) in parameters.enumerated() {
      guard let initial = parameter.initial else { continue }
      let skip = emit(.argument, a: Int32(index), at: parameter.name.span)
      lower(initial)
      emit(.storeLocal, a: Int32(index), at: parameter.name.span)
      land(skip)
    }
    declareAssigned(in: body, isLoop: false)
    lower(body)
  }

  func lowerCallBlock(
    _ call: ExpressionID, _ parameters: [ParameterSyntax], _ body: [Statement], at span: Span
  ) {
    guard case .call(let callee, let arguments) = tree[call] else { return }
    let callSpan = tree.span(of: call)
    let asValue = !takesText
    let name = SpannedName(text: "call", span: span)
    let caller = lowerClosure(name, parameters, body, kind: .caller, selfName: nil)
    if let target = macroTarget(callee) {
      if !target.macro.takesCaller {
        report(.callNotTaken(target.macro.name.text, at: callSpan))
        return
      }
      lowerMacroCall(target, arguments, caller: caller, asValue: asValue, at: callSpan)
    } else {
      lowerValueCall(callee, arguments, caller: caller, asValue: asValue, at: callSpan)
    }
    if asValue { emitTop(at: callSpan) }
  }

  // MARK: - Functions and values

  /// Lowers the call of a function of the environment; `false` when the name is something else.
  private func lowerFunction(
    _ name: String, _ callee: ExpressionID, _ arguments: ArgumentList, at span: Span
  ) -> Bool {
    let calleeSpan = tree.span(of: callee)
    guard case .context(let index) = resolve(name) else { return false }
    if fileScope.definedNames.contains(name) { return false }
    if name == "namespace" {
      lowerNamespace(arguments, at: span)
      return true
    }
    guard let function = assembly.environment.functionIndex[name] else {
      let environment = assembly.environment
      if environment.options.checksNames, !assembly.linker.definedNames.contains(name),
        fileScope.parameters?.contains(where: { $0.name.text == name }) != true, name != "caller",
        name != "loop"
      {
        let macros = assembly.linker.fileScopes[tree.name]?.definedNames.sorted() ?? []
        report(
          .unknownFunction(
            name, at: calleeSpan, known: Array(environment.functionIndex.keys) + macros,
            isFilter: environment.filterIndex[name] != nil))
        return true
      }
      _ = index
      return false
    }
    let operation = assembly.environment.functions[function]
    if let value = folded(operation, arguments, at: span) {
      emit(.constant, a: assembly.constant(value), at: span)
      return true
    }
    guard
      let count = pushArguments(arguments, operation.parameters, "function `\(name)`", at: span)
    else { return true }
    let place = emit(.function, a: Int32(function), b: Int32(count), at: span)
    operands[Int32(place)] = [calleeSpan] + arguments.positional.map(tree.span(of:))
    return true
  }

  private func lowerNamespace(_ arguments: ArgumentList, at span: Span) {
    for value in arguments.positional { lower(value) }
    for (name, value) in arguments.keywords {
      emit(.constant, a: assembly.constant(.string(name.text)), at: name.span)
      lower(value)
    }
    if arguments.positional.count > 1 {
      report(
        .tooManyArguments(
          "function `namespace`", limit: 1, given: arguments.positional.count, at: span))
    }
    emit(
      .makeNamespace, flag: arguments.positional.isEmpty ? 0 : 1,
      a: Int32(arguments.keywords.count), at: span)
  }

  /// `loop.cycle(…)` and `loop.changed(…)`.
  private func lowerLoopMethod(
    _ base: ExpressionID, _ name: SpannedName, _ arguments: ArgumentList, at span: Span
  ) -> Bool {
    guard case .name(let object) = tree[base], case .loop(let depth) = resolve(object)
    else { return false }
    switch name.text {
    case "cycle", "changed":
      for value in arguments.positional { lower(value) }
      emit(
        name.text == "cycle" ? .loopCycle : .loopChanged, a: Int32(depth),
        b: Int32(arguments.positional.count), at: span)
      return true
    default: return false
    }
  }

  /// A call of something known only when it runs.
  private func lowerValueCall(
    _ callee: ExpressionID, _ arguments: ArgumentList,
    caller: (unit: Int32, builder: UnitBuilder)?, asValue: Bool, at span: Span
  ) {
    var member: SpannedName?
    if case .field(let base, let name, _) = tree[callee] {
      if case .name(let object) = tree[base], case .module(let template) = resolve(object) {
        lowerImported(template, name, at: tree.span(of: callee))
      } else {
        lower(base)
        member = name
      }
    } else {
      lower(callee)
    }
    for value in arguments.positional { lower(value) }
    for keyword in arguments.keywords { lower(keyword.value) }
    if let caller { emitClosure(caller.unit, caller.builder, at: span) }
    let site = assembly.callSite(
      positional: arguments.positional.count, keywords: arguments.keywords.map(\.name.text),
      hasCaller: caller != nil)
    let flag = asValue ? CallFlag.asValue.rawValue : 0
    let place: Int
    if let member {
      place = emit(.callMember, flag: flag, a: site, b: assembly.site(member.text), at: span)
      operands[Int32(place)] = [tree.span(of: callee), member.span]
    } else {
      place = emit(.callValue, flag: flag, a: site, at: span)
      operands[Int32(place)] = [tree.span(of: callee)]
    }
  }
}
