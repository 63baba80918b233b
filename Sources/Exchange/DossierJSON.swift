// Owns `dossier.json`, the whole dossier as one JSON document, and `dossier.schema.json`, which
// says what stands in it. Both come from one declaration: the shapes in `Document/`.

import DossierModel
import Verification

/// The whole dossier as one JSON document, and the JSON Schema of such documents.
///
/// Keys are those of the data files. A key without a known value is left out; a list is always
/// there. Dates are in EDTF, references are ids, events stand in order of time and all other
/// records in the order of the dossier.
/// - Source: RFC 8259; JSON Schema draft 2020-12; EDTF in ISO 8601-2.
enum DossierJSON {
  /// The format and its version; a key that is taken away or changes its meaning makes a new one.
  static let format = "dossier/1"
  /// The route of the document.
  static let route = "dossier.json"
  /// The route of the schema.
  static let schemaRoute = "dossier.schema.json"

  /// Returns the document.
  static func document(_ context: ExchangeContext) -> [UInt8] {
    var writer = JSONWriter()
    shape.type.write(context.dossier, context, &writer)
    return writer.finished()
  }

  /// Returns the schema.
  static func schema(_ context: ExchangeContext) -> [UInt8] {
    var writer = JSONWriter()
    let type = shape.type
    writer.object { writer in
      writer.member("$schema", "https://json-schema.org/draft/2020-12/schema")
      writer.member("$id", context.address(ofFile: schemaRoute))
      writer.member("title", format)
      type.schema.writeMembers(to: &writer)
      writer.key("$defs")
      writer.object { writer in
        for definition in type.definitions {
          writer.key(definition.name)
          writer.object { definition.writeMembers(to: &$0) }
        }
      }
    }
    return writer.finished()
  }

  private static var shape: JSONShape<Dossier> {
    JSONShape("dossier", "A dossier: who did and said what, when, according to whom.") {
      $0.required("$schema", .text, "The schema of this document.") { _ in schemaRoute }
      $0.required("format", formatName, "The format and its version.") { _ in format }
      $0.required("settings", .settings, "What the dossier is.", \.settings)
      $0.required("actors", .table(of: .actor), "The actors.", \.actors)
      $0.computed("events", .list(of: .event), "The events, in order of time.") {
        dossier, context in
        context.checked.timeline.map { dossier.events[$0] }
      }
      $0.required("instruments", .table(of: .instrument), "The legal texts.", \.instruments)
      $0.required("provisions", .table(of: .provision), "Their articles.", \.provisions)
      $0.optional("matrix", .matrix, "Which law reaches whom for what.", \.matrix)
      $0.required(
        "measures", .table(of: .measure), "What was done about the affair.", \.measures)
      $0.required("sources", .table(of: .source), "The sources.", \.sources)
      $0.required("quotations", .table(of: .quotation), "The quotations.", \.quotations)
      $0.required("claims", .table(of: .claim), "The statements.", \.claims)
      $0.required(
        "contradictions", .table(of: .contradiction), "Where sources disagree.",
        \.contradictions)
      $0.required("limits", .table(of: .limit), "What the source document lacks.", \.limits)
      $0.required("open-points", .table(of: .openPoint), "What is left to verify.", \.openPoints)
      $0.required(
        "corrections", .table(of: .correction), "What was corrected.", \.corrections)
      $0.required("terms", .table(of: .term), "The glossary.", \.glossary)
      $0.required("chapters", .table(of: .chapter), "The chapters, in order.", \.chapters)
      $0.required(
        "documents", .table(of: .archivedDocument), "The register of captured documents.",
        \.archivedDocuments)
    }
  }

  private static var formatName: JSONType<String> {
    JSONType(.choice([format])) { value, _, writer in writer.string(value) }
  }
}

extension JSONType {
  /// All records of one kind.
  fileprivate static func table<Element: Entity>(
    of element: JSONType<Element>
  ) -> JSONType where Value == EntityTable<Element> {
    JSONType(.list(element.schema), definitions: element.definitions) { table, context, writer in
      writer.list { writer in
        for record in table { element.write(record, context, &writer) }
      }
    }
  }
}
