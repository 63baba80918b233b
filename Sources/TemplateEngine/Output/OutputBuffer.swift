// HOT: the bytes a rendering makes. One growing allocation, reused from page to page.

/// A growing buffer of bytes that has one owner.
public struct OutputBuffer: ~Copyable {
  private var base: UnsafeMutablePointer<UInt8>
  /// The bytes that may be used; `slack` more are there, so that a block may be stored whole of
  /// which only the first bytes count.
  private var capacity: Int
  private static let slack = 64
  /// The number of bytes written so far.
  public private(set) var count: Int
  /// How many bytes the buffer holds at most: an append that would make it larger empties it.
  var limit = Int.max
  /// Whether the limit was met; what the buffer holds is worth nothing then.
  private(set) var isFull = false

  /// Makes an empty buffer.
  public init(capacity: Int = 1 << 14) {
    let capacity = max(capacity, 64)
    base = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + Self.slack)
    self.capacity = capacity
    count = 0
  }

  deinit {
    base.deallocate()
  }

  /// A copy of the bytes written so far.
  public var bytes: [UInt8] {
    Array(UnsafeBufferPointer(start: base, count: count))
  }

  /// Calls a closure with the bytes written so far, without copying them.
  public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows
    -> Result
  {
    try body(UnsafeRawBufferPointer(start: base, count: count))
  }

  /// Forgets what was written and keeps the memory.
  public mutating func removeAll() {
    count = 0
    isFull = false
  }

  /// Appends bytes.
  public mutating func append(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { append($0) }
  }

  /// Appends one byte.
  @inline(__always)
  mutating func append(_ byte: UInt8) {
    if count == capacity { grow(by: 1) }
    base[count] = byte
    count += 1
  }

  /// Appends a run of bytes.
  @inline(__always)
  mutating func append(_ run: UnsafeBufferPointer<UInt8>) {
    guard let start = run.baseAddress, run.count > 0 else { return }
    append(start, run.count)
  }

  /// Appends a run of bytes.
  @inline(__always)
  mutating func append(_ start: UnsafePointer<UInt8>, _ length: Int) {
    if capacity - count < length { grow(by: length) }
    (base + count).update(from: start, count: length)
    count += length
  }

  /// Appends a run of which the 32 bytes from its start can be read, however short it is.
  @inline(__always)
  mutating func appendPadded(_ start: UnsafePointer<UInt8>, _ length: Int) {
    if length > 32 {
      append(start, length)
      return
    }
    if capacity - count < length { grow(by: length) }
    let from = UnsafeRawPointer(start)
    let to = UnsafeMutableRawPointer(base + count)
    to.storeBytes(of: from.loadUnaligned(as: SIMD16<UInt8>.self), as: SIMD16<UInt8>.self)
    if length > 16 {
      (to + 16).storeBytes(
        of: (from + 16).loadUnaligned(as: SIMD16<UInt8>.self), as: SIMD16<UInt8>.self)
    }
    count += length
  }

  /// Appends text with `& < > " '` as character references: eight bytes at a time are stored as they
  /// are, and what stands behind the first mark among them is stored again.
  @inline(never)
  mutating func appendEscaped(_ start: UnsafePointer<UInt8>, _ length: Int) {
    if capacity - count < length { grow(by: length) }
    var from = start
    let end = start + length
    while end - from >= 8 {
      let word = UnsafeRawPointer(from).loadUnaligned(as: UInt64.self)
      UnsafeMutableRawPointer(base + count).storeBytes(of: word, as: UInt64.self)
      let marks = escapeMarks(in: UInt64(littleEndian: word))
      if marks == 0 {
        count &+= 8
        from += 8
        continue
      }
      let place = marks.trailingZeroBitCount >> 3
      count &+= place
      appendReference(from[place], before: end - from - place - 1)
      from += place + 1
    }
    while from < end {
      let byte = from[0]
      from += 1
      if byte < 64, (htmlEscapeBits >> UInt64(byte)) & 1 != 0 {
        appendReference(byte, before: end - from)
      } else {
        base[count] = byte
        count += 1
      }
    }
  }

  /// Appends the character reference of a byte, and makes room for what follows it.
  @inline(__always)
  private mutating func appendReference(_ byte: UInt8, before rest: Int) {
    let length = byte == 0x3C || byte == 0x3E ? 4 : 5
    if capacity - count < length + rest { grow(by: length + rest) }
    // The bytes of `&amp;` and so on, the first one lowest.
    let reference: UInt64 =
      switch byte {
      case 0x26: 0x3B_706D_6126
      case 0x3C: 0x3B74_6C26
      case 0x3E: 0x3B74_6726
      case 0x22: 0x3B_3433_2326
      default: 0x3B_3933_2326
      }
    UnsafeMutableRawPointer(base + count).storeBytes(of: reference.littleEndian, as: UInt64.self)
    count += length
  }

  /// Appends a constant string.
  mutating func append(_ string: StaticString) {
    append(string.utf8Start, string.utf8CodeUnitCount)
  }

  /// Appends the decimal digits of a number.
  mutating func append(decimal value: Int64) {
    if value >= 0 && value < 10 {
      append(UInt8(truncatingIfNeeded: 48 + value))
      return
    }
    var magnitude = value.magnitude
    var length = 1
    var bound: UInt64 = 10
    while length < 20, magnitude >= bound {
      length += 1
      bound &*= 10
    }
    if value < 0 { length += 1 }
    if capacity - count < length { grow(by: length) }
    var place = count + length
    count = place
    repeat {
      place -= 1
      base[place] = UInt8(truncatingIfNeeded: 48 + magnitude % 10)
      magnitude /= 10
    } while magnitude > 0
    if value < 0 { base[place - 1] = 45 }
  }

  /// The bytes from an offset to the end.
  func suffix(from offset: Int) -> [UInt8] {
    if offset >= count { return [] }
    return Array(UnsafeBufferPointer(start: base + offset, count: count - offset))
  }

  /// Writes a line feed before the line end at an offset, if one stands there.
  mutating func doubleLineEnd(at offset: Int) {
    guard offset < count, base[offset] == 0x0A || base[offset] == 0x0D else { return }
    append(0x0A)
    guard count > offset + 1 else { return }
    (base + offset + 1).update(from: base + offset, count: count - offset - 1)
    base[offset] = 0x0A
  }

  /// Forgets everything behind an offset.
  mutating func truncate(to offset: Int) { count = min(offset, count) }

  @inline(never)
  private mutating func grow(by length: Int) {
    if length > limit - count {
      isFull = true
      count = 0
      if length <= capacity { return }
    }
    var size = capacity * 2
    while size - count < length { size *= 2 }
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: size + Self.slack)
    larger.update(from: base, count: count)
    base.deallocate()
    base = larger
    capacity = size
  }
}

/// Whether a text holds a byte that HTML escapes.
func holdsEscapedByte(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  var index = 0
  let raw = UnsafeRawBufferPointer(bytes)
  while index + 8 <= raw.count {
    let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
    if escapeMarks(in: word) != 0 { return true }
    index += 8
  }
  while index < raw.count {
    if htmlEscapeTable.needsEscape(raw[index]) { return true }
    index += 1
  }
  return false
}

/// The high bits of the bytes of a word that HTML escapes; those behind the first one may be wrong.
@inline(__always)
private func escapeMarks(in word: UInt64) -> UInt64 {
  let ones: UInt64 = 0x0101_0101_0101_0101
  // `&` and `'` differ in one bit, and so do `<` and `>`. A byte is zero where its pattern is met.
  let first = (word | ones) ^ (ones &* 0x27)
  let second = (word | (ones &* 2)) ^ (ones &* 0x3E)
  let third = word ^ (ones &* 0x22)
  let marks = (first &- ones) & ~first | (second &- ones) & ~second | (third &- ones) & ~third
  return marks & (ones &* 0x80)
}
