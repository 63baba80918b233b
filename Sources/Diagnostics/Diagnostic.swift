// Owns the one message type of the product, from YAML to the site. Wording lives in the
// catalogue file of each module; drawing lives in `DiagnosticRenderer`.

/// A marked place with a short text beside its carets.
public struct Label: Hashable, Sendable {
  /// The bytes to mark.
  public var span: Span
  /// What is said of them; may be empty.
  public var text: Wording

  /// Makes a label.
  public init(_ span: Span, _ text: Wording = "") {
    self.span = span
    self.text = text
  }
}

/// What to do next, with a replacement where one is known.
public struct Hint: Hashable, Sendable {
  /// A new text for the bytes of a span.
  public struct Replacement: Hashable, Sendable {
    /// The bytes to replace.
    public let span: Span
    /// What to put there.
    public let text: String

    /// Makes a replacement.
    public init(span: Span, text: String) {
      self.span = span
      self.text = text
    }
  }

  /// One sentence without final stop.
  public var text: Wording
  /// The change a machine could apply.
  public var replacement: Replacement?

  /// Makes a hint.
  public init(_ text: Wording, replacement: Replacement? = nil) {
    self.text = text
    self.replacement = replacement
  }
}

/// One step of how a fault was reached: an include, a macro, a cross-reference.
public struct TraceFrame: Hashable, Sendable {
  /// Where the step was taken.
  public var span: Span
  /// What the step was, such as "included from".
  public var text: Wording

  /// Makes a step.
  public init(_ span: Span, _ text: Wording) {
    self.span = span
    self.text = text
  }
}

/// A fault: what is wrong, where, and what to do.
public struct Diagnostic: Error, Hashable, Sendable {
  /// The kind of fault.
  public let code: DiagnosticCode
  /// How grave it is here.
  public var severity: Severity
  /// One clause, lower case, no final stop, names in backticks.
  public var message: Wording
  /// The place; `nil` only for faults without a source (a full disk, a wrong option).
  public var primary: Label?
  /// Other places that explain it ("first defined here").
  public var secondary: [Label]
  /// Facts that help.
  public var notes: [Wording]
  /// What to do.
  public var hints: [Hint]
  /// How the place was reached, outermost last.
  public var trace: [TraceFrame]

  /// Makes a diagnostic of the code's own severity.
  public init(
    _ code: DiagnosticCode, _ message: Wording, at primary: Label?, secondary: [Label] = [],
    notes: [Wording] = [], hints: [Hint] = [], trace: [TraceFrame] = []
  ) {
    self.code = code
    severity = code.severity
    self.message = message
    self.primary = primary
    self.secondary = secondary
    self.notes = notes
    self.hints = hints
    self.trace = trace
  }
}
