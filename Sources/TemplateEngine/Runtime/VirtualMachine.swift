// HOT: the machine that runs a program. All calls (macros, blocks, includes) are frames of one
// loop, so that templates cannot exhaust the thread's stack; all state is in one local value.

import Diagnostics

/// Runs one rendering of a program.
struct VirtualMachine: ~Copyable {
  let program: Program
  var out: OutputBuffer
  /// Holds a value between its escaper and the encoding of its attribute.
  var scratch = OutputBuffer(capacity: 64)
  var warnings = DiagnosticBag()

  // The stack of values: local variables of frames, and operands above them.
  var stack: UnsafeMutablePointer<Value>
  var top = 0
  var capacity: Int
  var base = 0

  var frames = MachineStack<Frame>(capacity: 8)
  var loops = MachineStack<LoopState>(capacity: 4)
  var serial: Int32 = 0
  var captures: [Int] = []
  var collections: [[Value]] = []
  var namespaces: [NamespaceEntries] = []

  /// Context variables: of the rendering, then of imported templates.
  var contexts: [UnsafeMutablePointer<Value>]
  var context: UnsafeMutablePointer<Value>
  var contextNumber: Int32 = 0
  var moduleContexts: [Int32]
  var changes: [ContextChange] = []

  let memory: UnsafeMutablePointer<FieldMemory>
  /// Where that memory comes from and goes to; `nil` when it ends with the rendering.
  let renderMemory: RenderMemory?
  /// The last field that was not found: where, in what, and its name.
  var missing: (place: Int, object: Value, site: Int)?
  /// The variables the rendering was given, for messages.
  let given: [(String, Value)]
  /// The message of a `fail` instruction.
  var failure: Diagnostic?
  var place = 0
  var steps = 0
  let meter: WorkMeter
  var textIndex = TextIndex()
  /// Where the content of a `pre` or `textarea` begins, or -1.
  var contentStart = -1
  var iterations = 0

  init(
    program: Program, context values: [(String, Value)], out: inout OutputBuffer,
    memory: RenderMemory? = nil
  ) {
    self.program = program
    meter = WorkMeter(program.limits)
    self.out = OutputBuffer(capacity: 64)
    capacity = 64
    stack = UnsafeMutablePointer<Value>.allocate(capacity: capacity)
    let variables = UnsafeMutablePointer<Value>.allocate(
      capacity: max(1, program.contextNames.count))
    program.initialContext.withUnsafeBufferPointer { initial in
      if let start = initial.baseAddress {
        variables.initialize(from: start, count: initial.count)
      }
    }
    given = values
    for (name, value) in values {
      if let index = program.contextIndex[name] { variables[Int(index)] = value }
    }
    contexts = [variables]
    context = variables
    moduleContexts = [Int32](repeating: -1, count: program.modules.count)
    renderMemory = memory
    self.memory = memory?.take(program) ?? RenderMemory.make(for: program)
    swap(&self.out, &out)
    // What is captured stands behind what was written before.
    self.out.limit = program.limits.outputBytes + program.limits.valueBytes
  }

  deinit {
    stack.deinitialize(count: top)
    stack.deallocate()
    for variables in contexts {
      variables.deinitialize(count: program.contextNames.count)
      variables.deallocate()
    }
    if let renderMemory {
      renderMemory.give(memory, of: program)
    } else {
      RenderMemory.free(memory, of: program)
    }
  }

  /// Gives the output back to the caller.
  mutating func finish(into out: inout OutputBuffer, warnings: inout DiagnosticBag) {
    self.out.limit = .max
    swap(&self.out, &out)
    warnings.merge(self.warnings)
  }

  /// Runs the program and returns the fault that stopped it, if one did.
  mutating func runToEnd() -> Diagnostic? {
    do throws(TemplateFault) {
      try enter(unit: program.entry, returnPlace: -1, callPlace: -1, arguments: 0)
      try run()
      if out.isFull || out.count > program.limits.outputBytes { throw outputLimit }
      return nil
    } catch {
      return diagnostic(error)
    }
  }

  // MARK: - The stack

  @inline(__always)
  mutating func push(_ value: consuming Value) {
    if top == capacity { growStack() }
    (stack + top).initialize(to: value)
    top += 1
  }

  @inline(__always)
  mutating func pop() -> Value {
    top -= 1
    return (stack + top).move()
  }

  @inline(__always)
  mutating func drop(_ count: Int) {
    top -= count
    (stack + top).deinitialize(count: count)
  }

  @inline(never)
  private mutating func growStack() {
    let larger = UnsafeMutablePointer<Value>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: stack, count: top)
    stack.deallocate()
    stack = larger
    capacity *= 2
  }

  // MARK: - The loop

  private mutating func run() throws(TemplateFault) {
    let program = program
    var fault: TemplateFault?
    program.instructions.withUnsafeBufferPointer { code in
      program.literals.withUnsafeBufferPointer { literals in
        do throws(TemplateFault) {
          try execute(code, literals)
        } catch {
          fault = error
        }
      }
    }
    if let fault { throw fault }
  }

  private mutating func execute(
    _ code: UnsafeBufferPointer<Instruction>, _ literals: UnsafeBufferPointer<UInt8>
  ) throws(TemplateFault) {
    guard let code = code.baseAddress else { return }
    let texts = literals.baseAddress
    var next = place
    while true {
      let instruction = code[next]
      let a = Int(instruction.a)
      // For messages, and for calls, which set where to go on.
      place = next
      next &+= 1
      switch instruction.opcode {
      case .text:
        if let texts { out.appendPadded(texts + a, Int(instruction.b)) }
      case .emitLocal: try write(UnsafePointer(stack + (base &+ a)), instruction)
      case .emitContext: try write(UnsafePointer(context + a), instruction)
      case .emitLocalField:
        try writeField(of: UnsafePointer(stack + (base &+ a)), instruction)
      case .emitContextField: try writeField(of: UnsafePointer(context + a), instruction)
      case .emitLoop:
        push(loopField(loopIndex(a), instruction.b))
        try write(UnsafePointer(stack + (top &- 1)), instruction)
        drop(1)
      case .emit:
        try write(UnsafePointer(stack + (top &- 1)), instruction)
        drop(1)

      case .constant: push(program.constants[a])
      case .local: push(stack[base + a])
      case .context: push(context[a])
      case .storeLocal: stack[base + a] = pop()
      case .storeContext: context[a] = pop()
      case .clearLocal: stack[base + a] = .undefined
      case .pop: drop(1)
      case .localField:
        try pushField(of: UnsafePointer(stack + (base &+ a)), Int(instruction.b))
      case .contextField: try pushField(of: UnsafePointer(context + a), Int(instruction.b))
      case .field:
        let object = pop()
        if instruction.flag == 1, object.isUndefinedOrNone {
          push(.absent)
        } else {
          push(try field(of: object, Int(instruction.b)))
        }

      case .jump: next = a
      case .jumpIfFalse: if try !truth(pop()) { next = a }
      case .jumpIfFalseKeep:
        if try !truth(stack[top - 1]) { next = a } else { drop(1) }
      case .jumpIfTrueKeep:
        if try truth(stack[top - 1]) { next = a } else { drop(1) }
      case .jumpUnlessLocalField:
        let object = UnsafePointer(stack + (base &+ Int(instruction.small)))
        if let value = rememberedField(of: object, Int(instruction.b)) {
          if try !truth(value.pointee) { next = a }
        } else if try !truth(field(of: object.pointee, Int(instruction.b))) {
          next = a
        }
      case .jumpUnlessLocal:
        if try !truth(stack[base + Int(instruction.small)]) { next = a }
      case .not:
        let value = try truth(pop())
        push(.bool(!value))
      case .compare:
        let right = pop()
        let left = pop()
        try chargeComparison(instruction.flag, left, right)
        push(
          .bool(
            try Value.compare(
              ComparisonOperator(rawValue: instruction.flag) ?? .equal, left, right)))
      case .compareChain:
        let right = pop()
        let left = pop()
        let operation = ComparisonOperator(rawValue: instruction.flag) ?? .equal
        try chargeComparison(instruction.flag, left, right)
        if try Value.compare(operation, left, right) {
          push(right)
        } else {
          push(.bool(false))
          next = a
        }
      case .binary:
        let right = pop()
        let left = pop()
        let result = try Value.binary(
          BinaryOperator(rawValue: instruction.flag) ?? .add, left, right)
        switch result {
        case .int, .double: break
        default: try charge(result)
        }
        push(result)

      case .nextItem:
        let loop = loops.top
        let round = loop.pointee.index &+ 1
        if round < loop.pointee.items.count {
          loop.pointee.index = round
          stack[base &+ Int(instruction.b)] = loop.pointee.items[round]
          iterations &+= 1
          if iterations & 1023 == 0 { try checkLimits() }
        } else {
          next = a
        }
      case .beginLoop: try beginLoop(isRecursive: instruction.flag == 1)
      case .endLoop:
        let state = loops.removeLast()
        if !state.items.isEmpty { next = a }
      case .loopField: push(loopField(loopIndex(a), instruction.b))

      case .return:
        if try leave() { return }
        next = place
      case .callMacro, .callBlock, .include, .includeDynamic, .extendDynamic, .callValue,
        .callMember, .moduleValue, .moduleVariable:
        if try call(instruction) { next = place }
      case .argument: if isGiven(a) { next = Int(instruction.b) }
      case .checkParameter: if try checkParameter(instruction) { next = a }
      default: try executeRare(instruction)
      }
    }
  }

  /// Writes the field of an instruction's site of the value at a place.
  @inline(__always)
  private mutating func writeField(
    of object: UnsafePointer<Value>, _ instruction: Instruction
  ) throws(TemplateFault) {
    if let value = rememberedField(of: object, Int(instruction.b)) {
      try write(value, instruction)
      return
    }
    push(try field(of: object.pointee, Int(instruction.b)))
    try write(UnsafePointer(stack + (top &- 1)), instruction)
    drop(1)
  }

  /// Pushes the field of a site of the value at a place.
  @inline(__always)
  private mutating func pushField(
    of object: UnsafePointer<Value>, _ site: Int
  ) throws(TemplateFault) {
    if let value = rememberedField(of: object, site) {
      push(value.pointee)
    } else {
      push(try field(of: object.pointee, site))
    }
  }

  /// Whether the running call got an argument for a parameter; behind the bits of the mask, an
  /// argument that is undefined counts as left out.
  @inline(__always)
  private func isGiven(_ parameter: Int) -> Bool {
    if parameter < 31 { return frames[frames.count - 1].given & (1 << UInt32(parameter)) != 0 }
    if case .undefined = stack[base + parameter] { return false }
    return true
  }

  /// Whether a condition holds.
  @inline(__always)
  private func truth(_ value: Value) throws(TemplateFault) -> Bool {
    switch value {
    case .bool(let value): return value
    case .undefined: throw .undefinedOperand(0)
    default: return value.isTrue
    }
  }

  // MARK: - Fields

  /// The field of a site; undefined when the value has none of that name.
  @inline(never)
  mutating func field(of object: Value, _ site: Int) throws(TemplateFault) -> Value {
    switch object {
    case .record(let record): return lookUp(site, record.shape.table, record.slots, in: object)
    case .map(let map): return lookUp(site, map.table, map.values, in: object)
    default: return try rareField(of: object, site)
    }
  }

  private mutating func lookUp(
    _ site: Int, _ table: KeyTable, _ values: [Value], in object: Value
  ) -> Value {
    // Maps made one by one have tables of their own, but mostly the same order of keys.
    let hint = memory[site].slot
    if table.holds(program.sites[site], at: hint) {
      if memory[site].table == nil { memory[site] = FieldMemory(table: table, slot: hint) }
      return values[hint]
    }
    guard let slot = table.position(of: program.sites[site]) else {
      missing = (place, object, site)
      return .undefined
    }
    memory[site] = FieldMemory(table: table, slot: slot)
    return values[slot]
  }

  @inline(never)
  private mutating func rareField(of object: Value, _ site: Int) throws(TemplateFault) -> Value {
    let name = program.sites[site]
    switch object {
    case .undefined, .absent: throw .undefinedOperand(0)
    case .namespace(let handle):
      if let value = namespaces[Int(handle.index)][name.bytes] { return value }
    case .loop(let handle):
      let index = try runningLoop(handle)
      if let field = LoopField(name: name.string) { return loopField(index, field.rawValue) }
    case .module(let handle):
      let module = program.modules[Int(handle.index)]
      if let export = module.exports.first(where: { $0.name == name.string }) {
        let number = moduleContexts[Int(handle.index)]
        if number >= 0 { return contexts[Int(number)][Int(export.context)] }
      }
    default: break
    }
    missing = (place, object, site)
    return .undefined
  }

  // MARK: - Limits

  @inline(never)
  func checkLimits() throws(TemplateFault) {
    let limits = program.limits
    if iterations > limits.iterations {
      throw TemplateFault(
        code: .iterationLimit,
        Wording(
          "more than \(limits.iterations) rounds of loops",
          fr: "plus de \(limits.iterations) tours de boucle"))
    }
    if steps + iterations * 4 > limits.fuel {
      throw .outOfFuel
    }
    if out.isFull || out.count > limits.outputBytes { throw outputLimit }
  }

  var outputLimit: TemplateFault {
    TemplateFault(
      code: .outputLimit,
      Wording(
        "more than \(program.limits.outputBytes) bytes of output",
        fr: "plus de \(program.limits.outputBytes) octets produits"))
  }

  /// Counts a comparison of values with many parts.
  @inline(__always)
  mutating func chargeComparison(
    _ flag: UInt8, _ left: Value, _ right: Value
  ) throws(TemplateFault) {
    let operation = ComparisonOperator(rawValue: flag) ?? .equal
    switch (left, right) {
    case (.int, .int), (.bool, .bool), (.none, _), (_, .none): return
    case (.text(let left), .text(let right)) where operation != .isIn && operation != .notIn:
      // Fewer steps than `spend` looks at.
      if min(left.bytes.count, right.bytes.count) < 256 { return }
    default: break
    }
    try spend(Value.comparisonCost(operation, left, right))
  }

  /// Counts work that is more than an instruction or two.
  @inline(__always)
  mutating func spend(_ cost: Int) throws(TemplateFault) {
    if cost < 8 { return }
    steps += cost
    if steps > program.limits.fuel { try checkLimits() }
  }

  /// Counts work done outside of the loop.
  mutating func charge(_ value: Value) throws(TemplateFault) {
    if value.depth > Value.depthLimit {
      throw TemplateFault(
        code: .sizeLimit,
        Wording(
          "values are nested more than \(Value.depthLimit) deep",
          fr: "les valeurs sont imbriquées sur plus de \(Value.depthLimit) niveaux"))
    }
    switch value {
    case .list(let list):
      steps += list.items.count
      if list.items.count > program.limits.listItems { throw .tooLarge("list") }
    case .text(let text):
      steps += text.bytes.count / 16
      if text.bytes.count > program.limits.valueBytes { throw .tooLarge("string") }
    default: steps += 1
    }
    if steps > program.limits.fuel { try checkLimits() }
  }
}

extension Value {
  /// Whether optional chaining stops at this value.
  var isUndefinedOrNone: Bool {
    switch self {
    case .undefined, .absent, .none: true
    default: false
    }
  }
}
