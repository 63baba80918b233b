// The keys of `Content/baseline.yaml`.

extension AcceptedFault: DecodableRecord {
  static let declaration = RecordDeclaration(
    "accepted fault",
    "A fault that is known and accepted; `dossier check --write-baseline` lists them.",
    [
      .required("code", .token, "the code of the rule: `R0503`"),
      .optional("file", .token, "the file, below the dossier's folder"),
      .required("fingerprint", .token, "the fingerprint of the line, as the command writes it"),
      .optional("count", .integer(1...1_000_000), "how many such faults are accepted; 1 if absent"),
      .optional("text", .text, "what is marked, for people"),
    ])

  init?(from record: inout RecordDecoder) {
    span = record.span
    code = record.requiredLocatedText("code")
    file = record.text("file")
    fingerprint = record.requiredText("fingerprint")
    count = record.integer("count")?.value ?? 1
    text = record.text("text")
  }
}
