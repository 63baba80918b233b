// What belongs into a briefing of a day: later events and later law are left out, and nothing else.

import DossierModel
import Markdown
import Verification

/// What a briefing holds, as of its day.
struct BriefingSelection: Sendable {
  let checked: CheckedDossier
  /// The day after which nothing is known; `nil` when the briefing holds everything.
  let cutoff: CivilDate?

  private var dossier: Dossier { checked.dossier }

  /// Whether a date lies after the day of the briefing.
  func isLater(_ date: DateValue?) -> Bool {
    guard let cutoff, let date else { return false }
    return date.isAfter(cutoff)
  }

  /// Whether a version of a provision was known: adopted, published or in force by the day.
  func isKnown(_ version: ProvisionVersion) -> Bool {
    guard let cutoff else { return true }
    let days = [version.adopted, version.published, version.inForce].compactMap {
      $0?.value.earliest
    }
    return days.isEmpty || days.contains { $0 <= cutoff }
  }

  /// Whether the briefing holds a record.
  ///
  /// Events, statements, quotations, sources and laws have a day of their own; every other record is
  /// kept.
  func holds(_ key: EntityKey) -> Bool {
    guard let cutoff else { return true }
    switch key {
    case .event(let id): return !isLater(dossier.events[id].date.value)
    case .claim(let id): return !isLater(dossier.claims[id].date?.value)
    case .provision(let id):
      let versions = dossier.provisions[id].versions
      return versions.isEmpty || versions.contains(where: isKnown)
    case .instrument(let id):
      let instrument = dossier.instruments[id]
      let days = [instrument.date, instrument.published, instrument.inForce].compactMap {
        $0?.value.earliest
      }
      return days.isEmpty || days.contains { $0 <= cutoff }
    case .source(let id): return !isLater(dossier.sources[id].date?.value)
    case .quotation(let id): return !isLater(dossier.quotations[id].date?.value)
    default: return true
    }
  }

  /// The events in order of date.
  var events: [EventID] { checked.timeline.filter { holds(.event($0)) } }

  /// Whether a text rests on nothing but what came later: at least one later record, and no other
  /// event, statement or law.
  func isLater(_ text: MarkdownDocument) -> Bool { isLater(text.references) }

  /// The same for the references of one paragraph.
  func isLater(_ references: [MarkdownReference]) -> Bool {
    if cutoff == nil { return false }
    return references.contains { reference in
      guard let key = dossier.key(referenceName: reference.kind, slug: reference.id) else {
        return false
      }
      return !holds(key)
    }
  }

  /// A text in which every paragraph that tells of later things is replaced by a few words.
  ///
  /// Its number stays, so that "§ 42" means the same paragraph in every briefing.
  func redacted(_ document: MarkdownDocument, notice: String) -> MarkdownDocument {
    if cutoff == nil { return document }
    var document = document
    var holders: [Int: Int32] = [:]
    var struck = Set<Int32>()
    for (index, node) in document.nodes.enumerated() where node.kind == .reference {
      var at = document.nodes[index].parent
      while at > 0, !Self.holdsLines(document.nodes[Int(at)].kind) {
        at = document.nodes[Int(at)].parent
      }
      guard at > 0 else { continue }
      holders[Int(node.number)] = at
      if isLater([document.references[Int(node.number)]]) { struck.insert(at) }
    }
    if struck.isEmpty { return document }
    let start = UInt32(document.pool.count)
    document.pool.append(contentsOf: notice.utf8)
    let words = MarkdownNode.Slice(start: start, end: UInt32(document.pool.count))
    for parent in struck.sorted() {
      var text = MarkdownNode(kind: .text, span: document.nodes[Int(parent)].span)
      text.text = words
      text.parent = parent
      document.nodes[Int(parent)].firstChild = Int32(document.nodes.count)
      document.nodes[Int(parent)].lastChild = Int32(document.nodes.count)
      document.nodes.append(text)
    }
    // What a struck paragraph rested on must not stand in the margin: nothing is left to prove.
    for (reference, holder) in holders where struck.contains(holder) {
      document.references[reference].kind = ""
    }
    return document
  }

  private static func holdsLines(_ kind: MarkdownNode.Kind) -> Bool {
    switch kind {
    case .paragraph, .tableCell, .heading, .definitionTerm: true
    default: false
    }
  }
}
