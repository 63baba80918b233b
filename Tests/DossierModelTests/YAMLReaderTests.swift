// Reading YAML: styles, positions inside scalars, recovery, refusals.

import Diagnostics
import DossierModel
import TestSupport
import Testing

@Suite struct YAMLReaderTests {
  private func read(_ text: String) -> (tree: YAMLTree, bag: DiagnosticBag) {
    var bag = DiagnosticBag()
    let bytes = Array(text.utf8)
    let tree = YAMLReader.read(
      SourceID(raw: 0), bytes: bytes, range: bytes.indices, into: &bag)
    return (tree, bag)
  }

  private func scalars(_ node: DataNode?) -> [DataScalar] {
    switch node?.content {
    case .scalar(let scalar): [scalar]
    case .list(let items): items.flatMap { scalars($0) }
    case .map(let entries): entries.flatMap { scalars($0.value) }
    case .unreadable, nil: []
    }
  }

  @Test(arguments: [
    ("a: été à Noël", "été à Noël"),
    ("a: deux mots\n  et deux\n\n  autres", "deux mots et deux\nautres"),
    ("a: 'l''été  '", "l'été  "),
    ("a: 'un\n\n  deux'", "un\ndeux"),
    ("a: \"l\\u2019été \\\"dit\\\" \\n fin\"", "l’été \"dit\" \n fin"),
    ("a: \"un \\\n   deux\n   trois\"", "un deux trois"),
    ("a: |\n  un\n\n    deux\n  trois\n", "un\n\n  deux\ntrois\n"),
    ("a: |2\n    un\n   deux\n", "  un\n deux\n"),
    ("a: |-\n  sans fin\n\n", "sans fin"),
    ("a: |+\n  avec fin\n\n", "avec fin\n\n"),
    ("a: >-\n  été un\n  deux\n\n  trois\n   quatre\n", "été un deux\ntrois\n quatre"),
    ("a: > # remarque\n  un\n  deux\n", "un deux\n"),
    ("a: [b: c]", "c"), ("a: {b: «é»}", "«é»"),
    ("a: |\r\n  un\r\n  deux\r\n", "un\ndeux\n"),
    ("\u{FEFF}a: b", "b"), ("a: x # y", "x"), ("a: x#y", "x#y"), ("a: no", "no"),
    ("a: 010", "010"), ("a: 1:30", "1:30"), ("a: 2026-01-02", "2026-01-02"),
  ])
  func scalarsKeepTheirPlaces(text: String, expected: String) throws {
    let (tree, bag) = read(text)
    #expect(bag.isEmpty)
    let scalar = try #require(scalars(tree.root).first)
    #expect(scalar.text == expected)
    #expect(!scalar.origin.pieces.isEmpty, "the places inside the text are lost")
    checkPlaces(scalar, in: Array(text.utf8))
  }

  /// Every letter of a scalar lies where its origin says, unless it was written as an escape.
  private func checkPlaces(_ scalar: DataScalar, in bytes: [UInt8]) {
    var last = 0
    for (offset, byte) in scalar.bytes.enumerated() where byte > 0x20 {
      guard let place = scalar.origin.sourceOffset(offset) else { continue }
      #expect(place >= last && place < bytes.count)
      last = place
      if scalar.style != .doubleQuoted { #expect(bytes[place] == byte) }
    }
  }

  @Test func positionsAreBytesAfterWideCharacters() throws {
    let text = "é: «été»\nœ:\n  - 🦉 x\n  - y\n"
    let (tree, _) = read(text)
    let bytes = Array(text.utf8)
    for scalar in scalars(tree.root) {
      let span = scalar.origin.whole
      #expect(Array(bytes[Int(span.start)..<Int(span.end)]) == scalar.bytes)
    }
  }

  @Test func absentValues() {
    for text in ["a:", "a: ~", "a: null", "a: # rien"] {
      guard case .map(let entries) = read(text).tree.root?.content else {
        Issue.record("no record in \(text)")
        continue
      }
      #expect(entries[0].value.isAbsent, "\(text)")
    }
    for text in ["a: ''", "a: \"~\"", "a: 'null'", "a: no"] {
      guard case .map(let entries) = read(text).tree.root?.content else { continue }
      #expect(!entries[0].value.isAbsent, "\(text)")
    }
  }

  @Test func aListGoesOnAfterASyntaxError() {
    let (tree, bag) = read(
      """
      - id: a
      - id: b
        name: x: y
        other: z
      - id: c
        name: "open
      - id: d
      - id: e
        name: [1, 2
      - id: f
      """)
    #expect(bag.diagnostics.allSatisfy { $0.code == .yamlSyntax })
    #expect(scalars(tree.root).map(\.text) == ["a", "d", "f"])
    #expect(tree.unread.count == 3)
    #expect(bag.diagnostics.count == 3)
  }

  @Test func aRecordDoesNotGoOnAfterASyntaxError() {
    let (tree, bag) = read("a: b: c\nlist:\n- id: x\n")
    #expect(tree.root == nil && bag.diagnostics.count == 1 && tree.unread.count == 1)
  }

  @Test func referencesToAnUnreadRecordAreKnownToBeUnread() async {
    let loaded = await ModelFixtures.load(
      "actors.yaml",
      "- id: xai\n  name: a: b\n- id: x-corp\n  cote: A-02\n  name: X\n  kind: platform\n"
        + "  description: y\n")
    #expect(ModelFixtures.codes(loaded) == ["D0101"])
    #expect(loaded.dossier.mayBeUnread(.actor, slug: "xai"))
    #expect(!loaded.dossier.mayBeUnread(.actor, slug: "autre"))
    #expect(loaded.dossier.actors.slugs == ["x-corp"])
  }

  @Test(arguments: [
    "\t- a", "a: [", "a: }", "\"", "a: 'x", "a: b: c", "- a\nb", "%", "@", "a: |x", "? [a",
    "a\u{0}b",
    "a: \u{1}", "{a: b", "a: \"\\q\"", "a: *", "&", "!<", "---\n---\n...\n}", "a: `b`",
    "- - -\n -x: [",
  ])
  func brokenTextsAreReported(text: String) {
    let (_, bag) = read(text)
    #expect(!bag.isEmpty)
    for diagnostic in bag.diagnostics {
      if let span = diagnostic.primary?.span {
        #expect(span.start <= span.end && Int(span.end) <= text.utf8.count)
      }
    }
  }

  @Test(
    arguments: [
      [0x61, 0xFF], [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
      [0xC3], [0xE2, 0x80], [0xF0, 0x9F, 0x98], [0x80],
    ] as [[UInt8]])
  func invalidUTF8IsReported(bytes: [UInt8]) {
    var bag = DiagnosticBag()
    _ = YAMLReader.read(SourceID(raw: 0), bytes: bytes, range: bytes.indices, into: &bag)
    #expect(bag.diagnostics.first?.code == .notUTF8)
    #expect(bag.diagnostics.count { $0.code == .notUTF8 } == 1)
  }

  @Test func recordsOfAFileWithAWrongByteAreRead() throws {
    var bag = DiagnosticBag()
    let bytes = Array("- id: a\n  name: R".utf8) + [0xE9, 0xE9] + Array("pub\n- id: b\n".utf8)
    let tree = YAMLReader.read(SourceID(raw: 0), bytes: bytes, range: bytes.indices, into: &bag)
    #expect(scalars(tree.root).map(\.text) == ["a", "R??pub", "b"])
    #expect(bag.diagnostics.map(\.code) == [.notUTF8])
  }

  @Test func everyProblemOfSyntaxHasAHint() {
    for text in [
      "a: b: c", "a: @b", "a: [b", "a: {b", "a: \"x", "- a\nb: c", "a: - b", "a: \"\\q\"",
    ] {
      #expect(read(text).bag.diagnostics.first?.hints.isEmpty == false, "\(text)")
    }
  }

  /// Deep or long input takes time in proportion to its length.
  @Test func hostileTextsEnd() {
    for text in [
      String(repeating: "[", count: 100_000), String(repeating: "{a: ", count: 50_000),
      String(repeating: "- ", count: 50_000), String(repeating: "- a: \"\n", count: 20_000),
      "a: " + String(repeating: "é", count: 200_000),
      "[" + String(repeating: "é, ", count: 50_000) + "]",
    ] {
      let (_, bag) = read(text)
      #expect(bag.diagnostics.count <= 20)
    }
  }

  @Test func whatLiesBehindTheLastRecoveryCountsAsUnread() throws {
    let text = String(repeating: "- id: \"a\n  b: }\n", count: 40) + "- id: last\n"
    let (tree, bag) = read(text)
    #expect(bag.diagnostics.count == 20)
    #expect(try #require(tree.unread.last).end == text.utf8.count)
    for (left, right) in zip(tree.unread, tree.unread.dropFirst()) {
      #expect(left.end <= right.start)
    }
  }
}
