// The wording of D02: keys and values that the declaration of a record does not allow. The codes
// are in `ModelCodes`.

import Diagnostics

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

/// Names in backticks, separated by commas.
private func quotedList(_ names: [String]) -> String {
  names.map { "`\($0)`" }.joined(separator: ", ")
}
