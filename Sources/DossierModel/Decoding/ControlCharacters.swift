// HOT: every byte of a dossier is looked at. Characters that nobody sees and that change what is read:
// NUL, and the controls that turn the direction of writing.

import Diagnostics

/// The search for invisible control characters.
enum ControlCharacters {
  /// Reports the first control character of a text, with the number of the others.
  ///
  /// - Parameters:
  ///   - bytes: Holds the text.
  ///   - range: The text.
  ///   - place: The span of a range of the text.
  ///   - bag: Receives the warning.
  /// - Complexity: O(n).
  static func report(
    in bytes: [UInt8], range: Range<Int>, into bag: inout DiagnosticBag,
    place: (Range<Int>) -> Span
  ) {
    guard mayStand(in: bytes, range) else { return }
    var first: (range: Range<Int>, name: String)?
    var count = 0
    var index = range.lowerBound
    while index < range.upperBound {
      var length = 1
      var name: String?
      if bytes[index] == 0 {
        name = "U+0000 NUL"
      } else if bytes[index] == 0xE2, index + 2 < range.upperBound {
        name = directionControl(bytes[index + 1], bytes[index + 2])
        if name != nil { length = 3 }
      }
      if let name {
        count += 1
        if first == nil { first = (index..<index + length, name) }
      }
      index += length
    }
    guard let first else { return }
    bag.add(.controlCharacter(first.name, others: count - 1, at: place(first.range)))
  }

  /// Whether one stands in a text.
  private static func mayStand(in bytes: [UInt8], _ range: Range<Int>) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      for index in range {
        let byte = bytes[index]
        if byte == 0 { return true }
        if byte == 0xE2, index + 2 < range.upperBound,
          directionControl(bytes[index + 1], bytes[index + 2]) != nil
        {
          return true
        }
      }
      return false
    }
  }

  /// The name of U+202A to U+202E or U+2066 to U+2069, by its second and third byte.
  private static func directionControl(_ second: UInt8, _ third: UInt8) -> String? {
    switch (second, third) {
    case (0x80, 0xAA): "U+202A LEFT-TO-RIGHT EMBEDDING"
    case (0x80, 0xAB): "U+202B RIGHT-TO-LEFT EMBEDDING"
    case (0x80, 0xAC): "U+202C POP DIRECTIONAL FORMATTING"
    case (0x80, 0xAD): "U+202D LEFT-TO-RIGHT OVERRIDE"
    case (0x80, 0xAE): "U+202E RIGHT-TO-LEFT OVERRIDE"
    case (0x81, 0xA6): "U+2066 LEFT-TO-RIGHT ISOLATE"
    case (0x81, 0xA7): "U+2067 RIGHT-TO-LEFT ISOLATE"
    case (0x81, 0xA8): "U+2068 FIRST STRONG ISOLATE"
    case (0x81, 0xA9): "U+2069 POP DIRECTIONAL ISOLATE"
    default: nil
    }
  }
}
