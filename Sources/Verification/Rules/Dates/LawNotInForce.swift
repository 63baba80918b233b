// R0201: what an event rests on was law at its date.

import Diagnostics
import DossierModel

extension Rule {
  /// Each provision of `legal-basis` applied at the date of the event.
  static let lawNotInForce = Rule(
    .lawNotInForce, .dates, reads: "`legal-basis` and `date` of events, dates of versions"
  ) { context, bag in
    let dossier = context.dossier
    for event in dossier.events {
      for reference in event.legalBasis {
        guard let law = dossier.law(reference) else { continue }
        let isInForce: Bool
        let versions: [String]
        switch law {
        case .provision(let id):
          isInForce = dossier.provisions[id].hasApplied(during: event.date.value)
          versions = dossier.provisions[id].versionNotes
        case .instrument(let id):
          let days = [event.date.value.earliest, event.date.value.latest].compactMap { $0 }
          let states = days.map { dossier.instruments[id].state(on: $0) }
          isInForce = states.isEmpty || states.contains(.applicable)
          versions = []
        default: continue
        }
        if !isInForce {
          bag.add(
            .lawNotInForce(
              reference.slug, event: event.slug, date: event.date.value, at: reference.span,
              dateSpan: event.date.span, versions: versions))
        }
      }
    }
  }
}

extension Provision {
  /// Whether a version applied on some day that a date can mean.
  func hasApplied(during date: DateValue) -> Bool {
    let first = date.earliest ?? .first
    let last = date.latest ?? .last
    return versions.contains { version in
      guard let start = version.firstApplicableDay, let entry = version.inForce.value.earliest
      else {
        return false
      }
      if let end = version.until?.value.earliest, end <= first { return false }
      return max(start, entry) <= last
    }
  }
}
