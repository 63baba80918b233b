// What a preview is asked to show. Paths, days and programs come in here; no stage reads the
// environment or the clock.

package import Diagnostics
package import DossierModel

/// What to show, from where, and to whom.
package struct PreviewSettings: Sendable {
  /// The folder that holds `Content/`.
  package var source: String
  /// The first port that is tried.
  package var port: Int
  /// The day of the build: events after it are to come.
  package var date: CivilDate
  /// The day on which law and events are shown; `nil` for the days that the dossier names.
  package var asOf: CivilDate?
  /// The folder with captured documents.
  package var archive: String?
  /// A folder with printed briefings to offer for download; a name that is not there is left out.
  package var briefings: String?
  /// How many workers render at most.
  package var jobs = 1
  /// The language of messages; `nil` for that of the dossier.
  package var language: DiagnosticLanguage?
  /// How a place of a file is opened in the writer's editor.
  package var editor = EditorLink.none
  /// Python programs to try for the print engine.
  package var pythons: [String] = []
  /// The version of the program.
  package var version = ""
  /// Whether folders are compared again and again instead of watched.
  package var polls = false

  /// Makes settings.
  package init(source: String, port: Int, date: CivilDate) {
    self.source = source
    self.port = port
    self.date = date
  }
}
