// R0109: the cells of the matrix name rows and columns that it has.

import Diagnostics
import DossierModel

extension Rule {
  /// A cell names a conduct and a party of the matrix.
  static let unknownAxis = Rule(.unknownAxis, .references, reads: "the cells of the matrix") {
    context, bag in
    guard let matrix = context.dossier.matrix else { return }
    let conducts = matrix.conducts.map(\.id.value)
    let parties = matrix.parties.map(\.id.value)
    for cell in matrix.cells {
      if !conducts.contains(cell.conduct.value) {
        bag.add(
          .unknownAxis(
            cell.conduct.value, axis: Wording("conduct", fr: "conduite"), at: cell.conduct.span,
            known: conducts))
      }
      if !parties.contains(cell.party.value) {
        bag.add(
          .unknownAxis(
            cell.party.value, axis: Wording("party", fr: "partie"), at: cell.party.span,
            known: parties))
      }
    }
  }
}
