// HOT: HTML escaping by table scan and run copy.

/// Which bytes HTML text and quoted attributes cannot hold as they are.
struct EscapeTable: Sendable {
  private let low: UInt64

  init(_ bytes: [UInt8]) {
    var low: UInt64 = 0
    for byte in bytes {
      precondition(byte < 64, "the table holds bytes below 64")
      low |= 1 << UInt64(byte)
    }
    self.low = low
  }

  /// Whether a byte is in the table.
  @inline(__always)
  func needsEscape(_ byte: UInt8) -> Bool {
    byte < 64 && (low >> UInt64(byte)) & 1 != 0
  }
}

/// `& < > " '`.
let htmlEscapeTable = EscapeTable([0x26, 0x3C, 0x3E, 0x22, 0x27])
