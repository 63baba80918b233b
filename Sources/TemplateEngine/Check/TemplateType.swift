// The types that the checker reasons with: what a value may be, as far as contracts, records and
// the signatures of filters tell. A union of nothing is the type of what never happens.

/// What a value may be.
indirect enum TemplateType: Sendable, Hashable {
  /// A known key of a map or field of a record.
  struct Field: Sendable, Hashable {
    let name: String
    let type: TemplateType
  }

  /// Nothing is known: whatever is done with it is right.
  case any
  case undefined
  /// An inline `if` without `else`: prints as nothing.
  case absent
  case none, bool, int, float, string
  /// Text that is a date in ISO form.
  case date
  case safe(SafeKind)
  case list(TemplateType)
  case tuple([TemplateType])
  case map(TemplateType, TemplateType)
  /// A map with known keys.
  case fields([Field])
  /// A record of the environment, by name.
  case record(String)
  /// What `groupby` makes: `grouper` and `list`, or both as a pair.
  case group(TemplateType, TemplateType)
  case union([TemplateType])
  /// A type that a signature leaves open, such as `T`.
  case variable(String)
  case namespace([String])
  /// The variable `loop` over items of a type.
  case loop(TemplateType)
  case module(String)
  case macro(template: String, name: String)
  /// A macro or function of which no more is known.
  case callable

  /// The type of what never happens: the items of an empty list.
  static let never = TemplateType.union([])
  /// A whole or floating point number.
  static let number = TemplateType.union([.int, .float])
  /// What has a printed form.
  static let text = TemplateType.union([.string, .int, .float, .bool])

  /// The alternatives of a union, or the type itself.
  var members: [TemplateType] {
    if case .union(let members) = self { members } else { [self] }
  }

  /// One type that holds all values of several.
  static func join(_ types: [TemplateType]) -> TemplateType {
    var members: [TemplateType] = []
    for member in types.flatMap(\.members) {
      if member == .any { return .any }
      if !members.contains(member) { members.append(member) }
    }
    if members.contains(.string) {
      members.removeAll { member in
        if case .safe = member { return true }
        return member == .date
      }
    }
    if members.count > joinLimit { return .any }
    let lists = members.compactMap { member -> TemplateType? in
      if case .list(let item) = member { item } else { nil }
    }
    if lists.count > 1, let first = members.firstIndex(where: \.isList) {
      members.removeAll(where: \.isList)
      members.insert(.list(join(lists)), at: first)
    }
    return members.count == 1 ? members[0] : .union(members)
  }

  /// A union of more alternatives than this says nothing.
  private static let joinLimit = 64

  /// The type, or `any` when it has so many parts that work with it would never end.
  var bounded: TemplateType {
    var rest = 2_000
    return fits(&rest) ? self : .any
  }

  /// Takes the parts of the type from a rest; `false` when it does not suffice.
  private func fits(_ rest: inout Int) -> Bool {
    rest -= 1
    if rest < 0 { return false }
    switch self {
    case .list(let item), .loop(let item): return item.fits(&rest)
    case .map(let key, let value), .group(let key, let value):
      return key.fits(&rest) && value.fits(&rest)
    case .tuple(let items), .union(let items):
      for item in items where !item.fits(&rest) { return false }
      return true
    case .fields(let fields):
      for field in fields where !field.type.fits(&rest) { return false }
      return true
    default: return true
    }
  }

  private var isList: Bool { if case .list = self { true } else { false } }

  /// The type without the alternatives that a condition excludes.
  func without(_ isExcluded: (TemplateType) -> Bool) -> TemplateType {
    let rest = members.filter { !isExcluded($0) }
    return rest.count == members.count ? self : .join(rest)
  }

  /// The type of a value that counts as true.
  var truthy: TemplateType { without { $0 == .none || $0.isUndefined } }

  /// The type of a value that counts as false.
  var falsy: TemplateType { without(\.isAlwaysTrue) }

  /// The type of a value that is known to be there.
  var defined: TemplateType { without(\.isUndefined) }

  /// Whether the value may be `none`.
  var mayBeNone: Bool { members.contains(.none) }

  /// Whether the value may be undefined.
  var mayBeUndefined: Bool { members.contains(where: \.isUndefined) }

  var isUndefined: Bool { self == .undefined || self == .absent }

  private var isAlwaysTrue: Bool {
    switch self {
    case .record, .group, .loop, .module, .macro, .callable, .namespace: true
    default: false
    }
  }

  /// Whether a value of the type has no printed form in a page.
  var isUnprintable: Bool {
    switch self {
    case .list, .tuple, .map, .fields, .record, .group, .loop, .module, .macro, .callable,
      .namespace:
      true
    default: false
    }
  }

  /// Whether the value is text of any kind.
  var isText: Bool {
    switch self {
    case .string, .date, .safe: true
    default: false
    }
  }

  var isNumber: Bool { self == .int || self == .float || self == .bool }
}

// MARK: - Written form

extension TemplateType: CustomStringConvertible {
  /// The names that types have in templates, with what they mean.
  static let names: [(name: String, type: TemplateType)] = [
    ("any", .any), ("none", .none), ("bool", .bool), ("int", .int), ("float", .float),
    ("number", .number), ("string", .string), ("text", .text), ("date", .date),
    ("html", .safe(.html)), ("json", .safe(.json)), ("url", .safe(.url)), ("css", .safe(.css)),
    ("attr", .safe(.attributes)), ("js", .safe(.script)),
    ("typst", .safe(.typst)),
  ]

  /// The type as templates write it.
  var description: String {
    switch self {
    case .any: "any"
    case .undefined, .absent: "undefined"
    case .none: "none"
    case .bool: "bool"
    case .int: "int"
    case .float: "float"
    case .string: "string"
    case .date: "date"
    case .safe(let kind): kind.typeName
    case .list(let item): "[\(item)]"
    case .tuple(let items): "(\(items.map(\.description).joined(separator: ", ")))"
    case .map(let key, let value): "{\(key): \(value)}"
    case .fields: "map"
    case .record(let name): name
    case .group: "group"
    case .variable(let name): name
    case .namespace: "namespace"
    case .loop: "loop"
    case .module: "template"
    case .macro, .callable: "macro"
    case .union(let members): Self.describe(members)
    }
  }

  private static func describe(_ all: [TemplateType]) -> String {
    if all.isEmpty { return "nothing" }
    var members = all
    var names: [String] = []
    for (name, type) in [("text", TemplateType.text), ("number", .number)]
    where type.members.allSatisfy(members.contains) {
      members.removeAll(where: type.members.contains)
      names.append(name)
    }
    let isOptional = members.contains(.none)
    members.removeAll { $0 == .none }
    names.append(contentsOf: members.map(\.description))
    if names.isEmpty { return "none" }
    let text = names.joined(separator: " | ")
    if !isOptional { return text }
    return names.count == 1 ? text + "?" : text + " | none"
  }
}

extension SafeKind {
  /// The name of the type of texts that are safe in this way.
  var typeName: String {
    switch self {
    case .plain, .encoded: "string"
    case .html: "html"
    case .json: "json"
    case .url: "url"
    case .css: "css"
    case .typst: "typst"
    case .attributes: "attr"
    case .script: "js"
    }
  }
}

// MARK: - Values

extension TemplateType {
  /// The type of a value at hand, with the keys of maps.
  init(of value: Value, depth: Int = 0) {
    switch value {
    case .undefined: self = .undefined
    case .absent: self = .absent
    case .none: self = .none
    case .bool: self = .bool
    case .int: self = .int
    case .double: self = .float
    case .text(let text):
      switch text.kind {
      case .plain: self = Self.isDate(text.bytes) ? .date : .string
      case .encoded: self = .string
      default: self = .safe(text.kind)
      }
    case .list(let list):
      if depth > 8 {
        self = .list(.any)
      } else if list.isTuple {
        self = .tuple(list.items.map { TemplateType(of: $0, depth: depth + 1) })
      } else {
        self = .list(.join(list.items.prefix(64).map { TemplateType(of: $0, depth: depth + 1) }))
      }
    case .map(let map):
      if depth > 8 {
        self = .map(.any, .any)
        return
      }
      let names = map.table.names
      guard names.count == map.values.count else {
        self = .map(.any, .any)
        return
      }
      self = .fields(
        zip(names, map.values).map { name, value in
          Field(name: name, type: TemplateType(of: value, depth: depth + 1))
        })
    case .record(let record): self = .record(record.shape.name)
    case .macro: self = .callable
    case .namespace, .loop, .module: self = .any
    }
  }

  /// Whether a text reads as a date: `2026`, `2026-02`, `2026-02-01`.
  private static func isDate(_ bytes: [UInt8]) -> Bool {
    guard [4, 7, 10].contains(bytes.count) else { return false }
    return bytes.enumerated().allSatisfy { at, byte in
      at == 4 || at == 7 ? byte == 0x2D : byte >= 0x30 && byte <= 0x39
    } && bytes.count > 4
  }
}
