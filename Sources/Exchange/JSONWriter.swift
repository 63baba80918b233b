// Owns the writing of JSON: escaping, indentation, commas. What is written, and in which order, is
// the caller's.

/// Writes one JSON text into bytes, in the order of the calls: two spaces to a level, or without
/// blanks for a page.
///
/// - Source: RFC 8259. Characters beyond ASCII stand as they are, in UTF-8 (section 8.1); only what
///   section 7 asks for is escaped.
struct JSONWriter {
  /// What was written so far.
  private(set) var bytes: [UInt8] = []
  /// One entry for each open object or list: whether something stands in it already.
  private var open: [Bool] = []
  private var isAfterKey = false
  /// Whether the text stands inside a page: no blanks, and no `<`, which could end its element.
  private let isForPage: Bool

  init(isForPage: Bool = false) { self.isForPage = isForPage }

  // MARK: - Containers

  /// Writes an object; `members` writes its keys and values.
  mutating func object(_ members: (inout JSONWriter) -> Void) {
    container(from: "{", to: "}", members)
  }

  /// Writes a list; `elements` writes its values.
  mutating func list(_ elements: (inout JSONWriter) -> Void) {
    container(from: "[", to: "]", elements)
  }

  /// Writes a list of strings.
  mutating func list(_ texts: [String]) {
    list { writer in for text in texts { writer.string(text) } }
  }

  private mutating func container(
    from first: Unicode.Scalar, to last: Unicode.Scalar, _ content: (inout JSONWriter) -> Void
  ) {
    startValue()
    bytes.append(UInt8(ascii: first))
    open.append(false)
    content(&self)
    if open.removeLast() { newLine() }
    bytes.append(UInt8(ascii: last))
  }

  // MARK: - Members

  /// Writes a key; the next call writes its value.
  mutating func key(_ name: String) {
    precondition(!isAfterKey, "a key is followed by a value")
    startElement()
    quoted(name)
    bytes.append(contentsOf: (isForPage ? ":" : ": ").utf8)
    isAfterKey = true
  }

  /// Writes a key with a string.
  mutating func member(_ name: String, _ value: String) {
    key(name)
    string(value)
  }

  /// Writes a key with a string, or nothing where there is none.
  mutating func member(_ name: String, _ value: String?) {
    if let value { member(name, value) }
  }

  /// Writes a key that was written out before, with its quotes and what follows it; the next call
  /// writes its value.
  mutating func key(written: [UInt8]) {
    startElement()
    bytes.append(contentsOf: written)
    isAfterKey = true
  }

  /// A key as `key(written:)` takes it.
  static func written(_ key: String) -> [UInt8] {
    var writer = JSONWriter()
    writer.quoted(key)
    return writer.bytes + ": ".utf8
  }

  // MARK: - Values

  /// Writes a string.
  mutating func string(_ value: String) {
    startValue()
    quoted(value)
  }

  /// Writes a string of two runs of bytes that need no escaping.
  mutating func string(escaped first: [UInt8], _ second: ArraySlice<UInt8>) {
    startValue()
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: first)
    bytes.append(contentsOf: second)
    bytes.append(UInt8(ascii: "\""))
  }

  /// The bytes of a text as they stand in a string of a page, without quotation marks.
  static func escapedForPage(_ text: String) -> ArraySlice<UInt8> {
    var writer = JSONWriter(isForPage: true)
    writer.string(text)
    return writer.bytes.dropFirst().dropLast()
  }

  /// Writes an integer.
  mutating func number(_ value: Int) {
    startValue()
    bytes.append(contentsOf: String(value).utf8)
  }

  /// Writes a finite number, without decimals where it has none.
  mutating func number(_ value: Double) {
    precondition(value.isFinite, "JSON has no infinity and no undefined number")
    if let whole = Int(exactly: value) { return number(whole) }
    startValue()
    bytes.append(contentsOf: value.description.utf8)
  }

  /// Writes `true` or `false`.
  mutating func boolean(_ value: Bool) {
    startValue()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  /// Ends the text with a line feed and returns it.
  consuming func finished() -> [UInt8] {
    precondition(open.isEmpty && !isAfterKey, "every object and list is closed")
    if !isForPage { bytes.append(0x0A) }
    return bytes
  }

  // MARK: - Bytes

  private mutating func startValue() {
    if isAfterKey {
      isAfterKey = false
    } else {
      startElement()
    }
  }

  private mutating func startElement() {
    guard let isOccupied = open.last else { return }
    if isOccupied { bytes.append(UInt8(ascii: ",")) }
    open[open.count - 1] = true
    newLine()
  }

  private mutating func newLine() {
    if isForPage { return }
    bytes.append(0x0A)
    for _ in open {
      bytes.append(0x20)
      bytes.append(0x20)
    }
  }

  private mutating func quoted(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { text in
      // Runs without a character to escape are copied whole.
      var start = 0
      var index = Self.firstSpecial(text, from: 0)
      while index < text.count {
        let byte = text[index]
        if byte != UInt8(ascii: "<") || isForPage {
          bytes.append(contentsOf: text[start..<index])
          escaped(byte)
          start = index + 1
        }
        index = Self.firstSpecial(text, from: index + 1)
      }
      bytes.append(contentsOf: text[start...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// The place of the first control character, quotation mark, backslash or `<`, eight bytes at a time;
  /// the count where there is none.
  private static func firstSpecial(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let raw = UnsafeRawBufferPointer(text)
    let ones: UInt64 = 0x0101_0101_0101_0101
    var index = start
    while index + 8 <= raw.count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      // A byte becomes zero where it is the one that is looked for.
      let mark = word ^ (ones &* 0x22)
      let slash = word ^ (ones &* 0x5C)
      let less = word ^ (ones &* 0x3C)
      let found =
        (word &- ones &* 0x20) & ~word | (mark &- ones) & ~mark | (slash &- ones) & ~slash
        | (less &- ones) & ~less
      let places = found & (ones << 7)
      if places != 0 { return index + places.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < raw.count {
      switch raw[index] {
      case 0x00..<0x20, 0x22, 0x5C, 0x3C: return index
      default: index += 1
      }
    }
    return index
  }

  private mutating func escaped(_ byte: UInt8) {
    switch byte {
    case 0x08: bytes.append(contentsOf: "\\b".utf8)
    case 0x09: bytes.append(contentsOf: "\\t".utf8)
    case 0x0A: bytes.append(contentsOf: "\\n".utf8)
    case 0x0C: bytes.append(contentsOf: "\\f".utf8)
    case 0x0D: bytes.append(contentsOf: "\\r".utf8)
    case 0x00..<0x20:
      bytes.append(contentsOf: "\\u00".utf8)
      bytes.append(Self.hexadecimal(byte >> 4))
      bytes.append(Self.hexadecimal(byte & 0xF))
    case UInt8(ascii: "<"): bytes.append(contentsOf: "\\u003c".utf8)
    default:
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(byte)
    }
  }

  private static func hexadecimal(_ digit: UInt8) -> UInt8 {
    digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
  }
}
