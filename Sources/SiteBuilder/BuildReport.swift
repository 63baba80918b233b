// What a build did: counts, times, faults. The command prints it; nothing here formats for a
// terminal.

package import Diagnostics
package import DossierModel
import FileSystem

/// The stages of a build, in order.
package enum BuildStage: String, CaseIterable, Sendable {
  case load
  case check
  case plan
  case render
  case links
  case write

  /// What the stage is doing, for a progress line.
  package var activity: Wording {
    switch self {
    case .load: Wording("reading the dossier", fr: "lecture du dossier")
    case .check: Wording("checking", fr: "contrôle")
    case .plan: Wording("planning pages", fr: "plan des pages")
    case .render: Wording("rendering pages", fr: "composition des pages")
    case .links: Wording("checking links", fr: "contrôle des liens")
    case .write: Wording("writing files", fr: "écriture des fichiers")
    }
  }
}

/// A stage that has just begun, and how much it has to do.
package struct BuildProgress: Sendable {
  /// The stage.
  package let stage: BuildStage
  /// The number of files, records or pages it works on; `nil` when not known yet.
  package let count: Int?
  /// The language of the dossier; `nil` while it is being read.
  package let language: DossierLanguage?
}

/// How a build ended.
package enum BuildOutcome: Sendable, Equatable {
  /// The site is written, or was checked when nothing was to be written.
  case succeeded
  /// The dossier has errors; the last good site is untouched.
  case contentFaults
  /// The machine failed: a file could not be read or written, or the output folder is refused.
  case machineFault
}

/// What a build did.
package struct BuildReport: Sendable {
  /// How it ended.
  package internal(set) var outcome: BuildOutcome = .succeeded
  /// The texts that diagnostics point into.
  package internal(set) var sources = SourceMap()
  /// The language of the dossier; `nil` when its settings were not found.
  package internal(set) var language: DossierLanguage?
  /// What was found, in the order to show: without doubles, by path and position.
  package internal(set) var diagnostics: [Diagnostic] = []
  /// The pages made, by kind, in the order of the site; kinds without pages are left out.
  package internal(set) var pages: [(kind: String, count: Int)] = []
  /// How long each stage took.
  package internal(set) var stages: [(stage: BuildStage, duration: Duration)] = []
  /// What each stage took, when it was asked for.
  package internal(set) var timings: [StageTiming] = []
  /// How many pages were made; all others are those of the last build, and rest on nothing that
  /// changed.
  package internal(set) var madeCount = 0
  /// The bytes of all files of the site.
  package internal(set) var byteCount = 0
  /// Files whose bytes changed.
  package internal(set) var writtenCount = 0
  /// Files that were there with the same bytes.
  package internal(set) var unchangedCount = 0
  /// Files of an earlier build that this one no longer makes.
  package internal(set) var prunedCount = 0
  /// The path of the home page; `nil` when nothing was written.
  package internal(set) var indexPath: String?

  /// The number of pages of all kinds.
  package var pageCount: Int { pages.reduce(0) { $0 + $1.count } }
  /// The number of errors.
  package var errorCount: Int { diagnostics.count { $0.severity == .error } }
  /// The number of warnings.
  package var warningCount: Int { diagnostics.count { $0.severity == .warning } }

  /// Takes over what the last build found, when nothing has changed since.
  mutating func take(_ state: BuildState, output: OutputTree?) {
    language = DossierLanguage(rawValue: state.language)
    pages = state.pages
    unchangedCount = state.fileCount
    byteCount = state.byteCount
    indexPath = output.map { PathName.join($0.path, "index.html") }
  }

  /// Takes what was found, in the order to show, and says how the run ended.
  mutating func close(_ bag: DiagnosticBag) {
    diagnostics = bag.sorted(by: sources)
    let errors = diagnostics.filter { $0.severity == .error }
    if errors.contains(where: { $0.code.id.hasPrefix("F") }) {
      outcome = .machineFault
    } else if !errors.isEmpty {
      outcome = .contentFaults
    }
  }
}
