// Walks the templates of a set with the types of their contracts, before anything is rendered: what
// names, fields, arguments and printed values can be, in every branch. Templates without a contract
// are left alone. Statements are walked here; expressions and calls in extensions.

import Diagnostics

/// What is known at a point of a template.
struct Flow {
  /// Variables by scope, innermost last; the first scope is that of the whole template.
  var scopes: [[String: TemplateType]] = [[:]]
  /// What conditions have shown of a path such as `page.subtitle`.
  var facts: [String: TemplateType] = [:]
  /// Whether a `break` or `continue` stands before this point.
  var isDead = false
}

/// The template whose code is being checked, and how it was reached.
struct CheckFrame {
  let chain: Chain
  var level: Int
  /// Whether every name is known, so that an unknown one is a fault.
  var isStrict: Bool
  var blockName: String?
  var trace: [TraceFrame] = []
  /// How many includes, macros and blocks are inside one another.
  var depth = 0

  var tree: SyntaxTree { chain.templates[level] }
}

/// Checks the templates of one set.
final class Checker {
  let state: LinkState
  let types: TypeTable
  var bag = DiagnosticBag()
  var flow = Flow()
  var frame: CheckFrame
  /// Greater than zero while types are asked for without reporting.
  var silence = 0
  /// What was reported, so that a fault met twice is said once.
  private var reported: Set<ReportKey> = []
  /// The types of globals, in which maps show their keys.
  let globals: [String: TemplateType]
  /// Whether the output is markup, so that macros make safe HTML.
  var makesMarkup = true
  /// How many conditions are inside one another while conclusions are drawn.
  var narrowDepth = 0
  /// The types of expressions, as they were last found.
  var lastTypes: [ExpressionKey: TemplateType] = [:]
  /// The macro bodies checked, by macro and types of arguments.
  var macroChecks: [MacroKey: Bool] = [:]
  var macroCheckCounts: [String: Int] = [:]
  /// The templates without contract that are being checked where they are included.
  var openIncludes: Set<String> = []
  var includeCounts: [String: Int] = [:]
  private var moduleScopes: [String: [String: TemplateType]] = [:]
  private var openModules: Set<String> = []
  private var visitedBlocks: Set<String> = []
  /// The fields that `set` gives to namespaces, by template.
  private var namespaceFields: [String: [String]] = [:]

  private struct ReportKey: Hashable {
    let code: DiagnosticCode
    let span: Span?
  }

  /// An expression of one of the templates.
  struct ExpressionKey: Hashable {
    let source: SourceID
    let expression: ExpressionID
  }

  /// A macro with the types of its arguments.
  struct MacroKey: Hashable {
    let template: String
    let name: String
    let arguments: [TemplateType]
  }

  /// How deep includes and macros are followed.
  static let depthLimit = 24
  /// How often one macro or include is checked with other types.
  static let repeatLimit = 32

  init(_ state: LinkState, first: SyntaxTree) {
    self.state = state
    types = state.environment.types
    var globals: [String: TemplateType] = [:]
    for (name, value) in state.environment.globals { globals[name] = TemplateType(of: value) }
    self.globals = globals
    frame = CheckFrame(chain: Chain([first]), level: 0, isStrict: false)
  }

  var environment: Environment { state.environment }
  var tree: SyntaxTree { frame.tree }
  var fileScope: FileScope { state.fileScopes[tree.name] ?? FileScope(tree) }

  /// Reports a fault once, unless nothing is known of the names here.
  func report(_ diagnostic: Diagnostic) {
    guard frame.isStrict, silence == 0 else { return }
    let key = ReportKey(code: diagnostic.code, span: diagnostic.primary?.span)
    guard reported.insert(key).inserted else { return }
    var diagnostic = diagnostic
    if diagnostic.severity == .error { diagnostic.trace = frame.trace }
    bag.add(diagnostic)
  }

  // MARK: - Entry templates

  /// Checks a template that is rendered itself, with all it extends.
  func checkEntry(_ entry: SyntaxTree) {
    guard let chain = chain(from: entry) else { return }
    makesMarkup = state.makesMarkup(entry.name)
    frame = CheckFrame(chain: chain, level: 0, isStrict: true)
    for parameter in fileScope.parameters ?? [] { _ = declared(parameter) }
    let contract = types.contracts[entry.name]
    let isStrict = fileScope.parameters != nil || contract != nil
    guard isStrict else { return }
    flow = Flow()
    visitedBlocks = []
    includeCounts = [:]
    macroCheckCounts = [:]
    lastTypes = [:]
    bindContract(chain, contract)
    walkChain(chain)
    frame.level = 0
    for name in entry.blockNames where !visitedBlocks.contains("\(entry.name)\u{0}\(name)") {
      guard let block = entry.blocks[name] else { continue }
      scoped { walkBlockBody(block, level: 0) }
    }
    for (_, macro) in fileScope.macros.sorted(by: { $0.key < $1.key }) {
      checkMacroBody(macro, of: entry, arguments: nil, at: nil)
    }
    frame.level = 0
    checkUnused(entry)
  }

  /// A template with what it extends by a constant name; `nil` where the linker reports a fault.
  func chain(from tree: SyntaxTree) -> Chain? {
    var templates: [SyntaxTree] = []
    var next = tree
    while true {
      if templates.contains(where: { $0.name == next.name }) { return nil }
      templates.append(next)
      guard let (expression, _) = next.topExtends, let name = next.constantName(expression) else {
        return Chain(templates)
      }
      guard let parent = state.trees[name] else { return nil }
      next = parent
    }
  }

  /// Declares the variables of all contracts of a chain, and compares them with each other.
  private func bindContract(_ chain: Chain, _ route: [TemplateType.Field]?) {
    for level in chain.templates.indices.reversed() {
      frame.level = level
      for parameter in fileScope.parameters ?? [] {
        let type = declared(parameter)
        let name = parameter.name.text
        if let initial = parameter.initial { checkDefault(initial, parameter, type) }
        if level == 0, let route { compare(parameter, type, with: route) }
        flow.scopes[0][name] = type
      }
    }
    for field in route ?? [] where flow.scopes[0][field.name] == nil {
      flow.scopes[0][field.name] = field.type
    }
    compareWithParents(chain)
    frame.level = 0
  }

  /// Compares a parameter with what the program gives the template.
  private func compare(
    _ parameter: ParameterSyntax, _ type: TemplateType, with route: [TemplateType.Field]
  ) {
    guard let given = route.first(where: { $0.name == parameter.name.text }) else {
      if parameter.initial == nil {
        report(
          .notGiven(parameter.name.text, at: parameter.name.span, known: route.map(\.name)))
      }
      return
    }
    if !types.accepts(type, given.type) {
      report(
        .contractType(
          parameter.name.text, declared: type, given: given.type, at: parameter.name.span))
    }
  }

  /// A template that names a variable of its parent's contract must give it a fitting type.
  private func compareWithParents(_ chain: Chain) {
    for level in chain.templates.indices.dropLast() {
      frame.level = level
      for parameter in fileScope.parameters ?? [] {
        let own = declared(parameter)
        for parent in chain.templates[(level + 1)...] {
          guard
            let other = state.fileScopes[parent.name]?.parameters?.first(where: {
              $0.name.text == parameter.name.text
            })
          else { continue }
          let expected = silently { declared(other) }
          if !types.accepts(expected, own) {
            report(
              .parentType(
                parameter.name.text, own: own, expected: expected, at: parameter.name.span,
                parentAt: other.name.span))
          }
        }
      }
    }
  }

  func checkDefault(
    _ initial: ExpressionID, _ parameter: ParameterSyntax, _ declared: TemplateType
  ) {
    let given = type(of: initial)
    if given == .none, case .literal(.none) = tree[initial] { return }
    if !types.accepts(declared, given) {
      report(
        .defaultType(
          parameter.name.text, declared: declared, given: given, at: tree.span(of: initial)))
    }
  }

  /// The type a parameter declares; what is not declared may be anything.
  func declared(_ parameter: ParameterSyntax) -> TemplateType {
    guard let syntax = parameter.type else { return .any }
    return resolve(syntax)
  }

  private func resolve(_ syntax: TypeSyntax) -> TemplateType {
    switch syntax {
    case .name(let name):
      if let known = TemplateType.names.first(where: { $0.name == name.text }) {
        return known.type
      }
      if types.records[name.text] != nil { return .record(name.text) }
      report(
        .unknownType(
          name.text, at: name.span,
          known: TemplateType.names.map(\.name) + types.records.keys.sorted()))
      return .any
    case .optional(let type): return .join([resolve(type), .none])
    case .list(let item): return .list(resolve(item))
    case .map(let key, let value): return .map(resolve(key), resolve(value))
    case .tuple(let items): return .tuple(items.map(resolve))
    case .union(let left, let right): return .join([resolve(left), resolve(right)])
    }
  }

  // MARK: - Chains and blocks

  /// Walks what a chain of templates writes: definitions of the children, then the root's body.
  func walkChain(_ chain: Chain) {
    let saved = frame
    for level in chain.templates.indices {
      frame = CheckFrame(
        chain: chain, level: level, isStrict: saved.isStrict, trace: saved.trace,
        depth: saved.depth)
      if level == chain.templates.count - 1 {
        walk(tree.body)
      } else {
        walkDefinitions(tree.body)
      }
    }
    frame = saved
  }

  /// Walks what defines something at the top of a template that extends another or is imported.
  func walkDefinitions(_ statements: [Statement]) {
    for statement in statements {
      switch statement.kind {
      case .set, .setBlock, .macro, .importModule, .importNames: walk(statement)
      case .conditional(let branches, let otherwise):
        walkConditional(branches, otherwise) { self.walkDefinitions($0) }
      case .autoescape(_, let body): walkDefinitions(body)
      default: break
      }
    }
  }

  private func walkBlock(_ block: BlockStatement) {
    guard let level = frame.chain.levels(of: block.name.text).first,
      let body = frame.chain.templates[level].blocks[block.name.text]
    else { return }
    let saved = flow
    // Only a scoped block sees the variables of the loop or macro around it.
    if !block.isScoped { flow.scopes = [flow.scopes[0]] }
    scoped { walkBlockBody(body, level: level) }
    flow = saved
  }

  private func walkBlockBody(_ block: BlockStatement, level: Int) {
    let saved = frame
    frame.level = level
    frame.blockName = block.name.text
    visitedBlocks.insert("\(tree.name)\u{0}\(block.name.text)")
    walk(block.body)
    frame = saved
  }

  /// Walks what `super()` stands for.
  func walkParentBlock() {
    guard let name = frame.blockName, silence == 0, frame.depth < Self.depthLimit,
      let level = frame.chain.levels(of: name).first(where: { $0 > frame.level }),
      let body = frame.chain.templates[level].blocks[name]
    else { return }
    let key = "\(frame.chain.templates[level].name)\u{0}\(name)"
    let count = includeCounts[key, default: 0]
    if count >= Self.repeatLimit { return }
    includeCounts[key] = count + 1
    let saved = flow
    frame.depth += 1
    scoped { walkBlockBody(body, level: level) }
    frame.depth -= 1
    flow = saved
  }

  // MARK: - Statements

  func scoped(_ body: () -> Void) {
    flow.scopes.append([:])
    body()
    if flow.scopes.count > 1 { flow.scopes.removeLast() }
  }

  /// Computes something without reporting.
  func silently<Result>(_ body: () -> Result) -> Result {
    silence += 1
    defer { silence -= 1 }
    return body()
  }

  func walk(_ statements: [Statement]) {
    for statement in statements { walk(statement) }
  }

  private func walk(_ statement: Statement) {
    switch statement.kind {
    case .text, .parameters: break
    case .emit(let value): checkPrinted(value)
    case .conditional(let branches, let otherwise):
      walkConditional(branches, otherwise) { self.walk($0) }
    case .loop(let loop): walkLoop(loop)
    case .set(let targets, let value):
      let type = usedType(of: value)
      for target in targets { bind(target, type, at: tree.span(of: value)) }
    case .setBlock(let target, let filters, let body):
      isolated { walk(body) }
      var type = capturedType
      if let filters { type = usedType(of: filters) }
      bind(target, type, at: target.span)
    case .with(let bindings, let body):
      let values = bindings.map { usedType(of: $0.value) }
      isolated {
        for (binding, type) in zip(bindings, values) {
          bind(binding.target, type, at: binding.target.span)
        }
        walk(body)
      }
    case .filterBlock(let filters, let body):
      isolated { walk(body) }
      checkPrinted(filters)
    case .macro(let macro): walkMacro(macro)
    case .callBlock(let call, let parameters, let body):
      if case .call(let callee, let arguments) = tree[call] {
        _ = self.call(call, callee, arguments)
      }
      isolated {
        for parameter in parameters {
          flow.scopes[flow.scopes.count - 1][parameter.name.text] = declared(parameter)
        }
        walk(body)
      }
    case .importModule(let template, let alias):
      if let name = imported(template) { assign(alias.text, .module(name)) }
    case .importNames(let template, let names):
      guard let name = imported(template) else { return }
      for (member, alias) in names { assign(alias.text, memberType(name, member.text)) }
    case .include(let template, let ignoresMissing, let seesContext):
      walkInclude(
        template, ignoresMissing: ignoresMissing, seesContext: seesContext, at: statement.span)
    case .extends(let parent): _ = type(of: parent)
    case .block(let block): walkBlock(block)
    case .autoescape(_, let body): walk(body)
    case .breakLoop, .continueLoop: flow.isDead = true
    }
  }

  /// Walks something whose variables and conclusions end with it.
  private func isolated(_ body: () -> Void) {
    let saved = flow
    flow.scopes.append([:])
    body()
    flow = saved
  }

  private func walkConditional(
    _ branches: [ConditionalBranch], _ otherwise: [Statement], _ body: ([Statement]) -> Void
  ) {
    var ends: [Flow] = []
    for branch in branches {
      checkCondition(branch.condition)
      let entry = flow
      narrow(branch.condition, to: true)
      body(branch.body)
      ends.append(flow)
      flow = entry
      narrow(branch.condition, to: false)
    }
    body(otherwise)
    ends.append(flow)
    flow = Self.merge(ends)
  }

  /// What is known where several branches come together.
  static func merge(_ flows: [Flow]) -> Flow {
    let alive = flows.filter { !$0.isDead }
    guard var merged = alive.first else {
      return flows.first ?? Flow()
    }
    if alive.count == 1 { return merged }
    for index in merged.scopes.indices {
      let names = Set(alive.flatMap { $0.scopes[index].keys })
      for name in names {
        merged.scopes[index][name] = .join(alive.map { $0.scopes[index][name] ?? .undefined })
      }
    }
    for (path, _) in merged.facts {
      let all = alive.map { $0.facts[path] }
      merged.facts[path] = all.contains(nil) ? nil : .join(all.compactMap { $0 })
    }
    return merged
  }

  private func walkLoop(_ loop: ForStatement) {
    let iterable = usedType(of: loop.iterable)
    let item = element(of: iterable, at: loop.iterable)
    let saved = flow
    flow.scopes.append([:])
    bind(loop.target, item, at: loop.target.span)
    if let condition = loop.condition {
      checkCondition(condition)
      narrow(condition, to: true)
    }
    flow.scopes[flow.scopes.count - 1]["loop"] = .loop(item)
    walk(loop.body)
    flow = saved
    isolated { walk(loop.otherwise) }
  }

  private func walkMacro(_ macro: MacroStatement) {
    let isTop = flow.scopes.count == 1 && fileScope.macros[macro.name.text] != nil
    if isTop {
      assign(macro.name.text, .macro(template: tree.name, name: macro.name.text))
      return
    }
    assign(macro.name.text, .callable)
    isolated {
      for parameter in macro.parameters {
        flow.scopes[flow.scopes.count - 1][parameter.name.text] = declared(parameter)
      }
      walk(macro.body)
    }
  }

  // MARK: - Variables

  /// What a captured block or macro writes.
  var capturedType: TemplateType { makesMarkup ? .safe(.html) : .string }

  /// Gives a name of the innermost scope a type and forgets what was known of the old value.
  func assign(_ name: String, _ type: TemplateType) {
    flow.scopes[flow.scopes.count - 1][name] = type.bounded
    let prefix = name + "."
    for path in flow.facts.keys where path == name || path.hasPrefix(prefix) {
      flow.facts[path] = nil
    }
  }

  /// Binds what a loop or assignment names.
  func bind(_ target: Target, _ type: TemplateType, at span: Span) {
    switch target {
    case .name(let name): assign(name.text, type)
    case .attribute(let object, _):
      let type = silently { variable(object.text, at: object.span) }
      switch type {
      case .namespace, .any: break
      default: report(.notNamespace(object.text, type, at: target.span))
      }
    case .tuple(let parts, let targetSpan):
      let items = unpacked(type, count: parts.count, at: targetSpan)
      for (part, item) in zip(parts, items) { bind(part, item, at: span) }
    }
  }

  private func unpacked(_ type: TemplateType, count: Int, at span: Span) -> [TemplateType] {
    var columns = [[TemplateType]](repeating: [], count: count)
    for member in type.members {
      switch member {
      case .tuple(let items):
        guard items.count == count else {
          report(.unpackCount(names: count, values: items.count, at: span))
          return [TemplateType](repeating: .any, count: count)
        }
        for (index, item) in items.enumerated() { columns[index].append(item) }
      case .group(let key, let item):
        guard count == 2 else {
          report(.unpackCount(names: count, values: 2, at: span))
          return [TemplateType](repeating: .any, count: count)
        }
        columns[0].append(key)
        columns[1].append(.list(item))
      case .list(let item): for index in columns.indices { columns[index].append(item) }
      case .any: for index in columns.indices { columns[index].append(.any) }
      default:
        report(.notUnpackable(member, at: span))
        for index in columns.indices { columns[index].append(.any) }
      }
    }
    return columns.map { .join($0) }
  }

  /// The type of a variable, `any` after reporting where there is none of that name.
  func variable(_ name: String, at span: Span) -> TemplateType {
    for scope in flow.scopes.dropFirst().reversed() {
      if let type = scope[name] { return type }
    }
    let scope = fileScope
    if scope.macros[name] != nil { return .macro(template: tree.name, name: name) }
    if let template = scope.modules[name] { return .module(template) }
    if let imported = scope.imports[name] {
      return memberType(imported.template, imported.name.text)
    }
    if let type = flow.scopes[0][name] { return type }
    if let type = globals[name] { return type }
    if environment.functionIndex[name] != nil || ["caller", "self", "super"].contains(name) {
      return .callable
    }
    report(.unknownVariable(name, at: span, known: namesInScope))
    return .any
  }

  var namesInScope: [String] {
    let scope = fileScope
    return flow.scopes.flatMap(\.keys) + scope.macros.keys + scope.modules.keys
      + scope.imports.keys + globals.keys
  }

  /// The type of a name of an imported template.
  func memberType(_ template: String, _ name: String) -> TemplateType {
    if state.fileScopes[template]?.macros[name] != nil {
      return .macro(template: template, name: name)
    }
    return moduleScope(template)[name] ?? .any
  }

  /// The variables that an imported template assigns.
  private func moduleScope(_ template: String) -> [String: TemplateType] {
    if let known = moduleScopes[template] { return known }
    guard let tree = state.trees[template], openModules.insert(template).inserted else {
      return [:]
    }
    let savedFrame = frame
    let savedFlow = flow
    flow = Flow()
    frame = CheckFrame(chain: Chain([tree]), level: 0, isStrict: false)
    for parameter in state.fileScopes[template]?.parameters ?? [] where parameter.initial != nil {
      flow.scopes[0][parameter.name.text] = silently { declared(parameter) }
    }
    walkDefinitions(tree.body)
    let scope = flow.scopes[0]
    flow = savedFlow
    frame = savedFrame
    openModules.remove(template)
    moduleScopes[template] = scope
    return scope
  }

  /// The variables a macro of another template sees.
  func moduleVariables(_ template: String) -> [String: TemplateType] { moduleScope(template) }

  /// The name of an imported template, `nil` where the compiler reports a fault.
  private func imported(_ template: ExpressionID) -> String? {
    guard let name = tree.constantName(template), state.trees[name] != nil else { return nil }
    for parameter in state.fileScopes[name]?.parameters ?? [] where parameter.initial == nil {
      report(
        .importNeeds(
          name, parameter.name.text, at: tree.span(of: template), declaredAt: parameter.name.span))
    }
    return name
  }

  /// The names of fields that `set` gives to namespaces in a template.
  func namespaceNames(_ tree: SyntaxTree) -> [String] {
    if let known = namespaceFields[tree.name] { return known }
    var names: [String] = []
    func collect(_ target: Target) {
      switch target {
      case .attribute(_, let name): names.append(name.text)
      case .tuple(let parts, _): for part in parts { collect(part) }
      case .name: break
      }
    }
    var pending = tree.body
    while let statement = pending.popLast() {
      switch statement.kind {
      case .set(let targets, _): for target in targets { collect(target) }
      case .setBlock(let target, _, _): collect(target)
      default: break
      }
      pending.append(contentsOf: statement.children)
    }
    namespaceFields[tree.name] = names
    return names
  }
}
