// Every diagnostic of this module: its code and the function that words it. D01 reading YAML, D02
// decoding records, D03 the files of a dossier.

package import Diagnostics

extension DiagnosticCode {
  /// YAML syntax error.
  package static let yamlSyntax = DiagnosticCode("D0101", "YAML syntax error")
  /// Text is not UTF-8.
  package static let notUTF8 = DiagnosticCode("D0102", "text is not UTF-8")
  /// Anchors and aliases are not read.
  package static let anchorRefused = DiagnosticCode("D0103", "anchors and aliases are not read")
  /// Tags are not read.
  package static let tagRefused = DiagnosticCode("D0104", "tags are not read")
  /// Several documents in one file.
  package static let severalDocuments = DiagnosticCode("D0105", "several documents in one file")
  /// Nested too deeply.
  package static let tooDeep = DiagnosticCode("D0106", "nested too deeply")
  /// Key given twice.
  package static let duplicateKey = DiagnosticCode("D0107", "key given twice")
  /// Key is not a text.
  package static let keyNotText = DiagnosticCode("D0108", "key is not a text")
  /// Empty file.
  package static let emptyFile = DiagnosticCode("D0109", "empty file", .warning)

  /// CSV row of another length.
  package static let cellCount = DiagnosticCode("D0110", "CSV row of another length")
  /// CSV quotation marks out of place.
  package static let cellQuotes = DiagnosticCode("D0111", "CSV quotation marks out of place")
  /// Invisible control character.
  package static let controlCharacter = DiagnosticCode(
    "D0112", "invisible control character", .warning)

  /// Unknown key.
  package static let unknownKey = DiagnosticCode("D0201", "unknown key")
  /// Required key is missing.
  package static let missingKey = DiagnosticCode("D0202", "required key is missing")
  /// Value of the wrong type.
  package static let wrongType = DiagnosticCode("D0203", "value of the wrong type")
  /// Word outside the allowed ones.
  package static let unknownChoice = DiagnosticCode("D0204", "word outside the allowed ones")
  /// Invalid date.
  package static let invalidDate = DiagnosticCode("D0205", "invalid date")
  /// Invalid id.
  package static let invalidIdentifier = DiagnosticCode("D0206", "invalid id")
  /// Id given twice.
  package static let duplicateIdentifier = DiagnosticCode("D0207", "id given twice")
  /// Number out of range.
  package static let numberOutOfRange = DiagnosticCode("D0208", "number out of range")
  /// Required value is empty.
  package static let emptyValue = DiagnosticCode("D0209", "required value is empty")
  /// Invalid web address.
  package static let invalidAddress = DiagnosticCode("D0210", "invalid web address")
  /// Invalid SHA-256.
  package static let invalidHash = DiagnosticCode("D0211", "invalid SHA-256")
  /// Invalid identifier of a text.
  package static let invalidLawIdentifier = DiagnosticCode("D0212", "invalid identifier of a text")
  /// Invalid time of day.
  package static let invalidTime = DiagnosticCode("D0213", "invalid time of day")
  /// Printed mark given twice.
  package static let duplicateCote = DiagnosticCode("D0214", "printed mark given twice")

  /// No Content folder.
  package static let contentMissing = DiagnosticCode("D0301", "no Content folder")
  /// No dossier.yaml.
  package static let settingsMissing = DiagnosticCode("D0302", "no dossier.yaml")
  /// Data file of no known kind.
  package static let unknownDataFile = DiagnosticCode("D0303", "data file of no known kind")
  /// Chapter without front matter.
  package static let frontMatterMissing = DiagnosticCode("D0304", "chapter without front matter")
  /// Front matter without an end.
  package static let frontMatterOpen = DiagnosticCode("D0305", "front matter without an end")
  /// Chapter number given twice.
  package static let duplicateChapterNumber = DiagnosticCode("D0306", "chapter number given twice")
  /// File name gives no id.
  package static let fileName = DiagnosticCode("D0307", "file name gives no id")
  /// File that is not read.
  package static let strayFile = DiagnosticCode("D0308", "file that is not read", .warning)
  /// Several records where one is read.
  package static let severalRecords = DiagnosticCode("D0309", "several records where one is read")

  /// Every code of this module.
  package static let modelCodes: [DiagnosticCode] = [
    yamlSyntax, notUTF8, anchorRefused, tagRefused, severalDocuments, tooDeep, duplicateKey,
    keyNotText, emptyFile, cellCount, cellQuotes, controlCharacter,
    unknownKey, missingKey, wrongType, unknownChoice, invalidDate, invalidIdentifier,
    duplicateIdentifier, numberOutOfRange, emptyValue, invalidAddress, invalidHash,
    invalidLawIdentifier, invalidTime, duplicateCote,
    contentMissing, settingsMissing, unknownDataFile, frontMatterMissing, frontMatterOpen,
    duplicateChapterNumber, fileName, strayFile, severalRecords,
  ]
}

// MARK: - Reading YAML

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

// MARK: - Reading CSV

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

// MARK: - Decoding records

extension Diagnostic {
  static func unknownKey(
    _ key: String, near: [String], in record: RecordDeclaration, at span: Span
  ) -> Diagnostic {
    Diagnostic(
      .unknownKey, Wording("unknown key `\(key)`", fr: "clé inconnue `\(key)`"),
      at: Label(
        span,
        Wording(
          "not a key of \(record.phrase)", fr: "pas une clé de la fiche `\(record.name)`")),
      notes: near.isEmpty
        ? [
          Wording("keys of \(record.phrase): ", fr: "clés de la fiche `\(record.name)` : ")
            + Wording(quotedList(record.fields.map(\.key)))
        ] : [],
      hints: Suggestion.hint(near).map { [$0] } ?? [])
  }

  static func missingKeys(
    _ keys: [FieldDeclaration], in record: RecordDeclaration, at span: Span
  ) -> Diagnostic {
    let names = quotedList(keys.map(\.key))
    return Diagnostic(
      .missingKey,
      Wording(
        "\(record.phrase) needs the \(keys.count == 1 ? "key" : "keys") \(names)",
        fr: "la fiche `\(record.name)` demande \(keys.count == 1 ? "la clé" : "les clés") \(names)"),
      at: Label(
        span,
        keys.count == 1
          ? Wording("not given here", fr: "absente ici")
          : Wording("none of them given here", fr: "toutes absentes ici")),
      hints: keys.map {
        Hint(
          Wording("`\($0.key)`: ", fr: "`\($0.key)` : ") + $0.type.phrase
            + Wording("; \($0.meaning)", fr: ""))
      })
  }

  static func emptyValue(_ field: FieldDeclaration, at span: Span) -> Diagnostic {
    Diagnostic(
      .emptyValue,
      Wording(
        "the required key `\(field.key)` has no value",
        fr: "la clé obligatoire `\(field.key)` n'a pas de valeur"),
      at: Label(span),
      hints: [
        Hint(
          Wording("expected ", fr: "attendu : ") + field.type.phrase
            + Wording("; \(field.meaning)", fr: ""))
      ])
  }

  static func wrongType(
    expected: Wording, found: Wording, key: String, at span: Span, hint: Wording? = nil
  ) -> Diagnostic {
    Diagnostic(
      .wrongType,
      Wording("`\(key)` expects ", fr: "`\(key)` attend ") + expected
        + Wording(", found ", fr: ", trouvé ") + found,
      at: Label(span, Wording("expected ", fr: "attendu : ") + expected),
      hints: hint.map { [Hint($0)] } ?? [])
  }

  static func unknownChoice(
    _ word: String, key: String, allowed: [String], at span: Span
  ) -> Diagnostic {
    let near = Suggestion.nearest(to: word, among: allowed)
    return Diagnostic(
      .unknownChoice,
      Wording(
        "`\(word)` is not a value of `\(key)`", fr: "`\(word)` n'est pas une valeur de `\(key)`"),
      at: Label(span),
      notes: [Wording("allowed: ", fr: "admis : ") + Wording(quotedList(allowed))],
      hints: Suggestion.hint(near).map { [$0] } ?? [])
  }

  static func invalidDate(_ text: String, fault: DateFault, at span: Span) -> Diagnostic {
    Diagnostic(
      .invalidDate,
      Wording("`\(text)` is not a date: ", fr: "`\(text)` n'est pas une date : ") + fault.reason,
      at: Label(span, fault.reason), hints: fault.hint.map { [Hint($0)] } ?? [])
  }

  static func dateNotExpected(
    _ text: String, key: String, reason: Wording, hint: Wording, at span: Span
  ) -> Diagnostic {
    Diagnostic(
      .invalidDate,
      Wording("`\(text)` does not fit `\(key)`: ", fr: "`\(text)` ne convient pas à `\(key)` : ")
        + reason, at: Label(span),
      hints: [Hint(hint)])
  }

  static func invalidIdentifier(_ text: String, proposal: String?, at span: Span) -> Diagnostic {
    Diagnostic(
      .invalidIdentifier,
      Wording("`\(text)` is not an id", fr: "`\(text)` n'est pas un identifiant"), at: Label(span),
      notes: [
        Wording(
          "an id has lower-case letters a to z, digits and hyphens: `cp-226-8-1`",
          fr: "un identifiant a des minuscules de a à z, des chiffres et des tirets : `cp-226-8-1`")
      ],
      hints: proposal.map {
        [
          Hint(
            Wording("write `\($0)`", fr: "écrivez `\($0)`"),
            replacement: .init(span: span, text: $0))
        ]
      } ?? [])
  }

  static func invalidQualifiedReference(
    _ text: String, kinds: [String], at span: Span
  ) -> Diagnostic {
    Diagnostic(
      .invalidIdentifier,
      Wording(
        "`\(text)` is not a reference with its kind",
        fr: "`\(text)` n'est pas une référence avec son genre"), at: Label(span),
      hints: [
        Hint(
          Wording("write `law:cp-226-8-1`; kinds: ", fr: "écrivez `law:cp-226-8-1` ; genres : ")
            + Wording(quotedList(kinds)))
      ])
  }

  static func duplicateIdentifier(
    _ slug: String, kind: Wording, at span: Span, first: Span
  ) -> Diagnostic {
    Diagnostic(
      .duplicateIdentifier,
      Wording(
        "the \(kind.english) id `\(slug)` is given twice",
        fr: "l'identifiant `\(slug)` (\(kind.french)) est donné deux fois"),
      at: Label(span, Wording("again here", fr: "de nouveau ici")),
      secondary: [Label(first, Wording("first given here", fr: "donnée d'abord ici"))],
      hints: [
        Hint(
          Wording(
            "give one of the two another id", fr: "donnez un autre identifiant à l'un des deux"))
      ])
  }

  static func aliasTaken(_ slug: String, kind: Wording, at span: Span, first: Span) -> Diagnostic {
    Diagnostic(
      .duplicateIdentifier,
      Wording(
        "the old id `\(slug)` leads to two \(kind.english) records",
        fr: "l'ancien identifiant `\(slug)` mène à deux fiches (\(kind.french))"),
      at: Label(span, Wording("given as an old id here", fr: "donné ici comme ancien identifiant")),
      secondary: [Label(first, Wording("also given here", fr: "donné aussi ici"))],
      hints: [
        Hint(
          Wording(
            "an old id belongs to one record only, and is no id in use",
            fr: "un ancien identifiant n'appartient qu'à une fiche et n'est plus en usage"))
      ])
  }

  static func duplicateCote(_ cote: String, at span: Span, first: Span) -> Diagnostic {
    Diagnostic(
      .duplicateCote,
      Wording("the mark `\(cote)` is given twice", fr: "la cote `\(cote)` est donnée deux fois"),
      at: Label(span, Wording("again here", fr: "de nouveau ici")),
      secondary: [Label(first, Wording("first given here", fr: "donnée d'abord ici"))],
      hints: [
        Hint(
          Wording(
            "a printed mark names one record of the dossier",
            fr: "une cote désigne une seule fiche du dossier"))
      ])
  }

  static func numberOutOfRange(
    _ text: String, key: String, allowed: Wording, at span: Span
  ) -> Diagnostic {
    Diagnostic(
      .numberOutOfRange,
      Wording("`\(key)` is \(text), expected ", fr: "`\(key)` vaut \(text), attendu : ") + allowed,
      at: Label(span))
  }

  static func invalidAddress(_ text: String, key: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .invalidAddress,
      Wording("`\(key)` is not a web address", fr: "`\(key)` n'est pas une adresse web"),
      at: Label(span),
      notes: text.isEmpty ? [] : [Wording("found `\(text)`", fr: "trouvé `\(text)`")],
      hints: [
        Hint(
          Wording(
            "write the whole address, with `https://` and without spaces",
            fr: "écrivez l'adresse entière, avec `https://` et sans espace"))
      ])
  }

  static func invalidHash(_ text: String, at span: Span) -> Diagnostic {
    let length = text.utf8.count
    return Diagnostic(
      .invalidHash, Wording("this is not a SHA-256", fr: "ceci n'est pas un SHA-256"),
      at: Label(span),
      notes: [
        length == 64
          ? Wording(
            "a SHA-256 has the digits 0 to 9 and a to f only, in lower case",
            fr: "un SHA-256 n'a que les chiffres 0 à 9 et a à f, en minuscules")
          : Wording(
            "a SHA-256 has 64 hexadecimal digits, here are \(length) characters",
            fr: "un SHA-256 a 64 chiffres hexadécimaux, voici \(length) caractères")
      ],
      hints: [
        Hint(
          Wording(
            "copy the first word that `sha256sum FILE` prints",
            fr: "copiez le premier mot qu'affiche `sha256sum FICHIER`"))
      ])
  }

  static func invalidLawIdentifier(
    _ text: String, name: String, form: Wording, at span: Span
  ) -> Diagnostic {
    Diagnostic(
      .invalidLawIdentifier,
      Wording(
        "`\(text)` is not a \(name) identifier", fr: "`\(text)` n'est pas un identifiant \(name)"),
      at: Label(span),
      hints: [Hint(Wording("expected ", fr: "attendu : ") + form)])
  }

  static func invalidTime(_ text: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .invalidTime, Wording("`\(text)` is not a time of day", fr: "`\(text)` n'est pas une heure"),
      at: Label(span),
      hints: [
        Hint(
          Wording(
            "write hours and minutes: `21:59`", fr: "écrivez les heures et les minutes : `21:59`"))
      ])
  }

  static func invalidRange(
    _ lower: String, _ upper: String, at span: Span
  ) -> Diagnostic {
    Diagnostic(
      .numberOutOfRange,
      Wording(
        "`\(upper)` is not greater than `\(lower)`",
        fr: "`\(upper)` n'est pas plus grand que `\(lower)`"), at: Label(span),
      notes: [
        Wording(
          "`\(lower)` is the offset of the first byte, `\(upper)` the offset after the last",
          fr: "`\(lower)` est la position du premier octet, `\(upper)` celle qui suit le dernier")
      ])
  }
}

// MARK: - Files

extension Diagnostic {
  static func contentMissing(_ folder: String) -> Diagnostic {
    Diagnostic(
      .contentMissing,
      Wording(
        "`\(folder)` holds no folder `Content`",
        fr: "`\(folder)` ne contient pas de dossier `Content`"), at: nil,
      hints: [
        Hint(
          Wording(
            "run the command in the folder of a dossier, or pass `--source DIR`",
            fr: "lancez la commande dans le dossier, ou donnez `--source DIR`"))
      ])
  }

  static func settingsMissing() -> Diagnostic {
    Diagnostic(
      .settingsMissing,
      Wording("there is no `Content/dossier.yaml`", fr: "il n'y a pas de `Content/dossier.yaml`"),
      at: nil,
      hints: [
        Hint(
          Wording(
            "write it with the keys `title`, `language`, `description`, `as-of`…",
            fr: "écrivez-le avec les clés `title`, `language`, `description`, `as-of`…"))
      ])
  }

  static func settingsEmpty(at span: Span) -> Diagnostic {
    Diagnostic(
      .settingsMissing,
      Wording("`Content/dossier.yaml` says nothing", fr: "`Content/dossier.yaml` ne dit rien"),
      at: Label(span),
      hints: [
        Hint(
          Wording(
            "write the keys `title`, `language`, `description`, `as-of`…",
            fr: "écrivez les clés `title`, `language`, `description`, `as-of`…"))
      ])
  }

  static func unknownDataFile(_ path: String, name: String, at span: Span) -> Diagnostic {
    let near = Suggestion.nearest(to: name, among: DataFileKind.names)
    return Diagnostic(
      .unknownDataFile,
      Wording(
        "`\(path)` is a data file of no known kind",
        fr: "`\(path)` est un fichier de données d'aucun genre connu"), at: Label(span),
      notes: near.isEmpty
        ? [
          Wording("data files: ", fr: "fichiers de données : ")
            + Wording(quotedList(DataFileKind.names))
        ] : [],
      hints: near.isEmpty
        ? []
        : [
          Hint(
            Wording("did you mean `\(near[0]).yaml`?", fr: "vouliez-vous dire `\(near[0]).yaml` ?"))
        ])
  }

  static func frontMatterMissing(at span: Span) -> Diagnostic {
    Diagnostic(
      .frontMatterMissing,
      Wording("the chapter has no front matter", fr: "le chapitre n'a pas d'en-tête"),
      at: Label(span),
      hints: [
        Hint(
          Wording(
            "begin with a line `---`, then `title: …`, and end with a line `---`",
            fr: "commencez par une ligne `---`, puis `title: …`, et finissez par une ligne `---`"))
      ])
  }

  static func frontMatterOpen(at span: Span) -> Diagnostic {
    Diagnostic(
      .frontMatterOpen, Wording("the front matter has no end", fr: "l'en-tête n'a pas de fin"),
      at: Label(span, Wording("begins here", fr: "commence ici")),
      hints: [
        Hint(
          Wording(
            "write a line `---` after its last key",
            fr: "écrivez une ligne `---` après sa dernière clé"))
      ])
  }

  static func duplicateChapterNumber(_ number: Int, at span: Span, first: Span) -> Diagnostic {
    Diagnostic(
      .duplicateChapterNumber,
      Wording(
        "two chapters have the number \(number)", fr: "deux chapitres ont le numéro \(number)"),
      at: Label(span, Wording("again here", fr: "de nouveau ici")),
      secondary: [Label(first, Wording("first given here", fr: "donnée d'abord ici"))],
      hints: [
        Hint(
          Wording(
            "chapters are read in the order of their numbers; give each its own",
            fr: "les chapitres sont lus dans l'ordre de leurs numéros ; donnez à chacun le sien"))
      ])
  }

  static func fileName(_ path: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .fileName,
      Wording(
        "the name of `\(path)` gives no id", fr: "le nom de `\(path)` ne donne pas d'identifiant"),
      at: Label(span),
      hints: [
        Hint(
          Wording(
            "name the file like `02-les-faits.md`, or give the key `slug`",
            fr: "nommez le fichier comme `02-les-faits.md`, ou donnez la clé `slug`"))
      ])
  }

  static func strayFile(_ path: String, hint: Wording, at span: Span?) -> Diagnostic {
    Diagnostic(
      .strayFile, Wording("`\(path)` is not read", fr: "`\(path)` n'est pas lu"),
      at: span.map { Label($0) }, hints: [Hint(hint)])
  }

  static func severalRecords(_ path: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .severalRecords,
      Wording(
        "`\(path)` holds one record, here is a list",
        fr: "`\(path)` contient une seule fiche, voici une liste"), at: Label(span),
      hints: [
        Hint(
          Wording(
            "write its keys at the start of the lines, without `- `",
            fr: "écrivez ses clés en début de ligne, sans `- `"))
      ])
  }
}

/// Names in backticks, separated by commas.
private func quotedList(_ names: [String]) -> String {
  names.map { "`\($0)`" }.joined(separator: ", ")
}
