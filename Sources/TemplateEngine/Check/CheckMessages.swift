// The wording of the messages of the checker. One function for each fault.

import Diagnostics

extension Diagnostic {
  private static func make(
    _ code: DiagnosticCode, _ message: String, fr: String, at span: Span,
    secondary: [Label] = [], hints: [Hint] = []
  ) -> Diagnostic {
    Diagnostic(code, Wording(message, fr: fr), at: Label(span), secondary: secondary, hints: hints)
  }

  private static func hint(_ text: String, fr: String) -> Hint {
    Hint(Wording(text, fr: fr))
  }

  private static func label(_ span: Span, _ text: String, fr: String) -> Label {
    Label(span, Wording(text, fr: fr))
  }

  private static func near(_ name: String, _ known: some Sequence<String>) -> [Hint] {
    Suggestion.hint(Suggestion.nearest(to: name, among: Set(known).sorted())).map { [$0] } ?? []
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(8).map { "`\($0)`" }.joined(separator: ", ")
    return names.count > 8 ? shown + ", …" : shown
  }

  // MARK: - Contracts

  static func unknownType(_ name: String, at span: Span, known: [String]) -> Diagnostic {
    make(
      .unknownType, "unknown type `\(name)`", fr: "le type `\(name)` n'existe pas", at: span,
      hints: near(name, known))
  }

  static func notGiven(_ name: String, at span: Span, known: [String]) -> Diagnostic {
    let near = near(name, known)
    return make(
      .unknownVariable, "nothing gives `\(name)` to this template",
      fr: "rien ne donne `\(name)` à ce gabarit", at: span,
      hints: near.isEmpty
        ? [
          hint(
            "it is given \(list(known)); give the parameter a default",
            fr: "il reçoit \(list(known)) ; donnez une valeur par défaut au paramètre")
        ] : near)
  }

  static func contractType(
    _ name: String, declared: TemplateType, given: TemplateType, at span: Span
  ) -> Diagnostic {
    make(
      .wrongArguments, "`\(name)` is declared as \(declared), but given as \(given)",
      fr: "`\(name)` est déclaré \(declared), mais donné comme \(given)", at: span,
      hints: [
        hint("declare `\(name): \(given)`", fr: "déclarez `\(name): \(given)`")
      ])
  }

  static func parentType(
    _ name: String, own: TemplateType, expected: TemplateType, at span: Span, parentAt: Span
  ) -> Diagnostic {
    make(
      .wrongArguments, "`\(name)` is \(own) here, but \(expected) in the parent",
      fr: "`\(name)` est \(own) ici, mais \(expected) dans le parent", at: span,
      secondary: [label(parentAt, "declared here", fr: "déclaré ici")])
  }

  static func defaultType(
    _ name: String, declared: TemplateType, given: TemplateType, at span: Span
  ) -> Diagnostic {
    make(
      .wrongArguments, "the default of `\(name)` is \(given), not \(declared)",
      fr: "la valeur par défaut de `\(name)` est \(given), non \(declared)", at: span)
  }

  static func includeNeeds(
    _ name: String, of template: String, at span: Span, declaredAt: Span
  ) -> Diagnostic {
    make(
      .wrongArguments, "`\(template)` needs `\(name)`, which is not known here",
      fr: "`\(template)` a besoin de `\(name)`, qui n'est pas connu ici", at: span,
      secondary: [label(declaredAt, "declared here", fr: "déclaré ici")],
      hints: [
        hint(
          "put the include into `{% with \(name) = … %}`",
          fr: "placez l'inclusion dans `{% with \(name) = … %}`")
      ])
  }

  static func includeArgument(
    _ name: String, of template: String, expected: TemplateType, given: TemplateType,
    at span: Span, declaredAt: Span
  ) -> Diagnostic {
    make(
      .wrongArguments, "`\(template)` takes `\(name)` as \(expected), not \(given)",
      fr: "`\(template)` prend `\(name)` comme \(expected), non \(given)", at: span,
      secondary: [label(declaredAt, "declared here", fr: "déclaré ici")])
  }

  static func importNeeds(
    _ template: String, _ name: String, at span: Span, declaredAt: Span
  ) -> Diagnostic {
    make(
      .wrongArguments, "`\(template)` needs `\(name)`, but an import gives no variables",
      fr: "`\(template)` a besoin de `\(name)`, mais un import ne donne aucune variable",
      at: span, secondary: [label(declaredAt, "declared here", fr: "déclaré ici")],
      hints: [
        hint(
          "make `\(name)` a parameter of the macros that need it",
          fr: "faites de `\(name)` un paramètre des macros qui en ont besoin")
      ])
  }

  // MARK: - Arguments

  static func argumentType(
    _ name: String, of callee: Checker.Callee, expected: TemplateType, given: TemplateType,
    at span: Span
  ) -> Diagnostic {
    make(
      .wrongArguments, "the argument `\(name)` of \(callee.label) is \(expected), not \(given)",
      fr: "l'argument `\(name)` \(callee.frenchOf) est \(expected), non \(given)", at: span)
  }

  static func inputType(
    _ callee: Checker.Callee, expected: TemplateType, given: TemplateType, _ shown: String,
    at span: Span
  ) -> Diagnostic {
    if given.mayBeNone, given != .none {
      return make(
        .filterArgument, "\(callee.label) takes \(expected), but `\(shown)` may be none",
        fr: "\(callee.frenchLabel) prend \(expected), mais `\(shown)` peut être none", at: span,
        hints: [
          hint(
            "ask `{% if \(shown) %}` first, or give a fallback: `\(shown)|default(…, true)`",
            fr: "demandez d'abord `{% if \(shown) %}`, ou donnez une valeur de repli : "
              + "`\(shown)|default(…, true)`")
        ])
    }
    return make(
      .filterArgument, "\(callee.label) takes \(expected), not \(given)",
      fr: "\(callee.frenchLabel) prend \(expected), non \(given)", at: span)
  }

  static func macroArgument(
    _ name: String, of macro: String, expected: TemplateType, given: TemplateType,
    _ shown: String, at span: Span, declaredAt: Span
  ) -> Diagnostic {
    let place = [label(declaredAt, "declared here", fr: "déclaré ici")]
    if given.mayBeNone, given != .none {
      return make(
        .wrongArguments,
        "macro `\(macro)` takes `\(name)` as \(expected), but `\(shown)` may be none",
        fr: "la macro `\(macro)` prend `\(name)` comme \(expected), mais `\(shown)` peut être none",
        at: span, secondary: place,
        hints: [
          hint("ask `{% if \(shown) %}` first", fr: "demandez d'abord `{% if \(shown) %}`")
        ])
    }
    return make(
      .wrongArguments, "macro `\(macro)` takes `\(name)` as \(expected), not \(given)",
      fr: "la macro `\(macro)` prend `\(name)` comme \(expected), non \(given)", at: span,
      secondary: place)
  }

  static func macroNeeds(
    _ name: String, of macro: String, at span: Span, declaredAt: Span
  ) -> Diagnostic {
    make(
      .wrongArguments, "macro `\(macro)` needs the argument `\(name)`",
      fr: "la macro `\(macro)` a besoin de l'argument `\(name)`", at: span,
      secondary: [label(declaredAt, "declared here", fr: "déclaré ici")])
  }

  static func notCallable(_ shown: String, _ type: TemplateType, at span: Span) -> Diagnostic {
    make(
      .notCallable, "`\(shown)` is \(type), which cannot be called",
      fr: "`\(shown)` est \(type), ce qui ne s'appelle pas", at: span)
  }

  static func noMethods(
    _ name: String, of type: TemplateType, at span: Span, isFilter: Bool
  ) -> Diagnostic {
    make(
      .notCallable, "\(type) has no methods", fr: "\(type) n'a pas de méthodes", at: span,
      hints: isFilter
        ? [hint("use the filter: `value|\(name)`", fr: "employez le filtre : `value|\(name)`")]
        : [])
  }

  // MARK: - Values

  static func maybeUndefined(_ shown: String, isCertain: Bool, at span: Span) -> Diagnostic {
    make(
      .undefinedValue, "`\(shown)` \(isCertain ? "is" : "may be") undefined",
      fr: "`\(shown)` \(isCertain ? "n'est pas défini" : "peut ne pas être défini")", at: span,
      hints: [
        hint(
          "give a fallback with `|default(…)`, or ask `is defined` first",
          fr: "donnez une valeur de repli avec `|default(…)`, ou demandez d'abord `is defined`")
      ])
  }

  static func fieldOfNone(
    _ shown: String, _ name: String, isCertain: Bool, at span: Span
  ) -> Diagnostic {
    make(
      .unknownField,
      "`\(shown)` \(isCertain ? "is" : "may be") none, which has no field `\(name)`",
      fr: "`\(shown)` \(isCertain ? "est" : "peut être") none, qui n'a pas de champ `\(name)`",
      at: span,
      hints: [
        hint(
          "ask `{% if \(shown) %}` first, or write `\(shown)?.\(name)`",
          fr: "demandez d'abord `{% if \(shown) %}`, ou écrivez `\(shown)?.\(name)`")
      ])
  }

  static func itemOfNone(_ shown: String, at span: Span) -> Diagnostic {
    make(
      .wrongOperand, "`\(shown)` may be none, which has no items",
      fr: "`\(shown)` peut être none, qui n'a pas d'éléments", at: span,
      hints: [
        hint("ask `{% if \(shown) %}` first", fr: "demandez d'abord `{% if \(shown) %}`")
      ])
  }

  static func noFields(
    _ name: String, of type: TemplateType, at span: Span, isFilter: Bool
  ) -> Diagnostic {
    make(
      .unknownField, "\(type) has no fields", fr: "\(type) n'a pas de champs", at: span,
      hints: isFilter
        ? [hint("use the filter: `value|\(name)`", fr: "employez le filtre : `value|\(name)`")]
        : [])
  }

  static func maybeNonePrinted(_ shown: String, isCertain: Bool, at span: Span) -> Diagnostic {
    make(
      .nonePrinted, "`\(shown)` \(isCertain ? "is" : "may be") none, which cannot be printed",
      fr: "`\(shown)` \(isCertain ? "est" : "peut être") none, qui ne s'imprime pas", at: span,
      hints: [
        hint(
          "ask `{% if \(shown) %}` first, or give a fallback: `\(shown)|default(\"\", true)`",
          fr: "demandez d'abord `{% if \(shown) %}`, ou donnez une valeur de repli : "
            + "`\(shown)|default(\"\", true)`")
      ])
  }

  static func unprintable(
    _ shown: String, _ type: TemplateType, fields: [String], at span: Span
  ) -> Diagnostic {
    var hints: [Hint] = []
    switch type {
    case .list, .tuple:
      hints = [
        hint(
          "print its items with `for`, or join them: `\(shown)|join(\", \")`",
          fr: "imprimez ses éléments avec `for`, ou joignez-les : `\(shown)|join(\", \")`")
      ]
    case .macro, .callable: hints = [hint("call it: `\(shown)()`", fr: "appelez-la : `\(shown)()`")]
    default:
      if !fields.isEmpty {
        hints = [
          hint(
            "print one of its fields: \(list(fields))",
            fr: "imprimez un de ses champs : \(list(fields))")
        ]
      }
    }
    return make(
      .nonePrinted, "`\(shown)` is \(type), which cannot be printed",
      fr: "`\(shown)` est \(type), ce qui ne s'imprime pas", at: span, hints: hints)
  }

  static func operand(
    _ what: String, _ expected: String, _ given: TemplateType, at span: Span
  ) -> Diagnostic {
    make(
      .wrongOperand, "\(what): expected \(expected), found \(given)",
      fr: "\(frenchOperand[what] ?? what) : attendu \(frenchExpected[expected] ?? expected), "
        + "trouvé \(given)", at: span)
  }

  /// What operands are for, in French.
  private static let frenchOperand = [
    "a bound of a slice": "une borne de tranche", "a key of this map": "une clé de cette table",
    "what is subscripted": "ce qui porte un indice", "an index": "un indice",
    "what is sliced": "ce qui est découpé", "a sign stands before": "un signe précède",
    "what `~` joins": "ce que `~` joint", "behind `in` stands": "derrière `in` se trouve",
    "what is sought in a string": "ce qui est cherché dans un texte",
    "what `sum` adds": "ce que `sum` additionne", "what `join` joins": "ce que `join` joint",
    "what `sort` compares": "ce que `sort` compare", "what `min` compares": "ce que `min` compare",
    "what `max` compares": "ce que `max` compare",
  ]

  private static let frenchExpected = [
    "a list, map or string": "une liste, une table ou un texte",
    "a list or string": "une liste ou un texte", "text or numbers": "du texte ou des nombres",
    "number": "un nombre",
  ]

  static func operands(
    _ symbol: String, _ left: TemplateType, _ right: TemplateType, at span: Span
  ) -> Diagnostic {
    make(
      .wrongOperand, "`\(symbol)` does not work on \(left) and \(right)",
      fr: "`\(symbol)` ne s'applique pas à \(left) et \(right)", at: span,
      hints: symbol == "+"
        ? [hint("join text with `~`", fr: "joignez des textes avec `~`")] : [])
  }

  static func neverEqual(
    _ left: TemplateType, _ right: TemplateType, at span: Span
  ) -> Diagnostic {
    make(
      .wrongOperand, "\(left) and \(right) are never equal",
      fr: "\(left) et \(right) ne sont jamais égaux", at: span)
  }

  static func notComparable(
    _ left: TemplateType, _ right: TemplateType, at span: Span
  ) -> Diagnostic {
    make(
      .wrongOperand, "\(left) and \(right) have no order",
      fr: "\(left) et \(right) n'ont pas d'ordre entre eux", at: span)
  }

  static func cannotLoop(
    _ shown: String, _ member: TemplateType, _ type: TemplateType, at span: Span
  ) -> Diagnostic {
    if member == .none {
      return make(
        .notIterable, "`\(shown)` may be none, which has no items",
        fr: "`\(shown)` peut être none, qui n'a pas d'éléments", at: span,
        hints: [
          hint(
            "ask `{% if \(shown) %}` first, or write `\(shown)|default([], true)`",
            fr: "demandez d'abord `{% if \(shown) %}`, ou écrivez `\(shown)|default([], true)`")
        ])
    }
    return make(
      .notIterable, "a loop cannot run over \(type)",
      fr: "une boucle ne peut pas parcourir \(type)", at: span)
  }

  static func unpackCount(names: Int, values: Int, at span: Span) -> Diagnostic {
    make(
      .wrongUnpacking, "\(names) names for \(values) values",
      fr: "\(names) noms pour \(values) valeurs", at: span)
  }

  static func notUnpackable(_ type: TemplateType, at span: Span) -> Diagnostic {
    make(
      .wrongUnpacking, "\(type) cannot be unpacked",
      fr: "\(type) ne se répartit pas entre plusieurs noms", at: span,
      hints: [
        hint(
          "pairs of a map come from `|items`",
          fr: "les paires d'une table viennent de `|items`")
      ])
  }

  static func notNamespace(_ name: String, _ type: TemplateType, at span: Span) -> Diagnostic {
    make(
      .badTarget, "`\(name)` is \(type); only fields of a namespace can be assigned",
      fr: "`\(name)` est \(type) ; seuls les champs d'un espace de noms s'assignent", at: span,
      hints: [
        hint(
          "make it one: `{% set \(name) = namespace(…) %}`",
          fr: "faites-en un : `{% set \(name) = namespace(…) %}`")
      ])
  }

  static func unused(_ what: String, _ name: String, at span: Span) -> Diagnostic {
    let french =
      switch what {
      case "parameter": "le paramètre"
      case "import": "l'import"
      case "macro": "la macro"
      default: "la variable"
      }
    return make(
      .unusedName, "the \(what) `\(name)` is never read",
      fr: "\(french) `\(name)` ne sert à rien", at: span,
      hints: [
        hint(
          "remove it, or begin its name with `_`",
          fr: "supprimez-le, ou faites commencer son nom par `_`")
      ])
  }
}

extension Checker.Callee {
  /// What is called, as messages name it.
  var label: String {
    switch self {
    case .filter(let name): "filter `\(name)`"
    case .test(let name): "test `\(name)`"
    case .function(let name): "function `\(name)`"
    }
  }

  var frenchLabel: String {
    switch self {
    case .filter(let name): "le filtre `\(name)`"
    case .test(let name): "le test `\(name)`"
    case .function(let name): "la fonction `\(name)`"
    }
  }

  var frenchOf: String {
    switch self {
    case .filter(let name): "du filtre `\(name)`"
    case .test(let name): "du test `\(name)`"
    case .function(let name): "de la fonction `\(name)`"
    }
  }
}
