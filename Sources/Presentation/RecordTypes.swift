// The kinds of records that templates receive, with the types of their fields, and the contract of
// every template that the program renders. Views fill these tables; templates are checked against
// them before a page is made; the page on themes is written from them.

package import TemplateEngine

/// What templates are given.
package enum TemplateContracts {
  /// Declares all record types and contracts in an environment.
  package static func register(in environment: inout Environment) {
    environment.addRecordTypes(records + printRecords)
    for (template, parameters) in templates + printTemplates {
      environment.addContract(template, parameters)
    }
  }

  /// The shape of each kind of record, by its name.
  static let shapes: [String: Shape] = Dictionary(
    records.map { ($0.name, $0.shape) }, uniquingKeysWith: { first, _ in first })

  /// What a page gets beside its own variables.
  private static let frame = "site: Site, page: Page"

  /// The templates that the program renders, with the variables they are given.
  package static let templates: [(template: String, parameters: String)] = [
    ("pages/home.html", "\(frame), home: Home"),
    ("pages/chapters.html", "\(frame), chapters: [ChapterSummary]"),
    ("pages/chapter.html", "\(frame), chapter: Chapter"),
    ("pages/analysis.html", "\(frame), analysis: Analysis"),
    ("pages/provisions.html", "\(frame), groups: [InstrumentGroup], law_date: date"),
    ("pages/provision.html", "\(frame), provision: Provision"),
    ("pages/timeline.html", "\(frame), timeline: Timeline"),
    (
      "pages/actors.html",
      "\(frame), groups: [ActorGroup], relations: [Relation], arcs: RelationArcs?"
    ),
    ("pages/actor.html", "\(frame), actor: Actor"),
    ("pages/claims.html", "\(frame), groups: [ClaimGroup], tally: [VerdictTally]"),
    (
      "pages/sources.html",
      "\(frame), groups: [SourceGroup], chains: [[Ref]], tally: [SourceTally], "
        + "documents: [ArchivedDocument]"
    ),
    ("pages/quotations.html", "\(frame), groups: [QuotationGroup]"),
    (
      "pages/limits.html", "\(frame), limits: html?, contradictions: html?, open_points: html?"
    ),
    ("pages/corrections.html", "\(frame), corrections: html?, last_change: date, feeds: [Link]"),
    (
      "pages/law-days.html",
      "\(frame), years: [LawYear], read: LawDayLink?, today: LawDayLink?"
    ),
    ("pages/law-day.html", "\(frame), law_day: LawDay"),
    ("pages/person-index.html", "\(frame), groups: [IndexGroup]"),
    ("pages/law-index.html", "\(frame), groups: [IndexGroup]"),
    ("pages/search.html", "\(frame), search: Search"),
    ("pages/method.html", "\(frame), method: Method"),
    ("pages/accessibility.html", "\(frame), accessibility: Accessibility"),
    ("pages/legal.html", "\(frame), legal: LegalNotice"),
    ("pages/site-map.html", "\(frame), branches: [PlanBranch]"),
    ("pages/glossary.html", "\(frame), terms: [Term]"),
    ("pages/404.html", frame),
    ("pages/moved.html", frame),
    ("fragments/contradictions.html", "table: ContradictionTable"),
    ("fragments/corrections.html", "table: CorrectionTable"),
    ("fragments/limits.html", "table: LimitTable"),
    ("fragments/machines.html", frame),
    ("fragments/margin.html", "notes: [MarginNote], more: [Ref]"),
    ("fragments/matrix.html", "table: MatrixTable"),
    ("fragments/measures.html", "table: MeasureTable"),
    ("fragments/open-points.html", "points: [OpenPoint], anchors: bool"),
    ("fragments/penalties.html", "table: PenaltyTable"),
    ("fragments/quotation.html", "quotation: Speech"),
    ("fragments/verdicts.html", "table: VerdictTable"),
  ]

  /// The kinds of records, in the order of their names.
  package static let records: [RecordType] = [
    RecordType(
      "Accessibility",
      """
      status: string, browser_date: date?, own: [AccessibilityCheck],
      browser: [AccessibilityCheck], fault_count: int, contact: string?
      """),
    RecordType(
      "AccessibilityCheck",
      """
      label: string, tool: string, pages: int?, views: string?, faults: int
      """),
    RecordType(
      "Actor",
      """
      cote: string, kind: string, name: string, description: html, presumption: html?, part: html?,
      roles: [Role], standing: Standing?, to_verify: [html], links: [ExternalLink],
      said_title: string, said: [ActorStatement], said_of_title: string, said_of: [StatementAbout],
      right_of_reply: Link?, replies: [DatedEvent], events: [DatedEvent], relations: [Relation],
      relation_sheet: RelationSheet?, sources: [Ref], cited: [Link]
      """),
    RecordType("ActorGroup", "id: string, title: string, actors: [ActorSummary]"),
    RecordType(
      "ActorStatement",
      """
      ref: Ref, text: html, quote: string?, quote_sign: Sign?, quote_mark: string?,
      quote_url: string?, date: date?, sign: Sign
      """),
    RecordType("ActorSummary", "cote: string, name: string, url: string, part: html?"),
    RecordType("Alternate", "type: string, title: string, url: string"),
    RecordType(
      "Analysis",
      """
      law_date: date, law_day: LawDayLink?, penalties: html?, matrix: html?, measures: html?,
      verdicts: html?,
      changes: [LegalChange]
      """),
    RecordType("Arc", "path: string, tip: string, label: string, is_doubtful: bool"),
    RecordType("ArcNode", "y: int, text_y: int, url: string, name: string"),
    RecordType(
      "ArchivedDocument",
      """
      id: string, publisher: string, title: string, lang: string?, date: date?, note: html?,
      file: string, size: string, lines: int?, sha256: string, captured: date?,
      statement_count: int
      """),
    RecordType(
      "Band", "title: string, description: string, segments: [BandSegment], mark: BandMark?"),
    RecordType("BandMark", "x: int, text_x: int, anchor: string, label: string"),
    RecordType("BandPending", "x: int, end: int, word: string"),
    RecordType(
      "BandSegment",
      """
      x: int, width: int, open: bool, path: string, rest_x: int, rest_width: int, current: bool,
      text_x: int, name: string, date: string, date_x: int, date_y: int, pending: BandPending?
      """),
    RecordType("Breadcrumb", "label: string, url: string?"),
    RecordType(
      "Chapter",
      """
      number: int, title: html, description: html, law_date: date?, paragraphs: string?,
      minutes: int, outline: [MenuEntry], presumption: html?, body: html, terms: [ChapterTerm],
      stale: [StaleNote], cited: [Link], previous: Link?, next: Link?
      """),
    RecordType(
      "ChapterSummary",
      """
      number: int, title: html, url: string, description: html, minutes: int, paragraphs: string?
      """),
    RecordType("ChapterTerm", "ref: Ref, definition: html"),
    RecordType(
      "Claim",
      """
      id: string, cote: string, url: string, text: html, quote: string?, quote_sign: Sign?,
      quote_url: string?, quote_mark: string?, quote_at: string?, why: html?, nature: string,
      parent: Ref?, laws: [Ref], about: [Ref], events: [Ref], reply: Reply?, sign: Sign,
      speakers: [Ref], date: date?, source: Ref, line: int?, supporting: [Ref], opposing: [Ref],
      independent: string?, stale: [StaleNote], law_date: date?, cited: [Link]
      """),
    RecordType("ClaimGroup", "id: string, title: string, claims: [Claim]"),
    RecordType(
      "Comparison",
      "title: string, added_label: string, removed_label: string, scope: string, words: html"),
    RecordType(
      "Contradiction",
      """
      id: string, cote: string, url: string, subject: html, given: [ContradictionValue],
      retained: html?, reason: html, events: [Ref], cited: [Link]
      """),
    RecordType("ContradictionTable", "id: string, anchors: bool, rows: [Contradiction]"),
    RecordType("ContradictionValue", "value: html, note: html?, sources: [Ref]"),
    RecordType(
      "Correction",
      """
      id: string, cote: string, date: date, before: html, after: html, reason: html,
      concerns: [Ref], sources: [Ref]
      """),
    RecordType("CorrectionTable", "id: string, rows: [Correction]"),
    RecordType(
      "DatedEvent", "date: date, title: html, ref: Ref, kind: string, capacity: html?, sign: Sign"),
    RecordType("Download", "label: string, url: string, note: string"),
    RecordType("DrawnLine", "y: int, text: string"),
    RecordType(
      "DrawnTie",
      """
      y: int, name_y: int, verb_y: int, url: string, name: string, verb: string, is_doubtful: bool
      """),
    RecordType("EventGroup", "title: string, events: [DatedEvent]"),
    RecordType("ExternalLink", "label: string, url: string"),
    RecordType("Figure", "label: string, count: int, url: string?"),
    RecordType("Filter", "id: string, label: string, count: int"),
    RecordType(
      "Home",
      """
      heading: html, description: html, last_change: date, facts_until: date?, claim_count: int,
      quotations: string?, key_points_title: string, key_points: [KeyPoint], presumption: html,
      proceedings_caption: string, proceedings: [Proceeding], upcoming: [UpcomingEvent],
      downloads: [Download], parts: [Part], method: html?, method_url: string?
      """),
    RecordType("Identifier", "label: string, value: string"),
    RecordType("IndexEntry", "ref: Ref, note: html?, places: [Link]"),
    RecordType("IndexGroup", "id: string, title: string, entries: [IndexEntry]"),
    RecordType(
      "InstrumentGroup",
      """
      id: string, title: html, citation: html, facts: html?, url: string?, host: string?,
      note: html?, provisions: [ProvisionRow], cited: [Link]
      """),
    RecordType("KeyPoint", "text: html, sign: Sign, proof: html"),
    RecordType(
      "LawChange",
      """
      id: string, ref: Ref, cote: string, title: html, what: string, before: LawVersion?,
      after: LawVersion?, words: html?, sign: Sign
      """),
    RecordType(
      "LawDay",
      """
      date: date, is_upcoming: bool, next_date: date?, holds_law_date: bool,
      days: [NavigationEntry], changes: [LawChange], is_complete: bool, applicable: [LawRow],
      upcoming: [LawRow], events: [DatedEvent], previous: Link?, next: Link?
      """),
    RecordType("LawDayLink", "date: date, url: string"),
    RecordType(
      "LawDaySummary",
      """
      date: date, url: string, is_upcoming: bool, provisions: [Ref], event_count: string
      """),
    RecordType(
      "LawRow",
      """
      ref: Ref, cote: string, title: html, version: string, version_url: string, since: date,
      sign: Sign
      """),
    RecordType("LawThatDay", "ref: Ref, sign: Sign?"),
    RecordType(
      "LawVersion",
      """
      name: string, url: string, summary: html, dates: html, quote: string?, reading: Sign?
      """),
    RecordType("LawYear", "id: string, label: string, days: [LawDaySummary]"),
    RecordType(
      "LegalChange", "id: string, date: date, distance: string?, entries: [LegalChangeItem]"),
    RecordType(
      "LegalChangeItem", "ref: Ref, summary: html, dates: html, cells: html?, sign: Sign"),
    RecordType(
      "LegalNotice",
      """
      publisher: string?, director: string?, contact: string?, address: string?, host: string?,
      license: string?
      """),
    RecordType(
      "Limit",
      """
      id: string, cote: string, url: string, text: html, severity: string, sign: Sign?,
      resolution: html?, claims: [Ref], sources: [Ref]
      """),
    RecordType("LimitTable", "id: string, anchors: bool, rows: [Limit]"),
    RecordType("Link", "label: html, url: string, class: string"),
    RecordType(
      "MarginNote", "cote: string, url: string, sign: Sign?, upcoming: bool, lines: [html]"),
    RecordType(
      "MatrixEntry", "ref: Ref?, sign: Sign?, timing: html?, text: html?, note: html?"),
    RecordType("MatrixRow", "label: html, cells: [[MatrixEntry]]"),
    RecordType("MatrixTable", "id: string, law_date: date, parties: [html], rows: [MatrixRow]"),
    RecordType(
      "Measure",
      """
      id: string, cote: string, title: html, text: html?, kind: string, status: string,
      authorities: [Ref], addressees: [Ref], date: date?, laws: [Ref], events: [Ref],
      sources: [Ref], note: html?, cited: [Link]
      """),
    RecordType("MeasureTable", "id: string, rows: [Measure]"),
    RecordType("MenuEntry", "label: string, url: string"),
    RecordType("Method", "summary: html?, chapter: Link?, figures: [Figure], signs: [SignMeaning]"),
    RecordType("NavigationEntry", "label: string, url: string, current: string?"),
    RecordType("OpenPoint", "id: string, text: html, concerns: [Ref], review_by: html?"),
    RecordType(
      "Overview",
      """
      width: int, height: int, base: int, label_y: int, year_y: int, title: string,
      description: string, caption: string, months: [OverviewMonth], mark: OverviewMark?
      """),
    RecordType(
      "OverviewEvent", "form: string, class: string, x: int, y: int, cx: float, cy: float"),
    RecordType("OverviewMark", "x: int, text_x: int, anchor: string, label: string"),
    RecordType(
      "OverviewMonth",
      """
      x: int, width: int, middle: int, label: string, weight: string, year: string?,
      marks: [OverviewEvent]
      """),
    RecordType(
      "Page",
      """
      kind: string, heading: string, window_title: string, description: string,
      canonical: string?, stylesheet: string, icon: string, home_url: string, search_url: string,
      is_search: bool, nav: [NavigationEntry], footer_nav: [MenuEntry], breadcrumbs: [Breadcrumb],
      toc: [MenuEntry], alternates: [Alternate], picture: Picture?, graph: html?,
      redirect: string?, refresh: html?
      """),
    RecordType("Part", "mark: string, label: html, url: string, note: string"),
    RecordType("Participant", "ref: Ref, capacity: html?"),
    RecordType("PenaltyGroup", "ref: Ref, title: html, sign: Sign, rows: [PenaltyRow]"),
    RecordType(
      "PenaltyRow",
      """
      label: html, conduct: html?, prison: string, fine: string, legal_person: string, note: html?
      """),
    RecordType("PenaltyTable", "id: string, law_date: date, groups: [PenaltyGroup]"),
    RecordType("Picture", "url: string, width: int, height: int, alt: string"),
    RecordType("PlanBranch", "label: string, url: string, leaves: [Link]"),
    RecordType(
      "Proceeding", "authority: Ref, subject: html, sign: Sign, stage: html, since: Since?"),
    RecordType(
      "Provision",
      """
      cote: string, heading: html, title: html, citation: html, summary: html, law_date: date,
      sign: Sign, version_count: int, verified: date?, who: html?, note: html?, band: Band,
      versions: [Version], comparisons: [Comparison], penalties: [VersionPenalty],
      events: [EventGroup], instrument: ProvisionInstrument, identifiers: [VersionIdentifier],
      cited: [Link]
      """),
    RecordType(
      "ProvisionInstrument",
      "title: html, identifiers: [Identifier], url: string?, host: string?"),
    RecordType(
      "ProvisionRow",
      "cote: string, url: string, article: string, title: html, version_count: int, sign: Sign"),
    RecordType(
      "Quotation",
      """
      id: string, cote: string?, text: string, variant: html?, note: html?, cited: [Link],
      speakers: [Ref], date: date?, document: Link?, source: Ref, source_url: string?,
      source_host: string?, place: string, fingerprint: string, sign: Sign
      """),
    RecordType(
      "QuotationGroup",
      """
      id: string, title: string, document: Link?, quotations: [Quotation]
      """),
    RecordType("Ref", "url: string, label: html, cote: string, class: string"),
    RecordType(
      "Relation",
      "from: Ref, verb: html, to: Ref, date: date?, event: Ref?, sign: Sign?, note: html?"),
    RecordType(
      "RelationArcs",
      """
      width: int, height: int, title: string, description: string, left_out: string?,
      nodes: [ArcNode], arcs: [Arc]
      """),
    RecordType(
      "RelationSheet",
      """
      width: int, height: int, title: string, description: string, lines: [DrawnLine],
      no_incoming: string?, no_outgoing: string?, void_y: int, incoming: [DrawnTie], outgoing: [DrawnTie]
      """),
    RecordType(
      "Reply", "sign: Sign, event: Ref?, text: html?, requested: date?, received: date?"),
    RecordType(
      "Role",
      "when: html, title: html, organisation: Ref?, note: html?, sources: [Ref], sign: Sign?"),
    RecordType(
      "Search",
      """
      action: string, index: string, version: string, script: string, example: html?,
      indexes: [Part]
      """),
    RecordType("Sign", "class: string, word: string"),
    RecordType("SignMeaning", "sign: Sign, meaning: html"),
    RecordType("Since", "url: string, date: date"),
    RecordType(
      "Site",
      """
      title: string, subtitle: string?, language: string, as_of: date, law_date: date,
      license: string?, publisher: string?, presumption: html
      """),
    RecordType(
      "Source",
      """
      id: string, cote: string, publisher: string, author: string?, title: string, lang: string?,
      citation: html, date: date?, url: string?, host: string?, accessed: date?, sign: Sign, kind: string,
      reliability: string?, copies: Ref?, copied_by: [Ref], archived: bool, note: html?,
      cited: [Link]
      """),
    RecordType("SourceGroup", "id: string, title: string, sources: [Source]"),
    RecordType("SourceTally", "label: string, count: int"),
    RecordType(
      "Speech",
      """
      ref: Ref, text: string, speakers: [Ref], capacity: html?, date: date?, sign: Sign,
      place: string
      """),
    RecordType("StaleNote", "ref: Ref, read: string, law_date: date, current: string?"),
    RecordType("Standing", "text: html, sign: Sign, since: html?, sources: [Ref]"),
    RecordType(
      "StatementAbout",
      "ref: Ref, text: html, speakers: [Ref], date: date?, sign: Sign, reply: Reply?"),
    RecordType(
      "Term",
      "id: string, term: html, definition: html, laws: [Ref], sources: [Ref], cited: [Link]"),
    RecordType(
      "Timeline",
      """
      overview: Overview?, kinds: [Filter], places: [Filter], actors: [Filter],
      years: [TimelineYear]
      """),
    RecordType(
      "TimelineEvent",
      """
      id: string, classes: string, date: date, time: string?, title: html, text: html?, mark: Ref,
      kind: string, place: string, sign: Sign, distance: string?, law_day: string?,
      independent: string?, sources: [Ref],
      actors: [Participant], laws: [LawThatDay], note: html?, contradictions: [Ref], cited: [Link]
      """),
    RecordType("TimelineMonth", "id: string, label: string, events: [TimelineEvent]"),
    RecordType("TimelineYear", "id: string, label: string, months: [TimelineMonth]"),
    RecordType(
      "UpcomingEvent", "date: date, title: html, sign: Sign, distance: string?, ref: Ref"),
    RecordType(
      "VerdictRow",
      """
      ref: Ref, text: html, sign: Sign, law_date: date?, why: html?, laws: [Ref],
      stale: [StaleNote]
      """),
    RecordType("VerdictTable", "id: string, rows: [VerdictRow]"),
    RecordType("VerdictTally", "sign: Sign, count: int"),
    RecordType(
      "Version",
      """
      id: string, name: string, in_force: date, until_text: html, summary: html, quote: string?,
      dates: html, changed_by: Ref?, identifier: string?, note: html?, law_day: string?,
      sources: [Ref], sign: Sign, reading: Sign?
      """),
    RecordType("VersionIdentifier", "label: string, value: string, url: string?"),
    RecordType(
      "VersionPenalty",
      """
      version: string, label: html, conduct: html?, prison: string, fine: string,
      legal_person: string, note: html?
      """),
  ]
}
