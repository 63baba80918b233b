// Owns the names of files in the language of the dossier: a reader who downloads a table of an
// English dossier gets `events.csv`, not `evenements.csv`.

import DossierModel

/// The names of files and folders of this module, which its encoders write in French.
enum FileNames {
  private static let english: [Substring: String] = [
    "acteurs": "actors", "affirmations": "claims", "chronologie": "timeline",
    "citations": "quotations", "droit": "law", "echeances": "deadlines", "evenements": "events",
    "graphe": "graph", "pieces": "documents", "preuves": "evidence", "registre": "register",
  ]

  /// A path whose folders and file are named in a language: `preuves/data/registre.json` becomes
  /// `evidence/data/register.json`.
  static func localized(_ path: String, in language: DossierLanguage) -> String {
    guard language == .english else { return path }
    return path.split(separator: "/", omittingEmptySubsequences: false).map { part in
      let stem = part.prefix { $0 != "." }
      return (english[stem] ?? String(stem)) + part.dropFirst(stem.count)
    }.joined(separator: "/")
  }
}
