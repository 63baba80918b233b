// Owns the list of files that a build put into an output folder. It is what allows a later
// build to remove what is stale and to leave alone what is not ours.

/// The files of an output folder that dossier made, by route.
///
/// Text form: a first line with the format's name, then one line a file, the fingerprint (or
/// dashes for a file that a broken-off build may have left) and the route, ordered by route. Line
/// ends and backslashes of a route stand as `\n`, `\r` and `\\`.
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
    var lines = bytes.split(separator: 0x0A)[...]
    guard lines.popFirst().map({ $0.elementsEqual(Self.heading.utf8) }) == true else { return nil }
    for line in lines {
      guard let space = line.firstIndex(of: 0x20) else { return nil }
      let route = Self.unescaped(line[(space + 1)...])
      guard PathName.isSafeRoute(route) else { continue }
      let fingerprint = String(decoding: line[..<space], as: UTF8.self)
      entries[route] = .some(Fingerprint(hexadecimal: fingerprint))
    }
  }

  /// The text form.
  public var bytes: [UInt8] {
    var text = Self.heading + "\n"
    for (route, fingerprint) in entries.sorted(by: {
      $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
    }) {
      text += fingerprint?.hexadecimal ?? String(repeating: "-", count: 32)
      text += " \(Self.escaped(route))\n"
    }
    return Array(text.utf8)
  }

  private static func escaped(_ route: String) -> String {
    var text = ""
    for scalar in route.unicodeScalars {
      switch scalar {
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  private static func unescaped(_ text: ArraySlice<UInt8>) -> String {
    var route: [UInt8] = []
    var isEscaped = false
    for byte in text {
      if !isEscaped, byte == UInt8(ascii: "\\") {
        isEscaped = true
        continue
      }
      switch byte {
      case UInt8(ascii: "n") where isEscaped: route.append(0x0A)
      case UInt8(ascii: "r") where isEscaped: route.append(0x0D)
      default: route.append(byte)
      }
      isEscaped = false
    }
    return String(decoding: route, as: UTF8.self)
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
