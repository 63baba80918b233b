// Owns what the feeds tell: which channels there are, and the entries of each. The two formats,
// Atom and JSON Feed, write the same entries.

import DossierModel
import Verification

/// Something a reader who follows the dossier wants to learn of.
struct FeedEntry {
  /// An identifier that never changes.
  let id: String
  /// One line.
  let title: String
  /// The whole of it, without markup.
  let text: String
  /// The page, where the site has an address.
  let address: String?
  /// The day of what is told, where it is known to the day and not to come; otherwise the day of
  /// the dossier's last change.
  let updated: CivilDate
  /// The day as precise as it is known, in EDTF.
  let edtf: String
  /// The kind of the record.
  let category: String
}

/// A feed: all events, the corrections, or the changes of law.
enum FeedChannel: String, CaseIterable {
  case events = "evenements"
  case corrections
  case law = "droit"

  /// The route of the feed in Atom.
  var atomRoute: String { "\(rawValue).atom" }
  /// The route of the feed in JSON Feed.
  var jsonRoute: String { "\(rawValue).feed.json" }

  /// What the channel tells, in the language of the dossier.
  func title(_ settings: DossierSettings) -> String {
    let name =
      switch (self, settings.language) {
      case (.events, .french): "événements"
      case (.events, .english): "events"
      case (.corrections, .french): "corrections"
      case (.corrections, .english): "corrections"
      case (.law, .french): "changements du droit"
      case (.law, .english): "changes of law"
      }
    return "\(settings.title) — \(name)"
  }

  /// The entries, the latest first; entries of one day in the order of the dossier.
  func entries(_ context: ExchangeContext) -> [FeedEntry] {
    let entries =
      switch self {
      case .events: Self.events(context)
      case .corrections: Self.corrections(context)
      case .law: Self.versions(context)
      }
    return entries.enumerated().sorted { left, right in
      left.element.updated == right.element.updated
        ? left.offset < right.offset : left.element.updated > right.element.updated
    }.map(\.element)
  }

  /// The day an entry is dated with.
  private static func day(_ date: DateValue?, _ context: ExchangeContext) -> CivilDate {
    let last = context.dossier.settings.lastChange.value
    guard let days = date.flatMap(ICalendar.days), days.last <= last else { return last }
    return days.last
  }

  private static func events(_ context: ExchangeContext) -> [FeedEntry] {
    context.checked.timeline.map { id in
      let event = context.dossier.events[id]
      let paragraphs = [event.title, event.text, event.note].compactMap { $0.map(context.plain) }
      return FeedEntry(
        id: StableIdentifier.urn(context, .event(id)), title: context.line(event.title),
        text: paragraphs.joined(separator: "\n\n"), address: context.address(of: .event(id)),
        updated: day(event.date.value, context), edtf: event.date.value.description,
        category: event.kind.rawValue)
    }
  }

  private static func corrections(_ context: ExchangeContext) -> [FeedEntry] {
    context.dossier.corrections.ids.map { id in
      let correction = context.dossier.corrections[id]
      let texts = [correction.before, correction.after, correction.reason].map(context.plain)
      return FeedEntry(
        id: StableIdentifier.urn(context, .correction(id)),
        title:
          "\(correction.identity.cote?.value ?? correction.slug) · \(context.line(correction.reason))",
        text: "− \(texts[0])\n\n+ \(texts[1])\n\n\(texts[2])",
        address: context.address(of: .correction(id)), updated: correction.date.value,
        edtf: correction.date.value.description, category: "correction")
    }
  }

  /// One entry for each version of a provision; the dates of a version that differ are all told.
  private static func versions(_ context: ExchangeContext) -> [FeedEntry] {
    let isFrench = context.dossier.settings.language == .french
    var entries: [FeedEntry] = []
    for id in context.dossier.provisions.ids {
      let provision = context.dossier.provisions[id]
      for version in provision.versions {
        let dates: [(String, DateValue?)] =
          isFrench
          ? [
            ("adopté", version.adopted?.value), ("publié", version.published?.value),
            ("en vigueur", version.inForce.value), ("applicable", version.applicable?.value),
            ("fin", version.until?.value),
          ]
          : [
            ("adopted", version.adopted?.value), ("published", version.published?.value),
            ("in force", version.inForce.value), ("applicable", version.applicable?.value),
            ("end", version.until?.value),
          ]
        let told = dates.compactMap { name, date in date.map { "\(name) \($0)" } }
        let name = context.words(of: provision)
        entries.append(
          FeedEntry(
            id: StableIdentifier.urn(context, .provision(id), part: version.id.value),
            title: "\(name) (\(told.joined(separator: ", ")))",
            text: context.plain(version.summary),
            address: context.address(of: .provision(id)),
            updated: day(version.inForce.value, context),
            edtf: version.inForce.value.description, category: "provision"))
      }
    }
    return entries
  }
}
