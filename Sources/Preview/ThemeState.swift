// Owns the comparison of two states of a theme: its texts, its files, and what it read of the dossier
// while its templates were compiled.

import Diagnostics
import DossierModel
import FileSystem

/// A theme as it was loaded.
struct ThemeState: Sendable {
  private let texts: [(path: String, bytes: [UInt8])]
  private let files: [OutputFile]
  /// The parts of the dossier that its templates hold ready.
  let reads: Facets

  /// Takes the texts that a map has from one on, and the files that a site takes as they are.
  init(_ sources: SourceMap, from first: Int, files: [OutputFile], reads: Facets) {
    texts = (first..<sources.count).map {
      let source = SourceID(raw: UInt32($0))
      return (sources.path(of: source), sources.bytes(of: source))
    }
    self.files = files
    self.reads = reads
  }

  /// Whether templates, words, data and files are those of another state.
  func isSame(as other: ThemeState) -> Bool {
    texts.elementsEqual(other.texts) { $0.path == $1.path && $0.bytes == $1.bytes }
      && files.elementsEqual(other.files) { $0.route == $1.route && $0.bytes == $1.bytes }
  }
}
