// Expressions, by precedence climbing, with the precedence of Jinja.

import Diagnostics

extension Parser {
  /// An expression, or several separated by commas: a tuple.
  mutating func parseTuple(
    allowsConditional: Bool = true, endsAt word: StaticString? = nil
  ) throws(TagAbandoned) -> ExpressionID {
    let start = current.start
    let first = allowsConditional ? try parseExpression() : try parseOr()
    guard current.kind == .comma else { return first }
    var parts = [first]
    while skip(.comma) {
      if endsTuple(at: word) { break }
      parts.append(allowsConditional ? try parseExpression() : try parseOr())
    }
    return make(.tuple(parts), from: start)
  }

  private func endsTuple(at word: StaticString?) -> Bool {
    switch current.kind {
    case .tagEnd, .emitEnd, .rightParen, .end: true
    default: word.map { isWord($0) } ?? false
    }
  }

  /// A full expression: `a if b else c` and everything that binds tighter.
  mutating func parseExpression() throws(TagAbandoned) -> ExpressionID {
    try enter()
    defer { leave() }
    let start = current.start
    var value = try parseOr()
    var count = 0
    while skipWord("if") {
      try countLink(&count)
      let test = try parseOr()
      var otherwise: ExpressionID?
      if skipWord("else") { otherwise = try parseExpression() }
      value = make(.conditional(test: test, then: value, otherwise: otherwise), from: start)
    }
    return value
  }

  mutating func parseOr() throws(TagAbandoned) -> ExpressionID {
    let start = current.start
    var left = try parseAnd()
    while skipWord("or") {
      let right = try parseAnd()
      left = make(.or(left, right), from: start)
    }
    return left
  }

  private mutating func parseAnd() throws(TagAbandoned) -> ExpressionID {
    let start = current.start
    var left = try parseNot()
    while skipWord("and") {
      let right = try parseNot()
      left = make(.and(left, right), from: start)
    }
    return left
  }

  private mutating func parseNot() throws(TagAbandoned) -> ExpressionID {
    guard isWord("not"), !isWord("in", following) else { return try parseComparison() }
    let start = current.start
    advance()
    try enter()
    defer { leave() }
    let operand = try parseNot()
    return make(.not(operand), from: start)
  }

  private mutating func parseComparison() throws(TagAbandoned) -> ExpressionID {
    let start = current.start
    let first = try parseBinary(1)
    var rest: [(operation: ComparisonOperator, operand: ExpressionID)] = []
    while let operation = comparison() {
      rest.append((operation, try parseBinary(1)))
    }
    return rest.isEmpty ? first : make(.compare(first, rest), from: start)
  }

  private mutating func comparison() -> ComparisonOperator? {
    let operation: ComparisonOperator
    switch current.kind {
    case .equal: operation = .equal
    case .notEqual: operation = .notEqual
    case .less: operation = .less
    case .lessEqual: operation = .lessEqual
    case .greater: operation = .greater
    case .greaterEqual: operation = .greaterEqual
    case .name where isWord("in"): operation = .isIn
    case .name where isWord("not") && isWord("in", following):
      advance()
      operation = .notIn
    default: return nil
    }
    advance()
    return operation
  }

  /// Levels: 1 `+ -`, 2 `~`, 3 `* / // %`, 4 `**`; all group to the left, as in Jinja.
  private mutating func parseBinary(_ level: Int) throws(TagAbandoned) -> ExpressionID {
    let start = current.start
    var left = try parseUnary(withFilters: true)
    return try climb(&left, from: start, level)
  }

  private mutating func climb(
    _ left: inout ExpressionID, from start: UInt32, _ level: Int
  ) throws(TagAbandoned) -> ExpressionID {
    while let (precedence, operation) = binaryOperator(), precedence >= level {
      if precedence == 2 {
        var parts = [left]
        while skip(.tilde) { parts.append(try parseBinary(3)) }
        left = make(.concat(parts), from: start)
        continue
      }
      advance()
      let right = try parseBinary(precedence + 1)
      left = make(.binary(operation, left, right), from: start)
    }
    return left
  }

  private func binaryOperator() -> (Int, BinaryOperator)? {
    switch current.kind {
    case .plus: (1, .add)
    case .minus: (1, .subtract)
    case .tilde: (2, .add)
    case .star: (3, .multiply)
    case .slash: (3, .divide)
    case .doubleSlash: (3, .floorDivide)
    case .percent: (3, .modulo)
    case .doubleStar: (4, .power)
    default: nil
    }
  }

  private mutating func parseUnary(withFilters: Bool) throws(TagAbandoned) -> ExpressionID {
    let start = current.start
    var node: ExpressionID
    if current.kind == .minus || current.kind == .plus {
      let isMinus = current.kind == .minus
      advance()
      // The least number has no positive mate that could be negated.
      if isMinus, current.kind == .integer,
        text(current).filter({ $0 != "_" }) == "\(UInt64(1) << 63)"
      {
        advance()
        node = make(.literal(.int(.min)), from: start)
        node = try parsePostfix(node, from: start)
        return withFilters ? try parseFilters(node, from: start) : node
      }
      try enter()
      defer { leave() }
      let operand = try parseUnary(withFilters: false)
      node = make(isMinus ? .negate(operand) : .plus(operand), from: start)
    } else {
      node = try parsePrimary()
    }
    node = try parsePostfix(node, from: start)
    return withFilters ? try parseFilters(node, from: start) : node
  }

  // MARK: - Behind a value

  private mutating func parsePostfix(
    _ base: ExpressionID, from start: UInt32
  ) throws(TagAbandoned) -> ExpressionID {
    var node = base
    var calls = 0
    while true {
      switch current.kind {
      case .dot, .optionalDot:
        let isOptional = current.kind == .optionalDot
        advance()
        if current.kind == .integer {
          let key = try parseInteger()
          node = make(.item(node, key), from: start)
          continue
        }
        let name = try expectName("a field name")
        node = make(.field(node, name, isOptional: isOptional), from: start)
      case .leftBracket: node = try parseSubscript(node, from: start)
      case .leftParen:
        try countLink(&calls)
        let arguments = try parseArguments()
        node = make(.call(node, arguments), from: start)
      default: return node
      }
    }
  }

  /// Counts one more link of a chain that is walked recursively.
  private mutating func countLink(_ count: inout Int) throws(TagAbandoned) {
    count += 1
    if count > 50 {
      bag.add(.nestingTooDeep(limit: 50, at: span(current)))
      throw TagAbandoned()
    }
  }

  /// Filters and tests behind a value.
  mutating func parseFilters(
    _ base: ExpressionID, from start: UInt32
  ) throws(TagAbandoned) -> ExpressionID {
    var node = base
    var calls = 0
    while true {
      switch current.kind {
      case .pipe:
        advance()
        let name = try expectName("a filter name")
        let arguments = current.kind == .leftParen ? try parseArguments() : ArgumentList()
        node = make(.filter(node, name, arguments), from: start)
      case .name where isWord("is"):
        advance()
        node = try parseTest(node, from: start)
      case .leftParen:
        try countLink(&calls)
        let arguments = try parseArguments()
        node = make(.call(node, arguments), from: start)
      default: return node
      }
    }
  }

  private mutating func parseTest(
    _ base: ExpressionID, from start: UInt32
  ) throws(TagAbandoned) -> ExpressionID {
    let isNegated = skipWord("not")
    let name = try expectName("a test name")
    var arguments = ArgumentList()
    if current.kind == .leftParen {
      arguments = try parseArguments()
    } else if startsTestArgument() {
      let argumentStart = current.start
      let primary = try parsePrimary()
      arguments.positional.append(try parsePostfix(primary, from: argumentStart))
    }
    return make(.test(base, name, arguments, isNegated: isNegated), from: start)
  }

  /// Whether the current token can be the argument of a test written without parentheses.
  private func startsTestArgument() -> Bool {
    switch current.kind {
    case .string, .integer, .float, .leftBracket, .leftBrace: true
    case .name:
      !(isWord("else") || isWord("or") || isWord("and") || isWord("if") || isWord("is")
        || isWord("not") || isWord("in") || isWord("for") || isWord("recursive"))
    default: false
    }
  }

  private mutating func parseSubscript(
    _ base: ExpressionID, from start: UInt32
  ) throws(TagAbandoned) -> ExpressionID {
    advance()
    var parts: [ExpressionID?] = [nil]
    var colons = 0
    while current.kind != .rightBracket {
      if current.kind == .colon, colons < 2 {
        advance()
        colons += 1
        parts.append(nil)
        continue
      }
      guard parts[parts.count - 1] == nil, !isTagBoundary else {
        throw unexpected(expected: "`]`")
      }
      parts[parts.count - 1] = try parseExpression()
    }
    if colons == 0 {
      guard let key = parts[0] else { throw unexpected(expected: "an index") }
      advance()
      return make(.item(base, key), from: start)
    }
    advance()
    return make(.slice(base, parts[0], parts[1], parts.count > 2 ? parts[2] : nil), from: start)
  }

  private var isTagBoundary: Bool {
    switch current.kind {
    case .tagEnd, .emitEnd, .end, .text, .tagBegin, .emitBegin: true
    default: false
    }
  }

  /// Arguments in parentheses.
  mutating func parseArguments() throws(TagAbandoned) -> ArgumentList {
    try expect(.leftParen)
    var arguments = ArgumentList()
    var names: Set<String> = []
    while current.kind != .rightParen {
      if current.kind == .name, following.kind == .assign {
        let name = try expectName("a name")
        advance()
        let value = try parseExpression()
        if !names.insert(name.text).inserted {
          bag.add(.duplicateArgument(name.text, at: name.span))
        } else {
          arguments.keywords.append((name, value))
        }
      } else {
        if current.kind == .star || current.kind == .doubleStar {
          throw unexpected(expected: "an argument expression")
        }
        let place = span(current)
        let value = try parseExpression()
        if !arguments.keywords.isEmpty {
          bag.add(.positionalAfterKeyword(at: place.union(tree.span(of: value))))
        }
        arguments.positional.append(value)
      }
      if current.kind != .rightParen { try expect(.comma, after: "or `)`") }
    }
    advance()
    return arguments
  }

  // MARK: - Values

  private mutating func parsePrimary() throws(TagAbandoned) -> ExpressionID {
    let token = current
    let start = token.start
    switch token.kind {
    case .name:
      advance()
      switch text(token) {
      case "true", "True": return make(.literal(.bool(true)), from: start)
      case "false", "False": return make(.literal(.bool(false)), from: start)
      case "none", "None": return make(.literal(.none), from: start)
      case let name:
        if name == "caller" { callerCount += 1 }
        return make(.name(name), from: start)
      }
    case .string: return try parseString()
    case .integer: return try parseInteger()
    case .float:
      advance()
      let digits = text(token).filter { $0 != "_" }
      guard let value = Double(digits) else {
        bag.add(.badNumber(text(token), at: span(token)))
        return make(.literal(.double(0)), from: start)
      }
      return make(.literal(.double(value)), from: start)
    case .leftParen:
      advance()
      try enter()
      defer { leave() }
      if skip(.rightParen) { return make(.tuple([]), from: start) }
      let inner = try parseTuple()
      try expect(.rightParen)
      return inner
    case .leftBracket: return try parseList()
    case .leftBrace: return try parseMap()
    case .tagEnd where endsAtOnce, .emitEnd where endsAtOnce:
      throw missing("an expression")
    default: throw unexpected(expected: "an expression")
    }
  }

  private mutating func parseInteger() throws(TagAbandoned) -> ExpressionID {
    let token = current
    advance()
    let digits = text(token).filter { $0 != "_" }
    let value: Int64?
    switch digits.prefix(2).lowercased() {
    case "0x": value = Int64(digits.dropFirst(2), radix: 16)
    case "0o": value = Int64(digits.dropFirst(2), radix: 8)
    case "0b": value = Int64(digits.dropFirst(2), radix: 2)
    default: value = Int64(digits)
    }
    if value == nil { bag.add(.badNumber(text(token), at: span(token))) }
    return make(.literal(.int(value ?? 0)), span(token))
  }

  private mutating func parseList() throws(TagAbandoned) -> ExpressionID {
    let start = current.start
    advance()
    var items: [ExpressionID] = []
    while current.kind != .rightBracket {
      items.append(try parseExpression())
      if items.count == 1, skipWord("for") {
        let target = try parseTarget(allowsAttributes: false)
        try expectWord("in")
        let iterable = try parseOr()
        let condition = skipWord("if") ? try parseOr() : nil
        try expect(.rightBracket)
        return make(
          .comprehension(
            element: items[0], target: target, iterable: iterable, condition: condition),
          from: start)
      }
      if current.kind != .rightBracket { try expect(.comma, after: "or `]`") }
    }
    advance()
    return make(.list(items), from: start)
  }

  private mutating func parseMap() throws(TagAbandoned) -> ExpressionID {
    let start = current.start
    advance()
    var entries: [(key: ExpressionID, value: ExpressionID)] = []
    while current.kind != .rightBrace {
      let key = try parseExpression()
      try expect(.colon, after: "behind the key")
      entries.append((key, try parseExpression()))
      if current.kind != .rightBrace { try expect(.comma, after: "or `}`") }
    }
    advance()
    return make(.map(entries), from: start)
  }

  /// One or more string literals side by side.
  private mutating func parseString() throws(TagAbandoned) -> ExpressionID {
    let start = current.start
    var value: [UInt8] = []
    while current.kind == .string {
      decodeString(current, into: &value)
      advance()
    }
    return make(.literal(.text(Text(value))), from: start)
  }

  /// The text of a string constant, for tags that need one.
  mutating func decodeString(_ token: Token, into value: inout [UInt8]) {
    let bytes = tree.bytes
    var at = Int(token.start) + 1
    var end = Int(token.end)
    if end - 1 > Int(token.start), bytes[end - 1] == bytes[Int(token.start)] { end -= 1 }
    while at < end {
      let byte = bytes[at]
      if byte == 0x0D {
        value.append(0x0A)
        at += at + 1 < end && bytes[at + 1] == 0x0A ? 2 : 1
        continue
      }
      guard byte == 0x5C, at + 1 < end else {
        value.append(byte)
        at += 1
        continue
      }
      let escape = bytes[at + 1]
      var length = 2
      switch escape {
      case 0x6E: value.append(0x0A)
      case 0x74: value.append(0x09)
      case 0x72: value.append(0x0D)
      case 0x62: value.append(0x08)
      case 0x66: value.append(0x0C)
      case 0x76: value.append(0x0B)
      case 0x61: value.append(0x07)
      case 0x30: value.append(0x00)
      case 0x5C, 0x27, 0x22: value.append(escape)
      case 0x0A: break
      case 0x78, 0x75, 0x55:
        let digits = escape == 0x78 ? 2 : escape == 0x75 ? 4 : 8
        length += digits
        let code = hexValue(bytes, at + 2, min(at + 2 + digits, end))
        if at + length <= end, let code, let scalar = UnicodeScalar(code) {
          value.append(contentsOf: Array(String(Character(scalar)).utf8))
        } else {
          let stop = min(at + length, end)
          bag.add(
            .badEscape(
              String(decoding: bytes[at..<stop], as: UTF8.self),
              at: Span(source: tree.source, start: at, end: stop)))
        }
      default:
        // As in Python, an unknown escape stands for itself.
        value.append(byte)
        value.append(escape)
      }
      at += length
    }
  }

  private func hexValue(_ bytes: [UInt8], _ start: Int, _ end: Int) -> UInt32? {
    guard start < end else { return nil }
    return UInt32(String(decoding: bytes[start..<end], as: UTF8.self), radix: 16)
  }

  // MARK: - Targets

  /// What `for`, `set` and `with` bind: a name, names in a tuple, or a namespace attribute.
  mutating func parseTarget(allowsAttributes: Bool) throws(TagAbandoned) -> Target {
    let start = current.start
    let first = try parseTargetPart(allowsAttributes: allowsAttributes)
    guard current.kind == .comma else { return first }
    var parts = [first]
    while skip(.comma) {
      if isWord("in") || current.kind == .assign { break }
      parts.append(try parseTargetPart(allowsAttributes: allowsAttributes))
      if parts.count > 1000 {
        bag.add(.badTarget("more than 1000 names", at: span(from: start)))
        throw TagAbandoned()
      }
    }
    return .tuple(parts, span(from: start))
  }

  private mutating func parseTargetPart(allowsAttributes: Bool) throws(TagAbandoned) -> Target {
    try enter()
    defer { leave() }
    let start = current.start
    if skip(.leftParen) {
      let inner = try parseTarget(allowsAttributes: allowsAttributes)
      try expect(.rightParen)
      if case .tuple(let parts, _) = inner { return .tuple(parts, span(from: start)) }
      return inner
    }
    guard current.kind == .name else {
      if current.kind == .tagEnd, endsAtOnce {
        throw missing("a name to assign to")
      }
      bag.add(.badTarget(found(current), at: span(current)))
      throw TagAbandoned()
    }
    let name = try expectName("a name to assign to")
    if ["true", "false", "none", "True", "False", "None", "loop", "self", "super", "caller"]
      .contains(name.text)
    {
      bag.add(.badTarget("`\(name.text)`", at: name.span))
    }
    if allowsAttributes, skip(.dot) {
      return .attribute(object: name, name: try expectName("a field name"))
    }
    if current.kind == .dot || current.kind == .leftBracket {
      bag.add(.badTarget("this expression", at: span(from: start)))
      throw TagAbandoned()
    }
    return .name(name)
  }
}
