// The part of an address that makes a browser scroll to words of a page and mark them.

/// Writes text fragments of addresses.
///
/// - Source: WICG, "URL Fragment Text Directives", draft community group report.
enum TextFragment {
  /// How many words name each end of a long passage.
  private static let edge = 5

  /// The directive for words of a page: `:~:text=ils%20se%20moquent`; a long passage is named by its
  /// first and last words.
  static func directive(_ text: String) -> String {
    let words = text.split { $0.isWhitespace }
    if words.count <= 2 * edge {
      return ":~:text=" + escaped(words.joined(separator: " "))
    }
    return ":~:text=" + escaped(words.prefix(edge).joined(separator: " ")) + ","
      + escaped(words.suffix(edge).joined(separator: " "))
  }

  /// Percent-encodes all but letters and digits: `-`, `,` and `&` mean something in a directive.
  private static func escaped(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var out: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: out.append(byte)
      default: out += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
