// Owns what the law says on a day: which version of a provision applies, what comes next, and the
// word for its state. The dates themselves belong to the model.

package import DossierModel

/// What can be said of a provision on a day; each of the six is another thing.
package enum LawState: String, CaseIterable, Hashable, Sendable {
  /// Known, not yet adopted.
  case upcoming
  /// Adopted, not yet published.
  case adopted
  /// Published, not yet in force.
  case published
  /// In force, not yet applicable.
  case inForce = "in-force"
  /// In force and applicable: the only state that pages call "en vigueur".
  case applicable
  /// Ended, and no later version is known.
  case repealed

  /// The word for the state in the language of a dossier.
  package func wording(_ language: DossierLanguage) -> String {
    switch (language, self) {
    case (.french, .upcoming): "à venir"
    case (.french, .adopted): "adopté"
    case (.french, .published): "publié"
    case (.french, .inForce): "pas encore applicable"
    case (.french, .applicable): "en vigueur"
    case (.french, .repealed): "abrogé"
    case (.english, .upcoming): "upcoming"
    case (.english, .adopted): "adopted"
    case (.english, .published): "published"
    case (.english, .inForce): "not yet applicable"
    case (.english, .applicable): "in force"
    case (.english, .repealed): "repealed"
    }
  }

  init(_ state: ForceState) {
    self =
      switch state {
      case .notAdopted: .upcoming
      case .adopted: .adopted
      case .published: .published
      case .inForce: .inForce
      case .applicable: .applicable
      case .ended: .repealed
      }
  }
}

/// A provision as it stands on a day.
package struct LawAtDate: Sendable {
  /// The day.
  package let day: CivilDate
  /// The state of the provision: that of the applicable version, else of the nearest one to come,
  /// else `repealed`.
  package let state: LawState
  /// The index in `versions` of the version that is in force and applicable on the day.
  package let applicable: Int?
  /// The index of the next version to become applicable after the day.
  package let next: Int?

  /// Reads the versions of a provision on a day.
  ///
  /// Of overlapping versions, which are an error of their own, the one that began last applies.
  /// - Parameter known: The day of whose knowledge is read: versions that reach back and were
  ///   published later are left out, and what they replaced goes on in their place.
  /// - Complexity: O(n) in the number of versions, times that of versions not known.
  package init(_ provision: Provision, on day: CivilDate, known: CivilDate = .last) {
    self.day = day
    let unknown = provision.versions.filter { $0.isUnknown(on: known) }
    func state(_ version: ProvisionVersion) -> ForceState {
      var end = version.until?.value.earliest
      // What was replaced backwards had, for those who lived then, the end of what replaced it.
      for _ in unknown {
        guard let last = end,
          let heir = unknown.first(where: { $0.firstApplicableDay == last })
        else { break }
        end = heir.until?.value.earliest
      }
      return version.state(on: day, until: end)
    }
    var applicable: Int?
    var next: Int?
    func start(_ index: Int) -> CivilDate {
      provision.versions[index].firstApplicableDay ?? .last
    }
    for (index, version) in provision.versions.enumerated() where !version.isUnknown(on: known) {
      switch state(version) {
      case .applicable:
        if let best = applicable, start(best) > start(index) { break }
        applicable = index
      case .notAdopted, .adopted, .published, .inForce:
        if let best = next, start(best) <= start(index) { break }
        next = index
      case .ended: break
      }
    }
    self.applicable = applicable
    self.next = next
    if applicable != nil {
      self.state = .applicable
    } else if let next {
      self.state = LawState(state(provision.versions[next]))
    } else {
      self.state = .repealed
    }
  }

  /// The version to show on the day: the applicable one, else the next; `nil` once repealed.
  package var shown: Int? { applicable ?? next }
}

extension Provision {
  /// The state of one of the versions on a day.
  package func state(ofVersion index: Int, on day: CivilDate) -> LawState {
    LawState(versions[index].state(on: day))
  }

  /// The words that changed from the version before to a version, by order of entry into force;
  /// compares the literal text where both have one, else the summaries. `nil` for the first.
  package func difference(ofVersion index: Int) -> WordDifference? {
    let start = versions[index].inForce.value
    let before = versions.indices
      .filter { $0 != index && versions[$0].inForce.value < start }
      .max { versions[$0].inForce.value < versions[$1].inForce.value }
    guard let before else { return nil }
    if let old = versions[before].quote?.value, let new = versions[index].quote?.value {
      return WordDifference(from: old, to: new)
    }
    return WordDifference(
      from: versions[before].summary.source, to: versions[index].summary.source)
  }
}
