// HOT: gives every byte string one number. Open addressing over one pool of bytes, with a hash of our
// own, since the standard one differs from run to run.

/// Byte strings by number.
struct TermTable: Sendable {
  private var pool: [UInt8] = []
  /// Where each term begins in the pool; one more than there are terms.
  private var starts: [UInt32] = [0]
  private var hashes: [UInt32] = []
  /// Number of the term, plus one, by slot.
  private var slots = [UInt32](repeating: 0, count: 1024)

  /// How many terms there are.
  var count: Int { hashes.count }

  /// The bytes of a term.
  subscript(_ number: Int) -> ArraySlice<UInt8> {
    pool[Int(starts[number])..<Int(starts[number + 1])]
  }

  /// The number of a byte string, given at the first meeting.
  ///
  /// - Complexity: O(k) in its length, amortised.
  mutating func number(of term: ArraySlice<UInt8>) -> Int {
    let hash = Self.hash(term)
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let known = Int(slots[slot]) - 1
      if hashes[known] == hash, self[known].elementsEqual(term) { return known }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = UInt32(hashes.count + 1)
    hashes.append(hash)
    pool += term
    starts.append(UInt32(pool.count))
    if hashes.count * 2 > slots.count { grow() }
    return hashes.count - 1
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for (number, hash) in hashes.enumerated() {
      var slot = Int(hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(number + 1)
    }
  }

  /// FNV-1a, with its high bits mixed into the low ones.
  private static func hash(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    var hash: UInt32 = 2_166_136_261
    for byte in bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return hash ^ hash >> 15
  }
}
