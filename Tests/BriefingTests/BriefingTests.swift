// The parts of printing that need no engine: lines of the protocol, page budgets, the way back from a
// document to its template, and what a briefing of a day holds.

import Diagnostics
import DossierModel
import Foundation
import Markdown
import Presentation
import TemplateEngine
import Testing
import Verification

@testable import Briefing

@Suite struct EngineLineTests {
  @Test(arguments: ["plain", "a\tb", "a\\tb", "l1\nl2", "\\", "é\u{202F}!", ""])
  func fieldsSurviveTheirLine(_ text: String) {
    let line = [text, "x"].map(TypstHost.escape).joined(separator: "\t")
    #expect(!line.contains("\n"))
    #expect(TypstHost.fields(line) == [text, "x"])
  }

  @Test func marksReadTheirFields() {
    let mark = LayoutMark(
      "kind\u{1E}section\u{1F}name\u{1E}À retenir\u{1F}page\u{1E}2\u{1F}y\u{1E}71.5")
    #expect(mark.text("name") == "À retenir")
    #expect(mark.number("page") == 2)
    #expect(mark.number("y") == 71.5)
    #expect(mark.text("absent") == "")
  }

  @Test func noEngineIsOneClearFault() async {
    var options = BriefingOptions(
      source: Self.repository, profile: .note, date: Self.day(2026, 11, 22))
    options.output = "/nonexistent/never.pdf"
    options.pythons = ["/nonexistent/python3"]
    let report = await Briefing.write(options)
    #expect(report.outcome == .machineFault)
    let codes = report.diagnostics.filter { $0.severity == .error }.map(\.code.id)
    #expect(codes == ["P0001"])
    #expect(report.path == nil)
  }

  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  static func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
    CivilDate(year: year, month: month, day: day) ?? .first
  }
}

@Suite struct IndexOrderTests {
  @Test func numbersSortAsNumbers() {
    let names = ["DSA, article 16", "DSA, article 6", "DSA", "CPP, article 40", "DSA, article 34"]
    let sorted = AlphabeticalOrder.sorted(names) { PrintScope.numbered($0) }
    #expect(
      sorted == ["CPP, article 40", "DSA", "DSA, article 6", "DSA, article 16", "DSA, article 34"])
  }
}

@Suite struct LayoutTests {
  private func mark(_ kind: String, _ name: String, _ page: Int, _ top: Double) -> LayoutMark {
    LayoutMark(
      "kind\u{1E}\(kind)\u{1F}name\u{1E}\(name)\u{1F}page\u{1E}\(page)\u{1F}y\u{1E}\(top)")
  }

  private let page = LayoutMark(
    "kind\u{1E}page\u{1F}page\u{1E}0\u{1F}y\u{1E}0\u{1F}top\u{1E}50\u{1F}height\u{1E}700\u{1F}line\u{1E}10"
  )

  @Test func aNoteWithinItsPagesHasNoFault() {
    let inspection = LayoutInspection([mark("section", "A", 1, 60), mark("end", "", 2, 700), page])
    #expect(inspection.pageCount == 2)
    #expect(inspection.budgetFault(limit: 2, at: nil) == nil)
  }

  @Test func theOverflowIsNamedBySectionAndLines() {
    let marks = [
      mark("section", "A", 1, 60), mark("section", "B", 2, 600), mark("section", "C", 3, 300),
      mark("end", "", 3, 405), page,
    ]
    let fault = LayoutInspection(marks).budgetFault(limit: 2, at: nil)
    #expect(fault?.code.id == "P0004")
    #expect(fault?.message.french.contains("3 pages au lieu de 2") == true)
    #expect(fault?.message.french.contains("36 lignes") == true)
    #expect(fault?.message.english.contains("section `B`") == true)
  }

  @Test func aSectionThatBeginsTheFirstPageTooManyIsTheOne() {
    let marks = [
      mark("section", "A", 1, 60), mark("section", "B", 3, 52), mark("end", "", 3, 99), page,
    ]
    let fault = LayoutInspection(marks).budgetFault(limit: 2, at: nil)
    #expect(fault?.message.english.contains("section `B`") == true)
    #expect(fault?.message.english.contains("5 lines") == true)
  }

  @Test func aHeadingAtTheFootIsSeen() {
    let marks = [mark("heading", "Seul", 4, 745), mark("heading", "Suivi", 4, 600), page]
    let found = LayoutInspection(marks).strandedHeadings
    #expect(found.map(\.code.id) == ["P0006"])
    #expect(found.first?.message.english.contains("`Seul`") == true)
  }
}

@Suite struct TemplateTraceTests {
  private static let common = "#let size = 10pt\n\n"
  private static let note = """
    {% include "print/common.typ" %}
    = {{ title }}
    {% for item in items %}
    - {{ item }} #unknown(2)
    {% endfor %}

    """

  /// Where a needle of the rendered document comes from: path and source text.
  private func origin(of needle: String) throws -> (path: String, text: String) {
    var sources = SourceMap()
    var bag = DiagnosticBag()
    let inputs = [("print/common.typ", Self.common), ("print/own.typ", Self.note)].map {
      (name: $0.0, source: sources.add(path: "Templates/" + $0.0, bytes: Array($0.1.utf8)))
    }
    let words = Words(language: "fr")
    let templates = TemplateLibrary.environment(words).compile(inputs, in: sources, into: &bag)
    let context: [(String, Value)] = [
      ("title", .string("Été")), ("items", .list([.string("un"), .string("deux")])),
    ]
    var out = OutputBuffer()
    try #require(templates.template("print/own.typ")).render(context, into: &out)
    let text = String(decoding: out.bytes, as: UTF8.self)
    let range = try #require(text.range(of: needle))
    let offset = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
    let label = try #require(
      TemplateTrace(sources).place(
        ofByte: offset, in: "print/own.typ", context: context, words: words))
    let bytes = sources.bytes(of: label.span.source)
    return (
      sources.path(of: label.span.source),
      String(decoding: bytes[Int(label.span.start)..<Int(label.span.end)], as: UTF8.self)
    )
  }

  @Test func textOfTheTemplateIsFoundToTheWord() throws {
    let place = try origin(of: "unknown(2)\n- deux")
    #expect(place.path == "Templates/print/own.typ")
    #expect(place.text == "unknown")
  }

  @Test func textOfAnIncludedTemplateIsFoundThere() throws {
    let place = try origin(of: "size = 10pt")
    #expect(place.path == "Templates/print/common.typ")
    #expect(place.text == "size")
  }

  @Test func whatAValueWroteLeadsToItsHole() throws {
    #expect(try origin(of: "té").text == "{{ title }}")
    #expect(try origin(of: "deux").text == "{{ item }}")
  }

  @Test func placesInDrawingsAreBytes() {
    let document = Array("a\nété #b\n".utf8)
    let drawing = "error: x\n  ┌─ main.typ:2:5\n"
    #expect(EnginePlace.byte(in: drawing, main: "main.typ", of: document) == 9)
    #expect(EnginePlace.byte(in: "error: x", main: "main.typ", of: document) == nil)
  }
}

@Suite struct PrintedPlacesTests {
  @Test func onlyNamedPlacesAreKnown() {
    let document = Array(
      """
      #d-place("event-e-01") #d-place(name) #d-go("event-e-02")[x] #d-table(label: "table-a", 1)
      #d-speech("", [a]) #d-speech("quotation-q-1", [b]) #d-place("a b") #d-place("event-e-01")
      """.utf8)
    #expect(PrintedPlaces.names(in: document) == ["event-e-01", "table-a", "quotation-q-1"])
    #expect(String(decoding: PrintedPlaces.file(of: []), as: UTF8.self) == "#let d-known = (:)\n")
    let file = PrintedPlaces.file(of: Array("d-place(\"a\")".utf8))
    #expect(String(decoding: file, as: UTF8.self) == "#let d-known = (\"a\": true,)\n")
  }
}

@Suite struct SelectionTests {
  /// The shipped dossier as of a day.
  private func selection(_ cutoff: CivilDate?) async throws -> BriefingSelection {
    let loaded = await DossierLoader.load(folder: EngineLineTests.repository)
    var bag = loaded.diagnostics
    let day = cutoff ?? EngineLineTests.day(2026, 11, 22)
    let checked = check(
      loaded.dossier, sources: loaded.sources, options: CheckOptions(buildDate: day), into: &bag)
    return BriefingSelection(checked: try #require(checked), cutoff: cutoff)
  }

  @Test func withoutADayEverythingIsHeld() async throws {
    let selection = try await selection(nil)
    let dossier = selection.checked.dossier
    #expect(dossier.keys.allSatisfy { selection.holds($0) })
    #expect(selection.events.count == dossier.events.count)
  }

  @Test func laterEventsAndLawAreLeftOutAndNothingElse() async throws {
    let day = EngineLineTests.day(2026, 1, 15)
    let selection = try await selection(day)
    let dossier = selection.checked.dossier
    for key in dossier.keys {
      let isLater: Bool
      switch key {
      case .event(let id): isLater = dossier.events[id].date.value.isAfter(day)
      case .source(let id):
        isLater =
          (dossier.sources[id].date?.value.isAfter(day) ?? false)
          || selection.isLater(words: dossier.sources[id].title)
      case .claim(let id): isLater = dossier.claims[id].date?.value.isAfter(day) ?? false
      case .quotation(let id): isLater = dossier.quotations[id].date?.value.isAfter(day) ?? false
      case .provision(let id):
        isLater =
          dossier.provisions[id].versions.allSatisfy { version in
            [version.adopted, version.published, version.inForce].compactMap { $0 }
              .allSatisfy { ($0.value.earliest ?? .first) > day }
          } && !dossier.provisions[id].versions.isEmpty
      case .instrument(let id):
        let instrument = dossier.instruments[id]
        let days = [instrument.date, instrument.published, instrument.inForce].compactMap {
          $0?.value.earliest
        }
        isLater = !days.isEmpty && days.allSatisfy { $0 > day }
      // What tells of nothing but later things goes with them.
      case .actor, .term, .limit, .contradiction, .openPoint: continue
      default: isLater = false
      }
      #expect(selection.holds(key) != isLater, "\(dossier.slug(of: key))")
    }
    #expect(selection.events.count < dossier.events.count)
    #expect(!selection.events.isEmpty)
  }

  @Test func paragraphsOnLaterThingsKeepTheirNumber() async throws {
    let selection = try await selection(EngineLineTests.day(2026, 1, 15))
    let dossier = selection.checked.dossier
    var struckCount = 0
    for chapter in dossier.chapters {
      let redacted = selection.redacted(chapter.body, notice: "omis", short: "…")
      #expect(redacted.numberedParagraphCount == chapter.body.numberedParagraphCount)
      #expect(Set(redacted.outline.map(\.id)).isSubset(of: chapter.body.outline.map(\.id)))
      let headings = redacted.nodes[0].firstChild < 0 ? [] : Self.headings(of: redacted)
      #expect(headings == redacted.outline.map(\.id))
      struckCount += redacted.nodes.count - chapter.body.nodes.count
    }
    #expect(struckCount > 0)
  }

  /// The ids of the headings at the top of a text, in order.
  private static func headings(of document: MarkdownDocument) -> [String] {
    var ids: [String] = []
    var at = document.nodes[0].firstChild
    while at >= 0 {
      let node = document.nodes[Int(at)]
      if node.kind == .heading { ids.append(document.string(node.detail)) }
      at = node.nextSibling
    }
    return ids
  }

  @Test func aHeadingGoesWithTheLastPassageOfItsSection() async throws {
    let selection = try await selection(EngineLineTests.day(2026, 1, 15))
    let chapters = selection.checked.dossier.chapters
    let facts = try #require(chapters.id(of: "les-faits"))
    let redacted = selection.redacted(chapters[facts].body, notice: "omis", short: "…")
    let left = redacted.outline.map(\.id)
    // February and what follows is told after the day; January is told in part before it.
    #expect(chapters[facts].body.outline.contains { $0.id == "fevrier" })
    #expect(!left.contains("fevrier") && !left.contains("de-mars-a-juillet"))
    #expect(left.contains("quarante-huit-heures") && left.contains("janvier"))
  }

  @Test func aSemicolonBeforeLaterThingsIsNotLeftHanging() async throws {
    let selection = try await selection(EngineLineTests.day(2026, 1, 15))
    #expect(
      selection.known(words: "Juridiction d’Amsterdam\u{202F}; elle statue le 26 mars 2026.")
        == "Juridiction d’Amsterdam.")
    #expect(
      selection.known(words: "Tribunal saisi; jugement le 26 mars 2026") == "Tribunal saisi")
    let dossier = selection.checked.dossier
    for actor in dossier.actors {
      guard let known = selection.known(actor.description.document, short: "…") else { continue }
      let text = PlainTextWriter().text(of: known)
      #expect(!text.hasSuffix(";") && !text.hasSuffix("; "), "\(text)")
    }
  }

  @Test func aFieldEndsBeforeItTellsOfLaterThings() async throws {
    let selection = try await selection(EngineLineTests.day(2026, 1, 15))
    #expect(
      selection.known(words: "Chambre du Parlement. Le 10 février 2026, elle vote.")
        == "Chambre du Parlement. ")
    #expect(selection.known(words: "Elle vote le 10 février 2026.") == nil)
    #expect(selection.known(words: "Elle vote le 10 janvier 2026.") != nil)
    let dossier = selection.checked.dossier
    var cutCount = 0
    for actor in dossier.actors {
      guard let known = selection.known(actor.description.document, short: "…") else { continue }
      cutCount += known.nodes.indices.count {
        known.nodes[$0].text != actor.description.document.nodes[$0].text
      }
    }
    #expect(cutCount > 0)
  }
}

@Suite struct LaterMentionTests {
  private let mentions = LaterMentions(
    cutoff: EngineLineTests.day(2026, 1, 15),
    knownDates: [DateValue(EngineLineTests.day(2026, 8, 2))],
    laterLaws: [])

  @Test(arguments: [
    "Le 26 mars 2026, un tribunal statue.", "en mai 2026", "le 1er\u{202F}février 2026",
    "On March 26, 2026, a court ruled.", "26 March 2026", "(2026-03-26)", "26/03/2026", "en 2027",
    "du 12 au 20 janv. 2026",
  ])
  func laterDatesAreSeen(_ text: String) { #expect(mentions.isLater(text)) }

  @Test(arguments: [
    "Le 2 janvier 2026", "en janvier 2026", "depuis 2026", "applicable le 2 août 2026",
    "l’article 2027-1", "le 26 mars", "20 millions", "12:30", "",
  ])
  func otherTextsAreNot(_ text: String) { #expect(!mentions.isLater(text)) }

  @Test func theDateIsFoundWhereItStarts() {
    #expect(mentions.first(in: Array("Avant. Le 3 mars 2026, après.".utf8)) == 10)
  }
}

@Suite struct PrintedSignTests {
  @Test func signsWithoutAFontAreNumbered() {
    let signs = PrintedSigns(Array("é 王小 \u{1F600}\u{FE0F} שלום مرحبا".utf8))
    #expect(String(decoding: signs.text, as: UTF8.self) == "é ⟨U+738B U+5C0F⟩ ⟨U+1F600⟩ שלום مرحبا")
    #expect(signs.replaced == ["王小", "\u{1F600}"])
    #expect(signs.removed.isEmpty)
  }

  @Test func signsOfDirectionAreLeftOut() {
    let signs = PrintedSigns(Array("a\u{202E}b\u{2066}c\u{202E}".utf8))
    #expect(String(decoding: signs.text, as: UTF8.self) == "abc")
    #expect(signs.removed.map(\.value) == [0x202E, 0x2066])
  }

  @Test func typographyStays() {
    let text = "10\u{202F}% – « l’État »\u{A0}; œ ≥ \u{2192} \u{AD}\u{200B}\u{2060}"
    #expect(PrintedSigns(Array(text.utf8)).text == Array(text.utf8))
  }
}

@Suite struct PackageImportTests {
  @Test func packagesAreFound() throws {
    let found = try #require(
      PackageImport.first(in: Array("a\n#import \"@preview/x:1.0.0\": y".utf8)))
    #expect(found.name == "@preview/x:1.0.0")
    #expect(found.byte == 10)
    #expect(PackageImport.first(in: Array("#include  \"@local/x\"".utf8))?.name == "@local/x")
  }

  @Test(arguments: ["#import \"/places.typ\": d-known", "import \\\"\\@preview", "\"@x\"", ""])
  func nothingElseIs(_ text: String) { #expect(PackageImport.first(in: Array(text.utf8)) == nil) }
}

@Suite struct PrintContractTests {
  /// What both profiles are given has the types declared, with and without a day.
  @Test(arguments: BriefingProfile.allCases, [false, true])
  func variablesKeepTheirContracts(_ profile: BriefingProfile, _ isOfADay: Bool) async throws {
    let loaded = await DossierLoader.load(folder: EngineLineTests.repository)
    var sources = loaded.sources
    var bag = loaded.diagnostics
    let library = TemplateLibrary.load(
      folder: nil, language: .french, sources: &sources, into: &bag)
    let day = EngineLineTests.day(2026, 11, 22)
    let cutoff = isOfADay ? EngineLineTests.day(2026, 1, 15) : nil
    let checked = try #require(
      check(
        loaded.dossier, sources: sources, options: CheckOptions(buildDate: cutoff ?? day),
        into: &bag))
    let presenter = Presenter(checked: checked, library: library, baseURL: nil)
    let selection = BriefingSelection(checked: checked, cutoff: cutoff)
    let document = BriefingDocument(
      scope: PrintScope(presenter, selection: selection),
      options: BriefingOptions(source: "", profile: profile, date: day))
    var environment = Environment()
    TemplateContracts.register(in: &environment)
    let fault = environment.contractFault(profile.template, document.variables(attachments: []))
    #expect(fault == nil)
  }

  @Test func everyPrintTemplateHasAContract() throws {
    for name in ["common", "note", "full"] {
      let path = EngineLineTests.repository + "/Templates/print/\(name).typ"
      #expect(try String(contentsOfFile: path, encoding: .utf8).contains("{% params "))
    }
    let listed = Set(TemplateContracts.printTemplates.map(\.template))
    for profile in BriefingProfile.allCases { #expect(listed.contains(profile.template)) }
  }
}
