// People, organisations, institutions, platforms and media that take part in the affair.

/// Someone or something that acts in the dossier.
///
/// A role holds in an interval and is shown as of the day of the event it is shown beside. An
/// actor with `partyTo` is under a procedure: its page carries the presumption notice.
package struct Actor: Entity {
  package static var kind: EntityKind { .actor }
  package let identity: Identity
  package let name: String
  /// The name as sorted, "Delaporte, Arthur"; the name itself where absent.
  package let sortName: String?
  package let kind: ActorKind
  package let description: MarkdownText
  /// The part the actor plays in the affair, in a few words.
  package let part: String?
  package let partyTo: Bool
  package let roles: [Role]
  package let standing: Standing?
  /// Events in which the actor answered what it is accused of.
  package let replies: [Reference<Event>]
  package let relations: [Relation]
  package let sources: [Reference<Source>]
  package let links: [Link]
  package let toVerify: [MarkdownText]

  package var label: String { name }
}

/// An office, mandate or function of an actor, in an interval.
package struct Role: Sendable {
  package let title: String
  package let organisation: Reference<Actor>?
  package let from: Located<DateValue>?
  package let to: Located<DateValue>?
  package let status: EvidenceStatus?
  package let sources: [Reference<Source>]
  package let note: String?

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
  package let status: Located<StandingStatus>
  package let since: Located<DateValue>?
  package let text: MarkdownText
  package let sources: [Reference<Source>]
}

/// A tie between two actors.
package struct Relation: Sendable {
  package let verb: String
  package let to: Reference<Actor>
  package let event: Reference<Event>?
  package let date: Located<DateValue>?
  package let status: EvidenceStatus?
  package let note: String?
}

/// A labelled address.
package struct Link: Sendable {
  package let label: String
  package let url: String
}
