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
    var stream = FingerprintStream()
    self = bytes.withUnsafeBytes { stream.finish($0) }
  }

  /// Hashes bytes that are lent.
  public init(_ bytes: UnsafeRawBufferPointer) {
    var stream = FingerprintStream()
    self = stream.finish(bytes)
  }

  /// Makes a hash of its two halves, as they were kept.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The hash as 32 lower-case hexadecimal digits.
  public var hexadecimal: String {
    var digits: [UInt8] = []
    write(into: &digits)
    return String(decoding: digits, as: UTF8.self)
  }

  /// Appends the hash as 32 lower-case hexadecimal digits.
  func write(into out: inout [UInt8]) {
    for word in [high, low] {
      for shift in stride(from: UInt64(60), through: 0, by: -4) {
        let digit = UInt8(word >> shift & 15)
        out.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
      }
    }
  }
}

/// A hash in the making, of bytes that come piece by piece.
struct FingerprintStream {
  private static let first: UInt64 = 0x87C3_7B91_1142_53D5
  private static let second: UInt64 = 0x4CF5_AD43_2745_937F
  private var h1: UInt64 = 0
  private var h2: UInt64 = 0
  private var count: UInt64 = 0

  /// Adds a piece whose size is a multiple of 16.
  mutating func add(_ buffer: UnsafeRawBufferPointer) {
    precondition(buffer.count % 16 == 0, "only the last piece may have any size")
    for block in 0..<(buffer.count / 16) {
      var k1 = UInt64(
        littleEndian: buffer.loadUnaligned(fromByteOffset: block * 16, as: UInt64.self))
      var k2 = UInt64(
        littleEndian: buffer.loadUnaligned(fromByteOffset: block * 16 + 8, as: UInt64.self))
      k1 = Self.rotate(k1 &* Self.first, 31) &* Self.second
      h1 = (Self.rotate(h1 ^ k1, 27) &+ h2) &* 5 &+ 0x52DC_E729
      k2 = Self.rotate(k2 &* Self.second, 33) &* Self.first
      h2 = (Self.rotate(h2 ^ k2, 31) &+ h1) &* 5 &+ 0x3849_5AB5
    }
    count += UInt64(buffer.count)
  }

  /// Adds the last piece, and gives the hash.
  mutating func finish(_ buffer: UnsafeRawBufferPointer) -> Fingerprint {
    let whole = buffer.count / 16 * 16
    add(UnsafeRawBufferPointer(rebasing: buffer[..<whole]))
    count += UInt64(buffer.count - whole)
    var k1: UInt64 = 0
    var k2: UInt64 = 0
    for (offset, byte) in buffer[whole...].enumerated() {
      if offset < 8 {
        k1 |= UInt64(byte) << UInt64(offset * 8)
      } else {
        k2 |= UInt64(byte) << UInt64((offset - 8) * 8)
      }
    }
    h2 ^= Self.rotate(k2 &* Self.second, 33) &* Self.first
    h1 ^= Self.rotate(k1 &* Self.first, 31) &* Self.second
    h1 ^= count
    h2 ^= count
    h1 = h1 &+ h2
    h2 = h2 &+ h1
    h1 = Self.mix(h1)
    h2 = Self.mix(h2)
    let high = h1 &+ h2
    return Fingerprint(high: high, low: h2 &+ high)
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
