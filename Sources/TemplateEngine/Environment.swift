// What templates may use: filters, tests, functions and globals by name, and the policies of
// a rendering. An environment is a value: it is filled once, then compiles sets of templates.

public import Diagnostics

/// The name of a parameter of a filter, test or function.
///
/// A type may follow: `width?: int`. A name that ends in `?` may be left out; one that starts with `*` takes all remaining
/// positional arguments as a list; one that starts with `**` takes all remaining keyword
/// arguments as a map.
public struct Parameter: Sendable, Hashable, ExpressibleByStringLiteral {
  /// How a parameter takes its arguments.
  enum Form: Sendable, Hashable {
    case required, optional, rest, keywords
  }

  /// The name, as used for keyword arguments.
  public let name: String
  let form: Form
  /// What the argument may be.
  let type: TemplateType

  /// Makes a parameter from its written form.
  public init(stringLiteral text: String) {
    let parts = text.split(separator: ":", maxSplits: 1)
    let value = String(parts.first ?? "")
    type = parts.count > 1 ? TypeReader.type(String(parts[1])) : .any
    if value.hasSuffix("?") {
      name = String(value.dropLast())
      form = .optional
    } else if value.hasPrefix("**") {
      name = String(value.dropFirst(2))
      form = .keywords
    } else if value.hasPrefix("*") {
      name = String(value.dropFirst())
      form = .rest
    } else {
      name = value
      form = .required
    }
  }
}

/// One call of a filter, test or function: the piped value and the arguments, bound by name.
public struct FilterCall: Sendable {
  /// The value on the left of `|` or `is`; undefined in a function call.
  public let value: Value
  /// One value for each parameter, `.undefined` where the argument was left out.
  public let arguments: [Value]
  /// All operations, for filters that apply others by name.
  let operations: OperationTable
  /// Counts what the operation does.
  let meter: WorkMeter
  /// The variables the rendering was given; empty for filters and tests.
  var variables: [(String, Value)] = []

  /// The argument at a position, `.undefined` when it was left out.
  public subscript(_ index: Int) -> Value {
    index < arguments.count ? arguments[index] : .undefined
  }

  /// A variable of the rendering, `nil` when there is none of that name: a function may depend on
  /// the page that is made, a filter or test may not.
  public func variable(_ name: String) -> Value? { variables.last { $0.0 == name }?.1 }

  /// Counts work that grows with the input, in instructions of a template.
  ///
  /// - Throws: `T0506` when the rendering has done too much.
  public func charge(_ steps: Int) throws(TemplateFault) { try meter.charge(steps) }

  /// What one rendering may use at most.
  var limits: Environment.Limits { meter.limits }
}

/// The fault of a filter, test or function; the engine adds the place.
public struct TemplateFault: Error, Sendable {
  /// The stable code of the message.
  public var code: DiagnosticCode
  /// One lower-case clause with names in `backticks`.
  public var message: Wording
  /// What the author can do.
  public var hint: Wording?
  /// The operand to mark, counted from 0; `nil` marks the whole expression.
  var operand: Int?

  /// Makes a fault of a filter's argument or input.
  public init(_ message: Wording, hint: Wording? = nil) {
    self.init(code: .filterArgument, message, hint: hint)
  }

  init(code: DiagnosticCode, _ message: Wording, hint: Wording? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
  }
}

/// The code of a filter or function.
public typealias FilterBody = @Sendable (FilterCall) throws(TemplateFault) -> Value
/// The code of a test.
public typealias TestBody = @Sendable (FilterCall) throws(TemplateFault) -> Bool

/// A named operation with its parameters.
struct Operation<Body: Sendable>: Sendable {
  let name: String
  var parameters: [Parameter]
  /// Whether an undefined input reaches the body instead of being an error.
  let acceptsUndefined: Bool
  /// What it takes and gives; `nil` when nothing is declared.
  var signature: Signature?
  /// Whether a fault with constant arguments is reported when a template is compiled.
  var checksConstants = false
  let body: Body
}

/// The operations of an environment, shared by its programs.
final class OperationTable: Sendable {
  let filters: [Operation<FilterBody>]
  let tests: [Operation<TestBody>]
  let functions: [Operation<FilterBody>]
  let filterIndex: [String: Int]
  let testIndex: [String: Int]

  /// What running a program needs of an operation.
  struct Entry<Body: Sendable>: Sendable {
    let body: Body
    let acceptsUndefined: Bool

    init(_ operation: Operation<Body>) {
      body = operation.body
      acceptsUndefined = operation.acceptsUndefined
    }
  }

  let filterEntries: [Entry<FilterBody>]
  let testEntries: [Entry<TestBody>]
  let functionEntries: [Entry<FilterBody>]

  init(_ environment: Environment) {
    filterEntries = environment.filters.map(Entry.init)
    testEntries = environment.tests.map(Entry.init)
    functionEntries = environment.functions.map(Entry.init)
    filters = environment.filters
    tests = environment.tests
    functions = environment.functions
    filterIndex = environment.filterIndex
    testIndex = environment.testIndex
  }
}

/// The filters, tests, functions and globals of templates, and the policies of a rendering.
public struct Environment: Sendable {
  /// Reading and rendering policies.
  public var options = Options()

  /// Kinds of records and contracts.
  var types = TypeTable()

  private(set) var filters: [Operation<FilterBody>] = []
  private(set) var tests: [Operation<TestBody>] = []
  private(set) var functions: [Operation<FilterBody>] = []
  private(set) var filterIndex: [String: Int] = [:]
  private(set) var testIndex: [String: Int] = [:]
  private(set) var functionIndex: [String: Int] = [:]
  private(set) var globals: [(name: String, value: Value)] = []

  /// Makes an environment with the built-in filters, tests and functions.
  public init() {
    registerBuiltins()
  }

  /// Adds a filter, or replaces the one of that name.
  ///
  /// - Parameters:
  ///   - name: the name after `|`.
  ///   - parameters: what may stand in the parentheses; checked when templates are compiled.
  ///   - signature: what it takes and gives; the checker knows nothing of it when left out.
  ///   - acceptsUndefined: whether an undefined input reaches the filter.
  ///   - body: the filter.
  public mutating func addFilter(
    _ name: String, parameters: [Parameter] = [], signature: Signature? = nil,
    acceptsUndefined: Bool = false, _ body: @escaping FilterBody
  ) {
    filterIndex[name] = Self.place(
      Operation(
        name: name, parameters: parameters, acceptsUndefined: acceptsUndefined,
        signature: signature, body: body),
      in: &filters, at: filterIndex[name])
  }

  /// Adds a test, or replaces the one of that name.
  public mutating func addTest(
    _ name: String, parameters: [Parameter] = [], signature: Signature? = nil,
    acceptsUndefined: Bool = false, _ body: @escaping TestBody
  ) {
    testIndex[name] = Self.place(
      Operation(
        name: name, parameters: parameters, acceptsUndefined: acceptsUndefined,
        signature: signature, body: body),
      in: &tests, at: testIndex[name])
  }

  /// Adds a function, or replaces the one of that name.
  ///
  /// - Parameters:
  ///   - checksConstants: whether the function is tried when a template that is checked is compiled,
  ///     wherever its arguments are constants: a fault is an error then.
  public mutating func addFunction(
    _ name: String, parameters: [Parameter] = [], signature: Signature? = nil,
    checksConstants: Bool = false, _ body: @escaping FilterBody
  ) {
    functionIndex[name] = Self.place(
      Operation(
        name: name, parameters: parameters, acceptsUndefined: true, signature: signature,
        checksConstants: checksConstants, body: body),
      in: &functions, at: functionIndex[name])
  }

  /// Adds a value that every template and every imported macro sees.
  public mutating func addGlobal(_ name: String, _ value: Value) {
    globals.removeAll { $0.name == name }
    globals.append((name, value))
  }

  /// Gives built-in operations their parameters and signatures.
  mutating func sign(
    filters filterRows: [SignatureRow], tests testRows: [SignatureRow],
    functions functionRows: [SignatureRow]
  ) {
    for row in filterRows {
      for name in row.names {
        guard let index = filterIndex[name] else { continue }
        filters[index].parameters = row.parameters
        filters[index].signature = row.signature
      }
    }
    for row in testRows {
      for name in row.names {
        guard let index = testIndex[name] else { continue }
        tests[index].parameters = row.parameters
        tests[index].signature = row.signature
      }
    }
    for row in functionRows {
      for name in row.names {
        guard let index = functionIndex[name] else { continue }
        functions[index].parameters = row.parameters
        functions[index].signature = row.signature
      }
    }
  }

  private static func place<Body>(
    _ operation: Operation<Body>, in table: inout [Operation<Body>], at index: Int?
  ) -> Int {
    if let index {
      table[index] = operation
      return index
    }
    table.append(operation)
    return table.count - 1
  }
}

// MARK: - Policies

extension Environment {
  /// How holes are escaped.
  public enum Autoescape: Sendable, Hashable {
    /// By the ending of the template's name: HTML, XML, JSON, CSV, Typst, or nothing.
    case byName
    /// As by name, and as HTML where the ending of the name says nothing.
    case byNameOrHTML
    /// Never, but inside `autoescape true`.
    case off
    /// As HTML whatever the name.
    case html
  }

  /// Reading and rendering policies.
  public struct Options: Sendable {
    /// Whether the first newline behind a tag is dropped.
    public var trimBlocks = true
    /// Whether blanks between the start of a line and a tag are dropped.
    public var lstripBlocks = true
    /// Whether a newline at the very end of a template is kept.
    public var keepTrailingNewline = false
    /// How holes are escaped.
    public var autoescape = Autoescape.byName
    /// Whether names nothing can define are errors at compile time even without a contract.
    public var checksNames = true
    /// What one rendering may use at most.
    public var limits = Limits()

    /// Makes the default policies.
    public init() {}
  }

  /// What one rendering may use at most.
  public struct Limits: Sendable {
    /// Nested macros, blocks, includes and recursive loops.
    public var depth = 200
    /// Rounds of loops.
    public var iterations = 10_000_000
    /// Bytes of output.
    public var outputBytes = 64 << 20
    /// Bytes of one string value.
    public var valueBytes = 16 << 20
    /// Items of one list.
    public var listItems = 1_000_000
    /// Instructions.
    public var fuel = 100_000_000

    /// Makes the default limits.
    public init() {}
  }
}

// MARK: - Compiling

extension Environment {
  /// Compiles templates that may extend, include and import one another.
  ///
  /// Every template is compiled even when others are faulty; all faults go into the bag.
  ///
  /// - Parameters:
  ///   - sources: the name of each template, as other templates write it, and its source.
  ///   - map: the map that holds the sources.
  ///   - bag: takes the faults found.
  /// - Returns: the templates that can be rendered.
  public func compile(
    _ sources: [(name: String, source: SourceID)], in map: SourceMap,
    into bag: inout DiagnosticBag
  ) -> TemplateSet {
    var linker = Linker(environment: self, map: map)
    return linker.compile(sources, into: &bag)
  }
}
