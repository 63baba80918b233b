// Owns the encoding of a picture: PNG with a palette of 16 colours, its own Deflate and checksums.
// No library and no clock: the same picture gives the same bytes.

/// Encodes pictures of up to 16 colours.
///
/// - Source: PNG (Third Edition), sections 5 and 11; RFC 1950; RFC 1951, section 3.2.6 for the fixed
///   codes.
enum PNG {
  /// Returns a picture as a file.
  ///
  /// - Parameters:
  ///   - pixels: One index of the palette a pixel, row by row.
  ///   - palette: At most 16 colours, as `0xRRGGBB`.
  ///   - text: A description, kept in the file.
  /// - Complexity: O(n) in the number of pixels.
  static func encode(
    _ pixels: [UInt8], width: Int, height: Int, palette: [UInt32], title: String
  ) -> [UInt8] {
    precondition(pixels.count == width * height && palette.count <= 16, "a picture of 16 colours")
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    // Four bits a pixel, colours by index.
    chunk(
      "IHDR", bigEndian(UInt32(width)) + bigEndian(UInt32(height)) + [4, 3, 0, 0, 0], to: &file)
    chunk(
      "PLTE",
      palette.flatMap { [UInt8($0 >> 16 & 0xFF), UInt8($0 >> 8 & 0xFF), UInt8($0 & 0xFF)] },
      to: &file)
    // Keyword, no compression, no language, no translation of the keyword, text.
    chunk("iTXt", Array("Title".utf8) + [0, 0, 0, 0, 0] + Array(title.utf8), to: &file)
    let stride = (width + 1) / 2 + 1
    var rows = [UInt8](repeating: 0, count: stride * height)
    for row in 0..<height {
      for column in 0..<width where pixels[row * width + column] != 0 {
        let shift: UInt8 = column % 2 == 0 ? 4 : 0
        rows[row * stride + 1 + column / 2] |= pixels[row * width + column] << shift
      }
    }
    chunk("IDAT", zlib(rows, stride: stride), to: &file)
    chunk("IEND", [], to: &file)
    return file
  }

  private static func bigEndian(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(number >> $0 & 0xFF) }
  }

  private static func chunk(_ name: String, _ data: [UInt8], to file: inout [UInt8]) {
    let body = Array(name.utf8) + data
    file += bigEndian(UInt32(data.count)) + body + bigEndian(crc(body))
  }

  /// - Source: PNG, annex D.
  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    var table = [UInt32](repeating: 0, count: 256)
    for index in table.indices {
      var value = UInt32(index)
      for _ in 0..<8 { value = value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
      table[index] = value
    }
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes { crc = table[Int((crc ^ UInt32(byte)) & 0xFF)] ^ (crc >> 8) }
    return crc ^ 0xFFFF_FFFF
  }

  private static func adler(_ bytes: [UInt8]) -> UInt32 {
    var low: UInt32 = 1
    var high: UInt32 = 0
    for byte in bytes {
      low = (low + UInt32(byte)) % 65_521
      high = (high + low) % 65_521
    }
    return high << 16 | low
  }

  /// Compresses rows in one block of fixed codes: what stands in the row above, or just before, is
  /// pointed at, the rest is written.
  private static func zlib(_ bytes: [UInt8], stride: Int) -> [UInt8] {
    var bits = BitWriter([0x78, 0x01])
    bits.write(1, count: 1)
    bits.write(1, count: 2)
    var index = 0
    while index < bytes.count {
      var best = 0
      var distance = 0
      for candidate in [1, stride] where candidate <= index {
        var length = 0
        let limit = min(258, bytes.count - index)
        while length < limit, bytes[index + length] == bytes[index + length - candidate] {
          length += 1
        }
        if length > best {
          best = length
          distance = candidate
        }
        if best == limit { break }
      }
      if best >= 4 {
        bits.write(length: best)
        bits.write(distance: distance)
        index += best
      } else {
        bits.write(literal: Int(bytes[index]))
        index += 1
      }
    }
    bits.write(literal: 256)
    return bits.finished() + bigEndian(adler(bytes))
  }
}

/// Bits of a Deflate stream, the lowest of a byte first.
private struct BitWriter {
  private var bytes: [UInt8]
  private var pending: UInt64 = 0
  private var pendingCount = 0

  init(_ start: [UInt8]) { bytes = start }

  mutating func write(_ value: Int, count: Int) {
    pending |= UInt64(value) << UInt64(pendingCount)
    pendingCount += count
    while pendingCount >= 8 {
      bytes.append(UInt8(pending & 0xFF))
      pending >>= 8
      pendingCount -= 8
    }
  }

  /// Huffman codes are packed from their highest bit.
  private mutating func write(code: Int, count: Int) {
    var reversed = 0
    for bit in 0..<count where code >> bit & 1 == 1 { reversed |= 1 << (count - 1 - bit) }
    write(reversed, count: count)
  }

  mutating func write(literal: Int) {
    switch literal {
    case 0...143: write(code: 0x30 + literal, count: 8)
    case 144...255: write(code: 0x190 + literal - 144, count: 9)
    case 256...279: write(code: literal - 256, count: 7)
    default: write(code: 0xC0 + literal - 280, count: 8)
    }
  }

  mutating func write(length: Int) {
    if length == 258 { return write(literal: 285) }
    // Codes 257 to 264 have no extra bits; then four codes share a number of extra bits.
    var code = 257
    var base = 3
    var extra = 0
    while true {
      let span = 1 << extra
      if length < base + span { break }
      base += span
      code += 1
      if code >= 265 { extra = (code - 261) / 4 }
    }
    write(literal: code)
    write(length - base, count: extra)
  }

  mutating func write(distance: Int) {
    var code = 0
    var base = 1
    var extra = 0
    while true {
      let span = 1 << extra
      if distance < base + span { break }
      base += span
      code += 1
      if code >= 4 { extra = code / 2 - 1 }
    }
    write(code: code, count: 5)
    write(distance - base, count: extra)
  }

  mutating func finished() -> [UInt8] {
    if pendingCount > 0 { bytes.append(UInt8(pending & 0xFF)) }
    pending = 0
    pendingCount = 0
    return bytes
  }
}
