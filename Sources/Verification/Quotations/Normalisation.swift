// Owns what may differ between a quotation and its source without changing it: kinds of space and
// of apostrophe, nothing else.

/// A text with one kind of space and one kind of apostrophe, and its words.
package struct NormalisedText: Hashable, Sendable {
  /// The text: runs of any spaces are one U+0020, ends trimmed, apostrophes U+2019.
  package let bytes: [UInt8]
  /// The words of the text, as ranges of `bytes`; punctuation and spaces lie between them.
  package let words: [Range<Int>]

  /// Normalises UTF-8 bytes.
  ///
  /// - Complexity: O(n).
  package init(_ source: some Sequence<UInt8>) {
    let source = Array(source)
    var out: [UInt8] = []
    out.reserveCapacity(source.count)
    var pendingSpace = false
    var index = 0
    while index < source.count {
      if let width = ProseBytes.spaceWidth(source, at: index) {
        pendingSpace = !out.isEmpty
        index += width
        continue
      }
      if ProseBytes.isObjectMark(source, at: index) || ProseBytes.isZeroWidth(source, at: index) {
        index += 3
        continue
      }
      if pendingSpace {
        out.append(0x20)
        pendingSpace = false
      }
      if let width = ProseBytes.apostropheWidth(source, at: index) {
        out.append(contentsOf: [0xE2, 0x80, 0x99])
        index += width
      } else {
        out.append(source[index])
        index += 1
      }
    }
    bytes = out
    words = ProseBytes.words(out)
  }

  /// Normalises a string.
  package init(_ source: String) { self.init(source.utf8) }

  /// The bytes of the word at an index.
  package func word(_ index: Int) -> ArraySlice<UInt8> { bytes[words[index]] }

  /// The text as a string.
  package var string: String { String(decoding: bytes, as: UTF8.self) }

  /// Whether `offset` is not inside a word.
  package func isWordBoundary(_ offset: Int) -> Bool {
    guard offset > 0, offset < bytes.count else { return true }
    return !(ProseBytes.isWordByte(bytes[offset - 1]) && ProseBytes.isWordByte(bytes[offset]))
      || ProseBytes.isPunctuation(bytes, before: offset)
      || ProseBytes.isPunctuation(bytes, at: offset)
  }
}
