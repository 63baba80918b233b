// Instructions that are not worth a place in the hot loop: collections, filters, loops' edges.

import Diagnostics

extension VirtualMachine {
  /// Runs an instruction that is neither output, read, jump nor call.
  @inline(never)
  mutating func executeRare(_ instruction: Instruction) throws(TemplateFault) {
    let a = Int(instruction.a)
    switch instruction.opcode {
    case .beginContent: contentStart = out.count
    case .endContent:
      if contentStart >= 0 { out.doubleLineEnd(at: contentStart) }
      contentStart = -1
    case .negate: push(try pop().negated())
    case .plus:
      let value = pop()
      if value.number == nil {
        if case .undefined = value { throw .undefinedOperand(0) }
        throw TemplateFault(
          code: .wrongOperand,
          Wording(
            "`+` needs a number, not \(value.typeName)",
            fr: "`+` demande un nombre, non \(value.typeName)"))
      }
      push(value)
    case .concat: try concat(a)
    case .list, .tuple:
      let items = popAll(a)
      let list = Value.list(ListBox(items, isTuple: instruction.opcode == .tuple))
      try charge(list)
      push(list)
    case .map:
      let parts = popAll(a * 2)
      var entries: [(Value, Value)] = []
      for index in 0..<a {
        let key = parts[index * 2]
        if !key.isKey {
          throw TemplateFault(
            code: .wrongOperand,
            Wording(
              "\(key.typeName) cannot be the key of a map",
              fr: "\(key.typeName) ne peut être la clé d'une table"))
        }
        entries.append((key, parts[index * 2 + 1]))
      }
      let map = Value.map(MapBox(entries: entries))
      try charge(map)
      push(map)
    case .item:
      let key = pop()
      let object = pop()
      push(try item(of: object, key))
    case .slice: try slice(instruction.flag)
    case .unpack: try unpack(Int(instruction.small))
    case .loopValue:
      let index = loopIndex(a)
      push(.loop(RuntimeHandle(index: Int32(index), serial: loops[index].serial)))
    case .loopCycle:
      let count = Int(instruction.b)
      if count == 0 { throw .emptyCycle }
      let value = stack[top - count + loops[loopIndex(a)].index % count]
      drop(count)
      push(value)
    case .loopChanged: push(.bool(try changed(loopIndex(a), popAll(Int(instruction.b)))))
    case .beginCollect: collections.append([])
    case .collect:
      collections[collections.count - 1].append(pop())
      if collections[collections.count - 1].count > program.limits.listItems {
        throw .tooLarge("list")
      }
    case .endCollect:
      let list = Value.list(ListBox(collections.removeLast()))
      try charge(list)
      push(list)
    case .filter: try filter(a, Int(instruction.b))
    case .test: try test(a, Int(instruction.b), isNegated: instruction.flag == 1)
    case .function:
      let arguments = popAll(Int(instruction.b))
      try beginOperation(.undefined, arguments)
      let result = try program.operations.functionEntries[a].body(
        FilterCall(
          value: .undefined, arguments: arguments, operations: program.operations, meter: meter,
          variables: given))
      endOperation()
      try charge(result)
      push(result)
    case .makeNamespace: try makeNamespace(instruction)
    case .storeAttribute: try storeAttribute(instruction)
    case .defaultValue: try defaultValue(hasFlag: instruction.flag == 1)
    case .beginCapture: captures.append(out.count)
    case .endCapture:
      try pushCaptured(
        from: captures.removeLast(), kind: SafeKind(rawValue: instruction.flag) ?? .plain)
    case .makeMacro:
      let slots = program.captures[Int(instruction.b)]
      let captured = slots.isEmpty ? [] : slots.map { stack[base + Int($0)] }
      let macro = Value.macro(
        MacroBox(unit: instruction.a, context: contextNumber, captured: captured))
      try charge(macro)
      push(macro)
    case .require:
      if case .undefined = stack[top - 1] { throw .undefinedOperand(0) }
    case .fail:
      failure = program.failures[a]
      throw TemplateFault(code: program.failures[a].code, program.failures[a].message)
    default: break
    }
  }

  /// Pops values and returns them in the order they were pushed.
  mutating func popAll(_ count: Int) -> [Value] {
    if count == 0 { return [] }
    let values = Array(UnsafeBufferPointer(start: stack + (top - count), count: count))
    drop(count)
    return values
  }

  private mutating func concat(_ count: Int) throws(TemplateFault) {
    scratch.removeAll()
    var isPlain = true
    for index in (top - count)..<top where isPlain {
      switch stack[index] {
      case .text(let text) where text.kind == .plain: scratch.append(text.bytes)
      case .int(let value): scratch.append(decimal: value)
      default: isPlain = false
      }
    }
    if isPlain {
      drop(count)
      let text = Value.transient(scratch.bytes)
      try charge(text)
      push(text)
      return
    }
    var texts: [Text] = []
    for (index, value) in popAll(count).enumerated() {
      do throws(TemplateFault) {
        texts.append(try value.printed())
      } catch {
        var fault = error
        fault.operand = index
        throw fault
      }
    }
    let text = try Value.join(texts)
    try charge(.text(text))
    push(.text(text))
  }

  // MARK: - Items

  private mutating func item(of object: Value, _ key: Value) throws(TemplateFault) -> Value {
    if case .undefined = key { throw .undefinedOperand(1) }
    switch (object, key) {
    case (.undefined, _), (.absent, _): throw .undefinedOperand(0)
    case (.list(let list), .int(let index)):
      let place = index < 0 ? Int64(list.items.count) + index : index
      if place >= 0, place < Int64(list.items.count) { return list.items[Int(place)] }
      missing = (self.place, object, -1)
      return .undefined
    case (.map(let map), _):
      if let value = map.value(of: key) { return value }
    case (.record(let record), .int(let index)) where record.shape.isTuple:
      if index >= 0, index < Int64(record.slots.count) { return record.slots[Int(index)] }
    case (.record(let record), .text(let text)):
      if let slot = record.shape.table.position(of: text.bytes, hash: hashBytes(text.bytes)) {
        return record.slots[slot]
      }
    case (.text(let text), .int(let index)):
      let count = Int64(textIndex.count(of: text))
      try spendTextIndex()
      let place = index < 0 ? count &+ index : index
      guard place >= 0, place < count else { return .undefined }
      let start = textIndex.offset(of: Int(place), in: text)
      return .transient(
        Array(text.bytes[start..<textIndex.offset(of: Int(place) + 1, in: text)]), kind: .plain)
    case (.namespace(let handle), .text(let text)):
      return namespaces[Int(handle.index)][text.bytes] ?? .undefined
    case (.list, .text(let text)), (.text, .text(let text)):
      _ = text
    case (.list, _), (.text, _):
      throw TemplateFault(
        code: .missingItem,
        Wording(
          "\(object.typeName) has no item at \(key.typeName)",
          fr: "\(object.typeName) n'a pas d'élément à \(key.typeName)"))
    default: break
    }
    missing = (place, object, -1)
    return .undefined
  }

  private mutating func slice(_ flag: UInt8) throws(TemplateFault) {
    func bound(_ value: Value) throws(TemplateFault) -> Int? {
      switch value {
      case .none: return nil
      case .int(let value): return Int(value)
      case .undefined: throw .undefinedOperand(0)
      default:
        throw TemplateFault(
          code: .wrongOperand,
          Wording(
            "the bounds of a slice are integers, not \(value.typeName)",
            fr: "les bornes d'une tranche sont des entiers, non \(value.typeName)"))
      }
    }
    let step = flag & 4 != 0 ? try bound(pop()) : nil
    let stop = flag & 2 != 0 ? try bound(pop()) : nil
    let start = flag & 1 != 0 ? try bound(pop()) : nil
    let object = pop()
    switch object {
    case .list(let list):
      let items: [Value]
      if step == nil || step == 1 {
        items = Array(list.items[Self.range(list.items.count, start, stop)])
      } else {
        items = try Self.places(list.items.count, start, stop, step).map { list.items[$0] }
      }
      let part = Value.list(ListBox(items, isTuple: list.isTuple))
      try charge(part)
      push(part)
    case .text(let text):
      let count = textIndex.count(of: text)
      if step == nil || step == 1 {
        let range = Self.range(count, start, stop)
        let bytes = text.bytes[
          textIndex.offset(
            of: range.lowerBound, in: text)..<textIndex.offset(
              of: range.upperBound, in: text)]
        try spendTextIndex()
        try spend(bytes.count / 16)
        push(.transient(Array(bytes)))
        return
      }
      let places = try Self.places(count, start, stop, step)
      var bytes: [UInt8] = []
      for place in places {
        let start = textIndex.offset(of: place, in: text)
        var end = start + 1
        while end < text.bytes.count, text.bytes[end] & 0xC0 == 0x80 { end += 1 }
        bytes.append(contentsOf: text.bytes[start..<end])
      }
      try spendTextIndex()
      try spend(places.count * 4)
      push(.transient(bytes))
    case .undefined: throw .undefinedOperand(0)
    default:
      throw TemplateFault(
        code: .wrongOperand,
        Wording("\(object.typeName) cannot be sliced", fr: "\(object.typeName) ne se découpe pas"))
    }
  }

  /// The places a slice with the step 1 takes, as in Python.
  private static func range(_ count: Int, _ start: Int?, _ stop: Int?) -> Range<Int> {
    func clamp(_ value: Int) -> Int { min(max(value < 0 ? value + count : value, 0), count) }
    let first = start.map(clamp) ?? 0
    return first..<max(first, stop.map(clamp) ?? count)
  }

  /// The places a slice takes, as in Python.
  private static func places(
    _ count: Int, _ start: Int?, _ stop: Int?, _ step: Int?
  ) throws(TemplateFault) -> [Int] {
    let step = step ?? 1
    if step == 0 {
      throw TemplateFault(
        code: .arithmetic,
        Wording("the step of a slice is zero", fr: "le pas d'une tranche est nul"))
    }
    func clamp(_ value: Int, _ low: Int, _ high: Int) -> Int {
      let place = value < 0 ? value + count : value
      return min(max(place, low), high)
    }
    var places: [Int] = []
    if step > 0 {
      var at = start.map { clamp($0, 0, count) } ?? 0
      let end = stop.map { clamp($0, 0, count) } ?? count
      while at < end {
        places.append(at)
        let (next, overflow) = at.addingReportingOverflow(step)
        if overflow { break }
        at = next
      }
    } else {
      var at = start.map { clamp($0, -1, count - 1) } ?? count - 1
      let end = stop.map { clamp($0, -1, count - 1) } ?? -1
      while at > end {
        places.append(at)
        let (next, overflow) = at.addingReportingOverflow(step)
        if overflow { break }
        at = next
      }
    }
    return places
  }

  private mutating func unpack(_ count: Int) throws(TemplateFault) {
    let value = pop()
    if case .undefined = value { throw .undefinedOperand(0) }
    if case .text(let text) = value { try spend(text.bytes.count) }
    guard let items = try value.iterated(limit: program.limits.listItems) else {
      throw TemplateFault(
        code: .notIterable,
        Wording(
          "cannot unpack \(value.typeName)",
          fr: "\(value.typeName) ne se répartit pas entre plusieurs noms"))
    }
    if items.count != count {
      var hint: Wording?
      if case .text = value {
        hint = Wording(
          "a loop over a map gives its keys; write `|items`",
          fr: "une boucle sur une table donne ses clés ; écrivez `|items`")
      }
      throw TemplateFault(
        code: .wrongUnpacking,
        Wording(
          "\(count) names for \(items.count) \(items.count == 1 ? "value" : "values")",
          fr: "\(count) noms pour \(items.count) valeur\(items.count > 1 ? "s" : "")"),
        hint: hint)
    }
    for item in items { push(item) }
  }

  // MARK: - Loops

  /// The index of a loop of the running unit.
  @inline(__always)
  func loopIndex(_ depth: Int) -> Int { frames[frames.count - 1].loopMark + depth }

  mutating func beginLoop(isRecursive: Bool) throws(TemplateFault) {
    let value = pop()
    if case .text(let text) = value { try spend(text.bytes.count) }
    guard let items = try value.iterated(limit: program.limits.listItems) else {
      switch value {
      case .undefined: throw .undefinedOperand(0)
      case .absent:
        serial += 1
        loops.append(LoopState(items: [], serial: serial, recursion: 0))
        return
      default:
        throw TemplateFault(
          code: .notIterable,
          Wording(
            "cannot loop over \(value.typeName)",
            fr: "une boucle ne peut pas parcourir \(value.typeName)"))
      }
    }
    serial += 1
    let recursion = isRecursive ? frames[frames.count - 1].recursion : 0
    loops.append(LoopState(items: items, serial: serial, recursion: recursion))
    steps += 4
  }

  /// The index of the loop a value stands for, if it still runs.
  func runningLoop(_ handle: RuntimeHandle) throws(TemplateFault) -> Int {
    let index = Int(handle.index)
    if index < loops.count, loops[index].serial == handle.serial { return index }
    throw TemplateFault(
      code: .undefinedValue,
      Wording("the loop of this `loop` has ended", fr: "la boucle de ce `loop` est finie"))
  }

  mutating func loopField(_ index: Int, _ field: Int32) -> Value {
    let current = loops[index].index
    let count = loops[index].items.count
    switch LoopField(rawValue: field) {
    case .index: return .int(Int64(current + 1))
    case .index0: return .int(Int64(current))
    case .revindex: return .int(Int64(count - current))
    case .revindex0: return .int(Int64(count - current - 1))
    case .first: return .bool(current == 0)
    case .last: return .bool(current == count - 1)
    case .length: return .int(Int64(count))
    case .depth: return .int(Int64(loops[index].recursion) + 1)
    case .depth0: return .int(Int64(loops[index].recursion))
    case .previtem: return current > 0 ? loops[index].items[current - 1] : .undefined
    case .nextitem: return current + 1 < count ? loops[index].items[current + 1] : .undefined
    case nil: return .undefined
    }
  }

  func cycle(_ index: Int, _ values: [Value]) throws(TemplateFault) -> Value {
    if values.isEmpty { throw .emptyCycle }
    return values[loops[index].index % values.count]
  }

  mutating func changed(_ index: Int, _ values: [Value]) throws(TemplateFault) -> Bool {
    for value in values { try spend(value.weight) }
    if let last = loops[index].lastChanged, last.count == values.count,
      zip(last, values).allSatisfy({ $0.isEqual(to: $1) })
    {
      return false
    }
    loops[index].lastChanged = values
    return true
  }

  // MARK: - Filters, tests, namespaces

  private mutating func filter(_ index: Int, _ count: Int) throws(TemplateFault) {
    let filter = program.operations.filterEntries[index]
    let arguments = count > 1 ? popAll(count - 1) : []
    let value = pop()
    if case .undefined = value, !filter.acceptsUndefined { throw .undefinedOperand(0) }
    try beginOperation(value, arguments)
    let result = try filter.body(
      FilterCall(
        value: value, arguments: arguments, operations: program.operations, meter: meter))
    endOperation()
    try charge(result)
    push(result)
  }

  private mutating func test(
    _ index: Int, _ count: Int, isNegated: Bool
  ) throws(TemplateFault) {
    let test = program.operations.testEntries[index]
    let arguments = count > 1 ? popAll(count - 1) : []
    let value = pop()
    if case .undefined = value, !test.acceptsUndefined { throw .undefinedOperand(0) }
    try beginOperation(value, arguments)
    let result = try test.body(
      FilterCall(
        value: value, arguments: arguments, operations: program.operations, meter: meter))
    endOperation()
    push(.bool(result != isNegated))
  }

  /// Counts the texts an operation is given, and lets it count what it does.
  private mutating func beginOperation(
    _ value: Value, _ arguments: [Value]
  ) throws(TemplateFault) {
    if case .text(let text) = value { try spend(text.bytes.count) }
    for argument in arguments {
      if case .text(let text) = argument { try spend(text.bytes.count / 16) }
    }
    meter.remaining = program.limits.fuel - steps - iterations * 4
  }

  private mutating func endOperation() {
    steps = program.limits.fuel - iterations * 4 - meter.remaining
  }

  private mutating func spendTextIndex() throws(TemplateFault) {
    if textIndex.work == 0 { return }
    try spend(textIndex.work / 4)
    textIndex.work = 0
  }

  private mutating func defaultValue(hasFlag: Bool) throws(TemplateFault) {
    let isBoolean = hasFlag ? pop().isTrue : false
    let fallback = pop()
    let value = pop()
    switch value {
    case .undefined, .absent: push(fallback)
    default: push(isBoolean && !value.isTrue ? fallback : value)
    }
  }

  private mutating func makeNamespace(_ instruction: Instruction) throws(TemplateFault) {
    var entries = NamespaceEntries()
    let parts = popAll(Int(instruction.a) * 2)
    if instruction.flag == 1 {
      guard case .map(let map) = pop() else {
        throw TemplateFault(
          code: .wrongArguments,
          Wording(
            "`namespace` takes a map or keyword arguments",
            fr: "`namespace` prend une table ou des arguments nommés"))
      }
      for (key, value) in zip(map.keys, map.values) {
        entries[try key.printed().bytes] = value
      }
    }
    for index in 0..<Int(instruction.a) {
      guard case .text(let key) = parts[index * 2] else { continue }
      entries[key.bytes] = parts[index * 2 + 1]
    }
    if namespaces.count >= 1_000_000 { throw .tooLarge("number of namespaces") }
    namespaces.append(entries)
    push(.namespace(RuntimeHandle(index: Int32(namespaces.count - 1), serial: 0)))
  }

  private mutating func storeAttribute(_ instruction: Instruction) throws(TemplateFault) {
    let value = pop()
    let object =
      instruction.flag == 0
      ? stack[base + Int(instruction.a)] : context[Int(instruction.a)]
    guard case .namespace(let handle) = object else {
      if case .undefined = object { throw .undefinedOperand(0) }
      throw TemplateFault(
        code: .wrongOperand,
        Wording(
          "cannot assign a field of \(object.typeName)",
          fr: "on ne peut pas assigner un champ de \(object.typeName)"),
        hint: Wording(
          "only a `namespace()` has fields that can be assigned",
          fr: "seul un `namespace()` a des champs qui s'assignent"))
    }
    let key = program.sites[Int(instruction.b)].bytes
    let index = Int(handle.index)
    namespaces[index][key] = value
  }

  func checkParameter(_ instruction: Instruction) throws(TemplateFault) -> Bool {
    if case .undefined = context[Int(instruction.b)] {
      if instruction.flag == 1 { return false }
      let name = program.contextNames[Int(instruction.b)]
      throw TemplateFault(
        code: .wrongArguments,
        Wording(
          "the parameter `\(name)` is not given", fr: "le paramètre `\(name)` n'est pas donné"),
        hint: Wording(
          "pass it, or give it a default: `\(name) = …`",
          fr: "donnez-le, ou donnez-lui une valeur par défaut : `\(name) = …`"))
    }
    return instruction.flag == 1
  }
}
