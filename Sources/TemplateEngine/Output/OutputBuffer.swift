// HOT: the bytes a rendering makes. One growing allocation, reused from page to page.

/// A growing buffer of bytes that has one owner.
public struct OutputBuffer: ~Copyable {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// The number of bytes written so far.
  public private(set) var count: Int
  /// How many bytes the buffer holds at most: an append that would make it larger empties it.
  var limit = Int.max
  /// Whether the limit was met; what the buffer holds is worth nothing then.
  private(set) var isFull = false

  /// Makes an empty buffer.
  public init(capacity: Int = 1 << 14) {
    let capacity = max(capacity, 64)
    base = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
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
    var length = value < 0 ? 1 : 0
    var rest = magnitude
    repeat {
      length += 1
      rest /= 10
    } while rest > 0
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
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
    larger.update(from: base, count: count)
    base.deallocate()
    base = larger
    capacity = size
  }
}
