// The wording of D01: what libyaml says and what a table of CSV lacks, in English and French.
// The codes are in `ModelCodes`.

import Diagnostics

// MARK: - YAML

/// What to do about the problems that libyaml names, by the start of its words.
private let yamlHints: [(problem: String, hint: Wording)] = [
  (
    "mapping values are not allowed",
    Wording(
      "a text that holds `: ` needs quotation marks, or `>-` and a line of its own",
      fr: "un texte qui contient `: ` demande des guillemets, ou `>-` et une ligne à lui")
  ),
  (
    "found character that cannot start",
    Wording("put the text in quotation marks", fr: "mettez le texte entre guillemets")
  ),
  (
    "could not find expected ':'",
    Wording(
      "write `key: value`, and indent the further lines of a long text",
      fr: "écrivez `clé: valeur`, et décalez les lignes suivantes d'un texte long")
  ),
  (
    "did not find expected key",
    Wording(
      "the keys of a record begin in one column; a quotation mark inside quotes is doubled",
      fr:
        "les clés d'une fiche commencent dans la même colonne ; un guillemet entre guillemets est doublé"
    )
  ),
  (
    "did not find expected '-' indicator",
    Wording(
      "the items of a list begin with `- ` in one column",
      fr: "les éléments d'une liste commencent par `- ` dans la même colonne")
  ),
  (
    "did not find expected ',' or ']'",
    Wording(
      "close the list with `]`; a text that begins with `[` needs quotation marks",
      fr: "fermez la liste par `]` ; un texte qui commence par `[` demande des guillemets")
  ),
  (
    "did not find expected ',' or '}'",
    Wording(
      "close the record with `}`; a text that begins with `{` needs quotation marks",
      fr: "fermez la fiche par `}` ; un texte qui commence par `{` demande des guillemets")
  ),
  (
    "did not find expected <document start>",
    Wording(
      "a file is one list or one record: check where this line begins",
      fr: "un fichier est une liste ou une fiche : vérifiez où commence cette ligne")
  ),
  (
    "block sequence entries are not allowed",
    Wording("begin the list on a line of its own", fr: "commencez la liste sur une ligne à elle")
  ),
  (
    "found unexpected end of stream", Wording("close the quotation mark", fr: "fermez le guillemet")
  ),
  (
    "found unexpected document indicator",
    Wording(
      "close the quotation mark before the line `---`",
      fr: "fermez le guillemet avant la ligne `---`")
  ),
  (
    "found unknown escape character",
    Wording(
      "a backslash begins an escape in double quotes: use single quotes, or write `\\\\`",
      fr:
        "une barre oblique inverse ouvre un échappement entre guillemets doubles : prenez des guillemets simples, ou écrivez `\\\\`"
    )
  ),
  (
    "control characters are not allowed",
    Wording("delete the invisible character", fr: "supprimez le caractère invisible")
  ),
]

/// The words of libyaml in French; what is missing stays as libyaml says it.
private let yamlProblems: [String: String] = [
  "mapping values are not allowed in this context": "une clé n'est pas admise ici",
  "found character that cannot start any token": "aucune valeur ne commence par ce caractère",
  "could not find expected ':'": "il manque `:`",
  "did not find expected key": "une clé était attendue",
  "did not find expected '-' indicator": "`- ` était attendu",
  "did not find expected ',' or ']'": "`,` ou `]` était attendu",
  "did not find expected ',' or '}'": "`,` ou `}` était attendu",
  "did not find expected <document start>": "le texte aurait dû finir avant cette ligne",
  "block sequence entries are not allowed in this context": "une liste n'est pas admise ici",
  "found unexpected end of stream": "le texte finit trop tôt",
  "found unexpected document indicator": "une ligne `---` interrompt un texte",
  "found unknown escape character": "échappement inconnu",
  "control characters are not allowed": "un caractère de contrôle n'est pas admis",
  "did not find expected node content": "une valeur était attendue",
  "found undefined tag handle": "étiquette inconnue",
  "the text is not YAML": "le texte n'est pas du YAML",
]

/// What libyaml was reading, in French.
private let yamlContexts: [String: String] = [
  "while parsing a block mapping": "dans cette fiche",
  "while parsing a flow mapping": "dans cette fiche entre accolades",
  "while parsing a block collection": "dans cette liste",
  "while parsing a flow sequence": "dans cette liste entre crochets",
  "while scanning a simple key": "dans cette clé",
  "while scanning a quoted scalar": "dans ce texte entre guillemets",
  "while scanning a block scalar": "dans ce texte sur plusieurs lignes",
  "while scanning a plain scalar": "dans ce texte",
  "while scanning for the next token": "en lisant la suite",
  "while parsing a node": "en lisant cette valeur",
  "while parsing a block node": "en lisant cette valeur",
]

extension Diagnostic {
  /// The words of libyaml for what it was reading, with their translation.
  static func yamlContext(_ text: String) -> Wording {
    Wording(text, fr: yamlContexts[text] ?? text)
  }

  static func yamlSyntax(
    _ problem: String, at span: Span, context: Label?, isTab: Bool = false
  ) -> Diagnostic {
    let hint: Wording? =
      isTab
      ? Wording(
        "indent with spaces: YAML does not allow tabs there",
        fr: "décalez avec des espaces : YAML n'admet pas de tabulation ici")
      : yamlHints.first { problem.hasPrefix($0.problem) }?.hint
    return Diagnostic(
      .yamlSyntax,
      Wording(
        "YAML syntax: \(problem)",
        fr: "syntaxe YAML : \(yamlProblems[problem] ?? problem)"), at: Label(span),
      secondary: context.map { [$0] } ?? [],
      hints: hint.map { [Hint($0)] } ?? [])
  }

  static func notUTF8(at span: Span) -> Diagnostic {
    Diagnostic(
      .notUTF8, Wording("this byte is not UTF-8", fr: "cet octet n'est pas de l'UTF-8"),
      at: Label(span),
      hints: [
        Hint(Wording("save the file in the encoding UTF-8", fr: "enregistrez le fichier en UTF-8"))
      ])
  }

  static func controlCharacter(_ name: String, others: Int, at span: Span) -> Diagnostic {
    Diagnostic(
      .controlCharacter,
      Wording(
        "the text holds an invisible control character, \(name)",
        fr: "le texte contient un caractère de contrôle invisible, \(name)"),
      at: Label(span),
      notes: others > 0
        ? [Wording("this text holds \(others) more", fr: "ce texte en contient \(others) de plus")]
        : [],
      hints: [
        Hint(
          Wording(
            "delete it: a reader would not see the text that is written here",
            fr: "supprimez-le : un lecteur ne verrait pas le texte écrit ici"))
      ])
  }

  static func anchorRefused(at span: Span) -> Diagnostic {
    Diagnostic(
      .anchorRefused,
      Wording(
        "anchors are not read in a dossier", fr: "les ancres YAML ne sont pas lues dans un dossier"),
      at: Label(span, Wording("an anchor", fr: "une ancre")),
      hints: [
        Hint(
          Wording(
            "leave it out; records point at each other by their ids",
            fr: "retirez-la ; les fiches se désignent par leurs identifiants"))
      ])
  }

  static func aliasRefused(at span: Span) -> Diagnostic {
    Diagnostic(
      .anchorRefused,
      Wording(
        "aliases are not read in a dossier", fr: "les alias YAML ne sont pas lus dans un dossier"),
      at: Label(span, Wording("an alias", fr: "un alias")),
      hints: [
        Hint(
          Wording(
            "repeat the value; a text that begins with `*` needs quotation marks",
            fr: "répétez la valeur ; un texte qui commence par `*` demande des guillemets"))
      ])
  }

  static func tagRefused(at span: Span) -> Diagnostic {
    Diagnostic(
      .tagRefused,
      Wording(
        "tags are not read in a dossier", fr: "les étiquettes YAML ne sont pas lues dans un dossier"
      ), at: Label(span, Wording("a tag", fr: "une étiquette")),
      hints: [
        Hint(
          Wording(
            "leave it out: the key decides the type; a text that begins with `!` needs quotation marks",
            fr:
              "retirez-la : la clé décide du type ; un texte qui commence par `!` demande des guillemets"
          )
        )
      ])
  }

  static func severalDocuments(at span: Span) -> Diagnostic {
    Diagnostic(
      .severalDocuments,
      Wording("a second document begins here", fr: "un second document commence ici"),
      at: Label(span),
      notes: [Wording("nothing after this line is read", fr: "rien n'est lu après cette ligne")],
      hints: [
        Hint(
          Wording(
            "write the records as one list, each with `- ` before its first key",
            fr: "écrivez les fiches en une seule liste, avec `- ` devant la première clé de chacune"
          ))
      ])
  }

  static func tooDeep(at span: Span, limit: Int) -> Diagnostic {
    Diagnostic(
      .tooDeep,
      Wording(
        "more than \(limit) levels of lists and records",
        fr: "plus de \(limit) niveaux de listes et de fiches"), at: Label(span),
      notes: [Wording("the rest of the file is not read", fr: "le reste du fichier n'est pas lu")])
  }

  static func duplicateKey(_ key: String, at span: Span, first: Span) -> Diagnostic {
    Diagnostic(
      .duplicateKey,
      Wording("the key `\(key)` is given twice", fr: "la clé `\(key)` est donnée deux fois"),
      at: Label(span, Wording("again here", fr: "de nouveau ici")),
      secondary: [Label(first, Wording("first given here", fr: "donnée d'abord ici"))],
      hints: [Hint(Wording("keep one of them", fr: "gardez l'une des deux"))])
  }

  static func keyNotText(at span: Span, found: Wording) -> Diagnostic {
    Diagnostic(
      .keyNotText, Wording("a key is a text, here is ", fr: "une clé est un texte, voici ") + found,
      at: Label(span),
      hints: [
        Hint(
          Wording(
            "a value that begins with `{` or `[` needs quotation marks",
            fr: "une valeur qui commence par `{` ou `[` demande des guillemets"))
      ])
  }

  static func emptyFile(at span: Span) -> Diagnostic {
    Diagnostic(
      .emptyFile, Wording("the file holds no record", fr: "le fichier ne contient aucune fiche"),
      at: Label(span),
      hints: [
        Hint(
          Wording(
            "delete it, or write `[]` for an empty list",
            fr: "supprimez-le, ou écrivez `[]` pour une liste vide"))
      ])
  }
}

// MARK: - CSV

extension Diagnostic {
  static func cellCount(_ count: Int, expected: Int, at span: Span, header: Span) -> Diagnostic {
    Diagnostic(
      .cellCount,
      Wording(
        "the row has \(count) \(count == 1 ? "cell" : "cells"), the first row \(expected)",
        fr: "la ligne a \(count) \(count == 1 ? "cellule" : "cellules"), la première \(expected)"),
      at: Label(span), secondary: [Label(header, Wording("the keys", fr: "les clés"))],
      hints: [
        Hint(
          Wording(
            "a cell that holds a separator or a line end needs quotation marks",
            fr: "une cellule qui contient un séparateur ou une fin de ligne demande des guillemets")
        )
      ])
  }

  static func cellNotClosed(at span: Span) -> Diagnostic {
    Diagnostic(
      .cellQuotes, Wording("the quotation mark is not closed", fr: "le guillemet n'est pas fermé"),
      at: Label(span, Wording("opened here", fr: "ouvert ici")),
      hints: [
        Hint(
          Wording(
            "close it; a quotation mark inside a cell is doubled",
            fr: "fermez-le ; un guillemet dans une cellule est doublé"))
      ])
  }

  static func textAfterQuotedCell(at span: Span) -> Diagnostic {
    Diagnostic(
      .cellQuotes,
      Wording(
        "text stands behind a closing quotation mark", fr: "du texte suit un guillemet fermant"),
      at: Label(span),
      hints: [
        Hint(
          Wording(
            "a quotation mark inside a cell is doubled",
            fr: "un guillemet dans une cellule est doublé"))
      ])
  }
}
