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
  /// `[[law:id@day]]` whose day is none.
  package static let impossibleDay = DiagnosticCode("M0106", "impossible day")
  /// A call of a note that is not defined.
  package static let undefinedNote = DiagnosticCode("M0201", "undefined note")
  /// A note that nothing calls.
  package static let unusedNote = DiagnosticCode("M0202", "unused note", .warning)
  /// Two notes of one label.
  package static let duplicateNote = DiagnosticCode("M0203", "duplicate note")
  /// An abbreviation nothing uses.
  package static let unusedAbbreviation = DiagnosticCode("M0204", "unused abbreviation", .warning)
  /// Two abbreviations of one label.
  package static let duplicateAbbreviation = DiagnosticCode("M0205", "duplicate abbreviation")
  /// A reference to a figure or table that has no such id.
  package static let undefinedCaption = DiagnosticCode("M0206", "undefined figure or table")
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
  /// A link that holds a reference, a citation or an insertion.
  package static let linkInLink = DiagnosticCode("M0403", "link around a link", .warning)

  /// Every code of this module.
  package static let markdownCodes: [DiagnosticCode] = [
    malformedReference, unclosedReference, malformedCitation, unclosedInsertion, emptyInsertion,
    impossibleDay,
    undefinedNote, unusedNote, duplicateNote, unusedAbbreviation, duplicateAbbreviation,
    undefinedCaption, duplicateHeadingID, strayDivisionEnd,
    unclosedDivision, unknownAlert, extraCells, rawHTML, activeLink, linkInLink,
  ]
}

extension Diagnostic {
  static func malformedReference(_ text: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .malformedReference,
      Wording("malformed reference `\(text)`", fr: "renvoi mal formé `\(text)`"),
      at: Label(span, Wording("not `kind:id`", fr: "n'a pas la forme `sorte:identifiant`")),
      hints: [
        Hint(
          Wording(
            "write `[[actor:id]]`, `[[law:id@2026-01-02]]` or `[[event:id|label]]`",
            fr: "écrivez `[[actor:id]]`, `[[law:id@2026-01-02]]` ou `[[event:id|texte]]`")),
        Hint(
          Wording(
            "put a backslash before the first bracket to keep it as text",
            fr:
              "pour en faire du texte, mettez une barre oblique inversée devant le premier crochet"
          )),
      ])
  }

  static func unknownKind(_ kind: String, at span: Span, known: [String]) -> Diagnostic {
    let near = Suggestion.nearest(to: kind, among: known)
    let list = known.joined(separator: ", ")
    var hint = Hint(Wording("kinds: \(list)", fr: "sortes : \(list)"))
    if let first = near.first {
      hint = Hint(Self.didYouMean(first))
      hint.replacement = .init(span: span, text: first)
    }
    return Diagnostic(
      .malformedReference,
      Wording("`\(kind)` is no kind of record", fr: "`\(kind)` n'est pas une sorte de fiche"),
      at: Label(span, Wording("not a kind", fr: "pas une sorte")), hints: [hint])
  }

  static func unclosedReference(_ text: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .unclosedReference,
      Wording("reference `\(text)` has no end", fr: "le renvoi `\(text)` n'a pas de fin"),
      at: .opened(span),
      hints: [
        Hint(
          Wording(
            "close it with `]]` in the same paragraph; a label holds no code",
            fr: "fermez-le par `]]` dans le même paragraphe ; son texte ne contient pas de code"))
      ])
  }

  static func malformedCitation(_ text: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .malformedCitation,
      Wording("malformed citation `\(text)`", fr: "citation mal formée `\(text)`"),
      at: Label(
        span,
        Wording(
          "not `@source` or `@source, place`", fr: "ni `@source`, ni `@source, endroit`")),
      hints: [
        Hint(
          Wording(
            "write `[@source, p. 3; @other]`: an `@` before every source",
            fr: "écrivez `[@source, p. 3; @autre]` : un `@` devant chaque source"))
      ])
  }

  static func unclosedInsertion(at span: Span) -> Diagnostic {
    Diagnostic(
      .unclosedInsertion, Wording("insertion has no end", fr: "l'insertion n'a pas de fin"),
      at: .opened(span),
      hints: [
        Hint(
          Wording(
            "close it with `}}` on the same line, or write `\\{{` to keep it as text",
            fr: "fermez-la par `}}` sur la même ligne, ou écrivez `\\{{` pour en faire du texte"))
      ])
  }

  static func emptyInsertion(at span: Span) -> Diagnostic {
    Diagnostic(
      .emptyInsertion, Wording("insertion without a name", fr: "insertion sans nom"),
      at: Label(span, Wording("nothing to insert", fr: "rien à insérer")),
      hints: [
        Hint(
          Wording(
            "name what to insert, such as `{{ table penalties }}`",
            fr: "nommez ce qu'il faut insérer, par exemple `{{ table penalties }}`"))
      ])
  }

  static func impossibleDay(_ day: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .impossibleDay, Wording("there is no day `\(day)`", fr: "il n'y a pas de jour `\(day)`"),
      at: Label(span, Wording("not a day of the calendar", fr: "pas un jour du calendrier")),
      hints: [
        Hint(
          Wording(
            "write year, month and day, such as `2026-01-02`",
            fr: "écrivez l'année, le mois et le jour, par exemple `2026-01-02`"))
      ])
  }

  static func undefinedNote(
    _ label: String, at span: Span, known: [String]
  ) -> Diagnostic {
    let near = Suggestion.nearest(to: label, among: known)
    let hint =
      near.first.map { Self.didYouMean("[^\($0)]") }
      ?? Wording(
        "define it with `[^\(label)]: …` at the margin of a line",
        fr: "définissez-la par `[^\(label)]: …` en début de ligne")
    return Diagnostic(
      .undefinedNote, Wording("undefined note `\(label)`", fr: "note `\(label)` non définie"),
      at: Label(span, Wording("no note of this label", fr: "aucune note ne porte ce nom")),
      hints: [Hint(hint)])
  }

  static func unusedNote(_ label: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .unusedNote,
      Wording(
        "note `\(label)` is never called", fr: "la note `\(label)` n'est jamais appelée"),
      at: .defined(span),
      hints: [
        Hint(
          Wording(
            "call it with `[^\(label)]` or remove it; it is not shown",
            fr: "appelez-la par `[^\(label)]` ou supprimez-la ; elle n'est pas montrée"))
      ])
  }

  static func duplicateNote(_ label: String, at span: Span, first: Span) -> Diagnostic {
    Diagnostic(
      .duplicateNote,
      Wording("note `\(label)` is defined twice", fr: "la note `\(label)` est définie deux fois"),
      at: .definedAgain(span), secondary: [.firstDefined(first)],
      hints: [
        Hint(
          Wording("give one of the two another label", fr: "donnez un autre nom à l'une des deux"))
      ])
  }

  static func unusedAbbreviation(_ label: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .unusedAbbreviation,
      Wording(
        "abbreviation `\(label)` is never used",
        fr: "l'abréviation `\(label)` n'est jamais employée"
      ),
      at: .defined(span),
      hints: [
        Hint(
          Wording(
            "remove the line, or check the spelling",
            fr: "supprimez la ligne, ou vérifiez l'orthographe"))
      ])
  }

  static func duplicateAbbreviation(
    _ label: String, at span: Span, first: Span
  ) -> Diagnostic {
    Diagnostic(
      .duplicateAbbreviation,
      Wording(
        "abbreviation `\(label)` is defined twice",
        fr: "l'abréviation `\(label)` est définie deux fois"),
      at: .definedAgain(span), secondary: [.firstDefined(first)],
      hints: [Hint(Wording("keep one of the two", fr: "gardez l'une des deux"))])
  }

  static func undefinedCaption(
    _ id: String, kind: String, at span: Span, known: [String]
  ) -> Diagnostic {
    let near = Suggestion.nearest(to: id, among: known)
    let hint =
      near.first.map { Self.didYouMean("[[\(kind):\($0)]]") }
      ?? Wording(
        "give its caption this id: `: Caption {#\(id)}`",
        fr: "donnez cet identifiant à sa légende : `: Légende {#\(id)}`")
    let french = kind == "figure" ? "aucune figure" : "aucun tableau"
    return Diagnostic(
      .undefinedCaption,
      Wording(
        "there is no \(kind) `\(id)` in this text",
        fr: "\(french) ne s'appelle `\(id)` dans ce texte"),
      at: Label(
        span, Wording("no caption has this id", fr: "aucune légende ne porte cet identifiant")),
      hints: [Hint(hint)])
  }

  static func duplicateHeadingID(_ id: String, at span: Span, first: Span) -> Diagnostic {
    Diagnostic(
      .duplicateHeadingID,
      Wording(
        "heading id `\(id)` is used twice", fr: "l'identifiant de titre `\(id)` sert deux fois"),
      at: Label(span, Wording("used again here", fr: "repris ici")),
      secondary: [Label(first, Wording("first used here", fr: "d'abord employé ici"))],
      hints: [
        Hint(
          Wording(
            "give one of the two another id", fr: "donnez un autre identifiant à l'un des deux"))
      ])
  }

  static func reservedID(_ id: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .duplicateHeadingID,
      Wording("the id `\(id)` is taken", fr: "l'identifiant `\(id)` est pris"),
      at: Label(
        span,
        Wording(
          "notes, numbered paragraphs and captions have such ids",
          fr: "les notes, les paragraphes numérotés et les légendes ont de tels identifiants")),
      hints: [
        Hint(
          Wording(
            "choose a word that says what it is, such as `methode`",
            fr: "choisissez un mot qui dit ce que c'est, par exemple `methode`"))
      ])
  }

  static func strayDivisionEnd(at span: Span) -> Diagnostic {
    Diagnostic(
      .strayDivisionEnd, Wording("`:::` closes no division", fr: "`:::` ne ferme aucune division"),
      at: Label(span, Wording("nothing is open here", fr: "rien n'est ouvert ici")),
      hints: [
        Hint(
          Wording(
            "open a division with `::: name`, or remove the line",
            fr: "ouvrez une division par `::: nom`, ou supprimez la ligne"))
      ])
  }

  static func unclosedDivision(_ name: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .unclosedDivision,
      Wording(
        "division `\(name)` is never closed", fr: "la division `\(name)` n'est jamais fermée"),
      at: .opened(span),
      hints: [
        Hint(
          Wording(
            "close it with `:::` on a line of its own",
            fr: "fermez-la par `:::` seul sur une ligne"))
      ])
  }

  static func unknownAlert(_ name: String, at span: Span, known: [String]) -> Diagnostic {
    let near = Suggestion.nearest(to: name, among: known)
    let names = known.joined(separator: ", ")
    let hint =
      near.first.map { Self.didYouMean("[!\($0)]") }
      ?? Wording("known: \(names)", fr: "avis connus : \(names)")
    return Diagnostic(
      .unknownAlert, Wording("unknown alert `\(name)`", fr: "avis `\(name)` inconnu"),
      at: Label(span, Wording("shown as a quotation", fr: "montré comme une citation")),
      hints: [Hint(hint)])
  }

  static func extraCells(_ count: Int, columns: Int, at span: Span) -> Diagnostic {
    Diagnostic(
      .extraCells,
      Wording(
        "table row has \(count) cells, its header \(columns)",
        fr: "la ligne du tableau a \(count) cellules, son en-tête \(columns)"),
      at: Label(
        span,
        Wording(
          "the cells too many are not shown", fr: "les cellules en trop ne sont pas montrées")),
      hints: [
        Hint(
          Wording(
            "write a bar inside a cell as `\\|`",
            fr: "dans une cellule, écrivez la barre `\\|`"))
      ])
  }

  static func rawHTML(_ text: String, _ reason: RefusedHTML, at span: Span) -> Diagnostic {
    var label = Wording("shown as text", fr: "montré comme du texte")
    var hint = Wording(
      "use Markdown, or put it in backticks if it is meant as text",
      fr: "employez Markdown, ou mettez-le entre accents graves si c'est du texte")
    switch reason {
    case .other, .element(_, canBeTurnedOn: false): break
    case .element(let name, canBeTurnedOn: true):
      hint =
        hint
        + Wording(
          "; `html-elements: [\(name)]` in `dossier.yaml` would let it pass",
          fr: " ; `html-elements: [\(name)]` dans `dossier.yaml` le laisserait passer")
    case .attribute(let name):
      label =
        label
        + Wording(
          ": no element may have the attribute `\(name)`",
          fr: " : aucun élément ne peut avoir l'attribut `\(name)`")
      let known = MarkdownOptions.allowableAttributes.sorted().joined(separator: "`, `")
      hint = Wording(
        "remove the attribute; `\(known)` may pass",
        fr: "supprimez l'attribut ; `\(known)` peuvent passer")
    case .unpaired(let name):
      label =
        label
        + Wording(
          ": the tag has no partner in the same stretch of text",
          fr: " : la balise n'a pas sa pareille dans le même passage")
      hint = Wording(
        "begin and end `\(name)` in one paragraph, and in the same emphasis or link",
        fr:
          "ouvrez et fermez `\(name)` dans un même paragraphe, et dans la même emphase ou le même lien"
      )
    }
    return Diagnostic(
      .rawHTML, Wording("raw HTML `\(text)`", fr: "HTML brut `\(text)`"), at: Label(span, label),
      hints: [Hint(hint)])
  }

  static func activeLink(_ scheme: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .activeLink,
      Wording("link with the active scheme `\(scheme)`", fr: "lien au schéma actif `\(scheme)`"),
      at: Label(
        span,
        Wording(
          "refused: it would run code or read the reader's disk",
          fr: "refusé : il exécuterait du code ou lirait le disque du lecteur")),
      hints: [
        Hint(
          Wording(
            "link to an `https:` address or to a page of the dossier",
            fr: "liez vers une adresse `https:` ou vers une page du dossier"))
      ])
  }

  static func linkInLink(_ address: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .linkInLink,
      Wording(
        "link to `\(address)` holds another link",
        fr: "le lien vers `\(address)` contient un autre lien"),
      at: Label(
        span,
        Wording(
          "its address is dropped, the inner link stays",
          fr: "son adresse est abandonnée, le lien intérieur reste")),
      hints: [
        Hint(
          Wording(
            "end the link before the reference, the citation or the insertion in it",
            fr: "terminez le lien avant le renvoi, la citation ou l'insertion qu'il contient"))
      ])
  }

  private static func didYouMean(_ text: String) -> Wording {
    Wording("did you mean `\(text)`?", fr: "vouliez-vous dire `\(text)` ?")
  }
}

extension Label {
  fileprivate static func opened(_ span: Span) -> Label {
    Label(span, Wording("opened here", fr: "ouvert ici"))
  }

  fileprivate static func defined(_ span: Span) -> Label {
    Label(span, Wording("defined here", fr: "définie ici"))
  }

  fileprivate static func definedAgain(_ span: Span) -> Label {
    Label(span, Wording("defined again here", fr: "définie de nouveau ici"))
  }

  fileprivate static func firstDefined(_ span: Span) -> Label {
    Label(span, Wording("first defined here", fr: "d'abord définie ici"))
  }
}
