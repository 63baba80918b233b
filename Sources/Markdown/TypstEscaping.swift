// Escaping of text for Typst, by bytes: markup, where every sign that could mean something gets a
// backslash, and string literals. Nothing an author writes becomes Typst code.
// Source: Typst 0.15 reference, "Syntax", escape sequences and shorthands.

/// Whether a byte of text may mean something in Typst markup wherever it stands: code, emphasis,
/// references, smart quotation marks, dashes, comments, addresses, line starts.
private func isTypstSign(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "\\"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "*"),
    UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "@"), UInt8(ascii: "<"),
    UInt8(ascii: ">"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "~"),
    UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "-"), UInt8(ascii: "+"),
    UInt8(ascii: "="), UInt8(ascii: "/"):
    true
  default: false
  }
}

/// Appends text as Typst markup; the marks of the typography become superscripts and boxes.
///
/// What comes out means only itself at the start of a line, inside `[…]` and behind any code that
/// ends with `;`. A word longer than any column may break after every tenth letter.
///
/// - Complexity: O(n).
package func appendTypst(_ bytes: some Sequence<UInt8>, into out: inout [UInt8]) {
  let bytes = Array(bytes)
  var openMarks = 0
  var index = 0
  var wordEnd = 0
  var letters = 0
  var isLong = false
  while index < bytes.count {
    let byte = bytes[index]
    if index >= wordEnd {
      wordEnd = index
      while wordEnd < bytes.count, bytes[wordEnd] > 0x20 { wordEnd += 1 }
      isLong = wordEnd - index > longWordLimit
      letters = 0
      wordEnd = max(wordEnd, index + 1)
    }
    if isLong, byte & 0xC0 != 0x80 {
      letters += 1
      if letters % 10 == 0 { out.append(contentsOf: "\u{200B}".utf8) }
    }
    if byte >= 0x80 {
      let (scalar, count) = decodeScalar(bytes, at: index)
      index += count
      switch scalar {
      case TypographicMark.superscriptStart, TypographicMark.unbrokenStart:
        let code = scalar == TypographicMark.unbrokenStart ? "#box[" : "#super["
        out.append(contentsOf: code.utf8)
        openMarks += 1
      case TypographicMark.superscriptEnd, TypographicMark.unbrokenEnd:
        guard openMarks > 0 else { continue }
        out.append(contentsOf: "];".utf8)
        openMarks -= 1
      case 0x80...0x9F, 0x2028, 0x2029: out.append(0x20)
      default: appendScalar(scalar, into: &out)
      }
      continue
    }
    index += 1
    if byte < 0x20 || byte == 0x7F {
      out.append(0x20)
    } else if isTypstSign(byte) || byte == UInt8(ascii: ".") && followsDigitOrStop(out) {
      out.append(UInt8(ascii: "\\"))
      out.append(byte)
    } else {
      out.append(byte)
    }
  }
  for _ in 0..<openMarks { out.append(contentsOf: "];".utf8) }
}

/// Words of more bytes than this get places to break: no word of a language that is hyphenated has
/// as many.
private let longWordLimit = 60

/// Whether a full stop here would end the number of a list item or be part of an ellipsis.
private func followsDigitOrStop(_ out: [UInt8]) -> Bool {
  guard let last = out.last else { return false }
  return last.isDigit || last == UInt8(ascii: ".")
}

/// Appends text as a Typst string literal, quotation marks included; the marks of the typography
/// are dropped.
///
/// - Complexity: O(n).
package func appendTypstString(_ bytes: some Sequence<UInt8>, into out: inout [UInt8]) {
  var text: [UInt8] = []
  appendUnmarked(Array(bytes)[...], into: &text)
  out.append(UInt8(ascii: "\""))
  for byte in text {
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "\""):
      out.append(UInt8(ascii: "\\"))
      out.append(byte)
    case 0x0A: out.append(contentsOf: "\\n".utf8)
    case 0x09: out.append(contentsOf: "\\t".utf8)
    case 0..<0x20, 0x7F: out.append(0x20)
    default: out.append(byte)
    }
  }
  out.append(UInt8(ascii: "\""))
}
