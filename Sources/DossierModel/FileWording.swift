// The wording of D03: files of a dossier that are missing, stray or ill named. The codes are in
// `ModelCodes`.

import Diagnostics

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
