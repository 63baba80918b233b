// The files of a new dossier, in French and in English: little, and enough to show every habit.

import DossierModel

/// The files of a new dossier.
struct Scaffold {
  /// A file: its path below the dossier's folder, and its text.
  struct File {
    let path: String
    let text: String
  }

  let language: DossierLanguage
  let title: String?
  let day: CivilDate

  /// The files, in the order of their paths.
  var files: [File] {
    let isFrench = language == .french
    return [
      File(path: ".gitignore", text: "public/\n.dossier-cache/\n"),
      chapter(isFrench),
      data("actors", isFrench ? Self.frenchActors : Self.englishActors),
      data("claims", isFrench ? Self.frenchClaims : Self.englishClaims),
      data("events", (isFrench ? Self.frenchEvents : Self.englishEvents)),
      data("sources", isFrench ? Self.frenchSources : Self.englishSources),
      settings(isFrench),
    ]
  }

  /// A data file with the line by which editors find its schema.
  private func data(_ kind: String, _ text: String) -> File {
    let text = text.replacing("{DAY}", with: day.description)
    return File(
      path: "Content/data/\(kind).yaml",
      text: "# yaml-language-server: $schema=../../.schemas/\(kind).schema.json\n\n" + text)
  }

  private func settings(_ isFrench: Bool) -> File {
    let name = title ?? (isFrench ? "Nouveau dossier" : "New dossier")
    let text = """
      # yaml-language-server: $schema=../.schemas/dossier.schema.json

      # The name by which feeds, calendars and graphs know the dossier: keep it when the title changes.
      id: \(Slug.proposal(for: name) ?? "dossier")
      title: \(Self.quoted(name))
      language: \(language.rawValue)
      description: >-
        \(isFrench ? "Ce que le dossier établit, en un paragraphe." : "What the dossier shows, in a paragraph.")
      as-of: \(day)
      law-date: \(day)
      last-change: \(day)
      presumption: >-
        \(isFrench ? "Toute personne visée par une procédure est présumée innocente." : "Everyone under a procedure is presumed innocent.")

      """
    return File(path: "Content/dossier.yaml", text: text)
  }

  /// A text between quotation marks of YAML.
  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  private func chapter(_ isFrench: Bool) -> File {
    isFrench
      ? File(path: "Content/chapters/01-les-faits.md", text: Self.frenchChapter)
      : File(path: "Content/chapters/01-the-facts.md", text: Self.englishChapter)
  }

  // MARK: - French

  private static let frenchChapter = """
    ---
    title: Les faits
    number: 1
    description: Ce qui s’est passé, et qui le dit.
    ---

    ## L’annonce {#annonce}

    Le [[actor:ministere]] publie un communiqué [@communique], daté dans la chronologie
    ([[event:e-01]]). L’affirmation [[claim:s-01]] en est tirée.

    """

  private static let frenchActors = """
    - id: ministere
      cote: A-01
      name: Ministère
      kind: institution
      description: L’administration qui a publié le communiqué.

    """

  private static let frenchEvents = """
    - id: e-01
      cote: E-01
      date: {DAY}
      title: Le [[actor:ministere]] publie un communiqué.
      kind: politics
      jurisdiction: fr
      actors: [ministere]
      sources: [communique]
      status: single-source

    """

  private static let frenchSources = """
    - id: communique
      cote: B-01
      publisher: Ministère
      title: Communiqué de presse
      date: {DAY}
      accessed: {DAY}
      kind: official
      level: primary

    """

  private static let frenchClaims = """
    - id: s-01
      cote: S-01
      text: Une mesure sera prise.
      nature: announcement
      speaker: ministere
      source: communique
      verdict: open

    """

  // MARK: - English

  private static let englishChapter = """
    ---
    title: The facts
    number: 1
    description: What happened, and who says so.
    ---

    ## The announcement {#announcement}

    The [[actor:ministry]] publishes a statement [@statement], dated in the timeline
    ([[event:e-01]]). The claim [[claim:s-01]] comes from it.

    """

  private static let englishActors = """
    - id: ministry
      cote: A-01
      name: Ministry
      kind: institution
      description: The administration that published the statement.

    """

  private static let englishEvents = """
    - id: e-01
      cote: E-01
      date: {DAY}
      title: The [[actor:ministry]] publishes a statement.
      kind: politics
      jurisdiction: fr
      actors: [ministry]
      sources: [statement]
      status: single-source

    """

  private static let englishSources = """
    - id: statement
      cote: B-01
      publisher: Ministry
      title: Press statement
      date: {DAY}
      accessed: {DAY}
      kind: official
      level: primary

    """

  private static let englishClaims = """
    - id: s-01
      cote: S-01
      text: A measure will be taken.
      nature: announcement
      speaker: ministry
      source: statement
      verdict: open

    """
}
