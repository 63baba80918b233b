// Owns the face of the module: which files a dossier is offered as, and where each one lies. What
// is in a file belongs to the encoder of its format.

package import DossierModel
package import Verification

/// A file in which the dossier, or a part of it, is offered to machines.
package struct ExchangeFile: Sendable {
  /// The path below the folder of these files: `dossier.json`.
  package let route: String
  /// The media type, with its parameters.
  package let mediaType: String
  /// The key under which the theme has the words for a link to the file: `export-dossier-json`;
  /// `nil` for a file that no page lists, such as the files of a bag but its first.
  package let labelKey: String?
  /// The whole file; nothing in what is left of a file that was handed over.
  package let bytes: [UInt8]
  /// The number of bytes of the file.
  package let size: Int

  init(route: String, mediaType: String, labelKey: String?, bytes: [UInt8]) {
    self.init(
      route: route, mediaType: mediaType, labelKey: labelKey, bytes: bytes, size: bytes.count)
  }

  private init(
    route: String, mediaType: String, labelKey: String?, bytes: [UInt8], size: Int
  ) {
    self.route = route
    self.mediaType = mediaType
    self.labelKey = labelKey
    self.bytes = bytes
    self.size = size
  }

  /// What is left of the file when its bytes are somewhere else.
  package func withoutBytes() -> ExchangeFile {
    ExchangeFile(route: route, mediaType: mediaType, labelKey: labelKey, bytes: [], size: size)
  }
}

/// Returns the files of a dossier, in the order in which a page lists them.
///
/// The same dossier, day and addresses give the same bytes; the clock is never read.
/// - Parameters:
///   - checked: The dossier.
///   - buildDate: The day of the build; events on it or later are to come.
///   - baseURL: The absolute address of the site; `nil` where it has none, and then no file gives
///     addresses of pages.
///   - folder: The folder of these files below `baseURL`.
///   - permalink: The route of a record's page below `baseURL`, with its fragment; `nil` where the
///     record has none.
/// - Complexity: O(n) in the size of the dossier.
package func exchangeFiles(
  for checked: CheckedDossier, buildDate: CivilDate, baseURL: String?, folder: String = "donnees",
  permalink: (EntityKey) -> String? = { _ in nil }
) -> [ExchangeFile] {
  let files = ExchangeFiles(
    for: checked, buildDate: buildDate, baseURL: baseURL, folder: folder, permalink: permalink)
  return ExchangeFiles.jobs.flatMap { files.files(of: $0) }
}

/// The files of a dossier, made by jobs that wait for no other.
package struct ExchangeFiles: Sendable {
  private let context: ExchangeContext

  /// Takes a dossier; the parameters are those of `exchangeFiles`.
  package init(
    for checked: CheckedDossier, buildDate: CivilDate, baseURL: String?,
    folder: String = "donnees", permalink: (EntityKey) -> String? = { _ in nil }
  ) {
    context = ExchangeContext(
      checked, buildDate: buildDate, baseURL: baseURL, folder: folder, permalink: permalink)
  }

  /// The jobs, by which the files stand in the order in which a page lists them.
  package static var jobs: Range<Int> { 0..<makers.count }

  /// Makes the files of a job.
  package func files(of job: Int) -> [ExchangeFile] {
    Self.makers[job](context).map { file in
      ExchangeFile(
        route: context.name(ofFile: file.route), mediaType: file.mediaType,
        labelKey: file.labelKey, bytes: file.bytes)
    }
  }

  private static let makers: [@Sendable (ExchangeContext) -> [ExchangeFile]] =
    single + FeedChannel.allCases.map { channel in { feeds(channel, $0) } } + [bag]

  /// The files that are one each.
  private static let single: [@Sendable (ExchangeContext) -> [ExchangeFile]] = [
    file(DossierJSON.route, "application/json", "export-dossier-json", DossierJSON.document),
    file(
      DossierJSON.schemaRoute, "application/schema+json", "export-dossier-schema",
      DossierJSON.schema),
    file(
      ICalendar.timelineRoute, "text/calendar; charset=utf-8", "export-timeline-ics",
      ICalendar.timeline),
    file(
      ICalendar.upcomingRoute, "text/calendar; charset=utf-8", "export-upcoming-ics",
      ICalendar.upcoming),
    file(
      CSVTable.eventsRoute, "text/csv; charset=utf-8; header=present", "export-events-csv",
      CSVTable.events),
    file(
      CSVTable.claimsRoute, "text/csv; charset=utf-8; header=present", "export-claims-csv",
      CSVTable.claims),
    file(
      CSVTable.sourcesRoute, "text/csv; charset=utf-8; header=present", "export-sources-csv",
      CSVTable.sources),
    file(
      CSLJSON.route, "application/vnd.citationstyles.csl+json", "export-sources-csl",
      CSLJSON.sources),
    file(
      BibTeX.route, "application/x-bibtex; charset=utf-8", "export-sources-bibtex",
      BibTeX.sources),
    file(Popolo.route, "application/json", "export-actors-popolo", Popolo.actors),
    file(FollowTheMoney.route, "application/jsonl", "export-graph-ftm", FollowTheMoney.graph),
    file(
      WebAnnotation.route, "application/ld+json", "export-quotations-annotations",
      WebAnnotation.quotations),
  ]

  private static func file(
    _ route: String, _ mediaType: String, _ labelKey: String,
    _ bytes: @escaping @Sendable (ExchangeContext) -> [UInt8]
  ) -> @Sendable (ExchangeContext) -> [ExchangeFile] {
    { context in
      [
        ExchangeFile(
          route: route, mediaType: mediaType, labelKey: labelKey, bytes: bytes(context))
      ]
    }
  }

  /// A feed in both formats.
  @Sendable private static func feeds(
    _ channel: FeedChannel, _ context: ExchangeContext
  ) -> [ExchangeFile] {
    let entries = channel.entries(context)
    return [
      ExchangeFile(
        route: channel.atomRoute, mediaType: "application/atom+xml",
        labelKey: "export-\(channel)-atom", bytes: Atom.feed(channel, entries, context)),
      ExchangeFile(
        route: channel.jsonRoute, mediaType: "application/feed+json",
        labelKey: "export-\(channel)-json", bytes: JSONFeed.feed(channel, entries, context)),
    ]
  }

  /// The bag of the evidence register; a page lists its manifest.
  @Sendable private static func bag(_ context: ExchangeContext) -> [ExchangeFile] {
    EvidenceBag.files(context).map { path, bytes in
      ExchangeFile(
        route: "\(EvidenceBag.folder)/\(path)",
        mediaType: path.hasSuffix(".json") ? "application/json" : "text/plain; charset=utf-8",
        labelKey: path == "manifest-sha256.txt" ? "export-evidence-bag" : nil, bytes: bytes)
    }
  }
}
