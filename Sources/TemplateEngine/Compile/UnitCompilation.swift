// Compiles templates, blocks, macros and modules into units, each once for each context it is
// entered in.

import Diagnostics

extension Assembly {
  /// Compiles the program of a template and returns its entry unit.
  func compileEntry(_ tree: SyntaxTree) -> Int32? {
    guard let chain = chain(from: tree, [], at: tree.startSpan) else { return nil }
    checkBlocks(chain)
    let result = template(chain, level: 0, context: textContext, name: tree.name)
    if result.exit != textContext, !bag.hasErrors, !linker.usedByOthers.contains(tree.name),
      language.isMarkup
    {
      bag.add(.unfinished("the template", result.exit, at: chain.templates.last?.endSpan))
    }
    return result.index
  }

  /// A template with what it extends by a constant name.
  func chain(from tree: SyntaxTree, _ before: [SyntaxTree], at span: Span) -> Chain? {
    var templates = before
    var next = tree
    var place = span
    while true {
      if templates.contains(where: { $0.name == next.name }) {
        bag.add(.inheritanceCycle(templates.map(\.name) + [next.name], at: place))
        return nil
      }
      templates.append(next)
      guard let (expression, span) = next.topExtends, let name = next.constantName(expression)
      else { return Chain(templates) }
      guard let parent = linker.trees[name] else {
        bag.add(.templateNotFound(name, at: next.span(of: expression), known: linker.names))
        return nil
      }
      place = span
      next = parent
    }
  }

  /// Warns of blocks that no ancestor has, in the leaf of a chain.
  private func checkBlocks(_ chain: Chain) {
    // Behind a computed parent the blocks are not known here.
    guard chain.templates.count > 1, chain.templates.last?.topExtends == nil else { return }
    let leaf = chain.templates[0]
    let inherited = Set(chain.templates.dropFirst().flatMap(\.blockNames))
    for statement in leaf.body {
      if case .block(let block) = statement.kind, !inherited.contains(block.name.text) {
        bag.add(.unreachableBlock(block.name.text, at: block.name.span, known: inherited.sorted()))
      }
    }
  }

  /// Compiles something once for each context it begins in.
  private func unit(
    _ key: UnitKey, _ unit: Unit, _ lower: (Int32) -> UnitBuilder
  ) -> UnitResult {
    if let result = results[key] {
      if result.isOpen { recursive.insert(key) }
      return result
    }
    let index = reserve(unit)
    results[key] = UnitResult(index: index, exit: key.context)
    depth += 1
    defer { depth -= 1 }
    if depth > Parser.depthLimit / 2 {
      bag.add(.nestingTooDeep(limit: Parser.depthLimit / 2, at: unit.definition))
      return UnitResult(index: index, exit: key.context)
    }
    let builder = lower(index)
    if recursive.contains(key), builder.context != key.context {
      // What calls itself was taken to end where it begins.
      bag.add(.unfinished(unit.name, builder.context, at: unit.definition))
    }
    let result = UnitResult(
      index: index, exit: builder.context, reads: builder.reads, assigns: builder.assigns,
      isOpen: false)
    results[key] = result
    return result
  }

  /// The unit that writes a chain of templates from a level on.
  func template(
    _ chain: Chain, level: Int, context: EscapeContext, name: String
  ) -> UnitResult {
    let tree = chain.templates[level]
    let key = UnitKey(source: .template(chain: chain.key, level: level), context: context)
    let unit = Unit(kind: .template, name: "template `\(name)`", definition: tree.startSpan)
    return self.unit(key, unit) { index in
      let builder = UnitBuilder(
        self, kind: .template, chain: chain, level: level, context: context)
      for level in level..<chain.templates.count {
        builder.level = level
        self.sources[builder.tree.source] = builder.tree.bytes
        builder.checkParameters()
        if level < chain.templates.count - 1 {
          builder.lowerDefinitions(builder.tree.body)
        } else if let (parent, span) = builder.tree.topExtends,
          builder.tree.constantName(parent) == nil
        {
          builder.lowerDefinitions(builder.tree.body)
          builder.lowerComputedParent(parent, at: span)
        } else {
          builder.lower(builder.tree.body)
        }
      }
      builder.finish(index, at: builder.tree.endSpan)
      return builder
    }
  }

  /// The unit of a block as one level of a chain defines it.
  func block(
    _ name: String, chain: Chain, level: Int, context: EscapeContext
  ) -> UnitResult? {
    guard let block = chain.templates[level].blocks[name] else { return nil }
    let key = UnitKey(
      source: .block(chain: chain.key, name: name, level: level), context: context)
    let unit = Unit(
      kind: .block, name: "block `\(name)` of \(chain.templates[level].name)",
      definition: block.name.span, makesMarkup: makesMarkup)
    return self.unit(key, unit) { index in
      let builder = UnitBuilder(
        self, kind: .block, chain: chain, level: level, context: context)
      builder.blockName = name
      if block.isRequired {
        builder.emit(
          .fail, a: self.failure(.requiredBlock(name, at: block.name.span)), at: block.name.span)
      }
      builder.declareAssigned(in: block.body, isLoop: false)
      builder.lower(block.body)
      builder.finish(index, at: block.name.span)
      return builder
    }
  }

  /// The unit of a macro that stands at the top of a template.
  func macro(
    _ macro: MacroStatement, of tree: SyntaxTree, context: EscapeContext
  ) -> UnitResult {
    let key = UnitKey(
      source: .macro(template: tree.name, offset: macro.name.span.start), context: context)
    var unit = macroUnit(macro.name, macro.parameters, kind: .macro)
    unit.takesCaller = macro.takesCaller
    return self.unit(key, unit) { index in
      let builder = UnitBuilder(
        self, kind: .macro, chain: Chain([tree]), level: 0, context: context)
      builder.lowerMacroBody(macro.parameters, macro.body)
      if !builder.context.continues(context) {
        self.bag.add(.unfinished("the macro", builder.context, at: macro.name.span))
        builder.context = context
      }
      builder.finish(index, at: macro.name.span)
      return builder
    }
  }

  func macroUnit(
    _ name: SpannedName, _ parameters: [ParameterSyntax], kind: Unit.Kind
  ) -> Unit {
    Unit(
      kind: kind, name: kind == .caller ? "`call` block" : "macro `\(name.text)`",
      definition: name.span, parameters: parameters.map(\.name.text),
      requiredParameters: parameters.map { $0.initial == nil }, makesMarkup: makesMarkup)
  }

  var makesMarkup: Bool { language.isMarkup }

  /// The index of an imported template, compiled when it is first needed.
  func module(_ tree: SyntaxTree) -> Int32 {
    if let index = moduleIndex[tree.name] { return index }
    let index = Int32(modules.count)
    moduleIndex[tree.name] = index
    modules.append(Module(name: tree.name, unit: 0, exports: [], assigned: []))
    let unit = reserve(
      Unit(kind: .module, name: "template `\(tree.name)`", definition: tree.startSpan))
    let chain = Chain([tree])
    let builder = UnitBuilder(self, kind: .module, chain: chain, level: 0, context: textContext)
    builder.lowerDefinitions(tree.body, warnsOfText: false)
    builder.finish(unit, at: tree.endSpan)
    let scope = linker.fileScopes[tree.name] ?? FileScope(tree)
    let exports = scope.definedNames.sorted().map { ($0, contextVariable($0)) }
    modules[Int(index)] = Module(
      name: tree.name, unit: unit, exports: exports, assigned: Array(builder.assigns))
    return index
  }
}

extension SyntaxTree {
  /// The `extends` that stands at the top of the template, not inside a condition.
  var topExtends: (ExpressionID, Span)? {
    for statement in body {
      if case .extends(let parent) = statement.kind { return (parent, statement.span) }
    }
    return nil
  }
}
