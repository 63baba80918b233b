// Text, holes and tags. A faulty tag is reported and skipped; its body is still parsed, so
// that one mistake gives one message.

import Diagnostics

extension Parser {
  /// The names of all tags, for "did you mean".
  static let tagNames = [
    "autoescape", "block", "break", "call", "continue", "extends", "filter", "for", "from", "if",
    "import", "include", "macro", "params", "raw", "set", "with",
  ]

  private static let endTags: Set<String> = [
    "endautoescape", "endblock", "endcall", "endfilter", "endfor", "endif", "endmacro", "endset",
    "endwith",
  ]

  /// Parses statements up to one of these tag names, which stays the current token.
  mutating func parseBody(until ends: [String]) -> [Statement] {
    var statements: [Statement] = []
    while true {
      let token = current
      switch token.kind {
      case .end: return statements
      case .text:
        advance()
        statements.append(
          Statement(
            kind: .text(start: Int(token.start), end: Int(token.end)), span: span(token)))
      case .emitBegin: parseHole(into: &statements)
      case .tagBegin:
        let name = following.kind == .name ? text(following) : ""
        if ends.contains(name) {
          advance()
          return statements
        }
        if isForeignEnd(name) {
          if closesOuterTag(name) {
            if let open = openTags.last {
              bag.add(
                .mismatchedEnd(name, open: open.name, at: span(following), openedAt: open.span))
              forgivenEnds.append("end" + open.name)
            }
            return statements
          }
          if let forgiven = forgivenEnds.firstIndex(of: name) {
            forgivenEnds.remove(at: forgiven)
          } else {
            bag.add(.strayEnd(name, at: span(following)))
          }
          advance()
          recover()
          continue
        }
        advance()
        parseTag(begin: token, into: &statements)
      default: advance()
      }
    }
  }

  private func isForeignEnd(_ name: String) -> Bool {
    Self.endTags.contains(name) || name == "else" || name == "elif"
      || name == "endraw" || name == "elseif" && !openTags.isEmpty
  }

  /// Whether an end tag belongs to a tag further out than the innermost open one.
  private func closesOuterTag(_ name: String) -> Bool {
    guard openTags.count > 1, name.hasPrefix("end") else { return false }
    let opener = String(name.dropFirst(3))
    return openTags.dropLast().contains { $0.name == opener }
  }

  private mutating func parseHole(into statements: inout [Statement]) {
    let begin = current.start
    advance()
    do throws(TagAbandoned) {
      let value = try parseTuple()
      if current.kind != .emitEnd { throw unexpected(expected: "`}}`") }
      advance()
      statements.append(Statement(kind: .emit(value), span: span(from: begin)))
    } catch {
      recover()
    }
  }

  private mutating func parseTag(begin: Token, into statements: inout [Statement]) {
    guard current.kind == .name else {
      _ = unexpected(expected: "the name of a tag")
      recover()
      return
    }
    let name = text(current)
    let nameSpan = span(current)
    openedBy = current.start
    advance()
    do throws(TagAbandoned) {
      try enter()
      defer { leave() }
      if let kind = try parseTag(name, nameSpan) {
        statements.append(Statement(kind: kind, span: nameSpan))
      }
    } catch {
      recover()
    }
  }

  private mutating func parseTag(
    _ name: String, _ nameSpan: Span
  ) throws(TagAbandoned) -> Statement.Kind? {
    switch name {
    case "if": return parseIf(nameSpan)
    case "for": return parseFor(nameSpan)
    case "set": return try parseSet(nameSpan)
    case "with": return parseWith(nameSpan)
    case "filter": return parseFilterBlock(nameSpan)
    case "macro": return parseMacro(nameSpan)
    case "call": return parseCall(nameSpan)
    case "block": return parseBlock(nameSpan)
    case "autoescape": return parseAutoescape(nameSpan)
    case "import": return try parseImport()
    case "from": return try parseFrom()
    case "include": return try parseInclude()
    case "extends":
      let parent = try parseExpression()
      try endTag()
      return .extends(parent)
    case "break", "continue":
      try endTag()
      return name == "break" ? .breakLoop : .continueLoop
    case "params":
      let parameters = try parseParameters(until: .tagEnd)
      try endTag()
      return .parameters(parameters)
    default:
      bag.add(.unknownTag(name, at: nameSpan))
      throw TagAbandoned()
    }
  }

  private mutating func endTag() throws(TagAbandoned) {
    if current.kind != .tagEnd { throw unexpected(expected: "`%}`") }
    advance()
  }

  /// Parses the head of a tag; after a fault the rest of the tag is skipped.
  private mutating func head<Result>(
    _ parse: (inout Parser) throws(TagAbandoned) -> Result
  ) -> Result? {
    do throws(TagAbandoned) {
      let result = try parse(&self)
      try endTag()
      return result
    } catch {
      recover()
      return nil
    }
  }

  /// Parses a body and its end tag.
  private mutating func body(
    of name: String, _ nameSpan: Span, ends: [String]
  ) -> (statements: [Statement], end: String) {
    openTags.append((name, nameSpan))
    defer { openTags.removeLast() }
    let statements = parseBody(until: ends)
    if current.kind == .name {
      let end = text(current)
      if ends.contains(end) {
        advance()
        return (statements, end)
      }
    }
    if current.kind == .end, !gaveUp {
      bag.add(.missingEnd(ends.last ?? "end" + name, of: name, at: nameSpan))
    }
    return (statements, "")
  }

  /// Reads to the end of an end tag.
  private mutating func closeTag() {
    if current.kind == .tagEnd {
      advance()
    } else if current.kind != .end, current.kind != .tagBegin {
      _ = unexpected(expected: "`%}`")
      recover()
    }
  }

  private mutating func invalid(at span: Span) -> ExpressionID { make(.invalid, span) }

  // MARK: - Conditions and loops

  private mutating func parseIf(_ nameSpan: Span) -> Statement.Kind {
    var branches: [ConditionalBranch] = []
    var otherwise: [Statement] = []
    var condition =
      head { parser throws(TagAbandoned) in try parser.parseTuple(allowsConditional: false) }
      ?? invalid(at: nameSpan)
    while true {
      let (statements, end) = body(of: "if", nameSpan, ends: ["elif", "else", "elseif", "endif"])
      branches.append(ConditionalBranch(condition: condition, body: statements))
      switch end {
      case "elif", "elseif":
        openedBy = tokens[index - 1].start
        if end == "elseif" {
          bag.add(.unknownTag("elseif", at: span(tokens[index - 1]), near: ["elif"]))
        }
        condition =
          head { parser throws(TagAbandoned) in try parser.parseTuple(allowsConditional: false) }
          ?? invalid(at: nameSpan)
      case "else":
        if isWord("if") {
          _ = unexpected(expected: "`%}`; an `else` with a condition is written `elif`")
          recover()
        } else {
          closeTag()
        }
        let rest = body(of: "if", nameSpan, ends: ["endif"])
        otherwise = rest.statements
        if rest.end != "" { closeTag() }
        return .conditional(branches, otherwise: otherwise)
      case "endif":
        closeTag()
        return .conditional(branches, otherwise: [])
      default: return .conditional(branches, otherwise: [])
      }
    }
  }

  private mutating func parseFor(_ nameSpan: Span) -> Statement.Kind {
    struct Head {
      let target: Target
      let iterable: ExpressionID
      let condition: ExpressionID?
      let isRecursive: Bool
    }
    let parsed = head { parser throws(TagAbandoned) in
      let target = try parser.parseTarget(allowsAttributes: false)
      try parser.expectWord("in")
      let iterable = try parser.parseTuple(allowsConditional: false, endsAt: "recursive")
      let condition = parser.skipWord("if") ? try parser.parseExpression() : nil
      let isRecursive = parser.skipWord("recursive")
      return Head(
        target: target, iterable: iterable, condition: condition, isRecursive: isRecursive)
    }
    let (statements, end) = body(of: "for", nameSpan, ends: ["else", "endfor"])
    var otherwise: [Statement] = []
    if end == "else" {
      closeTag()
      let rest = body(of: "for", nameSpan, ends: ["endfor"])
      otherwise = rest.statements
      if rest.end != "" { closeTag() }
    } else if end == "endfor" {
      closeTag()
    }
    let target = parsed?.target ?? .tuple([], nameSpan)
    return .loop(
      ForStatement(
        target: target, iterable: parsed?.iterable ?? invalid(at: nameSpan),
        condition: parsed?.condition, isRecursive: parsed?.isRecursive ?? false,
        body: statements, otherwise: otherwise))
  }

  // MARK: - Assignments

  private mutating func parseSet(_ nameSpan: Span) throws(TagAbandoned) -> Statement.Kind? {
    let target: Target
    do throws(TagAbandoned) {
      target = try parseTarget(allowsAttributes: true)
      if current.kind == .assign {
        advance()
        let value = try parseTuple()
        try endTag()
        return .set([target], value)
      }
    } catch {
      recover()
      return nil
    }
    var filters: ExpressionID?
    if current.kind == .pipe {
      filters = head { parser throws(TagAbandoned) in
        let start = parser.current.start
        let base = parser.make(.captured, parser.span(parser.current))
        return try parser.parseFilters(base, from: start)
      }
    } else {
      do throws(TagAbandoned) {
        if current.kind != .tagEnd { throw unexpected(expected: "`=`") }
      } catch {
        recover()
        return nil
      }
      advance()
    }
    let (statements, end) = body(of: "set", nameSpan, ends: ["endset"])
    if end != "" { closeTag() }
    return .setBlock(target, filters: filters, body: statements)
  }

  private mutating func parseWith(_ nameSpan: Span) -> Statement.Kind {
    let bindings = head { parser throws(TagAbandoned) in
      var bindings: [(target: Target, value: ExpressionID)] = []
      while parser.current.kind != .tagEnd {
        if !bindings.isEmpty { try parser.expect(.comma, after: "or `%}`") }
        guard parser.current.kind == .name else {
          throw parser.unexpected(expected: "a name to assign to")
        }
        let name = try parser.expectName("a name to assign to")
        try parser.expect(.assign)
        bindings.append((.name(name), try parser.parseExpression()))
      }
      return bindings
    }
    let (statements, end) = body(of: "with", nameSpan, ends: ["endwith"])
    if end != "" { closeTag() }
    return .with(bindings ?? [], body: statements)
  }

  private mutating func parseFilterBlock(_ nameSpan: Span) -> Statement.Kind {
    let filters = head { parser throws(TagAbandoned) in
      let start = parser.current.start
      let base = parser.make(.captured, parser.span(parser.current))
      let name = try parser.expectName("a filter name")
      let arguments =
        parser.current.kind == .leftParen ? try parser.parseArguments() : ArgumentList()
      let first = parser.make(.filter(base, name, arguments), from: start)
      return try parser.parseFilters(first, from: start)
    }
    let (statements, end) = body(of: "filter", nameSpan, ends: ["endfilter"])
    if end != "" { closeTag() }
    return .filterBlock(filters ?? invalid(at: nameSpan), body: statements)
  }

  // MARK: - Macros and calls

  private mutating func parseMacro(_ nameSpan: Span) -> Statement.Kind? {
    let callersBefore = callerCount
    let parsed = head { parser throws(TagAbandoned) in
      let name = try parser.expectName("a macro name")
      try parser.expect(.leftParen)
      let parameters = try parser.parseParameters(until: .rightParen)
      try parser.expect(.rightParen)
      return (name, parameters)
    }
    let (statements, end) = body(of: "macro", nameSpan, ends: ["endmacro"])
    if end != "" {
      if current.kind == .name { advance() }
      closeTag()
    }
    guard let (name, parameters) = parsed else { return nil }
    let takesCaller =
      callerCount > callersBefore || parameters.contains { $0.name.text == "caller" }
    return .macro(
      MacroStatement(
        name: name, parameters: parameters, body: statements, takesCaller: takesCaller))
  }

  /// Reports an `extends` behind another one, and any in a condition beside one at the top: conditions
  /// may hold one each, of which one hands over.
  mutating func checkExtends(_ statements: [Statement], isExtended: Bool) {
    if gaveUp { return }
    var isExtended = isExtended
    for statement in statements {
      guard case .extends = statement.kind else { continue }
      if isExtended { bag.add(.secondExtends(at: statement.span)) }
      isExtended = true
    }
    for statement in statements {
      guard case .conditional(let branches, let otherwise) = statement.kind else { continue }
      for branch in branches { checkExtends(branch.body, isExtended: isExtended) }
      checkExtends(otherwise, isExtended: isExtended)
    }
  }

  private mutating func parseCall(_ nameSpan: Span) -> Statement.Kind? {
    let parsed = head { parser throws(TagAbandoned) in
      var parameters: [ParameterSyntax] = []
      if parser.skip(.leftParen) {
        parameters = try parser.parseParameters(until: .rightParen)
        try parser.expect(.rightParen)
      }
      let call = try parser.parseExpression()
      guard case .call = parser.tree[call] else {
        parser.bag.add(.callNeedsMacro(at: parser.tree.span(of: call)))
        throw TagAbandoned()
      }
      return (call, parameters)
    }
    let (statements, end) = body(of: "call", nameSpan, ends: ["endcall"])
    if end != "" { closeTag() }
    guard let (call, parameters) = parsed else { return nil }
    return .callBlock(call, parameters: parameters, body: statements)
  }

  /// Parameters with optional types and defaults.
  private mutating func parseParameters(
    until end: TokenKind
  ) throws(TagAbandoned) -> [ParameterSyntax] {
    var parameters: [ParameterSyntax] = []
    var names: Set<String> = []
    while current.kind != end {
      if !parameters.isEmpty {
        try expect(.comma, after: "or \(end.label)")
        if current.kind == end { break }
      }
      let name = try expectName("a parameter name")
      if !names.insert(name.text).inserted {
        bag.add(.duplicate("parameter", name.text, at: name.span, first: nil))
      }
      let type = skip(.colon) ? try parseType() : nil
      var initial: ExpressionID?
      if skip(.assign) {
        initial = try parseExpression()
      } else if let type, case .optional = type {
        // What may be left out is none then.
        initial = make(.literal(.none), name.span)
      } else if end == .rightParen, let last = parameters.last, last.initial != nil {
        bag.add(.requiredAfterDefault(name.text, at: name.span))
      }
      parameters.append(ParameterSyntax(name: name, type: type, initial: initial))
    }
    return parameters
  }

  private mutating func parseType() throws(TagAbandoned) -> TypeSyntax {
    try enter()
    defer { leave() }
    var type: TypeSyntax
    if skip(.leftBracket) {
      type = .list(try parseType())
      try expect(.rightBracket)
    } else if skip(.leftBrace) {
      let key = try parseType()
      try expect(.colon)
      type = .map(key, try parseType())
      try expect(.rightBrace)
    } else if skip(.leftParen) {
      var items = [try parseType()]
      while skip(.comma) { items.append(try parseType()) }
      try expect(.rightParen)
      type = .tuple(items)
    } else {
      type = .name(try expectName("a type"))
    }
    if skip(.question) { type = .optional(type) }
    if skip(.pipe) { type = .union(type, try parseType()) }
    return type
  }

  // MARK: - Other templates

  private mutating func parseImport() throws(TagAbandoned) -> Statement.Kind {
    let template = try parseExpression()
    try expectWord("as")
    let alias = try expectName("a name for the import")
    try parseContextClause(allowed: false)
    try endTag()
    return .importModule(template, alias: alias)
  }

  private mutating func parseFrom() throws(TagAbandoned) -> Statement.Kind {
    let template = try parseExpression()
    try expectWord("import")
    var names: [(name: SpannedName, alias: SpannedName)] = []
    while true {
      if !names.isEmpty {
        if !skip(.comma) { break }
        if current.kind == .tagEnd { break }
      }
      if !names.isEmpty, isWord("with") || isWord("without"), isWord("context", following) {
        break
      }
      let name = try expectName("a name to import")
      let alias = skipWord("as") ? try expectName("another name") : name
      names.append((name, alias))
      if isWord("with") || isWord("without") { break }
    }
    try parseContextClause(allowed: false)
    try endTag()
    return .importNames(template, names)
  }

  private mutating func parseInclude() throws(TagAbandoned) -> Statement.Kind {
    let template = try parseExpression()
    var ignoresMissing = false
    if isWord("ignore"), isWord("missing", following) {
      advance()
      advance()
      ignoresMissing = true
    }
    let seesContext = try parseContextClause(allowed: true)
    try endTag()
    return .include(template, ignoresMissing: ignoresMissing, seesContext: seesContext)
  }

  /// `with context` or `without context`; imports never see the caller's variables.
  @discardableResult
  private mutating func parseContextClause(allowed: Bool) throws(TagAbandoned) -> Bool {
    guard isWord("with") || isWord("without"), isWord("context", following) else { return true }
    let sees = isWord("with")
    let place = span(current).union(span(following))
    advance()
    advance()
    if sees, !allowed { bag.add(.importWithContext(at: place)) }
    return sees
  }

  // MARK: - Blocks

  private mutating func parseBlock(_ nameSpan: Span) -> Statement.Kind? {
    struct Head {
      let name: SpannedName
      var isScoped = false
      var isRequired = false
    }
    let parsed = head { parser throws(TagAbandoned) in
      var head = Head(name: try parser.expectName("a block name"))
      while true {
        if parser.skipWord("scoped") {
          head.isScoped = true
        } else if parser.skipWord("required") {
          head.isRequired = true
        } else {
          return head
        }
      }
    }
    let (statements, end) = body(of: "block", nameSpan, ends: ["endblock"])
    if end != "" {
      if current.kind == .name {
        if let parsed, text(current) != parsed.name.text {
          bag.add(
            .mismatchedBlockName(
              text(current), open: parsed.name.text, at: span(current),
              openedAt: parsed.name.span))
        }
        advance()
      }
      closeTag()
    }
    guard let parsed else { return nil }
    let block = BlockStatement(
      name: parsed.name, isScoped: parsed.isScoped, isRequired: parsed.isRequired,
      body: statements)
    if let first = tree.blocks[parsed.name.text] {
      bag.add(.duplicate("block", parsed.name.text, at: parsed.name.span, first: first.name.span))
    } else {
      tree.blocks[parsed.name.text] = block
      tree.blockNames.append(parsed.name.text)
    }
    if parsed.isRequired, !isBlank(statements) {
      bag.add(.requiredBlockHasContent(parsed.name.text, at: parsed.name.span))
    }
    return .block(block)
  }

  private func isBlank(_ statements: [Statement]) -> Bool {
    statements.allSatisfy { statement in
      guard case .text(let start, let end) = statement.kind else { return false }
      return tree.bytes[start..<end].allSatisfy { $0 == 0x20 || ($0 >= 0x09 && $0 <= 0x0D) }
    }
  }

  private mutating func parseAutoescape(_ nameSpan: Span) -> Statement.Kind {
    let isOn = head { parser throws(TagAbandoned) in
      let start = parser.current.start
      let value = try parser.parseExpression()
      guard case .literal(.bool(let isOn)) = parser.tree[value] else {
        parser.bag.add(.autoescapeNeedsConstant(at: parser.span(from: start)))
        return true
      }
      return isOn
    }
    let (statements, end) = body(of: "autoescape", nameSpan, ends: ["endautoescape"])
    if end != "" { closeTag() }
    return .autoescape(isOn: isOn ?? true, body: statements)
  }
}
