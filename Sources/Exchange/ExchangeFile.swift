// Owns the face of the module: which files a dossier is offered as, and where each one lies. What
// is in a file belongs to the encoder of its format.

package import DossierModel
package import Verification

/// A file in which the dossier, or a part of it, is offered to machines.
package struct ExchangeFile: Sendable {
  /// The path below `donnees/`: `dossier.json`.
  package let route: String
  /// The media type, with its parameters.
  package let mediaType: String
  /// The key under which the theme has the words for a link to the file: `export-dossier-json`.
  package let labelKey: String
  /// The whole file.
  package let bytes: [UInt8]
}

/// Returns the files of a dossier, in the order in which a page lists them.
///
/// The same dossier, day and addresses give the same bytes; the clock is never read.
/// - Parameters:
///   - checked: The dossier.
///   - buildDate: The day of the build; events on it or later are to come.
///   - baseURL: The absolute address of the site; `nil` where it has none, and then no file gives
///     addresses of pages.
///   - permalink: The route of a record's page below `baseURL`, with its fragment; `nil` where the
///     record has none.
/// - Complexity: O(n) in the size of the dossier.
package func exchangeFiles(
  for checked: CheckedDossier, buildDate: CivilDate, baseURL: String?,
  permalink: (EntityKey) -> String? = { _ in nil }
) -> [ExchangeFile] {
  []
}
