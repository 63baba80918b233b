// JSON Schemas of the data files, from the declarations that the decoder reads by. Editors complete
// and check with them; the decoder stays the judge, since it also sees what spans two fields.

/// The JSON Schema of one kind of file.
///
/// A schema accepts every file that decodes without a fault. It is no wider than its draft allows:
/// days that a month does not have, for one, are left to the decoder.
/// - Source: JSON Schema draft 2020-12; YAML 1.2 core schema, which makes `2026` a number.
package struct DataSchema: Sendable {
  /// The name of the schema, and of the data file without its ending.
  package let name: String
  /// The file or files that it describes, below the dossier's folder.
  package let file: String
  /// The record that they hold.
  package let record: RecordDeclaration
  /// Whether a file may hold a list of records.
  package let isList: Bool

  /// The schemas of all files, in the order of the reference.
  package static let all: [DataSchema] = DataModelReference.chapters.map { file, record in
    let isData = file.hasPrefix("Content/data/")
    let isBaseline = file == "Content/baseline.yaml"
    let name =
      isData
      ? String(file.dropFirst("Content/data/".count).dropLast(".yaml".count))
      : isBaseline ? "baseline" : record.name == "document" ? "seed" : record.name
    return DataSchema(
      name: name, file: file, record: record,
      isList: isBaseline || isData && name != DataFileKind.matrix.rawValue)
  }

  /// The schema of a name, or of the name of the record: `actors`, `actor`.
  package static func named(_ name: String) -> DataSchema? {
    all.first { $0.name == name } ?? all.first { $0.record.anchor == name }
  }

  /// The name of the schema's file: `actors.schema.json`.
  package var fileName: String { name + ".schema.json" }

  /// The schema, as indented JSON.
  package var json: String {
    var definitions: [(key: String, value: SchemaValue)] = []
    var done: Set<String> = []
    var waiting = [record]
    while !waiting.isEmpty {
      let next = waiting.removeFirst()
      guard done.insert(next.anchor).inserted else { continue }
      definitions.append((next.anchor, Self.definition(of: next)))
      waiting += next.fields.flatMap(\.type.records)
    }
    var members: [(key: String, value: SchemaValue)] = [
      ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
      ("title", .text(file)),
      ("description", .text(record.summary)),
    ]
    let one = Self.reference(to: record)
    if isList {
      members.append(
        (
          "anyOf",
          .list([
            .record([("type", .text("array")), ("items", one)]), one,
            .record([("type", .text("null"))]),
          ])
        ))
    } else {
      members.append(("$ref", .text("#/$defs/" + record.anchor)))
    }
    members.append(("$defs", .record(definitions)))
    return SchemaValue.record(members).json
  }

  // MARK: - Records

  private static func reference(to record: RecordDeclaration) -> SchemaValue {
    .record([("$ref", .text("#/$defs/" + record.anchor))])
  }

  private static func definition(of record: RecordDeclaration) -> SchemaValue {
    var members: [(key: String, value: SchemaValue)] = [
      ("title", .text(record.name)),
      ("description", .text(record.summary)),
      ("type", .text("object")),
      ("properties", .record(record.fields.map { ($0.key, property($0)) })),
    ]
    let required = record.fields.filter(\.isRequired).map { SchemaValue.text($0.key) }
    if !required.isEmpty { members.append(("required", .list(required))) }
    members.append(("additionalProperties", .boolean(false)))
    return .record(members)
  }

  private static func property(_ field: FieldDeclaration) -> SchemaValue {
    var meaning = field.meaning
    if case .markdown = field.type.item { meaning += " (Markdown)" }
    if let kinds = field.type.item.targetPhrase { meaning += "; the id of \(kinds)" }
    let description: [(key: String, value: SchemaValue)] = [("description", .text(meaning))]
    let accepted = schema(field.type, isRequired: field.isRequired)
    if field.isRequired { return .record(description + accepted) }
    // An empty value counts as absent.
    return .record(description + orNull(accepted))
  }

  private static func orNull(
    _ schema: [(key: String, value: SchemaValue)]
  ) -> [(key: String, value: SchemaValue)] {
    let null = SchemaValue.text("null")
    if schema.contains(where: { $0.key == "enum" || $0.key == "$ref" }) {
      return [("anyOf", .list([.record(schema), .record([("type", null)])]))]
    }
    return schema.map { key, value in
      switch (key, value) {
      case ("type", .list(let types)): (key, .list(types + [null]))
      case ("type", let type): (key, .list([type, null]))
      case ("anyOf", .list(let schemas)): (key, .list(schemas + [.record([("type", null)])]))
      default: (key, value)
      }
    }
  }

  // MARK: - Types

  /// What a key accepts.
  private static func schema(
    _ type: FieldType, isRequired: Bool
  ) -> [(key: String, value: SchemaValue)] {
    switch type {
    case .text, .token, .markdown:
      // The key decides the type, so `no` and `010` are texts; YAML makes other values of some.
      return scalar(["string", "number", "boolean"])
        + (isRequired ? [("minLength", .integer(1))] : [])
    case .identifier, .reference, .lawReference:
      return scalar(["string", "number"]) + pattern("^[a-z0-9][a-z0-9-]*$")
    case .qualifiedReference:
      let kinds = EntityKind.referenceNames.joined(separator: "|")
      return scalar(["string"]) + pattern("^(\(kinds)):[^:]+$")
    case .day: return scalar(["string"]) + pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
    case .date: return scalar(["string", "integer"]) + pattern("^\(datePattern)$")
    case .interval:
      let bound = "(\(datePattern)|\\.\\.)?"
      return scalar(["string", "integer"]) + pattern("^(\(datePattern)|\(bound)/\(bound))$")
    case .time: return scalar(["string"]) + pattern("^[0-2][0-9]:[0-5][0-9]$")
    case .integer(let range):
      var members = scalar(["integer"]) + [("minimum", .integer(range.lowerBound))]
      if range.upperBound < .max { members.append(("maximum", .integer(range.upperBound))) }
      return members
    case .number(let range):
      return scalar(["number"]) + [
        ("minimum", .number(range.lowerBound)), ("maximum", .number(range.upperBound)),
      ]
    case .boolean: return scalar(["boolean"])
    case .address: return scalar(["string"]) + pattern("^https?://[^/\\s]\\S*$")
    case .hash: return scalar(["string", "number"]) + pattern("^[0-9a-f]{64}$")
    case .lawIdentifier(let kind): return scalar(["string"]) + pattern(kind.pattern)
    case .choice(let words): return [("enum", .list(words.map { .text($0) }))]
    case .list(let item):
      return [("type", .text("array")), ("items", .record(schema(item, isRequired: false)))]
        + (isRequired ? [("minItems", .integer(1))] : [])
    case .oneOrMany(let item):
      return anyOf([schema(item, isRequired: false), schema(.list(item), isRequired: isRequired)])
    case .record(let record): return [("$ref", .text("#/$defs/" + record.anchor))]
    case .either(let item, let record):
      return anyOf([
        schema(item, isRequired: false), [("$ref", .text("#/$defs/" + record.anchor))],
      ])
    case .table(let item):
      return [
        ("type", .text("object")),
        ("additionalProperties", .record(schema(item, isRequired: true))),
      ]
    }
  }

  private static func scalar(_ types: [String]) -> [(key: String, value: SchemaValue)] {
    [("type", types.count == 1 ? .text(types[0]) : .list(types.map { .text($0) }))]
  }

  private static func pattern(_ text: String) -> [(key: String, value: SchemaValue)] {
    [("pattern", .text(text))]
  }

  private static func anyOf(
    _ schemas: [[(key: String, value: SchemaValue)]]
  ) -> [(key: String, value: SchemaValue)] {
    [("anyOf", .list(schemas.map { .record($0) }))]
  }

  /// One date in EDTF: year, month, day, each but the first unknown or absent; one mark.
  private static let datePattern = "[0-9]{4}(-([0-9]{2}|XX)(-([0-9]{2}|XX))?)?[?~%]?"
}

extension LawIdentifierKind {
  /// The form as a regular expression of JSON Schema; a little wider than `accepts`.
  var pattern: String {
    switch self {
    case .legitext, .jorftext, .legiarti: "^\(name)[0-9]{12}$"
    case .nor: "^[A-Z]{4}[0-9]{7}[A-Z]$"
    case .eli: "(^|/)eli/\\S+$"
    case .celex: "^[0-9CE][0-9]{4}[A-Z]{1,2}[0-9]{2,}[0-9A-Z()_-]*$"
    case .ecli: "^ECLI:[A-Z]{2}:[^:]{1,7}:[0-9]{4}:[^:]{1,25}$"
    }
  }
}

extension FieldType {
  /// What a reference leads to, in words.
  fileprivate var targetPhrase: String? {
    switch self {
    case .reference(let kind): kind.phrase
    case .lawReference: "a provision or an instrument"
    default: nil
    }
  }
}
