// What a briefing is asked to be: its profile, its paper, its day, and where the engine is looked
// for. Dates and paths come in here; no stage reads the clock or the environment.

package import DossierModel

/// The kinds of printed briefing.
package enum BriefingProfile: String, CaseIterable, Sendable {
  /// A few pages for a hearing: key points, law, timeline, open questions, sources.
  case note
  /// The whole dossier as a book with notes, index and bibliography.
  case full

  /// The print template that makes it.
  package var template: String { "print/\(rawValue).typ" }
}

/// The paper a briefing is laid out for.
package enum PaperFormat: String, CaseIterable, Sendable {
  /// 210 × 297 mm.
  case a4
  /// 8.5 × 11 in.
  case letter

  /// The name of the paper in Typst.
  package var typstName: String { self == .a4 ? "a4" : "us-letter" }
}

/// What to print, from where, to where, as of which day.
package struct BriefingOptions: Sendable {
  /// The folder that holds `Content/`.
  package var source: String
  /// The kind of briefing.
  package var profile: BriefingProfile
  /// The day the briefing could have been written on; `nil` for all that is known.
  package var asOf: CivilDate?
  /// The day of the build: events after it are to come.
  package var date: CivilDate
  /// The PDF to write; `nil` for the profile's own name below `briefings/` in the source folder.
  package var output: String?
  /// Whether the pages carry the marks of a draft.
  package var isDraft = false
  /// The paper.
  package var paper = PaperFormat.a4
  /// The folder that holds the captured documents; `nil` checks hashes only.
  package var archive: String?
  /// How many workers read at most.
  package var jobs = 1
  /// Python programs to try, in this order, for the one that has the engine.
  package var pythons: [String] = []
  /// The version of the program, as printed on the cover.
  package var version = ""

  /// Makes options.
  package init(source: String, profile: BriefingProfile, date: CivilDate) {
    self.source = source
    self.profile = profile
    self.date = date
  }
}
