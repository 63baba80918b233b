// Calls: macros, blocks, includes, imports. A call pushes a frame and the one loop goes on
// there; `return` comes back.

import Diagnostics

extension VirtualMachine {
  /// Begins a unit whose arguments are the last values on the stack.
  mutating func enter(
    unit index: Int32, returnPlace: Int, callPlace: Int, arguments: Int
  ) throws(TemplateFault) {
    if frames.count >= program.limits.depth {
      throw TemplateFault(
        code: .recursionLimit,
        Wording(
          "more than \(program.limits.depth) calls inside one another",
          fr: "plus de \(program.limits.depth) appels imbriqués"),
        hint: Wording(
          "a macro, include or recursive loop calls itself without end",
          fr: "une macro, une inclusion ou une boucle récursive s'appelle sans fin"))
    }
    let unit = program.entries[Int(index)]
    frames.append(
      Frame(
        unit: index, returnPlace: Int32(returnPlace), callPlace: Int32(callPlace),
        base: top - arguments, undoMark: changes.count, loopMark: loops.count))
    base = top - arguments
    for _ in arguments..<max(arguments, Int(unit.slotCount)) { push(.undefined) }
    place = Int(unit.entry)
    steps += 16 + Int(unit.slotCount)
    if steps & 1023 < 24 { try checkLimits() }
  }

  /// Ends the innermost call; `true` when it was the first.
  mutating func leave() throws(TemplateFault) -> Bool {
    let frame = frames.removeLast()
    drop(top - frame.base)
    if frame.discardsOutput { out.truncate(to: frame.captureMark) }
    while changes.count > frame.undoMark {
      let change = changes.removeLast()
      context[Int(change.variable)] = change.value
    }
    if frame.savedContext >= 0 { switchContext(to: frame.savedContext) }
    if frames.count == 0 { return true }
    base = frames.top.pointee.base
    place = Int(frame.returnPlace)
    if frame.captureMark >= 0, !frame.discardsOutput {
      let isMarkup = program.entries[Int(frame.unit)].makesMarkup
      try pushCaptured(from: frame.captureMark, kind: isMarkup ? .html : .plain)
    }
    return false
  }

  /// Takes the output behind a mark as a value.
  mutating func pushCaptured(from mark: Int, kind: SafeKind) throws(TemplateFault) {
    if out.isFull { throw outputLimit }
    if out.count - mark > program.limits.valueBytes { throw .tooLarge("captured text") }
    steps += (out.count - mark) / 16
    let bytes = out.suffix(from: mark)
    out.truncate(to: mark)
    push(.transient(bytes, kind: kind))
    if steps > program.limits.fuel { try checkLimits() }
  }

  private mutating func switchContext(to number: Int32) {
    contextNumber = number
    context = contexts[Int(number)]
  }

  /// Makes a context that holds only globals.
  private mutating func makeContext() -> Int32 {
    let count = program.contextNames.count
    let variables = UnsafeMutablePointer<Value>.allocate(capacity: max(1, count))
    program.initialContext.withUnsafeBufferPointer { initial in
      if let start = initial.baseAddress {
        variables.initialize(from: start, count: initial.count)
      }
    }
    contexts.append(variables)
    return Int32(contexts.count - 1)
  }

  // MARK: - Instructions

  /// Runs a call instruction; `true` when `place` was set.
  mutating func call(_ instruction: Instruction) throws(TemplateFault) -> Bool {
    let flags = CallFlag(rawValue: instruction.flag)
    switch instruction.opcode {
    case .callMacro: return try callMacro(instruction, flags)
    case .callBlock:
      let here = place
      try enter(
        unit: instruction.a, returnPlace: here + 1, callPlace: here, arguments: 0)
      if flags.contains(.asValue) { frames[frames.count - 1].captureMark = out.count }
      applyOverlay(instruction.b)
      return true
    case .include:
      try include(instruction.a, overlay: instruction.b, flags)
      return true
    case .includeDynamic: return try includeDynamic(instruction, flags)
    case .extendDynamic:
      let name = pop()
      guard let unit = try templateUnit(of: name, instruction.a) else {
        throw try templateNotFound(name, instruction.a)
      }
      try enter(unit: unit, returnPlace: place + 1, callPlace: place, arguments: 0)
      return true
    case .callValue: return try callValue(instruction, flags, member: nil)
    case .callMember: return try callMember(instruction, flags)
    case .moduleValue:
      if try runModule(instruction.a) { return true }
      push(.module(RuntimeHandle(index: instruction.a, serial: 0)))
      return false
    case .moduleVariable:
      if try runModule(instruction.a) { return true }
      let number = Int(moduleContexts[Int(instruction.a)])
      push(contexts[number][Int(instruction.b)])
      return false
    default: return false
    }
  }

  private mutating func callMacro(
    _ instruction: Instruction, _ flags: CallFlag
  ) throws(TemplateFault) -> Bool {
    let module = Int(instruction.small) - 1
    if module >= 0, try runModule(Int32(module)) { return true }
    let unit = program.entries[Int(instruction.a)]
    if !flags.contains(.hasCaller) { push(.undefined) }
    let here = place
    try enter(
      unit: instruction.a, returnPlace: here + 1, callPlace: here,
      arguments: Int(unit.parameterCount) + 1)
    let last = frames.count - 1
    frames[last].given = UInt32(truncatingIfNeeded: instruction.b)
    if flags.contains(.asValue) { frames[last].captureMark = out.count }
    if module >= 0 {
      frames[last].savedContext = contextNumber
      switchContext(to: moduleContexts[module])
    }
    return true
  }

  /// Runs an imported template the first time it is needed; `true` while it runs.
  private mutating func runModule(_ module: Int32) throws(TemplateFault) -> Bool {
    if moduleContexts[Int(module)] >= 0 { return false }
    let number = makeContext()
    moduleContexts[Int(module)] = number
    let here = place
    try enter(
      unit: program.modules[Int(module)].unit, returnPlace: here, callPlace: here, arguments: 0)
    let last = frames.count - 1
    frames[last].savedContext = contextNumber
    frames[last].captureMark = out.count
    frames[last].discardsOutput = true
    switchContext(to: number)
    return true
  }

  // MARK: - Include

  private mutating func include(
    _ unit: Int32, overlay: Int32, _ flags: CallFlag
  ) throws(TemplateFault) {
    let here = place
    try enter(unit: unit, returnPlace: here + 1, callPlace: here, arguments: 0)
    if flags.contains(.hidesContext) {
      frames[frames.count - 1].savedContext = contextNumber
      switchContext(to: makeContext())
    } else {
      applyOverlay(overlay)
    }
  }

  /// Lets the callee see local variables of its caller as context variables.
  private mutating func applyOverlay(_ index: Int32) {
    guard index >= 0 else { return }
    let overlay = program.overlays[Int(index)]
    let callerBase = frames.count > 1 ? frames[frames.count - 2].base : 0
    for variable in overlay.assigned {
      changes.append(ContextChange(variable: variable, value: context[Int(variable)]))
    }
    for entry in overlay.entries {
      changes.append(
        ContextChange(variable: entry.context, value: context[Int(entry.context)]))
      context[Int(entry.context)] = stack[callerBase + Int(entry.slot)]
    }
  }

  private mutating func includeDynamic(
    _ instruction: Instruction, _ flags: CallFlag
  ) throws(TemplateFault) -> Bool {
    let name = pop()
    var unit: Int32?
    if case .list(let list) = name {
      for item in list.items where unit == nil { unit = try templateUnit(of: item, instruction.a) }
    } else {
      unit = try templateUnit(of: name, instruction.a)
    }
    guard let unit else {
      if flags.contains(.ignoresMissing) { return false }
      throw try templateNotFound(name, instruction.a)
    }
    try include(unit, overlay: instruction.b, flags)
    return true
  }

  private func templateUnit(of name: Value, _ table: Int32) throws(TemplateFault) -> Int32? {
    switch name {
    case .undefined, .absent: throw .undefinedOperand(0)
    case .text(let text):
      let name = text.string
      return program.tables[Int(table)].units.first { $0.name == name }?.unit
    default:
      throw TemplateFault(
        code: .wrongOperand,
        Wording(
          "the name of a template is a string, not \(name.typeName)",
          fr: "le nom d'un gabarit est un texte, non \(name.typeName)"))
    }
  }

  private func templateNotFound(
    _ name: Value, _ table: Int32
  ) throws(TemplateFault) -> TemplateFault {
    let text = try name.printed().string
    let known = program.tables[Int(table)].units.map(\.name)
    return TemplateFault(
      code: .templateNotFound,
      Wording("there is no template `\(text)`", fr: "il n'y a pas de gabarit `\(text)`"),
      hint: Suggestion.hint(Suggestion.nearest(to: text, among: known))?.text)
  }

  // MARK: - Values as callees

  private mutating func callMember(
    _ instruction: Instruction, _ flags: CallFlag
  ) throws(TemplateFault) -> Bool {
    let site = program.callSites[Int(instruction.a)]
    let count = site.positionalCount + site.keywords.count + (site.hasCaller ? 1 : 0)
    let object = stack[top - count - 1]
    let name = program.sites[Int(instruction.b)].string
    if case .loop(let handle) = object, name == "cycle" || name == "changed" {
      let index = try runningLoop(handle)
      var arguments: [Value] = []
      for _ in 0..<count { arguments.append(pop()) }
      drop(1)
      let values = Array(arguments.reversed())
      push(
        name == "cycle" ? try cycle(index, values) : .bool(try changed(index, values)))
      return false
    }
    let member = try field(of: object, Int(instruction.b))
    if case .undefined = member {
      var fault = TemplateFault(
        code: .notCallable,
        Wording(
          "\(object.typeName) has no method `\(name)`",
          fr: "\(object.typeName) n'a pas de méthode `\(name)`"),
        hint: methodHint(name))
      fault.operand = 1
      throw fault
    }
    stack[top - count - 1] = member
    return try callValue(instruction, flags, member: name)
  }

  private func methodHint(_ name: String) -> Wording? {
    switch name {
    case "items", "upper", "lower", "title", "replace", "split", "join", "strip", "format",
      "capitalize", "keys", "values", "startswith", "endswith", "get":
      switch name {
      case "strip":
        Wording(
          "values have no methods; write `|trim`",
          fr: "les valeurs n'ont pas de méthodes ; écrivez `|trim`")
      case "startswith":
        Wording(
          "values have no methods; write `is startingwith(…)`",
          fr: "les valeurs n'ont pas de méthodes ; écrivez `is startingwith(…)`")
      case "endswith":
        Wording(
          "values have no methods; write `is endingwith(…)`",
          fr: "les valeurs n'ont pas de méthodes ; écrivez `is endingwith(…)`")
      case "keys":
        Wording(
          "values have no methods; a loop over a map gives its keys",
          fr: "les valeurs n'ont pas de méthodes ; une boucle sur une table donne ses clés")
      case "values":
        Wording(
          "values have no methods; write `|items` and take the second part",
          fr: "les valeurs n'ont pas de méthodes ; écrivez `|items` et prenez la seconde partie")
      case "get":
        Wording(
          "values have no methods; write `map[key]|default(…)`",
          fr: "les valeurs n'ont pas de méthodes ; écrivez `map[key]|default(…)`")
      default:
        Wording(
          "values have no methods; write `|\(name)`",
          fr: "les valeurs n'ont pas de méthodes ; écrivez `|\(name)`")
      }
    default:
      Wording(
        "values have no methods; use a filter",
        fr: "les valeurs n'ont pas de méthodes ; employez un filtre")
    }
  }

  private mutating func callValue(
    _ instruction: Instruction, _ flags: CallFlag, member: String?
  ) throws(TemplateFault) -> Bool {
    let site = program.callSites[Int(instruction.a)]
    let count = site.positionalCount + site.keywords.count + (site.hasCaller ? 1 : 0)
    let callee = stack[top - count - 1]
    guard case .macro(let macro) = callee else {
      if case .undefined = callee { throw .undefinedOperand(0) }
      throw TemplateFault(
        code: .notCallable,
        Wording("\(callee.typeName) cannot be called", fr: "\(callee.typeName) ne s'appelle pas"))
    }
    let entry = program.entries[Int(macro.unit)]
    if site.hasCaller, !program.units[Int(macro.unit)].takesCaller {
      let name = program.units[Int(macro.unit)].name
      throw TemplateFault(
        code: .wrongArguments,
        Wording("\(name) takes no `call` block", fr: "\(name) ne prend pas de bloc `call`"),
        hint: Diagnostic.callNotTakenHint)
    }
    if site.positionalCount > Int(entry.parameterCount) {
      let unit = program.units[Int(macro.unit)]
      let count = unit.parameters.count
      throw TemplateFault(
        code: .wrongArguments,
        Wording(
          "\(unit.name) takes \(count) arguments, \(site.positionalCount) given",
          fr: "\(unit.name) prend \(count) arguments, \(site.positionalCount) donnés"))
    }
    if site.keywords.isEmpty {
      spread(site, parameterCount: Int(entry.parameterCount))
      try enter(macro, callee, entry, given: 1 << UInt32(min(site.positionalCount, 31)) - 1, flags)
      return true
    }
    let unit = program.units[Int(macro.unit)]
    let parameters = unit.parameters
    var values = [Value](repeating: .undefined, count: parameters.count + 1)
    var given: UInt32 = 0
    if site.hasCaller { values[parameters.count] = pop() }
    for name in site.keywords.reversed() {
      let value = pop()
      guard let index = parameters.firstIndex(of: name) else {
        throw TemplateFault(
          code: .wrongArguments,
          Wording(
            "\(unit.name) has no parameter `\(name)`",
            fr: "\(unit.name) n'a pas de paramètre `\(name)`"),
          hint: Suggestion.hint(Suggestion.nearest(to: name, among: parameters))?.text)
      }
      if index < site.positionalCount {
        throw TemplateFault(
          code: .wrongArguments,
          Wording(
            "argument `\(name)` is given twice", fr: "l'argument `\(name)` est donné deux fois"))
      }
      values[index] = value
      if index < 31 { given |= 1 << UInt32(index) }
    }
    for index in (0..<site.positionalCount).reversed() {
      values[index] = pop()
      if index < 31 { given |= 1 << UInt32(index) }
    }
    drop(1)
    for value in values { push(value) }
    try enter(macro, callee, entry, given: given, flags)
    return true
  }

  /// Moves the positional arguments of a call to where its callee lies, and fills up what was not
  /// given.
  private mutating func spread(_ site: CallSite, parameterCount: Int) {
    let caller = site.hasCaller ? pop() : .undefined
    let start = top - site.positionalCount - 1
    (stack + start).deinitialize(count: 1)
    (stack + start).moveInitialize(from: stack + start + 1, count: site.positionalCount)
    top -= 1
    for _ in site.positionalCount..<parameterCount { push(.undefined) }
    push(caller)
  }

  /// Begins a macro known only as a value; its arguments are on the stack.
  private mutating func enter(
    _ macro: MacroBox, _ callee: Value, _ unit: UnitEntry, given: UInt32, _ flags: CallFlag
  ) throws(TemplateFault) {
    var recursion: Int32 = 0
    if unit.isLoop {
      var outer = frames.count - 1
      while outer >= 0, frames[outer].unit != macro.unit { outer -= 1 }
      if outer >= 0 { recursion = frames[outer].recursion + 1 }
    }
    let here = place
    try enter(
      unit: macro.unit, returnPlace: here + 1, callPlace: here,
      arguments: Int(unit.parameterCount) + 1)
    let last = frames.count - 1
    frames[last].given = given
    frames[last].recursion = recursion
    if flags.contains(.asValue) { frames[last].captureMark = out.count }
    if unit.hasCaptures {
      let slots = program.units[Int(macro.unit)].captureSlots
      for (slot, value) in zip(slots, macro.captured) { stack[base + Int(slot)] = value }
    }
    if unit.selfSlot >= 0 { stack[base + Int(unit.selfSlot)] = callee }
    if macro.context != contextNumber {
      frames[last].savedContext = contextNumber
      switchContext(to: macro.context)
    }
  }
}
