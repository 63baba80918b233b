// Owns the list of files that a build put into an output folder. It is what allows a later
// build to remove what is stale and to leave alone what is not ours.

/// The files of an output folder that dossier made, by route.
///
/// Text form: a first line with the format's name, then one line a file, the fingerprint (or
/// dashes for a file that a broken-off build may have left) and the route, ordered by route.
public struct Manifest: Equatable, Sendable {
  /// The name of the manifest in its output folder.
  public static let fileName = ".dossier-manifest"
  static let heading = "dossier-manifest 1"

  /// Fingerprint by route; `nil` for a file whose state is unknown.
  public var entries: [String: Fingerprint?] = [:]

  /// Makes an empty manifest.
  public init() {}

  /// Reads a manifest; `nil` when the bytes are not one. Unsafe routes are left out.
  public init?(_ bytes: [UInt8]) {
    var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")[...]
    guard lines.popFirst().map(String.init) == Self.heading else { return nil }
    for line in lines {
      guard let space = line.firstIndex(of: " ") else { return nil }
      let route = String(line[line.index(after: space)...])
      guard PathName.isSafeRoute(route) else { continue }
      entries[route] = .some(Fingerprint(hexadecimal: line[..<space]))
    }
  }

  /// The text form.
  public var bytes: [UInt8] {
    var text = Self.heading + "\n"
    for (route, fingerprint) in entries.sorted(by: {
      $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
    }) {
      text += fingerprint?.hexadecimal ?? String(repeating: "-", count: 32)
      text += " \(route)\n"
    }
    return Array(text.utf8)
  }
}

extension Fingerprint {
  /// Reads 32 hexadecimal digits.
  public init?(hexadecimal text: some StringProtocol) {
    guard text.utf8.count == 32, let high = UInt64(text.prefix(16), radix: 16),
      let low = UInt64(text.suffix(16), radix: 16)
    else { return nil }
    self.init(high: high, low: low)
  }

  private init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }
}
