// The schemas for editors say what the declarations say. That real data fits them is shown by a
// validator of others, in Tests/SchemaTests.

import DossierModel
import Foundation
import Testing

@Suite struct DataSchemaTests {
  private func object(_ schema: DataSchema) throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(schema.json.utf8))
    return try #require(value as? [String: Any])
  }

  @Test func everyFileHasASchemaOfItsOwn() {
    let names = DataSchema.all.map(\.name)
    #expect(Set(names).count == names.count)
    for kind in DataFileKind.allCases { #expect(names.contains(kind.rawValue)) }
    #expect(Set(["dossier", "chapter", "seed"]).isSubset(of: names))
    #expect(DataSchema.named("actor")?.name == "actors")
    #expect(DataSchema.named("open-point")?.name == "open-points")
    #expect(DataSchema.named("penalty") == nil)
  }

  @Test(arguments: DataSchema.all.map(\.name))
  func propertiesAreTheDeclaredKeys(name: String) throws {
    let schema = try #require(DataSchema.named(name))
    let definitions = try #require(try object(schema)["$defs"] as? [String: [String: Any]])
    for record in DataModelReference.records {
      guard let definition = definitions[record.anchor] else { continue }
      let properties = try #require(definition["properties"] as? [String: [String: Any]])
      #expect(Set(properties.keys) == Set(record.fields.map(\.key)))
      let required = record.fields.filter(\.isRequired).map(\.key)
      #expect(definition["required"] as? [String] ?? [] == required)
      #expect(definition["additionalProperties"] as? Bool == false)
      for (key, property) in properties {
        #expect((property["description"] as? String)?.isEmpty == false, "\(record.name).\(key)")
      }
    }
    #expect(definitions[schema.record.anchor] != nil)
  }
}
