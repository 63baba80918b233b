// Bytes to tokens, with whitespace control. The lexer never fails: it reports a fault, makes
// the most useful token it can, and goes on.

import Diagnostics

/// Splits the source of one template into tokens.
struct Lexer {
  private let bytes: [UInt8]
  private let source: SourceID
  private let options: Environment.Options
  private var place = 0
  private var tokens: [Token] = []
  private var faults: [Diagnostic] = []
  /// Whether the text that follows begins a line, for stripping blanks before a tag.
  private var beginsLine = true
  /// Whether white space before the next text is dropped, as `-%}` asks.
  private var dropsSpace = false
  /// Quotes known to have no closing mate behind this place, so that no scan is repeated.
  private var lonelyQuotes: Set<UInt8> = []

  init(_ bytes: [UInt8], source: SourceID, options: Environment.Options) {
    self.bytes = bytes
    self.source = source
    self.options = options
  }

  /// The tokens, ending with one of kind `end`, and the faults met.
  static func tokens(
    of bytes: [UInt8], source: SourceID, options: Environment.Options
  ) -> (tokens: [Token], faults: [Diagnostic]) {
    var lexer = Lexer(bytes, source: source, options: options)
    lexer.run()
    return (lexer.tokens, lexer.faults)
  }

  private mutating func run() {
    tokens.reserveCapacity(bytes.count / 4 + 8)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
    var limit = bytes.count
    if !options.keepTrailingNewline, bytes.last == 0x0A {
      limit -= 1
      if limit > 0, bytes[limit - 1] == 0x0D { limit -= 1 }
    }
    while place < bytes.count {
      lexText(limit: limit)
    }
    add(.end, bytes.count, bytes.count)
  }

  // MARK: - Text

  /// Reads text up to the next opening delimiter, then that construct.
  private mutating func lexText(limit: Int) {
    var start = place
    let open = nextOpening(from: place)
    var end = open ?? bytes.count
    if open == nil { end = min(end, max(limit, start)) }
    if dropsSpace {
      while start < end, isSpace(bytes[start]) { start += 1 }
      dropsSpace = false
    }
    guard let open else {
      if start < end { add(.text, start, end) }
      place = bytes.count
      return
    }
    let kind = bytes[open + 1]
    let mark: UInt8 = open + 2 < bytes.count ? bytes[open + 2] : 0
    if mark == 0x2D {
      while end > start, isSpace(bytes[end - 1]) { end -= 1 }
    } else if mark != 0x2B, options.lstripBlocks, kind != 0x7B {
      stripBlanks(from: start, to: &end)
    }
    if start < end { add(.text, start, end) }
    let body = open + (mark == 0x2D || mark == 0x2B ? 3 : 2)
    switch kind {
    case 0x23: lexComment(open: open, body: body)
    case 0x25:
      if let afterRaw = rawBegin(at: body) {
        lexRaw(open: open, body: afterRaw.end, trims: afterRaw.trims)
      } else {
        add(.tagBegin, open, body)
        place = body
        lexTag(open: open, isBlock: true)
      }
    default:
      // `{{+` is not a marker: the plus belongs to the expression.
      let begin = mark == 0x2D ? open + 3 : open + 2
      add(.emitBegin, open, begin)
      place = begin
      lexTag(open: open, isBlock: false)
    }
  }

  /// The offset of the next `{{`, `{%` or `{#`.
  private func nextOpening(from start: Int) -> Int? {
    bytes.withUnsafeBufferPointer { all in
      var at = start
      let last = all.count - 1
      while at < last {
        if all[at] == 0x7B {
          let next = all[at + 1]
          if next == 0x7B || next == 0x25 || next == 0x23 { return at }
        }
        at += 1
      }
      return nil
    }
  }

  /// Moves `end` back over blanks when nothing else stands between it and the line's start.
  private func stripBlanks(from start: Int, to end: inout Int) {
    var at = end
    while at > start, bytes[at - 1] == 0x20 || bytes[at - 1] == 0x09 { at -= 1 }
    if at > start {
      if bytes[at - 1] == 0x0A || bytes[at - 1] == 0x0D { end = at }
    } else if beginsLine {
      end = at
    }
  }

  private mutating func lexComment(open: Int, body: Int) {
    var at = body
    while at + 1 < bytes.count, !(bytes[at] == 0x23 && bytes[at + 1] == 0x7D) { at += 1 }
    guard at + 1 < bytes.count else {
      faults.append(
        .unterminated("comment", closing: "#}", at: span(open, min(open + 2, bytes.count))))
      place = bytes.count
      return
    }
    closeConstruct(at: at + 2, mark: at > body ? bytes[at - 1] : 0, trims: true)
  }

  /// Ends a tag, comment or raw section: what happens to the white space behind it.
  private mutating func closeConstruct(at end: Int, mark: UInt8, trims: Bool) {
    place = end
    beginsLine = false
    dropsSpace = mark == 0x2D
    if trims, mark != 0x2D, mark != 0x2B, options.trimBlocks {
      if place < bytes.count, bytes[place] == 0x0A {
        place += 1
        beginsLine = true
      } else if place + 1 < bytes.count, bytes[place] == 0x0D, bytes[place + 1] == 0x0A {
        place += 2
        beginsLine = true
      }
    }
  }

  // MARK: - Raw

  /// The end of a `raw` tag whose name starts at or behind an offset, or `nil`.
  private func rawBegin(at offset: Int) -> (end: Int, trims: UInt8)? {
    word("raw", at: offset)
  }

  /// Matches blanks, a word, blanks, an optional mark and `%}`.
  private func word(_ word: StaticString, at offset: Int) -> (end: Int, trims: UInt8)? {
    var at = offset
    while at < bytes.count, isSpace(bytes[at]) { at += 1 }
    let length = word.utf8CodeUnitCount
    guard at + length <= bytes.count else { return nil }
    for index in 0..<length where bytes[at + index] != word.utf8Start[index] { return nil }
    at += length
    while at < bytes.count, isSpace(bytes[at]) { at += 1 }
    var mark: UInt8 = 0
    if at < bytes.count, bytes[at] == 0x2D || bytes[at] == 0x2B {
      mark = bytes[at]
      at += 1
    }
    guard at + 1 < bytes.count, bytes[at] == 0x25, bytes[at + 1] == 0x7D else { return nil }
    return (at + 2, mark)
  }

  private mutating func lexRaw(open: Int, body: Int, trims: UInt8) {
    closeConstruct(at: body, mark: trims, trims: true)
    var start = place
    if dropsSpace {
      while start < bytes.count, isSpace(bytes[start]) { start += 1 }
      dropsSpace = false
    }
    var at = start
    while at + 1 < bytes.count {
      if bytes[at] == 0x7B, bytes[at + 1] == 0x25 {
        var inner = at + 2
        var mark: UInt8 = 0
        if inner < bytes.count, bytes[inner] == 0x2D || bytes[inner] == 0x2B {
          mark = bytes[inner]
          inner += 1
        }
        if let close = word("endraw", at: inner) {
          var end = at
          if mark == 0x2D {
            while end > start, isSpace(bytes[end - 1]) { end -= 1 }
          } else if mark != 0x2B, options.lstripBlocks {
            stripBlanks(from: start, to: &end)
          }
          if start < end { add(.text, start, end) }
          closeConstruct(at: close.end, mark: close.trims, trims: true)
          return
        }
      }
      at += 1
    }
    faults.append(.unterminated("`raw` section", closing: "{% endraw %}", at: span(open, body)))
    place = bytes.count
  }

  // MARK: - Tags

  private mutating func lexTag(open: Int, isBlock: Bool) {
    var braces = 0
    while true {
      while place < bytes.count, isSpace(bytes[place]) { place += 1 }
      guard place < bytes.count else {
        faults.append(
          .unterminated(
            isBlock ? "tag" : "expression", closing: isBlock ? "%}" : "}}",
            at: span(open, open + 2)))
        add(isBlock ? .tagEnd : .emitEnd, place, place)
        return
      }
      if lexEnd(braces: braces) { return }
      if bytes[place] == 0x7B, place + 1 < bytes.count, bytes[place + 1] == 0x25 {
        faults.append(
          .unterminated(
            isBlock ? "tag" : "expression", closing: isBlock ? "%}" : "}}",
            at: span(open, open + 2)))
        add(isBlock ? .tagEnd : .emitEnd, place, place)
        beginsLine = false
        return
      }
      lexToken(braces: &braces)
    }
  }

  /// Reads the end of a tag, with its mark, if one stands here.
  private mutating func lexEnd(braces: Int) -> Bool {
    var at = place
    var mark: UInt8 = 0
    if bytes[at] == 0x2D || bytes[at] == 0x2B {
      mark = bytes[at]
      at += 1
    }
    guard at + 1 < bytes.count, bytes[at + 1] == 0x7D else { return false }
    if bytes[at] == 0x25 {
      add(.tagEnd, place, at + 2)
      closeConstruct(at: at + 2, mark: mark, trims: true)
      return true
    }
    if bytes[at] == 0x7D, braces == 0, mark != 0x2B {
      add(.emitEnd, place, at + 2)
      closeConstruct(at: at + 2, mark: mark, trims: false)
      return true
    }
    return false
  }

  private mutating func lexToken(braces: inout Int) {
    let start = place
    let byte = bytes[place]
    let next: UInt8 = place + 1 < bytes.count ? bytes[place + 1] : 0
    switch byte {
    case 0x22, 0x27: lexString(quote: byte)
    case 0x30...0x39: lexNumber()
    case 0x41...0x5A, 0x61...0x7A, 0x5F, 0x80...0xFF:
      while place < bytes.count, isNameByte(bytes[place]) { place += 1 }
      add(.name, start, place)
    case 0x2B: single(.plus)
    case 0x2D: single(.minus)
    case 0x2A: next == 0x2A ? double(.doubleStar) : single(.star)
    case 0x2F: next == 0x2F ? double(.doubleSlash) : single(.slash)
    case 0x25: single(.percent)
    case 0x7E: single(.tilde)
    case 0x3D: next == 0x3D ? double(.equal) : single(.assign)
    case 0x21 where next == 0x3D: double(.notEqual)
    case 0x3C: next == 0x3D ? double(.lessEqual) : single(.less)
    case 0x3E: next == 0x3D ? double(.greaterEqual) : single(.greater)
    case 0x2E: single(.dot)
    case 0x3F: next == 0x2E ? double(.optionalDot) : single(.question)
    case 0x2C: single(.comma)
    case 0x3A: single(.colon)
    case 0x7C where next == 0x7C: double(.invalid)
    case 0x7C: single(.pipe)
    case 0x26 where next == 0x26: double(.invalid)
    case 0x28: single(.leftParen)
    case 0x29: single(.rightParen)
    case 0x5B: single(.leftBracket)
    case 0x5D: single(.rightBracket)
    case 0x7B:
      braces += 1
      single(.leftBrace)
    case 0x7D:
      braces = max(0, braces - 1)
      single(.rightBrace)
    default: single(.invalid)
    }
  }

  private mutating func lexString(quote: UInt8) {
    let start = place
    if !lonelyQuotes.contains(quote) {
      var at = place + 1
      while at < bytes.count, bytes[at] != quote { at += bytes[at] == 0x5C ? 2 : 1 }
      if at < bytes.count {
        place = at + 1
        add(.string, start, place)
        return
      }
      lonelyQuotes.insert(quote)
    }
    faults.append(
      .unterminated(
        "string", closing: String(UnicodeScalar(quote)), at: span(start, start + 1)))
    // Take the rest of the line, or what stands before the end of the tag, as the string.
    place += 1
    while place < bytes.count, bytes[place] != 0x0A {
      if place + 1 < bytes.count, bytes[place + 1] == 0x7D,
        bytes[place] == 0x25 || bytes[place] == 0x7D
      {
        break
      }
      place += 1
    }
    add(.string, start, place)
  }

  private mutating func lexNumber() {
    let start = place
    var kind = TokenKind.integer
    if bytes[place] == 0x30, place + 1 < bytes.count,
      [0x78, 0x58, 0x62, 0x42, 0x6F, 0x4F].contains(bytes[place + 1])
    {
      place += 2
      while place < bytes.count, isNameByte(bytes[place]) { place += 1 }
      add(.integer, start, place)
      return
    }
    digits()
    // Behind a dot stands an index: `rows.0.1`.
    let isIndex = start > 0 && bytes[start - 1] == 0x2E
    if isIndex {
      add(.integer, start, place)
      return
    }
    if place + 1 < bytes.count, bytes[place] == 0x2E, isDigit(bytes[place + 1]) {
      kind = .float
      place += 1
      digits()
    }
    if place < bytes.count, bytes[place] | 0x20 == 0x65 {
      var at = place + 1
      if at < bytes.count, bytes[at] == 0x2B || bytes[at] == 0x2D { at += 1 }
      if at < bytes.count, isDigit(bytes[at]) {
        kind = .float
        place = at
        digits()
      }
    }
    while place < bytes.count, isNameByte(bytes[place]) { place += 1 }
    add(kind, start, place)
  }

  private mutating func digits() {
    while place < bytes.count, isDigit(bytes[place]) || bytes[place] == 0x5F { place += 1 }
  }

  private mutating func single(_ kind: TokenKind) {
    add(kind, place, place + 1)
    place += 1
  }

  private mutating func double(_ kind: TokenKind) {
    add(kind, place, place + 2)
    place += 2
  }

  // MARK: - Bytes

  private mutating func add(_ kind: TokenKind, _ start: Int, _ end: Int) {
    tokens.append(Token(kind: kind, start: UInt32(start), end: UInt32(end)))
  }

  private func span(_ start: Int, _ end: Int) -> Span {
    Span(source: source, start: start, end: end)
  }

  private func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x80...0xFF: true
    default: false
    }
  }
}
