// HOT: turns text into the letters that a search compares: lower case, without accents, ligatures
// opened, every space one space, every apostrophe one apostrophe.

/// A text in the letters that a search compares; one buffer serves many texts.
package struct FoldedText {
  // The folded text is the first `count` bytes.
  private var bytes: [UInt8] = []
  private var count = 0

  /// Makes an empty text.
  package init() {}

  /// Lends the folded text.
  package func read<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0.prefix(count))) }
  }

  /// Takes the folded form of a text: `a` to `z`, digits, `' - . /` and letters of other scripts;
  /// everything else is a space.
  ///
  /// - Complexity: O(n).
  package mutating func fold(_ text: UnsafeBufferPointer<UInt8>) {
    // No letter takes twice the bytes when it is folded; `append` holds to it all the same.
    let room = text.count * 2
    if bytes.count < room { bytes = [UInt8](repeating: 0, count: max(room, 4096)) }
    count = bytes.withUnsafeMutableBufferPointer { out in
      SearchFolding.ascii.withUnsafeBufferPointer { ascii in
        var length = 0
        var index = 0
        while index < text.count {
          let byte = text[index]
          if byte < 0x80 {
            out[length] = ascii[Int(byte)]
            length += 1
            index += 1
            continue
          }
          let (scalar, width) = SearchFolding.decode(text, at: index)
          index += width
          SearchFolding.append(scalar, into: out, &length)
        }
        return length
      }
    }
  }
}

/// What each letter folds to.
enum SearchFolding {
  /// Writes a letter that is not ASCII.
  static func append(
    _ scalar: UInt32, into out: UnsafeMutableBufferPointer<UInt8>, _ length: inout Int
  ) {
    func put(_ byte: UInt8) {
      precondition(length < out.count, "the folded text has room")
      out[length] = byte
      length += 1
    }
    switch scalar {
    // The letters of French that are met most.
    case 0xE8, 0xE9, 0xEA: put(0x65)
    case 0xE0, 0xE2: put(0x61)
    case 0xC0..<0x180:
      let letter = latin[Int(scalar - 0xC0)]
      if letter != 0 {
        put(letter)
      } else {
        switch scalar {
        case 0xE6, 0xC6:
          put(0x61)
          put(0x65)
        case 0x152, 0x153:
          put(0x6F)
          put(0x65)
        case 0xDF:
          put(0x73)
          put(0x73)
        default: put(0x20)
        }
      }
    case 0x300..<0x370: break
    case 0x2019, 0x2018, 0x2BC: put(0x27)
    // The hyphens that do not break, or are wide.
    case 0x2010, 0x2011: put(0x2D)
    case 0xAD: break
    // Raised letters of ordinals: `1ᵉʳ`, `nᵒ`.
    case 0x1D49: put(0x65)
    case 0x2B3: put(0x72)
    case 0x1D52, 0xBA: put(0x6F)
    default:
      guard scalar >= 0x180, let value = Unicode.Scalar(scalar), value.properties.isAlphabetic
      else {
        put(0x20)
        return
      }
      for byte in value.properties.lowercaseMapping.utf8 { put(byte) }
    }
  }

  /// The letter at an offset, and its bytes.
  static func decode(
    _ text: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (scalar: UInt32, width: Int) {
    let lead = text[index]
    let width = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1
    guard width > 1, index + width <= text.count else { return (0x20, max(1, 1)) }
    var scalar = UInt32(lead) & (0xFF >> UInt32(width + 1))
    for offset in 1..<width { scalar = scalar << 6 | UInt32(text[index + offset] & 0x3F) }
    return (scalar, width)
  }

  /// What each ASCII byte folds to.
  static let ascii: [UInt8] = (0..<128).map { value in
    let byte = UInt8(value)
    switch byte {
    case 0x41...0x5A: return byte + 0x20
    case 0x61...0x7A, 0x30...0x39, 0x27, 0x2D, 0x2E, 0x2F: return byte
    default: return 0x20
    }
  }

  /// What the letters from U+00C0 to U+017F fold to; 0 for ligatures and signs.
  private static let latin: [UInt8] = {
    var table = [UInt8](repeating: 0, count: 0x180 - 0xC0)
    let rows: [(Character, String)] = [
      ("a", "ÀÁÂÃÄÅàáâãäåĀāĂăĄą"), ("c", "ÇçĆćĈĉĊċČč"), ("d", "ÐðĎďĐđ"),
      ("e", "ÈÉÊËèéêëĒēĔĕĖėĘęĚě"), ("g", "ĜĝĞğĠġĢģ"), ("h", "ĤĥĦħ"), ("i", "ÌÍÎÏìíîïĨĩĪīĬĭĮįİı"),
      ("j", "Ĵĵ"), ("k", "Ķķ"), ("l", "ĹĺĻļĽľĿŀŁł"), ("n", "ÑñŃńŅņŇň"), ("o", "ÒÓÔÕÖØòóôõöøŌōŎŏŐő"),
      ("r", "ŔŕŖŗŘř"), ("s", "ŚśŜŝŞşŠš"), ("t", "ŢţŤťŦŧ"), ("u", "ÙÚÛÜùúûüŨũŪūŬŭŮůŰűŲų"),
      ("w", "Ŵŵ"),
      ("y", "ÝýÿŶŷŸ"), ("z", "ŹźŻżŽž"),
    ]
    for (letter, forms) in rows {
      for scalar in forms.unicodeScalars {
        table[Int(scalar.value) - 0xC0] = letter.asciiValue ?? 0
      }
    }
    return table
  }()
}
