// What happened, when, according to whom, and under which law.

/// A dated event.
package struct Event: Entity {
  package static var kind: EntityKind { .event }
  /// The id, the printed mark and the old ids.
  package let identity: Identity
  /// When it happened, as precise as it is known.
  package let date: Located<DateValue>
  /// The time of day, where known.
  package let time: Located<TimeOfDay>?
  /// A full sentence.
  package let title: MarkdownText
  /// What a reader needs to know beyond the title.
  package let text: MarkdownText?
  /// What the event is.
  package let kind: EventKind
  /// Where it belongs.
  package let jurisdiction: Jurisdiction
  /// Who took part.
  package let actors: [EventActor]
  /// Provisions that the event rests on and that must be in force on its day.
  package let legalBasis: [LawReference]
  /// Provisions and instruments that the event concerns, in force or not.
  package let laws: [LawReference]
  /// Statements made in it.
  package let claims: [Reference<Claim>]
  /// Points on which sources disagree.
  package let contradictions: [Reference<Contradiction>]
  /// Sources.
  package let sources: [Reference<Source>]
  /// How well it is supported.
  package let status: EvidenceStatus
  /// What is uncertain about the event.
  package let note: MarkdownText?
  /// When it should be looked at again.
  package let reviewBy: Located<DateValue>?

  package var label: String { title.source }
}

/// An actor of an event, with the capacity held that day.
package struct EventActor: Sendable {
  /// The actor.
  package let actor: Reference<Actor>
  /// The key `as`: the capacity in which the actor took part.
  package let capacity: String?
}

/// A time of day to the minute.
package struct TimeOfDay: Hashable, Comparable, Sendable {
  /// 0 to 23.
  package let hour: Int
  /// 0 to 59.
  package let minute: Int

  /// Makes a time, or `nil` outside 00:00 to 23:59.
  package init?(hour: Int, minute: Int) {
    guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
    self.hour = hour
    self.minute = minute
  }

  /// By hour and minute.
  package static func < (left: TimeOfDay, right: TimeOfDay) -> Bool {
    (left.hour, left.minute) < (right.hour, right.minute)
  }
}
