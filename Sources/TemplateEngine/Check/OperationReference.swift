// The reference of filters, tests and functions, as data: the documentation is written from it.

/// One filter, test or function as the reference lists it.
public struct OperationReference: Sendable {
  /// The name, then its other names.
  public let names: [String]
  /// The parameters as a template gives them: `width?: int`.
  public let parameters: [String]
  /// The type of the value on the left.
  public let takes: String
  /// The type of the result.
  public let gives: String
  /// Whether equal arguments always give an equal result.
  public let isPure: Bool
  /// One clause that says what the result is.
  public let summary: String

  /// A row of a table in Markdown: name with parameters, what is taken, what is given, the clause.
  public var markdown: String {
    let list = parameters.isEmpty ? "" : "(\(parameters.joined(separator: ", ")))"
    let shown = names.map { "`\($0)\(list)`" }.joined(separator: ", ")
    let row = "| \(shown) | `\(takes)` | `\(gives)` | \(summary) |"
    // A bar inside code would end a cell.
    let parts = row.split(separator: "`", omittingEmptySubsequences: false)
    return parts.enumerated().map { index, part in
      index % 2 == 1 ? String(part).replacing("|", with: "\\|") : String(part)
    }.joined(separator: "`")
  }
}

extension Environment {
  /// The filters with a signature, by name.
  public var filterReference: [OperationReference] { Self.reference(filters) }

  /// The tests with a signature, by name.
  public var testReference: [OperationReference] { Self.reference(tests) }

  /// The functions with a signature, by name.
  public var functionReference: [OperationReference] { Self.reference(functions) }

  private static func reference<Body>(_ operations: [Operation<Body>]) -> [OperationReference] {
    var found: [OperationReference] = []
    for operation in operations {
      guard let signature = operation.signature else { continue }
      let parameters = operation.parameters.map(\.written)
      let same = found.firstIndex {
        $0.summary == signature.summary && $0.parameters == parameters
          && $0.takes == signature.input.description
      }
      if let same {
        found[same] = OperationReference(
          names: found[same].names + [operation.name], parameters: parameters,
          takes: found[same].takes, gives: found[same].gives, isPure: found[same].isPure,
          summary: found[same].summary)
        continue
      }
      found.append(
        OperationReference(
          names: [operation.name], parameters: parameters, takes: signature.input.description,
          gives: signature.result.description, isPure: signature.isPure,
          summary: signature.summary))
    }
    return found.sorted { $0.names[0].utf8.lexicographicallyPrecedes($1.names[0].utf8) }
  }
}

extension Parameter {
  /// The parameter as the reference writes it.
  var written: String {
    let type = type == .any ? "" : ": \(type)"
    return switch form {
    case .required: name + type
    case .optional: name + "?" + type
    case .rest: "*" + name
    case .keywords: "**" + name
    }
  }
}

extension Environment {
  /// The names of all filters, tests and functions.
  public var operationNames: [String] {
    filters.map(\.name) + tests.map(\.name) + functions.map(\.name) + ["namespace"]
  }
}
