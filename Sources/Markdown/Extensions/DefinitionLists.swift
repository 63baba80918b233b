// Definition lists: a paragraph whose first line is a term and whose second line starts with
// `: `. Lines that start otherwise go on with the description before them.
// Source: PHP Markdown Extra, definition lists, tight form.

import Diagnostics

extension DocumentBuilder {
  /// Turns a paragraph into a definition list; returns whether it is one.
  mutating func definitionList(
    _ content: Region, span: Span, parent: Int32, around container: OpenBlock?
  ) -> Bool {
    let bytes = content.bytes
    guard let firstBreak = bytes.firstIndex(of: 0x0A), firstBreak + 2 < bytes.count,
      bytes[firstBreak + 1] == UInt8(ascii: ":")
    else { return false }
    let lines = LineTable(bytes)
    guard Self.isDescription(bytes, lines.line(2, in: bytes)),
      !Self.isDescription(bytes, lines.line(1, in: bytes))
    else { return false }
    // A list directly behind another one joins it.
    let last = document.nodes[Int(parent)].lastChild
    let list: Int32
    if last >= 0, document.nodes[Int(last)].kind == .definitionList {
      list = last
      document.nodes[Int(list)].span = document.nodes[Int(list)].span.union(span)
    } else {
      list = add(MarkdownNode(kind: .definitionList, span: span), to: parent)
    }
    var ranges: [Range<Int>] = []
    var nodes: [Int32] = []
    var number = 1
    while true {
      let line = lines.line(number, in: bytes)
      guard line.lowerBound < bytes.count else { break }
      let next = lines.line(number + 1, in: bytes)
      if Self.isDescription(bytes, line) {
        ranges.append(line.lowerBound + 2..<line.upperBound)
        nodes.append(
          add(
            MarkdownNode(kind: .definitionDescription, span: content.span(line)), to: list))
      } else if number == 1 || Self.isDescription(bytes, next) {
        ranges.append(line)
        nodes.append(
          add(MarkdownNode(kind: .definitionTerm, span: content.span(line)), to: list))
      } else if let last = ranges.last {
        ranges[ranges.count - 1] = last.lowerBound..<line.upperBound
      }
      number += 1
    }
    buildApart(
      ranges, of: content, below: nodes, kind: .other, unescapesBars: false,
      around: container)
    return true
  }

  private static func isDescription(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
    line.count > 2 && bytes[line.lowerBound] == UInt8(ascii: ":")
      && bytes[line.lowerBound + 1].isBlank
  }
}
