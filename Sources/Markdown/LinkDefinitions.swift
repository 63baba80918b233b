// Link reference definitions of the body, for texts that libcmark reads apart: notes and cells. Each
// such text takes along those it may refer to, and no others, so that many texts beside many
// definitions stay cheap.

/// The lines of a text that define links.
struct LinkDefinitions: Sendable {
  /// Longest label that CommonMark knows, and longest line that is taken along.
  private static let limit = 999

  /// Lines, one after the other, each with its line break.
  private var lines: [UInt8] = []
  /// The first line of every label.
  private var index: [[UInt8]: Range<Int>] = [:]

  var isEmpty: Bool { index.isEmpty }

  /// Adds a line `[label]: address "title"`; longer ones than a page of text are left out.
  mutating func add(_ line: ArraySlice<UInt8>) {
    guard line.count <= 4 * Self.limit,
      let start = line.firstIndex(of: UInt8(ascii: "[")),
      let end = line.firstIndex(of: UInt8(ascii: "]")), end > start, Self.isWhole(line, behind: end)
    else { return }
    let label = Self.folded(line[(start + 1)..<end])
    guard index[label] == nil else { return }
    let first = lines.count
    lines.append(contentsOf: line)
    lines.append(0x0A)
    index[label] = first..<lines.count
  }

  /// Adds the definitions of a part of the text.
  mutating func add(_ other: LinkDefinitions) {
    for line in other.lines.split(separator: 0x0A) { add(line) }
  }

  /// The lines that define the labels in brackets of a text, each once.
  ///
  /// - Complexity: O(n) in the text and in what is returned.
  func wanted(by text: [UInt8]) -> [UInt8] {
    guard !index.isEmpty, text.contains(UInt8(ascii: "[")) else { return [] }
    var out: [UInt8] = []
    var taken: Set<Int> = []
    var start: Int?
    for (position, byte) in text.enumerated() {
      if byte == UInt8(ascii: "[") {
        start = position + 1
      } else if byte == UInt8(ascii: "]"), let first = start {
        start = nil
        guard position - first <= Self.limit, let line = index[Self.folded(text[first..<position])],
          taken.insert(line.lowerBound).inserted
        else { continue }
        out.append(contentsOf: lines[line])
      }
    }
    return out
  }

  /// Whether a colon, an address and perhaps a title stand behind a label, and nothing else: a
  /// definition that goes on in the next line would leave text behind.
  private static func isWhole(_ line: ArraySlice<UInt8>, behind label: Int) -> Bool {
    var index = label + 1
    func at(_ index: Int) -> UInt8 { index < line.endIndex ? line[index] : 0 }
    func passBlanks() { while at(index).isBlank { index += 1 } }
    guard at(index) == UInt8(ascii: ":") else { return false }
    index += 1
    passBlanks()
    if at(index) == UInt8(ascii: "<") {
      while index < line.endIndex, at(index) != UInt8(ascii: ">") { index += 1 }
      guard index < line.endIndex else { return false }
      index += 1
    } else {
      let start = index
      while index < line.endIndex, !at(index).isBlank { index += 1 }
      guard index > start else { return false }
    }
    let address = index
    passBlanks()
    guard index < line.endIndex else { return true }
    var last = line.endIndex - 1
    while last > index, line[last].isBlank { last -= 1 }
    let quote = at(index) == UInt8(ascii: "(") ? UInt8(ascii: ")") : at(index)
    return index > address && last > index && line[last] == quote
      && (quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") || quote == UInt8(ascii: ")"))
  }

  /// A label as CommonMark compares it: case folded, blanks at the ends dropped, others as one.
  static func folded(_ label: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(label.count)
    var isBeyondASCII = false
    for byte in label {
      if byte.isBlank || byte == 0x0A {
        if let last = out.last, last != 0x20 { out.append(0x20) }
      } else {
        if byte >= 0x80 { isBeyondASCII = true }
        out.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
      }
    }
    if out.last == 0x20 { out.removeLast() }
    guard isBeyondASCII else { return out }
    return Array(String(decoding: out, as: UTF8.self).lowercased().utf8)
  }
}
