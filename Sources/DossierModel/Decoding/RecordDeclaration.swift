// The declaration of a record: each key once, with its type, whether it is required and what it
// means. The decoder, the check of unknown keys and Documentation/data-model.md come from it.

package import Diagnostics

/// What a key of a record accepts.
package indirect enum FieldType: Sendable {
  /// A text without markup.
  case text
  /// A text in the dossier's Markdown.
  case markdown
  /// A full date: `2026-01-02`.
  case day
  /// A date with its precision and doubts: `2026-01`, `2026-02-01?`.
  case date
  /// A date or an interval in EDTF.
  case interval
  case time
  case integer(ClosedRange<Int>)
  case number(ClosedRange<Double>)
  case boolean
  /// An id of the record itself or of a part of it.
  case identifier
  /// A text that names a part of another record; not an id of a kind.
  case token
  case address
  case hash
  case lawIdentifier(LawIdentifierKind)
  /// One of a closed list of words.
  case choice([String])
  /// The id of a record of a kind.
  case reference(EntityKind)
  /// The id of a provision or of an instrument.
  case lawReference
  /// An id with its kind: `law:cp-226-8-1`.
  case qualifiedReference
  case list(FieldType)
  /// One value, or a list of them.
  case oneOrMany(FieldType)
  case record(RecordDeclaration)
  /// An id, or a record that says more.
  case either(FieldType, RecordDeclaration)
  /// A record whose keys are the author's, each with one value.
  case table(FieldType)

  /// What an author is told to write.
  package var phrase: Wording {
    switch self {
    case .text, .token: Wording("a text", fr: "un texte")
    case .markdown: Wording("a text in Markdown", fr: "un texte en Markdown")
    case .day: Wording("a date such as `2026-01-02`", fr: "une date telle que `2026-01-02`")
    case .date:
      Wording(
        "a date such as `2026-01-02`, `2026-01` or `2026-02-01?`",
        fr: "une date telle que `2026-01-02`, `2026-01` ou `2026-02-01?`")
    case .interval:
      Wording(
        "a date or interval such as `2026-01` or `2026-01-02/2026-01-09`",
        fr: "une date ou un intervalle, tels que `2026-01` ou `2026-01-02/2026-01-09`")
    case .time: Wording("a time such as `21:59`", fr: "une heure telle que `21:59`")
    case .integer: Wording("a whole number", fr: "un nombre entier")
    case .number: Wording("a number", fr: "un nombre")
    case .boolean: Wording("`true` or `false`", fr: "`true` ou `false`")
    case .identifier:
      Wording("an id such as `cp-226-8-1`", fr: "un identifiant tel que `cp-226-8-1`")
    case .address: Wording("a web address", fr: "une adresse web")
    case .hash: Wording("a SHA-256", fr: "un SHA-256")
    case .lawIdentifier(let kind):
      Wording("\(kind.article) \(kind.name) identifier", fr: "un identifiant \(kind.name)")
    case .choice(let words):
      Wording("one of ", fr: "l'un de ")
        + Wording(words.map { "`\($0)`" }.joined(separator: ", "))
    case .reference(let kind):
      Wording("the id of ", fr: "l'identifiant d'") + kind.wording
    case .lawReference:
      Wording(
        "the id of a provision or an instrument",
        fr: "l'identifiant d'une disposition ou d'un texte")
    case .qualifiedReference:
      Wording(
        "an id with its kind, such as `law:cp-226-8-1`",
        fr: "un identifiant avec son genre, tel que `law:cp-226-8-1`")
    case .list(let item):
      Wording("a list, each item ", fr: "une liste dont chaque élément est ") + item.phrase
    case .oneOrMany(let item):
      item.phrase + Wording(", or a list of such", fr: ", ou une liste de tels")
    case .record(let record):
      Wording(
        "a record with the keys of \(record.phrase)",
        fr: "une fiche avec les clés de `\(record.name)`")
    case .either(let item, let record):
      item.phrase + Wording(", or \(record.phrase)", fr: ", ou une fiche `\(record.name)`")
    case .table(let item):
      Wording("a record of keys, each with ", fr: "une fiche de clés, avec pour chacune ")
        + item.phrase
    }
  }

  /// The name of the type in the reference of the data model.
  package var name: String {
    switch self {
    case .text, .token: "text"
    case .markdown: "Markdown"
    case .day: "day"
    case .date: "date"
    case .interval: "date or interval"
    case .time: "time"
    case .integer: "integer"
    case .number: "number"
    case .boolean: "boolean"
    case .identifier: "id"
    case .address: "address"
    case .hash: "SHA-256"
    case .lawIdentifier(let kind): kind.name
    case .choice(let words): words.map { "`\($0)`" }.joined(separator: " ")
    case .reference(let kind): "→ \(kind.rawValue)"
    case .lawReference: "→ provision or instrument"
    case .qualifiedReference: "→ any, with its kind"
    case .list(let item): "list of \(item.name)"
    case .oneOrMany(let item): "\(item.name), or a list"
    case .record(let record): "[\(record.name)](#\(record.anchor))"
    case .either(let item, let record): "\(item.name) or [\(record.name)](#\(record.anchor))"
    case .table(let item): "record of \(item.name)"
    }
  }

  /// The records that the type holds.
  package var records: [RecordDeclaration] {
    switch self {
    case .list(let item), .oneOrMany(let item): item.records
    case .record(let record), .either(_, let record): [record]
    default: []
    }
  }

  /// The type of one word of a closed list.
  package static func choice<Word: Choice>(_: Word.Type) -> FieldType {
    .choice(Word.allCases.map(\.rawValue))
  }
}

/// One key of a record.
package struct FieldDeclaration: Sendable {
  /// The key as written.
  package let key: String
  /// What it accepts.
  package let type: FieldType
  /// Whether a record without it is an error.
  package let isRequired: Bool
  /// A clause, lower case, no final stop.
  package let meaning: String

  /// A key that must be given.
  package static func required(
    _ key: String, _ type: FieldType, _ meaning: String
  ) -> FieldDeclaration {
    FieldDeclaration(key: key, type: type, isRequired: true, meaning: meaning)
  }

  /// A key that may be left out.
  package static func optional(
    _ key: String, _ type: FieldType, _ meaning: String
  ) -> FieldDeclaration {
    FieldDeclaration(key: key, type: type, isRequired: false, meaning: meaning)
  }

  /// The id of a record of a kind.
  package static let id = required(
    "id", .identifier, "the id, unique among the records of its kind")

  /// Old ids.
  package static let aliases = optional(
    "aliases", .list(.identifier), "old ids that still lead here")

  /// The printed mark.
  package static func cote(required: Bool, _ example: String) -> FieldDeclaration {
    FieldDeclaration(
      key: "cote", type: .text, isRequired: required,
      meaning: "the printed mark, such as `\(example)`, unique in the dossier")
  }
}

extension FieldDeclaration {
  /// The day by which volatile data is to be looked at again.
  package static let reviewBy = optional(
    "review-by", .date, "when it should be looked at again")

  /// The keys that keep a record, or a note on it, out of all output.
  static let visibility: [FieldDeclaration] = [
    optional("draft", .boolean, "whether it is unfinished: checked, and left out of all output"),
    optional("private", .boolean, "whether it is for the authors only: left out of all output"),
    optional("private-note", .text, "a note of the authors, which is read and never kept"),
  ]
}

/// A kind of record: its keys.
package struct RecordDeclaration: Sendable {
  /// The name: "actor", "penalty".
  package let name: String
  /// One sentence on what it stands for.
  package let summary: String
  /// The keys, in the order of the reference.
  package let fields: [FieldDeclaration]

  /// Declares a record.
  package init(_ name: String, _ summary: String, _ fields: [FieldDeclaration]) {
    self.name = name
    self.summary = summary
    self.fields = fields
  }

  /// Declares a record that others point at: it may be a draft or private.
  init(entity name: String, _ summary: String, _ fields: [FieldDeclaration]) {
    self.init(name, summary, fields + FieldDeclaration.visibility)
  }

  /// The field of a key.
  package func field(_ key: String) -> FieldDeclaration? { fields.first { $0.key == key } }

  /// The name with its article.
  package var phrase: String {
    guard let first = name.utf8.first else { return name }
    return ("aeiou".utf8.contains(first) ? "an " : "a ") + name
  }

  /// The anchor of the record in the reference of the data model.
  package var anchor: String { name.split(separator: " ").joined(separator: "-") }
}

extension EntityKind {
  /// The kind with its article, in words.
  package var phrase: String {
    switch self {
    case .openPoint: "an open point"
    case .archivedDocument: "a document of the register"
    case .actor, .event, .instrument: "an \(rawValue)"
    default: "a \(rawValue)"
    }
  }

  /// The kind with its article, in words of both languages.
  var wording: Wording {
    let french =
      switch self {
      case .actor: "un acteur"
      case .event: "un événement"
      case .instrument: "un texte"
      case .provision: "une disposition"
      case .measure: "une mesure"
      case .source: "une source"
      case .quotation: "une citation"
      case .claim: "une affirmation"
      case .contradiction: "une contradiction"
      case .limit: "une limite"
      case .openPoint: "un point ouvert"
      case .correction: "une correction"
      case .term: "un terme"
      case .chapter: "un chapitre"
      case .archivedDocument: "un document du registre"
      }
    return Wording(phrase, fr: french)
  }

  /// The kind in words.
  package var words: Wording {
    let english =
      switch self {
      case .openPoint: "open point"
      case .archivedDocument: "document"
      default: rawValue
      }
    let noun = wording.french.split(separator: " ", maxSplits: 1).last.map(String.init)
    return Wording(english, fr: noun ?? english)
  }
}
