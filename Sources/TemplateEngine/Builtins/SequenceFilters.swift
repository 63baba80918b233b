// Filters on lists and maps: choosing, grouping, ordering, joining.

import Diagnostics

enum SequenceFilters {
  // MARK: - Attributes

  /// A path given as an argument, or `nil`; a number stands for an index.
  private static func attribute(_ value: Value) throws(TemplateFault) -> AttributePath? {
    switch value {
    case .undefined, .none: return nil
    case .text(let text): return AttributePath(text.bytes)
    case .int(let index): return AttributePath(Array(String(index).utf8))
    default:
      throw TemplateFault(
        Wording(
          "an attribute is named by a string, not \(value.typeName)",
          fr: "un attribut se nomme par un texte, non \(value.typeName)"))
    }
  }

  /// The attribute of an item, or a fault that names it.
  private static func required(
    _ path: AttributePath, of item: Value, default fallback: Value = .undefined
  ) throws(TemplateFault) -> Value {
    let value = path.value(of: item)
    if !value.isUndefined { return value }
    if !fallback.isUndefined { return fallback }
    let name = path.text
    var hint: Wording?
    if case .record(let record) = item {
      hint = Suggestions.hint(for: name, among: record.shape.fields)
    } else if case .map(let map) = item {
      hint = Suggestions.hint(for: name, among: map.table.names)
    }
    throw TemplateFault(
      code: .unknownField,
      Wording(
        "unknown field `\(name)` of `\(item.typeName)`",
        fr: "`\(item.typeName)` n'a pas de champ `\(name)`"), hint: hint)
  }

  /// The value compared when case does not count.
  private static func folded(_ value: Value, _ isSensitive: Bool) -> Value {
    guard !isSensitive, case .text(let text) = value else { return value }
    if text.bytes.allSatisfy({ $0 < 0x80 && !(0x41...0x5A).contains($0) }) { return value }
    if text.bytes.allSatisfy({ $0 < 0x80 }) {
      return .transient(text.bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 })
    }
    return .transient(Array(text.string.lowercased().utf8))
  }

  // MARK: - Length and parts

  static func length(_ value: Value) throws(TemplateFault) -> Value {
    switch value {
    case .text(let text): return .int(Int64(text.scalarCount))
    case .list(let list): return .int(Int64(list.items.count))
    case .map(let map): return .int(Int64(map.values.count))
    case .record(let record): return .int(Int64(record.slots.count))
    default:
      throw TemplateFault(
        code: .notIterable,
        Wording("\(value.typeName) has no length", fr: "\(value.typeName) n'a pas de longueur"))
    }
  }

  static func items(_ call: FilterCall) throws(TemplateFault) -> Value {
    let value = call.value
    let keys: [Value]
    let values: [Value]
    switch value {
    case .map(let map): (keys, values) = (map.keys, map.values)
    case .record(let record): (keys, values) = (record.shape.table.keys, record.slots)
    default:
      throw TemplateFault(
        Wording(
          "`items` takes a map, not \(value.typeName)",
          fr: "`items` prend une table, non \(value.typeName)"))
    }
    try call.charge(keys.count)
    return .list(zip(keys, values).map { .list(ListBox([$0, $1], isTuple: true)) })
  }

  /// The first or last item; undefined when there is none.
  static func end(_ call: FilterCall, isFirst: Bool) throws(TemplateFault) -> Value {
    guard case .text(let text) = call.value else {
      let items = try call.value.iterated(limit: call.limits.listItems)
      if items == nil { _ = try call.items() }
      return (isFirst ? items?.first : items?.last) ?? .undefined
    }
    let bytes = text.bytes
    if bytes.isEmpty { return .undefined }
    if isFirst {
      let end = bytes.dropFirst().firstIndex { $0 & 0xC0 != 0x80 } ?? bytes.count
      return .transient(Array(bytes[..<end]))
    }
    let start = bytes.lastIndex { $0 & 0xC0 != 0x80 } ?? 0
    return .transient(Array(bytes[start...]))
  }

  static func batch(_ call: FilterCall) throws(TemplateFault) -> Value {
    let count = try call.count(0)
    if call.has(1), count > call.limits.listItems { throw .tooLarge("list") }
    var batches: [Value] = []
    var batch: [Value] = []
    for item in try call.items() {
      if batch.count == count {
        batches.append(.list(batch))
        batch = []
      }
      batch.append(item)
    }
    if !batch.isEmpty {
      if call.has(1) { while batch.count < count { batch.append(call[1]) } }
      batches.append(.list(batch))
    }
    return .list(batches)
  }

  static func slice(_ call: FilterCall) throws(TemplateFault) -> Value {
    let count = try call.count(0)
    if count > call.limits.listItems { throw .tooLarge("list") }
    try call.charge(count)
    let items = try call.items()
    let size = items.count / count
    let larger = items.count % count
    var slices: [Value] = []
    var at = 0
    for index in 0..<count {
      let end = at + size + (index < larger ? 1 : 0)
      var part = Array(items[at..<end])
      if call.has(1), !call[1].isUndefinedOrNone, index >= larger { part.append(call[1]) }
      slices.append(.list(part))
      at = end
    }
    return .list(slices)
  }

  static func join(_ call: FilterCall) throws(TemplateFault) -> Value {
    let separator = call.has(0) ? try call[0].printed() : .empty
    let path = try attribute(call[1])
    var texts: [Text] = []
    for (index, item) in try call.items().enumerated() {
      if index > 0, !separator.bytes.isEmpty { texts.append(separator) }
      let value =
        try path.map { (path) throws(TemplateFault) in try required(path, of: item) } ?? item
      texts.append(try value.printed())
    }
    return .text(try Value.join(texts))
  }

  // MARK: - Order

  static func sort(_ call: FilterCall) throws(TemplateFault) -> Value {
    let isSensitive = call.flag(1)
    let paths = try attribute(call.has(2) ? call[2] : call[3])
    let parts = paths.map(\.alternatives)
    let items = try call.items()
    let width = parts?.count ?? 1
    var keys: [Value] = []
    keys.reserveCapacity(items.count * width)
    if let parts {
      for item in items {
        for path in parts { keys.append(try required(path, of: item)) }
      }
    } else {
      keys = items
    }
    var isFolded = isSensitive
    if call.has(4) {
      let tag = try call.text(4).string
      guard LocaleOrder.knows(tag) else {
        throw TemplateFault(
          Wording(
            "`sort` knows no order for `\(tag)`", fr: "`sort` ne connaît pas d'ordre pour `\(tag)`"),
          hint: Wording(
            "known are \(LocaleOrder.languages.map { "`\($0)`" }.joined(separator: ", "))",
            fr: "sont connus \(LocaleOrder.languages.map { "`\($0)`" }.joined(separator: ", "))"))
      }
      keys = keys.map { key in
        if case .text(let text) = key { .transient(LocaleOrder.key(text.string)) } else { key }
      }
      isFolded = true
    }
    let order = try order(
      keys, width: width, isSensitive: isFolded, isReversed: call.flag(0), call)
    return .list(order.map { items[$0] })
  }

  /// The stable order of items by their keys, `width` keys for each; reversed means greater
  /// first, equal items in their order.
  private static func order(
    _ keys: [Value], width: Int, isSensitive: Bool, isReversed: Bool, _ call: FilterCall
  ) throws(TemplateFault) -> [Int] {
    // Each key is compared about as often as the number of keys has binary digits.
    let rounds = Int.bitWidth - keys.count.leadingZeroBitCount
    var work = 0
    for key in keys { work += rounds * key.weight }
    try call.charge(work)
    if width == 1, let order = textOrder(keys, isSensitive, isReversed) { return order }
    let folded = keys.map { Self.folded($0, isSensitive) }
    var fault: TemplateFault?
    let order = (0..<(keys.count / max(1, width))).sorted { left, right in
      for offset in 0..<width {
        let first = folded[left * width + offset]
        let second = folded[right * width + offset]
        guard let order = first.order(against: second) else {
          if fault == nil {
            fault = TemplateFault(
              code: .wrongOperand,
              Wording(
                "cannot order \(first.typeName) and \(second.typeName)",
                fr: "\(first.typeName) et \(second.typeName) n'ont pas d'ordre entre eux"))
          }
          return left < right
        }
        if order != 0 { return isReversed ? order > 0 : order < 0 }
      }
      return left < right
    }
    if let fault { throw fault }
    return order
  }

  /// The order by texts, the usual case: the first eight bytes decide most comparisons.
  private static func textOrder(
    _ keys: [Value], _ isSensitive: Bool, _ isReversed: Bool
  ) -> [Int]? {
    var texts: [[UInt8]] = []
    var heads: [(head: UInt64, place: Int)] = []
    texts.reserveCapacity(keys.count)
    heads.reserveCapacity(keys.count)
    for (place, key) in keys.enumerated() {
      guard case .text(let text) = folded(key, isSensitive) else { return nil }
      var head: UInt64 = 0
      for offset in 0..<8 {
        head = head << 8 | UInt64(offset < text.bytes.count ? text.bytes[offset] : 0)
      }
      texts.append(text.bytes)
      heads.append((head, place))
    }
    heads.sort { left, right in
      if left.head != right.head { return (left.head < right.head) != isReversed }
      let order = compareBytes(texts[left.place], texts[right.place])
      if order == 0 { return left.place < right.place }
      return (order < 0) != isReversed
    }
    return heads.map(\.place)
  }

  static func dictSort(_ call: FilterCall) throws(TemplateFault) -> Value {
    guard case .list(let pairs) = try items(call) else { return call.value }
    let by = call.has(1) ? try call.text(1).string : "key"
    if by != "key", by != "value" {
      throw TemplateFault(
        Wording(
          "`dictsort` orders by \"key\" or \"value\"",
          fr: "`dictsort` ordonne par \"key\" ou \"value\""))
    }
    var keys: [Value] = []
    for pair in pairs.items {
      guard case .list(let parts) = pair else { continue }
      keys.append(parts.items[by == "key" ? 0 : 1])
    }
    let order = try order(
      keys, width: 1, isSensitive: call.flag(0), isReversed: call.flag(2), call)
    return .list(order.map { pairs.items[$0] })
  }

  static func extreme(_ call: FilterCall, isMax: Bool) throws(TemplateFault) -> Value {
    let path = try attribute(call[1])
    var best: (key: Value, item: Value)?
    for item in try call.items() {
      let value =
        try path.map { (path) throws(TemplateFault) in try required(path, of: item) } ?? item
      let key = folded(value, call.flag(0))
      try call.charge(key.weight)
      guard let known = best else {
        best = (key, item)
        continue
      }
      guard let order = key.order(against: known.key) else {
        throw TemplateFault(
          code: .wrongOperand,
          Wording(
            "cannot order \(key.typeName) and \(known.key.typeName)",
            fr: "\(key.typeName) et \(known.key.typeName) n'ont pas d'ordre entre eux"))
      }
      if isMax ? order > 0 : order < 0 { best = (key, item) }
    }
    return best?.item ?? .undefined
  }

  static func unique(_ call: FilterCall) throws(TemplateFault) -> Value {
    let path = try attribute(call[1])
    var seen = ValueSet()
    var kept: [Value] = []
    for item in try call.items() {
      let value =
        try path.map { (path) throws(TemplateFault) in try required(path, of: item) } ?? item
      let key = folded(value, call.flag(0))
      try call.charge(2 * key.weight)
      if seen.insert(key) { kept.append(item) }
    }
    return .list(kept)
  }

  // MARK: - Groups

  static func groupBy(_ call: FilterCall, keepsOrder: Bool) throws(TemplateFault) -> Value {
    guard let path = try attribute(call[0]) else {
      throw TemplateFault(Wording("an argument is missing", fr: "un argument manque"))
    }
    let isSensitive = call.flag(2)
    let items = try call.items()
    var groupers: [Value] = []
    var keys: [Value] = []
    groupers.reserveCapacity(items.count)
    keys.reserveCapacity(items.count)
    var work = 0
    for item in items {
      let grouper = try required(path, of: item, default: call[1])
      groupers.append(grouper)
      keys.append(folded(grouper, isSensitive))
      work += 2 * grouper.weight
    }
    try call.charge(work)
    let firsts = KeyTable.firstPositions(keys)
    var groups: [(key: Value, grouper: Value, items: [Value])] = []
    // The group of the first item of each.
    var numbers = [Int](repeating: 0, count: items.count)
    for (place, item) in items.enumerated() {
      if firsts[place] == place {
        numbers[place] = groups.count
        groups.append((keys[place], groupers[place], [item]))
      } else {
        groups[numbers[firsts[place]]].items.append(item)
      }
    }
    if !keepsOrder {
      let order = try order(
        groups.map(\.key), width: 1, isSensitive: true, isReversed: false, call)
      groups = order.map { groups[$0] }
    }
    return .list(
      groups.map { group in
        .record(Record(groupShape, [group.grouper, .list(group.items)]))
      })
  }

  /// A group is a pair that also has names for its parts.
  static let groupShape = Shape(
    name: "group", fields: ["grouper", "list"], isTuple: true)

  /// The items whose attribute, named by the first argument, equals the second; one at most when
  /// only the first is wanted.
  static func found(_ call: FilterCall, onlyFirst: Bool) throws(TemplateFault) -> [Value] {
    let path = AttributePath(try call.text(0).bytes)
    var found: [Value] = []
    for item in try call.items() {
      let value = path.value(of: item)
      try call.charge(min(value.weight, call[1].weight))
      if value.isEqual(to: call[1]) {
        found.append(item)
        if onlyFirst { break }
      }
    }
    return found
  }

  // MARK: - Other operations by name

  static func map(_ call: FilterCall) throws(TemplateFault) -> Value {
    var named: MapBox?
    if case .map(let map) = call[2] { named = map }
    if !call.has(0) {
      guard let path = named?.value(of: .string("attribute")), let path = try attribute(path)
      else {
        throw TemplateFault(
          Wording(
            "`map` needs a filter or `attribute=`",
            fr: "`map` a besoin d'un filtre ou de `attribute=`"))
      }
      let fallback = named?.value(of: .string("default")) ?? .undefined
      var values: [Value] = []
      for item in try call.items() {
        let value = path.value(of: item)
        values.append(value.isUndefined ? fallback : value)
      }
      return .list(values)
    }
    let name = try call.text(0).string
    guard let index = call.operations.filterIndex[name] else {
      throw TemplateFault(
        code: .unknownFilter,
        Wording("unknown filter `\(name)`", fr: "le filtre `\(name)` n'existe pas"),
        hint: Suggestions.hint(for: name, among: call.operations.filterIndex.keys))
    }
    let filter = call.operations.filters[index]
    let arguments = try bind(call[1], named, to: filter.parameters, of: name)
    var values: [Value] = []
    for item in try call.items() {
      if case .text(let text) = item { try call.charge(text.bytes.count) }
      let value = try filter.body(
        FilterCall(
          value: item, arguments: arguments, operations: call.operations, meter: call.meter))
      if case .text(let text) = value { try call.charge(text.bytes.count / 16) }
      values.append(value)
    }
    return .list(values)
  }

  /// Binds arguments that are known only when the template runs.
  private static func bind(
    _ rest: Value, _ named: MapBox?, to parameters: [Parameter], of name: String
  ) throws(TemplateFault) -> [Value] {
    var positional: [Value] = []
    if case .list(let list) = rest { positional = list.items }
    var bound: [Value] = []
    for parameter in parameters {
      switch parameter.form {
      case .required, .optional:
        if !positional.isEmpty {
          bound.append(positional.removeFirst())
        } else if let value = named?.value(of: .string(parameter.name)) {
          bound.append(value)
        } else if parameter.form == .required {
          throw TemplateFault(
            code: .wrongArguments,
            Wording(
              "`\(name)` needs the argument `\(parameter.name)`",
              fr: "`\(name)` a besoin de l'argument `\(parameter.name)`"))
        } else {
          bound.append(.undefined)
        }
      case .rest:
        bound.append(.list(positional))
        positional = []
      case .keywords: bound.append(.map(named ?? MapBox(entries: [])))
      }
    }
    if !positional.isEmpty {
      throw TemplateFault(
        code: .wrongArguments,
        Wording("`\(name)` is given too many arguments", fr: "`\(name)` reçoit trop d'arguments"))
    }
    return bound
  }

  static func select(
    _ call: FilterCall, keeps: Bool, byAttribute: Bool
  ) throws(TemplateFault) -> Value {
    let first = byAttribute ? 1 : 0
    let path = byAttribute ? try attribute(call[0]) : nil
    var test: Operation<TestBody>?
    var arguments: [Value] = []
    if call.has(first) {
      let name = try call.text(first).string
      guard let index = call.operations.testIndex[name] else {
        throw TemplateFault(
          code: .unknownTest,
          Wording("unknown test `\(name)`", fr: "le test `\(name)` n'existe pas"),
          hint: Suggestions.hint(for: name, among: call.operations.testIndex.keys))
      }
      let found = call.operations.tests[index]
      arguments = try bind(call[first + 1], nil, to: found.parameters, of: name)
      test = found
    }
    var kept: [Value] = []
    for item in try call.items() {
      let value = path?.value(of: item) ?? item
      let passes: Bool
      if let test {
        if value.isUndefined, !test.acceptsUndefined {
          passes = false
        } else {
          if case .text(let text) = value { try call.charge(text.bytes.count) }
          passes = try test.body(
            FilterCall(
              value: value, arguments: arguments, operations: call.operations,
              meter: call.meter))
        }
      } else {
        passes = value.isTrue
      }
      if passes == keeps { kept.append(item) }
    }
    return .list(kept)
  }

  // MARK: - Sums

  static func sum(_ call: FilterCall) throws(TemplateFault) -> Value {
    let path = try attribute(call[0])
    var total = call.has(1) ? call[1] : .int(0)
    // Lists and texts are put together at once: one by one each sum would copy all before it.
    var lists: [Value] = []
    var texts: [Text] = []
    for item in try call.items() {
      let value =
        try path.map { (path) throws(TemplateFault) in try required(path, of: item) } ?? item
      switch (total, value) {
      case (.list(let first), .list(let second)) where first.isTuple == second.isTuple:
        if lists.isEmpty { lists = first.items }
        if lists.count + second.items.count > call.limits.listItems { throw .tooLarge("list") }
        try call.charge(second.items.count)
        lists.append(contentsOf: second.items)
      case (.text(let first), .text(let second)):
        if texts.isEmpty { texts = [first] }
        texts.append(second)
      default: total = try Value.binary(.add, total, value)
      }
    }
    if !texts.isEmpty { return .text(try Value.join(texts)) }
    if case .list(let list) = total, !lists.isEmpty {
      return .list(ListBox(lists, isTuple: list.isTuple))
    }
    return total
  }
}

/// Distinct values in order of arrival, with a hash so that large lists stay linear.
struct ValueSet {
  private var places: [UInt32: [Int]] = [:]
  private var values: [Value] = []

  /// Adds a value; `false` when an equal one is there.
  mutating func insert(_ value: Value) -> Bool {
    let hash = KeyTable.hash(value)
    for place in places[hash] ?? [] where values[place].isEqual(to: value) { return false }
    places[hash, default: []].append(values.count)
    values.append(value)
    return true
  }
}
