// Searching and comparing bytes sixteen at a time: what the passes over a whole text are made
// of. // HOT

/// Sixteen bytes at once.
typealias Bytes16 = SIMD16<UInt8>

/// Sixteen answers.
typealias Mask16 = SIMDMask<SIMD16<Int8>>

/// Scans of plain memory.
enum ByteScan {
  /// Sixteen bytes at an address.
  @inline(__always)
  static func load(_ bytes: UnsafePointer<UInt8>, _ offset: Int) -> Bytes16 {
    UnsafeRawPointer(bytes).loadUnaligned(fromByteOffset: offset, as: Bytes16.self)
  }

  /// Whether one of sixteen answers is yes.
  @inline(__always)
  static func isAny(_ mask: Mask16) -> Bool {
    let halves = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    return halves[0] | halves[1] != 0
  }

  /// The first of sixteen answers that is yes; 16 if there is none.
  @inline(__always)
  static func first(_ mask: Mask16) -> Int {
    let halves = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    let low = UInt64(littleEndian: halves[0])
    if low != 0 { return low.trailingZeroBitCount / 8 }
    let high = UInt64(littleEndian: halves[1])
    return high == 0 ? 16 : 8 + high.trailingZeroBitCount / 8
  }

  /// Replaces a byte by another in a stretch of memory.
  static func replace(
    _ byte: UInt8, by other: UInt8, in bytes: UnsafeMutablePointer<UInt8>, from start: Int,
    to end: Int
  ) {
    let wanted = Bytes16(repeating: byte)
    let replacement = Bytes16(repeating: other)
    var index = start
    while index + 16 <= end {
      let sixteen = load(bytes, index)
      let replaced = sixteen.replacing(with: replacement, where: sixteen .== wanted)
      UnsafeMutableRawPointer(bytes).storeBytes(
        of: replaced, toByteOffset: index, as: Bytes16.self)
      index += 16
    }
    while index < end {
      if bytes[index] == byte { bytes[index] = other }
      index += 1
    }
  }

  /// The offset of the last byte of a value in a stretch of memory, or nil.
  @inline(__always)
  static func last(
    _ byte: UInt8, in bytes: UnsafePointer<UInt8>, from start: Int, to end: Int
  ) -> Int? {
    var index = end - 1
    while index >= start {
      if bytes[index] == byte { return index }
      index -= 1
    }
    return nil
  }

  /// Which of sixteen bytes lie between two bounds.
  @inline(__always)
  static func range(_ low: UInt8, _ high: UInt8, in bytes: Bytes16) -> Mask16 {
    (bytes &- Bytes16(repeating: low)) .<= Bytes16(repeating: high - low)
  }

  /// The offset of the first byte of a value, or `end`.
  @inline(__always)
  static func first(
    _ byte: UInt8, in bytes: UnsafePointer<UInt8>, from start: Int, to end: Int
  ) -> Int {
    let wanted = Bytes16(repeating: byte)
    var index = start
    while index + 16 <= end {
      let found = first(load(bytes, index) .== wanted)
      if found < 16 { return index + found }
      index += 16
    }
    while index < end, bytes[index] != byte { index += 1 }
    return index
  }

  /// Whether a text stands in a source as it is, without anything that could be an escape or a
  /// character reference.
  @inline(__always)
  static func isPlainCopy(
    _ text: UnsafePointer<UInt8>, of source: UnsafePointer<UInt8>, count: Int
  ) -> Bool {
    let backslash = Bytes16(repeating: UInt8(ascii: "\\"))
    let ampersand = Bytes16(repeating: UInt8(ascii: "&"))
    var index = 0
    while index + 16 <= count {
      let bytes = load(text, index)
      let fault = (bytes .!= load(source, index)) .| (bytes .== backslash) .| (bytes .== ampersand)
      if isAny(fault) { return false }
      index += 16
    }
    while index < count {
      let byte = text[index]
      if byte != source[index] || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "&") {
        return false
      }
      index += 1
    }
    return true
  }

  /// Whether a text of prose stands in a source as it is, with spaces for line breaks.
  static func isProseCopy(
    _ text: UnsafePointer<UInt8>, of source: UnsafePointer<UInt8>, count: Int
  ) -> Bool {
    let space = Bytes16(repeating: 0x20)
    let lineFeed = Bytes16(repeating: 0x0A)
    var index = 0
    while index + 16 <= count {
      let bytes = load(source, index).replacing(
        with: space, where: load(source, index) .== lineFeed)
      if isAny(bytes .!= load(text, index)) { return false }
      index += 16
    }
    while index < count {
      let byte = source[index] == 0x0A ? 0x20 : source[index]
      if byte != text[index] { return false }
      index += 1
    }
    return true
  }

  /// Whether one of two bytes stands in a stretch of memory.
  @inline(__always)
  static func contains(
    _ byte: UInt8, or other: UInt8, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    let one = Bytes16(repeating: byte)
    let two = Bytes16(repeating: other)
    var index = 0
    while index + 16 <= bytes.count {
      let sixteen = load(base, index)
      if isAny((sixteen .== one) .| (sixteen .== two)) { return true }
      index += 16
    }
    while index < bytes.count {
      if base[index] == byte || base[index] == other { return true }
      index += 1
    }
    return false
  }

  /// Whether a text holds one letter directly followed by another, in small letters or capitals.
  static func holdsPair(
    _ first: UInt8, _ second: UInt8, in bytes: UnsafePointer<UInt8>, count: Int
  ) -> Bool {
    let one = Bytes16(repeating: first)
    let two = Bytes16(repeating: second)
    let small = Bytes16(repeating: 0x20)
    var index = 0
    while index + 17 <= count {
      let left = (load(bytes, index) | small) .== one
      if isAny(left .& ((load(bytes, index + 1) | small) .== two)) { return true }
      index += 16
    }
    while index + 1 < count {
      if bytes[index] | 0x20 == first, bytes[index + 1] | 0x20 == second { return true }
      index += 1
    }
    return false
  }
}
