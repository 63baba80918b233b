// Owns the step from a checked dossier to what its pages are made from: the data sets, the search
// index, what pages say to programs, and the presenter that knows of all of them. The build of a
// site and the preview both take it, so that their pages cannot differ.

package import DossierModel
import Exchange
package import FileSystem
package import Presentation
package import Verification

/// All that a site has beside its pages and its theme's files, and what its pages are made from.
package struct SiteDraft: Sendable {
  /// A printed briefing that the site offers.
  package struct PrintedFile: Sendable {
    /// The name of the file.
    package let name: String
    /// The key of the word for it.
    package let labelKey: String
    /// The document.
    package let bytes: [UInt8]
  }

  /// What pages are made from.
  package let presenter: Presenter
  /// Search index, picture, briefings and data sets, under their paths.
  package let files: [OutputFile]
  /// The data sets.
  let exports: [ExchangeFile]

  /// Drafts a site.
  ///
  /// - Parameters:
  ///   - checked: The dossier.
  ///   - library: The theme.
  ///   - baseURL: The address of the site, where it has one.
  ///   - assets: The theme's files, whose names pages carry.
  ///   - buildDate: The day of the build.
  ///   - briefings: The printed briefings that are there.
  ///   - pageChecks: What was checked in a browser, where a report was given.
  ///   - workerCount: The number of workers.
  ///   - memory: What the last state of the site left, where it left something: what rests on nothing
  ///     that changed is taken from there.
  package init(
    _ checked: CheckedDossier, _ library: TemplateLibrary, baseURL: String?,
    assets: AssetPipeline, buildDate: CivilDate, briefings: [PrintedFile] = [],
    pageChecks: PageChecks? = nil, workerCount: Int, memory: inout SiteMemory
  ) async {
    let plain = Presenter(
      checked: checked, library: library, baseURL: baseURL, stylesheet: assets.stylesheet,
      searchScript: assets.searchScript)
    let folder = library.words["routes.data"]
    memory.take(plain.following(memory.presenter))
    let recorder = SiteMemory(records: memory.records)
    @Sendable func makeExports() -> SiteMemory.Made<[ExchangeFile]> {
      recorder.make {
        exchangeFiles(for: checked, buildDate: buildDate, baseURL: baseURL, folder: folder) {
          plain.permalink($0)
        }
      }
    }
    let search: (files: [OutputFile], version: String)
    let exported: SiteMemory.Made<[ExchangeFile]>
    if let known = memory.exports {
      search = await SearchFiles.make(plain, workerCount: workerCount, memory: &memory)
      exported = known
    } else if workerCount > 1 {
      // Beside one another: each would leave a worker without work at its end.
      async let made = makeExports()
      search = await SearchFiles.make(plain, workerCount: workerCount - 1, memory: &memory)
      exported = await made
    } else {
      exported = makeExports()
      search = await SearchFiles.make(plain, workerCount: 1, memory: &memory)
    }
    memory.exports = exported
    exports = exported.value
    let head = SiteHead.face(plain, files: exports)
    let printed = briefings.map {
      Download(path: "\(folder)/\($0.name)", labelKey: $0.labelKey, size: $0.bytes.count)
    }
    let offered = exports.compactMap { file in
      file.labelKey.map {
        Download(path: "\(folder)/\(file.route)", labelKey: $0, size: file.bytes.count)
      }
    }
    presenter = plain.showing(head.face).searching(version: search.version)
      .checkedInBrowser(pageChecks).offering(printed + offered)
    memory.take(presenter)
    files =
      search.files + (head.picture.map { [$0] } ?? [])
      + briefings.map { OutputFile(route: "\(folder)/\($0.name)", bytes: $0.bytes) }
      + exports.map { OutputFile(route: "\(folder)/\($0.route)", bytes: $0.bytes) }
  }
}
