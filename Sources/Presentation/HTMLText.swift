// Text made safe for HTML where views write markup themselves; templates escape on their own.

/// Escapes text for HTML, in text and in quoted attributes.
enum HTMLText {
  /// Appends text with `& < > "` replaced.
  static func append(_ text: String, into out: inout [UInt8]) {
    var text = text
    text.withUTF8 { text in
      // Runs without such a sign are copied whole.
      var start = 0
      for index in text.indices {
        let reference: StaticString
        switch text[index] {
        case UInt8(ascii: "&"): reference = "&amp;"
        case UInt8(ascii: "<"): reference = "&lt;"
        case UInt8(ascii: ">"): reference = "&gt;"
        case UInt8(ascii: "\""): reference = "&quot;"
        default: continue
        }
        out.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
        out.append(
          contentsOf: UnsafeBufferPointer(
            start: reference.utf8Start, count: reference.utf8CodeUnitCount))
        start = index + 1
      }
      out.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }
  }
}
