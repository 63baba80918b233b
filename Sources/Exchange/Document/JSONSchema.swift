// Owns the part of JSON Schema that `dossier.json` needs, and its writing.

/// The schema of one value.
///
/// - Source: JSON Schema, draft 2020-12, Core and Validation.
indirect enum JSONSchema: Sendable {
  case string
  /// A string of a form; the expression is anchored at both ends.
  case pattern(String)
  /// A string with the annotation `format`: `uri`.
  case format(String)
  /// One of some strings.
  case choice([String])
  /// An integer not below a bound.
  case integer(minimum: Int)
  /// A number not below zero.
  case number
  case boolean
  case list(JSONSchema)
  /// An object declared in `$defs`.
  case definition(String)

  /// Writes the members of the schema object.
  func writeMembers(to writer: inout JSONWriter) {
    switch self {
    case .string: writer.member("type", "string")
    case .pattern(let expression):
      writer.member("type", "string")
      writer.member("pattern", expression)
    case .format(let name):
      writer.member("type", "string")
      writer.member("format", name)
    case .choice(let words):
      writer.key("enum")
      writer.list(words)
    case .integer(let minimum):
      writer.member("type", "integer")
      writer.key("minimum")
      writer.number(minimum)
    case .number:
      writer.member("type", "number")
      writer.key("minimum")
      writer.number(0)
    case .boolean: writer.member("type", "boolean")
    case .list(let element):
      writer.member("type", "array")
      writer.key("items")
      writer.object { element.writeMembers(to: &$0) }
    case .definition(let name): writer.member("$ref", "#/$defs/" + name)
    }
  }
}

/// The schema of an object: its keys, in the order in which they are written, and no others.
struct JSONDefinition: Sendable {
  /// One key of the object.
  struct Property: Sendable {
    let key: String
    let about: String
    let schema: JSONSchema
    let isRequired: Bool
  }

  let name: String
  let about: String
  var properties: [Property] = []

  /// Writes the members of the schema object.
  func writeMembers(to writer: inout JSONWriter) {
    writer.member("description", about)
    writer.member("type", "object")
    writer.key("properties")
    writer.object { writer in
      for property in properties {
        writer.key(property.key)
        writer.object { writer in
          writer.member("description", property.about)
          property.schema.writeMembers(to: &writer)
        }
      }
    }
    writer.key("required")
    writer.list(properties.filter(\.isRequired).map(\.key))
    writer.key("additionalProperties")
    writer.boolean(false)
  }
}
