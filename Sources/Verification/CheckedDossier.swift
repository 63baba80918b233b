// Owns the proof that a dossier was checked, and what the check computed: resolved links, the order
// of events, the law on a day. Pages and exports take this and nothing less.

package import Diagnostics
package import DossierModel

/// When an event lies, as seen on the day of the build.
package enum EventTiming: String, Hashable, Sendable {
  /// Before the dossier was closed.
  case past
  /// After the dossier was closed, and before or on the day of the build: a date that has come.
  case elapsed
  /// After the day of the build.
  case upcoming
}

/// A dossier without errors; only `check` makes one.
package struct CheckedDossier: Sendable {
  /// The dossier.
  package private(set) var dossier: Dossier
  /// The day of the build: what is to come and what is past follow from it.
  package let buildDate: CivilDate
  /// Who points at whom.
  package let backlinks: Backlinks
  /// The events in order of date, time and id.
  package let timeline: [EventID]
  /// What the dossier concluded from versions of the law that others have replaced by the day of the
  /// build, in the order of the dossier.
  package let staleConclusions: [StaleConclusion]
  /// Where each source comes from in the end: copies of one dispatch count as one source.
  package let origins: SourceOrigins
  /// Whether the quotations were compared with archived documents, and not only with hashes.
  package let isArchiveChecked: Bool

  private let staleByOwner: [EntityKey: [StaleConclusion]]
  /// The place of each event in the timeline.
  package let timelineRanks: [Int]

  init(_ context: CheckContext) {
    dossier = context.dossier
    buildDate = context.options.buildDate
    backlinks = Backlinks(context.references)
    staleConclusions = StaleConclusion.all(
      in: context.dossier, on: context.options.buildDate)
    staleByOwner = Dictionary(grouping: staleConclusions, by: \.owner)
    origins = context.origins
    isArchiveChecked = context.options.archive != nil
    timeline = Self.timeline(of: context.dossier.events)
    timelineRanks = Self.ranks(in: timeline)
  }

  /// The place of each event in the timeline.
  private static func ranks(in timeline: [EventID]) -> [Int] {
    var ranks = [Int](repeating: 0, count: timeline.count)
    for (rank, id) in timeline.enumerated() { ranks[Int(id.raw)] = rank }
    return ranks
  }

  /// A dossier that nothing has checked, for the first look that a preview gives of one page while the
  /// checks run: it proves nothing and knows of no links, and nothing made from it is kept.
  package static func unproved(_ dossier: Dossier, buildDate: CivilDate) -> CheckedDossier {
    CheckedDossier(dossier, buildDate: buildDate)
  }

  private init(_ dossier: Dossier, buildDate: CivilDate) {
    self.dossier = dossier
    self.buildDate = buildDate
    backlinks = Backlinks([])
    staleConclusions = []
    staleByOwner = [:]
    origins = SourceOrigins(dossier.sources)
    isArchiveChecked = false
    timeline = Self.timeline(of: dossier.events)
    timelineRanks = Self.ranks(in: timeline)
  }

  /// The events in order of date, time and id.
  private static func timeline(of events: EntityTable<Event>) -> [EventID] {
    // Comparing copies of whole events would cost more than all else.
    let dates = events.map(\.date.value)
    let times = events.map(\.time?.value)
    let slugs = events.map(\.slug)
    return events.ids.sorted { left, right in
      let (first, second) = (Int(left.raw), Int(right.raw))
      if dates[first] != dates[second] { return dates[first] < dates[second] }
      // An event without a time may lie anywhere in its day: it stands first.
      if times[first] != times[second] {
        guard let firstTime = times[first] else { return true }
        guard let secondTime = times[second] else { return false }
        return firstTime < secondTime
      }
      return slugs[first].utf8.lexicographicallyPrecedes(slugs[second].utf8)
    }
  }

  /// The same with one chapter's text read again: links, order and law stay those of the check. For
  /// the one page that a preview shows while the checks run.
  ///
  /// - Parameter dossier: Has the records of this one, in the same order.
  package func revised(_ dossier: Dossier) -> CheckedDossier {
    precondition(dossier.entityCount == self.dossier.entityCount, "a revision has the same records")
    var revised = self
    revised.dossier = dossier
    return revised
  }

  /// A part of a checked dossier, whose records point at one another anew; no rule is asked again.
  ///
  /// - Parameters:
  ///   - dossier: The records that stay.
  ///   - sources: The texts that its spans lie in.
  ///   - options: The options of the check.
  package func narrowed(
    to dossier: Dossier, sources: SourceMap, options: CheckOptions
  ) -> CheckedDossier {
    CheckedDossier(CheckContext(dossier, sources: sources, options: options))
  }

  // MARK: - Law

  /// A provision as it stands on a day, by what is known on the day of the build.
  package func law(_ id: ProvisionID, on day: CivilDate) -> LawAtDate {
    LawAtDate(dossier.provisions[id], on: day, known: max(day, buildDate))
  }

  /// The penalties that the law threatens on a day.
  package func penaltyTable(on day: CivilDate) -> PenaltyTable {
    PenaltyTable(dossier, on: day, known: max(day, buildDate))
  }

  /// The matrix of conducts and liable parties on a day; `nil` for a dossier without one.
  package func matrixTable(on day: CivilDate) -> MatrixTable? {
    MatrixTable(dossier, on: day, known: max(day, buildDate))
  }

  /// The index of the version of a provision that applied at the date of an event; `nil` where the
  /// date is not one day or no version applied.
  package func version(of provision: ProvisionID, at event: EventID) -> Int? {
    guard let first = dossier.events[event].date.value.earliest,
      let last = dossier.events[event].date.value.latest
    else { return nil }
    let version = law(provision, on: first).applicable
    return version == law(provision, on: last).applicable ? version : nil
  }

  /// The events that rest on or concern a provision, in order of date, with the version that applied.
  ///
  /// - Complexity: O(n log n) in the links that lead to the provision.
  package func events(
    concerning provision: ProvisionID
  ) -> [(event: EventID, version: Int?, isLegalBasis: Bool)] {
    var basis = Set<EventID>()
    var all = Set<EventID>()
    for link in backlinks.links(to: .provision(provision)) {
      guard case .record(.event(let event)) = link.owner else { continue }
      all.insert(event)
      if link.role == .legalBasis { basis.insert(event) }
    }
    return all.sorted { timelineRanks[Int($0.raw)] < timelineRanks[Int($1.raw)] }.map {
      ($0, version(of: provision, at: $0), basis.contains($0))
    }
  }

  /// The verdict on a statement, or a chapter, whose law has changed since the day it reads, by the
  /// day of the build; empty for any other record.
  package func staleConclusions(of owner: EntityKey) -> [StaleConclusion] {
    staleByOwner[owner] ?? []
  }

  // MARK: - Evidence

  /// The independent sources among some references, each once: what a page calls "two sources". Copies
  /// of one dispatch, and the dispatch itself, are one.
  package func independentSources(
    _ references: [Reference<Source>]
  ) -> [DocumentSourceID] { origins.independent(references) }

  /// The independent sources that support a statement: its evidence, what its reasons cite, and what
  /// the events that it speaks of rest on.
  package func independentSources(of claim: ClaimID) -> [DocumentSourceID] {
    origins.independent(dossier.claims[claim].support(in: dossier))
  }

  // MARK: - Time

  /// When an event lies, as seen on the day of the build.
  package func timing(of event: EventID) -> EventTiming {
    let date = dossier.events[event].date.value
    if date.isAfter(buildDate) { return .upcoming }
    return date.isAfter(dossier.settings.asOf.value) ? .elapsed : .past
  }

  /// The roles that an actor held at the date of an event, in the order of the file.
  package func roles(of actor: ActorID, at event: EventID) -> [Role] {
    guard let day = dossier.events[event].date.value.earliest else { return [] }
    return dossier.actors[actor].roles.filter { $0.isHeld(on: day) }
  }
}
