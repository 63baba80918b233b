// Definition lists: a paragraph whose first line is a term, or whose first lines are terms of the
// same meaning, and whose next line starts with `: `. Lines that start otherwise go on with the
// description before them. Descriptions of several blocks were taken out by the line scanner.
// Source: PHP Markdown Extra, definition lists.

import Diagnostics

extension DocumentBuilder {
  /// How many terms may share their descriptions.
  static let termLimit = 6

  /// Turns a paragraph into a definition list; returns whether it is one.
  mutating func definitionList(
    _ content: Region, span: Span, parent: Int32, around container: OpenBlock?
  ) -> Bool {
    let bytes = content.bytes
    let last = document.nodes[Int(parent)].lastChild
    let isBehindList = last >= 0 && document.nodes[Int(last)].kind == .definitionList
    let lines = LineTable(bytes)
    let terms: Int
    if isBehindList, Self.isDescription(bytes, lines.line(1, in: bytes)) {
      terms = 0
    } else {
      guard Self.holdsLine(in: bytes, 0..<bytes.count, startingWith: { $0 == UInt8(ascii: ":") }),
        let count = Self.termCount(bytes, lines)
      else { return false }
      terms = count
    }
    // A list directly behind another one joins it.
    let list: Int32
    if isBehindList {
      list = last
      document.nodes[Int(list)].span = document.nodes[Int(list)].span.union(span)
    } else {
      list = add(MarkdownNode(kind: .definitionList, span: span), to: parent)
    }
    var ranges: [Range<Int>] = []
    var nodes: [Int32] = []
    func buildRanges(_ builder: inout DocumentBuilder) {
      guard !ranges.isEmpty else { return }
      builder.buildApart(
        ranges, of: content, below: nodes, kind: .other, unescapesBars: false, around: container)
      ranges.removeAll()
      nodes.removeAll()
    }
    var number = 1
    while true {
      let line = lines.line(number, in: bytes)
      guard line.lowerBound < bytes.count else { break }
      let next = lines.line(number + 1, in: bytes)
      if Self.isDescription(bytes, line) {
        let text = Self.trimmedCell(bytes, line.lowerBound + 1..<line.upperBound)
        let description = add(
          MarkdownNode(kind: .definitionDescription, span: content.span(line)), to: list)
        if let found = TokenTable.placeholder(in: bytes, at: text.lowerBound, end: text.upperBound),
          found.count == text.count, found.number < tokens.tokens.count,
          case .description(let index, let isLoose) = tokens.tokens[found.number].value
        {
          // Nodes and texts stay in the order of the source.
          buildRanges(&self)
          document.nodes[Int(description)].flag = isLoose
          buildBlocks(tokens.descriptions[index], below: description, around: container)
        } else {
          ranges.append(text)
          nodes.append(description)
        }
      } else if number <= terms || ranges.isEmpty || Self.isDescription(bytes, next) {
        ranges.append(line)
        nodes.append(
          add(MarkdownNode(kind: .definitionTerm, span: content.span(line)), to: list))
      } else if let last = ranges.last {
        ranges[ranges.count - 1] = last.lowerBound..<line.upperBound
      }
      number += 1
    }
    buildRanges(&self)
    return true
  }

  /// Builds the blocks of a description.
  private mutating func buildBlocks(
    _ content: Region, below description: Int32, around container: OpenBlock?
  ) {
    let kind = proseKind
    if kind == .paragraph { proseKind = .other }
    var region = Tokenizer.run(content, tokens: &tokens)
    let wanted = definitions.wanted(by: region.bytes)
    if !wanted.isEmpty { region.bytes += [0x0A] + wanted }
    build(region, below: description, around: container)
    proseKind = kind
  }

  /// How many lines stand before the first description, if they are terms: one line of any kind, or
  /// several short ones that end no clause. A sentence whose line breaks before a colon is none.
  private static func termCount(_ bytes: [UInt8], _ lines: LineTable) -> Int? {
    var number = 1
    while number <= min(lines.count, termLimit + 1) {
      let line = lines.line(number, in: bytes)
      if isDescription(bytes, line) { return number > 1 ? number - 1 : nil }
      if number > 1 || !isDescription(bytes, lines.line(2, in: bytes)) {
        guard let last = line.last, line.count <= 50,
          !(bytes[last].isPunctuation && bytes[last] != UInt8(ascii: ")"))
        else { return nil }
      }
      number += 1
    }
    return nil
  }

  private static func isDescription(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
    line.count > 2 && bytes[line.lowerBound] == UInt8(ascii: ":")
      && bytes[line.lowerBound + 1].isBlank
  }
}
