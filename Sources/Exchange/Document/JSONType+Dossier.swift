// Owns how the values that records are made of stand in JSON: ids, dates, words, Markdown.

import DossierModel

extension JSONType where Value == String {
  /// A string.
  static var text: JSONType { JSONType(.string) { value, _, writer in writer.string(value) } }
  /// The id of a record.
  static var slug: JSONType {
    JSONType(.pattern("^[a-z0-9][a-z0-9-]*$")) { value, _, writer in writer.string(value) }
  }
  /// An address.
  static var address: JSONType {
    JSONType(.format("uri")) { value, _, writer in writer.string(value) }
  }
  /// A SHA-256 in lower-case hexadecimal.
  static var digest: JSONType {
    JSONType(.pattern("^[0-9a-f]{64}$")) { value, _, writer in writer.string(value) }
  }
  /// A kind and an id: `law:cp-226-8-1`.
  static var qualifiedSlug: JSONType {
    JSONType(.pattern("^[a-z-]+:[a-z0-9][a-z0-9-]*$")) { value, _, writer in writer.string(value) }
  }
}

extension JSONType where Value == Int {
  /// An integer from zero.
  static var count: JSONType {
    JSONType(.integer(minimum: 0)) { value, _, writer in writer.number(value) }
  }
}

extension JSONType where Value == Double {
  /// A number from zero.
  static var number: JSONType { JSONType(.number) { value, _, writer in writer.number(value) } }
}

extension JSONType where Value == Bool {
  /// `true` or `false`.
  static var flag: JSONType { JSONType(.boolean) { value, _, writer in writer.boolean(value) } }
}

extension JSONType where Value: Choice {
  /// One word of a closed list.
  static var word: JSONType {
    JSONType(.choice(Value.allCases.map(\.rawValue))) { value, _, writer in
      writer.string(value.rawValue)
    }
  }
}

// MARK: - Dates

extension JSONType where Value == CivilDate {
  /// A day: `2026-01-02`.
  static var day: JSONType {
    JSONType(.pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")) { value, _, writer in
      writer.string(value.description)
    }
  }
}

extension JSONType where Value == DateValue {
  /// A date or interval in EDTF, as precise as it is known, never more.
  static var date: JSONType {
    let part = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?[?~%]?"
    return JSONType(.pattern("^(\(part)(/(\(part)|\\.\\.)?)?|(\\.\\.)?/\(part))$")) {
      value, _, writer in
      writer.string(value.description)
    }
  }
}

extension JSONType where Value == TimeOfDay {
  /// A time of day: `21:59`.
  static var time: JSONType {
    JSONType(.pattern("^[0-2][0-9]:[0-5][0-9]$")) { value, _, writer in
      writer.string(value.written)
    }
  }
}

extension TimeOfDay {
  /// The time in ISO 8601: `21:59`.
  var written: String { "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)" }
}

// MARK: - Markdown and references

extension JSONType where Value == MarkdownText {
  /// A Markdown field: its words, and the Markdown with its references.
  static var prose: JSONType {
    JSONShape<MarkdownText>("prose", "A text.") { prose in
      prose.computed("plain", .text, "The words, without markup.") { $1.plain($0) }
      prose.required("markdown", .text, "The text as written, with its references.", \.source)
    }.type
  }
}

extension JSONType {
  /// The id of the record that a reference leads to.
  static func id<Element: Entity>(
    in table: @escaping @Sendable (Dossier) -> EntityTable<Element>
  ) -> JSONType where Value == Reference<Element> {
    JSONType(JSONType<String>.slug.schema) { reference, context, writer in
      writer.string(context.slug(reference, in: table(context.dossier)))
    }
  }

  /// The ids of the records that references lead to.
  static func ids<Element: Entity>(
    in table: @escaping @Sendable (Dossier) -> EntityTable<Element>
  ) -> JSONType where Value == [Reference<Element>] {
    .list(of: .id(in: table))
  }
}

extension JSONType where Value == LawReference {
  /// The id of a provision or an instrument.
  static var law: JSONType {
    JSONType(JSONType<String>.slug.schema) { reference, context, writer in
      writer.string(context.slug(reference))
    }
  }
}

extension JSONType where Value == QualifiedReference {
  /// The kind and id of a record.
  static var qualified: JSONType {
    JSONType(JSONType<String>.qualifiedSlug.schema) { reference, context, writer in
      let key = EntityKind.kinds(referenceName: reference.kindName)
        .lazy.compactMap { context.dossier.key($0, slug: reference.slug) }.first
      let slug = key.map(context.dossier.slug(of:)) ?? reference.slug
      writer.string(reference.kindName + ":" + slug)
    }
  }
}

extension JSONShape where Value: Entity {
  /// Declares the keys that every record has.
  mutating func identity(
    in table: @escaping @Sendable (Dossier) -> EntityTable<Value>
  ) {
    required("id", .slug, "The id, unique among records of one kind; it never changes.", \.slug)
    optional("cote", .text, "The mark under which the record is printed.", \.cote)
    derived("page", .address, "The address of its page.") { record, context in
      table(context.dossier).id(of: record.slug)
        .flatMap { context.address(of: EntityKey(Value.kind, index: $0.raw)) }
    }
    required("aliases", .list(of: .slug), "Earlier ids.") { $0.aliases.map(\.value) }
  }
}
