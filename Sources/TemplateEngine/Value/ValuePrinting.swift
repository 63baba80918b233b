// How values read as text: in output, inside lists, and as JSON.

import Diagnostics

extension Value {
  /// Appends the printed form of a value that is not a text.
  func print(into out: inout OutputBuffer) throws(TemplateFault) {
    switch self {
    case .undefined: throw .undefinedOperand(0)
    case .absent: break
    case .none:
      throw TemplateFault(
        code: .nonePrinted, Wording("`none` cannot be printed", fr: "`none` ne s'imprime pas"),
        hint: Wording(
          "give a fallback: `value|default(\"\", true)`, or ask `if value is none`",
          fr:
            "donnez une valeur de repli : `value|default(\"\", true)`, ou demandez `if value is none`"
        ))
    case .bool(let value): out.append(value ? "true" : "false")
    case .int(let value): out.append(decimal: value)
    case .double(let value): out.append(Array(Value.describe(value).utf8))
    case .text(let text): out.append(text.bytes)
    case .list, .map, .record: try represent(into: &out, depth: 0)
    case .macro, .namespace, .loop, .module:
      throw TemplateFault(
        code: .wrongOperand,
        Wording("\(typeName) cannot be printed", fr: "\(typeName) ne s'imprime pas"),
        hint: isCallable
          ? Wording("call it: add parentheses", fr: "appelez-la : ajoutez des parenthèses") : nil)
    }
  }

  private var isCallable: Bool {
    if case .macro = self { true } else { false }
  }

  /// A floating point number as Python prints it.
  static func describe(_ value: Double) -> String {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    return value.description
  }

  /// Appends the form a value has inside a list, as Python writes it.
  private func represent(into out: inout OutputBuffer, depth: Int) throws(TemplateFault) {
    if depth > 50 {
      out.append("...")
      return
    }
    if out.count > Value.sizeLimit { throw .tooLarge("printed value") }
    switch self {
    case .none: out.append("none")
    case .undefined, .absent: out.append("undefined")
    case .text(let text):
      let quote: UInt8 = text.bytes.contains(0x27) && !text.bytes.contains(0x22) ? 0x22 : 0x27
      out.append(quote)
      for byte in text.bytes {
        switch byte {
        case quote, 0x5C:
          out.append(0x5C)
          out.append(byte)
        case 0x0A: out.append("\\n")
        case 0x0D: out.append("\\r")
        case 0x09: out.append("\\t")
        default: out.append(byte)
        }
      }
      out.append(quote)
    case .list(let list):
      out.append(list.isTuple ? "(" : "[")
      for (index, item) in list.items.enumerated() {
        if index > 0 { out.append(", ") }
        try item.represent(into: &out, depth: depth + 1)
      }
      if list.isTuple, list.items.count == 1 { out.append(",") }
      out.append(list.isTuple ? ")" : "]")
    case .map(let map): try represent(map.keys, map.values, into: &out, depth: depth)
    case .record(let record):
      try represent(record.shape.table.keys, record.slots, into: &out, depth: depth)
    case .macro, .namespace, .loop, .module: out.append(Array("<\(typeName)>".utf8))
    case .bool, .int, .double: try print(into: &out)
    }
  }

  private func represent(
    _ keys: [Value], _ values: [Value], into out: inout OutputBuffer, depth: Int
  ) throws(TemplateFault) {
    out.append("{")
    for (index, key) in keys.enumerated() {
      if index > 0 { out.append(", ") }
      try key.represent(into: &out, depth: depth + 1)
      out.append(": ")
      try values[index].represent(into: &out, depth: depth + 1)
    }
    out.append("}")
  }

  /// The printed form as a text; texts are themselves.
  func printed() throws(TemplateFault) -> Text {
    if case .text(let text) = self { return text }
    var out = OutputBuffer(capacity: 64)
    try print(into: &out)
    return Text(transient: out.bytes)
  }

  /// The form a value has inside a list.
  func represented() throws(TemplateFault) -> Text {
    var out = OutputBuffer(capacity: 64)
    try represent(into: &out, depth: 0)
    return Text(transient: out.bytes)
  }

  // MARK: - JSON

  /// Appends the value as JSON in which no byte means anything in HTML.
  func writeJSON(
    into out: inout OutputBuffer, indent: Int? = nil, depth: Int = 0
  ) throws(TemplateFault) {
    if depth > 100 {
      throw TemplateFault(
        code: .recursionLimit,
        Wording(
          "the value is nested too deeply for JSON",
          fr: "la valeur est imbriquée trop profondément pour JSON"))
    }
    if out.count > Value.sizeLimit { throw .tooLarge("JSON") }
    switch self {
    case .undefined, .absent: throw .undefinedOperand(0)
    case .none: out.append("null")
    case .bool, .int: try print(into: &out)
    case .double(let value):
      if value.isNaN || value.isInfinite {
        throw TemplateFault(
          code: .wrongOperand,
          Wording("JSON has no number for `\(value)`", fr: "JSON n'a pas de nombre pour `\(value)`")
        )
      }
      try print(into: &out)
    case .text(let text): out.appendJSONString(text.bytes)
    case .list(let list):
      out.append("[")
      for (index, item) in list.items.enumerated() {
        if index > 0 { out.append(indent == nil ? ", " : ",") }
        try breakLine(indent, depth + 1, into: &out)
        try item.writeJSON(into: &out, indent: indent, depth: depth + 1)
      }
      if !list.items.isEmpty { try breakLine(indent, depth, into: &out) }
      out.append("]")
    case .map(let map):
      try writeJSON(map.keys, map.values, into: &out, indent: indent, depth: depth)
    case .record(let record):
      try writeJSON(
        record.shape.table.keys, record.slots, into: &out, indent: indent, depth: depth)
    case .macro, .namespace, .loop, .module:
      throw TemplateFault(
        code: .wrongOperand,
        Wording("JSON cannot hold \(typeName)", fr: "JSON ne peut contenir \(typeName)"))
    }
  }

  private func writeJSON(
    _ keys: [Value], _ values: [Value], into out: inout OutputBuffer, indent: Int?, depth: Int
  ) throws(TemplateFault) {
    out.append("{")
    var isFirst = true
    for (key, value) in zip(keys, values) {
      if !isFirst { out.append(indent == nil ? ", " : ",") }
      isFirst = false
      try breakLine(indent, depth + 1, into: &out)
      switch key {
      case .text(let text): out.appendJSONString(text.bytes)
      case .none: out.append("\"null\"")
      default: out.appendJSONString(try key.printed().bytes)
      }
      out.append(": ")
      try value.writeJSON(into: &out, indent: indent, depth: depth + 1)
    }
    if !isFirst { try breakLine(indent, depth, into: &out) }
    out.append("}")
  }

  private func breakLine(
    _ indent: Int?, _ depth: Int, into out: inout OutputBuffer
  ) throws(TemplateFault) {
    guard let indent else { return }
    if out.count + indent * depth > Value.sizeLimit { throw .tooLarge("JSON") }
    out.append(0x0A)
    for _ in 0..<(indent * depth) { out.append(0x20) }
  }

  // MARK: - Sequences

  /// The items a loop over the value runs over, or `nil` when it is not iterable; a text with more
  /// characters than the limit is too large a list.
  func iterated(limit: Int) throws(TemplateFault) -> [Value]? {
    switch self {
    case .list(let list): return list.items
    case .map(let map): return map.keys
    case .record(let record):
      return record.shape.isTuple ? record.slots : record.shape.table.keys
    case .text(let text):
      if text.bytes.count > limit, text.scalarCount > limit { throw .tooLarge("list") }
      return text.scalars
    default: return nil
    }
  }

  /// Whether a loop can run over the value.
  var isIterable: Bool {
    switch self {
    case .list, .map, .record, .text: true
    default: false
    }
  }
}

extension Text {
  /// The Unicode scalars as texts of their own.
  var scalars: [Value] {
    var items: [Value] = []
    items.reserveCapacity(bytes.count)
    for range in scalarRanges { items.append(.transient(Array(bytes[range]))) }
    return items
  }

  /// The byte ranges of the Unicode scalars.
  var scalarRanges: [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    for at in bytes.indices.dropFirst() where bytes[at] & 0xC0 != 0x80 {
      ranges.append(start..<at)
      start = at
    }
    if !bytes.isEmpty { ranges.append(start..<bytes.count) }
    return ranges
  }
}
