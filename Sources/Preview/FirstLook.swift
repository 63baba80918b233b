// Owns the first look at a large dossier: any page of it, before its chapters are read and checked.
// What depends on the texts of other chapters is left out: numbers of paragraphs, places that cite.

import Diagnostics
import DossierModel
import FileSystem
import Presentation
import SiteBuilder
import Verification

/// The pages of a dossier whose chapters were only skimmed.
struct FirstLook: Sendable {
  private let loaded: LoadedDossier
  private let presenter: Presenter
  private let requests: [String: PageRequest]
  private let folder: String

  /// The files of the theme.
  let files: [OutputFile]
  /// The path of the style sheet.
  var stylesheet: String { presenter.stylesheet }
  /// The paths of the pages.
  var routes: Set<String> { Set(requests.keys) }

  /// Takes a dossier that was skimmed; `nil` where something is wrong with it.
  init?(_ loaded: LoadedDossier, _ settings: PreviewSettings) async {
    var loaded = loaded
    let dossier = loaded.dossier
    async let checked = CheckedDossier.unproved(dossier, buildDate: settings.date)
    var bag = DiagnosticBag()
    let library = TemplateLibrary.load(
      folder: PathName.join(settings.source, "Templates"),
      language: loaded.dossier.settings.language, dossier: loaded.dossier,
      buildDay: settings.date, sources: &loaded.sources, into: &bag)
    if loaded.diagnostics.hasErrors || bag.hasErrors { return nil }
    let assets = AssetPipeline(library, folder: settings.source, into: &bag)
    self.loaded = loaded
    folder = settings.source
    files = assets.files
    let presenter = Presenter(
      checked: await checked, library: library, baseURL: loaded.dossier.settings.baseURL,
      stylesheet: assets.stylesheet,
      searchScript: assets.searchScript)
    self.presenter = presenter
    var requests: [String: PageRequest] = [:]
    for request in presenter.pages() { requests[request.route.path] = request }
    self.requests = requests
  }

  /// Makes a page; that of a chapter with its text.
  func page(_ route: String) -> [UInt8]? {
    guard let request = requests[route] else { return nil }
    guard case .chapter(let id)? = request.key else {
      return PageRenderer.page(request, presenter)
    }
    let path = presenter.dossier.chapters[id].path
    guard let bytes = try? FileReader.read(PathName.join(folder, path)),
      let dossier = loaded.readingText(of: id, bytes)
    else { return nil }
    let own = presenter.revised(
      presenter.checked.revised(dossier), DossierChange(), chapter: id
    ).presenter
    return PageRenderer.page(request, own)
  }
}
