// One file on its way into the dossier: from bytes to records, with what could not be read.

import Diagnostics
import Markdown

/// What one file gave.
struct DecodedFile: Sendable {
  var settings: DossierSettings?
  var acceptedFaults: [AcceptedFault] = []
  var matrix: Located<LiabilityMatrix>?
  var actors: [Actor] = []
  var events: [Event] = []
  var instruments: [Instrument] = []
  var provisions: [Provision] = []
  var measures: [Measure] = []
  var sources: [Source] = []
  var quotations: [Quotation] = []
  var claims: [Claim] = []
  var contradictions: [Contradiction] = []
  var limits: [Limit] = []
  var openPoints: [OpenPoint] = []
  var corrections: [Correction] = []
  var glossary: [Term] = []
  var chapters: [NumberedChapter] = []
  var archivedDocuments: [ArchivedDocument] = []
  /// The marks of the records, and of what is read as a whole.
  var marks: [EntityKind: [UInt64]] = [:]
  var wholeMarks: [UInt64] = []
  /// Ids that stand in parts of the file that could not be read.
  var unreadSlugs: [EntityKind: Set<String>] = [:]
  /// Kinds of which a part could not be read that names no id.
  var incompleteKinds: Set<EntityKind> = []

  /// Appends the records of another file.
  mutating func append(_ other: DecodedFile) {
    settings = settings ?? other.settings
    acceptedFaults += other.acceptedFaults
    actors += other.actors
    events += other.events
    instruments += other.instruments
    provisions += other.provisions
    measures += other.measures
    sources += other.sources
    quotations += other.quotations
    claims += other.claims
    contradictions += other.contradictions
    limits += other.limits
    openPoints += other.openPoints
    corrections += other.corrections
    glossary += other.glossary
    chapters += other.chapters
    archivedDocuments += other.archivedDocuments
    for (kind, own) in other.marks { marks[kind, default: []] += own }
    wholeMarks += other.wholeMarks
    unreadSlugs.merge(other.unreadSlugs) { $0.union($1) }
    incompleteKinds.formUnion(other.incompleteKinds)
  }
}

/// A chapter with the place of its number, which decides the order.
struct NumberedChapter: Sendable {
  let chapter: Chapter
  let number: Located<Int>?
  /// The mark of all but the text, and that of the text.
  var mark: UInt64 = 0
  var textMark: UInt64 = 0
}

/// A file to decode.
struct FileJob: Sendable {
  let path: String
  let source: SourceID
  let bytes: [UInt8]
  let role: FileRole
  let markdown: MarkdownOptions
  /// Whether records get marks, by which two states of a dossier are compared.
  var marks = false
  /// Whether the text of a chapter is left out.
  var skims = false

  /// Decodes the file.
  func decode(into bag: inout DiagnosticBag) -> DecodedFile {
    let session = DecodingSession(markdown: markdown)
    var file = DecodedFile()
    switch role {
    case .settings: decodeSettings(session, &file)
    case .baseline: decodeBaseline(session, &file)
    case .data(let kind): decodeData(kind, session, &file)
    case .chapter: file.chapters = [decodeChapter(session)]
    case .register: decodeRegister(session, &file)
    case .unknownData(let name):
      session.bag.add(.unknownDataFile(path, name: name, at: whole.startPoint))
    case .stray(let hint): session.bag.add(.strayFile(path, hint: hint, at: whole.startPoint))
    case .other, .media: break
    }
    bag.merge(session.bag)
    return file
  }

  private var whole: Span { Span(source: source, start: 0, end: bytes.count) }

  // MARK: - Records

  private func decodeSettings(_ session: DecodingSession, _ file: inout DecodedFile) {
    let tree = YAMLReader.read(
      source, bytes: bytes, range: bytes.indices, into: &session.bag)
    // Other files may be empty for a while; without settings there is no dossier.
    if tree.root.map(\.isAbsent) ?? tree.unread.isEmpty {
      session.bag.add(.settingsEmpty(at: whole.startPoint))
      return
    }
    guard let node = singleRecord(tree, session) else { return }
    file.settings = DossierSettings.decode(node, key: "dossier.yaml", in: session)
    if marks { file.wholeMarks = [DossierMarks.mark(bytes)] }
  }

  private func decodeBaseline(_ session: DecodingSession, _ file: inout DecodedFile) {
    let tree = YAMLReader.read(
      source, bytes: bytes, range: bytes.indices, into: &session.bag)
    if marks { file.wholeMarks = [DossierMarks.mark(bytes)] }
    guard let root = tree.root, !root.isAbsent else { return }
    let items: [DataNode]
    if case .list(let nodes) = root.content { items = nodes } else { items = [root] }
    file.acceptedFaults = items.compactMap {
      AcceptedFault.decode($0, key: "baseline.yaml", in: session)
    }
  }

  private func decodeRegister(_ session: DecodingSession, _ file: inout DecodedFile) {
    let tree = YAMLReader.read(
      source, bytes: bytes, range: bytes.indices, into: &session.bag)
    noteUnread(tree, .archivedDocument, &file)
    guard let node = singleRecord(tree, session) else { return }
    if let document = ArchivedDocument.decode(node, key: path, in: session) {
      file.archivedDocuments = [document]
      if marks { file.marks[.archivedDocument] = [DossierMarks.mark(bytes)] }
    } else {
      file.incompleteKinds.insert(.archivedDocument)
    }
  }

  private func decodeData(
    _ kind: DataFileKind, _ session: DecodingSession, _ file: inout DecodedFile
  ) {
    let tree = dataTree(kind, session)
    if let entityKind = kind.entityKind { noteUnread(tree, entityKind, &file) }
    switch kind {
    case .actors: file.actors = records(tree, session, &file)
    case .events: file.events = records(tree, session, &file)
    case .instruments: file.instruments = records(tree, session, &file)
    case .provisions: file.provisions = records(tree, session, &file)
    case .measures: file.measures = records(tree, session, &file)
    case .sources: file.sources = records(tree, session, &file)
    case .quotations: file.quotations = records(tree, session, &file)
    case .claims: file.claims = records(tree, session, &file)
    case .contradictions: file.contradictions = records(tree, session, &file)
    case .limits: file.limits = records(tree, session, &file)
    case .openPoints: file.openPoints = records(tree, session, &file)
    case .corrections: file.corrections = records(tree, session, &file)
    case .glossary: file.glossary = records(tree, session, &file)
    case .matrix:
      guard let node = singleRecord(tree, session) else { return }
      file.matrix = LiabilityMatrix.decode(node, key: "matrix.yaml", in: session)
        .map { Located($0, at: node.span) }
      if marks { file.wholeMarks = [DossierMarks.mark(bytes)] }
    }
  }

  /// The values of a data file: YAML, or CSV where the kind is one of a spreadsheet's.
  private func dataTree(_ kind: DataFileKind, _ session: DecodingSession) -> YAMLTree {
    if let record = kind.spreadsheetRecord, path.hasSuffix(".csv") {
      ControlCharacters.report(in: bytes, range: bytes.indices, into: &session.bag) {
        Span(source: source, start: $0.lowerBound, end: $0.upperBound)
      }
      return YAMLTree(
        root: CSVReader.read(source, bytes: bytes, record: record, into: &session.bag), unread: [])
    }
    return YAMLReader.read(source, bytes: bytes, range: bytes.indices, into: &session.bag)
  }

  /// The records of a file that holds a list of them, or one.
  private func records<Value: DecodableRecord & Entity>(
    _ tree: YAMLTree, _ session: DecodingSession, _ file: inout DecodedFile
  ) -> [Value] {
    guard let root = tree.root, !root.isAbsent else {
      if tree.unread.isEmpty { session.bag.add(.emptyFile(at: whole.startPoint)) }
      return []
    }
    let items: [DataNode]
    if case .list(let nodes) = root.content { items = nodes } else { items = [root] }
    return items.compactMap { node in
      let value = Value.decode(node, key: path, in: session)
      if value == nil {
        file.incompleteKinds.insert(Value.kind)
      } else if marks {
        file.marks[Value.kind, default: []].append(mark(of: node))
      }
      return value
    }
  }

  /// The mark of a record: that of its own lines, or of the whole table where its columns are named
  /// elsewhere.
  private func mark(of node: DataNode) -> UInt64 {
    if path.hasSuffix(".csv") { return DossierMarks.mark(bytes) }
    return DossierMarks.mark(bytes[Int(node.span.start)..<min(bytes.count, Int(node.span.end))])
  }

  /// The record of a file that holds one.
  private func singleRecord(_ tree: YAMLTree, _ session: DecodingSession) -> DataNode? {
    guard let root = tree.root, !root.isAbsent else {
      if tree.unread.isEmpty { session.bag.add(.emptyFile(at: whole.startPoint)) }
      return nil
    }
    if case .list(let items) = root.content {
      if items.count == 1 { return items[0] }
      session.bag.add(.severalRecords(path, at: root.span.startPoint))
      return nil
    }
    return root
  }

  /// Notes the ids that stand in unread parts, so that references to them are not reported too.
  private func noteUnread(_ tree: YAMLTree, _ kind: EntityKind, _ file: inout DecodedFile) {
    for span in tree.unread {
      let slugs = slugs(in: Int(span.start)..<min(Int(span.end), bytes.count))
      if slugs.isEmpty { file.incompleteKinds.insert(kind) }
      file.unreadSlugs[kind, default: []].formUnion(slugs)
    }
  }

  /// The values of lines `id: x` and `- id: x`.
  private func slugs(in range: Range<Int>) -> Set<String> {
    var slugs: Set<String> = []
    for line in bytes[range].split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      let text = line.drop { $0 == 0x20 || $0 == UInt8(ascii: "-") }
      guard text.starts(with: Array("id:".utf8)) else { continue }
      let value = text.dropFirst(3).drop { !Slug.isSlugByte($0) }.prefix(while: Slug.isSlugByte)
      if !value.isEmpty { slugs.insert(String(decoding: value, as: UTF8.self)) }
    }
    return slugs
  }

  // MARK: - Chapters

  private func decodeChapter(_ session: DecodingSession) -> NumberedChapter {
    let split = FrontMatter(splitting: bytes)
    let text = skims ? split.body.lowerBound..<split.body.lowerBound : split.body
    if let offset = UTF8Check.firstInvalidOffset(bytes, in: text) {
      session.bag.add(.notUTF8(at: Span(source: source, start: offset, end: offset + 1)))
    }
    ControlCharacters.report(in: bytes, range: text, into: &session.bag) {
      Span(source: source, start: $0.lowerBound, end: $0.upperBound)
    }
    let front = frontMatter(split, session)
    let bodySpan = Span(
      source: source, start: text.lowerBound, end: text.upperBound)
    let body = parseMarkdown(
      Array(bytes[text]), origin: TextOrigin(verbatim: bodySpan), options: markdown, file: bytes,
      into: &session.bag)
    let stem = Self.stem(of: path)
    let place = whole.startPoint
    if front?.slug == nil, !Slug.isValid(stem) {
      session.bag.add(.fileName(path, at: place))
    }
    let slug = front?.slug ?? Located(stem, at: place)
    let chapter = Chapter(
      identity: Identity(
        slug: slug.value, span: slug.span, cote: nil, aliases: front?.aliases ?? [],
        visibility: front?.visibility ?? .published),
      path: path, source: source, number: front?.number?.value ?? 0, title: front?.title ?? stem,
      short: front?.short,
      description: front?.description
        ?? MarkdownText(
          document: parseMarkdown(
            [], origin: TextOrigin(opaque: place), options: markdown, into: &session.bag),
          span: place, source: ""),
      lawDate: front?.lawDate, isLawPinned: front?.isLawPinned ?? false,
      lawRead: front?.lawRead, presumption: front?.presumption ?? false,
      anchorAliases: front?.anchorAliases ?? [], reviewBy: front?.reviewBy, text: body)
    var numbered = NumberedChapter(chapter: chapter, number: front?.number)
    if marks, !skims {
      numbered.mark = DossierMarks.mark(
        Array(path.utf8) + [0] + bytes[..<split.body.lowerBound]
          + Array(" \(body.readingMinutes) \(body.numberedParagraphCount)".utf8))
      numbered.textMark = DossierMarks.mark(bytes[split.body])
    }
    return numbered
  }

  private func frontMatter(
    _ split: FrontMatter, _ session: DecodingSession
  ) -> ChapterFrontMatter? {
    if split.isUnclosed {
      session.bag.add(.frontMatterOpen(at: Span(source: source, start: 0, end: 3)))
      return nil
    }
    guard !split.content.isEmpty else {
      session.bag.add(.frontMatterMissing(at: whole.startPoint))
      return nil
    }
    let tree = YAMLReader.read(
      source, bytes: bytes, range: split.content, into: &session.bag)
    guard let node = singleRecord(tree, session) else { return nil }
    return ChapterFrontMatter.decode(node, key: "front matter", in: session)
  }

  /// The file name without folder, extension and the digits and hyphen at its start.
  private static func stem(of path: String) -> String {
    var name = path.utf8[...]
    if let slash = name.lastIndex(of: UInt8(ascii: "/")) { name = name[slash...].dropFirst() }
    if name.suffix(3).elementsEqual(".md".utf8) { name = name.dropLast(3) }
    let rest = name.drop { (0x30...0x39).contains($0) }
    let isNumbered = rest.startIndex > name.startIndex && rest.first == UInt8(ascii: "-")
    return String(decoding: isNumbered ? rest.dropFirst() : name, as: UTF8.self)
  }
}
