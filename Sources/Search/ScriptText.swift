// Owns how texts and data stand in the scripts of the index.

/// Writes the scripts of the index.
enum ScriptText {
  /// A script that hands over data under a name.
  static func script(_ name: String, _ data: (inout [UInt8]) -> Void) -> [UInt8] {
    var out = Array("dossierSearch(\"\(name)\",".utf8)
    data(&out)
    out += Array(")\n".utf8)
    return out
  }

  /// A string of JSON that is also one of a script, whatever it holds.
  static func write(_ text: String, into out: inout [UInt8]) {
    out.append(0x22)
    var text = text
    text.withUTF8 { bytes in
      var start = 0
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        // Runs without a sign to write otherwise are copied whole.
        guard
          byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x3C || byte == 0x3E
            || byte == 0xE2
        else {
          index += 1
          continue
        }
        if byte == 0xE2 {
          // U+2028 and U+2029 end a line of older scripts.
          guard index + 2 < bytes.count, bytes[index + 1] == 0x80,
            bytes[index + 2] == 0xA8 || bytes[index + 2] == 0xA9
          else {
            index += 1
            continue
          }
        }
        out.append(contentsOf: bytes[start..<index])
        switch byte {
        case 0xE2:
          out.append(0x20)
          index += 2
        case 0x22, 0x5C: out += [0x5C, byte]
        default:
          let digits = String(byte, radix: 16)
          out += Array("\\u\(String(repeating: "0", count: 4 - digits.utf8.count))\(digits)".utf8)
        }
        index += 1
        start = index
      }
      out.append(contentsOf: bytes[start...])
    }
    out.append(0x22)
  }

  /// A number of base 36.
  static func write(_ number: Int, into out: inout [UInt8]) {
    if number >= 36 { write(number / 36, into: &out) }
    let digit = UInt8(number % 36)
    out.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
  }
}
