// Descriptions of terms that hold more than one paragraph: where they may stand, and which lines
// belong to them. Recognised before libcmark reads the text, which would see indented code.
// Source: PHP Markdown Extra and Pandoc, definition lists.

extension LineScanner {
  /// What stands before a line that may be a description.
  enum DescriptionPlace: Equatable {
    /// Nothing that could be described.
    case none
    /// Terms, or another description.
    case behindTerm
    /// A term and a blank line, which starts at an offset.
    case behindBlank(Int)
    /// A picture alone on its line: the line is its caption.
    case behindPicture
  }

  /// The lines of a description, their indentation dropped.
  struct Description {
    var content: [UInt8] = []
    var map = OffsetMap()
    /// Whether a blank line stands in it.
    var isLoose = false
    /// Whether it holds anything but a paragraph.
    var holdsBlocks = false
    /// The offset behind it.
    var end: Int
  }

  /// Where the text of `: description` begins, or nil.
  func descriptionText(_ colon: Int, _ end: Int) -> Int? {
    guard colon + 1 < end, source.bytes[colon + 1].isBlank else { return nil }
    let text = firstNonBlank(colon + 1, end)
    return text < end ? text : nil
  }

  /// Whether a line that begins at an offset is a description.
  func startsDescription(_ line: Int) -> Bool {
    guard line < source.bytes.count else { return false }
    let end = lineEnd(line)
    let start = firstNonBlank(line, end)
    return start < end && start - line <= 3 && source.bytes[start] == UInt8(ascii: ":")
      && descriptionText(start, end) != nil
  }

  /// Looks at the lines before a line: seven at most.
  func descriptionPlace(_ line: Int) -> DescriptionPlace {
    guard line > 0 else { return .none }
    if line == descriptionEnd { return .behindTerm }
    var start = lineStart(line - 1)
    guard isBlank(start, line - 1) else { return placeBehindText(start, line) }
    // One blank line, behind a term that is a paragraph of one line.
    let blank = start
    guard blank > 0 else { return .none }
    if blank == descriptionEnd { return .behindTerm }
    start = lineStart(blank - 1)
    if startsDescription(start) { return .behindTerm }
    guard isTerm(start, blank - 1), source.bytes[start] != UInt8(ascii: "!") else { return .none }
    guard start > 0 else { return .behindBlank(blank) }
    let before = lineStart(start - 1)
    return isBlank(before, start - 1) || source.bytes[before...].starts(with: ":::".utf8)
      ? .behindBlank(blank) : .none
  }

  private func placeBehindText(_ last: Int, _ line: Int) -> DescriptionPlace {
    var start = last
    var end = line - 1
    var count = 0
    while true {
      if startsDescription(start) { return .behindTerm }
      guard isTerm(start, end) else { return .none }
      count += 1
      let isFirst = start == 0 || start == descriptionEnd
      let before = isFirst ? start : lineStart(start - 1)
      if isFirst || isBlank(before, start - 1)
        || source.bytes[before...].starts(with: ":::".utf8)
      {
        guard count == 1 else { return .behindTerm }
        return isPicture(start, end) ? .behindPicture : .behindTerm
      }
      // Several terms are short and end no clause.
      guard count < DocumentBuilder.termLimit, isShortTerm(last, line - 1),
        isShortTerm(before, start - 1)
      else { return startsDescriptionBefore(before, left: 6 - count) ? .behindTerm : .none }
      end = start - 1
      start = before
    }
  }

  /// Whether one of the few lines from a line backward is a description, which goes on up to here.
  private func startsDescriptionBefore(_ line: Int, left: Int) -> Bool {
    var start = line
    var left = left
    while left > 0 {
      if startsDescription(start) { return true }
      guard start > 0, !isBlank(start, lineEnd(start)) else { return false }
      start = lineStart(start - 1)
      left -= 1
    }
    return false
  }

  private func isShortTerm(_ start: Int, _ end: Int) -> Bool {
    let line = source.bytes[start..<max(start, end)]
    guard let last = line.last(where: { !$0.isBlank }), line.count <= 50 else { return false }
    return !(last.isPunctuation && last != UInt8(ascii: ")"))
  }

  /// Whether a line is running text, of which a term may be made.
  private func isTerm(_ start: Int, _ end: Int) -> Bool {
    let first = firstNonBlank(start, end)
    guard first < end, first - start <= 3, listMarker(first, end) == nil,
      fenceRun(first, end) == nil
    else { return false }
    return !"#>|:<=+-".utf8.contains(source.bytes[first])
  }

  /// Whether a line is a picture and nothing else.
  private func isPicture(_ start: Int, _ end: Int) -> Bool {
    let first = firstNonBlank(start, end)
    var last = end
    while last > first, source.bytes[last - 1].isBlank { last -= 1 }
    let line = source.bytes[first..<last]
    guard line.starts(with: "![".utf8), line.last == UInt8(ascii: ")"), line.count < 4_000 else {
      return false
    }
    var links = 0
    for index in line.indices.dropLast()
    where line[index] == UInt8(ascii: "]") && line[index + 1] == UInt8(ascii: "(") {
      links += 1
    }
    return links == 1
  }

  private func lineStart(_ end: Int) -> Int {
    var start = end
    while start > 0, source.bytes[start - 1] != 0x0A { start -= 1 }
    return start
  }

  /// Reads the lines of a description: those indented as far as its text, and the lines that go on
  /// with its first paragraph.
  func description(_ colon: Int, text: Int, line: Int, lineEnd end: Int) -> Description {
    let bytes = source.bytes
    // What is indented further than by four columns is code.
    let margin = columns(line, colon) + 1
    let column = columns(line, text) - margin > 4 ? margin + 1 : columns(line, text)
    var found = Description(end: min(end + 1, bytes.count))
    func add(_ range: Range<Int>, newline: Int) {
      found.map.addCopy(out: found.content.count, source: range.lowerBound, count: range.count)
      found.content.append(contentsOf: bytes[range])
      found.map.addReplacement(
        out: found.content.count, outCount: 1, source: newline,
        sourceCount: newline < bytes.count ? 1 : 0)
      found.content.append(0x0A)
    }
    add(text..<end, newline: end)
    found.holdsBlocks = mayStartBlock(text, end)
    var blanks: [Int] = []
    var next = found.end
    while next < bytes.count {
      let nextEnd = lineEnd(next)
      let start = firstNonBlank(next, nextEnd)
      let behind = min(nextEnd + 1, bytes.count)
      if start == nextEnd {
        blanks.append(nextEnd)
        next = behind
        continue
      }
      if columns(next, start) >= column {
        if !blanks.isEmpty { found.isLoose = true }
        for blank in blanks { add(blank..<blank, newline: blank) }
        var first = next
        while first < start, columns(next, first) < column { first += 1 }
        if mayStartBlock(start, nextEnd) { found.holdsBlocks = true }
        add(first..<nextEnd, newline: nextEnd)
      } else if blanks.isEmpty, !found.holdsBlocks, !found.isLoose,
        !startsBlock(start, nextEnd), !startsDescription(next), !startsDescription(behind)
      {
        add(start..<nextEnd, newline: nextEnd)
      } else {
        break
      }
      blanks.removeAll()
      found.end = behind
      next = behind
    }
    return found
  }

  private func mayStartBlock(_ start: Int, _ end: Int) -> Bool {
    startsBlock(start, end) || listMarker(start, end) != nil
      || source.bytes[start] == UInt8(ascii: "|")
  }
}
