// A JSON value with its keys in order, and its indented text: what schemas are written in. Nothing
// else of this module makes JSON.

/// A JSON value.
indirect enum SchemaValue {
  case text(String)
  case integer(Int)
  case number(Double)
  case boolean(Bool)
  case list([SchemaValue])
  case record([(key: String, value: SchemaValue)])

  /// The value as JSON, indented by two spaces, with a line feed at the end.
  var json: String {
    var out = ""
    write(to: &out, indent: "")
    return out + "\n"
  }

  private func write(to out: inout String, indent: String) {
    switch self {
    case .text(let text): Self.quote(text, to: &out)
    case .integer(let number): out += String(number)
    case .number(let number):
      out += number == number.rounded() ? String(Int(number)) : String(number)
    case .boolean(let flag): out += flag ? "true" : "false"
    case .list(let items):
      guard !items.isEmpty else {
        out += "[]"
        return
      }
      if items.allSatisfy(\.isScalar) {
        out += "["
        for (index, item) in items.enumerated() {
          if index > 0 { out += ", " }
          item.write(to: &out, indent: indent)
        }
        out += "]"
        return
      }
      let inner = indent + "  "
      out += "[\n"
      for (index, item) in items.enumerated() {
        if index > 0 { out += ",\n" }
        out += inner
        item.write(to: &out, indent: inner)
      }
      out += "\n" + indent + "]"
    case .record(let members):
      let inner = indent + "  "
      out += "{"
      for (index, member) in members.enumerated() {
        out += index > 0 ? ",\n" : "\n"
        out += inner
        Self.quote(member.key, to: &out)
        out += ": "
        member.value.write(to: &out, indent: inner)
      }
      out += members.isEmpty ? "}" : "\n" + indent + "}"
    }
  }

  private var isScalar: Bool {
    switch self {
    case .list, .record: false
    default: true
    }
  }

  /// A JSON string; RFC 8259, section 7.
  private static func quote(_ text: String, to out: inout String) {
    out += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\t": out += "\\t"
      case "\u{0}"..."\u{1F}":
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    out += "\""
  }
}
