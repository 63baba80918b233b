// The records and contracts of print templates: what `Templates/print/*.typ` are given, checked like
// the tables of the pages. The briefing fills these records; Documentation/printing.md tells of them.

package import TemplateEngine

extension TemplateContracts {
  /// The shape of each kind of printed record, by its name.
  package static let printShapes: [String: Shape] = Dictionary(
    printRecords.map { ($0.name, $0.shape) }, uniquingKeysWith: { first, _ in first })

  /// The print templates that the program renders, with the variables they are given.
  package static let printTemplates: [(template: String, parameters: String)] = [
    (
      "print/note.typ",
      """
      brief: PrintBrief, key_points: [PrintKeyPoint], proceedings: [PrintProceeding],
      upcoming: [PrintEvent], penalties: PrintPenalties?, events: [PrintEvent],
      claims: [PrintClaim], open_points: [PrintOpenPoint], open_rest: typst?,
      sources: [PrintSource], source_rest: typst?
      """
    ),
    (
      "print/full.typ",
      """
      brief: PrintBrief, key_points: [PrintKeyPoint], proceedings: [PrintProceeding],
      upcoming: [PrintEvent], chapters: [PrintChapter], penalties: PrintPenalties?,
      matrix: PrintMatrix?, provisions: [PrintProvision], timeline: [PrintEvent],
      overview: PrintOverview?, claims: [PrintClaim], actors: [PrintActor],
      contradictions: [PrintContradiction], limits: [PrintLimit],
      open_points: [PrintOpenPoint], corrections: [PrintCorrection], terms: [PrintTerm],
      sources: [PrintSource], persons: [PrintIndexEntry], laws: [PrintIndexEntry]
      """
    ),
  ]

  /// The kinds of printed records, in the order of their names. `typst` is markup that stands as it is.
  package static let printRecords: [RecordType] = [
    RecordType(
      "PrintActor",
      """
      place: string, name: typst, group: string, group_name: typst, kind: typst,
      description: typst, part: typst?, roles: [PrintRole], standing: PrintStanding?,
      events: [PrintRef], event_count: int
      """),
    RecordType(
      "PrintAttachment",
      """
      path: string, name: string, type: string, description: string
      """),
    RecordType(
      "PrintBrief",
      """
      profile: string, language: string, region: string, paper: string, draft: bool,
      title: typst, title_text: string, subtitle: typst?, heading: typst,
      description: typst, description_text: string, publisher: typst?,
      publisher_text: string, license: typst?, version: typst, presumption: typst,
      method: typst?, closed: typst, year: int, month: int, day: int, law_date: typst,
      facts_until: typst?, last_change: typst, made: typst, as_of: typst?,
      quotation_count: int, claim_count: int, source_count: int, archive_checked: bool,
      attachments: [PrintAttachment]
      """),
    RecordType(
      "PrintChapter",
      """
      place: string, number: int, title: typst, short: string, description: typst,
      law_date: typst?, presumption: typst?, body: typst
      """),
    RecordType(
      "PrintClaim",
      """
      place: string, cote: typst, text: typst, sign: PrintSign, why: typst?,
      nature: typst, speakers: typst, date: typst?, law_date: typst?, laws: [PrintRef]
      """),
    RecordType(
      "PrintContradiction",
      """
      place: string, cote: typst, subject: typst, values: [PrintContradictionValue],
      retained: typst?, reason: typst
      """),
    RecordType(
      "PrintContradictionValue",
      """
      value: typst, note: typst?, sources: [PrintRef]
      """),
    RecordType(
      "PrintCorrection",
      """
      date: typst, before: typst, after: typst, reason: typst
      """),
    RecordType(
      "PrintEvent",
      """
      place: string, cote: typst, date: typst, short_date: typst, year: int?,
      title: typst, text: typst?, note: typst?, kind: typst, jurisdiction: typst,
      sign: PrintSign, upcoming: bool, sources: typst, source_refs: [PrintRef],
      laws: [PrintRef], actors: [PrintRef], contradictions: [PrintRef]
      """),
    RecordType(
      "PrintIndexEntry",
      """
      place: string, name: typst
      """),
    RecordType(
      "PrintKeyPoint",
      """
      text: typst, sign: PrintSign, proof: typst, proofs: [PrintProof]
      """),
    RecordType(
      "PrintLimit",
      """
      place: string, cote: typst, text: typst, severity: typst, sign: PrintSign?,
      resolution: typst?
      """),
    RecordType(
      "PrintMark",
      """
      kind: string, place: string, cote: typst, upcoming: bool
      """),
    RecordType(
      "PrintMatrix",
      """
      law_date: typst, parties: [typst], rows: [PrintMatrixRow]
      """),
    RecordType(
      "PrintMatrixEntry",
      """
      ref: PrintRef?, sign: PrintSign?, timing: typst?, text: typst?, note: typst?
      """),
    RecordType(
      "PrintMatrixRow",
      """
      label: typst, cells: [[PrintMatrixEntry]]
      """),
    RecordType(
      "PrintMonth",
      """
      label: typst, year: int, is_first: bool, marks: [PrintMark]
      """),
    RecordType(
      "PrintOpenPoint",
      """
      place: string, text: typst, concerns: [PrintRef], review_by: typst?
      """),
    RecordType(
      "PrintOverview",
      """
      months: [PrintMonth], title: typst, description: string, legend: typst,
      outside: typst?
      """),
    RecordType(
      "PrintPenalties",
      """
      law_date: typst, groups: [PrintPenaltyGroup]
      """),
    RecordType(
      "PrintPenalty",
      """
      label: typst, conduct: typst?, prison: typst, fine: typst, legal_person: typst,
      note: typst?
      """),
    RecordType(
      "PrintPenaltyGroup",
      """
      ref: PrintRef, title: typst, sign: PrintSign, rows: [PrintPenalty]
      """),
    RecordType(
      "PrintProceeding",
      """
      authority: PrintRef, subject: typst, stage: typst, sign: PrintSign, since: typst?,
      event: PrintRef?
      """),
    RecordType(
      "PrintProof",
      """
      place: string, cote: typst, lines: typst
      """),
    RecordType(
      "PrintProvision",
      """
      place: string, cote: typst, citation: typst, title: typst, summary: typst,
      who: typst?, note: typst?, sign: PrintSign, versions: [PrintVersion]
      """),
    RecordType(
      "PrintRef",
      """
      place: string, label: typst, cote: typst
      """),
    RecordType(
      "PrintRole",
      """
      title: typst, when: typst?, sign: PrintSign?
      """),
    RecordType(
      "PrintSign",
      """
      style: string, word: typst
      """),
    RecordType(
      "PrintSource",
      """
      place: string, cote: typst, publisher: typst, title: typst, author: typst?,
      date: typst?, accessed: typst?, url: string, address: string, level: string,
      level_name: typst, sign: PrintSign, kind: typst, copies: PrintRef?, note: typst?
      """),
    RecordType(
      "PrintStanding",
      """
      sign: PrintSign, text: typst, since: typst?
      """),
    RecordType(
      "PrintTerm",
      """
      place: string, term: typst, definition: typst, laws: [PrintRef]
      """),
    RecordType(
      "PrintVersion",
      """
      name: typst, dates: typst, summary: typst, sign: PrintSign, identifier: typst?
      """),
  ]
}
