// What a briefing holds and in which order: the variables of its print template, made from the
// checked dossier as of the briefing's day. Documentation/printing.md lists them.

import DossierModel
import Exchange
import Markdown
import Presentation
import TemplateEngine
import Verification

/// The content of one briefing.
struct BriefingDocument {
  let scope: PrintScope
  let options: BriefingOptions

  private var dossier: Dossier { scope.dossier }
  private var settings: DossierSettings { scope.dossier.settings }
  private var words: Words { scope.words }

  /// The variables of the print template.
  ///
  /// - Parameter attachments: Files that the PDF carries.
  func variables(attachments: [ExchangeFile]) -> [(String, Value)] {
    var variables: [(String, Value)] = [
      ("brief", brief(attachments)),
      ("key_points", .list(scope.keyPoints())),
      ("proceedings", .list(scope.proceedings())),
      ("upcoming", .list(scope.upcomingEvents())),
    ]
    switch options.profile {
    case .note: variables += noteVariables()
    case .full: variables += fullVariables()
    }
    return variables
  }

  private func noteVariables() -> [(String, Value)] {
    let focus = NoteFocus(scope)
    let open = scope.openPointIDs
    let sources = focus.sources
    let held = dossier.sources.ids.count { scope.selection.holds(.source($0)) }
    return [
      ("penalties", scope.penaltyTable(of: focus.provisions)),
      ("events", .list(focus.events.map { scope.event($0) })),
      ("claims", .list(focus.claims.map { scope.claim($0) })),
      ("open_points", .list(open.prefix(NoteFocus.openPointLimit).map { scope.openPoint($0) })),
      ("open_rest", rest(open.count - NoteFocus.openPointLimit, "print.open_rest")),
      ("sources", .list(sources.prefix(NoteFocus.sourceLimit).map { scope.source($0) })),
      ("source_rest", rest(held - min(sources.count, NoteFocus.sourceLimit), "print.source_rest")),
    ]
  }

  /// How many more there are, in words; `none` when that is all.
  private func rest(_ count: Int, _ key: String) -> Value {
    count > 0 ? scope.prose(words.counted(key, count)) : .none
  }

  private func fullVariables() -> [(String, Value)] {
    // Chapters come first: their texts decide which pictures the document needs.
    let chapters = dossier.chapters.ids.map { scope.chapter($0) }
    let events = scope.selection.events
    return [
      ("chapters", .list(chapters)),
      ("penalties", scope.penaltyTable(of: nil)),
      ("matrix", scope.matrixTable()),
      ("provisions", .list(scope.provisions())),
      ("timeline", .list(events.map { scope.event($0) })),
      ("overview", scope.timelineOverview(events)),
      ("claims", .list(scope.verdicts().map { scope.claim($0) })),
      ("actors", .list(scope.actors())),
      ("contradictions", .list(scope.contradictions())),
      ("limits", .list(scope.limits())),
      ("open_points", .list(scope.openPointIDs.map { scope.openPoint($0) })),
      ("corrections", .list(scope.corrections())),
      ("terms", .list(scope.terms())),
      ("sources", .list(scope.bibliography())),
      ("persons", .list(scope.personIndex())),
      ("laws", .list(scope.lawIndex())),
    ]
  }

  private func brief(_ attachments: [ExchangeFile]) -> Value {
    let closed = scope.closed
    let held = scope.selection
    return scope.record(
      "PrintBrief",
      [
        ("profile", .string(options.profile.rawValue)),
        ("language", .string(settings.language == .english ? "en" : "fr")),
        ("region", .string(settings.language == .english ? "GB" : "FR")),
        ("paper", .string(options.paper.typstName)),
        ("draft", .bool(options.isDraft)),
        ("title", scope.prose(settings.title)),
        ("title_text", .string(scope.page.typeset(settings.title))),
        ("subtitle", scope.prose(settings.subtitle)),
        ("heading", scope.prose(settings.heading ?? settings.title)),
        ("description", scope.inline(settings.description)),
        ("description_text", .string(scope.page.plain(settings.description))),
        ("publisher", scope.prose(settings.publisher?.name)),
        ("publisher_text", .string(settings.publisher?.name ?? "")),
        ("license", scope.prose(settings.license)),
        ("version", scope.prose(options.version)),
        ("presumption", scope.inline(settings.presumption)),
        ("method", scope.inline(settings.methodSummary)),
        ("closed", scope.day(closed)),
        ("year", .int(Int64(closed.year))), ("month", .int(Int64(closed.month))),
        ("day", .int(Int64(closed.day))),
        ("law_date", scope.day(scope.documentLawDate)),
        ("facts_until", scope.date(settings.factsUntil?.value)),
        ("last_change", scope.day(settings.lastChange.value)),
        ("made", scope.day(options.date)),
        ("as_of", scope.day(options.asOf)),
        (
          "quotation_count",
          .int(Int64(dossier.quotations.ids.count { held.holds(.quotation($0)) }))
        ),
        (
          "claim_count",
          .int(
            Int64(
              dossier.claims.ids.count {
                dossier.claims[$0].parent == nil && held.holds(.claim($0))
              }))
        ),
        ("source_count", .int(Int64(dossier.sources.ids.count { held.holds(.source($0)) }))),
        ("archive_checked", .bool(scope.checked.isArchiveChecked)),
        (
          "attachments",
          .list(
            attachments.map { file in
              scope.record(
                "PrintAttachment",
                [
                  ("path", .string("/attachments/\(file.route)")),
                  ("name", .string(file.route)),
                  (
                    "type",
                    .string(String(file.mediaType.prefix { $0 != ";" }))
                  ),
                  (
                    "description",
                    .string(file.labelKey.map { words["exports.\($0)"] } ?? file.route)
                  ),
                ])
            })
        ),
      ])
  }
}

/// What of the dossier a note of a few pages shows: what its key points and proceedings rest on, then
/// what the dossier cites most.
struct NoteFocus {
  static let eventLimit = 7
  static let claimLimit = 6
  static let openPointLimit = 4
  static let sourceLimit = 7

  /// The provisions of the law table; every one where the key points name none.
  let provisions: Set<ProvisionID>?
  /// Events in order of date.
  let events: [EventID]
  let claims: [ClaimID]
  /// Primary sources first.
  let sources: [DocumentSourceID]

  init(_ scope: PrintScope) {
    let dossier = scope.dossier
    let selection = scope.selection
    var keys: [EntityKey] = []
    for point in dossier.settings.keyPoints {
      for reference in point.text.document.references + point.proof.document.references {
        if let key = dossier.key(referenceName: reference.kind, slug: reference.id) {
          keys.append(key)
        }
      }
    }
    for proceeding in dossier.settings.proceedings {
      if let id = proceeding.since.flatMap({ dossier.events.id(of: $0) }) {
        keys.append(.event(id))
      }
    }
    var provisions = Set<ProvisionID>()
    var events = Set<EventID>()
    var claims: [ClaimID] = []
    for key in keys where selection.holds(key) {
      switch key {
      case .provision(let id): provisions.insert(id)
      case .event(let id): events.insert(id)
      case .claim(let id): if !claims.contains(id) { claims.append(id) }
      default: break
      }
    }
    self.provisions = provisions.isEmpty ? nil : provisions

    func weight(_ key: EntityKey) -> Int { scope.checked.backlinks.links(to: key).count }
    let others = selection.events.filter { !events.contains($0) }
    let cited = others.enumerated().sorted {
      let (left, right) = (weight(.event($0.element)), weight(.event($1.element)))
      return left == right ? $0.offset < $1.offset : left > right
    }
    for (_, id) in cited where events.count < Self.eventLimit { events.insert(id) }
    self.events = Array(selection.events.filter(events.contains).prefix(Self.eventLimit + 2))

    let verdicts = scope.verdicts().filter { dossier.claims[$0].parent == nil }
    for id in verdicts where claims.count < Self.claimLimit && !claims.contains(id) {
      claims.append(id)
    }
    self.claims = claims.sorted()

    var found: [DocumentSourceID] = []
    func add(_ references: [Reference<Source>]) {
      for reference in references {
        guard let id = dossier.sources.id(of: reference), selection.holds(.source(id)) else {
          continue
        }
        if !found.contains(id) { found.append(id) }
      }
    }
    for id in self.events { add(dossier.events[id].sources) }
    for id in self.claims { add([dossier.claims[id].source]) }
    let levels = SourceLevel.allCases
    sources = levels.flatMap { level in found.filter { dossier.sources[$0].level == level } }
  }
}
