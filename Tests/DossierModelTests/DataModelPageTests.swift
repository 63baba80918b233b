// Documentation/data-model.md says what the decoder reads.

import DossierModel
import Foundation
import Testing

@Suite struct DataModelPageTests {
  @Test func pageIsWrittenFromTheDeclarations() throws {
    let path = ModelFixtures.repository + "/Documentation/data-model.md"
    let page = DataModelReference.page()
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
      try page.write(toFile: path, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == page)
  }

  @Test func everyLinkOfTheTablesLeadsToAHeading() {
    let page = DataModelReference.page()
    let headings = page.split(separator: "\n").filter { $0.hasPrefix("##") }
      .map { $0.drop { $0 == "#" || $0 == " " }.replacing(" ", with: "-") }
    for link in page.components(separatedBy: "](#").dropFirst() {
      let anchor = link.prefix { $0 != ")" }
      #expect(headings.contains { $0 == anchor }, "no heading for #\(anchor)")
    }
    #expect(Set(headings).count == headings.count, "two headings would share an anchor")
  }

  @Test func everyMeaningIsAClause() {
    for field in DataModelReference.chapters.flatMap(\.record.fields) {
      #expect(!field.meaning.isEmpty && !field.meaning.hasSuffix("."), "\(field.key)")
      #expect(!field.meaning.contains("|"), "\(field.key)")
    }
  }
}
