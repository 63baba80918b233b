// What the printing of a briefing did. The command prints it; nothing here formats for a terminal.

package import Diagnostics
package import DossierModel

/// The stages of printing, in order.
package enum BriefingStage: String, CaseIterable, Sendable {
  case load
  case check
  case compose
  case typeset
  case inspect
  case write

  /// What the stage is doing, for a progress line.
  package var activity: Wording {
    switch self {
    case .load: Wording("reading the dossier", fr: "lecture du dossier")
    case .check: Wording("checking", fr: "contrôle")
    case .compose: Wording("composing the briefing", fr: "composition de la note")
    case .typeset: Wording("typesetting", fr: "mise en pages")
    case .inspect: Wording("reading the pages", fr: "relecture des pages")
    case .write: Wording("writing the PDF", fr: "écriture du PDF")
    }
  }

  /// The name of the stage, in the report.
  package var name: Wording {
    switch self {
    case .load: Wording(rawValue, fr: "lecture")
    case .check: Wording(rawValue, fr: "contrôle")
    case .compose: Wording(rawValue, fr: "composition")
    case .typeset: Wording(rawValue, fr: "mise en pages")
    case .inspect: Wording(rawValue, fr: "relecture")
    case .write: Wording(rawValue, fr: "écriture")
    }
  }
}

/// How the printing ended.
package enum BriefingOutcome: Sendable, Equatable {
  /// The PDF is written.
  case succeeded
  /// The dossier or a print template has errors; nothing was written.
  case contentFaults
  /// The engine is not there, or a file could not be read or written.
  case machineFault
}

/// What the printing of a briefing did.
package struct BriefingReport: Sendable {
  /// How it ended.
  package internal(set) var outcome = BriefingOutcome.succeeded
  /// The texts that diagnostics point into.
  package internal(set) var sources = SourceMap()
  /// The language of the dossier; `nil` when its settings were not found.
  package internal(set) var language: DossierLanguage?
  /// What was found, in the order to show.
  package internal(set) var diagnostics: [Diagnostic] = []
  /// How long each stage took.
  package internal(set) var stages: [(stage: BriefingStage, duration: Duration)] = []
  /// The PDF; `nil` when nothing was written.
  package internal(set) var path: String?
  /// The number of pages.
  package internal(set) var pageCount = 0
  /// The size of the PDF in bytes.
  package internal(set) var byteCount = 0
  /// The engine, as it names itself.
  package internal(set) var engine = ""

  /// The number of errors.
  package var errorCount: Int { diagnostics.count { $0.severity == .error } }
  /// The number of warnings.
  package var warningCount: Int { diagnostics.count { $0.severity == .warning } }
}
