// Owns the identity of a kind of fault. Each module lists its own codes in an extension.

/// How grave a fault is.
public enum Severity: UInt8, Hashable, Comparable, Sendable {
  /// The build goes on; the author should look.
  case warning
  /// The build stops before anything is written.
  case error

  /// A warning is less than an error.
  public static func < (left: Severity, right: Severity) -> Bool {
    left.rawValue < right.rawValue
  }

  /// The word used in JSON, whatever the language of the messages.
  public var word: String {
    switch self {
    case .warning: "warning"
    case .error: "error"
    }
  }

  /// The word shown to a person.
  public func word(in language: DiagnosticLanguage) -> String {
    switch (language, self) {
    case (.english, _): word
    case (.french, .warning): "avertissement"
    case (.french, .error): "erreur"
    }
  }
}

/// A stable, documented kind of fault, such as `R0101`.
///
/// The letter tells the module: T template, M Markdown, D data, R references and checks, S site,
/// P print, C command line, F files. A code is never reused, and
/// `Documentation/diagnostics/` holds a page for each.
public struct DiagnosticCode: Hashable, Sendable {
  /// The letter and four digits.
  public let id: String
  /// A few words that name the fault, as in the heading of its page.
  public let title: String
  /// The severity when nothing says otherwise.
  public let severity: Severity

  /// Makes a code.
  public init(_ id: String, _ title: String, _ severity: Severity = .error) {
    self.id = id
    self.title = title
    self.severity = severity
  }

  /// Codes are equal when their ids are.
  public static func == (left: DiagnosticCode, right: DiagnosticCode) -> Bool {
    left.id == right.id
  }

  /// Hashes the id.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
