// Owns which conclusions of a dossier a change of law has overtaken. The rule that warns of them and
// the pages that mark them both ask here.

package import DossierModel
import Markdown

/// A conclusion that reads a version of the law which another has replaced since.
package struct StaleConclusion: Hashable, Sendable {
  /// The statement or chapter that concludes.
  package let owner: EntityKey
  /// The provision.
  package let provision: ProvisionID
  /// The day whose law was read.
  package let lawDate: CivilDate
  /// The index of the version that was read.
  package let readVersion: Int
  /// The index of the version that applies instead; `nil` where none does.
  package let currentVersion: Int?
  /// Whether the law of that very day was corrected afterwards, by a version that reaches back; else
  /// another version has applied since.
  package let isCorrected: Bool

  /// Lists the conclusions of a dossier that a change of law has overtaken on a day: statements with
  /// a verdict, and chapters, by the order of the dossier.
  ///
  /// A statement without a date reads the law of its `law-date`. One made on a day is judged by the
  /// law of that day or of an earlier one for good: what was right or wrong then stays so; only a
  /// `law-date` behind its own date reads the law for later readers. A chapter reads that of its
  /// `law-date`, in references without a day or version of their own, unless it is pinned to the day.
  ///
  /// What reads one day for good, a reference with a day included, is overtaken all the same when the
  /// law of that day is corrected after it was read: on that day, or on the later one of `law-read`.
  /// - Complexity: O(n) in statements and references.
  package static func all(in dossier: Dossier, on day: CivilDate) -> [StaleConclusion] {
    var search = StaleSearch(dossier, day)
    for (id, claim) in zip(dossier.claims.ids, dossier.claims) {
      guard let read = claim.lawDate?.value else { continue }
      let isForGood = claim.date?.value.latest.map { read <= $0 } ?? false
      search.begin(.claim(id), lastRead: claim.lawRead?.value)
      for reference in claim.laws {
        search.note(dossier.law(reference), read: read, isForGood: isForGood)
      }
    }
    for (id, chapter) in zip(dossier.chapters.ids, dossier.chapters) {
      search.begin(.chapter(id), lastRead: chapter.lawRead?.value)
      for reference in chapter.body.references
      where reference.kind == "law" && reference.fragment == nil {
        let day = reference.date.flatMap { try? CivilDate.parse($0) }
        guard let read = reference.date == nil ? chapter.lawDate?.value : day else { continue }
        search.note(
          dossier.law(reference.id), read: read, isForGood: day != nil || chapter.isLawPinned)
      }
    }
    return search.found
  }
}

/// The search for conclusions that a change of law has overtaken.
private struct StaleSearch {
  private(set) var found: [StaleConclusion] = []
  private let dossier: Dossier
  private let day: CivilDate
  private var owner: EntityKey?
  private var lastRead: CivilDate?
  private var seen = Set<Reading>()

  private struct Reading: Hashable {
    let provision: ProvisionID
    let day: CivilDate
    let isForGood: Bool
  }

  init(_ dossier: Dossier, _ day: CivilDate) {
    self.dossier = dossier
    self.day = day
  }

  /// Goes on with another record.
  mutating func begin(_ owner: EntityKey, lastRead: CivilDate?) {
    self.owner = owner
    self.lastRead = lastRead
    if !seen.isEmpty { seen.removeAll(keepingCapacity: true) }
  }

  /// Looks at one law that the record reads.
  mutating func note(_ law: EntityKey?, read: CivilDate, isForGood: Bool) {
    // A law read after the day of the build is not yet anything to compare with.
    guard let owner, case .provision(let id)? = law, read < day,
      seen.insert(Reading(provision: id, day: read, isForGood: isForGood)).inserted
    else { return }
    let provision = dossier.provisions[id]
    let known = min(max(read, lastRead ?? read), day)
    guard let before = LawAtDate(provision, on: read, known: known).applicable else { return }
    let then = LawAtDate(provision, on: read, known: day).applicable
    let now = isForGood ? then : LawAtDate(provision, on: day, known: day).applicable
    if then == before, now == before { return }
    found.append(
      StaleConclusion(
        owner: owner, provision: id, lawDate: read, readVersion: before,
        currentVersion: then == before ? now : then, isCorrected: then != before))
  }
}
