// Lowers statements: text, holes, conditions, loops, assignments.

import Diagnostics

extension UnitBuilder {
  func lower(_ statements: [Statement]) {
    for statement in statements { lower(statement) }
  }

  private func lower(_ statement: Statement) {
    let span = statement.span
    switch statement.kind {
    case .text(let start, let end): lowerText(start, end, at: span)
    case .emit(let value): lowerEmit(value)
    case .conditional(let branches, let otherwise):
      lowerConditional(branches, otherwise, at: span) { self.lower($0) }
    case .loop(let loop):
      loop.isRecursive ? lowerRecursiveLoop(loop, at: span) : lowerLoop(loop, at: span)
    case .set, .setBlock, .macro, .importModule, .importNames, .parameters:
      lowerDefinition(statement)
    case .with(let bindings, let body): lowerWith(bindings, body)
    case .filterBlock(let filters, let body): lowerFilterBlock(filters, body, at: span)
    case .callBlock(let call, let parameters, let body):
      lowerCallBlock(call, parameters, body, at: span)
    case .include(let template, let ignoresMissing, let seesContext):
      lowerInclude(
        template, ignoresMissing: ignoresMissing, seesContext: seesContext, at: span)
    case .extends(let parent): lowerConditionalExtends(parent, at: span)
    case .block(let block): lowerBlock(block)
    case .autoescape(let isOn, let body):
      lowerAutoescape(isOn, body)
    case .breakLoop, .continueLoop: lowerJumpOutOfLoop(statement)
    }
  }

  // MARK: - Text

  private func lowerText(_ start: Int, _ end: Int, at span: Span) {
    let bytes = tree.bytes[start..<end]
    if context.elementStart.isOpen { emit(.endContent, at: span) }
    defer { if context.elementStart.isOpen { emit(.beginContent, at: span) } }
    do throws(ScanFault) {
      try context.advance(over: bytes)
    } catch {
      let place = Span(source: tree.source, start: error.offset, end: error.offset + 1)
      report(.textNotAllowed(error.message, at: place))
    }
    if bytes.contains(0x0D) {
      var normal: [UInt8] = []
      normal.reserveCapacity(bytes.count)
      var at = bytes.startIndex
      while at < bytes.endIndex {
        if bytes[at] == 0x0D {
          normal.append(0x0A)
          if at + 1 < bytes.endIndex, bytes[at + 1] == 0x0A { at += 1 }
        } else {
          normal.append(bytes[at])
        }
        at += 1
      }
      emitText(normal, at: span)
    } else {
      emitText(bytes, at: span)
    }
  }

  // MARK: - Definitions

  /// Lowers only what defines: the top of a template that extends another, or of a module.
  func lowerDefinitions(_ statements: [Statement], warnsOfText: Bool = true) {
    for statement in statements {
      switch statement.kind {
      case .set, .setBlock, .macro, .importModule, .importNames, .parameters:
        lowerDefinition(statement)
      case .conditional(let branches, let otherwise):
        lowerConditional(branches, otherwise, at: statement.span) {
          self.lowerDefinitions($0, warnsOfText: warnsOfText)
        }
      case .autoescape(let isOn, let body):
        let escapes = context.escapes
        context.escapes = isOn && context.language != .plain
        lowerDefinitions(body, warnsOfText: warnsOfText)
        context.escapes = escapes
      case .text(let start, let end):
        let bytes = tree.bytes[start..<end]
        if warnsOfText, let first = bytes.firstIndex(where: { !($0 == 0x20 || $0 < 0x0E) }) {
          let line = bytes[first...].firstIndex(of: 0x0A) ?? end
          report(.deadText(at: Span(source: tree.source, start: first, end: line)))
        }
      case .extends, .block: break
      default:
        if warnsOfText { report(.deadText(at: statement.span)) }
      }
    }
  }

  private func lowerDefinition(_ statement: Statement) {
    let span = statement.span
    switch statement.kind {
    case .set(let targets, let value):
      lower(value)
      for target in targets { store(target, at: span) }
    case .setBlock(let target, let filters, let body):
      lowerCapture(body, at: span)
      if let filters { lower(filters) }
      store(target, at: span)
    case .macro(let macro): lowerMacro(macro)
    case .importModule(let template, let alias): lowerImport(template, as: alias, at: span)
    case .importNames(let template, let names): lowerImport(template, names, at: span)
    default: break
    }
  }

  /// Captures the output of statements as a value, in a context of its own.
  func lowerCapture(_ statements: [Statement], at span: Span) {
    let outer = context
    context = assembly.textContext
    context.escapes = outer.escapes && !capturesRaw
    let entry = context
    emit(.beginCapture, at: span)
    captureDepth += 1
    scopes.append([:])
    declareAssigned(in: statements, isLoop: false)
    lower(statements)
    scopes.removeLast()
    captureDepth -= 1
    emit(.endCapture, flag: capturedKind.rawValue, at: span)
    if context != entry { report(.unfinished("the captured text", context, at: span)) }
    context = outer
  }

  /// Whether text taken as a value is plain: it is escaped where it is printed.
  var capturesRaw: Bool { assembly.language == .csv || assembly.language == .typst }

  /// What text captured here is known to be.
  var capturedKind: SafeKind {
    if !context.escapes { return .plain }
    switch context.language {
    case .html, .xml, .svg: return .html
    case .json: return .json
    case .plain, .csv, .typst: return .plain
    }
  }

  /// Pops a value and binds it.
  func store(_ target: Target, at span: Span) {
    switch target {
    case .name(let name): store(name)
    case .tuple(let parts, let span):
      emit(.unpack, small: parts.count, at: span)
      for part in parts.reversed() { store(part, at: span) }
    case .attribute(let object, let name):
      let site = assembly.site(name.text)
      switch resolve(object.text) {
      case .slot(let slot): emit(.storeAttribute, flag: 0, a: slot, b: site, at: target.span)
      case .context(let index):
        emit(.storeAttribute, flag: 1, a: index, b: site, at: target.span)
      default:
        emit(.pop, at: span)
        report(.badTarget("`\(object.text).\(name.text)`", at: target.span))
      }
    }
  }

  private func store(_ name: SpannedName) {
    if loopSites.isEmpty { lostAssignments[name.text] = nil }
    if isTopLevel {
      let index = assembly.contextVariable(name.text)
      assigns.insert(index)
      emit(.storeContext, a: index, at: name.span)
    } else {
      emit(.storeLocal, a: declare(name.text), at: name.span)
    }
  }

  private func lowerWith(
    _ bindings: [(target: Target, value: ExpressionID)], _ body: [Statement]
  ) {
    // All values are computed outside, as in Jinja.
    for binding in bindings { lower(binding.value) }
    scopes.append([:])
    for binding in bindings.reversed() {
      for name in binding.target.names { declare(name.text) }
      store(binding.target, at: binding.target.span)
    }
    declareAssigned(in: body, isLoop: false)
    lower(body)
    scopes.removeLast()
  }

  private func lowerFilterBlock(_ filters: ExpressionID, _ body: [Statement], at span: Span) {
    lowerCapture(body, at: span)
    lower(filters)
    emitTop(at: tree.span(of: filters), isFilterBlock: true)
  }

  // MARK: - Conditions

  private func lowerConditional(
    _ branches: [ConditionalBranch], _ otherwise: [Statement], at span: Span,
    body: ([Statement]) -> Void
  ) {
    let entry = context
    var exit: EscapeContext?
    var ends: [Int] = []
    func leave(_ branch: Span) {
      if let first = exit {
        if let joined = EscapeContext.join(first, context) {
          exit = joined
        } else {
          report(.branchesDiffer(first, context, at: branch))
        }
      } else {
        exit = context
      }
    }
    for (index, branch) in branches.enumerated() {
      context = entry
      let skips = lowerJumpIfFalse(branch.condition)
      body(branch.body)
      leave(index == 0 ? span : tree.span(of: branch.condition))
      if index < branches.count - 1 || !otherwise.isEmpty { ends.append(emit(.jump, at: span)) }
      land(skips)
    }
    context = entry
    body(otherwise)
    leave(span)
    land(ends)
    context = exit ?? entry
  }

  /// Lowers a condition; the jumps returned are taken when it is false.
  func lowerJumpIfFalse(_ id: ExpressionID) -> [Int] {
    let span = tree.span(of: id)
    switch tree[id] {
    case .and:
      var parts: [ExpressionID] = []
      var left = id
      while case .and(let next, let right) = tree[left] {
        parts.append(right)
        left = next
      }
      return lowerJumpIfFalse(left) + parts.reversed().flatMap { lowerJumpIfFalse($0) }
    case .field(let object, let name, isOptional: false):
      if case .name(let variable) = tree[object], fieldIsPlain(variable, name.text),
        case .slot(let slot) = resolve(variable), slot < 60_000
      {
        return [
          emit(
            .jumpUnlessLocalField, small: Int(slot), b: assembly.site(name.text), at: span)
        ]
      }
    case .name(let variable):
      if case .slot(let slot) = resolve(variable), slot < 60_000 {
        return [emit(.jumpUnlessLocal, small: Int(slot), at: span)]
      }
    default: break
    }
    lower(id)
    return [emit(.jumpIfFalse, at: span)]
  }

  /// Whether `object.name` is an ordinary field read.
  func fieldIsPlain(_ object: String, _ name: String) -> Bool {
    switch resolve(object) {
    case .slot, .context: object != "self" || kind == .macro
    default: false
    }
  }

  // MARK: - Loops

  private func lowerLoop(_ loop: ForStatement, at span: Span) {
    lowerIterable(loop, at: span)
    lowerLoopBody(loop, at: span)
  }

  /// Pushes what the loop runs over, with its condition applied.
  private func lowerIterable(_ loop: ForStatement, at span: Span) {
    lower(loop.iterable)
    if let condition = loop.condition {
      lowerFiltering(
        target: loop.target, condition: condition, iterable: loop.iterable, element: nil,
        at: span)
    }
  }

  /// Replaces the iterable on the stack by the list of items (or elements) that pass.
  func lowerFiltering(
    target: Target, condition: ExpressionID?, iterable: ExpressionID, element: ExpressionID?,
    at span: Span
  ) {
    emit(.beginCollect, at: span)
    emit(.beginLoop, at: tree.span(of: iterable))
    loopDepth += 1
    let item = newSlot("")
    let start = label()
    let exit = emit(.nextItem, b: item, at: span)
    scopes.append([:])
    bindItem(target, item, at: span)
    if let condition {
      for jump in lowerJumpIfFalse(condition) { code[jump].a = Int32(start) }
    }
    if let element {
      lower(element)
    } else {
      emit(.local, a: item, at: span)
    }
    emit(.collect, at: span)
    emit(.jump, a: Int32(start), at: span)
    scopes.removeLast()
    land(exit)
    land(emit(.endLoop, at: span))
    loopDepth -= 1
    emit(.endCollect, at: span)
  }

  private func bindItem(_ target: Target, _ item: Int32, at span: Span) {
    switch target {
    case .name(let name): bind(name.text, .slot(item))
    case .tuple, .attribute:
      for name in target.names { declare(name.text) }
      emit(.local, a: item, at: target.span)
      storeLocals(target)
    }
  }

  /// Pops a value into names that are local whatever the scope.
  private func storeLocals(_ target: Target) {
    switch target {
    case .name(let name): emit(.storeLocal, a: declare(name.text), at: name.span)
    case .tuple(let parts, let span):
      emit(.unpack, small: parts.count, at: span)
      for part in parts.reversed() { storeLocals(part) }
    case .attribute: break
    }
  }

  /// Lowers the rounds of a loop over the iterable on the stack.
  func lowerLoopBody(_ loop: ForStatement, at span: Span) {
    let iterableSpan = tree.span(of: loop.iterable)
    emit(.beginLoop, flag: loop.isRecursive ? 1 : 0, at: iterableSpan)
    let depth = loopDepth
    loopDepth += 1
    let item: Int32
    if case .name(let name) = loop.target { item = newSlot(name.text) } else { item = newSlot("") }
    var entry = context
    let mark = snapshot()
    var isSettled = false
    for attempt in 0..<3 where !isSettled {
      if attempt > 0 { restore(mark) }
      context = entry
      let start = label()
      let exit = emit(.nextItem, b: item, at: span)
      loopSites.append(LoopSite(entry: entry, captureDepth: captureDepth, start: start))
      scopes.append([:])
      bind("loop", .loop(depth))
      bindItem(loop.target, item, at: span)
      declareAssigned(in: loop.body, isLoop: true)
      lower(loop.body)
      scopes.removeLast()
      let site = loopSites.removeLast()
      emit(.jump, a: Int32(start), at: span)
      land(exit)
      land(site.breaks)
      if let joined = EscapeContext.join(entry, context) {
        isSettled = joined == entry
        entry = joined
      } else {
        report(.loopContext(entry, context, at: span))
        isSettled = true
      }
    }
    context = entry
    loopDepth -= 1
    let end = emit(.endLoop, at: span)
    if !loop.otherwise.isEmpty {
      scopes.append([:])
      declareAssigned(in: loop.otherwise, isLoop: false)
      lower(loop.otherwise)
      scopes.removeLast()
      if let joined = EscapeContext.join(entry, context) {
        context = joined
      } else {
        report(.branchesDiffer(entry, context, at: span))
        context = entry
      }
    }
    land(end)
  }

  private func lowerJumpOutOfLoop(_ statement: Statement) {
    guard let site = loopSites.last else {
      report(.outsideLoop(at: statement.span))
      return
    }
    if EscapeContext.join(site.entry, context) != site.entry {
      report(.loopContext(site.entry, context, at: statement.span))
    }
    for _ in site.captureDepth..<max(site.captureDepth, captureDepth) {
      emit(.endCapture, at: statement.span)
      emit(.pop, at: statement.span)
    }
    if case .breakLoop = statement.kind {
      loopSites[loopSites.count - 1].breaks.append(emit(.jump, at: statement.span))
    } else {
      emit(.jump, a: Int32(site.start), at: statement.span)
    }
  }

  /// A recursive loop is a closure over its iterable that can call itself by `loop(…)`.
  private func lowerRecursiveLoop(_ loop: ForStatement, at span: Span) {
    guard context.isText || !context.escapes || context.language == .plain else {
      report(.wrongSafeKind("a recursive loop", context, at: span))
      return
    }
    let name = SpannedName(text: "recursive loop", span: span)
    var unit = assembly.macroUnit(name, [], kind: .loop)
    unit.parameters = ["items"]
    unit.requiredParameters = [true]
    let index = assembly.reserve(unit)
    let builder = UnitBuilder(
      assembly, kind: .loop, chain: chain, level: level, context: context, parent: self)
    builder.blockName = blockName
    let items = builder.newSlot("")
    _ = builder.newSlot("caller")
    builder.selfSlot = builder.newSlot("")
    builder.emit(.local, a: items, at: span)
    if let condition = loop.condition {
      builder.lowerFiltering(
        target: loop.target, condition: condition, iterable: loop.iterable, element: nil,
        at: span)
    }
    builder.lowerLoopBody(loop, at: span)
    builder.finish(index, at: span)
    context = builder.context
    reads.formUnion(builder.reads)
    emitClosure(index, builder, at: span)
    lower(loop.iterable)
    let site = assembly.callSite(positional: 1, keywords: [], hasCaller: false)
    emit(.callValue, a: site, at: tree.span(of: loop.iterable))
  }

  /// Pushes the macro value of a unit that captures local variables.
  func emitClosure(_ unit: Int32, _ builder: UnitBuilder, at span: Span) {
    assembly.captures.append(builder.captures.map(\.outer))
    emit(.makeMacro, a: unit, b: Int32(assembly.captures.count - 1), at: span)
  }
}

extension Assembly {
  func callSite(positional: Int, keywords: [String], hasCaller: Bool) -> Int32 {
    callSites.append(
      CallSite(positionalCount: positional, keywords: keywords, hasCaller: hasCaller))
    return Int32(callSites.count - 1)
  }
}

extension UnitBuilder {
  /// The body of `autoescape`; turned on in plain text, it means HTML.
  fileprivate func lowerAutoescape(_ isOn: Bool, _ body: [Statement]) {
    let outer = context
    if isOn, outer.language == .plain {
      context = EscapeContext(language: .html)
      lower(body)
      context = outer
    } else {
      context.escapes = isOn
      lower(body)
      context.escapes = outer.escapes
    }
  }
}
