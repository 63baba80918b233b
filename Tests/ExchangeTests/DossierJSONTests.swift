// The JSON document and its schema: parsed back, compared with the dossier, validated.

import DossierModel
import Exchange
import Foundation
import Testing

@testable import Exchange

@Suite struct JSONWriterTests {
  @Test func writesTheWholeGrammar() {
    var writer = JSONWriter()
    writer.object { writer in
      writer.key("empty")
      writer.object { _ in }
      writer.key("none")
      writer.list([])
      writer.key("numbers")
      writer.list { writer in
        writer.number(-3)
        writer.number(6.0)
        writer.number(0.5)
        writer.boolean(true)
      }
      writer.member("text", "a")
    }
    let text = String(decoding: writer.finished(), as: UTF8.self)
    #expect(
      text == """
        {
          "empty": {},
          "none": [],
          "numbers": [
            -3,
            6,
            0.5,
            true
          ],
          "text": "a"
        }

        """)
  }

  @Test(arguments: [
    ("a\"b", #""a\"b""#), ("a\\b", #""a\\b""#), ("é « \u{202F} » 🙂", "\"é « \u{202F} » 🙂\""),
    ("\u{8}\u{C}\n\r\t", #""\b\f\n\r\t""#), ("\u{0}\u{1F}", #""\u0000\u001f""#),
    ("</script>", #""</script>""#),
  ])
  func escapesStrings(value: String, expected: String) throws {
    var writer = JSONWriter()
    writer.list([value])
    let bytes = writer.finished()
    #expect(String(decoding: bytes, as: UTF8.self) == "[\n  \(expected)\n]\n")
    #expect(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String] == [value])
  }
}

@Suite struct DossierJSONTests {
  private func document() async throws -> [String: Any] {
    let file = try await ExchangeFixture.file("dossier.json")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(file.bytes)) as? [String: Any])
  }

  private func record(_ kind: String, _ id: String) async throws -> [String: Any] {
    let records = try #require(try await document()[kind] as? [[String: Any]])
    return try #require(records.first { $0["id"] as? String == id })
  }

  @Test func namesItsFormat() async throws {
    let document = try await document()
    #expect(document["format"] as? String == "dossier/1")
    #expect(document["$schema"] as? String == "dossier.schema.json")
  }

  @Test func eventsStandInOrderOfTime() async throws {
    let events = try #require(try await document()["events"] as? [[String: Any]])
    #expect(events.map { $0["id"] as? String } == ["e-04", "e-01", "e-02", "e-03", "e-05"])
    #expect(
      events.map { $0["date"] as? String } == [
        "2025-12-31~/2026-01-02", "2026-01-02", "2026-02-01?", "2026-03", "2026-12-02",
      ])
  }

  @Test func referencesByOldIdsNameTheRecord() async throws {
    let actors = try #require(try await record("events", "e-01")["actors"] as? [[String: Any]])
    #expect(actors.first?["actor"] as? String == "ada-lemoine")
    #expect(actors.first?["as"] as? String == "députée")
    #expect(
      try await record("open-points", "v-01")["concerns"] as? [String]
        == ["law:cx-10", "actor:ada-lemoine"])
  }

  @Test func proseHasItsWordsAndItsReferences() async throws {
    let text = try #require(try await record("claims", "s-01")["text"] as? [String: String])
    #expect(
      text["plain"]
        == "La diffusion de ces images serait déjà punie par Code de l’exemple, art. 10.")
    #expect(text["markdown"]?.contains("[[law:cx-10]]") == true)
  }

  @Test func finesOfLegalPersonsAreComputed() async throws {
    let versions = try #require(
      try await record("provisions", "cx-10")["versions"] as? [[String: Any]])
    let penalties = try #require(versions.first?["penalties"] as? [[String: Any]])
    #expect(penalties.map { $0["legal-person-fine-eur"] as? Int } == [300_000, 375_000])
  }

  @Test func quotationsKeepTheirBytes() async throws {
    let quotation = try await record("quotations", "q-s01")
    #expect(quotation["text"] as? String == "C’est déjà illégal")
  }

  @Test func pagesHaveAbsoluteAddresses() async throws {
    #expect(
      try await record("events", "e-01")["page"] as? String
        == "https://exemple.fr/dossier/chronologie/#e-01")
  }

  /// Every value agrees with the schema, every key is declared, every required one is there.
  @Test func documentAgreesWithItsSchema() async throws {
    try JSONSchemaCheck.validate(try await ExchangeFixture.files())
  }

  /// Every key of the data files stands in the document, but for those that only the build reads.
  @Test func everyDeclaredKeyIsExported() async throws {
    let schema = try await ExchangeFixture.file("dossier.schema.json")
    let root = try #require(
      try JSONSerialization.jsonObject(with: Data(schema.bytes)) as? [String: Any])
    let definitions = try #require(root["$defs"] as? [String: [String: Any]])
    let names = [
      "dossier": "settings", "participant": "event-actor", "value": "contradiction-value",
      "register": "document", "captured document": "document",
    ]
    let forTheBuild: Set<String> = [
      "draft", "private", "private-note", "html-elements", "audit", "rules", "briefing", "slug",
      "anchors",
    ]
    let notExported: Set<String> = ["audit", "briefing", "baseline", "accepted fault"]
    var compared = 0
    for record in DataModelReference.records where !notExported.contains(record.name) {
      let name = names[record.name] ?? record.name.replacing(" ", with: "-")
      let definition = try #require(definitions[name], "`\(record.name)` is not exported")
      var exported = Set((definition["properties"] as? [String: Any] ?? [:]).keys)
      if exported.contains("laws") { exported.insert("law") }
      let missing = Set(record.fields.map(\.key)).subtracting(exported).subtracting(forTheBuild)
      #expect(missing.isEmpty, "\(name): \(missing.sorted())")
      compared += 1
    }
    #expect(compared > 30)
  }

  /// The check of the schema is not blind.
  @Test(arguments: [
    #"{"id": "a"}"#, #"{"id": "A"}"#, #"{"id": "a", "n": -1}"#, #"{"id": "a", "n": 1, "x": 1}"#,
    #"{"id": "a", "n": 1, "list": [1]}"#,
  ])
  func schemaRefusesOtherDocuments(json: String) throws {
    let schema = """
      {"$ref": "#/$defs/r", "$defs": {"r": {"type": "object", "additionalProperties": false,
       "required": ["id", "n"], "properties": {"id": {"type": "string", "pattern": "^[a-z]$"},
       "n": {"type": "integer", "minimum": 0},
       "list": {"type": "array", "items": {"enum": ["b"]}}}}}}
      """
    let faults = try JSONSchemaCheck.faults(Array(json.utf8), schema: Array(schema.utf8))
    #expect(!faults.isEmpty)
  }
}
