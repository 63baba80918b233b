// Reads types, records, contracts and signatures that a program writes as text, in the notation of
// templates: `[Actor]`, `string?`, `{string: int}`, `title: string, tags: [string]`.

/// Reads the notation of types.
struct TypeReader {
  private let bytes: [UInt8]
  private var at = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  /// Reads a whole text as one type.
  static func type(_ text: String) -> TemplateType {
    var reader = TypeReader(text)
    let type = reader.union()
    reader.finish(text)
    return type
  }

  /// Reads a list of names with types: `title: string, tags: [string]`.
  static func fields(_ text: String) -> [TemplateType.Field] {
    var reader = TypeReader(text)
    var fields: [TemplateType.Field] = []
    while !reader.isAtEnd {
      let name = reader.name()
      precondition(reader.skip(0x3A), "a name and its type are separated by `:` in `\(text)`")
      fields.append(TemplateType.Field(name: name, type: reader.union()))
      if !reader.skip(0x2C) { break }
    }
    reader.finish(text)
    return fields
  }

  private func finish(_ text: String) {
    precondition(at == bytes.count, "`\(text)` is not a type")
  }

  private var isAtEnd: Bool { at == bytes.count }

  private mutating func skipBlanks() {
    while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x0A { at += 1 }
  }

  private mutating func skip(_ byte: UInt8) -> Bool {
    skipBlanks()
    guard at < bytes.count, bytes[at] == byte else { return false }
    at += 1
    skipBlanks()
    return true
  }

  private mutating func name() -> String {
    skipBlanks()
    let start = at
    while at < bytes.count, bytes[at] == 0x5F || Self.isLetterOrDigit(bytes[at]) { at += 1 }
    let end = at
    skipBlanks()
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  private mutating func union() -> TemplateType {
    var members = [optional()]
    while skip(0x7C) { members.append(optional()) }
    return .join(members)
  }

  private mutating func optional() -> TemplateType {
    let type = primary()
    return skip(0x3F) ? .join([type, .none]) : type
  }

  private mutating func primary() -> TemplateType {
    if skip(0x5B) {
      let item = union()
      precondition(skip(0x5D), "a list type ends in `]`")
      return .list(item)
    }
    if skip(0x7B) {
      let key = union()
      precondition(skip(0x3A), "a map type is written `{key: value}`")
      let value = union()
      precondition(skip(0x7D), "a map type ends in `}`")
      return .map(key, value)
    }
    if skip(0x28) {
      var items = [union()]
      while skip(0x2C) { items.append(union()) }
      precondition(skip(0x29), "a tuple type ends in `)`")
      return .tuple(items)
    }
    let name = name()
    precondition(!name.isEmpty, "a type is missing")
    if let known = TemplateType.names.first(where: { $0.name == name }) { return known.type }
    if name.utf8.count == 1 { return .variable(name) }
    return .record(name)
  }
}
