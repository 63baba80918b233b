// HOT: reads the ids and addresses of a finished page in one pass over its bytes. It knows the HTML
// that our writers make, not all of HTML.

/// The ids of a page and what it points at.
package struct PageScan: Sendable {
  /// The ids of elements, in order.
  package private(set) var ids: [String] = []
  /// Addresses of links: pages and fragments.
  package private(set) var links: [String] = []
  /// Addresses of images, style sheets and icons.
  package private(set) var files: [String] = []
  /// Ids that attributes such as `aria-labelledby` name.
  package private(set) var idReferences: [String] = []

  /// Scans a page.
  ///
  /// - Complexity: O(n) in the number of bytes.
  package init(_ page: [UInt8]) {
    var index = 0
    let count = page.count
    while index < count {
      guard page[index] == UInt8(ascii: "<") else {
        index += 1
        continue
      }
      if Self.starts(page, "<!--", at: index) {
        index = Self.skip(page, past: "-->", from: index + 4)
        continue
      }
      index += 1
      let nameStart = index
      while index < count, Self.isName(page[index]) { index += 1 }
      if index == nameStart { continue }
      let isLink = page[nameStart..<index].elementsEqual("link".utf8)
      while index < count, page[index] != UInt8(ascii: ">") {
        while index < count, Self.isBlank(page[index]) || page[index] == UInt8(ascii: "/") {
          index += 1
        }
        let start = index
        while index < count, Self.isName(page[index]) { index += 1 }
        if index == start {
          if index < count, page[index] != UInt8(ascii: ">") { index += 1 }
          continue
        }
        let name = start..<index
        guard index + 1 < count, page[index] == UInt8(ascii: "="),
          page[index + 1] == UInt8(ascii: "\"")
        else { continue }
        index += 2
        let valueStart = index
        while index < count, page[index] != UInt8(ascii: "\"") { index += 1 }
        add(page, name: name, value: valueStart..<index, isFile: isLink)
        if index < count { index += 1 }
      }
    }
  }

  private mutating func add(
    _ page: [UInt8], name: Range<Int>, value: Range<Int>, isFile: Bool
  ) {
    let key = page[name]
    if key.elementsEqual("id".utf8) {
      ids.append(Self.decoded(page[value]))
    } else if key.elementsEqual("href".utf8) {
      if isFile {
        files.append(Self.decoded(page[value]))
      } else {
        links.append(Self.decoded(page[value]))
      }
    } else if key.elementsEqual("src".utf8) {
      files.append(Self.decoded(page[value]))
    } else if key.elementsEqual("aria-labelledby".utf8)
      || key.elementsEqual("aria-describedby".utf8) || key.elementsEqual("for".utf8)
    {
      for part in page[value].split(separator: UInt8(ascii: " ")) {
        idReferences.append(Self.decoded(part))
      }
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
  }

  private static func isName(_ byte: UInt8) -> Bool {
    byte >= 0x61 && byte <= 0x7A || byte >= 0x41 && byte <= 0x5A || byte >= 0x30 && byte <= 0x39
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":")
  }

  private static func starts(_ page: [UInt8], _ text: StaticString, at index: Int) -> Bool {
    guard index + text.utf8CodeUnitCount <= page.count else { return false }
    return text.withUTF8Buffer { page[index..<(index + $0.count)].elementsEqual($0) }
  }

  private static func skip(_ page: [UInt8], past text: StaticString, from index: Int) -> Int {
    var index = index
    while index < page.count, !starts(page, text, at: index) { index += 1 }
    return min(page.count, index + text.utf8CodeUnitCount)
  }

  /// The text of an attribute: character references and percent escapes undone.
  private static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(where: { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "%") }) else {
      return String(decoding: bytes, as: UTF8.self)
    }
    var out: [UInt8] = []
    var index = bytes.startIndex
    let references: [(StaticString, UInt8)] = [
      ("&amp;", 0x26), ("&lt;", 0x3C), ("&gt;", 0x3E), ("&quot;", 0x22), ("&#34;", 0x22),
      ("&#39;", 0x27), ("&#x27;", 0x27),
    ]
    scan: while index < bytes.endIndex {
      if bytes[index] == UInt8(ascii: "&") {
        for (name, value) in references where index + name.utf8CodeUnitCount <= bytes.endIndex {
          let end = index + name.utf8CodeUnitCount
          if name.withUTF8Buffer({ bytes[index..<end].elementsEqual($0) }) {
            out.append(value)
            index = end
            continue scan
          }
        }
      } else if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.endIndex,
        let high = hexadecimal(bytes[index + 1]), let low = hexadecimal(bytes[index + 2])
      {
        out.append(high << 4 | low)
        index += 3
        continue
      }
      out.append(bytes[index])
      index += 1
    }
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
