// Owns the reading of JSON given to the commands for tools, and the value both ways of a line have:
// a strict RFC 8259 parser over bytes that keeps the order of keys.

import Diagnostics

/// A JSON value; the keys of an object are in the order of the text.
enum JSONValue: Sendable {
  case null
  case bool(Bool)
  /// A number without fraction and exponent that fits into 64 bits.
  case integer(Int64)
  /// Any other number.
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([(key: String, value: JSONValue)])

  /// The value of a key, or `nil` when there is none or this is no object; of equal keys the last
  /// one counts.
  subscript(_ key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.key == key }?.value
  }

  /// Whether this is `null`.
  var isNull: Bool {
    if case .null = self { true } else { false }
  }

  /// The text of a string, or `nil`.
  var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The truth of a boolean, or `nil`.
  var bool: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  /// The whole number of an integer, or `nil`.
  var integer: Int64? {
    if case .integer(let value) = self { value } else { nil }
  }

  /// The members of an object, or `nil`.
  var members: [(key: String, value: JSONValue)]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// The name of the value's type in messages.
  var typeName: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .integer, .number: "a number"
    case .string: "a string"
    case .array: "a list"
    case .object: "an object"
    }
  }

  /// The value as JSON on one line, without spaces.
  var text: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .number(let value): value.isFinite ? value.description : "null"
    case .string(let value): JSONText.quote(value)
    case .array(let items): "[" + items.map(\.text).joined(separator: ",") + "]"
    case .object(let members):
      "{"
        + members.map { "\(JSONText.quote($0.key)):\($0.value.text)" }.joined(separator: ",")
        + "}"
    }
  }
}

/// Why a text is not JSON, and where.
struct JSONFault: Error {
  /// One lower-case clause.
  let message: String
  /// The offset of the byte at which reading stopped.
  let offset: Int
}

/// Reads one JSON text.
///
/// - Source: RFC 8259. Duplicate keys are kept (section 4 leaves them open), a byte order mark,
///   unpaired surrogates and numbers beyond a double are refused (sections 8.1, 8.2 and 6).
struct JSONReader {
  /// How deep lists and objects may be inside one another.
  static let depthLimit = 500

  private let bytes: UnsafeBufferPointer<UInt8>
  private var place = 0
  private var depth = 0
  /// The first value that is well formed but cannot be held; reading goes on behind it.
  private var unheld: JSONFault?
  /// The members of the outermost object read so far.
  private var outermost: [(key: String, value: JSONValue)] = []

  private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Reads bytes that hold one value and nothing else but white space.
  static func read(_ bytes: [UInt8]) throws(JSONFault) -> JSONValue {
    let (value, fault) = salvage(bytes)
    if let fault { throw fault }
    return value
  }

  /// Reads as `read` does; after a fault the value holds what was understood of the outermost
  /// object.
  static func salvage(_ bytes: [UInt8]) -> (value: JSONValue, fault: JSONFault?) {
    bytes.withUnsafeBufferPointer { buffer in
      var reader = JSONReader(buffer)
      do throws(JSONFault) {
        let value = try reader.document()
        return (value, reader.unheld)
      } catch {
        return (.object(reader.outermost), reader.unheld ?? error)
      }
    }
  }

  /// Remembers a value that cannot be held.
  private mutating func note(_ message: String, at offset: Int) {
    if unheld == nil { unheld = fault(message, at: offset) }
  }

  private mutating func document() throws(JSONFault) -> JSONValue {
    let value = try value()
    skipSpace()
    if place < bytes.count { throw fault("something stands behind the value") }
    return value
  }

  private func fault(_ message: String, at offset: Int? = nil) -> JSONFault {
    JSONFault(message: message, offset: offset ?? place)
  }

  private mutating func skipSpace() {
    while place < bytes.count {
      switch bytes[place] {
      case 0x20, 0x09, 0x0A, 0x0D: place += 1
      default: return
      }
    }
  }

  private mutating func value() throws(JSONFault) -> JSONValue {
    skipSpace()
    guard place < bytes.count else { throw fault("a value is missing at the end of the text") }
    switch bytes[place] {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw fault("no value begins like this")
    }
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONFault)
    -> JSONValue
  {
    for offset in 0..<word.utf8CodeUnitCount {
      guard place + offset < bytes.count, bytes[place + offset] == word.utf8Start[offset] else {
        throw fault("no value begins like this")
      }
    }
    place += word.utf8CodeUnitCount
    return value
  }

  // MARK: - Containers

  private mutating func descend() throws(JSONFault) {
    depth += 1
    if depth > Self.depthLimit {
      throw fault("lists and objects are more than \(Self.depthLimit) deep")
    }
    place += 1
    skipSpace()
  }

  /// Whether another element follows; a comma is consumed, and so is the end.
  private mutating func continues(until end: Unicode.Scalar, _ what: String) throws(JSONFault)
    -> Bool
  {
    skipSpace()
    guard place < bytes.count else { throw fault("the \(what) is not closed") }
    let byte = bytes[place]
    guard byte == UInt8(ascii: ",") || byte == UInt8(ascii: end) else {
      throw fault("a comma or `\(end)` is missing in the \(what)")
    }
    place += 1
    if byte == UInt8(ascii: end) {
      depth -= 1
      return false
    }
    return true
  }

  private mutating func array() throws(JSONFault) -> JSONValue {
    try descend()
    if place < bytes.count, bytes[place] == UInt8(ascii: "]") {
      place += 1
      depth -= 1
      return .array([])
    }
    var items: [JSONValue] = []
    repeat { items.append(try value()) } while try continues(until: "]", "list")
    return .array(items)
  }

  private mutating func object() throws(JSONFault) -> JSONValue {
    try descend()
    if place < bytes.count, bytes[place] == UInt8(ascii: "}") {
      place += 1
      depth -= 1
      return .object([])
    }
    var members: [(key: String, value: JSONValue)] = []
    repeat {
      skipSpace()
      guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else {
        throw fault("a key in double quotes is missing in the object")
      }
      let key = try string()
      skipSpace()
      guard place < bytes.count, bytes[place] == UInt8(ascii: ":") else {
        throw fault("a colon is missing behind the key")
      }
      place += 1
      let faultsBefore = unheld != nil
      var member = (key: key, value: try value())
      // What cannot be held is not made up.
      if depth == 1, !faultsBefore, unheld != nil { member.value = .null }
      members.append(member)
      if depth == 1 { outermost.append(member) }
    } while try continues(until: "}", "object")
    return .object(members)
  }

  // MARK: - Numbers

  private mutating func number() throws(JSONFault) -> JSONValue {
    let start = place
    if bytes[place] == UInt8(ascii: "-") { place += 1 }
    let first = place
    try digits()
    if bytes[first] == UInt8(ascii: "0"), place > first + 1 {
      throw fault("a number does not begin with 0", at: start)
    }
    var isWhole = true
    if place < bytes.count, bytes[place] == UInt8(ascii: ".") {
      isWhole = false
      place += 1
      try digits()
    }
    if place < bytes.count, bytes[place] | 0x20 == UInt8(ascii: "e") {
      isWhole = false
      place += 1
      if place < bytes.count, bytes[place] == UInt8(ascii: "+") || bytes[place] == UInt8(ascii: "-")
      {
        place += 1
      }
      try digits()
    }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    if isWhole, let whole = Int64(text) { return .integer(whole) }
    guard let number = Double(text), number.isFinite else {
      note("the number is too large", at: start)
      return .integer(0)
    }
    return .number(number)
  }

  private mutating func digits() throws(JSONFault) {
    let start = place
    while place < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place]) {
      place += 1
    }
    if place == start { throw fault("a digit is missing in the number") }
  }

  // MARK: - Strings

  private mutating func string() throws(JSONFault) -> String {
    let start = place
    place += 1
    // Grown in place: a copy for every escape would cost time by the square.
    var text: [UInt8] = []
    var run = place
    while true {
      guard place < bytes.count else { throw fault("the string is not closed", at: start) }
      let byte = bytes[place]
      if byte == UInt8(ascii: "\"") { break }
      if byte < 0x20 { throw fault("a control character stands in the string unescaped") }
      if byte == UInt8(ascii: "\\") {
        text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[run..<place]))
        try escape(into: &text)
        run = place
      } else {
        place += 1
      }
    }
    text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[run..<place]))
    place += 1
    if let string = String(validating: text, as: UTF8.self) { return string }
    note("the string is not UTF-8", at: start)
    return ""
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSONFault) {
    let start = place
    place += 1
    guard place < bytes.count else { throw fault("the string is not closed") }
    let byte = bytes[place]
    place += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      var code = try hexadecimal(start)
      if code >> 10 == 0x36 {
        let next = place
        if place + 1 < bytes.count, bytes[place] == UInt8(ascii: "\\"),
          bytes[place + 1] == UInt8(ascii: "u")
        {
          place += 2
          let low = try hexadecimal(start)
          if low >> 10 == 0x37 {
            code = 0x10000 + ((code & 0x3FF) << 10) + (low & 0x3FF)
          } else {
            place = next
          }
        }
      }
      guard let scalar = Unicode.Scalar(code) else {
        note("a surrogate stands alone", at: start)
        return
      }
      UTF8.encode(scalar)?.forEach { text.append($0) }
    default: throw fault("no escape begins like this", at: start)
    }
  }

  /// Four hexadecimal digits.
  private mutating func hexadecimal(_ start: Int) throws(JSONFault) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard place < bytes.count, let digit = Self.digit(bytes[place]) else {
        throw fault("`\\u` needs four hexadecimal digits", at: start)
      }
      code = code << 4 | digit
      place += 1
    }
    return code
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }
}
