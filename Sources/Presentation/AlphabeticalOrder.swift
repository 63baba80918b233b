// The order of names in an index: letters without their accents, whatever their case.

/// Orders names as an index does.
package enum AlphabeticalOrder {
  /// Whether a name stands before another.
  package static func precedes(_ left: String, _ right: String) -> Bool {
    key(left).lexicographicallyPrecedes(key(right))
  }

  /// The elements in the order of their names; of one name, in the order they have.
  ///
  /// - Complexity: O(n log n); the key of each name is made once.
  package static func sorted<Element>(
    _ elements: some Sequence<Element>, by name: (Element) -> String
  ) -> [Element] {
    elements.map { (key: key(name($0)), element: $0) }
      .sorted { $0.key.lexicographicallyPrecedes($1.key) }
      .map(\.element)
  }

  /// The bytes to compare: `École` sorts with `ecole`, and marks other than letters and digits with
  /// nothing.
  static func key(_ name: String) -> [UInt8] {
    let name = name.lowercased()
    var key: [UInt8] = []
    key.reserveCapacity(name.utf8.count)
    // Below the first combining mark a character is one scalar; cutting text into characters costs
    // more than all else.
    if name.unicodeScalars.allSatisfy({ ($0.value < 0x300 || $0 == "’") && $0 != "\r" }) {
      for scalar in name.unicodeScalars {
        if scalar.isASCII {
          append(UInt8(scalar.value), to: &key)
        } else {
          append(Character(scalar), to: &key)
        }
      }
    } else {
      for character in name { append(character, to: &key) }
    }
    return key
  }

  private static func append(_ byte: UInt8, to key: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "."), UInt8(ascii: "("), UInt8(ascii: ")"): break
    case UInt8(ascii: "-"): key.append(UInt8(ascii: " "))
    default: key.append(byte)
    }
  }

  private static func append(_ character: Character, to key: inout [UInt8]) {
    switch character {
    case "à", "â", "ä", "á", "ã": key.append(UInt8(ascii: "a"))
    case "é", "è", "ê", "ë": key.append(UInt8(ascii: "e"))
    case "î", "ï", "í": key.append(UInt8(ascii: "i"))
    case "ô", "ö", "ó", "õ": key.append(UInt8(ascii: "o"))
    case "û", "ù", "ü", "ú": key.append(UInt8(ascii: "u"))
    case "ç": key.append(UInt8(ascii: "c"))
    case "ñ": key.append(UInt8(ascii: "n"))
    case "œ": key += Array("oe".utf8)
    case "æ": key += Array("ae".utf8)
    case "’", "'", ".", "(", ")", "«", "»": break
    case "-", "\u{A0}": key.append(UInt8(ascii: " "))
    default: key += Array(character.utf8)
    }
  }
}
