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
