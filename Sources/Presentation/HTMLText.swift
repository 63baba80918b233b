// Text made safe for HTML where views write markup themselves; templates escape on their own.

/// Escapes text for HTML, in text and in quoted attributes.
enum HTMLText {
  /// Appends text with `& < > "` replaced.
  static func append(_ text: String, into out: inout [UInt8]) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): out.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): out.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): out.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "\""): out.append(contentsOf: "&quot;".utf8)
      default: out.append(byte)
      }
    }
  }
}
