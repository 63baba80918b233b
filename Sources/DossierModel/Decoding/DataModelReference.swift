// Writes Documentation/data-model.md from the declarations of the records, so that the page says
// what the decoder reads.

/// The reference of the data model.
package enum DataModelReference {
  /// The records in the order of the page, each with the file that holds it.
  package static let chapters: [(file: String, record: RecordDeclaration)] = [
    ("Content/dossier.yaml", DossierSettings.declaration),
    ("Content/baseline.yaml", AcceptedFault.declaration),
    ("Content/data/actors.yaml", Actor.declaration),
    ("Content/data/events.yaml", Event.declaration),
    ("Content/data/instruments.yaml", Instrument.declaration),
    ("Content/data/provisions.yaml", Provision.declaration),
    ("Content/data/matrix.yaml", LiabilityMatrix.declaration),
    ("Content/data/measures.yaml", Measure.declaration),
    ("Content/data/sources.yaml", Source.declaration),
    ("Content/data/quotations.yaml", Quotation.declaration),
    ("Content/data/claims.yaml", Claim.declaration),
    ("Content/data/contradictions.yaml", Contradiction.declaration),
    ("Content/data/limits.yaml", Limit.declaration),
    ("Content/data/open-points.yaml", OpenPoint.declaration),
    ("Content/data/corrections.yaml", Correction.declaration),
    ("Content/data/glossary.yaml", Term.declaration),
    ("Content/chapters/NN-slug.md", ChapterFrontMatter.declaration),
    ("seeds/ID.yaml", ArchivedDocument.declaration),
  ]

  /// Every record, with those that others hold, each once, in the order of the page.
  package static let records: [RecordDeclaration] = {
    var found: [RecordDeclaration] = []
    var waiting = chapters.map(\.record)
    while !waiting.isEmpty {
      let record = waiting.removeFirst()
      guard !found.contains(where: { $0.name == record.name }) else { continue }
      found.append(record)
      waiting.insert(contentsOf: record.fields.flatMap(\.type.records), at: 0)
    }
    return found
  }()

  /// The page, in Markdown.
  package static func page() -> String {
    var text = introduction
    var done: Set<String> = []
    for chapter in chapters {
      text += section(chapter.record, heading: "##", file: chapter.file)
      done.insert(chapter.record.name)
      var waiting = chapter.record.fields.flatMap(\.type.records)
      while !waiting.isEmpty {
        let record = waiting.removeFirst()
        guard done.insert(record.name).inserted else { continue }
        text += section(record, heading: "###", file: nil)
        waiting.insert(contentsOf: record.fields.flatMap(\.type.records), at: 0)
      }
    }
    return text
  }

  private static func section(
    _ record: RecordDeclaration, heading: String, file: String?
  ) -> String {
    // GitHub makes the anchor from the heading; the links of the tables count on that.
    var text = "\n\(heading) \(record.name)\n\n\(record.summary)"
    if let file { text += " File: `\(file)`." }
    text += "\n\n| key | type | required | meaning |\n|---|---|---|---|\n"
    for field in record.fields {
      text +=
        "| `\(field.key)` | \(field.type.name) | \(field.isRequired ? "yes" : "")"
        + " | \(field.meaning) |\n"
    }
    return text
  }

  private static let introduction = """
    # The data model

    Every key of every record, as the decoder reads it. This page is written from the declarations in
    `Sources/DossierModel/Decoding/Records/`; a test holds it to them (`make golden` writes it anew).

    ## Files

    - A data file in `Content/data/` is named after its kind and holds a list of records, or one record.
      A folder of the same name may hold further files: `data/actors/xai.yaml`.
    - Actors, events and sources may also be kept in a spreadsheet: `actors.csv`, `events.csv`,
      `sources.csv`. The first row holds keys, the items of a list are separated by semicolons, and
      keys that hold records (`roles`…) are left to YAML.
    - `dossier.yaml`, `matrix.yaml` and each file of the register in `seeds/` hold one record.
    - A chapter is a Markdown file in `Content/chapters/` that begins with its front matter between two
      lines `---`.
    - Files are UTF-8. YAML anchors, aliases, tags and further documents in a file are refused.
    - Keys are English, in lower case, with hyphens. An unknown key is an error.
    - `dossier schema KIND` prints the same as a JSON Schema, for editors: a line
      `# yaml-language-server: $schema=PATH` at the head of a file names it. `dossier init` writes both.

    ## Types

    | type | what is written |
    |---|---|
    | text | a text without markup; the key decides the type, so `no` and `010` stay texts |
    | Markdown | a text in the dossier's Markdown: references, citations, notes |
    | day | `2026-01-02` |
    | date | `2026-01-02`, `2026-01`, `2026`; `?` doubtful, `~` about, `%` both: `2026-02-01?` |
    | date or interval | a date, or two with `/`: `2025-12-31~/2026-01-02`, `2026-02/..` (no end), `/2026-01` (start unknown) |
    | time | `21:59` |
    | integer, number | digits without spaces or quotation marks; a point for decimals |
    | boolean | `true` or `false` |
    | id | lower-case letters a to z, digits, hyphens |
    | address | a whole web address with `https://` |
    | SHA-256 | 64 hexadecimal digits in lower case |
    | → kind | the id of a record of that kind |
    | → provision or instrument | the id of an article or of a whole text |
    | → any, with its kind | `law:cp-226-8-1`, `actor:xai`, `event:e-03`… |

    An empty value, `~` and `null` count as absent.

    """
}
