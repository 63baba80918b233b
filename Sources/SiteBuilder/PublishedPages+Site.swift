// Owns the step from a site to what is left of it for the next build: the marks of all that its pages
// rest on, and its pages once they are published.

import Diagnostics
import DossierModel
import FileSystem
import Presentation

/// What a build knows of its theme beside the records.
struct ThemeMarks {
  /// The texts and files of the theme.
  private(set) var text = MarkText()
  /// The parts of the dossier that its templates hold ready.
  let reads: Facets

  /// Marks a theme as it was loaded.
  ///
  /// - Parameters:
  ///   - sources: Has the texts of the theme from a number on.
  ///   - first: That number.
  init(
    _ sources: SourceMap, from first: Int, _ library: TemplateLibrary, _ assets: AssetPipeline,
    reads: Facets
  ) {
    self.reads = reads
    for number in first..<sources.count {
      let source = SourceID(raw: UInt32(number))
      text.add(sources.path(of: source))
      text.add(bytes: sources.bytes(of: source))
    }
    for asset in library.assets {
      text.add(asset.path)
      text.add(bytes: asset.bytes)
    }
    text.add(bytes: library.letters)
    for file in assets.media {
      text.add(file.route)
      text.add(file.size)
      for word in file.stamp.words { text.add(Int64(bitPattern: word)) }
    }
  }
}

extension PublishedPages.Basis {
  /// Marks the state of a site.
  ///
  /// - Complexity: O(n) in the number of records, links and paths.
  init(
    request: Fingerprint, _ loaded: LoadedDossier, _ theme: ThemeMarks, _ presenter: Presenter,
    _ addresses: SiteAddresses
  ) {
    var marks = loaded.partMarks(of: presenter.dossier)
    presenter.mark(&marks)
    let files = theme.text.fingerprint
    for half in [request.high, request.low, files.high, files.low] { marks.whole.add(half) }
    addresses.mark(&marks.whole)
    self.init(whole: marks.whole.fingerprint, marks.parts)
  }
}

extension PublishedPages {
  /// Gathers the pages of a site that was just published.
  init(
    _ basis: Basis, _ theme: ThemeMarks, _ pages: [FinishedPage?], _ session: OutputSession
  ) {
    self.basis = basis
    themeReads = theme.reads.sorted.map(\.raw)
    let stamps = session.stamps(of: pages.map { $0?.file?.route ?? "" })
    self.pages = zip(pages, stamps).map { page, stamp in
      guard let page, let file = page.file, let reads = page.reads else { return nil }
      return PublishedPage(
        file: KeptFile(fingerprint: file.fingerprint, size: file.size, stamp: stamp),
        reads: reads.sorted.map(\.raw), links: page.links)
    }
  }

  /// The pages that need not be made again, by their numbers.
  func kept(for basis: Basis) -> [PublishedPage?] {
    let change = basis.change(from: self.basis)
    if change.isWhole { return [] }
    return zip(pages, untouched(by: change)).map { $1 ? $0 : nil }
  }
}
