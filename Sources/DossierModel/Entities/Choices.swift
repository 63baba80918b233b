// The closed lists of words that fields of the dossier accept. The raw value is what is written.

/// A closed list of words; the raw value is the word as written in a data file.
package protocol Choice: RawRepresentable<String>, CaseIterable, Hashable, Sendable {}

/// The language of the dossier's own prose.
package enum DossierLanguage: String, Choice {
  case french = "fr"
  case english = "en"
}

/// How well a record is supported.
package enum EvidenceStatus: String, Choice {
  /// Two independent sources or more, or an official one.
  case established
  /// One source, not contradicted.
  case singleSource = "single-source"
  /// Sources disagree.
  case disputed
  /// Known, not yet read again in a source that can be cited.
  case toVerify = "to-verify"
  /// Not decided.
  case open
  /// Shown to be wrong.
  case refuted
}

/// What an actor is.
package enum ActorKind: String, Choice {
  case person, organisation, institution, platform, media, group
}

/// How far a procedure against an actor has gone; never stronger than what a source says.
package enum StandingStatus: String, Choice {
  case none
  case reported
  case summoned
  case searched
  case underInvestigation = "under-investigation"
  case charged
  case convicted
  case cleared
}

/// What an event is.
package enum EventKind: String, Choice {
  case procedure, law, politics, platform, press, research
}

/// Where an event or an instrument belongs.
package enum Jurisdiction: String, Choice {
  case france = "fr"
  case europeanUnion = "eu"
  case unitedKingdom = "uk"
  case ireland = "ie"
  case netherlands = "nl"
  case unitedStates = "us"
  case canada = "ca"
  case indonesia = "id"
  case malaysia = "my"
  case philippines = "ph"
  case international = "int"
}

/// What an instrument is.
package enum InstrumentKind: String, Choice {
  case code, statute, regulation, directive, constitution, treaty, foreign
}

/// Whether an entry of the liability matrix holds.
package enum MatrixStatus: String, Choice {
  case applicable, debated, upcoming, none
}

/// What a source is.
package enum SourceKind: String, Choice {
  case official, regulator, parliament, court, press, agency, ngo, doctrine, blog, dataset
}

/// How far a source stands from what it reports.
package enum SourceLevel: String, Choice {
  case primary, secondary, copy
}

/// How far a source can be relied on.
package enum Reliability: String, Choice {
  case high, medium, low
}

/// What a statement is: a fact can be checked, an opinion cannot.
package enum ClaimNature: String, Choice {
  case fact, statement, legal, opinion, forecast, announcement, title
}

/// What the check of a statement found.
package enum Verdict: String, Choice {
  case established
  case exact
  case inexact
  case partly
  case open
  case opinion
  case announcementKept = "announcement-kept"
  case attributed
  case malformed
  case toVerify = "to-verify"
}

/// What is known of the answer of a person that a statement accuses.
package enum ReplyStatus: String, Choice {
  case published
  case requested
  case notRequested = "not-requested"
  case noneFound = "none-found"
}

/// How much an inconsistency weighs.
package enum LimitSeverity: String, Choice {
  case high, medium, low
}

/// Whether an inconsistency could be resolved.
package enum LimitStatus: String, Choice {
  case resolved, partly, open
}

/// Where a proceeding stands.
package enum ProceedingStatus: String, Choice {
  case ongoing, decided, closed
}

/// What is known of a key point.
package enum KeyPointStatus: String, Choice {
  case established
  case singleSource = "single-source"
  case disputed
  case toVerify = "to-verify"
  case open
  case refuted
  case upcoming
  case inexact
  case partly
}

/// What a key point is about.
package enum KeyPointNature: String, Choice {
  case fact, statement, law
}

/// What a measure is.
package enum MeasureKind: String, Choice {
  case investigation, injunction, preservation, fine, blocking, withdrawal, safeguard, commitment
  case referral, recommendation, legislation, other
}

/// How far a measure has gone.
package enum MeasureStatus: String, Choice {
  /// The law allows it; nobody has asked for it.
  case possible
  case requested
  case announced
  case ordered
  case inEffect = "in-effect"
  case suspended
  case lifted
  case ended
  case refused
}

/// The part a minor plays in a circumstance.
package enum PenaltyMinor: String, Choice {
  case victim, offender
}

/// How much of a document may be kept and shown.
package enum EvidencePolicy: String, Choice {
  /// The document may be captured, quoted and linked.
  case full
  /// Only what describes the document: no body, no direct address. For illicit contents.
  case metadataOnly = "metadata-only"
}

/// How much a rule weighs.
package enum RuleSeverity: String, Choice {
  case error, warning, off
}

/// An HTML element that a dossier may let pass in its Markdown.
package enum PassingElement: String, Choice {
  case abbr, b, bdi, bdo, br, cite, code, del, dfn, em, i, ins, kbd, mark, q, rp, rt, ruby, s, samp
  case small, span, strong, sub, sup, time, u, `var`, wbr
}
