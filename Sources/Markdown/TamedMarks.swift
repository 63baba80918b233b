// What libcmark 0.30.2 would need time by the square for: containers hundreds deep, which it walks
// for every line, and thousands of unclosed images, which it walks for every link. Such marks get a
// backslash and are text; texts written by people have none. // HOT
// Source: cmark's own test/pathological_tests.py, and the faults mended in 0.30.3 and 0.31.

extension Region {
  /// How far on a line marks of block quotes and list items are marks.
  static let markLimit = 512
  /// How many images may stand open in a paragraph.
  static let openImageLimit = 500

  /// Returns the text with a backslash before the marks that would cost too much.
  ///
  /// - Complexity: O(n); nothing is copied when there is no such mark.
  func tamed() -> Region {
    var places: [Int] = []
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress, buffer.count > Self.markLimit else { return }
      Self.findDeepMarks(base, buffer.count, into: &places)
      Self.findOpenImages(base, buffer.count, into: &places)
    }
    guard !places.isEmpty else { return self }
    places.sort()
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + places.count)
    var map = OffsetMap()
    var copied = 0
    for place in places + [bytes.count] {
      map.addCopy(out: out.count, source: copied, count: place - copied)
      out.append(contentsOf: bytes[copied..<place])
      copied = place
      guard place < bytes.count else { break }
      map.addReplacement(out: out.count, outCount: 1, source: place, sourceCount: 0)
      out.append(UInt8(ascii: "\\"))
    }
    return Region(bytes: out, maps: [map] + maps, origin: origin)
  }

  /// Finds, on every line, the first mark of a container that stands too far from its start.
  private static func findDeepMarks(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, into places: inout [Int]
  ) {
    var start = 0
    while start + markLimit < count {
      // Lines that end within the limit hold no such mark.
      if let lineFeed = ByteScan.last(0x0A, in: bytes, from: start, to: start + markLimit) {
        start = lineFeed + 1
        continue
      }
      let end = ByteScan.first(0x0A, in: bytes, from: start, to: count)
      if end - start > markLimit, let mark = deepMark(bytes, start..<end) { places.append(mark) }
      start = end + 1
    }
  }

  private static func deepMark(_ bytes: UnsafePointer<UInt8>, _ line: Range<Int>) -> Int? {
    let end = line.upperBound
    func isBlank(_ index: Int) -> Bool { index >= end || bytes[index].isBlank }
    var index = line.lowerBound
    while true {
      while index < end, bytes[index].isBlank { index += 1 }
      guard index < end else { return nil }
      let start = index
      switch bytes[index] {
      case UInt8(ascii: ">"): index += 1
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
        guard isBlank(index + 1) else { return nil }
        index += 1
      default:
        while index < end, index - start < 9, bytes[index].isDigit { index += 1 }
        guard index > start, index < end,
          bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ")"),
          isBlank(index + 1)
        else { return nil }
        index += 1
      }
      guard start - line.lowerBound >= markLimit else { continue }
      // A line of one sign is a thematic break, however long.
      let sign = bytes[start]
      if (start..<end).allSatisfy({ bytes[$0] == sign || bytes[$0].isBlank }), sign != 0x3E,
        sign != UInt8(ascii: "+"), !sign.isDigit
      {
        return nil
      }
      return sign.isDigit ? index - 1 : start
    }
  }

  /// Finds the images that begin while too many others are open in their paragraph.
  private static func findOpenImages(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, into places: inout [Int]
  ) {
    var images = 0
    var index = 0
    while images <= openImageLimit {
      index = ByteScan.first(UInt8(ascii: "!"), in: bytes, from: index, to: count)
      guard index + 1 < count else { return }
      if bytes[index + 1] == UInt8(ascii: "[") { images += 1 }
      index += 1
    }
    var areImages: [Bool] = []
    var open = 0
    index = 0
    while index < count {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "!") where index + 1 < count && bytes[index + 1] == UInt8(ascii: "["):
        let isTooMuch = open >= openImageLimit
        if isTooMuch { places.append(index) } else { open += 1 }
        areImages.append(!isTooMuch)
        index += 1
      case UInt8(ascii: "["): areImages.append(false)
      case UInt8(ascii: "]"): if areImages.popLast() == true { open -= 1 }
      case 0x0A where index + 1 < count && bytes[index + 1] == 0x0A:
        areImages.removeAll(keepingCapacity: true)
        open = 0
      default: break
      }
      index += 1
    }
  }
}
