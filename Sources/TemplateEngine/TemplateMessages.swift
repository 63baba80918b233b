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
      .unexpectedToken, Wording("unexpected \(found)", fr: "\(inFrench(found)) inattendu"),
      at: span, label: Wording("expected \(expected)", fr: "attendu : \(inFrench(expected))"),
      hints: hints(hint))
  }

  static func emptyHole(at span: Span) -> Diagnostic {
    make(
      .unexpectedToken, Wording("the hole is empty", fr: "le trou est vide"), at: span,
      label: Wording("expected an expression", fr: "attendu : une expression"))
  }

  static func missingInTag(_ tag: String, _ what: String, at span: Span) -> Diagnostic {
    let needed = ["if", "elif", "elseif"].contains(tag) ? "a condition" : what
    return make(
      .unexpectedToken,
      Wording("`\(tag)` needs \(needed)", fr: "il manque à `\(tag)` \(inFrench(needed))"), at: span,
      label: Wording("expected \(needed)", fr: "attendu : \(inFrench(needed))"))
  }

  static func unterminated(_ what: String, closing: String, at span: Span) -> Diagnostic {
    make(
      .unterminated, Wording("the \(what) is not closed", fr: "\(inFrench(what)) n'a pas de fin"),
      at: span, label: Wording("it begins here", fr: "cela commence ici"),
      hints: [Hint(Wording("close it with `\(closing)`", fr: "fermez avec `\(closing)`"))])
  }

  static func missingEnd(_ end: String, of name: String, at span: Span) -> Diagnostic {
    make(
      .unterminated, Wording("`\(name)` is not closed", fr: "`\(name)` n'est pas fermé"), at: span,
      label: Wording("it begins here", fr: "cela commence ici"),
      hints: [Hint(Wording("close it with `{% \(end) %}`", fr: "fermez avec `{% \(end) %}`"))])
  }

  static func unknownTag(_ name: String, at span: Span, near: [String] = []) -> Diagnostic {
    var found = near.isEmpty ? Suggestion.nearest(to: name, among: Parser.tagNames) : near
    var hint: Hint?
    switch name {
    case "do":
      hint = Hint(
        Wording(
          "templates have no side effects; compute with `set`",
          fr: "un gabarit n'a pas d'effet de bord ; calculez avec `set`"))
    case "trans", "endtrans", "pluralize":
      hint = Hint(
        Wording("translate with the function `t(…)`", fr: "traduisez avec la fonction `t(…)`"))
    case "verbatim": found = ["raw"]
    case "elseif", "elsif", "elif": found = ["elif"]
    default: break
    }
    let hints = (hint.map { [$0] } ?? []) + (Suggestion.hint(found).map { [$0] } ?? [])
    return make(
      .unknownTag, Wording("unknown tag `\(name)`", fr: "la balise `\(name)` n'existe pas"),
      at: span, hints: hints)
  }

  static func mismatchedEnd(
    _ end: String, open: String, at span: Span, openedAt: Span
  ) -> Diagnostic {
    make(
      .mismatchedEnd,
      Wording("`\(end)` while `\(open)` is open", fr: "`\(end)` alors que `\(open)` est ouvert"),
      at: span,
      label: Wording("expected `end\(open)`", fr: "attendu : `end\(open)`"),
      secondary: [Label(openedAt, Wording("`\(open)` begins here", fr: "`\(open)` commence ici"))])
  }

  static func strayEnd(_ end: String, at span: Span) -> Diagnostic {
    make(
      .mismatchedEnd,
      Wording("`\(end)` without a tag that it ends", fr: "`\(end)` sans balise à fermer"), at: span,
      hints: end == "elseif" ? [Hint(Wording("write `elif`", fr: "écrivez `elif`"))] : [])
  }

  static func mismatchedBlockName(
    _ name: String, open: String, at span: Span, openedAt: Span
  ) -> Diagnostic {
    make(
      .mismatchedEnd,
      Wording(
        "the end of block `\(open)` names `\(name)`", fr: "la fin du bloc `\(open)` nomme `\(name)`"
      ), at: span,
      secondary: [Label(openedAt, Wording("`\(open)` begins here", fr: "`\(open)` commence ici"))])
  }

  static func badNumber(_ text: String, at span: Span) -> Diagnostic {
    make(
      .badLiteral,
      Wording(
        "`\(text)` is not a number templates can hold",
        fr: "`\(text)` n'est pas un nombre que les gabarits connaissent"), at: span,
      hints: [
        Hint(
          Wording(
            "whole numbers have 64 bits; names do not begin with a digit",
            fr: "un entier a 64 bits ; un nom ne commence pas par un chiffre"))
      ])
  }

  static func badEscape(_ text: String, at span: Span) -> Diagnostic {
    make(
      .badLiteral,
      Wording("`\(text)` is not a valid escape", fr: "`\(text)` n'est pas un échappement valide"),
      at: span,
      hints: [
        Hint(
          Wording(
            "write `\\xNN`, `\\uNNNN` or `\\UNNNNNNNN` with hexadecimal digits",
            fr: "écrivez `\\xNN`, `\\uNNNN` ou `\\UNNNNNNNN` avec des chiffres hexadécimaux"))
      ])
  }

  static func badTarget(_ what: String, at span: Span) -> Diagnostic {
    make(
      .badTarget,
      Wording("cannot assign to \(what)", fr: "on ne peut pas assigner à \(inFrench(what))"),
      at: span,
      hints: [
        Hint(
          Wording(
            "assign to a name, or to a field of a `namespace()`",
            fr: "assignez à un nom, ou à un champ d'un `namespace()`"))
      ])
  }

  static func duplicate(
    _ what: String, _ name: String, at span: Span, first: Span?
  ) -> Diagnostic {
    make(
      .duplicateDefinition,
      Wording(
        "\(what) `\(name)` is defined twice", fr: "\(inFrench(what)) `\(name)` est défini deux fois"
      ), at: span,
      secondary: first.map {
        [Label($0, Wording("first defined here", fr: "première définition ici"))]
      } ?? [])
  }

  static func nestingTooDeep(limit: Int, at span: Span) -> Diagnostic {
    make(
      .nestingTooDeep,
      Wording(
        "more than \(limit) levels inside one another", fr: "plus de \(limit) niveaux imbriqués"),
      at: span)
  }

  static func positionalAfterKeyword(at span: Span) -> Diagnostic {
    make(
      .wrongArguments,
      Wording(
        "positional argument behind a keyword argument",
        fr: "un argument sans nom derrière un argument nommé"), at: span,
      hints: [
        Hint(Wording("put positional arguments first", fr: "placez d'abord les arguments sans nom"))
      ])
  }

  static func requiredAfterDefault(_ name: String, at span: Span) -> Diagnostic {
    make(
      .wrongArguments,
      Wording(
        "parameter `\(name)` without default behind one that has a default",
        fr: "le paramètre `\(name)`, sans valeur par défaut, suit un paramètre qui en a une"),
      at: span)
  }

  static func callNeedsMacro(at span: Span) -> Diagnostic {
    make(
      .unexpectedToken,
      Wording("`call` needs a macro call", fr: "`call` a besoin de l'appel d'une macro"), at: span,
      hints: [
        Hint(
          Wording("write `{% call name(arguments) %}`", fr: "écrivez `{% call nom(arguments) %}`"))
      ])
  }

  static func importWithContext(at span: Span) -> Diagnostic {
    make(
      .unexpectedToken,
      Wording(
        "an import never sees the variables of the caller",
        fr: "un import ne voit jamais les variables de l'appelant"), at: span,
      hints: [
        Hint(
          Wording(
            "pass what the macro needs as an argument",
            fr: "donnez en argument ce dont la macro a besoin"))
      ])
  }

  static func autoescapeNeedsConstant(at span: Span) -> Diagnostic {
    make(
      .unexpectedToken,
      Wording("`autoescape` needs `true` or `false`", fr: "`autoescape` demande `true` ou `false`"),
      at: span)
  }

  static func requiredBlockHasContent(_ name: String, at span: Span) -> Diagnostic {
    make(
      .unexpectedToken,
      Wording(
        "the required block `\(name)` has content", fr: "le bloc obligatoire `\(name)` a un contenu"
      ), at: span,
      hints: [
        Hint(
          Wording("leave it empty, or remove `required`", fr: "laissez-le vide, ou ôtez `required`")
        )
      ])
  }

  static func misplacedExtends(at span: Span) -> Diagnostic {
    make(
      .unexpectedToken,
      Wording(
        "`extends` may stand at the top or in a condition only",
        fr: "`extends` ne peut se trouver qu'au début ou dans une condition"), at: span)
  }

  static func secondExtends(at span: Span) -> Diagnostic {
    make(
      .unexpectedToken,
      Wording(
        "a template extends one other, and this is a second `extends`",
        fr: "un gabarit n'en étend qu'un, et voici un second `extends`"), at: span,
      hints: [
        Hint(
          Wording(
            "choose with `{% extends a if condition else b %}`",
            fr: "choisissez avec `{% extends a if condition else b %}`"))
      ])
  }

  static func callNotTaken(_ name: String, at span: Span) -> Diagnostic {
    make(
      .wrongArguments,
      Wording(
        "macro `\(name)` takes no `call` block",
        fr: "la macro `\(name)` ne prend pas de bloc `call`"),
      at: span, hints: [Hint(callNotTakenHint)])
  }

  static var callNotTakenHint: Wording {
    Wording(
      "write `{{ caller() }}` in the macro where the block is to stand",
      fr: "écrivez `{{ caller() }}` dans la macro, là où le bloc doit se trouver")
  }

  static func outsideLoop(at span: Span) -> Diagnostic {
    make(
      .unexpectedToken,
      Wording(
        "`break` and `continue` stand inside a loop only",
        fr: "`break` et `continue` ne se trouvent que dans une boucle"), at: span)
  }

  static func computedImport(at span: Span) -> Diagnostic {
    make(
      .unexpectedToken,
      Wording(
        "an import needs the name of a template as a string",
        fr: "un import demande le nom d'un gabarit sous forme de texte"), at: span,
      hints: [
        Hint(
          Wording(
            "import each template by name and choose between their macros",
            fr: "importez chaque gabarit par son nom et choisissez entre leurs macros"))
      ])
  }

  static func blockNotCalled(_ name: String, at span: Span) -> Diagnostic {
    make(
      .unexpectedToken,
      Wording("the block `\(name)` is not called", fr: "le bloc `\(name)` n'est pas appelé"),
      at: span,
      hints: [Hint(Wording("write `self.\(name)()`", fr: "écrivez `self.\(name)()`"))])
  }

  // MARK: - Names

  static func unknownField(
    _ name: String, of what: String, at span: Span, known: [String]
  ) -> Diagnostic {
    make(
      .unknownField,
      Wording("unknown field `\(name)` of `\(what)`", fr: "`\(what)` n'a pas de champ `\(name)`"),
      at: span,
      hints: near(name, known))
  }

  static func unknownVariable(_ name: String, at span: Span, known: [String]) -> Diagnostic {
    let found = near(name, Set(known).sorted())
    return make(
      .unknownVariable,
      Wording("unknown variable `\(name)`", fr: "la variable `\(name)` n'existe pas"), at: span,
      hints: found.isEmpty
        ? [
          Hint(
            Wording(
              "list it in `params`, or assign it with `set`",
              fr: "nommez-la dans `params`, ou assignez-la avec `set`"))
        ] : found)
  }

  static func unknownFilter(
    _ name: String, at span: Span, known: some Sequence<String>
  ) -> Diagnostic {
    make(
      .unknownFilter, Wording("unknown filter `\(name)`", fr: "le filtre `\(name)` n'existe pas"),
      at: span, hints: near(name, known))
  }

  static func unknownTest(
    _ name: String, at span: Span, known: some Sequence<String>
  ) -> Diagnostic {
    make(
      .unknownTest, Wording("unknown test `\(name)`", fr: "le test `\(name)` n'existe pas"),
      at: span, hints: near(name, known))
  }

  static func unknownFunction(
    _ name: String, at span: Span, known: [String], isFilter: Bool
  ) -> Diagnostic {
    make(
      .unknownFunction,
      Wording(
        "unknown function or macro `\(name)`", fr: "aucune fonction ni macro ne s'appelle `\(name)`"
      ), at: span,
      hints: isFilter
        ? [
          Hint(
            Wording(
              "`\(name)` is a filter: write `value|\(name)`",
              fr: "`\(name)` est un filtre : écrivez `value|\(name)`"))
        ]
        : near(name, Set(known).sorted()))
  }

  static func templateNotFound(_ name: String, at span: Span, known: [String]) -> Diagnostic {
    make(
      .templateNotFound,
      Wording("there is no template `\(name)`", fr: "il n'y a pas de gabarit `\(name)`"), at: span,
      hints: near(name, known))
  }

  static func unknownBlock(_ name: String, at span: Span, known: [String]) -> Diagnostic {
    make(
      .unknownBlock, Wording("there is no block `\(name)`", fr: "il n'y a pas de bloc `\(name)`"),
      at: span, hints: near(name, known))
  }

  static func unreachableBlock(_ name: String, at span: Span, known: [String]) -> Diagnostic {
    make(
      .unreachableBlock,
      Wording(
        "no parent has a block `\(name)`, so it is never shown",
        fr: "aucun parent n'a de bloc `\(name)` : il n'est jamais montré"), at: span,
      hints: near(name, known))
  }

  static func superOutsideBlock(at span: Span) -> Diagnostic {
    make(
      .unknownBlock,
      Wording(
        "`super()` stands inside a block only", fr: "`super()` ne se trouve que dans un bloc"),
      at: span)
  }

  static func noParentBlock(_ name: String, at span: Span) -> Diagnostic {
    make(
      .unknownBlock,
      Wording(
        "no parent has a block `\(name)`, so there is nothing to inherit",
        fr: "aucun parent n'a de bloc `\(name)` : il n'y a rien à reprendre"), at: span)
  }

  static func unknownImport(
    _ name: String, in template: String, at span: Span, known: [String]
  ) -> Diagnostic {
    make(
      .unknownImport,
      Wording("`\(template)` defines no `\(name)`", fr: "`\(template)` ne définit pas `\(name)`"),
      at: span, hints: near(name, known))
  }

  // MARK: - Arguments

  static func duplicateArgument(_ name: String, at span: Span) -> Diagnostic {
    make(
      .wrongArguments,
      Wording("argument `\(name)` is given twice", fr: "l'argument `\(name)` est donné deux fois"),
      at: span)
  }

  static func tooManyArguments(
    _ what: String, limit: Int, given: Int, at span: Span
  ) -> Diagnostic {
    let takes = limit == 0 ? "no arguments" : limit == 1 ? "1 argument" : "\(limit) arguments"
    let frenchTakes =
      limit == 0 ? "aucun argument" : limit == 1 ? "1 argument" : "\(limit) arguments"
    return make(
      .wrongArguments,
      Wording(
        "\(what) takes \(takes), \(given) given",
        fr: "\(inFrench(what)) prend \(frenchTakes), \(given) donné\(given > 1 ? "s" : "")"),
      at: span)
  }

  static func unknownArgument(
    _ name: String, of what: String, at span: Span, known: [String]
  ) -> Diagnostic {
    make(
      .wrongArguments,
      Wording(
        "\(what) has no parameter `\(name)`", fr: "\(inFrench(what)) n'a pas de paramètre `\(name)`"
      ), at: span, hints: near(name, known))
  }

  static func missingArgument(_ name: String, of what: String, at span: Span) -> Diagnostic {
    make(
      .wrongArguments,
      Wording(
        "\(what) needs the argument `\(name)`",
        fr: "\(inFrench(what)) a besoin de l'argument `\(name)`"), at: span)
  }

  // MARK: - Escaping

  static func branchesDiffer(
    _ first: EscapeContext, _ second: EscapeContext, at span: Span
  ) -> Diagnostic {
    make(
      .branchContexts,
      Wording(
        "the branches end in different contexts",
        fr: "les branches finissent dans des contextes différents"), at: span,
      label: Wording(
        "one in \(first.label), another in \(second.label)",
        fr: "l'une dans \(inFrench(first.label)), l'autre dans \(inFrench(second.label))"),
      hints: [
        Hint(
          Wording(
            "let every branch close the tags and quotes it opens",
            fr: "que chaque branche ferme les balises et guillemets qu'elle ouvre"))
      ])
  }

  static func loopContext(
    _ entry: EscapeContext, _ exit: EscapeContext, at span: Span
  ) -> Diagnostic {
    make(
      .loopContext,
      Wording(
        "the loop begins in \(entry.label) and ends in \(exit.label)",
        fr: "la boucle commence dans \(inFrench(entry.label)) et finit dans \(inFrench(exit.label))"
      ), at: span,
      hints: [
        Hint(
          Wording(
            "let the body close the tags and quotes it opens",
            fr: "que le corps ferme les balises et guillemets qu'il ouvre"))
      ])
  }

  static func unfinished(
    _ what: String, _ context: EscapeContext, at span: Span?
  ) -> Diagnostic {
    Diagnostic(
      .unfinishedContext,
      Wording(
        "\(what) ends inside \(context.label)",
        fr: "\(inFrench(what)) finit dans \(inFrench(context.label))"), at: span.map { Label($0) },
      hints: [
        Hint(
          Wording(
            "close the tag, attribute, comment or element",
            fr: "fermez la balise, l'attribut, le commentaire ou l'élément"))
      ])
  }

  static func holeNotAllowed(
    _ context: String, reason: Wording, hint: Wording, at span: Span
  ) -> Diagnostic {
    make(
      .holeNotAllowed,
      Wording(
        "no value may stand in \(context)",
        fr: "aucune valeur ne peut se trouver dans \(inFrench(context))"), at: span, label: reason,
      hints: [Hint(hint)])
  }

  static func textNotAllowed(_ reason: Wording, at span: Span) -> Diagnostic {
    make(.holeNotAllowed, reason, at: span)
  }

  static func wrongSafeKind(
    _ what: String, _ context: EscapeContext, at span: Span
  ) -> Diagnostic {
    make(
      .wrongSafeKind,
      Wording(
        "\(what) makes text, which cannot stand in \(context.label)",
        fr:
          "\(inFrench(what)) donne du texte, qui ne peut se trouver dans \(inFrench(context.label))"
      ), at: span,
      hints: [
        Hint(
          Wording(
            "compute the value before, and write it with `{{ … }}`",
            fr: "calculez la valeur avant, et écrivez-la avec `{{ … }}`"))
      ])
  }

  // MARK: - Inheritance and warnings

  static func inheritanceCycle(_ names: [String], at span: Span) -> Diagnostic {
    make(
      .inheritanceCycle, Wording("a template extends itself", fr: "un gabarit s'étend lui-même"),
      at: span,
      label: Wording(names.joined(separator: " → ")))
  }

  static func requiredBlock(_ name: String, at span: Span) -> Diagnostic {
    make(
      .requiredBlock,
      Wording(
        "the required block `\(name)` is not filled",
        fr: "le bloc obligatoire `\(name)` n'est pas rempli"), at: span,
      hints: [
        Hint(
          Wording(
            "define `{% block \(name) %}` in the template that extends this one",
            fr: "définissez `{% block \(name) %}` dans le gabarit qui étend celui-ci"))
      ])
  }

  static func shadowedSet(_ name: String, at span: Span, readAt: Span) -> Diagnostic {
    make(
      .shadowedSet,
      Wording(
        "`\(name)` is assigned inside a loop and forgotten at its end",
        fr: "`\(name)` est assigné dans une boucle et oublié à sa fin"), at: span,
      hints: [
        Hint(
          Wording(
            "use a `namespace()`: `{% set ns.\(name) = … %}`, or a filter such as `sum`",
            fr: "employez un `namespace()` : `{% set ns.\(name) = … %}`, ou un filtre comme `sum`"))
      ],
      secondary: [
        Label(
          readAt,
          Wording(
            "this still reads the outer `\(name)`", fr: "ceci lit encore le `\(name)` extérieur"))
      ])
  }

  static func deadText(at span: Span) -> Diagnostic {
    make(
      .deadText,
      Wording(
        "text outside blocks of a template that extends another is never shown",
        fr: "le texte hors des blocs d'un gabarit qui en étend un autre n'est jamais montré"),
      at: span, hints: [Hint(Wording("move it into a block", fr: "placez-le dans un bloc"))])
  }
}
