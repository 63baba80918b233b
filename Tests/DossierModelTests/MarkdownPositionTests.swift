// Markdown inside YAML: a reference points at the bytes of the file, however its text is written.

import Diagnostics
import DossierModel
import Markdown
import Testing

@Suite struct MarkdownPositionTests {
  @Test(arguments: [
    "description: Voir [[event:e-03]] et [@source-a].",
    "description: 'L''été, voir [[event:e-03]] et [@source-a].'",
    "description: \"L\\u2019été \\\"dit\\\", voir [[event:e-03]] et [@source-a].\"",
    "description: «été» d’une ligne\n    à l’autre, [[event:e-03]]\n    et [@source-a].",
    "description: >-\n    Été d’une ligne\n    à l’autre, [[event:e-03]]\n\n    et [@source-a].",
    "description: |\n    - une liste\n    - d’été [[event:e-03]]\n\n    > et [@source-a].",
  ])
  func referencesPointIntoTheFile(field: String) async throws {
    let loaded = await ModelFixtures.load(
      "actors.yaml",
      "# été\n- id: a\n  cote: A-1\n  name: Élu\n  kind: media\n  \(field)\n  part: fin\n")
    #expect(ModelFixtures.codes(loaded) == [], "\(ModelFixtures.rendered(loaded))")
    let document = try #require(loaded.dossier.actors.first?.description.document)
    let reference = try #require(document.references.first)
    #expect(ModelFixtures.text(reference.span, in: loaded) == "[[event:e-03]]")
    #expect(ModelFixtures.text(reference.idSpan, in: loaded) == "e-03")
    let citation = try #require(document.citations.first)
    #expect(ModelFixtures.text(citation.span, in: loaded) == "[@source-a]")
    #expect(citation.items.map { ModelFixtures.text($0.idSpan, in: loaded) } == ["source-a"])
  }

  @Test func proseOfAFoldedTextPointsIntoItsLine() async throws {
    let loaded = await ModelFixtures.load(
      "actors.yaml",
      "- id: a\n  cote: A-1\n  name: b\n  kind: media\n  description: >-\n    Été, *dit* le\n"
        + "    rapport « deux\n    mots », trois ans\n    et 75 000 € d’amende.\n")
    let document = try #require(loaded.dossier.actors.first?.description.document)
    let quotation = try #require(document.quotations.first)
    #expect(ModelFixtures.text(quotation.span, in: loaded) == "deux\n    mots")
    let block = try #require(document.proseBlocks.first)
    let figure = Array("75 000 €".utf8)
    let start = try #require(block.text.firstRange(of: figure)?.lowerBound)
    let span = block.span(of: start..<start + figure.count)
    #expect(ModelFixtures.text(span, in: loaded) == "75 000 €")
  }

  @Test func theBodyOfAChapterPointsIntoTheFile() async throws {
    let loaded = await DossierLoader.load([
      ModelFixtures.settings,
      DossierFile(
        path: "Content/chapters/01-a.md",
        text: "---\ntitle: été\nnumber: 1\ndescription: Voir [[event:e-01]].\n---\n\n"
          + "## Été {#ete}\n\nVoir [[event:e-03]].\n"),
    ])
    let chapter = try #require(loaded.dossier.chapters.first)
    #expect(chapter.body.references.map { ModelFixtures.text($0.idSpan, in: loaded) } == ["e-03"])
    #expect(
      chapter.description.document.references
        .map { ModelFixtures.text($0.idSpan, in: loaded) } == ["e-01"])
    #expect(chapter.body.outline.map(\.id) == ["ete"])
  }
}
