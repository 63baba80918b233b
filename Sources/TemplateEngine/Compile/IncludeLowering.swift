// Lowers what reaches into other templates: include, import, computed parents, contracts.

import Diagnostics

extension UnitBuilder {
  // MARK: - Include

  func lowerInclude(
    _ template: ExpressionID, ignoresMissing: Bool, seesContext: Bool, at span: Span
  ) {
    var flag: CallFlag = ignoresMissing ? .ignoresMissing : []
    if !seesContext { flag.insert(.hidesContext) }
    let place = tree.span(of: template)
    let constants = tree.constantNames(template)
    var isChoice = false
    if case .conditional = tree[template] { isChoice = true }
    if !constants.isEmpty, !isChoice {
      guard let name = constants.first(where: { assembly.linker.trees[$0] != nil }) else {
        if !ignoresMissing {
          report(.templateNotFound(constants[0], at: place, known: assembly.linker.names))
        }
        return
      }
      guard let result = includedUnit(name, at: place) else { return }
      context.resume(result.exit)
      let overlay = seesContext ? makeOverlay(for: result, at: span) : restoring(result.assigns)
      emit(.include, flag: flag.rawValue, a: result.index, b: overlay, at: place)
      return
    }
    guard takesText else {
      report(.wrongSafeKind("a computed include", context, at: span))
      return
    }
    let names = isChoice && !constants.isEmpty ? constants : assembly.linker.names
    if isChoice, !ignoresMissing {
      for name in constants where assembly.linker.trees[name] == nil {
        report(.templateNotFound(name, at: place, known: assembly.linker.names))
      }
    }
    var units: [(name: String, unit: Int32)] = []
    var merged = UnitResult(index: 0, exit: context)
    merged.isOpen = true
    for name in names where name != tree.name || !isChoice {
      guard let result = candidateUnit(name) else { continue }
      units.append((name, result.index))
      merged.reads.formUnion(result.reads)
      merged.assigns.formUnion(result.assigns)
    }
    lower(template)
    assembly.tables.append(TemplateTable(units: units))
    let overlay = seesContext ? makeOverlay(for: merged, at: span) : restoring(merged.assigns)
    emit(
      .includeDynamic, flag: flag.rawValue, a: Int32(assembly.tables.count - 1), b: overlay,
      at: place)
  }

  private func includedUnit(_ name: String, at span: Span) -> UnitResult? {
    guard let included = assembly.linker.trees[name],
      let chain = assembly.chain(from: included, [], at: span)
    else { return nil }
    return assembly.template(chain, level: 0, context: context, name: name)
  }

  /// A template that a computed name may mean; its faults are reported where it is used by name.
  private func candidateUnit(_ name: String) -> UnitResult? {
    let saved = assembly.bag
    assembly.bag = DiagnosticBag()
    defer { assembly.bag = saved }
    guard let result = includedUnit(name, at: tree.startSpan), !assembly.bag.hasErrors else {
      return nil
    }
    return result.exit == context || result.isOpen ? result : nil
  }

  /// The local variables a callee sees as context variables, and what it may overwrite.
  func makeOverlay(for result: UnitResult, at span: Span) -> Int32 {
    var entries: [Overlay.Entry] = []
    let names: [String]
    if result.isOpen {
      names = Array(Set(visibleNames)).sorted()
    } else {
      names = result.reads.sorted().map { assembly.contextNames[Int($0)] }
    }
    for name in names where !name.isEmpty {
      switch resolve(name) {
      case .slot(let slot):
        entries.append(Overlay.Entry(context: assembly.contextVariable(name), slot: slot))
      case .loop(let depth):
        let slot = newSlot("")
        emit(.loopValue, a: Int32(depth), at: span)
        emit(.storeLocal, a: slot, at: span)
        entries.append(Overlay.Entry(context: assembly.contextVariable(name), slot: slot))
      case .macro, .module, .imported, .context: break
      }
    }
    reads.formUnion(result.reads)
    if entries.isEmpty, result.assigns.isEmpty { return -1 }
    assembly.overlays.append(
      Overlay(entries: entries, assigned: result.assigns.sorted()))
    return Int32(assembly.overlays.count - 1)
  }

  private func restoring(_ assigns: Set<Int32>) -> Int32 {
    if assigns.isEmpty { return -1 }
    assembly.overlays.append(Overlay(entries: [], assigned: assigns.sorted()))
    return Int32(assembly.overlays.count - 1)
  }

  // MARK: - Import

  private func imported(_ template: ExpressionID) -> SyntaxTree? {
    let place = tree.span(of: template)
    guard let name = tree.constantName(template) else {
      report(.computedImport(at: place))
      return nil
    }
    guard let imported = assembly.linker.trees[name] else {
      report(.templateNotFound(name, at: place, known: assembly.linker.names))
      return nil
    }
    return imported
  }

  func lowerImport(_ template: ExpressionID, as alias: SpannedName, at span: Span) {
    guard let imported = imported(template) else { return }
    let module = assembly.module(imported)
    if isTopLevel {
      let index = assembly.contextVariable(alias.text)
      emit(.moduleValue, a: module, at: span)
      assigns.insert(index)
      emit(.storeContext, a: index, at: alias.span)
    } else {
      bind(alias.text, .module(imported.name))
    }
  }

  func lowerImport(
    _ template: ExpressionID, _ names: [(name: SpannedName, alias: SpannedName)], at span: Span
  ) {
    guard let imported = imported(template) else { return }
    let scope = assembly.linker.fileScopes[imported.name] ?? FileScope(imported)
    let module = assembly.module(imported)
    for (name, alias) in names {
      guard scope.definedNames.contains(name.text) else {
        report(
          .unknownImport(
            name.text, in: imported.name, at: name.span, known: scope.definedNames.sorted()))
        continue
      }
      if isTopLevel {
        let source = assembly.contextVariable(name.text)
        let index = assembly.contextVariable(alias.text)
        emit(.moduleVariable, a: module, b: source, at: name.span)
        assigns.insert(index)
        emit(.storeContext, a: index, at: alias.span)
      } else {
        bind(alias.text, .imported(template: imported.name, name: name))
      }
    }
  }

  // MARK: - Parents

  /// `extends` with a computed name, behind all definitions of the template.
  func lowerComputedParent(_ parent: ExpressionID, at span: Span) {
    let units = parents(tree.constantNames(parent))
    lower(parent)
    assembly.tables.append(TemplateTable(units: units))
    emit(
      .extendDynamic, a: Int32(assembly.tables.count - 1), at: tree.span(of: parent))
  }

  /// `extends` inside a condition: what follows it is not written when it is reached.
  func lowerConditionalExtends(_ parent: ExpressionID, at span: Span) {
    guard scopes.count == 1, kind == .template else {
      report(.misplacedExtends(at: span))
      return
    }
    if let name = tree.constantName(parent), assembly.linker.trees[name] == nil {
      report(
        .templateNotFound(name, at: tree.span(of: parent), known: assembly.linker.names))
      return
    }
    lowerComputedParent(parent, at: span)
    emit(.return, at: span)
  }

  private func parents(_ names: [String]) -> [(name: String, unit: Int32)] {
    var units: [(name: String, unit: Int32)] = []
    let before = Array(chain.templates[0...level])
    for name in names.isEmpty ? assembly.linker.names : names {
      if before.contains(where: { $0.name == name }) { continue }
      let saved = assembly.bag
      if names.isEmpty { assembly.bag = DiagnosticBag() }
      if let parent = assembly.linker.trees[name],
        let chain = assembly.chain(from: parent, before, at: tree.startSpan)
      {
        let result = assembly.template(
          chain, level: before.count, context: context, name: name)
        if !assembly.bag.hasErrors || !names.isEmpty { units.append((name, result.index)) }
        reads.formUnion(result.reads)
        assigns.formUnion(result.assigns)
      }
      if names.isEmpty { assembly.bag = saved }
    }
    return units
  }

  // MARK: - Contracts

  /// Checks the parameters of a contract when the template begins.
  func checkParameters() {
    for parameter in fileScope.parameters ?? [] {
      let index = assembly.contextVariable(parameter.name.text)
      reads.insert(index)
      let span = parameter.name.span
      if let initial = parameter.initial {
        let skip = emit(.checkParameter, flag: 1, b: index, at: span)
        lower(initial)
        emit(.storeContext, a: index, at: span)
        assigns.insert(index)
        land(skip)
      } else {
        var isOptional = false
        if case .optional? = parameter.type { isOptional = true }
        if !isOptional { emit(.checkParameter, b: index, at: span) }
      }
    }
  }
}
