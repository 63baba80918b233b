// Compiles a set of templates: parses all, finds what each extends, and puts together one
// program for each entry template.

import Diagnostics

/// What the programs of one set share while they are compiled.
final class LinkState {
  let environment: Environment
  let operations: OperationTable
  var trees: [String: SyntaxTree] = [:]
  var names: [String] = []
  /// Names that some template assigns, imports or defines at its top.
  var definedNames: Set<String> = []
  var fileScopes: [String: FileScope] = [:]
  /// Templates that others extend, include or import: their contexts are checked there.
  var usedByOthers: Set<String> = []
  /// Templates that others import.
  var importedTemplates: Set<String> = []
  /// Holes that take values of every kind, because they stand in a script or in JSON.
  var structuredHoles: Set<Span> = []

  init(_ environment: Environment) {
    self.environment = environment
    operations = OperationTable(environment)
  }

  /// The language that a template writes.
  func language(of name: String) -> OutputLanguage {
    switch environment.options.autoescape {
    case .byName: OutputLanguage.of(name: name)
    case .byNameOrHTML: OutputLanguage.known(name: name) ?? .html
    case .off: .plain
    case .html: .html
    }
  }

  /// Whether a template writes HTML or XML, so that its macros make safe HTML.
  func makesMarkup(_ name: String) -> Bool {
    language(of: name).isMarkup
  }
}

/// Parses templates and links them into programs.
struct Linker {
  private let map: SourceMap
  private let state: LinkState

  init(environment: Environment, map: SourceMap) {
    self.map = map
    state = LinkState(environment)
  }

  mutating func compile(
    _ sources: [(name: String, source: SourceID)], into bag: inout DiagnosticBag
  ) -> TemplateSet {
    var faulty: Set<SourceID> = []
    for (name, source) in sources {
      var faults = DiagnosticBag()
      var tree = Parser.parse(
        name: name, source: source, bytes: map.bytes(of: source),
        options: state.environment.options, into: &faults)
      if faults.hasErrors { faulty.insert(source) }
      bag.merge(faults)
      tree.constants = ConstantFolder.values(of: tree, state.operations)
      state.trees[name] = tree
      state.names.append(name)
    }
    for name in state.names {
      guard let tree = state.trees[name] else { continue }
      let scope = FileScope(tree)
      state.fileScopes[name] = scope
      state.definedNames.formUnion(scope.definedNames)
      state.usedByOthers.formUnion(scope.usedTemplates)
      state.importedTemplates.formUnion(scope.importedTemplates)
    }
    var templates: [String: Template] = [:]
    let checker = state.environment.options.checksNames ? state.checker : nil
    for name in state.names {
      guard let tree = state.trees[name] else { continue }
      let assembly = Assembly(linker: state, language: state.language(of: name))
      let entry = assembly.compileEntry(tree)
      bag.merge(assembly.bag)
      var checks = DiagnosticBag()
      if let checker, !faulty.contains(tree.source) {
        checker.bag = DiagnosticBag()
        checker.checkEntry(tree)
        checks = checker.bag
        bag.merge(checks)
      }
      // A template is as faulty as those it is made from.
      if !assembly.bag.hasErrors, !checks.hasErrors, faulty.isDisjoint(with: assembly.sources.keys),
        let entry
      {
        let program = Program(assembly, entry: entry, name: name)
        templates[name] = Template(name: name, program: program)
      }
    }
    return TemplateSet(templates: templates)
  }
}

extension LinkState {
  /// The checker of the set; `nil` for an empty set.
  var checker: Checker? {
    names.first.flatMap { trees[$0] }.map { Checker(self, first: $0) }
  }
}

/// The names a template defines at its top, outside conditions, loops and blocks.
struct FileScope {
  /// Macros defined once and never assigned: calls are resolved when templates are compiled.
  var macros: [String: MacroStatement] = [:]
  /// Names of imported templates.
  var modules: [String: String] = [:]
  /// Names imported from templates.
  var imports: [String: (template: String, name: SpannedName)] = [:]
  /// Every name that is assigned, imported or defined anywhere at the top.
  var definedNames: Set<String> = []
  /// The variables that `set` assigns at the top.
  var assignedNames: Set<String> = []
  var parameters: [ParameterSyntax]?
  var usedTemplates: Set<String> = []
  var importedTemplates: Set<String> = []

  init(_ tree: SyntaxTree) {
    var dynamic: Set<String> = []
    collect(tree.body, in: tree, isConditional: false, dynamic: &dynamic)
    for name in dynamic {
      macros[name] = nil
      modules[name] = nil
      imports[name] = nil
    }
    collectUses(tree)
  }

  private mutating func collect(
    _ statements: [Statement], in tree: SyntaxTree, isConditional: Bool,
    dynamic: inout Set<String>
  ) {
    for statement in statements {
      switch statement.kind {
      case .set(let targets, _):
        for name in targets.flatMap(\.names) {
          definedNames.insert(name.text)
          assignedNames.insert(name.text)
          dynamic.insert(name.text)
        }
      case .setBlock(let target, _, _):
        for name in target.names {
          definedNames.insert(name.text)
          assignedNames.insert(name.text)
          dynamic.insert(name.text)
        }
      case .macro(let macro):
        if isConditional || definedNames.contains(macro.name.text) {
          dynamic.insert(macro.name.text)
        }
        definedNames.insert(macro.name.text)
        macros[macro.name.text] = macro
      case .importModule(let template, let alias):
        if isConditional || definedNames.contains(alias.text) { dynamic.insert(alias.text) }
        definedNames.insert(alias.text)
        if let name = tree.constantName(template) { modules[alias.text] = name }
      case .importNames(let template, let names):
        for (name, alias) in names {
          if isConditional || definedNames.contains(alias.text) { dynamic.insert(alias.text) }
          definedNames.insert(alias.text)
          if let template = tree.constantName(template) { imports[alias.text] = (template, name) }
        }
      case .conditional(let branches, let otherwise):
        for branch in branches {
          collect(branch.body, in: tree, isConditional: true, dynamic: &dynamic)
        }
        collect(otherwise, in: tree, isConditional: true, dynamic: &dynamic)
      case .autoescape(_, let body):
        collect(body, in: tree, isConditional: isConditional, dynamic: &dynamic)
      case .parameters(let parameters): self.parameters = parameters
      default: break
      }
    }
  }

  private mutating func collectUses(_ tree: SyntaxTree) {
    var pending = tree.body
    while let statement = pending.popLast() {
      switch statement.kind {
      case .include(let template, _, _), .extends(let template),
        .importModule(let template, _), .importNames(let template, _):
        for name in tree.constantNames(template) { usedTemplates.insert(name) }
        switch statement.kind {
        case .importModule, .importNames:
          importedTemplates.formUnion(tree.constantNames(template))
        default: break
        }
      default: pending.append(contentsOf: statement.children)
      }
    }
  }
}

extension SyntaxTree {
  /// The text of a string literal, or `nil`.
  func constantName(_ id: ExpressionID) -> String? {
    if case .literal(.text(let text)) = self[id] { text.string } else { nil }
  }

  /// All string literals an expression can result in, empty when it can result in others.
  func constantNames(_ id: ExpressionID) -> [String] {
    var names: [String] = []
    var pending = [id]
    while let next = pending.popLast() {
      switch self[next] {
      case .literal(.text(let text)): names.append(text.string)
      case .conditional(_, let then, let otherwise):
        guard let otherwise else { return [] }
        pending.append(otherwise)
        pending.append(then)
      case .list(let items), .tuple(let items): pending.append(contentsOf: items.reversed())
      default: return []
      }
    }
    return names
  }
}

extension Statement {
  /// The statements inside this one.
  var children: [Statement] {
    switch kind {
    case .conditional(let branches, let otherwise): branches.flatMap(\.body) + otherwise
    case .loop(let loop): loop.body + loop.otherwise
    case .setBlock(_, _, let body), .with(_, let body), .filterBlock(_, let body),
      .callBlock(_, _, let body), .autoescape(_, let body):
      body
    case .macro(let macro): macro.body
    case .block(let block): block.body
    default: []
    }
  }
}
