// Moves an escape context along scripts, JSON and styles, in their elements and in attributes.
// Small and conservative: what it cannot follow it marks, and holes there are refused.

extension EscapeContext {
  /// One byte of the content of `<script>` or `<style>`.
  mutating func scanEmbedded(_ bytes: ArraySlice<UInt8>, _ at: inout Int) throws(ScanFault) {
    if closesElement(bytes, at) {
      state = .closingTag
      beginScript()
      style = .code
      scriptKind = .javaScript
      at += 2
      return
    }
    if state == .style {
      if bytes[at] == 0x5C, at + 1 < bytes.endIndex { at += 1 }
      scanStyle(bytes[at], at, previous: at > bytes.startIndex ? bytes[at - 1] : 0)
      at += 1
      return
    }
    if scriptKind == .json {
      scanJSON(bytes[at], &at)
      return
    }
    let next: UInt8 = at + 1 < bytes.endIndex ? bytes[at + 1] : 0
    if bytes[at] == 0x5C, script != .code, script != .lineComment, script != .blockComment {
      at += 2
      at = min(at, bytes.endIndex)
      return
    }
    if script == .code, bytes[at] == 0x2F, next == 0x2F || next == 0x2A {
      script = next == 0x2F ? .lineComment : .blockComment
      at += 2
      return
    }
    if script == .blockComment, bytes[at] == 0x2A, next == 0x2F {
      script = .code
      at += 2
      return
    }
    if script == .template, bytes[at] == 0x24, next == 0x7B { script = .unknown }
    if script == .code, isNameByte(bytes[at]) {
      scanWord(bytes, &at)
      return
    }
    if script == .code { scanMark(bytes, at) } else { scanScript(bytes[at]) }
    at += 1
  }

  /// The state in which a script begins.
  mutating func beginScript() {
    script = .code
    allowsRegex = true
    slashIsUnclear = false
    parentheses = []
    scriptWord = .other
  }

  /// A mark of a script, outside of strings and comments. What a slash is depends on what stands
  /// before it: behind `)` on what the parenthesis belongs to, and behind `}` on what only a parser
  /// of the language knows.
  private mutating func scanMark(_ bytes: ArraySlice<UInt8>, _ at: Int) {
    let byte = bytes[at]
    var isHead: Bool? = false
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0D: return
    case 0x2F where slashIsUnclear && !divides(bytes, at): script = .unknown
    case 0x28:
      if parentheses.count == 64 {
        script = .unknown
      } else {
        parentheses.append(scriptWord == .control)
      }
    case 0x29: isHead = parentheses.popLast()
    default: break
    }
    scanScript(byte)
    slashIsUnclear = byte == 0x7D || isHead == nil
    if isHead == true { allowsRegex = true }
    scriptWord = byte == 0x2E ? .dot : .other
  }

  /// Whether a slash can only divide: a regular expression would have to end on its line.
  private func divides(_ bytes: ArraySlice<UInt8>, _ at: Int) -> Bool {
    var next = at + 1
    while next < bytes.endIndex {
      switch bytes[next] {
      case 0x0A, 0x0D: return true
      case 0x2F: return closesElement(bytes, next - 1)
      default: next += 1
      }
    }
    return false
  }

  /// A name or number: a slash behind it divides, except behind a few keywords.
  private mutating func scanWord(_ bytes: ArraySlice<UInt8>, _ at: inout Int) {
    let start = at
    while at < bytes.endIndex, isNameByte(bytes[at]) { at += 1 }
    let word = String(decoding: bytes[start..<at], as: UTF8.self)
    let isName = scriptWord == .dot
    allowsRegex =
      !isName
      && [
        "return", "typeof", "case", "do", "else", "in", "instanceof", "new", "delete", "void",
        "throw", "yield", "await", "of", "default", "extends",
      ].contains(word)
    slashIsUnclear = false
    let isAwait = word == "await" && scriptWord == .control
    scriptWord =
      isAwait || !isName && ["if", "while", "for", "with"].contains(word) ? .control : .other
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x24, 0x80...0xFF: true
    default: false
    }
  }

  /// One byte of a script; two-byte marks are handled by the caller where they matter.
  mutating func scanScript(_ byte: UInt8) {
    switch script {
    case .code:
      switch byte {
      case 0x22: script = .doubleQuoted
      case 0x27: script = .singleQuoted
      case 0x60: script = .template
      case 0x2F:
        if state == .value {
          // In a handler the next byte is not seen here: comment or regex, do not guess.
          script = .unknown
        } else if allowsRegex {
          script = .regex
        } else {
          allowsRegex = true
        }
      case 0x20, 0x09, 0x0A, 0x0D: break
      case 0x29, 0x5D, 0x7D: allowsRegex = false
      default: allowsRegex = !isNameByte(byte)
      }
    case .doubleQuoted:
      if byte == 0x5C, state == .value { script = .unknown }
      if byte == 0x22 || byte == 0x0A { endOperand() }
    case .singleQuoted:
      if byte == 0x5C, state == .value { script = .unknown }
      if byte == 0x27 || byte == 0x0A { endOperand() }
    case .template:
      if byte == 0x60 { endOperand() }
    case .lineComment:
      if byte == 0x0A { script = .code }
    case .blockComment, .unknown: break
    case .regex:
      if byte == 0x5B {
        script = .regexClass
      } else if byte == 0x2F || byte == 0x0A {
        endOperand()
      }
    case .regexClass:
      if byte == 0x5D { script = .regex }
    }
  }

  private mutating func endOperand() {
    script = .code
    allowsRegex = false
  }

  /// One byte of JSON: inside or outside of strings.
  mutating func scanJSON(_ byte: UInt8, _ at: inout Int) {
    if script == .doubleQuoted {
      if byte == 0x5C {
        at += 2
        return
      }
      if byte == 0x22 { script = .code }
    } else if byte == 0x22 {
      script = .doubleQuoted
    }
    at += 1
  }

  /// One byte of a style sheet or a style attribute.
  mutating func scanStyle(_ byte: UInt8, _ at: Int, previous: UInt8 = 0) {
    switch style {
    case .code:
      switch byte {
      case 0x22: style = .doubleQuoted
      case 0x27: style = .singleQuoted
      case 0x2A where previous == 0x2F: style = .comment
      case 0x28: if scheme == Array("url".utf8) { style = .url }
      default: break
      }
      if isNameByte(byte) {
        if scheme.count < 8 { scheme.append(lowered(byte)) } else { scheme = [] }
      } else if byte != 0x28 {
        scheme = []
      }
      if byte == 0x28 { scheme = [] }
    case .doubleQuoted: if byte == 0x22 || byte == 0x0A { style = .code }
    case .singleQuoted: if byte == 0x27 || byte == 0x0A { style = .code }
    case .comment: if byte == 0x2F, previous == 0x2A { style = .code }
    case .url:
      if byte == 0x22 {
        style = .urlDoubleQuoted
      } else if byte == 0x27 {
        style = .urlSingleQuoted
      } else if byte == 0x29 {
        style = .code
        url = .start
      } else if !isSpace(byte) {
        url = .uncertain
      }
    case .urlDoubleQuoted:
      if byte == 0x22 { style = .url } else { url = .uncertain }
    case .urlSingleQuoted:
      if byte == 0x27 { style = .url } else { url = .uncertain }
    }
  }

  /// Typst: inside or outside of a string literal.
  mutating func advanceTypst(over bytes: ArraySlice<UInt8>) {
    var at = bytes.startIndex
    while at < bytes.endIndex {
      if script == .doubleQuoted, bytes[at] == 0x5C {
        at += 2
        continue
      }
      if bytes[at] == 0x22 { script = script == .code ? .doubleQuoted : .code }
      at += 1
    }
  }
}
