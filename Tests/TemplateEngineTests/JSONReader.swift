// A small JSON reader for fixtures: bytes to template values, key order kept.

import TemplateEngine

struct JSONFault: Error {
  let offset: Int
}

/// Reads JSON text into a template value.
struct JSONReader {
  private let bytes: [UInt8]
  private var place = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  static func read(_ bytes: [UInt8]) throws -> Value {
    var reader = JSONReader(bytes)
    let value = try reader.value()
    reader.skipSpace()
    if reader.place < bytes.count { throw JSONFault(offset: reader.place) }
    return value
  }

  private mutating func skipSpace() {
    while place < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place]) { place += 1 }
  }

  private mutating func value() throws -> Value {
    skipSpace()
    guard place < bytes.count else { throw JSONFault(offset: place) }
    switch bytes[place] {
    case 0x7B:
      place += 1
      var entries: [(String, Value)] = []
      skipSpace()
      while place < bytes.count, bytes[place] != 0x7D {
        skipSpace()
        let key = try string()
        skipSpace()
        try expect(0x3A)
        entries.append((key, try value()))
        skipSpace()
        if place < bytes.count, bytes[place] == 0x2C { place += 1 }
        skipSpace()
      }
      try expect(0x7D)
      return .map(entries)
    case 0x5B:
      place += 1
      var items: [Value] = []
      skipSpace()
      while place < bytes.count, bytes[place] != 0x5D {
        items.append(try value())
        skipSpace()
        if place < bytes.count, bytes[place] == 0x2C { place += 1 }
        skipSpace()
      }
      try expect(0x5D)
      return .list(items)
    case 0x22: return .string(try string())
    case 0x74: return try word("true", .bool(true))
    case 0x66: return try word("false", .bool(false))
    case 0x6E: return try word("null", .none)
    default:
      let start = place
      while place < bytes.count, "+-0123456789.eE".utf8.contains(bytes[place]) { place += 1 }
      let text = String(decoding: bytes[start..<place], as: UTF8.self)
      if let whole = Int64(text) { return .int(whole) }
      guard let number = Double(text) else { throw JSONFault(offset: start) }
      return .double(number)
    }
  }

  private mutating func expect(_ byte: UInt8) throws {
    guard place < bytes.count, bytes[place] == byte else { throw JSONFault(offset: place) }
    place += 1
  }

  private mutating func word(_ word: String, _ value: Value) throws -> Value {
    guard bytes[place...].starts(with: word.utf8) else { throw JSONFault(offset: place) }
    place += word.utf8.count
    return value
  }

  private mutating func string() throws -> String {
    try expect(0x22)
    var text: [UInt16] = []
    var run: [UInt8] = []
    func flush() {
      text.append(contentsOf: String(decoding: run, as: UTF8.self).utf16)
      run = []
    }
    while place < bytes.count, bytes[place] != 0x22 {
      if bytes[place] != 0x5C {
        run.append(bytes[place])
        place += 1
        continue
      }
      flush()
      place += 1
      guard place < bytes.count else { throw JSONFault(offset: place) }
      switch bytes[place] {
      case 0x6E: text.append(0x0A)
      case 0x74: text.append(0x09)
      case 0x72: text.append(0x0D)
      case 0x62: text.append(0x08)
      case 0x66: text.append(0x0C)
      case 0x75:
        guard place + 4 < bytes.count,
          let unit = UInt16(
            String(decoding: bytes[(place + 1)...(place + 4)], as: UTF8.self), radix: 16)
        else { throw JSONFault(offset: place) }
        text.append(unit)
        place += 4
      case let other: text.append(UInt16(other))
      }
      place += 1
    }
    flush()
    try expect(0x22)
    return String(decoding: text, as: UTF16.self)
  }
}
