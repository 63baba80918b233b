// The pass over inlines before libcmark reads a dossier text: takes out references, citations,
// insertions, calls of notes, heading attributes and bare addresses. What is escaped with a
// backslash is left alone; what turns out to stand in code is put back later. // HOT

import Diagnostics

/// Replaces the dossier's inline constructs by placeholders.
struct Tokenizer {
  private let source: Region
  private let bytes: [UInt8]
  private var out: [UInt8] = []
  private var map = OffsetMap()
  private var copied = 0
  /// Up to where the line of an address was looked for, and what was found.
  private var searched = 0
  private var isDefinition = false
  private let spans: LanguageSpans

  /// Longest construct, so that an opening bracket costs a bounded search.
  private static let limit = 2000

  private init(_ source: Region) {
    self.source = source
    bytes = source.bytes
    spans = LanguageSpans(source.bytes)
  }

  /// Returns the text with placeholders.
  ///
  /// - Complexity: O(n).
  static func run(_ source: Region, tokens: inout TokenTable) -> Region {
    var tokenizer = Tokenizer(source)
    tokenizer.scan(&tokens)
    guard !tokenizer.map.pieces.isEmpty else { return source }
    tokenizer.copy(to: source.bytes.count)
    return Region(
      bytes: tokenizer.out, maps: [tokenizer.map] + source.maps, origin: source.origin)
  }

  private static var bracket: Bytes16 { Bytes16(repeating: UInt8(ascii: "[")) }
  private static var backslash: Bytes16 { Bytes16(repeating: UInt8(ascii: "\\")) }
  private static var brace: Bytes16 { Bytes16(repeating: UInt8(ascii: "{")) }
  private static var at: Bytes16 { Bytes16(repeating: UInt8(ascii: "@")) }
  private static var small: Bytes16 { Bytes16(repeating: 0x20) }
  private static var letterF: Bytes16 { Bytes16(repeating: UInt8(ascii: "f")) }
  private static var letterH: Bytes16 { Bytes16(repeating: UInt8(ascii: "h")) }
  private static var letterT: Bytes16 { Bytes16(repeating: UInt8(ascii: "t")) }
  private static var letterW: Bytes16 { Bytes16(repeating: UInt8(ascii: "w")) }

  /// The next offset where a construct may begin, or the end: every byte that has a case in `scan`
  /// is looked for here, `h`, `f` and `w` only before the letter that follows them in an address.
  private func nextStart(_ start: Int) -> Int {
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return 0 }
      let end = buffer.count
      var index = start
      while index + 17 <= end {
        let bytes = ByteScan.load(base, index)
        let next = ByteScan.load(base, index + 1)
        let found = ByteScan.first(
          (bytes .== Self.bracket) .| (bytes .== Self.backslash) .| (bytes .== Self.brace)
            .| (bytes .== Self.at)
            // `ht` and `ft`, in capitals too.
            .| ((((bytes | Self.small) .== Self.letterH) .| ((bytes | Self.small) .== Self.letterF))
              .& ((next | Self.small) .== Self.letterT))
            .| ((bytes .== Self.letterW) .& (next .== Self.letterW)))
        if found < 16 { return index + found }
        index += 16
      }
      while index < end {
        switch base[index] {
        case UInt8(ascii: "["), UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "@"),
          UInt8(ascii: "h"), UInt8(ascii: "H"), UInt8(ascii: "f"), UInt8(ascii: "F"),
          UInt8(ascii: "w"):
          return index
        default: index += 1
        }
      }
      return end
    }
  }

  private mutating func scan(_ tokens: inout TokenTable) {
    var index = 0
    while true {
      index = nextStart(index)
      guard index < bytes.count else { break }
      switch bytes[index] {
      case UInt8(ascii: "\\"):
        if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "~") {
          index = take(
            index..<index + 2, .literal([UInt8(ascii: "~")]), original: index..<index + 2,
            &tokens)
        } else {
          index += index + 1 < bytes.count && bytes[index + 1].isPunctuation ? 2 : 1
        }
      case UInt8(ascii: "["): index = bracket(index, &tokens)
      case UInt8(ascii: "@"): index = emailAddress(index, &tokens)
      case UInt8(ascii: "{"): index = brace(index, &tokens)
      case UInt8(ascii: "h"), UInt8(ascii: "H"), UInt8(ascii: "f"), UInt8(ascii: "F"),
        UInt8(ascii: "w"):
        index = address(index, &tokens)
      default: index += 1
      }
    }
  }

  /// Whether an address stands on a line that defines a link: asked with rising offsets.
  private mutating func isInDefinition(_ address: Int) -> Bool {
    var index = address
    while index > searched, bytes[index - 1] != 0x0A { index -= 1 }
    // Without a line break since the last question the line is the same.
    if index > searched || searched == 0 { isDefinition = isLinkDefinition(index) }
    searched = address
    return isDefinition
  }

  private func isLinkDefinition(_ start: Int) -> Bool {
    var index = start
    while index < bytes.count, bytes[index].isBlank { index += 1 }
    guard index < bytes.count, bytes[index] == UInt8(ascii: "[") else { return false }
    while index < bytes.count, bytes[index] != UInt8(ascii: "]"), bytes[index] != 0x0A {
      index += 1
    }
    return index + 1 < bytes.count && bytes[index] == UInt8(ascii: "]")
      && bytes[index + 1] == UInt8(ascii: ":")
  }

  // MARK: - Output

  private mutating func copy(to end: Int) {
    guard copied < end else { return }
    if out.isEmpty { out.reserveCapacity(bytes.count + bytes.count / 8) }
    map.addCopy(out: out.count, source: copied, count: end - copied)
    out.append(contentsOf: bytes[copied..<end])
    copied = end
  }

  /// Puts a placeholder in place of a range and returns the offset behind it.
  private mutating func take(
    _ range: Range<Int>, _ value: Token.Value, original: Range<Int>? = nil,
    _ tokens: inout TokenTable
  ) -> Int {
    copy(to: range.lowerBound)
    let placeholder = tokens.add(
      Token(original: bytes[original ?? range], span: source.span(range), value: value))
    map.addReplacement(
      out: out.count, outCount: placeholder.count, source: range.lowerBound,
      sourceCount: range.count)
    out.append(contentsOf: placeholder)
    copied = range.upperBound
    return range.upperBound
  }

  private func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private func at(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

  // MARK: - Brackets

  private mutating func bracket(_ start: Int, _ tokens: inout TokenTable) -> Int {
    switch at(start + 1) {
    case UInt8(ascii: "["):
      // `[[[` is a bracket before a reference.
      return at(start + 2) == UInt8(ascii: "[") ? start + 1 : reference(start, &tokens)
    case UInt8(ascii: "@"): return citation(start, &tokens)
    case UInt8(ascii: "^"): return note(start, &tokens)
    default:
      return spans.opens(at: start)
        ? take(start..<start + 1, .languageOpen, &tokens) : start + 1
    }
  }

  private mutating func note(_ start: Int, _ tokens: inout TokenTable) -> Int {
    var index = start + 2
    let limit = min(bytes.count, start + 200)
    while index < limit, bytes[index] != UInt8(ascii: "]") {
      let byte = bytes[index]
      if byte == 0x0A || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "\\") {
        return start + 1
      }
      index += 1
    }
    guard index < limit, index > start + 2, at(index + 1) != UInt8(ascii: "("),
      !bytes[start + 2].isBlank
    else { return start + 1 }
    var labelEnd = index
    while bytes[labelEnd - 1].isBlank { labelEnd -= 1 }
    let label = start + 2..<labelEnd
    return take(
      start..<index + 1, .note(label: Array(bytes[label]), labelSpan: source.span(label)),
      &tokens)
  }

  /// `[[kind:id@date#fragment|label]]`.
  private mutating func reference(_ start: Int, _ tokens: inout TokenTable) -> Int {
    var cursor = start + 2
    let limit = min(bytes.count, start + Self.limit)
    var bar: Int?
    var isMultiline = false
    while cursor + 1 < limit {
      let byte = bytes[cursor]
      if byte == UInt8(ascii: "]"), bytes[cursor + 1] == UInt8(ascii: "]") { break }
      if byte == UInt8(ascii: "["), bytes[cursor + 1] == UInt8(ascii: "[") {
        return unclosed(start, &tokens)
      }
      if byte == UInt8(ascii: "`") || (byte == 0x0A && endsParagraph(cursor)) {
        return unclosed(start, &tokens)
      }
      if byte == 0x0A { isMultiline = true }
      if byte == UInt8(ascii: "|"), bar == nil { bar = cursor }
      cursor += 1
    }
    guard cursor + 1 < limit else { return unclosed(start, &tokens) }
    let end = cursor + 2
    let target = start + 2..<(bar ?? cursor)
    // `[[a](b)]` and `[[a]](b)` are CommonMark links.
    guard at(end) != UInt8(ascii: "("), !bytes[target].contains(UInt8(ascii: "]")) else {
      return start + 1
    }
    guard let parts = referenceParts(target) else {
      guard !isMultiline else { return start + 1 }
      let span = source.span(start..<end)
      return take(
        start..<end, .malformed(.malformedReference(string(start..<end), at: span)), &tokens)
    }
    var label: String?
    var labelOffset = 0
    if let bar {
      let text = folded(bar + 1..<cursor)
      label = String(decoding: text, as: UTF8.self)
      labelOffset = bar + 1 - start
    }
    let reference = MarkdownReference(
      kind: string(parts.kind), id: string(parts.id), date: parts.date.map(string),
      fragment: parts.fragment.map(string), label: label, span: source.span(start..<end),
      idSpan: source.span(parts.id), dateSpan: parts.date.map { source.span($0) },
      fragmentSpan: parts.fragment.map { source.span($0) }, blockIndex: -1, paragraph: nil)
    return take(
      start..<end, .reference(reference, labelOffset: isMultiline ? -1 : labelOffset), &tokens)
  }

  /// Reports `[[kind:` without an end; anything else is left to libcmark.
  private mutating func unclosed(_ start: Int, _ tokens: inout TokenTable) -> Int {
    var index = start + 2
    while index < bytes.count, bytes[index].isASCIILetter { index += 1 }
    guard index > start + 2, at(index) == UInt8(ascii: ":"), at(index + 1).isIdentifierByte
    else { return start + 1 }
    while at(index).isIdentifierByte || at(index) == UInt8(ascii: ":") { index += 1 }
    let fault = Diagnostic.unclosedReference(
      string(start..<index), at: source.span(start..<index))
    return take(start..<index, .malformed(fault), &tokens)
  }

  private func referenceParts(
    _ range: Range<Int>
  ) -> (kind: Range<Int>, id: Range<Int>, date: Range<Int>?, fragment: Range<Int>?)? {
    var index = range.lowerBound
    while index < range.upperBound, bytes[index].isASCIILetter || bytes[index] == 0x2D {
      index += 1
    }
    let kind = range.lowerBound..<index
    guard !kind.isEmpty, index < range.upperBound, bytes[index] == UInt8(ascii: ":") else {
      return nil
    }
    index += 1
    func word(_ extra: UInt8) -> Range<Int>? {
      let start = index
      while index < range.upperBound,
        bytes[index].isIdentifierByte || bytes[index] == extra
      {
        index += 1
      }
      return index > start ? start..<index : nil
    }
    guard let id = word(UInt8(ascii: "-")) else { return nil }
    var date: Range<Int>?
    var fragment: Range<Int>?
    if index < range.upperBound, bytes[index] == UInt8(ascii: "@") {
      index += 1
      guard let found = word(UInt8(ascii: "/")) else { return nil }
      date = found
    }
    if index < range.upperBound, bytes[index] == UInt8(ascii: "#") {
      index += 1
      guard let found = word(UInt8(ascii: ":")) else { return nil }
      fragment = found
    }
    return index == range.upperBound ? (kind, id, date, fragment) : nil
  }

  /// `[@source, p. 3; @other]`.
  private mutating func citation(_ start: Int, _ tokens: inout TokenTable) -> Int {
    var end = start + 2
    let limit = min(bytes.count, start + Self.limit)
    while end < limit, bytes[end] != UInt8(ascii: "]") {
      let byte = bytes[end]
      if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "`")
        || byte == 0x0A && endsParagraph(end)
      {
        return start + 1
      }
      end += 1
    }
    guard end < limit, at(end + 1) != UInt8(ascii: "(") else { return start + 1 }
    let whole = start..<end + 1
    var items: [MarkdownCitation.Item] = []
    var part = start + 1
    while part < end {
      var partEnd = part
      while partEnd < end, bytes[partEnd] != UInt8(ascii: ";") { partEnd += 1 }
      guard let item = citationItem(part..<partEnd) else {
        let fault = Diagnostic.malformedCitation(string(whole), at: source.span(part..<partEnd))
        return take(whole, .malformed(fault), &tokens)
      }
      items.append(item)
      part = partEnd + 1
    }
    return take(whole, .citation(items), &tokens)
  }

  private func citationItem(_ range: Range<Int>) -> MarkdownCitation.Item? {
    var index = range.lowerBound
    let end = range.upperBound
    while index < end, bytes[index].isBlank || bytes[index] == 0x0A { index += 1 }
    guard index < end, bytes[index] == UInt8(ascii: "@") else { return nil }
    let start = index + 1
    index = start
    while index < end, bytes[index].isIdentifierByte { index += 1 }
    guard index > start else { return nil }
    let id = start..<index
    while index < end, bytes[index].isBlank || bytes[index] == 0x0A { index += 1 }
    var locator: String?
    if index < end {
      guard bytes[index] == UInt8(ascii: ",") else { return nil }
      let text = folded(index + 1..<end)
      if !text.isEmpty { locator = String(decoding: text, as: UTF8.self) }
    }
    return MarkdownCitation.Item(id: string(id), locator: locator, idSpan: source.span(id))
  }

  /// A text on one line: line breaks, and the quote marks after them, become one space.
  private func folded(_ range: Range<Int>) -> [UInt8] {
    var text: [UInt8] = []
    var afterBreak = false
    for byte in bytes[range] {
      if byte == 0x0A {
        afterBreak = true
        continue
      }
      if afterBreak, byte.isBlank || byte == UInt8(ascii: ">") { continue }
      if afterBreak, text.last != 0x20 { text.append(0x20) }
      afterBreak = false
      text.append(byte)
    }
    while text.last == 0x20 { text.removeLast() }
    return Array(text.drop { $0 == 0x20 })
  }

  /// Whether the line after the break at an offset is blank.
  private func endsParagraph(_ newline: Int) -> Bool {
    var index = newline + 1
    while index < bytes.count, bytes[index].isBlank || bytes[index] == UInt8(ascii: ">") {
      index += 1
    }
    return index >= bytes.count || bytes[index] == 0x0A
  }

  // MARK: - Braces

  private mutating func brace(_ start: Int, _ tokens: inout TokenTable) -> Int {
    switch at(start + 1) {
    case UInt8(ascii: "{"): return insertion(start, &tokens)
    case UInt8(ascii: "#"), UInt8(ascii: "."), UInt8(ascii: "l"):
      guard copied < start, let closing = spans.closings[start - 1] else {
        return attributes(start, &tokens)
      }
      return take(
        start - 1..<closing.end, .languageClose(Array(bytes[closing.language])), &tokens)
    default: return start + 1
    }
  }

  /// `{{ name argument "argument with spaces" }}`.
  private mutating func insertion(_ start: Int, _ tokens: inout TokenTable) -> Int {
    let limit = min(bytes.count, start + Self.limit)
    // A quotation mark that nothing closes is a sign like any other.
    guard
      let end = insertionEnd(start, limit, quotes: true)
        ?? insertionEnd(start, limit, quotes: false)
    else {
      let span = source.span(start..<start + 2)
      return take(start..<start + 2, .malformed(.unclosedInsertion(at: span)), &tokens)
    }
    var words: [MarkdownInsertion.Argument] = []
    var index = start + 2
    while index < end {
      if bytes[index].isBlank {
        index += 1
        continue
      }
      let isQuoted = bytes[index] == UInt8(ascii: "\"")
      let wordStart = isQuoted ? index + 1 : index
      var wordEnd = wordStart
      while wordEnd < end, isQuoted ? bytes[wordEnd] != UInt8(ascii: "\"") : !bytes[wordEnd].isBlank
      {
        wordEnd += 1
      }
      let range = wordStart..<wordEnd
      words.append(MarkdownInsertion.Argument(text: string(range), span: source.span(range)))
      index = isQuoted ? wordEnd + 1 : wordEnd
    }
    let whole = start..<end + 2
    guard let name = words.first, !name.text.isEmpty else {
      return take(whole, .malformed(.emptyInsertion(at: source.span(whole))), &tokens)
    }
    return take(
      whole,
      .insertion(name: name.text, nameSpan: name.span, arguments: Array(words.dropFirst())),
      &tokens)
  }

  /// The offset of the braces that end an insertion; those between quotation marks end none.
  private func insertionEnd(_ start: Int, _ limit: Int, quotes: Bool) -> Int? {
    var end = start + 2
    var isQuoted = false
    while end + 1 < limit, bytes[end] != 0x0A {
      let byte = bytes[end]
      if byte == UInt8(ascii: "\""), quotes, isQuoted || bytes[end - 1].isBlank {
        isQuoted.toggle()
      } else if !isQuoted, byte == bytes[end + 1] {
        if byte == UInt8(ascii: "}") { return end }
        if byte == UInt8(ascii: "{") { return nil }
      }
      end += 1
    }
    return nil
  }

  /// `{#id .class lang=en}` at the end of a line.
  private mutating func attributes(_ start: Int, _ tokens: inout TokenTable) -> Int {
    var end = start + 1
    let limit = min(bytes.count, start + 300)
    while end < limit, bytes[end] != UInt8(ascii: "}") {
      if bytes[end] == 0x0A || bytes[end] == UInt8(ascii: "{") { return start + 1 }
      end += 1
    }
    guard end < limit else { return start + 1 }
    var after = end + 1
    while at(after).isBlank { after += 1 }
    guard after >= bytes.count || bytes[after] == 0x0A else { return start + 1 }
    guard let attributes = Attributes(bytes, start + 1..<end, of: source) else {
      return start + 1
    }
    return take(start..<end + 1, .attributes(attributes), &tokens)
  }

  // MARK: - Addresses

  /// A bare `https://…`, `http://…`, `ftp://…` or `www.…`.
  ///
  /// - Source: GitHub Flavored Markdown 0.29, section 6.9, without e-mail addresses.
  private mutating func address(_ start: Int, _ tokens: inout TokenTable) -> Int {
    guard let host = addressHost(start), mayPrecedeAddress(start), !isInDefinition(start) else {
      return start + 1
    }
    var index = host
    // Where the last two parts of the host's name begin: no underscore may stand in them.
    var parts = (host, host)
    while at(index).isASCIILetter || at(index).isDigit || at(index) == 0x2D || at(index) == 0x2E
      || at(index) == 0x5F || at(index) >= 0x80
    {
      if isSpaceOrQuote(index) { break }
      if at(index) == 0x2E { parts = (parts.1, index + 1) }
      index += 1
    }
    guard index > host, !bytes[parts.0..<index].contains(0x5F) else { return start + 1 }
    while index < bytes.count, bytes[index] > 0x20, !isSpaceOrQuote(index) {
      let byte = bytes[index]
      if byte == UInt8(ascii: "<") || byte == UInt8(ascii: "`") || byte == UInt8(ascii: "|")
        || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]") || byte == tokenMark[0]
      {
        break
      }
      index += 1
    }
    let end = trimmedAddressEnd(start, index)
    guard end > host else { return start + 1 }
    let text = Self.decoded(bytes[start..<end])
    let isComplete = at(start) != UInt8(ascii: "w")
    return take(
      start..<end,
      .address(destination: (isComplete ? [] : Array("http://".utf8)) + text, text: text), &tokens)
  }

  /// An address without the character references that addresses need.
  private static func decoded(_ address: ArraySlice<UInt8>) -> [UInt8] {
    guard address.contains(UInt8(ascii: "&")) else { return Array(address) }
    let signs: [(name: StaticString, sign: UInt8)] = [
      ("&amp;", 0x26), ("&lt;", 0x3C), ("&gt;", 0x3E), ("&quot;", 0x22), ("&#38;", 0x26),
      ("&#x26;", 0x26), ("&#39;", 0x27), ("&apos;", 0x27),
    ]
    var out: [UInt8] = []
    var index = address.startIndex
    while index < address.endIndex {
      let rest = address[index...]
      if address[index] == UInt8(ascii: "&"),
        let found = signs.first(where: { sign in
          rest.starts(
            with: UnsafeBufferPointer(
              start: sign.name.utf8Start, count: sign.name.utf8CodeUnitCount))
        })
      {
        out.append(found.sign)
        index += found.name.utf8CodeUnitCount
      } else {
        out.append(address[index])
        index += 1
      }
    }
    return out
  }

  private mutating func emailAddress(_ sign: Int, _ tokens: inout TokenTable) -> Int {
    guard let range = Self.emailAddress(bytes, around: sign, from: copied),
      !isInDefinition(range.lowerBound)
    else { return sign + 1 }
    let text = Array(bytes[range])
    let isComplete = text.contains(UInt8(ascii: ":"))
    return take(
      range, .address(destination: (isComplete ? [] : Array("mailto:".utf8)) + text, text: text),
      &tokens)
  }

  private func addressHost(_ start: Int) -> Int? {
    for scheme: StaticString in ["https://", "http://", "ftp://"] {
      let count = scheme.utf8CodeUnitCount
      guard start + count <= bytes.count else { continue }
      // `:` and `/` are the same in small letters.
      if (0..<count).allSatisfy({ bytes[start + $0] | 0x20 == scheme.utf8Start[$0] | 0x20 }) {
        return start + count
      }
    }
    return bytes[start...].starts(with: "www.".utf8) ? start + 4 : nil
  }

  private func mayPrecedeAddress(_ start: Int) -> Bool {
    guard start > 0 else { return true }
    switch bytes[start - 1] {
    case 0x20, 0x09, 0x0A, UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"),
      UInt8(ascii: ":"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ","),
      UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: ">"):
      return true
    case UInt8(ascii: "("): return start < 2 || bytes[start - 2] != UInt8(ascii: "]")
    // No-break spaces and « end in these bytes.
    case 0xA0, 0xAB, 0xAF: return true
    default: return false
    }
  }

  /// Whether a no-break space, a quotation mark or an ellipsis stands at an offset.
  private func isSpaceOrQuote(_ index: Int) -> Bool {
    let first = at(index)
    if first == 0xC2 { return at(index + 1) == 0xA0 || at(index + 1) == 0xBB }
    if first == 0xE2, at(index + 1) == 0x80 {
      return at(index + 2) >= 0x98 || at(index + 2) == 0x89
    }
    return false
  }

  /// Where `&name` begins, if a semicolon at an offset ends a character reference.
  private func characterReference(_ start: Int, _ semicolon: Int) -> Int? {
    var index = semicolon
    while index > start, semicolon - index < 32,
      bytes[index - 1].isASCIILetter
        || bytes[index - 1].isDigit
    {
      index -= 1
    }
    guard index > start, index < semicolon, bytes[index - 1] == UInt8(ascii: "&") else {
      return nil
    }
    return index - 1
  }

  private func trimmedAddressEnd(_ start: Int, _ limit: Int) -> Int {
    var end = limit
    var opening = 0
    var closing = 0
    for byte in bytes[start..<limit] {
      if byte == UInt8(ascii: "(") { opening += 1 }
      if byte == UInt8(ascii: ")") { closing += 1 }
    }
    while end > start {
      if bytes[end - 1] == UInt8(ascii: ";"), let name = characterReference(start, end - 1) {
        end = name
        continue
      }
      switch bytes[end - 1] {
      case UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: "."), UInt8(ascii: ","),
        UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "*"), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "}"):
        end -= 1
      case UInt8(ascii: ")"):
        guard closing > opening else { return end }
        closing -= 1
        end -= 1
      default: return end
      }
    }
    return end
  }
}
