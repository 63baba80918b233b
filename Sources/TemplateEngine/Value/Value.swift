// The one type of value templates work on: sixteen bytes, compound values by reference.

/// A value in a template.
public enum Value: Sendable {
  /// Nothing was found under a name; using it is an error, testing it is not.
  case undefined
  /// The result of an inline `if` without `else`: undefined, but it prints as nothing.
  case absent
  /// The absence of a value, written `none`.
  case none
  /// True or false.
  case bool(Bool)
  /// A whole number.
  case int(Int64)
  /// A floating point number.
  case double(Double)
  /// UTF-8 text, plain or safe.
  case text(Text)
  /// A list or tuple.
  case list(ListBox)
  /// A record with fields fixed by its shape.
  case record(Record)
  /// A map that keeps the order of its keys.
  case map(MapBox)
  /// A macro or a `call` block, as a value.
  case macro(MacroBox)
  /// A mutable namespace of the running template.
  case namespace(RuntimeHandle)
  /// The `loop` variable of a running loop.
  case loop(RuntimeHandle)
  /// An imported template.
  case module(RuntimeHandle)
}

/// A reference to something that lives only as long as one rendering.
public struct RuntimeHandle: Sendable, Hashable {
  let index: Int32
  let serial: Int32
}

/// A macro together with the local variables it saw where it was defined.
public final class MacroBox: Sendable {
  let unit: Int32
  let context: Int32
  let captured: [Value]
  /// How many values are inside one another at most.
  let depth: Int32

  init(unit: Int32, context: Int32, captured: [Value]) {
    self.unit = unit
    self.context = context
    self.captured = captured
    depth = Value.extent(of: captured).depth
  }
}

// MARK: - Nesting

extension Value {
  /// How deep values may be nested: all walks over a value are recursive.
  static let depthLimit: Int32 = 500

  /// How many values are inside one another at most; 0 for a simple value.
  var depth: Int32 {
    switch self {
    case .list(let list): list.depth
    case .map(let map): map.depth
    case .record(let record): record.depth
    case .macro(let macro): macro.depth
    default: 0
    }
  }

  /// How many parts a walk over the whole value meets: one for each value in it and for each 64
  /// bytes of text, parts that are shared as often as they are reached. At most 2^31 - 1: data that
  /// share their parts so often are never walked.
  var weight: Int {
    switch self {
    case .text(let text): 1 + text.bytes.count / 64
    case .list(let list): Int(list.weight)
    case .map(let map): Int(map.weight)
    case .record(let record): Int(record.weight)
    default: 1
    }
  }

  /// The depth and the weight of a container of values.
  static func extent(of values: [Value]) -> (depth: Int32, weight: Int32) {
    var deepest: Int32 = 0
    var weight = 1
    for value in values {
      deepest = max(deepest, value.depth)
      weight += value.weight
    }
    return (deepest + 1, Int32(clamping: weight))
  }
}

// MARK: - Making values

extension Value {
  /// Plain text.
  public static func string(_ string: String) -> Value { .text(Text(Array(string.utf8))) }

  /// Plain text from UTF-8 bytes.
  public static func string(_ bytes: [UInt8]) -> Value { .text(Text(bytes)) }

  /// Trusted HTML, printed as it is between tags and escaped anywhere else.
  public static func markup(_ bytes: [UInt8]) -> Value { .text(Text(bytes, kind: .html)) }

  /// Trusted HTML, printed as it is between tags and escaped anywhere else.
  public static func markup(_ string: String) -> Value { .markup(Array(string.utf8)) }

  /// A list.
  public static func list(_ items: [Value]) -> Value { .list(ListBox(items)) }

  /// A map with text keys in this order; of equal keys the last one wins.
  public static func map(_ entries: [(String, Value)]) -> Value {
    .map(MapBox(entries: entries.map { (.string($0.0), $0.1) }))
  }

  /// A record; there must be one value for each field of the shape.
  public static func record(_ shape: Shape, _ slots: [Value]) -> Value {
    .record(Record(shape, slots))
  }

  /// Plain text that will be printed once.
  static func transient(_ bytes: [UInt8], kind: SafeKind = .plain) -> Value {
    .text(Text(transient: bytes, kind: kind))
  }
}

/// Makes maps for data with many alike: maps with the same keys in the same order share one table
/// of keys, so that reading a field of each is a comparison and an index.
public struct MapMaker {
  private var tables: [[String]: KeyTable] = [:]

  /// Makes a maker that has seen no map yet.
  public init() {}

  /// A map with text keys in this order; of equal keys the last one wins.
  public mutating func map(_ entries: [(String, Value)]) -> Value {
    let names = entries.map(\.0)
    if let table = tables[names] {
      return .map(MapBox(table: table, values: entries.map(\.1)))
    }
    let box = MapBox(entries: entries.map { (.string($0.0), $0.1) })
    if box.values.count == entries.count { tables[names] = box.table }
    return .map(box)
  }
}

extension MapBox {
  /// Makes a map from entries in order; of equal keys the last value wins, at the first place.
  convenience init(entries: [(Value, Value)]) {
    let firsts = KeyTable.firstPositions(entries.map(\.0))
    var keys: [Value] = []
    var values: [Value] = []
    keys.reserveCapacity(entries.count)
    values.reserveCapacity(entries.count)
    // Where the entry of a position went.
    var places = [Int](repeating: 0, count: entries.count)
    for (position, entry) in entries.enumerated() {
      if firsts[position] == position {
        places[position] = values.count
        keys.append(entry.0)
        values.append(entry.1)
      } else {
        values[places[firsts[position]]] = entry.1
      }
    }
    self.init(table: KeyTable(keys), values: values)
  }
}

// MARK: - Reading values

extension Value {
  /// The name of the value's type in messages.
  public var typeName: String {
    switch self {
    case .undefined, .absent: "undefined"
    case .none: "none"
    case .bool: "boolean"
    case .int: "integer"
    case .double: "float"
    case .text: "string"
    case .list(let list): list.isTuple ? "tuple" : "list"
    case .record(let record): record.shape.name
    case .map: "map"
    case .macro: "macro"
    case .namespace: "namespace"
    case .loop: "loop"
    case .module: "template"
    }
  }

  /// The text of a string value, or `nil`.
  public var stringValue: String? {
    if case .text(let text) = self { text.string } else { nil }
  }

  /// The whole number of an integer value, or `nil`.
  public var intValue: Int64? {
    if case .int(let value) = self { value } else { nil }
  }

  /// Whether the value stands for something that was not found.
  public var isUndefined: Bool {
    switch self {
    case .undefined, .absent: true
    default: false
    }
  }
}
