// The pass over lines before libcmark reads a dossier text: takes out the definitions of notes,
// turns the fences of divisions into placeholders, remembers link reference definitions, so that
// texts parsed apart (notes, cells) can use them. Knows fenced code, so that examples stay as
// they are. // HOT

import Diagnostics

/// A note's definition, taken out of the text.
struct NoteDefinition: Sendable {
  var label: [UInt8]
  var labelSpan: Span
  /// The content without the indentation, constructs still in place.
  var content: Region
}

/// Splits a text into the part libcmark reads and the notes.
struct LineScanner {
  private let source: Region
  private var out: [UInt8] = []
  private var map = OffsetMap()
  private var isChanged = false
  private(set) var notes: [NoteDefinition] = []
  /// Lines that define link references, one after the other.
  private(set) var definitions: [UInt8] = []

  /// Scans a text.
  init(_ source: Region) {
    self.source = source
  }

  /// Returns the text for libcmark.
  ///
  /// - Complexity: O(n).
  mutating func scan(tokens: inout TokenTable) -> Region {
    let bytes = source.bytes
    var line = 0
    var copied = 0
    var fence: (mark: UInt8, count: Int)?
    while line < bytes.count {
      let end = lineEnd(line)
      if fence == nil, isProse(bytes[line]) {
        line = min(end + 1, bytes.count)
        continue
      }
      let next = min(end + 1, bytes.count)
      let start = firstNonBlank(line, end)
      let content = contentStart(line, end)
      if let open = fence {
        if let closing = fenceRun(content, end), closing.mark == open.mark,
          closing.count >= open.count, isBlank(content + closing.count, end)
        {
          fence = nil
        }
      } else if let opening = fenceRun(content, end) {
        fence = opening
      } else if start - line <= 3, start < end {
        if bytes[start] == UInt8(ascii: "["), let label = noteLabel(start, end) {
          copy(copied, line)
          let last = takeNote(label, line: line, lineEnd: end)
          blankLine()
          copied = last
          line = last
          continue
        }
        if bytes[start] == UInt8(ascii: ":"), let token = divisionFence(start, end) {
          copy(copied, line)
          blankLine()
          let placeholder = tokens.add(token)
          map.addReplacement(
            out: out.count, outCount: placeholder.count, source: line, sourceCount: end - line)
          out.append(contentsOf: placeholder)
          blankLine()
          blankLine()
          copied = next
          line = next
          continue
        }
        if bytes[start] == UInt8(ascii: "["), isLinkDefinition(start, end) {
          definitions.append(contentsOf: bytes[line..<end])
          definitions.append(0x0A)
        }
      }
      line = next
    }
    guard isChanged else { return source }
    copy(copied, bytes.count)
    return Region(bytes: out, maps: [map] + source.maps, origin: source.origin)
  }

  // MARK: - Lines

  private func lineEnd(_ start: Int) -> Int {
    source.bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return 0 }
      return ByteScan.first(0x0A, in: base, from: start, to: buffer.count)
    }
  }

  /// Whether a line that starts with a byte is surely prose: a letter, or a scalar beyond ASCII.
  private func isProse(_ byte: UInt8) -> Bool { byte.isASCIILetter || byte >= 0x80 }

  private func firstNonBlank(_ start: Int, _ end: Int) -> Int {
    var index = start
    while index < end, source.bytes[index].isBlank { index += 1 }
    return index
  }

  private func isBlank(_ start: Int, _ end: Int) -> Bool { firstNonBlank(start, end) == end }

  /// Skips indentation, block quote marks and one list marker.
  private func contentStart(_ start: Int, _ end: Int) -> Int {
    var index = firstNonBlank(start, end)
    while index < end, source.bytes[index] == UInt8(ascii: ">") {
      index = firstNonBlank(index + 1, end)
    }
    guard index + 1 < end else { return index }
    let first = source.bytes[index]
    if first == UInt8(ascii: "-") || first == UInt8(ascii: "*") || first == UInt8(ascii: "+"),
      source.bytes[index + 1].isBlank
    {
      return firstNonBlank(index + 1, end)
    }
    return index
  }

  /// The run of three or more backticks or tildes at an offset.
  private func fenceRun(_ start: Int, _ end: Int) -> (mark: UInt8, count: Int)? {
    guard start < end else { return nil }
    let mark = source.bytes[start]
    guard mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
    var index = start
    while index < end, source.bytes[index] == mark { index += 1 }
    let count = index - start
    guard count >= 3 else { return nil }
    if mark == UInt8(ascii: "`"), source.bytes[index..<end].contains(mark) { return nil }
    return (mark, count)
  }

  private func isLinkDefinition(_ start: Int, _ end: Int) -> Bool {
    var index = start + 1
    guard index < end, source.bytes[index] != UInt8(ascii: "@"),
      source.bytes[index] != UInt8(ascii: "[")
    else { return false }
    while index + 1 < end, source.bytes[index] != UInt8(ascii: "]") { index += 1 }
    return index + 1 < end && source.bytes[index + 1] == UInt8(ascii: ":")
  }

  // MARK: - Divisions

  /// `::: name` or `:::`.
  private func divisionFence(_ start: Int, _ end: Int) -> Token? {
    var index = start
    while index < end, source.bytes[index] == UInt8(ascii: ":") { index += 1 }
    guard index - start >= 3 else { return nil }
    var last = end
    index = firstNonBlank(index, end)
    while last > index, source.bytes[last - 1].isBlank || source.bytes[last - 1] == 0x3A {
      last -= 1
    }
    let original = Array(source.bytes[start..<end])
    let span = source.span(start..<end)
    guard index < last else {
      return Token(original: original, span: span, value: .divisionClose)
    }
    var name = Array(source.bytes[index..<last])
    if name.first == UInt8(ascii: "{"), name.last == UInt8(ascii: "}") {
      name = name.dropFirst().dropLast().filter { $0 != UInt8(ascii: ".") }
    }
    guard name.allSatisfy({ $0.isIdentifierByte || $0 == 0x20 }) else { return nil }
    return Token(original: original, span: span, value: .divisionOpen(name: name))
  }

  // MARK: - Notes

  /// The range of the label in `[^label]:` at an offset.
  private func noteLabel(_ start: Int, _ end: Int) -> Range<Int>? {
    let bytes = source.bytes
    guard start + 4 < end + 1, start + 1 < end, bytes[start + 1] == UInt8(ascii: "^") else {
      return nil
    }
    var index = start + 2
    while index < end, bytes[index] != UInt8(ascii: "]") {
      if bytes[index].isBlank || bytes[index] == UInt8(ascii: "[") { return nil }
      index += 1
    }
    guard index > start + 2, index + 1 < end, bytes[index + 1] == UInt8(ascii: ":") else {
      return nil
    }
    return start + 2..<index
  }

  /// Takes a definition out, with the lines that continue it; returns the offset behind it.
  private mutating func takeNote(_ label: Range<Int>, line: Int, lineEnd end: Int) -> Int {
    let bytes = source.bytes
    var content: [UInt8] = []
    var contentMap = OffsetMap()
    func add(_ range: Range<Int>, newline: Int) {
      contentMap.addCopy(out: content.count, source: range.lowerBound, count: range.count)
      content.append(contentsOf: bytes[range])
      let count = newline < bytes.count ? 1 : 0
      contentMap.addReplacement(
        out: content.count, outCount: 1, source: newline, sourceCount: count)
      content.append(0x0A)
    }
    add(firstNonBlank(label.upperBound + 2, end)..<end, newline: end)
    var next = min(end + 1, bytes.count)
    var canContinueLazily = !isBlank(label.upperBound + 2, end)
    var kept = next
    while next < bytes.count {
      let nextEnd = lineEnd(next)
      let start = firstNonBlank(next, nextEnd)
      if start == nextEnd {
        add(nextEnd..<nextEnd, newline: nextEnd)
        canContinueLazily = false
        next = min(nextEnd + 1, bytes.count)
        if next == nextEnd { break }
        continue
      }
      let isIndented = start - next >= 4 || bytes[next] == 0x09
      guard isIndented || (canContinueLazily && !startsBlock(start, nextEnd)) else { break }
      let dropped = isIndented ? (bytes[next] == 0x09 ? 1 : 4) : start - next
      add(next + dropped..<nextEnd, newline: nextEnd)
      canContinueLazily = true
      next = min(nextEnd + 1, bytes.count)
      kept = next
    }
    notes.append(
      NoteDefinition(
        label: Array(bytes[label]), labelSpan: source.span(label),
        content: Region(
          bytes: content, maps: [contentMap] + source.maps, origin: source.origin)))
    return kept
  }

  /// Whether a line begins a block, so that it does not continue the paragraph of a note.
  private func startsBlock(_ start: Int, _ end: Int) -> Bool {
    let bytes = source.bytes
    switch bytes[start] {
    case UInt8(ascii: "#"), UInt8(ascii: ">"), UInt8(ascii: "|"): return true
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
      return start + 1 == end || bytes[start + 1].isBlank || bytes[start + 1] == bytes[start]
    case UInt8(ascii: "`"), UInt8(ascii: "~"): return fenceRun(start, end) != nil
    case UInt8(ascii: "["): return start + 1 < end && bytes[start + 1] == UInt8(ascii: "^")
    case UInt8(ascii: "{"): return start + 1 < end && bytes[start + 1] == UInt8(ascii: "{")
    case UInt8(ascii: ":"): return start + 2 < end && bytes[start + 1] == UInt8(ascii: ":")
    default: return false
    }
  }

  // MARK: - Output

  private mutating func copy(_ start: Int, _ end: Int) {
    if !isChanged { out.reserveCapacity(source.bytes.count + 64) }
    isChanged = true
    guard start < end else { return }
    map.addCopy(out: out.count, source: start, count: end - start)
    out.append(contentsOf: source.bytes[start..<end])
  }

  /// Ends a line; its byte belongs to no byte of the source.
  private mutating func blankLine() {
    let source = map.pieces.last.map { $0.source + $0.sourceCount } ?? 0
    map.addReplacement(out: out.count, outCount: 1, source: source, sourceCount: 0)
    out.append(0x0A)
  }
}
