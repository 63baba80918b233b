// The form of ids, and the id that a text which is none may have meant.

/// Rules of ids: lower-case ASCII letters, digits and hyphens, the first no hyphen.
package enum Slug {
  /// Whether a text is an id.
  package static func isValid(_ text: String) -> Bool {
    guard let first = text.utf8.first, isLetterOrDigit(first) else { return false }
    return text.utf8.allSatisfy(isSlugByte)
  }

  /// The id nearest to a text: accents dropped, everything else that is no letter or digit a
  /// hyphen; `nil` when nothing is left.
  package static func proposal(for text: String) -> String? {
    var slug: [UInt8] = []
    for scalar in text.unicodeScalars {
      let folded = fold(scalar)
      if folded.isEmpty {
        if let last = slug.last, last != UInt8(ascii: "-") { slug.append(UInt8(ascii: "-")) }
      } else {
        slug.append(contentsOf: folded)
      }
    }
    while slug.last == UInt8(ascii: "-") { slug.removeLast() }
    return slug.isEmpty ? nil : String(decoding: slug, as: UTF8.self)
  }

  /// Whether a byte may stand in an id.
  static func isSlugByte(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || byte == UInt8(ascii: "-")
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
  }

  /// The ASCII letters or digits of a character; empty for anything else.
  private static func fold(_ scalar: Unicode.Scalar) -> [UInt8] {
    switch scalar {
    case "a"..."z", "0"..."9": return [UInt8(truncatingIfNeeded: scalar.value)]
    case "A"..."Z": return [UInt8(truncatingIfNeeded: scalar.value + 32)]
    case "à", "á", "â", "ã", "ä", "å", "À", "Á", "Â", "Ã", "Ä", "Å": return Array("a".utf8)
    case "ç", "Ç": return Array("c".utf8)
    case "è", "é", "ê", "ë", "È", "É", "Ê", "Ë": return Array("e".utf8)
    case "ì", "í", "î", "ï", "Ì", "Í", "Î", "Ï": return Array("i".utf8)
    case "ñ", "Ñ": return Array("n".utf8)
    case "ò", "ó", "ô", "õ", "ö", "Ò", "Ó", "Ô", "Õ", "Ö": return Array("o".utf8)
    case "ù", "ú", "û", "ü", "Ù", "Ú", "Û", "Ü": return Array("u".utf8)
    case "ý", "ÿ", "Ý", "Ÿ": return Array("y".utf8)
    case "œ", "Œ": return Array("oe".utf8)
    case "æ", "Æ": return Array("ae".utf8)
    case "ß": return Array("ss".utf8)
    default: return []
    }
  }
}
