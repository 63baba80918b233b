// Owns the link between a value, the JSON written for it and the schema of that JSON: a shape is
// declared once and gives both, so that the document and its schema cannot part.

/// How values of one type are written, and the schema of what is written.
struct JSONType<Value>: Sendable {
  let schema: JSONSchema
  /// The objects that the schema names, those first that others need.
  let definitions: [JSONDefinition]
  let write: @Sendable (Value, ExchangeContext, inout JSONWriter) -> Void

  init(
    _ schema: JSONSchema, definitions: [JSONDefinition] = [],
    write: @escaping @Sendable (Value, ExchangeContext, inout JSONWriter) -> Void
  ) {
    self.schema = schema
    self.definitions = definitions
    self.write = write
  }

  /// A list of such values.
  static func list<Element>(of element: JSONType<Element>) -> JSONType where Value == [Element] {
    JSONType(.list(element.schema), definitions: element.definitions) { values, context, writer in
      writer.list { writer in
        for value in values { element.write(value, context, &writer) }
      }
    }
  }
}

/// An object: its keys in the order in which they are written.
struct JSONShape<Value>: Sendable {
  private var definition: JSONDefinition
  private var needed: [JSONDefinition] = []
  private var members: [@Sendable (Value, ExchangeContext, inout JSONWriter) -> Void] = []

  /// Declares an object.
  ///
  /// - Parameters:
  ///   - name: Its name in `$defs`.
  ///   - about: What it is, for the schema.
  ///   - declare: Declares the keys.
  init(_ name: String, _ about: String, _ declare: (inout JSONShape) -> Void) {
    definition = JSONDefinition(name: name, about: about)
    declare(&self)
  }

  /// Declares a key that is always written.
  mutating func required<Member>(
    _ key: String, _ type: JSONType<Member>, _ about: String,
    _ value: @escaping @Sendable (Value) -> Member
  ) {
    computed(key, type, about) { owner, _ in value(owner) }
  }

  /// Declares a key that is always written and whose value follows from the rest of the dossier.
  mutating func computed<Member>(
    _ key: String, _ type: JSONType<Member>, _ about: String,
    _ value: @escaping @Sendable (Value, ExchangeContext) -> Member
  ) {
    add(key, type, about, isRequired: true)
    let written = JSONWriter.written(key)
    members.append { owner, context, writer in
      writer.key(written: written)
      type.write(value(owner, context), context, &writer)
    }
  }

  /// Declares a key that is left out where nothing is known.
  mutating func optional<Member>(
    _ key: String, _ type: JSONType<Member>, _ about: String,
    _ value: @escaping @Sendable (Value) -> Member?
  ) {
    derived(key, type, about) { owner, _ in value(owner) }
  }

  /// Declares a key whose value follows from the rest of the dossier, left out where there is none.
  mutating func derived<Member>(
    _ key: String, _ type: JSONType<Member>, _ about: String,
    _ value: @escaping @Sendable (Value, ExchangeContext) -> Member?
  ) {
    add(key, type, about, isRequired: false)
    let written = JSONWriter.written(key)
    members.append { owner, context, writer in
      guard let member = value(owner, context) else { return }
      writer.key(written: written)
      type.write(member, context, &writer)
    }
  }

  private mutating func add<Member>(
    _ key: String, _ type: JSONType<Member>, _ about: String, isRequired: Bool
  ) {
    precondition(
      !definition.properties.contains { $0.key == key }, "a key is declared once in an object")
    definition.properties.append(
      JSONDefinition.Property(key: key, about: about, schema: type.schema, isRequired: isRequired))
    for other in type.definitions where !needed.contains(where: { $0.name == other.name }) {
      needed.append(other)
    }
  }

  /// The object as a type: its schema is a reference to the definition.
  var type: JSONType<Value> {
    JSONType(.definition(definition.name), definitions: needed + [definition]) {
      [members] value, context, writer in
      writer.object { writer in
        for member in members { member(value, context, &writer) }
      }
    }
  }
}
