// Owns what the pages of a site say to programs: which files their heads name, the graph of each
// page, the picture. The formats are Exchange's, the frame is Presentation's; this joins them.

import DossierModel
import Exchange
import FileSystem
import Presentation
import Verification

/// Makes what pages say to programs.
enum SiteHead {
  /// The formats that the head of every page names: what a reader follows or subscribes to, and the
  /// whole dossier.
  private static let announced: Set<String> = [
    "application/atom+xml", "application/feed+json", "text/calendar", "application/json",
  ]

  /// Returns what pages say, and the picture they name, where the site has an address.
  static func face(
    _ presenter: Presenter, files: [ExchangeFile]
  ) -> (face: MachineFace, picture: OutputFile?) {
    let words = presenter.words
    let folder = words["routes.data"]
    let offered = files.compactMap { file in
      file.labelKey.map {
        LinkedFile(
          path: "\(folder)/\(file.route)", mediaType: plain(file.mediaType),
          name: words["exports.\($0)"])
      }
    }
    let alternates = offered.filter {
      announced.contains($0.mediaType)
        && ($0.mediaType != "application/json" || $0.path == "\(folder)/dossier.json")
    }.map {
      MachineFace.Alternate(path: $0.path, mediaType: $0.mediaType, title: $0.name)
    }
    let picture = picture(presenter)
    let linked = LinkedData(
      presenter.checked, baseURL: presenter.baseURL,
      contentAnchor: presenter.router.anchor("content"),
      downloadsAnchor: presenter.router.anchor("downloads"),
      publishesMethod: presenter.dossier.chapters[slug: words["routes.method"]] != nil,
      files: offered, picture: picture?.route, permalink: { presenter.permalink($0) },
      word: { words[$0] })
    let face = MachineFace(
      alternates: alternates,
      picture: picture.map {
        MachineFace.Picture(
          path: $0.route, width: SocialPicture.width, height: SocialPicture.height,
          alternative: words("machines.picture", title(presenter), foot(presenter)))
      },
      stamp: (offered.map { "\($0.path) \($0.mediaType) \($0.name)" } + [picture?.route ?? ""])
        .joined(separator: "\n"),
      graph: { linked.script(for: page($0)) })
    return (face, picture)
  }

  /// A media type without its parameters.
  private static func plain(_ mediaType: String) -> String {
    String(mediaType.prefix { $0 != ";" })
  }

  private static func page(_ subject: MachineFace.Subject) -> LinkedPage {
    let sort: LinkedPage.Sort =
      switch subject.request.kind.rawValue {
      case "home": .home
      case "actor": .profile
      case "actors", "chapters", "claims", "provisions", "sources", "timeline": .collection
      case "search": .search
      default: .page
      }
    return LinkedPage(
      path: subject.request.route.path, sort: sort, name: subject.heading,
      description: subject.description,
      breadcrumbs: subject.trail.map { (name: $0.label, path: $0.path) })
  }

  // MARK: - The picture

  /// The picture of the dossier; `nil` where the site has no address, which platforms ask for, or
  /// the theme has no letters.
  private static func picture(_ presenter: Presenter) -> OutputFile? {
    guard presenter.baseURL != nil else { return nil }
    let lettering = Lettering(presenter.library.letters)
    guard !lettering.isEmpty else { return nil }
    let settings = presenter.dossier.settings
    let bytes = SocialPicture.png(
      SocialPicture.Content(
        title: settings.title, subtitle: settings.subtitle,
        foot: [settings.publisher?.name, foot(presenter)].compactMap { $0 }.joined(
          separator: " · "),
        months: months(presenter.checked)),
      lettering)
    // A new picture has a new name: platforms keep what they fetched once.
    return OutputFile(
      route: "assets/dossier.\(Fingerprint(bytes).hexadecimal.prefix(8)).png", bytes: bytes)
  }

  private static func title(_ presenter: Presenter) -> String {
    let settings = presenter.dossier.settings
    return [settings.title, settings.subtitle].compactMap { $0 }.joined(separator: ", ")
  }

  private static func foot(_ presenter: Presenter) -> String {
    let words = presenter.words
    return words(
      "machines.closed",
      presenter.dates.text(presenter.dossier.settings.asOf.value))
  }

  /// The number of events of each month from the first event to the last.
  private static func months(_ checked: CheckedDossier) -> [Int] {
    let months = checked.timeline.compactMap { id -> Int? in
      checked.dossier.events[id].date.value.earliest.map { $0.year * 12 + $0.month }
    }
    guard let first = months.first, let last = months.last else { return [] }
    var counts = [Int](repeating: 0, count: min(last - first, 12_000) + 1)
    for month in months where counts.indices.contains(month - first) {
      counts[month - first] += 1
    }
    return counts
  }
}
