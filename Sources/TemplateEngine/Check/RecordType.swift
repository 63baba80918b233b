// The public face of checking: the kinds of records with their typed fields, the contracts of
// templates, and the signatures of filters, tests and functions.

/// A kind of record: its name and its fields with their types.
///
/// Types are written as in templates: `string`, `int`, `Actor`, `[Actor]`, `date?`.
public struct RecordType: Sendable {
  /// The name of the kind, used in contracts and messages: `Actor`.
  public let name: String
  /// The shape of the records, with the fields in this order.
  public let shape: Shape
  let typedFields: [TemplateType.Field]

  /// Declares a kind of record.
  ///
  /// - Parameters:
  ///   - name: the name of the kind.
  ///   - fields: names and types: `"label: html, url: string"`.
  public init(_ name: String, _ fields: String) {
    self.name = name
    typedFields = TypeReader.fields(fields)
    shape = Shape(name: name, fields: typedFields.map(\.name))
  }

  /// The fields with their types as written in templates.
  public var fields: [(name: String, type: String)] {
    typedFields.map { ($0.name, $0.type.description) }
  }
}

/// What a filter, test or function takes and gives, for the checker and the reference.
public struct Signature: Sendable {
  let input: TemplateType
  let result: TemplateType
  /// Whether equal arguments always give an equal result.
  public let isPure: Bool
  /// One clause that says what the result is.
  public let summary: String

  /// Declares a signature; the types of parameters stand with the parameters.
  ///
  /// - Parameters:
  ///   - input: the type of the value on the left; `any` for functions.
  ///   - result: the type of the result, which may name types that `input` leaves open: `[T]`.
  ///   - isPure: whether equal arguments always give an equal result.
  ///   - summary: one clause for the reference.
  public init(_ input: String, _ result: String, isPure: Bool = true, _ summary: String = "") {
    self.input = TypeReader.type(input)
    self.result = TypeReader.type(result)
    self.isPure = isPure
    self.summary = summary
  }
}

/// The contracts and record types of an environment.
struct TypeTable: Sendable {
  private(set) var records: [String: [TemplateType.Field]] = [:]
  /// The contract of an entry template, as the program that renders it promises.
  private(set) var contracts: [String: [TemplateType.Field]] = [:]

  mutating func add(_ type: RecordType) { records[type.name] = type.typedFields }

  mutating func add(_ template: String, _ fields: [TemplateType.Field]) {
    contracts[template] = fields
  }

  /// The fields of a value of a type, or `nil` when it has none that are known.
  func fields(of type: TemplateType) -> [TemplateType.Field]? {
    switch type {
    case .record(let name): records[name]
    case .fields(let fields): fields
    case .group(let key, let item):
      [
        TemplateType.Field(name: "grouper", type: key),
        TemplateType.Field(name: "list", type: .list(item)),
      ]
    default: nil
    }
  }

  /// Whether every value of a type may stand where another type is expected.
  func accepts(_ expected: TemplateType, _ actual: TemplateType) -> Bool {
    var open: [String: TemplateType] = [:]
    return match(expected, actual, &open)
  }

  /// Whether a type fits an expected one, and what the open types of the expected one are then.
  func match(
    _ expected: TemplateType, _ actual: TemplateType, _ open: inout [String: TemplateType]
  ) -> Bool {
    if case .variable(let name) = expected {
      open[name] = .join([open[name] ?? .never, actual])
      return true
    }
    if actual == .any {
      bindOpen(expected, &open)
      return true
    }
    if case .union(let members) = actual {
      if members.isEmpty { bindOpen(expected, &open) }
      for member in members where !match(expected, member, &open) { return false }
      return true
    }
    if expected == .any || expected == actual { return true }
    switch (expected, actual) {
    case (.union(let members), _):
      // The first alternative that fits decides what is open.
      for member in members {
        var attempt = open
        if match(member, actual, &attempt) {
          open = attempt
          return true
        }
      }
      return false
    case (.float, .int), (.string, .safe), (.string, .date), (.callable, .macro): return true
    case (.list(let item), .list(let other)): return match(item, other, &open)
    case (.list(let item), .tuple(let items)): return match(item, .join(items), &open)
    case (.list(let item), .group(let key, let other)):
      return match(item, .join([key, .list(other)]), &open)
    case (.list(let item), .map(let key, _)): return match(item, key, &open)
    case (.list(let item), .fields), (.list(let item), .record):
      return match(item, .string, &open)
    case (.tuple(let items), .tuple(let others)):
      guard items.count == others.count else { return false }
      for (item, other) in zip(items, others) where !match(item, other, &open) { return false }
      return true
    case (.map(let key, let value), .map(let otherKey, let other)):
      return match(key, otherKey, &open) && match(value, other, &open)
    case (.map(let key, let value), .fields), (.map(let key, let value), .record),
      (.map(let key, let value), .group):
      guard let fields = fields(of: actual), match(key, .string, &open) else {
        return fields(of: actual) == nil
      }
      if fields.isEmpty { bindOpen(value, &open) }
      for field in fields where !match(value, field.type, &open) { return false }
      return true
    case (.fields, .fields), (.fields, .record), (.record, .fields):
      guard let wanted = fields(of: expected), let given = fields(of: actual) else { return true }
      return wanted.allSatisfy { field in
        guard let own = given.first(where: { $0.name == field.name }) else { return false }
        return accepts(field.type, own.type)
      }
    default: return false
    }
  }

  /// Takes everything for the open types of a type that nothing was matched with.
  private func bindOpen(_ type: TemplateType, _ open: inout [String: TemplateType]) {
    switch type {
    case .variable(let name): open[name] = open[name] ?? .any
    case .list(let item): bindOpen(item, &open)
    case .map(let key, let value):
      bindOpen(key, &open)
      bindOpen(value, &open)
    case .tuple(let items), .union(let items):
      for item in items { bindOpen(item, &open) }
    default: break
    }
  }

  /// A type with its open types filled in.
  func filled(_ type: TemplateType, _ open: [String: TemplateType]) -> TemplateType {
    switch type {
    case .variable(let name): open[name] ?? .any
    case .list(let item): .list(filled(item, open))
    case .map(let key, let value): .map(filled(key, open), filled(value, open))
    case .tuple(let items): .tuple(items.map { filled($0, open) })
    case .union(let items): .join(items.map { filled($0, open) })
    case .group(let key, let item): .group(filled(key, open), filled(item, open))
    default: type
    }
  }

  /// Where a value at hand departs from a type, as a path such as `.roles[0].title`; `nil` if nowhere.
  func mismatch(of value: Value, _ type: TemplateType, path: String = "") -> String? {
    let found = "\(path): \(TemplateType(of: value)) is not \(type)"
    if case .union(let members) = type {
      let all = members.map { mismatch(of: value, $0, path: path) }
      if all.contains(nil) { return nil }
      return all.compactMap { $0 }.max { $0.utf8.count < $1.utf8.count } ?? found
    }
    switch (type, value) {
    case (.any, _): return nil
    case (.list(let item), .list(let list)):
      for (index, value) in list.items.enumerated() {
        if let fault = mismatch(of: value, item, path: "\(path)[\(index)]") { return fault }
      }
      return nil
    case (.record(let name), .record(let record)):
      guard name == record.shape.name, let fields = records[name] else { return found }
      for (field, value) in zip(fields, record.slots) {
        if let fault = mismatch(of: value, field.type, path: "\(path).\(field.name)") {
          return fault
        }
      }
      return nil
    case (.date, .text(let text)):
      return text.kind == .plain || text.kind == .encoded ? nil : found
    case (.string, .text): return nil
    default: return accepts(type, TemplateType(of: value)) ? nil : found
    }
  }
}

extension Environment {
  /// Declares kinds of records, so that contracts may name them and their fields are checked.
  public mutating func addRecordTypes(_ types: [RecordType]) {
    for type in types { self.types.add(type) }
  }

  /// Declares what the program gives a template that it renders.
  ///
  /// - Parameters:
  ///   - template: the name of the template.
  ///   - parameters: names and types: `"page: Page, items: [Item]"`.
  public mutating func addContract(_ template: String, _ parameters: String) {
    types.add(template, TypeReader.fields(parameters))
  }

  /// Where the variables given to a template depart from its declared contract; `nil` if nowhere.
  public func contractFault(_ template: String, _ context: [(String, Value)]) -> String? {
    guard let contract = types.contracts[template] else { return "no contract" }
    for (name, value) in context {
      guard let field = contract.first(where: { $0.name == name }) else {
        return "\(name): not in the contract"
      }
      if let fault = types.mismatch(of: value, field.type, path: name) { return fault }
    }
    for field in contract where !context.contains(where: { $0.0 == field.name }) {
      return "\(field.name): not given"
    }
    return nil
  }
}
