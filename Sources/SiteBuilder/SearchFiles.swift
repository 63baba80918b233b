// Makes the search index of a site: what each record offers is read on several workers, in chunks
// that do not depend on how many there are.

import Diagnostics
import DossierModel
package import FileSystem
package import Presentation
import Search

/// Makes the search index.
package enum SearchFiles {
  /// How many records one part of the index holds.
  private static let chunkLength = 512

  /// The files of the index below its folder, and a fingerprint of them all, by which pages ask for
  /// the index that fits.
  ///
  /// Parts that stand in the memory are taken from there.
  /// - Complexity: O(n) in the texts of the dossier.
  package static func make(
    _ presenter: Presenter, workerCount: Int, memory: inout SiteMemory
  ) async -> (files: [OutputFile], version: String) {
    struct Chunk: Sendable {
      let kind: EntityKind
      let keys: ArraySlice<EntityKey>

      var part: SiteMemory.SearchPart {
        SiteMemory.SearchPart(kind: kind, start: keys.startIndex)
      }
    }
    var chunks: [Chunk] = []
    for kind in Presenter.searchedKinds {
      let keys = presenter.dossier.keys(of: kind)
      for start in stride(from: 0, to: keys.count, by: chunkLength) {
        chunks.append(
          Chunk(kind: kind, keys: keys[start..<min(keys.count, start + chunkLength)]))
      }
    }
    let known = memory.searchParts
    let recorder = SiteMemory(records: memory.records)
    if let search = memory.search, chunks.allSatisfy({ known[$0.part] != nil }),
      chunks.count == known.count
    {
      return search
    }
    let language = presenter.searchLanguage
    let page = presenter.router.route(.search)
    var bag = DiagnosticBag()
    let parts = await PhaseMap.map(
      chunks, workerCount: workerCount, into: &bag, makeState: ShapeCache.init
    ) { chunk, shapes, _ in
      if let known = known[chunk.part] { return known }
      shapes.forgetPages()
      let scope = PageScope(presenter, page: page, shapes: shapes)
      return recorder.make {
        PartialIndex(chunk.keys.flatMap { scope.searchEntries(for: $0) }, language: language)
      }
    }
    memory.searchParts = [:]
    for (chunk, made) in zip(chunks, parts) { memory.searchParts[chunk.part] = made }
    var groups: [SearchIndex.Group] = []
    for kind in Presenter.searchedKinds {
      let own = zip(chunks, parts).filter { $0.0.kind == kind }.map(\.1.value)
      if !own.isEmpty {
        let (label, single) = presenter.searchLabels(kind)
        groups.append(SearchIndex.Group(label: label, single: single, parts: own))
      }
    }
    let index = SearchIndex(groups, language: language)
    let folder = presenter.searchFolder
    var all: [UInt8] = []
    for file in index.files { all += Array(Fingerprint(file.bytes).hexadecimal.utf8) }
    let search = (
      files: index.files.map { OutputFile(route: "\(folder)/\($0.name)", bytes: $0.bytes) },
      version: String(Fingerprint(all).hexadecimal.prefix(8))
    )
    memory.search = search
    return search
  }
}
