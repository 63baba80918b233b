// Classes of bytes and scalars the parser and the typography ask for, and UTF-8 decoding by hand:
// `Character` is too slow here, and Unicode properties are not needed.

extension UInt8 {
  /// ASCII punctuation as CommonMark defines it.
  var isPunctuation: Bool {
    (self >= 0x21 && self <= 0x2F) || (self >= 0x3A && self <= 0x40)
      || (self >= 0x5B && self <= 0x60) || (self >= 0x7B && self <= 0x7E)
  }

  /// `A`–`Z`, `a`–`z`.
  var isASCIILetter: Bool {
    let lower = self | 0x20
    return lower >= 0x61 && lower <= 0x7A
  }

  /// `0`–`9`.
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }

  /// Space or tab.
  var isBlank: Bool { self == 0x20 || self == 0x09 }

  /// A byte of an id: letter, digit, `-`, `_`, `.`, or part of a longer scalar.
  var isIdentifierByte: Bool {
    isASCIILetter || isDigit || self == 0x2D || self == 0x5F || self == 0x2E || self >= 0x80
  }
}

/// The bytes around a placeholder in the text given to libcmark: U+1BC9F, which CommonMark takes
/// for punctuation, as it takes the brackets the placeholder stands for.
let tokenMark: [UInt8] = [0xF0, 0x9B, 0xB2, 0x9F]

/// Scalars that carry meaning between the typography and the writers. They are noncharacters,
/// removed from every input, so they cannot be forged.
enum TypographicMark {
  /// Begins a superscript.
  static let superscriptStart: UInt32 = 0xFDD4
  /// Ends a superscript.
  static let superscriptEnd: UInt32 = 0xFDD5
  /// Begins a number that must not be broken over two lines.
  static let unbrokenStart: UInt32 = 0xFDD6
  /// Ends such a number.
  static let unbrokenEnd: UInt32 = 0xFDD7
  /// Stands for something without text of its own, such as a reference, while rules are applied.
  static let object: UInt32 = 0xFFFC
}

/// Decodes one scalar of valid UTF-8; returns it and its length.
@inline(__always)
func decodeScalar(_ bytes: borrowing [UInt8], at index: Int) -> (scalar: UInt32, count: Int) {
  let first = bytes[index]
  if first < 0x80 { return (UInt32(first), 1) }
  let left = bytes.count - index
  if first < 0xE0, left >= 2 {
    return (UInt32(first & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F), 2)
  }
  if first < 0xF0, left >= 3 {
    return (
      UInt32(first & 0x0F) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6
        | UInt32(bytes[index + 2] & 0x3F), 3
    )
  }
  if left >= 4 {
    return (
      UInt32(first & 0x07) << 18 | UInt32(bytes[index + 1] & 0x3F) << 12
        | UInt32(bytes[index + 2] & 0x3F) << 6 | UInt32(bytes[index + 3] & 0x3F), 4
    )
  }
  return (0xFFFD, 1)
}

/// Appends one scalar as UTF-8.
@inline(__always)
func appendScalar(_ scalar: UInt32, into out: inout [UInt8]) {
  if scalar < 0x80 {
    out.append(UInt8(truncatingIfNeeded: scalar))
  } else if scalar < 0x800 {
    out.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
    out.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
  } else if scalar < 0x10000 {
    out.append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
    out.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
    out.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
  } else {
    out.append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
    out.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
    out.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
    out.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
  }
}
