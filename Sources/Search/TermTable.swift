// HOT: gives every byte string one number. Open addressing over one pool of bytes, with a hash of our
// own, since the standard one differs from run to run.

/// Byte strings by number.
struct TermTable: Sendable {
  /// A term: its first eight bytes, and where all of them stand in the pool.
  private struct Row {
    let head: UInt64
    let start: UInt32
    let length: UInt32
  }

  private var pool: [UInt8] = []
  private var rows: [Row] = []
  /// By slot: the hash in the high half, the number of the term plus one in the low half.
  private var slots = [UInt64](repeating: 0, count: 1024)

  /// How many terms there are.
  var count: Int { rows.count }

  /// The bytes of a term.
  subscript(_ number: Int) -> ArraySlice<UInt8> {
    let row = rows[number]
    return pool[Int(row.start)..<Int(row.start + row.length)]
  }

  /// The number of a byte string, given at the first meeting.
  ///
  /// - Complexity: O(k) in its length, amortised.
  mutating func number(of term: ArraySlice<UInt8>) -> Int {
    term.withUnsafeBytes { number(of: $0) }
  }

  /// The number of a byte string, given at the first meeting.
  ///
  /// - Complexity: O(k) in its length, amortised.
  mutating func number(of term: UnsafeRawBufferPointer) -> Int {
    let head = Self.word(term, from: 0)
    let hash = Self.hash(term, head: head)
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while slots[slot] != 0 {
      if slots[slot] >> 32 == hash {
        let known = Int(slots[slot] & 0xFFFF_FFFF) - 1
        if isTerm(known, term, head: head) { return known }
      }
      slot = (slot + 1) & mask
    }
    let number = rows.count
    slots[slot] = hash << 32 | UInt64(number + 1)
    rows.append(Row(head: head, start: UInt32(pool.count), length: UInt32(term.count)))
    pool.append(contentsOf: term)
    if rows.count * 2 > slots.count { grow() }
    return number
  }

  /// The terms may be read, but no longer be looked for.
  mutating func close() {
    slots = []
    pool = Array(pool)
    rows = Array(rows)
  }

  /// The numbers of all terms, in the order of their bytes.
  ///
  /// - Complexity: O(n log n).
  func sorted() -> [Int] {
    // The first eight bytes decide most comparisons.
    rows.indices.map { (head: rows[$0].head.bigEndian, number: $0) }.sorted {
      $0.head != $1.head
        ? $0.head < $1.head : self[$0.number].lexicographicallyPrecedes(self[$1.number])
    }.map(\.number)
  }

  private func isTerm(_ number: Int, _ term: UnsafeRawBufferPointer, head: UInt64) -> Bool {
    let row = rows[number]
    guard row.head == head, Int(row.length) == term.count else { return false }
    if term.count <= 8 { return true }
    return pool.withUnsafeBytes { pool in
      let own = UnsafeRawBufferPointer(rebasing: pool[Int(row.start)...].prefix(term.count))
      for offset in stride(from: 8, to: term.count, by: 8)
      where Self.word(own, from: offset) != Self.word(term, from: offset) {
        return false
      }
      return true
    }
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: old.count * 2)
    let mask = slots.count - 1
    for entry in old where entry != 0 {
      var slot = Int(entry >> 32) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = entry
    }
  }

  /// 32 bits of all bytes.
  private static func hash(_ term: UnsafeRawBufferPointer, head: UInt64) -> UInt64 {
    let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
    var hash = (head ^ UInt64(term.count)) &* factor
    var offset = 8
    while offset < term.count {
      hash = (hash ^ hash >> 29 ^ word(term, from: offset)) &* factor
      offset += 8
    }
    hash ^= hash >> 29
    return (hash &* factor) >> 32
  }

  /// Up to eight bytes as one word, the first one lowest; zeros behind the end.
  @inline(__always)
  private static func word(_ term: UnsafeRawBufferPointer, from offset: Int) -> UInt64 {
    let count = term.count - offset
    if count >= 8 {
      return UInt64(littleEndian: term.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
    // Two loads that overlap: what they share is the same in both.
    if count >= 4 {
      let low = UInt32(littleEndian: term.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
      let high = UInt32(
        littleEndian: term.loadUnaligned(fromByteOffset: offset + count - 4, as: UInt32.self))
      return UInt64(low) | UInt64(high) << UInt64((count - 4) * 8)
    }
    if count >= 2 {
      let low = UInt16(littleEndian: term.loadUnaligned(fromByteOffset: offset, as: UInt16.self))
      let high = UInt16(
        littleEndian: term.loadUnaligned(fromByteOffset: offset + count - 2, as: UInt16.self))
      return UInt64(low) | UInt64(high) << UInt64((count - 2) * 8)
    }
    return count == 1 ? UInt64(term[offset]) : 0
  }
}
