// What a placeholder stands for. Constructs that CommonMark does not know are taken out before
// libcmark reads the text, and put back where it found them: as nodes in text, as the author's
// bytes in code, HTML and addresses.

import Diagnostics

/// A construct taken out of the text.
struct Token: Sendable {
  /// What it is.
  enum Value: Sendable {
    /// Nothing: keeps a table cell from starting a block.
    case blockStart
    case reference(MarkdownReference, labelOffset: Int)
    case citation([MarkdownCitation.Item])
    case note(label: [UInt8], labelSpan: Span)
    case insertion(name: String, nameSpan: Span, arguments: [MarkdownInsertion.Argument])
    case attributes(Attributes)
    /// A bare address; the destination may have a scheme put before it.
    case address(destination: [UInt8], text: [UInt8])
    /// A sign that was escaped: the text to show.
    case literal([UInt8])
    /// Something that looks like a construct and is none: shown as written.
    case malformed(Diagnostic)
    /// The start of a span in another language.
    case languageOpen
    /// The end of a span, with its language.
    case languageClose([UInt8])
    case divisionOpen(name: [UInt8], attributes: Attributes)
    case divisionClose
    /// A description of several blocks, by its rank in the table; whether its paragraphs stand apart.
    case description(Int, isLoose: Bool)
  }

  /// The author's bytes, lent by the text they stand in.
  var original: ArraySlice<UInt8>
  /// Where they stand.
  var span: Span
  var value: Value
}

/// `{#id .class lang=en}` behind a heading, a caption or the name of a division.
struct Attributes: Sendable {
  var id: [UInt8]?
  var idSpan: Span?
  var classes: [UInt8] = []
  var language: [UInt8] = []
}

/// The constructs of one document, by the number in their placeholder.
struct TokenTable: Sendable {
  private(set) var tokens: [Token] = []
  /// The descriptions of several blocks.
  var descriptions: [Region] = []

  /// Adds a construct and returns its placeholder.
  mutating func add(_ token: Token) -> [UInt8] {
    // A text with one construct has several.
    if tokens.isEmpty { tokens.reserveCapacity(16) }
    var placeholder: [UInt8] = []
    placeholder.reserveCapacity(16)
    placeholder += tokenMark
    var unit = 1
    while tokens.count / unit >= 10 { unit *= 10 }
    while unit > 0 {
      placeholder.append(0x30 + UInt8(tokens.count / unit % 10))
      unit /= 10
    }
    placeholder += tokenMark
    tokens.append(token)
    return placeholder
  }

  /// The placeholder at an offset of a text: the construct's number and the placeholder's length.
  static func placeholder<Bytes: RandomAccessCollection<UInt8>>(
    in bytes: Bytes, at index: Int, end: Int
  ) -> (number: Int, count: Int)? where Bytes.Index == Int {
    guard index + 9 <= end, startsMark(bytes, at: index) else { return nil }
    var cursor = index + 4
    var number = 0
    while cursor < end, bytes[cursor].isDigit, number < 1 << 40 {
      number = number * 10 + Int(bytes[cursor] - 0x30)
      cursor += 1
    }
    guard cursor + 4 <= end, startsMark(bytes, at: cursor) else { return nil }
    return (number, cursor + 4 - index)
  }

  @inline(__always)
  private static func startsMark<Bytes: RandomAccessCollection<UInt8>>(
    _ bytes: Bytes, at index: Int
  ) -> Bool where Bytes.Index == Int {
    bytes[index] == 0xF0 && bytes[index + 1] == 0x9B && bytes[index + 2] == 0xB2
      && bytes[index + 3] == 0x9F
  }

  /// Puts the author's bytes back in place of every placeholder.
  func restore(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    guard bytes.contains(tokenMark[0]) else { return Array(bytes) }
    let source = Array(bytes)
    var out: [UInt8] = []
    var index = 0
    while index < source.count {
      if source[index] == tokenMark[0],
        let found = Self.placeholder(in: source, at: index, end: source.count),
        found.number < tokens.count
      {
        out.append(contentsOf: restoredOriginal(found.number))
        index += found.count
      } else {
        out.append(source[index])
        index += 1
      }
    }
    return out
  }

  private func restoredOriginal(_ number: Int) -> ArraySlice<UInt8> { tokens[number].original }
}
