// Old names keep working and say so: ids of every kind, ids of chapters, anchors of headings.

import Diagnostics
import DossierModel
import Testing

@testable import Verification

@Suite struct AliasTests {
  private static func chapter(_ front: String, _ body: String) -> [String: String] {
    [
      "Content/chapters/02-essai.md": """
      ---
      title: Essai
      number: 2
      description: Un cas.
      aliases: [ancien-essai]
      \(front)
      ---

      ## La suite {#suite}

      \(body)

      """
    ]
  }

  private static func outcome(
    _ front: String, _ body: String
  ) async throws -> VerificationFixtures.Outcome {
    await VerificationFixtures.check(
      try VerificationFixtures.base().with(chapter(front, body)))
  }

  @Test func anOldAnchorLeadsToItsHeading() async throws {
    let found = try await Self.outcome("anchors: {fin: suite}", "Voir [[chapter:essai#fin]].")
    #expect(found.codes == ["R0102"] && found.checked != nil)
    #expect(found.rendered.contains("now `suite`"))
    #expect(try await Self.outcome("anchors: {fin: suite}", "[[chapter:essai#suite]].").codes == [])
    #expect(try await Self.outcome("", "Voir [[chapter:essai#fin]].").codes == ["R0104"])
  }

  @Test func anAnchorThatLeadsNowhereIsNamed() async throws {
    #expect(try await Self.outcome("anchors: {fin: suites}", "Un texte.").codes == ["R0104"])
  }

  @Test func anOldIdOfAChapterLeadsToIt() async throws {
    let found = try await Self.outcome("", "Voir [[chapter:ancien-essai#suite]].")
    #expect(found.codes == ["R0102"] && found.checked != nil)
  }

  /// Every kind of record that has an id may be renamed.
  @Test(arguments: EntityKind.allCases)
  func anOldIdOfAnyKindLeadsToIt(kind: EntityKind) async throws {
    var files = try VerificationFixtures.base().with(Self.chapter("", "Un texte."))
    let loaded = await DossierLoader.load(
      files.texts.map { DossierFile(path: $0.key, text: $0.value) })
    guard let key = loaded.dossier.keys(of: kind).first else { return }
    let slug = loaded.dossier.slug(of: key)
    let span = loaded.dossier.idSpan(of: key)
    // A chapter is known by its file name; it has an old id above.
    if kind == .chapter { return }
    let path = loaded.sources.path(of: span.source)
    let bytes = loaded.sources.bytes(of: span.source)
    let start = bytes[..<Int(span.start)].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let indent = bytes[start] == UInt8(ascii: "-") ? "  " : ""
    let renamed =
      String(decoding: bytes[..<Int(span.start)], as: UTF8.self)
      + "renamed-now\n\(indent)aliases: [\(slug)]"
      + String(decoding: bytes[Int(span.end)...], as: UTF8.self)
    files = files.with([path: renamed])
    let outcome = await VerificationFixtures.check(files)
    #expect(Set(outcome.codes).isSubset(of: ["R0102"]), "\(outcome.rendered)")
    #expect(outcome.checked?.dossier.key(kind, slug: slug) != nil)
  }
}
