// Records of plain lines are read without libyaml: what comes out is what libyaml would give, and what
// is not plain is left to it.

import Diagnostics
import Testing

@testable import DossierModel

@Suite("Plain records")
struct PlainRecordTests {
  private static let source = SourceID(raw: 4)

  private static func plain(_ text: String, after prefix: String = "") -> DataNode? {
    let bytes = Array((prefix + text).utf8)
    return PlainRecord.read(source, bytes: bytes, range: prefix.utf8.count..<bytes.count)
  }

  private static func events(_ text: String, after prefix: String = "") -> (DataNode?, Int) {
    let bytes = Array((prefix + text).utf8)
    var bag = DiagnosticBag()
    let tree = YAMLReader.readEvents(
      source, bytes: bytes, range: prefix.utf8.count..<bytes.count, into: &bag)
    return (tree.root, bag.diagnostics.count)
  }

  @Test(
    "A plain record is the one that libyaml reads",
    arguments: [
      "title: Un titre\n", "title: a", "a: b\nnumber: 12\nlaw-date: 2026-01-02\n",
      "a:   b: c".replacing(": c", with: ":c") + "\nslug: x-1\n",
      "t: Été « à » l'œil".replacing("œ", with: "oe") + "\nu: null\nv: no\nw: 010\n",
      "t: ÀÉ d'\"oui\" [x] {y} & *z* !w | > % @ ` a#b a:b - ? , e\n",
      "a: b  c\nlong-key-name: 1:30\n", "description: C\u{A0}; fin.\n",
    ])
  func same(text: String) throws {
    for prefix in ["", "---\n", "é\n---\n"] {
      let own = try #require(Self.plain(text, after: prefix))
      let (other, faults) = Self.events(text, after: prefix)
      #expect("\(own)" == "\(try #require(other))")
      #expect(faults == 0)
    }
  }

  @Test(
    "What is not plain is left to libyaml",
    arguments: [
      "", "\n", "a:\n", "a: \n", "a: b \n", "a: b\n\n", " a: b\n", "a: 'b'\n", "a: \"b\"\n",
      "a: [b]\n", "a: {b: c}\n", "a: &b c\n", "a: *b\n", "a: !b c\n", "a: |\n  b\n", "a: >\n  b\n",
      "a: b: c\n", "a: b #c\n", "a: #c\n", "a: b:\n", "a: b\n  c\n", "a: b\r\n", "a: b\tc\n",
      "a: b\na: c\n", "- a: b\n", "a\n", "a: b\n---\nc: d\n", "a: b\n...\n", "a: ~\n", "a: -1\n",
      "a: -\n", "a: b\u{85}c\n", "a: b\u{2028}c\n", "a: b\u{7F}c\n", "a: %b\n", "a: @b\n",
      "A: b\n", "a : b\n", "a:b\n", "# c\na: b\n", "a: b\n# c\n", "\u{FEFF}a: b\n", "a: b\u{0}c\n",
    ])
  func left(text: String) { #expect(Self.plain(text) == nil) }

  @Test("Bytes that are no text are left to libyaml")
  func notText() {
    for bad: [UInt8] in [[0xC3], [0xC3, 0x41], [0xC2, 0x85], [0xC2, 0x20], [0xFF], [0x80]] {
      let bytes = Array("a: b".utf8) + bad + Array("\nc: d\n".utf8)
      #expect(PlainRecord.read(Self.source, bytes: bytes, range: bytes.indices) == nil)
    }
  }
}
