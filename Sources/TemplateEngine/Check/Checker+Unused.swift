// What a template declares and nobody reads: parameters, imports, macros, assignments.

import Diagnostics

extension Checker {
  /// Warns of the names of a template with a contract that nothing reads.
  ///
  /// A template with errors is left alone: a name misspelt elsewhere would be reported twice.
  func checkUnused(_ tree: SyntaxTree) {
    if bag.hasErrors { return }
    let read = namesRead(from: tree)
    // What a library defines is for others.
    let isImported = state.importedTemplates.contains(tree.name) || Self.isLibrary(tree)
    for parameter in state.fileScopes[tree.name]?.parameters ?? []
    where !read.contains(parameter.name.text) {
      warn("parameter", parameter.name)
    }
    var pending = tree.body
    while let statement = pending.popLast() {
      pending.append(contentsOf: statement.children)
      switch statement.kind {
      case .importModule(_, let alias) where !read.contains(alias.text): warn("import", alias)
      case .importNames(_, let names):
        for (_, alias) in names where !read.contains(alias.text) { warn("import", alias) }
      case .macro(let macro):
        if !isImported, !read.contains(macro.name.text) { warn("macro", macro.name) }
        warnOfParameters(macro, in: tree)
      case .set(let targets, _) where !isImported:
        for name in targets.flatMap(\.names) where !read.contains(name.text) {
          warn("variable", name)
        }
      case .setBlock(let target, _, _) where !isImported:
        for name in target.names where !read.contains(name.text) { warn("variable", name) }
      default: break
      }
    }
  }

  /// Whether a template only defines: its own output is blank.
  private static func isLibrary(_ tree: SyntaxTree) -> Bool {
    tree.body.allSatisfy { statement in
      switch statement.kind {
      case .macro, .set, .setBlock, .importModule, .importNames, .parameters: true
      case .text(let start, let end): tree.bytes[start..<end].allSatisfy { $0 <= 0x20 }
      default: false
      }
    }
  }

  private func warn(_ what: String, _ name: SpannedName) {
    if name.text.hasPrefix("_") { return }
    report(.unused(what, name.text, at: name.span))
  }

  /// Warns of parameters that the body of a macro does not read.
  private func warnOfParameters(_ macro: MacroStatement, in tree: SyntaxTree) {
    let start = macro.name.span.start
    let end = Self.end(of: macro.body, in: tree)
    var read: Set<String> = []
    for (index, node) in tree.expressions.enumerated() {
      let span = tree.spans[index]
      guard span.start >= start, span.end <= end, case .name(let name) = node else { continue }
      read.insert(name)
    }
    for parameter in macro.parameters where !read.contains(parameter.name.text) {
      warn("parameter", parameter.name)
    }
  }

  /// Where the last statement of a body ends.
  private static func end(of statements: [Statement], in tree: SyntaxTree) -> UInt32 {
    var end: UInt32 = 0
    var pending = statements
    while let statement = pending.popLast() {
      end = max(end, statement.span.end)
      pending.append(contentsOf: statement.children)
      // The tag of a condition or loop is longer than its span.
      end = max(end, UInt32(tag(after: Int(statement.span.end), in: tree.bytes)))
    }
    return end
  }

  private static func tag(after start: Int, in bytes: [UInt8]) -> Int {
    var at = start
    while at + 1 < bytes.count {
      if bytes[at] == 0x25 || bytes[at] == 0x7D, bytes[at + 1] == 0x7D { return at }
      at += 1
    }
    return start
  }

  /// The names that a template, those it extends and those it includes read.
  private func namesRead(from tree: SyntaxTree) -> Set<String> {
    var names: Set<String> = []
    var seen: Set<String> = []
    var pending = [tree.name]
    while let next = pending.popLast() {
      guard seen.insert(next).inserted, let tree = state.trees[next] else { continue }
      for node in tree.expressions {
        if case .name(let name) = node { names.insert(name) }
      }
      var statements = tree.body
      while let statement = statements.popLast() {
        statements.append(contentsOf: statement.children)
        switch statement.kind {
        case .include(let template, _, _), .extends(let template):
          pending.append(contentsOf: tree.constantNames(template))
        case .set(let targets, _):
          for target in targets {
            if case .attribute(let object, _) = target { names.insert(object.text) }
          }
        default: break
        }
      }
      if next != tree.name || seen.count > 1 {
        names.formUnion(state.fileScopes[next]?.parameters?.map(\.name.text) ?? [])
      }
    }
    return names
  }
}
