// Owns what a published site has beyond any other: the comparison with the release before, and the
// files for hosts.

import Diagnostics
import DossierModel
import Exchange
import FileSystem
import Presentation
import Verification

/// What a release says of a page, kept when its bytes are gone.
struct PageSeal: Sendable {
  /// The hash of its bytes.
  let sha256: String
  /// The content security policy in its head, where it states one.
  let policy: String?

  /// Seals a page.
  init(_ bytes: [UInt8]) {
    sha256 = SHA256.hexadecimal(bytes)
    policy = ContentPolicy.stated(in: bytes)
  }
}

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
  ///
  /// - Parameters:
  ///   - files: The files of the site that are no pages.
  ///   - pages: Its pages, in the order of the site.
  static func files(
    for files: [OutputFile], pages: [(route: String, seal: PageSeal)], baseURL: String,
    folder: String
  ) -> [OutputFile] {
    var policy = ContentPolicy()
    for page in pages { if let own = page.seal.policy { policy.add(own) } }
    let host = HostFiles(baseURL: baseURL, policy: policy.header, folder: folder).files(
      fingerprinted: files.map(\.route).filter(isFingerprinted))
    let hashes =
      pages.map { ($0.route, $0.seal.sha256) }
      + (files + host).map { ($0.route, SHA256.hexadecimal($0.bytes)) }
    return host + [HostFiles.manifest(hashes)]
  }

  /// Whether a name carries a fingerprint: `style.1a2b3c4d.css`.
  private static func isFingerprinted(_ route: String) -> Bool {
    guard route.hasPrefix("assets/") else { return false }
    let parts = route.split(separator: ".")
    return parts.count == 3 && parts[1].count == 8 && parts[1].allSatisfy(\.isHexDigit)
  }
}
