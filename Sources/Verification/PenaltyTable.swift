// Owns the penalty table: one row for each penalty of each provision as it stands on a day, with the
// figures computed from the data and from nowhere else.

package import DossierModel

/// A row of the penalty table.
package struct PenaltyRow: Sendable {
  /// The provision that threatens the penalty.
  package let provision: ProvisionID
  /// The index of the version in the provision.
  package let version: Int
  /// The penalty as written.
  package let penalty: Penalty
  /// The state of the version on the day of the table.
  package let state: LawState
  /// Prison in months; `nil` where the provision threatens none.
  package let prisonMonths: Int?
  /// The fine of a natural person in euros.
  package let fineEuros: Int?
  /// The fine of a legal person in euros, where a multiplier is known.
  package let legalPersonFineEuros: Int?
  /// A share of the worldwide turnover, in percent.
  package let turnoverPercent: Double?
  /// The fixed ceiling beside such a share, in euros.
  package let fineCapEuros: Int?
}

/// The penalties that the law threatens on a day.
package struct PenaltyTable: Sendable {
  /// The day.
  package let day: CivilDate
  /// The rows that apply on the day, in the order of the data.
  package let applicable: [PenaltyRow]
  /// The rows of provisions that do not apply yet.
  package let upcoming: [PenaltyRow]

  /// Computes the table of a day.
  ///
  /// - Complexity: O(n) in the number of versions and penalties.
  package init(_ dossier: Dossier, on day: CivilDate, known: CivilDate = .last) {
    self.day = day
    var applicable: [PenaltyRow] = []
    var upcoming: [PenaltyRow] = []
    for (id, provision) in zip(dossier.provisions.ids, dossier.provisions) {
      let law = LawAtDate(provision, on: day, known: known)
      if let index = law.applicable {
        applicable += Self.rows(provision, id: id, version: index, state: .applicable)
      }
      // A provision that nobody had adopted on the day was not law to come: it was nothing yet.
      if let index = law.next {
        let state = provision.state(ofVersion: index, on: day)
        if state != .upcoming {
          upcoming += Self.rows(provision, id: id, version: index, state: state)
        }
      }
    }
    self.applicable = applicable
    self.upcoming = upcoming
  }

  /// The rows of one version of a provision.
  package static func rows(
    _ provision: Provision, id: ProvisionID, version index: Int, state: LawState
  ) -> [PenaltyRow] {
    provision.versions[index].penalties.map { penalty in
      PenaltyRow(
        provision: id, version: index, penalty: penalty, state: state,
        prisonMonths: penalty.totalPrisonMonths, fineEuros: penalty.fineEuros?.value,
        legalPersonFineEuros: provision.legalPersonFine(penalty),
        turnoverPercent: penalty.turnoverPercent?.value, fineCapEuros: penalty.fineCapEuros?.value)
    }
  }
}

extension Penalty {
  /// Prison in months, years and months together; `nil` where neither is given.
  package var totalPrisonMonths: Int? {
    if prisonYears == nil, prisonMonths == nil { return nil }
    return (prisonYears?.value ?? 0) * 12 + (prisonMonths?.value ?? 0)
  }
}
