// Paragraphs and headings of plain prose that libcmark need not read: they stand outside lists and
// quotations, no line of theirs begins anything else, and they hold nothing that CommonMark gives a
// meaning but emphasis that can be read in one way only. Where they follow each other, libcmark
// reads one letter in the place of all of them; where it does not find that letter as a paragraph,
// it reads the whole text after all. // HOT

/// The blocks of plain prose of one text.
struct PlainBlocks {
  /// A paragraph or a heading.
  struct Block {
    /// Level of the heading; 0 for a paragraph.
    var level: Int32
    /// Its lines, without the last line break.
    var range: Range<Int>
    /// What its inlines are made of.
    var content: Range<Int>
    var hasEmphasis: Bool
  }

  /// Blocks with nothing but blank lines between them.
  struct Group {
    /// Indices in `all`.
    var blocks: Range<Int>
    /// Number of the first line, from 1, and of the line behind the last one.
    var lines: Range<Int>
    /// The line of the letter that stands for them in `rest`; a blank line follows it.
    var standIn = 0
  }

  /// In the order of the text.
  private(set) var all: [Block] = []
  private(set) var groups: [Group] = []
  /// What libcmark reads.
  private(set) var rest: [UInt8]

  /// Finds none.
  init(none bytes: [UInt8]) { rest = bytes }

  /// Finds the blocks of a text.
  ///
  /// - Complexity: O(n).
  init(_ bytes: [UInt8], lines: LineTable) {
    rest = []
    guard bytes.count < 1 << 30 else {
      rest = bytes
      return
    }
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      find(base, lines)
      guard !groups.isEmpty else { return }
      var copied = 0
      var shift = 0
      for (index, group) in groups.enumerated() {
        let blocks = all[group.blocks]
        guard let first = blocks.first, let last = blocks.last else { continue }
        rest.append(contentsOf: buffer[copied..<first.range.lowerBound])
        // The line break behind the last line ends the blank line.
        rest.append(UInt8(ascii: "x"))
        rest.append(0x0A)
        copied = last.range.upperBound
        groups[index].standIn = group.lines.lowerBound - shift
        shift += group.lines.count - 2
      }
      rest.append(contentsOf: buffer[copied...])
    }
    if groups.isEmpty { rest = bytes }
  }

  /// Whether libcmark found every stand-in as a paragraph outside containers.
  func areFound(in raw: RawTree) -> Bool {
    guard !groups.isEmpty else { return true }
    var wanted = groups[...]
    var index = 1
    while index < raw.nodes.count, let next = wanted.first {
      let node = raw.nodes[index]
      if node.kind == .paragraph, Int(node.startLine) == next.standIn, node.startColumn == 1 {
        wanted.removeFirst()
      }
      index = max(Int(node.subtreeEnd), index + 1)
    }
    return wanted.isEmpty
  }

  /// Gives the blocks of libcmark the lines they have in the text.
  func moveLines(of raw: inout RawTree) {
    guard !groups.isEmpty else { return }
    for index in raw.nodes.indices where raw.nodes[index].startLine > 0 {
      raw.nodes[index].startLine = line(raw.nodes[index].startLine)
      raw.nodes[index].endLine = line(raw.nodes[index].endLine)
    }
  }

  /// The line of the text for a line of `rest`.
  private func line(_ number: Int32) -> Int32 {
    var low = 0
    var high = groups.count
    while low < high {
      let middle = (low + high) / 2
      if groups[middle].standIn <= Int(number) { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return number }
    let group = groups[low - 1]
    let behind = Int(number) - group.standIn
    return Int32(
      behind < 2
        ? group.lines.lowerBound + behind * (group.lines.count - 1)
        : group.lines.upperBound + behind - 2)
  }

  // MARK: - Finding

  private mutating func find(_ bytes: UnsafePointer<UInt8>, _ lines: LineTable) {
    var isBehindBlank = true
    var fence: (mark: UInt8, count: Int)?
    var number = 1
    while number <= lines.count {
      let line = lines.bounds(number, in: bytes)
      guard !line.isEmpty else {
        isBehindBlank = true
        number += 1
        continue
      }
      if isBehindBlank, fence == nil, let end = takeGroup(bytes, lines, from: number) {
        isBehindBlank = false
        number = end
        continue
      }
      if let run = Self.fence(bytes, line) {
        if let open = fence {
          if run.mark == open.mark, run.count >= open.count, run.isBare { fence = nil }
        } else {
          fence = (run.mark, run.count)
        }
      }
      isBehindBlank = false
      number += 1
    }
  }

  /// Takes as many blocks as follow each other; returns the line behind them, or nil if there is
  /// none.
  private mutating func takeGroup(
    _ bytes: UnsafePointer<UInt8>, _ lines: LineTable, from first: Int
  ) -> Int? {
    let start = all.count
    var end = first
    var number = first
    while number <= lines.count {
      let line = lines.bounds(number, in: bytes)
      if line.isEmpty {
        number += 1
        continue
      }
      guard let behind = takeBlock(bytes, lines, at: number) else { break }
      end = behind
      number = behind
    }
    guard all.count > start else { return nil }
    groups.append(Group(blocks: start..<all.count, lines: first..<end))
    return end
  }

  /// Takes one block; returns the line behind it, or nil if libcmark must read it.
  private mutating func takeBlock(
    _ bytes: UnsafePointer<UInt8>, _ lines: LineTable, at first: Int
  ) -> Int? {
    let line = lines.bounds(first, in: bytes)
    if let level = Self.headingLevel(bytes, line) {
      var start = line.lowerBound + level
      while start < line.upperBound, bytes[start] == 0x20 { start += 1 }
      guard start < line.upperBound, bytes[line.upperBound - 1] != UInt8(ascii: "#"),
        let hasEmphasis = Self.emphasis(bytes, start..<line.upperBound)
      else { return nil }
      all.append(
        Block(
          level: Int32(level), range: line, content: start..<line.upperBound,
          hasEmphasis: hasEmphasis))
      return first + 1
    }
    guard Self.startsProse(bytes, line, isFirst: true), bytes[line.lowerBound] != tokenMark[0]
    else { return nil }
    var end = line.upperBound
    var number = first + 1
    while number <= lines.count {
      let next = lines.bounds(number, in: bytes)
      if next.isEmpty || Self.headingLevel(bytes, next) != nil { break }
      guard Self.startsProse(bytes, next, isFirst: false) else { return nil }
      end = next.upperBound
      number += 1
    }
    let range = line.lowerBound..<end
    guard let hasEmphasis = Self.emphasis(bytes, range) else { return nil }
    all.append(Block(level: 0, range: range, content: range, hasEmphasis: hasEmphasis))
    return number
  }

  /// The level of the heading on a line, or nil.
  @inline(__always)
  private static func headingLevel(_ bytes: UnsafePointer<UInt8>, _ line: Range<Int>) -> Int? {
    var index = line.lowerBound
    guard bytes[index] == UInt8(ascii: "#") else { return nil }
    while index < line.upperBound, bytes[index] == UInt8(ascii: "#") { index += 1 }
    let level = index - line.lowerBound
    guard level <= 6, index == line.upperBound || bytes[index].isBlank else { return nil }
    return level
  }

  /// Whether a line begins no block of CommonMark or of a dossier, at the start of a paragraph or in
  /// it.
  private static func startsProse(
    _ bytes: UnsafePointer<UInt8>, _ line: Range<Int>, isFirst: Bool
  ) -> Bool {
    let byte = bytes[line.lowerBound]
    if byte.isASCIILetter || byte >= 0x80 { return true }
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: "\""), UInt8(ascii: "'"): return true
    // A colon would be the description of a term.
    case UInt8(ascii: ";"), UInt8(ascii: "!"), UInt8(ascii: "?"),
      UInt8(ascii: "%"), UInt8(ascii: "/"), UInt8(ascii: ","), UInt8(ascii: ")"):
      return !isFirst
    case UInt8(ascii: "*"):
      // Emphasis, no item and no thematic break.
      var index = line.lowerBound + 1
      if index < line.upperBound, bytes[index] == byte { index += 1 }
      guard index < line.upperBound else { return false }
      return bytes[index].isASCIILetter || bytes[index].isDigit || bytes[index] >= 0x80
    case 0x30...0x39:
      var index = line.lowerBound + 1
      while index < line.upperBound, bytes[index].isDigit { index += 1 }
      return index == line.upperBound
        || bytes[index] != UInt8(ascii: ".") && bytes[index] != UInt8(ascii: ")")
    default: return false
    }
  }

  /// The run that begins or ends fenced code on a line; whether nothing stands behind it.
  private static func fence(
    _ bytes: UnsafePointer<UInt8>, _ line: Range<Int>
  ) -> (mark: UInt8, count: Int, isBare: Bool)? {
    var index = line.lowerBound
    while index < line.upperBound, bytes[index] == 0x20 { index += 1 }
    guard index < line.upperBound, index - line.lowerBound <= 3 else { return nil }
    let mark = bytes[index]
    guard mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
    let start = index
    while index < line.upperBound, bytes[index] == mark { index += 1 }
    guard index - start >= 3 else { return nil }
    return (mark, index - start, (index..<line.upperBound).allSatisfy { bytes[$0].isBlank })
  }

  /// Whether a paragraph holds emphasis; nil if it holds anything that libcmark must read.
  private static func emphasis(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>) -> Bool? {
    let star = Bytes16(repeating: UInt8(ascii: "*"))
    let less = Bytes16(repeating: UInt8(ascii: "<"))
    let ampersand = Bytes16(repeating: UInt8(ascii: "&"))
    let tilde = Bytes16(repeating: UInt8(ascii: "~"))
    let space = Bytes16(repeating: 0x20)
    let lineFeed = Bytes16(repeating: 0x0A)
    let end = range.upperBound
    if bytes[end - 1] == 0x20 { return nil }
    var open = 0
    var hasEmphasis = false
    var index = range.lowerBound
    while index < end {
      if index + 17 <= end {
        let here = ByteScan.load(bytes, index)
        let next = ByteScan.load(bytes, index + 1)
        let found = ByteScan.first(
          // From `[` to the backtick: brackets, backslash, caret, underscore.
          ByteScan.range(UInt8(ascii: "["), UInt8(ascii: "`"), in: here)
            .| (here .== star) .| (here .== less) .| (here .== ampersand) .| (here .== tilde)
            // Controls, which libcmark drops before a line break.
            .| ByteScan.range(0x00, 0x09, in: here) .| ByteScan.range(0x0B, 0x1F, in: here)
            .| ((here .== space) .& (next .== lineFeed)))
        index += found
        if found == 16 { continue }
      }
      switch bytes[index] {
      case UInt8(ascii: "["), UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "`"),
        UInt8(ascii: "<"), UInt8(ascii: "&"), UInt8(ascii: "~"), 0x00...0x09, 0x0B...0x1F:
        return nil
      case 0x20 where index + 1 < end && bytes[index + 1] == 0x0A: return nil
      case UInt8(ascii: "*"):
        let start = index
        while index < end, bytes[index] == UInt8(ascii: "*") { index += 1 }
        guard
          takeDelimiter(
            bytes, start..<index, of: range, open: &open)
        else { return nil }
        hasEmphasis = true
        continue
      default: break
      }
      index += 1
    }
    return open == 0 ? hasEmphasis : nil
  }

  /// Reads a run of stars that either can only open or can only close emphasis; returns whether it
  /// is one. One emphasis stands open at most.
  ///
  /// - Source: CommonMark 0.30, section 6.2: such runs are left-flanking and not right-flanking,
  ///   or the other way round.
  private static func takeDelimiter(
    _ bytes: UnsafePointer<UInt8>, _ run: Range<Int>, of range: Range<Int>, open: inout Int
  ) -> Bool {
    guard run.count <= 2 else { return false }
    let before = run.lowerBound > range.lowerBound ? bytes[run.lowerBound - 1] : 0x0A
    let after = run.upperBound < range.upperBound ? bytes[run.upperBound] : 0x0A
    let isSpaceBefore = before == 0x20 || before == 0x0A
    let isSpaceAfter = after == 0x20 || after == 0x0A
    if open == 0 {
      guard isSpaceBefore || before.isPunctuation else { return false }
      guard
        after.isASCIILetter || after.isDigit
          || after == 0xC3 && bytes[run.upperBound + 1] | 0x20 != 0xB7
      else { return false }
      open = run.count
      return true
    }
    guard run.count == open else { return false }
    let isWordBefore =
      before.isASCIILetter || before.isDigit
      || before >= 0x80 && before | 0x20 != 0xB7 && bytes[run.lowerBound - 2] == 0xC3
    guard
      isWordBefore
        ? isSpaceAfter || after.isPunctuation : before.isPunctuation && isSpaceAfter
    else { return false }
    open = 0
    return true
  }

  // MARK: - Inlines

  /// Puts the inlines of a block in the place of nodes of libcmark; they point into the text.
  /// Line breaks stay in the texts.
  static func inlines(
    of block: Block, in bytes: [UInt8], into nodes: inout [RawNode]
  ) {
    nodes.removeAll(keepingCapacity: true)
    func addText(_ range: Range<Int>) {
      guard !range.isEmpty else { return }
      var node = RawNode(kind: .text)
      node.text = MarkdownNode.Slice(
        start: UInt32(range.lowerBound), end: UInt32(range.upperBound))
      nodes.append(node)
    }
    guard block.hasEmphasis else { return addText(block.content) }
    var open = -1
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      let end = block.content.upperBound
      var start = block.content.lowerBound
      while true {
        let star = ByteScan.first(UInt8(ascii: "*"), in: base, from: start, to: end)
        addText(start..<star)
        guard star < end else { break }
        start = star + 1
        let isStrong = start < end && base[start] == UInt8(ascii: "*")
        if isStrong { start += 1 }
        if open < 0 {
          open = nodes.count
          nodes.append(RawNode(kind: isStrong ? .strong : .emphasis))
        } else {
          nodes[open].subtreeEnd = Int32(nodes.count)
          open = -1
        }
      }
    }
  }
}
