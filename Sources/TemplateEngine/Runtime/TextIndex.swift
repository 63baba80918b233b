// Characters of a text by their number. Texts are UTF-8, so a number is no offset; a table of every
// 64th character is made once for each of the last few texts, and a read looks at 64 bytes or so.

/// Finds the characters of texts by number.
struct TextIndex {
  private struct Entry {
    let text: Text
    /// The offset of every 64th scalar; empty when all bytes are ASCII.
    let marks: [Int32]
    let count: Int
  }

  private var entries: [Entry] = []
  private var oldest = 0
  /// How many bytes were looked at to make tables, since the last time it was set to 0.
  var work = 0

  private static let stride = 64

  /// The number of scalars of a text.
  mutating func count(of text: Text) -> Int { entry(text).count }

  /// The offset of the scalar of a number from 0 to the count of the text.
  mutating func offset(of number: Int, in text: Text) -> Int {
    let entry = entry(text)
    if entry.marks.isEmpty { return number }
    if number >= entry.count { return text.bytes.count }
    var at = Int(entry.marks[number / Self.stride])
    var rest = number % Self.stride
    while rest > 0 {
      at += 1
      if text.bytes[at] & 0xC0 != 0x80 { rest -= 1 }
    }
    return at
  }

  private mutating func entry(_ text: Text) -> Entry {
    for entry in entries where entry.text === text { return entry }
    let made = Self.make(text)
    work += text.bytes.count
    if entries.count < 4 {
      entries.append(made)
    } else {
      entries[oldest] = made
      oldest = (oldest + 1) & 3
    }
    return made
  }

  private static func make(_ text: Text) -> Entry {
    let bytes = text.bytes
    if bytes.allSatisfy({ $0 < 0x80 }) { return Entry(text: text, marks: [], count: bytes.count) }
    var marks: [Int32] = []
    marks.reserveCapacity(bytes.count / stride + 1)
    var count = 0
    for (offset, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
      if count % stride == 0 { marks.append(Int32(truncatingIfNeeded: offset)) }
      count += 1
    }
    return Entry(text: text, marks: marks, count: count)
  }
}
