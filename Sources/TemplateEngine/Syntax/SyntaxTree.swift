// The tree of one template. Expressions live in one array and refer to each other by index,
// so that a tree of any depth is made, walked and dropped without deep recursion.

import Diagnostics

/// The index of an expression in its tree.
struct ExpressionID: Sendable, Hashable {
  let raw: Int32
}

enum BinaryOperator: UInt8, Sendable {
  case add, subtract, multiply, divide, floorDivide, modulo, power
}

enum ComparisonOperator: UInt8, Sendable {
  case equal, notEqual, less, lessEqual, greater, greaterEqual, isIn, notIn
}

/// A name with its place.
struct SpannedName: Sendable {
  let text: String
  let span: Span
}

/// The arguments of a call, filter or test.
struct ArgumentList: Sendable {
  var positional: [ExpressionID] = []
  var keywords: [(name: SpannedName, value: ExpressionID)] = []

  var isEmpty: Bool { positional.isEmpty && keywords.isEmpty }
}

enum ExpressionNode: Sendable {
  case literal(Value)
  case name(String)
  case list([ExpressionID])
  case tuple([ExpressionID])
  case map([(key: ExpressionID, value: ExpressionID)])
  case negate(ExpressionID)
  case plus(ExpressionID)
  case not(ExpressionID)
  case binary(BinaryOperator, ExpressionID, ExpressionID)
  case concat([ExpressionID])
  case and(ExpressionID, ExpressionID)
  case or(ExpressionID, ExpressionID)
  case compare(ExpressionID, [(operation: ComparisonOperator, operand: ExpressionID)])
  case conditional(test: ExpressionID, then: ExpressionID, otherwise: ExpressionID?)
  case field(ExpressionID, SpannedName, isOptional: Bool)
  case item(ExpressionID, ExpressionID)
  case slice(ExpressionID, ExpressionID?, ExpressionID?, ExpressionID?)
  case call(ExpressionID, ArgumentList)
  case filter(ExpressionID, SpannedName, ArgumentList)
  case test(ExpressionID, SpannedName, ArgumentList, isNegated: Bool)
  case comprehension(
    element: ExpressionID, target: Target, iterable: ExpressionID, condition: ExpressionID?)
  /// What a filter block or filtered set captured.
  case captured
  /// Stands where a fault was reported.
  case invalid
}

/// What a loop or assignment binds.
indirect enum Target: Sendable {
  case name(SpannedName)
  case tuple([Target], Span)
  case attribute(object: SpannedName, name: SpannedName)

  var span: Span {
    switch self {
    case .name(let name): name.span
    case .tuple(_, let span): span
    case .attribute(let object, let name): object.span.union(name.span)
    }
  }

  /// The plain names it binds.
  var names: [SpannedName] {
    switch self {
    case .name(let name): [name]
    case .tuple(let parts, _): parts.flatMap(\.names)
    case .attribute: []
    }
  }
}

/// A type written in a contract.
indirect enum TypeSyntax: Sendable {
  case name(SpannedName)
  case optional(TypeSyntax)
  case list(TypeSyntax)
  case map(TypeSyntax, TypeSyntax)
  case tuple([TypeSyntax])
  case union(TypeSyntax, TypeSyntax)
}

/// A parameter of a macro, a call block or a contract.
struct ParameterSyntax: Sendable {
  let name: SpannedName
  var type: TypeSyntax?
  var initial: ExpressionID?
}

struct ForStatement: Sendable {
  let target: Target
  let iterable: ExpressionID
  let condition: ExpressionID?
  let isRecursive: Bool
  let body: [Statement]
  let otherwise: [Statement]
}

struct MacroStatement: Sendable {
  let name: SpannedName
  let parameters: [ParameterSyntax]
  let body: [Statement]
  /// Whether the name `caller` stands in it, so that a `call` block may be given to it.
  let takesCaller: Bool
}

struct BlockStatement: Sendable {
  let name: SpannedName
  let isScoped: Bool
  let isRequired: Bool
  let body: [Statement]
}

struct ConditionalBranch: Sendable {
  let condition: ExpressionID
  let body: [Statement]
}

/// A statement and the span of its tag.
struct Statement: Sendable {
  enum Kind: Sendable {
    case text(start: Int, end: Int)
    case emit(ExpressionID)
    case conditional([ConditionalBranch], otherwise: [Statement])
    case loop(ForStatement)
    case set([Target], ExpressionID)
    case setBlock(Target, filters: ExpressionID?, body: [Statement])
    case with([(target: Target, value: ExpressionID)], body: [Statement])
    case filterBlock(ExpressionID, body: [Statement])
    case macro(MacroStatement)
    case callBlock(ExpressionID, parameters: [ParameterSyntax], body: [Statement])
    case importModule(ExpressionID, alias: SpannedName)
    case importNames(ExpressionID, [(name: SpannedName, alias: SpannedName)])
    case include(ExpressionID, ignoresMissing: Bool, seesContext: Bool)
    case extends(ExpressionID)
    case block(BlockStatement)
    case autoescape(isOn: Bool, body: [Statement])
    case breakLoop
    case continueLoop
    case parameters([ParameterSyntax])
  }

  let kind: Kind
  let span: Span
}

/// One parsed template.
struct SyntaxTree: Sendable {
  let name: String
  let source: SourceID
  let bytes: [UInt8]
  var expressions: [ExpressionNode] = []
  var spans: [Span] = []
  var body: [Statement] = []
  /// All blocks of the template, at any depth, by name.
  var blocks: [String: BlockStatement] = [:]
  /// The names of the blocks in the order of their appearance.
  var blockNames: [String] = []
  /// The values of the expressions that depend on no data.
  var constants: [ExpressionID: Value] = [:]

  subscript(_ id: ExpressionID) -> ExpressionNode { expressions[Int(id.raw)] }

  func span(of id: ExpressionID) -> Span { spans[Int(id.raw)] }
}
