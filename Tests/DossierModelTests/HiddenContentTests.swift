// What an author put into a dossier and nobody would see: files that are not read, and characters
// that are not shown.

import Diagnostics
import DossierModel
import TestSupport
import Testing

@Suite struct HiddenContentTests {
  @Test func whatIsNoFileIsNamed() async throws {
    let workspace = try TemporaryWorkspace()
    try workspace.write(
      "Content/dossier.yaml", String(decoding: ModelFixtures.settings.bytes, as: UTF8.self))
    try workspace.write("Content/chapters/02-x.md/.keep", "")
    try workspace.write("Content/data/claims.yaml/.keep", "")
    try workspace.write("Content/data/actors/.keep", "")
    try workspace.write("Content/media/plan.md/.keep", "")
    try workspace.write("elsewhere/03-y.md", "Texte.")
    try workspace.link("Content/chapters/more", to: "../../elsewhere")
    let loaded = await DossierLoader.load(folder: workspace.root)
    let messages = ModelFixtures.faults(loaded).map(\.message.english).sorted()
    #expect(
      messages == [
        "`Content/chapters/02-x.md` is not read", "`Content/chapters/more` is not read",
        "`Content/data/claims.yaml` is not read",
      ])
    #expect(Set(ModelFixtures.codes(loaded)) == ["D0308"])
  }

  @Test(arguments: [
    ("Content/chapters/facts.MD", "rename it to `facts.md`"),
    ("Content/data/actors.YAML", "rename it to `actors.yaml`"),
  ])
  func anEndingInCapitalsIsProposedInLowerCase(path: String, hint: String) async {
    let loaded = await DossierLoader.load([
      ModelFixtures.settings, DossierFile(path: path, text: "x"),
    ])
    #expect(ModelFixtures.codes(loaded) == ["D0308"])
    #expect(ModelFixtures.faults(loaded).first?.hints.first?.text.english == hint)
  }

  @Test(arguments: ["\0", "\u{202A}", "\u{202E}", "\u{2066}", "\u{2069}"])
  func controlsInAChapterAreNamed(control: String) async throws {
    let loaded = await DossierLoader.load([
      ModelFixtures.settings,
      DossierFile(
        path: "Content/chapters/01-a.md",
        text: "---\ntitle: A\nnumber: 1\ndescription: x\n---\n\nUn \(control)mot\(control).\n"),
    ])
    let faults = ModelFixtures.faults(loaded)
    #expect(faults.map(\.code.id) == ["D0112"])
    let span = try #require(faults.first?.primary?.span)
    #expect(ModelFixtures.text(span, in: loaded) == control)
    #expect(faults.first?.notes.map(\.english) == ["this text holds 1 more"])
  }

  @Test(arguments: [
    ("term: a\u{202E}b", "\u{202E}"), ("term: \"a\\0b\"", nil), ("term: \"a\\u2067b\"", nil),
    ("term: >-\n    a\n    b\u{2068}c", "\u{2068}"),
  ])
  func controlsInDataAreNamed(term: String, marked: String?) async throws {
    let loaded = await ModelFixtures.load(
      "glossary.yaml", "- id: a\n  \(term)\n  definition: x\n")
    let faults = ModelFixtures.faults(loaded)
    #expect(faults.map(\.code.id) == ["D0112"], "\(ModelFixtures.rendered(loaded))")
    let span = try #require(faults.first?.primary?.span)
    if let marked { #expect(ModelFixtures.text(span, in: loaded) == marked) }
  }

  @Test func marksThatWritingNeedsStay() async {
    let loaded = await ModelFixtures.load(
      "glossary.yaml", "- id: a\n  term: \"l’a\u{202F}; b\u{200E}\u{2026}\"\n  definition: x\n")
    #expect(ModelFixtures.codes(loaded) == [])
  }
}
