// Ids made from titles: stable, readable, ASCII. Never made from typeset text, so that a change
// of the typography moves no link.

/// Returns the slug of a UTF-8 text: lower case, accents folded (é→e, œ→oe), words joined by `-`.
///
/// - Complexity: O(n).
package func slug(of text: [UInt8]) -> [UInt8] {
  var out: [UInt8] = []
  var index = 0
  func separate(_ out: inout [UInt8]) {
    if let last = out.last, last != UInt8(ascii: "-") { out.append(UInt8(ascii: "-")) }
  }
  while index < text.count {
    let (scalar, count) = decodeScalar(text, at: index)
    index += count
    switch scalar {
    case 0x30...0x39, 0x61...0x7A: out.append(UInt8(scalar))
    case 0x41...0x5A: out.append(UInt8(scalar | 0x20))
    case 0xC0...0x24F: out.append(contentsOf: foldedLatin(scalar).utf8)
    case 0x300...0x36F: break
    case 0x370...0x1FFF, 0x2C00...0x2DFF, 0x3040...0xD7FF: appendScalar(scalar, into: &out)
    case 0xFFFC: break
    default: separate(&out)
    }
  }
  while out.last == UInt8(ascii: "-") { out.removeLast() }
  return out
}

/// The ASCII letters for a Latin letter with a mark; empty for signs.
func foldedLatin(_ scalar: UInt32) -> String {
  switch scalar {
  case 0xC0...0xC5, 0xE0...0xE5, 0x100...0x105: "a"
  case 0xC6, 0xE6: "ae"
  case 0xC7, 0xE7, 0x106...0x10D: "c"
  case 0xD0, 0xF0, 0x10E...0x111: "d"
  case 0xC8...0xCB, 0xE8...0xEB, 0x112...0x11B: "e"
  case 0x11C...0x123: "g"
  case 0x124...0x127: "h"
  case 0xCC...0xCF, 0xEC...0xEF, 0x128...0x131: "i"
  case 0x132, 0x133: "ij"
  case 0x134, 0x135: "j"
  case 0x136...0x138: "k"
  case 0x139...0x142: "l"
  case 0xD1, 0xF1, 0x143...0x14B: "n"
  case 0xD2...0xD6, 0xD8, 0xF2...0xF6, 0xF8, 0x14C...0x151: "o"
  case 0x152, 0x153: "oe"
  case 0x154...0x159: "r"
  case 0x15A...0x161, 0x218, 0x219: "s"
  case 0xDF: "ss"
  case 0x162...0x167, 0x21A, 0x21B: "t"
  case 0xD9...0xDC, 0xF9...0xFC, 0x168...0x173: "u"
  case 0x174, 0x175: "w"
  case 0xDD, 0xFD, 0xFF, 0x176...0x178: "y"
  case 0x179...0x17E: "z"
  case 0xDE, 0xFE: "th"
  default: ""
  }
}
