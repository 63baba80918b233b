// The order of names in an index: letters without their accents, whatever their case.

/// Orders names as an index does.
package enum AlphabeticalOrder {
  /// Whether a name stands before another.
  package static func precedes(_ left: String, _ right: String) -> Bool {
    key(left).lexicographicallyPrecedes(key(right))
  }

  /// The bytes to compare: `École` sorts with `ecole`, and marks other than letters and digits with
  /// nothing.
  static func key(_ name: String) -> [UInt8] {
    var key: [UInt8] = []
    for character in name.lowercased() {
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
    return key
  }
}
