// People, organisations, institutions, platforms and media that take part in the affair.

package import Diagnostics

/// Someone or something that acts in the dossier.
///
/// A role holds in an interval and is shown as of the day of the event it is shown beside. An
/// actor with `partyTo` is under a procedure: its page carries the presumption notice.
package struct Actor: Entity {
  package static var kind: EntityKind { .actor }
  /// The id, the printed mark and the old ids.
  package let identity: Identity
  /// The name as printed.
  package let name: String
  /// The name as sorted, "Delaporte, Arthur"; the name itself where absent.
  package let sortName: String?
  /// What the actor is.
  package let kind: ActorKind
  /// Who the actor is, in a paragraph.
  package let description: MarkdownText
  /// The part the actor plays in the affair, in a few words.
  package let part: String?
  /// Whether a procedure aims at the actor: its page carries the presumption notice.
  package let partyTo: Bool
  /// Offices and functions, with dates.
  package let roles: [Role]
  /// Parties, groups and bodies the actor belongs to, with dates.
  package let memberships: [Membership]
  /// How far a procedure has gone.
  package let standing: Standing?
  /// The stages before the present one, in the order of the file.
  package let pastStandings: [Standing]
  /// Whether the actor is a victim, who may be named only on a ground.
  package let isVictim: Bool
  /// The consent of a victim to be named.
  package let consent: NamingGround?
  /// The public declaration by which a victim made itself known.
  package let publicDeclaration: NamingGround?
  /// Events in which the actor answered what it is accused of.
  package let replies: [Reference<Event>]
  /// Ties to other actors.
  package let relations: [Relation]
  /// Sources on the actor.
  package let sources: [Reference<Source>]
  /// Addresses of the actor.
  package let links: [Link]
  /// What is left to verify about the actor.
  package let toVerify: [MarkdownText]
  /// When the record should be looked at again.
  package let reviewBy: Located<DateValue>?

  package var label: String { name }

  /// The stage of the procedure on a day: of the stages that had begun, the one that began last.
  ///
  /// A stage without a date counts as begun only when it is the present one and no dated stage is
  /// known for the day.
  package func standing(on day: CivilDate) -> Standing? {
    let begun = (pastStandings + (standing.map { [$0] } ?? [])).filter {
      $0.since?.value.earliest.map { $0 <= day } ?? false
    }
    let last = begun.enumerated().max { left, right in
      guard let first = left.element.since?.value.earliest,
        let second = right.element.since?.value.earliest, first != second
      else { return left.offset < right.offset }
      return first < second
    }
    return last?.element ?? (standing?.since == nil ? standing : nil)
  }
}

/// What an actor belongs to, in an interval.
package struct Membership: Sendable {
  /// The party, group or body as printed.
  package let group: String
  /// The group, where it is an actor of the dossier.
  package let organisation: Reference<Actor>?
  /// The key `as`: the capacity in which the actor belongs to it.
  package let capacity: String?
  /// Since when; open where absent.
  package let from: Located<DateValue>?
  /// Until when, that day included; open where absent.
  package let to: Located<DateValue>?
  /// How well it is supported.
  package let status: EvidenceStatus?
  /// Sources.
  package let sources: [Reference<Source>]
  /// What is uncertain.
  package let note: String?
  /// When it should be looked at again.
  package let reviewBy: Located<DateValue>?

  /// Whether the membership holds on a day; an absent bound is open.
  package func isHeld(on day: CivilDate) -> Bool {
    if let start = from?.value.earliest, day < start { return false }
    if let end = to?.value.latest, day > end { return false }
    return true
  }
}

/// What allows the dossier to name a victim: a consent, or a public declaration.
package struct NamingGround: Sendable {
  /// Where it is written.
  package let span: Span
  /// When it was given or made.
  package let date: Located<DateValue>
  /// Sources.
  package let sources: [Reference<Source>]
  /// How far it reaches.
  package let note: String?
}

/// An office, mandate or function of an actor, in an interval.
package struct Role: Sendable {
  /// The office as printed.
  package let title: String
  /// Where it is held.
  package let organisation: Reference<Actor>?
  /// Since when; open where absent.
  package let from: Located<DateValue>?
  /// Until when, that day included; open where absent.
  package let to: Located<DateValue>?
  /// How well it is supported.
  package let status: EvidenceStatus?
  /// Sources.
  package let sources: [Reference<Source>]
  /// What is uncertain.
  package let note: String?
  /// When it should be looked at again.
  package let reviewBy: Located<DateValue>?

  /// Whether the role is held on a day: from the earliest day of `from` to the latest of `to`.
  ///
  /// An absent bound is open.
  package func isHeld(on day: CivilDate) -> Bool {
    if let start = from?.value.earliest, day < start { return false }
    if let end = to?.value.latest, day > end { return false }
    return true
  }
}

/// How far a procedure against an actor has gone, dated.
package struct Standing: Sendable {
  /// The stage.
  package let status: Located<StandingStatus>
  /// Since when.
  package let since: Located<DateValue>?
  /// The stage in words.
  package let text: MarkdownText
  /// Sources.
  package let sources: [Reference<Source>]
  /// When it should be looked at again.
  package let reviewBy: Located<DateValue>?
}

/// A tie between two actors.
package struct Relation: Sendable {
  /// What ties them, read from this actor to the other.
  package let verb: String
  /// The other actor.
  package let to: Reference<Actor>
  /// The event that shows the tie.
  package let event: Reference<Event>?
  /// When the tie held.
  package let date: Located<DateValue>?
  /// How well it is supported.
  package let status: EvidenceStatus?
  /// What is uncertain.
  package let note: String?
}

/// A labelled address.
package struct Link: Sendable {
  /// What the address leads to.
  package let label: String
  /// The address.
  package let url: String
}
