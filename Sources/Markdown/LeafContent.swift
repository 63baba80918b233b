// From libcmark's lines and columns to bytes: the table of lines of a text, and the content of a
// leaf block with the marks of its containers stripped, as the inline parser sees it.

/// Offsets of the lines of a text.
struct LineTable: Sendable {
  /// Offset of the first byte of each line, then the length of the text.
  private let starts: [Int]

  /// Finds the lines; LF ends a line.
  init(_ bytes: [UInt8]) {
    var starts = [0]
    starts.reserveCapacity(bytes.count / 48 + 8)
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      var index = 0
      while true {
        index = ByteScan.first(0x0A, in: base, from: index, to: buffer.count)
        guard index < buffer.count else { break }
        index += 1
        starts.append(index)
      }
    }
    if starts.last != bytes.count { starts.append(bytes.count) }
    self.starts = starts
  }

  /// How many lines there are.
  var count: Int { starts.count - 1 }

  /// The bytes of a line counted from 1 that exists, without its line break.
  @inline(__always)
  func bounds(_ number: Int, in bytes: UnsafePointer<UInt8>) -> Range<Int> {
    let start = starts[number - 1]
    let end = starts[number]
    return start..<(end > start && bytes[end - 1] == 0x0A ? end - 1 : end)
  }

  /// The bytes of a line counted from 1, without its line break.
  func line(_ number: Int, in bytes: [UInt8]) -> Range<Int> {
    guard number >= 1, number < starts.count else {
      let end = starts.last ?? 0
      return end..<end
    }
    let start = starts[number - 1]
    var end = starts[number]
    if end > start, bytes[end - 1] == 0x0A { end -= 1 }
    return start..<end
  }

  /// The bytes of a block.
  func range(of node: RawNode) -> Range<Int> {
    let last = starts.count - 1
    let startLine = min(max(Int(node.startLine) - 1, 0), last)
    let endLine = min(max(Int(node.endLine) - 1, 0), last)
    let limit = starts[last]
    let start = min(starts[startLine] + max(Int(node.startColumn) - 1, 0), limit)
    let end = min(starts[endLine] + max(Int(node.endColumn), 0), limit)
    guard end <= start, startLine < last else { return start..<max(start, end) }
    // libcmark gives no end to some blocks of HTML: the first line stands for them.
    let next = startLine + 1
    return start..<max(start, next < last ? starts[next] - 1 : limit)
  }
}

/// Makes the content of leaves.
enum LeafContent {
  /// The bytes of the region that are the content of a leaf outside containers as they stand; nil
  /// if something has to be stripped.
  static func window(of node: RawNode, in region: Region, lines: LineTable) -> Range<Int>? {
    let first = Int(node.startLine)
    var last = max(Int(node.endLine), first)
    if node.kind == .heading, last > first { last -= 1 }
    let line = lines.line(first, in: region.bytes)
    let start = min(line.lowerBound + max(Int(node.startColumn) - 1, 0), line.upperBound)
    var end = line.upperBound
    if last > first {
      for number in first + 1...last {
        let line = lines.line(number, in: region.bytes)
        guard !line.isEmpty, !region.bytes[line.lowerBound].isBlank else { return nil }
        end = line.upperBound
      }
    }
    return start..<max(start, end)
  }

  /// The text of a paragraph or heading with the marks of its containers, its own marks and
  /// indentation stripped; lines are separated by LF.
  static func region(
    of node: RawNode, in region: Region, lines: LineTable, quoteDepth: Int
  ) -> Region {
    var bytes: [UInt8] = []
    var map = OffsetMap()
    let first = Int(node.startLine)
    var last = max(Int(node.endLine), first)
    if node.kind == .heading, last > first { last -= 1 }
    for number in first...last {
      let line = lines.line(number, in: region.bytes)
      let start =
        number == first
        ? min(line.lowerBound + max(Int(node.startColumn) - 1, 0), line.upperBound)
        : continuation(line, in: region.bytes, quoteDepth: quoteDepth)
      if number > first {
        map.addCopy(out: bytes.count, source: line.lowerBound - 1, count: 1)
        bytes.append(0x0A)
      }
      map.addCopy(out: bytes.count, source: start, count: line.upperBound - start)
      bytes.append(contentsOf: region.bytes[start..<line.upperBound])
    }
    return Region(bytes: bytes, maps: [map] + region.maps, origin: region.origin)
  }

  /// Where the content of a continuation line begins: behind indentation and at most one `>` for
  /// every block quote around it. A `>` indented by four columns is content already.
  private static func continuation(
    _ line: Range<Int>, in bytes: [UInt8], quoteDepth: Int
  ) -> Int {
    var index = line.lowerBound
    var left = quoteDepth
    while true {
      let start = index
      while index < line.upperBound, bytes[index].isBlank { index += 1 }
      guard left > 0, index < line.upperBound, bytes[index] == UInt8(ascii: ">"),
        index - start < 4 || left == quoteDepth && index - start < 16
      else { return index }
      index += 1
      left -= 1
    }
  }
}
