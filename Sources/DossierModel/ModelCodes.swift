// Every diagnostic of this module: its code and the function that words it. D01 reading YAML, D02
// decoding records, D03 the files of a dossier.

package import Diagnostics

extension DiagnosticCode {
  /// YAML syntax error.
  package static let yamlSyntax = DiagnosticCode("D0101", "YAML syntax error")
  /// Text is not UTF-8.
  package static let notUTF8 = DiagnosticCode("D0102", "text is not UTF-8")
  /// Anchors and aliases are not read.
  package static let anchorRefused = DiagnosticCode("D0103", "anchors and aliases are not read")
  /// Tags are not read.
  package static let tagRefused = DiagnosticCode("D0104", "tags are not read")
  /// Several documents in one file.
  package static let severalDocuments = DiagnosticCode("D0105", "several documents in one file")
  /// Nested too deeply.
  package static let tooDeep = DiagnosticCode("D0106", "nested too deeply")
  /// Key given twice.
  package static let duplicateKey = DiagnosticCode("D0107", "key given twice")
  /// Key is not a text.
  package static let keyNotText = DiagnosticCode("D0108", "key is not a text")
  /// Empty file.
  package static let emptyFile = DiagnosticCode("D0109", "empty file", .warning)

  /// CSV row of another length.
  package static let cellCount = DiagnosticCode("D0110", "CSV row of another length")
  /// CSV quotation marks out of place.
  package static let cellQuotes = DiagnosticCode("D0111", "CSV quotation marks out of place")
  /// Invisible control character.
  package static let controlCharacter = DiagnosticCode(
    "D0112", "invisible control character", .warning)

  /// Unknown key.
  package static let unknownKey = DiagnosticCode("D0201", "unknown key")
  /// Required key is missing.
  package static let missingKey = DiagnosticCode("D0202", "required key is missing")
  /// Value of the wrong type.
  package static let wrongType = DiagnosticCode("D0203", "value of the wrong type")
  /// Word outside the allowed ones.
  package static let unknownChoice = DiagnosticCode("D0204", "word outside the allowed ones")
  /// Invalid date.
  package static let invalidDate = DiagnosticCode("D0205", "invalid date")
  /// Invalid id.
  package static let invalidIdentifier = DiagnosticCode("D0206", "invalid id")
  /// Id given twice.
  package static let duplicateIdentifier = DiagnosticCode("D0207", "id given twice")
  /// Number out of range.
  package static let numberOutOfRange = DiagnosticCode("D0208", "number out of range")
  /// Required value is empty.
  package static let emptyValue = DiagnosticCode("D0209", "required value is empty")
  /// Invalid web address.
  package static let invalidAddress = DiagnosticCode("D0210", "invalid web address")
  /// Invalid SHA-256.
  package static let invalidHash = DiagnosticCode("D0211", "invalid SHA-256")
  /// Invalid identifier of a text.
  package static let invalidLawIdentifier = DiagnosticCode("D0212", "invalid identifier of a text")
  /// Invalid time of day.
  package static let invalidTime = DiagnosticCode("D0213", "invalid time of day")
  /// Printed mark given twice.
  package static let duplicateCote = DiagnosticCode("D0214", "printed mark given twice")

  /// No Content folder.
  package static let contentMissing = DiagnosticCode("D0301", "no Content folder")
  /// No dossier.yaml.
  package static let settingsMissing = DiagnosticCode("D0302", "no dossier.yaml")
  /// Data file of no known kind.
  package static let unknownDataFile = DiagnosticCode("D0303", "data file of no known kind")
  /// Chapter without front matter.
  package static let frontMatterMissing = DiagnosticCode("D0304", "chapter without front matter")
  /// Front matter without an end.
  package static let frontMatterOpen = DiagnosticCode("D0305", "front matter without an end")
  /// Chapter number given twice.
  package static let duplicateChapterNumber = DiagnosticCode("D0306", "chapter number given twice")
  /// File name gives no id.
  package static let fileName = DiagnosticCode("D0307", "file name gives no id")
  /// File that is not read.
  package static let strayFile = DiagnosticCode("D0308", "file that is not read", .warning)
  /// Several records where one is read.
  package static let severalRecords = DiagnosticCode("D0309", "several records where one is read")

  /// Every code of this module.
  package static let modelCodes: [DiagnosticCode] = [
    yamlSyntax, notUTF8, anchorRefused, tagRefused, severalDocuments, tooDeep, duplicateKey,
    keyNotText, emptyFile, cellCount, cellQuotes, controlCharacter,
    unknownKey, missingKey, wrongType, unknownChoice, invalidDate, invalidIdentifier,
    duplicateIdentifier, numberOutOfRange, emptyValue, invalidAddress, invalidHash,
    invalidLawIdentifier, invalidTime, duplicateCote,
    contentMissing, settingsMissing, unknownDataFile, frontMatterMissing, frontMatterOpen,
    duplicateChapterNumber, fileName, strayFile, severalRecords,
  ]
}

// MARK: - Reading YAML

/// What to do about the problems that libyaml names, by the start of its words.
private let yamlHints: [(problem: String, hint: Wording)] = [
  (
    "mapping values are not allowed",
    "a text that holds `: ` needs quotation marks, or `>-` and a line of its own"
  ),
  ("found character that cannot start", "put the text in quotation marks"),
  (
    "could not find expected ':'",
    "write `key: value`, and indent the further lines of a long text"
  ),
  (
    "did not find expected key",
    "the keys of a record begin in one column; a quotation mark inside quotes is doubled"
  ),
  ("did not find expected '-' indicator", "the items of a list begin with `- ` in one column"),
  (
    "did not find expected ',' or ']'",
    "close the list with `]`; a text that begins with `[` needs quotation marks"
  ),
  (
    "did not find expected ',' or '}'",
    "close the record with `}`; a text that begins with `{` needs quotation marks"
  ),
  (
    "did not find expected <document start>",
    "a file is one list or one record: check where this line begins"
  ),
  ("block sequence entries are not allowed", "begin the list on a line of its own"),
  ("found unexpected end of stream", "close the quotation mark"),
  (
    "found unexpected document indicator", "close the quotation mark before the line `---`"
  ),
  (
    "found unknown escape character",
    "a backslash begins an escape in double quotes: use single quotes, or write `\\\\`"
  ),
  ("control characters are not allowed", "delete the invisible character"),
]

extension Diagnostic {
  static func yamlSyntax(
    _ problem: String, at span: Span, context: Label?, isTab: Bool = false
  ) -> Diagnostic {
    let hint: Wording? =
      isTab
      ? "indent with spaces: YAML does not allow tabs there"
      : yamlHints.first { problem.hasPrefix($0.problem) }?.hint
    return Diagnostic(
      .yamlSyntax, "YAML syntax: \(problem)", at: Label(span),
      secondary: context.map { [$0] } ?? [],
      hints: hint.map { [Hint($0)] } ?? [])
  }

  static func notUTF8(at span: Span) -> Diagnostic {
    Diagnostic(
      .notUTF8, "this byte is not UTF-8", at: Label(span),
      hints: [Hint("save the file in the encoding UTF-8")])
  }

  static func controlCharacter(_ name: String, others: Int, at span: Span) -> Diagnostic {
    Diagnostic(
      .controlCharacter, "the text holds an invisible control character, \(name)",
      at: Label(span),
      notes: others > 0 ? ["this text holds \(others) more"] : [],
      hints: [Hint("delete it: a reader would not see the text that is written here")])
  }

  static func anchorRefused(at span: Span) -> Diagnostic {
    Diagnostic(
      .anchorRefused, "anchors are not read in a dossier", at: Label(span, "an anchor"),
      hints: [Hint("leave it out; records point at each other by their ids")])
  }

  static func aliasRefused(at span: Span) -> Diagnostic {
    Diagnostic(
      .anchorRefused, "aliases are not read in a dossier", at: Label(span, "an alias"),
      hints: [
        Hint("repeat the value; a text that begins with `*` needs quotation marks")
      ])
  }

  static func tagRefused(at span: Span) -> Diagnostic {
    Diagnostic(
      .tagRefused, "tags are not read in a dossier", at: Label(span, "a tag"),
      hints: [
        Hint(
          "leave it out: the key decides the type; a text that begins with `!` needs quotation marks"
        )
      ])
  }

  static func severalDocuments(at span: Span) -> Diagnostic {
    Diagnostic(
      .severalDocuments, "a second document begins here", at: Label(span),
      notes: ["nothing after this line is read"],
      hints: [Hint("write the records as one list, each with `- ` before its first key")])
  }

  static func tooDeep(at span: Span, limit: Int) -> Diagnostic {
    Diagnostic(
      .tooDeep, "more than \(limit) levels of lists and records", at: Label(span),
      notes: ["the rest of the file is not read"])
  }

  static func duplicateKey(_ key: String, at span: Span, first: Span) -> Diagnostic {
    Diagnostic(
      .duplicateKey, "the key `\(key)` is given twice", at: Label(span, "again here"),
      secondary: [Label(first, "first given here")], hints: [Hint("keep one of them")])
  }

  static func keyNotText(at span: Span, found: String) -> Diagnostic {
    Diagnostic(
      .keyNotText, "a key is a text, here is \(found)", at: Label(span),
      hints: [Hint("a value that begins with `{` or `[` needs quotation marks")])
  }

  static func emptyFile(at span: Span) -> Diagnostic {
    Diagnostic(
      .emptyFile, "the file holds no record", at: Label(span),
      hints: [Hint("delete it, or write `[]` for an empty list")])
  }
}

// MARK: - Reading CSV

extension Diagnostic {
  static func cellCount(_ count: Int, expected: Int, at span: Span, header: Span) -> Diagnostic {
    Diagnostic(
      .cellCount,
      "the row has \(count) \(count == 1 ? "cell" : "cells"), the first row \(expected)",
      at: Label(span), secondary: [Label(header, "the keys")],
      hints: [Hint("a cell that holds a separator or a line end needs quotation marks")])
  }

  static func cellNotClosed(at span: Span) -> Diagnostic {
    Diagnostic(
      .cellQuotes, "the quotation mark is not closed", at: Label(span, "opened here"),
      hints: [Hint("close it; a quotation mark inside a cell is doubled")])
  }

  static func textAfterQuotedCell(at span: Span) -> Diagnostic {
    Diagnostic(
      .cellQuotes, "text stands behind a closing quotation mark", at: Label(span),
      hints: [Hint("a quotation mark inside a cell is doubled")])
  }
}

// MARK: - Decoding records

extension Diagnostic {
  static func unknownKey(
    _ key: String, near: [String], in record: RecordDeclaration, at span: Span
  ) -> Diagnostic {
    Diagnostic(
      .unknownKey, "unknown key `\(key)`", at: Label(span, "not a key of \(record.phrase)"),
      notes: near.isEmpty
        ? ["keys of \(record.phrase): \(quotedList(record.fields.map(\.key)))"] : [],
      hints: Suggestion.hint(near).map { [$0] } ?? [])
  }

  static func missingKeys(
    _ keys: [FieldDeclaration], in record: RecordDeclaration, at span: Span
  ) -> Diagnostic {
    let names = quotedList(keys.map(\.key))
    return Diagnostic(
      .missingKey,
      "\(record.phrase) needs the \(keys.count == 1 ? "key" : "keys") \(names)",
      at: Label(span, keys.count == 1 ? "not given here" : "none of them given here"),
      hints: keys.map { Hint("`\($0.key)`: \($0.type.phrase); \($0.meaning)") })
  }

  static func emptyValue(_ field: FieldDeclaration, at span: Span) -> Diagnostic {
    Diagnostic(
      .emptyValue, "the required key `\(field.key)` has no value", at: Label(span),
      hints: [Hint("expected \(field.type.phrase); \(field.meaning)")])
  }

  static func wrongType(
    expected: String, found: String, key: String, at span: Span, hint: Wording? = nil
  ) -> Diagnostic {
    Diagnostic(
      .wrongType, "`\(key)` expects \(expected), found \(found)",
      at: Label(span, "expected \(expected)"), hints: hint.map { [Hint($0)] } ?? [])
  }

  static func unknownChoice(
    _ word: String, key: String, allowed: [String], at span: Span
  ) -> Diagnostic {
    let near = Suggestion.nearest(to: word, among: allowed)
    return Diagnostic(
      .unknownChoice, "`\(word)` is not a value of `\(key)`", at: Label(span),
      notes: ["allowed: \(quotedList(allowed))"],
      hints: Suggestion.hint(near).map { [$0] } ?? [])
  }

  static func invalidDate(_ text: String, fault: DateFault, at span: Span) -> Diagnostic {
    Diagnostic(
      .invalidDate, "`\(text)` is not a date: \(fault.reason)",
      at: Label(span, Wording(fault.reason)),
      hints: fault.hint.map { [Hint(Wording($0))] } ?? [])
  }

  static func dateNotExpected(
    _ text: String, key: String, reason: Wording, hint: Wording, at span: Span
  ) -> Diagnostic {
    Diagnostic(
      .invalidDate, "`\(text)` does not fit `\(key)`: \(reason)", at: Label(span),
      hints: [Hint(hint)])
  }

  static func invalidIdentifier(_ text: String, proposal: String?, at span: Span) -> Diagnostic {
    Diagnostic(
      .invalidIdentifier, "`\(text)` is not an id", at: Label(span),
      notes: ["an id has lower-case letters a to z, digits and hyphens: `cp-226-8-1`"],
      hints: proposal.map {
        [Hint("write `\($0)`", replacement: .init(span: span, text: $0))]
      } ?? [])
  }

  static func invalidQualifiedReference(
    _ text: String, kinds: [String], at span: Span
  ) -> Diagnostic {
    Diagnostic(
      .invalidIdentifier, "`\(text)` is not a reference with its kind", at: Label(span),
      hints: [Hint("write `law:cp-226-8-1`; kinds: \(quotedList(kinds))")])
  }

  static func duplicateIdentifier(
    _ slug: String, kind: String, at span: Span, first: Span
  ) -> Diagnostic {
    Diagnostic(
      .duplicateIdentifier, "the \(kind) id `\(slug)` is given twice",
      at: Label(span, "again here"), secondary: [Label(first, "first given here")],
      hints: [Hint("give one of the two another id")])
  }

  static func aliasTaken(_ slug: String, kind: String, at span: Span, first: Span) -> Diagnostic {
    Diagnostic(
      .duplicateIdentifier, "the old id `\(slug)` leads to two \(kind) records",
      at: Label(span, "given as an old id here"), secondary: [Label(first, "also given here")],
      hints: [Hint("an old id belongs to one record only, and is no id in use")])
  }

  static func duplicateCote(_ cote: String, at span: Span, first: Span) -> Diagnostic {
    Diagnostic(
      .duplicateCote, "the mark `\(cote)` is given twice", at: Label(span, "again here"),
      secondary: [Label(first, "first given here")],
      hints: [Hint("a printed mark names one record of the dossier")])
  }

  static func numberOutOfRange(
    _ text: String, key: String, allowed: String, at span: Span
  ) -> Diagnostic {
    Diagnostic(
      .numberOutOfRange, "`\(key)` is \(text), expected \(allowed)", at: Label(span))
  }

  static func invalidAddress(_ text: String, key: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .invalidAddress, "`\(key)` is not a web address", at: Label(span),
      notes: text.isEmpty ? [] : ["found `\(text)`"],
      hints: [Hint("write the whole address, with `https://` and without spaces")])
  }

  static func invalidHash(_ text: String, at span: Span) -> Diagnostic {
    let length = text.utf8.count
    return Diagnostic(
      .invalidHash, "this is not a SHA-256", at: Label(span),
      notes: [
        length == 64
          ? "a SHA-256 has the digits 0 to 9 and a to f only, in lower case"
          : "a SHA-256 has 64 hexadecimal digits, here are \(length) characters"
      ],
      hints: [Hint("copy the first word that `sha256sum FILE` prints")])
  }

  static func invalidLawIdentifier(
    _ text: String, name: String, form: String, at span: Span
  ) -> Diagnostic {
    Diagnostic(
      .invalidLawIdentifier, "`\(text)` is not a \(name) identifier", at: Label(span),
      hints: [Hint("expected \(form)")])
  }

  static func invalidTime(_ text: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .invalidTime, "`\(text)` is not a time of day", at: Label(span),
      hints: [Hint("write hours and minutes: `21:59`")])
  }

  static func invalidRange(
    _ lower: String, _ upper: String, at span: Span
  ) -> Diagnostic {
    Diagnostic(
      .numberOutOfRange, "`\(upper)` is not greater than `\(lower)`", at: Label(span),
      notes: ["`\(lower)` is the offset of the first byte, `\(upper)` the offset after the last"])
  }
}

// MARK: - Files

extension Diagnostic {
  static func contentMissing(_ folder: String) -> Diagnostic {
    Diagnostic(
      .contentMissing, "`\(folder)` holds no folder `Content`", at: nil,
      hints: [Hint("run the command in the folder of a dossier, or pass `--source DIR`")])
  }

  static func settingsMissing() -> Diagnostic {
    Diagnostic(
      .settingsMissing, "there is no `Content/dossier.yaml`", at: nil,
      hints: [Hint("write it with the keys `title`, `language`, `description`, `as-of`…")])
  }

  static func settingsEmpty(at span: Span) -> Diagnostic {
    Diagnostic(
      .settingsMissing, "`Content/dossier.yaml` says nothing", at: Label(span),
      hints: [Hint("write the keys `title`, `language`, `description`, `as-of`…")])
  }

  static func unknownDataFile(_ path: String, name: String, at span: Span) -> Diagnostic {
    let near = Suggestion.nearest(to: name, among: DataFileKind.names)
    return Diagnostic(
      .unknownDataFile, "`\(path)` is a data file of no known kind", at: Label(span),
      notes: near.isEmpty ? ["data files: \(quotedList(DataFileKind.names))"] : [],
      hints: near.isEmpty ? [] : [Hint("did you mean `\(near[0]).yaml`?")])
  }

  static func frontMatterMissing(at span: Span) -> Diagnostic {
    Diagnostic(
      .frontMatterMissing, "the chapter has no front matter", at: Label(span),
      hints: [Hint("begin with a line `---`, then `title: …`, and end with a line `---`")])
  }

  static func frontMatterOpen(at span: Span) -> Diagnostic {
    Diagnostic(
      .frontMatterOpen, "the front matter has no end", at: Label(span, "begins here"),
      hints: [Hint("write a line `---` after its last key")])
  }

  static func duplicateChapterNumber(_ number: Int, at span: Span, first: Span) -> Diagnostic {
    Diagnostic(
      .duplicateChapterNumber, "two chapters have the number \(number)",
      at: Label(span, "again here"), secondary: [Label(first, "first given here")],
      hints: [Hint("chapters are read in the order of their numbers; give each its own")])
  }

  static func fileName(_ path: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .fileName, "the name of `\(path)` gives no id", at: Label(span),
      hints: [Hint("name the file like `02-les-faits.md`, or give the key `slug`")])
  }

  static func strayFile(_ path: String, hint: Wording, at span: Span?) -> Diagnostic {
    Diagnostic(
      .strayFile, "`\(path)` is not read", at: span.map { Label($0) }, hints: [Hint(hint)])
  }

  static func severalRecords(_ path: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .severalRecords, "`\(path)` holds one record, here is a list", at: Label(span),
      hints: [Hint("write its keys at the start of the lines, without `- `")])
  }
}

/// Names in backticks, separated by commas.
private func quotedList(_ names: [String]) -> String {
  names.map { "`\($0)`" }.joined(separator: ", ")
}
