// From the files of a folder to a `Dossier`: which files are read, in which order records stand,
// and which ids and marks are given twice. The only part of the module that touches the disk.

package import Diagnostics
import FileSystem
import Markdown

/// A file of a dossier: its path below the dossier's folder, with `/`, and its bytes.
package struct DossierFile: Sendable {
  /// The path, such as `Content/data/actors.yaml`.
  package let path: String
  /// The whole file.
  package let bytes: [UInt8]
  /// What tells this state of the file from others; `nil` for one that may be written just now.
  var stamp: FileStamp?

  /// Makes a file of bytes.
  package init(path: String, bytes: [UInt8]) {
    self.init(path: path, bytes: bytes, stamp: nil)
  }

  init(path: String, bytes: [UInt8], stamp: FileStamp?) {
    self.path = path
    self.bytes = bytes
    self.stamp = stamp
  }

  /// Makes a file of text.
  package init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }
}

/// A dossier with the texts it was read from and what was found wrong with them.
package struct LoadedDossier: Sendable {
  /// What could be read; empty where nothing could.
  package internal(set) var dossier: Dossier
  /// The files; later stages add their own texts.
  package var sources: SourceMap
  /// Everything found wrong so far.
  package var diagnostics: DiagnosticBag
  /// The marks of what was read, where they were asked for.
  package internal(set) var marks = DossierMarks()

  /// The language of the dossier; `nil` when no file with its settings was found.
  package var language: DossierLanguage? {
    let hasSettings = (0..<sources.count).contains {
      sources.path(of: SourceID(raw: UInt32($0))) == "Content/dossier.yaml"
    }
    return hasSettings ? dossier.settings.language : nil
  }
}

/// What the machine could not read, so that nothing is concluded from its absence.
private struct UnreadFiles {
  var kinds: Set<EntityKind> = []
  var includesSettings = false

  /// Notes a file.
  mutating func note(_ role: FileRole) {
    switch role {
    case .settings: includesSettings = true
    case .data(let kind): kinds.formUnion(kind.entityKind.map { [$0] } ?? [])
    case .chapter: kinds.insert(.chapter)
    case .register: kinds.insert(.archivedDocument)
    case .baseline, .unknownData, .stray, .media, .other: break
    }
  }

  /// Notes a folder whose files are not known.
  mutating func noteFolder(_ name: String) {
    if name == "seeds" {
      kinds.insert(.archivedDocument)
    } else {
      kinds.formUnion(EntityKind.allCases)
      includesSettings = true
    }
  }
}

/// Loads dossiers.
package enum DossierLoader {
  /// Loads the dossier in a folder: `Content/` and, where there is one, `seeds/`.
  ///
  /// Faults are in the diagnostics, never thrown; one faulty file never hides another.
  /// - Parameters:
  ///   - folder: The folder that holds `Content`.
  ///   - workerCount: How many files are decoded at once; the outcome does not depend on it.
  ///   - marks: Whether what was read gets marks, by which a later state is compared.
  package static func load(
    folder: String, workerCount: Int = 1, marks: Bool = false
  ) async -> LoadedDossier {
    var memory: LoaderMemory?
    return await load(folder: folder, workerCount: workerCount, memory: &memory, marks: marks)
  }

  /// Loads the dossier in a folder again; files that stand in the memory as they are on the disk are
  /// not decoded again.
  ///
  /// - Parameters:
  ///   - folder: The folder that holds `Content`.
  ///   - workerCount: How many files are decoded at once.
  ///   - memory: What was loaded last; receives what is loaded now. `nil` remembers nothing.
  ///   - skims: Whether the texts of chapters are left out, for a first look.
  ///   - marks: Whether what was read gets marks; with a memory it always does.
  package static func load(
    folder: String, workerCount: Int, memory: inout LoaderMemory?, skims: Bool = false,
    marks: Bool = false
  ) async -> LoadedDossier {
    var bag = DiagnosticBag()
    guard Directory.exists(folder) else {
      bag.add(.missingFolder(folder))
      return LoadedDossier(dossier: .empty, sources: SourceMap(), diagnostics: bag)
    }
    guard Directory.exists(PathName.join(folder, "Content")) else {
      bag.add(.contentMissing(folder))
      return LoadedDossier(dossier: .empty, sources: SourceMap(), diagnostics: bag)
    }
    var files: [DossierFile] = []
    var unread = UnreadFiles()
    for name in ["Content", "seeds"] {
      let below = PathName.join(folder, name)
      guard Directory.exists(below) else { continue }
      do throws(Diagnostic) {
        let listing = try Directory.listing(below: below)
        let first = files.count
        for entry in listing.files {
          let path = name + "/" + entry.path
          if skims, case .chapter = FileRole(path: path) {
            files.append(DossierFile(path: path, bytes: []))
          } else {
            read(path, entry, in: folder, memory, into: &files, &unread, &bag)
          }
        }
        if skims {
          await readHeads(of: &files, from: first, in: folder, workerCount: workerCount, into: &bag)
        }
        reportUnread(listing, in: name, into: &bag)
      } catch {
        bag.add(error)
        unread.noteFolder(name)
      }
    }
    var loaded = await load(
      files, unread: unread, workerCount: workerCount, memory: &memory, skims: skims, marks: marks)
    bag.merge(loaded.diagnostics)
    loaded.diagnostics = bag
    return loaded
  }

  /// The language of the dossier in a folder, from its settings alone: for words that come before the
  /// dossier is read. `nil` where the settings cannot be read or name none.
  package static func language(folder: String) -> DossierLanguage? {
    let path = PathName.join(folder, "Content/dossier.yaml")
    guard let bytes = try? FileReader.read(path) else { return nil }
    var ignored = DiagnosticBag()
    let tree = YAMLReader.read(
      SourceID(raw: 0), bytes: bytes, range: bytes.indices, into: &ignored)
    guard case .map(let entries)? = tree.root?.content,
      case .scalar(let scalar)? = entries.first(where: { $0.key == "language" })?.value.content
    else { return nil }
    return DossierLanguage(rawValue: scalar.text)
  }

  /// Names what lies in a folder and is no file: links to folders, pipes, and folders whose names
  /// are those of files.
  private static func reportUnread(
    _ listing: FolderListing, in name: String, into bag: inout DiagnosticBag
  ) {
    for path in listing.folderLinks {
      bag.add(
        .strayFile(
          name + "/" + path,
          hint: Wording(
            "it is a link to a folder: put the folder itself here",
            fr: "c'est un lien vers un dossier : mettez ici le dossier lui-même"), at: nil))
    }
    for path in listing.specialFiles {
      bag.add(
        .strayFile(
          name + "/" + path,
          hint: Wording(
            "it is a pipe, a socket or a device: put a file here",
            fr: "c'est un tube, une prise ou un périphérique : mettez ici un fichier"), at: nil))
    }
    for path in listing.folders where FileRole.isNamedLikeFile(folder: name + "/" + path) {
      bag.add(
        .strayFile(
          name + "/" + path,
          hint: Wording(
            "it is a folder with the name of a file: put a file here, or rename the folder",
            fr: "c'est un dossier au nom de fichier : mettez ici un fichier, ou renommez le dossier"
          ),
          at: nil))
    }
  }

  /// Reads one file if a stage needs its bytes.
  private static func read(
    _ path: String, _ entry: FileEntry, in folder: String, _ memory: LoaderMemory?,
    into files: inout [DossierFile], _ unread: inout UnreadFiles, _ bag: inout DiagnosticBag
  ) {
    let role = FileRole(path: path)
    switch role {
    case .other: return
    case .stray, .media: files.append(DossierFile(path: path, bytes: []))
    case .settings, .baseline, .data, .chapter, .register, .unknownData:
      if let known = memory?.bytes(path, stamp: entry.stamp) {
        files.append(DossierFile(path: path, bytes: known, stamp: entry.stamp))
        return
      }
      let moment = TreeStamp.now
      do throws(Diagnostic) {
        var file = DossierFile(
          path: path,
          bytes: try FileReader.read(PathName.join(folder, path), limit: FileReader.textLimit))
        file.stamp = entry.stamp.isSettled(before: moment) ? entry.stamp : nil
        files.append(file)
      } catch {
        bag.add(error)
        unread.note(role)
      }
    }
  }

  /// Reads chapters as far as their front matter goes, several at once.
  private static func readHeads(
    of files: inout [DossierFile], from first: Int, in folder: String, workerCount: Int,
    into bag: inout DiagnosticBag
  ) async {
    let paths = files[first...].map { $0.bytes.isEmpty ? $0.path : "" }
    let heads = await PhaseMap.map(paths, workerCount: workerCount, into: &bag, makeState: {}) {
      path, _, bag -> [UInt8]? in
      guard case .chapter = FileRole(path: path) else { return nil }
      do throws(Diagnostic) {
        let path = PathName.join(folder, path)
        let head = try FileReader.read(path, limit: FileReader.textLimit, upTo: headSize)
        if head.count < headSize || !FrontMatter(splitting: head).isUnclosed { return head }
        return try FileReader.read(path, limit: FileReader.textLimit)
      } catch {
        bag.add(error)
        return nil
      }
    }
    for (index, head) in heads.enumerated() {
      if let head { files[first + index] = DossierFile(path: paths[index], bytes: head) }
    }
  }

  /// How many bytes of a chapter are read for its front matter.
  private static let headSize = 4_096

  /// Loads a dossier from files in memory.
  ///
  /// - Parameters:
  ///   - files: In any order; records stand in the order of the paths' bytes.
  ///   - workerCount: How many files are decoded at once.
  package static func load(
    _ files: [DossierFile], workerCount: Int = 1
  ) async -> LoadedDossier {
    var memory: LoaderMemory?
    return await load(
      files, unread: UnreadFiles(), workerCount: workerCount, memory: &memory)
  }

  private static func load(
    _ files: [DossierFile], unread: UnreadFiles, workerCount: Int, memory: inout LoaderMemory?,
    skims: Bool = false, marks: Bool = false
  ) async -> LoadedDossier {
    var sources = SourceMap()
    var bag = DiagnosticBag()
    let ordered = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    var markdown = MarkdownOptions(profile: .dossier, language: .fr)
    var jobs: [FileJob] = []
    var hasSettings = false
    var stamps: [FileStamp?] = []
    var mediaPaths = Set<String>()
    var roles: [FileRole] = []
    for file in ordered {
      let role = FileRole(path: file.path)
      if case .other = role { continue }
      if case .media(let path) = role {
        mediaPaths.insert(path)
        continue
      }
      let source = sources.add(path: file.path, bytes: file.bytes)
      stamps.append(file.stamp)
      roles.append(role)
      if case .settings = role {
        hasSettings = true
        prepare(&markdown, from: file.bytes, source)
      }
    }
    for (index, role) in roles.enumerated() {
      let source = SourceID(raw: UInt32(index))
      jobs.append(
        FileJob(
          path: sources.path(of: source), source: source, bytes: sources.bytes(of: source),
          role: role, markdown: markdown, marks: marks || memory != nil,
          skims: skims && role.isChapter))
    }
    if !hasSettings, !unread.includesSettings { bag.add(.settingsMissing()) }
    let known = memory
    // Files of data are few and large: they go first, the largest before all, so that no worker is
    // left alone with one.
    let large = jobs.indices.filter { !jobs[$0].role.isChapter }
      .sorted { (-jobs[$0].bytes.count, $0) < (-jobs[$1].bytes.count, $1) }
    let order = large + jobs.indices.filter { jobs[$0].role.isChapter }
    var none = DiagnosticBag()
    let made = await PhaseMap.map(
      order, leading: large.count, workerCount: workerCount, into: &none, makeState: {}
    ) { [jobs] index, _, _ in
      var own = DiagnosticBag()
      let job = jobs[index]
      return known?.decoded(job) ?? LoaderMemory.Decoded(file: job.decode(into: &own), bag: own)
    }
    var places = [Int](repeating: 0, count: jobs.count)
    for (place, index) in order.enumerated() { places[index] = place }
    let decoded = places.map { made[$0] }
    for file in decoded { bag.merge(file.bag) }
    if memory != nil { memory = LoaderMemory(jobs, stamps, decoded) }
    var marks = DossierMarks()
    let dossier = assemble(
      decoded.map(\.file), mediaPaths: mediaPaths, unread: unread, &marks, into: &bag)
    var loaded = LoadedDossier(dossier: dossier, sources: sources, diagnostics: bag)
    loaded.marks = marks
    return loaded
  }

  /// Takes from `dossier.yaml`, read ahead, what decides how Markdown is read: the language and the
  /// HTML elements that pass. Faults are reported when the file is decoded.
  private static func prepare(
    _ markdown: inout MarkdownOptions, from bytes: [UInt8], _ source: SourceID
  ) {
    var ignored = DiagnosticBag()
    let tree = YAMLReader.read(source, bytes: bytes, range: bytes.indices, into: &ignored)
    guard case .map(let entries)? = tree.root?.content else { return }
    for entry in entries {
      switch (entry.key, entry.value.content) {
      case ("language", .scalar(let scalar)):
        markdown.language = DossierLanguage(rawValue: scalar.text) == .english ? .en : .fr
      case ("html-elements", .list(let items)):
        for case .scalar(let scalar) in items.map(\.content) {
          if PassingElement(rawValue: scalar.text) != nil {
            markdown.htmlElements.insert(scalar.text)
          }
        }
      default: break
      }
    }
  }

  // MARK: - Assembly

  private static func assemble(
    _ files: [DecodedFile], mediaPaths: Set<String>, unread: UnreadFiles,
    _ marks: inout DossierMarks, into bag: inout DiagnosticBag
  ) -> Dossier {
    var all = DecodedFile()
    all.incompleteKinds = unread.kinds
    var matrix: Located<LiabilityMatrix>?
    for file in files {
      all.append(file)
      if let found = file.matrix {
        if matrix == nil {
          matrix = found
        } else {
          bag.add(.severalRecords("matrix.yaml", at: found.span.startPoint))
        }
      }
    }
    let chapters = inOrder(all.chapters, &bag)
    marks.whole = all.wholeMarks
    marks.records = all.marks
    marks.records[.chapter] = chapters.map(\.mark)
    for chapter in chapters { marks.texts[chapter.chapter.source.raw] = chapter.textMark }
    let dossier = Dossier(
      settings: all.settings ?? .missing,
      actors: EntityTable(all.actors), events: EntityTable(all.events),
      instruments: EntityTable(all.instruments), provisions: EntityTable(all.provisions),
      measures: EntityTable(all.measures),
      sources: EntityTable(all.sources), quotations: EntityTable(all.quotations),
      claims: EntityTable(all.claims), contradictions: EntityTable(all.contradictions),
      limits: EntityTable(all.limits), openPoints: EntityTable(all.openPoints),
      corrections: EntityTable(all.corrections),
      glossary: EntityTable(all.glossary), chapters: EntityTable(chapters.map(\.chapter)),
      archivedDocuments: EntityTable(all.archivedDocuments), matrix: matrix?.value,
      acceptedFaults: all.acceptedFaults, mediaPaths: mediaPaths,
      incompleteKinds: all.incompleteKinds, unreadSlugs: all.unreadSlugs)
    reportDuplicates(in: dossier, into: &bag)
    return dossier
  }

  /// The chapters by number, then by path; reports numbers given twice.
  private static func inOrder(
    _ chapters: [NumberedChapter], _ bag: inout DiagnosticBag
  ) -> [NumberedChapter] {
    var first: [Int: Span] = [:]
    for chapter in chapters {
      guard let number = chapter.number else { continue }
      if let place = first[number.value] {
        bag.add(.duplicateChapterNumber(number.value, at: number.span, first: place))
      } else {
        first[number.value] = number.span
      }
    }
    return chapters.sorted {
      let (left, right) = ($0.chapter, $1.chapter)
      return left.number != right.number
        ? left.number < right.number : left.path.utf8.lexicographicallyPrecedes(right.path.utf8)
    }
  }

  /// Reports ids given twice within a kind (law: provisions and instruments together), old ids in
  /// use, and printed marks given twice in the dossier.
  private static func reportDuplicates(in dossier: Dossier, into bag: inout DiagnosticBag) {
    var cotes: [String: Span] = [:]
    var referenceNames: [String] = []
    for kind in EntityKind.allCases where !referenceNames.contains(kind.referenceName) {
      referenceNames.append(kind.referenceName)
      let kinds = EntityKind.kinds(referenceName: kind.referenceName)
      let words = kinds.count == 1 ? kind.words : Wording("law", fr: "texte ou disposition")
      let identities = kinds.flatMap(dossier.keys(of:)).map(dossier.identity(of:))
      var slugs: [String: Span] = [:]
      for identity in identities {
        if let first = slugs[identity.slug] {
          bag.add(
            .duplicateIdentifier(identity.slug, kind: words, at: identity.span, first: first))
        } else {
          slugs[identity.slug] = identity.span
        }
      }
      for identity in identities {
        for alias in identity.aliases {
          if let first = slugs[alias.value] {
            bag.add(.aliasTaken(alias.value, kind: words, at: alias.span, first: first))
          } else {
            slugs[alias.value] = alias.span
          }
        }
        guard let cote = identity.cote else { continue }
        if let first = cotes[cote.value] {
          bag.add(.duplicateCote(cote.value, at: cote.span, first: first))
        } else {
          cotes[cote.value] = cote.span
        }
      }
    }
  }
}
