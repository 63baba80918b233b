// Owns the matrix of conducts and liable parties on a day: which provision reaches whom, with the
// status that the dates of the provision allow on that day.

package import DossierModel

/// The matrix of a day: one row a conduct, one cell a party.
package struct MatrixTable: Sendable {
  /// What the law says of one conduct of one party, by one provision.
  package struct Entry: Sendable {
    /// The entry as written.
    package let written: MatrixEntry
    /// The provision or instrument.
    package let law: EntityKey?
    /// The status on the day of the table.
    package let status: MatrixStatus
    /// The version of the provision that is still to come on the day, of an entry that is `upcoming`.
    package let version: Int?
  }

  /// A row of the matrix.
  package struct Row: Sendable {
    /// The conduct.
    package let conduct: MatrixAxis
    /// The entries for each party, in the order of `parties`; an empty list where no text was found.
    package let cells: [[Entry]]
  }

  /// The day.
  package let day: CivilDate
  /// The columns.
  package let parties: [MatrixAxis]
  /// The rows.
  package let rows: [Row]

  /// Computes the matrix of a day; `nil` for a dossier without one.
  ///
  /// What is not applicable on the day is `upcoming`, whatever the file says, even where nobody had
  /// adopted it yet: an empty cell would deny a law that the dossier knows. What the file calls
  /// upcoming is `applicable` once it applies. What has ended is left out.
  /// - Complexity: O(conducts × parties + entries).
  package init?(_ dossier: Dossier, on day: CivilDate, known: CivilDate = .last) {
    guard let matrix = dossier.matrix else { return nil }
    self.day = day
    parties = matrix.parties
    struct Place: Hashable {
      let conduct: String
      let party: String
    }
    var entries: [Place: [Entry]] = [:]
    for cell in matrix.cells {
      let place = Place(conduct: cell.conduct.value, party: cell.party.value)
      entries[place, default: []] += cell.entries.compactMap {
        Self.entry($0, in: dossier, on: day, known: known)
      }
    }
    rows = matrix.conducts.map { conduct in
      Row(
        conduct: conduct,
        cells: matrix.parties.map {
          entries[Place(conduct: conduct.id.value, party: $0.id.value)] ?? []
        })
    }
  }

  private static func entry(
    _ written: MatrixEntry, in dossier: Dossier, on day: CivilDate, known: CivilDate
  ) -> Entry? {
    let status = written.status ?? .applicable
    guard let law = written.provision.flatMap({ dossier.law($0) }) else {
      return Entry(written: written, law: nil, status: status, version: nil)
    }
    let state: LawState
    var coming: Int?
    switch law {
    case .provision(let id):
      let provision = dossier.provisions[id]
      let law = LawAtDate(provision, on: day, known: known)
      // What the file calls upcoming is the next version, not the one that applies already.
      if status == .upcoming, let next = law.next {
        state = provision.state(ofVersion: next, on: day)
        coming = next
      } else {
        state = law.state
        coming = law.applicable == nil ? law.next : nil
      }
    case .instrument(let id): state = dossier.instruments[id].state(on: day)
    default: state = .applicable
    }
    switch state {
    case .repealed: return nil
    case .applicable:
      return Entry(
        written: written, law: law, status: status == .upcoming ? .applicable : status, version: nil
      )
    case .upcoming, .adopted, .published, .inForce:
      return Entry(written: written, law: law, status: .upcoming, version: coming)
    }
  }
}

extension Instrument {
  /// The state of the whole text on a day; a text without dates counts as applicable.
  package func state(on day: CivilDate) -> LawState {
    if let start = (applicable ?? inForce)?.value.earliest, day >= start { return .applicable }
    if applicable == nil, inForce == nil, published == nil, date == nil { return .applicable }
    if let start = inForce?.value.earliest, day >= start { return .inForce }
    if let start = published?.value.earliest, day >= start {
      return inForce == nil && applicable == nil ? .applicable : .published
    }
    if let start = date?.value.earliest, day >= start {
      return inForce == nil && applicable == nil && published == nil ? .applicable : .adopted
    }
    return .upcoming
  }
}
