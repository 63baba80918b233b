// R0201 and R0208: what an event rests on was law at its date, and what a checked statement of law
// is judged by was law on the day that its verdict reads.

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
        guard !dossier.hasApplied(law, during: event.date.value) else { continue }
        bag.add(
          .lawNotInForce(
            reference.slug, event: event.slug, date: event.date.value, at: reference.span,
            dateSpan: event.date.span, versions: dossier.versionNotes(of: law)))
      }
    }
  }

  /// Each law of a statement of law applied on its `law-date`, or else at its `date`.
  ///
  /// A statement that is wrong, open or an opinion may be judged by the very fact that a law did
  /// not apply.
  static let claimLawNotInForce = Rule(
    .claimLawNotInForce, .dates,
    reads: "`laws`, `law-date` and `date` of statements of law, dates of versions"
  ) { context, bag in
    let dossier = context.dossier
    for claim in dossier.claims {
      let lawDate = claim.lawDate.map { Located(DateValue($0.value), at: $0.span) }
      guard let date = lawDate ?? (claim.nature == .legal ? claim.date : nil) else { continue }
      switch claim.verdict.value {
      case .inexact, .open, .opinion: continue
      case .established, .exact, .partly, .announcementKept, .attributed, .malformed, .toVerify:
        break
      }
      for reference in claim.laws {
        guard let law = dossier.law(reference), !dossier.hasApplied(law, during: date.value)
        else { continue }
        bag.add(
          .claimLawNotInForce(
            reference.slug, claim: claim.slug, date: date, at: reference.span,
            versions: dossier.versionNotes(of: law)))
      }
    }
  }
}

extension Dossier {
  /// Whether a provision or an instrument applied on some day that a date can mean.
  fileprivate func hasApplied(_ law: EntityKey, during date: DateValue) -> Bool {
    switch law {
    case .provision(let id): return provisions[id].hasApplied(during: date)
    case .instrument(let id):
      let days = [date.earliest, date.latest].compactMap { $0 }
      let states = days.map { instruments[id].state(on: $0) }
      return states.isEmpty || states.contains(.applicable)
    default: return true
    }
  }

  /// The versions of a provision in words; none for an instrument.
  fileprivate func versionNotes(of law: EntityKey) -> [Wording] {
    if case .provision(let id) = law { return provisions[id].versionNotes }
    return []
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
        // A date that could not be read has been reported; nothing is concluded from it.
        return true
      }
      if let end = version.until?.value.earliest, end <= first { return false }
      return max(start, entry) <= last
    }
  }
}
