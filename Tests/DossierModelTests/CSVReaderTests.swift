// Spreadsheets: actors, events and sources as CSV decode like their YAML.

import Diagnostics
import DossierModel
import Markdown
import TestSupport
import Testing

@Suite struct CSVReaderTests {
  private static let events = """
    id,cote,date,title,kind,jurisdiction,sources,status,actors,note
    e-03,E-03,2026-01-02,"Deux députés, dits « signalants », saisissent [[actor:parquet]].",procedure,fr,a; b,established,parquet;xai,
    e-04,E-04,2026-01-02,  Trois ministres  ,procedure,fr,a,established,,"Une ""note""
    sur deux lignes"

    """

  @Test func rowsDecodeAsRecords() async throws {
    let loaded = await ModelFixtures.load("events.csv", Self.events)
    #expect(ModelFixtures.codes(loaded) == [], "\(ModelFixtures.rendered(loaded))")
    let events = loaded.dossier.events
    #expect(events.slugs == ["e-03", "e-04"])
    #expect(events[0].sources.map(\.slug) == ["a", "b"])
    #expect(events[0].actors.map(\.actor.slug) == ["parquet", "xai"])
    #expect(events[0].note == nil && events[1].actors.isEmpty)
    #expect(events[1].title.source == "Trois ministres")
    #expect(events[1].note?.source == "Une \"note\"\nsur deux lignes")
  }

  @Test func placesAreThoseOfTheFile() async throws {
    let loaded = await ModelFixtures.load("events.csv", Self.events)
    let events = loaded.dossier.events
    #expect(ModelFixtures.text(events[0].idSpan, in: loaded) == "e-03")
    #expect(events[0].sources.map { ModelFixtures.text($0.span, in: loaded) } == ["a", "b"])
    let reference = try #require(events[0].title.document.references.first)
    #expect(ModelFixtures.text(reference.idSpan, in: loaded) == "parquet")
    #expect(ModelFixtures.text(events[1].title.span, in: loaded) == "Trois ministres")
  }

  @Test func yamlAndCSVOfOneKindAddUp() async {
    let loaded = await DossierLoader.load([
      ModelFixtures.settings,
      DossierFile(path: "Content/data/events.csv", text: Self.events),
      DossierFile(
        path: "Content/data/events.yaml",
        text:
          "- id: e-03\n  cote: E-05\n  date: 2026\n  title: x\n  kind: law\n  jurisdiction: fr\n"
          + "  sources: [a]\n  status: open\n"),
    ])
    #expect(ModelFixtures.codes(loaded) == ["D0207"])
    #expect(loaded.dossier.events.count == 3)
  }

  @Test(arguments: [
    "id;cote;publisher;title;kind;level\r\nb;B-1;Blick;Grok, l’été;press;copy\r\n",
    "\u{FEFF}id,cote,publisher,title,kind,level\r\nb,B-1,Blick,\"Grok, l’été\",press,copy",
    "id , cote,publisher,title,kind,level\n\n b,B-1,Blick, \"Grok, l’été\" ,press,copy\n\n",
    "id\tcote\tpublisher\ttitle\tkind\tlevel\nb\tB-1\tBlick\t Grok, l’été \tpress\tcopy\n",
    "id,cote,publisher,title,kind,level,,\n,,,,,,,\nb,B-1,Blick,\"Grok, l’été\",press,copy,,\n,,,\n",
  ])
  func formsOfSpreadsheets(text: String) async {
    let loaded = await ModelFixtures.load("sources.csv", text)
    #expect(ModelFixtures.codes(loaded) == [], "\(ModelFixtures.rendered(loaded))")
    #expect(loaded.dossier.sources.first?.title == "Grok, l’été")
  }

  @Test func faultsOfTheFirstRowAreReportedOnce() async {
    let loaded = await ModelFixtures.load(
      "sources.csv",
      "id,cote,publisher,titre,kind\na,B-1,x,y,press\nb,B-2,x,y,press\n")
    // `titre` is no misspelling of a missing column that did-you-mean would find.
    #expect(ModelFixtures.codes(loaded).sorted() == ["D0201", "D0202"])
    #expect(loaded.dossier.sources.count == 2)
  }

  @Test func aColumnGivenTwiceIsReportedOnce() async {
    let loaded = await ModelFixtures.load(
      "sources.csv",
      "id,cote,publisher,title,kind,level,cote\nb,B-1,x,y,press,copy,B-2\nc,B-3,x,y,press,copy,B-4\n"
    )
    #expect(ModelFixtures.codes(loaded) == ["D0107"])
  }

  @Test func faultsOfCellsPointAtThem() async throws {
    let loaded = await ModelFixtures.load(
      "events.csv",
      "id,cote,date,title,kind,jurisdiction,sources,status\n"
        + "e-1,E-1,2026-02-30,x,loi,fr,a,open\n")
    #expect(
      ModelFixtures.faults(loaded).compactMap {
        $0.primary.map { ModelFixtures.text($0.span, in: loaded) }
      }
        == ["2026-02-30", "loi"])
  }

  @Test func otherKindsAreNoSpreadsheets() async {
    #expect(ModelFixtures.codes(await ModelFixtures.load("claims.csv", "id\n")) == ["D0308"])
    #expect(ModelFixtures.codes(await ModelFixtures.load("event.csv", "id\n")) == ["D0308"])
    #expect(ModelFixtures.codes(await ModelFixtures.load("events.csv", "")) == ["D0109"])
    #expect(ModelFixtures.codes(await ModelFixtures.load("events.tar.yaml", "[]")) == ["D0303"])
  }

  @Test func mutatedSpreadsheetsAreReported() async {
    var random = SplitMix64(seed: 3)
    let marks = Array("\",;\n\r \té-".utf8) + [0xFF, 0x00]
    for _ in 0..<400 {
      var bytes = Array(Self.events.utf8)
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        let place = Int.random(in: bytes.indices, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes.insert(marks.randomElement(using: &random) ?? 0, at: place)
        case 1: bytes.remove(at: place)
        default: bytes[place] = marks.randomElement(using: &random) ?? 0
        }
      }
      let loaded = await DossierLoader.load([
        ModelFixtures.settings, DossierFile(path: "Content/data/events.csv", bytes: bytes),
      ])
      let renderer = DiagnosticRenderer(sources: loaded.sources)
      for fault in loaded.diagnostics.sorted(by: loaded.sources) {
        for label in (fault.primary.map { [$0] } ?? []) + fault.secondary {
          #expect(Int(label.span.end) <= loaded.sources.bytes(of: label.span.source).count)
        }
        #expect(!renderer.render(fault).isEmpty)
      }
    }
  }
}
