// What all pages of a site share: the checked dossier, words, places and computed orders. Immutable;
// pages are made from it in parallel.

package import DossierModel
package import Markdown
import TemplateEngine
package import Verification

/// A file that pages offer for download.
package struct Download: Sendable {
  /// The path below the site's root.
  package let path: String
  /// The key of its name in the catalogue, below `exports`.
  package let labelKey: String
  /// In bytes.
  package let size: Int

  /// Makes a download.
  package init(path: String, labelKey: String, size: Int) {
    self.path = path
    self.labelKey = labelKey
    self.size = size
  }
}

/// Everything that pages are made from.
package struct Presenter: Sendable {
  /// The dossier.
  package let checked: CheckedDossier
  /// The theme.
  package let library: TemplateLibrary
  /// Where everything lives.
  package let router: Router
  /// The address the site will have, ending in `/`; `nil` when it is not known.
  package let baseURL: String?
  /// The name of the style sheet below the site's root.
  package let stylesheet: String
  /// The name of the icon below the site's root.
  package let icon: String
  /// Files that the home page offers, in their order.
  package private(set) var downloads: [Download] = []
  /// Dates in words.
  package let dates: DateWording
  /// Quantities in words.
  package let numbers: NumberWording
  /// The typography of the dossier's language.
  package let typographer: Typographer
  /// The number of the first paragraph of each chapter; paragraphs count on from chapter to chapter.
  package let firstParagraphs: [Int]
  /// The place of each event in the timeline.
  let timelineRanks: [Int]
  let sourcesCopying: [DocumentSourceID: [DocumentSourceID]]

  /// Gathers what pages are made from.
  package init(
    checked: CheckedDossier, library: TemplateLibrary, baseURL: String?,
    stylesheet: String = "assets/style.css", icon: String = "assets/icon.svg"
  ) {
    self.checked = checked
    self.library = library
    self.baseURL = baseURL.map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    self.stylesheet = stylesheet
    self.icon = icon
    router = Router(words: library.words)
    dates = DateWording(library.words)
    numbers = NumberWording(library.words)
    typographer = Typographer(checked.dossier.settings.language == .english ? .en : .fr)
    var next = 1
    firstParagraphs = checked.dossier.chapters.map { chapter in
      defer { next += chapter.body.numberedParagraphCount }
      return next
    }
    var ranks = [Int](repeating: 0, count: checked.dossier.events.count)
    for (rank, id) in checked.timeline.enumerated() { ranks[Int(id.raw)] = rank }
    timelineRanks = ranks
    var copying: [DocumentSourceID: [DocumentSourceID]] = [:]
    let sources = checked.dossier.sources
    for (id, source) in zip(sources.ids, sources) {
      guard let original = source.copies.flatMap({ sources.id(of: $0) }) else { continue }
      copying[original, default: []].append(id)
    }
    sourcesCopying = copying
  }

  /// The same, with files to offer on the home page.
  package func offering(_ downloads: [Download]) -> Presenter {
    var presenter = self
    presenter.downloads = downloads
    return presenter
  }

  /// The dossier as read.
  package var dossier: Dossier { checked.dossier }
  /// The words of the interface.
  package var words: Words { library.words }

  /// The place of a record.
  func route(_ key: EntityKey) -> Route { router.route(key, in: dossier) }

  /// The chapter that explains the method, by the route word of the catalogue.
  var methodChapter: Chapter? { dossier.chapters[slug: words["routes.method"]] }
}

extension Presenter {
  /// The address of a record below the site's root, with its fragment.
  package func permalink(_ key: EntityKey) -> String? {
    let route = route(key)
    return route.path + (route.fragment.map { "#" + $0 } ?? "")
  }
}
