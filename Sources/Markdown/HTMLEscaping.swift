// Escaping of text and attribute values for HTML, by bytes. Also turns the in-band marks of the
// typography (superscript, unbroken number) into elements, or drops them.

/// What a byte needs in HTML text: 0 nothing, else the index of its replacement.
private let escapeClasses: [UInt8] = {
  var table = [UInt8](repeating: 0, count: 256)
  table[Int(UInt8(ascii: "&"))] = 1
  table[Int(UInt8(ascii: "<"))] = 2
  table[Int(UInt8(ascii: ">"))] = 3
  table[Int(UInt8(ascii: "\""))] = 4
  return table
}()

private let escapes: [[UInt8]] = [
  [], Array("&amp;".utf8), Array("&lt;".utf8), Array("&gt;".utf8), Array("&quot;".utf8),
]

/// Appends text with `& < > "` escaped.
package func appendEscaped(_ bytes: some Sequence<UInt8>, into out: inout [UInt8]) {
  for byte in bytes {
    let kind = escapeClasses[Int(byte)]
    if kind == 0 {
      out.append(byte)
    } else {
      out.append(contentsOf: escapes[Int(kind)])
    }
  }
}

/// Appends text with the marks of the typography as elements.
func appendMarked(_ bytes: ArraySlice<UInt8>, into out: inout [UInt8]) {
  var index = bytes.startIndex
  while index < bytes.endIndex {
    let byte = bytes[index]
    if byte == 0xEF, let mark = mark(bytes, at: index) {
      switch mark {
      case TypographicMark.superscriptStart: out.append(contentsOf: "<sup>".utf8)
      case TypographicMark.superscriptEnd: out.append(contentsOf: "</sup>".utf8)
      case TypographicMark.unbrokenStart: out.append(contentsOf: "<span class=\"nb\">".utf8)
      default: out.append(contentsOf: "</span>".utf8)
      }
      index += 3
      continue
    }
    let kind = escapeClasses[Int(byte)]
    if kind == 0 {
      out.append(byte)
    } else {
      out.append(contentsOf: escapes[Int(kind)])
    }
    index += 1
  }
}

/// Appends text without the marks of the typography.
func appendUnmarked(_ bytes: ArraySlice<UInt8>, into out: inout [UInt8]) {
  var index = bytes.startIndex
  while index < bytes.endIndex {
    if bytes[index] == 0xEF, mark(bytes, at: index) != nil {
      index += 3
    } else {
      out.append(bytes[index])
      index += 1
    }
  }
}

/// The typographic mark at an offset.
private func mark(_ bytes: ArraySlice<UInt8>, at index: Int) -> UInt32? {
  guard index + 2 < bytes.endIndex, bytes[index + 1] == 0xB7 else { return nil }
  let last = bytes[index + 2]
  guard last >= 0x94, last <= 0x97 else { return nil }
  return TypographicMark.superscriptStart + UInt32(last - 0x94)
}

private let hexadecimal = Array("0123456789ABCDEF".utf8)

/// Appends an address for an attribute: unsafe bytes percent-encoded, `&` and `'` escaped.
///
/// - Source: cmark 0.30.2, `houdini_href_e.c`: the same set of safe bytes.
package func appendAddress(_ bytes: some Sequence<UInt8>, into out: inout [UInt8]) {
  for byte in bytes {
    if byte.isASCIILetter || byte.isDigit || "-_.+!*(),%#@?=;:/$~".utf8.contains(byte) {
      out.append(byte)
    } else if byte == UInt8(ascii: "&") {
      out.append(contentsOf: "&amp;".utf8)
    } else if byte == UInt8(ascii: "'") {
      out.append(contentsOf: "&#x27;".utf8)
    } else {
      out.append(UInt8(ascii: "%"))
      out.append(hexadecimal[Int(byte >> 4)])
      out.append(hexadecimal[Int(byte & 15)])
    }
  }
}
