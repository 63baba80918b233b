// Owns the SHA-256 of byte strings, which pins documents and passages. Small on purpose: the
// product needs one hash, and no package for it. A state can be copied, so that texts with a common
// beginning hash it once.
// HOT: every byte of the archive goes through here.

/// The SHA-256 hash function of FIPS 180-4.
package enum SHA256 {
  /// Returns the hash of some bytes, in lower-case hexadecimal.
  ///
  /// - Complexity: O(n).
  /// - Source: FIPS 180-4, sections 5.1.1, 5.3.3 and 6.2.2.
  package static func hexadecimal(_ bytes: some Collection<UInt8>) -> String {
    var state = SHA256State()
    state.append(bytes)
    return hexadecimal(state.finished())
  }

  /// A digest in lower-case hexadecimal.
  static func hexadecimal(_ words: SIMD8<UInt32>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var out: [UInt8] = []
    for index in 0..<8 {
      for shift in stride(from: UInt32(28), through: 0, by: -4) {
        out.append(digits[Int(words[index] >> shift & 0xF)])
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// The digest that 64 hexadecimal digits write; `nil` for any other text.
  static func digest(_ text: String) -> SIMD8<UInt32>? {
    let digits = Array(text.utf8)
    guard digits.count == 64 else { return nil }
    var words = SIMD8<UInt32>()
    for index in 0..<8 {
      let part = String(decoding: digits[(index * 8)..<(index * 8 + 8)], as: UTF8.self)
      guard let word = UInt32(part, radix: 16), part.utf8.first != UInt8(ascii: "+") else {
        return nil
      }
      words[index] = word
    }
    return words
  }

  static let initialWords = SIMD8<UInt32>(
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
    0x5be0_cd19)

  fileprivate static let roundConstants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
    0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe,
    0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f,
    0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da, 0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
    0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc,
    0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
    0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070, 0x19a4_c116,
    0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
    0xc671_78f2,
  ]
}

/// A hash in progress.
struct SHA256State {
  private var words = SHA256.initialWords
  /// Bytes of the block that is not full yet.
  private var pending: [UInt8] = []
  private var byteCount = 0

  /// Begins a hash.
  init() { pending.reserveCapacity(64) }

  /// Adds bytes.
  mutating func append(_ bytes: some Collection<UInt8>) {
    let isDone: Void? = bytes.withContiguousStorageIfAvailable { append(buffer: $0) }
    if isDone == nil { Array(bytes).withUnsafeBufferPointer { append(buffer: $0) } }
  }

  private mutating func append(buffer: UnsafeBufferPointer<UInt8>) {
    byteCount += buffer.count
    var index = 0
    if !pending.isEmpty {
      index = min(64 - pending.count, buffer.count)
      pending.append(contentsOf: buffer[..<index])
      guard pending.count == 64 else { return }
      pending.withUnsafeBufferPointer { Self.compress($0, from: 0, into: &words) }
      pending.removeAll(keepingCapacity: true)
    }
    while index + 64 <= buffer.count {
      Self.compress(buffer, from: index, into: &words)
      index += 64
    }
    pending.append(contentsOf: buffer[index...])
  }

  /// The digest of all bytes added.
  func finished() -> SIMD8<UInt32> {
    var end = self
    let bitCount = UInt64(byteCount) &* 8
    end.append(CollectionOfOne(0x80))
    let zeros = (120 - end.pending.count) % 64
    end.append(repeatElement(0, count: zeros))
    end.append((0..<8).map { UInt8(truncatingIfNeeded: bitCount >> (56 - 8 * UInt64($0))) })
    return end.words
  }

  private static func compress(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, into state: inout SIMD8<UInt32>
  ) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { w in
      for index in 0..<16 {
        let at = start + index * 4
        w[index] =
          UInt32(bytes[at]) << 24 | UInt32(bytes[at + 1]) << 16 | UInt32(bytes[at + 2]) << 8
          | UInt32(bytes[at + 3])
      }
      for index in 16..<64 {
        let a = w[index - 15]
        let b = w[index - 2]
        let small0 = rotate(a, 7) ^ rotate(a, 18) ^ (a >> 3)
        let small1 = rotate(b, 17) ^ rotate(b, 19) ^ (b >> 10)
        w[index] = w[index - 16] &+ small0 &+ w[index - 7] &+ small1
      }
      var (a, b, c, d) = (state[0], state[1], state[2], state[3])
      var (e, f, g, h) = (state[4], state[5], state[6], state[7])
      SHA256.roundConstants.withUnsafeBufferPointer { constants in
        for index in 0..<64 {
          let big1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
          let choice = (e & f) ^ (~e & g)
          let first = h &+ big1 &+ choice &+ constants[index] &+ w[index]
          let big0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
          let majority = (a & b) ^ (a & c) ^ (b & c)
          (h, g, f, e) = (g, f, e, d &+ first)
          (d, c, b, a) = (c, b, a, first &+ big0 &+ majority)
        }
      }
      state = state &+ SIMD8(a, b, c, d, e, f, g, h)
    }
  }

  @inline(__always)
  private static func rotate(_ value: UInt32, _ count: UInt32) -> UInt32 {
    value >> count | value << (32 &- count)
  }
}
