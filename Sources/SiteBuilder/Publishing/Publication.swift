// Owns what a published site has beyond any other: the comparison with the release before, and the
// files for hosts.

import Diagnostics
import DossierModel
import Exchange
import FileSystem
import Presentation

/// A site that is to be published.
enum Publication {
  /// Compares this release with the one before.
  ///
  /// - Parameters:
  ///   - folder: The folder of the release before.
  ///   - plan: The pages and files of this release.
  ///   - exports: The files for machines, among them `dossier.json`.
  ///   - dossier: The dossier.
  ///   - bag: Receives `S0206`, `S0207` and `S0209`.
  static func compare(
    with folder: String, _ plan: SitePlan, _ exports: [ExchangeFile], _ dossier: Dossier,
    into bag: inout DiagnosticBag
  ) {
    let release: LastRelease
    do throws(Diagnostic) {
      release = try LastRelease(folder: folder)
    } catch {
      bag.add(error)
      return
    }
    if let document = exports.first(where: { $0.route == "dossier.json" }) {
      release.compareClaims(with: document.bytes, dossier, into: &bag)
    }
    release.comparePaths(
      with: Set(plan.jobs.map(\.request.route.path) + plan.files), into: &bag)
  }

  /// Returns the files for hosts and the hashes of all files, these last.
  static func files(
    for site: [OutputFile], pages: [RenderedPage], baseURL: String, folder: String
  ) -> [OutputFile] {
    var policy = ContentPolicy()
    for page in pages { policy.add(page: page.bytes) }
    let host = HostFiles(baseURL: baseURL, policy: policy.header, folder: folder).files(
      fingerprinted: site.map(\.route).filter(isFingerprinted))
    return host + [HostFiles.manifest(site + host)]
  }

  /// Whether a name carries a fingerprint: `style.1a2b3c4d.css`.
  private static func isFingerprinted(_ route: String) -> Bool {
    guard route.hasPrefix("assets/") else { return false }
    let parts = route.split(separator: ".")
    return parts.count == 3 && parts[1].count == 8 && parts[1].allSatisfy(\.isHexDigit)
  }
}
