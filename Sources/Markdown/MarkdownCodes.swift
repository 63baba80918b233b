// The catalogue of Markdown diagnostics: every code, and the one function that words it.

package import Diagnostics

extension DiagnosticCode {
  /// `[[…]]` that is no reference.
  package static let malformedReference = DiagnosticCode("M0101", "malformed reference")
  /// `[[kind:id` without `]]`.
  package static let unclosedReference = DiagnosticCode("M0102", "unclosed reference")
  /// `[@…]` that is no citation.
  package static let malformedCitation = DiagnosticCode("M0103", "malformed citation")
  /// `{{` without `}}`.
  package static let unclosedInsertion = DiagnosticCode("M0104", "unclosed insertion")
  /// `{{ }}` without a name.
  package static let emptyInsertion = DiagnosticCode("M0105", "insertion without a name")
  /// A call of a note that is not defined.
  package static let undefinedNote = DiagnosticCode("M0201", "undefined note")
  /// A note that nothing calls.
  package static let unusedNote = DiagnosticCode("M0202", "unused note", .warning)
  /// Two notes of one label.
  package static let duplicateNote = DiagnosticCode("M0203", "duplicate note")
  /// Two headings of one explicit id.
  package static let duplicateHeadingID = DiagnosticCode("M0301", "duplicate heading id")
  /// `:::` that closes nothing.
  package static let strayDivisionEnd = DiagnosticCode("M0302", "stray end of a division")
  /// `::: name` that is never closed.
  package static let unclosedDivision = DiagnosticCode("M0303", "unclosed division", .warning)
  /// `[!WORD]` of no known kind.
  package static let unknownAlert = DiagnosticCode("M0304", "unknown alert", .warning)
  /// A table row with more cells than the header.
  package static let extraCells = DiagnosticCode("M0305", "table row too long", .warning)
  /// Raw HTML where it is off.
  package static let rawHTML = DiagnosticCode("M0401", "raw HTML", .warning)
  /// A link that would run code.
  package static let activeLink = DiagnosticCode("M0402", "active link")

  /// Every code of this module.
  package static let markdownCodes: [DiagnosticCode] = [
    malformedReference, unclosedReference, malformedCitation, unclosedInsertion, emptyInsertion,
    undefinedNote, unusedNote, duplicateNote, duplicateHeadingID, strayDivisionEnd,
    unclosedDivision, unknownAlert, extraCells, rawHTML, activeLink,
  ]
}

extension Diagnostic {
  static func malformedReference(_ text: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .malformedReference, "malformed reference `\(text)`",
      at: Label(span, "not `kind:id`"),
      hints: [
        Hint("write `[[actor:id]]`, `[[law:id@2026-01-02]]` or `[[event:id|label]]`"),
        Hint("put a backslash before the first bracket to keep it as text"),
      ])
  }

  static func unclosedReference(_ text: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .unclosedReference, "reference `\(text)` has no end", at: Label(span, "opened here"),
      hints: [Hint("close it with `]]` in the same paragraph; a label holds no code")])
  }

  static func malformedCitation(_ text: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .malformedCitation, "malformed citation `\(text)`",
      at: Label(span, "not `@source` or `@source, place`"),
      hints: [Hint("write `[@source, p. 3; @other]`: an `@` before every source")])
  }

  static func unclosedInsertion(at span: Span) -> Diagnostic {
    Diagnostic(
      .unclosedInsertion, "insertion has no end", at: Label(span, "opened here"),
      hints: [Hint("close it with `}}` on the same line, or write `\\{{` to keep it as text")])
  }

  static func emptyInsertion(at span: Span) -> Diagnostic {
    Diagnostic(
      .emptyInsertion, "insertion without a name", at: Label(span, "nothing to insert"),
      hints: [Hint("name what to insert, such as `{{ table penalties }}`")])
  }

  static func undefinedNote(
    _ label: String, at span: Span, known: [String]
  ) -> Diagnostic {
    let near = Suggestion.nearest(to: label, among: known)
    let hint: Wording =
      near.first.map { "did you mean `[^\($0)]`?" }
      ?? "define it with `[^\(label)]: …` at the margin of a line"
    return Diagnostic(
      .undefinedNote, "undefined note `\(label)`", at: Label(span, "no note of this label"),
      hints: [Hint(hint)])
  }

  static func unusedNote(_ label: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .unusedNote, "note `\(label)` is never called", at: Label(span, "defined here"),
      hints: [Hint("call it with `[^\(label)]` or remove it; it is not shown")])
  }

  static func duplicateNote(_ label: String, at span: Span, first: Span) -> Diagnostic {
    Diagnostic(
      .duplicateNote, "note `\(label)` is defined twice", at: Label(span, "defined again here"),
      secondary: [Label(first, "first defined here")],
      hints: [Hint("give one of the two another label")])
  }

  static func duplicateHeadingID(_ id: String, at span: Span, first: Span) -> Diagnostic {
    Diagnostic(
      .duplicateHeadingID, "heading id `\(id)` is used twice",
      at: Label(span, "used again here"), secondary: [Label(first, "first used here")],
      hints: [Hint("give one of the two another id")])
  }

  static func strayDivisionEnd(at span: Span) -> Diagnostic {
    Diagnostic(
      .strayDivisionEnd, "`:::` closes no division", at: Label(span, "nothing is open here"),
      hints: [Hint("open a division with `::: name`, or remove the line")])
  }

  static func unclosedDivision(_ name: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .unclosedDivision, "division `\(name)` is never closed", at: Label(span, "opened here"),
      hints: [Hint("close it with `:::` on a line of its own")])
  }

  static func unknownAlert(_ name: String, at span: Span, known: [String]) -> Diagnostic {
    let near = Suggestion.nearest(to: name, among: known)
    let hint: Wording =
      near.first.map { "did you mean `[!\($0)]`?" } ?? "known: \(known.joined(separator: ", "))"
    return Diagnostic(
      .unknownAlert, "unknown alert `\(name)`", at: Label(span, "shown as a quotation"),
      hints: [Hint(hint)])
  }

  static func extraCells(_ count: Int, columns: Int, at span: Span) -> Diagnostic {
    Diagnostic(
      .extraCells, "table row has \(count) cells, its header \(columns)",
      at: Label(span, "the cells too many are not shown"),
      hints: [Hint("write a bar inside a cell as `\\|`")])
  }

  static func rawHTML(_ text: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .rawHTML, "raw HTML `\(text)`", at: Label(span, "shown as text"),
      hints: [Hint("use Markdown, or put it in backticks if it is meant as text")])
  }

  static func activeLink(_ scheme: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .activeLink, "link with the active scheme `\(scheme)`",
      at: Label(span, "refused: it would run code or read the reader's disk"),
      hints: [Hint("link to an `https:` address or to a page of the dossier")])
  }
}
