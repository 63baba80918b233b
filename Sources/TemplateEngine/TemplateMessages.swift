// The wording of the messages found when templates are compiled. One function for each fault.

import Diagnostics

extension Diagnostic {
  private static func make(
    _ code: DiagnosticCode, _ message: Wording, at span: Span, label: Wording = "",
    hints: [Hint] = [], secondary: [Label] = []
  ) -> Diagnostic {
    Diagnostic(code, message, at: Label(span, label), secondary: secondary, hints: hints)
  }

  private static func hints(_ text: Wording?) -> [Hint] { text.map { [Hint($0)] } ?? [] }

  private static func near(_ name: String, _ known: some Sequence<String>) -> [Hint] {
    Suggestion.hint(Suggestion.nearest(to: name, among: known)).map { [$0] } ?? []
  }

  // MARK: - Syntax

  static func unexpectedToken(
    _ found: String, expected: String, at span: Span, hint: Wording?
  ) -> Diagnostic {
    make(
      .unexpectedToken, "unexpected \(found)", at: span, label: "expected \(expected)",
      hints: hints(hint))
  }

  static func unterminated(_ what: String, closing: String, at span: Span) -> Diagnostic {
    make(
      .unterminated, "the \(what) is not closed", at: span, label: "it begins here",
      hints: [Hint("close it with `\(closing)`")])
  }

  static func missingEnd(_ end: String, of name: String, at span: Span) -> Diagnostic {
    make(
      .unterminated, "`\(name)` is not closed", at: span, label: "it begins here",
      hints: [Hint("close it with `{% \(end) %}`")])
  }

  static func unknownTag(_ name: String, at span: Span, near: [String] = []) -> Diagnostic {
    var found = near.isEmpty ? Suggestion.nearest(to: name, among: Parser.tagNames) : near
    var hint: Hint?
    switch name {
    case "do": hint = Hint("templates have no side effects; compute with `set`")
    case "trans", "endtrans", "pluralize": hint = Hint("translate with the function `t(…)`")
    case "verbatim": found = ["raw"]
    case "elseif", "elsif", "elif": found = ["elif"]
    default: break
    }
    let hints = (hint.map { [$0] } ?? []) + (Suggestion.hint(found).map { [$0] } ?? [])
    return make(.unknownTag, "unknown tag `\(name)`", at: span, hints: hints)
  }

  static func mismatchedEnd(
    _ end: String, open: String, at span: Span, openedAt: Span
  ) -> Diagnostic {
    make(
      .mismatchedEnd, "`\(end)` while `\(open)` is open", at: span,
      label: "expected `end\(open)`", secondary: [Label(openedAt, "`\(open)` begins here")])
  }

  static func strayEnd(_ end: String, at span: Span) -> Diagnostic {
    make(
      .mismatchedEnd, "`\(end)` without a tag that it ends", at: span,
      hints: end == "elseif" ? [Hint("write `elif`")] : [])
  }

  static func mismatchedBlockName(
    _ name: String, open: String, at span: Span, openedAt: Span
  ) -> Diagnostic {
    make(
      .mismatchedEnd, "the end of block `\(open)` names `\(name)`", at: span,
      secondary: [Label(openedAt, "`\(open)` begins here")])
  }

  static func badNumber(_ text: String, at span: Span) -> Diagnostic {
    make(
      .badLiteral, "`\(text)` is not a number templates can hold", at: span,
      hints: [Hint("whole numbers have 64 bits; names do not begin with a digit")])
  }

  static func badEscape(_ text: String, at span: Span) -> Diagnostic {
    make(
      .badLiteral, "`\(text)` is not a valid escape", at: span,
      hints: [Hint("write `\\xNN`, `\\uNNNN` or `\\UNNNNNNNN` with hexadecimal digits")])
  }

  static func badTarget(_ what: String, at span: Span) -> Diagnostic {
    make(
      .badTarget, "cannot assign to \(what)", at: span,
      hints: [Hint("assign to a name, or to a field of a `namespace()`")])
  }

  static func duplicate(
    _ what: String, _ name: String, at span: Span, first: Span?
  ) -> Diagnostic {
    make(
      .duplicateDefinition, "\(what) `\(name)` is defined twice", at: span,
      secondary: first.map { [Label($0, "first defined here")] } ?? [])
  }

  static func nestingTooDeep(limit: Int, at span: Span) -> Diagnostic {
    make(.nestingTooDeep, "more than \(limit) levels inside one another", at: span)
  }

  static func positionalAfterKeyword(at span: Span) -> Diagnostic {
    make(
      .wrongArguments, "positional argument behind a keyword argument", at: span,
      hints: [Hint("put positional arguments first")])
  }

  static func requiredAfterDefault(_ name: String, at span: Span) -> Diagnostic {
    make(
      .wrongArguments, "parameter `\(name)` without default behind one that has a default",
      at: span)
  }

  static func callNeedsMacro(at span: Span) -> Diagnostic {
    make(
      .unexpectedToken, "`call` needs a macro call", at: span,
      hints: [Hint("write `{% call name(arguments) %}`")])
  }

  static func importWithContext(at span: Span) -> Diagnostic {
    make(
      .unexpectedToken, "an import never sees the variables of the caller", at: span,
      hints: [Hint("pass what the macro needs as an argument")])
  }

  static func autoescapeNeedsConstant(at span: Span) -> Diagnostic {
    make(.unexpectedToken, "`autoescape` needs `true` or `false`", at: span)
  }

  static func requiredBlockHasContent(_ name: String, at span: Span) -> Diagnostic {
    make(
      .unexpectedToken, "the required block `\(name)` has content", at: span,
      hints: [Hint("leave it empty, or remove `required`")])
  }

  static func misplacedExtends(at span: Span) -> Diagnostic {
    make(
      .unexpectedToken, "`extends` may stand at the top or in a condition only", at: span)
  }

  static func outsideLoop(at span: Span) -> Diagnostic {
    make(.unexpectedToken, "`break` and `continue` stand inside a loop only", at: span)
  }

  static func computedImport(at span: Span) -> Diagnostic {
    make(
      .unexpectedToken, "an import needs the name of a template as a string", at: span,
      hints: [Hint("import each template by name and choose between their macros")])
  }

  static func blockNotCalled(_ name: String, at span: Span) -> Diagnostic {
    make(
      .unexpectedToken, "the block `\(name)` is not called", at: span,
      hints: [Hint("write `self.\(name)()`")])
  }

  // MARK: - Names

  static func unknownField(
    _ name: String, of what: String, at span: Span, known: [String]
  ) -> Diagnostic {
    make(
      .unknownField, "unknown field `\(name)` of `\(what)`", at: span,
      hints: near(name, known))
  }

  static func unknownVariable(_ name: String, at span: Span, known: [String]) -> Diagnostic {
    let found = near(name, Set(known).sorted())
    return make(
      .unknownVariable, "unknown variable `\(name)`", at: span,
      hints: found.isEmpty ? [Hint("list it in `params`, or assign it with `set`")] : found)
  }

  static func unknownFilter(
    _ name: String, at span: Span, known: some Sequence<String>
  ) -> Diagnostic {
    make(.unknownFilter, "unknown filter `\(name)`", at: span, hints: near(name, known))
  }

  static func unknownTest(
    _ name: String, at span: Span, known: some Sequence<String>
  ) -> Diagnostic {
    make(.unknownTest, "unknown test `\(name)`", at: span, hints: near(name, known))
  }

  static func unknownFunction(
    _ name: String, at span: Span, known: [String], isFilter: Bool
  ) -> Diagnostic {
    make(
      .unknownFunction, "unknown function or macro `\(name)`", at: span,
      hints: isFilter
        ? [Hint("`\(name)` is a filter: write `value|\(name)`")]
        : near(name, Set(known).sorted()))
  }

  static func templateNotFound(_ name: String, at span: Span, known: [String]) -> Diagnostic {
    make(.templateNotFound, "there is no template `\(name)`", at: span, hints: near(name, known))
  }

  static func unknownBlock(_ name: String, at span: Span, known: [String]) -> Diagnostic {
    make(.unknownBlock, "there is no block `\(name)`", at: span, hints: near(name, known))
  }

  static func unreachableBlock(_ name: String, at span: Span, known: [String]) -> Diagnostic {
    make(
      .unreachableBlock, "no parent has a block `\(name)`, so it is never shown", at: span,
      hints: near(name, known))
  }

  static func superOutsideBlock(at span: Span) -> Diagnostic {
    make(.unknownBlock, "`super()` stands inside a block only", at: span)
  }

  static func noParentBlock(_ name: String, at span: Span) -> Diagnostic {
    make(
      .unknownBlock, "no parent has a block `\(name)`, so there is nothing to inherit", at: span)
  }

  static func unknownImport(
    _ name: String, in template: String, at span: Span, known: [String]
  ) -> Diagnostic {
    make(
      .unknownImport, "`\(template)` defines no `\(name)`", at: span, hints: near(name, known))
  }

  // MARK: - Arguments

  static func duplicateArgument(_ name: String, at span: Span) -> Diagnostic {
    make(.wrongArguments, "argument `\(name)` is given twice", at: span)
  }

  static func tooManyArguments(
    _ what: String, limit: Int, given: Int, at span: Span
  ) -> Diagnostic {
    let takes = limit == 0 ? "no arguments" : limit == 1 ? "1 argument" : "\(limit) arguments"
    return make(.wrongArguments, "\(what) takes \(takes), \(given) given", at: span)
  }

  static func unknownArgument(
    _ name: String, of what: String, at span: Span, known: [String]
  ) -> Diagnostic {
    make(
      .wrongArguments, "\(what) has no parameter `\(name)`", at: span, hints: near(name, known))
  }

  static func missingArgument(_ name: String, of what: String, at span: Span) -> Diagnostic {
    make(.wrongArguments, "\(what) needs the argument `\(name)`", at: span)
  }

  static func tooManyParameters(_ name: String, limit: Int, at span: Span) -> Diagnostic {
    make(.wrongArguments, "macro `\(name)` has more than \(limit) parameters", at: span)
  }

  // MARK: - Escaping

  static func branchesDiffer(
    _ first: EscapeContext, _ second: EscapeContext, at span: Span
  ) -> Diagnostic {
    make(
      .branchContexts, "the branches end in different contexts", at: span,
      label: "one in \(first.label), another in \(second.label)",
      hints: [Hint("let every branch close the tags and quotes it opens")])
  }

  static func loopContext(
    _ entry: EscapeContext, _ exit: EscapeContext, at span: Span
  ) -> Diagnostic {
    make(
      .loopContext, "the loop begins in \(entry.label) and ends in \(exit.label)", at: span,
      hints: [Hint("let the body close the tags and quotes it opens")])
  }

  static func unfinished(
    _ what: String, _ context: EscapeContext, at span: Span?
  ) -> Diagnostic {
    Diagnostic(
      .unfinishedContext, "\(what) ends inside \(context.label)", at: span.map { Label($0) },
      hints: [Hint("close the tag, attribute, comment or element")])
  }

  static func holeNotAllowed(
    _ context: String, reason: Wording, hint: Wording, at span: Span
  ) -> Diagnostic {
    make(
      .holeNotAllowed, "no value may stand in \(context)", at: span, label: reason,
      hints: [Hint(hint)])
  }

  static func textNotAllowed(_ reason: Wording, at span: Span) -> Diagnostic {
    make(.holeNotAllowed, reason, at: span)
  }

  static func wrongSafeKind(
    _ what: String, _ context: EscapeContext, at span: Span
  ) -> Diagnostic {
    make(
      .wrongSafeKind, "\(what) makes text, which cannot stand in \(context.label)", at: span,
      hints: [Hint("compute the value before, and write it with `{{ … }}`")])
  }

  // MARK: - Inheritance and warnings

  static func inheritanceCycle(_ names: [String], at span: Span) -> Diagnostic {
    make(
      .inheritanceCycle, "a template extends itself", at: span,
      label: Wording(names.joined(separator: " → ")))
  }

  static func requiredBlock(_ name: String, at span: Span) -> Diagnostic {
    make(
      .requiredBlock, "the required block `\(name)` is not filled", at: span,
      hints: [Hint("define `{% block \(name) %}` in the template that extends this one")])
  }

  static func shadowedSet(_ name: String, at span: Span, readAt: Span) -> Diagnostic {
    make(
      .shadowedSet, "`\(name)` is assigned inside a loop and forgotten at its end", at: span,
      hints: [Hint("use a `namespace()`: `{% set ns.\(name) = … %}`, or a filter such as `sum`")],
      secondary: [Label(readAt, "this still reads the outer `\(name)`")])
  }

  static func deadText(at span: Span) -> Diagnostic {
    make(
      .deadText, "text outside blocks of a template that extends another is never shown",
      at: span, hints: [Hint("move it into a block")])
  }
}
