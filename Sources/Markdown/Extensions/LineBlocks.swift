// Line blocks of law text: every line behind a bar is an *alinéa*, a bar alone ends a paragraph,
// a line that names an article heads what follows. The words are the law's: typography leaves
// them alone.
// Source: Pandoc, line blocks; French usage counts every new line of an article as an alinéa.

import Diagnostics

extension DocumentBuilder {
  /// Turns a paragraph into a line block; returns whether it is one.
  ///
  /// Lines that do not start with a bar go on with the line before them. A line that ends with a
  /// bar belongs to a table that lacks something: the paragraph stays a paragraph.
  mutating func lineBlock(
    _ content: Region, span: Span, parent: Int32, around container: OpenBlock?
  ) -> Bool {
    let bytes = content.bytes
    guard bytes.first == UInt8(ascii: "|"), bytes.count > 1, bytes[1].isBlank else { return false }
    var lines: [Range<Int>?] = []
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != 0x0A { end += 1 }
      let line = Self.trimmedLine(bytes, start..<end)
      start = end + 1
      guard let first = line.first else { continue }
      if bytes[first] == UInt8(ascii: "|"), line.count == 1 || bytes[first + 1].isBlank {
        guard line.count == 1 || !Self.endsWithBar(bytes, line) else { return false }
        let text = Self.trimmedLine(bytes, first + 1..<line.upperBound)
        lines.append(text.isEmpty ? nil : text)
      } else if let last = lines.last, let before = last {
        guard !Self.endsWithBar(bytes, line) else { return false }
        lines[lines.count - 1] = before.lowerBound..<line.upperBound
      } else {
        return false
      }
    }
    guard lines.contains(where: { $0 != nil }) else { return false }
    let block = add(MarkdownNode(kind: .lineBlock, span: span), to: parent)
    var ranges: [Range<Int>] = []
    var nodes: [Int32] = []
    var group: Int32 = -1
    var rank: Int32 = 0
    for line in lines {
      guard let line else {
        group = -1
        continue
      }
      var node = MarkdownNode(kind: .line, span: content.span(line))
      node.flag = Self.namesArticle(bytes[line])
      if node.flag {
        group = -1
        rank = 0
      } else {
        rank += 1
        node.number = rank
        if group < 0 {
          var paragraph = MarkdownNode(kind: .lineGroup, span: node.span)
          paragraph.number = rank
          group = add(paragraph, to: block)
        }
        document.nodes[Int(group)].span = document.nodes[Int(group)].span.union(node.span)
      }
      ranges.append(line)
      nodes.append(add(node, to: node.flag ? block : group))
    }
    var verbatim = container ?? OpenBlock(rawEnd: 0, node: parent, isVerbatim: true)
    verbatim.isVerbatim = true
    buildApart(
      ranges, of: content, below: nodes, kind: .other, unescapesBars: false, around: verbatim)
    return true
  }

  private static func trimmedLine(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, bytes[start].isBlank { start += 1 }
    while end > start, bytes[end - 1].isBlank { end -= 1 }
    return start..<end
  }

  private static func endsWithBar(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
    guard let last = line.last, bytes[last] == UInt8(ascii: "|") else { return false }
    return last == line.lowerBound || bytes[last - 1] != UInt8(ascii: "\\")
  }

  /// Whether a line is the name of an article: `Article 226-8-1`, `Art. 6`, `Section 230`, no more
  /// than 60 bytes and without a full stop at its end.
  private static func namesArticle(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.count <= 60, line.last != UInt8(ascii: ".") else { return false }
    return ["Article ", "Art. ", "Section ", "ARTICLE "].contains { line.starts(with: $0.utf8) }
  }
}
