// What authorities and platforms did, or may do, about the affair.

/// An act of an authority, or of a platform, towards others or itself: done, asked for or possible.
package struct Measure: Entity {
  package static var kind: EntityKind { .measure }
  /// The id, the printed mark and the old ids.
  package let identity: Identity
  /// The measure in a sentence.
  package let title: MarkdownText
  /// What a reader needs to know beyond the title.
  package let text: MarkdownText?
  /// What it is.
  package let kind: MeasureKind
  /// Who takes it, or may take it.
  package let authorities: [Reference<Actor>]
  /// Whom it aims at.
  package let addressees: [Reference<Actor>]
  /// When it was taken, or the interval in which it holds; `nil` for one that is only possible.
  package let date: Located<DateValue>?
  /// How far it has gone.
  package let status: Located<MeasureStatus>
  /// Provisions and instruments it rests on.
  package let laws: [LawReference]
  /// Events in which it was taken, changed or lifted.
  package let events: [Reference<Event>]
  /// Sources.
  package let sources: [Reference<Source>]
  /// What is uncertain.
  package let note: MarkdownText?
  /// When it should be looked at again.
  package let reviewBy: Located<DateValue>?

  package var label: String { title.source }
}
