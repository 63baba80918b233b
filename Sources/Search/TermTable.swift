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
    number(of: term.startIndex..<term.endIndex, in: term)
  }

  /// The number of a byte string of a longer text, given at the first meeting.
  mutating func number(of range: Range<Int>, in text: [UInt8]) -> Int {
    number(of: range, in: text[...])
  }

  private mutating func number(of range: Range<Int>, in text: ArraySlice<UInt8>) -> Int {
    let hash = text.withUnsafeBufferPointer { bytes in
      Self.hash(bytes, range.lowerBound - text.startIndex, range.count)
    }
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let known = Int(slots[slot]) - 1
      if hashes[known] == hash, holds(known, range, text) { return known }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = UInt32(hashes.count + 1)
    hashes.append(hash)
    pool += text[range]
    starts.append(UInt32(pool.count))
    if hashes.count * 2 > slots.count { grow() }
    return hashes.count - 1
  }

  /// The numbers of all terms, in the order of their bytes.
  func sorted() -> [Int] {
    // The first eight bytes decide most comparisons.
    var heads = [UInt64](repeating: 0, count: count)
    for number in 0..<count {
      let start = Int(starts[number])
      let length = Int(starts[number + 1]) - start
      for offset in 0..<8 {
        heads[number] = heads[number] << 8 | (offset < length ? UInt64(pool[start + offset]) : 0)
      }
    }
    return (0..<count).sorted {
      heads[$0] != heads[$1]
        ? heads[$0] < heads[$1] : self[$0].lexicographicallyPrecedes(self[$1])
    }
  }

  private func holds(_ known: Int, _ range: Range<Int>, _ text: ArraySlice<UInt8>) -> Bool {
    let start = Int(starts[known])
    guard Int(starts[known + 1]) - start == range.count else { return false }
    for offset in 0..<range.count where pool[start + offset] != text[range.lowerBound + offset] {
      return false
    }
    return true
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
  private static func hash(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int
  ) -> UInt32 {
    var hash: UInt32 = 2_166_136_261
    for offset in start..<(start + count) {
      hash = (hash ^ UInt32(bytes[offset])) &* 16_777_619
    }
    return hash ^ hash >> 15
  }
}
