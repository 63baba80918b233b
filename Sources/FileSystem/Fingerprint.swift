// Owns the stable 128-bit hash of byte strings, for "did this change?". Not for security: a
// document's identity is proved with SHA-256 by the checks.

/// A 128-bit hash that is the same in every process and on every machine.
///
/// - Source: MurmurHash3, x64 128-bit variant (A. Appleby, public domain), seed 0.
public struct Fingerprint: Hashable, Sendable {
  /// The first 64 bits.
  public let high: UInt64
  /// The last 64 bits.
  public let low: UInt64

  /// Hashes bytes.
  public init(_ bytes: [UInt8]) {
    let first: UInt64 = 0x87C3_7B91_1142_53D5
    let second: UInt64 = 0x4CF5_AD43_2745_937F
    var h1: UInt64 = 0
    var h2: UInt64 = 0
    bytes.withUnsafeBytes { buffer in
      let blocks = buffer.count / 16
      for block in 0..<blocks {
        var k1 = UInt64(
          littleEndian: buffer.loadUnaligned(fromByteOffset: block * 16, as: UInt64.self))
        var k2 = UInt64(
          littleEndian: buffer.loadUnaligned(fromByteOffset: block * 16 + 8, as: UInt64.self))
        k1 = Self.rotate(k1 &* first, 31) &* second
        h1 = (Self.rotate(h1 ^ k1, 27) &+ h2) &* 5 &+ 0x52DC_E729
        k2 = Self.rotate(k2 &* second, 33) &* first
        h2 = (Self.rotate(h2 ^ k2, 31) &+ h1) &* 5 &+ 0x3849_5AB5
      }
      var k1: UInt64 = 0
      var k2: UInt64 = 0
      for (offset, byte) in buffer[(blocks * 16)...].enumerated() {
        if offset < 8 {
          k1 |= UInt64(byte) << UInt64(offset * 8)
        } else {
          k2 |= UInt64(byte) << UInt64((offset - 8) * 8)
        }
      }
      h2 ^= Self.rotate(k2 &* second, 33) &* first
      h1 ^= Self.rotate(k1 &* first, 31) &* second
    }
    h1 ^= UInt64(bytes.count)
    h2 ^= UInt64(bytes.count)
    h1 = h1 &+ h2
    h2 = h2 &+ h1
    h1 = Self.mix(h1)
    h2 = Self.mix(h2)
    high = h1 &+ h2
    low = h2 &+ high
  }

  /// The hash as 32 lower-case hexadecimal digits.
  public var hexadecimal: String { Self.hexadecimal(high) + Self.hexadecimal(low) }

  private static func hexadecimal(_ word: UInt64) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  private static func rotate(_ word: UInt64, _ count: UInt64) -> UInt64 {
    (word << count) | (word >> (64 - count))
  }

  private static func mix(_ word: UInt64) -> UInt64 {
    var word = word
    word = (word ^ (word >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    word = (word ^ (word >> 33)) &* 0xC4CE_B9FE_1A85_EC53
    return word ^ (word >> 33)
  }
}
