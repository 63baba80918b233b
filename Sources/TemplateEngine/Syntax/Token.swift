// What the lexer makes: kinds of tokens and where they stand. Tokens hold no text; names and
// literals are read from the source when the parser needs them.

/// What a token is.
enum TokenKind: UInt8, Sendable {
  case text, emitBegin, emitEnd, tagBegin, tagEnd
  case name, integer, float, string
  case plus, minus, star, slash, doubleSlash, percent, doubleStar, tilde
  case equal, notEqual, less, lessEqual, greater, greaterEqual, assign
  case dot, optionalDot, question, comma, colon, pipe
  case leftParen, rightParen, leftBracket, rightBracket, leftBrace, rightBrace
  case invalid, end

  /// The token in messages.
  var label: String {
    switch self {
    case .text: "text"
    case .emitBegin: "`{{`"
    case .emitEnd: "`}}`"
    case .tagBegin: "`{%`"
    case .tagEnd: "`%}`"
    case .name: "a name"
    case .integer, .float: "a number"
    case .string: "a string"
    case .plus: "`+`"
    case .minus: "`-`"
    case .star: "`*`"
    case .slash: "`/`"
    case .doubleSlash: "`//`"
    case .percent: "`%`"
    case .doubleStar: "`**`"
    case .tilde: "`~`"
    case .equal: "`==`"
    case .notEqual: "`!=`"
    case .less: "`<`"
    case .lessEqual: "`<=`"
    case .greater: "`>`"
    case .greaterEqual: "`>=`"
    case .assign: "`=`"
    case .dot: "`.`"
    case .optionalDot: "`?.`"
    case .question: "`?`"
    case .comma: "`,`"
    case .colon: "`:`"
    case .pipe: "`|`"
    case .leftParen: "`(`"
    case .rightParen: "`)`"
    case .leftBracket: "`[`"
    case .rightBracket: "`]`"
    case .leftBrace: "`{`"
    case .rightBrace: "`}`"
    case .invalid: "an unknown character"
    case .end: "the end of the template"
    }
  }
}

/// A token: its kind and the bytes it covers.
struct Token: Sendable {
  var kind: TokenKind
  var start: UInt32
  var end: UInt32
}
