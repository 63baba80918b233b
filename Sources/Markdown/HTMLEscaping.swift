// Escaping of text and attribute values for HTML, by bytes. Also turns the in-band marks of the
// typography (superscript, unbroken number) into elements, or drops them. // HOT

/// Whether a byte needs a look before it may stand in HTML text: `& < > "`, or the first byte of a
/// typographic mark.
@inline(__always)
private func needsEscape(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
    || byte == UInt8(ascii: "\"")
}

@inline(__always)
private func appendEscape(of byte: UInt8, into out: inout [UInt8]) {
  switch byte {
  case UInt8(ascii: "&"): out.append(contentsOf: "&amp;".utf8)
  case UInt8(ascii: "<"): out.append(contentsOf: "&lt;".utf8)
  case UInt8(ascii: ">"): out.append(contentsOf: "&gt;".utf8)
  default: out.append(contentsOf: "&quot;".utf8)
  }
}

/// The offset of the first byte from `start` on that needs a look.
@inline(__always)
private func passPlain(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
  guard let base = bytes.baseAddress else { return 0 }
  var index = start
  let ampersand = Bytes16(repeating: UInt8(ascii: "&"))
  let less = Bytes16(repeating: UInt8(ascii: "<"))
  let greater = Bytes16(repeating: UInt8(ascii: ">"))
  let quote = Bytes16(repeating: UInt8(ascii: "\""))
  let mark = Bytes16(repeating: 0xEF)
  while index + 16 <= bytes.count {
    let sixteen = ByteScan.load(base, index)
    let found = ByteScan.first(
      (sixteen .== ampersand) .| (sixteen .== less) .| (sixteen .== greater)
        .| (sixteen .== quote) .| (sixteen .== mark))
    if found < 16 { return index + found }
    index += 16
  }
  while index < bytes.count, base[index] != 0xEF, !needsEscape(base[index]) { index += 1 }
  return index
}

/// Appends text with `& < > "` escaped.
package func appendEscaped(_ bytes: some Sequence<UInt8>, into out: inout [UInt8]) {
  for byte in bytes {
    if needsEscape(byte) { appendEscape(of: byte, into: &out) } else { out.append(byte) }
  }
}

/// Appends text with `& < > "` escaped; runs without them are copied at once.
func appendEscaped(_ bytes: ArraySlice<UInt8>, into out: inout [UInt8]) {
  bytes.withUnsafeBufferPointer { buffer in
    var start = 0
    var index = 0
    while true {
      index = passPlain(buffer, from: index)
      guard index < buffer.count else { break }
      if needsEscape(buffer[index]) {
        out.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start..<index]))
        appendEscape(of: buffer[index], into: &out)
        start = index + 1
      }
      index += 1
    }
    out.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start...]))
  }
}

/// Appends text with the marks of the typography as elements.
func appendMarked(_ bytes: ArraySlice<UInt8>, into out: inout [UInt8]) {
  bytes.withUnsafeBufferPointer { buffer in
    var start = 0
    var index = 0
    while true {
      index = passPlain(buffer, from: index)
      guard index < buffer.count else { break }
      let byte = buffer[index]
      if byte == 0xEF {
        guard let mark = mark(buffer, at: index) else {
          index += 1
          continue
        }
        out.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start..<index]))
        switch mark {
        case TypographicMark.superscriptStart: out.append(contentsOf: "<sup>".utf8)
        case TypographicMark.superscriptEnd: out.append(contentsOf: "</sup>".utf8)
        case TypographicMark.unbrokenStart: out.append(contentsOf: "<span class=\"nb\">".utf8)
        default: out.append(contentsOf: "</span>".utf8)
        }
        index += 3
      } else {
        out.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start..<index]))
        appendEscape(of: byte, into: &out)
        index += 1
      }
      start = index
    }
    out.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start...]))
  }
}

/// Appends text without the marks of the typography.
func appendUnmarked(_ bytes: ArraySlice<UInt8>, into out: inout [UInt8]) {
  bytes.withUnsafeBufferPointer { buffer in
    var start = 0
    var index = 0
    while index < buffer.count {
      if buffer[index] == 0xEF, mark(buffer, at: index) != nil {
        out.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start..<index]))
        index += 3
        start = index
      } else {
        index += 1
      }
    }
    out.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start...]))
  }
}

/// Appends text on one line: without the marks of the typography, line breaks as spaces.
func appendInline(_ bytes: ArraySlice<UInt8>, into out: inout [UInt8]) {
  let start = out.count
  appendUnmarked(bytes, into: &out)
  for index in start..<out.count where out[index] == 0x0A { out[index] = 0x20 }
}

/// The typographic mark at an offset.
private func mark(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt32? {
  guard index + 2 < bytes.count, bytes[index + 1] == 0xB7 else { return nil }
  let last = bytes[index + 2]
  guard last >= 0x94, last <= 0x97 else { return nil }
  return TypographicMark.superscriptStart + UInt32(last - 0x94)
}

/// The punctuation that stands in addresses as it is.
private func isSafeInAddress(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x21, 0x23, 0x24, 0x25, 0x28...0x2F, 0x3A, 0x3B, 0x3D, 0x3F, 0x40, 0x5F, 0x7E: true
  default: false
  }
}

private let hexadecimal = Array("0123456789ABCDEF".utf8)

/// Appends an address for an attribute: unsafe bytes percent-encoded, `&` and `'` escaped.
///
/// - Source: cmark 0.30.2, `houdini_href_e.c`: the same set of safe bytes.
package func appendAddress(_ bytes: some Sequence<UInt8>, into out: inout [UInt8]) {
  for byte in bytes {
    if byte.isASCIILetter || byte.isDigit || isSafeInAddress(byte) {
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
