// Escaping of text and attribute values for HTML, by bytes. Also turns the in-band marks of the
// typography (superscript, unbroken number) into elements, or drops them.

/// Appends text with `& < > "` escaped.
func appendEscaped(_ bytes: some Sequence<UInt8>, into out: inout [UInt8]) {
  for byte in bytes {
    switch byte {
    case UInt8(ascii: "&"): out.append(contentsOf: "&amp;".utf8)
    case UInt8(ascii: "<"): out.append(contentsOf: "&lt;".utf8)
    case UInt8(ascii: ">"): out.append(contentsOf: "&gt;".utf8)
    case UInt8(ascii: "\""): out.append(contentsOf: "&quot;".utf8)
    default: out.append(byte)
    }
  }
}
