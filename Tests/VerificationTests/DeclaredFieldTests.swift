// Holds the walks of this module to the declarations of the model: every declared field that refers
// to a record is walked where it is written, and every declared Markdown field is read as prose. A new
// field without its place in a walk fails here.

import Diagnostics
import DossierModel
import Markdown
import Testing

@testable import Verification

@Suite struct DeclaredFieldTests {
  /// A value of a data file at the path of its field.
  private struct Value {
    let path: String
    let span: Span
    let text: String
  }

  /// The paths of all declared fields of some type, and their values in a dossier.
  private struct Walk {
    var declared = Set<String>()
    var values: [Value] = []

    init(_ files: VerificationFixtures.Files, _ sources: SourceMap, isWanted: (FieldType) -> Bool) {
      var spans: [String: SourceID] = [:]
      for raw in 0..<sources.count {
        let id = SourceID(raw: UInt32(raw))
        spans[sources.path(of: id)] = id
      }
      for (file, record) in DataModelReference.chapters {
        declare(record, record.name, isWanted)
        let stem = file.replacing(".yaml", with: "").replacing("/ID", with: "/")
        for path in files.texts.keys.sorted()
        where path.hasSuffix(".yaml")
          && (path == file || path.hasPrefix(stem + "/")
            || stem.hasSuffix("/") && path.hasPrefix(stem))
        {
          guard let id = spans[path] else { continue }
          let bytes = sources.bytes(of: id)
          var bag = DiagnosticBag()
          let tree = YAMLReader.read(id, bytes: bytes, range: bytes.indices, into: &bag)
          if let root = tree.root { visit(root, .record(record), record.name, isWanted) }
        }
      }
    }

    private mutating func declare(
      _ record: RecordDeclaration, _ path: String, _ isWanted: (FieldType) -> Bool
    ) {
      for field in record.fields {
        let own = "\(path).\(field.key)"
        if isWanted(field.type.leaf) { declared.insert(own) }
        for inner in field.type.records { declare(inner, own, isWanted) }
      }
    }

    private mutating func visit(
      _ node: DataNode, _ type: FieldType, _ path: String, _ isWanted: (FieldType) -> Bool
    ) {
      switch (node.content, type) {
      case (.list(let items), .list(let item)), (.list(let items), .oneOrMany(let item)):
        for node in items { visit(node, item, path, isWanted) }
      case (.list(let items), .record):
        for node in items { visit(node, type, path, isWanted) }
      case (_, .oneOrMany(let item)): visit(node, item, path, isWanted)
      case (.map(let entries), .record(let record)), (.map(let entries), .either(_, let record)):
        for entry in entries {
          guard let field = record.field(entry.key) else { continue }
          visit(entry.value, field.type, "\(path).\(entry.key)", isWanted)
        }
      case (.scalar(let scalar), .either(let item, _)) where isWanted(item):
        values.append(Value(path: path, span: node.span, text: scalar.text))
      case (.scalar(let scalar), _) where isWanted(type) && !scalar.isAbsent:
        values.append(Value(path: path, span: node.span, text: scalar.text))
      default: break
      }
    }
  }

  @Test func everyDeclaredReferenceIsWalked() async throws {
    let files = try ReferencePairTests.files()
    let (references, sources) = await ReferencePairTests.references(files)
    let walk = Walk(files, sources) { type in
      switch type {
      case .reference, .lawReference, .qualifiedReference: true
      default: false
      }
    }
    let written = Set(walk.values.map(\.path))
    #expect(walk.declared.count > 40)
    #expect(written == walk.declared, "not written: \(walk.declared.subtracting(written).sorted())")
    var walked: [SourceID: [WrittenReference]] = [:]
    for reference in references { walked[reference.span.source, default: []].append(reference) }
    for value in walk.values {
      let found = walked[value.span.source]?.contains { reference in
        value.span.start <= reference.span.start && reference.span.end <= value.span.end
          && value.text.hasSuffix(reference.slug)
      }
      #expect(found == true, "\(value.path): `\(value.text)` is not walked")
    }
  }

  @Test func everyDeclaredMarkdownFieldIsRead() async throws {
    let shipped = try VerificationFixtures.shipped()
    let loaded = await DossierLoader.load(
      shipped.texts.map { DossierFile(path: $0.key, text: $0.value) })
    let walk = Walk(shipped, loaded.sources) { type in
      if case .markdown = type { return true }
      return false
    }
    var read: [SourceID: [Span]] = [:]
    for text in ProseText.all(of: loaded.dossier) {
      for block in text.document.proseBlocks {
        read[block.span.source, default: []].append(block.span)
      }
    }
    for value in walk.values {
      let found = read[value.span.source]?.contains {
        $0.start >= value.span.start && $0.end <= value.span.end
      }
      #expect(found == true, "\(value.path): `\(value.text.prefix(40))` is not read")
    }
    #expect(Set(walk.values.map(\.path)).count > 20)
  }

  /// Each kind of record can be named in prose, and an unknown id of each kind is a fault where it
  /// stands, from a chapter and from a field of a record.
  @Test(arguments: EntityKind.referenceNames)
  func everyKindIsCheckedInProse(kind: String) async throws {
    let files = try ReferencePairTests.files()
    let chapter = "Content/chapters/02-complet.md"
    let glossary = "Content/data/glossary.yaml"
    let inChapter = await VerificationFixtures.check(
      files.with([chapter: (files.texts[chapter] ?? "") + "\nEncore [[\(kind):zz9]].\n"]))
    let inRecord = await VerificationFixtures.check(
      try files.replacing(
        "Ce que le mot veut dire.", with: "Ce que [[\(kind):zz9]] veut dire.", in: glossary))
    for (outcome, path) in [(inChapter, chapter), (inRecord, glossary)] {
      #expect(outcome.codes == ["R0101"], "\(kind): \(outcome.rendered)")
      let span = try #require(outcome.diagnostics.first?.primary?.span)
      #expect(outcome.sources.path(of: span.source) == path)
      #expect(outcome.sources.text(span) == "zz9")
    }
  }
}

extension FieldType {
  /// What the values of a list or choice of forms are, in the end.
  fileprivate var leaf: FieldType {
    switch self {
    case .list(let item), .oneOrMany(let item), .either(let item, _): item.leaf
    default: self
    }
  }
}
