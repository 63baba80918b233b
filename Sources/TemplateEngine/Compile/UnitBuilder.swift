// Lowers one unit (a template, block, macro or `call` block) to instructions: scopes and slots,
// code, jumps. Statements and expressions are lowered in extensions of their own files.

import Diagnostics

/// Where a name leads.
enum Binding {
  case slot(Int32)
  /// The `loop` of the loop at a depth of this unit.
  case loop(Int)
  case module(String)
  case imported(template: String, name: SpannedName)
  case macro(MacroStatement)
  case context(Int32)
}

/// Lowers one unit.
final class UnitBuilder {
  enum LocalBinding {
    case slot(Int32)
    case loop(Int)
    case module(String)
    case imported(template: String, name: SpannedName)
  }

  /// A loop whose body is being lowered.
  struct LoopSite {
    let entry: EscapeContext
    let captureDepth: Int
    let start: Int
    var breaks: [Int] = []
  }

  struct Snapshot {
    let code: Int
    let literals: Int
  }

  let assembly: Assembly
  /// The unit whose local variables this one may capture.
  let parent: UnitBuilder?
  let chain: Chain
  var level: Int
  let kind: Unit.Kind
  var context: EscapeContext

  var code: [Instruction] = []
  var spans: [Span] = []
  var operands: [Int32: [Span]] = [:]
  var scopes: [[String: LocalBinding]] = [[:]]
  var slotNames: [String] = []
  var captures: [(outer: Int32, inner: Int32)] = []
  var selfSlot: Int32 = -1
  var reads: Set<Int32> = []
  var assigns: Set<Int32> = []
  var loopSites: [LoopSite] = []
  var loopDepth = 0
  var captureDepth = 0
  /// The block being lowered, for `super()`.
  var blockName: String?
  /// No text may be merged with code before this offset: a jump leads here.
  var barrier = 0
  /// Loop-local assignments that shadowed a name, by name: where the loss happened.
  var lostAssignments: [String: Span] = [:]

  init(
    _ assembly: Assembly, kind: Unit.Kind, chain: Chain, level: Int, context: EscapeContext,
    parent: UnitBuilder? = nil
  ) {
    self.assembly = assembly
    self.kind = kind
    self.chain = chain
    self.level = level
    self.context = context
    self.parent = parent
    assembly.sources[chain.templates[level].source] = chain.templates[level].bytes
  }

  /// The template whose code is being lowered.
  var tree: SyntaxTree { chain.templates[level] }

  var fileScope: FileScope {
    assembly.linker.fileScopes[tree.name] ?? FileScope(tree)
  }

  /// Whether `set` here makes a variable of the template rather than a local one.
  var isTopLevel: Bool {
    scopes.count == 1 && (kind == .template || kind == .module)
  }

  // MARK: - Code

  @discardableResult
  func emit(
    _ opcode: Opcode, flag: UInt8 = 0, small: Int = 0, a: Int32 = 0, b: Int32 = 0, at span: Span
  ) -> Int {
    code.append(
      Instruction(opcode: opcode, flag: flag, small: UInt16(clamping: small), a: a, b: b))
    spans.append(span)
    return code.count - 1
  }

  /// Makes a jump lead to the next instruction.
  func land(_ jump: Int) {
    if code[jump].opcode == .argument {
      code[jump].b = Int32(code.count)
    } else {
      code[jump].a = Int32(code.count)
    }
    barrier = code.count
  }

  func land(_ jumps: [Int]) {
    for jump in jumps { land(jump) }
  }

  /// Marks the next instruction as the target of a jump backwards.
  func label() -> Int {
    barrier = code.count
    return code.count
  }

  func snapshot() -> Snapshot {
    Snapshot(code: code.count, literals: assembly.literals.count)
  }

  func restore(_ snapshot: Snapshot) {
    code.removeSubrange(snapshot.code...)
    spans.removeSubrange(snapshot.code...)
    for key in operands.keys where Int(key) >= snapshot.code { operands[key] = nil }
    assembly.literals.removeSubrange(snapshot.literals...)
    barrier = code.count
  }

  /// Writes literal bytes.
  func emitText(_ bytes: some Collection<UInt8>, at span: Span) {
    if bytes.isEmpty { return }
    let start = assembly.literals.count
    assembly.literals.append(contentsOf: bytes)
    if code.count > barrier, let last = code.last, last.opcode == .text,
      Int(last.a + last.b) == start
    {
      code[code.count - 1].b += Int32(bytes.count)
      return
    }
    emit(.text, a: Int32(start), b: Int32(bytes.count), at: span)
  }

  func report(_ diagnostic: Diagnostic) { assembly.bag.add(diagnostic) }

  // MARK: - Slots and scopes

  func newSlot(_ name: String) -> Int32 {
    slotNames.append(name)
    return Int32(slotNames.count - 1)
  }

  /// Declares a local variable of the innermost scope.
  @discardableResult
  func declare(_ name: String) -> Int32 {
    if case .slot(let slot)? = scopes[scopes.count - 1][name] { return slot }
    let slot = newSlot(name)
    scopes[scopes.count - 1][name] = .slot(slot)
    return slot
  }

  func bind(_ name: String, _ binding: LocalBinding) {
    scopes[scopes.count - 1][name] = binding
  }

  /// Lowers code in a scope of its own.
  func scoped(_ body: () -> Void) {
    scopes.append([:])
    body()
    scopes.removeLast()
  }

  /// Declares the names a body assigns; each begins with the value it has outside.
  func declareAssigned(in statements: [Statement], isLoop: Bool) {
    for name in Self.assignedNames(statements) {
      if case .slot? = scopes[scopes.count - 1][name.text] { continue }
      let outer = resolve(name.text)
      let slot = newSlot(name.text)
      switch outer {
      case .slot(let outerSlot):
        emit(.local, a: outerSlot, at: name.span)
        if isLoop { lostAssignments[name.text] = name.span }
      case .context(let index):
        emit(.context, a: index, at: name.span)
        reads.insert(index)
        if isLoop, fileScope.assignedNames.contains(name.text) {
          lostAssignments[name.text] = name.span
        }
      default:
        emit(.clearLocal, a: slot, at: name.span)
        scopes[scopes.count - 1][name.text] = .slot(slot)
        continue
      }
      emit(.storeLocal, a: slot, at: name.span)
      scopes[scopes.count - 1][name.text] = .slot(slot)
    }
  }

  /// The names that statements assign in their own scope.
  static func assignedNames(_ statements: [Statement]) -> [SpannedName] {
    var names: [SpannedName] = []
    var pending = Array(statements.reversed())
    while let statement = pending.popLast() {
      switch statement.kind {
      case .set(let targets, _): names.append(contentsOf: targets.flatMap(\.names))
      case .setBlock(let target, _, _): names.append(contentsOf: target.names)
      case .macro(let macro): names.append(macro.name)
      case .conditional, .autoescape: pending.append(contentsOf: statement.children.reversed())
      default: break
      }
    }
    return names
  }

  // MARK: - Names

  /// Where a name leads.
  func resolve(_ name: String) -> Binding {
    if let local = resolveLocal(name) { return local }
    let scope = fileScope
    if let macro = scope.macros[name] { return .macro(macro) }
    if let template = scope.modules[name] { return .module(template) }
    if let imported = scope.imports[name] {
      return .imported(template: imported.template, name: imported.name)
    }
    let index = assembly.contextVariable(name)
    reads.insert(index)
    return .context(index)
  }

  private func resolveLocal(_ name: String) -> Binding? {
    for scope in scopes.reversed() {
      switch scope[name] {
      case .slot(let slot): return .slot(slot)
      case .loop(let depth): return .loop(depth)
      case .module(let template): return .module(template)
      case .imported(let template, let name): return .imported(template: template, name: name)
      case nil: continue
      }
    }
    guard let parent else { return nil }
    switch parent.resolveLocal(name) {
    case .slot(let outer): return .slot(capture(name, outer))
    case .loop(let depth):
      // The loop becomes a value of the parent, taken where this unit is defined.
      let outer = parent.newSlot(name)
      parent.emit(.loopValue, a: Int32(depth), at: tree.startSpan)
      parent.emit(.storeLocal, a: outer, at: tree.startSpan)
      return .slot(capture(name, outer))
    case let other: return other
    }
  }

  private func capture(_ name: String, _ outer: Int32) -> Int32 {
    let inner = newSlot(name)
    captures.append((outer, inner))
    scopes[0][name] = .slot(inner)
    return inner
  }

  /// The local names in scope, for "did you mean".
  var visibleNames: [String] {
    scopes.flatMap(\.keys) + (parent?.visibleNames ?? [])
  }

  /// The warning about an assignment that a loop forgot, when its name is read behind the loop.
  func checkLostAssignment(_ name: String, at span: Span) {
    guard let lost = lostAssignments[name], loopSites.isEmpty else { return }
    lostAssignments[name] = nil
    report(.shadowedSet(name, at: lost, readAt: span))
  }

  // MARK: - Finishing

  /// Ends the unit and hands its code to the assembly.
  func finish(_ unit: Int32, at span: Span) {
    emit(.return, at: span)
    assembly.units[Int(unit)].slotCount = Int32(slotNames.count)
    assembly.units[Int(unit)].slotNames = slotNames
    assembly.units[Int(unit)].captureSlots = captures.map(\.inner)
    assembly.units[Int(unit)].selfSlot = selfSlot
    assembly.place(unit, code: code, spans: spans, operands: operands)
  }
}

extension SyntaxTree {
  /// The empty span at the start of the template.
  var startSpan: Span { Span(source: source, start: 0, end: 0) }

  /// The empty span at the end of the template.
  var endSpan: Span { Span(source: source, start: bytes.count, end: bytes.count) }
}
