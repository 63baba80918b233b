// Every date by which volatile data is to be looked at again, wherever it stands in a record.

/// A date under `review-by`, with what it is about.
package struct Review: Sendable {
  /// The record that holds it; `nil` for a proceeding of `dossier.yaml`.
  package let key: EntityKey?
  /// The part of the record, where it is not the whole: the title of a role, the id of a version.
  package let part: String?
  /// The date and its place.
  package let date: Located<DateValue>
}

extension Dossier {
  /// Every `review-by` of the dossier, by kind, then in the order of the files.
  ///
  /// - Complexity: O(n) in the number of records.
  package var reviews: [Review] {
    var reviews: [Review] = []
    func add(_ key: EntityKey?, _ date: Located<DateValue>?, part: String? = nil) {
      if let date { reviews.append(Review(key: key, part: part, date: date)) }
    }
    for proceeding in settings.proceedings {
      add(nil, proceeding.reviewBy, part: proceeding.subject.source)
    }
    for (id, actor) in zip(actors.ids, actors) {
      add(.actor(id), actor.reviewBy)
      for role in actor.roles { add(.actor(id), role.reviewBy, part: role.title) }
      for membership in actor.memberships {
        add(.actor(id), membership.reviewBy, part: membership.group)
      }
      for standing in [actor.standing].compactMap({ $0 }) + actor.pastStandings {
        add(.actor(id), standing.reviewBy, part: standing.text.source)
      }
    }
    for (id, event) in zip(events.ids, events) { add(.event(id), event.reviewBy) }
    for (id, instrument) in zip(instruments.ids, instruments) {
      add(.instrument(id), instrument.reviewBy)
    }
    for (id, provision) in zip(provisions.ids, provisions) {
      add(.provision(id), provision.reviewBy)
      for version in provision.versions {
        add(.provision(id), version.reviewBy, part: version.id.value)
      }
    }
    for (id, measure) in zip(measures.ids, measures) { add(.measure(id), measure.reviewBy) }
    for (id, source) in zip(sources.ids, sources) { add(.source(id), source.reviewBy) }
    for (id, claim) in zip(claims.ids, claims) { add(.claim(id), claim.reviewBy) }
    for (id, contradiction) in zip(contradictions.ids, contradictions) {
      add(.contradiction(id), contradiction.reviewBy)
    }
    for (id, limit) in zip(limits.ids, limits) { add(.limit(id), limit.reviewBy) }
    for (id, point) in zip(openPoints.ids, openPoints) { add(.openPoint(id), point.reviewBy) }
    for (id, chapter) in zip(chapters.ids, chapters) { add(.chapter(id), chapter.reviewBy) }
    return reviews
  }
}
