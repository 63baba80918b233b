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
  /// The whole file.
  package let bytes: [UInt8]
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
  let context = ExchangeContext(
    checked, buildDate: buildDate, baseURL: baseURL, folder: folder, permalink: permalink)
  let files = single(context) + feeds(context) + bag(context)
  return files.map { file in
    ExchangeFile(
      route: context.name(ofFile: file.route), mediaType: file.mediaType,
      labelKey: file.labelKey, bytes: file.bytes)
  }
}

/// The files that are one each.
private func single(_ context: ExchangeContext) -> [ExchangeFile] {
  [
    ExchangeFile(
      route: DossierJSON.route, mediaType: "application/json", labelKey: "export-dossier-json",
      bytes: DossierJSON.document(context)),
    ExchangeFile(
      route: DossierJSON.schemaRoute, mediaType: "application/schema+json",
      labelKey: "export-dossier-schema", bytes: DossierJSON.schema(context)),
    ExchangeFile(
      route: ICalendar.timelineRoute, mediaType: "text/calendar; charset=utf-8",
      labelKey: "export-timeline-ics", bytes: ICalendar.timeline(context)),
    ExchangeFile(
      route: ICalendar.upcomingRoute, mediaType: "text/calendar; charset=utf-8",
      labelKey: "export-upcoming-ics", bytes: ICalendar.upcoming(context)),
    ExchangeFile(
      route: CSVTable.eventsRoute, mediaType: "text/csv; charset=utf-8; header=present",
      labelKey: "export-events-csv", bytes: CSVTable.events(context)),
    ExchangeFile(
      route: CSVTable.claimsRoute, mediaType: "text/csv; charset=utf-8; header=present",
      labelKey: "export-claims-csv", bytes: CSVTable.claims(context)),
    ExchangeFile(
      route: CSVTable.sourcesRoute, mediaType: "text/csv; charset=utf-8; header=present",
      labelKey: "export-sources-csv", bytes: CSVTable.sources(context)),
    ExchangeFile(
      route: CSLJSON.route, mediaType: "application/vnd.citationstyles.csl+json",
      labelKey: "export-sources-csl", bytes: CSLJSON.sources(context)),
    ExchangeFile(
      route: BibTeX.route, mediaType: "application/x-bibtex; charset=utf-8",
      labelKey: "export-sources-bibtex", bytes: BibTeX.sources(context)),
    ExchangeFile(
      route: Popolo.route, mediaType: "application/json", labelKey: "export-actors-popolo",
      bytes: Popolo.actors(context)),
    ExchangeFile(
      route: FollowTheMoney.route, mediaType: "application/jsonl", labelKey: "export-graph-ftm",
      bytes: FollowTheMoney.graph(context)),
    ExchangeFile(
      route: WebAnnotation.route, mediaType: "application/ld+json",
      labelKey: "export-quotations-annotations", bytes: WebAnnotation.quotations(context)),
  ]
}

/// The feeds, in both formats.
private func feeds(_ context: ExchangeContext) -> [ExchangeFile] {
  FeedChannel.allCases.flatMap { channel in
    [
      ExchangeFile(
        route: channel.atomRoute, mediaType: "application/atom+xml",
        labelKey: "export-\(channel)-atom", bytes: Atom.feed(channel, context)),
      ExchangeFile(
        route: channel.jsonRoute, mediaType: "application/feed+json",
        labelKey: "export-\(channel)-json", bytes: JSONFeed.feed(channel, context)),
    ]
  }
}

/// The bag of the evidence register; a page lists its manifest.
private func bag(_ context: ExchangeContext) -> [ExchangeFile] {
  EvidenceBag.files(context).map { path, bytes in
    ExchangeFile(
      route: "\(EvidenceBag.folder)/\(path)",
      mediaType: path.hasSuffix(".json") ? "application/json" : "text/plain; charset=utf-8",
      labelKey: path == "manifest-sha256.txt" ? "export-evidence-bag" : nil, bytes: bytes)
  }
}
