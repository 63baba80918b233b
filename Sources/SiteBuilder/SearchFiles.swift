// Makes the search index of a site: what each record offers is read on several workers, in chunks
// that do not depend on how many there are; then their words are joined, and written by all workers.

import Diagnostics
import DossierModel
import FileSystem
import Presentation
import Search

/// Makes the search index.
enum SearchFiles {
  /// How many records one part of the index holds.
  private static let chunkLength = 512

  /// Records of one kind that are read together.
  struct Chunk: Sendable {
    let kind: EntityKind
    let keys: ArraySlice<EntityKey>

    var part: SiteMemory.SearchPart {
      SiteMemory.SearchPart(kind: kind, start: keys.startIndex)
    }
  }

  /// The files of the index, and a fingerprint of them all, by which pages ask for the index that
  /// fits.
  struct Made: Sendable {
    let files: [DraftedFile]
    let version: String
  }

  /// The chunks of a dossier, in the order of the index.
  static func chunks(_ presenter: Presenter) -> [Chunk] {
    Presenter.searchedKinds.flatMap { kind in
      let keys = presenter.dossier.keys(of: kind)
      return stride(from: 0, to: keys.count, by: chunkLength).map {
        Chunk(kind: kind, keys: keys[$0..<min(keys.count, $0 + chunkLength)])
      }
    }
  }

  /// Reads a chunk.
  ///
  /// - Complexity: O(n) in the texts of its records.
  static func read(
    _ chunk: Chunk, _ presenter: Presenter, _ shapes: ShapeCache
  ) -> PartialIndex {
    let scope = PageScope(presenter, page: presenter.router.route(.search), shapes: shapes)
    var reader = IndexReader(presenter.searchLanguage)
    for key in chunk.keys { scope.readSearchEntries(of: key, into: &reader) }
    return reader.finished()
  }

  /// Joins the parts of all chunks and writes the files.
  ///
  /// - Complexity: O(n) in the words of the parts.
  static func make(
    _ parts: [(kind: EntityKind, index: PartialIndex)], _ presenter: Presenter,
    _ outlet: DraftOutlet, workerCount: Int, into bag: inout DiagnosticBag
  ) async -> Made {
    var groups: [SearchIndex.Group] = []
    for kind in Presenter.searchedKinds {
      let own = parts.filter { $0.kind == kind }.map(\.index)
      if !own.isEmpty {
        let (label, single) = presenter.searchLabels(kind)
        groups.append(SearchIndex.Group(label: label, single: single, parts: own))
      }
    }
    let joined = SearchIndex(groups, language: presenter.searchLanguage)
    let lines = await PhaseMap.map(
      joined.stretches, workerCount: workerCount, into: &bag, makeState: {}
    ) { stretch, _, _ in joined.lines(stretch) }
    let index = joined.cut(lines)
    let folder = presenter.searchFolder
    let made = await PhaseMap.map(
      index.files, workerCount: workerCount, into: &bag, makeState: { DraftOutlet.Desk(outlet) }
    ) { file, desk, bag in
      let bytes = index.bytes(of: file)
      let drafted = desk.take("\(folder)/\(file.name)", bytes, into: &bag)
      return (file: drafted, fingerprint: drafted.made?.fingerprint ?? Fingerprint(bytes))
    }
    var all: [UInt8] = []
    for file in made { all += Array(file.fingerprint.hexadecimal.utf8) }
    return Made(
      files: made.map(\.file), version: String(Fingerprint(all).hexadecimal.prefix(8)))
  }
}
