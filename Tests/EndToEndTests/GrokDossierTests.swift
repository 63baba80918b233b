// The flagship dossier through the real binary: clean, stable, and stopped by each mutation.

import Foundation
import TestSupport
import Testing

@Suite struct GrokDossierTests {
  @Test func buildsWithoutErrorOrWarning() throws {
    let copy = try DossierCopy()
    let outcome = try copy.run("build")
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty, "nothing to report: \(outcome.errors)")
    #expect(outcome.output.contains("0 errors, 0 warnings"))
    #expect(outcome.output.contains("Open      "))
    let site = try copy.site()
    for page in ["index.html", "404.html"] { #expect(site[page] != nil, "\(page) is missing") }
  }

  @Test func twoBuildsGiveTheSameBytes() throws {
    let copy = try DossierCopy()
    try copy.run("build", ["--output", copy.workspace.path("a")])
    let variants: [(name: String, options: [String], environment: [String: String])] = [
      ("again", [], [:]),
      ("serial", ["--jobs", "1"], [:]),
      ("many", ["--jobs", "7"], [:]),
      ("tokyo", [], ["TZ": "Asia/Tokyo", "LANG": "tr_TR.UTF-8", "LC_ALL": "C"]),
      ("seeded", [], ["SWIFT_DETERMINISTIC_HASHING": "1"]),
    ]
    let first = try copy.site("a")
    #expect(first.count > 20)
    for variant in variants {
      let folder = "out-" + variant.name
      let outcome = try copy.run(
        "build", ["--output", copy.workspace.path(folder)] + variant.options,
        environment: variant.environment)
      #expect(outcome.status == 0)
      #expect(try copy.site(folder) == first, "\(variant.name) differs")
    }
    let elsewhere = try DossierCopy()
    try elsewhere.run("build", ["--output", elsewhere.workspace.path("b")])
    #expect(try elsewhere.site("b") == first, "another path differs")
  }

  @Test func buildingAgainTouchesNoFile() throws {
    let copy = try DossierCopy()
    try copy.run("build")
    let before = try copy.workspace.modificationTime("public/index.html")
    let outcome = try copy.run("build")
    #expect(outcome.output.contains("0 written"))
    #expect(try copy.workspace.modificationTime("public/index.html") == before)
  }

  @Test func aFailedBuildLeavesTheLastSite() throws {
    let copy = try DossierCopy()
    try copy.run("build")
    let good = try copy.site()
    try copy.workspace.write("Content/data/zz.yaml", "- id: [")
    let outcome = try copy.run("build")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("Nothing was written"))
    #expect(try copy.site() == good)
  }

  @Test func aFileInPlaceOfTheOutputFolderIsAMachineFault() throws {
    let copy = try DossierCopy()
    try copy.workspace.write("public", "a file")
    let outcome = try copy.run("build")
    #expect(outcome.status == 3)
    #expect(try copy.workspace.read("public") == "a file")
  }

  @Test func eventsTurnPastByTheBuildDateAlone() throws {
    let copy = try DossierCopy()
    try copy.run("build", ["--output", copy.workspace.path("before")])
    let later = try DossierProcess.run([
      "build", "--source", copy.workspace.root, "--date", "2026-12-03", "--output",
      copy.workspace.path("after"),
    ])
    #expect(later.status == 0)
    let before = try copy.site("before")
    let after = try copy.site("after")
    let mark = Data("À venir".utf8)
    func count(_ site: [String: Data]) -> Int {
      var count = 0
      for bytes in site.values {
        var range = bytes.startIndex..<bytes.endIndex
        while let found = bytes.range(of: mark, in: range) {
          count += 1
          range = found.upperBound..<bytes.endIndex
        }
      }
      return count
    }
    #expect(count(before) > count(after))
  }

  // MARK: - Language and formats

  @Test func aFrenchDossierIsAnsweredInFrench() throws {
    let copy = try DossierCopy()
    try copy.replace(
      "actor: eric-bothorel", with: "actor: eric-bothorrel", in: "Content/data/events.yaml")
    let french = try copy.run("check", language: nil)
    #expect(french.status == 1)
    #expect(french.errors.hasPrefix("erreur[R0101]: "))
    #expect(french.errors.contains("= aide: vouliez-vous dire `eric-bothorel` ?"))
    #expect(french.output.contains("1 erreur, 0 avertissement\n"))
    let english = try copy.run("check")
    #expect(english.errors.hasPrefix("error[R0101]: "))
    #expect(english.output.contains("1 error, 0 warnings\n"))
    let json = try copy.run("check", ["--format", "json"], language: nil)
    let finding = try #require(json.diagnostics.first)
    #expect(finding.code == "R0101" && finding.severity == "error")
  }

  @Test func aSarifLogNamesRulesPlacesAndFixes() throws {
    let copy = try DossierCopy()
    try copy.replace(
      "actor: eric-bothorel", with: "actor: eric-bothorrel", in: "Content/data/events.yaml")
    let outcome = try copy.run("check", ["--format", "sarif"])
    #expect(outcome.status == 1)
    let log = try JSONDecoder().decode(SarifLog.self, from: Data(outcome.output.utf8))
    #expect(log.version == "2.1.0")
    let run = try #require(log.runs.first)
    #expect(run.columnKind == "unicodeCodePoints")
    #expect(run.tool.driver.rules.map(\.id) == ["R0101"])
    #expect(run.tool.driver.rules[0].help.markdown.hasPrefix("# R0101: "))
    let result = try #require(run.results.first)
    #expect(result.ruleId == "R0101" && result.ruleIndex == 0 && result.level == "error")
    let place = try #require(result.locations.first?.physicalLocation)
    #expect(place.artifactLocation.uri == "Content/data/events.yaml")
    #expect(place.artifactLocation.uriBaseId == "SRCROOT")
    #expect(place.region.endColumn - place.region.startColumn == "eric-bothorrel".count)
    let change = try #require(result.fixes?.first?.artifactChanges.first?.replacements.first)
    #expect(change.insertedContent.text == "eric-bothorel")
    #expect(result.partialFingerprints["dossier/v1"]?.hasSuffix(":1") == true)
    // The name of the fault stays when lines move.
    let events = try copy.workspace.read("Content/data/events.yaml")
    try copy.workspace.write("Content/data/events.yaml", "# A line more.\n" + events)
    let moved = try JSONDecoder().decode(
      SarifLog.self,
      from: Data(try copy.run("check", ["--format", "sarif"]).output.utf8))
    #expect(moved.runs[0].results[0].partialFingerprints == result.partialFingerprints)
    #expect(
      moved.runs[0].results[0].locations[0].physicalLocation.region.startLine
        == place.region.startLine + 1)
  }

  // MARK: - The three mutations

  @Test func aChangedFigureInProseStopsTheBuild() throws {
    let copy = try DossierCopy()
    let chapter = "Content/chapters/04-analyse-juridique.md"
    let text = try copy.workspace.read(chapter)
    // Whatever kind of space the author typed.
    let figure = try #require(
      ["75 000 €", "75\u{A0}000 €", "75\u{202F}000 €", "75 000\u{A0}€", "75\u{202F}000\u{A0}€"]
        .first { text.contains($0) })
    try copy.replace(
      figure, with: figure.replacingOccurrences(of: "75", with: "45"), in: chapter)
    let outcome = try copy.run("build", ["--format", "json"])
    #expect(outcome.status == 1)
    let finding = try #require(outcome.diagnostics.first { $0.severity == "error" })
    #expect(finding.path == chapter)
    #expect(finding.code.hasPrefix("R03"))
    #expect(finding.message.contains("45"))
  }

  @Test func anAlteredQuotationStopsTheBuild() throws {
    let copy = try DossierCopy()
    try copy.replace(
      "ils se moquent du monde", with: "il se moque du monde",
      in: "Content/data/quotations.yaml")
    let outcome = try copy.run("build", ["--format", "json"])
    #expect(outcome.status == 1)
    #expect(
      outcome.diagnostics.contains {
        $0.code.hasPrefix("R04") && $0.path == "Content/data/quotations.yaml"
      })
  }

  @Test func oneLetterOfAQuotationStopsTheBuild() throws {
    let copy = try DossierCopy()
    try copy.replace(
      "Aujourd’hui, ils se", with: "Aujourd’hui, il se", in: "Content/data/quotations.yaml")
    let outcome = try copy.run("check", ["--format", "json"])
    #expect(outcome.status == 1)
    #expect(outcome.diagnostics.contains { $0.code.hasPrefix("R04") })
  }

  @Test func aLaterStartOfTheLawStopsTheBuild() throws {
    let copy = try DossierCopy()
    let file = "Content/data/provisions.yaml"
    let text = try copy.workspace.read(file)
    let provision = try #require(text.range(of: "id: cp-226-8-1\n"))
    let start = try #require(
      text.range(
        of: "in-force: 2024-05-23", range: provision.upperBound..<text.endIndex))
    try copy.workspace.write(
      file, text.replacingCharacters(in: start, with: "in-force: 2026-02-01"))
    let outcome = try copy.run("build", ["--format", "json"])
    #expect(outcome.status == 1)
    #expect(
      outcome.diagnostics.contains {
        $0.severity == "error" && $0.path == "Content/data/events.yaml"
          && $0.message.contains("cp-226-8-1")
      })
  }
}
