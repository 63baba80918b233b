// The order of names in an index: letters without their accents first, then the accents, then the
// case. For the languages of Latin script in which accents make no letters of their own.

/// Keys by which texts sort as in an index.
enum LocaleOrder {
  /// The languages whose order is known.
  static let languages = ["de", "en", "es", "fr", "it", "nl", "pt"]

  /// Whether the order of a language tag such as `fr` or `fr-CA` is known.
  static func knows(_ tag: String) -> Bool {
    let language = tag.split(whereSeparator: { $0 == "-" || $0 == "_" }).first ?? ""
    return languages.contains(language.lowercased())
  }

  /// The bytes to compare: base letters, then the letters as they are, small before large.
  static func key(_ text: String) -> [UInt8] {
    var key: [UInt8] = []
    let small = text.lowercased()
    for scalar in small.unicodeScalars {
      switch scalar {
      case "'", "\u{2019}", "-", "\u{AD}": break
      case "\u{A0}", "\u{202F}": key.append(0x20)
      default:
        if let base = bases[scalar] {
          key.append(contentsOf: base.utf8)
        } else if !(0x300...0x36F).contains(scalar.value) {
          key.append(contentsOf: String(scalar).utf8)
        }
      }
    }
    key.append(0)
    key.append(contentsOf: small.utf8)
    key.append(0)
    // Small letters stand before large ones.
    key.append(contentsOf: text.unicodeScalars.map { $0.properties.isUppercase ? 2 : 1 })
    return key
  }

  private static let bases: [UnicodeScalar: String] = {
    var bases: [UnicodeScalar: String] = [
      "œ": "oe", "æ": "ae", "ß": "ss", "ç": "c", "ñ": "n", "ý": "y", "ÿ": "y", "ø": "o", "å": "a",
    ]
    for (letters, base) in [
      ("àâäáãā", "a"), ("éèêëē", "e"), ("îïíìī", "i"), ("ôöóòõō", "o"), ("ûùüúū", "u"),
    ] {
      for letter in letters.unicodeScalars { bases[letter] = base }
    }
    return bases
  }()
}
