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
  /// The index of the version that applies on the day of the build; `nil` where none does.
  package let currentVersion: Int?

  /// Lists the conclusions of a dossier that a change of law has overtaken on a day: statements with
  /// a verdict, and chapters, by the order of the dossier.
  ///
  /// A statement without a date reads the law of its `law-date`. One made on a day is judged by the
  /// law of that day or of an earlier one for good: what was right or wrong then stays so; only a
  /// `law-date` behind its own date reads the law for later readers. A chapter reads that of its
  /// `law-date`, in references without a day or version of their own, unless it is pinned to the day.
  /// - Complexity: O(n) in statements and references.
  package static func all(in dossier: Dossier, on day: CivilDate) -> [StaleConclusion] {
    var found: [StaleConclusion] = []
    for (id, claim) in zip(dossier.claims.ids, dossier.claims) {
      guard let read = claim.lawDate?.value else { continue }
      if let said = claim.date?.value.latest, read <= said { continue }
      var seen = Set<ProvisionID>()
      for reference in claim.laws {
        guard case .provision(let law)? = dossier.law(reference), seen.insert(law).inserted else {
          continue
        }
        found += [stale(.claim(id), law, read, day, dossier)].compactMap { $0 }
      }
    }
    for (id, chapter) in zip(dossier.chapters.ids, dossier.chapters) {
      guard let read = chapter.lawDate?.value, !chapter.isLawPinned else { continue }
      var seen = Set<ProvisionID>()
      for reference in chapter.body.references
      where reference.kind == "law" && reference.date == nil && reference.fragment == nil {
        guard case .provision(let law)? = dossier.law(reference.id), seen.insert(law).inserted
        else { continue }
        found += [stale(.chapter(id), law, read, day, dossier)].compactMap { $0 }
      }
    }
    return found
  }

  private static func stale(
    _ owner: EntityKey, _ law: ProvisionID, _ read: CivilDate, _ day: CivilDate, _ dossier: Dossier
  ) -> StaleConclusion? {
    // A law read after the day of the build is not yet anything to compare with.
    guard read < day, let before = LawAtDate(dossier.provisions[law], on: read).applicable else {
      return nil
    }
    let now = LawAtDate(dossier.provisions[law], on: day).applicable
    return now == before
      ? nil
      : StaleConclusion(
        owner: owner, provision: law, lawDate: read, readVersion: before, currentVersion: now)
  }
}
