// Owns which words of prose count as quoted: those in guillemets, and those in straight or curly
// quotation marks whose sentence cites a source.

import Diagnostics
import Markdown

/// Quoted words of a text.
struct QuotedPassage {
  /// The bytes between the marks.
  let text: [UInt8]
  /// Where they stand.
  let span: Span

  /// The quoted words of a document that are long enough to be compared, by blocks.
  ///
  /// Guillemets always quote. Other marks also set off titles, words used as words and irony, so they
  /// quote only beside a citation.
  ///
  /// - Complexity: O(n).
  static func all(in document: MarkdownDocument) -> [QuotedPassage] {
    var passages = document.quotations.map { QuotedPassage(text: $0.text, span: $0.span) }
    let blocks = document.proseBlocks
    for index in blocks.indices where blocks.holdsCitations(at: index) {
      guard holdsMarks(blocks.text(at: index)) else { continue }
      let block = blocks[index]
      let anchors = block.citations.map(\.offset)
      let ranges = marked(block.text)
      if ranges.isEmpty { continue }
      let skipped = block.code + document.quotedRanges(inBlock: index)
      let sentences = Sentences(block, anchors: anchors)
      for range in ranges
      where sentences.cite(around: range) && !skipped.contains(where: { $0.overlaps(range) }) {
        passages.append(
          QuotedPassage(text: Array(block.text[range]), span: block.span(of: range)))
      }
    }
    return passages.filter { NormalisedText($0.text).words.count >= PassageIndex.runLength }
  }

  /// Whether a straight mark, or the first byte of a curly one, stands in a text.
  private static func holdsMarks(_ bytes: [UInt8]) -> Bool {
    bytes.contains { $0 == 0x22 || $0 == 0xE2 }
  }

  /// What stands between “ and ”, and between two straight marks.
  private static func marked(_ text: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var straight: Int?
    var curly: Int?
    var index = 0
    while index < text.count {
      if text[index] == 0x22 {
        let isOpening = index + 1 < text.count && !isSpace(text, index + 1)
        if let start = straight {
          if index > start, curly == nil { ranges.append(start..<index) }
          straight = nil
        } else if isOpening, !isInWord(text, index) {
          straight = index + 1
        }
        index += 1
      } else if text[index...].starts(with: [0xE2, 0x80, 0x9C]) {
        curly = index + 3
        index += 3
      } else if text[index...].starts(with: [0xE2, 0x80, 0x9D]) {
        // Marks inside the words are theirs.
        if let start = curly, index > start {
          while let last = ranges.last, last.lowerBound >= start { ranges.removeLast() }
          ranges.append(start..<index)
        }
        curly = nil
        index += 3
      } else {
        index += 1
      }
    }
    return ranges
  }

  private static func isSpace(_ text: [UInt8], _ index: Int) -> Bool {
    ProseBytes.spaceWidth(text, at: index) != nil
  }

  /// Whether a letter or a digit stands before an offset.
  private static func isInWord(_ text: [UInt8], _ index: Int) -> Bool {
    index > 0 && ProseBytes.isWordByte(text[index - 1])
      && !ProseBytes.isPunctuation(text, before: index)
  }

  /// The sentences of a block, and which of them cite.
  private struct Sentences {
    private let tokens: ProseTokens
    /// The sentence of each token.
    private var numbers: [Int] = []
    private var citing: Set<Int> = []

    init(_ block: ProseBlock, anchors: [Int]) {
      tokens = ProseTokens(block.text)
      let sentences = tokens.sentences(in: block.text, splitsClauses: false)
      for (number, sentence) in sentences.enumerated() {
        for _ in sentence { numbers.append(number) }
      }
      for anchor in anchors { citing.insert(number(at: anchor)) }
    }

    private func number(at offset: Int) -> Int {
      let token = tokens.index(at: offset)
      return numbers.indices.contains(token) ? numbers[token] : 0
    }

    /// Whether a citation stands in a sentence of some words, or right behind its end.
    func cite(around range: Range<Int>) -> Bool {
      let first = number(at: range.lowerBound)
      let last = number(at: range.upperBound)
      if (first...max(first, last)).contains(where: citing.contains) { return true }
      guard citing.contains(last + 1) else { return false }
      var token = tokens.index(at: range.upperBound)
      while numbers.indices.contains(token), numbers[token] == last { token += 1 }
      return tokens[token]?.text == "\u{FFFC}"
    }
  }
}
