// Bare e-mail addresses become links.
// Source: GitHub Flavored Markdown 0.29, section 6.9, extended e-mail autolinks.

extension Tokenizer {
  /// The range of the address around an `@`, no further back than an offset.
  static func emailAddress(_ bytes: [UInt8], around sign: Int, from floor: Int) -> Range<Int>? {
    var start = sign
    while start > floor, sign - start < 64, isLocal(bytes[start - 1]) { start -= 1 }
    while start < sign, bytes[start] == UInt8(ascii: ".") { start += 1 }
    guard start < sign else { return nil }
    start = schemeStart(bytes, start, from: floor)
    guard mayPrecedeEmail(bytes, start) else { return nil }
    var end = sign + 1
    var dots = 0
    while end < bytes.count, end - sign < 255, isDomain(bytes[end]) {
      if bytes[end] == UInt8(ascii: ".") { dots += 1 }
      end += 1
    }
    while end > sign + 1, bytes[end - 1] == UInt8(ascii: ".") {
      end -= 1
      dots -= 1
    }
    guard dots > 0, end > sign + 1, bytes[sign + 1] != UInt8(ascii: "."),
      bytes[end - 1] != UInt8(ascii: "-"), bytes[end - 1] != UInt8(ascii: "_")
    else { return nil }
    return start..<end
  }

  /// Where `mailto:` begins that stands directly before an offset, or the offset.
  private static func schemeStart(_ bytes: [UInt8], _ start: Int, from floor: Int) -> Int {
    let scheme = Array("mailto:".utf8)
    let first = start - scheme.count
    guard first >= floor, first >= 0,
      zip(bytes[first..<start], scheme).allSatisfy({ $0 | 0x20 == $1 | 0x20 })
    else { return start }
    return first
  }

  private static func isLocal(_ byte: UInt8) -> Bool {
    byte.isASCIILetter || byte.isDigit || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "+")
  }

  private static func isDomain(_ byte: UInt8) -> Bool {
    byte.isASCIILetter || byte.isDigit || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "_")
  }

  /// Addresses in angle brackets and in other addresses are CommonMark's matter.
  private static func mayPrecedeEmail(_ bytes: [UInt8], _ start: Int) -> Bool {
    guard start > 0 else { return true }
    switch bytes[start - 1] {
    case 0x20, 0x09, 0x0A, UInt8(ascii: "*"), UInt8(ascii: "~"), UInt8(ascii: "|"),
      UInt8(ascii: "\""):
      return true
    case UInt8(ascii: "("): return start < 2 || bytes[start - 2] != UInt8(ascii: "]")
    // No-break spaces and « end in these bytes.
    case 0xA0, 0xAB, 0xAF: return true
    default: return false
    }
  }
}
