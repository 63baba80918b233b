// HOT: finds the attributes of a finished page that matter to links. It knows the HTML that our
// writers make, not all of HTML: values stand between double quotation marks.

/// The scan of a page's tags.
enum TagScan {
  /// What an attribute holds.
  enum Kind {
    /// The id of its element.
    case id
    /// Ids of other elements of the page, between blanks.
    case idReferences
    /// The address of a page or fragment.
    case link
    /// The address of an image, a style sheet or an icon.
    case file
  }

  /// Calls a closure with each such attribute, in order, with the range of its value.
  ///
  /// - Complexity: O(n) in the number of bytes.
  @inline(__always)
  static func attributes(
    of page: UnsafeRawBufferPointer, _ body: (Kind, Range<Int>) -> Void
  ) {
    let count = page.count
    var index = 0
    while true {
      index = first(0x3C, page, from: index)
      if index >= count { return }
      if index + 1 < count, page[index + 1] == UInt8(ascii: "!"), starts(page, "<!--", at: index) {
        index = skip(page, past: "-->", from: index + 4)
        continue
      }
      index += 1
      let nameStart = index
      while index < count, isName(page[index]) { index += 1 }
      if index == nameStart { continue }
      let isLink = index - nameStart == 4 && starts(page, "link", at: nameStart)
      while index < count, page[index] != UInt8(ascii: ">") {
        while index < count, isBlank(page[index]) || page[index] == UInt8(ascii: "/") { index += 1 }
        let start = index
        while index < count, isName(page[index]) { index += 1 }
        if index == start {
          if index < count, page[index] != UInt8(ascii: ">") { index += 1 }
          continue
        }
        let end = index
        guard index + 1 < count, page[index] == UInt8(ascii: "="),
          page[index + 1] == UInt8(ascii: "\"")
        else { continue }
        index += 2
        let valueStart = index
        index = first(0x22, page, from: index)
        if let kind = kind(page, start, end, isLink: isLink) { body(kind, valueStart..<index) }
        if index < count { index += 1 }
      }
    }
  }

  /// The next byte of some value, eight bytes at a time.
  @inline(__always)
  private static func first(
    _ byte: UInt8, _ page: UnsafeRawBufferPointer, from start: Int
  ) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let pattern = ones &* UInt64(byte)
    var index = start
    while index + 8 <= page.count {
      let word =
        UInt64(littleEndian: page.loadUnaligned(fromByteOffset: index, as: UInt64.self)) ^ pattern
      let zero = (word &- ones) & ~word & (ones << 7)
      if zero != 0 { return index + zero.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < page.count, page[index] != byte { index += 1 }
    return index
  }

  private static func kind(
    _ page: UnsafeRawBufferPointer, _ start: Int, _ end: Int, isLink: Bool
  ) -> Kind? {
    switch end - start {
    case 2: page[start] == 0x69 && page[start + 1] == 0x64 ? .id : nil
    case 3:
      switch (page[start], page[start + 1], page[start + 2]) {
      case (0x73, 0x72, 0x63): .file
      case (0x66, 0x6F, 0x72): .idReferences
      default: nil
      }
    case 4:
      page[start] == 0x68 && starts(page, "href", at: start) ? (isLink ? .file : .link) : nil
    case 15: starts(page, "aria-labelledby", at: start) ? .idReferences : nil
    case 16: starts(page, "aria-describedby", at: start) ? .idReferences : nil
    default: nil
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
  }

  private static func isName(_ byte: UInt8) -> Bool {
    byte < 128 && (byte < 64 ? nameBits.low : nameBits.high) >> UInt64(byte & 63) & 1 != 0
  }

  /// Letters, digits, `-` and `:`, one bit for each byte below 128.
  private static var nameBits: (low: UInt64, high: UInt64) {
    (0x07FF_2000_0000_0000, 0x07FF_FFFE_07FF_FFFE)
  }

  private static func starts(
    _ page: UnsafeRawBufferPointer, _ text: StaticString, at index: Int
  ) -> Bool {
    let count = text.utf8CodeUnitCount
    guard index + count <= page.count else { return false }
    let start = text.utf8Start
    for offset in 0..<count where page[index + offset] != start[offset] { return false }
    return true
  }

  private static func skip(
    _ page: UnsafeRawBufferPointer, past text: StaticString, from index: Int
  ) -> Int {
    var index = index
    while index < page.count, !starts(page, text, at: index) { index += 1 }
    return min(page.count, index + text.utf8CodeUnitCount)
  }
}

/// The text of an attribute: character references and percent escapes undone.
enum AttributeText {
  private static let references: [([UInt8], UInt8)] = [
    (Array("&amp;".utf8), 0x26), (Array("&lt;".utf8), 0x3C), (Array("&gt;".utf8), 0x3E),
    (Array("&quot;".utf8), 0x22), (Array("&#34;".utf8), 0x22), (Array("&#39;".utf8), 0x27),
    (Array("&#x27;".utf8), 0x27),
  ]

  static func decode(_ bytes: UnsafeRawBufferPointer, into out: inout [UInt8]) {
    out.removeAll(keepingCapacity: true)
    var index = 0
    scan: while index < bytes.count {
      if bytes[index] == UInt8(ascii: "&") {
        for (name, value) in references where index + name.count <= bytes.count {
          if bytes[index..<(index + name.count)].elementsEqual(name) {
            out.append(value)
            index += name.count
            continue scan
          }
        }
      } else if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let high = hexadecimal(bytes[index + 1]), let low = hexadecimal(bytes[index + 2])
      {
        out.append(high << 4 | low)
        index += 3
        continue
      }
      out.append(bytes[index])
      index += 1
    }
  }

  static func string(_ bytes: UnsafeRawBufferPointer) -> String {
    var out: [UInt8] = []
    decode(bytes, into: &out)
    return String(decoding: out, as: UTF8.self)
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}
