// The state of parsing and its small steps: looking at tokens, reporting faults, recovering.
// Expressions are in `ExpressionParser.swift`, statements in `StatementParser.swift`.

import Diagnostics

/// Thrown after a fault was reported, to leave the rest of the tag.
struct TagAbandoned: Error {}

/// Builds the syntax tree of one template from its tokens.
struct Parser {
  var tree: SyntaxTree
  let tokens: [Token]
  var index = 0
  var bag: DiagnosticBag
  /// The tags that are open, innermost last.
  var openTags: [(name: String, span: Span)] = []
  /// End tags whose tag was closed for them after a fault; one more of each is no new fault.
  var forgivenEnds: [String] = []
  var depth = 0
  /// How often the name `caller` was read.
  var callerCount = 0
  /// Where the name of the last tag begins.
  var openedBy: UInt32 = .max
  /// Whether the rest of the template was given up; then nothing more is reported.
  var gaveUp = false
  /// How deep constructs may nest; reaching it is one fault, not many.
  static let depthLimit = 200

  init(name: String, source: SourceID, bytes: [UInt8], options: Environment.Options) {
    tree = SyntaxTree(name: name, source: source, bytes: bytes)
    let lexed = Lexer.tokens(of: bytes, source: source, options: options)
    tokens = lexed.tokens
    bag = DiagnosticBag()
    for fault in lexed.faults { bag.add(fault) }
  }

  /// Parses a whole template; faults go into the bag, the tree holds what could be understood.
  static func parse(
    name: String, source: SourceID, bytes: [UInt8], options: Environment.Options,
    into bag: inout DiagnosticBag
  ) -> SyntaxTree {
    var parser = Parser(name: name, source: source, bytes: bytes, options: options)
    parser.tree.body = parser.parseBody(until: [])
    parser.checkExtends(parser.tree.body, isExtended: false)
    bag.merge(parser.bag)
    return parser.tree
  }

  // MARK: - Tokens

  var current: Token { tokens[index] }

  var following: Token { tokens[min(index + 1, tokens.count - 1)] }

  mutating func advance() {
    if index < tokens.count - 1 { index += 1 }
  }

  func text(_ token: Token) -> String {
    String(decoding: tree.bytes[Int(token.start)..<Int(token.end)], as: UTF8.self)
  }

  func span(_ token: Token) -> Span {
    Span(source: tree.source, start: Int(token.start), end: Int(token.end))
  }

  /// The span from an offset to the end of the last token read.
  func span(from start: UInt32) -> Span {
    let end = index > 0 ? tokens[index - 1].end : start
    return Span(source: tree.source, start: Int(start), end: Int(max(end, start)))
  }

  /// Whether the current token is this word.
  func isWord(_ word: StaticString) -> Bool { isWord(word, current) }

  func isWord(_ word: StaticString, _ token: Token) -> Bool {
    guard token.kind == .name, Int(token.end - token.start) == word.utf8CodeUnitCount else {
      return false
    }
    for offset in 0..<word.utf8CodeUnitCount
    where tree.bytes[Int(token.start) + offset] != word.utf8Start[offset] {
      return false
    }
    return true
  }

  mutating func skip(_ kind: TokenKind) -> Bool {
    if current.kind != kind { return false }
    advance()
    return true
  }

  mutating func skipWord(_ word: StaticString) -> Bool {
    if !isWord(word) { return false }
    advance()
    return true
  }

  mutating func expect(_ kind: TokenKind, after what: String = "") throws(TagAbandoned) {
    if current.kind == kind {
      advance()
      return
    }
    throw unexpected(expected: kind.label + (what.isEmpty ? "" : " " + what))
  }

  mutating func expectWord(_ word: StaticString) throws(TagAbandoned) {
    if !skipWord(word) { throw unexpected(expected: "`\(word)`") }
  }

  mutating func expectName(_ what: String) throws(TagAbandoned) -> SpannedName {
    guard current.kind == .name else { throw unexpected(expected: what) }
    let name = SpannedName(text: text(current), span: span(current))
    advance()
    return name
  }

  // MARK: - Faults

  /// Reports the current token as unexpected.
  mutating func unexpected(expected: String) -> TagAbandoned {
    let token = current
    let found = found(token)
    var hint: Wording?
    switch text(token) {
    case "&&": hint = Wording("write `and`", fr: "écrivez `and`")
    case "||": hint = Wording("write `or`", fr: "écrivez `or`")
    case "!": hint = Wording("write `not`", fr: "écrivez `not`")
    case "=" where expected != "`=`":
      hint = Wording(
        "compare with `==`; `=` is for `set` and keyword arguments",
        fr: "comparez avec `==` ; `=` sert à `set` et aux arguments nommés")
    case "===": hint = Wording("write `==`", fr: "écrivez `==`")
    case "'", "\"":
      hint = Wording(
        "close the string with the same quote", fr: "fermez le texte avec le même guillemet")
    case "*" where expected.contains("expression"), "**" where expected.contains("expression"):
      hint = Wording("arguments cannot be spread", fr: "les arguments ne se déploient pas")
    default: break
    }
    if token.kind == .percent, following.kind == .minus || following.kind == .rightBrace {
      hint = Wording("the end of a tag is written `-%}`", fr: "la fin d'une balise s'écrit `-%}`")
    }
    bag.add(.unexpectedToken(found, expected: expected, at: span(token), hint: hint))
    return TagAbandoned()
  }

  /// Whether nothing stands between here and the opening of the hole or the name of the tag.
  var endsAtOnce: Bool {
    guard index > 0 else { return false }
    let token = tokens[index - 1]
    return token.kind == .emitBegin || token.kind == .name && openedBy == token.start
  }

  /// Reports a hole or tag that ends where its content should begin.
  mutating func missing(_ what: String) -> TagAbandoned {
    let token = tokens[index - 1]
    bag.add(
      token.kind == .emitBegin
        ? .emptyHole(at: span(current)) : .missingInTag(text(token), what, at: span(current)))
    return TagAbandoned()
  }

  /// A token as messages name it.
  func found(_ token: Token) -> String {
    switch token.kind {
    case .name, .integer, .float, .invalid, .string:
      let text = text(token)
      return text.utf8.count > 40 ? token.kind.label : "`\(text)`"
    default: return token.kind.label
    }
  }

  /// Skips the rest of a tag or hole.
  mutating func recover() {
    while true {
      switch current.kind {
      case .tagEnd, .emitEnd:
        advance()
        return
      case .end, .text, .tagBegin, .emitBegin: return
      default: advance()
      }
    }
  }

  // MARK: - Nodes

  mutating func make(_ node: ExpressionNode, from start: UInt32) -> ExpressionID {
    make(node, span(from: start))
  }

  mutating func make(_ node: ExpressionNode, _ span: Span) -> ExpressionID {
    tree.expressions.append(node)
    tree.spans.append(span)
    return ExpressionID(raw: Int32(tree.expressions.count - 1))
  }

  /// Counts one more level of nesting, or reports that there are too many.
  mutating func enter() throws(TagAbandoned) {
    depth += 1
    if depth > Self.depthLimit {
      depth -= 1
      bag.add(.nestingTooDeep(limit: Self.depthLimit, at: span(current)))
      // Nothing behind this place can be understood: end the template here.
      index = tokens.count - 1
      gaveUp = true
      throw TagAbandoned()
    }
  }

  mutating func leave() { depth -= 1 }
}
