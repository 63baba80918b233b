// The keys of `matrix.yaml`.

import Diagnostics

extension LiabilityMatrix: DecodableRecord {
  static let declaration = RecordDeclaration(
    "matrix", "Which provision reaches whom for what conduct.",
    [
      .required("conducts", .list(.record(MatrixAxis.declaration)), "the rows"),
      .required("parties", .list(.record(MatrixAxis.declaration)), "the columns"),
      .required("cells", .list(.record(MatrixCell.declaration)), "what the law says of a pair"),
    ])

  init?(from record: inout RecordDecoder) {
    span = record.span
    conducts = record.records("conducts", as: MatrixAxis.self)
    parties = record.records("parties", as: MatrixAxis.self)
    cells = record.records("cells", as: MatrixCell.self)
    record.session.reportDuplicates(
      conducts.map(\.id), kind: Wording("conduct", fr: "comportement"))
    record.session.reportDuplicates(parties.map(\.id), kind: Wording("party", fr: "responsable"))
  }
}

extension MatrixAxis: DecodableRecord {
  static let declaration = RecordDeclaration(
    "axis", "A row or a column of the matrix.",
    [
      .required("id", .identifier, "the id within the matrix"),
      .required("label", .text, "the heading"),
      .optional("description", .markdown, "what the heading covers"),
    ])

  init?(from record: inout RecordDecoder) {
    id = record.requiredLocatedText("id")
    label = record.requiredText("label")
    description = record.markdown("description")
  }
}

extension MatrixCell: DecodableRecord {
  static let declaration = RecordDeclaration(
    "cell", "What the law says of one conduct of one party.",
    [
      .required("conduct", .token, "the id of a row"),
      .required("party", .token, "the id of a column"),
      .optional("entries", .list(.record(MatrixEntry.declaration)), "the provisions"),
    ])

  init?(from record: inout RecordDecoder) {
    conduct = record.requiredLocatedText("conduct")
    party = record.requiredLocatedText("party")
    entries = record.records("entries", as: MatrixEntry.self)
  }
}

extension MatrixEntry: DecodableRecord {
  static let declaration = RecordDeclaration(
    "entry", "One provision in a cell.",
    [
      .optional("provision", .lawReference, "the provision or instrument"),
      .optional("text", .markdown, "what it means for this pair"),
      .optional("status", .choice(MatrixStatus.self), "whether it holds"),
      .optional("note", .markdown, "what is uncertain"),
    ])

  init?(from record: inout RecordDecoder) {
    provision = record.lawReference("provision")
    text = record.markdown("text")
    status = record.choice("status", MatrixStatus.self)?.value
    note = record.markdown("note")
  }
}
