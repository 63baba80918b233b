// Where the front matter of a text ends and its body begins. Only the split: the fields are read
// by the decoder of the data files.

/// The two parts of a text with front matter.
package struct FrontMatter: Sendable, Hashable {
  /// The lines between the two `---`, the last line break included; empty without front matter.
  package var content: Range<Int>
  /// Everything after the closing line; the whole text without front matter.
  package var body: Range<Int>
  /// Whether an opening `---` has no closing line; the whole text is then body.
  package var isUnclosed: Bool

  /// Finds the front matter at the start of a text.
  ///
  /// The opening line is `---` and the first line; the closing line is `---` or `...`. A byte order
  /// mark before it is skipped, lines end in LF, CRLF or CR.
  /// - Complexity: O(n).
  package init(splitting bytes: [UInt8]) {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    content = start..<start
    body = start..<bytes.count
    isUnclosed = false
    guard Self.isFence(bytes, at: start, ending: false) else { return }
    var line = Self.nextLine(bytes, after: start)
    let opening = line
    while line < bytes.count {
      let next = Self.nextLine(bytes, after: line)
      if Self.isFence(bytes, at: line, ending: true) {
        content = opening..<line
        body = next..<bytes.count
        return
      }
      line = next
    }
    isUnclosed = true
  }

  /// Whether the line at `start` is `---` (or `...` where a block may end) and blanks.
  private static func isFence(_ bytes: [UInt8], at start: Int, ending: Bool) -> Bool {
    guard start + 3 <= bytes.count else { return false }
    let mark = bytes[start]
    guard mark == UInt8(ascii: "-") || (ending && mark == UInt8(ascii: ".")) else { return false }
    guard bytes[start + 1] == mark, bytes[start + 2] == mark else { return false }
    for byte in bytes[(start + 3)...] {
      if byte == 0x0A || byte == 0x0D { return true }
      if byte != 0x20 && byte != 0x09 { return false }
    }
    return true
  }

  /// The offset after the line break that ends the line at `start`.
  private static func nextLine(_ bytes: [UInt8], after start: Int) -> Int {
    var index = start
    while index < bytes.count {
      if bytes[index] == 0x0A { return index + 1 }
      if bytes[index] == 0x0D {
        return index + 1 < bytes.count && bytes[index + 1] == 0x0A ? index + 2 : index + 1
      }
      index += 1
    }
    return index
  }
}
