// Owns the collection of diagnostics of a run: gathering, order, removal of doubles, counts.

/// Diagnostics gathered by a phase or a run.
public struct DiagnosticBag: Sendable {
  /// What was gathered, in the order of arrival.
  public private(set) var diagnostics: [Diagnostic] = []

  /// Makes an empty bag.
  public init() {}

  /// Adds a diagnostic.
  public mutating func add(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// Adds all diagnostics of another bag, in their order.
  public mutating func merge(_ other: DiagnosticBag) {
    diagnostics.append(contentsOf: other.diagnostics)
  }

  /// Whether nothing was gathered.
  public var isEmpty: Bool { diagnostics.isEmpty }

  /// Whether an error was gathered.
  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// The diagnostics without doubles (same code, same place), ordered by path, position, code.
  ///
  /// Diagnostics without a place come first. Paths are compared as bytes, so the order does not
  /// depend on the order of reading, the locale or the number of workers.
  public func sorted(by sources: SourceMap) -> [Diagnostic] {
    struct Key: Hashable {
      let code: String
      let span: Span?
      let message: String?
    }
    var seen = Set<Key>()
    let unique = diagnostics.filter { diagnostic in
      let span = diagnostic.primary?.span
      // Two faults without a place are the same only if they say the same.
      let message = span == nil ? diagnostic.message.english : nil
      return seen.insert(Key(code: diagnostic.code.id, span: span, message: message)).inserted
    }
    func precedes(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
      switch (left.primary?.span, right.primary?.span) {
      case (nil, nil): break
      case (nil, _): return true
      case (_, nil): return false
      case (let first?, let second?):
        if first.source != second.source {
          let firstPath = sources.path(of: first.source)
          let secondPath = sources.path(of: second.source)
          if firstPath != secondPath {
            return firstPath.utf8.lexicographicallyPrecedes(secondPath.utf8)
          }
          return first.source < second.source
        }
        if first.start != second.start { return first.start < second.start }
        if first.end != second.end { return first.end < second.end }
      }
      if left.code.id != right.code.id { return left.code.id < right.code.id }
      return left.message.english.utf8.lexicographicallyPrecedes(right.message.english.utf8)
    }
    return unique.sorted(by: precedes)
  }
}
