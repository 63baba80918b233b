// Which file holds what: the names of data files and the part a path plays in a dossier.

import Diagnostics

/// The kinds of data file in `Content/data/`, named like the file.
package enum DataFileKind: String, CaseIterable, Sendable {
  case actors, events, instruments, provisions, matrix, measures, sources, quotations, claims
  case contradictions, limits
  case openPoints = "open-points"
  case corrections, glossary

  /// The names, for messages and suggestions.
  package static let names = allCases.map(\.rawValue)

  /// The kind of its records; `nil` for the matrix.
  package var entityKind: EntityKind? {
    EntityKind.allCases.first { $0.dataFileName == rawValue }
  }

  /// The keys of its records where they may also be kept in a spreadsheet, as CSV.
  var spreadsheetRecord: RecordDeclaration? {
    switch self {
    case .actors: Actor.declaration
    case .events: Event.declaration
    case .sources: Source.declaration
    case .instruments, .provisions, .matrix, .measures, .quotations, .claims, .contradictions,
      .limits, .openPoints, .corrections, .glossary:
      nil
    }
  }
}

/// The part a file plays, told by its path below the dossier's folder.
enum FileRole: Sendable {
  case settings
  /// `Content/baseline.yaml`: accepted faults.
  case baseline
  case data(DataFileKind)
  case chapter
  case register
  /// A YAML file in `Content/data/` whose name is no kind.
  case unknownData(name: String)
  /// A file of the dossier's folders that no stage reads.
  case stray(hint: Wording)
  /// A file that the site takes as it is; its path below `Content`.
  case media(path: String)
  /// A file that is nobody's fault: licences, the captured documents themselves.
  case other

  /// Whether the file is a chapter.
  var isChapter: Bool {
    if case .chapter = self { true } else { false }
  }

  /// Tells the part of a path such as `Content/data/actors.yaml`.
  init(path: String) {
    if Self.isPlainlyChapter(path) {
      self = .chapter
      return
    }
    let parts = path.split(separator: "/").map(String.init)
    let name = parts.last ?? ""
    guard parts.count > 1, !Self.isAbout(name) else {
      self = .other
      return
    }
    switch (parts[0], parts[1]) {
    case ("Content", "dossier.yaml") where parts.count == 2: self = .settings
    case ("Content", "baseline.yaml") where parts.count == 2: self = .baseline
    case ("Content", "data") where parts.count > 2:
      self = Self.data(parts[2], name: name, isFolder: parts.count > 3)
    case ("Content", "chapters") where parts.count > 2:
      self =
        name.hasSuffix(".md")
        ? .chapter
        : .stray(
          hint: Self.nameInLowerCase(name, ending: ".md").map {
            Wording("rename it to `\($0)`", fr: "renommez-le en `\($0)`")
          }
            ?? Wording(
              "chapters are `.md` files; put images in `Content/media/`",
              fr: "les chapitres sont des fichiers `.md` ; mettez les images dans `Content/media/`")
        )
    case ("Content", "media"): self = .media(path: parts.dropFirst().joined(separator: "/"))
    case ("Content", _):
      self = .stray(
        hint: Wording(
          "`Content` holds `dossier.yaml` and the folders `chapters`, `data` and `media`",
          fr: "`Content` contient `dossier.yaml` et les dossiers `chapters`, `data` et `media`"))
    case ("seeds", _): self = name.hasSuffix(".yaml") ? .register : .other
    default: self = .other
    }
  }

  private static func data(_ first: String, name: String, isFolder: Bool) -> FileRole {
    let stem = name.split(separator: ".", omittingEmptySubsequences: false).dropLast()
    let kindName = isFolder ? first : stem.joined(separator: ".")
    let kind = DataFileKind(rawValue: kindName)
    if name.hasSuffix(".csv") {
      if let kind, kind.spreadsheetRecord != nil { return .data(kind) }
      return .stray(
        hint: Wording(
          "as CSV are read: `actors.csv`, `events.csv` and `sources.csv`",
          fr: "sont lus en CSV : `actors.csv`, `events.csv` et `sources.csv`"))
    }
    guard name.hasSuffix(".yaml") else {
      if let right = nameInLowerCase(name, ending: ".yaml") {
        return .stray(hint: Wording("rename it to `\(right)`", fr: "renommez-le en `\(right)`"))
      }
      return .stray(
        hint: name.hasSuffix(".yml")
          ? Wording("rename it to `.yaml`", fr: "renommez-le en `.yaml`")
          : Wording(
            "data files are YAML, with names such as `actors.yaml`",
            fr: "les fichiers de données sont en YAML, avec des noms tels que `actors.yaml`"))
    }
    return kind.map(FileRole.data) ?? .unknownData(name: kindName)
  }

  /// The name with its ending in lower case, where only that is wrong: `facts.MD`.
  private static func nameInLowerCase(_ name: String, ending: String) -> String? {
    guard name.lowercased().hasSuffix(ending), !name.hasSuffix(ending) else { return nil }
    return name.dropLast(ending.count) + ending
  }

  /// Whether a folder has a name by which its author takes it for a file that is read.
  static func isNamedLikeFile(folder path: String) -> Bool {
    if path.hasPrefix("Content/media/") { return false }
    let name = path.lowercased()
    return [".md", ".yaml", ".yml", ".csv"].contains { name.hasSuffix($0) }
  }

  /// Whether a file only speaks about the folder it lies in.
  /// Whether a path is that of a chapter, told without taking it apart: by far the most files are.
  private static func isPlainlyChapter(_ path: String) -> Bool {
    let bytes = path.utf8
    guard bytes.starts(with: chapterFolder), bytes.suffix(3).elementsEqual(".md".utf8),
      let slash = bytes.lastIndex(of: 0x2F)
    else { return false }
    // Names in capitals may be those of files that are about the folder.
    let first = bytes[bytes.index(after: slash)]
    return !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first)
  }

  private static let chapterFolder = Array("Content/chapters/".utf8)

  private static func isAbout(_ name: String) -> Bool {
    ["LICENSE", "README", "NOTICE", "CHANGELOG"].contains { name.hasPrefix($0) }
  }
}
