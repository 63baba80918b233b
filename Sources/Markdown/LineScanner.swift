// The pass over lines before libcmark reads a dossier text: takes out the definitions of notes and
// the descriptions of several blocks, turns the fences of divisions into placeholders, remembers link reference definitions, so that
// texts parsed apart (notes, cells) can use them. Knows fenced code and the marks of block quotes
// and list items, so that examples stay as they are. // HOT

import Diagnostics

/// A note's definition, taken out of the text.
struct NoteDefinition: Sendable {
  var label: [UInt8]
  var labelSpan: Span
  /// The content without the indentation, constructs still in place.
  var content: Region
}

/// Splits a text into the part libcmark reads and the notes.
struct LineScanner {
  /// Fenced code that has not ended.
  private struct Fence {
    var mark: UInt8
    var count: Int
    var quoteDepth: Int
    var indentation: Int
  }

  /// What stands before the content of a line.
  private struct Prefix {
    /// Behind the marks of block quotes.
    var quoteEnd: Int
    var quoteDepth = 0
    /// Behind indentation and the marks of list items.
    var content: Int
    /// Columns from the end of the quote marks to the content.
    var indentation = 0
    /// Whether a list item starts on the line.
    var startsItem = false
  }

  let source: Region
  private let takesDefinitions: Bool
  /// How many descriptions the text stands in.
  private let depth: Int
  private var out: [UInt8] = []
  private var map = OffsetMap()
  private var isChanged = false
  /// Columns at which the content of the open list items stands.
  private var itemColumns: [Int] = []
  private var quoteDepth = 0
  private(set) var notes: [NoteDefinition] = []
  private(set) var abbreviations: [AbbreviationDefinition] = []
  /// Lines that define links.
  private(set) var definitions = LinkDefinitions()
  /// The offset behind the last description that was taken out.
  private(set) var descriptionEnd = -1

  /// Makes a scanner; the text of a note takes no definitions of notes and abbreviations.
  init(_ source: Region, takesDefinitions: Bool = true, depth: Int = 0) {
    self.source = source
    self.takesDefinitions = takesDefinitions
    self.depth = depth
  }

  /// Returns the text for libcmark.
  ///
  /// - Complexity: O(n).
  mutating func scan(tokens: inout TokenTable) -> Region {
    let bytes = source.bytes
    var line = 0
    var copied = 0
    var fence: Fence?
    while line < bytes.count {
      let end = lineEnd(line)
      if fence == nil, isProse(bytes[line]) {
        if !itemColumns.isEmpty { itemColumns.removeAll() }
        quoteDepth = 0
        line = min(end + 1, bytes.count)
        continue
      }
      let next = min(end + 1, bytes.count)
      let start = firstNonBlank(line, end)
      guard start < end else {
        line = next
        continue
      }
      if let open = fence {
        // The prefix is that of the line which opened the code: no item starts in code.
        let closing = fenceRun(afterQuotes(line, end), end)
        if let closing, closing.mark == open.mark, closing.count >= open.count,
          isBlank(afterQuotes(line, end) + closing.count, end)
        {
          fence = nil
          line = next
          continue
        }
        guard endsCode(open, line, end) else {
          line = next
          continue
        }
        fence = nil
      }
      let prefix = prefix(line, end)
      let indentation = prefix.indentation - (itemColumns.last ?? 0)
      if indentation <= 3 || prefix.startsItem, prefix.content < end {
        if let opening = fenceRun(prefix.content, end) {
          fence = Fence(
            mark: opening.mark, count: opening.count, quoteDepth: prefix.quoteDepth,
            indentation: itemColumns.last ?? 0)
        } else if takesDefinitions, start - line <= 3, bytes[start] == UInt8(ascii: "["),
          let label = noteLabel(start, end)
        {
          copy(copied, line)
          let last = takeNote(label, line: line, lineEnd: end)
          blankLine()
          copied = last
          line = last
          continue
        } else if takesDefinitions, bytes[prefix.content] == UInt8(ascii: "["),
          prefix.quoteDepth > 0 || !itemColumns.isEmpty,
          let label = noteLabel(prefix.content, end)
        {
          copied = takeInnerNote(label, prefix, line: line, lineEnd: end, copied: copied)
          line = copied
          continue
        } else if takesDefinitions, start - line <= 3, bytes[start] == UInt8(ascii: "*"),
          let definition = abbreviation(start, end)
        {
          abbreviations.append(definition)
          copy(copied, line)
          blankLine()
          copied = next
        } else if bytes[prefix.content] == UInt8(ascii: ":"),
          let token = divisionFence(prefix.content, end)
        {
          copy(copied, line)
          takeFence(token, prefix, line: line, lineEnd: end, tokens: &tokens)
          copied = next
        } else if bytes[prefix.content] == UInt8(ascii: ":"), prefix.quoteDepth == 0,
          itemColumns.isEmpty, depth < Self.depthLimit,
          let last = takeDescription(
            prefix.content, line: line, lineEnd: end, copied: &copied, tokens: &tokens)
        {
          line = last
          continue
        } else if bytes[start] == UInt8(ascii: "["), isLinkDefinition(start, end) {
          definitions.add(bytes[line..<end])
        }
      }
      line = next
    }
    guard isChanged else { return source }
    copy(copied, bytes.count)
    return Region(bytes: out, maps: [map] + source.maps, origin: source.origin)
  }

  /// How deep descriptions of several blocks may stand in one another.
  private static let depthLimit = 8

  /// Takes a description of several blocks out, and leaves a placeholder; returns the offset behind
  /// it, or nil if the line is none: a description of one paragraph stays where it is.
  private mutating func takeDescription(
    _ colon: Int, line: Int, lineEnd end: Int, copied: inout Int, tokens: inout TokenTable
  ) -> Int? {
    guard let text = descriptionText(colon, end) else { return nil }
    let place = descriptionPlace(line)
    if place == .behindPicture {
      // The caption of a picture is a paragraph of its own.
      copy(copied, line)
      blankLine()
      copied = line
      return nil
    }
    guard place != .none else { return nil }
    let found = description(colon, text: text, line: line, lineEnd: end)
    var isLoose = found.isLoose
    var start = line
    if case .behindBlank(let blank) = place {
      isLoose = true
      start = blank
    }
    guard isLoose || found.holdsBlocks else { return nil }
    var inner = LineScanner(
      Region(bytes: found.content, maps: [found.map] + source.maps, origin: source.origin),
      takesDefinitions: takesDefinitions, depth: depth + 1)
    let content = inner.scan(tokens: &tokens)
    notes += inner.notes
    abbreviations += inner.abbreviations
    definitions.add(inner.definitions)
    var original = source.bytes[text..<found.end]
    while original.last == 0x0A { original.removeLast() }
    let token = Token(
      original: original, span: source.span(line..<max(end, text + original.count)),
      value: .description(tokens.descriptions.count, isLoose: isLoose))
    tokens.descriptions.append(content)
    copy(copied, start)
    let placeholder = [UInt8(ascii: ":"), 0x20] + tokens.add(token)
    map.addReplacement(
      out: out.count, outCount: placeholder.count, source: line, sourceCount: end - line)
    out.append(contentsOf: placeholder)
    blankLine()
    if !startsDescription(found.end) { blankLine() }
    copied = found.end
    descriptionEnd = found.end
    return found.end
  }

  /// Puts a placeholder in place of the fence of a division, in a paragraph of its own inside the
  /// block quotes and list items around it.
  private mutating func takeFence(
    _ token: Token, _ prefix: Prefix, line: Int, lineEnd end: Int, tokens: inout TokenTable
  ) {
    var quoteEnd = prefix.quoteEnd
    while quoteEnd > line, source.bytes[quoteEnd - 1].isBlank { quoteEnd -= 1 }
    let quotes = Array(source.bytes[line..<quoteEnd])
    func quoteMarks() {
      map.addReplacement(
        out: out.count, outCount: quotes.count, source: line, sourceCount: 0)
      out.append(contentsOf: quotes)
    }
    if !prefix.startsItem {
      quoteMarks()
      blankLine()
    }
    let isAtMargin = prefix.quoteDepth == 0 && itemColumns.isEmpty
    if !isAtMargin { copy(line, prefix.content) }
    let placeholder = tokens.add(token)
    let from = isAtMargin ? line : prefix.content
    map.addReplacement(
      out: out.count, outCount: placeholder.count, source: from, sourceCount: end - from)
    out.append(contentsOf: placeholder)
    blankLine()
    quoteMarks()
    blankLine()
  }

  // MARK: - Containers

  /// The offset behind indentation and quote marks.
  private func afterQuotes(_ start: Int, _ end: Int) -> Int {
    var index = firstNonBlank(start, end)
    while index < end, source.bytes[index] == UInt8(ascii: ">") {
      index = firstNonBlank(index + 1, end)
    }
    return index
  }

  /// Whether a line is outside the block quote or the list item that holds fenced code.
  private func endsCode(_ fence: Fence, _ line: Int, _ end: Int) -> Bool {
    var depth = 0
    var index = firstNonBlank(line, end)
    while depth < fence.quoteDepth, index < end, source.bytes[index] == UInt8(ascii: ">") {
      depth += 1
      index = firstNonBlank(index + 1, end)
    }
    if depth < fence.quoteDepth { return true }
    return fence.quoteDepth == 0 && index - line < fence.indentation
  }

  /// Reads what stands before the content of a line that is not blank, and keeps in mind which
  /// list items are open.
  private mutating func prefix(_ line: Int, _ end: Int) -> Prefix {
    let bytes = source.bytes
    var index = line
    var prefix = Prefix(quoteEnd: line, content: line)
    while true {
      let start = firstNonBlank(index, end)
      guard start < end, start - index <= 3, bytes[start] == UInt8(ascii: ">") else { break }
      prefix.quoteDepth += 1
      index = start + 1
      if index < end, bytes[index].isBlank { index += 1 }
      prefix.quoteEnd = index
    }
    if prefix.quoteDepth != quoteDepth {
      quoteDepth = prefix.quoteDepth
      itemColumns.removeAll()
    }
    prefix.content = firstNonBlank(prefix.quoteEnd, end)
    prefix.indentation = columns(prefix.quoteEnd, prefix.content)
    guard prefix.content < end else { return prefix }
    while let last = itemColumns.last, prefix.indentation < last { itemColumns.removeLast() }
    while prefix.indentation - (itemColumns.last ?? 0) <= 3 || prefix.startsItem,
      itemColumns.count < 32, let width = listMarker(prefix.content, end)
    {
      let behind = prefix.content + width
      let content = firstNonBlank(behind, end)
      let blanks = columns(behind, content)
      let isCode = blanks > 4 || content == end
      prefix.indentation += width + (isCode ? 1 : blanks)
      prefix.startsItem = true
      prefix.content = isCode ? min(behind + 1, end) : content
      itemColumns.append(prefix.indentation)
      if isCode { break }
    }
    return prefix
  }

  func columns(_ start: Int, _ end: Int) -> Int {
    var columns = 0
    for byte in source.bytes[start..<end] { columns += byte == 0x09 ? 4 - columns % 4 : 1 }
    return columns
  }

  /// The length of the mark of a list item at an offset.
  func listMarker(_ start: Int, _ end: Int) -> Int? {
    let bytes = source.bytes
    var index = start
    while index < end, index - start < 9, bytes[index].isDigit { index += 1 }
    guard index < end else { return nil }
    switch bytes[index] {
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
      guard index == start else { return nil }
    case UInt8(ascii: "."), UInt8(ascii: ")"):
      guard index > start else { return nil }
    default: return nil
    }
    guard index + 1 == end || bytes[index + 1].isBlank else { return nil }
    return index + 1 - start
  }

  // MARK: - Lines

  func lineEnd(_ start: Int) -> Int {
    source.bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return 0 }
      return ByteScan.first(0x0A, in: base, from: start, to: buffer.count)
    }
  }

  /// Whether a line that starts with a byte is surely prose: a letter, or a scalar beyond ASCII.
  private func isProse(_ byte: UInt8) -> Bool { byte.isASCIILetter || byte >= 0x80 }

  func firstNonBlank(_ start: Int, _ end: Int) -> Int {
    var index = start
    while index < end, source.bytes[index].isBlank { index += 1 }
    return index
  }

  func isBlank(_ start: Int, _ end: Int) -> Bool { firstNonBlank(start, end) == end }

  /// The run of three or more backticks or tildes at an offset.
  func fenceRun(_ start: Int, _ end: Int) -> (mark: UInt8, count: Int)? {
    guard start < end else { return nil }
    let mark = source.bytes[start]
    guard mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
    var index = start
    while index < end, source.bytes[index] == mark { index += 1 }
    let count = index - start
    guard count >= 3 else { return nil }
    if mark == UInt8(ascii: "`"), source.bytes[index..<end].contains(mark) { return nil }
    return (mark, count)
  }

  private func isLinkDefinition(_ start: Int, _ end: Int) -> Bool {
    var index = start + 1
    guard index < end, source.bytes[index] != UInt8(ascii: "@"),
      source.bytes[index] != UInt8(ascii: "[")
    else { return false }
    while index + 1 < end, source.bytes[index] != UInt8(ascii: "]") { index += 1 }
    return index + 1 < end && source.bytes[index + 1] == UInt8(ascii: ":")
  }

  // MARK: - Divisions

  /// `::: name`, `::: name {#id lang=en}` or `:::`.
  private func divisionFence(_ start: Int, _ end: Int) -> Token? {
    let bytes = source.bytes
    var index = start
    while index < end, bytes[index] == UInt8(ascii: ":") { index += 1 }
    guard index - start >= 3 else { return nil }
    var last = end
    index = firstNonBlank(index, end)
    while last > index, bytes[last - 1].isBlank || bytes[last - 1] == 0x3A { last -= 1 }
    let original = bytes[start..<end]
    let span = source.span(start..<end)
    guard index < last else {
      return Token(original: original, span: span, value: .divisionClose)
    }
    var nameEnd = index
    while nameEnd < last, bytes[nameEnd] != UInt8(ascii: "{") { nameEnd += 1 }
    var attributes = Attributes()
    if nameEnd < last {
      guard bytes[last - 1] == UInt8(ascii: "}"),
        let found = Attributes(bytes, nameEnd + 1..<last - 1, of: source)
      else { return nil }
      attributes = found
    }
    while nameEnd > index, bytes[nameEnd - 1].isBlank { nameEnd -= 1 }
    var name = Array(bytes[index..<nameEnd])
    guard name.allSatisfy({ $0.isIdentifierByte || $0 == 0x20 }) else { return nil }
    if !attributes.classes.isEmpty {
      if !name.isEmpty { name.append(0x20) }
      name.append(contentsOf: attributes.classes)
    }
    return Token(
      original: original, span: span, value: .divisionOpen(name: name, attributes: attributes))
  }

  // MARK: - Abbreviations

  /// `*[CNIL]: Commission nationale…`.
  private func abbreviation(_ start: Int, _ end: Int) -> AbbreviationDefinition? {
    let bytes = source.bytes
    guard start + 1 < end, bytes[start + 1] == UInt8(ascii: "[") else { return nil }
    let label = start + 2
    var index = label
    while index < end, index - label <= 60, bytes[index] != UInt8(ascii: "]") { index += 1 }
    guard index + 1 < end, bytes[index] == UInt8(ascii: "]"),
      bytes[index + 1] == UInt8(ascii: ":"), AbbreviationTable.isWord(bytes, at: label)
    else { return nil }
    let text = firstNonBlank(index + 2, end)
    var last = end
    while last > text, bytes[last - 1].isBlank { last -= 1 }
    guard text < last, last - text <= AbbreviationTable.expansionLimit else { return nil }
    return AbbreviationDefinition(
      label: Array(bytes[label..<index]), expansion: Array(bytes[text..<last]),
      labelSpan: source.span(label..<index))
  }

  // MARK: - Notes

  /// The range of the label in `[^label]:` at an offset.
  private func noteLabel(_ start: Int, _ end: Int) -> Range<Int>? {
    let bytes = source.bytes
    guard start + 4 < end + 1, start + 1 < end, bytes[start + 1] == UInt8(ascii: "^") else {
      return nil
    }
    var index = start + 2
    while index < end, bytes[index] != UInt8(ascii: "]") {
      if bytes[index] == UInt8(ascii: "[") || bytes[index] == UInt8(ascii: "\\") { return nil }
      index += 1
    }
    guard index > start + 2, index + 1 < end, bytes[index + 1] == UInt8(ascii: ":"),
      !bytes[start + 2].isBlank
    else { return nil }
    return start + 2..<index
  }

  /// Takes a definition out, with the lines that continue it; returns the offset behind it.
  private mutating func takeNote(
    _ label: Range<Int>, _ prefix: Prefix? = nil, line: Int, lineEnd end: Int
  ) -> Int {
    let bytes = source.bytes
    let itemColumn = prefix == nil ? 0 : itemColumns.last ?? 0
    var content: [UInt8] = []
    var contentMap = OffsetMap()
    func add(_ range: Range<Int>, newline: Int) {
      contentMap.addCopy(out: content.count, source: range.lowerBound, count: range.count)
      content.append(contentsOf: bytes[range])
      let count = newline < bytes.count ? 1 : 0
      contentMap.addReplacement(
        out: content.count, outCount: 1, source: newline, sourceCount: count)
      content.append(0x0A)
    }
    add(firstNonBlank(label.upperBound + 2, end)..<end, newline: end)
    var next = min(end + 1, bytes.count)
    var canContinueLazily = !isBlank(label.upperBound + 2, end)
    var kept = next
    while next < bytes.count {
      let nextEnd = lineEnd(next)
      if let prefix {
        // The marks of the containers around the note come first.
        guard let inner = inside(prefix.quoteDepth, itemColumn, next, nextEnd) else { break }
        next = inner
      }
      let start = firstNonBlank(next, nextEnd)
      if start == nextEnd {
        add(nextEnd..<nextEnd, newline: nextEnd)
        canContinueLazily = false
        next = min(nextEnd + 1, bytes.count)
        if next == nextEnd { break }
        continue
      }
      let isIndented = start - next >= 4 || bytes[next] == 0x09
      guard isIndented || (canContinueLazily && !startsBlock(start, nextEnd)) else { break }
      let dropped = isIndented ? (bytes[next] == 0x09 ? 1 : 4) : start - next
      add(next + dropped..<nextEnd, newline: nextEnd)
      canContinueLazily = true
      next = min(nextEnd + 1, bytes.count)
      kept = next
    }
    notes.append(
      NoteDefinition(
        label: Array(bytes[label]), labelSpan: source.span(label),
        content: Region(
          bytes: content, maps: [contentMap] + source.maps, origin: source.origin)))
    return kept
  }

  /// Takes a definition out of a block quote or a list item, whose marks stay; returns the offset
  /// behind it.
  private mutating func takeInnerNote(
    _ label: Range<Int>, _ prefix: Prefix, line: Int, lineEnd end: Int, copied: Int
  ) -> Int {
    copy(copied, prefix.startsItem ? prefix.content : prefix.quoteEnd)
    let last = takeNote(label, prefix, line: line, lineEnd: end)
    blankLine()
    return last
  }

  /// The offset of a line behind the marks of the containers it goes on in; nil if it stands
  /// outside. Blank lines belong to a list item, not to a block quote.
  private func inside(
    _ quoteDepth: Int, _ itemColumn: Int, _ line: Int, _ end: Int
  ) -> Int? {
    let bytes = source.bytes
    var index = line
    for _ in 0..<quoteDepth {
      let mark = firstNonBlank(index, end)
      guard mark < end, mark - index <= 3, bytes[mark] == UInt8(ascii: ">") else { return nil }
      index = mark + 1
      if index < end, bytes[index].isBlank { index += 1 }
    }
    let start = firstNonBlank(index, end)
    guard start < end else { return start }
    var column = 0
    while column < itemColumn, index < start {
      column += bytes[index] == 0x09 ? 4 - column % 4 : 1
      index += 1
    }
    return column >= itemColumn ? index : nil
  }

  /// Whether a line begins a block, so that it does not continue the paragraph of a note.
  func startsBlock(_ start: Int, _ end: Int) -> Bool {
    let bytes = source.bytes
    switch bytes[start] {
    case UInt8(ascii: "#"), UInt8(ascii: ">"): return true
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
      return start + 1 == end || bytes[start + 1].isBlank || bytes[start + 1] == bytes[start]
    case UInt8(ascii: "`"), UInt8(ascii: "~"): return fenceRun(start, end) != nil
    case UInt8(ascii: "["): return noteLabel(start, end) != nil
    case UInt8(ascii: "{"): return start + 1 < end && bytes[start + 1] == UInt8(ascii: "{")
    case UInt8(ascii: ":"): return start + 2 < end && bytes[start + 1] == UInt8(ascii: ":")
    default: return false
    }
  }

  // MARK: - Output

  private mutating func copy(_ start: Int, _ end: Int) {
    if !isChanged { out.reserveCapacity(source.bytes.count + 64) }
    isChanged = true
    guard start < end else { return }
    map.addCopy(out: out.count, source: start, count: end - start)
    out.append(contentsOf: source.bytes[start..<end])
  }

  /// Ends a line; its byte belongs to no byte of the source.
  private mutating func blankLine() {
    let source = map.pieces.last.map { $0.source + $0.sourceCount } ?? 0
    map.addReplacement(out: out.count, outCount: 1, source: source, sourceCount: 0)
    out.append(0x0A)
  }
}
