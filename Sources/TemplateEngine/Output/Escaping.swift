// HOT: escaping by table scan and run copy. Every escaper is a method of the output buffer, so
// that bytes are written once, where they belong.

/// Which bytes HTML text and quoted attributes cannot hold as they are.
struct EscapeTable: Sendable {
  private let low: UInt64

  init(_ bytes: [UInt8]) {
    var low: UInt64 = 0
    for byte in bytes {
      precondition(byte < 64, "the table holds bytes below 64")
      low |= 1 << UInt64(byte)
    }
    self.low = low
  }

  /// Whether a byte is in the table.
  @inline(__always)
  func needsEscape(_ byte: UInt8) -> Bool {
    byte < 64 && (low >> UInt64(byte)) & 1 != 0
  }
}

/// `& < > " '`.
let htmlEscapeTable = EscapeTable([0x26, 0x3C, 0x3E, 0x22, 0x27])

/// `& < > " '` as bits of a word; the same set as the table, known at compile time.
let htmlEscapeBits: UInt64 =
  1 << 0x26 | 1 << 0x3C | 1 << 0x3E | 1 << 0x22 | 1 << 0x27

private let hexDigits: StaticString = "0123456789ABCDEF"
private let lowerHexDigits: StaticString = "0123456789abcdef"

extension OutputBuffer {
  /// Appends text with `& < > " '` as character references.
  mutating func appendEscaped(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { run in
      if let start = run.baseAddress { appendEscaped(start, run.count) }
    }
  }

  @inline(never)
  private mutating func appendReference(_ byte: UInt8) {
    switch byte {
    case 0x26: append("&amp;")
    case 0x3C: append("&lt;")
    case 0x3E: append("&gt;")
    case 0x22: append("&#34;")
    default: append("&#39;")
    }
  }

  /// Appends the value of an unquoted attribute.
  mutating func appendUnquoted(_ bytes: [UInt8]) {
    for byte in bytes {
      switch byte {
      case 0x26, 0x3C, 0x3E, 0x22, 0x27: appendReference(byte)
      case 0x00...0x20, 0x3D, 0x60, 0x2F:
        append("&#")
        append(decimal: Int64(byte == 0 ? 0xFFFD : Int(byte)))
        append(0x3B)
      default: append(byte)
      }
    }
  }

  // MARK: - Scripts

  /// Appends the inside of a JavaScript or JSON string.
  mutating func appendScriptString(_ bytes: [UInt8], isJSON: Bool) {
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      switch byte {
      case 0x22: append("\\u0022")
      case 0x27:
        if isJSON { append("\\u0027") } else { append("\\u0027") }
      case 0x5C: append("\\\\")
      case 0x0A: append("\\n")
      case 0x0D: append("\\r")
      case 0x09: append("\\t")
      case 0x00...0x1F, 0x26, 0x3C, 0x3E, 0x60, 0x7F:
        append("\\u00")
        append(lowerHexDigits.utf8Start[Int(byte >> 4)])
        append(lowerHexDigits.utf8Start[Int(byte & 15)])
      case 0x2F where !isJSON: append("\\/")
      case 0x24 where !isJSON: append("\\u0024")
      case 0xE2
      where at + 2 < bytes.count && bytes[at + 1] == 0x80
        && (bytes[at + 2] == 0xA8 || bytes[at + 2] == 0xA9):
        append(bytes[at + 2] == 0xA8 ? "\\u2028" : "\\u2029")
        at += 2
      default: append(byte)
      }
      at += 1
    }
  }

  /// Appends a JSON string with quotes, with no byte that means anything in HTML.
  mutating func appendJSONString(_ bytes: [UInt8]) {
    append(0x22)
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      switch byte {
      case 0x22: append("\\\"")
      case 0x5C: append("\\\\")
      case 0x0A: append("\\n")
      case 0x0D: append("\\r")
      case 0x09: append("\\t")
      case 0x00...0x1F, 0x26, 0x27, 0x3C, 0x3E, 0x7F:
        append("\\u00")
        append(lowerHexDigits.utf8Start[Int(byte >> 4)])
        append(lowerHexDigits.utf8Start[Int(byte & 15)])
      case 0xE2
      where at + 2 < bytes.count && bytes[at + 1] == 0x80
        && (bytes[at + 2] == 0xA8 || bytes[at + 2] == 0xA9):
        append(bytes[at + 2] == 0xA8 ? "\\u2028" : "\\u2029")
        at += 2
      default: append(byte)
      }
      at += 1
    }
    append(0x22)
  }

  // MARK: - Styles

  /// Appends the inside of a CSS string.
  mutating func appendStyleString(_ bytes: [UInt8]) {
    for byte in bytes {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x20, 0x2D, 0x5F, 0x2E, 0x2C, 0x80...0xFF:
        append(byte)
      case 0:
        append("\\fffd ")
      default:
        append(0x5C)
        append(lowerHexDigits.utf8Start[Int(byte >> 4)])
        append(lowerHexDigits.utf8Start[Int(byte & 15)])
        append(0x20)
      }
    }
  }

  // MARK: - Addresses

  /// Appends a percent-encoded byte.
  mutating func appendPercent(_ byte: UInt8) {
    append(0x25)
    append(hexDigits.utf8Start[Int(byte >> 4)])
    append(hexDigits.utf8Start[Int(byte & 15)])
  }

  /// Appends a component of an address: everything but letters, digits and `-._~` is encoded.
  mutating func appendURLComponent(_ bytes: [UInt8]) {
    for byte in bytes {
      if isUnreserved(byte) { append(byte) } else { appendPercent(byte) }
    }
  }

  /// Appends an address whose structure is kept; what cannot stand in one is encoded.
  mutating func appendURL(_ bytes: [UInt8], encodesColon: Bool) {
    var seenSlash = false
    for (offset, byte) in bytes.enumerated() {
      switch byte {
      case 0x3A where encodesColon && !seenSlash: appendPercent(byte)
      case 0x2F, 0x3F, 0x23:
        seenSlash = true
        append(byte)
      case 0x25:
        let isEncoded =
          offset + 2 < bytes.count && isHexDigit(bytes[offset + 1]) && isHexDigit(bytes[offset + 2])
        if isEncoded { append(byte) } else { appendPercent(byte) }
      case 0x21, 0x24, 0x26, 0x2A...0x2C, 0x3A...0x3B, 0x3D, 0x40, 0x5B, 0x5D: append(byte)
      default:
        if isUnreserved(byte) { append(byte) } else { appendPercent(byte) }
      }
    }
  }

  private func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
    default: false
    }
  }

  private func isHexDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
    default: false
    }
  }

  // MARK: - Other languages

  /// Appends text or the value of an attribute of XML. Characters that XML cannot hold are replaced, and
  /// those that a parser would change become references.
  mutating func appendXML(_ bytes: [UInt8], isAttribute: Bool) {
    for (at, byte) in bytes.enumerated() {
      switch byte {
      case 0x22, 0x26, 0x27, 0x3C, 0x3E: appendReference(byte)
      case 0x0D: append("&#13;")
      case 0x09 where isAttribute: append("&#9;")
      case 0x0A where isAttribute: append("&#10;")
      case 0x00..<0x09, 0x0B, 0x0C, 0x0E..<0x20: append("\u{FFFD}")
      case 0xBE, 0xBF:
        // U+FFFE and U+FFFF are no characters.
        let isNone = at >= 2 && bytes[at - 2] == 0xEF && bytes[at - 1] == 0xBF
        append(isNone ? 0xBD : byte)
      default: append(byte)
      }
    }
  }

  /// Appends the inside of a quoted CSV field, harmless to a spreadsheet where it begins the field.
  mutating func appendCSVQuoted(_ bytes: [UInt8], beginsField: Bool) {
    if beginsField, let first = bytes.first, Self.beginsFormula(first) { append(0x27) }
    for byte in bytes {
      if byte == 0x22 { append(byte) }
      append(byte)
    }
  }

  private static func beginsFormula(_ byte: UInt8) -> Bool {
    [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D].contains(byte)
  }

  /// Appends a CSV field: quoted when needed, and harmless to a spreadsheet.
  mutating func appendCSV(_ bytes: [UInt8]) {
    let isFormula = bytes.first.map(Self.beginsFormula) ?? false
    let needsQuotes =
      isFormula
      || bytes.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D || $0 == 0x3B }
    if !needsQuotes {
      append(bytes)
      return
    }
    append(0x22)
    if isFormula { append(0x27) }
    for byte in bytes {
      if byte == 0x22 { append(byte) }
      append(byte)
    }
    append(0x22)
  }

  /// Appends Typst markup text: every mark that means something is escaped.
  mutating func appendTypst(_ bytes: [UInt8]) {
    for byte in bytes {
      switch byte {
      case 0x5C, 0x23, 0x2A, 0x5F, 0x60, 0x24, 0x3C, 0x3E, 0x40, 0x5B, 0x5D, 0x7E, 0x2F, 0x3D,
        0x2D, 0x2B, 0x27, 0x22:
        append(0x5C)
        append(byte)
      default: append(byte)
      }
    }
  }

  /// Appends the inside of a Typst string literal.
  mutating func appendTypstString(_ bytes: [UInt8]) {
    for byte in bytes {
      switch byte {
      case 0x22, 0x5C:
        append(0x5C)
        append(byte)
      case 0x0A: append("\\n")
      case 0x0D: append("\\r")
      case 0x09: append("\\t")
      default: append(byte)
      }
    }
  }
}
