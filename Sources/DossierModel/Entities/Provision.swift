// Articles of law with their versions and penalties, and the state of a version on a day.

/// An article of an instrument, with every version the dossier knows.
package struct Provision: Entity {
  package static var kind: EntityKind { .provision }
  /// The id, the printed mark and the old ids.
  package let identity: Identity
  /// The text it belongs to.
  package let instrument: Reference<Instrument>
  /// The number of the article: "226-8-1".
  package let article: String
  /// What the article covers.
  package let title: String
  /// What it says, in our words.
  package let summary: MarkdownText
  /// Who may be liable.
  package let who: MarkdownText?
  /// How well it is supported.
  package let status: EvidenceStatus?
  /// What is uncertain.
  package let note: MarkdownText?
  /// How often the fine of a natural person a legal person risks; 5 in the French criminal code.
  package let legalPersonMultiplier: Int?
  /// In the order of the file; Verification checks that intervals do not overlap.
  package let versions: [ProvisionVersion]
  /// When it should be looked at again.
  package let reviewBy: Located<DateValue>?

  package var label: String { title }

  /// The fine in euros that a legal person risks: the law's own, or that of a natural person
  /// times the multiplier, where one is known.
  package func legalPersonFine(_ penalty: Penalty) -> Int? {
    if let fine = penalty.legalPersonFineEuros?.value { return fine }
    guard let fine = penalty.fineEuros?.value,
      let multiplier = penalty.legalPersonMultiplier ?? legalPersonMultiplier
    else { return nil }
    let (product, overflow) = fine.multipliedReportingOverflow(by: multiplier)
    return overflow ? nil : product
  }
}

/// The wording of a provision in an interval of time.
package struct ProvisionVersion: Sendable {
  /// The name of the version within the provision: "v1".
  package let id: Located<String>
  /// When it was adopted.
  package let adopted: Located<DateValue>?
  /// When it was published.
  package let published: Located<DateValue>?
  /// When it entered into force.
  package let inForce: Located<DateValue>
  /// Whether it holds from a day before it was published: a correction of the past.
  package let isRetroactive: Bool
  /// The first day on which the version no longer holds; `nil` when no end is known.
  package let until: Located<DateValue>?
  /// The first day on which it applies, where later than `inForce`.
  package let applicable: Located<DateValue>?
  /// The identifier of this version: LEGIARTI…, or CELEX or ELI with the article.
  package let identifier: Located<String>?
  /// The text that brought it.
  package let changedBy: Reference<Instrument>?
  /// What it says or changes, in our words.
  package let summary: MarkdownText
  /// The operative words, literally.
  package let quote: Located<String>?
  /// When the wording was last read at its source; `nil` when it was not.
  package let verified: Located<DateValue>?
  /// How well it is supported.
  package let status: EvidenceStatus?
  /// What is uncertain.
  package let note: MarkdownText?
  /// Sources.
  package let sources: [Reference<Source>]
  /// What it threatens.
  package let penalties: [Penalty]
  /// When it should be looked at again.
  package let reviewBy: Located<DateValue>?

  /// The first day on which the version applies.
  package var firstApplicableDay: CivilDate? {
    (applicable ?? inForce).value.earliest
  }

  /// Whether nobody could know of the version on a day: it reaches back, and was published later.
  package func isUnknown(on day: CivilDate) -> Bool {
    guard isRetroactive, let date = (published ?? adopted)?.value.earliest else { return false }
    return day < date
  }

  /// Whether the version has entered into force and not ended on a day.
  package func isInForce(on day: CivilDate) -> Bool {
    switch state(on: day) {
    case .inForce, .applicable: true
    case .notAdopted, .adopted, .published, .ended: false
    }
  }

  /// What can be said of the version on a day: adopted, published, in force, applicable and ended
  /// are five different things.
  ///
  /// A date known to the month or year counts from its first day.
  package func state(on day: CivilDate) -> ForceState {
    state(on: day, until: until?.value.earliest)
  }

  /// What can be said of the version on a day, were its end another.
  package func state(on day: CivilDate, until end: CivilDate?) -> ForceState {
    if let end, day >= end { return .ended }
    // A date that could not be read has been reported; nothing is concluded from it.
    guard let start = inForce.value.earliest else { return .applicable }
    if day >= start {
      if let applies = applicable?.value.earliest, day < applies { return .inForce }
      return .applicable
    }
    if let date = published?.value.earliest, day >= date { return .published }
    if let date = adopted?.value.earliest, day >= date { return .adopted }
    return .notAdopted
  }
}

/// The state of a version on a day.
package enum ForceState: String, CaseIterable, Hashable, Sendable {
  /// Before every date known of it.
  case notAdopted = "not-adopted"
  case adopted
  case published
  /// In force, but not applicable yet.
  case inForce = "in-force"
  case applicable
  case ended
}

/// What a version threatens, in one circumstance.
package struct Penalty: Sendable {
  /// The id of the circumstance: `base`, `online`, `organised`, `minor`…
  package let circumstance: Located<String>
  /// The circumstance as printed.
  package let label: String
  /// What is punished, where the provision punishes several.
  package let conduct: String?
  /// Prison, in years.
  package let prisonYears: Located<Int>?
  /// Prison, in months, beside or without years.
  package let prisonMonths: Located<Int>?
  /// The key `fine-eur`.
  package let fineEuros: Located<Int>?
  /// The key `legal-person-fine-eur`: the fine of a legal person where the law gives its own.
  package let legalPersonFineEuros: Located<Int>?
  /// The circumstance of the same version that this one aggravates.
  package let aggravates: Located<String>?
  /// The part a minor plays in it.
  package let minor: PenaltyMinor?
  /// The fine as a share of turnover, in percent.
  package let turnoverPercent: Located<Double>?
  /// The key `fine-cap-eur`.
  package let fineCapEuros: Located<Int>?
  /// The multiplier for legal persons where it differs from the provision's.
  package let legalPersonMultiplier: Int?
  /// What is uncertain.
  package let note: String?
}
