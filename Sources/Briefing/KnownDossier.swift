// Owns the dossier as a day knew it, for who shows pages: the rule is the one of printed briefings.

package import DossierModel
import Markdown
package import Presentation
import Verification

/// What was known on a day.
package enum KnownDossier {
  /// The dossier without the records that came later, in whose chapters each passage on later things
  /// says so: what a briefing of that day holds and leaves out. Ids of records differ.
  ///
  /// - Parameters:
  ///   - presenter: The whole dossier, checked for that day.
  ///   - day: The day after which nothing is known.
  package static func dossier(_ presenter: Presenter, on day: CivilDate) -> Dossier {
    let selection = BriefingSelection(checked: presenter.checked, cutoff: day)
    func notice(_ key: String) -> String {
      presenter.typographer.typeset(presenter.words(key, presenter.dates.text(DateValue(day))))
    }
    let (long, short) = (notice("print.later_paragraph"), notice("print.later_short"))
    return presenter.dossier.narrowed(to: selection.holds) {
      selection.redacted($0, notice: long, short: short)
    }
  }
}
